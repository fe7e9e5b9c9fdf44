"""A check judges what the cell above made when it ran last: never an old value, and it says which cell to mend."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

# One notebook after the other in one shell: (cell id, source); the last is a check. What the check shows is printed.
STORIES = {
    "right": [("a", "harvest_2022 = {right}"), ("c", CHECK := 'check("00.1", harvest_2022)')],
    "wrong": [("a", "harvest_2022 = 1"), ("c", CHECK)],
    "crashed": [("a", "harvest_2022 = {right}"), ("a", 'harvest_2022 = {right} + "1"'), ("c", CHECK)],
    "mended": [
        ("a", "harvest_2022 = 1"),
        ("a", 'harvest_2022 = 1 + "1"'),
        ("a", "harvest_2022 = {right}"),
        ("c", CHECK),
    ],
    "syntax": [("a", "harvest_2022 = ..."), ("a", "harvest_2022 = (1 + "), ("c", CHECK)],
    "stub": [("a", "harvest_2022 = ..."), ("c", CHECK)],
    "only printed": [("a", "harvest_2022 = 1"), ("a", "print({right})"), ("c", CHECK)],
    "only shown": [("a", "harvest_2022 = 1"), ("a", "{right}"), ("c", CHECK)],
    "crashed before it came so far": [
        ("a", "harvest_2022 = 1"),
        ("a", "rows = nothing\nharvest_2022 = 2"),
        ("c", CHECK),
    ],
    "crashed after it": [("a", "harvest_2022 = {right}\n1 / 0"), ("c", CHECK)],
    "wrong and crashed after it": [("a", "harvest_2022 = 1\n1 / 0"), ("c", CHECK)],
    "another cell crashed": [("a", "harvest_2022 = {right}"), ("b", "1 / 0"), ("c", CHECK)],
    "another cell": [("a", "harvest_2022 = 1"), ("b", "harvest_2022 = {right}"), ("c", CHECK)],
    "another cell means to": [("a", "harvest_2022 = {right}"), ("b", "harvest_2022 = {right} / 0"), ("c", CHECK)],
    "same cell": [("a", "harvest_2022 = 1"), ("a", "harvest_2022 = {right}\n" + CHECK)],
    "another name": [("a", "x = {right}"), ("a", "x = {right} / 0"), ("c", 'check("00.1", x)')],
    "the same value again": [("a", "harvest_2022 = 1"), ("a", "harvest_2022 = 1"), ("c", CHECK)],
    "no ids": [("", "harvest_2022 = {right}"), ("", "harvest_2022 = 1 / 0"), ("", CHECK)],
    "a cell in between": [("a", "harvest_2022 = {right}"), ("a", "harvest_2022 = 1 / 0"), ("b", "2 + 2"), ("c", CHECK)],
    "never set": [("a", "harvest_2022 = 1 / 0"), ("c", CHECK)],
    "not even tried": [("b", "1 + 1"), ("c", CHECK)],
}
WANTED = {
    "right": "done",
    "wrong": "not yet",
    "crashed": "stopped",
    "mended": "done",
    "syntax": "stopped",
    "stub": "Replace the ...",
    "only printed": "gives no value",
    "only shown": "gives no value",
    "crashed before it came so far": "stopped",
    "crashed after it": "done",
    "wrong and crashed after it": "not yet",
    "another cell crashed": "done",
    "another cell": "done",
    "another cell means to": "stopped",
    "same cell": "done",
    "another name": "stopped",
    "the same value again": "not yet",
    "no ids": "stopped",
    "a cell in between": "stopped",
    "never set": "NameError: The cell that makes harvest_2022 stopped, so harvest_2022 is not known. Something is divided",
    "not even tried": "NameError: There is no name harvest_2022 when the check runs",
}
RUN = """
import json, sys
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
import claimlab
from claimlab import check
from claimlab.checks import check as room
from claimlab.checks.task import task
from claimlab.student import runs
right, said = task("00.1").reference(), {}
room = sys.modules["claimlab.checks.check"]
for name, cells in json.loads(sys.argv[1]).items():
    shell.reset(new_session=False)
    runs._RUNS.clear()
    shell.user_ns["check"] = check
    shown = []
    room.present = lambda card: shown.append(repr(card))
    for number, (cell, source) in enumerate(cells):
        result = shell.run_cell(source.replace("{right}", repr(right)), cell_id=cell or None)
    problem = result.error_in_exec or result.error_before_exec
    from claimlab.student.explain import explain
    said[name] = shown[-1] if shown else f"{type(problem).__name__}: {explain(problem).sentence}"
