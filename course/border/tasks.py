"""Tasks of exercise set 01_border. Every answer and every named mistake is computed from data/border/ and data/geo/."""

import itertools
import math
from functools import lru_cache

from claimlab.checks.answers import Choice, Column, Figure, Function, Items, Mistake, Number
from claimlab.checks.task import Task
from claimlab.evidence.tables import features, table

from .measures import KM_PER_MILE, KM_PER_NAUTICAL_MILE, NATURAL_EARTH, border_regions_share, cia, published, slope

COARSE, MIDDLE, FINE = NATURAL_EARTH
OSM = "OpenStreetMap, tolerance 10 m"


def _article():
    return published("article", "length_printed")


def _part_years(year=2000):
    """People in regions that touch Russia in one year, and in all regions of the three years."""
    rows = table("border/regions")
    rows = rows[rows.kind == "region"]
    near = rows[rows.borders_russia == "yes"]
    return float(near[near.year == year].population.sum()), float(near.population.sum()), float(rows.population.sum())


def _gap(km, base=None):
    return 100 * (km / (base or cia()) - 1)


def _part(name):
    return published("RU-WIKI-BORDER", what_is_counted=name)


def _parts_minus_total():
    rows = table("border/neighbours")
    sums = rows.pivot_table(index="counted_by", columns="kind", values="length_km", aggfunc="sum").dropna()
    return sums["border"] - sums["stated total"]


def _odd_book():
    gap = _parts_minus_total()
    return str(gap.abs().idxmax())


def _regions(year=2000):
    rows = table("border/regions")
    return rows[rows.year == year]


def _share_with_total(year=2000):
    rows = _regions(year)
    return 100 * rows[rows.borders_russia == "yes"].population.sum() / rows.population.sum()


def _share_of_regions(year=2000):
    rows = _regions(year)
    return 100 * (rows[rows.kind == "region"].borders_russia == "yes").mean()


@lru_cache(maxsize=1)
def _lines():
    """The three border lines and four made-up ones, as shapely lines in degrees."""
    from shapely.geometry import LineString, shape

    real = [shape(one["geometry"]) for one in features("border_lines")]
    return [
        *real,
        LineString([(0, 0), (0, 10)]),
        LineString([(20, 60), (40, 60), (40, 62)]),
        LineString([(-70, -30), (-60, -35), (-70, -40)]),
        LineString([(-10, -5), (10, 5), (10, 30), (-10, -5)]),  # across zero, and back to where it began
    ]


def _geodesic(line, ellipsoid="WGS84"):
    from pyproj import Geod

    return Geod(ellps=ellipsoid).geometry_length(line) / 1000


def _ends(line):
    from shapely.geometry import LineString

    return _geodesic(LineString([line.coords[0], line.coords[-1]]))


def _mercator(line):
    from pyproj import Transformer
    from shapely.ops import transform

    return transform(Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True).transform, line).length / 1000


def _conic(line):
    from pyproj import Transformer
    from shapely.ops import transform

    flat = "+proj=lcc +lat_1=47 +lat_2=54 +lat_0=50 +lon_0=68 +units=km"
    return transform(Transformer.from_crs("EPSG:4326", flat, always_xy=True).transform, line).length


def _touched(points, ruler):
    touched = [points[0]]
    for point in points:
        if math.dist(point, touched[-1]) >= ruler:
            touched.append(point)
    return touched


def _walk(points, ruler):
    touched = _touched(points, ruler)
    return (len(touched) - 1) * ruler + math.dist(touched[-1], points[-1])


def _walks():
    straight = [(x, 0) for x in range(24)]
    stairs = [(0, 0), (0, 3), (4, 3), (4, 6), (8, 6), (8, 9), (12, 9), (12, 12), (16, 12)]
    wave = [(x / 4, 6 * math.sin(x / 10)) for x in range(400)]
    square = [(0, 0), (6, 0), (6, 6), (0, 6), (0, 0)]  # ends where it began
    gap = [(0, 0), (100, 0)]  # one long step, counted once
    walks = [(straight, 5), (stairs, 5), (stairs, 9), (wave, 2), (wave, 7.5), (wave, 30), (straight, 40)]
    return [*walks, (square, 5), (gap, 10)]


