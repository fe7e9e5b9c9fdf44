"""The house style of pictures: each says its finding, its unit and its source, and its drawing code is folded."""

import ast
from statistics import median

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


@pytest.mark.parametrize("cell", [cell for _, cell in PICTURES], ids=[name for name, _ in PICTURES])
def test_no_letter_is_too_small_for_a_phone(cell):
    """12 points on a picture of 720 pixels are 9 pixels on a page of 390."""
    keywords = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.keyword)]
    sizes = {
        word.arg: ast.literal_eval(word.value)
        for word in keywords
        if word.arg in ("fontsize", "labelsize") and isinstance(word.value, ast.Constant)
    }
    assert all(size >= 12 for size in sizes.values()), sizes
    wide = [
        ast.literal_eval(word.value)[0]
        for word in keywords
        if word.arg == "figsize"
        and isinstance(word.value, ast.Tuple)
        and isinstance(word.value.elts[0], ast.Constant)
        and all(isinstance(part, ast.Constant) for part in word.value.elts)
    ]
    assert all(width == 7.2 for width in wide), "all pictures are as wide as the page: claimlab.view.figures.WIDTH"


def test_folded_drawing_can_be_read():
    """Whoever unfolds it sees short lines; half of the pictures take a dozen or fewer before `show`, a map takes more."""
    before = []
    for name, cell in PICTURES:
        if cell.source.startswith(DRAWING):
            lines = [line for line in cell.source.splitlines()[1:] if line.strip()]
            assert max(map(len, lines)) <= 120, name
            begun = [node.lineno for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.stmt)]
            assert len(set(begun)) == len(begun), f"{name}: one statement a line"
            before.append(next(number for number, line in enumerate(lines) if line.startswith("show(")))
    assert median(before) <= 12 and max(before) <= 32


def test_drawing_is_folded_but_where_it_is_the_lesson():
    opened = [name for name, cell in PICTURES if not cell.source.startswith(DRAWING)]
    assert {name.split("-")[0] for name in opened} == TAUGHT
    assert len(opened) == len(TAUGHT), opened
    folded = [cell for _, cell in PICTURES if cell.source.startswith(DRAWING)]
    assert all(cell.metadata["jupyter"]["source_hidden"] and "hide-input" in cell.metadata["tags"] for cell in folded)
