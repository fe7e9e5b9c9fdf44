"""What a picture is made of: panels with two axes, and marks in the units of the data.

A widget's `draw` puts these together; stage.js draws them in the page and still.py in Python. Nothing here knows pixels,
except margins, heights and the size of letters. Everything becomes small JSON: see `lean`.

Tones are "#RRGGBB" or one of: ink, soft, middle, pale, faint (the colour of the page's text, ever lighter), ground.
Looks of bars: full, striped (coloured with stripes of ground), hatched (thin stripes and an outline), hollow (an outline).
`tip` names a mark in a tooltip: every bar, dot, band, outline and line has one.
"""

import math
from dataclasses import dataclass, field

DIGITS = 5  # significant digits of a position: finer than a pixel on any screen


@dataclass
class Axis:
    """One axis of a panel. ticks: values, or (value, words) pairs; numbers are written with commas.

    title: unit and name, below a horizontal axis, above a vertical one. digits, grouping: how a tooltip writes a value.
    names: {value: words} for tooltips where the number is only a place. low may be above high: then the axis runs back.
    """

    low: float
    high: float
    ticks: list = field(default_factory=list)
    title: str = ""
    grid: bool = True
    log: bool = False
    digits: int = 0
    grouping: bool = False
    names: dict = field(default_factory=dict)


@dataclass
class Panel:
    """One plot. height: of the plot area, in pixels. left, right: margins for the words beside it. share: of the row's width.

    equal: a unit is as long upwards as sideways (maps).
    """

    marks: list
    x: Axis
    y: Axis
    height: int = 300
    left: int = 64
    right: int = 20
    share: float = 1
    title: str = ""
    equal: bool = False


def bar(x: float, x2: float, y: float, y2: float, tone: str, tip: str, key: str = "", look: str = "") -> dict:
    """A bar or a tile from (x, y) to (x2, y2). key: what it stands for, so that it moves when its place changes."""
    return _mark("bar", x=x, x2=x2, y=y, y2=y2, tone=tone, tip=tip, key=key, look=look)


def dot(
    x: float, y: float, tone: str, tip: str, shape: str = "", size: float = 0, look: str = "", key: str = ""
) -> dict:
    """A dot. shape: circle, square, diamond, up, down, cross, tick. size: half its width, in pixels (5 when left out)."""
    return _mark("dot", x=x, y=y, tone=tone, tip=tip, shape=shape, size=size, look=look, key=key)


def line(
    points: list, tone: str, tip: str = "", width: float = 2, dash: str = "", key: str = "", only_name: bool = False
) -> dict:
    """A line through (x, y) points; None breaks it. Its tooltip is `tip` and the nearest point, or `tip` alone."""
    return _mark(
        "line", points=_points(points), tone=tone, tip=tip, width=width, dash=dash, key=key, only_name=only_name
    )


def band(points: list, tone: str, tip: str, opacity: float = 0.2) -> dict:
    """The ground between two lines, from (x, low, high) points."""
    return _mark("band", points=_points(points), tone=tone, tip=tip, opacity=opacity)


def outline(points: list, tone: str, tip: str, opacity: float = 0) -> dict:
    """A filled shape, such as a country on a map."""
    return _mark("outline", points=_points(points), tone=tone, tip=tip, opacity=opacity)


def rule(
    tone: str, x: float | None = None, y: float | None = None, width: float = 1.5, dash: str = "", tip: str = ""
) -> dict:
    """A line across the whole panel at one x or at one y."""
    return _mark("rule", x=x, y=y, tone=tone, width=width, dash=dash, tip=tip)


def text(
    x: float,
    y: float,
    words: str,
    anchor: str = "",
    dx: float = 0,
    dy: float = 0,
    bold: bool = False,
    size: float = 0,
    tone: str = "",
    key: str = "",
    lead: bool = False,
) -> dict:
    r"""Words at a place, moved by (dx, dy) pixels. anchor: start, middle or end; "\n" begins a new line.

    lead: where a narrow page moves them down, off other words, a thin line leads to them from their place.
    """
    return _mark(
        "text", x=x, y=y, words=words, anchor=anchor, dx=dx, dy=dy, bold=bold, size=size, tone=tone, key=key, lead=lead
    )


