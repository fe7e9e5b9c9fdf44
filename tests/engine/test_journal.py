"""What a student has done is remembered, also when the file is damaged or cannot be written."""

import json
import os

import pytest

from claimlab.checks.answers import DONE, OPEN, WRONG, Outcome
from claimlab.checks.task import sets, task
from claimlab.student import journal
from claimlab.view import cards


@pytest.fixture
def live(tmp_path, monkeypatch):
    """A live notebook: no CLAIMLAB_FRESH, and a my_work/ of its own."""
    monkeypatch.delenv("CLAIMLAB_FRESH", raising=False)
    monkeypatch.setattr(journal, "FILE", tmp_path / "my_work" / "progress.json")
    monkeypatch.setattr(journal, "_HERE", {})
    return journal.FILE


ONE = "02.1"


def note(state, kind="", hint="Why?"):
    return journal.note(task(ONE), Outcome(state, kind, hint))


def test_the_same_kind_of_mistake_is_counted_also_after_a_restart(live, monkeypatch):
    assert [note(WRONG, "sign"), note(WRONG, "sign"), note(WRONG, "year"), note(WRONG, "sign")] == [1, 2, 1, 1]
    monkeypatch.setattr(journal, "_HERE", {})
    assert note(WRONG, "sign") == 2
    stored = json.loads(live.read_text())[ONE]
    assert (stored["state"], stored["kind"], stored["streak"], stored["tries"]) == (WRONG, "sign", 2, 5)


def test_done_stays_done_and_an_empty_stub_is_no_try(live):
    note(OPEN, "blank")
    note(DONE)
    note(WRONG, "sign")
    assert (journal.record()[ONE]["state"], journal.record()[ONE]["tries"]) == (DONE, 2)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "[1]",
        "{",
        '{"02.1": 3}',
        '{"02.1": {}}',
        '{"02.1": {"streak": "x", "tries": null, "kind": "sign"}}',
        "\x00",
    ],
)
def test_a_damaged_file_costs_only_the_memory(live, text, capsys):
    live.parent.mkdir()
    live.write_text(text)
    assert note(WRONG, "sign") in (1, 2)
    assert json.loads(live.read_text())[ONE]["state"] == WRONG
    cards.progress()


def test_a_folder_that_cannot_be_written_costs_only_the_memory(live, monkeypatch, capsys):
    live.parent.write_text("a file where the folder should be")
    assert [note(WRONG, "sign"), note(WRONG, "sign")] == [1, 2]
    if hasattr(os, "geteuid") and os.geteuid() != 0:
        live.parent.unlink()
        live.parent.mkdir(mode=0o500)
        assert note(WRONG, "sign") == 3
    assert "Traceback" not in capsys.readouterr().err


def test_while_the_course_is_built_nothing_is_read_or_written(live, monkeypatch):
    note(DONE)
    monkeypatch.setenv("CLAIMLAB_FRESH", "1")
    monkeypatch.setattr(journal, "_HERE", {})
    before = live.read_bytes()
    assert journal.record() == {} and note(WRONG, "sign") == 1 and live.read_bytes() == before


def test_progress_says_what_is_next(live, monkeypatch):
    shown = []
    monkeypatch.setattr(cards, "present", shown.append)
    note(DONE)
    cards.progress()
    assert "02_trade: 1 of 10 done, next: 02.2 Split the growth" in repr(shown[0]) and repr(shown[0]).count(
        "\n"
    ) == len(sets())
    assert 'role="status"' in shown[0].html and "1 of 10 done" in shown[0].html
