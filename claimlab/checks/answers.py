"""The kinds of answer a task can ask for, and what each can say about a wrong one.

A kind looks at a student's object and returns an Outcome. The order is always the same: not answered,
wrong type, right, a mistake the task names, a mistake that any task can have, and last an honest
"not this". No outcome tells the answer.
"""

import contextlib
import copy
import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..course import manifest
from ..student.sentences import exact
from . import rounding
from .figure_answer import Figure
from .forms import form
from .rounding import enough, is_cut, is_short, rounded_like, rounds_to
from .values import (
    DASHES,
    DONE,
    EMPTY,
    OPEN,
    WRONG,
    Outcome,
    bare,
    close,
    count,
    describe,
    is_blank,
    numbers,
    plain,
    word,
    written_alike,
    wrong,
)

if TYPE_CHECKING:
    from .task import Task

__all__ = [
    "DONE",
    "OPEN",
    "WRONG",
    "Choice",
    "Column",
    "Figure",
    "Function",
    "Items",
    "Mistake",
    "Number",
    "Outcome",
    "describe",
    "is_blank",
    "plain",
]


@dataclass(frozen=True)
class Mistake:
    """A mistake that real students make: `wrong()` computes what it yields, `hint` asks the right question.

    The hint must fit every likely way to the same value: who comes by another one would be misled.
    """

    name: str
    wrong: Callable
    hint: str
    also: tuple[Callable, ...] = ()  # the same mistake with another number, such as 111 or 111.32 km a degree

    def ways(self) -> tuple[Callable, ...]:
        """All that this mistake can yield, the usual one first."""
        return (self.wrong, *self.also)


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
        if close(value, target, min(self.tolerance, _hair(target))) or (
            self.tolerance and rounds_to(value, target, enough(target, points))
        ):
            return Outcome(DONE)

        def by_hair(other):
            return close(value, other, _hair(other))

        def by_rule(other):
            needed = min(enough(other, points), max(1, enough(target, points)))
            return close(value, other, _hair(other)) or (self.tolerance > 0 and rounded_like(value, other, needed))

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
            if any(close(value, other, _hair(other)) and abs(value - other) < within for other in yields):
                return wrong(mistake.name, mistake.hint)
            if any(like(other) and abs(value - other) < within for other in yields):
                fits.append(mistake)
        if len(fits) > 1:
            return wrong("several slips", SEVERAL)
        return wrong(fits[0].name, fits[0].hint) if fits else None

    def junk(self, task: "Task") -> list:
        """Answers that no task takes."""
        return ["text", None, float("nan"), [1, 2], True, 1e300, -1e-300]


ROUNDED = (
    "It agrees with the right number as far as it goes, and has too few digits. Is it rounded, cut off, or taken from a text? "
    "Three figures are enough, for per cent one decimal."
)
SEVERAL = "Rounded like this, your number fits more than one slip. What does the check say to the number with all its decimals?"
CLOSE = (
    "Very close, and still another number. A step that was rounded, one row more or less, or a neighbouring date can do "
    "that: which of them is it?"
)


def generic_number(
    value: float, target: float, task: "Task", tolerance: float, change: bool = False, like: Callable | None = None
) -> Outcome:
    """Name a mistake that any number can have; `target` is the right value, `value` the wrong one."""
    near = max(tolerance, abs(target) * 1e-6)
    like = like or (lambda other: close(value, other, near))
    in_points = rounding.percent(task)
    if value == 0 and target:
        also = " A small number that was rounded gives it too." if tolerance else ""
        return wrong("nothing", f"The answer is zero, which is what a sum over no rows gives.{also} {EMPTY}")
    if target and close(-value, target, near):
        return wrong(
            "sign",
            "The size is right, the sign is not. Which value do you take away from which, and what does a minus mean here?",
        )
    if in_points and (
        close(100 * value, target, max(near, abs(target) * 0.005))
        or (tolerance and 0 < value < 1 and is_short(value, target / 100))
    ):
        return wrong("fraction", "This is a fraction. The task asks for per cent: what must you multiply by?")
    if change:
        if close(100 * (value - 1), target, near) or close(value - 100, target, near):
            return wrong(
                "factor",
                "This is new divided by old. A change is what lies above one (or above 100 per cent). What must you take away?",
            )
        if target > -100 and like(abs(100 * (1 - 1 / (1 + target / 100))) * (1 if value > 0 else -1)):
            return wrong(
                "base",
                "You divide by the other of the two values. Which one was there first, or is the one to compare with, and so belongs below the line?",
            )
    for factor, words in ((1000, "1,000"), (1e6, "1,000,000"), (100, "100"), (1e9, "1,000,000,000"), (10, "10")):
        if target and (
            close(value / factor, target, near) or close(value * factor, target, max(near / factor, near * 1e-3))
        ):
            return wrong(
                f"factor {words}",
                f"You are off by a factor of {words}. Unit of the answer: {task.unit}. {leads(words)}",
            )
    if tolerance and (is_short(value, target) or rounding.is_cut_off(value, target)):
        return wrong("rounded", ROUNDED)
    return (
        neighbour(value, task, like)
        or _form(value, target, task, tolerance, like, change)
        or (wrong("close", CLOSE) if target and abs(value / target - 1) < 0.01 else wrong("other", task.nudge))
    )


