"""Widgets of lesson 01: a ruler that walks along the border, and the long borders of the world side by side."""

import itertools
import math
from functools import cache, lru_cache

from claimlab.evidence.tables import features, table
from claimlab.view.figures import colour
from claimlab.view.marks import Axis, Panel, bar, dot, line, outline, ranked, text, thin
from claimlab.view.stage import Impossible, Scene, Stage, choice, slider

from .measures import NATURAL_EARTH, article_km, cia

# A conic projection that fits Kazakhstan: true to scale at 47 and 54 degrees north, coordinates in kilometres.
CONIC = "+proj=lcc +lat_1=47 +lat_2=54 +lat_0=50 +lon_0=68 +units=km"
MAPS = [
    (f"{name.removeprefix('Natural Earth ')} ({word})", name)
    for name, word in zip(NATURAL_EARTH, ("coarse", "middle", "fine"))
]
VIEWS = [("the whole border", "whole"), ("a stretch near Orsk", "stretch")]
LIMITS = {"whole": (-1720, 1560, -480, 720), "stretch": (-930, -515, 45, 197)}  # km on the conic map
LENGTHS = (0, 9200)


@lru_cache(maxsize=1)
def _flat():
    from pyproj import Transformer

    return Transformer.from_crs("EPSG:4326", CONIC, always_xy=True)


@lru_cache(maxsize=1)
def _space():
    from pyproj import Transformer

    return Transformer.from_crs("EPSG:4979", "EPSG:4978", always_xy=True)


def _project(coordinates):
    import numpy as np

    degrees = np.asarray(coordinates, float)
    return np.column_stack(_flat().transform(degrees[:, 0], degrees[:, 1]))


@cache
def _line(map_name):
    """One border line: points in space (km, for measuring) and on the conic map (km, for drawing)."""
    found = [one for one in features("border_lines") if one["properties"]["map"] == map_name]
    degrees = found[0]["geometry"]["coordinates"]
    xyz = _space().transform([p[0] for p in degrees], [p[1] for p in degrees], [0.0] * len(degrees))
    space = [tuple(value / 1000 for value in point) for point in zip(*xyz)]
    return space, [tuple(point) for point in _project(degrees).tolist()]


