"""A check judges what the cell above made when it ran last: never an old value, and it says which cell to mend."""

import json
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
