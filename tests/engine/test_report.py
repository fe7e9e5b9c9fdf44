"""The pytest plugin takes student notebooks, and nothing else, from nbval."""

import os
import subprocess
import sys

import pytest

from claimlab.handin import report
from tests.places import ROOT


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("exercises/02_trade.ipynb", True),
        ("my_work/anything.ipynb", True),
        ("/somewhere/my_work/02_trade.ipynb", True),
        ("notebooks/02_trade.ipynb", False),
        ("solutions/02_trade.ipynb", False),
        ("exercises/notes.md", False),
        ("exercises/.ipynb_checkpoints/02_trade-checkpoint.ipynb", False),
    ],
)
def test_which_notebooks_are_a_students(path, is_one):
    assert report.is_student_notebook(path) == is_one


@pytest.mark.parametrize(
    ("arguments", "only"),
    [
        (["exercises/02_trade.ipynb"], True),
        (["exercises/02_trade.ipynb::02.1 Read one number"], True),
        (["my_work"], True),
        (["exercises/"], True),
        ([], False),
        (["-q", "--cell-limit", "5", "--junitxml", "out.xml", "my_work/02_trade.ipynb"], True),
        (["exercises/02_trade.ipynb", "tests/test_tasks.py"], False),
        (["tests"], False),
        (["exercises/02_trade.ipynb", "solutions"], False),
        (["-x"], False),
        (["my_work/mistyped.ipynb"], True),
    ],
)
def test_when_the_short_report_is_used(arguments, only, monkeypatch):
    monkeypatch.chdir(ROOT)
    (ROOT / "my_work").mkdir(exist_ok=True)
    assert report.only_student_notebooks(arguments) == only


def run(*arguments):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    return done.returncode, done.stdout, done.stderr


def test_a_mistyped_name_is_told_and_is_no_success():
    code, _out, errors = run("my_work/02_trad.ipynb")
    assert (
        code == 4
        and errors.startswith("ERROR: file or directory not found: my_work/02_trad.ipynb")
        and "Traceback" not in errors
    )


def test_one_task_can_be_asked_for_and_the_usual_options_work():
    code, out, errors = run("exercises/02_trade.ipynb", "-q", "--cell-limit=30", "-k", "inflation")
    assert (code, out, errors) == (1, "○ 02.4 Take inflation out: not answered yet\n0 of 1 done\n", "")


def test_collecting_alone_starts_no_kernel_and_shows_the_tasks():
    code, out, _ = run("exercises/02_trade.ipynb", "--collect-only", "-q")
    assert code == 0 and "exercises/02_trade.ipynb::02.10 Which year is the 27?" in out


def test_a_terminal_without_signs_still_gets_the_words():
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "exercises/02_trade.ipynb", "-k", "inflation"],
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == 1 and b"02.4 Take inflation out: not answered yet" in done.stdout and not done.stderr
