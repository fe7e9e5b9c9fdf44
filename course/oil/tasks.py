"""Tasks of exercise set 05_oil. Every answer and every named mistake is computed from data/oil/."""

from claimlab.checks.answers import Column, Figure, Function, Items, Mistake, Number
from claimlab.checks.task import Task
from claimlab.evidence.tables import only, table

from .measures import DAYS_IN_YEAR, FOUNDING_LIST, NOW, barrels_per_tonne, change, economy, volume

BOTH = (2009, 2012, 2022, 2023, 2024, 2025)  # years with Kazakh oil in the pipe and Kazakh exports
KAZAKH, EXPORTS, ALL = "Kazakh oil in CPC", "exports of Kazakh oil", "all oil in CPC"
OUTPUT, MADE = "output of Kazakhstan", (2009, 2022, 2023)  # and the years with both
PAIR = ("2022-07-01", "2025-03-01")


def _routes(year=2013, column="volume_mt"):
    rows = table("oil/routes")
    return float(rows[rows.year == year][column].sum())


def _route(name, year=2013):
    return float(only(table("oil/routes"), "volume_mt", year=year, route=name))


def _ratio(top, below, years=BOTH, turned=False):
    import pandas as pd

    pairs = {year: (volume(top, year), volume(below, year)) for year in years}
    return pd.Series({year: 100 * (b / a if turned else a / b) for year, (a, b) in pairs.items()})


def _rows(as_of, groups):
    rows = table("oil/owners")
    return rows[(rows.as_of == as_of) & rows.owner_group.isin(groups)]


def _stake(as_of, groups):
    return float(_rows(as_of, groups).share_pct.sum())


def _both_lists(as_of, groups):
    rows = table("oil/owners")
    return float(rows[rows.owner_group.isin(groups)].share_pct.sum())


def _either(as_of, groups):
    rows = table("oil/owners")
    return float(rows[(rows.as_of == as_of) | rows.owner_group.isin(groups)].share_pct.sum())


def _only_first(as_of, groups):
    return float(_rows(as_of, groups[:1]).share_pct.sum())


def _count(as_of, groups):
    return len(_rows(as_of, groups))


def _all_but(as_of, groups):
    rows = table("oil/owners")
    return float(rows[(rows.as_of == as_of) & ~rows.owner_group.isin(groups)].share_pct.sum())


def _fuel_in_gdp(year=2014):
    return economy("fuel in exports of goods", year) * economy("exports of goods", year) / economy("GDP", year)


def _needed(year=2022, goal=0.40, series=KAZAKH, barrels=None, gdp_year=None):
    per_tonne = barrels_per_tonne(year) if barrels is None else barrels
    return goal * economy("GDP", gdp_year or year) / (volume(series, year) * per_tonne)


YEARS = tuple(range(2009, 2025))


def _all_oil(below="GDP", days=DAYS_IN_YEAR, price_year=None, years=YEARS):
    import pandas as pd

    def share(year):
        value = economy("oil output a day", year) * days / 1000 * economy("Brent price", price_year or year)
        return 100 * value / economy(below, year)

    return {"all oil": pd.Series({year: share(year) for year in years})}


def _millions():
    import pandas as pd

    def value(year):
        return economy("oil output a day", year) * DAYS_IN_YEAR / 1000 * economy("Brent price", year)

    return {"all oil": pd.Series({year: value(year) for year in YEARS})}


def _tonnes(years=YEARS):
    import pandas as pd

    def share(year):
        return 100 * economy("oil output", year) * economy("Brent price", year) / economy("GDP", year)

    return {"all oil": pd.Series({year: share(year) for year in years})}


def _month(name, series=(KAZAKH, "Russian oil in CPC")):
    rows = table("oil/volumes")
    return float(rows[(rows.covers == name) & rows.series.isin(series)].volume_mt.sum())


def _daily(may=31, april=30, series=(KAZAKH, "Russian oil in CPC")):
    return change(_month("May", series) / may, _month("April", series) / april)