@lru_cache(maxsize=1)
def _land():
    """Outlines of the countries on the conic map: list of (name, points)."""
    rings = []
    for one in features("countries"):
        shape = one["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        for polygon in polygons:
            points = _project(polygon[0])
            near = (abs(points[:, 0]) < 2400) & (points[:, 1] > -1300) & (points[:, 1] < 1500)
            if near.any():
                rings.append((one["properties"]["name"], [tuple(point) for point in points.tolist()]))
    return rings


@lru_cache(maxsize=1)
def _towns():
    """The two cities of the close-up on the conic map: list of (name, x, y)."""
    near = {
        one["properties"]["name"]: one["geometry"]["coordinates"]
        for one in features("cities")
        if one["properties"]["name"] in ("Orsk", "Aktobe")
    }
    return [(name, *_project([place])[0]) for name, place in near.items()]


@lru_cache(maxsize=256)
def walk(map_name, ruler_km):
    """Walk a ruler along a border line, from the Caspian Sea to the Altai.

    Returns (stops, last_km): the points on the conic map where the ruler touches the line, its end included,
    and the length of the last, shorter step. Each step ends where the line first leaves the circle around
    the last stop; distances are those on the ellipsoid (chords in space, with the bend of the earth added).
    """
    space, flat = _line(map_name)
    radius = 6371.0
    chord = 2 * radius * math.sin(ruler_km / (2 * radius))
    here, stops = space[0], [flat[0]]
    index, start = 1, 0.0  # the segment that ends at `index`, and how far along it we stand
    while index < len(space):
        a, b = space[index - 1], space[index]
        if math.dist(here, b) < chord:
            index, start = index + 1, 0.0
            continue
        along = _leaves(a, b, here, chord, start)
        here = tuple(p + along * (q - p) for p, q in zip(a, b))
        (x, y), (u, v) = flat[index - 1], flat[index]
        stops.append((x + along * (u - x), y + along * (v - y)))
        start = along
    last = 2 * radius * math.asin(math.dist(here, space[-1]) / (2 * radius))
    return [*stops, flat[-1]], last


def _leaves(a, b, here, chord, start):
    """Share of the way from a to b, at or after `start`, at which the distance from `here` is one chord."""
    way = [q - p for p, q in zip(a, b)]
    back = [p - h for p, h in zip(a, here)]
    square = sum(w * w for w in way)
    half = sum(w * k for w, k in zip(way, back))
    rest = sum(k * k for k in back) - chord * chord
    return min(1.0, max(start, (-half + math.sqrt(max(0.0, half * half - square * rest))) / square))


def ruler_scene(ruler_km, map_name, view):
    """Steps, length and distance from the article's number for one ruler on one map."""
    stops, last = walk(map_name, ruler_km)
    steps = len(stops) - 2
    length = steps * ruler_km + last
    off = 100 * (length / article_km() - 1)
    scale = map_name.removeprefix("Natural Earth ")
    piece = f"{last:.0f} km" if last >= 1 else "less than 1 km"
    sentence = (
        f"A ruler of {ruler_km} km on the {scale} map: {steps:,} full steps and a last piece of {piece} make "
        f"{length:,.0f} km. That is {abs(off):.0f} % {'less' if off < 0 else 'more'} than the article's {article_km():,.0f} km."
    )
    where = "the stretch near Orsk and Aktobe" if view == "stretch" else "the whole border"
    sentence += f" The map shows {where}."
    alt = f"A map of {where} with the steps of the ruler on it, and a bar of the length. {sentence}"
    return Scene(stops, sentence, alt, {"map": map_name, "view": view, "length": length, "ruler": ruler_km})


def draw_ruler(scene):
    """Map with the ruler's steps above, a bar of the length with the known numbers below."""
    note = scene.notes
    left, right, low, high = LIMITS[note["view"]]
    whole = note["view"] == "whole"  # close up, the 1:50m outline would not fit the line of another map
    pixel = (right - left) / 700
    seen = LIMITS[note["view"]]
    ours = (colour("Kazakhstan"), "Kazakhstan", 0.35)
    marks = [
        outline(coarse(thin(ring, 2 * pixel), whole), *(ours if name == "Kazakhstan" and whole else ("faint", name)))
        for name, points in _land()
        if (ring := clipped(points, seen))
    ]
    marks.append(
        line(
            coarse(inside(thin(_line(note["map"])[1], 1.3 * pixel), seen), whole),
            "middle",
            f"the line of the {note['map']} map",
            3,
            only_name=True,
        )
    )
    steps = inside(scene.data, seen)
    said = f"a ruler of {note['ruler']} km: {note['length']:,.0f} km in all"
    marks.append(
        line(coarse(thin_line(steps, pixel), whole), colour("Russia"), said, width=1.6, key="steps", only_name=True)
    )
    if note["ruler"] >= (40 if whole else 3):
        marks += [
            dot(*at, colour("Russia"), f"stop {n} of the ruler", size=3)
            for n, at in enumerate(scene.data)
            if _sees(at, seen)
        ]
    scale = 500 if whole else 50
    x, y = right - scale * 1.25, low + 0.08 * (high - low)
    marks += [
        line([(x, y), (x + scale, y)], "ink", width=3),
        text(x + scale / 2, y, f"{scale} km", anchor="middle", dy=-11),
    ]
    for name, x, y in _towns() if not whole else ():
        marks += [dot(x, y, "ink", name), text(x, y, name, dx=8, dy=-8)]
    for name, (a, b) in {"RUSSIA": (0.86, 0.88), "KAZAKHSTAN": (0.5, 0.08)}.items():
        marks.append(text(left + a * (right - left), low + b * (high - low), name, tone="soft"))
    chart = Panel(marks, Axis(left, right), Axis(low, high), height=262, left=4, right=4, equal=True)
    below = [
        bar(0, note["length"], -0.28, 0.28, colour("Russia"), f"{note['length']:,.0f} km", key="length"),
        line(
            [(article_km(), -0.4), (article_km(), 0.6)],
            "ink",
            f"article: {article_km():,.0f} km",
            dash="5 4",
            only_name=True,
        ),
        line([(cia(), -0.4), (cia(), 0.6)], "soft", f"handbook: {cia():,.0f} km", dash="2 3", only_name=True),
        text(article_km(), 0.75, f"article {article_km():,.0f}", anchor="end", dx=-3),
        text(cia(), 0.75, f"handbook {cia():,.0f}", dx=3),
    ]
    xs = Axis(*LENGTHS, range(0, 9001, 1000), "Length found, km", grid=False)
    return [chart, Panel(below, xs, Axis(-0.4, 1), height=52, left=14)]


def _sees(at, seen):
    return seen[0] <= at[0] <= seen[1] and seen[2] <= at[1] <= seen[3]


def inside(points, seen):
    """The pieces of a line that lie on the map, None between them (each step cut as by Liang and Barsky)."""
    made = []
    for a, b in itertools.pairwise(points):
        start, end = 0.0, 1.0
        for axis, low, high in ((0, *seen[:2]), (1, *seen[2:])):
            way = b[axis] - a[axis]
            for limit, sign in ((low, -1), (high, 1)):
                over, by = sign * (a[axis] - limit), sign * way
                if by > 0:
                    end = min(end, -over / by)
                elif by < 0:
                    start = max(start, -over / by)
                elif over > 0:
                    end = -1.0
        if start > end:
            continue
        p, q = ((a[0] + at * (b[0] - a[0]), a[1] + at * (b[1] - a[1])) for at in (start, end))
        made += [q] if made and made[-1] == p else [*([None] if made else []), p, q]
    return made


def clipped(points, seen):
    """A closed shape cut to the map (one side after the other: Sutherland and Hodgman)."""
    for axis, limit, keep in ((0, seen[0], 1), (0, seen[1], -1), (1, seen[2], 1), (1, seen[3], -1)):
        made = []
        for a, b in zip(points, [*points[1:], *points[:1]]):
            ins, then = keep * (a[axis] - limit) >= 0, keep * (b[axis] - limit) >= 0
            if ins:
                made.append(a)
            if ins != then:
                share = (limit - a[axis]) / (b[axis] - a[axis])
                made.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
        points = made
    return points


def coarse(points, whole):
    """Points rounded to what the picture can show: 1 km on the whole map, 0.1 km close up."""
    return [at and tuple(round(value, None if whole else 1) for value in at) for at in points]


def thin_line(points, apart):
    """thin(), for a line with gaps."""
    made, run = [], []
    for at in [*points, None]:
        if at is None:
            made += [*thin(run, apart), None] if run else []
            run = []
        else:
            run.append(at)
    return made


def move_the_ruler():
    """The widget: a ruler, a map and a view; the steps on the map, the length below."""
    controls = {
        "ruler_km": slider("Ruler, km", 1, 200, 100),
        "map_name": choice("Map", MAPS, NATURAL_EARTH[2]),
        "view": choice("Show", VIEWS),
    }
    intro = "Move the ruler. Grey is the line of the map, blue are the steps of the ruler."
    page = {"ruler_km": [10, 25, 50, 75, 100, 125, 150, 175, 200]}
    return Stage(controls, ruler_scene, draw_ruler, intro, page=page)


BOOK = "CIA World Factbook"
HOW = [
    ("the handbook of 2024", BOOK),
    *((f"the {label} map", name) for label, name in MAPS),
    ("handbook ÷ 1:10m map", "ratio"),
]
US_CANADA = "Canada-United States"
OURS = "Kazakhstan-Russia"
SHOWN = 8


@cache
def _whole(counted_by):
    rows = table("border/world")
    rows = rows[(rows.part == "whole") & (rows.counted_by == counted_by) & (rows.as_of != "2015-10")]
    return dict(zip(rows.border, rows.length_km))


def borders(counted_by, pieces):
    """Long borders, longest first: list of (name, km), or (name, ratio) for counted_by "ratio".

    pieces: True counts the two pieces of Canada-United States apart. Raises Impossible where no source has them.
    """
    if pieces and counted_by != BOOK:
        raise Impossible(
            "our table has the two pieces of Canada–United States from the handbook only. "
            "Choose the handbook of 2024, or count the border as one."
        )
    if counted_by == "ratio":
        fine = _whole(NATURAL_EARTH[2])
        values = {name: km / fine[name] for name, km in _whole(BOOK).items()}
    else:
        values = dict(_whole(counted_by))
    if pieces:
        rows = table("border/world")
        alaska = float(rows[(rows.border == US_CANADA) & (rows.part == "with Alaska")].length_km.iloc[0])
        values["Canada-Alaska"] = alaska
        values["Canada-US without Alaska"] = values.pop(US_CANADA) - alaska
    return sorted(values.items(), key=lambda item: -item[1])


def borders_scene(counted_by, pieces):
    """Ranking, sentence and description for one way to count."""
    ranked = borders(counted_by, pieces)
    place = [name for name, _ in ranked].index(OURS) + 1
    (first, top), ours = ranked[0], dict(ranked)[OURS]
    if counted_by == "ratio":
        sentence = (
            f"The handbook is longer than the 1:10m map everywhere: {top:.2f} times for {first}, {ours:.2f} times for {OURS} "
            f"(number {place} of {len(ranked)}). A large ratio means: the map leaves many bends out, or the handbook counted in another way."
        )
    elif place == 1:
        sentence = f"Number one is {OURS} with {ours:,.0f} km, ahead of {ranked[1][0]} with {ranked[1][1]:,.0f} km."
    else:
        sentence = f"Number one is {first} with {top:,.0f} km. {OURS} is number {place} with {ours:,.0f} km."
    sentence = sentence.replace("-", "–")
    numbered = [(number, name, value) for number, (name, value) in enumerate(ranked, 1)]
    shown = numbered[:SHOWN] if place <= SHOWN else [*numbered[: SHOWN - 1], numbered[place - 1]]
    return Scene(shown, sentence, f"Ranked bars of long borders. {sentence}", {"ratio": counted_by == "ratio"})


def draw_borders(scene):
    """Horizontal bars, largest on top; the border of this lesson in colour and striped."""
    ratio = scene.notes["ratio"]
    rows = []
    for number, name, value in scene.data:
        mine = name == OURS
        said = f"{value:,.2f}" if ratio else f"{value:,.0f}"
        label = f"{number}  {name.replace('-', '–')}"
        rows.append((label, value, said, colour("Kazakhstan" if mine else "Other"), "striped" if mine else ""))
    unit, high = ("times: handbook length divided by map length", 2.2) if ratio else ("km", 10000)
    return [ranked(rows, unit, high, room=250)]


def compare_borders():
    """The widget: who measured, and whether a broken border counts as one."""
    controls = {
        "counted_by": choice("Length from", HOW),
        "pieces": choice("Canada–United States", [("one border", False), ("two pieces", True)]),
    }
    intro = "Which border is the longest? Find the counts by which it is ours."
    return Stage(controls, borders_scene, draw_borders, intro, check=borders)
