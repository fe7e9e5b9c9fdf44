"""Turns of lesson 05, oil: what a student writes inside the lesson."""

from functools import cache

from claimlab.checks.answers import Mistake, Number
from claimlab.checks.task import Task
from claimlab.evidence.tables import table

from .measures import barrels_per_tonne, economy, volume
from .tasks import ALL, EXPORTS, KAZAKH, _route, _routes


def _route_share(route="China pipeline", year=2013):
    return 100 * _route(route, year) / _routes(year)


def _other_output(year=2022):
    return volume("output of Kazakhstan", year) - volume(KAZAKH, year)


def _bound(price=100, mt=None, year=2023):
    return 100 * (mt or volume(KAZAKH, year)) * barrels_per_tonne(year) * price / economy("GDP", year)


def _throws(low=10, high=30, seed=1, count=1000):
    import numpy as np

    return np.random.default_rng(seed).uniform(low, high, count)


def _range(first=0.05, last=0.95, **throws):
    import numpy as np

    days = _throws(**throws)
    return float(np.quantile(days, last) - np.quantile(days, first))


def _end(share):
    import numpy as np

    return float(np.quantile(_throws(), share))


@cache
def _middle():
    """The middle value of each input of the lesson's 10,000 draws."""
    import numpy as np

    rng, n = (np.random.default_rng(7), 10000)
    brent = table("oil/brent_monthly")
    prices = brent[brent.month.between("2021-01", "2023-12")].brent_usd_per_barrel
    draws = {
        "flow": rng.uniform(volume(KAZAKH, 2022), volume(KAZAKH, 2025), n) / 365,
        "price": rng.choice(prices, n),
        "storage": rng.uniform(0, 10, n),
        "other": rng.uniform(0, 7, n),
        "later": rng.uniform(0, 50, n),
    }
    return {name: float(np.median(values)) for name, values in draws.items()}


def _cost(days=20, **instead):
    case = {**_middle(), **instead}
    stopped = days * case["flow"]
    rest = max(stopped * (1 - case["other"] / 100) - case["storage"] * case["flow"], 0) * (1 - case["later"] / 100)
    return rest * barrels_per_tonne(2023) * case["price"] / 1000


