"""What a student's answer is worth does not change on its way to the judge: for every solution, junk and wrong picture."""

import json
import os
from pathlib import Path

import matplotlib
import pytest

matplotlib.use("agg")

from claimlab.checks.check import look
from claimlab.checks.task import sets, tasks
from claimlab.handin.judge import Judge, Replay, vary
from claimlab.handin.wire import pack, unpack
from claimlab.workshop import build, reader
from tests.places import ROOT

EVERY = [task for name in sets() for task in tasks(name)]
FUNCTIONS = [task for task in EVERY if callable(getattr(task.answer, "cases", None))]


def there(answer):
    """The answer as it arrives: through JSON."""
    return unpack(json.loads(json.dumps(pack(answer), allow_nan=False)))


@pytest.fixture(scope="module")
def solved():
    """solved(set) -> the names after running the solution's cells."""
    import matplotlib.pyplot as plt

    made, here = {}, os.getcwd()

    def go(name):
        if name not in made:
            os.chdir(ROOT / "solutions")
            space = {"__name__": "__main__"}
            try:
                source = ROOT / "course" / name[3:] / "exercises.md"
                for cell in reader.read(source).cells:
                    text = build.code(cell, Path("solutions", name))
                    if cell["cell_type"] == "code" and not text.startswith("check("):
                        exec(compile(text, name, "exec"), space)
            finally:
                os.chdir(here)
            made[name] = space
        return made[name]

    yield go
    plt.close("all")


@pytest.mark.parametrize("task", EVERY, ids=lambda task: task.id)
def test_right_and_wrong_answers_are_judged_alike_on_both_sides(task, solved):
    answer = solved(task.set_name)[task.name]
    tried = [answer, *task.answer.junk(task)] if task not in FUNCTIONS else task.answer.junk(task)[:3]
    if task not in FUNCTIONS:
        for mistake in task.mistakes:
            try:
                tried.append(mistake.wrong())
            except Exception:
                continue
    for one in tried:
        here, away = look(task, one), look(task, there(one))
        assert (here.state, here.kind) == (away.state, away.kind), (one, here, away)
        assert here.hint.split("(")[0] == away.hint.split("(")[0]


@pytest.mark.parametrize("task", FUNCTIONS, ids=lambda task: task.id)
def test_right_functions_pass_with_inputs_that_nobody_knows(task, solved):
    import random

    answer = solved(task.set_name)[task.name]
    for seed in range(4):
        own = list(task.answer.cases())
        inputs = [there(tuple(case)) for case in own + vary(task, own, random.Random(seed))]
        results = [json.loads(json.dumps(pack(answer(*case)))) for case in inputs]
        replay = Replay(inputs, results)
        assert look(task, replay).state == "done"
        for case in inputs[len(own) :]:
            assert task.answer._one(replay(*case), task.reference(*there(case))), (case, seed)


def test_most_functions_meet_new_inputs():
    judge = Judge()
    met = [task.id for task in FUNCTIONS if judge.inputs(task, 1)[1]]
    assert len(met) >= len(FUNCTIONS) - 3, {task.id for task in FUNCTIONS} - set(met)
