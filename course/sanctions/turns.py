"""Turns of lesson 03, sanctions: what a student writes inside the lesson."""

from claimlab.checks.answers import Column, Figure, Mistake, Number
from claimlab.checks.task import Task
from claimlab.evidence.tables import table

from .measures import before_after, mirror_gap
from .tasks import _eu


def _month_sum(first="2023-01", last="2023-06", country="Georgia", how="sum"):
    return float(_eu(country)[first:last].agg(how))


def _kyrgyz(first="2019-01", last="2019-12", how="mean", month="2023-12"):
    series = _eu("Kyrgyzstan")
    return float(100 * series[month] / series[first:last].agg(how))


def _kyrgyz_gap(year=2020, part="of_arrived"):
    return float(mirror_gap(year, receiver="Kyrgyzstan")[part])


def _tiers(surge="yes", how="count", key="tier"):
    rows = table("sanctions/priority_codes")
    rows = rows[rows.in_surge_basket == surge] if surge else rows
    return rows.groupby(key)["hs6"].agg(how)


def _two_sellers(basket="29-code surge basket", names=("Armenia", "Kyrgyzstan"), scale=1):
    rows = table("sanctions/priority_trade")
    rows = rows[rows.basket == basket].pivot(index="year", columns="country", values="value_usd_m")
    return {name: rows[name] * scale for name in names}


# How students name the two lines.
NAMES = {"Armenia": ("armen", "армен", "arm"), "Kyrgyzstan": ("kyrg", "kirg", "кирг", "кырг", "kgz")}

