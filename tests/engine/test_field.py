"""Small inputs met in the field, in the saved-file run: each costs what it must, and its cause is named in words."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import zip_longest

import pytest

from claimlab.handin import driver

RIGHT = 'harvest_2022 = apples[apples["year"] == 2022]["harvest_t"].sum()'
SOUTH = 'sums = apples.pivot(index="year", columns="orchard", values="harvest_t")\nsouth_years = list(sums.index[sums["south"] > sums["north"]])'
SHARED = f'apples["orchard"] = apples["orchard"].str.upper()\n{RIGHT}'
FIRST, SECOND = 'check("00.1", harvest_2022)', 'check("00.2", south_years)'
BEGIN = 'import pandas as pd\nfrom claimlab import check\napples = pd.read_csv("../data/harvest/apples.csv")'


def paper(*cells, marks=()):
    """A notebook of code cells, as other programs save it: without ids, and without the course's marks unless given."""
    return {
        "cells": [
            {
                "cell_type": "code",
                "metadata": {"claimlab": {"task": mark}} if mark else {},
                "outputs": [],
                "execution_count": None,
                "source": source,
            }
            for source, mark in zip_longest((BEGIN, *cells), ("", *marks))
        ],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


PAPERS = {
    "submissions/wrong.ipynb": paper("harvest_2022 = 123456", FIRST),
    "my_work/wrong.ipynb": paper("harvest_2022 = 123456", FIRST),
    "submissions/right.ipynb": paper(RIGHT, FIRST),
    "submissions/null.ipynb": {"cells": [], "metadata": None, "nbformat": 4, "nbformat_minor": 5},
    "submissions/emoji.ipynb": paper(f"{RIGHT}\n# \ud83d", FIRST, SOUTH, SECOND),
    "submissions/emoji_in_code.ipynb": paper("harvest_2022 = '\ud83d", FIRST, SOUTH, SECOND),
    "submissions/shared.ipynb": paper(SHARED, FIRST, SOUTH, SECOND),
    "submissions/marked.ipynb": paper(SHARED, FIRST, SOUTH, SECOND, marks=("00.1", "00.1", "00.2", "00.2")),
    "submissions/bound.ipynb": paper(f"{RIGHT}\napples = apples.head(1)", FIRST, SOUTH, SECOND),
    "submissions/deleted.ipynb": paper(f"{RIGHT}\ndel apples", FIRST, SOUTH, SECOND),
    "submissions/space.ipynb": paper(RIGHT.replace(" =", "\u00a0=", 1), FIRST, "south_years = “12”", SECOND),
    "submissions/dash.ipynb": paper("harvest_2022 = 30 – 1", FIRST, SOUTH, SECOND.replace("c", "\u0441", 1)),
    "hidden/right.ipynb": paper(RIGHT, FIRST),
}


@pytest.fixture(scope="module")
def said(laid, tmp_path_factory):
    """What one run of pytest prints: {place of the paper: its lines}, and the exit code. PYTHONPATH holds a false pandas."""
    import shutil

    home = tmp_path_factory.mktemp("field") / "course"
    shutil.copytree(laid, home)
    for name, book in PAPERS.items():
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_text(json.dumps(book), encoding="utf-8")
    (home / "hidden" / "pandas.py").write_text('print("my notes on pandas")\n')
    (home / "old" / "pandas").mkdir(parents=True)
    (home / "old" / "pandas" / "__init__.py").write_text("import pytz_that_is_not_there\n")
    return run(home, "submissions", "my_work", "hidden", PYTHONPATH=str(home / "old"))


def run(home, *arguments, **environment):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=home,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        timeout=240,
    )
    assert not done.stderr and "Traceback" not in done.stdout, done.stderr + done.stdout
    blocks = {block.split("\n")[0]: block.strip().split("\n")[1:] for block in done.stdout.split("\n\n")}
    return {**blocks, "exit": done.returncode}


def test_a_wrong_answer_is_wrong_in_every_folder(said):
    assert said["exit"] == 1
    one, other = said["submissions/wrong.ipynb"], said["my_work/wrong.ipynb"]
    assert one == other and one[0].startswith("✗ 00.1 Add one year: not yet: ") and one[-1] == "0 of 2 done"
    assert said["submissions/right.ipynb"][0] == "✓ 00.1 Add one year: done"


