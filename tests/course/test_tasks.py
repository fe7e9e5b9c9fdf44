"""Every task of every exercise set: the solution passes, the stub waits, every named mistake has its own hint."""

import ast
import json
import re

import matplotlib
import pytest

matplotlib.use("agg")

from claimlab.checks.answers import DONE, OPEN, WRONG, Figure, Function, Number
from claimlab.checks.check import look
from claimlab.checks.task import lesson_link, sets, tasks
from claimlab.workshop.strength import quick
from tests.places import ROOT

TASKS = [quick(task) for name in ["start_here", *sets()] for task in tasks(name)]
SET_TASKS = [task for task in TASKS if task.set_name in sets()]


def by_id(task):
    return task.id


def cells(folder, name):
    """Code cells of a built notebook as (task id or '', source)."""
    book = json.loads((ROOT / folder / f"{name}.ipynb").read_text(encoding="utf-8"))
    return [
        (cell["metadata"].get("claimlab", {}).get("task", ""), "".join(cell["source"]))
        for cell in book["cells"]
        if cell["cell_type"] == "code"
    ]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """run(folder, set name, task id) -> the answer after the set-up cells and that task's cell alone."""

    def go(folder, name, task):
        import os

        import matplotlib.pyplot as plt

        here = os.getcwd()
        os.chdir(ROOT / folder)
        space = {"__name__": "__main__"}
        try:
            for owner, source in cells(folder, name):
                if owner in ("", task.id) and not source.startswith("check("):
                    exec(compile(source, f"{folder}/{name}", "exec"), space)
            return space[task.name]
        finally:
            os.chdir(here)
            plt.close("all")

    return go


@pytest.mark.parametrize("task", SET_TASKS, ids=by_id)
def test_solution_passes_and_needs_no_other_task(task, run):
    outcome = look(task, run("solutions", task.set_name, task))
    assert outcome.state == DONE, outcome.hint


@pytest.mark.parametrize("task", SET_TASKS, ids=by_id)
def test_stub_is_not_answered_yet(task, run):
    assert look(task, run("exercises", task.set_name, task)).state == OPEN


@pytest.mark.parametrize("task", TASKS, ids=by_id)
def test_named_mistakes_get_their_own_hint_and_no_other(task):
    assert len(task.mistakes) >= 3, "at least three mistakes that students really make"
    names = [mistake.name for mistake in task.mistakes]
    assert len(set(names)) == len(names)
    assert len({mistake.hint for mistake in task.mistakes}) == len(names)
    for mistake in task.mistakes:
        outcome = look(task, wrong_answer(task, mistake))
        assert (outcome.state, outcome.kind) == (WRONG, mistake.name), outcome
        assert outcome.hint == mistake.hint
    if isinstance(task.answer, Figure):
        import matplotlib.pyplot as plt

        plt.close("all")


def wrong_answer(task, mistake):
    if isinstance(task.answer, Function):
        return mistake.wrong
    if isinstance(task.answer, Figure):
        return draw(task, mistake.wrong())
    return mistake.wrong()


def draw(task, series):
    import matplotlib.pyplot as plt

    _, ax = plt.subplots()
    for name, values in series.items():
        ax.plot(values.index, values, label=name)
    ax.set(xlabel="year", ylabel=f"value in {(task.answer.unit_words or ('units',))[0]}")
    return ax


@pytest.mark.parametrize("task", TASKS, ids=by_id)
def test_junk_is_refused_with_a_sentence(task):
    for junk in task.answer.junk(task):
        outcome = look(task, junk)
        assert outcome.state == WRONG and outcome.kind, junk
        assert re.search(r"[.?]$", outcome.hint) and len(outcome.hint) > 25, outcome.hint


@pytest.mark.parametrize("task", TASKS, ids=by_id)
def test_no_message_tells_the_answer(task):
    if isinstance(task.answer, Number) and task.answer.tolerance:
        target = float(task.reference())
        shown = {f"{abs(target):.{digits}f}" for digits in (0, 1, 2)} | {f"{abs(target):,.1f}"}
        texts = " ".join([task.question, task.nudge, *(mistake.hint for mistake in task.mistakes)])
        assert not [number for number in re.findall(r"[\d,.]*\d", texts) if number in shown and len(number) > 2]


@pytest.mark.parametrize("task", [t for t in TASKS if isinstance(t.answer, Number) and t.answer.tolerance], ids=by_id)
def test_generic_mistakes_are_named(task):
    target = float(task.reference())
    seen = {name: look(task, value).kind for name, value in {"sign": -target, "thousand": target * 1000}.items()}
    own = {mistake.name for mistake in task.mistakes}
    assert seen["sign"] in {"sign", *own} or abs(target) < task.answer.tolerance
    assert seen["thousand"] in {"factor 1,000", *own} or abs(target) < task.answer.tolerance


@pytest.mark.parametrize("task", SET_TASKS, ids=by_id)
def test_task_points_to_a_heading_of_its_lesson(task):
    lesson = (ROOT / "course" / task.lesson / "lesson.md").read_text(encoding="utf-8")
    assert re.search(rf"^##+ {re.escape(task.section)}$", lesson, re.M), f"{task.section!r} is no heading of the lesson"
    assert lesson_link(task).endswith(task.section.replace(" ", "-"))


@pytest.mark.parametrize("name", sets())
def test_stub_lines_all_stand_in_the_solution(name):
    """No name may live only in the removed solution: the stub's own code is a subset of the solution's."""
    for (owner, stub), (_, solution) in zip(cells("exercises", name), cells("solutions", name), strict=True):
        ast.parse(stub)
        if not owner:
            assert stub == solution
