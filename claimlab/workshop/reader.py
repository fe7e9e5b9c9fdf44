"""Reading course/: MyST Markdown in, notebook cells out. No code is run here."""

import ast
import re
import textwrap
from pathlib import Path
from typing import Any

from .. import course
from ..checks.task import tasks, turns
from ..course import Told, root

TASK_LINE = re.compile(r"^\{(task|turn)\}`(\d\d\.\w+)`$", re.M)
MODEL_LINE = re.compile(r"^\{model\}`(\d\d\.\d+)`$", re.M)
PLACE_FOR_WORDS = "**My sentences to {}** (double-click here and write): …"
POINTS = "A point for each line:"
BEGIN, STUB, END = "### BEGIN SOLUTION", "### STUB", "### END SOLUTION"
GAP = "____"
COMPARED = re.compile(r"\b(show|verdicts?|check)\(")  # a call, and no name that only ends so
DRAWING = "# Drawing: "  # a cell that begins so is folded: only this line is seen until a reader opens it


class CourseProblem(Told):
    """A course file that cannot be turned into a notebook. The message names file, line and mend."""


def sources() -> list[Path]:
    """Every course file that becomes a notebook: lessons, their optional pages, then exercise sets, in the order of the course."""
    home = root() / "course"
    every = [home / one.name / f"{kind}.md" for kind in ("lesson", "more", "exercises") for one in course.lessons()]
    return [path for path in every if path.is_file()]


def is_lesson(source: Path) -> bool:
    """True for course/trade/lesson.md and for the optional page course/trade/more.md, False for exercises.md."""
    return source.name != "exercises.md"


def lesson_of(source: Path) -> str:
    """'course/trade/lesson.md' -> 'trade'"""
    return source.parent.name


def stem(source: Path) -> str:
    """'course/trade/lesson.md' -> '02_trade', the name of the notebooks made from it; more.md -> '02_trade_more'."""
    return course.need(lesson_of(source)).stem + ("_more" if source.name == "more.md" else "")


def outputs(source: Path) -> list[Path]:
    """The notebooks a course file is made into."""
    if is_lesson(source):
        return [root() / "notebooks" / f"{stem(source)}.ipynb"]
    return [root() / "solutions" / f"{stem(source)}.ipynb", course.exercise_set(stem(source))]


def read(source: Path) -> Any:
    """A course file as a notebook without outputs, with stable cell ids and the line each cell begins on."""
    import jupytext

    text = source.read_text(encoding="utf-8")
    _balanced(source, text)
    try:
        book = jupytext.reads(text, fmt="md:myst")
    except Exception as problem:
        raise CourseProblem(f"{short(source)} is not valid MyST Markdown: {problem}") from None
    _lines(book, text)
    book.cells = _with_models(source, _with_tasks(source, book.cells))
    _ids(book)
    for cell in book.cells:
        if cell.cell_type == "code" and cell.source.startswith(DRAWING):
            cell.metadata["jupyter"] = {"source_hidden": True}
            cell.metadata["tags"] = ["hide-input"]
        waits = cell.metadata.get("task") and is_lesson(source)  # a turn: its box changes with the student's answer
        if cell.cell_type == "code" and not waits and COMPARED.search(cell.source):
            cell.metadata["tags"] = sorted({*cell.metadata.get("tags", []), "nbval-check-output"})
    return book


def _with_tasks(source, cells):
    """The cells with every line {task}`02.3` or {turn}`02.a` replaced by its words, and a check below its solution."""
    from nbformat.v4 import new_code_cell

    kind, file = ("turn", "turns.py") if is_lesson(source) else ("task", "tasks.py")
    every = {"lesson.md": turns, "exercises.md": tasks}.get(source.name, lambda _: ())
    known = {one.id: one for one in every(lesson_of(source))}
    made, pending = [], None
    for cell in cells:
        found = TASK_LINE.search(cell.source) if cell.cell_type == "markdown" else None
        if pending and cell.cell_type == "markdown":
            raise CourseProblem(
                f"{short(source)} line {cell.metadata['line']}: {pending.id} has no code cell below it."
            )
        if found:
            pending = known.pop(found[2], None) if found[1] == kind else None
            if pending is None:
                raise CourseProblem(
                    f"{short(source)} line {cell.metadata['line']}: there is no {found[1]} "
                    f"{found[2]} in course/{lesson_of(source)}/{file}, or it stands here twice."
                )
            cell.source = cell.source.replace(found[0], _statement(pending))
        made.append(cell)
        if cell.cell_type == "code" and pending:
            _solution(source, cell)
            check = new_code_cell(f'check("{pending.id}", {pending.name})')
            check.metadata.update(line=cell.metadata["line"], deletable=False, task=pending.id)
            cell.metadata["task"] = pending.id
            made.append(check)
            pending = None
    if known:
        raise CourseProblem(
            f"{short(source)} lacks the {kind}{'s' * (len(known) > 1)} {', '.join(known)}. "
            f"Add a line {{{kind}}}`id` for each."
        )
    return made


