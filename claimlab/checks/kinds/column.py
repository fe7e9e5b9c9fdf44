"""An answer that is a column: one number for each label."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .. import rounding
from ..rounding import enough, is_cut, rounds_to
from ..values import DONE, EMPTY, Outcome, count, describe, numbers, written_alike, wrong
from .common import ROUNDED, in_per_cent, leads, named

if TYPE_CHECKING:
    from ..task import Task


@dataclass(frozen=True)
class Column:
    """A Series: the index must hold the right labels, the values must agree within `tolerance`."""

    tolerance: float
    index: str = "year"
    ordered: bool = False

    def judge(self, answer: Any, task: "Task") -> Outcome:
        """Look at an answer to the task: right, or which mistake was made."""
        values = self._read(answer)
        if isinstance(values, Outcome):
            return values
        values, target = written_alike(values), written_alike(numbers(task.reference()))
        points = rounding.percent(task)
        right = self._same(values, target, points) or self._same(self._years(values, target), target, points)
        if right and self._same(values, target, points, near=1e-9):
            return Outcome(DONE)
        slip = self._named(values, task, points, near=1e-9 if right else None)
        if slip or right:
            return slip or Outcome(DONE)
        slip = self._rows(answer.index, values, target)
        if slip:
            return slip
        aligned = values.reindex(target.index)
        return (
            self._scale(aligned, target, task)
            or self._rounded(aligned, target)
            or self._shortened(aligned, target, task)
            or self._shape(aligned, target, points)
            or self._places(aligned, target, task)
        )

    def _read(self, answer):
        """The values as numbers, or an Outcome that says why the answer is no column of them."""
        import pandas as pd

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
            return wrong(
                "empty", f"The Series is empty. {EMPTY} Or do the two sides of your step carry different labels?"
            )
        values = numbers(answer)
        if values is not None:
            return values
        texts = [isinstance(item, str) for item in answer]
        if any(texts) and not all(texts):
            return wrong(
                "type",
                "Some values are text, others are numbers. Did you fill in or add a text where a number belongs?",
            )
        written = all(
            isinstance(item, str) and re.fullmatch(r"\s*[^\d\s]?\s*\d[\d.,\s]*[^\d]*", item) for item in answer
        )
        return wrong(
            "type",
            "The values are text, not numbers. Take away the quotation marks or the formatting; only the numbers count."
            if written
            else "The values are text, dates or True and False, not numbers. Which column holds the numbers?",
        )

    def _named(self, values, task, points, near):
        """The mistake that the task names and the column is."""
        import pandas as pd

        return named(
            task,
            lambda other: (
                isinstance(other, pd.Series) and self._same(values, written_alike(numbers(other)), points, near=near)
            ),
        )

    def _rows(self, rows, answer, target):
        """The labels are not those of the question, or values are missing or all zero. rows: the labels as they were given."""
        if list(rows) == list(range(len(rows))) and set(rows) != set(target.index):
            return wrong(
                "index",
                f"Your rows are numbered 0, 1, 2 …; they should carry the {self.index} as label. "
                "Was the index never set (set_index), or lost on the way (reset_index)?",
            )
        if _row_numbers(rows, target.index):
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
        if answer.isna().all():
            return wrong(
                "nan",
                "All values are NaN, 'not a number'. Do both sides of your step carry the same labels, along the same side of the table?",
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
                "Some values are NaN, 'not a number'. Which step lost them, or left a place empty that must be filled? Do both sides of your step have the same labels, and does each condition keep rows?",
            )
        if (answer == 0).all() and (target != 0).any():
            return wrong("nothing", f"All values are zero, which is what a sum over no rows gives. {EMPTY}")
        return None

    def _scale(self, aligned, target, task):
        """The right values in another order, unit or with another sign."""
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
        if self._close(aligned.abs(), target.abs()) and not self._close(aligned, target):
            return wrong(
                "signs", "All sizes are right, and some signs are not. Which step takes a minus away, or adds one?"
            )
        return None

    def _rounded(self, aligned, target):
        """The right values with too few digits, or of steps that were rounded."""
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
        return None

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
        how = f"{abs(more)} too {'many' if more > 0 else 'few'}" if more else "as many as expected, but others"
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
        written = "how does the question, or the table that it names, write them?"
        shared = set(answer.index) & set(target.index)
        ask = "Which rows do you keep" + (f", and {written}" if names else "?")
        if names and not shared:
            ask = written.capitalize()
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


def _row_numbers(labels, wanted):
    """Are the labels row numbers of a table, where others are wanted? A forgotten set_index leaves them."""
    import pandas as pd

    if labels.nlevels > 1 or not pd.api.types.is_integer_dtype(labels) or labels.min() >= 1000:  # those may be years
        return False
    return not pd.api.types.is_integer_dtype(wanted) or not set(labels) & set(wanted)
