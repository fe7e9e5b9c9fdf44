"""The checks are tested by wrong solutions: at least 95 % of them must be refused, in every task of every set."""

import pandas as pd
import pytest

from claimlab.checks.task import sets, tasks
from claimlab.workshop import strength
from claimlab.workshop.mutants import mutants, vocabulary

SETS = [name for name in sets() if strength.source_of(name).exists()]


@pytest.mark.parametrize("name", SETS)
def test_checks_refuse_wrong_solutions(name):
    """Runs what changed since the stored record; `claimlab strength NAME` stores a new one and prints the survivors."""
    stored = strength.recorded(name)
    if strength.is_current(name):
        result, gone = stored["tasks"], []
    else:
        result, gone, _ = strength.measure(name)
    assert not gone, "listed as equivalent, but no longer there"
    assert set(result) == {task.id for task in tasks(name)}
    weak = {
        task_id: (row["score"], row["survivors"]) for task_id, row in result.items() if row["score"] < strength.ENOUGH
    }
    assert not weak


@pytest.mark.parametrize("name", SETS)
def test_every_listed_mutant_has_a_reason(name):
    known = {task.id for task in tasks(name)}
    for (task_id, line), reason in strength.listed(name).items():
        assert task_id in known and line and reason.endswith(".") and len(reason) > 20, (task_id, line)


WORDS = vocabulary(
    [
        pd.DataFrame(
            {"partner": ["Russia", "China", "Italy"], "flow": ["exports", "imports", "imports"], "usd": [1, 2, 3]}
        )
    ],
    'partners[partners["partner"] == "Russia"]["usd"] "flow"',
)


@pytest.mark.parametrize(
    ("source", "made"),
    [
        (
            "x = a + 2023",
            {"x = a - 2023", "x = a + 2024", "x = a + 2022", "x = a + 20230", "x = a", "x = 2023", "pass"},
        ),
        (
            "x = 100 * a",
            {"x = 100 / a", "x = 1 * a", "x = 101 * a", "x = 99 * a", "x = 1000 * a", "x = a", "x = 100", "pass"},
        ),
        ("x = a - b", {"x = a + b", "x = b - a", "x = a", "x = b", "x = b - b", "x = a - a", "pass"}),
        ("x = a > b", {"x = a < b", "x = a >= b", "x = b > b", "x = a > a", "pass"}),
        (
            "x = t['partner'] == 'Russia'",
            {
                "x = t['flow'] == 'Russia'",
                "x = t['partner'] == 'China'",
                "x = t['partner'] != 'Russia'",
                "x = t == 'Russia'",
            },
        ),
        ("x = t.sum().idxmax()", {"x = t.mean().idxmax()", "x = t.sum().idxmin()", "x = t.idxmax()", "x = t.sum()"}),
        ("x = t.drop(index=2010)", {"x = t", "x = t.drop()", "x = t.drop(index=2011)"}),
        ("x = f(a, b)", {"x = f(b, a)"}),
        ("x = round(a)", {"x = a"}),
        (
            "x = t.loc[2015:, ['Russia', 'China']]",
            {
                "x = t.loc[:, ['Russia', 'China']]",
                "x = t.loc[2015:, ['China']]",
                "x = t.iloc[2015:, ['Russia', 'China']]",
            },
        ),
        (
            'def f(a):\n    """Say it."""\n    return not a',
            {'def f(a):\n    """Say it."""\n    return a', 'def f(a):\n    """Say it."""\n    pass'},
        ),
    ],
)
def test_mutants_are_the_slips_of_students(source, made):
    codes = [one.code for one in mutants(source, WORDS)]
    assert made <= set(codes) and len(codes) == len(set(codes)) and source not in codes


def test_mutants_name_the_changed_line():
    changed = {one.code: (one.was, one.now) for one in mutants("a = 1\nx = a + 1", {})}
    assert changed["a = 2\nx = a + 1"] == ("a = 1", "a = 2") and changed["pass\nx = a + 1"] == ("a = 1", "")


def test_the_very_same_answer_is_not_a_wrong_one():
    series = pd.Series({2021: 1.0, 2022: 2.0})
    assert (
        strength.same(1, 1.0)
        and strength.same([1, 2], (2, 1))
        and strength.same(series, series.iloc[::-1])
        and strength.same("a", "a")
    )
    assert (
        not strength.same(1.0, 1.001)
        and not strength.same([1], [2])
        and not strength.same(series, series + 1)
        and not strength.same(len, len)
    )


def test_command_refuses_an_unknown_set(capsys):
    assert strength.main(["nothing"]) == 2 and "There is no exercise set called 'nothing'" in capsys.readouterr().err