def _spans(points, ruler):
    stops = [*_touched(points, ruler), points[-1]]
    return sum(math.dist(a, b) for a, b in itertools.pairwise(stops))


def _walk_farther(points, ruler):
    """A step ends at the first point farther than one ruler: a point exactly one ruler away is missed."""
    touched = [points[0]]
    for point in points:
        if math.dist(point, touched[-1]) > ruler:
            touched.append(point)
    return (len(touched) - 1) * ruler + math.dist(touched[-1], points[-1])


def _walk_from_start(points, ruler, last=True):
    """All points at least one ruler away from the first point."""
    far = [point for point in points if math.dist(point, points[0]) >= ruler]
    return len(far) * ruler + math.dist(far[-1] if last and far else points[0], points[-1])


def _fit(rows, logs=True, swap=False, which=0):
    import numpy as np

    x, y = rows.ruler_km, rows.length_km
    if logs:
        x, y = np.log(x), np.log(y)
    if swap:
        x, y = y, x
    return float(np.polyfit(x, y, 1)[which])


def _middle(map_name=FINE, longest=500, ends=True):
    rows = table("border/ruler")
    rows = rows[rows.ruler_km.between(10, longest, inclusive="both" if ends else "neither")]
    return rows[rows["map"] == map_name] if map_name else rows


def _agree(first=FINE, second=MIDDLE, within=1, wider=False):
    rows = table("border/ruler").pivot(index="ruler_km", columns="map", values="length_km")
    off = (100 * (rows[second] / rows[first] - 1)).abs().dropna()
    return [float(ruler) for ruler in off.index[off > within if wider else off <= within]]


def _one_sided():
    rows = table("border/ruler").pivot(index="ruler_km", columns="map", values="length_km")
    off = (100 * (rows[MIDDLE] / rows[FINE] - 1)).dropna()
    return [float(ruler) for ruler in off.index[off <= 1]]


def _small_differences():
    rows = table("border/ruler").pivot(index="ruler_km", columns="map", values="length_km")
    off = (100 * (rows[MIDDLE] / rows[FINE] - 1)).dropna()
    return off[off.abs() <= 1].to_list()


def _crinkle(counted_by=FINE, upside_down=False, difference=False):
    rows = table("border/world")
    rows = rows[(rows.part == "whole") & (rows.as_of != "2015-10")]
    book = rows[rows.counted_by == "CIA World Factbook"].set_index("border")["length_km"]
    drawn = rows[rows.counted_by == counted_by].set_index("border")["length_km"]
    if difference:
        return book - drawn
    return drawn / book if upside_down else book / drawn


def _index(values, base=0):
    return [100 * value / values[base] for value in values]


def _border_km():
    rows = table("border/measured")
    rows = rows[rows.method == "ellipsoid"].set_index("map")["length_km"]
    return [float(rows[name]) for name in NATURAL_EARTH]


def _area(column="area_km2", baikonur="with"):
    rows = table("border/area").set_index("counted_by")[column]
    return [float(rows[name]) for name in (COARSE, MIDDLE, f"{FINE} {baikonur} Baikonur")]


def _on_maps(values):
    import pandas as pd

    return pd.Series(values, index=["1:110m", "1:50m", "1:10m"])


def _picture(border=None, area=None, base=0):
    return {"border": _on_maps(_index(border or _border_km(), base)), "area": _on_maps(_index(area or _area(), base))}


