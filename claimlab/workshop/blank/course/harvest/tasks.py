"""Tasks of the exercise set. Every answer and every named mistake is computed from data/."""

from claimlab.checks.answers import Items, Mistake, Number
from claimlab.checks.task import Task
from claimlab.evidence.tables import table

from .measures import total


def _south_first(same=False):
    years = sorted({int(year) for year in table("harvest/apples").year})
    return [
        year
        for year in years
        if total(year, "south") > total(year, "north") or (same and total(year, "south") == total(year, "north"))
    ]


TASKS = (
    Task(
        id="00.1",
        title="Add one year",
        name="harvest_2022",
        question="How large was the harvest of 2022, of both orchards together?",
        unit="tonnes",
        answer=Number(0.05),
        reference=lambda year=2022: total(year),
        near=("year",),
        mistakes=(
            Mistake("north only", lambda: total(2022, "north"), "This is one orchard. Which other one is missing?"),
            Mistake("south only", lambda: total(2022, "south"), "This is the southern orchard. Which one is missing?"),
            Mistake(
                "all years",
                lambda: float(table("harvest/apples").harvest_t.sum()),
                "This is the sum of all years. Which rows does the question need?",
            ),
        ),
        nudge="Which rows belong to the year, and what do you do with their values?",
        after="The year before the article's was a poor one.",
        section="Add it up",
    ),
    Task(
        id="00.2",
        title="When did the south lead?",
        name="south_years",
        question="In which years did the southern orchard bring more than the northern one?",
        unit="a list of years",
        answer=Items(),
        reference=_south_first,
        mistakes=(
            Mistake(
                "north",
                lambda: [year for year in range(2019, 2024) if year not in _south_first()],
                "These are the years of the other orchard. Which side of your comparison must be larger?",
            ),
            Mistake("all", lambda: list(range(2019, 2024)), "These are all years. Does your condition leave any out?"),
            Mistake(
                "next year", lambda: [year + 1 for year in _south_first()], "One year late. Which year has which row?"
            ),
        ),
        nudge="Make one sum for each year and orchard, then compare the two.",
        after="One exception is enough against the word “every”.",
        section="Add it up",
    ),
)
