"""An answer that is a function: it is run on inputs that the student does not see."""

import contextlib
import copy
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...student.sentences import exact
from ..forms import form
from ..rounding import is_short
from ..values import DONE, EMPTY, Outcome, bare, close, describe, plain, wrong
from .common import in_per_cent, leads

if TYPE_CHECKING:
    from ..task import Task


FORMS = {
    "upside down": "Each result is turned round. Which of the two sides belongs below the line?",
    "multiple": "All results are off by one and the same factor. Does a step multiply or divide once too often, is one left out, "
    "or does one number belong to another year, row or unit?",
    "one amount": "All results are off by one and the same amount. What is added, taken away or left out whatever the input is?",
    "below zero": "For {call} the function gives a number below zero, where none belongs. What do you take away from what, and are all numbers in one unit?",
    "size": "The size of the results is far off. Is a step missing or one too many, or does a number stand on the wrong side of the line?",
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
                f"The answer is {describe(answer)}. The task asks for a function: keep the line that begins with def, and give its name to nothing else.",
            )
        cases = list(self.cases())
        got, crash = self._run(answer, cases)
        if crash:
            return (self._behind(got, cases, task) if crash.kind == "error" else None) or crash
        if all(value is None for value in got):
            return wrong("return", "The function gives nothing back. Is the word return missing?")
        if any(value is None for value in got):
            empty = next(case for case, value in zip(cases, got) if value is None)
            return wrong(
                "return",
                f"For {self._call(empty)} the function gives nothing back. Which way through it has no return?",
            )
        target = [task.reference(*copy.deepcopy(case)) for case in cases]
        if self._same(got, target):
            return Outcome(DONE)
        return (
            self._named(got, cases, task)
            or self._always(got, target)
            or self._numbers(got, target, task)
            or self._inputs(answer, got, target, cases, task)
        )

    def _run(self, answer, cases):
        """What the function gives for each input, and the Outcome that says why it stopped, if it did."""
        got: list[Any] = []
        crash = None
        for case in cases:
            try:
                got.append(answer(*copy.deepcopy(case)))
            except KeyboardInterrupt:
                return got, wrong("endless", "Your function did not come back and was stopped. Which loop never ends?")
            except (Exception, SystemExit) as problem:
                inside = problem.__traceback__ and problem.__traceback__.tb_next  # None: it did not even start
                if isinstance(problem, TypeError) and "argument" in str(problem) and inside is None:
                    return got, wrong(
                        "signature",
                        f"The function must take the arguments of {self.signature}. Python says: {problem}.",
                    )
                got.append(_Stopped)
                crash = crash or wrong(
                    "error", f"Your function stopped with {_said(problem)} It was called with {self._call(case)}."
                )
        return got, crash

    def _always(self, got, target):
        """A function that gives nothing, or the same whatever it is called with."""
        if all(_void(value) for value in got) and not all(_void(value) for value in target):
            return wrong("nothing", f"The function gives nothing but zero or missing values. {EMPTY}")
        if len({repr(value) for value in got}) == 1 and len({repr(value) for value in target}) > 1:
            return wrong(
                "constant", "The function gives the same result whatever it is called with. Does it use its arguments?"
            )
        return None

    def _numbers(self, got, target, task):
        """What all results of a function that gives numbers have in common: no number, a unit, a sign, too few digits."""
        wanted: list[Any] = [plain(value) for value in target]
        values: list[Any] = [plain(value) for value in got]
        if any(isinstance(value, Outcome) for value in wanted):
            return None
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
                "Very close for every input, but not equal. Do you round inside the function, or is one of its numbers shortened or another one than the lesson uses?",
            )
        return None

    def _inputs(self, answer, got, target, cases, task):
        """Which inputs, or which argument, the function goes wrong with."""
        idle = self._idle(answer, cases, task)
        if idle:
            return wrong(
                "idle argument", f"The result does not change with {idle}. Does the function use that argument?"
            )
        wanted: list[Any] = [plain(value) for value in target]
        values: list[Any] = [plain(value) for value in got]
        kind = self._form(values, wanted)
        good = sum(self._one(v, t) for v, t in zip(got, target))
        if good and kind != "multiple":
            case = next(case for case, v, t in zip(cases, got, target) if not self._one(v, t))
            return wrong(
                "some inputs",
                f"The function is right for {good} of {len(cases)} inputs, and not for {self._call(case)}. "
                + ("What is special there?" if good * 2 >= len(cases) and not _hidden(case) else task.nudge),
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
        return self._named(values, [case for _, case in came], task)

    def _named(self, got, cases, task):
        """The mistake that the task names and that gives the same for all inputs; one that stops there is not it."""
        for mistake in task.mistakes:
            for way in mistake.ways():
                with contextlib.suppress(Exception):
                    if self._same(got, [way(*copy.deepcopy(case)) for case in cases]):
                        return wrong(mistake.name, mistake.hint)
        return None

    def _idle(self, answer, cases, task):
        """The name of an argument that the right result depends on, and this one does not; "" when all are used."""
        names = re.findall(r"\w+", self.signature.partition("(")[2])
        for place in range(len(cases[0]) if len(cases[0]) > 1 else 0):
            if not all(isinstance(case[place], (int, float)) for case in cases):
                continue
            with contextlib.suppress(Exception):
                used = needed = False
                for base in cases:
                    changed = [(*base[:place], case[place], *base[place + 1 :]) for case in cases]
                    results = {plain(answer(*copy.deepcopy(case))) for case in changed}
                    wanted = {plain(task.reference(*copy.deepcopy(case))) for case in changed}
                    used = used or len(results) > 1 or not all(isinstance(one, float) for one in results)
                    needed = needed or len(wanted) > 1
                if needed and not used:
                    return names[place] if place < len(names) else f"argument {place + 1}"
        return ""

    def _call(self, case):
        return f"({', '.join(describe(one) if _long(one) else _text(one) for one in case)})"

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


def _said(problem):
    """What stopped a function: in the course's words where the table has them, else in Python's."""
    kind, text = type(problem).__name__, str(problem)
    if sentence := exact(kind, text):
        return f"{kind}. {sentence}"
    return f"{kind}: {text}".splitlines()[0][:120].rstrip(": .") + "."


def _text(one):
    return " ".join(repr(one).split())


def _long(one):
    """Is an input too long to be written into a hint?"""
    return hasattr(one, "shape") or len(_text(one)) > 60


def _hidden(case):
    """Can a student not see what is special about an input, because it is only described?"""
    return any(map(_long, case))


class _Stopped:
    """Stands for what a function did not give back."""


def _void(value):
    """What an empty selection gives: zero, nothing, or a missing value."""
    found = plain(value)
    if isinstance(found, float):
        return found == 0
    return found.kind == "nan" or (hasattr(value, "__len__") and len(value) == 0 and not isinstance(value, str))
