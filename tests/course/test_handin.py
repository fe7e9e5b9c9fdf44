"""Handed-in notebooks, right and wrong in every way a student finds: each is told in one sentence.

The kernels are real. To keep their number small, many mishaps share a notebook.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from claimlab.checks.answers import DONE, WRONG
from claimlab.handin.cells import Call, Code, split
from claimlab.handin.driver import Driver
from claimlab.handin.errors import explain
from claimlab.handin.papers import NoTasks, Unreadable, read
from claimlab.handin.words import SIGNS
from tests.places import ROOT

SET = "02_trade"


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A my_work/ folder with the tables beside it, far from the project's own."""
    top = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "data" / "trade", top / "data" / "trade")
    (top / "my_work").mkdir()
    return top / "my_work"


@pytest.fixture(scope="module")
def grade():
    """grade(path) -> Result, all by one server."""
    with Driver(limit=6) as driver:
        yield lambda path: next(driver.mark([path]))


def book(folder):
    name = f"{SET}_tasks.ipynb" if folder == "exercises" else f"{SET}.ipynb"
    return json.loads((ROOT / folder / name).read_text(encoding="utf-8"))


def answer_cell(notebook, task_id):
    return next(
        cell
        for cell in notebook["cells"]
        if cell["metadata"].get("claimlab", {}).get("task") == task_id
        and not "".join(cell["source"]).startswith("check(")
    )


def check_cell(notebook, task_id):
    return next(cell for cell in notebook["cells"] if "".join(cell["source"]).startswith(f'check("{task_id}"'))


def write(room, name, notebook):
    path = room / f"{name}.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def states(result):
    return {line.id: line.state for line in result.lines}


