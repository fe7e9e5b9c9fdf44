"""The one task of lesson 00: meet a check."""

from claimlab.checks.answers import Mistake, Number
from claimlab.checks.task import Task
from claimlab.evidence.ledger import all_claims

TASKS = (
    Task(
        id="00.1",
        title="Meet a check",
        name="number_of_claims",
        question="How many claims are in the ledger?",
        unit="claims",
        answer=Number(0),
        reference=lambda: len(all_claims()),
        mistakes=(
            Mistake(
                "counted from zero",
                lambda: len(all_claims()) - 1,
                "One too few. Python numbers rows from 0, so the last row has a number one smaller than the count.",
            ),
            Mistake(
                "one too many",
                lambda: len(all_claims()) + 1,
                "One too many. Is the line with the column names a claim?",
            ),
            Mistake(
                "columns",
                lambda: len(all_claims()[0]),
                "This is the number of columns. Which of the two numbers in claims.shape counts the rows?",
            ),
        ),
        nudge="Try len(claims), or look at the ledger further down.",
        after="This is what a right answer looks like. In the exercises, this place says what the number means.",
        section="Checks",
    ),
)
