"""One function per claim: the only place where a measured value is computed from data/.

Lessons, verdict cards, tests and the scorecard all ask here. A module carries the name of
its lesson (`trade`, `oil`, …). A function returns a dict: "value" is the measured value of
the claim; every other entry is a fact that the reason in data/claims.csv may quote.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Callable


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


_REGISTRY: dict[str, Measure] = {}


def measure(claim_id, unit, digits=None):
    """Register the decorated function as the measure of one claim.

    unit: the unit of "value", in words a student reads ("billion USD", "%", "km", "count").
    digits: decimals to print; None for text and dates.
    """

    def register(function):
        if claim_id in _REGISTRY and _REGISTRY[claim_id].compute.__module__ != function.__module__:
            raise ValueError(f"{claim_id} is measured twice: in {_REGISTRY[claim_id].compute.__module__} "
                             f"and in {function.__module__}. Keep one.")
        _REGISTRY[claim_id] = Measure(claim_id, unit, digits, lru_cache(maxsize=1)(function))
        return function

    return register


def load(lesson):
    """Import the measures of one lesson ("trade") and return those registered so far."""
    import_module(f"{__name__}.{lesson}")
    return dict(_REGISTRY)


def measured(claim_id, lesson):
    """Return (Measure, facts) of a claim, or (None, {}) where the claim has no measure."""
    load(lesson)
    found = _REGISTRY.get(claim_id)
    return (found, found()) if found else (None, {})
