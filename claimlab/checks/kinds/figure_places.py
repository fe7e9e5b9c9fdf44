"""Which mark of a picture stands where: the values of a mark at the places of a series."""

import re
from collections.abc import Callable
from math import isnan
from typing import Any

from .. import label_words as spoken
from ..picture import AREA, BARS, LINE, LYING, PIE, Mark, tidy
from ..rounding import enough, rounds_to
from ..values import Outcome, wrong
from .figure_hints import HINTS


class Places:
    """What all parts of a picture's judge share: the fields of the task (see Figure), and values at their places."""

    series: Callable
    unit_words: tuple
    tolerance: float
    only: bool
    marks: tuple
    stacked: bool
    names: dict
    finer: bool
    never: tuple
    hints: dict
    points: bool

    def say(self, kind: str, **words: object) -> Outcome:
        """The hint of a kind of mistake, in the task's own words where it has some."""
        return wrong(kind, self.hints.get(kind, HINTS[kind]).format(**words))

    def shows(self, mark: Mark, values: Any) -> bool:
        """Does this mark show these values, each at its place?"""
        if mark.kind in (AREA, PIE) or mark.second:
            return False
        if not hasattr(values, "index"):
            return self.same_values(mark, values)
        drawn = self.at_places(mark, values)
        return (
            drawn is not None
            and all(
                self.near(drawn.get(key, 0.0 if mark.kind in (BARS, LYING) else float("nan")), value)
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
            fits = [key for key in keys if self.stands(key, at, said, wide)]
            fits = [key for key in fits if tidy(key) == tidy(said)] or fits
            if len(fits) != 1:
                strange.append((at, said, value))
            elif fits[0] in drawn and not self.near(drawn[fits[0]], value):
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

    def stands(self, key: Any, at: float, said: str, wide: float) -> bool:
        """Does a mark at this number, where the axis writes `said`, stand at the place `key`?"""
        if isinstance(key, str):
            return bool(said) and self.calls(said, key)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", said):
            return said.startswith(str(int(key)))
        try:
            return abs(float(said) - key) <= 0.02
        except ValueError:
            pass
        if re.fullmatch(r"['’]\d\d", said):
            return said[1:] == str(int(key))[-2:]
        return abs(at - key) <= wide and not re.search(r"\d", said)

    def calls(self, text: str, name: Any) -> bool:
        """Does the text name this series or place?"""
        text, name = tidy(text), str(name)
        return tidy(name) in (text, text.strip()) or spoken.holds(
            text, (tidy(name), *map(str.casefold, self.names.get(name, ())))
        )

    def near(self, drawn: float, value: float) -> bool:
        """Is a drawn value the right one, within the tolerance or by the rule of rounding?"""
        return abs(drawn - value) <= self.tolerance * (1 + 1e-9) or rounds_to(drawn, value, enough(value, self.points))

    def same_values(self, mark: Mark, values: Any) -> bool:
        """Does a mark show these values, in whatever order?"""
        drawn, wanted = (
            sorted(value for value in map(float, some) if not isnan(value)) for some in (mark.values, values)
        )
        return len(drawn) == len(wanted) and all(map(self.near, drawn, wanted))

    def known(self, mark: Mark, values: Any) -> dict:
        """Drawn values at those places of the reference that the mark has."""
        if mark.kind in (AREA, PIE) or mark.second:
            return {}
        wide = 0.45 if mark.kind in (BARS, LYING) else 0.02
        return {
            key: value
            for at, said, value in zip(mark.at, mark.said, mark.values)
            if not isnan(value)
            for key in values.index
            if self.stands(key, at, said, wide)
        }

    def all_near(self, drawn: dict, values: Any) -> bool:
        """Is each drawn value that of its place?"""
        return all(self.near(value, values.get(key, float("nan"))) for key, value in drawn.items())
