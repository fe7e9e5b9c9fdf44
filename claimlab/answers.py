"""The kinds of answer a task can ask for, and what each can say about a wrong one.

A kind looks at a student's object and returns an Outcome. The order is always the same: not answered,
wrong type, right, a mistake the task names, a mistake that any task can have, and last an honest
"not this". No outcome tells the answer.
"""

import inspect
import math
from dataclasses import dataclass, field
from typing import Callable

DONE, OPEN, WRONG = "done", "not answered yet", "not yet"


@dataclass(frozen=True)
class Outcome:
    state: str  # DONE, OPEN or WRONG
    kind: str = ""  # the name of the mistake; equal kinds are counted
    hint: str = ""


@dataclass(frozen=True)
class Mistake:
    """A mistake that real students make: `wrong()` computes what it yields, `hint` asks the right question."""

    name: str
    wrong: Callable
    hint: str


def wrong(kind, hint):
    return Outcome(WRONG, kind, hint)


def is_blank(answer):
    """True for an untouched stub: `...`, or a function whose body is only a docstring and `...`."""
    if answer is Ellipsis:
        return True
    if inspect.isfunction(answer):
        import dis

        idle = {"RESUME", "NOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST", "COPY_FREE_VARS", "PRECALL", "CACHE"}
        code = answer.__code__
        return {step.opname for step in dis.get_instructions(code)} <= idle and \
            all(const is None or const is Ellipsis or isinstance(const, str) for const in code.co_consts) and \
            answer.__doc__ is not None
    return False


def describe(answer):
    """A short name of an object for a beginner: 'text', 'a whole column (Series) of 29 values', …"""
    import numpy as np
    import pandas as pd

    if answer is None:
        return "None, which means: nothing"
    if isinstance(answer, (bool, np.bool_)):
        return "True or False"
    if isinstance(answer, str):
        return "text"
    if isinstance(answer, pd.DataFrame):
        return f"a whole table (DataFrame) of {len(answer)} rows"
    if isinstance(answer, pd.Series):
        return f"a whole column (Series) of {len(answer)} value{'s' * (len(answer) != 1)}"
    if isinstance(answer, np.ndarray):
        return f"an array of {answer.size} values"
    if isinstance(answer, (list, tuple, set, dict)):
        return f"a {type(answer).__name__} of {len(answer)} items"
    if isinstance(answer, (int, float, complex, np.number)):
        return "a number"
    if callable(answer):
        return "a function that was not called"
    return f"an object of type {type(answer).__name__}"


def plain(answer):
    """The answer as float, or an Outcome that says why it is not one number."""
    import numpy as np

    if isinstance(answer, (bool, np.bool_)):
        return wrong("type", "The answer is True or False. The task asks for a number: did you compare where you meant to compute?")
    if isinstance(answer, (int, float, np.integer, np.floating)):
        value = float(answer)
        if math.isnan(value):
            return wrong("nan", "The answer is NaN, 'not a number': a value is missing on the way. Which step lost it?")
        if math.isinf(value):
            return wrong("inf", "The answer is infinite: somewhere you divide by zero. What stands below the line?")
        return value
    if isinstance(answer, complex):
        return wrong("type", "The answer is a complex number. Did a negative number get a fractional power?")
    if isinstance(answer, str):
        return wrong("type", "The answer is text. Take away the quotation marks or the formatting; only the number counts.")
    if answer is None:
        return wrong("type", "The answer is None, which means: nothing. Does your last step give a value back? print() does not.")
    if hasattr(answer, "shape") and getattr(answer, "size", 0) == 1:
        return wrong("type", f"The answer is {describe(answer)}. The right size, but still wrapped: add .iloc[0] or .item() to take the number out.")
    if callable(answer):
        return wrong("type", "The answer is a function that was not called. Are the round brackets missing?")
    return wrong("type", f"The answer is {describe(answer)}. The task asks for one number: which row and which column do you need?")


