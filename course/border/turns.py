"""Turns of lesson 01, border: what a student writes inside the lesson."""

import json
from functools import lru_cache

from claimlab.checks.answers import Function, Mistake, Number
from claimlab.checks.task import Task
from claimlab.course import data
from claimlab.evidence.tables import only, table

from .measures import KM_PER_MILE, KM_PER_NAUTICAL_MILE, slope
from .tasks import FINE, _touched


def _printed_in(unit="mile"):
    return int((table("border/published").unit_printed == unit).sum())


def _old_share(neighbour="Uzbekistan", counted_by="CIA World Factbook 1994", with_total=False):
    rows = table("border/neighbours")
    rows = rows[rows.counted_by == counted_by]
    rows = rows if with_total else rows[rows.kind == "border"]
    return 100 * float(only(rows, "length_km", neighbour=neighbour)) / float(rows.length_km.sum())


def _people(borders="no", year=2021, kind="region"):
    rows = table("border/regions")
    rows = rows[(rows.year == year) & (rows.kind == kind)] if kind else rows[rows.year == year]
    return float(rows[rows.borders_russia == borders].population.sum()) if borders else float(rows.population.sum())


@lru_cache(maxsize=8)
def _steps(ruler=25):
    """Full steps of a walk on the fine line, as the lesson does it: flat conic map, one point every 50 m."""
    from pyproj import Transformer
    from shapely.geometry import shape
    from shapely.ops import transform

    flat = "+proj=lcc +lat_1=47 +lat_2=54 +lat_0=50 +lon_0=68 +units=km"
    features = json.loads((data() / "geo" / "border_lines.geojson").read_text(encoding="utf-8"))["features"]
    line = next(shape(one["geometry"]) for one in features if one["properties"]["map"] == FINE)
    line = transform(Transformer.from_crs("EPSG:4326", flat, always_xy=True).transform, line)
    return len(_touched(list(line.segmentize(0.05).coords), ruler)) - 1


