"""`check("02.3", answer)`: is the answer right, and if not, which mistake was made?"""

import os
from typing import Any

from ..box import Card, box, escape, present, worded
from ..evidence.tables import DataProblem
from ..student import runs
from ..student.journal import note
from .answers import DONE, OPEN, WRONG, Outcome, describe, is_blank
from .fresh import judged_again
from .task import Task, UnknownTask, lesson_link, next_step, sets, task

_MISSING = object()


class NotYet(Exception):
    """An answer that is missing or not right. Raised under a test run, so that it never counts as passed."""

    def __init__(self, task, outcome):
        super().__init__(f"{task.id} {outcome.state}: {outcome.hint}")
        self.task, self.outcome = task, outcome

    def _render_traceback_(self):  # IPython shows this instead of a traceback
        return [f"{self.task.id}: {self.outcome.state}"]


def look(one: Task, answer: Any) -> Outcome:
    """The Outcome of an answer to a task."""
    if is_blank(answer):
        return Outcome(OPEN, "blank", f"Replace the ... in the cell above with your own steps. {one.question}")
    try:
        return one.answer.judge(answer, one)
    except DataProblem as problem:  # a table behind the right answer is damaged: the student's answer cannot be judged
        return Outcome(WRONG, "data", str(problem))
    except Exception as problem:
        return Outcome(
            WRONG,
            "unreadable",
            f"The answer is {describe(answer)}, and the check cannot read it "
            f"({type(problem).__name__}). Which kind of answer does the task ask for: {one.unit}?",
        )


def under_test() -> bool:
    """True when a test runner runs the notebook: pytest says so in PYTEST_VERSION, for others set CLAIMLAB_STRICT=1."""
    return bool(os.environ.get("PYTEST_VERSION") or os.environ.get("CLAIMLAB_STRICT"))


def may_wait(one: Task) -> bool:
    """True for a task inside a lesson, which stays open in the printed lesson: no task of an exercise set may."""
    return one.is_turn or one.set_name not in sets()


def check(task_id: str | None = None, answer: Any = _MISSING) -> None:
    """Check the answer to one task: check("02.3", growth).

    A right answer shows what it means. A missing or wrong one shows a box with a question that leads on. The answer is
    never shown. In a notebook nothing is raised, so that Run All goes on; under a test run NotYet or UnknownTask is.
    """
    try:
        if task_id is None:
            raise UnknownTask('A check needs the id of a task and your answer, for example check("02.3", growth).')
        one = task(task_id)
        if answer is _MISSING:
            raise UnknownTask(f'Which answer is to be checked? Write check("{one.id}", {one.name}).')
    except UnknownTask as problem:
        present(Card(box("open", "Nothing was checked", escape(str(problem)), role="status"), str(problem)))
        if under_test():
            raise problem from None
        return
    outcome = _now(one, answer)
    tries = note(one.id, outcome.state, outcome.kind)
    present(result(one, outcome, tries))
    if outcome.state != DONE and under_test() and not (outcome.state == OPEN and may_wait(one)):
        raise NotYet(one, outcome) from None


def _now(one, answer):
    """The Outcome of an answer that the cell above really made when it ran last; an old value is not judged."""
    names = runs.asked(one.id, one.name)
    old = runs.stale(names)
    outcome = Outcome(WRONG, *old) if old else look(one, answer)
    if outcome.state == DONE:
        return outcome
    changed = "" if old else runs.changed_since(names)
    if changed:
        return Outcome(
            WRONG, "edited", f"You changed the cell of {changed} after it ran. Run it again, then this check."
        )
    spoilt = judged_again(one, names, lambda again: look(one, again).state == DONE) if outcome.state == WRONG else ""
    return Outcome(WRONG, "shared table", spoilt) if spoilt else outcome


def result(one: Task, outcome: Outcome, tries: int = 1) -> Card:
    """The box for an outcome. `tries` counts how often this same kind of mistake was made in a row."""
    if outcome.state == DONE:
        body = "<br>".join(part for part in (escape(one.after), next_step(one)) if part)
        return Card(box("good", f"{one.id} done: {one.title}", body, role="status"), f"{one.id} done: {one.title}")
    body = worded(outcome.hint)
    if outcome.kind in ("stopped", "unset", "edited", "shared table"):
        tries = 1  # nothing was judged, so no mistake was made twice
    if outcome.state == OPEN and one.section and not one.is_turn:
        body += f'<br>The lesson explains it: <a href="{escape(lesson_link(one))}">{escape(one.section)}</a>.'
    if outcome.state == WRONG and tries >= 2:
        body += f"<br>The task once more: {worded(one.question)} Unit: {escape(one.unit)}."
    if outcome.state == WRONG and tries >= 3 and one.section:
        body += (
            f"<br>The third time this hint. Read this part of the lesson again: "
            f'<a href="{escape(lesson_link(one))}">{escape(one.section)}</a>. '
            "If the lesson opens at its top, follow the link once more."
        )
    tone, word = ("open", OPEN) if outcome.state == OPEN else ("almost", WRONG)
    return Card(box(tone, f"{one.id} {word}: {one.title}", body, role="status"), f"{one.id} {word}: {outcome.hint}")
