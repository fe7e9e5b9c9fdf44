"""Judge a picture place by place: which mark stands where, and do the words around it tell a reader the truth?"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import isnan
from typing import TYPE_CHECKING, Any

from .. import label_words as spoken
from .. import rounding
from ..forms import form
from ..picture import AREA, BARS, LINE, LYING, PIE, POINTS, Mark, Picture, seen, tidy, together
from ..rounding import enough, is_cut, rounds_to
from ..values import DONE, Outcome, count, wrong

if TYPE_CHECKING:
    from ..task import Task

CALLED = {
    LINE: "lines",
    POINTS: "loose points",
    BARS: "standing bars",
    LYING: "lying bars",
    AREA: "filled areas",
    PIE: "a pie",
}
# Hints that hold for every picture. A task replaces one of them with Figure(hints={kind: hint}).
HINTS = {
    "empty": "The axes are empty: nothing is drawn on them. Did you pass ax=ax to the drawing function, or take the axes only after plt.show()?",
    "pie": "A pie has no axes: nothing can be read against a label. Which marks does the question ask for?",
    "second scale": "One of your marks has a scale of its own at the right. Both must be read on one axis: can you leave the second one out?",
    "exchanged": "The values lie along the axis where the places belong, and the places stand where the values belong. Which of the two do you draw first?",
    "joined": "One of your lines jumps from one series to the other, so its step was never measured. How many lines does the question want?",
    "mean": "One of your lines is the mean of several series. How do you get one line for each?",
    "numbered": "Along the axis stand {ours}, where the question asks for {theirs}. What do you draw your values against?",
    "backwards": "The values of {name} run in the opposite order: the last stands at the first place. Did you sort or turn them without their labels?",
    "sorted": "The values of {name} are sorted by size, so they no longer stand over their own place. Which order does the axis need?",
    "shifted": "The values of {name} are right, but stand at other places along the axis than the question names. Which label belongs to which value?",
    "place": "The values of {name} are right, but they do not stand where they belong along the axis. Were they sorted or listed apart from their labels?",
    "two rows": "The line of {name} has two values or more at {where}. Rows of several kinds stand in one line: which column tells them apart?",
    "zigzag": "The line of {name} runs back and forth. Along the axis the places must rise: what must the rows be sorted by before you draw?",
    "too long": "The right values of {name} are there, but your picture covers more than the question asks for. Where does it begin and end, and where should it?",
    "too short": "The values of {name} that you show are right, but some are missing. Where does your picture begin and end, and where should it?",
    "rounded": "The values of {name} are right as far as they go, and have too few digits. Does a picture need rounded values?",
    "double": "At some places stand two values of {name}. How many rows does each place have in your table?",
    "more places": "The right values are there, and {more} more. Which ones does the question name?",
    "fewer places": "What you show is right, but {less} missing. Which ones does the question name?",
    "hidden": "Not all values of {name} can be seen: some lie outside your axes, or the scale cannot show them. What must the axes hold?",
    "cut bars": "Your bars do not begin at zero, so their lengths do not tell the values. Where must the axis of bars begin?",
    "legend": "The values of {name} carry another name in the picture. Which label belongs to which mark?",
    "some places": "The values of {name} are right but for {where}. Which rows and which step lie behind it?",
    "begins right": "The values of {name} begin right and then go another way. What changes from place to place, and by how much?",
    "upside down": "Each value of {name} is turned round. Which of the two sides belongs below the line?",
    "multiple": "All values of {name} are off by one and the same factor. Which step multiplies or divides once too often, is left out, or takes a number of another line?",
    "one amount": "All values of {name} are off by one and the same amount. What is added, taken away or left out at every place?",
    "below zero": "Some values of {name} lie below zero, where none belongs. What do you take away, or which rows do you draw?",
    "size": "The size of the values of {name} is far off. Is a step missing or one too many, or does a number stand on the wrong side of the line?",
    "one of them": "The values of {right} are right, those of {name} are not yet. In which step do the two differ?",
    "not drawn": "The values of {right} are there, those of {name} are not drawn. Is a second step of drawing missing, or on other axes?",
    "names": "The right values, but nothing says which is which. Add a legend with ax.legend(), or write the names into the picture.",
    "nameless": 'The picture calls {name} "{said}". That tells a reader nothing: which name does it have in the data?',
    "same colour": "The values are right, but several parts have one colour. How does a reader find a part in the legend?",
    "not stacked": "The values are right, but the bars stand beside or before each other. What makes them stand on each other?",
    "more lines": "The right values are there, and {more} more. Which ones does the question name?",
    "labels exchanged": "The words of the two axes are exchanged: each stands at the other axis. What is measured, and along what?",
    "raw label": 'The label of the {axis} is "{said}", a name that only your code knows. What would a reader call it?',
    "empty label": 'The label of the {axis} is "{said}", which tells a reader nothing. What stands there, and in which unit?',
}


@dataclass(frozen=True)
class Figure:
    """A picture. Each series must be drawn with its values at their places, and be readable.

    series: () -> {name: Series of values, the index tells their places}. A list instead of a Series has no places.
    unit_words: one of them, or of the same family in another language, must stand at the value axis.
    tolerance: how near a drawn value must be. only: no other mark may be drawn, but for a level.
    marks: kinds of mark that the question names, the first of them first; () takes all. stacked: bars on each other.
    names: {series or place: further words that name it}. finer: a line may have more places than the reference.
    never: ((pattern, hint), …) for the label of the value axis. hints: {kind: hint} in place of the general one.
    """

    series: Callable
    unit_words: tuple = ()
    tolerance: float = 1e-6
    only: bool = False
    marks: tuple = ()
    stacked: bool = False
    names: dict = field(default_factory=dict)
    finer: bool = False
    never: tuple = ()
    hints: dict = field(default_factory=dict)
    points: bool = False  # per cent, of which one decimal is enough; read from the unit of the task

    def judge(self, answer: Any, task: "Task") -> Outcome:
        """Look at an answer to the task: right, or which mistake was made."""
        if rounding.percent(task) and not self.points:
            return replace(self, points=True).judge(answer, task)
        picture = seen(answer)
        if isinstance(picture, Outcome):
            return picture
        if not picture.marks:
            return self.say("empty")
        if all(mark.kind == PIE for mark in picture.marks):
            return self.say("pie")
        series = self.series()
        picture, found = self._view(picture, series)
        if not all(found.values()):
            filled = [mark for mark in picture.marks if mark.kind == AREA]
            if filled and self.marks and (self.stacked or not any(found.values()) or len(filled) >= len(series)):
                return self._kind(filled)
            return self._named(picture, task) or self._misplaced(picture, series, found, task)
        exact = replace(self, tolerance=1e-9)
        if not all(any(exact.shows(mark, series[name]) for mark in marks) for name, marks in found.items()):
            nearer = exact._named(picture, task)  # within the tolerance, but the very values of a named mistake
            if nearer:
                return nearer
        wanted = {
            name: [mark for mark in marks if not self.marks or mark.kind in self.marks] for name, marks in found.items()
        }
        if not all(wanted.values()):
            return self._kind(next(marks for name, marks in found.items() if not wanted[name]))
        return self._stray(picture, series, wanted) or self._readable(picture, series, wanted, task) or Outcome(DONE)

    def say(self, kind: str, **words: object) -> Outcome:
        """The hint of a kind of mistake, in the task's own words where it has some."""
        return wrong(kind, self.hints.get(kind, HINTS[kind]).format(**words))

    def _view(self, picture: Picture, series: dict) -> tuple[Picture, dict[str, list[Mark]]]:
        """The picture as it shows the series best, and the marks that show each: a series may be drawn in several calls."""
        views = [picture, *(together(picture, same) for same in (("colour", "name") if len(series) > 1 else ("",)))]
        for view in views:
            found = {name: [mark for mark in view.marks if self.shows(mark, values)] for name, values in series.items()}
            if all(found.values()):
                return view, found
        # Nobody means a single bar of many to be a series of its own.
        loose = [mark for mark in picture.marks if mark.kind in (BARS, LYING, POINTS)]
        view = views[1] if loose and all(len(mark.values) == 1 for mark in loose) else picture
        return view, {
            name: [mark for mark in view.marks if self.shows(mark, values)] for name, values in series.items()
        }

    # --- values at places

    def shows(self, mark: Mark, values: Any) -> bool:
        """Does this mark show these values, each at its place?"""
        if mark.kind in (AREA, PIE) or mark.second:
            return False
        if not hasattr(values, "index"):
            return self._same_values(mark, values)
        drawn = self.at_places(mark, values)
        return (
            drawn is not None
            and all(
                self._near(drawn.get(key, 0.0 if mark.kind in (BARS, LYING) else float("nan")), value)
                for key, value in values.dropna().items()
            )
            and set(drawn) <= set(values.dropna().index)
        )

    def at_places(self, mark: Mark, values: Any) -> dict | None:
        """The drawn values by the places of a reference: {place: value}; None when a mark stands at no place of it or twice at one."""
        keys = list(values.dropna().index)
        points = [
            (at, said, value)
            for at, said, value in zip(mark.at, mark.said, mark.values)
            if not isnan(value) and not (value == 0 and mark.kind in (BARS, LYING))
        ]
        if (
            self.finer
            and mark.kind == LINE
            and all(isinstance(key, (int, float)) for key in keys)
            and len(points) > len(keys)
        ):
            return self._between(points, keys)
        wide = 0.45 if mark.kind in (BARS, LYING) else 0.02
        drawn: dict[Any, float] = {}
        strange: list[tuple] = []
        for at, said, value in points:
            fits = [key for key in keys if self._stands(key, at, said, wide)]
            fits = [key for key in fits if tidy(key) == tidy(said)] or fits
            if len(fits) != 1:
                strange.append((at, said, value))
            elif fits[0] in drawn and not self._near(drawn[fits[0]], value):
                return None
            else:
                drawn[fits[0]] = value
        return drawn if not strange else self._foreign(drawn, strange, keys, values)

    def _foreign(self, drawn, strange, keys, values):
        """Names along the axis in words we do not know: by their order, or by their values where the task leaves the order open."""
        left = [key for key in keys if key not in drawn]
        if len(strange) != len(left) or not all(
            isinstance(key, str) and said and not spoken.says_nothing(said) for key, (_, said, _) in zip(left, strange)
        ):
            return None
        if any(key in self.names for key in left):
            left.sort(key=lambda key: values[key])
            strange.sort(key=lambda point: point[2])
        else:
            strange.sort()
        return {**drawn, **{key: value for key, (_, _, value) in zip(left, strange)}}

    def _between(self, points, keys):
        import numpy as np

        points = sorted(points)
        at, heights = np.array([point[0] for point in points]), np.array([point[2] for point in points])
        if abs(at[0] - min(keys)) > 0.02 or abs(at[-1] - max(keys)) > 0.02:
            return None
        return dict(zip(keys, np.interp(keys, at, heights)))

    def _stands(self, key, at, said, wide):
        """Does a mark at this number, where the axis writes `said`, stand at the place `key`?"""
        if isinstance(key, str):
            return bool(said) and self._calls(said, key)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", said):
            return said.startswith(str(int(key)))
        try:
            return abs(float(said) - key) <= 0.02
        except ValueError:
            pass
        if re.fullmatch(r"['’]\d\d", said):
            return said[1:] == str(int(key))[-2:]
        return abs(at - key) <= wide and not re.search(r"\d", said)

    def _calls(self, text, name):
        """Does the text name this series or place?"""
        text, name = tidy(text), str(name)
        return tidy(name) in (text, text.strip()) or spoken.holds(
            text, (tidy(name), *map(str.casefold, self.names.get(name, ())))
        )

    def _near(self, drawn, value):
        return abs(drawn - value) <= self.tolerance * (1 + 1e-9) or rounds_to(drawn, value, enough(value, self.points))

    def _same_values(self, mark, values):
        drawn, wanted = (
            sorted(value for value in map(float, some) if not isnan(value)) for some in (mark.values, values)
        )
        return len(drawn) == len(wanted) and all(map(self._near, drawn, wanted))

    # --- what is wrong with the values or their places

    def _named(self, picture, task):
        for mistake in task.mistakes:
            if any(
                all(any(self.shows(mark, values) for mark in picture.marks) for values in way().values())
                for way in mistake.ways()
            ):
                return wrong(mistake.name, mistake.hint)
        return None

    def _misplaced(self, picture, series, found, task):
        """The best that can be said about series that are not drawn as they should be."""
        missing = {name: values for name, values in series.items() if not found[name]}
        if any(
            self.shows(_first(mark), values) for values in missing.values() for mark in picture.marks if mark.second
        ):
            return self.say("second scale")
        for name, values in missing.items():
            if not hasattr(values, "index"):
                continue
            for mark in picture.marks:
                said = self._order(mark, values) or self._short(mark, values)
                if said:
                    return said if isinstance(said, Outcome) else self.say(said, name=name)
        one = (
            self._counted(picture, missing)
            or self._blend(picture, series)
            or self._extent(picture, missing)
            or self._factor(picture, missing, task)
            or self._doubled(picture, missing)
            or self._partly(picture, series, found, missing)
        )
        return one or wrong(
            "data",
            f"The picture does not show the right values yet ({len(missing)} of {len(series)} series missing). {task.nudge}",
        )

    def _order(self, mark, values):
        """Right values at wrong places: which kind of wrong?"""
        wanted = values.dropna()
        if (
            _numbers(wanted.index)
            and self._same_values(_turned(mark), wanted)
            and self._same_values(mark, wanted.index)
        ):
            return "exchanged"
        if not self._same_values(mark, wanted) or mark.second:
            return ""
        drawn = [value for _, value in sorted(zip(mark.at, mark.values)) if not isnan(value)]
        row = list(wanted if isinstance(wanted.index[0], str) else wanted.sort_index())
        in_order = all(map(self._near, drawn, row))
        nameless = not _numbers(wanted.index) and all(self._unsaid(said, wanted.index) for said in mark.said)
        counted = in_order and not any(mark.said) and (nameless or abs(min(mark.at)) <= 1 < min(wanted.index))
        if counted or (nameless and (in_order or self.names)):
            theirs = "names" if nameless else f"{wanted.index[0]}, {wanted.index[1]} …"
            ours = ", ".join(said or f"{at:g}" for at, said in sorted(zip(mark.at, mark.said))[:3]) + " …"
            return self.say("numbered", ours=ours, theirs=theirs)
        if in_order:
            return "shifted" if _numbers(wanted.index) else "place"
        if all(map(self._near, drawn, row[::-1])):
            return "backwards"
        if drawn in (sorted(drawn), sorted(drawn, reverse=True)):
            return "sorted"
        return "place"

    def _short(self, mark, values):
        """The right values with too few digits."""
        drawn = self.at_places(mark, values) if mark.kind not in (AREA, PIE) and not mark.second else None
        if not drawn or not any(drawn.values()):
            return ""
        wanted = values.dropna()
        cut = all(
            key in drawn and (self._near(drawn[key], one) or is_cut(drawn[key], one)) for key, one in wanted.items()
        )
        return "rounded" if cut else ""

    def _counted(self, picture, missing):
        """Right values at places with names, but some too few or too many."""
        for values in missing.values():
            if not hasattr(values, "index") or _numbers(values.dropna().index):
                continue
            for mark in picture.marks:
                if mark.kind in (AREA, PIE) or mark.second:
                    continue
                drawn, left = [value for value in mark.values if not isnan(value)], list(values.dropna())
                for value in tuple(drawn):
                    match = next((one for one in left if self._near(value, one)), None)
                    if match is not None:
                        drawn.remove(value)
                        left.remove(match)
                if drawn and not left:
                    return self.say("more places", more=len(drawn))
                if left and not drawn and len(mark.values) > 1:
                    return self.say("fewer places", less=f"{len(left)} {'is' if len(left) == 1 else 'are'}")
        return None

    def _unsaid(self, said, keys):
        """Does the axis write nothing at a place, or nothing that tells a reader more than a number?"""
        return not said or (spoken.says_nothing(said) and not any(self._calls(said, key) for key in keys))

    def _blend(self, picture, series):
        """One mark that is made of several series: parts of each, or their mean."""
        every = [values.dropna() for values in series.values() if hasattr(values, "index")]
        if len(every) < 2:
            return None
        for mark in picture.marks:
            drawn = {key: value for values in every for key, value in (self._known(mark, values) or {}).items()}
            if len(drawn) < 3 or any(self._all_near(drawn, values) for values in every):
                continue
            if all(
                any(self._near(value, values.get(key, float("nan"))) for values in every)
                for key, value in drawn.items()
            ):
                return self.say("joined")
            if all(
                self._near(value, sum(values.get(key, float("nan")) for values in every) / len(every))
                for key, value in drawn.items()
            ):
                return self.say("mean")
        return None

    def _known(self, mark, values):
        """Drawn values at those places of the reference that the mark has."""
        if mark.kind in (AREA, PIE) or mark.second:
            return {}
        wide = 0.45 if mark.kind in (BARS, LYING) else 0.02
        return {
            key: value
            for at, said, value in zip(mark.at, mark.said, mark.values)
            if not isnan(value)
            for key in values.index
            if self._stands(key, at, said, wide)
        }

    def _all_near(self, drawn, values):
        return all(self._near(value, values.get(key, float("nan"))) for key, value in drawn.items())

    def _extent(self, picture, missing):
        for name, values in missing.items():
            if not hasattr(values, "index"):
                continue
            wanted = values.dropna()
            for mark in picture.marks:
                drawn = self._known(mark, wanted)
                if len(drawn) < max(2, len(wanted) / 3) or not self._all_near(drawn, wanted):
                    continue
                if len(set(mark.at)) < len([value for value in mark.values if not isnan(value)]):
                    twice = next(at for at, number in Counter(mark.at).items() if number > 1)
                    where = dict(zip(mark.at, mark.said))[twice] or f"{twice:g}"
                    return self.say("two rows" if mark.kind == LINE else "double", name=name, where=where)
                return self.say("too long" if len(drawn) == len(wanted) else "too short", name=name)
        return None

    def _doubled(self, picture, missing):
        """A line with two values at one place holds rows of several kinds."""
        for mark in picture.marks:
            at = [place for place, value in zip(mark.at, mark.values) if not isnan(value)]
            twice = next((place for place, number in Counter(at).items() if number > 1), None)
            if mark.kind == LINE and twice is not None and not mark.second:
                name = next(
                    (name for name in missing if mark.name and self._calls(mark.name, name)), next(iter(missing))
                )
                where = dict(zip(mark.at, mark.said))[twice] or f"{twice:g}"
                return self.say("two rows", name=name, where=where)
        return None

    def _partly(self, picture, series, found, missing):
        """Other values at the right places: what they have in common, or at least which series is meant."""
        used = [mark for marks in found.values() for mark in marks]
        rest = [mark for mark in picture.marks if mark not in used and mark.kind != AREA and not mark.second]
        for name, values in missing.items():
            if not hasattr(values, "index"):
                continue
            wanted = values.dropna()
            for mark in rest:
                drawn = self._known(mark, wanted)
                if set(drawn) != set(wanted.index):
                    continue
                off = [key for key in wanted.index if not self._near(drawn[key], wanted[key])]
                if len(off) <= 3 and len(wanted) > 2 * len(off):
                    return self.say("some places", name=name, where=", ".join(map(self._written(mark), off)))
                if len(missing) > 1 and not (mark.name and self._calls(mark.name, name)):
                    continue  # nobody knows which series this mark is meant to be
                if kind := form([drawn[key] for key in wanted.index], list(wanted)):
                    return self.say(kind, name=name)
                row = sorted(wanted.index) if _numbers(wanted.index) else []
                if len(row) > 3 and off and row[0] not in off:
                    return self.say("begins right", name=name)
        right = [name for name in series if found[name]]
        if not right:
            return None
        return self.say("one of them" if rest else "not drawn", right=" and ".join(right), name=" and ".join(missing))

    def _written(self, mark):
        """How a place is called: as the axis of the picture writes it."""
        return lambda key: next(
            (said for at, said in zip(mark.at, mark.said) if said and self._stands(key, at, said, 0.45)), f"{key}"
        )

    def _factor(self, picture, missing, task):
        for values in missing.values():
            for mark in picture.marks:
                for factor, words in ((1000, "1,000"), (100, "100"), (1e6, "1,000,000")):
                    for scale in (factor, 1 / factor):
                        if self.shows(
                            replace(mark, values=tuple(value * scale for value in mark.values)), values
                        ) and any(value != 0 for value in mark.values):
                            ask = (
                                "Is a step with 100 missing, or is there one too many?"
                                if words == "100"
                                else "Which unit do the data have?"
                            )
                            return wrong(
                                f"factor {words}",
                                f"The values stand at their places, but off by a factor of {words}. Unit of the picture: {task.unit}. {ask}",
                            )
        return None

    def _kind(self, marks):
        have, want = CALLED[marks[0].kind], " or ".join(CALLED[kind] for kind in self.marks)
        if marks[0].kind == LYING and BARS in self.marks:
            return wrong(
                "lying", "The bars of your picture lie. The question asks for bars that stand: which method draws them?"
            )
        return wrong("kind", f"Your picture has {have}. The question asks for {want}: which method draws them?")

    # --- can it be read?

    def _stray(self, picture, series, found):
        for name, marks in found.items():
            for mark in marks[:1]:
                at = [place for place, value in zip(mark.at, mark.values) if not isnan(value)]
                if mark.kind == LINE and at not in (sorted(at), sorted(at, reverse=True)):
                    return self.say("zigzag", name=name)
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
            and len(drawn := self._known(mark, one.dropna())) == len(values)
            and self._all_near(drawn, one)
            for one in series.values()
        )

    def _readable(self, picture, series, found, task):
        bars = self.stacked or any(marks[0].kind in (BARS, LYING) for marks in found.values())
        if self.stacked and not self._on_each_other(found):
            return self.say("not stacked")
        if (
            len(series) > 1
            and bars
            and len({mark.colour for marks in found.values() for mark in marks[:1]}) < len(series)
        ):
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
            others = [other for other in names if other != name and self._calls(said, other)]
            if said and others and not self._calls(said, name):
                return self.say("legend", name=name)
        if all(given.values()):
            for name, said in given.items():
                if spoken.says_nothing(said) and not self._calls(said, name):
                    return self.say("nameless", name=name, said=said)
            twice = [said for said, number in Counter(given.values()).items() if number > 1]
            return self.say("nameless", name=names[0], said=twice[0]) if twice else None
        written = {name: [spot for spot in picture.texts if self._calls(spot[0], name)] for name in names}
        if all(written.values()):
            return next(
                (self.say("legend", name=name) for name in names if self._beside_another(name, written[name], series)),
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

    def _beside_another(self, name, spots, series):
        """Does the name stand right beside another line, far from its own?"""
        high = [value for values in series.values() for value in values]
        reach = (max(high) - min(high)) or 1.0
        for _, at, value in spots:
            off = {
                other: min(
                    (
                        abs(drawn - value)
                        for place, drawn in values.dropna().items()
                        if not isinstance(place, str) and abs(place - at) <= 1.5
                    ),
                    default=float("nan"),
                )
                for other, values in series.items()
                if hasattr(values, "index")
            }
            if off.get(name, 0) > 0.15 * reach and any(
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
        if not across:
            return wrong("label", f"The {place_axis} has no label. What does it show?")
        if across in ("x", "y", "x-axis", "xlabel", "none") or spoken.raw(across):
            return self.say("raw label", axis=place_axis, said=picture.across.strip())
        return None

    def junk(self, task: "Task") -> list:
        """Answers that no task of this kind takes."""
        return [1, None, "text", [1, 2]]


def _numbers(index):
    return all(isinstance(key, (int, float)) or hasattr(key, "__index__") for key in index)


def _inside(value, low, high):
    """Does a value lie between the ends of an axis? A point on the edge counts."""
    edge = 0.005 * (high - low) if high - low < float("inf") else 0.0
    return low - edge <= value <= high + edge


def _turned(mark):
    return replace(mark, values=mark.at, at=mark.values)


def _first(mark):
    return replace(mark, second=False)
