"""Judge a picture place by place: which mark stands where, and do the words around it tell a reader the truth?"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from .. import rounding
from ..picture import AREA, BARS, LYING, PIE, POINTS, Mark, Picture, seen, together
from ..values import DONE, Outcome
from .figure_faults import Faults
from .figure_reading import Reading

if TYPE_CHECKING:
    from ..task import Task


@dataclass(frozen=True)
class Figure(Faults, Reading):
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
                return self.kind(filled)
            return self.named(picture, task) or self.misplaced(picture, series, found, task)
        exact = replace(self, tolerance=1e-9)
        if not all(any(exact.shows(mark, series[name]) for mark in marks) for name, marks in found.items()):
            nearer = exact.named(picture, task)  # within the tolerance, but the very values of a named mistake
            if nearer:
                return nearer
        wanted = {
            name: [mark for mark in marks if not self.marks or mark.kind in self.marks] for name, marks in found.items()
        }
        if not all(wanted.values()):
            return self.kind(next(marks for name, marks in found.items() if not wanted[name]))
        return self.stray(picture, series, wanted) or self.readable(picture, series, wanted, task) or Outcome(DONE)

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

    def junk(self, task: "Task") -> list:
        """Answers that no task of this kind takes."""
        return [1, None, "text", [1, 2]]
