"""The one task of lesson 00: meet a check."""

from ..answers import Mistake, Number
from ..checks import Task
from ..ledger import all_claims


TASKS = (
    Task(
        "00.1", "Meet a check", "number_of_claims", "How many claims are in the ledger?", "claims", Number(0),
        lambda: len(all_claims()),
        (
            Mistake("counted from zero", lambda: len(all_claims()) - 1,
                    "One too few. Python numbers rows from 0, so the last row has a number one smaller than the count."),
            Mistake("one too many", lambda: len(all_claims()) + 1,
                    "One too many. Is the line with the column names a claim?"),
            Mistake("columns", lambda: len(all_claims()[0]),
                    "This is the number of columns. Which of the two numbers in claims.shape counts the rows?"),
        ),
        "Try len(claims), or look at the ledger further down.",
        "This is what a right answer looks like. In the exercises, this place says what the number means.",
        "Checks"),
)
