"""What a student has done is remembered, also when the file is damaged or cannot be written."""

import json
import os

import pytest

from claimlab.checks import progress as card
from claimlab.checks.task import sets
from claimlab.checks.values import DONE, OPEN, WRONG
from claimlab.student import journal, store

ONE = "00.1"


@pytest.fixture
def progress(live):
    return live / "progress.json"


def note(state, kind=""):
    return journal.note(ONE, state, kind)


def test_the_same_kind_of_mistake_is_counted_also_after_a_restart(progress, monkeypatch):
    assert [note(WRONG, "sign"), note(WRONG, "sign"), note(WRONG, "year"), note(WRONG, "sign")] == [1, 2, 1, 1]
    monkeypatch.setattr(store.PROGRESS, "here", {})
    assert note(WRONG, "sign") == 2
    stored = json.loads(progress.read_text())[ONE]
    assert (stored["state"], stored["kind"], stored["streak"], stored["tries"]) == (WRONG, "sign", 2, 5)


def test_done_stays_done_and_an_empty_stub_is_no_try(progress):
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
        '{"00.1": 3}',
        '{"00.1": {}}',
        '{"00.1": {"streak": "x", "tries": null, "kind": "sign"}}',
        "\x00",
    ],
)
def test_a_damaged_file_costs_only_the_memory(progress, text, capsys):
    progress.parent.mkdir(exist_ok=True)
    progress.write_text(text)
    assert note(WRONG, "sign") in (1, 2)
    assert json.loads(progress.read_text())[ONE]["state"] == WRONG
    card.progress()


def test_a_folder_that_cannot_be_written_costs_only_the_memory(progress, monkeypatch, capsys):
    progress.parent.rmdir() if progress.parent.exists() else None
    progress.parent.write_text("a file where the folder should be")
    assert [note(WRONG, "sign"), note(WRONG, "sign")] == [1, 2]
    if hasattr(os, "geteuid") and os.geteuid() != 0:
        progress.parent.unlink()
        progress.parent.mkdir(mode=0o500)
        assert note(WRONG, "sign") == 3
    assert "Traceback" not in capsys.readouterr().err


def test_while_the_course_is_built_nothing_is_read_or_written(progress, monkeypatch):
    note(DONE)
    monkeypatch.setenv("CLAIMLAB_FRESH", "1")
    monkeypatch.setattr(store.PROGRESS, "here", {})
    before = progress.read_bytes()
    assert journal.record() == {} and note(WRONG, "sign") == 1 and progress.read_bytes() == before


def test_progress_says_what_is_next(progress, monkeypatch):
    shown = []
    monkeypatch.setattr(card, "present", shown.append)
    note(DONE)
    card.progress()
    assert "00_harvest: 1 of 3 done, next: 00.a" in repr(shown[0])
    assert repr(shown[0]).count("\n") == len(sets())
    assert 'role="status"' in shown[0].html and "1 of 3" in shown[0].html
