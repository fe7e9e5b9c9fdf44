"""Can a picture whose values are right be read: its names, its labels, its axes?"""

import re
from collections import Counter
from itertools import combinations
from math import isnan
from typing import TYPE_CHECKING

from .. import label_words as spoken
from ..picture import AREA, BARS, LINE, LYING, PIE, Mark, Picture, tidy
from ..values import Outcome, count, wrong
from .figure_places import Places

if TYPE_CHECKING:
    from ..task import Task


class Reading(Places):
    """Looks at the words and axes around marks that are right."""

    def stray(self, picture: Picture, series: dict, found: dict[str, list[Mark]]) -> Outcome | None:
        """A line that runs back and forth, or marks that the question does not name."""
        for name, marks in found.items():
            for mark in marks[:1]:
                at = [place for place, value in zip(mark.at, mark.values) if not isnan(value)]
                if mark.kind == LINE and at not in (sorted(at), sorted(at, reverse=True)):
                    return self.say("zigzag", name=name)
                years = [said for _, said in sorted(zip(mark.at, mark.said)) if re.fullmatch(r"\d{4}", said)]
                if len(years) == len(at) and years not in (sorted(years), sorted(years, reverse=True)):
                    return self.say("years out of order")
        used = [mark for marks in found.values() for mark in marks]
        data = [
            mark
            for mark in picture.marks
            if mark not in used and mark.kind not in (AREA, PIE) and not self._guide(mark, series)
        ]
        if self.only and data:
            return self.say(
                "more lines",
                more=count(
                    len(data),
                    "line" if data[0].kind == LINE else "set of marks",
                    None if data[0].kind == LINE else "sets of marks",
                ),
            )
        if len(used) + len(data) > 2 * len(series):
            return wrong(
                "crowded",
                f"The picture shows {len(used) + len(data)} lines; a reader cannot find the ones that the question names. Which do you keep?",
            )
        return None

    def _guide(self, mark, series):
        """A level, an upright line, or points that repeat a series: they say nothing new."""
        values = [value for value in mark.values if not isnan(value)]
        if len(set(values)) <= 1 or len(set(mark.at)) <= 1:
            return True
        return any(
            hasattr(one, "index")
            and len(drawn := self.known(mark, one.dropna())) == len(values)
            and self.all_near(drawn, one)
            for one in series.values()
        )

    def readable(self, picture: Picture, series: dict, found: dict[str, list[Mark]], task: "Task") -> Outcome | None:
        """Can a reader tell the parts apart, read the axes and see all values?"""
        bars = self.stacked or any(marks[0].kind in (BARS, LYING) for marks in found.values())
        if self.stacked and not self._on_each_other(found):
            return self.say("not stacked")
        if not self.stacked and (hidden := _one_before_another(found)):
            return self.say(hidden)
        tones = [marks[0].colour for marks in found.values()]
        if bars and any(_alike(one, other) for one, other in combinations(tones, 2)):
            return self.say("same colour")
        return (
            (self._names(picture, series, found) if len(series) > 1 else None)
            or self._labels(picture, task)
            or self._hidden(picture, found)
        )

    def _hidden(self, picture, found):
        """Values that a reader cannot see, or bars that are cut."""
        (low, high), (first, last) = (
            picture.span or (float("-inf"), float("inf")),
            picture.reach or (float("-inf"), float("inf")),
        )
        for name, marks in found.items():
            if not any(
                all(
                    isnan(value)
                    or (_inside(value, low, high) and _inside(at, first, last) and not (picture.log and value <= 0))
                    for at, value in zip(mark.at, mark.values)
                )
                for mark in marks
            ):
                return self.say("hidden", name=name)
            if marks[0].kind in (BARS, LYING) and not picture.log and not _inside(0, low, high):
                return self.say("cut bars")
        return None

    def _on_each_other(self, found):
        """Does each bar begin where the one below it ends?"""
        towers = {}
        for marks in found.values():
            for at, base, value in zip(marks[0].at, marks[0].base, marks[0].values):
                if value and not isnan(value):
                    towers.setdefault(round(at), []).append((base, value))
        for parts in towers.values():
            height = 0.0
            for base, value in sorted(parts):
                if abs(base - height) > 1e-6:
                    return False
                height += value
        return True

    def _names(self, picture, series, found):
        names, titled = list(series), tidy(picture.title)
        given = {name: next((mark.name for mark in found[name] if mark.name), "") for name in names}
        for name, said in given.items():
            others = [other for other in names if other != name and self.calls(said, other)]
            if said and others and not self.calls(said, name):
                return self.say("legend", name=name)
        written = {name: [spot for spot in picture.texts if self.calls(spot[0], name)] for name in names}
        if all(given.values()):
            lines = [found[name][0] for name in names if found[name][0].kind == LINE]
            if len({(line.colour, line.look) for line in lines}) < len(lines) and not all(written.values()):
                return self.say("same look", name=names[-1])
            for name, said in given.items():
                if spoken.says_nothing(said) and not self.calls(said, name):
                    return self.say("nameless", name=name, said=said)
            twice = [said for said, number in Counter(given.values()).items() if number > 1]
            return self.say("nameless", name=names[0], said=twice[0]) if twice else None
        if all(written.values()):
            return next(
                (self.say("legend", name=name) for name in names if self._beside_another(name, written[name], found)),
                None,
            )
        if (
            len(picture.texts) >= len(names)
            and not any(written.values())
            and not any(spoken.says_nothing(text) for text, *_ in picture.texts)
        ):
            return None
        return (
            None
            if self._by_colour(titled, found) or any(self._by_colour(tidy(text), found) for text, *_ in picture.texts)
            else self.say("names")
        )

    def _beside_another(self, name, spots, found):
        """Does the name stand right beside another line, far from its own?"""
        drawn = {other: list(zip(marks[0].at, marks[0].values)) for other, marks in found.items()}
        high = [value for points in drawn.values() for _, value in points if not isnan(value)]
        reach = (max(high) - min(high)) or 1.0
        for _, at, value in spots:
            off = {
                other: min(
                    (abs(height - value) for place, height in points if abs(place - at) <= 1.5), default=float("nan")
                )
                for other, points in drawn.items()
            }
            if off[name] > 0.15 * reach and any(
                distance < 0.05 * reach for other, distance in off.items() if other != name
            ):
                return True
        return False

    def _by_colour(self, text, found):
        """Does a text tell the colour of each series, and the right one: "Russia (blue), China (orange)"?"""
        told = sorted(
            (text.find(word), colour)
            for colour, words in spoken.known()["colours"].items()
            for word in words
            if word in text
        )
        spots = sorted(
            (
                min(
                    (
                        text.find(word)
                        for word in (tidy(name), *map(str.casefold, self.names.get(name, ())))
                        if word in text
                    ),
                    default=-1,
                ),
                name,
            )
            for name in found
        )
        if len(told) < len(found) or any(spot < 0 for spot, _ in spots):
            return False
        return all(spoken.shade(found[name][0].colour) == colour for (_, name), (_, colour) in zip(spots, told))

    def _labels(self, picture, task):
        value_axis, place_axis = (
            ("x-axis", "y-axis") if all(mark.kind == LYING for mark in picture.marks) else ("y-axis", "x-axis")
        )
        titled = tidy(picture.title)
        words, up, across = spoken.families(self.unit_words), tidy(picture.up), tidy(picture.across)
        if not up:
            return wrong("label", f"The {value_axis} has no label. What is measured there, and in which unit?")
        if words and spoken.holds(across, words) and not spoken.holds(up, words):
            return self.say("labels exchanged")
        if spoken.says_nothing(up) and not spoken.raw(up) and not spoken.holds(up, words):
            return self.say("empty label", axis=value_axis, said=picture.up.strip())
        if spoken.raw(up):
            return self.say("raw label", axis=value_axis, said=picture.up.strip())
        for pattern, hint in self.never:
            if re.search(pattern, up):
                return wrong("wrong label", hint)
        if words and (
            (not spoken.holds(up, words) and not spoken.unknown_script(up)) or spoken.other_unit(up, words, task.unit)
        ):
            held = set(re.findall(r"\w+", task.unit.casefold())) <= set(re.findall(r"\w+", up))
            return wrong(
                "unit",
                f"The label of the {value_axis} holds the unit, and not yet what is measured. Which words of the question are missing?"
                if held
                else f"The label of the {value_axis} does not name what the question asks for. A reader needs to know: what is measured, "
                f"and in which unit ({task.unit})?",
            )
        if spoken.lacks_money(f"{up} {titled}", task.unit):
            return wrong(
                "unit", f"The label of the {value_axis} does not say which money it is. In which one are the data?"
            )
        if not across:
            return wrong("label", f"The {place_axis} has no label. What does it show?")
        places = [key for values in self.series().values() if hasattr(values, "index") for key in values.index]
        if all(isinstance(key, str) for key in places) and spoken.no_place(across, words):
            return self.say("place label", axis=place_axis, said=picture.across.strip())
        if across in ("x", "y", "x-axis", "xlabel", "none") or spoken.raw(across):
            return self.say("raw label", axis=place_axis, said=picture.across.strip())
        return None


def _inside(value, low, high):
    """Does a value lie between the ends of an axis? A point on the edge counts."""
    edge = 0.005 * (high - low) if high - low < float("inf") else 0.0
    return low - edge <= value <= high + edge


def _alike(one, other):
    """Are two colours, written as "#rrggbb", the same to the eye, or nearly?"""
    if one == other or not (one and other):
        return one == other
    return all(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) < 10 for at in (1, 3, 5))


def _one_before_another(found):
    """How bars of several series stand at one place, where they should stand side by side: "stacked", "covered" or ""."""
    places: dict[float, float] = {}
    bars = [marks[0] for marks in found.values() if marks[0].kind in (BARS, LYING)]
    for mark in bars:
        for at, base, value in zip(mark.at, mark.base, mark.values):
            if value and not isnan(value):
                if base:
                    return "stacked" if len(bars) > 1 else ""
                if round(at, 6) in places and mark.look != "see-through":
                    return "covered"
                places[round(at, 6)] = value
    return ""
