"""course/ -> notebooks: what is built is in step with its text, and a half-edited course file is told in one sentence."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from claimlab.workshop import build
from claimlab.workshop import reader as course
from claimlab.workshop.reader import CourseProblem, outputs, read, sources, stub

HEAD = """---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec: {display_name: Python 3 (ipykernel), language: python, name: python3}
---

"""


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """A course of one small lesson in a folder of its own; returns a function that writes and builds it."""
    monkeypatch.setattr(course, "ROOT", tmp_path)
    monkeypatch.setattr(course, "COURSE", tmp_path / "course")
    (tmp_path / "course" / "lessons").mkdir(parents=True)
    path = tmp_path / "course" / "lessons" / "02_trade.md"

    def write(text):
        path.write_text(HEAD + text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("source", sources(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_notebooks_are_in_step_with_the_course(source):
    assert build.drift(source) == "", "run: claimlab build"


@pytest.mark.parametrize("source", sources(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_built_notebooks_are_clean(source):
    for path in outputs(source):
        book = json.loads(path.read_text(encoding="utf-8"))
        ids = [cell["id"] for cell in book["cells"]]
        assert len(set(ids)) == len(ids) and all(re.fullmatch(r"[a-z0-9_-]{1,64}", one) for one in ids)
        counts = [
            cell["execution_count"] for cell in book["cells"] if cell["cell_type"] == "code" and cell["execution_count"]
        ]
        assert counts == list(range(1, len(counts) + 1))
        for cell in book["cells"]:
            for output in cell.get("outputs", []):
                assert output["output_type"] != "error" and output.get("name") != "stderr", (path.name, cell["id"])
                text = str(output.get("data", {}).get("text/plain", ""))
                assert "object at 0x" not in text and "<Axes" not in text, (path.name, cell["id"], text)


@pytest.mark.parametrize(
    "source", [path for path in sources() if path.parent.name == "lessons"], ids=lambda path: path.stem
)
def test_every_picture_has_a_description_with_a_number(source):
    text = outputs(source)[0].read_text(encoding="utf-8")
    alts = re.findall(r'<img alt=\\"(.*?)\\" src', text)
    assert alts and all(re.search(r"\d", alt) and len(alt) > 40 for alt in alts)


LESSONS = [path for path in sources() if path.parent.name == "lessons"]
TYPED = tomllib.loads((Path(__file__).parent / "typed_numbers.toml").read_text(encoding="utf-8"))
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


def typed_numbers(source):
    """The numbers typed into the prose of a lesson, as (line of the cell, number).
    Not counted: years, dates, claim, task and lesson numbers, single digits, 100 and 1,000, headings, code, links, {{ … }}."""
    found = []
    for cell in read(source).cells:
        if cell.cell_type != "markdown":
            continue
        text = re.sub(r"\{\{.+?\}\}", " ", cell.source, flags=re.S)
        text = re.sub(r"`[^`\n]*`|\]\([^)\n]*\)|^#+ .*$|\*\*About \d+ minutes\*\*.*", " ", text, flags=re.M)
        text = re.sub(
            rf"\b(1[89]|20)\d\d(–\d\d(\d\d)?)?\b|\bC\d\d\b|\b\d{{1,2}} ({MONTHS})\b|EU-2[78]|\b\d\d_[a-z]+\b|^\d\. |"
            r"\b[Ll]essons? \d\d( and \d\d)?|\b100\b|\b1,000\b",
            " ",
            text,
            flags=re.M,
        )
        found += [
            (cell.metadata["line"], number) for number in re.findall(r"(?<![\w.])\d[\d,.]*\d|(?<![\w.])\d+ ?%", text)
        ]
    return found


@pytest.mark.parametrize("source", [path for path in LESSONS if path.stem[:2] != "00"], ids=lambda path: path.stem)
def test_no_measured_number_is_typed_into_prose(source):
    """Measured figures come from cells, through {{ expression | format }}. What is no measurement (a definition, a setting
    of ours) is listed with its reason in tests/typed_numbers.toml, and leaves the list when it leaves the text."""
    found, listed = typed_numbers(source), TYPED.get(source.stem, {})
    assert [hit for hit in found if hit[1] not in listed] == []
    assert sorted(set(listed) - {number for _, number in found}) == [], (
        "listed in typed_numbers.toml, no longer in the text"
    )


def test_typed_numbers_are_listed_for_lessons_that_exist_with_a_reason():
    assert set(TYPED) <= {path.stem for path in LESSONS}
    assert all(len(reason) > 10 for listed in TYPED.values() for reason in listed.values())


def test_a_second_build_rewrites_nothing(lesson):
    path = lesson("# 02 · T\n\n```{code-cell} ipython3\nx = 2\nx + 1\n```\n\nThe sum is {{ x + 1 | .1f }}.\n")
    assert [p.name for p in build.build(path)] == ["02_trade.ipynb"]
    built = outputs(path)[0]
    assert "The sum is 3.0." in built.read_text(encoding="utf-8")
    before = built.stat().st_mtime_ns
    assert build.drift(path) == "" and build.build(path) == []
    assert built.stat().st_mtime_ns == before
    lesson("# 02 · T\n\n```{code-cell} ipython3\nx = 3\nx + 1\n```\n\nThe sum is {{ x + 1 | .1f }}.\n")
    assert re.search(r"the code of cell '02-t-1' differs \(course line 10\)", build.drift(path))


def test_a_failing_cell_names_file_and_line(lesson):
    path = lesson("# 02 · T\n\n```{code-cell} ipython3\nx = 1\nx / 0\n```\n")
    with pytest.raises(
        CourseProblem, match=r"course/lessons/02_trade.md line 10: the cell fails with ZeroDivisionError"
    ):
        build.build(path)


def test_a_warning_stops_the_build(lesson):
    path = lesson("# 02 · T\n\n```{code-cell} ipython3\nimport warnings\nwarnings.warn('old')\n```\n")
    with pytest.raises(CourseProblem, match="prints a warning"):
        build.build(path)


def test_a_half_edited_file_is_told(lesson):
    with pytest.raises(CourseProblem, match=r"line 9: this cell is never closed. End it with a line"):
        read(lesson("# 02 · T\n\n```{code-cell} ipython3\nx = 1\n"))
    with pytest.raises(CourseProblem, match=r"line 11: a new cell begins, but the one from line 9 is not closed"):
        read(lesson("# 02 · T\n\n```{code-cell} ipython3\nx = 1\n```{code-cell} ipython3\nx\n```\n"))


def test_unknown_name_is_told():
    with pytest.raises(CourseProblem, match="There is no course file called 'trad'"):
        build.choose(["trad"])


def test_stub_keeps_signature_and_docstring():
    code = 'import math\n### BEGIN SOLUTION\ndef area(r):\n    """Return the area."""\n    return math.pi * r**2\n### END SOLUTION'
    assert stub(code, "area") == 'import math\n# Your steps go here.\ndef area(r):\n    """Return the area."""\n    ...'
    assert stub("### BEGIN SOLUTION\nx = 1\ny = x + 1\n### END SOLUTION", "y") == "# Your steps go here.\ny = ..."
