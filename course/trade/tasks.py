"""Tasks of exercise set 02_trade. Every answer and every named mistake is computed from data/trade/."""

from pandas import Series

from claimlab.checks.answers import Column, Figure, Function, Items, Mistake, Number
from claimlab.checks.task import Task
from claimlab.evidence.tables import only, table

from .measures import flow, growth, money, real, statement, turnover, turnover_series


def _sum(partner="Russia", year=2023):
    return turnover(partner, year) / 1000


def _flow_growth(new=2022, partner="China", name="exports"):
    return growth(flow(partner, new, name), flow(partner, new - 1, name))


def _china_leads():
    gap = turnover_series("China") - turnover_series("Russia")
    return [int(year) for year in gap.index[gap > 0]]


def _leads_one_flow(name="exports", without=(2010,)):
    rows = table("trade/partners")
    sums = rows[rows.flow == name].set_index(["year", "partner"])["value_usd_m"].unstack().drop(index=list(without))
    return [int(year) for year in sums.index[sums["China"] > sums["Russia"]]]


def _in_2022_dollars(year=2014, partner="Russia"):
    return real(turnover(partner, year), year, 2022) / 1000


def _exports_2014_real():
    return real(flow("Russia", 2014, "exports"), 2014, 2022) / 1000


def _share(top="China", flow_name="imports"):
    rows = table("trade/partners")
    if flow_name:
        rows = rows[rows.flow == flow_name]
    sums = rows.groupby(["year", "partner"])["value_usd_m"].sum().unstack()
    return 100 * sums[top] / sums["World"]


def _of_all_rows():
    rows = table("trade/partners").query("flow == 'imports'")
    sums = rows.groupby(["year", "partner"])["value_usd_m"].sum().unstack()
    return 100 * sums["China"] / sums.sum(axis=1)


def _added_to_world():
    sums = (
        table("trade/partners").query("flow == 'imports'").groupby(["year", "partner"])["value_usd_m"].sum().unstack()
    )
    return 100 * sums["China"] / (sums["World"] + sums["China"])


def _of_one_year():
    sums = (
        table("trade/partners").query("flow == 'imports'").groupby(["year", "partner"])["value_usd_m"].sum().unstack()
    )
    return 100 * sums["China"] / sums["World"][2023]


def _in_money(series, new=2015, divide=False, back=1, size=turnover):
    def value(year):
        rate = money(series, year)
        return size("Russia", year) / rate if divide else size("Russia", year) * rate

    return growth(value(new), value(new - back))


def _chinese(flow_name="turnover", year=2023):
    return 1000 * float(only(table("trade/other_counts"), "value", year=year, partner="China", flow=flow_name))


def _mirror_gap(flow_name="turnover", year=2023):
    ours = turnover("China", year) if flow_name == "turnover" else flow("China", year, flow_name)
    return growth(_chinese(flow_name, year), ours)


def _lines(first=2015, partner="China"):
    rows = table("trade/partners")
    rows = rows[(rows.partner == partner) & (rows.year >= first)].set_index("year")
    return {name: rows[rows.flow == name].value_usd_m.div(1000) for name in ("exports", "imports")}


def _figures():
    """The three figures of task 02.10, billion dollars."""
    ten_months = only(table("trade/part_years"), "turnover_usd_bn", first_month="2023-01", last_month="2023-10")
    return Series(
        {
            "2022 first release": statement(partner="Russia", year_meant="2022", kind="first release"),
            "2022 final": statement(partner="Russia", year_meant="2022", kind="final"),
            "January-October 2023": float(ten_months),
        }
    )


def _said():
    return statement(speaker="Tokayev", kind="not stated")


def _distances(**instead):
    """Distance of each figure from what the president said; `instead` puts another figure under one of the names."""
    figures = _figures()
    for name, value in instead.items():
        figures[{"first": "2022 first release", "final": "2022 final", "months": "January-October 2023"}[name]] = value
    return (figures - _said()).abs()


def _part_year(last):
    return float(
        only(
            table("trade/part_years"),
            "turnover_usd_bn",
            first_month="2023-01",
            last_month=last,
            counted_by="Kazakhstan",
        )
    )


# How students name the two lines: in the languages they write, and in short.
FLOWS = {
    "exports": ("export", "sold", "sell", "экспорт", "прода", "ausfuhr", "verkauf"),
    "imports": ("import", "bought", "buy", "импорт", "купл", "покуп", "einfuhr", "gekauft"),
}

