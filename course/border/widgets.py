"""Widgets of lesson 01: a ruler that walks along the border, and the long borders of the world side by side."""

import math
from functools import cache, lru_cache

from claimlab.evidence.tables import features, table
from claimlab.view.figures import ARTICLE, colour
from claimlab.view.old_stage import Impossible, Scene, Stage, choice, slider

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
                rings.append((one["properties"]["name"], points))
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
        f"{length:,.0f} km. That is {abs(off):.0f}% {'less' if off < 0 else 'more'} than the article's {article_km():,.0f} km."
    )
    where = "the stretch near Orsk and Aktobe" if view == "stretch" else "the whole border"
    sentence += f" The map shows {where}."
    alt = f"A map of {where} with the steps of the ruler on it, and a bar of the length. {sentence}"
    return Scene(stops, sentence, alt, {"map": map_name, "view": view, "length": length, "ruler": ruler_km})


def draw_ruler(axes, scene):
    """Map with the ruler's steps above, a bar of the length with the known numbers below."""
    from matplotlib.collections import LineCollection, PolyCollection

    above, below = axes
    left, right, low, high = LIMITS[scene.notes["view"]]
    rings = _land()
    whole = scene.notes["view"] == "whole"  # close up, the 1:50m outline would not fit the line of another map
    above.add_collection(
        PolyCollection(
            [points for _, points in rings],
            edgecolors="none",
            zorder=1,
            facecolors=["#e4efe9" if name == "Kazakhstan" and whole else "#f1f1ee" for name, _ in rings],
        )
    )
    line = _line(scene.notes["map"])[1]
    above.add_collection(LineCollection([line], colors="#9a9a9a", linewidths=2.6, zorder=2))
    above.plot(
        [x for x, _ in scene.data],
        [y for _, y in scene.data],
        color=colour("Russia"),
        linewidth=1.5,
        zorder=3,
        marker="o" if scene.notes["ruler"] >= (40 if whole else 3) else None,
        markersize=4,
    )
    above.set(xlim=(left, right), ylim=(low, high), xticks=[], yticks=[])
    above.set_aspect("equal")
    above.grid(False)
    bar = 500 if whole else 50
    x, y = right - bar * 1.25, low + 0.08 * (high - low)
    above.plot([x, x + bar], [y, y], color="#333333", linewidth=3)
    above.annotate(f"{bar} km", (x + bar / 2, y), (0, 5), textcoords="offset points", ha="center", fontsize=11)
    for name, x, y in _towns() if not whole else ():
        above.plot(x, y, "o", color="#333333", markersize=5, zorder=4)
        above.annotate(name, (x, y), (6, 5), textcoords="offset points", fontsize=11)
    for name, place in {"RUSSIA": (0.86, 0.88), "KAZAKHSTAN": (0.5, 0.08)}.items():
        above.annotate(name, place, xycoords="axes fraction", fontsize=11, color="#555555")
    below.barh([0], [scene.notes["length"]], height=0.5, color=colour("Russia"))
    marks = {
        "article": (article_km(), ARTICLE, "--", "right", -5),
        "handbook": (cia(), colour("World"), ":", "left", 5),
    }
    for name, (value, tone, dash, side, shift) in marks.items():
        below.axvline(value, color=tone, linestyle=dash, linewidth=2)
        below.annotate(
            f"{name} {value:,.0f}", (value, 0.62), (shift, 0), textcoords="offset points", ha=side, fontsize=11
        )
    below.set(xlim=LENGTHS, ylim=(-0.4, 0.95), yticks=[], xlabel="Length found, km")
    below.set_xticks(range(0, 9001, 1000), [f"{km:,}" for km in range(0, 9001, 1000)])
    below.grid(axis="y", visible=False)


def move_the_ruler():
    """The widget: a ruler, a map and a view; the steps on the map, the length below."""
    controls = {
        "ruler_km": slider("Ruler, km", 1, 200, 100),
        "map_name": choice("Map", MAPS, NATURAL_EARTH[2]),
        "view": choice("Show", VIEWS),
    }
    return Stage(
        controls,
        ruler_scene,
        draw_ruler,
        size=(8.8, 4.9),
        intro="Move the ruler. Grey is the line of the map, blue are the steps of the ruler.",
        grid={"nrows": 2},
        places=[(0.02, 0.33, 0.96, 0.66), (0.02, 0.115, 0.96, 0.195)],
    ).box


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


def draw_borders(axes, scene):
    """Horizontal bars, largest on top; the border of this lesson in colour and hatched."""
    names = [f"{number}  {name.replace('-', '–')}" for number, name, _ in scene.data][::-1]
    values = [value for *_, value in scene.data][::-1]
    ours = [name == OURS for _, name, _ in scene.data][::-1]
    bars = axes.barh(names, values, height=0.7, color=[colour("Kazakhstan" if mine else "Other") for mine in ours])
    bars[ours.index(True)].set(hatch="//", edgecolor="white")
    ratio = scene.notes["ratio"]
    axes.bar_label(bars, [f"{value:,.2f}" if ratio else f"{value:,.0f}" for value in values], padding=4, fontsize=11)
    axes.set(
        xlim=(0, 2.2 if ratio else 10000),
        ylim=(-0.6, SHOWN - 0.4),
        xlabel="Handbook length divided by map length" if ratio else "Length, km",
    )
    if not ratio:
        axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.grid(axis="y", visible=False)


def compare_borders():
    """The widget: who measured, and whether a broken border counts as one."""
    controls = {
        "counted_by": choice("Length from", HOW),
        "pieces": choice("Canada–United States", [("one border", False), ("two pieces", True)]),
    }
    return Stage(
        controls,
        borders_scene,
        draw_borders,
        size=(8.8, 4.0),
        intro="Which border is the longest?",
        places=[(0.315, 0.14, 0.65, 0.85)],
    ).box
