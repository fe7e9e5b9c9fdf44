"""Turns of lesson 06, uranium: what a student writes inside the lesson."""

from claimlab.checks.answers import Function, Mistake, Number
from claimlab.checks.task import Task
from claimlab.evidence.tables import table

from .measures import mines_2013, national, output, rosatom_stakes, tonnes_needed
from .tasks import OWN


def _edition_value(keep, country="Kazakhstan", year=2016):
    rows = table("uranium/world").sort_values("edition", kind="stable")
    rows = rows[(rows.country == country) & (rows.year == year)].output_t
    return float(rows.iloc[-1] if keep == "last" else rows.iloc[0])


def _corrected(country="Kazakhstan", year=2016):
    return _edition_value("last", country, year) - _edition_value("first", country, year)


def _held(group):
    rows = table("uranium/stakes")
    rows = rows[(rows.before_sales_of_2024 == "yes") & (rows.venture != "Stepnogorsk complex")]
    return rows.pivot_table(index="venture", columns="partner_group", values="share_pct", aggfunc="sum", fill_value=0)[
        group
    ]


def _small(include=False, column="attributable_t", above=False):
    rows = mines_2013()
    small = rows[rows.share_pct <= 50] if include else rows[rows.share_pct < 50]
    small = rows[rows.share_pct > 50] if above else small
    return 100 * float(small[column].sum() / rows[column].sum())


def _chain(chain):
    product = 100
    for stake in chain:
        product = product * stake / 100
    return product


