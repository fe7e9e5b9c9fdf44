"""The kinds of answer a task can ask for, and what each can say about a wrong one.

A kind looks at a student's object and returns an Outcome. The order is always the same: not answered,
wrong type, right, a mistake the task names, a mistake that any task can have, and last an honest
"not this". No outcome tells the answer.
"""

import copy
import inspect
from collections.abc import Callable
from dataclasses import dataclass

from ..course import manifest
from .figure_answer import Figure
from .values import (
    DASHES,
    DONE,
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
    """A mistake that real students make: `wrong()` computes what it yields, `hint` asks the right question."""

    name: str
    wrong: Callable
    hint: str


@dataclass(frozen=True)
class Number:
    """One number. `tolerance` is absolute, in the unit of the task; exact for counts and years (0)."""

    tolerance: float
    percent: bool = False

    def judge(self, answer, task):
        value = plain(answer)
        if isinstance(value, Outcome):
            return value
        target = float(task.reference())
        if close(value, target, self.tolerance):
            return Outcome(DONE)
        for mistake in task.mistakes:
            if close(value, float(mistake.wrong()), max(self.tolerance, 1e-9)):
                return wrong(mistake.name, mistake.hint)
        return generic_number(value, target, task, self.tolerance, self.percent)

    def junk(self, task):
        return ["text", None, float("nan"), [1, 2], True, 1e300, -1e-300]


def generic_number(value, target, task, tolerance, percent=False):
    """Name a mistake that any number can have; `target` is the right value, `value` the wrong one."""
    near = max(tolerance, abs(target) * 1e-6)
    if target and close(-value, target, near):
        return wrong(
            "sign",
            "The size is right, the sign is not. Which value do you take away from which, and what does a minus mean here?",
        )
    if (percent or in_per_cent(task)) and close(100 * value, target, max(near, abs(target) * 0.005)):
        return wrong("fraction", "This is a fraction. The task asks for per cent: what must you multiply by?")
    if percent:
        if close(100 * (value - 1), target, near) or close(value - 100, target, near):
            return wrong(
                "factor",
                "This is new divided by old. A change is what lies above one (or above 100 per cent). What must you take away?",
            )
        if target > -100 and close(abs(value), abs(100 * (1 - 1 / (1 + target / 100))), near):
            return wrong(
                "base",
                "You divide by the other of the two values. Which one was there first, or is the one to compare with, and so belongs below the line?",
            )
    for factor, words in ((1000, "1,000"), (1e6, "1,000,000"), (100, "100"), (1e9, "1,000,000,000")):
        if target and (
            close(value / factor, target, near) or close(value * factor, target, max(near / factor, near * 1e-3))
        ):
            return wrong(
                f"factor {words}",
                f"You are off by a factor of {words}. Unit of the answer: {task.unit}. {leads(words)}",
            )
    digits = _decimals(value)
    if digits is not None and digits <= 6 and abs(value) > 0 and round(target, digits) == value:
        return wrong("rounded", ROUNDED)
    other = neighbour(value, task, near)
    if other:
        return other
    if target and abs(value / target - 1) < 0.01:
        return wrong(
            "close",
            "Very close, but not within the tolerance. Did you round a step on the way, or type a number by hand?",
        )
    return wrong("other", task.nudge)


ROUNDED = "Close: it looks rounded too early. Keep all decimals until the end; the check does the rounding."


def in_per_cent(task):
    return task.unit.startswith(("per cent", "%"))


def leads(words):
    """The question that follows a factor: 100 is a slip with per cent, 1,000 and more a slip with units."""
    return "Is a step with 100 missing, or is there one too many?" if words == "100" else "Which unit do the data have?"


def neighbour(value, task, near):
    """Does the value belong to another year or another place? Only for parameters that the task names in `near`."""
    for name in task.near:
        usual = inspect.signature(task.reference).parameters[name].default
        if isinstance(usual, int):
            if any(_matches(value, task.reference, name, usual + step, near) for step in (-1, 1, -2, 2)):
                return wrong(
                    "year",
                    "A number like yours belongs to a neighbouring year. "
                    "Read the years in the question again: which rows do you take?",
                )
            continue
        others = manifest().get("names", {}).get("places", [])
        if any(_matches(value, task.reference, name, other, near) for other in others if other != usual):
            return wrong("country", "Right steps, but for another country. Which partner does the question name?")
    return None


def _matches(value, reference, name, argument, near):
    try:
        return close(value, float(reference(**{name: argument})), near)
    except Exception:
        return False


def _decimals(value):
    text = repr(float(value))
    return None if "e" in text or "." not in text else len(text.split(".")[1].rstrip("0"))


@dataclass(frozen=True)
class Choice:
    """One of a few words. Upper and lower case, spaces around and the kind of dash do not count."""

    options: tuple

    def judge(self, answer, task):
        allowed = ", ".join(f'"{option}"' for option in self.options)
        if not isinstance(answer, str):
            return wrong(
                "type", f"The answer is {describe(answer)}. The task asks for one of these, as text: {allowed}."
            )
        word = self._word(answer)
        if word == self._word(str(task.reference())):
            return Outcome(DONE)
        for mistake in task.mistakes:
            if word == self._word(str(mistake.wrong())):
                return wrong(mistake.name, mistake.hint)
        if word in [self._word(option) for option in self.options]:
            return wrong("other", task.nudge)
        return wrong("options", f"This word is not one of the choices: {allowed}.")

    def _word(self, text):
        return " ".join(text.translate(DASHES).split()).strip(" .\"'").casefold()

    def junk(self, task):
        return [1, None, "banana", ["a"], ""]


@dataclass(frozen=True)
class Items:
    """A collection: order does not count unless `ordered`. Lists, tuples, sets, Series and Index all do."""

    ordered: bool = False

    def judge(self, answer, task):
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
        if self._same(got, target):
            return Outcome(DONE)
        for mistake in task.mistakes:
            if self._same(got, [bare(item) for item in mistake.wrong()]):
                return wrong(mistake.name, mistake.hint)
        if not got:
            return wrong("empty", "The list is empty. Does your condition keep any row?")
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
        parts = [f"{len(missing)} missing"] * bool(missing) + [f"{len(extra)} too many"] * bool(extra) or [
            "some stand there twice"
        ]
        return wrong("items", f"Not the right items yet: {' and '.join(parts)}. {task.nudge}")

    def _same(self, a, b):
        return a == b if self.ordered else len(a) == len(b) and sorted(map(repr, a)) == sorted(map(repr, b))

    def junk(self, task):
        return [1, None, "text", [], [object()]]


@dataclass(frozen=True)
class Column:
    """A Series: the index must hold the right labels, the values must agree within `tolerance`."""

    tolerance: float
    index: str = "year"
    ordered: bool = False

    def judge(self, answer, task):
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
            return wrong("empty", "The Series is empty. Does your condition keep any row?")
        answer = numbers(answer)
        if answer is None:
            return wrong(
                "type", "The values are text, dates or True and False, not numbers. Which column holds the numbers?"
            )
        answer, target = written_alike(answer), written_alike(target)
        if self._same(answer, target):
            return Outcome(DONE)
        for mistake in task.mistakes:
            other = mistake.wrong()
            if isinstance(other, pd.Series) and self._same(answer, written_alike(numbers(other))):
                return wrong(mistake.name, mistake.hint)
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
                "Some values are NaN, 'not a number'. Which step lost them? Do both sides of your sum have the same labels?",
            )
        aligned = answer.reindex(target.index)
        if self.ordered and self._close(aligned, target):
            return wrong("order", "The values are right, the order is not. What should the rows be sorted by?")
        if in_per_cent(task) and self._close(aligned * 100, target):
            return wrong("fraction", "These are fractions. The task asks for per cent: what must you multiply by?")
        for factor, words in ((1000, "1,000"), (100, "100"), (1e6, "1,000,000")):
            if self._close(aligned / factor, target) or self._close(aligned * factor, target, 1 / factor):
                return wrong(
                    f"factor {words}",
                    f"All values are off by a factor of {words}. Unit of the answer: {task.unit}. {leads(words)}",
                )
        if self._close(-aligned, target):
            return wrong(
                "sign", "The sizes are right, the signs are not. Which of the two do you take away from the other?"
            )
        digits = [_decimals(value) for value in aligned.dropna()]
        if (
            digits
            and None not in digits
            and max(digits) <= 6
            and (aligned.dropna() == target.dropna().round(max(digits))).all()
        ):
            return wrong("rounded", ROUNDED)
        share = int((~((aligned - target).abs() <= self.tolerance)).sum())
        return wrong(
            "values", f"{share} of {count(len(target), 'value')} {'differ' if share != 1 else 'differs'}. {task.nudge}"
        )

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
        ask = "Are they written as in the question?" if names else "Which rows do you keep?"
        return wrong("index", f"The labels ({self.index}) differ: {how}. {ask}")

    def _close(self, a, b, scale=1):
        # A value 1,000 times too small must be compared as closely as it is small, or zero would fit any small column.
        near = self.tolerance * (1 + 1e-9) if scale == 1 else b.abs() * 1e-6
        return bool((((a - b).abs() <= near) | (a.isna() & b.isna())).all())

    def _same(self, a, b):
        if a is None or b is None or len(a) != len(b) or set(a.index) != set(b.index) or a.index.has_duplicates:
            return False
        if self.ordered and list(a.index) != list(b.index):
            return False
        return self._close(a.reindex(b.index), b)

    def junk(self, task):
        import pandas as pd

        return [1, None, "text", pd.DataFrame({"a": [1]}), pd.Series(["a"]), pd.Series([0.5])]


