"""Tasks of exercise set 07_power. Every answer and every named mistake is computed from data/power/."""

import pandas as pd

from claimlab.checks.answers import Column, Figure, Function, Items, Mistake, Number
from claimlab.checks.task import Task
from claimlab.evidence.tables import table

from ..uranium.measures import share
from .measures import PLANTS, balance, capacity, count, gas, peak, project, usd_per_kw

PEAKS = ["2022-12-07", "2023-12-13"]
TRANSIT = "Russia to Uzbekistan through Kazakhstan"


def _peak_growth(quantity="load"):
    return peak("2023-12-13", quantity) - peak("2022-12-07", quantity)


def _peaks(rule):
    """One value a peak: rule(load, generation)."""
    return pd.Series({when: float(rule(peak(when, "load"), peak(when, "generation"))) for when in PEAKS})


def _over_forecast():
    shares = _peaks(lambda load, made: 100 * made / load)
    shares["2022-12-07"] *= peak("2022-12-07", "load") / peak("2022-10 to 2023-03", "load", "forecast")
    return shares


def _years(keep, first=2013):
    nets = table("power/electricity").set_index("year")["net_imports_twh"].loc[first:]
    return [int(year) for year in nets.index[keep(nets)]]


def _used(source="samruk2023"):
    return count("Consumption of Kazakhstan", 2023, source_id=source)


def _made():
    return count("Generation of Kazakhstan", 2023)


def _sold(year=2023):
    return count("Russia to Kazakhstan", year)


def _sold_2024():
    return (
        count("Russia to Kazakhstan", 2024, unit="% of Russian exports") * count("Russia to all countries", 2024) / 100
    )


def _vote(what):
    return project("First nuclear plant", f"referendum: {what}", "people")


def _all_votes():
    rows = table("power/projects")
    return rows[rows["what"].str.startswith("referendum")]["value"].sum()


def _billion(name):
    return project("All three plants", f"cost, {name}", "billion USD")


def _prices(kw=1000, contract_mw=None, scale=1):
    """USD per kW of the article, the press total and the Kokshetau contract."""
    contract = project("Kokshetau", "contract", "million USD") / 1000
    size = {
        "article": capacity(),
        "press": capacity(),
        "contract": contract_mw or project("Kokshetau", "capacity", "MW"),
    }
    cost = {"article": _billion("as the article says"), "press": _billion("press total"), "contract": contract}
    return pd.Series({name: scale * cost[name] * 1e9 / (size[name] * kw) for name in cost})


def _tenge(below=None):
    """First estimate over capacity, million tenge per kW, for each of the three plants."""
    size = {name: project(name, "capacity", "MW") for name in PLANTS}
    return pd.Series(
        {name: project(name, "cost, first estimate", "billion tenge") / (below or size[name]) for name in PLANTS}
    )


def _kokshetau(cost):
    return pd.Series({**_tenge(), "Kokshetau": cost / project("Kokshetau", "capacity", "MW")})


def _parts(*names):
    return sum(project("Kokshetau", f"contract part: {name}", "billion tenge") for name in names)


def _contract_rows():
    rows = table("power/projects")
    return float(rows[rows["what"].str.startswith("contract")]["value"].sum())


def _above(price=None, middle="median", difference=False):
    """How far a price for one kilowatt, here that of the contract, lies above the middle of the estimates elsewhere."""
    price = _prices()["contract"] if price is None else price
    usual = getattr(table("power/unit_costs").cost_usd_2023_per_kw, middle)()
    return float(price - usual if difference else 100 * (price / usual - 1))


def _ekibastuz(size="low"):
    name = "Ekibastuz unit (outside the three)"
    return usd_per_kw(project(name, "contract", "million USD") / 1000, project(name, f"capacity, {size}", "MW"))


def _pairs():
    """What came and what was announced, in four cases."""
    return {
        "transit": (gas(TRANSIT, 2024), gas(TRANSIT, 2024, "plan")),
        "consumption": (_used(), count("Consumption of Kazakhstan", 2023, kind="forecast")),
        "peak": (peak("2022-12-07", "load"), peak("2022-10 to 2023-03", "load", "forecast")),
        "sales": (_sold(), count("Russia to Kazakhstan", 2023, kind="forecast")),
    }