def _with_models(source, cells):
    """The cells with every line {model}`02.10` made into two cells: a place for the student's sentences, and a model answer.

    Below the line stand the answer and the three lines by which it is marked. for_folder() keeps them out of the paper.
    """
    from nbformat.v4 import new_markdown_cell

    made, asked = [], {cell.metadata["task"] for cell in cells if "task" in cell.metadata}
    for cell in cells:
        if cell.cell_type == "markdown" and (found := MODEL_LINE.search(cell.source)):
            where = f"{short(source)} line {cell.metadata['line']}"
            if found[1] not in asked:
                raise CourseProblem(f"{where}: there is no task {found[1]} above this model answer, or it has two.")
            asked.discard(found[1])
            answer, rubric = _answer_and_lines(cell.source.replace(found[0], ""))
            if not answer or len(rubric) != 3:
                raise CourseProblem(
                    f"{where}: a model answer needs its sentences and then three lines that begin with a hyphen, "
                    f"one a point. Here are {len(rubric)}."
                )
            place = new_markdown_cell(PLACE_FOR_WORDS.format(found[1]))
            place.metadata.update(line=cell.metadata["line"])
            made.append(place)
            lines = "\n".join(f"- {line}" for line in rubric)
            cell.source = f"**A model answer to {found[1]}.** {answer}\n\n{POINTS}\n\n{lines}"
            cell.metadata["model"] = found[1]
        made.append(cell)
    return made


def _answer_and_lines(text):
    lines = text.strip().splitlines()
    rubric = tuple(line[2:].strip() for line in lines if line.startswith("- "))
    return "\n".join(line for line in lines if not line.startswith("- ")).strip(), rubric


def model_answer(text: str) -> tuple[str, tuple[str, ...]]:
    """The sentences of a model answer and the lines by which it is marked, from the text of its cell in a built set."""
    answer, rubric = _answer_and_lines(text.replace(POINTS, ""))
    return answer.partition("** ")[2], rubric


def for_folder(cells: list, folder: str) -> list:
    """The cells that a notebook of this folder gets: model answers stand in solutions/ only."""
    return [cell for cell in cells if folder == "solutions" or "model" not in cell.metadata]


def stub(source: str, task_name: str) -> str:
    """The code a student gets: everything outside the solution, and inside it the half-written lines below ### STUB.

    Without such lines: `name = ...`, or an empty function.
    """
    before, inside, after = _split(source)
    if STUB in inside:
        return "\n".join(part for part in (before.rstrip(), inside.split(STUB)[1].strip(), after.strip()) if part)
    tree = ast.parse(textwrap.dedent(inside))
    made = f"{task_name} = ..."
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == task_name:
            head = (ast.get_source_segment(textwrap.dedent(inside), node) or "").split(":\n", 1)[0]
            doc = ast.get_docstring(node)
            if not doc:
                raise CourseProblem(f"The function {task_name} needs a docstring: it is what the student reads.")
            made = f'{head}:\n    """{doc}"""\n    ...'
            if len(doc.splitlines()) > 1:
                made = f'{head}:\n    """{textwrap.indent(doc, "    ").strip()}\n    """\n    ...'
    return "\n".join(part for part in (before.rstrip(), "# Your steps go here.", made, after.strip()) if part)


def solved(source: str) -> str:
    """The code of the solution, without the marks."""
    before, inside, after = _split(source)
    inside = inside.split(STUB)[0]
    return "\n".join(part for part in (before.rstrip(), inside.rstrip(), after.strip()) if part)


def _split(source):
    before, rest = source.split(BEGIN, 1)
    inside, after = rest.split(END, 1)
    return before, inside.strip("\n"), after


def _solution(source, cell):
    if cell.source.count(BEGIN) != 1 or cell.source.count(END) != 1:
        raise CourseProblem(
            f"{short(source)} line {cell.metadata['line']}: a task cell needs one line {BEGIN} and one line {END}."
        )


def _statement(task):
    if task.is_turn:
        stop = "" if task.title.endswith("?") else "."
        return (
            f"**Your turn {task.id} · {task.title}{stop}** {task.question} Answer in `{task.name}` · unit: {task.unit}."
        )
    return f"## Task {task.id} · {task.title}\n\n{task.question}\n\n**Answer in** `{task.name}` · unit: {task.unit}"


def _balanced(source, text):
    """A code cell that is never closed swallows the rest of the file without a word: tell it."""
    opened = None
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("```"):
            if opened is None:
                opened = number
            elif line.strip() == "```":
                opened = None
            else:
                raise CourseProblem(
                    f"{short(source)} line {number}: a new cell begins, but the one from line {opened} "
                    "is not closed. End it with a line ```."
                )
    if opened:
        raise CourseProblem(f"{short(source)} line {opened}: this cell is never closed. End it with a line ```.")


def _lines(book, text):
    at = 0
    for cell in book.cells:
        first = next((line for line in cell.source.splitlines() if line.strip()), "")
        found = text.find(first, at) if first else at
        at = found if found >= 0 else at
        cell.metadata["line"] = text.count("\n", 0, at) + 1
        at += len(first)


def _ids(book):
    """Ids made from the nearest heading, so that they stay the same when another section changes."""
    slug, count, seen = "start", 0, set()
    for cell in book.cells:
        heading = re.search(r"^#{1,3} (.+)$", cell.source, re.M) if cell.cell_type == "markdown" else None
        if heading:
            slug = re.sub(r"[^a-z0-9]+", "-", heading[1].lower()).strip("-")[:44] or "section"
            while slug in seen:
                slug += "-b"
            seen.add(slug)
            count = 0
        cell.id = f"{slug}-{count}" if count else slug
        count += 1


def short(path: Path) -> str:
    return path.relative_to(root()).as_posix() if path.is_relative_to(root()) else path.name