TURNS = (
    Task(
        id="03.a",
        title="Half a year",
        name="georgia_half_year",
        question="What did the EU send to Georgia in the first six months of 2023? Fill the gaps.",
        unit="million euro",
        answer=Number(0.01),
        reference=_month_sum,
        mistakes=(
            Mistake(
                "five months",
                lambda: _month_sum(last="2023-05"),
                "You have five months. A slice of labels holds its last label: which one is the sixth month?",
            ),
            Mistake(
                "seven months",
                lambda: _month_sum(last="2023-07"),
                "You have seven months. A slice of labels holds its last label: where must it end?",
            ),
            Mistake(
                "Kazakhstan",
                lambda: _month_sum(country="Kazakhstan"),
                "This is another country. Which column does the question name?",
            ),
            Mistake("mean", lambda: _month_sum(how="mean"), "This is the mean month. Which tool adds?"),
        ),
        nudge="A slice of months, one column, and a sum.",
        after="Six labels, six months.",
        section="The data",
    ),
    Task(
        id="03.b",
        title="Your own base",
        name="kyrgyz_index",
        question="What is the index of EU exports to Kyrgyzstan in December 2023, if the mean month of 2019 is 100? Fill the gaps.",
        unit="index, mean month of 2019 = 100",
        answer=Number(0.1),
        reference=_kyrgyz,
        mistakes=(
            Mistake(
                "base 2021",
                lambda: _kyrgyz("2021-01", "2021-12"),
                "Your base is the mean month of 2021. Which year does the question set to 100?",
            ),
            Mistake(
                "sum",
                lambda: _kyrgyz(how="sum"),
                "Your base is the sum of twelve months. Which tool gives one month that stands for all twelve?",
            ),
            Mistake(
                "one month",
                lambda: _kyrgyz("2019-01", "2019-01"),
                "Your base is one January. Which months does the question take the mean of?",
            ),
            Mistake(
                "eleven months",
                lambda: _kyrgyz(last="2019-11"),
                "Your base has eleven months. Where must the slice end?",
            ),
        ),
        nudge="The value of the month, divided by the mean of the base, times 100.",
        after="From a tiny base an index can become huge. Say the base in euro too.",
        section="The base makes the story",
    ),
    Task(
        id="03.c",
        title="Mend a difference",
        name="armenia_gap",
        question="The line should give the difference in differences of Armenia and Georgia, in index points. One sign is wrong: mend it.",
        unit="index points",
        answer=Number(0.05),
        reference=lambda country="Armenia": 100 * (before_after(country) - before_after("Georgia")),
        mistakes=(
            Mistake(
                "not mended",
                lambda: 100 * before_after("Armenia") / before_after("Georgia"),
                "This divides one ratio by the other. A difference needs another sign: which?",
            ),
            Mistake(
                "turned round",
                lambda: 100 * (before_after("Georgia") - before_after("Armenia")),
                "You took Armenia away from Georgia. Which one is minus which?",
            ),
            Mistake(
                "no comparison",
                lambda: 100 * (before_after("Armenia") - 1),
                "This is Armenia's own change. Where does Georgia enter?",
            ),
            Mistake(
                "times",
                lambda: before_after("Armenia") - before_after("Georgia"),
                "This is a difference of factors. An index counts the base as 100: what is missing?",
            ),
        ),
        nudge="Both at 100 before. After: one index minus the other.",
        after="Armenia jumped more than Georgia. It also started smaller.",
        section="Before and after, with comparison countries",
    ),
    Task(
        id="03.d",
        title="The other denominator",
        name="kyrgyz_gap",
        question="For 2020: by how many per cent of what Kyrgyzstan *recorded* did the EU send more? A minus means that it recorded more than was sent.",
        unit="per cent of what was recorded",
        answer=Number(0.005, change=True),
        reference=_kyrgyz_gap,
        mistakes=(
            Mistake(
                "amount",
                lambda: _kyrgyz_gap(part="gap_eur_m"),
                "This is the gap in million euro. What must stand below the line?",
            ),
            Mistake(
                "turned round",
                lambda: -_kyrgyz_gap(),
                "You took what was sent away from what was recorded. Which one is minus which?",
            ),
        ),
        nudge="Sent minus recorded, over recorded, times 100. Two columns of `there`, one row.",
        after="In 2020 the two counts almost agreed: a gap to compare the later ones with.",
        section="One gap, two denominators",
    ),
    Task(
        id="03.e",
        title="Count with agg",
        name="surging_codes",
        question="How many codes of the surge basket lie in each tier? Fill the gaps.",
        unit="codes",
        answer=Column(0, index="tier"),
        reference=_tiers,
        mistakes=(
            Mistake(
                "all codes",
                lambda: _tiers(None),
                "You counted every code of the table. Which rows does the question name?",
            ),
            Mistake(
                "outside",
                lambda: _tiers("no"),
                "These codes are outside the basket. Which word must the condition look for?",
            ),
            Mistake(
                "sum of codes",
                lambda: _tiers(how="sum"),
                "You added the customs codes like numbers. Which word counts rows?",
            ),
            Mistake(
                "other groups",
                lambda: _tiers(key="on_priority_list"),
                "Your groups are another column. Which column holds the tiers?",
            ),
        ),
        nudge="Group by the column of tiers; count the codes in each group.",
        after="The row civilian is no tier of the list: these codes are not on it.",
        section="A list of 50 codes",
    ),
    Task(
        id="03.f",
        title="A table draws itself",
        name="ax",
        question="Draw what Armenia and Kyrgyzstan sold to Russia of the surge basket, 2018 to 2025, as two lines. Label both axes, with the unit.",
        unit="million US dollars",
        answer=Figure(_two_sellers, ("million", "mn"), 0.01, only=True, marks=("line",), names=NAMES),
        reference=_two_sellers,
        mistakes=(
            Mistake(
                "Kazakhstan",
                lambda: _two_sellers(names=("Armenia", "Kazakhstan")),
                "One line is Kazakhstan. Which two countries does the question name?",
            ),
            Mistake(
                "index",
                lambda: {name: 100 * line / line.loc[2018:2021].mean() for name, line in _two_sellers().items()},
                "These are index numbers. The question wants million dollars: which step is too much?",
            ),
        ),
        nudge="Two columns of `sellers`, then plot, then the two labels.",
        after="Both are highest in 2023. The picture does not show who used the goods.",
        section="The basket makes the result",
    ),
)