def close(a, b, tolerance):
    return abs(a - b) <= tolerance * (1 + 1e-9)


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
        return wrong("sign", "The size is right, the sign is not. Which of the two values do you take away from the other?")
    if percent:
        if close(100 * value, target, max(tolerance, near)):
            return wrong("fraction", "This is a fraction. The task asks for per cent: what must you multiply by?")
        if close(100 * (value - 1), target, near) or close(value - 100, target, near):
            return wrong("factor", "This is new divided by old. A change is what lies above one (or above 100 per cent). What must you take away?")
        if target > -100 and close(value, 100 * (1 - 1 / (1 + target / 100)), near):
            return wrong("base", "You measure the change against the later value. Which value was there first, and so belongs below the line?")
    for factor, words in ((1000, "1,000"), (1e6, "1,000,000"), (100, "100"), (1e9, "1,000,000,000")):
        if target and (close(value / factor, target, near) or close(value * factor, target, max(near / factor, near * 1e-3))):
            return wrong(f"factor {words}", f"You are off by a factor of {words}. The unit must be {task.unit}: which unit do the data have?")
    other = neighbour(value, task, near)
    if other:
        return other
    digits = _decimals(value)
    if digits is not None and digits <= 6 and abs(value) > 0 and round(target, digits) == value:
        return wrong("rounded", "Close: it looks rounded too early. Keep all decimals until the end; the check does the rounding.")
    if target and abs(value / target - 1) < 0.01:
        return wrong("close", "Very close, but not within the tolerance. Did you round a step on the way, or type a number by hand?")
    return wrong("other", task.nudge)


def neighbour(value, task, near):
    """Does the value belong to another year or another country? Only where the reference takes one."""
    try:
        parameters = inspect.signature(task.reference).parameters
    except (TypeError, ValueError):
        return None
    for name in parameters:
        default = parameters[name].default
        if isinstance(default, int) and ("year" in name or name in ("new", "old")):
            for step in (-1, 1, -2, 2):
                if _matches(value, task.reference, name, default + step, near):
                    return wrong("year", "A number like yours belongs to a neighbouring year. Read the years in the question again: which rows do you take?")
        elif isinstance(default, str) and name in ("partner", "country", "place"):
            for place in ("Russia", "China", "World", "EU-27", "Kazakhstan", "Kyrgyzstan", "Italy"):
                if place != default and _matches(value, task.reference, name, place, near):
                    return wrong("country", "Right steps, but for another country. Which partner does the question name?")
    return None


def _matches(value, reference, name, argument, near):
    try:
        return close(value, float(reference(**{name: argument})), near)
    except Exception:  # noqa: BLE001 - a neighbour that does not exist is no match
        return False


def _decimals(value):
    text = repr(float(value))
    return None if "e" in text else len(text.split(".")[1].rstrip("0"))


@dataclass(frozen=True)
class Choice:
    """One of a few words. Upper and lower case and spaces around do not count."""

    options: tuple

    def judge(self, answer, task):
        allowed = ", ".join(f'"{option}"' for option in self.options)
        if not isinstance(answer, str):
            return wrong("type", f"The answer is {describe(answer)}. Write one of these words, in quotation marks: {allowed}.")
        word = " ".join(answer.split()).casefold()
        if word == str(task.reference()).casefold():
            return Outcome(DONE)
        for mistake in task.mistakes:
            if word == str(mistake.wrong()).casefold():
                return wrong(mistake.name, mistake.hint)
        if word in [option.casefold() for option in self.options]:
            return wrong("other", task.nudge)
        return wrong("options", f"This word is not one of the choices: {allowed}.")

    def junk(self, task):
        return [1, None, "banana", ["a"], ""]


