"""Taught before used: every name in a cell that a student reads was named in prose before, or right below the cell.

The register follows the lessons in their order. Drawing cells are not read (they are folded), and turns ask only for
what was shown before, so their solutions are read too.
"""

import ast
import re

import pytest

from claimlab.workshop.minutes import folded
from claimlab.workshop.reader import is_lesson, read, solved, sources

#: What a semester of Python brings along: no lesson explains these.
KNOWN = {
    "print",
    "len",
    "range",
    "sum",
    "min",
    "max",
    "round",
    "sorted",
    "str",
    "int",
    "float",
    "list",
    "dict",
    "set",
    "abs",
    "tuple",
    "append",
    "items",
    "keys",
    "values",
    "join",
    "split",
    "strip",
    "format",
    "isinstance",
    "upper",
    "lower",
    "replace",
    "date",
}
#: Names that no prose explains, each with its reason.
EXCEPTIONS = {
    "read_csv": "lesson 00 says what its line does; lesson 01 explains the name",
    "index": "the word stands in prose at `middle.index` and wherever labels are meant",
    "text": "a column of ours",
}
OWN = ("claimlab", "course")  # tools of the course: the cell that calls them shows what they do
FREE = {"assign", "agg", "rename", "Series", "DataFrame", "dict"}  # their keywords are names that we choose


def names(tree, ours):
    """The names of pandas, numpy, seaborn and Python that a cell uses, in the order of the code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            if not (isinstance(node.value, ast.Name) and node.value.id in ours):
                yield node.attr
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if isinstance(node.func, ast.Name) and called not in ours:
                yield called
            if called not in ours and called not in FREE:
                yield from (f"{keyword.arg}=" for keyword in node.keywords if keyword.arg)
        elif isinstance(node, ast.Lambda):
            yield "lambda"
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert):
            yield "~"
        elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.BitAnd, ast.BitOr)):
            yield "&" if isinstance(node.op, ast.BitAnd) else "|"


def spans(text):
    """All that a text sets in code type."""
    return "\n".join(re.findall(r"`[^`\n]+`|<code>.*?</code>", text))


def named(name, prose):
    word = name.rstrip("=")
    return f"`{word}`" in prose if word in "~&|" else re.search(rf"(?<!\w){re.escape(word)}(?!\w)", prose)


def register():
    """[(lesson, name, first line of the cell)] of names used before they were named."""
    prose, seen, ours, early = "", set(KNOWN) | set(EXCEPTIONS), set(), []
    for source in [path for path in sources() if is_lesson(path) and path.name == "lesson.md"]:
        cells = read(source).cells
        for cell, below in zip(cells, [*cells[1:], None]):
            if cell.cell_type == "markdown":
                prose += "\n" + spans(cell.source)
                continue
            code = solved(cell.source) if "### BEGIN" in cell.source else cell.source
            tree = ast.parse(code)
            ours |= {node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
            for node in ast.walk(tree):
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(OWN):
                    ours |= {alias.asname or alias.name for alias in node.names}
            if folded(cell):
                continue
            near = prose + "\n" + (spans(below.source) if below and below.cell_type == "markdown" else "")
            for name in names(tree, ours):
                if name not in seen and name not in ours:
                    seen.add(name)
                    if not named(name, near):
                        early.append((source.parent.name, name, code.strip().splitlines()[0][:60]))
    return early


def test_every_name_is_taught_before_it_is_used():
    early = register()
    assert early == [], "\n".join(f"{lesson}: {name} in {line!r}" for lesson, name, line in early)


def test_every_exception_has_a_reason():
    assert all(len(reason) > 10 for reason in EXCEPTIONS.values())


BACK = re.compile(r"(`[^`\n]+`)[^.`\n]{0,40}?(?:as in|known from|\()\s*lesson (\d\d)\)?", re.I)


@pytest.mark.parametrize(
    "source", [path for path in sources() if path.name == "lesson.md"], ids=lambda p: p.parent.name
)
def test_as_in_lesson_is_true(source):
    """`x`, as in lesson NN: that lesson names x."""
    by_number = {f"{number:02d}": path for number, path in enumerate(p for p in sources() if p.name == "lesson.md")}
    for code, number in BACK.findall(source.read_text(encoding="utf-8")):
        there = by_number[number].read_text(encoding="utf-8")
        for word in re.findall(r"\w{3,}", code):
            assert re.search(rf"(?<!\w){re.escape(word)}(?!\w)", there), f"{code}: lesson {number} does not have {word}"


def made(tree):
    """The names that a cell makes for the cells below: assigned, imported, defined, or counted through."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from ((alias.asname or alias.name).split(".")[0] for alias in node.names)


@pytest.mark.parametrize(
    "source", [path for path in sources() if path.name == "lesson.md"], ids=lambda p: p.parent.name
)
def test_an_open_cell_needs_no_name_that_only_a_folded_one_makes(source):
    """Who skips the drawing work, as the course allows, meets no name that came from nowhere."""
    shown, hidden, strange = set(), set(), []
    for cell in read(source).cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(solved(cell.source) if "### BEGIN" in cell.source else cell.source)
        if folded(cell):
            hidden |= set(made(tree))
            continue
        shown |= set(made(tree))
        read_here = {
            node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        }
        strange += [(name, cell.source.strip().splitlines()[0][:60]) for name in sorted(read_here & (hidden - shown))]
    assert strange == []
