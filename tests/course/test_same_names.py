"""A table has one name and one shape: what a lesson calls `money`, its exercise set calls `money` too."""

import ast

import pytest

from claimlab.checks.task import sets
from claimlab.workshop import strength
from claimlab.workshop.reader import read

MODULES = {"np", "pd", "plt", "sns", "gpd", "math"}


def code(path):
    """The syntax trees of the code cells of a course file that stand outside tasks and turns."""
    cells = [cell for cell in read(path).cells if cell.cell_type == "code" and "task" not in cell.metadata]
    return [ast.parse(cell.source) for cell in cells]


def tables(trees):
    """{path of a table: (name, the whole expression)} for the first `name = …read_csv("path")…` of each table."""
    found = {}
    for node in [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Assign)]:
        for call in ast.walk(node.value):
            reads = isinstance(call, ast.Call) and getattr(call.func, "attr", "") in ("read_csv", "read_file")
            plain = ast.unparse(node.value).startswith(("pd.read_csv(", "gpd.read_file("))
            if reads and plain and isinstance(node.targets[0], ast.Name) and isinstance(call.args[0], ast.Constant):
                found.setdefault(call.args[0].value, (node.targets[0].id, ast.unparse(node.value)))
    return found


@pytest.mark.parametrize("name", sets())
def test_a_table_has_one_name_and_one_shape_in_lesson_and_set(name):
    ours, theirs = tables(code(strength.lesson(name))), tables(code(strength.exercises(name)))
    shared = set(ours) & set(theirs)
    assert len(shared) >= 1
    assert {path: theirs[path] for path in shared} == {path: ours[path] for path in shared}


@pytest.mark.parametrize("name", sets())
def test_the_lessons_own_functions_run_after_the_first_cell_of_the_set(name):
    """Every package that a function of the lesson needs is imported by the set."""
    functions = [
        node for tree in code(strength.lesson(name)) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
    ]
    needed = {node.id for function in functions for node in ast.walk(function) if isinstance(node, ast.Name)} & MODULES
    imported = {
        alias.asname or alias.name
        for tree in code(strength.exercises(name))
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert needed <= imported