@dataclass(frozen=True)
class Items:
    """A collection: order does not count unless `ordered`. Lists, tuples, sets, Series and Index all do."""

    ordered: bool = False

    def judge(self, answer, task):
        import numpy as np
        import pandas as pd

        if isinstance(answer, pd.DataFrame) or isinstance(answer, (str, dict)) or answer is None or \
                not hasattr(answer, "__iter__"):
            return wrong("type", f"The answer is {describe(answer)}. The task asks for a list, for example [2001, 2002].")
        if isinstance(answer, pd.Series) and answer.dtype == bool:
            return wrong("mask", "The answer is a column of True and False. Use it inside square brackets to pick the rows, then take the labels.")
        got = [item.item() if isinstance(item, np.generic) else item for item in answer]
        target = list(task.reference())
        if self._same(got, target):
            return Outcome(DONE)
        for mistake in task.mistakes:
            if self._same(got, list(mistake.wrong())):
                return wrong(mistake.name, mistake.hint)
        if [str(item) for item in got] != got and self._same([str(i) for i in got], [str(i) for i in target]) or \
                all(isinstance(item, str) for item in got) and self._same(got, [str(i) for i in target]):
            return wrong("text", "The right items, but of the wrong type: text and numbers are not the same. Which type do the data have?")
        if not got:
            return wrong("empty", "The list is empty. Does your condition keep any row?")
        if len(set(map(str, got))) < len(got):
            return wrong("double", "An item stands in the list more than once. How many rows does each item have in your table?")
        if self.ordered and sorted(map(str, got)) == sorted(map(str, target)):
            return wrong("order", "The right items in another order. What should the list be sorted by?")
        missing, extra = set(map(str, target)) - set(map(str, got)), set(map(str, got)) - set(map(str, target))
        parts = [f"{len(missing)} missing"] * bool(missing) + [f"{len(extra)} too many"] * bool(extra)
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

        target = task.reference()
        if isinstance(answer, pd.DataFrame):
            if answer.shape[1] == 1:
                return wrong("frame", "The answer is a table with one column. Pick that column with square brackets, so that it becomes a Series.")
            return wrong("frame", f"The answer is {describe(answer)} and {answer.shape[1]} columns. The task asks for one column (a Series). Which one?")
        if not isinstance(answer, pd.Series):
            return wrong("type", f"The answer is {describe(answer)}. The task asks for a Series with one value per {self.index}.")
        if not pd.api.types.is_numeric_dtype(answer):
            return wrong("type", "The values are text or objects, not numbers. Which column holds the numbers?")
        if self._same(answer, target):
            return Outcome(DONE)
        for mistake in task.mistakes:
            other = mistake.wrong()
            if isinstance(other, pd.Series) and self._same(answer, other):
                return wrong(mistake.name, mistake.hint)
        if set(answer.index) != set(target.index):
            if list(answer.index) == list(range(len(answer))):
                return wrong("index", f"The rows are numbered 0, 1, 2 …; they should carry the {self.index} as label. Which column can become the index?")
            if set(map(str, answer.index)) == set(map(str, target.index)):
                return wrong("index type", f"The labels look right but have another type (text or number). Which type has the {self.index} in the data?")
            more = len(answer) - len(target)
            count = f"{abs(more)} too {'many' if more > 0 else 'few'}" if more else "others than expected"
            return wrong("index", f"The labels ({self.index}) differ: {count}. Which rows do you keep?")
        if answer.index.has_duplicates:
            return wrong("double", f"A {self.index} stands in the answer more than once. Do you still have to add rows together?")
        if answer.isna().sum() > target.isna().sum():
            return wrong("nan", "Some values are NaN, 'not a number'. Which step lost them? Do both sides of your sum have the same labels?")
        aligned = answer.reindex(target.index)
        if self.ordered and self._close(aligned, target):
            return wrong("order", f"The values are right, the order is not. What should the rows be sorted by?")
        for factor, words in ((1000, "1,000"), (100, "100"), (1e6, "1,000,000")):
            if self._close(aligned / factor, target) or self._close(aligned * factor, target):
                return wrong(f"factor {words}", f"All values are off by a factor of {words}. The unit must be {task.unit}.")
        if self._close(-aligned, target):
            return wrong("sign", "The sizes are right, the signs are not. Which of the two do you take away from the other?")
        share = int((~((aligned - target).abs() <= self.tolerance)).sum())
        return wrong("values", f"{share} of {len(target)} values differ. {task.nudge}")

    def _close(self, a, b):
        return bool((((a - b).abs() <= self.tolerance * (1 + 1e-9)) | (a.isna() & b.isna())).all())

    def _same(self, a, b):
        if len(a) != len(b) or set(a.index) != set(b.index) or a.index.has_duplicates:
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
            return wrong("type", f"The answer is {describe(answer)}. The task asks for a function: keep the line that begins with def.")
        cases = list(self.cases())
        got = []
        for case in cases:
            try:
                got.append(answer(*case))
            except Exception as problem:  # noqa: BLE001 - whatever the student's function raises is told
                if isinstance(problem, TypeError) and "argument" in str(problem):
                    return wrong("signature", f"The function must take the arguments of {self.signature}. Python says: {problem}.")
                return wrong("error", f"Your function stopped with {type(problem).__name__}: {problem}. It was called with {self._call(case)}.")
        if all(value is None for value in got):
            return wrong("return", "The function gives nothing back. Is the word return missing?")
        target = [task.reference(*case) for case in cases]
        if self._same(got, target):
            return Outcome(DONE)
        for mistake in task.mistakes:
            try:
                if self._same(got, [mistake.wrong(*case) for case in cases]):
                    return wrong(mistake.name, mistake.hint)
            except Exception:  # noqa: BLE001 - a mistake that cannot be computed for a case does not match
                continue
        if len({repr(value) for value in got}) == 1 and len({repr(value) for value in target}) > 1:
            return wrong("constant", "The function gives the same result whatever it is called with. Does it use its arguments?")
        numbers = [plain(value) for value in got]
        for value in numbers:
            if isinstance(value, Outcome):
                return wrong("result type", "What the function gives back is not one number. " + value.hint)
        for factor, words in ((100, "100"), (1000, "1,000"), (1e6, "1,000,000")):
            if self._same([v / factor for v in numbers], target) or self._same([v * factor for v in numbers], target):
                return wrong(f"factor {words}", f"The results are off by a factor of {words}. The unit must be {task.unit}.")
        if self._same([-v for v in numbers], target):
            return wrong("sign", "The sizes are right, the signs are not. Which value do you take away from which?")
        bad = sum(not self._one(v, t) for v, t in zip(numbers, target))
        return wrong("values", f"The function is right for {len(cases) - bad} of {len(cases)} inputs. {task.nudge}")

    def _call(self, case):
        return f"({', '.join(repr(a)[:40] for a in case)})"

    def _one(self, a, b):
        try:
            return close(float(a), float(b), self.tolerance * max(1, abs(float(b))))
        except (TypeError, ValueError):
            return a is not None and type(a) is type(b) and bool(a == b)

    def _same(self, a, b):
        return all(self._one(x, y) for x, y in zip(a, b))

    def junk(self, task):
        return [1, None, "text", lambda: 1, lambda *a: 42, lambda *a: None, lambda *a: "text"]