def readme_shows(number, printed):
    """The README's example `number` (untouched, half-solved, all wrong, solved) is what is printed, but for the lines left out."""
    examples = [
        block
        for block in re.findall("```\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
        if " 02.1 " in block
    ]
    assert len(examples) == 4
    shown = [line for line in examples[number].splitlines() if line != "…" and not line.startswith("! The saved file")]
    assert [line for line in shown if line not in printed] == [] and len(shown) > 1


def plain_sentences(result):
    """What every message must be, whatever went wrong."""
    for text in [line.hint for line in result.lines if line.hint] + result.notes:
        assert "\x1b" not in text and "\n" not in text and "Traceback" not in text, text
        assert not re.search(r"Cell (In ?\[)?\d|ipykernel|_judge|0x[0-9a-f]{6}", text), text
        assert len(text) < 330 and text[0].isupper() and re.search(r"[.?)]$", text), text


def test_every_mishap_costs_its_own_task_and_is_told_in_one_sentence(room, grade):
    copy = book("solutions")
    change = {
        "02.1": "french_turnover = 27.0)",
        "02.2": "while True:\n    pass",
        "02.3": "import os\nos._exit(1)",
        "02.5": "change_pct = 20",
        "02.6": "the_share = 1",
        "02.7": "rouble_growth = float(input('How much? '))",
        "02.8": "import claimlab\ncheck = claimlab.check = lambda *anything: print('done')\nmirror_gap = 1.0",
        "02.10": "".join(answer_cell(copy, "02.10")["source"]).replace("(figures - 27).abs()", "figures"),
    }
    for task_id, code in change.items():
        answer_cell(copy, task_id)["source"] = code
    copy["cells"].remove(check_cell(copy, "02.4"))
    again = json.loads(json.dumps(check_cell(copy, "02.9")))
    copy["cells"].insert(copy["cells"].index(check_cell(copy, "02.9")), again)  # copied, and its id with it
    # 02.10 keeps the stored output "02.10 done" of another run
    assert "done" in json.dumps(check_cell(copy, "02.10")["outputs"])

    result = grade(write(room, "sabotaged", copy))

    plain_sentences(result)
    said = {line.id: line.hint for line in result.lines}
    assert states(result) == {**dict.fromkeys(states(result), WRONG), "02.9": DONE}
    assert "line 1 of the cell" in said["02.1"]
    assert said["02.2"] == "This cell ran longer than 6 seconds and was stopped. Which loop never ends?"
    assert said["02.3"].startswith("This cell ended the Python process.")
    assert 'Put this line back into a cell below your answer: check("02.4", real_2014)' in said["02.4"]
    assert (
        said["02.5"]
        == "The answer is a number. The task asks for a function: keep the line that begins with def, and give its name to nothing else."
    )
    assert "no name china_share" in said["02.6"] and "must be called china_share" in said["02.6"]
    assert "input()" in said["02.7"]
    assert said["02.8"].startswith("The size is far off.")
    assert said["02.10"] == "These are the figures themselves. How far is each of them from 27?"
    assert len(result.notes) == 2
    lines = [
        f"{SIGNS[line.state]} {line.id} {line.title}: {line.state}" + f": {line.hint}" * bool(line.hint)
        for line in result.lines
    ]
    readme_shows(
        2,
        [line.replace("than 6 seconds", "than 20 seconds") for line in lines]
        + [f"! {note}" for note in result.notes]
        + ["1 of 10 done"],
    )
    assert "carry the same id" in result.notes[0] and "02.9 stands in this notebook twice" in result.notes[1]


def test_right_answers_pass_however_they_are_written(room, grade):
    copy = book("solutions")

    def code(task_id, more, before=""):
        cell = answer_cell(copy, task_id)
        cell["source"] = before + "".join(cell["source"]) + more

    code("02.1", "\n%matplotlib inline\nimport decimal\nfrench_turnover = decimal.Decimal(str(french_turnover))")
    check_cell(copy, "02.1")["source"] = (
        "french_turnover = french_turnover;check('02.1', french_turnover); french_turnover = 0"
    )
    code(
        "02.2",
        "\nimport numpy as np\nmy_growth = np.array(export_growth)\ncheck('02.2', answer=my_growth)\nmy_growth = None",
    )
    copy["cells"].remove(check_cell(copy, "02.2"))  # answer and check in one cell, and another name
    code("02.3", "\nchina_years = np.array(china_years, dtype=float)")
    code("02.4", "\nprint(undefined_name)")  # right, but the cell stops after it
    code("02.5", "", "%%time\n")
    check_cell(copy, "02.5")["source"] = "import claimlab\nout = claimlab.check('02.5', change_pct)"
    code(
        "02.6",
        "\nchina_share = china_share.astype('Float64').sample(frac=1, random_state=1)\n"
        "partners.iloc[:0].to_csv('../data/trade/partners.csv', index=False)  # spoils the file, not the check",
    )
    code("02.7", "\nsum = max = list = str = print = 7  # names of Python, lost by accident")
    code("02.8", "\nmirror_gap = mirror_gap.astype('float32')")
    code("02.9", "", "del sum, max, list, str, print\nplt.plot([1, 2])\n")
    copy["cells"].insert(
        copy["cells"].index(answer_cell(copy, "02.10")),
        {"cell_type": "code", "metadata": {}, "source": "plt.plot([3, 4]);"},
    )
    code(
        "02.10",
        "\nimport builtins\nbuiltins.kept = distance.iloc[::-1]\n%reset -f\nimport builtins\ndistance = builtins.kept",
    )
    copy["cells"] += [
        {"cell_type": "code", "metadata": {}, "source": "french_turnover = export_growth = 'changed later'"},
        {"cell_type": "markdown", "metadata": {}, "source": "check('02.1', nothing)"},
    ]
    saved = (room.parent / "data" / "trade" / "partners.csv").read_bytes()
    try:
        result = grade(write(room, "written_otherwise", copy))
    finally:
        (room.parent / "data" / "trade" / "partners.csv").write_bytes(saved)
    assert states(result) == dict.fromkeys(states(result), DONE), [line.hint for line in result.lines]
    plain_sentences(result)
    assert len(result.notes) == 1 and result.notes[0].startswith(
        "The answer of 02.4 is right, but a cell above its check stops."
    )


def test_a_failing_set_up_is_one_note_and_no_cascade(room, grade):
    copy = book("solutions")
    setup = next(cell for cell in copy["cells"] if "import pandas as pd" in "".join(cell["source"]))
    setup["source"] = "".join(setup["source"]).replace("import pandas", "import pandaz")
    answer_cell(copy, "02.5")["source"] = "exit()"  # and a process that ends itself later on
    copy["cells"].append(
        {"cell_type": "code", "metadata": {}, "source": "check('02.99', 1)\nif True:\n    check('02.7', 1)"}
    )
    result = grade(write(room, "no_setup", copy))
    plain_sentences(result)
    assert result.notes[0].startswith(
        "A cell of the set-up stops, so no task can be checked. There is no package pandaz. The nearest is pandas"
    )
    assert (
        '"02.99"' in result.notes[1]
        and "02.7 stands in this notebook twice" in result.notes[2]
        and len(result.notes) == 3
    )
    assert {line.hint for line in result.lines if line.id not in ("02.5", "02.7")} == {"The set-up fails first."}


@pytest.fixture(scope="module")
def run(room):
    """pytest on files in my_work/, as a student starts it: (exit code, lines, JUnit XML)."""

    def go(*names):
        xml = room.parent / "result.xml"
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-c",
                str(ROOT / "pyproject.toml"),
                f"--rootdir={room.parent}",
                f"--junitxml={xml}",
                *names,
            ],
            cwd=room.parent,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
        return done.returncode, done.stdout.splitlines(), done.stderr, ElementTree.parse(xml).getroot()

    return go