TASKS = (
    Task(
        id="02.1",
        title="Read one number",
        name="french_turnover",
        question="What was the turnover of Kazakhstan with France in 2020, counted by Kazakhstan?",
        unit="billion US dollars",
        answer=Number(0.01),
        reference=lambda year=2020, partner="France": _sum(partner, year),
        near=("partner", "year"),
        mistakes=(
            Mistake(
                "exports for turnover",
                lambda: flow("France", 2020, "exports") / 1000,
                "This is what Kazakhstan sold to France. Turnover counts both directions: what is still missing?",
            ),
            Mistake(
                "imports for turnover",
                lambda: flow("France", 2020, "imports") / 1000,
                "This is what Kazakhstan bought from France. Turnover counts both directions: what is still missing?",
            ),
            Mistake(
                "balance for turnover",
                lambda: abs(flow("France", 2020, "exports") - flow("France", 2020, "imports")) / 1000,
                "This is the balance, one flow minus the other. What do you do with two flows to get the turnover?",
            ),
        ),
        nudge="Which rows of `partners` do you need, and what do you do with their values?",
        after="Rows, a condition, a sum, a unit: many numbers of the lesson began like this.",
        section="Turnover is a sum",
    ),
    Task(
        id="02.2",
        title="Split the growth",
        name="export_growth",
        question="By how many per cent did Kazakhstan's exports to China change from 2021 to 2022?",
        unit="per cent",
        answer=Number(0.01, change=True),
        reference=_flow_growth,
        near=("new", "partner"),
        mistakes=(
            Mistake(
                "turnover for exports",
                lambda: growth(turnover("China", 2022), turnover("China", 2021)),
                "This is the growth of turnover. The question is about one direction only: which rows does it need?",
            ),
            Mistake(
                "imports for exports",
                lambda: _flow_growth(name="imports"),
                "This is the change of imports. Who sells and who buys when Kazakhstan exports?",
            ),
            Mistake(
                "two years",
                lambda: growth(flow("China", 2022, "exports"), flow("China", 2020, "exports")),
                "This is the growth over two years, from 2020 on. From which year does the question start?",
            ),
            Mistake(
                "difference",
                lambda: flow("China", 2022, "exports") - flow("China", 2021, "exports"),
                "This is the difference in dollars. What must you divide it by to get a growth?",
                also=(lambda: (flow("China", 2022, "exports") - flow("China", 2021, "exports")) / 1000,),
            ),
        ),
        nudge="Which two numbers does the growth compare, and which of them was there first?",
        after="A third more in one year. Part of it may be price: in 2022 oil was dear. The table does not say.",
        section="Buying and selling",
    ),
    Task(
        id="02.3",
        title="When did China buy more?",
        name="china_years",
        question="In which years since 1995 did Kazakhstan sell more to China than to Russia? Leave out 2010, the year with half the Russian data missing.",
        unit="a list of years",
        answer=Items(),
        reference=_leads_one_flow,
        mistakes=(
            Mistake(
                "2010 break",
                lambda: _leads_one_flow(without=()),
                "One of your years is the break: half of the trade with Russia is missing from the file. Which year does the lesson warn about?",
            ),
            Mistake(
                "turnover",
                _china_leads,
                "These are the years in which turnover with China was larger. Selling is one flow: which rows does the question need?",
            ),
            Mistake(
                "wrong way round",
                lambda: [int(y) for y in turnover_series("Russia").index if int(y) not in _leads_one_flow()],
                "These are the years in which Russia bought more. Which side of your comparison must be larger?",
            ),
        ),
        nudge="Keep one flow, give each partner a column, then compare the two columns.",
        after="As a buyer China had passed Russia long before it passed it in turnover.",
        section="China overtakes",
    ),
    Task(
        id="02.4",
        title="Take inflation out",
        name="real_2014",
        question="How large was the turnover with Russia in 2014, in dollars of 2022? Use the US consumer price index.",
        unit="billion US dollars of 2022",
        answer=Number(0.005),
        reference=_in_2022_dollars,
        near=("year", "partner"),
        mistakes=(
            Mistake(
                "rates added",
                lambda: (
                    _sum(year=2014)
                    * (1 + sum(money("us_cpi", year) / money("us_cpi", year - 1) - 1 for year in range(2015, 2023)))
                ),
                "You add the rates of inflation year by year. Each year's rise also rises in the years after: which two index values say it all?",
            ),
            Mistake(
                "nominal for real",
                lambda: _sum(year=2014),
                "This is the turnover in the dollars of 2014. Prices rose since then: by which ratio of the price index must it grow?",
            ),
            Mistake(
                "index upside down",
                lambda: _sum(year=2014) * money("us_cpi", 2014) / money("us_cpi", 2022),
                "The amount became smaller. One dollar of 2014 bought more than one of 2022: which index belongs on top?",
            ),
            Mistake(
                "dollars of another year",
                lambda: _sum(year=2014) * money("us_cpi", 2024) / money("us_cpi", 2014),
                "These are dollars of 2024, the last year of the index. Dollars of which year does the question want?",
            ),
            Mistake(
                "not divided",
                lambda: _sum(year=2014) * money("us_cpi", 2022) / 100,
                "You use the index of one year only. Prices rose between two years: which other index belongs below the line?",
            ),
            Mistake(
                "exports only",
                _exports_2014_real,
                "This is the real value of exports. Turnover counts both directions: what is still missing?",
            ),
            Mistake(
                "imports only",
                lambda: _in_2022_dollars() - _exports_2014_real(),
                "This is the real value of imports. Turnover counts both directions: what is still missing?",
            ),
            Mistake(
                "2022 for 2014",
                lambda: _sum(year=2022),
                "This is the turnover of 2022. The question moves another year's turnover into dollars of 2022: which one?",
            ),
        ),
        nudge="One amount and two values of the price index: which year does each belong to, and must the amount grow or shrink?",
        after="The same goods, a larger number: always say the dollars of which year.",
        section="Real money",
    ),
    Task(
        id="02.5",
        title="Write a growth function",
        name="change_pct",
        question="Write a function change_pct(new, old) that returns the change from old to new in per cent.",
        unit="per cent",
        answer=Function(
            lambda: [(120, 100), (80, 100), (27054.4, 26972.0), (5, 4), (3, 8)], 1e-6, "change_pct(new, old)"
        ),
        reference=lambda new, old: 100 * (new / old - 1),
        mistakes=(
            Mistake(
                "ratio",
                lambda new, old: 100 * new / old,
                "Your function gives the new value as a share of the old one. For 120 after 100 a growth of 20 is expected: what must be taken away?",
            ),
            Mistake(
                "later base",
                lambda new, old: 100 * (new - old) / new,
                "Your function divides by the later value. Which value was there first?",
            ),
            Mistake(
                "difference",
                lambda new, old: new - old,
                "Your function gives the difference in units. What must you divide by to compare small and large amounts?",
            ),
            Mistake(
                "brackets",
                lambda new, old: new - old / old * 100,
                "For 120 after 100 the result may happen to be right; for 5 after 4 it is not. Python divides before it takes away: where do brackets belong?",
            ),
            Mistake(
                "one from a hundred",
                lambda new, old: 100 * new / old - 1,
                "You take away 1 after you multiplied by 100. An unchanged value must give 0: what must be taken away then?",
            ),
            Mistake(
                "no minus",
                lambda new, old: 100 * abs(new / old - 1),
                "A fall comes out as a rise: for 80 after 100 a minus is expected. Which step takes the sign away?",
            ),
            Mistake(
                "swapped",
                lambda new, old: 100 * (old / new - 1),
                "New and old are exchanged: for 120 after 100 your function reports a fall. In which order do the arguments come?",
            ),
        ),
        nudge="Try it by hand with 120 after 100; the result must be 20.",
        after="Use it wherever a task asks for a change. Functions save you from the same slip twice.",
        section="Buying and selling",
    ),
    Task(
        id="02.6",
        title="A share for every year",
        name="china_share",
        question="For every year from 1995 to 2023: which share of all that Kazakhstan buys comes from China? Give a Series with the year as index.",
        unit="per cent",
        answer=Column(0.05),
        reference=_share,
        mistakes=(
            Mistake(
                "share of exports",
                lambda: _share(flow_name="exports"),
                "These are shares of what Kazakhstan sells. Which flow is buying?",
            ),
            Mistake(
                "share of turnover",
                lambda: _share(flow_name=None),
                "These are shares of both flows together. Buying is one of them: which rows must be left out before you divide?",
            ),
            Mistake(
                "World added twice",
                _of_all_rows,
                "Below the line you add all rows, and one of them is already the total. Which partner's row is that?",
            ),
            Mistake(
                "World and China",
                _added_to_world,
                "You add China to the total, but the total holds China already. What belongs below the line?",
            ),
            Mistake(
                "one year's total",
                _of_one_year,
                "You divide every year by the total of 2023. Each year needs its own total: which column holds them?",
            ),
            Mistake(
                "Russia",
                lambda: _share("Russia"),
                "These are the shares of Russia. Which partner does the question name?",
            ),
            Mistake(
                "ratio to Russia",
                lambda: 100 * _share("China") / _share("Russia"),
                "You divide by Russia's trade. A share of everything bought needs another partner below the line: which row holds the total?",
            ),
        ),
        nudge="The imports alone, one column for each partner; then China's column divided by the World column.",
        after="From next to nothing to about a quarter: in 2023 nearly as much as from Russia.",
        section="Shares",
    ),
    Task(
        id="02.7",
        title="The same year in roubles",
        name="rouble_growth",
        question="By how many per cent did the turnover with Russia change from 2014 to 2015 when it is counted in roubles (annual average rate)?",
        unit="per cent",
        answer=Number(0.01, change=True),
        reference=lambda new=2015: _in_money("roubles_per_usd", new),
        near=("new",),
        mistakes=(
            Mistake(
                "growth rates added",
                lambda: (
                    growth(turnover("Russia", 2015), turnover("Russia", 2014))
                    + growth(money("roubles_per_usd", 2015), money("roubles_per_usd", 2014))
                ),
                "You add two rates of change, but the second works on what the first left: what does each year come to in roubles?",
            ),
            Mistake(
                "dollars",
                lambda: growth(turnover("Russia", 2015), turnover("Russia", 2014)),
                "This is the change in dollars. Each year's dollars must first become roubles: with one rate for both years, nothing changes.",
            ),
            Mistake(
                "tenge",
                lambda: _in_money("tenge_per_usd"),
                "This is the change in tenge. Which currency does the question name, and which series holds its rate?",
            ),
            Mistake(
                "divided by the rate",
                lambda: _in_money("roubles_per_usd", divide=True),
                "You divided by the rate. It says how many roubles one dollar costs: how do you get from dollars to roubles?",
            ),
            Mistake(
                "two years",
                lambda: _in_money("roubles_per_usd", back=2),
                "This is the change over two years, from 2013 on. From which year does the question start?",
            ),
            Mistake(
                "exports only",
                lambda: _in_money("roubles_per_usd", size=lambda who, year: flow(who, year, "exports")),
                "This is the change of exports in roubles. Turnover is both flows together: did you add them?",
            ),
            Mistake(
                "imports only",
                lambda: _in_money("roubles_per_usd", size=lambda who, year: flow(who, year, "imports")),
                "This is the change of imports in roubles. Turnover is both flows together: did you add them?",
            ),
            Mistake(
                "change of the rate",
                lambda: growth(money("roubles_per_usd", 2015), money("roubles_per_usd", 2014)),
                "This is how much the exchange rate changed. Where does the trade itself come in?",
            ),
        ),
        nudge="Turn both years into roubles, each with its own rate, then compare.",
        after="Less in dollars, more in roubles: the rouble had lost value. Always ask in which money a change is counted.",
        section="Three currencies",
    ),
    Task(
        id="02.8",
        title="Two counts of one flow",
        name="mirror_gap",
        question="For 2023 Chinese customs counted more goods sent to Kazakhstan than Kazakhstan counted as bought from China. By how many per cent is the Chinese count of this one flow above the Kazakh one?",
        unit="per cent of the Kazakh count",
        answer=Number(0.1, change=True),
        reference=lambda year=2023: _mirror_gap("imports", year),
        near=("year",),
        mistakes=(
            Mistake(
                "gap in dollars",
                lambda: (_chinese("imports") - flow("China", 2023, "imports")) / 1000,
                "This is the gap in billion dollars. What must you divide it by to get per cent?",
            ),
            Mistake(
                "turnover", _mirror_gap, "This is the gap of both flows together. Which flow does the question ask for?"
            ),
            Mistake(
                "exports",
                lambda: _mirror_gap("exports"),
                "This is the gap of the other flow, what Kazakhstan sells. Which flow does the question ask for?",
            ),
            Mistake(
                "turnover above the line",
                lambda: growth(_chinese(), flow("China", 2023, "imports")),
                "Above your line stands the Chinese count of both flows. Which of the three Chinese rows do you need?",
            ),
        ),
        nudge="Two numbers are compared. Do they agree in year, partner, flow and unit?",
        after="In 2023 the two counters differ more on this flow than on the other. Parcels and goods on their way to others are likely reasons; the data do not say.",
        section="Two counters",
    ),
    Task(
        id="02.9",
        title="Draw both directions",
        name="ax",
        question="Draw what Kazakhstan sold to China and what it bought there, 2015 to 2023, as two lines in billion dollars, with both axes labelled and a name for each line. Keep the axes in ax.",
        unit="billion US dollars",
        answer=Figure(_lines, ("billion", "bn"), 0.01, only=True, marks=("line",), names=FLOWS),
        reference=_lines,
        mistakes=(
            Mistake(
                "million dollars",
                lambda: {k: v * 1000 for k, v in _lines().items()},
                "The lines show million dollars. By what must the values be divided to show billions?",
            ),
            Mistake(
                "Russia",
                lambda: _lines(partner="Russia"),
                "The lines show trade with Russia. Which partner does the question name?",
            ),
            Mistake(
                "from 1995",
                lambda: _lines(first=1995),
                "The lines begin in 1995. From which year does the question want them?",
            ),
            Mistake(
                "2015 left out",
                lambda: {k: v.iloc[1:] for k, v in _lines().items()},
                "The lines begin in 2016. Does your condition keep the first year that the question names?",
            ),
        ),
        nudge="One partner, one column for each flow, years from 2015 on, divided by 1,000.",
        after="In 2023 buying passed selling. A sum of the two would not show it.",
        section="Buying and selling",
    ),
    Task(
        id="02.10",
        title="Which year is the 27?",
        name="distance",
        question="On 9 November 2023 the president of Kazakhstan said that trade with Russia had reached 27 billion dollars. He named no year. Three figures of Kazakhstan could be meant: "
        '"2022 first release", "2022 final" and "January-October 2023". How far from 27 does each lie? Give a Series with these three names as index, '
        "distances without a minus. Then write two sentences below the check: what does this mean for the article's 26 and 27?",
        unit="billion US dollars",
        answer=Column(0.006, index="name"),
        reference=_distances,
        mistakes=(
            Mistake(
                "figures for distances", _figures, "These are the figures themselves. How far is each of them from 27?"
            ),
            Mistake(
                "a minus left",
                lambda: _figures() - _said(),
                "Each distance carries a minus. A distance has none: abs() takes it away.",
            ),
            Mistake(
                "final of 2023",
                lambda: _distances(final=turnover("Russia", 2023) / 1000),
                "One of your figures is the final one for 2023. Which year does its name ask for?",
            ),
            Mistake(
                "figure of the article",
                lambda: _distances(first=statement(partner="Russia", year_meant="2022", kind="the article")),
                "One of your figures comes from another count: the article's own, or another speaker's. Whose release does its name ask for?",
            ),
            Mistake(
                "eleven months",
                lambda: _distances(months=_part_year("2023-11")),
                "One of your figures covers eleven months. Which last month does its name ask for?",
            ),
            Mistake(
                "nine months",
                lambda: _distances(months=_part_year("2023-09")),
                "One of your figures covers other months, or is counted by another country. Which months and whose count does its name ask for?",
            ),
            Mistake(
                "ten months of 2022",
                lambda: _distances(
                    months=float(
                        only(
                            table("trade/part_years"),
                            "turnover_usd_bn",
                            first_month="2022-01",
                            last_month="2022-10",
                            counted_by="Kazakhstan",
                        )
                    )
                ),
                "One of your figures covers ten months of 2022. Which year does its name ask for?",
            ),
        ),
        nudge="Find the three figures first: two stand in `statements`, one in `months`. Then take the distance of each from 27.",
        after="Only the final figure for 2022 rounds to 27. So the article's step from 26 to 27 is probably one year, 2022, in two releases. This is an inference: "
        "a sum of twelve running months would fit too, and our file with the final figure came later.",
        section="First release and final figure",
    ),
)
