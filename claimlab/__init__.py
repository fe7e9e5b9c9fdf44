"""The claims lab: the small package behind the notebooks.

Nothing heavy is imported until it is used, so `import claimlab` costs next to nothing.
"""

import sys
from importlib import import_module

_HOME = {
    "claim": "cards",
    "verdict": "cards",
    "data_card": "cards",
    "words": "cards",
    "claims_table": "cards",
    "source_of": "passport",
    "show": "figures",
    "theme": "figures",
    "predict": "guesses",
    "check": "checks",
    "progress": "cards",
}

__all__ = list(_HOME)


def __getattr__(name):
    if name in _HOME:
        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    raise AttributeError(f"claimlab has no {name!r}. It offers: {', '.join(sorted(_HOME))}.")


def __dir__():
    return sorted(_HOME)


if "IPython" in sys.modules:
    import_module(f"{__name__}.first_aid").give()
