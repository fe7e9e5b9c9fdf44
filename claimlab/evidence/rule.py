"""The ordered rule by which a claim gets its word: the first question answered with yes decides.

Lesson 00 prints it, the data passport holds it, and `claimlab data` holds the ledger to it. Steps about
numbers are decided by a program; for the others the ledger names the step that a person decided by.
Standard library only.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

#: A number may be off by this much and still be roughly right, in per cent of the measured value.
NEAR_PCT = 10


@dataclass(frozen=True)
class Step:
    """One line of the rule. word: the verdict, "" for a step that only says what to do first."""

    number: int
    question: str
    word: str


STEPS = (
    Step(1, "Does the sentence say two things that need different data? Split it, and judge each part.", ""),
    Step(
        2,
        "Is there no data that could decide it? A motive, a tone, a world that did not happen, "
        "a warning without a date.",
        "not testable",
    ),
    Step(
        3,
        "Could data decide it, but we do not hold them? No list to divide by, no full text, a search that may "
        "have missed some. Such a search can prove a claim; it cannot refute one.",
        "not tested",
    ),
    Step(
        4,
        "Do two counts, sources or readings, all of which the sentence allows, fall on different sides: "
        "by one it holds, by the other it does not?",
        "contested",
    ),
    Step(
        5,
        "Is there a number or a date on both sides, and do they agree within the rounding of the stated digits?",
        "supported",
    ),
    Step(6, f"Is the number off by more than that, but by at most {NEAR_PCT} %?", "roughly right"),
    Step(7, f"Is the number off by more than {NEAR_PCT} %, or the date another one?", "not supported"),
    Step(8, "No number: do the data show what the sentence says?", "supported"),
    Step(9, "Do they show its core, with one word or circumstance off?", "roughly right"),
    Step(
        10, "Do they show the opposite, or does one counter-example meet a sentence that allows none?", "not supported"
    ),
)


def as_data() -> list[dict]:
    """The rule as it stands in the data passport."""
    return [{"step": each.number, "question": each.question, "word": each.word} for each in STEPS]


_STATED = re.compile(r"-?\d+(\.\d+)?")
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")


def step(number: int | str) -> Step | None:
    """The step with this number, which may be text; None when there is none."""
    return next((one for one in STEPS if str(one.number) == str(number)), None)


def step_by_number(stated: str, counts: list[float]) -> int:
    """The step that decides a stated number: counts[0] is the value measured, the others are counts that the
    sentence allows as well. All in the unit of the stated number.
    """
    said, digits = float(stated), len(stated.partition(".")[2])
    steps = [_one(said, digits, count) for count in counts]
    sides = {number < 7 for number in steps}
    return 4 if len(sides) == 2 else steps[0]


def _one(said: float, digits: int, count: float) -> int:
    if abs(said - count) <= 0.5 * 10**-digits + 1e-9:
        return 5
    return 6 if count and 100 * abs(said / count - 1) <= NEAR_PCT else 7


def step_by_date(stated: str, measured: str) -> int:
    """The step that decides a stated month or day: both agree as far as the stated one goes, or not."""
    return 5 if measured.startswith(stated) else 7


def decided_by_program(row: dict, facts: dict) -> int | None:
    """The step that the numbers of a claim give, or None when a person has to decide.

    row: the claim as in claims.csv. facts: what its measure gives; facts["stated"] holds the stated number where
    the measure uses another unit. Raises KeyError when `counts` names a fact that the measure does not give.
    """
    value, said = facts.get("value"), row["stated"]
    if row["kind"] == "date" or isinstance(value, str):
        return step_by_date(said, str(value)) if _DATE.fullmatch(said) and value is not None else None
    if row["kind"] != "number" or not isinstance(value, (int, float)) or not _STATED.fullmatch(said):
        return None
    others = [float(facts[name]) for name in (row.get("counts") or "").split()]
    factor = float(said) / facts["stated"] if facts.get("stated") else 1
    return step_by_number(said, [factor * count for count in [float(value), *others]])


def broken(claims: list[dict], facts_of: Callable[[str], dict]) -> list[tuple[str, str]]:
    """The claims whose named step is not the one that their numbers give, as (claim id, what is wrong).

    Claims that a person placed at step 2 or 3 (nothing to compare) are left alone.
    """
    found = []
    for row in claims:
        named = step(row.get("step", ""))
        if named is None or named.number in (2, 3):
            continue
        try:
            number = decided_by_program(row, facts_of(row["claim_id"]))
        except KeyError as missing:
            found.append((row["claim_id"], f"counts names {missing}, which its measure does not give"))
            continue
        if number is not None and number != named.number:
            found.append(
                (
                    row["claim_id"],
                    f"its numbers give step {number} ({STEPS[number - 1].word}), "
                    f"the ledger names step {named.number} ({named.word})",
                )
            )
    return found
