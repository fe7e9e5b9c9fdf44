"""An answer that is a list of words or numbers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..values import DONE, EMPTY, Outcome, bare, describe, word, wrong
from .common import named

if TYPE_CHECKING:
    from ..task import Task


@dataclass(frozen=True)
class Items:
    """A collection: order does not count unless `ordered`. Lists, tuples, sets, Series and Index all do."""

    ordered: bool = False

    def judge(self, answer: Any, task: "Task") -> Outcome:
        """Look at an answer to the task: right, or which mistake was made."""
        got = self._read(answer, task)
        if isinstance(got, Outcome):
            return got
        target = [bare(item) for item in task.reference()]
        if self._same(got, target) or self._same(_whole(got, target), target):
            return Outcome(DONE)
        if not got:
            return wrong("empty", f"The list is empty. {EMPTY}")
        return (
            named(task, lambda other: self._same(got, [bare(item) for item in other]))
            or self._alike(got, target)
            or self._of_another_kind(answer, got, target)
            or self._others(got, target, task)
        )

    def _read(self, answer, task):
        """The items as plain values, or an Outcome that says why the answer is no list of them."""
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
            return [bare(item) for item in answer]
        except TypeError as problem:
            return wrong(
                "items type", f"The answer is a list, but {problem}. The items must be single words or numbers."
            )

    def _alike(self, got, target):
        """Nearly the right items: some missing, of another type, doubled, or in another order."""
        if any(item is None or item != item for item in got):
            if any(isinstance(item, float) and item == item and item != int(item) for item in got):
                return wrong(
                    "nan values",
                    "These are the values of a column, some of them missing (NaN). The question asks which rows meet a condition: "
                    "how do you keep those, and take their labels?",
                )
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
        return None

    def _of_another_kind(self, answer, got, target):
        """Values where labels are asked for, or numbers where words are."""
        import pandas as pd

        if isinstance(answer, pd.Series) and set(map(word, answer.index)) == set(map(word, target)):
            return wrong(
                "labels",
                "These are the values of a Series; the items the task asks for are its labels. How do you take the labels?",
            )
        if all(isinstance(item, bool) for item in got):
            return wrong(
                "mask",
                "Your list holds True and False, one for each row. Use them inside square brackets to pick the rows, then take the labels.",
            )
        if isinstance(got[0], (int, float)) and all(isinstance(item, str) for item in target):
            return wrong(
                "numbers",
                "Your list holds numbers, perhaps row numbers. The task asks for words: which column holds them?",
            )
        numbers = all(isinstance(item, int) for item in target)
        if numbers and not any(isinstance(item, (int, float)) or word(item).isdecimal() for item in got):
            return wrong("words", "Your list holds words. The task asks for numbers: which column holds them?")
        if numbers and min(target) > 1000 and all(isinstance(item, int) and 0 <= item < 1000 for item in got):
            return wrong(
                "row numbers",
                "Your numbers look like row numbers of the table. Which column holds what the question asks for?",
            )
        return None

    def _others(self, got, target, task):
        """How many items are missing and how many do not belong in the list."""
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
                f"None of these belongs in the list. Take one of them back to its row in the table: which condition of the question "
                f"does it not meet, or how is it written there? {task.nudge}",
            )
        return wrong(
            "items", f"Not the right items yet: {len(missing)} missing and {len(extra)} too many. {task.nudge}"
        )

    def _same(self, a, b):
        return a == b if self.ordered else len(a) == len(b) and sorted(map(repr, a)) == sorted(map(repr, b))

    def junk(self, task: "Task") -> list:
        """Answers that no task of this kind takes."""
        return [1, None, "text", [], [object()]]


def _whole(items, target):
    """Years and codes given as text, as the whole numbers that the task asks for."""
    if all(type(item) is int for item in target) and all(isinstance(item, str) and item.isdecimal() for item in items):
        return [int(item) for item in items]
    return items
