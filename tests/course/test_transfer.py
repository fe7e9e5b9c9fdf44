"""No lesson gives a task's answer away: what a set asks for stands in none of the lesson's outputs or sentences.

A number counts as given away when it is printed with three digits or more and is the right answer, rounded to as many
places as are printed. A list or a column counts when all of it stands in one output. Years are no secret: they stand everywhere.
"""

import json
import re

import pytest

from claimlab.checks.answers import Column, Items, Number
from claimlab.checks.task import sets, tasks
from tests.places import ROOT

#: Tasks whose answer looks like something printed, each with its reason.
EXCEPTIONS = {
    "05.8": "the ids of all events stand in a picture; the task is to find which of them ran on a day",
    "01.7": "the lesson fits this line to explain a slope; the task is to choose the rows and take the logarithms",
    "04.3": "the lesson's 12.5 are billions of dollars; the answer is a share in per cent",
    "08.1": "the lesson's 87.15 belong to a referendum of 2026 and to those who voted; the answer to 1991 and all registered",
    "09.2": "a table of two other votes names the countries too; the task is to find who voted how on 25 texts",
    "08.2": "the names stand together in a table of speeches, where nothing says that their bands part",
}
NUMBER = re.compile(r"(?<![\w.-])[-−]?\d[\d,]*(?:\.\d+)?(?![\w-])")  # no part of a date


def parts(name):
    """What a reader of the built lesson sees: each text cell and each output as one text."""
    book = json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))
    for cell in book["cells"]:
        if cell["cell_type"] == "markdown":
            yield "".join(cell["source"])
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            html = re.sub(r'src="data:[^"]*"', "", "".join(data.get("text/html", "")))
            html = re.sub(r"<(style|script)\b.*?</\1>", " ", html, flags=re.S)
            html = re.sub(r'<[^>]*?alt="([^"]*)"[^>]*>', r" \1 ", html)
            yield re.sub(r"<[^>]+>", " ", html) + "".join(data.get("text/plain", "")) + "".join(output.get("text", ""))


def numbers(text):
    """The numbers of a text as (value, how many decimals are printed)."""
    for found in NUMBER.findall(text):
        plain = found.replace("−", "-").replace(",", "").rstrip(".")
        yield float(plain), len(plain.partition(".")[2])


def printed(value, text):
    """True when the text holds the value, rounded to as many places as it prints, with three digits at least."""
    for number, places in numbers(text):
        digits = len(f"{abs(number):.{places}f}".replace(".", "").lstrip("0"))
        if digits >= 3 and abs(abs(round(value, places)) - abs(number)) < 1e-9:
            return True
    return False


def given_away(task):
    """The first part of the lesson that holds the answer, or ''."""
    target = task.reference()
    for part in parts(task.set_name):
        if isinstance(task.answer, Number):
            hit = printed(float(target), part)
        elif isinstance(task.answer, Items):
            years = all(isinstance(one, int) and 1990 <= one <= 2030 for one in target)
            hit = (
                len(target) > 1
                and not years
                and all(re.search(rf"(?<!\w){re.escape(str(one))}(?!\w)", part) for one in target)
            )
        else:
            values = target.dropna()
            hit = len(values) > 0 and all(printed(float(one), part) for one in values)
        if hit:
            return part.strip()[:200]
    return ""


KINDS = (Number, Items, Column)
TASKS = [task for name in sets() for task in tasks(name) if isinstance(task.answer, KINDS)]


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_the_answer_stands_nowhere_in_the_lesson(task):
    if task.id not in EXCEPTIONS:
        assert given_away(task) == ""


def test_every_exception_is_needed_and_has_a_reason():
    by_id = {task.id: task for task in TASKS}
    assert all(len(reason) > 10 for reason in EXCEPTIONS.values())
    assert [one for one in EXCEPTIONS if not given_away(by_id[one])] == []


def test_a_number_in_a_lesson_would_be_found():
    assert printed(27.0544, "It was 27.05 billion.") and printed(-5.2584, "about −5.26 %")
    assert not printed(27.0544, "It was 28.1 billion.")
    assert not printed(4, "4 of 7") and not printed(2022.0, "on 2022-11-20")