print("SAID" + json.dumps(said))
"""


@pytest.fixture(scope="module")
def said(laid):
    ran = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps(STORIES)],
        cwd=laid / "notebooks",
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "SAID" in ran.stdout, ran.stderr + ran.stdout
    return json.loads(ran.stdout.split("SAID")[-1])


@pytest.mark.parametrize("name", STORIES)
def test_no_old_value_is_judged(name, said):
    assert WANTED[name] in said[name], said[name]


def test_the_reason_is_that_of_first_aid(said):
    assert "(TypeError" in said["crashed"] and "line 1 of the cell" in said["crashed"]
    assert "SyntaxError" in said["syntax"] and "so there is no new value to check" in said["syntax"]
    assert "Which line must begin with harvest_2022 = ?" in said["only printed"]


# The same in a running kernel, with the saved file beside it: what a student in JupyterLab meets.

SETUP = 'import pandas as pd\nfrom claimlab import check\napples = pd.read_csv("../data/harvest/apples.csv")'


class Lab:
    """A notebook that is open: cells are edited, saved and run, each by its id, and what they show is kept."""

    def __init__(self, path, client):
        self.path, self.client, self.cells = path, client, {}

    def write(self, cell, source):
        """Type into a cell and save the notebook."""
        self.cells[cell] = source
        book = [
            {"id": one, "cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": text}
            for one, text in self.cells.items()
        ]
        self.path.write_text(json.dumps({"cells": book, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
        later = os.stat(self.path).st_mtime + 1  # a file system may know whole seconds only
        os.utime(self.path, (later, later))

    def run(self, cell):
        """Run a cell as JupyterLab asks for it, with its id. Returns what is shown, as text."""
        content = {"code": self.cells[cell], "silent": False, "store_history": True, "allow_stdin": False}
        asked = self.client.session.msg("execute_request", {**content, "user_expressions": {}, "stop_on_error": True})
        asked["metadata"]["cellId"] = cell
        self.client.shell_channel.send(asked)
        shown = []
        while True:
            said = self.client.get_iopub_msg(timeout=60)
            if said["parent_header"].get("msg_id") != asked["header"]["msg_id"]:
                continue
            if said["msg_type"] == "status" and said["content"]["execution_state"] == "idle":
                self.client.get_shell_msg(timeout=60)
                return " ".join(shown)
            content = said["content"]
            forms = content.get("data", {})
            error = "\n".join(content.get("traceback", ()))
            shown += [forms.get("text/plain", ""), forms.get("text/html", ""), content.get("text", ""), error]

    def typed(self, cell, source):
        self.write(cell, source)
        return self.run(cell)


# Whatever a test has left in the kernel: names, noted runs, shared tables, progress in memory.
CLEAN = """from claimlab.student import runs, shared, store
runs._RUNS.clear()
shared._TABLES.clear()
for one in (store.GUESSES, store.PROGRESS, store.VERDICTS):
    one.here.clear()
get_ipython().reset(new_session=False)"""


@pytest.fixture(scope="module")
def kernel(laid, tmp_path_factory):
    """The notebook's file and a client of its kernel: one for all tests, because a kernel takes seconds to load pandas."""
    from jupyter_client.manager import KernelManager

    folder = tmp_path_factory.mktemp("live") / "course"
    shutil.copytree(laid, folder)
    path = folder / "notebooks" / "mine.ipynb"
    environment = {
        name: value for name, value in os.environ.items() if name not in ("CLAIMLAB_FRESH", "PYTEST_VERSION")
    }
    manager = KernelManager()
    manager.start_kernel(cwd=str(path.parent), env={**environment, "JPY_SESSION_NAME": str(path)})
    client = manager.blocking_client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    yield path, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


@pytest.fixture
def lab(kernel):
    path, client = kernel
    one = Lab(path, client)
    one.typed("clean", CLEAN)
    one.cells.clear()
    shutil.rmtree(path.parents[1] / "my_work", ignore_errors=True)
    one.typed("setup", SETUP)
    one.write("check", 'check("00.1", harvest_2022)')
    return one


NORTH = 'harvest_2022 = apples.query("year == 2022 and orchard == \'north\'")["harvest_t"].sum()'


