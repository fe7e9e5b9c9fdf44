"""`claimlab start` never costs a student a line of work."""

import errno
import json
import os

import pytest

from claimlab import course
from claimlab.cli import main
from claimlab.student import start
from claimlab.view import copies
from claimlab.view.copies import copy_button


@pytest.fixture
def rooms(tmp_path):
    (tmp_path / "exercises").mkdir()
    for name in ("01_pears", "02_plums"):
        (tmp_path / "exercises" / f"{name}_tasks.ipynb").write_text(f'{{"cells": [], "of": "{name}"}}')
    (tmp_path / "exercises" / "Untitled.ipynb").write_text("a student tried something")
    return tmp_path / "exercises", tmp_path / "my_work"


def test_first_copy_second_copy_and_own_work(rooms):
    exercises, mine = rooms
    assert start.copy_sets((), *rooms) == [
        "my_work/01_pears_mine.ipynb is ready.",
        "my_work/02_plums_mine.ipynb is ready.",
    ]
    assert sorted(path.name for path in mine.glob("*.ipynb")) == ["01_pears_mine.ipynb", "02_plums_mine.ipynb"]
    (mine / "01_pears_mine.ipynb").write_text("my own work")
    assert start.copy_sets(("pears",), *rooms) == ["my_work/01_pears_mine.ipynb is already there; nothing was changed."]
    (exercises / "01_pears_tasks.ipynb").write_text("a newer original")
    said = start.copy_sets(("01",), *rooms)
    assert len(said) == 1 and "was kept" in said[0] and "has changed since" in said[0] and "rename your copy" in said[0]
    assert (mine / "01_pears_mine.ipynb").read_text() == "my own work"


@pytest.mark.parametrize("origins", ["", "[]", "{}", '{"01_pears_mine.ipynb": 3}'])
def test_a_lost_or_damaged_memory_claims_nothing_false(rooms, origins):
    _exercises, mine = rooms
    start.copy_sets((), *rooms)
    (mine / ".origins.json").write_text(origins)
    assert start.copy_sets(("02_plums",), *rooms) == [
        "my_work/02_plums_mine.ipynb is already there; nothing was changed."
    ]


def test_a_copy_with_the_older_name_stays_the_copy(rooms):
    _exercises, mine = rooms
    mine.mkdir()
    (mine / "01_pears.ipynb").write_text("half of a term's work")
    (mine / ".origins.json").write_text('{"01_pears.ipynb": "0123"}')
    assert start.copy_sets((), *rooms) == [
        "my_work/01_pears.ipynb is there, a copy with the older name, and was kept. Go on in it.",
        "my_work/02_plums_mine.ipynb is ready.",
    ]
    assert (mine / "01_pears.ipynb").read_text() == "half of a term's work" and not (
        mine / "01_pears_mine.ipynb"
    ).exists()


def test_three_tabs_of_one_lesson_have_three_names(home, monkeypatch):
    """A tab shows a file's name and not its folder."""
    monkeypatch.chdir(home)
    main(["start"])
    rooms = ("notebooks", "exercises", "my_work")
    names = [path.name for room in rooms for path in (home / room).glob("*.ipynb")]
    assert len(names) == 3 == len(set(names)) and all(name.startswith("00_harvest") for name in names)


def test_the_copy_card_links_to_the_copies_and_to_the_next_step(live, monkeypatch):
    button, status = copies.copy_button().children
    button.click()
    assert '<a href="../my_work/00_harvest_mine.ipynb">my_work/00_harvest_mine.ipynb</a> is ready.' in status.value
    assert 'Next: <a href="../notebooks/00_harvest.ipynb">lesson 00</a>' in status.value
    assert (live / "00_harvest_mine.ipynb").exists()


def test_the_link_to_a_copy_leads_to_a_file(live):
    assert start.own_copy("00_harvest") == ""
    live.mkdir(exist_ok=True)
    (live / "00_harvest.ipynb").write_text("a copy with the older name")
    assert start.own_copy("00_harvest") == "../my_work/00_harvest.ipynb"
    (live / course.lesson("harvest").copy).write_text("a copy")
    assert start.own_copy("00_harvest") == "../my_work/00_harvest_mine.ipynb"


def test_unknown_names_and_an_empty_course(rooms):
    with pytest.raises(LookupError, match="There is no exercise set called 'Untitled'. There are: 01_pears, 02_plums."):
        start.copy_sets(("Untitled",), *rooms)
    for path in rooms[0].glob("*.ipynb"):
        path.unlink()
    assert start.copy_sets((), *rooms) == ["There are no exercise sets yet."]


def test_a_folder_that_cannot_be_written(rooms, monkeypatch, capsys):
    rooms[1].write_text("a file stands where the folder should be")
    monkeypatch.setattr(start, "copy_sets", lambda names, real=start.copy_sets: real(names, *rooms))
    assert main(["start"]) == 1
    assert "my_work/ cannot be written (File exists)" in capsys.readouterr().err
    assert main(["start", "nothing"]) == 2 and "no exercise set called" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="0"):
        main(["start", "--help"])


def test_a_copy_that_stops_half_way_leaves_nothing(rooms, monkeypatch):
    rooms[1].mkdir()
    monkeypatch.setattr(
        type(rooms[0]), "read_bytes", lambda path: (_ for _ in ()).throw(OSError(28, "No space left on device"))
    )
    with pytest.raises(OSError, match="space"):
        start._copy(rooms[0] / "01_pears_tasks.ipynb", rooms[1] / "01_pears_mine.ipynb")
    assert not list(rooms[1].iterdir())


def test_the_button_is_harmless_while_the_course_is_tested():
    button, status = copy_button().children
    button.click()
    assert 'role="status"' in status.value and "Nothing is copied while the course is built or tested." in status.value


def test_downloads_are_offered_only_when_they_exist(home):
    (home / "my_work").mkdir(exist_ok=True)
    assert start.download_links() == []
    (home / "my_work" / "progress.json").write_text(json.dumps({}))
    assert start.download_links() == ["../my_work/progress.json"]


def test_a_full_disk_is_told_apart_from_a_read_only_folder(rooms, monkeypatch, capsys):
    monkeypatch.setattr(start, "copy_sets", lambda names, real=start.copy_sets: real(names, *rooms))
    for number, said in (
        (errno.ENOSPC, "The disk is full: make room"),
        (errno.EROFS, "Is the course folder read-only?"),
    ):

        def refuse(path, number=number):
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(start, "_mark", refuse)
        assert main(["start"]) == 1
        assert said in capsys.readouterr().err


def test_the_copies_lie_in_the_course_one_stands_in(home, monkeypatch):
    """Two clones, one environment: the folder one stands in counts, not the one the program comes from."""
    monkeypatch.chdir(home)
    assert main(["start"]) == 0 and (home / "my_work" / "00_harvest_mine.ipynb").exists()
