"""A scene as an SVG picture, drawn in Python for readers without scripts: an unrun lesson, GitHub, a printed page.

The same places as stage.js finds, in the wide form only (880 pixels); tests/browser holds the two together. White ground and
dark ink, because a picture in an <img> does not know the colours of the page.
"""

import base64
import math

from .html import escape

WIDE, TITLE, TICKS, LETTER, LINE = 880, 24, 20, 6.7, 15
INK, GROUND = "#1a1a1a", "#ffffff"
TONES = {
    "ink": (INK, 1),
    "soft": (INK, 0.75),
    "middle": (INK, 0.5),
    "pale": (INK, 0.2),
    "faint": (INK, 0.08),
    "grid": (INK, 0.14),
    "ground": (GROUND, 1),
}
SHAPES = {
    "circle": "M{m} 0A{r} {r} 0 1 1 {r} 0A{r} {r} 0 1 1 {m} 0Z",
    "square": "M{m} {m}H{r}V{r}H{m}Z",
    "diamond": "M0 {n}L{k} 0L0 {k}L{n} 0Z",
    "up": "M0 {m}L{r} {r}H{m}Z",
    "down": "M0 {r}L{r} {m}H{m}Z",
    "cross": "M{m} {m}L{r} {r}M{m} {r}L{r} {m}",
    "tick": "M0 {m}V{r}",
}


def image(scene: dict) -> str:
    """The scene as an <img> element with its description."""
    drawn = svg(scene)
    data = base64.b64encode(drawn.encode()).decode()
    return f'<img alt="{escape(scene["alt"], quote=True)}" src="data:image/svg+xml;base64,{data}" width="{WIDE}" style="max-width:100%;background:#fff">'


def svg(scene: dict) -> str:
    """The scene as one SVG document. scene: rows of lean panels, see marks.lean."""
    shapes, top = [], 0
    stripes: dict[str, str] = {}
    for row in scene["rows"]:
        shares, edge, deepest = sum(panel["share"] for panel in row), 0.0, 0
        for panel in row:
            wide = WIDE * panel["share"] / shares
            titles = bool(panel.get("title")) + bool(panel["y"].get("title"))
            head = (8, TITLE, TITLE + 19)[titles]
            foot = (TICKS if panel["x"]["ticks"] else 4) + (TICKS if panel["x"].get("title") else 0)
            box = (edge, edge + panel["left"], top + head, edge + wide - panel["right"], top + head + panel["height"])
            shapes += _panel(panel, *box, stripes)
            edge += wide
            deepest = max(deepest, head + panel["height"] + foot)
        top += deepest
    height = math.ceil(top + 2)
    patterns = "".join(stripes.values())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {height}" width="{WIDE}" height="{height}" '
        f'font-family="system-ui, sans-serif"><defs>{patterns}</defs>{"".join(shapes)}</svg>'
    )


def _scale(axis, start, end):
    at = math.log if axis.get("log") else float
    low, high = at(axis["low"]), at(axis["high"])
    return lambda value: start + (end - start) * (at(value) - low) / (high - low)


def wrap(words: str, room: float) -> list[str]:
    """Words in lines of at most `room` pixels; a letter counts as LETTER pixels."""
    lines = []
    for piece in str(words).split("\n"):
        line = ""
        for word in piece.split(" "):
            if line and (len(line) + 1 + len(word)) * LETTER > room:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append(line)
    return lines


def _panel(panel, edge, left, top, right, bottom, stripes):
    xs, ys = panel["x"], panel["y"]
    shapes = (
        [_text(edge, top - (28 if ys.get("title") else 9), panel["title"], bold=True, size=14)]
        if panel.get("title")
        else []
    )
    if panel.get("equal"):
        unit = min((right - left) / (xs["high"] - xs["low"]), (bottom - top) / (ys["high"] - ys["low"]))
        wide, tall = (
            (right - left - unit * (xs["high"] - xs["low"])) / 2,
            (bottom - top - unit * (ys["high"] - ys["low"])) / 2,
        )
        left, right, top, bottom = left + wide, right - wide, top + tall, bottom - tall
    x, y = _scale(xs, left, right), _scale(ys, bottom, top)
    for value, words in xs["ticks"]:
        if xs.get("grid"):
            shapes.append(_path(f"M{_r(x(value))} {_r(top)}V{_r(bottom)}", **_stroke("grid", 1)))
        shapes.append(_text(x(value), bottom + 16, words, anchor="middle", tone="soft", size=12))
    for value, words in ys["ticks"]:
        if ys.get("grid"):
            shapes.append(_path(f"M{_r(left)} {_r(y(value))}H{_r(right)}", **_stroke("grid", 1)))
        lines = wrap(words, left - edge - 6)
        shapes.append(
            _text(
                left - 8,
                y(value),
                lines,
                anchor="end",
                size=12.5,
                middle=True,
                tone="soft" if ys.get("grid") else "ink",
            )
        )
    if xs.get("title"):
        shapes.append(_text(left, bottom + (36 if xs["ticks"] else 18), xs["title"], tone="soft", size=12))
    if ys.get("title"):
        shapes.append(_text(edge, top - 9, ys["title"], tone="soft", size=12))
    return shapes + [_mark(mark, x, y, (left, top, right, bottom), stripes) for mark in panel["marks"]]