TURNS = (
    Task(
        id="05.a",
        title="Per cent of what",
        name="china_share",
        question="Which share of the listed oil of 2013 left by the China pipeline? Fill the gaps.",
        unit="per cent of the listed routes",
        answer=Number(0.01),
        reference=_route_share,
        mistakes=(
            Mistake(
                "CPC", lambda: _route_share("CPC pipeline"), "This is another route. Which one does the question name?"
            ),
            Mistake(
                "whole of 2022",
                lambda: 100 * _route("China pipeline") / _routes(2022),
                "Part and whole are of two years. Which year belongs below the line?",
            ),
            Mistake(
                "2022",
                lambda: _route_share(year=2022),
                "This is the share of another year. Which one does the question name?",
            ),
            Mistake(
                "of the CPC",
                lambda: 100 * _route("China pipeline") / _route("CPC pipeline"),
                "Below your line stands one route. What is the whole?",
            ),
        ),
        nudge="One place of the table over the sum of its row.",
        after="The row of a year is a whole. Its sum belongs below the line.",
        section="The main way out",
    ),
    Task(
        id="05.b",
        title="Pick with query",
        name="out_of_pipe",
        question="In 2022: how much more oil did Kazakhstan produce than it put into the pipe? Fill the gaps.",
        unit="million tonnes",
        answer=Number(0.01),
        reference=_other_output,
        mistakes=(
            Mistake(
                "exports",
                lambda: volume(EXPORTS, 2022) - volume(KAZAKH, 2022),
                "This is exports minus the pipe. Which series is what the country produced?",
            ),
            Mistake(
                "output of 2023",
                lambda: volume("output of Kazakhstan", 2023) - volume(KAZAKH, 2022),
                "The output is of another year than the pipe. Which year belongs into the gap?",
            ),
            Mistake(
                "output",
                lambda: volume("output of Kazakhstan", 2022),
                "This is the whole output. What must be taken away?",
            ),
        ),
        nudge="The name of the series is in the code below the check, between quotation marks.",
        after="The rest was used at home or left by other routes.",
        section="Seventy-nine per cent of what",
    ),
    Task(
        id="05.c",
        title="A bound of your own",
        name="bound_at_100",
        question="Take the Kazakh oil in the pipe in 2023 and a price of 100 dollars a barrel all year. What part of GDP is that?",
        unit="per cent of GDP",
        answer=Number(0.02),
        reference=_bound,
        mistakes=(
            Mistake(
                "real price",
                lambda: _bound(economy("Brent price", 2023)),
                "This uses the price of the year. Which price does the question set?",
            ),
            Mistake(
                "barrels forgotten",
                lambda: _bound() / barrels_per_tonne(2023),
                "You multiply tonnes by dollars a barrel. What turns tonnes into barrels?",
            ),
            Mistake(
                "GDP of 2022",
                lambda: 100 * volume(KAZAKH, 2023) * barrels_per_tonne(2023) * 100 / economy("GDP", 2022),
                "The GDP is of another year. Which one belongs below the line?",
            ),
            Mistake(
                "all oil",
                lambda: _bound(mt=volume(ALL, 2023)),
                "This is all oil in the pipe, Russian oil too. Whose oil does the question name?",
            ),
        ),
        nudge="Tonnes × barrels a tonne × price, over GDP, times 100. The units: million tonnes and million dollars.",
        after="Even then it is far from the article's number.",
        section="An upper bound",
    ),
    Task(
        id="05.d",
        title="Throw the dice",
        name="days_90",
        question="A stop lasts between 10 and 30 days, every length equally likely. In 1,000 draws with the seed 1: how wide is the range that holds the middle 90 of 100? Fill the gaps.",
        unit="days",
        answer=Number(0.01),
        reference=_range,
        mistakes=(
            Mistake(
                "one end",
                lambda: _end(0.95),
                "This is one end of the range. Where is the other, and how wide is what lies between?",
                also=(lambda: _end(0.05),),
            ),
            Mistake(
                "ends added",
                lambda: _end(0.95) + _end(0.05),
                "The two ends are added. Which sign gives the width between them?",
            ),
            Mistake(
                "another part",
                lambda: _range(last=0.5),
                "Your range holds another part of the draws. Which shares lie below its lower and its upper end?",
                also=(
                    lambda: _range(first=0.5),
                    lambda: _range(0.1, 0.9),
                    lambda: _range(0.1),
                    lambda: _range(last=0.9),
                    lambda: _range(0.005),
                    lambda: _range(0.025, 0.975),
                ),
            ),
            Mistake(
                "other days",
                lambda: _range(low=0, high=10),
                "Your draws lie between other days. Which two ends does the question name?",
                also=(
                    lambda: _range(low=0, high=30),
                    lambda: _range(low=11),
                    lambda: _range(low=9),
                    lambda: _range(high=300),
                ),
            ),
            Mistake(
                "other dice",
                lambda: _range(seed=7),
                "Your dice were thrown in another way. Which seed, and how many draws, does the question name?",
                also=(
                    lambda: _range(seed=0),
                    lambda: _range(seed=2),
                    lambda: _range(seed=42),
                    lambda: _range(count=100),
                    lambda: _range(count=10_000),
                ),
            ),
        ),
        nudge="Two ends for the dice, and the two quantiles that cut off 5 of 100 on each side.",
        after="Near 18: nine tenths of twenty. With 1,000 draws chance still shows in the decimals.",
        section="What a stop would cost",
    ),
    Task(
        id="05.e",
        title="Move one input",
        name="storage_saves",
        question="A stop of 20 days, all inputs at their middle. How much more would it cost if there were no storage at all? Use `cost_of`.",
        unit="billion US dollars",
        answer=Number(0.002),
        reference=lambda: _cost(storage=0) - _cost(),
        mistakes=(
            Mistake(
                "turned round",
                lambda: _cost() - _cost(storage=0),
                "You took the dearer case away from the cheaper one. Which one is minus which?",
            ),
            Mistake(
                "cost without storage",
                lambda: _cost(storage=0),
                "This is the cost without storage. With what must it be compared?",
            ),
        ),
        nudge="`draws.median()` gives the middle of each input. Copy it, set one input, call `cost_of` twice.",
        after="That is a test of sensitivity by hand: one input moves, the others rest. The length does not matter here: "
        "30 days give the same difference, for storage saves the same few days of flow.",
        section="What a stop would cost",
    ),
)
