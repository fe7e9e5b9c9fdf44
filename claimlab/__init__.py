"""The claims lab: the small package behind the notebooks.

Nothing heavy is imported until it is used, so `import claimlab` costs next to nothing.
"""

import sys
from importlib import import_module

_HOME = {
    "claim": "view.cards",
    "verdict": "view.cards",
    "verdicts": "view.cards",
    "data_card": "view.cards",
    "words": "view.cards",
    "the_rule": "view.cards",
    "claims_table": "view.ledger_table",
    "source_of": "evidence.passport",
    "read_map": "evidence.maps",
    "show": "view.figures",
    "theme": "view.figures",
    "predict": "view.predict",
    "check": "checks.check",
    "progress": "checks.progress",
}

__all__ = list(_HOME)


def __getattr__(name):
    if name in _HOME:
        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    raise AttributeError(f"claimlab has no {name!r}. It offers: {', '.join(sorted(_HOME))}.")


def __dir__():
    return sorted(_HOME)


if "IPython" in sys.modules:
    import_module(f"{__name__}.course").ready()
    import_module(f"{__name__}.student.first_aid").give()