def _form(value, target, task, tolerance, like, change):
    """A number of the wrong form: turned round, the rest of a whole, a multiple, or of another size."""

    def same(other):
        return close(value, other, _hair(other))

    def three(other):
        return same(other) or (tolerance > 0 and rounded_like(value, other, enough(other, False)))

    for whole in (1, 100, 10000):
        if target and three(whole / target):
            return wrong(
                "upside down",
                "Two numbers are the right ones, but they have changed places. Which one belongs below the line?",
            )
    if rounding.percent(task) and like(100 - target):
        return wrong("the rest", "This is the part that is left up to the whole. Which part does the question ask for?")
    if not tolerance and abs(value - target) == 1 and abs(target) > 2:
        return wrong("by one", "Off by one. Is the first or the last one counted as the question says?")
    for times in range(2, 13):
        if target and any((three if times < 5 else same)(other) for other in (target * times, target / times)):
            return wrong(
                "multiple",
                "A whole number of times too large or too small: are rows counted twice, or does a mean stand where a sum belongs?",
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


def _hair(value: float) -> float:
    """How far two ways of computing the same number may lie apart."""
    return max(abs(value) * 1e-6, 1e-9)


def in_per_cent(task: "Task") -> bool:
    """Is the unit of the task per cent?"""
    return task.unit.startswith(("per cent", "%"))


def leads(words: str) -> str:
    """The question that follows a factor: 100 is a slip with per cent, 1,000 and more a slip with units."""
    if words == "10":
        return "With how many zeros is the number written?"
    return "Is a step with 100 missing, or is there one too many?" if words == "100" else "Which unit do the data have?"


def neighbour(value: float, task: "Task", like: Callable) -> Outcome | None:
    """Does the value belong to another year or another place? Only for parameters that the task names in `near`."""

    def exact(other):
        return close(value, other, _hair(other))

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
            return wrong("country", "Right steps, but for another country. Which partner does the question name?")
    return None


def _matches(like, reference, name, argument):
    try:
        return like(float(reference(**{name: argument})))
    except Exception:
        return False


@dataclass(frozen=True)
class Choice:
    """One of a few words. Upper and lower case, spaces around and the kind of dash do not count."""

    options: tuple

    def judge(self, answer: Any, task: "Task") -> Outcome:
        """Look at an answer to the task: right, or which mistake was made."""
        allowed = ", ".join(f'"{option}"' for option in self.options)
        if not isinstance(answer, str):
            return wrong(
                "type", f"The answer is {describe(answer)}. The task asks for one of these, as text: {allowed}."
            )
        word = self._word(answer)
        if word == self._word(str(task.reference())):
            return Outcome(DONE)
        for mistake in task.mistakes:
            if any(word == self._word(str(way())) for way in mistake.ways()):
                return wrong(mistake.name, mistake.hint)
        if word in [self._word(option) for option in self.options]:
            return wrong("other", task.nudge)
        return wrong("options", f"This word is not one of the choices: {allowed}.")

    def _word(self, text):
        return " ".join(text.translate(DASHES).split()).strip(" .\"'").casefold()

    def junk(self, task: "Task") -> list:
        """Answers that no task of this kind takes."""
        return [1, None, "banana", ["a"], ""]


@dataclass(frozen=True)
class Items:
    """A collection: order does not count unless `ordered`. Lists, tuples, sets, Series and Index all do."""

    ordered: bool = False

    def judge(self, answer: Any, task: "Task") -> Outcome:
        """Look at an answer to the task: right, or which mistake was made."""
        import pandas as pd

        if (
            isinstance(answer, (pd.DataFrame, str, dict))
            or answer is None
            or not hasattr(answer, "__iter__")
            or getattr(answer, "ndim", 1) != 1
            or callable(answer)
        ):
            like = '["one", "two"]' if any(isinstance(item, str) for item in task.reference()) else "[2001, 2002]"
            return wrong("type", f"The answer is {describe(answer)}. The task asks for a list, for example {like}.")
        if isinstance(answer, pd.Series) and pd.api.types.is_bool_dtype(answer):
            return wrong(
                "mask",
                "The answer is a column of True and False. Use it inside square brackets to pick the rows, then take the labels.",
            )
        try:
            got = [bare(item) for item in answer]
        except TypeError as problem:
            return wrong(
                "items type", f"The answer is a list, but {problem}. The items must be single words or numbers."
            )
        target = [bare(item) for item in task.reference()]
        if self._same(got, target) or self._same(_whole(got, target), target):
            return Outcome(DONE)
        if not got:
            return wrong("empty", f"The list is empty. {EMPTY}")
        for mistake in task.mistakes:
            if any(self._same(got, [bare(item) for item in way()]) for way in mistake.ways()):
                return wrong(mistake.name, mistake.hint)
        if any(item is None or item != item for item in got):
            return wrong(
                "nan items",
                "Some items are missing values (NaN). Adding two Series adds them row by row: how do you put one behind the other?",
            )
        if self._same([word(item) for item in got], [word(item) for item in target]):
            return wrong(
                "text",
                "The right items, but of the wrong type: text and numbers are not the same. Which type do the data have?",
            )
        if set(map(str, got)) == set(map(str, target)) and len(got) > len(target):
            return wrong(
                "double", "An item stands in the list more than once. How many rows does each item have in your table?"
            )
        if self.ordered and sorted(map(str, got)) == sorted(map(str, target)):
            return wrong("order", "The right items in another order. What should the list be sorted by?")
        if isinstance(answer, pd.Series) and set(map(word, answer.index)) == set(map(word, target)):
            return wrong(
                "labels",
                "These are the values of a Series; the items the task asks for are its labels. How do you take the labels?",
            )
        if isinstance(got[0], (int, float)) and all(isinstance(item, str) for item in target):
            return wrong(
                "numbers",
                "Your list holds numbers, perhaps row numbers. The task asks for words: which column holds them?",
            )
        missing, extra = set(map(str, target)) - set(map(str, got)), set(map(str, got)) - set(map(str, target))
        if missing and not extra:
            return wrong(
                "too few",
                f"All of these belong in the list, and {len(missing)} more {'does' if len(missing) == 1 else 'do'}. Which rows does your condition lose?",
            )
        if extra and not missing:
            return wrong(
                "too many",
                f"All that belong in the list are there, and {len(extra)} more. Which part of the question leaves them out?",
            )
        if not missing:
            return wrong(
                "double", "An item stands in the list more than once. How many rows does each item have in your table?"
            )
        if not set(map(str, got)) & set(map(str, target)):
            return wrong(
                "none right",
                f"None of these belongs in the list. Is your condition turned round, or is it about another column? {task.nudge}",
            )
        return wrong(
            "items", f"Not the right items yet: {len(missing)} missing and {len(extra)} too many. {task.nudge}"
        )

    def _same(self, a, b):
        return a == b if self.ordered else len(a) == len(b) and sorted(map(repr, a)) == sorted(map(repr, b))

    def junk(self, task: "Task") -> list:
        """Answers that no task of this kind takes."""
        return [1, None, "text", [], [object()]]


@dataclass(frozen=True)
class Column:
    """A Series: the index must hold the right labels, the values must agree within `tolerance`."""

    tolerance: float
    index: str = "year"
    ordered: bool = False

    def judge(self, answer: Any, task: "Task") -> Outcome:
        """Look at an answer to the task: right, or which mistake was made."""
        import pandas as pd

        target = numbers(task.reference())
        if isinstance(answer, pd.DataFrame):
            if answer.shape[1] == 1:
                return wrong(
                    "frame",
                    "The answer is a table with one column. Pick that column with square brackets, so that it becomes a Series.",
                )
            return wrong(
                "frame",
                f"The answer is {describe(answer)} and {answer.shape[1]} columns. The task asks for one column (a Series). Which one?",
            )
        if not isinstance(answer, pd.Series):
            return wrong(
                "type", f"The answer is {describe(answer)}. The task asks for a Series with one value per {self.index}."
            )
        if len(answer) == 0:
            return wrong("empty", f"The Series is empty. {EMPTY}")
        named_rows, given = answer.index, answer
        answer = numbers(answer)
        if answer is None:
            return wrong(
                "type",
                "The values are text, not numbers. Take away the quotation marks or the formatting; only the numbers count."
                if all(
                    isinstance(item, str) and re.fullmatch(r"\s*[^\d\s]?\s*\d[\d.,\s]*[^\d]*", item) for item in given
                )
                else "The values are text, dates or True and False, not numbers. Which column holds the numbers?",
            )
        answer, target = written_alike(answer), written_alike(target)
        points = rounding.percent(task)
        right = self._same(answer, target, points) or self._same(self._years(answer, target), target, points)
        if right and self._same(answer, target, points, near=1e-9):
            return Outcome(DONE)
        for mistake in task.mistakes:
            for other in (way() for way in mistake.ways()):
                if isinstance(other, pd.Series) and self._same(
                    answer, written_alike(numbers(other)), points, near=1e-9 if right else None
                ):
                    return wrong(mistake.name, mistake.hint)
        if right:
            return Outcome(DONE)
        if _row_numbers(named_rows, target.index):
            return wrong(
                "row numbers",
                f"Your rows carry the row numbers of the table; they should carry the {self.index} as label. "
                "Which column must become the index, with set_index, before you compute?",
            )
        if answer.index.nlevels > 1:
            return wrong(
                "index",
                f"Each row carries {answer.index.nlevels} labels; one, the {self.index}, is enough. What do you group or sum by?",
            )
        if set(answer.index) != set(target.index):
            return self._labels(answer, target)
        if answer.index.has_duplicates:
            return wrong(
                "double",
                f"A {self.index} stands in the answer more than once. Must its rows be added together, or does only one of them belong here?",
            )
        if answer.isna().sum() > target.isna().sum():
            return wrong(
                "nan",
                "Some values are NaN, 'not a number'. Which step lost them? Do both sides of your step have the same labels, and does each condition keep rows?",
            )
        if (answer == 0).all() and (target != 0).any():
            return wrong("nothing", f"All values are zero, which is what a sum over no rows gives. {EMPTY}")
        aligned = answer.reindex(target.index)
        if self.ordered and self._close(aligned, target):
            return wrong("order", "The values are right, the order is not. What should the rows be sorted by?")
        if in_per_cent(task) and self._close(aligned * 100, target):
            return wrong("fraction", "These are fractions. The task asks for per cent: what must you multiply by?")
        for factor, words in ((1000, "1,000"), (100, "100"), (1e6, "1,000,000"), (10, "10")):
            if self._close(aligned / factor, target) or self._close(aligned * factor, target, 1 / factor):
                return wrong(
                    f"factor {words}",
                    f"All values are off by a factor of {words}. Unit of the answer: {task.unit}. {leads(words)}",
                )
        if self._close(-aligned, target):
            return wrong(
                "sign", "The sizes are right, the signs are not. Which of the two do you take away from the other?"
            )
        held = [(value, right) for value, right in zip(aligned, target) if value == value]
        if self.tolerance and all(
            is_cut(value, right) or abs(value - right) <= self.tolerance for value, right in held
        ):
            return wrong("rounded", ROUNDED)
        if self.tolerance and any(_rounded_before(held, digits) for digits in (0, 1, 2)):
            return wrong(
                "rounded early",
                "All values are nearly right, as if numbers were rounded on the way. Is there a step that rounds before the last one?",
            )
        return (
            self._shortened(aligned, target, task)
            or self._shape(aligned, target, points)
            or self._places(aligned, target, task)
        )

    def _shortened(self, aligned, target, task):
        """The one named mistake that the values are when they were rounded further than the rule says."""
        import pandas as pd

        def fits(other):
            if not self.tolerance or not isinstance(other, pd.Series):
                return False
            other = written_alike(numbers(other))
            return set(other.index) == set(target.index) and all(map(is_cut, aligned, other.reindex(target.index)))

        found = [mistake for mistake in task.mistakes if any(fits(way()) for way in mistake.ways())]
        return wrong(found[0].name, found[0].hint) if len(found) == 1 else None

    def _shape(self, aligned, target, points):
        """A column of the wrong form: turned round, the rest, added up, or one row late."""
        for whole in (1, 100, 10000):
            if (target != 0).all() and (aligned != 0).all() and self._exact(whole / aligned, target):
                return wrong(
                    "upside down",
                    "Two columns are the right ones, but they have changed places. Which one belongs below the line?",
                )
        if points and self._exact(100 - aligned, target):
            return wrong(
                "the rest", "These are the parts that are left up to the whole. Which part does the question ask for?"
            )
        if len(target) > 1 and all(self._fits(sorted(aligned), sorted(target), points)):
            return wrong(
                "other labels",
                f"The values are right, but some stand at another label. Which {self.index} does each of them belong to?",
            )
        if self._exact(aligned, target.cumsum()):
            return wrong(
                "added up",
                "Each of your values holds those before it as well. Does the question ask for a running total?",
            )
        if len(target) > 3 and any(
            self._exact(aligned.shift(step).dropna(), target[aligned.shift(step).notna()]) for step in (1, -1)
        ):
            return wrong(
                "one row late",
                f"Your values stand one row beside their place. Which {self.index} does each of them belong to?",
            )
        ratio = (aligned / target).replace([float("inf"), -float("inf")], float("nan")).dropna()
        if len(ratio) == len(target) > 1 and ratio.std() <= 1e-9 * abs(ratio.mean()) and ratio.iloc[0] > 0:
            return wrong(
                "multiple",
                "All values are off by one and the same factor. Which number do all rows share: a unit, a count, one whole for all?",
            )
        return None

    def _places(self, aligned, target, task):
        """Say where the values differ when that is in a few places only."""
        fits = self._fits(aligned, target, rounding.percent(task))
        other = [str(label) for label, fit in zip(target.index, fits) if not fit]
        odd = next((pair for pair, fit in zip(zip(aligned, target), fits) if not fit), (0.0, 0.0))
        for words in ("10", "100", "1,000", "1,000,000") if len(other) == 1 < len(target) else ():
            factor = float(words.replace(",", ""))
            if any(abs(odd[0] - odd[1] * scale) <= abs(odd[1] * scale) * 1e-6 for scale in (factor, 1 / factor)):
                return wrong(f"factor {words}", f"One value, {other[0]}, is off by a factor of {words}. {leads(words)}")
        if len(other) <= 3 and len(target) > 2 * len(other):
            return wrong(
                "some values",
                f"All values agree but for {', '.join(other)}. What is special about the rows behind {'it' if len(other) == 1 else 'them'}?",
            )
        return wrong(
            "values",
            f"{len(other)} of {count(len(target), 'value')} {'differ' if len(other) != 1 else 'differs'}. {task.nudge}",
        )

    def _exact(self, a, b):
        return len(a) == len(b) and bool(((a - b).abs() <= b.abs() * 1e-6 + 1e-12).all())

    def _years(self, answer, target):
        """The same column with years as numbers where they were given as text or as dates."""
        import pandas as pd

        if not pd.api.types.is_integer_dtype(target.index):
            return None
        labels = [
            str(label)[:4] if re.fullmatch(r"\d{4}(-(12-31|01-01).*)?", str(label)) else "" for label in answer.index
        ]
        return answer.set_axis([int(label) for label in labels]) if all(labels) else None

    def _labels(self, answer, target):
        if list(answer.index) == list(range(len(answer))):
            return wrong(
                "index",
                f"The rows are numbered 0, 1, 2 …; they should carry the {self.index} as label. Which column can become the index?",
            )
        as_text, wanted = set(map(str, answer.index)), set(map(str, target.index))
        if as_text == wanted or any(
            {text[:length] for text in as_text} == wanted for length in (4, 7, 10) if hasattr(answer.index, "year")
        ):
            return wrong(
                "index type",
                f"The labels look right but have another type (text, date or number). Which type has the {self.index} in the data?",
            )
        if set(answer.dropna().index) == set(target.dropna().index):
            return wrong(
                "nan rows",
                "Some values are NaN, 'not a number': these rows do not have all that the question needs. Leave them out; dropna() does.",
            )
        more = len(answer) - len(target)
        how = f"{abs(more)} too {'many' if more > 0 else 'few'}" if more else "others than expected"
        names = not more and all(isinstance(label, str) for label in target.index)
        if names and _dates(answer.index) and _dates(answer.index) == _dates(target.index):
            return wrong(
                "index type",
                f"The labels name the right days, written in another way. How are they written in the column of the {self.index}?",
            )
        if not names and not {_shape(label) for label in as_text} & {_shape(label) for label in wanted}:
            shown = ", ".join(sorted(as_text)[:3]) + (" …" if len(as_text) > 3 else "")
            return wrong(
                "other column",
                f"Your labels are {shown}; the question wants one value for each {self.index}. "
                "Which column is the label: what stands inside groupby or set_index, and along which side do you add?",
            )
        ask = "How does the question, or the table that it names, write them?" if names else "Which rows do you keep?"
        return wrong("index", f"The labels ({self.index}) differ: {how}. {ask}")

    def _close(self, a, b, scale=1):
        # A value 1,000 times too small must be compared as closely as it is small, or zero would fit any small column.
        near = self.tolerance * (1 + 1e-9) if scale == 1 else b.abs() * 1e-6
        return bool((((a - b).abs() <= near) | (a.isna() & b.isna())).all())

    def _fits(self, a, b, points, near=None):
        """Value by value: is it as near as the task asks, or rounded by the rule of rounding? Each by its own decimals."""
        near = max(self.tolerance if near is None else near, 1e-9) * (1 + 1e-9)
        return [
            abs(value - right) <= near
            or (value != value and right != right)
            or (self.tolerance > 0 and rounds_to(value, right, enough(right, points)))
            for value, right in zip(a, b)
        ]

    def _same(self, a, b, points=None, near=None):
        if a is None or b is None or len(a) != len(b) or set(a.index) != set(b.index) or a.index.has_duplicates:
            return False
        if self.ordered and list(a.index) != list(b.index):
            return False
        return all(self._fits(a.reindex(b.index), b, points, near))

    def junk(self, task: "Task") -> list:
        """Answers that no task of this kind takes."""
        import pandas as pd

        return [1, None, "text", pd.DataFrame({"a": [1]}), pd.Series(["a"]), pd.Series([0.5])]


FORMS = {
    "upside down": "Each result is turned round. Which of the two sides belongs below the line?",
    "multiple": "All results are off by one and the same factor. Which step multiplies or divides once too often or is left out, "
    "or which number did you type by hand?",
    "one amount": "All results are off by one and the same amount. What is added, taken away or left out whatever the input is?",
    "below zero": "For {call} the function gives a number below zero, which cannot be right. What do you take away from what?",
    "size": "The size of the results is far off. Is a division missing, or does a number stand on the wrong side of the line?",
}


@dataclass(frozen=True)
class Function:
    """A function, run on inputs the student does not see, so that a constant cannot pass."""

    cases: Callable  # () -> list of argument tuples
    tolerance: float = 1e-6
    signature: str = "f(x)"

    def judge(self, answer: Any, task: "Task") -> Outcome:
        """Look at an answer to the task: right, or which mistake was made."""
        if not callable(answer):
            return wrong(
                "type",
                f"The answer is {describe(answer)}. The task asks for a function: keep the line that begins with def.",
            )
        cases, got, crash = list(self.cases()), [], None
        for case in cases:
            try:
                got.append(answer(*copy.deepcopy(case)))
            except KeyboardInterrupt:
                return wrong("endless", "Your function did not come back and was stopped. Which loop never ends?")
            except (Exception, SystemExit) as problem:
                inside = problem.__traceback__ and problem.__traceback__.tb_next  # None: it did not even start
                if isinstance(problem, TypeError) and "argument" in str(problem) and inside is None:
                    return wrong(
                        "signature",
                        f"The function must take the arguments of {self.signature}. Python says: {problem}.",
                    )
                got.append(_Stopped)
                crash = crash or wrong(
                    "error", f"Your function stopped with {_said(problem)} It was called with {self._call(case)}."
                )
        if crash:
            return self._behind(got, cases, task) or crash
        if all(value is None for value in got):
            return wrong("return", "The function gives nothing back. Is the word return missing?")
        target = [task.reference(*copy.deepcopy(case)) for case in cases]
        if self._same(got, target):
            return Outcome(DONE)
        for mistake in task.mistakes:
            try:
                for way in mistake.ways():
                    if self._same(got, [way(*copy.deepcopy(case)) for case in cases]):
                        return wrong(mistake.name, mistake.hint)
            except Exception:
                continue
        if all(_void(value) for value in got) and not all(_void(value) for value in target):
            return wrong("nothing", f"The function gives nothing but zero or missing values. {EMPTY}")
        if len({repr(value) for value in got}) == 1 and len({repr(value) for value in target}) > 1:
            return wrong(
                "constant", "The function gives the same result whatever it is called with. Does it use its arguments?"
            )
        wanted: list[Any] = [plain(value) for value in target]
        values: list[Any] = [plain(value) for value in got]
        if not any(isinstance(value, Outcome) for value in wanted):
            for value in values:
                if isinstance(value, Outcome):
                    return wrong(
                        "result type",
                        "The function does not give back one number. "
                        + value.hint.replace("The answer is", "The result is"),
                    )
            if in_per_cent(task) and self._same([v * 100 for v in values], wanted):
                return wrong(
                    "fraction", "The results are fractions. The task asks for per cent: what must you multiply by?"
                )
            for factor, words in ((100, "100"), (1000, "1,000"), (1e6, "1,000,000"), (10, "10")):
                if self._same([v / factor for v in values], wanted) or self._same([v * factor for v in values], wanted):
                    return wrong(
                        f"factor {words}",
                        f"The results are off by a factor of {words}. Unit of the result: {task.unit}. {leads(words).replace('data', 'arguments')}",
                    )
            if self._same([-v for v in values], wanted):
                return wrong("sign", "The sizes are right, the signs are not. Which value do you take away from which?")
            if all(is_short(v, t) or self._one(v, t) for v, t in zip(values, wanted)):
                return wrong(
                    "rounded inside",
                    "The function rounds. Whoever calls it may need more decimals: can you leave the rounding out?",
                )
            if all(abs(v - t) <= 0.01 * abs(t) for v, t in zip(values, wanted)):
                return wrong(
                    "close",
                    "Very close for every input, but not equal. Do you round inside the function, or type a shortened number?",
                )
        idle = self._idle(answer, cases, task)
        if idle:
            return wrong(
                "idle argument", f"The result does not change with {idle}. Does the function use that argument?"
            )
        kind = self._form(values, wanted)
        good = sum(self._one(v, t) for v, t in zip(got, target))
        if good and kind != "multiple":
            case = next(case for case, v, t in zip(cases, got, target) if not self._one(v, t))
            return wrong(
                "some inputs",
                f"The function is right for {good} of {len(cases)} inputs, and not for {self._call(case)}. What is special there?",
            )
        if kind:
            below = next((case for case, value in zip(cases, values) if kind == "below zero" and value < 0), cases[0])
            return wrong(kind, FORMS[kind].format(call=self._call(below)))
        return wrong("values", f"The function is right for none of {len(cases)} inputs. {task.nudge}")

    def _form(self, values, wanted):
        """The kind of mistake that all results share; a result that is rightly zero fits any factor, so it is left aside."""
        if not all(isinstance(one, float) for one in (*values, *wanted)):
            return ""
        pairs = [(value, right) for value, right in zip(values, wanted) if value or right]
        return form([value for value, _ in pairs], [right for _, right in pairs])

    def _behind(self, got, cases, task):
        """The named mistake of a function that stopped: it gives what the mistake gives for all inputs that came back."""
        came = [(value, case) for value, case in zip(got, cases) if value is not _Stopped]
        if len(came) < max(2, len(cases) / 2):
            return None
        values = [value for value, _ in came]
        if self._same(values, [task.reference(*copy.deepcopy(case)) for _, case in came]):
            return None
        for mistake in task.mistakes:
            for way in mistake.ways():
                with contextlib.suppress(Exception):
                    if self._same(values, [way(*copy.deepcopy(case)) for _, case in came]):
                        return wrong(mistake.name, mistake.hint)
        return None

    def _idle(self, answer, cases, task):
        """The name of an argument that the right result depends on, and this one does not; "" when all are used."""
        names = re.findall(r"\w+", self.signature.partition("(")[2])
        for place in range(len(cases[0]) if len(cases[0]) > 1 else 0):
            if not all(isinstance(case[place], (int, float)) for case in cases):
                continue
            changed = [(*cases[0][:place], case[place], *cases[0][place + 1 :]) for case in cases]
            with contextlib.suppress(Exception):
                results = [plain(answer(*copy.deepcopy(case))) for case in changed]
                wanted = {plain(task.reference(*copy.deepcopy(case))) for case in changed}
                if len(wanted) > 1 and len(set(results)) == 1 and isinstance(results[0], float):
                    return names[place] if place < len(names) else f"argument {place + 1}"
        return ""

    def _call(self, case):
        def short(one):
            text = " ".join(repr(one).split())
            return describe(one) if hasattr(one, "shape") or len(text) > 60 else text

        return f"({', '.join(map(short, case))})"

    def _one(self, a, b):
        """Numbers agree within the tolerance, everything else must be equal. Text that looks like a number is text."""
        x, y = plain(a), plain(b)
        if not isinstance(x, Outcome) and not isinstance(y, Outcome):
            return close(x, y, self.tolerance * max(1, abs(y)))
        if isinstance(y, float):
            return False
        try:
            return bare(a) == bare(b) and a is not None
        except TypeError:
            return type(a) is type(b) and bool(a == b)

    def _same(self, a, b):
        return all(self._one(x, y) for x, y in zip(a, b))

    def junk(self, task: "Task") -> list:
        """Answers that no task of this kind takes."""
        return [1, None, "text", lambda: 1, lambda *a: 42, lambda *a: None, lambda *a: "text"]


def _rounded_before(held, digits):
    """Do the values look like sums or differences of numbers that were rounded: short, and off by a unit at most, both ways?"""
    unit = 10.0**-digits
    off = [value - right for value, right in held]
    return (
        len(held) > 3
        and all(abs(value - round(value, digits)) < 1e-9 for value, _ in held)
        and all(abs(right - round(right, digits)) > 1e-9 for _, right in held)
        and max(map(abs, off)) <= 1.01 * unit < max(abs(right) for _, right in held) / 10
        and abs(sum(off) / len(off)) < unit / 4
    )


def _said(problem):
    """What stopped a function: in the course's words where the table has them, else in Python's."""
    kind, text = type(problem).__name__, str(problem)
    if sentence := exact(kind, text):
        return f"{kind}. {sentence}"
    return f"{kind}: {text}".splitlines()[0][:120].rstrip(": .") + "."


class _Stopped:
    """Stands for what a function did not give back."""


def _shape(label):
    """What kind of label a text is: the same for 2021 and 2022, and for C1 and C35. A word is a shape of its own."""
    return re.sub(r"\d+", "0", label)


def _dates(labels):
    """The days that labels name, or None when they name none."""
    import pandas as pd

    try:
        return {str(pd.Timestamp(label).date()) for label in labels}
    except (TypeError, ValueError):
        return None


def _void(value):
    """What an empty selection gives: zero, nothing, or a missing value."""
    found = plain(value)
    if isinstance(found, float):
        return found == 0
    return found.kind == "nan" or (hasattr(value, "__len__") and len(value) == 0 and not isinstance(value, str))


def _row_numbers(labels, wanted):
    """Are the labels row numbers of a table, where others are wanted? A forgotten set_index leaves them."""
    import pandas as pd

    if labels.nlevels > 1 or not pd.api.types.is_integer_dtype(labels):
        return False
    return not pd.api.types.is_integer_dtype(wanted) or not set(labels) & set(wanted)


def _whole(items, target):
    """Years and codes given as text, as the whole numbers that the task asks for."""
    if all(type(item) is int for item in target) and all(isinstance(item, str) and item.isdecimal() for item in items):
        return [int(item) for item in items]
    return items
