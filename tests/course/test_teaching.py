"""The teacher's pages: how to shorten a lesson, and how the tasks are marked that ask for sentences."""

import re

import pytest

from claimlab import course
from claimlab.checks.task import sets, task, tasks
from claimlab.workshop import teacher
from claimlab.workshop.reader import PLACE_FOR_WORDS, for_folder, model_answer, read
from tests.places import ROOT

#: The tasks that ask for sentences: the last of each set but the one of lesson 10, which asks for a page.
OPEN = [f"{number:02d}.10" for number in range(1, 10)]


@pytest.mark.parametrize("lesson", course.lessons(), ids=lambda lesson: lesson.stem)
def test_how_to_shorten_names_sections_of_the_lesson(lesson):
    text = (ROOT / "course" / lesson.name / "lesson.md").read_text(encoding="utf-8")
    headings, named = re.findall(r"^#+ (.+)$", text, re.M), re.findall(r"\*([^*]+)\*", lesson.shorten)
    assert len(named) >= 3 and len(lesson.shorten.split()) > 25
    assert [one for one in named if not any(heading.startswith(one) for heading in headings)] == []


def cells(name, folder):
    """The cells of an exercise set as a notebook of this folder gets them."""
    return for_folder(read(ROOT / "course" / course.lesson(name).name / "exercises.md").cells, folder)


def asked_for_sentences(name):
    """Ids of the tasks that ask for sentences, in their question or in the text below their check."""
    found, last = [], ""
    for cell in cells(name, "exercises"):
        last = cell.metadata.get("task", last)
        if cell.cell_type == "markdown" and "sentence" in cell.source and not cell.source.startswith("**My"):
            shown = re.search(r"^## Task (\d\d\.\d+)", cell.source, re.M)
            if re.search(r"write .*\bsentences?|two sentences|write one sentence", cell.source, re.I):
                found.append(shown[1] if shown else last)
    return list(dict.fromkeys(found))


def test_the_tasks_that_ask_for_sentences_are_the_list():
    assert [one for name in sets() if name[:2] != "10" for one in asked_for_sentences(name)] == OPEN


@pytest.mark.parametrize("one", OPEN)
def test_an_open_task_has_a_place_a_model_answer_and_three_lines(one):
    paper, solved = cells(task(one).set_name, "exercises"), cells(task(one).set_name, "solutions")
    at = next(at for at, cell in enumerate(paper) if cell.source.startswith(f'check("{one}"'))
    below = paper[at + 1 :]
    place = next(n for n, cell in enumerate(below) if cell.source == PLACE_FOR_WORDS.format(one))
    assert all(cell.cell_type == "markdown" for cell in below[: place + 1]), "the place stands right below the check"
    [model] = [cell for cell in solved if cell.metadata.get("model") == one]
    answer, rubric = model_answer(model.source)
    said = re.sub(r"\{\{.+?\}\}", "N", answer)
    assert len(rubric) == 3 and all(line.endswith(".") and 6 <= len(line.split()) <= 30 for line in rubric)
    assert 25 <= len(said.split()) <= 90 and len(re.findall(r"\.(?:\s|$)", said)) == 2, "two sentences, as we ask for"
    assert re.findall(r"\{\{.+?\}\}", answer), "a model answer names a number, and it comes from the data"
    for text in (answer, *rubric):
        assert not any(text in cell.source for cell in paper), "the paper holds no model answer"


@pytest.mark.parametrize("name", sorted({task(one).set_name for one in OPEN}))
def test_the_book_shows_every_model_answer_and_no_paper_does(name):
    found = teacher.models(name)
    assert list(found) == [one for one in OPEN if task(one).set_name == name]
    page = teacher.page(course.lesson(name))
    paper = course.exercise_set(name).read_text(encoding="utf-8")
    for one, (answer, rubric) in found.items():
        assert answer in page and all(f"- {line}" in page for line in rubric) and "{" not in answer
        assert f"My sentences to {one}" in paper and not any(line[:40] in paper for line in (answer, *rubric))


def test_other_tasks_have_no_model_answer():
    have = [cell.metadata["model"] for name in sets() for cell in cells(name, "solutions") if "model" in cell.metadata]
    assert have == OPEN and all(task(one) == tasks(task(one).set_name)[-1] for one in OPEN)
