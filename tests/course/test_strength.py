"""The checks of every set are tested by wrong solutions: at least 95 % of those that run must be refused."""

import pytest

from claimlab.checks.task import sets, tasks, turns
from claimlab.workshop import strength

SETS = [name for name in sets() if strength.exercises(name).exists()]


@pytest.mark.parametrize("name", SETS)
def test_checks_refuse_wrong_solutions_and_say_why(name):
    """Runs what changed since the stored record; `claimlab strength NAME` stores a new one and prints the survivors."""
    stored = strength.recorded(name)
    if strength.is_current(name):
        result, gone = stored["tasks"], []
    else:
        result, gone, _ = strength.measure(name)
    assert not gone, "listed as equivalent, but no longer there"
    assert set(result) == {task.id for task in (*turns(name), *tasks(name))}
    weak = {one: (row["score"], row["survivors"]) for one, row in result.items() if row["score"] < strength.ENOUGH}
    assert not weak
    vague = {
        one: row["helped"] for one, row in result.items() if row["refused"] >= 10 and row["helped"] < strength.HELPED
    }
    assert not vague, "most wrong answers hear only the general hint"


@pytest.mark.parametrize("name", SETS)
def test_every_listed_mutant_has_a_reason(name):
    known = {task.id for task in (*turns(name), *tasks(name))}
    for (task_id, line), reason in strength.listed(name).items():
        assert task_id in known and line and reason.endswith(".") and len(reason) > 20, (task_id, line)