def thin(points: list, apart: float) -> list:
    """Points of a line without those that lie closer than `apart` to the one before; both ends stay."""
    kept = points[:1]
    for point in points[1:-1]:
        if math.dist(point, kept[-1]) >= apart:
            kept.append(point)
    return [*kept, *points[-1:]] if len(points) > 1 else list(points)


def lean(rows: list) -> list:
    """Rows of panels as lists and dicts for JSON. A row may be one panel."""
    return [[_panel(panel) for panel in (row if isinstance(row, list) else [row])] for row in rows]


def _panel(panel: Panel) -> dict:
    made = {
        "x": _axis(panel.x),
        "y": _axis(panel.y),
        "height": panel.height,
        "left": panel.left,
        "right": panel.right,
        "share": panel.share,
    }
    made |= {name: getattr(panel, name) for name in ("title", "equal") if getattr(panel, name)}
    return {**made, "marks": panel.marks}


def _axis(axis: Axis) -> dict:
    ticks = [one if isinstance(one, tuple) else (one, f"{one:,}") for one in axis.ticks]
    made = {
        "low": _short(axis.low),
        "high": _short(axis.high),
        "ticks": [[_short(at), str(words).replace("-", "−") if _number(words) else words] for at, words in ticks],
    }
    made |= {
        name: getattr(axis, name) for name in ("title", "grid", "log", "digits", "grouping") if getattr(axis, name)
    }
    return made | ({"names": {str(at): words for at, words in axis.names.items()}} if axis.names else {})


def _number(words: str) -> bool:
    return words[:1] == "-" and words[1:].replace(".", "").replace(",", "").isdecimal()


def _mark(kind: str, **traits: object) -> dict:
    """A mark without what is empty; 0 is a value for places, and empty for all else."""
    places = ("x", "x2", "y", "y2")
    kept = {name: value for name, value in traits.items() if value or (name in places and value is not None)}
    return {"kind": kind, **{name: _short(value) for name, value in kept.items()}}


def _short(value: object) -> object:
    if hasattr(value, "item"):  # a numpy number
        value = value.item()
    if isinstance(value, float):
        value = float(f"{value:.{DIGITS}g}")
        return int(value) if value.is_integer() else value
    return value


def _points(points: list) -> list:
    return [
        None if one is None or any(value != value for value in one) else [_short(value) for value in one]
        for one in points
    ]


def nice(low: float, high: float, about: int = 5) -> list:
    """Round values for the ticks of an axis from low to high, about so many; whole numbers are ints."""
    step = (high - low) / about
    power = 10 ** math.floor(math.log10(step))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= step * 0.999)
    ticks = [
        round(step * number, 10) for number in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)
    ]
    return [int(one) if float(one).is_integer() else one for one in ticks]


def listed(names: list, least: int = 0) -> Axis:
    """A vertical axis of names, the first on top; row n lies from n - 0.5 to n + 0.5. least: room for so many rows."""
    return Axis(max(len(names), least) - 0.45, -0.55, [(row, name) for row, name in enumerate(names)], grid=False)


def ranked(
    rows: list,
    unit: str,
    high: float,
    low: float = 0,
    room: int = 150,
    height: int = 300,
    least: int = 0,
    grouping: bool = True,
) -> Panel:
    """Horizontal bars below each other. rows: (name, value, said, tone) or (name, value, said, tone, look) each.

    unit: title of the value axis and of the tooltips. low, high: ends of that axis. room: pixels for the names.
    """
    marks = []
    for at, (name, value, said, tone, *look) in enumerate(rows):
        marks.append(
            bar(
                0,
                value,
                at - 0.36,
                at + 0.36,
                tone,
                f"{name}: {said} {unit}",
                key=f"bar {name}",
                look=look[0] if look else "",
            )
        )
        marks.append(text(max(value, 0), at, said, dx=5, key=f"said {name}"))
    if low < 0:
        marks.append(rule("ink", x=0, width=1))
    return Panel(
        marks,
        Axis(low, high, nice(low, high), unit, grouping=grouping),
        listed([row[0] for row in rows], least),
        height=height,
        left=room,
        right=30,
    )
