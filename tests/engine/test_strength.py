"""How the checks are tested: which wrong solutions and pictures are made, and what is counted."""

import pandas as pd
import pytest

from claimlab.checks.picture import Mark, Picture
from claimlab.cli import main
from claimlab.workshop import strength
from claimlab.workshop.mutants import mutants, vocabulary
from claimlab.workshop.picture_mutants import pictures

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
    assert main(["strength", "nothing"]) == 2 and "There is no exercise set called 'nothing'" in capsys.readouterr().err


def test_a_call_of_what_a_call_gives_back_has_mutants():
    assert {"x = f()", "pass"} <= {one.code for one in mutants("x = f()()", {})}


def test_pictures_are_spoilt_in_the_ways_of_students():
    at, said = (2021.0, 2022.0, 2023.0), ("", "", "")
    lines = [
        Mark("line", at, said, row, name, "#000000")
        for name, row in (("North", (1.0, 3.0, 2.0)), ("South", (2.0, 2.5, 4.0)))
    ]
    right = Picture(tuple(lines), "Year", "tonnes", "", (), True)
    made = dict(pictures(right))
    assert made["values backwards"].marks[0].values == (2.0, 3.0, 1.0)
    assert [mark.name for mark in made["names exchanged"].marks] == ["South", "North"]
    assert made["points for lines"].marks[0].kind == "points" and made["places shifted"].marks[0].at[0] == 2022
    assert "one colour" not in made and right not in made.values() and len(made) >= 15


def test_crashes_are_counted_apart(home):
    """The small course: what crashes is refused by Python, not by the check."""
    result, gone, _ = strength.measure("00_harvest")
    assert not gone
    for row in result.values():
        assert row["mutants"] == row["crashed"] + row["same_answer"] + row["listed"] + row["refused"] + len(
            row["survivors"]
        )
        assert row["refused"] == row["named"] + row["generic"] + row["nudge"] and row["score"] >= strength.ENOUGH
    assert result["00.1"]["crashed"] > 0 < result["00.1"]["named"]
