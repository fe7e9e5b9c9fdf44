"""Turns of lesson 02, trade: what a student writes inside the lesson."""

from claimlab.checks.answers import Column, Figure, Mistake, Number
from claimlab.checks.task import Task
from claimlab.evidence.tables import table

from .measures import flow, money, real, turnover


def _by_year(how="sum", partner="Italy", key="year"):
    rows = table("trade/partners")
    rows = rows[rows.partner == partner] if partner else rows
    return rows.groupby(key)["value_usd_m"].agg(how)


def _bought_over(first, last, name="imports", how="sum"):
    rows = table("trade/partners")
    rows = rows[(rows.partner == "Russia") & (rows.flow == name) & rows.year.between(first, last)]
    return float(rows.value_usd_m.agg(how)) / 1000


def _bought_from_all(but=""):
    rows = table("trade/partners")
    return float(rows[(rows.year == 2015) & (rows.flow == "imports") & (rows.partner != but)].value_usd_m.sum())


def _import_share(partner="Germany", year=2019, name="imports"):
    return 100 * flow(partner, year, name) / flow("World", year, name)


def _pair(name=None, first=2018):
    rows = table("trade/partners")
    rows = rows[rows.flow == name] if name else rows
    sums = rows.groupby(["partner", "year"])["value_usd_m"].sum() / 1000
    return {partner: sums[partner].loc[first:] for partner in ("Germany", "Italy")}


# How students name the two lines.
NAMES = {"Germany": ("german", "deutsch", "герман", "ger"), "Italy": ("ital", "итал", "ita")}

