"""An answer that is one number."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...course import manifest
from .. import rounding
from ..rounding import enough, is_short, rounded_like, rounds_to
from ..values import DONE, EMPTY, Outcome, close, plain, wrong
from .common import ROUNDED, hair, leads

if TYPE_CHECKING:
    from ..task import Task


@dataclass(frozen=True)
class Number:
    """One number. `tolerance` is absolute, in the unit of the task; exact for counts and years (0).

    change: the number is a change or a gap in per cent, so an answer may be divided by the wrong side, or hold a one
    too many. A share of a whole is no change.
    """

    tolerance: float
    change: bool = False

    def judge(self, answer: Any, task: "Task") -> Outcome:
        """Compare a number with the right one: equal within the tolerance, or rounded by the rule of rounding."""
        value = plain(answer)
        if isinstance(value, Outcome):
            return value
        target = float(task.reference())
        points = rounding.percent(task)
        if close(value, target, min(self.tolerance, hair(target))) or (
            self.tolerance and rounds_to(value, target, enough(target, points))
        ):
            return Outcome(DONE)

        def by_hair(other):
            return close(value, other, hair(other))

        def by_rule(other):
            needed = min(enough(other, points), max(1, enough(target, points)))
            return close(value, other, hair(other)) or (self.tolerance > 0 and rounded_like(value, other, needed))

        def like(other):
            return by_rule(other) or (close(value, other, self.tolerance) and is_short(value, other))

        # A value between the right one and a named mistake belongs to the nearer of the two.
        if close(value, target, self.tolerance):
            return self._named(value, task, by_rule, abs(value - target)) or Outcome(DONE)
        # What agrees with the right number as far as it goes is too short, whatever else it may agree with.
        short = self.tolerance > 0 and is_short(value, target)
        return self._named(value, task, by_hair if short else like) or generic_number(
            value, target, task, self.tolerance, self.change, like
        )

    def _named(self, value, task, like, within=float("inf")):
        """The named mistake that the value is; a rounded value that fits several is not said to be one of them."""
        fits = []
        for mistake in task.mistakes:
            yields = [float(way()) for way in mistake.ways()]
            if any(close(value, other, hair(other)) and abs(value - other) < within for other in yields):
                return wrong(mistake.name, mistake.hint)
            if any(like(other) and abs(value - other) < within for other in yields):
                fits.append(mistake)
        if len(fits) > 1:
            return wrong("several slips", SEVERAL)
        return wrong(fits[0].name, fits[0].hint) if fits else None

    def junk(self, task: "Task") -> list:
        """Answers that no task takes."""
        return ["text", None, float("nan"), [1, 2], True, 1e300, -1e-300]


SEVERAL = (
    "Your number fits more than one slip. If you rounded it, what does the check say to all its decimals? "
    "If not: which rows does the question keep, and what stands below the line?"
)


CLOSE = (
    "Very close, and still another number. Compare your steps with the question word by word: table, edition, rows, dates, "
    "rounding. In which of them do they differ?"
)


def generic_number(
    value: float, target: float, task: "Task", tolerance: float, change: bool = False, like: Callable | None = None
) -> Outcome:
    """Name a mistake that any number can have; `target` is the right value, `value` the wrong one."""
    near = max(tolerance, abs(target) * 1e-6)
    like = like or (lambda other: close(value, other, near))
    slip = _zero_or_sign(value, target, tolerance, like) or _fraction(value, target, task, tolerance, near)
    slip = slip or _in_parts(value, target, tolerance)
    slip = slip or (_change(value, target, near, like) if change else None) or _factor(value, target, task, near)
    if slip:
        return slip
    if tolerance and (is_short(value, target) or rounding.is_cut_off(value, target)):
        return wrong("rounded", ROUNDED)
    return (
        neighbour(value, task, like)
        or _form(value, target, task, tolerance, like, change)
        or (wrong("close", CLOSE) if target and abs(value / target - 1) < 0.01 else wrong("other", task.nudge))
    )


def _in_parts(value, target, tolerance):
    """A number with decimals where whole things are counted."""
    if tolerance or value == int(value) or target != int(target):
        return None
    return wrong(
        "no whole number", "What the question counts comes in whole numbers. Which step gives yours its decimals?"
    )


def _zero_or_sign(value, target, tolerance, like):
    """Nothing at all, or the right size with the wrong sign."""
    if value == 0 and target:
        also = " A small number that was rounded gives it too." if tolerance else ""
        return wrong("nothing", f"The answer is zero, which is what a sum over no rows gives.{also} {EMPTY}")
    if target and like(-target):
        return wrong(
            "sign",
            "The size is right, the sign is not. Which value do you take away from which, and what does a minus mean here?",
        )
    return None


def _fraction(value, target, task, tolerance, near):
    """A fraction where per cent is asked for."""
    if rounding.percent(task) and (
        close(100 * value, target, max(near, abs(target) * 0.005))
        or (tolerance and 0 < value < 1 and is_short(value, target / 100))
    ):
        return wrong("fraction", "This is a fraction. The task asks for per cent: what must you multiply by?")
    return None


def _change(value, target, near, like):
    """A factor where a change is asked for, or a change from the wrong side."""
    if close(100 * (value - 1), target, near) or close(value - 100, target, near):
        return wrong(
            "factor",
            "This is new divided by old. A change is what lies above one (or above 100 per cent). What must you take away?",
        )
    if close(value, target + 99, near):
        return wrong(
            "brackets",
            "One is taken away from the number in per cent, not from the ratio. Which step comes first, and which brackets say so?",
        )
    if target > -100 and like(abs(100 * (1 - 1 / (1 + target / 100))) * (1 if value > 0 else -1)):
        return wrong(
            "base",
            "You divide by the other of the two values. Which one was there first, or is the one to compare with, and so belongs below the line?",
        )
    return None


def _factor(value, target, task, near):
    """Off by a power of ten: a unit or a step with 100."""
    for factor, words in ((1000, "1,000"), (1e6, "1,000,000"), (100, "100"), (1e9, "1,000,000,000"), (10, "10")):
        if target and (
            close(value / factor, target, near) or close(value * factor, target, max(near / factor, near * 1e-3))
        ):
            return wrong(
                f"factor {words}",
                f"You are off by a factor of {words}. Unit of the answer: {task.unit}. {leads(words)}",
            )
    return None


def _form(value, target, task, tolerance, like, change):
    """A number of the wrong form: turned round, the rest of a whole, a multiple, or of another size."""

    def same(other):
        return close(value, other, hair(other))

    def three(other):
        return same(other) or (tolerance > 0 and rounded_like(value, other, enough(other, False)))

    # A count that is turned round or multiplied meets another small whole number by chance.
    counted = not tolerance and abs(target) < 30
    for whole in (1, 100, 10000):
        if tolerance and target and three(whole / target):
            return wrong(
                "upside down",
                "Two numbers are the right ones, but they have changed places. Which one belongs below the line?",
            )
    if rounding.percent(task) and like(100 - target):
        return wrong("the rest", "This is the part that is left up to the whole. Which part does the question ask for?")
    if not tolerance and abs(value - target) == 1 and not counted:
        return wrong("by one", "Off by one. Is the first or the last one counted as the question says?")
    for times in range(2, 13) if not counted else ():
        if target and any((three if times == 2 else same)(other) for other in (target * times, target / times)):
            return wrong(
                "multiple",
                "A whole number of times too large or too small. Is something counted twice, divided by a number of rows or years, "
                "or a mean where a sum belongs?",
            )
    share = not change and task.unit.startswith(("per cent of", "% of")) and 0 <= target <= 100
    if share and value > 100:
        return wrong(
            "above 100",
            "More than 100 per cent of a whole. Is it a share at all, are both sides in one unit, and is the part above the line?",
        )
    if share and value < 0:
        return wrong(
            "below zero", "A part of a whole is never below zero. What did you take away, and was that asked for?"
        )
    if target and not 0.02 < abs(value / target) < 50:
        return wrong(
            "size",
            f"The size is far off. Is a step missing, or is there one too many? Unit of the answer: {task.unit}.",
        )
    return None


def neighbour(value: float, task: "Task", like: Callable) -> Outcome | None:
    """Does the value belong to another year or another place? Only for parameters that the task names in `near`."""

    def exact(other):
        return close(value, other, hair(other))

    for name in task.near:
        usual = inspect.signature(task.reference).parameters[name].default
        if isinstance(usual, int):
            near = any(_matches(like, task.reference, name, usual + step) for step in (-1, 1, -2, 2))
            # With many years to choose from, a rounded number would meet one of them by chance.
            far = any(_matches(exact, task.reference, name, usual + step) for step in range(-12, 13) if step)
            if near or far:
                return wrong(
                    "year",
                    f"A number like yours belongs to {'a neighbouring' if near else 'another'} year. "
                    "Read the years in the question again: which rows do you take?",
                )
            continue
        others = manifest().get("names", {}).get("places", [])
        if any(_matches(like, task.reference, name, other) for other in others if other != usual):
            return wrong("country", "Right steps, but for another country. Which one does the question name?")
    return None


def _matches(like, reference, name, argument):
    try:
        return like(float(reference(**{name: argument})))
    except Exception:
        return False