def _running(days=PAIR):
    rows = table("oil/interruptions")
    return [name for day in days for name in rows[(rows.start <= day) & (rows.end >= day)].event_id]


def _begun():
    """Events that had begun on each of the days, over or not."""
    rows = table("oil/interruptions")
    return [name for day in PAIR for name in rows[rows.start <= day].event_id]


def _more():
    return volume("increase of all oil in CPC on the year before", 2023)


def _since(year):
    """All oil in the pipe from 2001 to the end of 2022 or 2023, Mt."""
    total = volume("all oil in CPC since 2001", 2023, covers="2001 to the end of the year")
    return total if year == 2023 else total - volume(ALL, 2023)


def _carried():
    return _since(2022) - (volume(ALL, 2023) - _more())


def _where(**conditions):
    rows = table("oil/interruptions")
    for column, wanted in conditions.items():
        rows = rows[rows[column] == wanted]
    return list(rows[(rows.start >= "2022-02-24") & (rows.start <= "2024-02-29")].event_id)


def _per_day():
    return volume(KAZAKH, 2023) / DAYS_IN_YEAR * barrels_per_tonne(2023) * economy("Brent price", 2023)


def _stop(days, storage_days, later_pct):
    return max(days - storage_days, 0) * _per_day() * (1 - later_pct / 100)


