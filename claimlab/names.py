"""How a lesson or an exercise set may be named on the command line."""

from collections.abc import Iterable

from .told import Told


class NotMeant(Told, LookupError):
    """A name that means no lesson and no exercise set. The message names those there are."""


def meant(names: Iterable[str], stems: Iterable[str], what: str) -> list[str]:
    """Those of `stems` ("02_trade", …) that `names` mean, in the order of `stems`; all when there are no names.

    A name is "02_trade", "02" or "trade". Raises NotMeant for any other;
    what: what is named, in words ("exercise set").
    """
    called = {stem: {stem, *stem.split("_", 1)} for stem in stems}
    for name in names:
        if not any(name in known for known in called.values()):
            raise NotMeant(f"There is no {what} called {name!r}. There are: {', '.join(called)}.")
    return [stem for stem, known in called.items() if not names or known & set(names)]
