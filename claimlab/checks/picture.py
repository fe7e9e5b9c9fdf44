"""What a picture shows, as plain data: each mark with its places, values, name and colour, and all words around.

Reading and judging are two steps. What is read here holds no object of matplotlib, so it can be kept as JSON,
sent to another process, and changed on purpose to test a check.
"""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from typing import Any

from .values import Outcome, describe, wrong

LINE, POINTS, BARS, LYING, AREA, PIE = "line", "points", "bars", "lying bars", "area", "pie"


@dataclass(frozen=True)
class Mark:
    """One line, cloud of points or group of bars. `at` are places as numbers, `said` what the axis writes there ("" for nothing)."""

    kind: str
    at: tuple
    said: tuple
    values: tuple
    name: str = ""  # as the legend says it, or as the label of the mark
    colour: str = ""
    base: tuple = ()  # where bars begin
    second: bool = False  # drawn on a second scale
    look: str = ""  # of a line: its dashes and marks; of bars: "see-through"


@dataclass(frozen=True)
class Picture:
    marks: tuple
    across: str = ""  # label of the axis along which the places lie
    up: str = ""  # label of the axis on which the values are read
    title: str = ""
    texts: tuple = ()  # (text, place, value)
    legend: bool = False
    span: tuple = ()  # from where to where the value axis goes, and the axis of the places
    reach: tuple = ()
    log: bool = False  # a value axis that shows no zero and nothing below
    unmarked: bool = False  # nothing is written along the axis of the places

    def plain(self) -> dict:
        """The picture as dicts and lists, for JSON."""
        return asdict(self)


def picture(data: dict) -> Picture:
    """The Picture that `Picture.plain` made into plain data, also after JSON."""
    marks = tuple(
        Mark(**dict[str, Any]((key, tuple(value) if isinstance(value, list) else value) for key, value in one.items()))
        for one in data["marks"]
    )
    return Picture(
        marks,
        data["across"],
        data["up"],
        data["title"],
        tuple(map(tuple, data["texts"])),
        data["legend"],
        tuple(data.get("span", ())),
        tuple(data.get("reach", ())),
        data.get("log", False),
        data.get("unmarked", False),
    )


def together(shown: Picture, same: str = "") -> Picture:
    """The picture with bars, or points, of one kind taken as one mark; `same` ("colour" or "name") keeps series apart.

    A loop draws a series bar by bar, and two calls draw it in two colours.
    """
    groups: dict[tuple, list[Mark]] = {}
    for number, mark in enumerate(shown.marks):
        one = mark.kind in (BARS, LYING, POINTS) and not mark.second
        key = (mark.kind, getattr(mark, same) if same else "") if one else (number,)
        groups.setdefault(key, []).append(mark)
    return replace(shown, marks=tuple(map(_one, groups.values())))


def _one(marks):
    """One mark of several."""
    if len(marks) == 1:
        return marks[0]
    at, said, values, base = (
        tuple(value for mark in marks for value in getattr(mark, part)) for part in ("at", "said", "values", "base")
    )
    name = next((mark.name for mark in marks if mark.name), "")
    return replace(marks[0], at=at, said=said, values=values, base=base, name=name)


def seen(answer: Any) -> Picture | Outcome:
    """What the answer shows, or an Outcome that says why it is no picture.

    Taken are axes, a figure, (fig, ax), an array with one pair of axes, what ax.plot, ax.bar or ax.scatter give back,
    and the grids of seaborn.
    """
    if isinstance(answer, Picture):
        return answer
    axes = axes_of(answer)
    if axes is None:
        return wrong(
            "type",
            f"The answer is {describe(answer)}. The task asks for the picture's axes: begin with fig, ax = plt.subplots(), "
            "or keep what the drawing function gives back.",
        )
    if not hasattr(axes, "get_ylabel"):
        return wrong(
            "panels", "Your figure has more than one pair of axes. The task asks for one picture: which axes hold it?"
        )
    return _read(axes)


def axes_of(answer: Any) -> Any:
    """The axes that an answer holds or belongs to; None when it holds none, a list when it holds several with something drawn."""
    if hasattr(answer, "get_ylabel"):
        return answer
    if hasattr(answer, "get_axes") and callable(answer.get_axes):  # a Figure
        return _only(answer.get_axes())
    if hasattr(answer, "get_ydata") or hasattr(answer, "get_offsets"):
        return answer.axes
    patches = getattr(answer, "patches", None)
    if patches is not None and isinstance(answer, tuple):  # bars
        return _only([patch.axes for patch in patches[:1]])
    inner = getattr(answer, "ax", None)
    if hasattr(inner, "get_ylabel"):
        return inner
    grid = getattr(answer, "axes", None)
    if grid is not None and hasattr(grid, "flat"):
        return _only(list(grid.flat))
    if (isinstance(answer, Sequence) and not isinstance(answer, (str, bytes))) or hasattr(answer, "flat"):
        found = [
            axes_of(one) for one in list(getattr(answer, "flat", answer))[:20] if not isinstance(one, (str, list, dict))
        ]
        return _only([one for one in found if one is not None and not isinstance(one, list)])
    return None


