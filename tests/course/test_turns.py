"""Every turn inside a lesson: open at first without harm, right when solved, and each likely mistake gets its own hint."""

import os
import re
from dataclasses import replace

import matplotlib
import pytest

matplotlib.use("agg")

import claimlab
from claimlab import course
from claimlab.checks.answers import DONE, OPEN, WRONG
from claimlab.checks.check import look
from claimlab.checks.task import turns
from claimlab.workshop import strength
from claimlab.workshop.reader import GAP, read, solved, stub
from tests.course.test_tasks import wrong_answer
from tests.places import ROOT

LESSONS = [one.stem for one in course.lessons() if turns(one.name)]
TURNS = [strength.quick(one) for name in LESSONS for one in turns(name)]


def by_id(turn):
    return turn.id


@pytest.fixture(scope="module")
def spaces():
    """{turn id: (names above the turn, its cell)}; each lesson runs once, with all its turns left open."""
    made = {}

    def of(name):
        if name not in made:
            import matplotlib.pyplot as plt

            here, space = os.getcwd(), {"__name__": "__main__"}
            os.chdir(ROOT / "notebooks")
            kept, claimlab.show = claimlab.show, lambda *_, **__: None  # no turn needs a picture above it
            try:
                for owner, source in strength.steps(name):
                    if owner:
                        made.setdefault(name, {})[owner] = (dict(space), source)
                        source = stub(source, next(one.name for one in turns(name) if one.id == owner))
                    exec(compile(source, name, "exec"), space)
                    plt.close("all")
            finally:
                claimlab.show = kept
                os.chdir(here)
        return made[name]

    return of


def answer(spaces, turn, make):
    import matplotlib.pyplot as plt

    space, source = spaces(turn.set_name)[turn.id]
    space, here = dict(space), os.getcwd()
    os.chdir(ROOT / "notebooks")
    try:
        exec(compile(make(source), turn.id, "exec"), space)
        return space[turn.name]
    finally:
        os.chdir(here)
        plt.close("all")


@pytest.mark.parametrize("turn", TURNS, ids=by_id)
def test_an_open_turn_harms_nothing_and_a_solved_one_is_done(turn, spaces):
    assert look(turn, answer(spaces, turn, lambda source: stub(source, turn.name))).state == OPEN
    outcome = look(turn, answer(spaces, turn, solved))
    assert outcome.state == DONE, outcome.hint


@pytest.mark.parametrize("turn", TURNS, ids=by_id)
def test_likely_mistakes_get_their_own_hint(turn):
    names = [mistake.name for mistake in turn.mistakes]
    assert len(set(names)) == len(names) >= 2
    for mistake in turn.mistakes:
        for way in mistake.ways():
            outcome = look(turn, wrong_answer(turn, replace(mistake, wrong=way)))
            assert (outcome.state, outcome.kind, outcome.hint) == (WRONG, mistake.name, mistake.hint)


@pytest.mark.parametrize("turn", TURNS, ids=by_id)
def test_a_turn_points_to_a_heading_of_its_lesson(turn):
    text = (ROOT / "course" / turn.lesson / "lesson.md").read_text(encoding="utf-8")
    assert re.search(rf"^##+ {re.escape(turn.section)}$", text, re.M), f"{turn.section!r} is no heading of the lesson"


@pytest.mark.parametrize("one", [one for one in course.lessons() if one.number != "00"], ids=lambda one: one.name)
def test_four_to_six_turns_a_lesson_with_less_and_less_help(one):
    every = turns(one.name)
    assert 4 <= len(every) <= 6
    assert [turn.id for turn in every] == [f"{one.number}.{letter}" for letter in "abcdef"[: len(every)]]


@pytest.mark.parametrize("name", LESSONS)
def test_a_gap_stands_in_a_line_that_waits(name):
    """A half-written line is a comment: with its gap it would stop Run All."""
    for cell in read(ROOT / "course" / name[3:] / "lesson.md").cells:
        for line in cell.source.splitlines() if cell.cell_type == "code" else ():
            assert GAP not in line or line.startswith("# "), line