TURNS = (
    Task(
        id="02.a",
        title="Group and add",
        name="by_year",
        question="What was the turnover with Italy in each year? Fill the two gaps.",
        unit="million US dollars",
        answer=Column(0.01),
        reference=_by_year,
        mistakes=(
            Mistake(
                "mean",
                lambda: _by_year("mean"),
                "These are means of two flows. Turnover is both together: which word adds?",
            ),
            Mistake(
                "grouped by flow",
                lambda: _by_year(key="flow"),
                "Your groups are the two flows. Which column should give one group a year?",
            ),
            Mistake(
                "grouped by partner",
                lambda: _by_year(key="partner"),
                "Your group is Italy as a whole. The rows are right: which column should give one group a year?",
            ),
            Mistake(
                "all partners",
                lambda: _by_year(partner=None),
                "You add the rows of every partner. Which table holds the rows of Italy alone?",
            ),
        ),
        nudge="One group for each year, and the values of each group added up.",
        after="Six years, six sums. Each group had two rows, one for each flow.",
        section="Turnover is a sum",
    ),
    Task(
        id="02.b",
        title="Unstack and read",
        name="bought_2015",
        question="What did Kazakhstan buy from China in 2015? Fill the gaps: turn the last label into columns, then read one place.",
        unit="million US dollars",
        answer=Number(0.01),
        reference=lambda year=2015, partner="China": flow(partner, year, "imports"),
        near=("year", "partner"),
        mistakes=(
            Mistake(
                "exports", lambda: flow("China", 2015, "exports"), "This is what Kazakhstan sold. Which flow is buying?"
            ),
            Mistake(
                "both",
                lambda: turnover("China", 2015),
                "This is both flows together. Which column holds what was bought?",
            ),
            Mistake(
                "all partners",
                lambda: _bought_from_all(),
                "These are the rows of many partners added up. Which of them does the question name?",
                also=(lambda: _bought_from_all(but="China"),),
            ),
        ),
        nudge="Rows are years, columns are flows. Which row and which column?",
        after="Two labels in the Series, rows and columns in the table: the same numbers, laid out in another way.",
        section="Turnover is a sum",
    ),
    Task(
        id="02.c",
        title="A slice holds its end",
        name="bought_in_three_years",
        question="The half-written line should add what Kazakhstan bought from Russia in the three years 2016, 2017 and 2018. Mend it.",
        unit="billion US dollars",
        answer=Number(0.01),
        reference=lambda: _bought_over(2016, 2018),
        mistakes=(
            Mistake(
                "four years",
                lambda: _bought_over(2015, 2018),
                "You add four years. A slice of labels holds both its ends: where must it begin?",
            ),
            Mistake(
                "two years",
                lambda: _bought_over(2016, 2017),
                "You add two years. A slice of labels holds its last label: where must it end?",
            ),
            Mistake(
                "two later years",
                lambda: _bought_over(2017, 2018),
                "You add two years. Which label is the first one you need?",
            ),
            Mistake("exports", lambda: _bought_over(2016, 2018, "exports"), "These are exports. Which flow is buying?"),
        ),
        nudge="Write the first and the last label that you want; both are kept.",
        after="Three labels, three years.",
        section="Buying and selling",
    ),
    Task(
        id="02.d",
        title="Another base year",
        name="china_2012_real",
        question="How large was the turnover with China in 2012, in dollars of 2019? Fill the two gaps.",
        unit="billion US dollars of 2019",
        answer=Number(0.01),
        reference=lambda: real(turnover("China", 2012), 2012, 2019) / 1000,
        mistakes=(
            Mistake(
                "upside down",
                lambda: turnover("China", 2012) / 1000 * money("us_cpi", 2012) / money("us_cpi", 2019),
                "The amount became smaller, though prices rose. Which year belongs above the line?",
            ),
            Mistake(
                "dollars of 2023",
                lambda: real(turnover("China", 2012), 2012, 2023) / 1000,
                "These are dollars of 2023. Which year's dollars does the question want?",
            ),
            Mistake(
                "nominal",
                lambda: turnover("China", 2012) / 1000,
                "This is the nominal value. Do your two gaps hold the same year?",
            ),
        ),
        nudge="The wanted year above the line, the year of the value below it.",
        after="The base year is a choice. It moves all values by one factor, so it never changes their order.",
        section="Real money",
    ),
    Task(
        id="02.e",
        title="One share by yourself",
        name="german_share",
        question="Which share of all that Kazakhstan bought in 2019 came from Germany?",
        unit="per cent of imports",
        answer=Number(0.01),
        reference=_import_share,
        mistakes=(
            Mistake(
                "exports",
                lambda: _import_share(name="exports"),
                "This is the share in what Kazakhstan sold. Which flow is buying?",
            ),
            Mistake(
                "turnover",
                lambda: 100 * turnover("Germany", 2019) / turnover("World", 2019),
                "This is the share of all trade. Which rows must be left out?",
            ),
            Mistake(
                "part of all trade",
                lambda: 100 * flow("Germany", 2019, "imports") / turnover("World", 2019),
                "The part is imports, the whole is all trade. Which whole belongs to the part?",
            ),
        ),
        nudge="Keep the imports of 2019, make the partner the label, divide one value by the value of the world.",
        after="You wrote the whole line yourself: pick, label, divide.",
        section="Shares",
    ),
    Task(
        id="02.f",
        title="Draw two lines",
        name="ax",
        question="Draw the turnover with Germany and with Italy from 2018 on, as two lines with a legend. Label both axes. The table `turnover` has all you need.",
        unit="billion US dollars",
        answer=Figure(_pair, ("billion", "bn"), 0.01, only=True, marks=("line",), names=NAMES),
        reference=_pair,
        mistakes=(
            Mistake(
                "exports only",
                lambda: _pair("exports"),
                "These lines are exports. Which table holds both flows together?",
            ),
            Mistake(
                "million",
                lambda: {name: 1000 * line for name, line in _pair().items()},
                "These lines are in million dollars. Which table is in billions?",
            ),
            Mistake(
                "2018 left out",
                lambda: _pair(first=2019),
                "Your lines begin in 2019. Does your slice keep its first label?",
            ),
        ),
        nudge="Make fig and ax, plot twice, set the labels, then the legend.",
        after="fig, ax, plot, set, legend: five steps, and a picture is done.",
        section="A first picture",
    ),
)
