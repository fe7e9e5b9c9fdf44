"""Turns of lesson 04, firms: what a student writes inside the lesson."""

from claimlab.checks.answers import Function, Mistake, Number
from claimlab.checks.task import Task
from claimlab.evidence.tables import table

from .measures import firms, investment, share, stock_share
from .tasks import WEST


def _total_2022():
    return firms(date="2022-02-28", country=WEST) / (share("2022-02-28", WEST) / 100)


def _conduits(flag="yes", year=2015, column="stock_eur_m"):
    rows = table("firms/investment")
    rows = rows[(rows.year == year) & (rows.kind == "country") & (rows.conduit == flag)]
    return 100 * float(rows[column].sum()) / investment("World", year, column)


def _years_out(name="Hong Kong", first=2013, sign=-1):
    rows = table("firms/investment")
    rows = rows[(rows.investor == name) & (rows.year >= first)].net_inflow_eur_m
    return int((sign * rows > 0).sum())


TURNS = (
    Task(
        id="04.a",
        title="How many is a share?",
        name="eu_firms",
        question="The EU had a printed share of all active foreign firms. How many firms is that of `total_2022`? The line turns the share the wrong way: mend it.",
        unit="firms",
        answer=Number(1),
        reference=lambda: _total_2022() * share("2022-02-28", "EU") / 100,
        mistakes=(
            Mistake(
                "not mended",
                lambda: _total_2022() / (share("2022-02-28", "EU") / 100),
                "More firms than the whole. You have the whole and the share: which operation gives the part?",
            ),
            Mistake(
                "per cent as a number",
                lambda: _total_2022() * share("2022-02-28", "EU"),
                "A hundred times too many. What is a per cent as a fraction?",
            ),
            Mistake(
                "Russia",
                lambda: _total_2022() * share("2022-02-28") / 100,
                "This is the Russian part. Which label does the question name?",
            ),
            Mistake(
                "rounded row",
                lambda: firms(date="2022-02-28", country="EU"),
                "This is the rounded count that the source prints. What does its share give?",
            ),
        ),
        nudge="Part = whole × share. The share is in per cent.",
        after="The source prints a rounded 2,800. Share and count fit each other.",
        section="Registered, active, operating",
    ),
    Task(
        id="04.b",
        title="What passed through",
        name="conduit_share",
        question="Which share of the stock of 2015 came last from one of the five conduits? Fill the gaps.",
        unit="per cent of the stock of the world",
        answer=Number(0.05),
        reference=_conduits,
        mistakes=(
            Mistake(
                "the others",
                lambda: _conduits("no"),
                "This is the money of the countries that are no conduits. Which word marks a conduit?",
            ),
            Mistake(
                "2021",
                lambda: _conduits(year=2021),
                "This is another year. Which one does the question name, in part and whole?",
            ),
            Mistake(
                "whole of 2021",
                lambda: _conduits() * investment("World", 2015) / investment("World", 2021),
                "Part and whole are of two years. Which year belongs below the line?",
            ),
            Mistake(
                "million euro",
                lambda: _conduits() / 100 * investment("World", 2015),
                "This is an amount. By which whole must it be divided?",
            ),
        ),
        nudge="Keep the conduits, add their stock, divide by the world of the same year.",
        after="More than half. It does not say whose money passed through.",
        section="Who stands behind the money",
    ),
    Task(
        id="04.c",
        title="Write the measure",
        name="equal_owners",
        question="Write a function equal_owners(shares): 10,000 divided by the sum of the squared shares. A list of shares in per cent goes in.",
        unit="owners",
        answer=Function(
            lambda: [([100],), ([50, 50],), ([25, 25, 25, 25],), ([60, 30, 10],), ([38.8, 26.1, 8.7, 3.8],)],
            1e-06,
            "equal_owners(shares)",
        ),
        reference=lambda shares: 10000 / sum(one**2 for one in shares),
        mistakes=(
            Mistake(
                "not squared",
                lambda shares: 10000 / sum(shares),
                "For [50, 50] the result must be 2. What happens to each share before it is added?",
            ),
            Mistake(
                "sum squared",
                lambda shares: 10000 / sum(shares) ** 2,
                "You square the sum. For [50, 50] it must be 2: which comes first, squaring or adding?",
            ),
            Mistake(
                "the index",
                lambda shares: sum(one**2 for one in shares),
                "This is the index. For [50, 50] the result must be 2: what is divided by what?",
            ),
            Mistake(
                "fractions",
                lambda shares: 1 / sum(one**2 for one in shares),
                "Your result is far too small. The shares are in per cent: what is 100 squared?",
            ),
        ),
        nudge="Try it by hand: [50, 50] must give 2, and [100] must give 1.",
        after="The same formula returns in lesson 08, for candidates.",
        section="Who stands behind the money",
    ),
    Task(
        id="04.d",
        title="Count the years",
        name="years_out",
        question="In how many years from 2013 to 2021 was the net inflow from Hong Kong below zero? The table `flow` has one column for each investor.",
        unit="years",
        answer=Number(0),
        reference=_years_out,
        mistakes=(
            Mistake(
                "above zero",
                lambda: _years_out(sign=1),
                "In these years money came in. Which sign must the condition have?",
            ),
            Mistake(
                "China",
                lambda: _years_out("China"),
                "This is the number for China. Which column does the question name?",
            ),
        ),
        nudge="A slice, a column, a condition; then count what is True.",
        after="A stock can grow while the flow is below zero: prices and exchange rates move it too.",
        section="Stock and flow",
    ),
    Task(
        id="04.e",
        title="Another base, another story",
        name="french_change",
        question="By how many percentage points did the share of France in the stock change from 2013 to 2018? The table `money` holds the shares.",
        unit="percentage points",
        answer=Number(0.02),
        reference=lambda: stock_share("France", 2018) - stock_share("France", 2013),
        mistakes=(
            Mistake(
                "turned round",
                lambda: stock_share("France", 2013) - stock_share("France", 2018),
                "You took the later share away from the earlier one. Which one is minus which?",
            ),
            Mistake(
                "per cent",
                lambda: 100 * (stock_share("France", 2018) / stock_share("France", 2013) - 1),
                "This is the change in per cent of the first share. What is the plain difference of two shares called?",
            ),
            Mistake(
                "base 2014",
                lambda: stock_share("France", 2018) - stock_share("France", 2014),
                "This is another base year. Which one does the question name?",
            ),
            Mistake(
                "up to 2021",
                lambda: stock_share("France", 2021) - stock_share("France", 2013),
                "Your last year is 2021. Which one does the question name?",
            ),
        ),
        nudge="Two places of one column, one minus the other.",
        after="Up since 2013, down since 2015: another base, another story.",
        section="The base year makes the story",
    ),
)