def test_in_a_live_notebook_an_old_answer_is_called_old(lab):
    """One story: a wrong answer is judged; then its cell is edited, crashes, prints, or is edited and not run."""
    lab.typed("answer", NORTH)
    assert "not yet: This is one orchard. Which other one is missing?" in lab.run("check")

    lab.write("answer", NORTH.replace(" and orchard == 'north'", ""))  # mended, and not run again
    said = lab.run("check")
    assert "not yet: You changed the cell of harvest_2022 after it ran. Run it again, then this check." in said
    assert "orchard" not in said, "the old value is not judged"

    lab.typed("answer", "harvest_2022 = apples['year'] + 'x' / 0")
    said = lab.run("check")
    assert "The cell that makes harvest_2022 stopped, so there is no new value to check." in said
    assert "orchard" not in said and "TypeError" in said

    lab.typed("answer", "harvest_2022 = apples[(")
    said = lab.run("check")
    assert "stopped, so there is no new value to check." in said and "SyntaxError" in said

    lab.typed("answer", "print(33.2)")
    said = lab.run("check")
    assert "The cell above gives no value to harvest_2022; print() only shows one." in said and "orchard" not in said

    lab.typed("answer", NORTH.replace(" and orchard == 'north'", ""))
    assert "00.1 done" in lab.run("check")

    kept = json.loads((lab.path.parents[1] / "my_work" / "progress.json").read_text(encoding="utf-8"))["00.1"]
    assert kept["state"] == "done"


def test_in_a_live_notebook_no_mistake_is_counted_against_an_old_answer(lab):
    """Three checks of a cell that stops are no third time of the same mistake."""
    lab.typed("answer", NORTH)
    lab.run("check")
    lab.typed("answer", "harvest_2022 = 1 / 0")
    for _ in range(3):
        said = lab.run("check")
        assert "stopped" in said and "Third time" not in said and "The task once more" not in said
    lab.typed("other", "x = 1")  # another cell, run and edited, changes nothing
    lab.typed("answer", NORTH)
    lab.write("other", "x = 2")
    assert "This is one orchard" in lab.run("check")


# A task of the saved-file run has its notes on a shared table in test_hostile.py and tests/course/test_handin.py.

OWN = 'check("00.2", south_years)'
LED = """wide = apples.pivot(index="year", columns="orchard", values="harvest_t")
south_years = list(wide[wide["south"] > wide["north"]].index)"""
BLAMED = "The cell of task 00.1 {} apples, which all tasks use. With apples as the set-up made it, your answer is right"
COPY = "Work on a copy, for example apples.copy()"


@pytest.mark.parametrize(
    ("more", "verb"),
    [
        ('apples["harvest_t"] = apples["harvest_t"].round(-2)', "changes"),  # in place
        ('rows = apples\nrows.loc[:, "harvest_t"] = 0.5', "changes"),  # in place, by another name
        ('apples = apples.query("year < 2020")', "changes"),  # another table of that name
        ("del apples", "deletes"),
    ],
)
def test_in_a_live_notebook_the_cell_that_spoils_a_shared_table_is_named(lab, more, verb):
    """One task spoils what all use; the check of another one names it, and no mistake that the student did not make."""
    right = NORTH.replace(" and orchard == 'north'", "")
    lab.typed("first", f"{right}\n{more}")
    lab.typed("second", LED)
    lab.write("own", OWN)
    said = lab.run("own")
    if verb == "deletes":
        said = " ".join(re.sub(r"\x1b\[\d*m", "", said).split())  # first aid breaks its lines
        assert "deletes apples, which all tasks use. Run the cell that makes apples again." in said
        lab.typed("second", "south_years = [1]")  # an old answer, then the cell stops
        lab.typed("second", LED)
        said = lab.run("own")
    assert BLAMED.format(verb) in said and "run the cell that makes apples again, then your cell" in said, said
    assert COPY in said

    lab.typed("second", LED.replace(">", "<"))  # wrong in itself: its own hint, and nobody is blamed
    said = lab.run("own")
    assert "which all tasks use. With" not in said and "00.2 not yet" in said

    lab.run("setup")  # the mend that the sentence names
    lab.typed("second", LED)
    assert "00.2 done" in lab.run("own")


def test_a_shared_table_that_nobody_changed_is_not_spoken_of(lab):
    lab.typed("first", 'mine = apples.copy()\nmine["harvest_t"] = 0\nharvest_2022 = mine["harvest_t"].sum()')
    said = lab.run("check")
    assert "00.1 not yet" in said and "which all tasks use" not in said


@pytest.mark.parametrize(
    ("source", "means"),
    [
        ('check("00.1", harvest_2022)', False),  # the cell after a restart: it calls check and makes nothing
        ("check == harvest_2022", False),
        ("def check(one):\n    return (", True),
        ("check = (1 +", True),
        ("from claimlab import check", True),
    ],
)
def test_only_a_cell_that_makes_a_name_is_told_to_have_stopped(source, means):
    from claimlab.student.runs import Run

    assert Run("a", source).means_to_make("check") is means