@dataclass(frozen=True)
class Function:
    """A function, run on inputs the student does not see, so that a constant cannot pass."""

    cases: Callable  # () -> list of argument tuples
    tolerance: float = 1e-6
    signature: str = "f(x)"

    def judge(self, answer, task):
        if not callable(answer):
            return wrong(
                "type",
                f"The answer is {describe(answer)}. The task asks for a function: keep the line that begins with def.",
            )
        cases, got = list(self.cases()), []
        for case in cases:
            try:
                got.append(answer(*copy.deepcopy(case)))
            except KeyboardInterrupt:
                return wrong("endless", "Your function did not come back and was stopped. Which loop never ends?")
            except (Exception, SystemExit) as problem:
                if (
                    isinstance(problem, TypeError)
                    and "argument" in str(problem)
                    and problem.__traceback__.tb_next is None
                ):
                    return wrong(
                        "signature",
                        f"The function must take the arguments of {self.signature}. Python says: {problem}.",
                    )
                said = f"{type(problem).__name__}: {problem}".splitlines()[0][:120].rstrip(": .")
                return wrong("error", f"Your function stopped with {said}. It was called with {self._call(case)}.")
        if all(value is None for value in got):
            return wrong("return", "The function gives nothing back. Is the word return missing?")
        target = [task.reference(*copy.deepcopy(case)) for case in cases]
        if self._same(got, target):
            return Outcome(DONE)
        for mistake in task.mistakes:
            try:
                if self._same(got, [mistake.wrong(*copy.deepcopy(case)) for case in cases]):
                    return wrong(mistake.name, mistake.hint)
            except Exception:
                continue
        if len({repr(value) for value in got}) == 1 and len({repr(value) for value in target}) > 1:
            return wrong(
                "constant", "The function gives the same result whatever it is called with. Does it use its arguments?"
            )
        wanted = [plain(value) for value in target]
        values = [plain(value) for value in got]
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
            for factor, words in ((100, "100"), (1000, "1,000"), (1e6, "1,000,000")):
                if self._same([v / factor for v in values], wanted) or self._same([v * factor for v in values], wanted):
                    return wrong(
                        f"factor {words}",
                        f"The results are off by a factor of {words}. Unit of the result: {task.unit}. {leads(words).replace('data', 'arguments')}",
                    )
            if self._same([-v for v in values], wanted):
                return wrong("sign", "The sizes are right, the signs are not. Which value do you take away from which?")
            if all(abs(v - t) <= 0.01 * abs(t) for v, t in zip(values, wanted)):
                return wrong(
                    "close",
                    "Very close for every input, but not equal. Do you round inside the function, or type a shortened number?",
                )
        good = sum(self._one(v, t) for v, t in zip(got, target))
        return wrong("values", f"The function is right for {good} of {len(cases)} inputs. {task.nudge}")

    def _call(self, case):
        return f"({', '.join(repr(a)[:40] for a in case)})"

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

    def junk(self, task):
        return [1, None, "text", lambda: 1, lambda *a: 42, lambda *a: None, lambda *a: "text"]