TURNS = (
    Task(
        id="01.a",
        title="Pick rows",
        name="in_miles",
        question="How many rows of `published` were printed in miles? Which column says so?",
        unit="rows",
        answer=Number(0),
        reference=_printed_in,
        mistakes=(
            Mistake(
                "kilometres",
                lambda: _printed_in("km"),
                "These are the rows printed in kilometres. Which word must the condition look for?",
            ),
            Mistake(
                "all rows",
                lambda: len(table("border/published")),
                "This is the number of all rows. Where does your condition keep only some?",
            ),
        ),
        nudge="One condition in square brackets, then `len` of what is left.",
        after="Hardly any row is in miles. The condition kept those rows, and `len` counted them.",
        section="The data",
    ),
    Task(
        id="01.b",
        title="Write a rule",
        name="km_to_miles",
        question="Write the rule the other way round: a function km_to_miles(km) that returns statute miles.",
        unit="statute miles",
        answer=Function(lambda: [(1.609344,), (100,), (7598,), (0,)], 1e-06, "km_to_miles(km)"),
        reference=lambda km: km / KM_PER_MILE,
        mistakes=(
            Mistake(
                "multiplied",
                lambda km: km * KM_PER_MILE,
                "1.609344 km is one mile, and your function makes more of it. Do you multiply or divide?",
            ),
            Mistake(
                "nautical",
                lambda km: km / KM_PER_NAUTICAL_MILE,
                "These are miles of ships and planes. Which mile does the question name?",
            ),
            Mistake(
                "rounded mile", lambda km: km / 1.609, "Your mile is cut short. Which name holds it to the last digit?"
            ),
        ),
        nudge="Try it by hand with 1.609344 km: the result must be one mile.",
        after="One rule, written once. If it is wrong, there is one place to mend.",
        section="Which mile?",
    ),
    Task(
        id="01.c",
        title="A share of five",
        name="uzbek_share",
        question="In the handbook of 1994: which share of the five borders is the one with Uzbekistan? Fill the gaps.",
        unit="per cent",
        answer=Number(0.01),
        reference=_old_share,
        mistakes=(
            Mistake(
                "edition of 2024",
                lambda: _old_share(counted_by="CIA World Factbook 2024"),
                "This is the share in the new edition. Which column is the old one?",
            ),
            Mistake(
                "Russia", lambda: _old_share("Russia"), "This is another neighbour. Which label does the question name?"
            ),
            Mistake(
                "total among its parts",
                lambda: _old_share(with_total=True),
                "You counted the stated total as a sixth border. Which table leaves it out?",
            ),
        ),
        nudge="One value of the column, divided by the sum of the column.",
        after="`borders` had the total taken out before. So the sum of the column is the whole.",
        section="Neighbours and people",
    ),
    Task(
        id="01.d",
        title="Two conditions and a third",
        name="people_away",
        question="How many people lived in 2021 in regions that do not touch Russia?",
        unit="people",
        answer=Number(0),
        reference=_people,
        mistakes=(
            Mistake(
                "touching",
                lambda: _people("yes"),
                "These people live in regions that touch Russia. Which value of `borders_russia` do you need?",
            ),
            Mistake(
                "all regions",
                lambda: _people(None),
                "These are all people of the country. Which condition is missing, or which row is no region?",
            ),
            Mistake(
                "counted twice",
                lambda: _people(None, kind=None),
                "You added the regions and their total. Which kind of row must stay out?",
            ),
            Mistake(
                "another year",
                lambda: _people(year=2023),
                "These are the people of another year. Which year does the question name?",
                also=(lambda: _people(year=2000),),
            ),
        ),
        nudge="Three conditions, each in brackets, joined by &. Then the sum of one column.",
        after='Here `== "no"` leaves out the row of the whole country too. With `!= "yes"` only the condition on `kind` would.',
        section="Neighbours and people",
    ),
    Task(
        id="01.e",
        title="How many steps?",
        name="steps_25",
        question="How many full steps does a ruler of 25 km make on the fine map? Fill the gap, and mend the second line.",
        unit="steps",
        answer=Number(0),
        reference=_steps,
        mistakes=(
            Mistake(
                "touched points",
                lambda: _steps() + 1,
                "You counted touched points. How many steps lie between three points?",
            ),
            Mistake(
                "ruler in metres",
                lambda: _steps(25_000),
                "No step at all: your ruler is longer than the whole line. In which unit are the points?",
            ),
            Mistake("ruler of 50 km", lambda: _steps(50), "This is another ruler. How long does the question want it?"),
            Mistake(
                "kilometres",
                lambda: 25 * _steps(),
                "This is a length. The question asks for steps: by what did you multiply?",
            ),
        ),
        nudge="Call `walk`, count what it touched, and take one away.",
        after="A function you wrote once answers a new question in one line.",
        section="Walk with a ruler",
    ),
    Task(
        id="01.f",
        title="Use the slope",
        name="part_left",
        question="By this slope, which part of the length does a ruler find that is four times longer?",
        unit="part of the length (1 = all)",
        answer=Number(0.005),
        reference=lambda: 4 ** slope(),
        mistakes=(
            Mistake(
                "ten times",
                lambda: 10 ** slope(),
                "This is the part for a ruler ten times longer. How many times longer is yours?",
            ),
            Mistake(
                "slope times four",
                lambda: 4 * slope(),
                "You multiplied. In the lesson ten was raised to the power of the slope: which sign means that in Python?",
            ),
            Mistake(
                "shorter ruler",
                lambda: 4 ** (-slope()),
                "More than the whole? A longer ruler finds less. Which sign has the slope?",
                also=(lambda: 4 ** round(-slope(), 3), lambda: 4 ** round(-slope(), 2)),
            ),
        ),
        nudge="Ten times longer was 10 to the power of the slope. What changes for four?",
        after="A slope on two logarithmic axes turns one factor into another. Base ten was only an example.",
        section="Walk with a ruler",
    ),
)
