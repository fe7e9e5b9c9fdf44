"""Turns of the lesson: what a student writes inside it. A turn that is left open never stops the lesson."""

from claimlab.checks.answers import Mistake, Number
from claimlab.checks.task import Task
from claimlab.evidence.tables import table


def _mean_of(column="year"):
    return float(table("harvest/apples").groupby(column)["harvest_t"].sum().mean())


TURNS = (
    Task(
        id="00.a",
        title="Group by yourself",
        name="mean_harvest",
        question="How large was the mean harvest of a year? Fill the gap.",
        unit="tonnes",
        answer=Number(0.05),
        reference=_mean_of,
        mistakes=(
            Mistake(
                "orchards", lambda: _mean_of("orchard"), "Your groups are orchards. What shall one group stand for?"
            ),
            Mistake(
                "rows",
                lambda: float(table("harvest/apples").harvest_t.mean()),
                "This is the mean of the rows, one orchard each. Where are they added up first?",
            ),
        ),
        nudge="One sum for each year, then the mean of the sums.",
        after="A mean needs to know of what: of rows, of orchards or of years.",
        section="Add it up",
    ),
)
