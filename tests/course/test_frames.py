"""The house style of pictures: each says its finding, its unit and its source, and its drawing code is folded."""

import ast

import pytest

from claimlab.workshop.reader import DRAWING, read, sources

PICTURES = [
    (f"{source.parent.name}-{number}", cell)
    for source in sources()
    for number, cell in enumerate(
        (cell for cell in read(source).cells if cell.cell_type == "code" and "show(fig" in cell.source), 1
    )
]
#: Lessons in which at least one picture is drawn before the reader's eyes: there drawing is the lesson.
TAUGHT = {"border", "trade", "politics"}


@pytest.mark.parametrize("cell", [cell for _, cell in PICTURES], ids=[name for name, _ in PICTURES])
def test_a_picture_says_finding_unit_and_source(cell):
    calls = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Call)]
    shown = next(call for call in calls if getattr(call.func, "id", "") == "show")
    given = {keyword.arg for keyword in shown.keywords}
    assert {"title", "unit", "source", "alt"} <= given
    axis = [ast.unparse(keyword.value) for call in calls for keyword in call.keywords if keyword.arg == "xlabel"]
    assert not {"'Year'", "'Month'", "'Date'"} & set(axis), "a reader sees that these are years"


def test_drawing_is_folded_but_where_it_is_the_lesson():
    opened = [name for name, cell in PICTURES if not cell.source.startswith(DRAWING)]
    assert {name.split("-")[0] for name in opened} == TAUGHT
    assert len(opened) == len(TAUGHT), opened
    folded = [cell for _, cell in PICTURES if cell.source.startswith(DRAWING)]
    assert all(cell.metadata["jupyter"]["source_hidden"] and "hide-input" in cell.metadata["tags"] for cell in folded)
