"""Our own words: no text of the course repeats six words of the article in a row.

The article belongs to its publisher, so the project does not hold it. tests/course/article_runs.json holds a hash of
each run of six of its words; that is enough to find a repetition, and not enough to read the text.
"""

import csv
import hashlib
import json
import re

import pytest

from tests.places import DATA, ROOT

HELD = json.loads((ROOT / "tests" / "course" / "article_runs.json").read_text(encoding="utf-8"))
RUNS = frozenset(HELD["runs"])

#: Runs that are nobody's own making: names with the small words between them, and an event with its date.
HARMLESS = frozenset({"the eu and the us are", "invasion of ukraine in february 2022"})

TEXTS = [
    *sorted((ROOT / "course").glob("*/*.md")),
    *sorted((ROOT / "course").glob("*/tasks.py")),
    *sorted((ROOT / "course").glob("*/widgets.py")),
    *(DATA / name for name in ("claims.csv", "since.csv", "clauses.csv", "glossary.csv", "datapackage.json")),
    ROOT / "README.md",
]


def words(text):
    """The words of a text as the hashes were made: lower case, apostrophes dropped, runs of letters and digits."""
    return re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", text.lower()))


def repeated(text):
    """The runs of six words that stand in the article as well."""
    found = words(text)
    runs = (" ".join(found[at : at + 6]) for at in range(len(found) - 5))
    return [run for run in runs if hashlib.sha256(run.encode()).hexdigest()[:16] in RUNS and run not in HARMLESS]


def cells(path):
    """The pieces of a file that are read as one text: a cell of a table, else the whole file without its folding."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".csv":
        return [cell for row in csv.reader(text.splitlines()) for cell in row]
    if path.suffix == ".json":
        return re.findall(r'"((?:[^"\\]|\\.)*)"', text)
    return [re.sub(r'"\s*\n\s*f?"', "", text)]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_text_repeats_six_words_of_the_article(path):
    assert [run for cell in cells(path) for run in repeated(cell)] == []


def test_a_repetition_would_be_found(monkeypatch):
    run = "one two three four five six"
    monkeypatch.setattr("tests.course.test_own_words.RUNS", {hashlib.sha256(run.encode()).hexdigest()[:16]})
    assert repeated("Zero, one two THREE four five, six!") == [run] and repeated("one two three four five") == []
