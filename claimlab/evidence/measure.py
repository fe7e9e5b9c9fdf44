"""One function per claim: the only place where a measured value is computed from data/.

Lessons, verdict cards, tests and the scorecard all ask here. A lesson's measures stand in its own
folder (course/<lesson>/measures.py). A function returns a dict: "value" is the measured value of
the claim; every other entry is a fact that the reason in data/claims.csv may quote.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from ..course import part


@dataclass(frozen=True)
class Measure:
    claim_id: str
    unit: str
    digits: int | None
    compute: Callable[[], dict]

    def __call__(self):
        facts = self.compute()
        if "value" not in facts:
            raise KeyError(f"The measure of {self.claim_id} returns no 'value'.")
        return facts


def measure(claim_id: str, unit: str, digits: int | None = None) -> Callable:
    """Make the decorated function the measure of one claim: an entry in MEASURES of its own module.

    unit: the unit of "value", in words a student reads ("billion USD", "%", "km", "count").
    digits: decimals to print; None for text and dates. Raises ValueError for a claim measured twice in a module.
    """

    def register(function):
        mine = function.__globals__.setdefault("MEASURES", {})
        if claim_id in mine:
            raise ValueError(f"{claim_id} is measured twice in {function.__module__}. Keep one.")
        mine[claim_id] = Measure(claim_id, unit, digits, lru_cache(maxsize=1)(function))
        return function

    return register


def load(lesson: str) -> dict[str, Measure]:
    """The measures of one lesson: load("trade") -> {claim id: Measure}; {} for a lesson that measures nothing."""
    return dict(getattr(part(lesson, "measures"), "MEASURES", {}))


def measured(claim_id: str, lesson: str) -> tuple[Measure | None, dict]:
    """Return (Measure, facts) of a claim, or (None, {}) where the claim has no measure."""
    found = load(lesson).get(claim_id)
    return (found, found()) if found else (None, {})
