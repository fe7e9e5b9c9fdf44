"""Check a saved exercise notebook in a new Python process, task by task.

The notebook's own check cells are read, not trusted: the judging function is taken from the package before any
of the student's code runs, and stored outputs are ignored.
"""

import ast
import json
import os
import queue
import re
import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path

from .answers import DONE, OPEN, WRONG

CELL_LIMIT = 20  # seconds; the slowest right solution needs under two
SETUP_LIMIT = 120  # imports on a new computer compile files and look for fonts
CHECK_CALL = re.compile(r"""check\(\s*["'](\d\d\.\d+)["']""")

PRELUDE = """
def {name}(judge, json, Ellipsis=Ellipsis):
    def run(task_id, answer):
        try:
            value = answer()
        except BaseException as problem:
            print({token!r} + json.dumps(["error", type(problem).__name__, str(problem)]))
            return
        task, outcome = judge(task_id, value)
        print({token!r} + json.dumps([outcome.state, outcome.kind, outcome.hint]))
    return run
import claimlab.tasks.{lesson}
{name} = {name}(__import__("claimlab.checks", fromlist=["judge"]).judge, __import__("json"))
"""


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


class Unreadable(Exception):
    """The file is no notebook of this course. The message says what to do."""


def read(path):
    """The notebook as a dict and the name of its exercise set. Raises Unreadable with one sentence."""
    from .checks import sets

    path = Path(path)
    try:
        book = json.loads(path.read_text(encoding="utf-8"))
        cells = book["cells"]
        for cell in cells:
            cell["source"] = "".join(cell["source"])
    except FileNotFoundError:
        raise Unreadable(f"There is no file {path.name} in {path.parent.name}/. Copy the exercises with: claimlab start") from None
    except (ValueError, KeyError, TypeError, UnicodeDecodeError):
        raise Unreadable(f"{path.name} cannot be read as a notebook. Rename it, run claimlab start, and copy your code over.") from None
    source = Path(book.get("metadata", {}).get("claimlab", {}).get("source", "")).stem
    names = [source, path.stem] + [name for cell in cells for found in CHECK_CALL.findall(cell["source"])
                                   for name in sets() if name[:2] == found[:2]]
    known = next((name for name in names if name in sets()), None)
    if known is None:
        raise Unreadable(f"{path.name} holds no tasks of this course, so there is nothing to check.")
    return book, known


def grade(path, limit=CELL_LIMIT):
    """Run a saved notebook in a new kernel and judge every task of its set. Returns a Result.

    limit: seconds one cell may take. Raises Unreadable when the file is no exercise notebook.
    """
    from .checks import tasks

    book, name = read(path)
    every = {task.id: task for task in tasks(name)}
    result, found = Result(), {}
    cells = [cell for cell in book["cells"] if cell["cell_type"] == "code" and cell["source"].strip()]
    _note_file(Path(path), book, every, result)
    with Session(Path(path).parent, name[3:], limit) as session:
        setup, trouble, started = [], None, False
        for cell in cells:
            body, calls = split(cell["source"])
            task_id = cell.get("metadata", {}).get("claimlab", {}).get("task")
            started = started or bool(calls) or task_id in every
            if body:
                problem = session.run(body, None if started else SETUP_LIMIT)
                if not started:
                    setup.append(body)
                    if problem:
                        result.notes.append(f"The set-up cell stops. {problem}")
                trouble = trouble or (problem if started else None)
                if session.restarted:
                    session.restart(setup)
            for call_id, expression in calls:
                if call_id not in every:
                    result.notes.append(f"A check cell names {call_id!r}, which this set does not have. Put the right id back.")
                    continue
                if call_id in found:
                    result.notes.append(f"The check of {call_id} stands in two cells. The last one counts; delete the other.")
                found[call_id] = _judge(session, every[call_id], expression, trouble)
                if session.restarted:
                    session.restart(setup)
                trouble = None
    for task in every.values():
        line = found.get(task.id) or Line(task.id, task.title, WRONG, "The check cell of this task is missing. Put this line back "
                                          f'into a cell below your answer: check("{task.id}", {task.name})')
        result.lines.append(line)
    return result


def _judge(session, task, expression, trouble):
    state, kind, hint = session.ask(task.id, expression)
    if trouble and state != DONE:
        return Line(task.id, task.title, WRONG, trouble)
    if trouble:
        return Line(task.id, task.title, WRONG, f"The answer is right, but the cell stops before its end. {trouble}")
    if state == "error":
        if kind == "NameError":
            missing = re.findall(r"'(\w+)'", hint)
            return Line(task.id, task.title, WRONG, f"There is no name {missing[0] if missing else task.name!r}. "
                        f"Was it renamed? The answer must be called {task.name}.")
        return Line(task.id, task.title, WRONG, f"The check cell itself stops with {kind}: {hint}")
    return Line(task.id, task.title, state, hint if state == WRONG else "")


