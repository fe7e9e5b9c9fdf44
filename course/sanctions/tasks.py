"""Tasks of exercise set 03_sanctions. Every answer and every named mistake is computed from data/sanctions/."""

from claimlab.checks.answers import Column, Figure, Function, Items, Mistake, Number
from claimlab.checks.task import Task
from claimlab.evidence.tables import only, table

from ..trade.measures import flow, turnover
from .measures import EDITION, eu_exports, imports_growth, mirror_gap, rate, trips

HUBS = ("Kazakhstan", "Kyrgyzstan", "Armenia")
YEARS = range(2019, 2024)


def _eu(country="Kazakhstan"):
    """EU exports to one country, EUR million, by month."""
    rows = table("sanctions/eu_exports_monthly")
    return rows[rows.destination == country].set_index("month")["exports_eur_m"]


def _armenia():
    """What Armenia sold to Russia, USD million, by month."""
    return table("sanctions/armenia_to_russia_monthly").set_index("month")["exports_usd_m"]


def _index(month=0, first="2021-01", last="2021-12"):
    """Index number of one of the months above 150 (0 is the first of them), mean month of a time as the base."""
    sold = _armenia()
    above = sold[sold > 150]
    return float(100 * above.iloc[month] / sold[first:last].mean())


def _sums(first, middle, last, country="Kazakhstan"):
    """Sum from `middle` to `last` over the sum from `first` up to the month before `middle`."""
    series = _eu(country)
    return float(series[middle:last].sum() / series[first:middle].iloc[:-1].sum())


def _twelve(country="Kazakhstan"):
    """Twelve months from September 2022 over the twelve before."""
    return _sums("2021-09", "2022-09", "2023-08", country)


def _sums_of_all():
    rows = table("sanctions/eu_exports_monthly").groupby("month")["exports_eur_m"].sum()
    return float(rows["2022-09":"2023-08"].sum() / rows["2021-09":"2022-08"].sum())


def _mirror(part, receiver="Kyrgyzstan", **more):
    return _by_year(lambda year: mirror_gap(year, receiver=receiver, **more)[part])


def _by_year(value, years=YEARS):
    import pandas as pd

    return pd.Series({year: float(value(year)) for year in years})


def _sent(year):
    return float(
        only(table("sanctions/mirror"), "value", year=year, sender="EU-27", receiver="Kyrgyzstan", counted_by=EDITION)
    )


def _arrived(year):
    rows = table("sanctions/mirror")
    return float(only(rows, "value", year=year, sender="EU-27", receiver="Kyrgyzstan", counted_by="Kyrgyzstan"))


def _recorded(year, line="EU-27"):
    return float(
        only(table("sanctions/mirror"), "value", year=year, sender=line, receiver="Kazakhstan", counted_by="Kazakhstan")
    )


def _part_missing(arrived):
    return _by_year(lambda year: 100 * (1 - arrived(year) / _sent(year)))


def _extra(hubs=HUBS, new=2022, old=2021, goods="all goods"):
    from .measures import extra_over_loss

    return extra_over_loss(goods, hubs, new, old)


def _extra_by_months():
    def change(country):
        return _eu(country)["2022-01":"2022-12"].sum() - _eu(country)["2021-01":"2021-12"].sum()

    return float(100 * sum(change(hub) for hub in HUBS) / -change("Russia"))


def _both_kinds():
    kinds = ("all goods", "machinery and transport equipment")

    def change(country):
        return sum(eu_exports(country, 2022, kind) - eu_exports(country, 2021, kind) for kind in kinds)

    return 100 * sum(change(hub) for hub in HUBS) / -change("Russia")


def _listed(year, name="50 priority codes", country="Kazakhstan"):
    return float(only(table("sanctions/priority_trade"), "value_usd_m", basket=name, year=year, country=country))


def _share(below=lambda year: flow("Russia", year, "exports"), name="29-code surge basket", country="Kazakhstan"):
    return _by_year(lambda year: 100 * _listed(year, name, country) / below(year), range(2018, 2024))


def _share_of_all_sellers():
    rows = table("sanctions/priority_trade")
    sold = rows[rows.basket == "29-code surge basket"].groupby("year")["value_usd_m"].sum()
    return _by_year(lambda year: 100 * sold[year] / flow("Russia", year, "exports"), range(2018, 2024))


def _codes(tier="4A", surge=("yes",)):
    rows = table("sanctions/priority_codes")
    rows = rows[rows.in_surge_basket.isin(surge)]
    return [int(code) for code in (rows[rows.tier == tier] if tier else rows).hs6]


