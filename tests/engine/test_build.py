"""course/ -> notebooks: a half-edited course file is told in one sentence, and no change goes unseen."""

import json
import re

import pytest

from claimlab.course import NotMeant
from claimlab.workshop import build
from claimlab.workshop.reader import CourseProblem, outputs, read, sources, stub

HEAD = """---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec: {display_name: Python 3 (ipykernel), language: python, name: python3}
---

"""


@pytest.fixture
def lesson(home):
    """A function that gives the small course's lesson another text."""
    path = home / "course" / "harvest" / "lesson.md"
    (path.parent / "turns.py").unlink()  # these texts hold none of its turns

    def write(text):
        path.write_text(HEAD + text, encoding="utf-8")
        return path

    return write


def test_a_second_build_rewrites_nothing(lesson):
    path = lesson("# 00 · T\n\n```{code-cell} ipython3\nx = 2\nx + 1\n```\n\nThe sum is {{ x + 1 | .1f }}.\n")
    assert [p.name for p in build.build(path)] == ["00_harvest.ipynb"]
    built = outputs(path)[0]
    assert "The sum is 3.0." in built.read_text(encoding="utf-8")
    before = built.stat().st_mtime_ns
    assert build.drift(path) == "" and build.build(path) == []
    assert built.stat().st_mtime_ns == before
    lesson("# 00 · T\n\n```{code-cell} ipython3\nx = 3\nx + 1\n```\n\nThe sum is {{ x + 1 | .1f }}.\n")
    assert re.search(r"the code of cell '00-t-1' differs \(course line 10\)", build.drift(path))


def test_a_failing_cell_names_file_and_line(lesson):
    path = lesson("# 00 · T\n\n```{code-cell} ipython3\nx = 1\nx / 0\n```\n")
    with pytest.raises(CourseProblem, match=r"course/harvest/lesson.md line 10: the cell fails with ZeroDivisionError"):
        build.build(path)


def test_a_warning_stops_the_build(lesson):
    path = lesson("# 00 · T\n\n```{code-cell} ipython3\nimport warnings\nwarnings.warn('old')\n```\n")
    with pytest.raises(CourseProblem, match="prints a warning"):
        build.build(path)


def test_a_half_edited_file_is_told(lesson):
    with pytest.raises(CourseProblem, match=r"line 9: this cell is never closed. End it with a line"):
        read(lesson("# 00 · T\n\n```{code-cell} ipython3\nx = 1\n"))
    with pytest.raises(CourseProblem, match=r"line 11: a new cell begins, but the one from line 9 is not closed"):
        read(lesson("# 00 · T\n\n```{code-cell} ipython3\nx = 1\n```{code-cell} ipython3\nx\n```\n"))


def test_unknown_name_is_told():
    with pytest.raises(NotMeant, match="There is no course file called 'trad'"):
        build.choose(["trad"])


def test_stub_keeps_signature_and_docstring():
    code = 'import math\n### BEGIN SOLUTION\ndef area(r):\n    """Return the area."""\n    return math.pi * r**2\n### END SOLUTION'
    assert stub(code, "area") == 'import math\n# Your steps go here.\ndef area(r):\n    """Return the area."""\n    ...'
    assert stub("### BEGIN SOLUTION\nx = 1\ny = x + 1\n### END SOLUTION", "y") == "# Your steps go here.\ny = ..."


def test_a_notebook_names_each_file_that_it_used_and_no_other(home):
    lesson, exercises = sources()
    for source in (lesson, exercises):
        build.build(source)
    records = {source: _record(source) for source in (lesson, exercises)}
    wanted = {
        "course/harvest/widgets.py",
        "course/harvest/measures.py",
        "course/harvest/lesson.md",
        "course/course.toml",
    }
    wanted |= {
        "data/claims.csv",
        "data/sources.csv",
        "data/glossary.csv",
        "data/datapackage.json",
        "data/harvest/apples.csv",
    }
    assert wanted <= set(records[lesson])
    shared = {f"claimlab/view/{name}.py" for name in ("figures", "cards", "html", "stage", "controls", "predict")}
    assert shared | {"claimlab/evidence/ledger.py", "claimlab/student/store.py"} <= set(records[lesson])
    assert "course/harvest/exercises.md" in records[exercises] and "data/harvest/apples.csv" in records[exercises]
    for place in sorted({place for record in records.values() for place in record}):
        if place.startswith("claimlab/"):
            continue  # the engine itself is not changed by a test; tests/course does that on paper
        path = home / place
        before = path.read_bytes()
        path.write_bytes(before + b"\n")
        for source, record in records.items():
            assert bool(build.drift(source)) == (place in record), (place, source.name)
            assert (place in build.drift(source)) or place not in record or "the code of cell" in build.drift(source)
        path.write_bytes(before)
    assert build.drift(lesson) == build.drift(exercises) == ""


def _record(source):
    return json.loads(outputs(source)[0].read_text(encoding="utf-8"))["metadata"]["claimlab"]["inputs"]


MODEL = """
+++

{model}`00.2`

The south led in {{ south_years[0] }}. One year is no rule.

- Names a year.
- Says why it was that year.
- Says what it does not show.
"""


def test_solutions_run_in_their_folder_and_exercises_do_not_run(home, monkeypatch):
    monkeypatch.delenv("PYTEST_VERSION")  # else a notebook looks for its folder by itself
    monkeypatch.chdir(home)  # their tables lie in ../data: seen from here, they are not there
    source = home / "course" / "harvest" / "exercises.md"
    build.build(source)
    solved, paper = (
        [cell for cell in json.loads(one.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
        for one in outputs(source)
    )
    assert all(cell["execution_count"] for cell in solved) and any(cell["outputs"] for cell in solved)
    assert not any(cell["execution_count"] or cell["outputs"] for cell in paper)


def test_a_model_answer_stands_in_the_solutions_only(home):

    from claimlab import course
    from claimlab.workshop import teacher

    path = home / "course" / "harvest" / "exercises.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + MODEL, encoding="utf-8")
    build.build(path)
    solved, paper = ([cell["source"] for cell in json.loads(one.read_text())["cells"]] for one in outputs(path))
    solved, paper = (["".join(source) for source in one] for one in (solved, paper))
    assert paper[-1] == solved[-2] == "**My sentences to 00.2** (double-click here and write): …"
    assert re.match(r"\*\*A model answer to 00\.2\.\*\* The south led in \d{4}\. One year is no rule\.", solved[-1])
    assert build.drift(path) == "" and not any("no rule" in source or "Names a year" in source for source in paper)
    book = teacher.page(course.lesson("harvest"))
    assert (
        re.search(r"### 00\.2 in words\n\nA model answer: The south led in \d{4}\.", book) and "- Names a year." in book
    )
    path.write_text(text + MODEL.replace("- Names a year.\n", ""), encoding="utf-8")
    with pytest.raises(CourseProblem, match="three lines that begin with a hyphen, one a point. Here are 2"):
        read(path)
    path.write_text(text + MODEL.replace("00.2", "00.9"), encoding="utf-8")
    with pytest.raises(CourseProblem, match=r"no task 00\.9 above"):
        read(path)
