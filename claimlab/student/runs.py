"""Which cells ran in this notebook, which of them stopped, and which gave a name its value.

A check is handed a value; whether the cell above really made it this time, only the runs can tell. Noting a run costs
a few microseconds, so that no cell gets slower; everything else waits until somebody asks.
"""

import ast
import json
import re
import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from . import shared
from .notebook import made, path

_RUNS: deque["Run"] = deque(maxlen=400)  # the last one is the cell that runs now
_SEEN: dict = {}


@dataclass
class Run:
    """One run of a cell: its id, its text, the names that it gave another value, and the sentence on what stopped it."""

    cell: str
    source: str
    at: float = 0.0
    changed: set = field(default_factory=set)
    problem: str = ""
    over: bool = False
    took: float = 0.0

    def makes(self, name: str) -> bool:
        """Did this run give the name a value?"""
        return name in self.changed or (
            self.over and not self.problem and name in self.source and name in made(self.source)
        )

    def means_to_make(self, name: str) -> bool:
        """Does its text say that it makes the name, whether it came so far or not?"""
        if name not in self.source:
            return False
        begins = rf"^\s*(?:{name}\s*=(?!=)|def\s+{name}\s*\()"  # for text that does not parse; a call makes nothing
        return name in made(self.source) or bool(re.search(begins, self.source, re.M))


def watch(sentence: Callable[[Any, BaseException], str]) -> None:
    """Note the runs of the running notebook from now on. Does nothing anywhere else, nor when it is done already.

    sentence: says of the notebook and an exception what stopped the cell.
    """
    ipython = sys.modules.get("IPython")
    shell = ipython and ipython.get_ipython()
    if not shell or getattr(shell, "_claimlab_runs", False):
        return
    shell._claimlab_runs = True
    shell.events.register("pre_run_cell", lambda info: _begin(shell, info))
    shell.events.register("post_run_cell", lambda result: _end(shell, result, sentence))


def _begin(shell, info):
    if getattr(info, "silent", False):
        return
    _SEEN.clear()
    _SEEN.update((name, id(value)) for name, value in shell.user_ns.items())
    _RUNS.append(Run(str(getattr(info, "cell_id", "") or ""), info.raw_cell or "", time.time()))


def _end(shell, result, sentence):
    if not _RUNS or _RUNS[-1].over or getattr(getattr(result, "info", None), "silent", False):
        return
    run = _RUNS[-1]
    run.over = True
    problem = result.error_before_exec or result.error_in_exec
    run.problem = sentence(shell, problem) if problem is not None else ""
    run.changed = {name for name, value in shell.user_ns.items() if _SEEN.get(name) != id(value)}
    run.took = time.time() - run.at
    shared.note(run, shell.user_ns)


def notebook() -> Any:
    """The running notebook whose runs are noted (IPython's shell), or None."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return shell if shell and _RUNS else None


def every() -> list[Run]:
    """All runs, the oldest first; the last is the cell that runs now."""
    return list(_RUNS)


def stale(names: list[str]) -> tuple[str, str] | None:
    """Why a value is not one that the cell above made when it ran last: (kind, sentence); None when it is, or nobody knows.

    names: the names in the answer. kind is "stopped" or "unset".
    """
    runs = list(_RUNS)
    if not runs or runs[-1].over:
        return None
    now = runs.pop()
    for name in names:
        if name in made(now.source):
            continue  # made in the same cell as the check
        last = next((at for at in range(len(runs) - 1, -1, -1) if runs[at].makes(name)), -1)
        cell = runs[last].cell if last >= 0 else ""
        for run in reversed(runs[last + 1 :]):
            if run.problem and (run.means_to_make(name) or (cell and run.cell == cell)):
                return (
                    "stopped",
                    f"The cell that makes {name} stopped, so there is no new value to check. {run.problem}",
                )
            if cell and run.cell == cell and cell != now.cell:
                return "unset", unset(name)
    return None


def stopped(name: str) -> str:
    """What is said of a name that no cell made, because the one that should has stopped; "" where none has."""
    run = next((run for run in reversed(_RUNS) if run.problem and run.means_to_make(name)), None)
    return f"The cell that makes {name} stopped, so {name} is not known. {run.problem}" if run else ""


def unset(name: str) -> str:
    """What is said of a cell that ran and gave no value to the name of the answer."""
    return f"The cell above gives no value to {name}; print() only shows one. Which line must begin with {name} = ?"


def changed_since(names: list[str]) -> str:
    """The name whose cell was changed and saved after it ran, or "". The notebook's file tells, where one is known."""
    shell = notebook()
    file = path(shell.user_ns) if shell else None
    runs = list(_RUNS)[:-1]
    if not file:
        return ""
    for name in names:
        run = next((run for run in reversed(runs) if run.makes(name)), None)
        if run is None or not run.cell or file.stat().st_mtime <= run.at:
            continue
        try:
            book = json.loads(file.read_text(encoding="utf-8-sig"))["cells"]
            saved = next("".join(cell["source"]) for cell in book if cell.get("id") == run.cell)
        except (OSError, ValueError, KeyError, TypeError, StopIteration):
            continue
        if saved.strip() != run.source.strip():
            return name
    return ""


def asked(task_id: str, usual: str) -> list[str]:
    """The names in the answer of the check that runs now: check("02.3", growth) -> ["growth"]."""
    source = _RUNS[-1].source if _RUNS else ""
    try:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and any(
                isinstance(one, ast.Constant) and one.value == task_id for one in node.args[:1]
            ):
                given = node.args[1:] + [one.value for one in node.keywords]
                names = [one.id for part in given for one in ast.walk(part) if isinstance(one, ast.Name)]
                return list(dict.fromkeys(names)) or [usual]
    except (SyntaxError, ValueError):
        pass
    return [usual]
