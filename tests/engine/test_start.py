"""`claimlab start` never costs a student a line of work."""

import json

import pytest

from claimlab.student import start


@pytest.fixture
def rooms(tmp_path):
    (tmp_path / "exercises").mkdir()
    for name in ("02_trade", "05_oil"):
        (tmp_path / "exercises" / f"{name}.ipynb").write_text(f'{{"cells": [], "of": "{name}"}}')
    (tmp_path / "exercises" / "Untitled.ipynb").write_text("a student tried something")
    return tmp_path / "exercises", tmp_path / "my_work"


def test_first_copy_second_copy_and_own_work(rooms):
    exercises, mine = rooms
    assert start.copy_sets((), *rooms) == ["my_work/02_trade.ipynb is ready.", "my_work/05_oil.ipynb is ready."]
    assert sorted(path.name for path in mine.glob("*.ipynb")) == ["02_trade.ipynb", "05_oil.ipynb"]
    (mine / "02_trade.ipynb").write_text("my own work")
    assert start.copy_sets(("trade",), *rooms) == ["my_work/02_trade.ipynb is already there; nothing was changed."]
    (exercises / "02_trade.ipynb").write_text("a newer original")
    said = start.copy_sets(("02",), *rooms)
    assert len(said) == 1 and "was kept" in said[0] and "has changed since" in said[0] and "rename your copy" in said[0]
    assert (mine / "02_trade.ipynb").read_text() == "my own work"


@pytest.mark.parametrize("origins", ["", "[]", "{}", '{"02_trade.ipynb": 3}'])
def test_a_lost_or_damaged_memory_claims_nothing_false(rooms, origins):
    _exercises, mine = rooms
    start.copy_sets((), *rooms)
    (mine / ".origins.json").write_text(origins)
    assert start.copy_sets(("05_oil",), *rooms) == ["my_work/05_oil.ipynb is already there; nothing was changed."]


def test_unknown_names_and_an_empty_course(rooms):
    with pytest.raises(LookupError, match="There is no exercise set called 'Untitled'. There are: 02_trade, 05_oil."):
        start.copy_sets(("Untitled",), *rooms)
    for path in rooms[0].glob("*.ipynb"):
        path.unlink()
    assert start.copy_sets((), *rooms) == ["There are no exercise sets yet."]


def test_a_folder_that_cannot_be_written(rooms, monkeypatch, capsys):
    rooms[1].write_text("a file stands where the folder should be")
    monkeypatch.setattr(start, "copy_sets", lambda names, real=start.copy_sets: real(names, *rooms))
    assert start.main([]) == 1
    assert "my_work/ cannot be written (File exists)" in capsys.readouterr().err
    assert start.main(["nothing"]) == 2 and "no exercise set called" in capsys.readouterr().err
    assert start.main(["--help"]) == 0


def test_a_copy_that_stops_half_way_leaves_nothing(rooms, monkeypatch):
    rooms[1].mkdir()
    monkeypatch.setattr(
        type(rooms[0]), "read_bytes", lambda path: (_ for _ in ()).throw(OSError(28, "No space left on device"))
    )
    with pytest.raises(OSError, match="space"):
        start._copy(rooms[0] / "02_trade.ipynb", rooms[1] / "02_trade.ipynb")
    assert not list(rooms[1].iterdir())


def test_the_button_is_harmless_while_the_course_is_tested():
    button, status = start.copy_button().children
    button.click()
    assert 'role="status"' in status.value and "Nothing is copied while the course is built or tested." in status.value


def test_downloads_are_offered_only_when_they_exist(tmp_path, monkeypatch):
    monkeypatch.setattr(start, "MINE", tmp_path)
    assert start.download_links() == []
    (tmp_path / "progress.json").write_text(json.dumps({}))
    assert start.download_links() == ["../my_work/progress.json"]
