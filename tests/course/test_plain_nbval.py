"""Without our own report nbval alone tells the truth about a paper, wherever it lies and whatever it is called."""

import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pytest

from claimlab.checks import check as checks
from claimlab.checks.check import NotYet, check
from tests.places import ROOT

RIGHT, HALF = ("02.1", "02.5"), "02.2"


def code(folder, task_id):
    book = json.loads((ROOT / folder / "02_trade.ipynb").read_text(encoding="utf-8"))
    return next(cell for cell in book["cells"] if cell["metadata"].get("claimlab", {}).get("task") == task_id)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A copy of the course with a paper that has two right answers, one wrong one and the rest open."""
    top = tmp_path_factory.mktemp("copy")
    for name in ("course", "data"):
        shutil.copytree(ROOT / name, top / name)
    paper = json.loads((ROOT / "exercises" / "02_trade_tasks.ipynb").read_text(encoding="utf-8"))
    for cell in paper["cells"]:
        task = cell["metadata"].get("claimlab", {}).get("task")
        if task in RIGHT and not "".join(cell["source"]).startswith("check("):
            cell["source"] = code("solutions", task)["source"]
        elif task == HALF and not "".join(cell["source"]).startswith("check("):
            cell["source"] = "export_growth = 0.5"
    for place in ("submissions/paper.ipynb", "my_work/anna/02_trade.ipynb"):
        (top / place).parent.mkdir(parents=True)
        (top / place).write_text(json.dumps(paper), encoding="utf-8")
    return top


@pytest.mark.parametrize("place", ["submissions/paper.ipynb", "my_work/anna/02_trade.ipynb"])
def test_nbval_fails_exactly_the_open_and_wrong_tasks(course, place):
    plain = ["-p", "no:claimlab.handin.report", "-p", "no:xdist", "-o", "addopts="]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *plain, "--nbval-lax", "--nbval-current-env", "--junitxml=out.xml", place],
        cwd=course,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 1, done.stdout[-2000:] + done.stderr[-2000:]
    cases = [*ElementTree.parse(course / "out.xml").getroot().iter("testcase")]
    failed = " ".join(one.find("failure").text for one in cases if one.find("failure") is not None)
    for number in range(1, 11):
        assert (f'check("02.{number}"' in failed) == (f"02.{number}" not in RIGHT), number
    assert sum(one.find("failure") is not None for one in cases) == 8


@pytest.fixture
def shown(monkeypatch):
    cards = []
    monkeypatch.setattr(checks, "present", cards.append)
    return cards


def test_in_a_notebook_a_wrong_answer_is_a_calm_box_and_run_all_goes_on(shown, monkeypatch):
    monkeypatch.delenv("PYTEST_VERSION")
    for asked in (("02.1", 5), ("02.1", ...), ("02.77", 1), ()):
        check(*asked)
    assert len(shown) == 4
    monkeypatch.setenv("CLAIMLAB_STRICT", "1")
    with pytest.raises(NotYet):
        check("02.1", 5)


def test_a_task_inside_a_lesson_may_wait_but_not_be_wrong(shown):
    check("00.1", ...)
    with pytest.raises(NotYet):
        check("00.1", 5)


def test_no_check_cell_of_a_set_lets_an_error_pass():
    for path in sorted((ROOT / "exercises").glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            assert "raises-exception" not in cell["metadata"].get("tags", []), path.name