def _lines(base=(2018, 2019, 2020, 2021), scale=100):
    import pandas as pd

    made = {}
    for name in ("50 priority codes", "29-code surge basket"):
        values = pd.Series({year: _listed(year, name) for year in range(2018, 2026)})
        made[name] = values if base is None else scale * values / values.loc[list(base)].mean()
    return made


def _on_base_of(name):
    """Both baskets over the mean of one of them."""
    plain = _lines(None)
    return {other: 100 * values / plain[name].loc[:2021].mean() for other, values in plain.items()}


def _common_base():
    """Both baskets over the mean of their two means: what .mean().mean() yields."""
    import numpy as np

    plain = _lines(None)
    base = np.mean([values.loc[:2021].mean() for values in plain.values()])
    return {name: 100 * values / base for name, values in plain.items()}


def _ratios(place="Washington", other="Russia", before="2024-03", first="everybody", second="without the president"):
    """Trips to one place per trip to another under two rules of who counts."""
    import pandas as pd

    rules = {"everybody": first, "without the president": second}
    return pd.Series({label: trips(place, rule, before) / trips(other, rule, before) for label, rule in rules.items()})


def _ratios_of(second, first=lambda rows: rows.traveller != ""):
    """The ratio for two conditions on the trips up to the article."""
    import pandas as pd

    rows = table("sanctions/events")
    rows = rows[(rows.kind == "trip abroad") & (rows.date < "2024-03")]
    rules = {"everybody": rows[first(rows)], "without the president": rows[second(rows)]}
    return pd.Series(
        {
            rule: float((some.place == "Washington").sum() / max(1, (some.country == "Russia").sum()))
            for rule, some in rules.items()
        }
    )


def _named_trips():
    def named(rows):
        return rows.sanctions_named == "yes"

    return _ratios_of(lambda rows: named(rows) & (rows.traveller != "president"), named)


def _all_kinds():
    """What 03.10 gives when nobody asks whether a row is a trip at all."""
    import pandas as pd

    rows = table("sanctions/events")
    rows = rows[rows.date < "2024-03"]
    rules = {"everybody": rows, "without the president": rows[rows.traveller != "president"]}
    return pd.Series(
        {
            rule: float((some.place == "Washington").sum() / (some.country == "Russia").sum())
            for rule, some in rules.items()
        }
    )


def _did(before, after, other_before, other_after):
    return 100 * (after / before - other_after / other_before)


def _cases():
    series = {name: _eu(name) for name in ("Kazakhstan", "Georgia", "Uzbekistan", "Russia")}
    sums = {
        name: (float(s["2021-03":"2022-02"].sum()), float(s["2022-03":"2023-02"].sum())) for name, s in series.items()
    }
    return [
        (*sums["Kazakhstan"], *sums["Georgia"]),
        (*sums["Kazakhstan"], *sums["Uzbekistan"]),
        (*sums["Russia"], *sums["Georgia"]),
        (100, 150, 10, 12),
        (80, 60, 50, 70),
    ]