def _only(every):
    """One pair of axes out of several: those with something drawn, twins counted once."""
    every = list(dict.fromkeys(every))
    drawn = [axes for axes in every if axes.lines or axes.patches or axes.collections] or every[:1]
    first = [axes for axes in drawn if not any(axes in _twins(other) for other in drawn[: drawn.index(axes)])]
    return first[0] if len(first) == 1 else first or None


def _twins(axes):
    """Other axes at the same place: a second scale."""
    try:
        return [
            other
            for other in axes.figure.axes
            if other is not axes and other.get_position().bounds == axes.get_position().bounds
        ]
    except AttributeError:
        return []


def _read(axes):
    marks = _marks(axes)
    for other in _twins(axes):
        marks += [Mark(**{**asdict(mark), "second": True}) for mark in _marks(other)]
    legends = [axes.get_legend(), *axes.figure.legends, *(other.get_legend() for other in _twins(axes))]
    entries = [entry for legend in legends if legend is not None for entry in _entries(legend)]
    marks = tuple(Mark(**{**asdict(mark), "name": _named(mark, entries, marks)}) for mark in marks)
    lying = bool(marks) and all(mark.kind == LYING for mark in marks)
    labels = (str(axes.get_xlabel()), str(axes.get_ylabel()))
    texts = tuple((text.get_text(), *_spot(text, axes, lying)) for text in axes.texts if text.get_text().strip())
    title = " ".join(
        filter(
            None,
            (
                axes.get_title(),
                axes.get_title("left"),
                axes.get_title("right"),
                getattr(axes.figure, "get_suptitle", str)(),
            ),
        )
    )
    sides = (axes.xaxis, axes.yaxis)
    span, reach = (tuple(sorted(map(float, sides[side].get_view_interval()))) for side in (not lying, lying))
    log = sides[not lying].get_scale() == "log"
    unmarked = not len(sides[lying].get_majorticklocs())
    return Picture(marks, labels[lying], labels[not lying], title, texts, bool(entries), span, reach, log, unmarked)


def _marks(axes):
    from matplotlib.colors import to_hex

    def colour(given):
        try:
            return to_hex(given)
        except (ValueError, TypeError):
            return ""

    found, words = [], {"x": _words(axes.xaxis), "y": _words(axes.yaxis)}
    for line in axes.lines:
        if not line.get_visible() or line.get_transform() != axes.transData or not len(line.get_xdata()):
            continue  # a level of axhline, or an empty line for a legend
        x, y = _floats(line.get_xdata(orig=False)), _floats(line.get_ydata(orig=False))
        joined = str(line.get_linestyle()).lower() not in ("none", "", " ")
        said = _said(x, line.get_xdata(orig=True), words["x"])
        found.append(
            Mark(
                LINE if joined else POINTS,
                x,
                said,
                y,
                str(line.get_label()),
                colour(line.get_color() if joined else line.get_markerfacecolor()),
                look=f"{line.get_linestyle()} {line.get_marker()}",
            )
        )
    for cloud in axes.collections:
        kind = type(cloud).__name__
        if "Path" in kind and len(cloud.get_offsets()):
            x, y = (_floats(cloud.get_offsets()[:, side]) for side in (0, 1))
            shades = cloud.get_facecolor() if len(cloud.get_facecolor()) else cloud.get_edgecolor()
            found.append(
                Mark(
                    POINTS,
                    x,
                    _said(x, (), words["x"]),
                    y,
                    str(cloud.get_label()),
                    colour(shades[0]) if len(shades) else "",
                )
            )
        elif "Poly" in kind and cloud.get_paths():
            found.append(
                Mark(
                    AREA,
                    (),
                    (),
                    (),
                    str(cloud.get_label()),
                    colour(cloud.get_facecolor()[0]) if len(cloud.get_facecolor()) else "",
                )
            )
    slices = [patch for patch in axes.patches if hasattr(patch, "theta1")]
    if slices:
        turns = _floats([(patch.theta2 - patch.theta1) / 360 for patch in slices])
        found.append(Mark(PIE, turns, ("",) * len(turns), turns))
    for patches, label, lie in _groups(axes):
        boxes = [
            (p.get_y(), p.get_height(), p.get_x(), p.get_width())
            if lie
            else (p.get_x(), p.get_width(), p.get_y(), p.get_height())
            for p in patches
        ]
        at = _floats([start + wide / 2 for start, wide, _, _ in boxes])
        found.append(
            Mark(
                LYING if lie else BARS,
                at,
                _said(at, (), words["y" if lie else "x"]),
                _floats([box[3] for box in boxes]),
                label,
                colour(patches[0].get_facecolor()),
                _floats([box[2] for box in boxes]),
                look="see-through" if patches[0].get_facecolor()[3] < 0.95 else "",
            )
        )
    return found