def test_a_file_without_metadata_costs_one_sentence(said):
    assert "! null.ipynb holds no tasks of this course, so there is nothing to check." in str(said)


def test_half_a_letter_is_named_and_the_other_task_is_judged(said):
    note = "Line 2 of the cell holds half a letter, perhaps of an emoji. Delete it there."
    assert said["submissions/emoji.ipynb"] == [
        "✓ 00.1 Add one year: done",
        "✓ 00.2 When did the south lead?: done",
        f"! {note}",
        "2 of 2 done",
    ]
    first, second, *_ = said["submissions/emoji_in_code.ipynb"]
    assert first == f"✗ 00.1 Add one year: not yet: {note.replace('2', '1')}" and second.endswith("done")


@pytest.mark.parametrize(
    ("name", "verb"), [("shared", "changes"), ("marked", "changes"), ("bound", "changes"), ("deleted", "deletes")]
)
def test_a_table_that_one_task_changes_costs_no_other_task(said, name, verb):
    lines = said[f"submissions/{name}.ipynb"]
    assert lines[1] == "✓ 00.2 When did the south lead?: done" and lines[-1] == "2 of 2 done"
    told = f"! The cell of task 00.1 {verb} apples, which all tasks use. 00.2 was judged with the apples of the set-up."
    assert lines[2].startswith(told), lines


def test_signs_of_other_keyboards_are_named_with_their_place(said):
    space, quote, *_ = said["submissions/space.ipynb"]
    assert "not yet: Line 1, place 13 has a no-break space. Type a plain space" in space
    assert "not yet: Line 1, place 15 has a curly quotation mark (“). Type the straight one" in quote
    dash, letter, *_ = said["submissions/dash.ipynb"]
    assert "not yet: Line 1, place 19 has a long dash (–). Type the short minus sign: -" in dash
    assert 'The check cell cannot be read. In the word "сheck", letter 1 ("с") is Cyrillic' in letter


def test_a_file_with_the_name_of_a_package_is_named_and_not_read(said):
    lines = said["hidden/right.ipynb"]
    assert lines[0] == "✓ 00.1 Add one year: done"
    assert any(line.startswith("! pandas.py beside the notebook has the name of a package") for line in lines)


def test_another_pandas_in_pythonpath_marks_nobody_down(said):
    assert [said[f"submissions/{name}.ipynb"][-1] for name in ("right", "shared")] == ["1 of 2 done", "2 of 2 done"]


@pytest.mark.parametrize(("was", "now"), [(",", ";"), ("21.5", "215")], ids=["separator", "decimal point"])
def test_a_table_that_a_spreadsheet_saved_is_named_once_for_the_paper(home, was, now):
    table = home / "data" / "harvest" / "apples.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
    (home / "my_work").mkdir(exist_ok=True)
    (home / "my_work" / "right.ipynb").write_text(json.dumps(paper(RIGHT, FIRST, SOUTH, SECOND)), encoding="utf-8")
    (home / "my_work" / "literal.ipynb").write_text(
        json.dumps(paper("harvest_2022 = 33.2", FIRST, SOUTH, SECOND)), encoding="utf-8"
    )
    blocks = run(home, "my_work")
    for name in ("right", "literal"):
        lines = blocks[f"my_work/{name}.ipynb"]
        told = [line for line in lines if line.startswith("! The table data/harvest/apples.csv is not as the course")]
        assert len(told) == 1 and "git checkout -- data/harvest/apples.csv" in told[0], lines
        assert lines[-1] == "0 of 2 done", "nothing is judged with a false table"


def test_a_python_that_cannot_start_is_told_for_every_paper(home, monkeypatch):
    """The first paper is told, and the second one does not wait for ever."""

    def ends_at_once(*anything, **how):
        process = subprocess.Popen([sys.executable, "-c", ""], stdin=subprocess.PIPE, stdout=subprocess.PIPE, **how)
        return process, process.stdin, process.stdout

    monkeypatch.setattr(driver, "begin", ends_at_once)
    with driver.Driver() as one, ThreadPoolExecutor(1) as pool:
        try:
            for _ in range(2):
                asked = pool.submit(one.tasks, "00_harvest")
                assert "could not be started" in str(asked.exception(timeout=10))
        finally:
            one.heard.put(None)  # lets a thread end that still waits
