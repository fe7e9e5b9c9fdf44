"""`check("02.3", answer)`: is the answer right, and if not, which mistake was made?

The tasks themselves stand in claimlab/tasks/<lesson>.py.
"""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Callable

from .answers import DONE, OPEN, WRONG, Outcome, is_blank
from .html import Card, box, escape, present

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


class UnknownTask(LookupError):
    """check() was called with an id that no exercise set has."""

    def _render_traceback_(self):
        return [str(self)]


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
    number = str(task_id).split(".")[0]
    found = ()
    if number in LESSONS:
        try:
            found = tasks(LESSONS[number])
        except ModuleNotFoundError:
            found = ()
    for one in found:
        if one.id == task_id:
            return one
    known = f"The set {number} has {found[0].id} to {found[-1].id}" if found else \
        'A task id looks like "02.3"'
    raise UnknownTask(f"There is no task {task_id!r}. {known}. Put the id of the task back into the check cell.")


def judge(task_id, answer):
    """Look at an answer without showing or storing anything. Returns (Task, Outcome)."""
    one = task(task_id)
    if is_blank(answer):
        return one, Outcome(OPEN, "blank", f"Replace the ... in the cell above with your own steps. {one.question}")
    return one, one.answer.judge(answer, one)


def check(task_id, answer):
    """Check the answer to one task: check("02.3", growth).

    A right answer shows what it means. A missing or wrong one shows a box with a question that leads on,
    and raises NotYet. The answer is never shown.
    """
    from .journal import note

    one, outcome = judge(task_id, answer)
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
                 f'<a href="{lesson_link(one)}">{escape(one.section)}</a>.')
    tone, word = ("open", OPEN) if outcome.state == OPEN else ("almost", WRONG)
    return Card(box(tone, f"{one.id} {word}: {one.title}", body, role="status"), f"{one.id} {word}: {outcome.hint}")


def lesson_link(one):
    """Relative link from an exercise notebook to the section of the lesson; the same in exercises/ and my_work/."""
    return f"../notebooks/{one.set_name}.ipynb#{one.section.replace(' ', '-')}"