def _mark(mark, x, y, box, stripes):
    kind, tone = mark["kind"], mark.get("tone", "ink")
    colour, opacity = TONES.get(tone, (tone, 1))
    if kind == "bar":
        (a, b), (c, d) = sorted((x(mark["x"]), x(mark["x2"]))), sorted((y(mark["y"]), y(mark["y2"])))
        return f'<rect x="{_r(a)}" y="{_r(c)}" width="{_r(b - a)}" height="{_r(d - c)}"{_written(_fill(mark.get("look"), tone, stripes))}/>'
    if kind == "text":
        lines = mark["words"].split("\n")
        return _text(
            x(mark["x"]) + mark.get("dx", 0),
            y(mark["y"]) + mark.get("dy", 0),
            lines,
            mark.get("anchor", "start"),
            tone,
            mark.get("bold", False),
            mark.get("size", 13),
            middle=True,
        )
    if kind == "dot":
        size, shape = mark.get("size", 5), mark.get("shape", "circle")
        hollow = mark.get("look") == "hollow" or shape in ("cross", "tick")
        d = SHAPES[shape].format(r=_r(size), m=_r(-size), k=_r(1.3 * size), n=_r(-1.3 * size))
        ink = {"fill": "none", "stroke": colour, "stroke-width": 2} if hollow else {"fill": colour, "stroke": GROUND}
        return _path(
            d,
            transform=f"translate({_r(x(mark['x']))} {_r(y(mark['y']))})",
            **ink,
            **({"opacity": opacity} if opacity < 1 else {}),
        )
    if kind == "rule":
        left, top, right, bottom = map(_r, box)
        d = f"M{_r(x(mark['x']))} {top}V{bottom}" if "x" in mark else f"M{left} {_r(y(mark['y']))}H{right}"
        return _path(d, **_stroke(tone, mark.get("width", 1.5), mark.get("dash")))
    if kind == "line":
        return _path(
            _d([one and (x(one[0]), y(one[1])) for one in mark["points"]]),
            **_stroke(tone, mark.get("width", 2), mark.get("dash")),
        )
    if kind == "band":
        around = [(x(a), y(b)) for a, b, _ in mark["points"]] + [(x(a), y(c)) for a, _, c in mark["points"][::-1]]
        return _path(_d(around) + "Z", fill=colour, **{"fill-opacity": mark.get("opacity", 0.2)})
    if kind == "outline":
        return _path(
            _d([(x(a), y(b)) for a, b in mark["points"]]) + "Z",
            fill=colour,
            **{"fill-opacity": mark.get("opacity", opacity), "stroke": GROUND},
        )
    raise ValueError(f"There is no mark of the kind {kind!r}.")


def _r(value):
    """One digit after the point, and none where it is 0; halves go up, as in JavaScript."""
    value = math.floor(value * 10 + 0.5) / 10
    return int(value) if value == int(value) else value


def _d(points):
    made = []
    for number, one in enumerate(points):
        if one:
            made.append(f"{'L' if number and points[number - 1] else 'M'}{_r(one[0])} {_r(one[1])}")
    return "".join(made)


def _written(attributes):
    return "".join(f' {name}="{value}"' for name, value in attributes.items())


def _path(d, **attributes):
    return f'<path d="{d}"{_written(attributes)}/>'


def _stroke(tone, width, dash=""):
    colour, opacity = TONES.get(tone, (tone, 1))
    made = {"fill": "none", "stroke": colour, "stroke-width": width, "stroke-linejoin": "round"}
    return made | ({"stroke-opacity": opacity} if opacity < 1 else {}) | ({"stroke-dasharray": dash} if dash else {})


def _fill(look, tone, stripes):
    colour, opacity = TONES.get(tone, (tone, 1))
    if not look or look == "full":
        return {"fill": colour} | ({"fill-opacity": opacity} if opacity < 1 else {})
    edge = {"stroke": colour, "stroke-width": 1.2} | ({"stroke-opacity": opacity} if opacity < 1 else {})
    if look == "hollow":
        return {"fill": "none", **edge}
    name = f"{look}-{tone.replace('#', '')}"
    inside = (
        f'<rect width="7" height="7" fill="{colour}"/><rect width="1.6" height="7" fill="{GROUND}"/>'
        if look == "striped"
        else f'<rect width="1.4" height="7" fill="{colour}" fill-opacity="0.6"/>'
    )
    stripes[name] = (
        f'<pattern id="{name}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">{inside}</pattern>'
    )
    return {"fill": f"url(#{name})", **edge}


def _text(x, y, words, anchor="start", tone="ink", bold=False, size=13, middle=False):
    lines = words if isinstance(words, list) else str(words).split("\n")
    colour, opacity = TONES.get(tone, (tone, 1))
    up = size * 0.35 - (len(lines) - 1) * LINE / 2 if middle else 0
    ink = {"text-anchor": anchor, "fill": colour, "font-size": size}
    ink |= ({"fill-opacity": opacity} if opacity < 1 else {}) | ({"font-weight": 700} if bold else {})
    inside = "".join(
        f'<tspan x="0" dy="{LINE if number else 0}">{escape(one)}</tspan>' for number, one in enumerate(lines)
    )
    return f'<text transform="translate({_r(x)} {_r(y + up)})"{_written(ink)}>{inside}</text>'
