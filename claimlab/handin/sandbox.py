"""Runs the code of one hand-in, in a process of its own that holds no task, no reference and no other student's file.

What it finds is said in lines of JSON: which step begins, how a cell failed, which answer stood at a check. The judge
in another process reads them. A student's code can forge such a line, but can only say in it what its answer is.
"""

import builtins
import gc
import json
import os
import signal
import sys
import time
import types
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from ..student.explain import explain
from ..student.shared import same
from . import fence, pictures  # noqa: F401 - loaded before the course's own package is put out of reach
from .cells import CHECK_CALL, Call, split
from .wire import pack, unpack

ROOM = "my_work"  # the folder in which notebooks run, one level below the tables' parent


def warm() -> Any:
    """Import what every hand-in needs, and make the shell. Returns it. Called once, before any process is forked."""
    os.environ.update(MPLBACKEND="agg", CLAIMLAB_FRESH="1", OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    import io

    import matplotlib.pyplot as plt
    import numpy  # noqa: F401
    import pandas as pd
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    class Shell(InteractiveShell):
        def enable_gui(self, gui=None):
            """Nothing: pictures are never shown here."""

        def ask_exit(self):
            os._exit(7)

        def showtraceback(self, *anything, **more):
            """Nothing: nobody reads this process's output."""

        showsyntaxerror = showindentationerror = showtraceback

    settings = Config()
    settings.HistoryManager.enabled = False
    settings.HistoryManager.hist_file = ":memory:"
    shell = Shell.instance(config=settings)
    # The first use of these costs as much as importing them.
    rows = pd.DataFrame({"a": [1, 1, 2], "b": list("xyx"), "c": [1.0, 2, 3]})
    rows.groupby(["a", "b"])["c"].sum().unstack().plot().figure.savefig(io.BytesIO())
    plt.close("all")
    pd.read_csv(io.StringIO("a,b\n1,x\n"))[lambda frame: frame.b == "x"].a.pct_change()
    shell.run_cell("x = 1\ny = x", store_history=False)
    shell.reset()
    return shell


def seed(folder: str | Path) -> dict[str, bytes]:
    """The course's tables as {path inside data/: bytes}, read once; every hand-in gets its own copy."""
    data = Path(folder) / "data"
    return {
        path.relative_to(data).as_posix(): path.read_bytes()
        for path in sorted(data.rglob("*"))
        if path.is_file()
        and not path.is_symlink()
        and not any(part.startswith(".") for part in path.relative_to(data).parts)
    }


def furnish(room: str, tables: dict[str, bytes], beside: dict[str, bytes]) -> None:
    """Lay out a small course in `room`: data/ and my_work/, with the student's own small files beside the notebook."""
    for name, content in tables.items():
        path = Path(room, "data", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for name in (ROOM, "home", "tmp"):
        Path(room, name).mkdir(exist_ok=True)
    for name, content in beside.items():
        Path(room, ROOM, name).write_bytes(content)


def alone_main() -> None:
    """A sandbox as a process of its own, where processes cannot be forked: the job comes as JSON on the standard input."""
    job = json.loads(sys.stdin.buffer.readline())
    job["beside"] = {name: bytes.fromhex(content) for name, content in job["beside"].items()}
    out = os.dup(1)
    os.dup2(2, 1)
    main(job, out, warm(), seed(job["course"]))


def main(job: dict, out: int, shell: Any, tables: dict[str, bytes]) -> None:
    """Run the cells of `job` and say what was found on the file descriptor `out`. Never returns."""
    gc.disable()

    owner = [os.getpid()]

    def say(**one):
        if os.getpid() != owner[0]:  # a process that the student's code split off goes no further
            os._exit(0)
        line = (json.dumps(one, allow_nan=False) + "\n").encode()
        while line:
            line = line[os.write(out, line) :]

    room = job["room"]
    alone = job["fence"] and fence.namespaces(room, lambda inner: say(inner=inner))
    owner[0] = os.getpid()
    furnish(room, tables, job["beside"])
    os.chdir(Path(room, ROOM))
    if not job["debug"]:
        null = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(null, standard)
    os.closerange(3, out)
    os.closerange(out + 1, 1024)
    os.environ.update(HOME=f"{room}/home", TMPDIR=f"{room}/tmp", IPYTHONDIR=f"{room}/home/.ipython")
    landlocked = job["fence"] and fence.files(room, fence.readable())
    limited = fence.limits(job["budget"], alone)
    say(holds=fence.layers(alone, landlocked, limited))
    _offer(job.get("measured", {}))
    try:
        Run(job, say, shell).go()
        say(end=1)
    finally:
        os._exit(0)


def _offer(measured):
    """A `claimlab` for the student's code: the names are there, the tasks, references and measures are not."""
    course = {str(Path(__file__).resolve().parents[2])}
    sys.path[:] = [place for place in sys.path if place and str(Path(place).resolve()) not in course]
    sys.meta_path[:] = [
        finder
        for finder in sys.meta_path
        if "editable" not in getattr(finder, "__module__", type(finder).__module__).lower()
    ]

    def nothing(*anything, **more):
        """Says nothing: a check cell is judged elsewhere."""

    package = types.ModuleType("claimlab", "What a notebook may use of the course.")
    package.__path__ = []
    for name in (
        "check",
        "progress",
        "predict",
        "show",
        "theme",
        "verdict",
        "claim",
        "words",
        "data_card",
        "claims_table",
        "source_of",
    ):
        setattr(package, name, nothing)
    evidence, ledger = types.ModuleType("claimlab.evidence"), types.ModuleType("claimlab.evidence.ledger")
    evidence.__path__, evidence.ledger = [], ledger
    ledger.measured = lambda claim_id: (None, {key: unpack(value) for key, value in measured.get(claim_id, {}).items()})
    package.ledger, package.evidence = ledger, evidence
    package.__getattr__ = lambda name: nothing
    for name in [name for name in sys.modules if name == "claimlab" or name.startswith("claimlab.")]:
        del sys.modules[name]
    sys.modules.update({"claimlab": package, "claimlab.evidence": evidence, "claimlab.evidence.ledger": ledger})
    for name in [name for name in sys.modules if name == "course" or name.startswith("course.")]:
        del sys.modules[name]


class TooLong(KeyboardInterrupt):
    """The step took longer than it may."""


class Run:
    """One pass through the cells."""

    def __init__(self, job, say, shell):
        self.job, self.say, self.shell, self.space = job, say, shell, shell.user_ns
        self.started, self.shared, self.culprits, self.sources = False, None, {}, {}
        builtins.input = _no_input
        signals = hasattr(signal, "setitimer")
        self.timer = (
            (lambda seconds: signal.setitimer(signal.ITIMER_REAL, seconds)) if signals else (lambda seconds: None)
        )
        if signals:
            signal.signal(signal.SIGALRM, _late)

    def go(self) -> None:
        for number, cell in enumerate(self.job["cells"]):
            if self.skipped(f"{number}.split", partial(self.unread, cell)):
                continue
            owner = cell["owner"] if cell["owner"] in self.job["tasks"] else ""
            steps = split(cell["source"])
            for place, step in enumerate(steps):
                if not self.started and (isinstance(step, Call) or owner):
                    self.started, self.shared = True, Shared(self.space)
                if isinstance(step, Call):
                    self.call(f"{number}.{place}", step)
                else:
                    self.code(f"{number}.{place}", step.text, owner, cell["letters"])

    def unread(self, cell: dict, why: str) -> None:
        self.say(code=cell["owner"], problem={"said": why}, started=self.started)
        for one in dict.fromkeys(CHECK_CALL.findall(cell["source"])):
            self.say(call=one, problem="unreadable")

    def skipped(self, key: str, tell: Callable) -> bool:
        """Announce a step. True when an earlier run ended in it: then it is only told about."""
        why = self.job["skip"].get(key)
        if why:
            tell(why)
            return True
        self.say(begin=key)
        return False

    def code(self, key: str, text: str, owner: str, letters: str) -> None:
        if self.skipped(key, lambda why: self.say(code=owner, problem={"said": why}, started=self.started)):
            return
        problem = self.timed(lambda: self.execute(text))
        if problem and letters:
            problem = {"said": letters}
        self.say(code=owner, problem=problem, started=self.started)
        if self.started:
            self.sources.setdefault(owner, []).append(text)
            self.shared.note_changes(self.space, owner, self.culprits)

    def execute(self, text: str) -> None:
        ran = self.shell.run_cell(text, store_history=False)
        if "matplotlib.pyplot" in sys.modules:
            sys.modules["matplotlib.pyplot"].close("all")  # as in a live notebook: the next cell begins its own picture
        problem = ran.error_before_exec or ran.error_in_exec
        if isinstance(problem, BaseException):
            raise problem

    def call(self, key: str, step: Any) -> None:
        if step.problem:
            self.say(call=step.id, problem=step.problem)
            return
        if self.skipped(key, lambda why: self.say(call=step.id, stopped=why.replace("This cell", "The answer", 1))):
            return
        found = self.answer(step)
        if self.culprits and step.id in self.job["tasks"]:
            with self.shared.restored(self.space):
                for text in self.sources.get(step.id, []):
                    self.timed(partial(self.execute, text))
                again = self.answer(step)
            self.say(call=step.id, **found, fresh=again.get("answer"), culprits=self.culprits)
        else:
            self.say(call=step.id, **found)

    def answer(self, step: Any) -> dict:
        """The packed answer of a check, or why there is none."""
        found = {}

        def take():
            answer = eval(step.expression, self.space)
            inputs = self.job["cases"].get(step.id)
            packed = pack(answer)
            if inputs is not None and callable(answer) and not (isinstance(packed, dict) and packed["k"] == "blank"):
                packed = {"k": "results", "v": [self.result(answer, one) for one in inputs]}
            found["answer"] = packed

        problem = self.timed(take)
        if problem and problem.get("late"):
            return {"stopped": problem["said"].replace("This cell", "The answer", 1)}
        return found or {"error": problem}

    def result(self, function: Callable, inputs: Any) -> Any:
        """What the student's function gives for one set of inputs, made anew each time."""
        arguments = unpack(inputs)
        try:
            given = function(*arguments)
        except TooLong:
            raise
        except (Exception, SystemExit) as problem:
            outside = problem.__traceback__ is None or problem.__traceback__.tb_next is None
            return {"k": "raised", "t": type(problem).__name__[:60], "v": _text(problem), "outside": outside}
        return pack(given)

    def timed(self, step: Callable[[], object]) -> dict | None:
        """Run a step within its time. None, or how it failed."""
        began = time.monotonic()
        try:
            self.timer(self.job["limit"])
            try:
                step()
            finally:
                self.timer(0)
        except BaseException as problem:
            if isinstance(problem, TooLong) or (
                isinstance(problem, KeyboardInterrupt) and time.monotonic() - began >= self.job["limit"]
            ):
                return {"late": True, "said": too_long(self.job["limit"])}
            return failed(problem)
        if time.monotonic() - began >= self.job["limit"] + 0.5:  # it caught the interruption and went on
            return {"late": True, "said": too_long(self.job["limit"])}
        return None


def too_long(limit: float) -> str:
    return f"This cell ran longer than {limit:g} seconds and was stopped. Which loop never ends?"


def _late(*_):
    raise TooLong


def _no_input(*_):
    raise type("StdinNotImplementedError", (RuntimeError,), {})("")


def _text(problem):
    try:
        return str(problem)[:300]
    except BaseException:
        return ""


def failed(problem: BaseException) -> dict:
    """An error as data: its name, its text, and the line of the cell where it was raised."""
    name, line, trace = type(problem).__name__[:60], None, problem.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if "ipython-input" in file or "ipykernel" in file:
            line = trace.tb_lineno
        trace = trace.tb_next
    try:
        aid = explain(problem).sentence[:300]
    except Exception:  # first aid must not be a second accident
        aid = ""
    if isinstance(problem, SyntaxError):
        line = problem.lineno
        return {
            "name": name,
            "text": str(problem.msg)[:300],
            "line": line if isinstance(line, int) else None,
            "aid": aid,
        }
    return {"name": name, "text": _text(problem), "line": line, "aid": aid}


class Shared:
    """What the set-up made for all tasks: its tables, modules and functions."""

    def __init__(self, space):
        import pandas as pd

        self.names = {
            name: value
            for name, value in space.items()
            if not name.startswith("_") and name not in ("In", "Out", "exit", "quit", "get_ipython")
        }
        self.tables = {
            name: value.copy(deep=True)
            for name, value in self.names.items()
            if isinstance(value, (pd.DataFrame, pd.Series))
        }

    def note_changes(self, space: dict, owner: str, culprits: dict) -> None:
        """Add to `culprits` what a task's cell changed: {name: task}."""
        for name, value in self.names.items():
            if name in culprits:
                continue
            now = space.get(name, _gone := object())
            if now is not value or (name in self.tables and not same(now, self.tables[name])):
                culprits[name] = [owner, "deletes" if now is _gone else "changes"]
        for name in vars(builtins):
            if (
                name in space
                and name not in self.names
                and name not in culprits
                and not name.startswith("_")
                and name not in ("exit", "quit", "display", "get_ipython", "copyright", "credits", "license")
            ):
                culprits[name] = [owner, "uses up"]

    def restored(self, space: dict) -> Any:
        return _Restored(self, space)


class _Restored:
    """For as long as it lasts the shared names are as the set-up left them; then everything is as it was."""

    def __init__(self, shared, space):
        self.shared, self.space = shared, space

    def __enter__(self):
        self.kept = dict(self.space)
        for name in vars(builtins):
            if (
                name not in self.shared.names
                and not name.startswith("_")
                and name not in ("display", "get_ipython", "exit", "quit")
            ):
                self.space.pop(name, None)
        self.space.update(self.shared.names)
        self.space.update({name: table.copy(deep=True) for name, table in self.shared.tables.items()})

    def __exit__(self, *_):
        self.space.clear()
        self.space.update(self.kept)


if __name__ == "__main__":
    alone_main()
