"""A student's small files: open twice, cut short, from another editor or another time zone, nothing is lost."""

import json
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest

from claimlab.student import journal, store
from claimlab.student.journal import State, last_check, note

ENTRY = {"state": "done", "kind": "", "streak": 1, "tries": 1, "at": "2026-01-01T10:00:00+00:00", "book": ""}


@pytest.fixture
def progress(live):
    live.mkdir(exist_ok=True)
    return live / "progress.json"


def stored(path):
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_file_from_another_editor_is_read(progress, encoding):
    progress.write_bytes(json.dumps({"00.1": ENTRY}).encode(encoding))
    note("00.2", State.WRONG, "sign")
    assert stored(progress)["00.1"]["state"] == "done" and stored(progress)["00.2"]["state"] == "not yet"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (json.dumps({"00.1": ENTRY, "00.2": ENTRY})[:-40], ["00.1"]),  # cut short by a full disk
        ("<<<<<<< HEAD\n" + json.dumps({"00.1": ENTRY}), ["00.1"]),
        ("[1]", []),
        ("{", []),
    ],
)
def test_a_damaged_file_is_kept_aside_and_told_once(progress, text, kept, capsys, monkeypatch):
    monkeypatch.setattr(journal, "_told", [])
    progress.write_text(text, encoding="utf-8")
    note("00.3", State.WRONG, "sign")
    note("00.4", State.WRONG, "sign")
    assert sorted(stored(progress)) == sorted([*kept, "00.3", "00.4"])
    assert (progress.parent / "progress.damaged-1.json").read_text(encoding="utf-8") == text
    said = capsys.readouterr().out
    assert said.count("was damaged. It was kept as progress.damaged-1.json") == 1
    progress.write_text(text, encoding="utf-8")
    note("00.5", State.WRONG, "sign")
    assert (progress.parent / "progress.damaged-2.json").exists(), "the first one is not overwritten"


def test_an_empty_file_is_no_damage(progress, capsys):
    progress.write_text("\n", encoding="utf-8")
    note("00.1", State.DONE, "")
    assert stored(progress)["00.1"]["state"] == "done" and not capsys.readouterr().out


def test_the_same_notebook_open_twice_loses_nothing(progress):
    one, other = store.Store("progress.json", state=str), store.Store("progress.json", state=str)
    one.put("00.1", {"state": "not yet"})
    other.put("00.1", {"state": "done"})
    one.put("00.2", {"state": "not yet"})
    assert {key: entry["state"] for key, entry in stored(progress).items()} == {"00.1": "done", "00.2": "not yet"}
    one.put("00.1", {"state": "not yet"})
    assert stored(progress)["00.1"]["state"] == "done" == one.get("00.1")["state"]


def test_many_notebooks_at_once_lose_nothing(progress, home):
    program = (
        "import sys\nfrom claimlab.student.store import PROGRESS\n"
        "for number in range(25):\n    PROGRESS.put(f'{sys.argv[1]}.{number}', {'state': 'done'})\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", program, name], cwd=home) for name in ("01", "02", "03")]
    assert [one.wait(60) for one in running] == [0, 0, 0]
    assert len(stored(progress)) == 75 and [path.name for path in progress.parent.iterdir()] == ["progress.json"]


def test_a_lock_that_was_left_behind_costs_a_moment_only(progress):
    lock = progress.with_suffix(".lock")
    lock.touch()
    began = time.monotonic()
    note("00.1", State.DONE, "")
    assert stored(progress)["00.1"]["state"] == "done" and time.monotonic() - began < 3


def test_a_full_disk_is_told_once_and_costs_only_the_memory(progress, monkeypatch, capsys):
    monkeypatch.setattr(journal, "_told", [])

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_text", full)
    assert [note("00.1", State.WRONG, "sign"), note("00.1", State.WRONG, "sign")] == [1, 2]
    said = capsys.readouterr().out
    assert said == (
        "Your progress: it could not be written to my_work/progress.json (No space left on device). "
        "It stays here until you close the notebook.\n"
    )
    monkeypatch.undo()


@pytest.mark.parametrize("guess", [{"value": 5, "text": 5}, {"value": "x", "text": None}, 5, "many"])
def test_a_guess_that_an_editor_has_changed_counts_as_none(live, guess):
    from claimlab import predict

    live.mkdir(exist_ok=True)
    (live / "guesses.json").write_text(json.dumps({"C01": guess}), encoding="utf-8")
    widget = predict("C01", "How much?", low=5, high=60)
    assert store.recall("C01") == "" and "No guess saved yet" in widget.children[-1].value


def test_moments_are_kept_in_utc_with_the_notebook_they_belong_to(progress, monkeypatch, home):
    book = home / "my_work" / "00_harvest.ipynb"
    book.write_text("{}", encoding="utf-8")
    monkeypatch.setenv("JPY_SESSION_NAME", str(book))
    note("00.1", State.DONE, "")
    entry = stored(progress)["00.1"]
    assert entry["book"] == "00_harvest.ipynb" and entry["at"].endswith("+00:00")
    assert abs((datetime.now(UTC) - last_check(book)).total_seconds()) < 5
    assert last_check(book.with_name("anna.ipynb")) is None
    progress.write_text(
        json.dumps({"00.1": {**ENTRY, "at": "2026-01-02 12:00:00", "book": "00_harvest.ipynb"}}), encoding="utf-8"
    )
    assert last_check(book) is None, "a moment without a zone tells nothing"