def _groups(axes):
    """Bars in their groups, as (bars, label, do they lie): as they were drawn together, the rest by colour."""
    inside = set()
    for group in axes.containers:
        bars = [patch for patch in getattr(group, "patches", ()) if hasattr(patch, "get_height")]
        inside |= set(map(id, bars))
        if bars:
            yield bars, str(group.get_label()), getattr(group, "orientation", "") == "horizontal"
    alone = {}
    for patch in axes.patches:
        if (
            id(patch) not in inside
            and hasattr(patch, "get_height")
            and patch.get_transform().contains_branch(axes.transData)
            and patch.get_data_transform() == axes.transData
        ):
            alone.setdefault(patch.get_facecolor(), []).append(patch)
    for bars in alone.values():
        yield bars, str(bars[0].get_label()), _lie(bars)


def _lie(bars):
    """Standing bars share one width, lying bars share one height."""
    wide, high = (
        {round(size, 9) for size in sizes} for sizes in zip(*((bar.get_width(), bar.get_height()) for bar in bars))
    )
    return len(high) == 1 < len(wide)


def _floats(values):
    import numpy as np

    return tuple(float(value) for value in np.ma.filled(np.ma.asarray(values, float), np.nan))


def _words(axis):
    """What an axis writes at a number: {number: text}. Empty for an axis of plain numbers."""
    mapping = getattr(axis.units, "_mapping", None)  # matplotlib's places of words along an axis
    if mapping:
        return {float(place): str(name) for name, place in mapping.items()}
    if type(axis.get_major_locator()).__name__ == "FixedLocator" and type(axis.get_major_formatter()).__name__ in (
        "FixedFormatter",
        "FuncFormatter",
    ):
        return {
            float(place): label.get_text()
            for place, label in zip(axis.get_majorticklocs(), axis.get_ticklabels())
            if label.get_text().strip()
        }
    return {}


def _said(numbers, given, words):
    """What stands at each place: a date as it was given, else the word the axis writes nearest, else ""."""
    dates = [_date(one) for one in given] if len(given) == len(numbers) else []
    if dates and all(dates):
        return tuple(dates)
    if not words:
        return ("",) * len(numbers)
    places = sorted(words)
    apart = min((b - a for a, b in pairwise(places)), default=1.0)

    def nearest(number):
        place = min(places, key=lambda one: abs(one - number))
        return words[place] if abs(place - number) < apart / 2 + 1e-9 else ""

    return tuple(map(nearest, numbers))


def _date(one):
    """A date as "2021-03-01", anything else as ""."""
    import numpy as np

    if isinstance(one, np.datetime64):
        return str(one.astype("datetime64[D]"))
    if hasattr(one, "start_time"):  # a Period of pandas
        one = one.start_time
    return one.strftime("%Y-%m-%d") if hasattr(one, "strftime") and hasattr(one, "year") else ""


def _entries(legend):
    """What a legend shows: (name, colour, dashes)."""
    from matplotlib.colors import to_hex

    handles = getattr(legend, "legend_handles", None) or [None] * len(legend.get_texts())
    for handle, text in zip(handles, legend.get_texts()):
        shade = next((getattr(handle, get)() for get in ("get_color", "get_facecolor") if hasattr(handle, get)), "")
        try:
            shade = to_hex(shade[0] if not isinstance(shade, (str, tuple)) and len(shade) == 1 else shade)
        except (ValueError, TypeError, IndexError):
            shade = ""
        yield text.get_text().strip(), shade


def _named(mark, entries, marks):
    """The name a reader finds for a mark: the legend's entry of its colour; where colours do not tell, its own label."""
    own = "" if mark.name.startswith("_") else mark.name.strip()
    if not entries:
        return ""
    same = [name for name, shade in entries if shade == mark.colour]
    if (
        len(same) == 1
        and len({one.name for one in marks if one.colour == mark.colour and not one.name.startswith("_")}) <= 1
    ):
        return same[0]
    names = [name for name, _ in entries]
    if own in names:
        return own
    labelled = [one for one in marks if not one.name.startswith("_")]
    return names[labelled.index(mark)] if mark in labelled and len(labelled) == len(names) else ""


def _spot(text, axes, lying):
    """Where a text stands, in data (place, value); NaN for a text that hangs elsewhere."""
    where = getattr(text, "xy", None) if getattr(text, "xycoords", "data") == "data" and hasattr(text, "xy") else None
    if where is None and text.get_transform() == axes.transData:
        where = text.get_position()
    try:
        x, y = (float(axis.convert_units(one)) for axis, one in zip((axes.xaxis, axes.yaxis), where))
    except (TypeError, ValueError):
        return float("nan"), float("nan")
    return (y, x) if lying else (x, y)


def tidy(text: object) -> str:
    """Words in one way: small letters, single spaces."""
    return re.sub(r"\s+", " ", str(text).replace("\n", " ")).strip().casefold()