def split(source):
    """Code without its check calls, and the calls as (task id, expression) pairs."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        calls = [] if not CHECK_CALL.search(source) else [(found, "...") for found in CHECK_CALL.findall(source)]
        return source, calls
    calls, rest = [], []
    for node in tree.body:
        call = node.value if isinstance(node, ast.Expr) else None
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "check" and call.args \
                and isinstance(call.args[0], ast.Constant):
            calls.append((str(call.args[0].value), ast.unparse(call.args[1]) if len(call.args) > 1 else "..."))
        else:
            rest.append(node)
    return (source if not calls else "\n".join(ast.unparse(node) for node in rest)), calls


def _note_file(path, book, every, result):
    """Notes about the file: copied cells, and a file that is older than the student's last check."""
    ids = [cell.get("id") for cell in book["cells"] if cell.get("id")]
    double = sorted({one for one in ids if ids.count(one) > 1})
    if double:
        result.notes.append(f"Two cells carry the same id ({double[0]}): one was copied outside JupyterLab. "
                            "Open the notebook in JupyterLab and save it; that mends it.")
    from .guesses import load
    from .journal import FILE

    times = [entry.get("at", "") for task_id, entry in load(FILE).items() if task_id in every]
    saved = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(path.stat().st_mtime))
    if path.parent.name == "my_work" and times and max(times) > saved:
        result.notes.append(f"The saved file ({saved[11:16]}) is older than your last check in the notebook ({max(times)[11:16]}). "
                            "Save the notebook, then run this again.")


class Session:
    """A kernel for one notebook: runs code with a time limit and tells every failure in one sentence."""

    def __init__(self, folder, lesson, limit):
        self.folder, self.lesson, self.limit, self.restarted = folder, lesson, limit, False

    def __enter__(self):
        from nbval.kernel import CURRENT_ENV_KERNEL_NAME, RunningKernel

        os.environ.update(CLAIMLAB_FRESH="1", MPLBACKEND="agg")
        self.kernel = RunningKernel(CURRENT_ENV_KERNEL_NAME, cwd=str(self.folder))
        self._prepare()
        return self

    def __exit__(self, *_):
        self.kernel.stop()

    def _prepare(self):
        self.name, self.token = f"_judge_{secrets.token_hex(8)}", f"\x02{secrets.token_hex(16)}"
        self._send(PRELUDE.format(name=self.name, token=self.token, lesson=self.lesson), SETUP_LIMIT)

    def restart(self, setup):
        """Begin again after a cell that ended or blocked the process; only the set-up cells run again."""
        from nbval.kernel import CURRENT_ENV_KERNEL_NAME, RunningKernel

        try:
            self.kernel.stop()
        except Exception:  # noqa: BLE001 - a kernel that is gone cannot be stopped
            pass
        self.kernel = RunningKernel(CURRENT_ENV_KERNEL_NAME, cwd=str(self.folder))
        self.restarted = False
        self._prepare()
        for body in setup:
            self._send(body, SETUP_LIMIT)

    def run(self, code, limit=None):
        """Run a cell. Returns None, or one sentence that says how it failed."""
        _, problem = self._send(code, limit)
        return problem

    def ask(self, task_id, expression):
        """Judge an expression in the kernel: (state, kind, hint)."""
        printed, problem = self._send(f"{self.name}({task_id!r}, lambda: ({expression}))")
        for line in printed.splitlines():
            if line.startswith(self.token):
                return json.loads(line[len(self.token):])
        return WRONG, "error", problem or "The check gave no answer. Restart the kernel and run the notebook from the top."

    def _send(self, code, limit=None):
        kernel, printed, error = self.kernel, [], None
        limit = limit or self.limit
        message_id = kernel.execute_cell_input(code, allow_stdin=False)
        ends = time.monotonic() + limit
        while True:
            try:
                message = kernel.get_message("iopub", timeout=0.5)
            except queue.Empty:
                if not kernel.is_alive():
                    self.restarted = True
                    return "", "This cell ended the Python process. Does it call exit() or use up all the memory?"
                if time.monotonic() > ends:
                    self._stop()
                    return "", f"This cell ran longer than {limit:g} seconds and was stopped. Which loop never ends?"
                continue
            if message["parent_header"].get("msg_id") != message_id:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "stream":
                printed.append(content["text"])
            elif kind == "error":
                error = explain(content["ename"], content["evalue"])
            elif kind == "status" and content["execution_state"] == "idle":
                return "".join(printed), error
            if time.monotonic() > ends:
                self._stop()
                return "", f"This cell ran longer than {limit:g} seconds and was stopped. Which loop never ends?"

    def _stop(self):
        self.kernel.interrupt()
        try:
            while True:
                message = self.kernel.get_message("iopub", timeout=2)
                if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                    return
        except queue.Empty:
            self.restarted = True


def explain(name, text):
    """An exception in one sentence for a beginner."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", text).split("\n")[0]
    ways = {
        "SyntaxError": "Python cannot read the cell. Look for a missing bracket, quotation mark or colon",
        "IndentationError": "The spaces at the beginning of a line do not fit",
        "NameError": "A name is used that does not exist; was it mistyped, or made in a cell that was deleted?",
        "KeyError": "A column or label is used that the table does not have",
        "FileNotFoundError": "A file was not found. Notebooks must lie in my_work/ or exercises/, and tables are read from ../data/",
        "TypeError": "Two things do not fit together",
        "StdinNotImplementedError": "The cell waits for input(). Write the value into the code instead",
    }
    return f"{ways.get(name, 'The cell stops with an error')} ({name}: {text})."
