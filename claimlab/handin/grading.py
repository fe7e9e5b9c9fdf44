"""Check a saved exercise notebook in a new Python process, task by task.

The notebook's own check cells are read, not trusted: the examiner takes its seat before any of the student's code
runs, and stored outputs are ignored.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ..checks.values import DONE, OPEN, WRONG
from .cells import CHECK_CALL, Call, split
from .kernel import START_LIMIT, Kernel, NoKernel

CELL_LIMIT = 20  # seconds; the slowest right solution needs under two


@dataclass
class Line:
    """What the hand-in says about one task."""

    id: str
    title: str
    state: str
    hint: str = ""


@dataclass
class Result:
    """What the hand-in says about one notebook: a line per task, and notes about the file as a whole."""

    lines: list = field(default_factory=list)
    notes: list = field(default_factory=list)

    def note(self, sentence):
        if sentence not in self.notes:
            self.notes.append(sentence)


class Unreadable(Exception):
    """The file is no notebook. The message says what to do."""


class NoTasks(Exception):
    """A readable notebook that holds no tasks of this course."""


def read(path):
    """The notebook as a dict and the name of its exercise set. Raises Unreadable or NoTasks with one sentence."""
    from ..checks.task import sets

    path = Path(path)
    try:
        book = json.loads(path.read_text(encoding="utf-8-sig"))
        for cell in book["cells"]:
            cell["source"] = "".join(cell["source"])
            cell["cell_type"], cell.setdefault("metadata", {}).get("claimlab")
    except OSError as problem:
        raise Unreadable(
            f"{path.name} cannot be opened ({problem.strerror}). Copy the exercises with: claimlab start"
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Unreadable(
            f"{path.name} cannot be read as a notebook. Rename it, run claimlab start, and copy your code over."
        ) from None
    about = book.get("metadata", {}).get("claimlab", {})
    about = about if isinstance(about, dict) else {}
    source = str(about.get("set", "")) or Path(str(about.get("source", ""))).stem  # copies made before sets were named
    calls = [found for cell in book["cells"] for found in CHECK_CALL.findall(cell["source"])]
    named = [
        source,
        *(name for name in sets() if path.stem.startswith(name)),
        *(name for found in calls for name in sets() if name[:2] == found[:2]),
    ]
    known = next((name for name in named if name in sets()), None)
    if known is None:
        raise NoTasks(f"{path.name} holds no tasks of this course, so there is nothing to check.")
    return book, known


def grade(path, limit=CELL_LIMIT, kernel=None):
    """Run a saved notebook in a new kernel and judge every task of its set. Returns a Result.

    limit: seconds one cell may take. kernel: one that was started early in the notebook's folder.
    """
    from ..checks.task import tasks

    path = Path(path)
    try:
        book, name = read(path)
    except (Unreadable, NoTasks):
        if kernel:
            kernel.stop()
        raise
    every = {task.id: task for task in tasks(name)}
    run = Run(every, Result())
    _note_file(path, book, run.result)
    try:
        kernel = kernel or Kernel(path.parent)
        kernel.limit = limit
        try:
            kernel.seat(name)
            run.go(kernel, book["cells"])
        finally:
            kernel.stop()
    except NoKernel as problem:
        run.result.note(str(problem))
        run.result.lines = [Line(task.id, task.title, WRONG, "The check could not start.") for task in every.values()]
    return run.result


class Run:
    """One pass through the cells of a notebook."""

    def __init__(self, every, result):
        self.every, self.result, self.found, self.ran = every, result, {}, []
        self.broken_setup, self.started = "", False
        self.trouble = {}  # task id -> why its cell failed; "" holds what failed since the last check

    def go(self, kernel, cells):
        self.kernel = kernel
        cells = [cell for cell in cells if cell["cell_type"] == "code" and cell["source"].strip()]
        for cell in cells:
            about = cell["metadata"].get("claimlab")
            owner = about.get("task", "") if isinstance(about, dict) else ""
            for step in split(cell["source"]):
                self.started = self.started or isinstance(step, Call) or owner in self.every
                if isinstance(step, Call):
                    self.call(step)
                else:
                    self.code(step.text, owner)
        for task in self.every.values():
            self.result.lines.append(
                self.found.get(task.id)
                or Line(
                    task.id,
                    task.title,
                    WRONG,
                    "The check cell of this task is missing. Put this line back into a cell below your answer: "
                    f'check("{task.id}", {task.name})',
                )
            )

    def code(self, text, owner):
        limit = None if self.started else START_LIMIT
        problem = self.kernel.run(text, limit)
        if self.kernel.lost:
            self.kernel.restart(self.ran)
        elif not problem or not self.started:
            self.ran.append((text, limit))
        if problem and not self.started:
            self.broken_setup = self.broken_setup or problem
            self.result.note(f"A cell of the set-up stops, so no task can be checked. {problem}")
        elif problem:
            self.trouble[owner if owner in self.every else ""] = problem

    def call(self, step):
        task = self.every.get(step.id)
        if task is None:
            self.result.note(
                f'A check cell names the task "{step.id}", which this set does not have. Put the right id back.'
            )
            return
        if step.id in self.found:
            self.result.note(
                f"The check of {step.id} stands in this notebook twice. The last one counts; delete the other."
            )
        self.found[step.id] = self.judge(task, step)
        if self.kernel.lost:
            self.kernel.restart(self.ran)
        self.trouble.pop("", None)

    def judge(self, task, step):
        trouble = self.trouble.get(task.id) or self.trouble.get("", "")
        if step.problem:
            return Line(
                task.id,
                task.title,
                WRONG,
                trouble
                if step.problem == "unreadable" and trouble
                else (self.broken_setup and "The set-up fails first.") or step.problem,
            )
        state, kind, hint = self.kernel.ask(task.id, step.expression)
        if state == DONE:
            if trouble:
                self.result.note(f"The answer of {task.id} is right, but a cell above its check stops. {trouble}")
            return Line(task.id, task.title, DONE)
        if trouble and not self.broken_setup:
            return Line(task.id, task.title, WRONG, trouble)
        if state == OPEN:
            return Line(task.id, task.title, OPEN)
        if state == WRONG:
            return Line(task.id, task.title, WRONG, hint)
        if self.broken_setup:
            return Line(task.id, task.title, WRONG, "The set-up fails first.")
        if state == "stopped":
            return Line(task.id, task.title, WRONG, hint)
        if kind == "NameError":
            return Line(task.id, task.title, WRONG, self.no_name(task, hint))
        return Line(
            task.id,
            task.title,
            WRONG,
            f"The check cell itself stops with {kind}: {hint.splitlines()[0] if hint else 'no reason given'}",
        )

    def no_name(self, task, hint):
        missing = (re.findall(r"'(\w+)'", hint) or [task.name])[0]
        return f"There is no name {missing} when the check runs. The answer must be called {task.name} and stand above its check."


def _note_file(path, book, result):
    """Notes about the file: copied cells, and a file that is older than the student's last check."""
    ids = [cell.get("id") for cell in book["cells"] if cell.get("id")]
    double = sorted({str(one) for one in ids if ids.count(one) > 1})
    if double:
        result.note(
            f"Two cells carry the same id ({double[0]}): one was copied outside JupyterLab. "
            "Open the notebook in JupyterLab and save it; that mends it."
        )
    from ..student.journal import last_check

    checked, saved = last_check(path), datetime.fromtimestamp(path.stat().st_mtime, UTC)
    if checked and checked > saved:
        result.note(
            f"The saved file ({saved.astimezone():%H:%M}) is older than your last check in the notebook "
            f"({checked.astimezone():%H:%M}). Save the notebook, then run this again."
        )
