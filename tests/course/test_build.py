"""Rules over the built notebooks: in step with the course, clean, described, and no measured number typed."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from claimlab.workshop import build, inputs
from claimlab.workshop.reader import is_lesson, outputs, read, sources, stem


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


@pytest.mark.parametrize("source", [path for path in sources() if is_lesson(path)], ids=stem)
def test_every_picture_has_a_description_with_a_number(source):
    text = outputs(source)[0].read_text(encoding="utf-8")
    alts = re.findall(r'<img alt=\\"(.*?)\\" src', text)
    assert (alts or source.name == "more.md") and all(re.search(r"\d", alt) and len(alt) > 40 for alt in alts)


LESSONS = [path for path in sources() if is_lesson(path)]
TYPED = tomllib.loads((Path(__file__).parent / "typed_numbers.toml").read_text(encoding="utf-8"))
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


def typed_numbers(source):
    """The numbers typed into the prose of a lesson, as (line of the cell, number).
    Not counted: years, dates, claim, task and lesson numbers, single digits, 100 and 1,000, headings, code, links, {{ … }}."""
    found = []
    for cell in read(source).cells:
        if cell.cell_type != "markdown" or "Answer in `" in cell.source:
            continue  # the question of a turn: what it asks for is a setting, written in turns.py
        text = re.sub(r"\{\{.+?\}\}|<code>.*?</code>", " ", cell.source, flags=re.S)
        text = re.sub(r"`[^`\n]*`|\]\([^)\n]*\)|^#+ .*$|\*\*About \{minutes\} minutes\*\*.*", " ", text, flags=re.M)
        text = re.sub(
            rf"\b(1[89]|20)\d\d(–\d\d(\d\d)?)?\b|\bC\d\d\b|\b\d{{1,2}} ({MONTHS})\b|EU-2[78]|\b\d\d_[a-z]+\b|^\d\. |"
            r"\b([Ll]essons?|[Ss]et) \d\d( and \d\d)?|\b100\b|\b1,000\b",
            " ",
            text,
            flags=re.M,
        )
        found += [
            (cell.metadata["line"], number) for number in re.findall(r"(?<![\w.])\d[\d,.]*\d|(?<![\w.])\d+ ?%", text)
        ]
    return found


@pytest.mark.parametrize("source", [path for path in LESSONS if stem(path)[:2] != "00"], ids=stem)
def test_no_measured_number_is_typed_into_prose(source):
    """Measured figures come from cells, through {{ expression | format }}. What is no measurement (a definition, a setting
    of ours) is listed with its reason in typed_numbers.toml, and leaves the list when it leaves the text."""
    found, listed = typed_numbers(source), TYPED.get(stem(source), {})
    assert [hit for hit in found if hit[1] not in listed] == []
    assert sorted(set(listed) - {number for _, number in found}) == [], (
        "listed in typed_numbers.toml, no longer in the text"
    )


def test_typed_numbers_are_listed_for_lessons_that_exist_with_a_reason():
    assert set(TYPED) <= {stem(path) for path in LESSONS}
    assert all(len(reason) > 10 for listed in TYPED.values() for reason in listed.values())


def record(source):
    return json.loads(outputs(source)[0].read_text(encoding="utf-8"))["metadata"]["claimlab"]["inputs"]


def test_each_shared_file_drifts_the_notebooks_that_used_it(monkeypatch):
    """Every file that any notebook used is changed once, on paper: those notebooks are named, and no other."""
    records = {source: record(source) for source in sources()}
    places = sorted({place for one in records.values() for place in one})
    for shared in (
        "view/figures.py",
        "view/cards.py",
        "view/html.py",
        "view/predict.py",
        "evidence/ledger.py",
        "view/words.py",
    ):
        assert f"claimlab/{shared}" in places
    assert {"data/sources.csv", "data/datapackage.json", "data/claims.csv", "course/course.toml"} <= set(places)
    now = {place: inputs.digest(place) for place in places}
    for place in places:
        monkeypatch.setattr(inputs, "digest", lambda one, place=place: "changed" if one == place else now[one])
        for one in records.values():
            assert (place in inputs.changed(one)) == (place in one)