TASKS = (
    Task(
        id="05.1",
        title="Add up the routes",
        name="listed_2013",
        question="How many million tonnes of crude left Kazakhstan in 2013 by all routes listed in the table routes together?",
        unit="million tonnes",
        answer=Number(0.001),
        reference=_routes,
        near=("year",),
        mistakes=(
            Mistake(
                "one route",
                lambda: _route("CPC pipeline"),
                "This is what one pipeline carried. How many rows does the year have, and what do you do with them?",
            ),
            Mistake(
                "last year",
                lambda: _routes(2022),
                "This is the sum of the last year in the table. Which year does the question name?",
            ),
            Mistake(
                "first year",
                lambda: _routes(2009),
                "This is the sum of the first year in the table. Which year does the question name?",
            ),
            Mistake(
                "all years",
                lambda: float(table("oil/routes").volume_mt.sum()),
                "This adds the oil of three years. Which condition keeps the rows of one year only?",
            ),
            Mistake(
                "smallest left out",
                lambda: _routes() - _route("Condensate to Orenburg"),
                "One route is missing, the smallest. Did you type the numbers, or does your code take every row of the year?",
            ),
            Mistake(
                "mean",
                lambda: _routes() / 6,
                "This is the mean of the routes. The question asks for all of them together: which method adds up?",
            ),
        ),
        nudge="Keep the rows of the year, then add one column.",
        after="No total was found for this year, so the sum of the parts must stand for it.",
        section="The main way out",
    ),
    Task(
        id="05.2",
        title="How much of the output?",
        name="cpc_share",
        question="For every year that has both numbers in volumes: how many per cent of the output of Kazakhstan is the Kazakh oil in the CPC? "
        "Take rows that cover a year, leave out 2021 with its three counts, and give a Series with the year as index.",
        unit="per cent",
        answer=Column(0.05),
        reference=lambda: _ratio(KAZAKH, OUTPUT, MADE),
        mistakes=(
            Mistake(
                "of exports",
                lambda: _ratio(KAZAKH, EXPORTS),
                "These are shares of what is sold abroad. The question asks about what is produced: which series belongs below the line?",
            ),
            Mistake(
                "all oil in the pipe",
                lambda: _ratio("all oil in CPC", OUTPUT, (2022, 2023)),
                "The oil above the line comes from two countries, the oil below from one. Which series holds Kazakh oil only?",
            ),
            Mistake(
                "upside down",
                lambda: _ratio(KAZAKH, OUTPUT, MADE, turned=True),
                "All your values are above 100. Can a part be larger than its whole? Which number belongs below the line?",
            ),
            Mistake(
                "difference",
                lambda: _ratio(KAZAKH, OUTPUT, MADE) * 0 + [volume(OUTPUT, y) - volume(KAZAKH, y) for y in MADE],
                "These are million tonnes that go other ways. The question asks for a share: what must you divide?",
            ),
        ),
        nudge="Make one Series per series name, with the year as index. What happens to years that only one of them has?",
        after="Another denominator, another share, and the same news: it grew by a lot.",
        section="Seventy-nine per cent of what",
    ),
    Task(
        id="05.3",
        title="Who counts as Russian?",
        name="stake",
        question="Write a function stake(as_of, groups) that returns how many per cent of the pipeline company the owner groups in the list `groups` hold together, "
        'in the list of holders of the date `as_of`, for example stake("2025-02", ["Russian state"]). A group that is not in that list holds 0.',
        unit="per cent",
        answer=Function(
            lambda: [
                (NOW, ["Russian state"]),
                (NOW, ["Russian state", "Russian private"]),
                (NOW, ["Russian state", "Russian private", "mixed Russian-Western"]),
                (FOUNDING_LIST, ["Russian state"]),
                (NOW, ["Kazakh state"]),
                (FOUNDING_LIST, ["other state", "Western private"]),
                # a group that one of the lists does not have holds nothing there
                (FOUNDING_LIST, ["Russian state", "Russian private"]),
            ],
            1e-9,
            "stake(as_of, groups)",
        ),
        reference=_stake,
        mistakes=(
            Mistake(
                "both lists",
                _both_lists,
                "Your function adds up the lists of two dates, so some results are too large. Which argument have you not used?",
            ),
            Mistake(
                "first group",
                _only_first,
                "Your function uses only the first of the groups. How do you keep rows whose group is any of several?",
            ),
            Mistake(
                "one list only",
                lambda as_of, groups: _stake(NOW, groups),
                "Your function gives the same result for every date. Which argument have you not used?",
            ),
            Mistake(
                "either",
                _either,
                "Your function keeps rows that meet one of the two conditions. Which sign keeps rows that meet both?",
            ),
            Mistake(
                "holders counted",
                _count,
                "Your function counts holders. A small holder is not worth as much as a large one: which column holds the size?",
            ),
            Mistake(
                "the others", _all_but, "Your function returns what all other groups hold. Is a condition turned round?"
            ),
        ),
        nudge="Two conditions, joined with &: the date, and `isin` for the groups. Then one column is added up.",
        after="The state alone, with Lukoil, or with the whole joint venture: each rule has its own answer. A function makes the rule visible.",
        section="Owning and holding",
    ),
    Task(
        id="05.4",
        title="Fuel in GDP",
        name="fuel_in_gdp",
        question="How many per cent of GDP were Kazakhstan's exports of fuel in 2014? Use fuel in exports of goods, exports of goods, and GDP.",
        unit="per cent of GDP",
        answer=Number(0.05),
        reference=_fuel_in_gdp,
        near=("year",),
        mistakes=(
            Mistake(
                "share of exports",
                lambda: economy("fuel in exports of goods", 2014),
                "This is the share of fuel in exports. The question asks for GDP below the line: how much money is that fuel?",
            ),
            Mistake(
                "services too",
                lambda: (
                    economy("fuel in exports of goods", 2014)
                    * economy("exports of goods and services to GDP", 2014)
                    / 100
                ),
                "You apply the share of fuel to goods and services together. Of which exports is it a share?",
            ),
            Mistake(
                "all goods",
                lambda: 100 * economy("exports of goods", 2014) / economy("GDP", 2014),
                "These are all goods that the country sold. Which part of them is fuel?",
            ),
            Mistake(
                "year 2013",
                lambda: _fuel_in_gdp(2013),
                "These are the numbers of the year before. Which year does the question name?",
            ),
            Mistake(
                "in millions",
                lambda: economy("fuel in exports of goods", 2014) / 100 * economy("exports of goods", 2014),
                "This is the fuel in million dollars. A share of GDP needs one more step: which one?",
            ),
            Mistake(
                "in billions",
                lambda: economy("fuel in exports of goods", 2014) / 100 * economy("exports of goods", 2014) / 1000,
                "This is the fuel in billion dollars. A share of GDP needs one more step: which one?",
            ),
            Mistake(
                "not divided",
                lambda: economy("fuel in exports of goods", 2014) * economy("exports of goods", 2014),
                "You multiply a share by the exports, and stop there. What belongs below the line?",
            ),
        ),
        nudge="First find the money: a share times the exports. Then divide by GDP.",
        after="All fuel that the country sells abroad is far below 60 per cent of GDP, whatever way it takes.",
        section="Where the 60 may come from",
    ),
    Task(
        id="05.5",
        title="The price of forty per cent",
        name="price_needed",
        question="At which price would the Kazakh oil in the CPC in 2022 be worth 40 per cent of the GDP of 2022? "
        "Take the barrels in a tonne from the oil output of 2022, which the table has in both units, with 365 days.",
        unit="US dollars a barrel",
        answer=Number(0.5),
        reference=_needed,
        near=("year",),
        mistakes=(
            Mistake(
                "tonnes for barrels",
                lambda: _needed(barrels=1),
                "This is the price of a tonne. Oil is sold by the barrel: how many of them are in a tonne?",
            ),
            Mistake(
                "rule of thumb",
                lambda: _needed(barrels=7.33),
                "You seem to use a rule of thumb of the whole world for the barrels in a tonne. What does the table give for Kazakh oil?",
            ),
            Mistake(
                "blend",
                lambda: _needed(barrels=7.93),
                "You seem to use the barrels in a tonne of another oil. What does the output of Kazakhstan give, in its two units?",
            ),
            Mistake(
                "all oil in the pipe",
                lambda: _needed(series="all oil in CPC"),
                "You use all oil in the pipe. Whose oil adds to the GDP of Kazakhstan?",
            ),
            Mistake(
                "all exports",
                lambda: _needed(series=EXPORTS),
                "You use all oil that the country exports. The question speaks of one pipeline: which series holds its oil?",
            ),
            Mistake(
                "all output",
                lambda: _needed(series="output of Kazakhstan"),
                "You use all oil that the country produces. The question speaks of one pipeline: which series holds its oil?",
            ),
            Mistake(
                "of exports",
                lambda: 0.40 * economy("exports of goods", 2022) / (volume(KAZAKH, 2022) * barrels_per_tonne(2022)),
                "Your whole is the exports. The question names another whole: which one?",
            ),
            Mistake(
                "volume of 2023",
                lambda: _needed() * volume(KAZAKH, 2022) / volume(KAZAKH, 2023),
                "The oil belongs to another year. Do all your numbers come from one year?",
            ),
            Mistake(
                "all of GDP",
                lambda: _needed(goal=1),
                "At this price the oil would be worth the whole GDP. Which part of it does the question ask for?",
            ),
            Mistake(
                "the share today",
                lambda: (
                    100
                    * volume(KAZAKH, 2022)
                    * barrels_per_tonne(2022)
                    * economy("Brent price", 2022)
                    / economy("GDP", 2022)
                ),
                "This is a share of GDP at the real price. The question turns this round: the share is given, which number is unknown?",
            ),
            Mistake(
                "year 2023",
                lambda: _needed(gdp_year=2023),
                "The GDP belongs to another year. Do all your numbers come from one year?",
            ),
            Mistake(
                "wrong claim",
                lambda: _needed(goal=0.60),
                "You use the percentage of the article. Which one does the question set?",
            ),
        ),
        nudge="The value of the oil must be a given part of GDP. Which of its factors is unknown, and which units do the others have?",
        after="No month since 1988 came near, not even for forty per cent.",
        section="An upper bound",
    ),
    Task(
        id="05.6",
        title="An even larger bound",
        name="ax",
        question="Draw a line for the years 2009 to 2024: the value of all oil produced in Kazakhstan (oil output a day, 365 days) at the Brent price of the same year, "
        "in per cent of GDP. Label both axes. Keep the axes in ax.",
        unit="% of GDP",
        answer=Figure(
            _all_oil,
            ("%", "per cent", "percent"),
            0.01,
            only=True,
            marks=("line",),
            never=(
                (
                    r"(%|per ?cent|percent|prozent|процент\w*)( of| von| от)?( the| all| всего)? ?(export|экспорт|ausfuhr)",
                    "The label says per cent of exports. Of which whole are your values a part?",
                ),
            ),
        ),
        reference=_all_oil,
        mistakes=(
            Mistake(
                "million dollars",
                _millions,
                "The line shows million dollars. What must you divide by, so that years with different economies can be compared?",
            ),
            Mistake(
                "one day",
                lambda: _all_oil(days=1),
                "This is the oil of a single day against the GDP of a year. What turns one into the other?",
            ),
            Mistake(
                "share of exports",
                lambda: _all_oil(below="exports of goods"),
                "You divide by exports. The question asks for another whole: which one?",
            ),
            Mistake(
                "thousand barrels",
                lambda: {k: v * 1000 for k, v in _all_oil().items()},
                "Your line is a thousand times too high. In which unit are the barrels, and in which the GDP?",
            ),
            Mistake(
                "tonnes for barrels",
                _tonnes,
                "You multiply tonnes by the price of a barrel. Which series counts barrels?",
            ),
            Mistake(
                "one price",
                lambda: _all_oil(price_year=2023),
                "You use the price of one year for all years. Which price belongs to each year?",
            ),
            Mistake(
                "fraction",
                lambda: {k: v / 100 for k, v in _all_oil().items()},
                "The line shows fractions. By what must you multiply to get per cent?",
            ),
        ),
        nudge="Barrels of a day, a year, a price: what does each step turn into what, and which whole belongs below the line?",
        after="Even if every drop of the country went abroad at the full price, 60 was never reached in these years.",
        section="An upper bound",
    ),
    Task(
        id="05.7",
        title="Did repairs cut the flow?",
        name="daily_change",
        question="In May 2025 the pipeline had repairs. By how many per cent did the flow of a day, Kazakh and Russian oil together, change from April to May 2025? "
        "April has 30 days, May 31.",
        unit="per cent",
        answer=Number(0.02, change=True),
        reference=_daily,
        mistakes=(
            Mistake(
                "months",
                lambda: _daily(1, 1),
                "You compare two months of different length. What must you divide by to get the flow of a day?",
            ),
            Mistake(
                "Kazakh only", lambda: _daily(series=(KAZAKH,)), "This is the Kazakh oil alone. Whose oil is missing?"
            ),
            Mistake(
                "Russian only",
                lambda: _daily(series=("Russian oil in CPC",)),
                "This is the Russian oil alone. Whose oil is missing?",
            ),
            Mistake(
                "total on top",
                lambda: change(
                    sum(_month("May", (s,)) for s in (KAZAKH, "Russian oil in CPC", "all oil in CPC")) / 31,
                    _month("April") / 30,
                ),
                "May is counted twice: its total stands in the table beside the two parts. Which rows do you need?",
            ),
            Mistake(
                "turned round",
                lambda: change(_month("April") / 30, _month("May") / 31),
                "You measure the change from May back to April. Which month came first, and so belongs below the line?",
            ),
            Mistake(
                "days swapped",
                lambda: _daily(30, 31),
                "Your numbers are what comes out when the days of the two months change places, or when you multiply by them. What makes a month into a day, and how many days has each?",
            ),
        ),
        nudge="Add the two kinds of oil for each month, divide by its days, then compare.",
        after="A longer month hides about half of the fall. Compare days, not months.",
        section="Seventy-nine per cent of what",
    ),
    Task(
        id="05.8",
        title="Two days",
        name="the_pair",
        question="Take two days: 1 July 2022 and 1 March 2025. Which events of the table events were running on one of them "
        "(start on or before it, end on or after it)? Give their event_id.",
        unit="a list of event ids",
        answer=Items(),
        reference=_running,
        mistakes=(
            Mistake(
                "agency count",
                lambda: _where(in_anp_count="yes"),
                "These are the events that a news agency counts. The question names two days: which events were running then?",
            ),
            Mistake(
                "Russian authorities",
                lambda: _where(actor="Russian authorities"),
                "These are the events with one actor. The question asks for dates, whoever acted: what do start and end say?",
            ),
            Mistake(
                "first day only", lambda: _running(PAIR[:1]), "One day is answered. What was running on the other day?"
            ),
            Mistake(
                "second day only",
                lambda: _running(PAIR[1:]),
                "You have the later day. What was running on the earlier one?",
            ),
            Mistake(
                "no end",
                _begun,
                "One of your events was over, or had not begun, on both days. Did you compare both start and end?",
            ),
        ),
        nudge="For which rows does a day lie between start and end? Ask it for each of the two days.",
        after="Two days, two actors. The dates say when, the column actor says to whom the list gives the act.",
        section="Whose act was it",
    ),
    Task(
        id="05.9",
        title="What a stop costs",
        name="stop_cost",
        question="Write a function stop_cost(days, storage_days, later_pct) for a full stop of the Kazakh oil in the CPC, at the yearly flow (365 days), barrels a tonne and "
        "Brent price of 2023. Storage takes the oil of the first storage_days days; of the rest, later_pct per cent are sold later at the same price. "
        "Return the value of the oil that is never sold.",
        unit="million US dollars",
        answer=Function(
            lambda: [(5, 0, 0), (30, 0, 0), (30, 5, 25), (3, 10, 50), (60, 10, 100), (14, 2, 40), (40, 20, 10)],
            1e-4,
            "stop_cost(days, storage_days, later_pct)",
        ),
        reference=_stop,
        mistakes=(
            Mistake(
                "storage below zero",
                lambda d, s, p: (d - s) * _per_day() * (1 - p / 100),
                "For a stop of 3 days and storage of 10 days your function gives a negative cost. What is the smallest number of days that can be lost?",
            ),
            Mistake(
                "tonnes for barrels",
                lambda d, s, p: _stop(d, s, p) / barrels_per_tonne(2023),
                "Your function multiplies tonnes by the price of a barrel. What stands between the two?",
            ),
            Mistake(
                "sold later is lost",
                lambda d, s, p: max(d - s, 0) * _per_day() * p / 100,
                "Your function returns what is sold later. Which part is never sold?",
            ),
            Mistake(
                "storage forgotten",
                lambda d, s, p: d * _per_day() * (1 - p / 100),
                "In your results the days of storage take nothing off. Which days cost nothing?",
            ),
            Mistake(
                "later forgotten",
                lambda d, s, p: max(d - s, 0) * _per_day(),
                "Your function takes no notice of oil that is sold later. Which factor is missing?",
            ),
            Mistake(
                "per cent not divided",
                lambda d, s, p: max(d - s, 0) * _per_day() * (1 - p),
                "Your function takes later_pct as a fraction. What is 25 per cent as a part of one?",
            ),
            Mistake(
                "storage and later forgotten",
                lambda d, s, p: d * _per_day(),
                "Your function uses only the first of its arguments. What do the other two do to the loss?",
            ),
            Mistake(
                "storage below zero, sign lost",
                lambda d, s, p: abs(d - s) * _per_day() * (1 - p / 100),
                "For a stop of 3 days and storage of 10 days your function gives a cost. How many days are lost when the tanks are large enough?",
            ),
            Mistake(
                "later first",
                lambda d, s, p: max(d * (1 - p / 100) - s, 0) * _per_day(),
                "Your function takes off what is sold later before storage has helped. Of which rest does the question take later_pct per cent?",
            ),
            Mistake(
                "all exports",
                lambda d, s, p: _stop(d, s, p) * volume(EXPORTS, 2023) / volume(KAZAKH, 2023),
                "Your function stops all exports. Which oil does the question name?",
            ),
            Mistake(
                "a year a day",
                lambda d, s, p: _stop(d, s, p) * DAYS_IN_YEAR,
                "Your function loses the oil of a whole year on every day. What turns a year into a day?",
            ),
            Mistake(
                "all oil in the pipe",
                lambda d, s, p: _stop(d, s, p) * volume("all oil in CPC", 2023) / volume(KAZAKH, 2023),
                "Your function counts all oil in the pipe. Whose oil does the question name?",
            ),
        ),
        nudge="How many days are really lost, what is one of them worth, and which part of that comes back later?",
        after="Five days without any help: compare your result with the losses that officials spoke of.",
        section="What a stop would cost",
    ),
    Task(
        id="05.10",
        title="Whose 745 million tonnes?",
        name="carried",
        question="In November 2021 the president of Kazakhstan spoke of more than 745 million tonnes of Kazakh oil carried by the pipe since 2001. The company gives three figures "
        "in volumes: all oil since 2001 up to the end of 2023, all oil in 2023, and the increase of all oil in 2023 on the year before. From these three: how much "
        "oil, of all origins, had the pipe carried by the end of 2021? Then write two sentences below the check: what must the 745 be?",
        unit="million tonnes",
        answer=Number(0.005),
        reference=_carried,
        mistakes=(
            Mistake(
                "end of 2023",
                lambda: _since(2023),
                "This is the total up to the end of 2023. Which years must you take away?",
            ),
            Mistake(
                "the president's figure",
                lambda: 745.0,
                "This is the president's own figure. Which three figures of the company does the question name?",
                also=(lambda: _carried() - 745.0, lambda: _since(2023) - 745.0, lambda: _since(2023) + 745.0),
            ),
            Mistake(
                "the two years themselves",
                lambda: _since(2023) - _carried(),
                "This is the oil of 2022 and 2023. From what must it be taken away?",
            ),
            Mistake(
                "end of 2022",
                lambda: _since(2022),
                "This is the total up to the end of 2022. Which year must you take away too?",
            ),
            Mistake(
                "2023 twice",
                lambda: _since(2023) - 2 * volume(ALL, 2023),
                "You take the oil of 2023 away twice. The year before it was smaller: how do you find it from the increase?",
            ),
            Mistake(
                "increase added",
                lambda: _since(2023) - 2 * volume(ALL, 2023) - _more(),
                "You make 2022 larger than 2023. An increase on the year before means: which of the two years is larger?",
            ),
            Mistake(
                "increase for a year",
                lambda: _since(2022) - _more(),
                "You take the increase away as if it were a year's oil. How much oil was there in 2022?",
            ),
            Mistake(
                "Kazakh oil taken away",
                lambda: _since(2023) - volume(KAZAKH, 2023) - volume(KAZAKH, 2022),
                "You take away Kazakh oil from oil of all origins. Which series holds all oil?",
            ),
            Mistake(
                "rounded 2022",
                lambda: _since(2022) - volume(ALL, 2022),
                "Your 2022 is the rounded figure of another source. What do the three exact figures give?",
            ),
            Mistake(
                "end of 2020",
                lambda: _carried() - volume(ALL, 2021),
                "You take one year too many away. Up to the end of which year does the question count?",
            ),
        ),
        nudge="One of the three figures is a total. Which years does it hold that the question leaves out, and how much oil was there in each of them?",
        after="All oil of all origins was little more than the 745, and about one tonne in eight was Russian in 2021. So the 745 is hardly Kazakh oil alone.",
        section="Seventy-nine per cent of what",
    ),
)