TURNS = (
    Task(
        id="06.a",
        title="Two editions of one year",
        name="correction",
        question="By how many tonnes did later editions correct our first one, for Kazakhstan in 2016? Fill the gaps.",
        unit="tonnes",
        answer=Number(0),
        reference=_corrected,
        mistakes=(
            Mistake(
                "nothing corrected",
                lambda: _corrected(year=2014),
                "By your numbers nothing was corrected. Is it the year of the question, and which row of each year does `keep` keep?",
            ),
            Mistake(
                "two years",
                lambda: _edition_value("last") - _edition_value("first", year=2017),
                "Your two numbers belong to two years. Which year stands beside the newest one?",
                also=tuple(
                    lambda year=year, keep=keep: _edition_value("last") - _edition_value(keep, year=year)
                    for year in (2014, 2015, 2017, 2018)
                    for keep in ("first", "last")
                ),
            ),
            Mistake(
                "World",
                lambda: _corrected("World"),
                "This is the correction of the whole world. Which country does the question name?",
            ),
            Mistake(
                "turned round",
                lambda: -_corrected(),
                "You took the newest away from the first. Which one is minus which?",
            ),
            Mistake(
                "one edition",
                lambda: _edition_value("last"),
                "This is what one edition prints. What must be taken away?",
            ),
        ),
        nudge="One gap chooses the edition, the other the year. Does each say what the question says?",
        after="A hundred tonnes, found years later. Choose an edition before you add, and say which.",
        section="Five editions of one table",
    ),
    Task(
        id="06.b",
        title="Count a majority",
        name="kazakh_majorities",
        question="In how many ventures of the table `held` has Kazatomprom more than half? Fill the gaps.",
        unit="ventures",
        answer=Number(0),
        reference=lambda: int((_held("Kazatomprom") > 50).sum()),
        mistakes=(
            Mistake(
                "half too",
                lambda: int((_held("Kazatomprom") >= 50).sum()),
                "You counted ventures with exactly half. Which sign means more than?",
            ),
            Mistake(
                "Rosatom",
                lambda: int((_held("Rosatom") > 50).sum()),
                "This is the count for another owner. Which column does the question name?",
            ),
            Mistake(
                "any stake",
                lambda: int((_held("Kazatomprom") > 0).sum()),
                "You counted every venture with a stake. Where does more than half begin?",
            ),
        ),
        nudge="One column, one condition, then count what is True.",
        after="One sign, > or >=, decides about the ventures with exactly half.",
        section="Who owns the mines?",
    ),
    Task(
        id="06.c",
        title="Below half",
        name="small_own",
        question="Of all Russian tonnes by equity in 2013: how many per cent came from mines with a Russian stake *below* 50 %? Mend the half-written line.",
        unit="per cent of the own tonnes",
        answer=Number(0.05),
        reference=_small,
        mistakes=(
            Mistake(
                "half too", lambda: _small(True), "You kept the mines with exactly half. Which sign leaves them out?"
            ),
            Mistake(
                "all tonnes",
                lambda: _small(column="all_t"),
                "You added all tonnes of the mines. Which column holds the Russian part?",
            ),
            Mistake(
                "majorities",
                lambda: _small(above=True),
                "These are the mines with more than half. Which side does the question want?",
            ),
        ),
        nudge="Two sums of one column: some rows above the line, all rows below it.",
        after="Most of the equity tonnes come from the other mines. Those are the larger ones, too.",
        section="Three rules for one year",
    ),
    Task(
        id="06.d",
        title="A smaller what-if",
        name="needed_for_24",
        question="How many new tonnes from Budenovskoye would lift the equity share to 24 %, one point below the article's number? Use the formula above.",
        unit="tonnes",
        answer=Number(1),
        reference=lambda: tonnes_needed(24),
        mistakes=(
            Mistake(
                "25", lambda: tonnes_needed(25), "This is the answer for a quarter. Which share does the question name?"
            ),
            Mistake(
                "all counted",
                lambda: (0.24 * national(2023) - output(OWN, 2023)) / (1 - 0.24),
                "Every new tonne is counted as Russian. Which part of it is?",
            ),
            Mistake(
                "per cent for fraction",
                lambda: (24 * national(2023) - output(OWN, 2023)) / (rosatom_stakes()["JV Budenovskoye"] / 100 - 24),
                "The share stands in per cent, the part as a fraction. Which of them must change?",
            ),
            Mistake(
                "whole stays",
                lambda: (0.24 * national(2023) - output(OWN, 2023)) / (rosatom_stakes()["JV Budenovskoye"] / 100),
                "A new tonne counts below the line too. Which term is missing there?",
            ),
        ),
        nudge="The same formula with another target. Everything as a fraction.",
        after="One point less needs about half of the tonnes.",
        section="What would make it a quarter?",
    ),
    Task(
        id="06.e",
        title="Multiply along a chain",
        name="effective_stake",
        question="Write a function effective_stake(chain). The chain is a list of stakes in per cent; the result is the stake at its end, in per cent.",
        unit="per cent",
        answer=Function(
            lambda: [([100, 49],), ([60, 50],), ([50, 50, 50],), ([70],), ([30, 80, 25, 90],)],
            1e-06,
            "effective_stake(chain)",
        ),
        reference=_chain,
        mistakes=(
            Mistake(
                "added",
                lambda chain: sum(chain),
                "You add the stakes. For 60 and 50 the result must be 30: what does each step do to the one before?",
            ),
            Mistake(
                "mean",
                lambda chain: sum(chain) / len(chain),
                "This is the mean of the stakes. For 60 and 50 the result must be 30: do the steps add or multiply?",
            ),
            Mistake(
                "smallest",
                lambda chain: min(chain),
                "You take the smallest stake. For 60 and 50 the result must be 30: what is 60 % of 50 %?",
            ),
            Mistake(
                "not divided",
                lambda chain: _chain(chain) * 100 ** (len(chain) - 1),
                "Far too large. Each stake is in per cent: by what must each step be divided?",
            ),
            Mistake(
                "first two",
                lambda chain: _chain(chain[:2]),
                "Your chain ends after two steps. Does a loop go on to the end?",
            ),
        ),
        nudge="Begin with 100, then take each stake of what is left. A loop does it.",
        after="A chain of three halves leaves an eighth. Each step below 100 % makes the stake smaller.",
        section="The chain behind 49 per cent",
    ),
)
