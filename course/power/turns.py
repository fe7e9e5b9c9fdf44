"""Turns of lesson 07, power: what a student writes inside the lesson."""

from claimlab.checks.answers import Function, Mistake, Number
from claimlab.checks.task import Task
from claimlab.evidence.tables import only, table


def _net(first=2001, last=2010, column="net_imports_twh", how="sum"):
    rows = table("power/electricity").set_index("year")
    return float(rows.loc[first:last, column].agg(how))


def _to(country, year):
    rows = table("power/counts")
    rows = rows[(rows.months == "all") & (rows.unit == "TWh") & (rows.kind == "counted")]
    rows = rows.drop_duplicates(["year", "what"], keep="last")
    return float(only(rows, "value", year=year, what=f"Russia to {country}"))


def _generation(hours=8784, year=2024):
    return float(only(table("power/electricity"), "generation_twh", year=year)) * 1000000 / hours


def _semey(rate_year=2024, what="cost, first estimate", size="Semey"):
    projects = table("power/projects")
    cost = float(only(projects, "value", project="Semey", what=what))
    rate = float(only(table("trade/money"), "value", series="tenge_per_usd", year=rate_year))
    return cost * 1000000000.0 / rate / (1000 * float(only(projects, "value", project=size, what="capacity")))


TURNS = (
    Task(
        id="07.a",
        title="Ten years together",
        name="decade",
        question="How much electricity did Kazakhstan buy net in the ten years 2001 to 2010 together? Fill the gaps.",
        unit="TWh; a minus means that it sold more",
        answer=Number(0.01),
        reference=_net,
        mistakes=(
            Mistake(
                "nine years",
                lambda: _net(last=2009),
                "You have nine years. A slice of labels holds its end: which is the tenth?",
            ),
            Mistake(
                "eleven years",
                lambda: _net(first=2000),
                "You have eleven years. With which one does the question begin?",
            ),
            Mistake("mean", lambda: _net(how="mean"), "This is the mean year. Which tool adds?"),
        ),
        nudge="A slice of years, one column, a sum.",
        after="A sum of net figures: years of buying and of selling cancel each other.",
        section="A year of electricity",
    ),
    Task(
        id="07.b",
        title="Who shrank?",
        name="china_fall",
        question="By how many per cent did Russian electricity sold to China change from 2022 to 2023? Fill the gaps.",
        unit="per cent",
        answer=Number(0.05, change=True),
        reference=lambda: 100 * (_to("China", 2023) / _to("China", 2022) - 1),
        mistakes=(
            Mistake(
                "turned round",
                lambda: 100 * (_to("China", 2022) / _to("China", 2023) - 1),
                "Your earlier year stands above the line. Which year was there first?",
            ),
            Mistake(
                "2024",
                lambda: 100 * (_to("China", 2024) / _to("China", 2023) - 1),
                "This is the change one year later. Which two years does the question name?",
            ),
            Mistake(
                "difference",
                lambda: _to("China", 2023) - _to("China", 2022),
                "This is the change in TWh. By what must it be divided?",
            ),
        ),
        nudge="New divided by old, minus one, times 100.",
        after="If one buyer takes less and the others take the same, the share of each of the others grows.",
        section="One number, two shares",
    ),
    Task(
        id="07.c",
        title="From an amount to a power",
        name="mean_generation_mw",
        question="All plants of Kazakhstan in 2024: how many megawatts is their generation, spread evenly over the 366 days of that year? Mend the line.",
        unit="megawatts",
        answer=Number(1),
        reference=_generation,
        mistakes=(
            Mistake("365 days", lambda: _generation(8760), "Your year has 365 days. How many hours have 366 days?"),
            Mistake(
                "days for hours",
                lambda: _generation(366),
                "You divide by days. Megawatt-hours are counted by the hour: how many hours are that?",
            ),
            Mistake(
                "2023",
                lambda: _generation(8784, 2023),
                "This is another year's generation. Which one does the question name?",
            ),
            Mistake(
                "terawatt",
                lambda: _generation() / 1000000,
                "Your answer is in terawatts. How many megawatts is a terawatt?",
            ),
        ),
        nudge="Terawatt-hours to megawatt-hours first, then divide by the hours of the year.",
        after="The mean is well below the load at winter peaks. A mean hides the hardest hour.",
        section="The hardest hour",
    ),
    Task(
        id="07.d",
        title="Score by a function",
        name="miss_pct",
        question="Write a function miss_pct(came, announced): by how many per cent did what came miss what was announced? Without a sign.",
        unit="per cent",
        answer=Function(
            lambda: [(120, 100), (80, 100), (5, 4), (1.27, 2.5), (7, 7)], 1e-06, "miss_pct(came, announced)"
        ),
        reference=lambda came, announced: abs(100 * (came / announced - 1)),
        mistakes=(
            Mistake(
                "with a sign",
                lambda came, announced: 100 * (came / announced - 1),
                "For 80 after 100 announced your result has a minus. Which function takes it away?",
            ),
            Mistake(
                "other base",
                lambda came, announced: abs(100 * (announced / came - 1)),
                "You divide by what came. Which of the two was there first?",
            ),
            Mistake(
                "ratio",
                lambda came, announced: 100 * came / announced,
                "A hit must give 0, and yours gives 100. What must be taken away?",
            ),
            Mistake(
                "difference",
                lambda came, announced: abs(came - announced),
                "This is the miss in units. By what must it be divided?",
            ),
        ),
        nudge="Try it by hand: 120 after 100 announced gives 20, and 80 gives 20 too.",
        after="A miss without a sign says how far, not on which side. Say both when it matters.",
        section="Score a forecast",
    ),
    Task(
        id="07.e",
        title="One plant, one price",
        name="semey_usd_per_kw",
        question="The first estimate for the plant of Semey, at the rate of 2024: how many dollars is that for one kilowatt? Use `plants` and `money`.",
        unit="US dollars per kilowatt",
        answer=Number(1),
        reference=_semey,
        mistakes=(
            Mistake(
                "rate of 2023", lambda: _semey(2023), "You used another year's rate. Which one does the question name?"
            ),
            Mistake(
                "size of another plant",
                lambda: _semey(size="Kokshetau"),
                "Cost and size are of two plants. Whose capacity belongs below the line?",
            ),
            Mistake(
                "per megawatt", lambda: _semey() * 1000, "This is the price of a megawatt. How many kilowatts is that?"
            ),
            Mistake(
                "tenge",
                lambda: _semey() * float(only(table("trade/money"), "value", series="tenge_per_usd", year=2024)),
                "This is in tenge. Where does the exchange rate come in?",
            ),
        ),
        nudge="Billion tenge to dollars, then divide by the kilowatts of that plant.",
        after="One plant's estimate, by one official. Kokshetau's contract is somewhat dearer per kilowatt.",
        section="Dollars per kilowatt",
    ),
)
