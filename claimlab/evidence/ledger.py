"""The ledger: every claim of the article, our verdict on it and why (data/claims.csv).

Reading needs the standard library only. pandas comes in when a reason or a value is asked
for, because then the measure reads its tables.
"""

import csv
import re
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from ..course import Told, data
from .measure import Measure
from .tables import DataProblem, back, see

#: The words a verdict may be; rule.py says which is given when.
VERDICTS = ("supported", "roughly right", "contested", "not supported", "not tested", "not testable")

#: Words of the claims that were not put to a test: summaries leave them out.
UNTESTED = ("not tested", "not testable")

#: The six kinds of claim.
KINDS = ("number", "date", "event", "comparison", "causal", "interpretation")


class UnknownClaim(Told, LookupError):
    """A claim id that is not in the ledger. The message names the nearest ids."""


@lru_cache(maxsize=4)
def _read(path, changed):
    with open(path, encoding="utf-8", newline="") as file:
        return {row["claim_id"]: row for row in csv.DictReader(file)}


def _ledger(folder=None):
    path = (folder or data()) / "claims.csv"
    try:
        # The time stamp is part of the key, so an edit shows without a restart.
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise DataProblem(f"The ledger data/claims.csv is missing. {back('claims.csv')}") from None
    except (UnicodeDecodeError, csv.Error, KeyError) as problem:
        raise DataProblem(f"The ledger data/claims.csv cannot be read ({problem}). {see('claims.csv')}") from None


def all_claims() -> list[dict[str, str]]:
    """Return every claim as a list of dicts, in the order of the article (C01 first).

    Keys are the columns of data/claims.csv; all values are text, and a blank cell is "".
    Raises DataProblem when the ledger is missing or cannot be read.
    """
    return [dict(row) for row in _ledger().values()]


def claims_in(folder: Path | None) -> list[dict[str, str]]:
    """The same as all_claims(), for another data folder (a Path). Tests use it."""
    return [dict(row) for row in _ledger(folder).values()]


def claim_row(claim_id: str) -> dict[str, str]:
    """Return the ledger's row of one claim as a dict: claim_row("C28")["verdict"].

    Raises UnknownClaim with the nearest ids when there is no such claim.
    """
    ledger = _ledger()
    if claim_id in ledger:
        return dict(ledger[claim_id])
    raise UnknownClaim(_no_such_claim(claim_id, list(ledger)))


def _no_such_claim(claim_id, known):
    said = str(claim_id).strip()
    number, part = re.fullmatch(r"[Cc]?(.*?)([b-zB-Z]?)", said, re.DOTALL).groups()
    wanted = f"C{int(number):02d}{part.lower()}" if number.isdecimal() and number.isascii() else said.upper()
    if wanted in known:
        return f"There is no claim {said!r}. Write it as {wanted!r}."
    near = [] if number.isdecimal() else get_close_matches(wanted, known, n=3, cutoff=0.6)
    hint = f" The nearest are {', '.join(near)}." if near else ""
    span = f" The ledger goes from {known[0]} to {known[-1]}." if known else " The ledger is empty."
    return f"There is no claim {said}.{span}{hint}"


def lesson_of(claim_id: str) -> str:
    """Return the lesson that tests a claim: lesson_of("C28") -> "trade"."""
    return claim_row(claim_id)["lesson"]


def measured(claim_id: str) -> tuple[Measure | None, dict]:
    """Return (Measure, facts) of a claim, or (None, {}) where nothing can be measured.

    Measure has `unit` and `digits`; facts["value"] is the measured value in that unit, the other
    facts are what the reason quotes. Raises DataProblem when a table cannot be used.
    """
    from .measure import measured as measure_of

    return measure_of(claim_id, lesson_of(claim_id))


def reason(claim_id: str) -> str:
    """Return why the verdict is what it is: one or two sentences, with the measured numbers in them.

    The numbers are computed from data/ each time; data/claims.csv only holds their places.
    Raises DataProblem when the sentence asks for a fact that the measure does not give.
    """
    template = claim_row(claim_id)["reason"]
    if "{" not in template:
        return template
    facts = measured(claim_id)[1]
    try:
        # A true minus before a number; the hyphens inside dates and names stay.
        return re.sub(r"(?<![\w.])-(?=\d)", "\u2212", template.format(**facts))
    except (KeyError, IndexError, ValueError, AttributeError, TypeError) as problem:
        raise DataProblem(
            f"The reason of {claim_id} in data/claims.csv cannot be filled in ({problem}). "
            f"Its measure gives: {', '.join(facts) or 'nothing'}."
        ) from None
