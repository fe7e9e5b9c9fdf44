"""`check("02.3", answer)`: is the answer right, and if not, which mistake was made?

The tasks themselves stand in claimlab/tasks/<lesson>.py.
"""

import json
import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Callable

from .answers import DONE, OPEN, WRONG, Outcome, describe, is_blank
from .html import Card, box, escape, present
from .tables import ROOT
from .told import Told

_MISSING = object()

# Lesson numbers and names: the order of the course. A set of tasks carries the same number and name.
LESSONS = {"00": "start_here", "01": "border", "02": "trade", "03": "sanctions", "04": "firms", "05": "oil", "06": "uranium",
           "07": "power", "08": "politics", "09": "diplomacy", "10": "scorecard"}


@dataclass(frozen=True)
class Task:
    """One task of an exercise set.

    id "02.3"; title; name: the variable or function that holds the answer; question: one sentence; unit: the
    unit of the answer, in words; answer: a kind from claimlab.answers; reference: computes the right answer
    from data/; mistakes: at least three named ones; nudge: an honest general hint; after: what the right
    answer means; section: heading of the lesson that explains it.
    """

    id: str
    title: str
    name: str
    question: str
    unit: str
    answer: Any
    reference: Callable
    mistakes: tuple
    nudge: str
    after: str = ""
    section: str = ""

    @property
    def lesson(self):
        return LESSONS[self.id.split(".")[0]]

    @property
    def set_name(self):
        number = self.id.split(".")[0]
        return f"{number}_{LESSONS[number]}"


class UnknownTask(Told, LookupError):
    """check() was called with an id that no exercise set has, or without an answer."""


class NotYet(Exception):
    """An answer that is missing or not right. Raised so that a run never counts it as passed."""

    def __init__(self, task, outcome):
        super().__init__(f"{task.id} {outcome.state}: {outcome.hint}")
        self.task, self.outcome = task, outcome

    def _render_traceback_(self):  # IPython shows this instead of a traceback
        return [f"{self.task.id}: {self.outcome.state}"]


def tasks(set_name):
    """All tasks of an exercise set, in order: tasks("02_trade") or tasks("trade") -> tuple of Task."""
    lesson = set_name[3:] if set_name[:2].isdecimal() else set_name
    if lesson not in LESSONS.values():
        raise UnknownTask(f"There is no exercise set {set_name!r}.")
    return import_module(f"claimlab.tasks.{lesson}").TASKS


def sets():
    """Names of the exercise sets that exist, in order: ["02_trade", …]. Lesson 00's trial task is not a set."""
    room = Path(__file__).parent / "tasks"
    return [f"{number}_{lesson}" for number, lesson in LESSONS.items()
            if number != "00" and (room / f"{lesson}.py").exists()]


def task(task_id):
    """The task with this id. Raises UnknownTask with the ids that exist."""
    if not isinstance(task_id, str):
        raise UnknownTask('The id of the task must come first and in quotation marks, for example check("02.3", growth).')
    number = task_id.split(".")[0]
    found = ()
    if number in LESSONS:
        try:
            found = tasks(LESSONS[number])
        except ModuleNotFoundError:
            found = ()
    for one in found:
        if one.id == task_id:
            return one
    if not found:
        known = 'A task id looks like "02.3"'
    elif len(found) == 1:
        known = f'The only one here is "{found[0].id}"'
    else:
        known = f'The set {number} has "{found[0].id}" to "{found[-1].id}"'
    raise UnknownTask(f'There is no task "{task_id[:40]}". {known}. Put the id of the task back into the check cell.')


def judge(task_id, answer):
    """Look at an answer without showing or storing anything. Returns (Task, Outcome)."""
    one = task(task_id)
    return one, look(one, answer)


def look(one, answer):
    """The Outcome of an answer to a task."""
    if is_blank(answer):
        return Outcome(OPEN, "blank", f"Replace the ... in the cell above with your own steps. {one.question}")
    try:
        return one.answer.judge(answer, one)
    except Exception as problem:  # noqa: BLE001 - Python allows objects that nobody thought of; none may end in a traceback
        return Outcome(WRONG, "unreadable", f"The answer is {describe(answer)}, and the check cannot read it "
                                            f"({type(problem).__name__}). Which kind of answer does the task ask for: {one.unit}?")


def check(task_id=None, answer=_MISSING):
    """Check the answer to one task: check("02.3", growth).

    A right answer shows what it means. A missing or wrong one shows a box with a question that leads on,
    and raises NotYet. The answer is never shown.
    """
    from .journal import note

    try:
        if task_id is None:
            raise UnknownTask('A check needs the id of a task and your answer, for example check("02.3", growth).')
        one = task(task_id)
        if answer is _MISSING:
            raise UnknownTask(f'Which answer is to be checked? Write check("{one.id}", {one.name}).')
    except UnknownTask as problem:
        present(Card(box("open", "Nothing was checked", escape(str(problem)), role="status"), str(problem)))
        raise problem from None
    outcome = look(one, answer)
    tries = note(one, outcome)
    present(result(one, outcome, tries))
    if outcome.state != DONE:
        raise NotYet(one, outcome) from None


def result(one, outcome, tries=1):
    """The box for an outcome. `tries` counts how often this same kind of mistake was made in a row."""
    if outcome.state == DONE:
        return Card(box("good", f"{one.id} done: {one.title}", escape(one.after), role="status"),
                    f"{one.id} done: {one.title}")
    body = escape(outcome.hint)
    if outcome.state == WRONG and tries >= 2:
        body += f"<br>The task once more: {escape(one.question)} Unit: {escape(one.unit)}."
    if outcome.state == WRONG and tries >= 3 and one.section:
        body += (f'<br>Third time the same kind of mistake. Read this part of the lesson again: '
                 f'<a href="{escape(lesson_link(one))}">{escape(one.section)}</a>. '
                 "If the lesson opens at its top, follow the link once more.")
    tone, word = ("open", OPEN) if outcome.state == OPEN else ("almost", WRONG)
    return Card(box(tone, f"{one.id} {word}: {one.title}", body, role="status"), f"{one.id} {word}: {outcome.hint}")


def lesson_link(one):
    """Relative link from an exercise notebook to the section of the lesson; the same in exercises/ and my_work/.

    JupyterLab names a heading by its text with hyphens for spaces, and compares that with the fragment as the browser
    gives it. A browser rewrites letters such as é or quotation marks, and JupyterLab reads = as a sign of its own:
    such a heading is reached through the id of its cell. A lesson that was not open yet opens at its top (seen in
    JupyterLab 4.6): the link then works the second time.
    """
    page = f"../notebooks/{one.set_name}.ipynb"
    if re.fullmatch(r"[A-Za-z0-9 ?!.,:;()'/-]+", one.section):
        return f"{page}#{one.section.replace(' ', '-')}"
    try:
        cells = json.loads((ROOT / "notebooks" / f"{one.set_name}.ipynb").read_text(encoding="utf-8"))["cells"]
        heading = re.compile(rf"^#+ {re.escape(one.section)}\s*$", re.M)
        return page + next(f"#cell-id={cell['id']}" for cell in cells if heading.search("".join(cell["source"])))
    except (OSError, ValueError, KeyError, StopIteration):
        return page  # the lesson as a whole is better than a link that leads nowhere