@dataclass(frozen=True)
class Figure:
    """A picture: labelled axes, units on the value axis, and the right data drawn as lines, bars or points."""

    series: Callable  # () -> dict of name -> array of values that must be found among the drawn ones
    unit_words: tuple = ()
    tolerance: float = 1e-6
    axis: str = "y"

    def judge(self, answer, task):
        axes = getattr(answer, "ax", answer)
        if hasattr(axes, "get_axes"):  # a Figure
            axes = (axes.get_axes() or [None])[0]
        if not hasattr(axes, "get_ylabel"):
            return wrong("type", f"The answer is {describe(answer)}. The task asks for the picture's axes: begin with fig, ax = plt.subplots(), or keep what the drawing function gives back.")
        drawn = self.drawn(axes)
        if not drawn:
            return wrong("empty", "The axes are empty: nothing is drawn on them. Did you pass ax=ax to the drawing function?")
        missing = [name for name, values in self.series().items()
                   if not any(self._has(values, candidate) for candidate in drawn)]
        if missing:
            for mistake in task.mistakes:
                others = mistake.wrong()
                if all(any(self._has(values, candidate) for candidate in drawn) for values in others.values()):
                    return wrong(mistake.name, mistake.hint)
            return wrong("data", f"The picture does not show the right values yet ({len(missing)} of {len(self.series())} series missing). {task.nudge}")
        value_axis, other_axis = ("y", "x") if self.axis == "y" else ("x", "y")
        label = getattr(axes, f"get_{value_axis}label")()
        if not label.strip():
            return wrong("label", f"The {value_axis}-axis has no label. What is measured there, and in which unit?")
        if self.unit_words and not any(word.casefold() in label.casefold() for word in self.unit_words):
            return wrong("unit", f"The label of the {value_axis}-axis does not name the unit. A reader needs it: {task.unit}.")
        if not getattr(axes, f"get_{other_axis}label")().strip():
            return wrong("label", f"The {other_axis}-axis has no label. What does it show?")
        return Outcome(DONE)

    def drawn(self, axes):
        import numpy as np

        pick = 1 if self.axis == "y" else 0
        found = [np.asarray(line.get_xydata(), float)[:, pick] for line in axes.lines if len(line.get_xydata())]
        found += [np.asarray(points.get_offsets(), float)[:, pick] for points in axes.collections
                  if len(points.get_offsets())]
        bars = [p.get_height() if self.axis == "y" else p.get_width() for p in axes.patches if hasattr(p, "get_height")]
        return found + ([np.asarray(bars, float)] if bars else [])

    def _has(self, values, candidate):
        import numpy as np

        values, candidate = np.sort(np.asarray(list(values), float)), np.sort(candidate[~np.isnan(candidate)])
        return len(values) == len(candidate) and bool(np.all(np.abs(values - candidate) <= self.tolerance))

    def junk(self, task):
        return [1, None, "text", [1, 2]]
