"""A turn inside a lesson: read from its line, built as a half-written stub, calm while open, told when wrong."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import claimlab
from claimlab import course
from claimlab.checks import check as checks
from claimlab.checks.check import NotYet, check
from claimlab.checks.task import UnknownTask, task, tasks, turns
from claimlab.workshop import build
from claimlab.workshop.reader import CourseProblem, _statement, read, solved, sources, stub

BLANK = Path(claimlab.__file__).parent / "workshop" / "blank"
TWO_PARTS = "x = 1\n### BEGIN SOLUTION\ny = x + 1\n### STUB\ny = ...\n# y = x + ____\n### END SOLUTION"


@pytest.fixture
def mini(tmp_path, monkeypatch):
    """The example course in a folder of its own; the path of its lesson."""
    shutil.copytree(BLANK, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    course.forget()
    yield tmp_path / "course" / "harvest" / "lesson.md"
    monkeypatch.undo()
    course.forget()


def test_a_turn_is_found_by_its_letter_and_stands_in_no_set(mini):
    assert [one.id for one in turns("harvest")] == ["00.a"] and turns("99") == ()
    assert task("00.a").is_turn and not task("00.1").is_turn
    assert not [one for one in tasks("harvest") if one.is_turn]
    with pytest.raises(UnknownTask, match=r'no task "00\.z"'):
        task("00.z")


def test_the_line_becomes_words_a_stub_and_a_check_that_is_never_compared(mini):
    cells = read(mini).cells
    place = next(i for i, cell in enumerate(cells) if cell.cell_type == "code" and cell.metadata.get("task"))
    words, code, after = cells[place - 1], cells[place], cells[place + 1]
    assert "**Your turn 00.a · Group by yourself.**" in words.source and "Answer in `mean_harvest`" in words.source
    assert after.source == 'check("00.a", mean_harvest)' and after.metadata["task"] == "00.a"
    assert "nbval-check-output" not in after.metadata.get("tags", [])
    assert build.code(code, Path("notebooks/00_harvest.ipynb")) == stub(code.source, "mean_harvest")


def test_a_half_written_stub_replaces_the_solution():
    assert stub(TWO_PARTS, "y") == "x = 1\ny = ...\n# y = x + ____"
    assert solved(TWO_PARTS) == "x = 1\ny = x + 1"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{turn}`00.a`", "{turn}`00.b`", "there is no turn 00.b in course/harvest/turns.py"),
        ("{turn}`00.a`", "{task}`00.1`", "there is no task 00.1 in course/harvest/turns.py"),
        ("{turn}`00.a`", "Nothing.", r"lacks the turn 00.a. Add a line {turn}`id`"),
        ("### END SOLUTION\n", "", "needs one line ### BEGIN SOLUTION and one line ### END SOLUTION"),
        ("{turn}`00.a`\n", "{turn}`00.a`\n\n+++\n\nMore words.\n", "00.a has no code cell below it"),
    ],
)
def test_a_half_edited_turn_is_told(mini, old, new, said):
    text = mini.read_text(encoding="utf-8")
    assert old in text
    mini.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(CourseProblem) as raised:
        read(sources()[0])
    assert said in str(raised.value)


def test_open_is_calm_and_wrong_is_not(mini, monkeypatch):
    cards = []
    monkeypatch.setattr(checks, "present", cards.append)
    assert check("00.a", ...) is None
    assert "not answered yet" in cards[-1].html
    with pytest.raises(NotYet, match="orchard"):
        check("00.a", task("00.a").mistakes[0].wrong())
    check("00.a", task("00.a").reference())
    assert "00.a done" in cards[-1].html


def test_a_lesson_with_open_turns_builds_and_its_prose_goes_on(mini):
    import json

    [path] = build.build(mini)
    book = json.loads(path.read_text(encoding="utf-8"))
    outputs = ["".join(str(output) for output in cell.get("outputs", [])) for cell in book["cells"]]
    place = next(i for i, cell in enumerate(book["cells"]) if "".join(cell["source"]) == 'check("00.a", mean_harvest)')
    assert "not answered yet" in outputs[place] and "'error'" not in outputs[place]
    assert not [cell for cell in book["cells"][place:] if cell["cell_type"] == "code" and not cell["execution_count"]]


def test_turns_count_in_the_progress(mini, monkeypatch):
    from claimlab.checks import progress as page

    cards = []
    monkeypatch.setattr(page, "present", cards.append)
    monkeypatch.setattr(page, "record", lambda: {"00.a": {"state": "done"}})
    page.progress()
    assert "1 of 3" in cards[-1].html


def test_progress_links_to_the_copy_and_to_the_next_step(live, monkeypatch):
    from claimlab.checks import progress as page

    cards = []
    monkeypatch.setattr(page, "present", cards.append)
    page.progress()
    assert '<a href="../notebooks/00_harvest.ipynb">next: 00.a' in cards[-1].html and "my_work" not in cards[-1].html
    live.mkdir(exist_ok=True)
    (live / "00_harvest_mine.ipynb").write_text("a copy")
    monkeypatch.setattr(page, "record", lambda: {"00.a": {"state": "done"}})
    page.progress()
    copy = '<a href="../my_work/00_harvest_mine.ipynb">'
    assert f"{copy}00_harvest</a>" in cards[-1].html and f"{copy}next: 00.1" in cards[-1].html


def test_minutes_are_counted_by_the_rule_and_written_in(mini):
    import json

    from claimlab.view.rest import at_rest, widget_box
    from claimlab.workshop.minutes import PACE, count, minutes

    form = [{"data": dict(widget_box([], "Ten claims", asks=10)._repr_mimebundle_())}]
    button = [{"data": dict(widget_box([], "A button", asks=0)._repr_mimebundle_())}]
    printed = [{"output_type": "stream", "name": "stdout", "text": half} for half in ("one line,", " in two pieces\n")]
    book = {
        "cells": [
            {"cell_type": "markdown", "metadata": {}, "source": "one two three [four](../five/six.ipynb)"},
            {"cell_type": "code", "metadata": {}, "source": "# free\n\nx = 1\ny = 2", "outputs": []},
            {
                "cell_type": "code",
                "metadata": {"jupyter": {"source_hidden": True}},
                "source": "z = 3",
                "outputs": printed,
            },
            {"cell_type": "code", "metadata": {}, "source": 'check("02.a", x)', "outputs": []},
            {"cell_type": "code", "metadata": {}, "source": 'check("02.1", x)', "outputs": []},
            {"cell_type": "code", "metadata": {}, "source": "# a form\nten()", "outputs": form},
            {"cell_type": "code", "metadata": {}, "source": "# a guess\npredict('C01')", "outputs": form},
            {"cell_type": "code", "metadata": {}, "source": "# a button", "outputs": button},
        ]
    }
    found = count(book)
    assert {unit: number for unit, number in found.items() if number} == {
        "word": 4,
        "line of code": 4,
        "turn": 1,
        "task": 1,
        "form": 10,
        "guess": 1,
        "card": 1,
    }
    assert sum(PACE[unit] * number for unit, number in found.items()) == 4 * 0.4 + 4 * 4 + 90 + 360 + 10 * 45 + 30 + 20
    assert minutes(book) == 15  # 16.1 minutes, in whole fives
    at_rest(book)
    assert minutes(book) == 15, "the view of a form goes when the notebook is kept; its minutes stay"
    [path] = build.build(mini)
    made = json.loads(path.read_text(encoding="utf-8"))
    said = made["metadata"]["claimlab"]["minutes"]
    assert f"About {said} minutes" in "".join("".join(cell["source"]) for cell in made["cells"])


def test_a_title_that_asks_keeps_its_own_mark(mini):
    asked = replace(task("00.a"), title="How many?")
    assert _statement(asked).startswith("**Your turn 00.a · How many?** ")