def test_pytest_on_a_class_of_notebooks(room, run):
    half = book("exercises")
    for task_id in ("02.1", "02.5", "02.10"):
        answer_cell(half, task_id)["source"] = answer_cell(book("solutions"), task_id)["source"]
    answer_cell(half, "02.2")["source"] = [
        *answer_cell(book("solutions"), "02.2")["source"][:-1],
        "export_growth = sold[2022] / sold[2021] - 1",
    ]
    names = [
        write(room, "a_stub", book("exercises")),
        write(room, "b_half", half),
        room / "c_broken.ipynb",
        room / "d_scratch.ipynb",
    ]
    names[2].write_text('{"cells": [', encoding="utf-8")
    names[3].write_text('{"cells": []}', encoding="utf-8")
    code, lines, errors, xml = run(*[f"my_work/{path.name}" for path in names])
    text = "\n".join(lines)
    assert code == 1 and not errors and "\x1b" not in text and "Traceback" not in text
    stub, half_lines = lines[: lines.index("")], lines[lines.index("") + 1 :]
    assert (
        stub[0].endswith("my_work/a_stub.ipynb")
        and stub[1] == "○ 02.1 Read one number: not answered yet"
        and stub[-1] == "0 of 10 done"
    )
    assert half_lines[1] == "✓ 02.1 Read one number: done"
    assert (
        half_lines[2]
        == "✗ 02.2 Split the growth: not yet: This is a fraction. The task asks for per cent: what must you multiply by?"
    )
    assert "3 of 10 done" in half_lines
    readme_shows(0, stub)
    readme_shows(1, half_lines)
    assert "✗ c_broken.ipynb: not yet: c_broken.ipynb cannot be read as a notebook." in text
    assert lines[-1].startswith("Each file ran by itself, with ")
    assert lines[-2] == "! d_scratch.ipynb holds no tasks of this course, so there is nothing to check."
    suite = xml.find("testsuite")
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("21", "18", "0")
    cases = {(case.get("classname").split(".")[-2], case.get("name")): case for case in suite.iter("testcase")}
    assert cases["b_half", "02.1 Read one number"].find("failure") is None
    failure = cases["b_half", "02.2 Split the growth"].find("failure")
    assert failure.get("message") == half_lines[2].split(": ", 1)[1]
    assert cases["a_stub", "02.3 When did China buy more?"].find("failure").get("message") == "not answered yet"


