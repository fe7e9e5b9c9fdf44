"""The pytest plugin takes papers, and nothing else, from nbval, and tells of each in lines that a student can read."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from claimlab.handin import papers, report
from claimlab.handin.words import plain


@pytest.fixture
def work(home, monkeypatch):
    """The folder of the small course, with papers in several places."""
    monkeypatch.chdir(home)
    text = (home / "exercises" / "00_harvest_tasks.ipynb").read_text(encoding="utf-8")
    solved = (home / "solutions" / "00_harvest.ipynb").read_text(encoding="utf-8")
    for place in (
        "my_work/paper.ipynb",
        "homework/deep/er/renamed.ipynb",
        "a_b_1/00_harvest.ipynb",
        "c_d_2/00_harvest.ipynb",
    ):
        (home / place).parent.mkdir(parents=True, exist_ok=True)
        (home / place).write_text(solved if "c_d" in place else text, encoding="utf-8")
    return home


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("exercises/00_harvest_tasks.ipynb", True),
        ("homework/deep/er/renamed.ipynb", True),
        ("notebooks/00_harvest.ipynb", False),
        ("solutions/00_harvest.ipynb", False),
        ("my_work/.ipynb_checkpoints/paper.ipynb", False),
        ("data/README.md", False),
    ],
)
def test_a_paper_is_known_by_its_content(work, path, is_one):
    assert papers.is_paper(work / path) == is_one


@pytest.mark.parametrize(
    ("arguments", "only"),
    [
        (["exercises/00_harvest_tasks.ipynb"], True),
        (["exercises/00_harvest_tasks.ipynb::00.1 Add one year"], True),
        (["my_work"], True),
        (["homework"], True),
        (["."], False),
        ([], False),
        (["-q", "--cell-limit", "5", "--junitxml", "out.xml", "my_work/paper.ipynb"], True),
        (["exercises/00_harvest_tasks.ipynb", "tests"], False),
        (["exercises/00_harvest_tasks.ipynb", "solutions"], False),
        (["-x"], False),
        (["my_work/mistyped.ipynb"], True),
    ],
)
def test_when_the_short_report_is_used(work, arguments, only):
    assert report.only_papers(arguments) == only


def run(where, *arguments, encoding="utf-8"):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=where,
        capture_output=True,
        text=True,
        encoding=encoding,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    return done.returncode, done.stdout, done.stderr


def test_a_class_in_folders_of_its_own_gets_a_block_a_file(work):
    (work / "a_b_1" / "conftest.py").write_text("raise SystemExit('student code in the grader')")
    (work / "a_b_1" / "broken.ipynb").write_text("{", encoding="utf-8")
    (work / "a_b_1" / "\x1b[2Jforged\n10 of 10 done.ipynb").write_text("[", encoding="utf-8")
    (work / "c_d_2" / "link.ipynb").symlink_to(work / "my_work" / "paper.ipynb")
    code, out, errors = run(work, "a_b_1", "c_d_2", "--junitxml=out.xml")
    assert code == 1 and not errors and "\x1b" not in out, errors
    assert "a_b_1/00_harvest.ipynb\n○ 00.1 Add one year: not answered yet\n○ 00.2" in out
    assert (
        "c_d_2/00_harvest.ipynb\n✓ 00.1 Add one year: done\n✓ 00.2 When did the south lead?: done\n2 of 2 done\n" in out
    )
    assert "✗ broken.ipynb: not yet: broken.ipynb cannot be read as a notebook." in out
    assert "\n10 of 10 done" not in out and "! link.ipynb is a link and was left out." in out
    assert "Each file ran by itself, with " in out
    cases = [*ElementTree.parse(work / "out.xml").getroot().iter("testcase")]
    assert len(cases) == 6 and sum(one.find("failure") is not None for one in cases) == 4


def test_one_task_alone_a_mistyped_name_and_a_poor_terminal(work):
    code, out, errors = run(work, "my_work/paper.ipynb", "-q", "--cell-limit=30", "-k", "south")
    assert (code, out, errors) == (1, "○ 00.2 When did the south lead?: not answered yet\n0 of 1 done\n", "")
    code, out, errors = run(work, "my_work/papr.ipynb")
    assert code == 4 and errors.startswith("ERROR: file or directory not found: my_work/papr.ipynb")
    code, out, errors = run(work, "my_work/paper.ipynb", "-k", "south", encoding="ascii")
    assert code == 1 and "00.2 When did the south lead?: not answered yet" in out and not errors


def test_a_paper_older_than_the_last_check_in_its_own_notebook_is_told(live):
    path = live / "00_harvest.ipynb"
    path.parent.mkdir(exist_ok=True)
    path.write_text("{}")
    for shift, book, told in ((-60, path.name, False), (60, path.name, True), (60, "other.ipynb", False)):
        at = datetime.fromtimestamp(path.stat().st_mtime + shift, UTC).isoformat()
        entry = {"state": "done", "at": at, "book": book}
        (live / "progress.json").write_text(json.dumps({"00.1": entry, "00.2": "damaged"}))
        assert bool(report._older(path)) == told


def test_what_is_printed_stays_on_its_line():
    assert plain("\x1b[31ma\x1b[2J\nb\u202ec\x00\ud83d  d") == "a bc d"
    assert len(plain("x" * 10_000)) == 600
