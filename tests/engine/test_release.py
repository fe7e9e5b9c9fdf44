"""The students' course and the teacher's book, made from the small course."""

import json
import re

import pytest

from claimlab import course
from claimlab.cli import main
from claimlab.workshop import release, teacher


def test_the_release_has_no_solutions_and_no_dead_link(home, monkeypatch, capsys):
    monkeypatch.chdir(home)
    (home / "LICENSE").write_text("MIT")
    optional, book = home / "notebooks" / "00_harvest_more.ipynb", home / "notebooks" / "00_harvest.ipynb"
    made = json.loads(book.read_text(encoding="utf-8"))
    optional.write_text(json.dumps(made), encoding="utf-8")
    made["cells"][0]["source"] = "[the optional page](00_harvest_more.ipynb)"
    book.write_text(json.dumps(made), encoding="utf-8")
    assert main(["release", "students"]) == 0, capsys.readouterr()
    made = home / "students"
    names = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    assert {
        "README.md",
        "notebooks/00_harvest.ipynb",
        "notebooks/00_harvest_more.ipynb",
        "exercises/00_harvest_tasks.ipynb",
        "data/harvest/apples.csv",
        "course/course.toml",
    } <= names
    assert not [
        name
        for name in names
        if name.startswith(("solutions", "tests")) or name.endswith(("lesson.md", "expected.csv"))
    ]
    assert "BEGIN SOLUTION" not in "".join(
        (made / name).read_text(encoding="utf-8") for name in names if name.startswith("course")
    )
    assert release.dead_links(made) == []
    assert main(["release", "students"]) == 1 and "not empty" in capsys.readouterr().err
    assert main(["release", "other", "pears"]) == 1 and "no lesson called 'pears'" in capsys.readouterr().err


def test_links_to_a_lesson_that_is_left_out_become_words():
    text = json.dumps(
        {
            "cells": [
                {
                    "source": "See [lesson 03](03_pears.ipynb#Index), [02](02_plums.ipynb) and [it](../solutions/02_plums.ipynb).",
                    "outputs": ['<a href="../notebooks/03_pears.ipynb">The data</a> <a href="02_plums.ipynb">x</a>'],
                }
            ]
        }
    )
    left = release.without_links(text, ["03_pears"])
    assert "See lesson 03, [02](02_plums.ipynb) and it." in left and "03_pears" not in left and "The data" in left
    assert json.loads(left)


def test_a_dead_link_is_found(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "a.ipynb").write_text(
        '{"x": "[b](b.ipynb) [a](a.ipynb) <a href=\\"../exercises/c.ipynb#d\\">c</a>"}'
    )
    assert release.dead_links(tmp_path) == ["notebooks/a.ipynb: b.ipynb", "notebooks/a.ipynb: ../exercises/c.ipynb"]


def test_the_book_has_a_page_a_lesson_with_the_named_mistakes(home, monkeypatch, capsys):
    monkeypatch.chdir(home)
    assert main(["book", "pages"]) == 0, capsys.readouterr()
    page = (home / "pages" / "00_harvest.md").read_text(encoding="utf-8")
    for heading in (
        "## Aim",
        "## Plan",
        "## Questions to ask the room",
        "## On the board",
        "## When time is short",
        "## What the room usually gets wrong",
    ):
        assert heading in page
    assert "- **north only**: This is one orchard. Which other one is missing?" in page
    assert "(00_harvest.md)" in (home / "pages" / "README.md").read_text(encoding="utf-8")
    listed = home / "course" / "course.toml"
    words = 'skill = "reading a table"\nshorten = "Leave the pears for home."\n'
    listed.write_text(re.sub(r"^skill = .*\n", words, listed.read_text(encoding="utf-8"), count=1, flags=re.M))
    assert "Leave the pears for home." in teacher.page(course.lessons()[0])


def test_a_lesson_that_was_not_built_is_told(home, monkeypatch):
    monkeypatch.chdir(home)
    (home / "notebooks" / "00_harvest.ipynb").unlink()
    with pytest.raises(teacher.NoBook, match="claimlab build 00"):
        teacher.write(home / "pages")