def _drawn(rule):
    return {"the four cases": pd.Series({name: rule(came, announced) for name, (came, announced) in _pairs().items()})}


def _with_demand():
    pairs = _pairs()
    pairs["consumption"] = (balance(2023, "demand_twh"), pairs["consumption"][1])
    return {"the four cases": pd.Series({name: came / announced for name, (came, announced) in pairs.items()})}


def _with_contract_volume():
    pairs = _pairs()
    pairs["transit"] = (pairs["transit"][0], gas(TRANSIT, 2023, "contract, a year"))
    return {"the four cases": pd.Series({name: came / announced for name, (came, announced) in pairs.items()})}


TASKS = (
    Task(
        id="07.1",
        title="How much did the peak grow?",
        name="peak_growth_mw",
        question="By how many megawatts was the load at the winter peak of 13 December 2023 larger than at that of 7 December 2022? Use the table peaks.",
        unit="MW",
        answer=Number(0.5),
        reference=_peak_growth,
        mistakes=(
            Mistake(
                "turned round",
                lambda: -_peak_growth(),
                "You took the later peak away from the earlier one. Which one is minus which?",
            ),
            Mistake(
                "generation",
                lambda: _peak_growth("generation"),
                "This is the change of what home plants made. Which quantity is what customers drew?",
            ),
            Mistake(
                "shortfall",
                lambda: _peak_growth("shortfall"),
                "This is the change of what was missing. Which quantity is what customers drew?",
            ),
            Mistake(
                "forecast",
                lambda: peak("2023-12-13", "load") - peak("2022-10 to 2023-03", "load", "forecast"),
                "One of your numbers is a forecast. Which rows of the table are measured?",
                also=(
                    lambda: peak("2022-12-07", "load") - peak("2022-10 to 2023-03", "load", "forecast"),
                    lambda: (
                        peak("2025-10 to 2026-03", "load", "forecast") - peak("2022-10 to 2023-03", "load", "forecast")
                    ),
                ),
            ),
            Mistake(
                "per cent",
                lambda: share(_peak_growth(), peak("2022-12-07", "load")),
                "This is the change in per cent. Which unit does the question ask for?",
            ),
            Mistake(
                "one load",
                lambda: peak("2023-12-13", "load"),
                "This is one load alone. With what does the question compare it?",
                also=(lambda: peak("2022-12-07", "load"),),
            ),
            Mistake(
                "ratio",
                lambda: peak("2023-12-13", "load") / peak("2022-12-07", "load"),
                "You divide one load by the other. Which step tells by how many megawatts they differ?",
            ),
            Mistake(
                "sum",
                lambda: peak("2023-12-13", "load") + peak("2022-12-07", "load"),
                "You add the two loads. Which step tells by how much one is the larger?",
            ),
            Mistake(
                "another date",
                lambda: peak("2023-12-13", "load") - peak("2025-10", "load"),
                "One of your two loads belongs to another date. Which two dates does the question name?",
                also=(
                    lambda: peak("2025-10", "load") - peak("2023-12-13", "load"),
                    lambda: peak("2025-10", "load") - peak("2022-12-07", "load"),
                ),
            ),
            Mistake(
                "load minus generation",
                lambda: peak("2023-12-13", "load") - peak("2022-12-07", "generation"),
                "One of your numbers is a load, the other is generation. Which quantity does the question name?",
            ),
        ),
        nudge="Which two rows of the table do you take: which dates, which quantity, which kind? And what do you do with the two?",
        after="One per cent more load in a year: a small step at the hardest hour.",
        section="The hardest hour",
    ),
    Task(
        id="07.2",
        title="Per cent of the load",
        name="covered_share",
        question="How many per cent of the load did home plants cover at the measured peaks of 7 December 2022 and 13 December 2023? "
        "Give a Series with two values; the index holds the dates as they stand in the column when.",
        unit="per cent of the load",
        answer=Column(0.05, index="date"),
        reference=lambda: _peaks(lambda load, made: 100 * made / load),
        mistakes=(
            Mistake(
                "upside down",
                lambda: _peaks(lambda load, made: 100 * load / made),
                "You divide by what the plants made. The question asks for a share of what customers drew: which column belongs below the line?",
            ),
            Mistake(
                "megawatts",
                lambda: _peaks(lambda load, made: made),
                "These are megawatts. What must you divide them by to get a share?",
            ),
            Mistake(
                "not covered",
                lambda: _peaks(lambda load, made: 100 * (load - made) / load),
                "This is the share that home plants did not cover. The question asks for the rest: how do you get from one to the other?",
            ),
            Mistake(
                "fraction",
                lambda: _peaks(lambda load, made: made / load),
                "These are fractions. The task asks for per cent: what must you multiply by?",
            ),
            Mistake(
                "over generation",
                lambda: _peaks(lambda load, made: 100 - 100 * (load - made) / made),
                "You hold what was missing against what the plants made. Against what does the question hold it?",
            ),
            Mistake(
                "forecast load",
                _over_forecast,
                "One of your values is held against a forecast. Which rows of the table are measured?",
            ),
        ),
        nudge="Pivot the measured rows, so that load and generation stand side by side.",
        after="A smaller part was covered at the second peak.",
        section="The hardest hour",
    ),
    Task(
        id="07.3",
        title="Exporter for how long?",
        name="export_years",
        question="In which years from 2013 to 2024 did Kazakhstan sell more electricity than it bought? Use net_imports_twh in the table electricity. A year with zero does not count.",
        unit="a list of years",
        answer=Items(),
        reference=lambda: _years(lambda nets: nets < 0),
        mistakes=(
            Mistake(
                "importer",
                lambda: _years(lambda nets: nets > 0),
                "In these years the country bought more than it sold. What does a negative net import mean?",
            ),
            Mistake(
                "zero counted",
                lambda: _years(lambda nets: nets <= 0),
                "One of your years has a net import of exactly zero. Did the country sell more than it bought in it?",
            ),
            Mistake(
                "from 2000",
                lambda: _years(lambda nets: nets < 0, 2000),
                "Your list begins before the first year of the question. Which rows should stay?",
            ),
            Mistake(
                "after 2013",
                lambda: _years(lambda nets: nets < 0, 2014),
                "Your list begins one year late. Does 'from' in the question include its first year?",
            ),
        ),
        nudge="Keep the years first, then keep the rows with the right sign.",
        after="Eight of nine years up to 2021. Before 2013 there were years of both kinds: where a list begins decides what it seems to say.",
        section="A year of electricity",
    ),
    Task(
        id="07.4",
        title="A part of what was made",
        name="russian_part",
        question="Hold the Russian sales of 2023 against another total: how many per cent of the electricity that Kazakhstan *made* are they? Both figures stand in counts: "
        "the sales counted by Inter RAO, and the generation of Kazakhstan.",
        unit="per cent of generation",
        answer=Number(0.01),
        reference=lambda: share(_sold(), _made()),
        mistakes=(
            Mistake(
                "net imports",
                lambda: share(balance(2023, "net_imports_twh"), _made()),
                "Above the line stand the net imports from all neighbours. Which figure counts only the Russian sales?",
            ),
            Mistake(
                "of consumption",
                lambda: share(_sold(), _used()),
                "You divide by what Kazakhstan used. Which total does the question name: made or used?",
                also=(
                    lambda: share(_sold(), _used("ortalyq2024")),
                    lambda: share(_sold(), balance(2023, "demand_twh")),
                ),
            ),
            Mistake(
                "of Russian exports",
                lambda: share(_sold(), count("Russia to all countries", 2023)),
                "This is the share of all Russian exports. From whose side is the question asked?",
            ),
            Mistake(
                "forecast sales",
                lambda: share(count("Russia to Kazakhstan", 2023, kind="forecast"), _made()),
                "The figure above the line was announced, not counted. Which value of the column kind do you need?",
            ),
            Mistake(
                "forecast of use",
                lambda: share(_sold(), count("Consumption of Kazakhstan", 2023, kind="forecast")),
                "The figure below the line is a forecast of use. Which row holds what was made?",
            ),
            Mistake(
                "another table",
                lambda: share(_sold(), balance(2023, "generation_twh")),
                "Your total comes from the table electricity. The question names another counter: in which table is it?",
            ),
            Mistake(
                "another buyer",
                lambda: share(count("Russia to China", 2023), _made()),
                "Above the line stand sales to another buyer, or to all of them. Which row counts the sales to Kazakhstan?",
                also=(lambda: share(count("Russia to all countries", 2023), _made()),),
            ),
            Mistake(
                "total of 2024",
                lambda: share(_sold(), count("Generation of Kazakhstan", 2024, source_id="ei2026")),
                "The total below your line belongs to another year. Which year does the question name?",
                also=(lambda: share(_sold(), count("Generation of Kazakhstan", 2024, source_id="ei2025")),),
            ),
            Mistake(
                "sales of 2024",
                lambda: share(count("Russia to Kazakhstan", 2024, months="01-03"), _made()),
                "The sales above your line belong to another year. Which row covers all months of the year in the question?",
                also=(lambda: share(_sold_2024(), _made()),),
            ),
            Mistake(
                "not TWh",
                lambda: share(count("Russia to Kazakhstan", 2024, unit="% of Russian exports"), _made()),
                "The number above your line is not an amount of electricity, or your rows belong to two years. What do the columns unit and year say?",
                also=(
                    lambda: share(
                        count("Russia to Kazakhstan", 2024, unit="% of Russian exports"),
                        count("Generation of Kazakhstan", 2024, source_id="ei2025"),
                    ),
                ),
            ),
            Mistake(
                "forecast added",
                lambda: share(_sold() + count("Russia to Kazakhstan", 2023, kind="forecast"), _made()),
                "Above your line a forecast is added to what was counted. Which value of the column kind do you need?",
            ),
            Mistake(
                "the amount",
                _sold,
                "This is the amount itself, in TWh. Of which total does the question want the share?",
            ),
            Mistake(
                "sales in the total",
                lambda: share(_sold(), _made() + _sold()),
                "Below your line more stands than what was made. Which total does the question name?",
                also=(lambda: share(_sold(), _made() + balance(2023, "net_imports_twh")),),
            ),
        ),
        nudge="What do the columns year, months, kind and unit say in each of your two rows? Who sells above the line, and who makes below it?",
        after="The same sales, a third total. Each share is true, and each needs its total beside it.",
        section="One number, two shares",
    ),
    Task(
        id="07.5",
        title="Yes of whom?",
        name="yes_of_roll",
        question="In October 2024 Kazakhstan voted on its first nuclear power plant. How many per cent of all registered voters answered yes? "
        "The counts stand in projects, in the rows that begin with 'referendum'.",
        unit="per cent of registered voters",
        answer=Number(0.05),
        reference=lambda: share(_vote("yes"), _vote("registered")),
        mistakes=(
            Mistake(
                "of ballots",
                lambda: share(_vote("yes"), _vote("who voted")),
                "You divide by those who came to vote. Which larger group does the question name?",
            ),
            Mistake(
                "of yes and no",
                lambda: share(_vote("yes"), _vote("yes") + _vote("no")),
                "Below your line stand only those who chose one of the two answers. Whom does the question count?",
            ),
            Mistake(
                "turnout",
                lambda: share(_vote("who voted"), _vote("registered")),
                "This is the share of registered voters who came at all. Which of them belong above the line?",
            ),
            Mistake(
                "answered no",
                lambda: share(_vote("no"), _vote("registered")),
                "Above your line stands the other answer. Which row does the question ask for?",
            ),
            Mistake(
                "stayed away",
                lambda: 100 - share(_vote("who voted"), _vote("registered")),
                "This is the share that stayed at home. Which row does the question ask for?",
            ),
            Mistake(
                "rows added",
                lambda: share(_vote("yes"), _all_votes()),
                "Below your line some voters are counted more than once. Which single row holds all of them?",
                also=(lambda: share(_vote("yes"), _vote("who voted") + _vote("yes")),),
            ),
            Mistake(
                "of valid ballots",
                lambda: share(_vote("yes"), _vote("who voted") - _vote("invalid")),
                "Below your line stand only some of the ballots. Which larger group does the question name?",
                also=(lambda: share(_vote("yes"), _vote("yes") + _vote("no") + _vote("both answers marked")),),
            ),
            Mistake(
                "more than yes",
                lambda: share(_vote("yes") + _vote("both answers marked"), _vote("registered")),
                "Something is added above your line, or taken away. Which single row does the question name?",
                also=(lambda: share(_vote("yes") - _vote("no"), _vote("registered")),),
            ),
            Mistake(
                "yes to no",
                lambda: share(_vote("yes"), _vote("no")),
                "You hold one answer against the other. Which group does the question hold it against?",
            ),
        ),
        nudge="Which answer stands above your line, and which group of people below it? Which group holds all the others?",
        after="Of the ballots more than two thirds said yes, of the roll less than half. Both are right: say what stands below the line.",
        section="One number, two shares",
    ),
    Task(
        id="07.6",
        title="Write a unit-cost function",
        name="usd_per_kw",
        question="Write a function usd_per_kw(billion_usd, megawatts) that returns the cost of a plant in US dollars per kilowatt.",
        unit="US dollars per kW",
        answer=Function(
            lambda: [(6, 960), (2.7, 960), (16.4, 2400), (0.655, 240), (1, 1000), (0.811, 540)],
            1e-6,
            "usd_per_kw(billion_usd, megawatts)",
        ),
        reference=lambda billion_usd, megawatts: billion_usd * 1e9 / (megawatts * 1e3),
        mistakes=(
            Mistake(
                "a thousand times too large",
                lambda billion_usd, megawatts: billion_usd * 1e9 / megawatts,
                "Each result is a thousand times too large. Is it the zeros of a billion, or the kilowatts of a megawatt?",
            ),
            Mistake(
                "no units",
                lambda billion_usd, megawatts: billion_usd / megawatts,
                "Your function divides billions by megawatts as they stand. What must each become before you divide?",
            ),
            Mistake(
                "upside down",
                lambda billion_usd, megawatts: megawatts * 1e3 / (billion_usd * 1e9),
                "Your function gives kilowatts for one dollar. Which of the two belongs above the line?",
            ),
            Mistake(
                "megawatts multiplied",
                lambda billion_usd, megawatts: billion_usd * 1e9 * megawatts / 1e3,
                "A larger plant for the same money should be cheaper per kilowatt. In your function it is dearer: where do the megawatts belong?",
                also=(lambda billion_usd, megawatts: billion_usd * 1e9 * megawatts * 1e3,),
            ),
            Mistake(
                "exchanged",
                lambda billion_usd, megawatts: megawatts * 1e9 / (billion_usd * 1e3),
                "The arguments are exchanged. In which order does the question name them?",
            ),
            Mistake(
                "only billions",
                lambda billion_usd, megawatts: billion_usd * 1e9,
                "Your function gives the dollars of the whole plant. Does it come as far as its last line?",
            ),
        ),
        nudge="The cost comes in billions and the size in megawatts. What must each become, and which of the two stands below the line?",
        after="One line of code, and a headline in billions can be set beside estimates from elsewhere.",
        section="Dollars per kilowatt",
    ),
    Task(
        id="07.7",
        title="Three plants, three prices",
        name="prices",
        question="The first estimates for the three plants of the plan: how many million tenge for one kilowatt? "
        "Use the table projects. Give a Series with the names of the three plants as index.",
        unit="million tenge per kW",
        answer=Column(0.0005, index="plant"),
        reference=_tenge,
        mistakes=(
            Mistake(
                "all plants below the line",
                lambda: _tenge(below=capacity()),
                "You divide each cost by the capacity of all three plants. Whose capacity belongs below each cost?",
            ),
            Mistake(
                "upside down",
                lambda: 1 / _tenge(),
                "You divide the size by the cost. Which of the two does the question want for one of the other?",
            ),
            Mistake(
                "costs alone",
                lambda: _tenge(below=1),
                "These are the costs in billion tenge. By what must each be divided?",
            ),
            Mistake(
                "sizes alone",
                lambda: _tenge(below=1) / _tenge(),
                "These are the sizes of the plants. Which number of the question has money in it?",
            ),
            Mistake(
                "share of the costs",
                lambda: 100 * _tenge(below=1) / _tenge(below=1).sum(),
                "You hold each cost against all costs. What does the question hold it against?",
            ),
            Mistake(
                "mean cost",
                lambda: _tenge(below=1).mean() * _tenge() / _tenge(below=1),
                "Above each line stands the same cost. Which cost belongs to which plant?",
            ),
            Mistake(
                "one size for all",
                lambda: _tenge(below=project("Semey", "capacity", "MW")),
                "You divide each cost by one and the same size. Does each plant have a size of its own?",
            ),
            Mistake(
                "contract for an estimate",
                lambda: _kokshetau(project("Kokshetau", "contract", "billion tenge")),
                "Two of your values are right. Which cost of Kokshetau is the first estimate?",
                also=(lambda: _kokshetau(project("Kokshetau", "contract", "million USD")),),
            ),
        ),
        nudge="Each plant has a cost and a size of its own. Which of the two stands below the line, and in which unit does the result come out?",
        after="Three estimates of one owner, and not one price. It is one official's word, made before any contract.",
        section="Dollars per kilowatt",
    ),
    Task(
        id="07.8",
        title="Do the parts make the whole?",
        name="parts_sum",
        question="The contract for Kokshetau has three parts. What is their sum, in billion tenge? Use the rows of projects that begin with 'contract part'. Then compare with the total in the table.",
        unit="billion tenge",
        answer=Number(0.005),
        reference=lambda: _parts("design", "equipment", "works"),
        mistakes=(
            Mistake(
                "total added",
                lambda: _parts("design", "equipment", "works") + project("Kokshetau", "contract", "billion tenge"),
                "Your sum holds the total and its parts: the same money twice. Which rows are parts?",
            ),
            Mistake(
                "total read",
                lambda: project("Kokshetau", "contract", "billion tenge"),
                "This is the total as the source prints it. The question asks you to add the parts yourself: which rows are they?",
            ),
            Mistake(
                "a part left out",
                lambda: _parts("equipment", "works"),
                "One part is missing from your sum. How many rows begin with 'contract part'?",
                also=(lambda: _parts("design", "works"), lambda: _parts("design", "equipment")),
            ),
            Mistake(
                "one part alone",
                lambda: _parts("equipment"),
                "This is one part alone. How many rows begin with 'contract part'?",
                also=(lambda: _parts("design"), lambda: _parts("works")),
            ),
            Mistake(
                "a part twice",
                lambda: _parts("design", "equipment", "works", "works"),
                "One part stands in your sum twice. How many rows begin with 'contract part'?",
                also=(
                    lambda: _parts("design", "equipment", "equipment", "works"),
                    lambda: _parts("design", "design", "equipment", "works"),
                ),
            ),
            Mistake(
                "mean of the parts",
                lambda: _parts("design", "equipment", "works") / 3,
                "This is the mean of the parts. What does the question ask you to do with them?",
            ),
            Mistake(
                "difference to the total",
                lambda: project("Kokshetau", "contract", "billion tenge") - _parts("design", "equipment", "works"),
                "This is what lies between the total and its parts. Which number does the question ask for?",
                also=(
                    lambda: _parts("design", "equipment", "works") - project("Kokshetau", "contract", "billion tenge"),
                ),
            ),
            Mistake(
                "per cent of the total",
                lambda: share(
                    _parts("design", "equipment", "works"), project("Kokshetau", "contract", "billion tenge")
                ),
                "You hold the sum against the total. Which number does the question ask for, and in which unit?",
            ),
            Mistake(
                "number of parts",
                lambda: 3,
                "This is how many parts there are. Which column holds what each of them costs?",
            ),
            Mistake(
                "dollars",
                lambda: project("Kokshetau", "contract", "million USD"),
                "This is the contract in dollars. Which unit does the question ask for, and which rows?",
            ),
            Mistake(
                "first estimate",
                lambda: project("Kokshetau", "cost, first estimate", "billion tenge"),
                "This is the owner's first estimate, before any contract. Which rows belong to the contract?",
            ),
            Mistake(
                "all contract rows",
                lambda: (
                    _parts("design", "equipment", "works")
                    + project("Kokshetau", "contract", "billion tenge")
                    + project("Kokshetau", "contract", "million USD")
                ),
                "Your sum mixes units, and holds a total beside its parts. Which rows begin with 'contract part'?",
                also=(
                    _contract_rows,
                    lambda: float(table("power/projects").query("project == 'Kokshetau'").value.sum()),
                ),
            ),
        ),
        nudge="Which rows begin with 'contract part'? Does each of them stand in your sum once, and nothing else?",
        after="Nearly: the total is a little larger. A part may be rounded.",
        section="Dollars per kilowatt",
    ),
    Task(
        id="07.9",
        title="How dear is Kokshetau?",
        name="dearer_pct",
        question="By how many per cent is the contract for Kokshetau, in US dollars per kW of that plant, dearer than the median of the estimates in costs?",
        unit="per cent of the median",
        answer=Number(0.05, change=True),
        reference=_above,
        mistakes=(
            Mistake(
                "all three plants",
                lambda: _above(_prices(contract_mw=capacity())["contract"]),
                "It looks this cheap when one contract is spread over all three plants. Whose capacity belongs below it?",
            ),
            Mistake(
                "press total",
                lambda: _above(_prices()["press"]),
                "This is the press's total for three plants. Which cost, and which capacity, belong to the one contract?",
            ),
            Mistake(
                "the article's price",
                lambda: _above(_prices()["article"]),
                "This is the article's price for three plants. Which cost, and which capacity, belong to the one contract?",
            ),
            Mistake(
                "Ekibastuz",
                lambda: _above(_ekibastuz()),
                "This is the contract for another plant. Which rows belong to Kokshetau?",
                also=(lambda: _above(_ekibastuz("high")),),
            ),
            Mistake(
                "the mean",
                lambda: _above(middle="mean"),
                "You compare with the mean, and a few dear estimates pull it up. Which middle does the question name?",
            ),
            Mistake(
                "difference in dollars",
                lambda: _above(difference=True),
                "These are dollars. The question asks for per cent: of what?",
            ),
        ),
        nudge="Compute the price for one kilowatt first. Then compare it with the median of one column.",
        after="Above the middle, but inside the usual range. Plants that also make heat cost more, so this is no surprise.",
        section="Dollars per kilowatt",
    ),
    Task(
        id="07.10",
        title="Score four announcements",
        name="ax",
        question="Divide what came by what was announced, in four cases. Gas through to Uzbekistan 2024: counted / plan. Consumption of electricity 2023: counted / forecast; take the count of Samruk-Energy. "
        "Highest load of winter 2022/23: measured / forecast. Russian electricity sold to Kazakhstan 2023: counted / forecast. Draw the four ratios as upright bars or points, label both axes, keep the axes in ax. "
        "Then write two sentences below the check: which announcement was worst, and which miss matters most?",
        unit="ratio of what came to what was announced",
        answer=Figure(
            lambda: _drawn(lambda came, announced: came / announced),
            ("ratio", "divided", "announced", "plan", "forecast"),
            0.005,
            only=True,
            marks=("bars", "points"),
            names={
                "transit": ("gas", "uzbek", "газ", "узбек", "transit"),
                "consumption": ("consum", "used", "use", "demand", "потреблен", "verbrauch", "тұтын"),
                "peak": ("load", "winter", "peak", "нагрузк", "пик", "last", "spitze"),
                "sales": ("sold", "sale", "import", "продаж", "verkauf", "export"),
            },
        ),
        reference=lambda: _drawn(lambda came, announced: came / announced),
        mistakes=(
            Mistake(
                "differences",
                lambda: _drawn(lambda came, announced: came - announced),
                "Your bars show differences, in three different units on one axis. What makes them comparable?",
            ),
            Mistake(
                "deviation",
                lambda: _drawn(lambda came, announced: came / announced - 1),
                "Your bars show the deviation from a hit. The task asks for the ratio itself: what did you take away?",
            ),
            Mistake(
                "deviation in per cent",
                lambda: _drawn(lambda came, announced: 100 * (came / announced - 1)),
                "Your bars show by how many per cent each case missed. The task asks for the ratio itself: what is the ratio of a perfect hit?",
            ),
            Mistake(
                "another table",
                _with_demand,
                "One of your bars takes what was used from the table electricity. Which counter does the question name, and in which table does it stand?",
            ),
            Mistake(
                "contract volume",
                _with_contract_volume,
                "One of your bars divides by the yearly volume of a contract. Which row of gas is the plan for 2024?",
            ),
        ),
        nudge="Four divisions first, as a Series; then one call that draws it.",
        after="The ratio tells who was far off. What a miss costs is another question: a small one at the peak can cost most.",
        section="Score a forecast",
    ),
)