TASKS = (
    Task(
        id="01.1",
        title="Miles, please",
        name="gap_pct",
        question="Turn the article's 4,500 statute miles into kilometres. By how many per cent does this differ from the CIA World Factbook "
        "of 28 March 2024 (table published)? Per cent of the Factbook's number; negative when the article is shorter.",
        unit="per cent of the Factbook's length",
        answer=Number(0.02, change=True),
        reference=lambda: _gap(_article() * KM_PER_MILE),
        mistakes=(
            Mistake(
                "nautical miles",
                lambda: _gap(_article() * KM_PER_NAUTICAL_MILE),
                "You used the mile of ships and planes. Which mile does the question name?",
            ),
            Mistake(
                "divided",
                lambda: _gap(_article() / KM_PER_MILE),
                "You divided by the length of a mile. Is a mile longer or shorter than a kilometre, and so are there more or fewer kilometres?",
            ),
            Mistake(
                "other base",
                lambda: 100 * (cia() / (_article() * KM_PER_MILE) - 1),
                "You divide by the article's length. Of which number does the question want the per cent?",
            ),
            Mistake(
                "old edition",
                lambda: _gap(_article() * KM_PER_MILE, published("CIA-1994")),
                "You compare with an old edition of the handbook. Which date does the question name?",
            ),
            Mistake(
                "miles against km",
                lambda: _gap(_article()),
                "You compare miles with kilometres. Do both numbers have the same unit before you divide?",
            ),
            Mistake(
                "mile rounded",
                lambda: _gap(_article() * 1.6),
                "Your mile is rounded. How long is a statute mile exactly?",
            ),
            Mistake(
                "mile cut short",
                lambda: _gap(_article() * 1.609),
                "Your mile has too few decimals for this task. How many kilometres does the lesson give, to the last digit?",
            ),
            Mistake(
                "kilometres, not per cent",
                lambda: _article() * KM_PER_MILE - cia(),
                "This is the gap in kilometres. Of which number is it how many per cent?",
            ),
            Mistake(
                "other list",
                lambda: _gap(_article() * KM_PER_MILE, _part("land")),
                "You compare with another list. Which book does the question name?",
            ),
        ),
        nudge="Do both lengths have one unit, which row of the table do you compare with, and which of the two stands below the line?",
        after="A few per cent shorter. The factor is exact, so the gap does not come from the conversion.",
        section="Which mile?",
    ),
    Task(
        id="01.2",
        title="How much of it is water?",
        name="river_share",
        question="In the list of the Encyclopedia in Russian (source_id RU-WIKI-BORDER in published), which share of the land border follows rivers?",
        unit="per cent of the land border",
        answer=Number(0.05),
        reference=lambda: 100 * _part("rivers") / _part("land"),
        mistakes=(
            Mistake(
                "of dry land",
                lambda: 100 * _part("rivers") / _part("dry land"),
                "You divide by the dry part only. Which parts belong to the whole land border?",
            ),
            Mistake(
                "with lakes",
                lambda: 100 * (_part("rivers") + _part("lakes")) / _part("land"),
                "You counted one kind of water too many. Which one does the question name?",
            ),
            Mistake(
                "of land and sea",
                lambda: 100 * _part("rivers") / (_part("land") + _part("sea")),
                "Your whole holds the line through the sea as well. Does that belong to the land border?",
            ),
            Mistake(
                "a total among its parts",
                lambda: 100 * _part("rivers") / sum(map(_part, ("land", "dry land", "rivers", "lakes", "sea"))),
                "You added every row of the list. Is one of the rows a sum of others?",
            ),
            Mistake(
                "all water",
                lambda: 100 * (_part("rivers") + _part("lakes") + _part("sea")) / (_part("land") + _part("sea")),
                "This is the share of all water, the sea included. Which kind of water, and which whole, does the question name?",
            ),
            Mistake(
                "lakes alone",
                lambda: 100 * _part("lakes") / _part("land"),
                "This is the share of another kind of water. Which one does the question name?",
            ),
            Mistake(
                "dry land",
                lambda: 100 * _part("dry land") / _part("land"),
                "This is the share without any water. Which row is the part that the question names?",
            ),
            Mistake(
                "kilometres, not a share",
                lambda: _part("rivers"),
                "This is a length. By which length must it be divided to become a share?",
            ),
            Mistake(
                "whole of another source",
                lambda: 100 * _part("rivers") / cia(),
                "Your part and your whole come from two sources. Which source does the question name for both?",
            ),
            Mistake(
                "without lakes",
                lambda: 100 * _part("rivers") / (_part("dry land") + _part("rivers")),
                "Your whole has two parts. Which kind of water inside the country's border did you forget?",
            ),
        ),
        nudge="A share is the part divided by the whole. Which row is the part, which the whole?",
        after="About a fifth follows rivers. Rivers wind, so this part may grow most on a fine map.",
        section="One number, printed many times",
    ),
    Task(
        id="01.3",
        title="Find the book with the error",
        name="odd_book",
        question="Three books in the table neighbours give the borders with all five neighbours and a total. In which book do the five borders not add up to the stated total?",
        unit="the name of one book",
        answer=Choice(("CIA World Factbook 1994", "CIA World Factbook 2024", "Encyclopedia in Uzbek")),
        reference=_odd_book,
        mistakes=(
            Mistake(
                "old handbook",
                lambda: "CIA World Factbook 1994",
                "In this book the five numbers give the total. Did you add exactly five rows?",
            ),
            Mistake(
                "new handbook",
                lambda: "CIA World Factbook 2024",
                "In this book the five numbers give the total, if the total itself is left out of the sum. Which rows did you add?",
            ),
            Mistake(
                "a map",
                lambda: FINE,
                'A map states no total, so it cannot contradict itself. Which rows have the kind "stated total"?',
            ),
        ),
        nudge='Add the five rows of kind "border" for each book, and set the sum beside its row of kind "stated total".',
        after="The gap is far larger than any rounding. A sum check takes a minute and finds what reading does not.",
        section="Neighbours and people",
    ),
    Task(
        id="01.4",
        title="Who lived near the border?",
        name="near_2000",
        question="Which share of the people of Kazakhstan lived in regions that touch Russia on 1 January 2000 (table regions)?",
        unit="per cent of the population",
        answer=Number(0.02),
        reference=lambda: border_regions_share(2000),
        mistakes=(
            Mistake(
                "a total among its parts",
                _share_with_total,
                "Your whole counts everybody twice. Which row of each year is not a region?",
            ),
            Mistake(
                "regions counted, not people",
                _share_of_regions,
                "This is the share of the regions. A small region counts as much as a large one: what should be added instead?",
            ),
            Mistake(
                "people of the other regions",
                lambda: 100 - border_regions_share(2000),
                "These people live in regions that do not touch Russia. Which value of borders_russia do you need?",
            ),
            Mistake(
                "year 2023",
                lambda: border_regions_share(2023),
                "This is the share of another year in the table. Which date does the question name?",
            ),
            Mistake(
                "people, not a share",
                lambda: _part_years()[0],
                "This is a number of people. By which number must it be divided to become a share?",
            ),
            Mistake(
                "whole of all years",
                lambda: 100 * _part_years()[0] / _part_years()[2],
                "Your part is of one year, your whole adds people of three years. Which rows must be left out below the line?",
            ),
            Mistake(
                "all years",
                lambda: 100 * _part_years()[1] / _part_years()[2],
                "You added all years of the table, above and below the line. Which date does the question name?",
            ),
            Mistake(
                "year 2021",
                lambda: border_regions_share(2021),
                "This is the share of a later year in the table. Which date does the question name?",
            ),
        ),
        nudge="Two sums of one column: people in the regions that touch Russia, and people in all regions.",
        after="In 2023 the share was about nine points lower. Most of the fall came before 2022, when the figures of a new census begin.",
        section="Neighbours and people",
    ),
    Task(
        id="01.5",
        title="Write a ruler for the round earth",
        name="length_km",
        question="Write a function length_km(line) that returns the length of a line in kilometres on the WGS84 ellipsoid. The line has coordinates in degrees, like those in lines.geometry.",
        unit="kilometres",
        answer=Function(lambda: [(line,) for line in _lines()], 1e-5, "length_km(line)"),
        reference=_geodesic,
        mistakes=(
            Mistake(
                "metres",
                lambda line: 1000 * _geodesic(line),
                "The results are a thousand times too large. In which unit does Geod answer?",
            ),
            Mistake(
                "degrees",
                lambda line: line.length,
                "Your function returns degrees. How many kilometres is a degree, and is it the same everywhere?",
            ),
            Mistake(
                "degrees as a flat grid",
                lambda line: line.length * 111.2,
                "Your function counts every degree as equally long. What happens to a degree from west to east in the north?",
                also=tuple(
                    lambda line, km=km: line.length * km for km in (110, 111, 111.1, 111.12, 111.3, 111.32, 111.195)
                ),
            ),
            Mistake(
                "Web Mercator",
                _mercator,
                "Your function measures on the web map. What does that projection do to everything far from the equator?",
            ),
            Mistake(
                "straight line between the ends",
                _ends,
                "Your function measures from the first point to the last. Where do the points between go?",
            ),
            Mistake(
                "conic map",
                _conic,
                "Your function measures on the flat conic map. It is close in Kazakhstan: what about lines elsewhere on the earth?",
            ),
            Mistake(
                "miles",
                lambda line: _geodesic(line) / KM_PER_MILE,
                "Your function returns miles. Which unit does the question name?",
            ),
            Mistake(
                "ball",
                lambda line: _geodesic(line, "sphere"),
                "Close: your earth is a perfect ball. Which shape does the question name?",
            ),
        ),
        nudge="Geod from pyproj measures a line with the method geometry_length. Mind the unit of its answer.",
        after="Try it on the three lines in border_lines: you get the three lengths of the lesson.",
        section="Measure on a round earth",
    ),
    Task(
        id="01.6",
        title="Count the steps",
        name="walk_km",
        question="Write a function walk_km(points, ruler): walk as in the lesson (always to the first point at least one ruler away) and return the number of full steps "
        "times the ruler, plus the straight distance from the last touched point to the last point of the line. Points are flat, in km.",
        unit="kilometres",
        answer=Function(_walks, 1e-9, "walk_km(points, ruler)"),
        reference=_walk,
        mistakes=(
            Mistake(
                "last piece forgotten",
                lambda points, ruler: (len(_touched(points, ruler)) - 1) * ruler,
                "Your walk ends at the last full step. How far is it from there to the end of the line?",
            ),
            Mistake(
                "touched points counted as steps",
                lambda points, ruler: _walk(points, ruler) + ruler,
                "You have one step too many. How many steps lie between three touched points?",
            ),
            Mistake(
                "true distances",
                _spans,
                "You add the distances between the touched points. They are a little longer than the ruler: what does the question multiply?",
            ),
            Mistake(
                "whole line",
                lambda points, ruler: sum(math.dist(a, b) for a, b in itertools.pairwise(points)),
                "Your function goes through every point. Where does the ruler come in?",
            ),
            Mistake(
                "farther than",
                _walk_farther,
                'A point exactly one ruler away is passed over. What does "at least" mean for your comparison?',
            ),
            Mistake(
                "measured from the start",
                _walk_from_start,
                "You measure every point from the beginning of the line. Where does the ruler stand after one step?",
            ),
            Mistake(
                "ruler not moved",
                lambda points, ruler: _walk_from_start(points, ruler, last=False),
                "Your ruler never moves on. What must change when it touches a point?",
            ),
            Mistake(
                "touched times ruler",
                lambda points, ruler: len(_touched(points, ruler)) * ruler,
                "You multiply the touched points by the ruler. How many steps lie between three points, and how long is the last piece?",
            ),
            Mistake(
                "steps only",
                lambda points, ruler: len(_touched(points, ruler)) - 1,
                "Your function returns the number of steps. By what must it be multiplied to give kilometres?",
            ),
        ),
        nudge="Try it by hand: on a straight line of 23 km a ruler of 5 km makes 4 full steps and a last piece of 3 km.",
        after="With the lesson’s list `points` and a ruler of 100 km this gives nearly the number of the table ruler.",
        section="Walk with a ruler",
    ),
    Task(
        id="01.7",
        title="How fast does it shrink?",
        name="slope",
        question="Take the 1:10m map in the table ruler, rulers from 10 to 500 km. Fit a straight line with np.polyfit to the logarithm of the length over the logarithm of the ruler. What is its slope?",
        unit="slope (no unit)",
        answer=Number(0.001),
        reference=lambda: slope(),
        mistakes=(
            Mistake(
                "all rulers",
                lambda: _fit(table("border/ruler")[table("border/ruler")["map"] == FINE]),
                "You fitted all rulers of the table. Where is the curve flat because the map has no more detail?",
            ),
            Mistake(
                "all maps",
                lambda: _fit(_middle(None)),
                "You mixed all maps of the table. Which one does the question name?",
            ),
            Mistake(
                "other map",
                lambda: _fit(_middle(MIDDLE)),
                "This is the slope of another map. Which scale does the question name?",
                also=(lambda: _fit(_middle(COARSE)), lambda: _fit(_middle(OSM))),
            ),
            Mistake(
                "axes exchanged",
                lambda: _fit(_middle(), swap=True),
                "The two axes are exchanged. Which of the two do we choose, and which follows from it?",
            ),
            Mistake(
                "dimension",
                lambda: 1 - slope(),
                "Your line rises by more than one for each step. Does a longer ruler find more? Give the slope itself.",
            ),
            Mistake(
                "part left over",
                lambda: 10 ** slope(),
                "This is the part of the length that a ruler ten times longer finds. Which number gave it?",
            ),
            Mistake(
                "intercept",
                lambda: _fit(_middle(), which=1),
                "This is the constant of the line: where it stands at zero. Which of the two numbers of the fit is the slope?",
            ),
            Mistake(
                "ends left out",
                lambda: _fit(_middle(ends=False)),
                "A ruler at an end of the range is missing. Do the words from and to leave the ends out?",
            ),
            Mistake(
                "up to 1,000 km",
                lambda: _fit(_middle(longest=1000)),
                "You took a ruler longer than the question allows. Where does its range end?",
            ),
            Mistake(
                "no logarithms",
                lambda: _fit(_middle(), logs=False),
                "You fitted the plain numbers. What must be done to both columns first?",
            ),
        ),
        nudge="A fit gives two numbers. What is on each axis, which rows do you keep, and which number is the slope?",
        after="Take it away from one and you have what mathematicians call the dimension of the line: a little more than a straight line's 1.",
        section="Walk with a ruler",
    ),
    Task(
        id="01.8",
        title="When does the map stop mattering?",
        name="same_rulers",
        question="For which rulers in the table ruler do the walks on the 1:50m map and on the 1:10m map differ by at most 1 per cent of the length on the 1:10m map?",
        unit="a list of rulers in km",
        answer=Items(),
        reference=_agree,
        mistakes=(
            Mistake(
                "the others",
                lambda: _agree(wider=True),
                "For these rulers the two maps differ by more. Which side of your comparison must be smaller?",
            ),
            Mistake(
                "coarse map",
                lambda: _agree(second=COARSE),
                "You compare with the coarse map. Which two scales does the question name?",
            ),
            Mistake(
                "OpenStreetMap",
                lambda: _agree(second=OSM),
                "You compare with OpenStreetMap. Which two scales does the question name?",
            ),
            Mistake(
                "one-sided",
                _one_sided,
                "Every ruler of both maps passes. Is 1 per cent 1 or 0.01 in your numbers, and what happens to a difference with a minus?",
            ),
            Mistake(
                "the differences",
                _small_differences,
                "These are the differences. The question asks for the rulers: they are the labels of your rows.",
            ),
            Mistake(
                "2 per cent",
                lambda: _agree(within=2),
                "Your limit is looser than the question's. How many per cent does it allow?",
            ),
        ),
        nudge="Put the two maps side by side as columns, one row per ruler; then the difference in per cent without its sign.",
        after="A ruler longer than the details of a map does not see them. For long rulers the middle map is good enough.",
        section="Walk with a ruler",
    ),
    Task(
        id="01.9",
        title="Which borders wind most?",
        name="winding",
        question='For every whole border in the table world: divide the length with counted_by "CIA World Factbook" and as_of "2024-03-28" by the length on the Natural Earth 1:10m map. Give a Series with the name of the border as index.',
        unit="ratio (no unit)",
        answer=Column(1e-4, index="border"),
        reference=_crinkle,
        mistakes=(
            Mistake(
                "upside down",
                lambda: _crinkle(upside_down=True),
                "Your ratios are below one. Which of the two lengths belongs above the line?",
            ),
            Mistake(
                "coarse map",
                lambda: _crinkle(COARSE),
                "You divide by the coarse map. Which scale does the question name?",
            ),
            Mistake(
                "middle map",
                lambda: _crinkle(MIDDLE),
                "You divide by the middle map. Which scale does the question name?",
            ),
            Mistake(
                "difference",
                lambda: _crinkle(difference=True),
                "You took one length away from the other. Which operation does the question name?",
            ),
            Mistake(
                "in per cent",
                lambda: 100 * (_crinkle() - 1),
                "These are differences in per cent. The question asks for a ratio: what do you get when both lengths are equal?",
            ),
        ),
        nudge="Make two Series with the border as index, one from the handbook and one from the map, then divide.",
        after="Bangladesh–India stands far above all others, Kazakhstan–Russia is in the lower third. A large ratio hints at a winding border, or at a handbook that counts in another way.",
        section="Is it the longest?",
    ),
    Task(
        id="01.10",
        title="Border and area in one picture",
        name="ax",
        question="Draw two lines over the maps 1:110m, 1:50m and 1:10m: the length of the border with Russia (table measured, method ellipsoid) and the area of Kazakhstan "
        "(table area, Baikonur included), each as an index with the 1:110m map = 100. Label both axes, name each line, and keep the axes in ax. Then write two sentences below the check: "
        "which of the two numbers needs its map beside it, and why?",
        unit="index, 1:110m map = 100",
        answer=Figure(
            _picture,
            ("index", "= 100", "=100"),
            0.01,
            only=True,
            marks=("line",),
            names={
                "border": ("length", "km", "границ", "длин", "шекара", "grenze", "länge"),
                "area": ("size", "km²", "km2", "площад", "аудан", "fläche"),
            },
            never=(
                (r"\b(10|50) ?m\b.*= ?100", "Your label names another map as 100. Where do your two lines meet?"),
                (r"= ?1\b", "Your label says that an index begins at 1. Where do your lines begin?"),
                (
                    r"\bkm\b|kilomet|км",
                    "Your label names a unit of length. What is left of it when each length is divided by another?",
                ),
            ),
        ),
        reference=_picture,
        mistakes=(
            Mistake(
                "no index",
                lambda: {"border": _on_maps(_border_km()), "area": _on_maps(_area())},
                "The lines show kilometres and square kilometres. By what must each be divided so that both begin at 100?",
            ),
            Mistake(
                "Baikonur left out",
                lambda: _picture(area=_area(baikonur="without")),
                "One map leaves out Baikonur. Which of its two rows counts the same land as the others?",
            ),
            Mistake(
                "perimeter",
                lambda: _picture(border=_area("perimeter_km")),
                "You drew the whole outline of the country with its shores. Which table holds the border with Russia alone?",
            ),
            Mistake(
                "other base", lambda: _picture(base=2), "Your lines reach 100 on the fine map. Which map should be 100?"
            ),
            Mistake(
                "growth",
                lambda: {key: line - 100 for key, line in _picture().items()},
                "Your lines begin at zero: this is growth in per cent. Where does an index begin?",
            ),
        ),
        nudge="Three lengths and three areas, each divided by the first of its kind and multiplied by 100.",
        after="The length needs its map or its ruler beside it. The area is nearly the same on every map.",
        section="The area stays",
    ),
)