def test_pytest_on_a_solved_notebook_and_on_nothing(room, run):
    write(room, "solved", book("solutions"))
    code, lines, errors, xml = run("my_work/solved.ipynb")
    assert (code, errors, len(lines), lines[-1]) == (0, "", 11, "10 of 10 done")
    readme_shows(3, lines)
    assert [case.find("properties/property").get("value") for case in xml.iter("testcase")] == ["done"] * 10
    (room / "scratch.ipynb").write_text('{"cells": []}', encoding="utf-8")
    code, lines, errors, _ = run("my_work/scratch.ipynb")
    assert (code, lines, errors) == (
        5,
        ["! scratch.ipynb holds no tasks of this course, so there is nothing to check."],
        "",
    )


@pytest.mark.parametrize(
    "text", ["", "[]", "null", '{"cells": 3}', '{"cells": [{"source": 1}]}', '{"cells": ["x"]}', "\x00\x01"]
)
def test_a_file_that_is_no_notebook(room, text):
    path = room / "odd.ipynb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable, match="odd.ipynb cannot be read as a notebook.*claimlab start"):
        read(path)


def test_the_set_is_found_in_a_renamed_file_and_without_metadata(room, grade):
    copy = book("exercises")
    copy["metadata"] = {}
    assert read(write(room, "homework_anna", copy)).set_name == SET
    with pytest.raises(NoTasks):
        read(write(room, "notes", {"cells": [{"cell_type": "markdown", "source": ["my notes"], "metadata": {}}]}))


@pytest.mark.parametrize(
    ("source", "steps"),
    [
        ("x = 1", [Code("x = 1")]),
        ("# check('02.1', x)\nx = 1", [Code("\nx = 1")]),
        ("check('02.1', x)", [Call("02.1", "x")]),
        ("check('02.1')", [Call("02.1", "...", "The check names no answer.")]),
        ("x = 1\ncheck('02.1', x)\nx = 2", [Code("x = 1"), Call("02.1", "x"), Code("\n\nx = 2")]),
        ("claimlab.check(task_id='02.1', answer=a + b)", [Call("02.1", "a + b")]),
        ("df.check('a')", [Code("df.check('a')")]),
        ("x = (\ncheck('02.1', x)", [Code("x = (\ncheck('02.1', x)"), Call("02.1", problem="unreadable")]),
        (
            "%%bash\ncheck('02.1', x)",
            [
                Call(
                    "02.1",
                    problem="The check stands in a cell that begins with %%bash. Move the check to a cell of its own.",
                )
            ],
        ),
        ("%%time\nx = 1\ncheck('02.1', x)", [Code("x = 1"), Call("02.1", "x")]),
        (
            "try:\n    check('02.1', x)\nexcept Exception:\n    pass",
            [
                Code("try:\n    check('02.1', x)\nexcept Exception:\n    pass"),
                Call("02.1", problem="The check must stand on a line of its own, without anything around it."),
            ],
        ),
    ],
)
def test_cells_are_taken_apart(source, steps):
    found = split(source)
    assert [step for step in found if isinstance(step, Call)] == [step for step in steps if isinstance(step, Call)]
    assert [step.text for step in found if isinstance(step, Code)] == [
        step.text for step in steps if isinstance(step, Code)
    ]


@pytest.mark.parametrize(
    ("name", "text", "line", "aid", "said"),
    [
        (
            "SyntaxError",
            "'(' was never closed (123.py, line 2)",
            None,
            "",
            "(SyntaxError: '(' was never closed, line 2 of the cell).",
        ),
        (
            "SyntaxError",
            "unterminated string literal (detected at line 1) (9.py, line 1)",
            None,
            "",
            "line 1 of the cell).",
        ),
        ("KeyError", "'flo'", 3, "", "(KeyError: 'flo', line 3 of the cell)."),
        ("OddError", "many\nlines\x1b[0m", None, "", "The cell stops with an error (OddError: many)."),
        ("KeyError", "'flo'", 3, "t has no label.", "t has no label (KeyError: 'flo', line 3 of the cell)."),
        ("OddError", "", None, "", "The cell stops with an error (OddError)."),
    ],
)
def test_errors_are_explained(name, text, line, aid, said):
    assert explain(name, text, line, aid).endswith(said)
