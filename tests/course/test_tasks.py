"""Every task of every exercise set: the solution passes, the stub waits, every named mistake has its own hint."""

import ast
import json
import re
from dataclasses import replace

import matplotlib
import pytest

matplotlib.use("agg")

from claimlab import course
from claimlab.checks import rounding
from claimlab.checks.answers import DONE, OPEN, WRONG, Choice, Column, Figure, Function, Items, Number
from claimlab.checks.check import look
from claimlab.checks.task import lesson_link, sets, tasks, turns
from claimlab.workshop.strength import quick
from tests.places import ROOT

TASKS = [quick(task) for name in ["start_here", *sets()] for task in tasks(name)]
EVERY = [quick(task) for name in sets() for task in turns(name)] + TASKS
SET_TASKS = [task for task in TASKS if task.set_name in sets()]


def by_id(task):
    return task.id


def cells(folder, name):
    """Code cells of a built notebook as (task id or '', source)."""
    path = course.exercise_set(name) if folder == "exercises" else ROOT / folder / f"{name}.ipynb"
    book = json.loads(path.read_text(encoding="utf-8"))
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
        for way in mistake.ways():
            outcome = look(task, wrong_answer(task, replace(mistake, wrong=way)))
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


def messages(task):
    """All that a check of this task may say of a wrong answer, as far as it stands in the task."""
    return [task.nudge, *(mistake.hint for mistake in task.mistakes)]


def figures(values):
    """Numbers as a message would print them, with three figures or more, with and without commas."""
    every = [f"{abs(value):,.{digits}f}" for value in values for digits in range(6) if value == value]
    long = {text for text in every if len(text.replace(",", "").replace(".", "").lstrip("0")) >= 3}
    return long | {text.replace(",", "") for text in long}


@pytest.mark.parametrize("task", TASKS, ids=by_id)
def test_no_message_tells_the_answer(task):
    said, whole = messages(task), " ".join(messages(task))
    numbers = set(re.findall(r"\d[\d,]*(?:\.\d+)?", whole)) - set(re.findall(r"\d[\d,]*(?:\.\d+)?", task.question))
    if isinstance(task.answer, Number) and task.answer.tolerance:
        assert not numbers & figures([float(task.reference())])
    elif isinstance(task.answer, Number):
        assert str(int(task.reference())) not in numbers - set(re.findall(r"\d+", task.question))
    elif isinstance(task.answer, Choice):
        assert task.reference() in task.answer.options
        assert not re.search(rf"\b{re.escape(task.reference())}\b", whole), "the right choice stands in a hint"
    elif isinstance(task.answer, Items):
        items = [str(item) for item in task.reference()]
        assert items and not any(all(re.search(rf"\b{re.escape(item)}\b", one) for item in items) for one in said)
    elif isinstance(task.answer, Column):
        assert len(task.reference()) and not numbers & figures(task.reference())
    elif isinstance(task.answer, Figure):
        drawn = [value for values in task.answer.series().values() for value in values]
        assert drawn and not numbers & figures(drawn)
    else:
        results = [task.reference(*case) for case in task.answer.cases()]
        assert results and not numbers & figures([one for one in results if isinstance(one, float) and one % 1])


def told(task):
    """The answer of a task, or a part of it, as a hint might let it slip."""
    kind, right = task.answer, task.reference() if not isinstance(task.answer, Function) else None
    if isinstance(kind, Items):
        return ", ".join(map(str, right))
    if isinstance(kind, Number):
        return f"{right:,.{2 if abs(right) > 1 else 5}f}" if kind.tolerance else str(int(right))
    if isinstance(kind, Choice):
        return right
    if isinstance(kind, Function):
        results = [task.reference(*case) for case in kind.cases()]
        return next((f"{one:,.2f}" for one in results if isinstance(one, float) and one % 1 and abs(one) > 10), "")
    values = right if isinstance(kind, Column) else [one for row in kind.series().values() for one in row]
    most = max(map(abs, values))
    return f"{most:,.{2 if most > 1 else 5}f}"


@pytest.mark.parametrize("task", TASKS, ids=by_id)
def test_a_message_that_told_the_answer_would_be_seen(task):
    answer = told(task)
    if not answer:
        pytest.skip("a function of words or of counts: its results are no answer to copy")
    with pytest.raises(AssertionError):
        test_no_message_tells_the_answer(replace(task, nudge=f"{task.nudge} It is {answer}."))


# A line of code, a formula with its signs, or calls in the order of the solution.
RECIPE = re.compile(r"[×·÷]|\w\([^)]*\).*\w\(|\w = \w|\w / [\w(]|minus one, times|, then .*, then ")


@pytest.mark.parametrize("task", TASKS, ids=by_id)
def test_no_hint_is_a_recipe(task):
    assert not [one for one in messages(task) if RECIPE.search(one)]


@pytest.mark.parametrize("task", TASKS, ids=by_id)
def test_the_rule_of_rounding_is_true_of_every_task(task):
    """A right answer passes as precise as the rule says, and more precisely; with a figure less it does not, where that shows."""
    points = rounding.percent(task)
    if isinstance(task.answer, Number) and task.answer.tolerance:
        right = float(task.reference())
        needed = rounding.enough(right, points)
        for digits in range(needed, needed + 4):
            assert look(task, round(right, digits)).state == DONE, (right, digits)
        off = round(right, needed) + 3 * 10.0**-needed
        assert abs(off - right) <= task.answer.tolerance or look(task, off).state == WRONG
    elif isinstance(task.answer, Column):
        right = task.reference().astype(float)
        needed = max(rounding.enough(value, points) for value in right)
        for digits in range(needed, needed + 3):
            assert look(task, right.round(digits)).state == DONE, digits
        assert look(task, right.map(lambda value: round(value, rounding.enough(value, points)))).state == DONE
    elif isinstance(task.answer, Function):
        first = task.answer.cases()[0]
        if isinstance(task.reference(*first), float) and task.id != "01.5":
            rounded = look(task, lambda *case: round(task.reference(*case), 0))
            assert rounded.state == WRONG or all(task.reference(*case) % 1 == 0 for case in task.answer.cases())
    elif isinstance(task.answer, Number):
        assert look(task, task.reference() + 1).state == WRONG


@pytest.mark.parametrize("task", [task for task in EVERY if isinstance(task.answer, Number)], ids=by_id)
def test_only_a_change_is_told_the_slips_of_a_change(task):
    """Who takes a share of the wrong whole must not hear that the two years are exchanged."""
    change = re.search(r"[Bb]y how many per cent", task.question) and rounding.percent(task)
    assert task.answer.change == bool(change) or not rounding.percent(task)


@pytest.mark.parametrize("name", sets())
def test_the_rule_of_rounding_is_printed_in_each_set(name):
    text = (ROOT / "course" / name[3:] / "exercises.md").read_text(encoding="utf-8")
    assert f"**Rounding.** {rounding.RULE}" in text


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
