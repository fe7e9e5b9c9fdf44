"""The rules every course keeps: data in order, notebooks in step, measures as worked out, checks that refuse mistakes."""

import csv

import pytest

from claimlab import course
from claimlab.checks.check import look
from claimlab.checks.task import sets, tasks
from claimlab.checks.values import DONE, WRONG
from claimlab.evidence.ledger import measured
from claimlab.evidence.passport import verify
from claimlab.workshop.build import drift
from claimlab.workshop.reader import sources

TASKS = [task for name in sets() for task in tasks(name)]


def test_the_data_are_in_order():
    assert [str(problem) for problem in verify()] == []


@pytest.mark.parametrize("source", sources(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_notebooks_are_in_step(source):
    assert drift(source) == "", "run: claimlab build"


@pytest.mark.parametrize("path", (course.root() / "course").glob("*/expected.csv"), ids=lambda path: path.parent.name)
def test_measures_give_what_was_worked_out(path):
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            got = measured(row["claim_id"])[1][row["fact"]]
            assert abs(float(got) - float(row["expected"])) <= 0.5 * 10 ** -int(row["digits"]), row


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_right_passes_and_each_mistake_is_named(task):
    assert look(task, task.reference()).state == DONE
    for mistake in task.mistakes:
        outcome = look(task, mistake.wrong())
        assert (outcome.state, outcome.kind) == (WRONG, mistake.name)
