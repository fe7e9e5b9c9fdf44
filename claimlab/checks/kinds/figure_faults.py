"""What is wrong with the values of a picture, or with their places."""

from collections import Counter
from dataclasses import replace
from math import isnan
from typing import TYPE_CHECKING

from .. import label_words as spoken
from ..forms import form
from ..picture import AREA, BARS, LINE, LYING, PIE, POINTS, Mark, Picture
from ..rounding import is_cut
from ..values import Outcome, wrong
from . import common
from .figure_places import Places

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


class Faults(Places):
    """Names the mistake of a picture whose series are not all drawn as they should be."""

    def named(self, picture: Picture, task: "Task") -> Outcome | None:
        """The named mistake that the picture shows."""

        bars = [mark for mark in picture.marks if mark.kind in (BARS, LYING)]

        def drawn(series):
            found = all(any(self.shows(mark, values) for mark in picture.marks) for values in series.values())
            return found and len(bars) <= 2 * len(series)  # one of many parts may look like the whole of a mistake

        return common.named(task, drawn)

    def misplaced(self, picture: Picture, series: dict, found: dict[str, list[Mark]], task: "Task") -> Outcome:
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
                    one = said if isinstance(said, Outcome) else self.say(said, name=name)
                    return self.say("unmarked") if one.kind == "numbered" and picture.unmarked else one
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
        if _numbers(wanted.index) and self.same_values(_turned(mark), wanted) and self.same_values(mark, wanted.index):
            return "exchanged"
        across = not _numbers(wanted.index) and sorted(mark.values) == list(range(len(wanted)))
        if across and mark.kind in (LINE, POINTS) and self.same_values(_turned(mark), wanted):
            return "exchanged"
        if not self.same_values(mark, wanted) or mark.second:
            return ""
        drawn = [value for _, value in sorted(zip(mark.at, mark.values)) if not isnan(value)]
        row = list(wanted if isinstance(wanted.index[0], str) else wanted.sort_index())
        in_order = all(map(self.near, drawn, row))
        nameless = not _numbers(wanted.index) and all(self._unsaid(said, wanted.index) for said in mark.said)
        counted = in_order and not any(mark.said) and (nameless or abs(min(mark.at)) <= 1 < min(wanted.index))
        if counted or (nameless and (in_order or self.names)):
            theirs = "names" if nameless else f"{wanted.index[0]}, {wanted.index[1]} …"
            ours = ", ".join(said or f"{at:g}" for at, said in sorted(zip(mark.at, mark.said))[:3]) + " …"
            return self.say("numbered", ours=ours, theirs=theirs)
        if in_order:
            return "shifted" if _numbers(wanted.index) else "place"
        if all(map(self.near, drawn, row[::-1])):
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
            key in drawn and (self.near(drawn[key], one) or is_cut(drawn[key], one)) for key, one in wanted.items()
        )
        return "rounded" if cut else ""

    def _counted(self, picture, missing):
        """Right values at places with names, but some too few or too many, in every series that is not there yet."""
        told = []
        for name, values in missing.items():
            if not hasattr(values, "index") or _numbers(values.dropna().index):
                return None
            marks = [mark for mark in picture.marks if mark.kind not in (AREA, PIE) and not mark.second]
            one = next(filter(None, (self._count(mark, name, values.dropna(), len(missing)) for mark in marks)), None)
            if one is None:
                return None
            told.append(one)
        return told[0] if told else None

    def _count(self, mark, name, wanted, series):
        """How many places of one series a mark has too few or too many; None when it shows something else."""
        shown = self.known(mark, wanted)
        if not self.all_near(shown, wanted) or (series > 1 and not (shown and self._meant(mark, name))):
            return None
        drawn, left = [value for value in mark.values if not isnan(value)], list(wanted)
        for value in tuple(drawn):
            match = next((one for one in left if self.near(value, one)), None)
            if match is not None:
                drawn.remove(value)
                left.remove(match)
        if drawn and not left:
            return self.say("more places", more=len(drawn))
        if left and not drawn and len(mark.values) > 1:
            return self.say("fewer places", less=f"{len(left)} {'is' if len(left) == 1 else 'are'}")
        return None

    def _meant(self, mark, name):
        """May this mark be meant as the series? Not when it carries another name that says something."""
        return not mark.name or self.calls(mark.name, name) or spoken.says_nothing(mark.name)

    def _unsaid(self, said, keys):
        """Does the axis write nothing at a place, or nothing that tells a reader more than a number?"""
        return not said or (spoken.says_nothing(said) and not any(self.calls(said, key) for key in keys))

    def _blend(self, picture, series):
        """One mark that is made of several series: parts of each, or their mean."""
        every = [values.dropna() for values in series.values() if hasattr(values, "index")]
        if len(every) < 2:
            return None
        for mark in picture.marks:
            if mark.kind != LINE:
                continue  # small counts of bars agree here and there by chance
            drawn = {key: value for values in every for key, value in (self.known(mark, values) or {}).items()}
            if len(drawn) < 3 or any(self.all_near(drawn, values) for values in every):
                continue
            if all(
                any(self.near(value, values.get(key, float("nan"))) for values in every) for key, value in drawn.items()
            ):
                return self.say("joined")
            if all(
                self.near(value, sum(values.get(key, float("nan")) for values in every) / len(every))
                for key, value in drawn.items()
            ):
                return self.say("mean")
            if all(self.near(value, sum(values.get(key, 0.0) for values in every)) for key, value in drawn.items()):
                return self.say("sum")
        return None

    def _extent(self, picture, missing):
        for name, values in missing.items():
            if not hasattr(values, "index"):
                continue
            wanted = values.dropna()
            for mark in picture.marks:
                drawn = self.known(mark, wanted)
                if len(drawn) < max(2, len(wanted) / 3) or not self.all_near(drawn, wanted):
                    continue
                if where := _twice(mark):
                    return self.say("two rows" if mark.kind == LINE else "double", name=name, where=where)
                whole = _numbers(wanted.index) and {min(wanted.index), max(wanted.index)} <= set(drawn)
                return self.say(
                    "too long" if len(drawn) == len(wanted) else "gaps" if whole else "too short", name=name
                )
        return None

    def _doubled(self, picture, missing):
        """A line with two values at one place holds rows of several kinds."""
        for mark in picture.marks:
            if mark.kind == LINE and not mark.second and (where := _twice(mark)):
                meant = [name for name in missing if mark.name and self.calls(mark.name, name)]
                return self.say("two rows", name=[*meant, *missing][0], where=where)
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
                drawn = self.known(mark, wanted)
                if set(drawn) != set(wanted.index):
                    continue
                off = [key for key in wanted.index if not self.near(drawn[key], wanted[key])]
                agree = sum(bool(wanted[key]) for key in wanted.index if key not in off)  # zeros agree by chance
                possible = len(series) == 1 or self._meant(mark, name)
                if len(off) <= 3 and agree > len(off) and len(wanted) > 2 * len(off) and possible:
                    return self.say("some places", name=name, where=", ".join(map(self._written(mark), off)))
                if len(missing) > 1 and not (mark.name and self.calls(mark.name, name)):
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
            (said for at, said in zip(mark.at, mark.said) if said and self.stands(key, at, said, 0.45)), f"{key}"
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

    def kind(self, marks: list[Mark]) -> Outcome:
        """Right values in marks of another kind than the question names."""
        have, want = CALLED[marks[0].kind], " or ".join(CALLED[kind] for kind in self.marks)
        if marks[0].kind == LYING and BARS in self.marks:
            return wrong(
                "lying", "The bars of your picture lie. The question asks for bars that stand: which method draws them?"
            )
        return wrong("kind", f"Your picture has {have}. The question asks for {want}: which method draws them?")


def _numbers(index):
    return all(isinstance(key, (int, float)) or hasattr(key, "__index__") for key in index)


def _turned(mark):
    return replace(mark, values=mark.at, at=mark.values)


def _first(mark):
    return replace(mark, second=False)


def _twice(mark):
    """The first place where a mark has two values or more, as the axis writes it; "" when there is none."""
    drawn = Counter(at for at, value in zip(mark.at, mark.values) if not isnan(value))
    place = next((at for at, number in drawn.items() if number > 1), None)
    return "" if place is None else dict(zip(mark.at, mark.said))[place] or f"{place:g}"
