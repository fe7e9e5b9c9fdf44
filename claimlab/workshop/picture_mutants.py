"""Wrong pictures made from a right one: what students do to the places, the names and the marks, one at a time."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from ..checks.picture import BARS, LINE, LYING, POINTS, Picture


def pictures(right: Picture) -> Iterator[tuple[str, Picture]]:
    """All changed pictures that differ from the right one, as (what was done, picture)."""
    names = [mark.name for mark in right.marks if mark.name]
    several = len(set(names)) > 1

    def each(change: Callable, picture: Picture = right) -> Picture:
        return replace(picture, marks=tuple(change(number, mark) for number, mark in enumerate(picture.marks)))

    def turned(row, by=1):
        return (*row[by:], *row[:by])

    made = {
        "values backwards": each(lambda _, mark: replace(mark, values=mark.values[::-1])),
        "values sorted": each(lambda _, mark: replace(mark, values=tuple(sorted(mark.values)))),
        "values one place on": each(lambda _, mark: replace(mark, values=turned(mark.values))),
        "values and places exchanged": each(lambda _, mark: replace(mark, values=mark.at, at=mark.values)),
        "values times 1,000": each(lambda _, mark: replace(mark, values=tuple(1000 * one for one in mark.values))),
        "places numbered from 0": each(
            lambda _, mark: replace(mark, at=tuple(map(float, range(len(mark.at)))), said=("",) * len(mark.at))
        ),
        "places shifted": each(
            lambda _, mark: replace(mark, at=tuple(at + 1 for at in mark.at), said=turned(mark.said, -1))
        ),
        "first place missing": each(
            lambda _, mark: replace(
                mark, at=mark.at[1:], said=mark.said[1:], values=mark.values[1:], base=mark.base[1:]
            )
        ),
        "no label at the values": replace(right, up=""),
        "no label at the places": replace(right, across=""),
        "labels exchanged": replace(right, up=right.across, across=right.up),
        "the raw name of a column as label": replace(right, up="value_usd_m"),
    }
    if several:
        order = list(dict.fromkeys(names))
        other = dict(zip(order, turned(order), strict=True))
        made["names exchanged"] = each(lambda _, mark: replace(mark, name=other.get(mark.name, "")))
        made["names a, b"] = each(lambda number, mark: replace(mark, name="abcdefgh"[number % 8]))
        made["no names"] = replace(each(lambda _, mark: replace(mark, name="")), legend=False, texts=(), title="")
        made["one mark missing"] = replace(right, marks=right.marks[1:])
    if any(mark.kind == LINE for mark in right.marks):
        made["points for lines"] = each(lambda _, mark: replace(mark, kind=POINTS))
        made["bars for lines"] = each(lambda _, mark: replace(mark, kind=BARS, base=(0.0,) * len(mark.at)))
    if any(mark.kind == BARS for mark in right.marks):
        made["lying bars"] = each(lambda _, mark: replace(mark, kind=LYING))
        if several:
            made["one colour"] = each(lambda _, mark: replace(mark, colour="#808080"))
            made["bars from the ground"] = each(lambda _, mark: replace(mark, base=(0.0,) * len(mark.at)))
    yield from ((name, picture) for name, picture in made.items() if _differs(picture, right))


def _differs(one, other):
    """Do two pictures show different things? The order of the points of a mark does not count."""

    def shown(picture):
        marks = [replace(mark, at=(), said=(), values=()) for mark in picture.marks]
        points = [sorted(zip(mark.at, mark.said, mark.values)) for mark in picture.marks]
        return replace(picture, marks=tuple(marks)), repr(points)

    return shown(one) != shown(other)