TASKS = (
    Task(
        id="03.1",
        title="An index number",
        name="index_number",
        question="Table `armenia`: what Armenia sold to Russia in each month. Find the first month above 150 million dollars. "
        "What is the index number of that month, if the mean month of 2021 is 100?",
        unit="index, mean month of 2021 = 100",
        answer=Number(0.1),
        reference=_index,
        mistakes=(
            Mistake(
                "value for index",
                lambda: float(_armenia()[_armenia() > 150].iloc[0]),
                "This is the month's value in million dollars. By what must it be divided to become an index number?",
            ),
            Mistake(
                "change for index",
                lambda: _index() - 100,
                "This is the change in per cent. An index number counts the base in: what does the base itself stand at?",
            ),
            Mistake(
                "upside down",
                lambda: 1e4 / _index(),
                "Your month comes out smaller than the base. Which of the two values belongs below the line?",
            ),
            Mistake(
                "base sum",
                lambda: _index() / 12,
                "Your base is the sum of twelve months. What makes a single month comparable with a year?",
            ),
            Mistake(
                "base another year",
                lambda: _index(first="2019-01", last="2019-12"),
                "Your base is the mean of another year. Which year does the question set to 100?",
                also=(lambda: _index(first="2020-01", last="2020-12"),),
            ),
            Mistake(
                "second month",
                lambda: _index(1),
                "This is the second month above 150. Which of them does the question ask for, and at which number does iloc begin?",
            ),
            Mistake(
                "base all months",
                lambda: _index(first="2019-01", last="2022-12"),
                "Your base is the mean of all months of the table. Which year's mean month is 100?",
            ),
            Mistake(
                "base own year",
                lambda: _index(first="2022-01", last="2022-12"),
                "Your base is the mean of the year in which the sales jumped. Which year does the question set to 100?",
            ),
            Mistake(
                "base one month",
                lambda: _index(first="2021-07", last="2021-07"),
                "Your base is one single month of 2021. Which months does the question take the mean of?",
                also=(lambda: _index(first="2021-06", last="2021-06"),),
            ),
            Mistake(
                "base January",
                lambda: _index(first="2021-01", last="2021-01"),
                "Your base is one January. Which months does the question take the mean of?",
            ),
            Mistake(
                "base eleven months",
                lambda: _index(first="2021-01", last="2021-11"),
                "Your base has eleven months. Slices with labels include their last label: where must yours end?",
            ),
            Mistake(
                "last month",
                lambda: _index(-1),
                "This is the last month above 150. Which of them does the question ask for?",
            ),
            Mistake(
                "highest month",
                lambda: _index(int(_armenia()[_armenia() > 150].argmax())),
                "This is the highest month of all. Which of the months above 150 does the question ask for?",
            ),
        ),
        nudge="Two steps: which month is the first above 150, and what is its value, divided by the mean month of 2021, times 100?",
        after="From that June on every month of the year stayed above 150. A second leg that grows with the first fits a detour; but all goods stand in one sum, so it is no proof.",
        section="Index numbers",
    ),
    Task(
        id="03.2",
        title="Twelve months before and after",
        name="ratio",
        question="How many times as large were EU exports to Kazakhstan in the twelve months from September 2022 as in the twelve months before?",
        unit="times",
        answer=Number(0.0002),
        reference=lambda country="Kazakhstan": _twelve(country),
        near=("country",),
        mistakes=(
            Mistake(
                "all months",
                lambda: float(_eu()["2022-09":].mean() / _eu()[:"2022-08"].mean()),
                "You compare the means of all months of the table. How many months does the question put on each side?",
            ),
            Mistake(
                "the lesson's months",
                lambda: _sums("2021-03", "2022-03", "2023-02"),
                "Your time after begins in March 2022, as the lesson's does. With which month does the question begin?",
            ),
            Mistake(
                "shorter than a year",
                lambda: float(_eu()["2022-09"] / _eu()["2021-09"]),
                "You compare fewer than twelve months on each side. How many does the question put there?",
                also=(
                    lambda: float(_eu()["2022-09"] / _eu()["2022-08"]),
                    lambda: float(_eu()["2022-09":"2023-02"].sum() / _eu()["2022-03":"2022-08"].sum()),
                    lambda: float(_eu()["2022-09":"2023-02"].sum() / _eu()["2021-09":"2022-02"].sum()),
                ),
            ),
            Mistake(
                "to the end of the table",
                lambda: float(_eu()["2022-09":].sum() / _eu()["2021-09":"2022-08"].sum()),
                "The months on your two sides differ in number. Where does a slice end that names no end?",
                also=(
                    lambda: float(_eu()["2022-09":].sum() / _eu()[:"2022-08"].sum()),
                    lambda: float(_eu()["2022-09":"2023-08"].sum() / _eu()[:"2022-08"].sum()),
                ),
            ),
            Mistake(
                "September on both sides",
                lambda: float(_eu()["2022-09":"2023-08"].sum() / _eu()["2021-09":"2022-09"].sum()),
                "One month stands in both of your sums. Slices with labels include their last label: where must the time before end?",
            ),
            Mistake(
                "all destinations",
                lambda: _sums_of_all(),
                "You added up every destination, Russia included. Which country does the question name?",
            ),
            Mistake(
                "first month missing",
                lambda: float(_eu()["2022-10":"2023-08"].sum() / _eu()["2021-10":"2022-08"].sum()),
                "Each of your two times misses its first month. Does your comparison, or your slice, keep September?",
            ),
            Mistake(
                "growth",
                lambda: _twelve() - 1,
                "This is by how much the exports grew. The question asks how many times as large they became: what do you get when you only divide?",
            ),
            Mistake(
                "calendar years",
                lambda: _sums("2022-01", "2023-01", "2023-12"),
                "You compare calendar years. With which month does the time after begin?",
            ),
            Mistake(
                "from February",
                lambda: _sums("2021-08", "2022-08", "2023-07"),
                "Your time after begins in August 2022. Which month does the question begin with?",
            ),
            Mistake(
                "per cent",
                lambda: 100 * (_twelve() - 1),
                "This is the growth in per cent. The question asks how many times: what do you get when you only divide?",
            ),
            Mistake(
                "upside down",
                lambda: 1 / _twelve(),
                "You divide the time before by the time after. Which one belongs below the line?",
            ),
            Mistake(
                "difference",
                lambda: float(_eu()["2022-09":"2023-08"].sum() - _eu()["2021-09":"2022-08"].sum()),
                "This is the difference in million euro. What do you do with two sums to get 'how many times'?",
            ),
            Mistake(
                "thirteen months",
                lambda: float(_eu()["2022-09":"2023-09"].sum() / _eu()["2021-09":"2022-09"].sum()),
                "Your two times have thirteen months each, and one month stands in both. Slices with labels include their last label: where must each end?",
            ),
            Mistake(
                "January for February at the end",
                lambda: float(_eu()["2022-09":"2023-07"].sum() / _eu()["2021-09":"2022-07"].sum()),
                "Your two times have eleven months each. Slices with labels include their last label: where must each end?",
            ),
        ),
        nudge="Two sums of twelve months each, then one division. Which months belong to each sum?",
        after="Twelve months on each side hold each season once. Six months would compare summer with winter.",
        section="Before and after, with comparison countries",
    ),
    Task(
        id="03.3",
        title="Write a difference in differences",
        name="did",
        question="Write a function did(before, after, other_before, other_after). It sets both countries to 100 before, and returns the index of the first country after minus the index of the other country after.",
        unit="index points",
        answer=Function(_cases, 1e-6, "did(before, after, other_before, other_after)"),
        reference=_did,
        mistakes=(
            Mistake(
                "difference of amounts",
                lambda a, b, c, d: (b - a) - (d - c),
                "Your function subtracts amounts. A large country would always win: what makes countries of different size comparable?",
            ),
            Mistake(
                "no comparison",
                lambda a, b, c, d: 100 * b / a - 100,
                "Your function uses the numbers of one country only. Where do those of the other one enter?",
                also=(
                    lambda a, b, c, d: 100 * b / a,
                    lambda a, b, c, d: 100 * d / c,
                    lambda a, b, c, d: 100 - 100 * d / c,
                ),
            ),
            Mistake(
                "swapped",
                lambda a, b, c, d: 100 * (d / c - b / a),
                "Your function takes the first country away from the other. Which one is minus which?",
            ),
            Mistake(
                "added",
                lambda a, b, c, d: 100 * (b / a + d / c),
                "Your function adds the two indices. Which sign tells how far apart they are?",
            ),
            Mistake(
                "ratio of ratios",
                lambda a, b, c, d: 100 * (b / a) / (d / c),
                "Your function divides one index by the other. A difference in differences needs another sign between them: which?",
            ),
            Mistake(
                "times for points",
                lambda a, b, c, d: b / a - d / c,
                "Your function leaves one or both of the indices as a factor. What does an index multiply by?",
                also=(lambda a, b, c, d: b / a - 100 * d / c, lambda a, b, c, d: 100 * b / a - d / c),
            ),
            Mistake(
                "later base",
                lambda a, b, c, d: 100 * (a / b - c / d),
                "Your function puts the time after below the line. Which time is set to 100?",
                also=(lambda a, b, c, d: 100 * (a / b - d / c), lambda a, b, c, d: 100 * (b / a - c / d)),
            ),
            Mistake(
                "two countries in one index",
                lambda a, b, c, d: 100 * (b / c - d / c),
                "One of your indices holds numbers of both countries. Which two numbers belong to one country?",
                also=(
                    lambda a, b, c, d: 100 * (b / a - d / a),
                    lambda a, b, c, d: 100 * (b / a - b / c),
                    lambda a, b, c, d: 100 * (b / a - a / c),
                    lambda a, b, c, d: 100 * (b / a - d / b),
                    lambda a, b, c, d: 100 * (b / d - d / c),
                    lambda a, b, c, d: 100 * (d / a - d / c),
                    lambda a, b, c, d: 100 * (c / a - d / c),
                ),
            ),
        ),
        nudge="Try it by hand: 100 becomes 150, the other 10 becomes 12. The indices after are 150 and 120.",
        after="For Kazakhstan and Georgia it gives about half of the jump. Whether the comparison is fair, the formula cannot say.",
        section="Before and after, with comparison countries",
    ),
    Task(
        id="03.4",
        title="The mirror gap",
        name="gap_share",
        question="For 2019 to 2023: which share of the goods that the EU-27 sent to Kyrgyzstan did Kyrgyzstan not record? Use the edition of 2024-11, "
        "and the rate of the US Federal Reserve to turn dollars into euro. Give a Series with the year as index.",
        unit="per cent of what the EU sent",
        answer=Column(0.05),
        reference=lambda: _mirror("of_sent"),
        mistakes=(
            Mistake(
                "other denominator",
                lambda: _mirror("of_arrived"),
                "Your gap is a share of what Kyrgyzstan recorded. Of what does the question want the share?",
            ),
            Mistake(
                "not converted",
                lambda: _part_missing(_arrived),
                "You subtract dollars from euro. In which unit does each side count, and what turns one into the other?",
            ),
            Mistake(
                "divided by the rate",
                lambda: _part_missing(lambda year: _arrived(year) / rate(year)),
                "The rate stands on the wrong side in one of your steps. It says how many euro one dollar costs: what turns dollars into euro, and what euro into dollars?",
            ),
            Mistake(
                "amounts",
                lambda: _mirror("gap_eur_m"),
                "These are amounts in million euro. What must stand below the line to make a share?",
            ),
            Mistake(
                "recorded part",
                lambda: _mirror("recorded"),
                "This is the part that was recorded. Which part does the question ask for?",
            ),
            Mistake(
                "later edition",
                lambda: _mirror("of_sent", edition="Eurostat (edition of 2026-08)"),
                "Your numbers are those of the later edition of Eurostat. Which edition does the question name?",
            ),
            Mistake(
                "one rate for all years",
                lambda: _part_missing(lambda year: _arrived(year) * rate(2022)),
                "You turned all years with the rate of one year. How do you give each year its own?",
                also=(
                    lambda: _part_missing(lambda year: _arrived(year) * rate(2019)),
                    lambda: _part_missing(lambda year: _arrived(year) * rate(2023)),
                ),
            ),
            Mistake(
                "other rate",
                lambda: _mirror("of_sent", rates="World Bank"),
                "Your rate is the one of the World Bank. Whose rate does the question name?",
            ),
            Mistake(
                "Kazakhstan",
                lambda: _mirror("of_sent", receiver="Kazakhstan"),
                "These are the shares for Kazakhstan. Which receiver does the question name?",
            ),
        ),
        nudge="Dollars times rate gives euro. Then the gap, then the share: (sent minus recorded) over sent.",
        after="A gap was there before the full-scale invasion. From 2022 on more than half was not recorded.",
        section="One gap, two denominators",
    ),
    Task(
        id="03.5",
        title="Repair the EU line",
        name="repaired_growth",
        question="By how many per cent did Kazakhstan's imports from the EU grow over two years, from 2021 to 2023, with the same 27 members in both years? "
        "Begin with the sender `EU line as printed` and repair it by hand; the sender `EU-27` is there to check your result. Values in dollars, as Kazakhstan counts.",
        unit="per cent",
        answer=Number(0.05, change=True),
        reference=lambda: imports_growth("EU-27", 2023, 2021),
        mistakes=(
            Mistake(
                "as printed",
                lambda: imports_growth("EU line as printed", 2023, 2021),
                "This is the growth of the printed line. Which country belongs to it in one of the two years only?",
            ),
            Mistake(
                "taken off both years",
                lambda: (
                    100
                    * (
                        (_recorded(2023, "EU line as printed") - _recorded(2023, "United Kingdom")) / _recorded(2021)
                        - 1
                    )
                ),
                "You took the United Kingdom off both years. In which of the two years is it inside the printed line?",
            ),
            Mistake(
                "taken off the wrong year",
                lambda: (
                    100
                    * (
                        (_recorded(2023, "EU line as printed") - _recorded(2023, "United Kingdom"))
                        / _recorded(2021, "EU line as printed")
                        - 1
                    )
                ),
                "You took the United Kingdom off the later year. In which of the two years is it inside the printed line?",
            ),
            Mistake(
                "added to both sides",
                lambda: (
                    100
                    * (
                        (_recorded(2023) + _recorded(2023, "United Kingdom")) / _recorded(2021, "EU line as printed")
                        - 1
                    )
                ),
                "You put the United Kingdom into both years. That is like for like too, but with 28 countries: how many does the question want?",
            ),
            Mistake(
                "added for taken off",
                lambda: (
                    100
                    * (
                        _recorded(2023) / (_recorded(2021, "EU line as printed") + _recorded(2021, "United Kingdom"))
                        - 1
                    )
                ),
                "You added the United Kingdom to a line that holds it already. Is it one member too few or one too many?",
            ),
            Mistake(
                "half of the growth",
                lambda: imports_growth("EU-27", 2023, 2021) / 2,
                "You divided the growth by the number of years. Does the question ask for the growth of one year or of both together?",
            ),
            Mistake(
                "one year of growth",
                lambda: imports_growth("EU-27", 2023, 2022),
                "Your growth begins in 2022. From which year to which does the question go?",
                also=(
                    lambda: imports_growth("EU-27", 2022, 2021),
                    lambda: imports_growth("EU line as printed", 2023, 2022),
                ),
            ),
            Mistake(
                "brackets",
                lambda: (
                    100
                    * (_recorded(2023) / _recorded(2021, "EU line as printed") - _recorded(2021, "United Kingdom") - 1)
                ),
                "Division comes before minus. Around which two numbers do you need round brackets?",
            ),
            Mistake(
                "in euro",
                lambda: 100 * (_recorded(2023) * rate(2023) / (_recorded(2021) * rate(2021)) - 1),
                "This is the growth in euro. In which money does the question count?",
            ),
        ),
        nudge="Which rows hold the printed line of 2021, the United Kingdom of 2021 and the printed line of 2023?",
        after="The break made the growth look smaller than it was. A break can hide growth as well as invent it.",
        section="A line that changes its members",
    ),
    Task(
        id="03.6",
        title="How large was the growth around Russia?",
        name="extra_share",
        question="From 2021 to 2022 EU exports of all goods to Russia fell (table `yearly`). What share of this loss do the extra EU exports of all goods to "
        "Kazakhstan, Kyrgyzstan and Armenia together make?",
        unit="per cent of the loss",
        answer=Number(0.05),
        reference=_extra,
        near=("new", "old"),
        mistakes=(
            Mistake(
                "levels for extra",
                lambda: (
                    100
                    * sum(eu_exports(hub, 2022) for hub in HUBS)
                    / (eu_exports("Russia", 2021) - eu_exports("Russia", 2022))
                ),
                "You took all exports of the last year. Much of that was sold before too: what is extra?",
            ),
            Mistake(
                "Kazakhstan alone",
                lambda: _extra(("Kazakhstan",)),
                "This is Kazakhstan alone. How many countries does the question name?",
            ),
            Mistake(
                "all destinations",
                lambda: _extra((*HUBS, "Georgia", "Uzbekistan", "Azerbaijan", "Türkiye")),
                "You added every country of the table. Which three does the question name?",
            ),
            Mistake(
                "another country among the three",
                lambda: _extra(("Kazakhstan", "Kyrgyzstan", "Georgia")),
                "One of your three countries is not among those of the question. Which three does it name?",
                also=(
                    lambda: _extra(("Kazakhstan", "Kyrgyzstan", "Uzbekistan")),
                    lambda: _extra(("Kazakhstan", "Armenia", "Georgia")),
                    lambda: _extra(("Kyrgyzstan", "Armenia", "Georgia")),
                ),
            ),
            Mistake(
                "two of the three",
                lambda: _extra(("Kazakhstan", "Kyrgyzstan")),
                "You added two countries. How many does the question name?",
                also=(lambda: _extra(("Kazakhstan", "Armenia")), lambda: _extra(("Kyrgyzstan", "Armenia"))),
            ),
            Mistake(
                "monthly table",
                _extra_by_months,
                "The monthly table is another edition of the same statistics. Which table does the question name?",
            ),
            Mistake(
                "year 2023", lambda: _extra(new=2023), "Your last year is 2023. Up to which year does the question go?"
            ),
            Mistake(
                "machinery",
                lambda: _extra(goods="machinery and transport equipment"),
                "This is machinery and transport equipment alone. Which rows of the column goods do you need?",
            ),
            Mistake(
                "counted twice",
                _both_kinds,
                "Machinery stands in the table twice: once alone and once inside all goods. Which rows of the column goods do you need?",
            ),
            Mistake(
                "share of the level",
                lambda: (
                    100
                    * sum(eu_exports(hub, 2022) - eu_exports(hub, 2021) for hub in HUBS)
                    / eu_exports("Russia", 2021)
                ),
                "You divide by all exports to Russia in the first year. The question asks for a share of the loss: how large was it?",
            ),
            Mistake(
                "growth",
                lambda: (
                    100
                    * sum(eu_exports(hub, 2022) - eu_exports(hub, 2021) for hub in HUBS)
                    / sum(eu_exports(hub, 2021) for hub in HUBS)
                ),
                "This is the growth of the three together, in per cent of what they bought before. Whose loss belongs below the line?",
            ),
            Mistake(
                "upside down", lambda: 1e4 / _extra(), "The loss stands above the line. Which of the two is the part?"
            ),
        ),
        nudge="Two changes from 2021 to 2022: one for three countries together, one for Russia. Then a share.",
        after="This is growth, not detour: estimates that look product by product come to less than half of it.",
        section="Growth is not detour",
    ),
    Task(
        id="03.7",
        title="How small is the share?",
        name="share",
        question="For 2018 to 2023: which share of all that Kazakhstan sold to Russia were goods of the 29-code surge basket? All sales stand in `partners` (lesson 02). Give a Series with the year as index.",
        unit="per cent",
        answer=Column(0.01),
        reference=_share,
        mistakes=(
            Mistake(
                "share of turnover",
                lambda: _share(lambda year: turnover("Russia", year)),
                "You divide by turnover, which holds what Kazakhstan buys as well. Which flow does the question name?",
            ),
            Mistake(
                "share of all exports",
                lambda: _share(lambda year: flow("World", year, "exports")),
                "You divide by what Kazakhstan sold to the whole world. Which buyer does the question name?",
            ),
            Mistake(
                "share of imports",
                lambda: _share(lambda year: flow("Russia", year, "imports")),
                "You divide by what Kazakhstan bought from Russia. Which direction do the goods go?",
            ),
            Mistake(
                "every country",
                _share_of_all_sellers,
                "Above the line stand several countries together. Which rows of the column country do you need?",
            ),
            Mistake(
                "another seller",
                lambda: _share(country="Armenia"),
                "Above the line stands another country than Kazakhstan. Which rows of the column country do you need?",
                also=(lambda: _share(country="Georgia"), lambda: _share(country="Kyrgyzstan")),
            ),
            Mistake(
                "priority codes",
                lambda: _share(name="50 priority codes"),
                "These are the 50 codes of the priority list. Which basket does the question name?",
            ),
            Mistake(
                "first draft",
                lambda: _share(name="31-code first draft"),
                "These are the 31 codes of the first draft. Which basket does the question name?",
            ),
        ),
        nudge="One series of the basket, for Kazakhstan, one of all exports to Russia, both by year; then divide. dropna() removes years that one of them lacks.",
        after="Many times as much from 2021 to 2022, and still a small part of the whole: both describe the same goods.",
        section="A list of 50 codes",
    ),
    Task(
        id="03.8",
        title="Open the basket",
        name="surge_4a",
        question="Which customs codes of tier 4A are in the 29-code surge basket? Give the numbers of the column hs6 (table `codes`).",
        unit="a list of customs codes",
        answer=Items(),
        reference=_codes,
        mistakes=(
            Mistake(
                "outside the basket",
                lambda: _codes(surge=("no",)),
                "These codes of the tier are outside the basket. Which of your two conditions must be turned round?",
            ),
            Mistake(
                "whole tier",
                lambda: _codes(surge=("yes", "no")),
                "This is the whole tier. Which column says what is in the basket, and does your second condition use it?",
            ),
            Mistake(
                "whole basket",
                lambda: _codes(None),
                "This is the whole basket. Which column says the tier, and does your second condition use it?",
            ),
            Mistake(
                "other tier",
                lambda: _codes("4B"),
                "These codes are of another tier. Which one does the question name?",
                also=tuple(lambda tier=tier: _codes(tier) for tier in ("1", "2", "3A", "3B")),
            ),
            Mistake(
                "all codes",
                lambda: _codes(None, ("yes", "no")),
                "This is every code of the table. Join two conditions with & and put each in round brackets. Which two?",
            ),
        ),
        nudge="Two conditions at once: (first) & (second), each in its own brackets.",
        after="Computers, signal generators, meters: on the list because its authors judge that Russia's arms industry needs them, in the basket because trade in them rose.",
        section="The basket makes the result",
    ),
    Task(
        id="03.9",
        title="Draw two baskets",
        name="ax",
        question="Draw what Kazakhstan sold to Russia in the 50 priority codes and in the 29-code basket from 2018 to 2025 as two lines of index numbers, each with its own mean of 2018 to 2021 = 100. "
        "Name each line and label both axes; the label of the value axis says what is 100. Keep the axes in ax.",
        unit="index, mean of 2018 to 2021 = 100",
        answer=Figure(
            _lines,
            (
                "2018 to 2021",
                "2018–2021",
                "2018-2021",
                "2018–21",
                "2018-21",
                "2018 bis 2021",
                "2018 по 2021",
                "2018 жыл",
            ),
            0.01,
            only=True,
            marks=("line",),
            names={"50 priority codes": ("50", "priority", "приоритет"), "29-code surge basket": ("29", "surge")},
        ),
        reference=_lines,
        mistakes=(
            Mistake(
                "million dollars",
                lambda: _lines(None),
                "The lines show million dollars. By what must each line be divided to become an index?",
            ),
            Mistake(
                "times for index",
                lambda: _lines(scale=1),
                "Your base stands at 1. At what does the base of an index stand?",
            ),
            Mistake(
                "base 2018",
                lambda: _lines((2018,)),
                "Your base is one single year, the first. Which years does the question take the mean of?",
            ),
            Mistake(
                "base 2021",
                lambda: _lines((2021,)),
                "Your base is one single year, a low one. Which years does the question take the mean of?",
            ),
            Mistake(
                "base without 2021",
                lambda: _lines((2018, 2019, 2020)),
                "Your base has three years. Does your slice hold its last year? With .loc the last label is included.",
            ),
            Mistake(
                "one base for both",
                _common_base,
                "Both lines are divided by one number. How many means does a table with two columns have, if each line shall begin near its own base?",
            ),
            Mistake(
                "the base of one line for both",
                lambda: _on_base_of("50 priority codes"),
                "Both lines stand on the mean of one basket. Has each line its own mean?",
                also=(lambda: _on_base_of("29-code surge basket"),),
            ),
            Mistake(
                "base of all years",
                lambda: _lines(range(2018, 2026)),
                "Your base is the mean of all years, the war included. Which years lie before?",
            ),
        ),
        nudge="One column per basket, divided by its own mean of 2018 to 2021, times 100.",
        after="One study, one source, two lines far apart: before you believe a factor, open the basket.",
        section="The basket makes the result",
    ),
    Task(
        id="03.10",
        title="Count the trips",
        name="washington_per_russia",
        question='Up to the article (dates before "2024-03"), how many trips abroad to the city of Washington are on our list for each trip to the country Russia? '
        'Give a Series with two labels: "everybody" and "without the president". Then write two sentences below the check: what would you answer to somebody who says that '
        "for every trip to Washington there is one to Russia?",
        unit="trips to Washington per trip to Russia",
        answer=Column(0.005, index="rule"),
        reference=_ratios,
        mistakes=(
            Mistake(
                "United States",
                lambda: _ratios("United States"),
                "Your ratio with the president is exactly one. Was it rounded, do you count another American city, or is a trip missing?",
            ),
            Mistake(
                "Moscow",
                lambda: _ratios(other="Moscow"),
                "You count Moscow only. Where else in Russia did somebody go?",
            ),
            Mistake(
                "no trips",
                _all_kinds,
                "Some of your rows are no trips: a list of firms or a rule also has a place. Which column tells a trip from the rest?",
            ),
            Mistake(
                "after the article too",
                lambda: _ratios(before="9999"),
                "Trips after the article are in your count. Which dates could its author know?",
            ),
            Mistake(
                "only trips about sanctions",
                _named_trips,
                "Some trips are missing: you keep those about sanctions only. Does the question ask what a trip was about?",
            ),
            Mistake(
                "the president alone",
                lambda: _ratios_of(lambda rows: rows.traveller == "president"),
                "Your second count holds the president's trips. Whose trips does its label leave out?",
            ),
            Mistake(
                "full ministers",
                lambda: _ratios(second="full ministers only"),
                "Your second count holds full ministers only. Who else travelled without being president?",
            ),
            Mistake(
                "same rule twice",
                lambda: _ratios(second="everybody"),
                "Both counts are the same. What must change in the second one?",
            ),
            Mistake(
                "exchanged",
                lambda: _ratios(first="without the president", second="everybody"),
                "The two values stand under each other's label. Which rule gives which count?",
            ),
            Mistake(
                "upside down",
                lambda: 1 / _ratios(),
                "These are trips to Russia per trip to Washington. Which place belongs below the line?",
            ),
        ),
        nudge='Keep the rows of the kind "trip abroad" with an early enough date; then count by place and by country, twice.',
        after="With the president nearly one for one, without him four to one. The rule decides, and the list is a sample: only a full calendar could settle it.",
        section="Counting trips",
    ),
)
