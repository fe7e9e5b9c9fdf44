"""Has papers marked by a server of its own: starts it, feeds it, and begins again where a hand-in brought it down."""

import contextlib
import json
import os
import queue
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .. import course
from .server import begin

CELL_LIMIT = 20  # seconds a cell may take; the slowest right solution needs under two
PAPER_LIMIT = 60  # seconds a paper may take as a whole
KEPT = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TMPDIR",
    "TEMP",
    "TMP",
    "SYSTEMROOT",
    "USERPROFILE",
    "VIRTUAL_ENV",
    "CONDA_PREFIX",
    "LD_LIBRARY_PATH",
    "MPLCONFIGDIR",
    "PROJ_DATA",
    "PROJ_LIB",
    "GDAL_DATA",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONPYCACHEPREFIX",
)


@dataclass
class Line:
    """What a paper says about one task. kind: the name of the mistake; points: 0 to 1."""

    id: str
    title: str
    state: str
    hint: str = ""
    kind: str = ""
    points: float = 0.0


@dataclass
class Result:
    """What a paper is worth. lines: one a task; problem: why there is none, as a sentence."""

    path: Path
    set_name: str = ""
    lines: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    problem: str = ""
    no_tasks: bool = False
    seconds: float = 0.0
    holds: list = field(default_factory=list)

    @property
    def done(self) -> int:
        return sum(one.state == "done" for one in self.lines)


class Driver:
    """A running server. Use as a context: `with Driver() as driver: driver.mark(paths)`."""

    def __init__(self, jobs: int = 0, limit: float = CELL_LIMIT, budget: float = PAPER_LIMIT, **more):
        self.options = {
            "jobs": jobs or max(1, _cores()),
            "limit": limit,
            "budget": budget,
            "course": str(course.root()),
            **more,
        }
        self.names: dict[str, list] = {}
        self.count = 0
        self.start()

    def start(self) -> None:
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        self.heard: queue.Queue = queue.Queue()
        self.process, self.into, self.out = begin(
            "server",
            "main",
            stderr=subprocess.DEVNULL,
            cwd=self.options["course"],
            env={
                **environment,
                "MPLBACKEND": "agg",
                "CLAIMLAB_FRESH": "1",
                "OPENBLAS_NUM_THREADS": "1",
                "OMP_NUM_THREADS": "1",
            },
            start_new_session=os.name == "posix",
        )
        threading.Thread(target=self._listen, args=(self.out, self.heard), daemon=True).start()
        self.send(**self.options)

    @staticmethod
    def _listen(out, heard):
        for line in out:
            heard.put(json.loads(line))
        heard.put(None)

    def send(self, **one: Any) -> None:
        with contextlib.suppress(OSError):
            self.into.write((json.dumps(one) + "\n").encode())
            self.into.flush()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self) -> None:
        with contextlib.suppress(OSError):
            self.into.close()
        try:
            self.process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=2)
            self.process.kill()
        self.out.close()

    def tasks(self, set_name: str) -> list:
        """[id, title, name] of every task of a set. The pytest process itself never loads pandas."""
        if set_name not in self.names:
            self.count += 1
            self.send(n=self.count, about=set_name)
            while True:
                one = self.heard.get()
                if one is None:
                    self.heard.put(None)  # for whoever asks next: no other line will come
                    raise RuntimeError("Python could not be started for the check. Run: claimlab doctor")
                if one.get("n") == self.count:
                    if "problem" in one:
                        raise RuntimeError(one["problem"])
                    self.names[set_name] = one["tasks"]
                    break
        return self.names[set_name]

    def mark(self, paths: list[Path], crowded: Callable[[Path], bool] = lambda path: False) -> Iterator[Result]:
        """Mark papers and give each Result when it is ready, in any order. `crowded`: is its folder one of several students?"""
        todo = {self.count + 1 + place: path for place, path in enumerate(paths)}
        self.count += len(paths)
        begun: dict[int, int] = {}
        self._feed(todo, crowded)
        while todo:
            one = self.heard.get()
            if one is None:  # the server is gone: whatever ran at that moment may have ended it
                suspects = [n for n in begun if n in todo]
                for n in [n for n in suspects if begun[n] >= 2] or (
                    suspects if len(suspects) == 1 and begun[suspects[0]] >= 2 else []
                ):
                    yield Result(
                        todo.pop(n),
                        problem="This file ended the marking process twice, so it was left out. Look at its code.",
                    )
                self.stop()
                self.again = getattr(self, "again", 0) + 1
                if self.again > 2 * len(paths) + 2 or (not suspects and self.again > 2):
                    for path in todo.values():
                        yield Result(path, problem="Python could not be started for the check. Run: claimlab doctor")
                    return
                self.start()
                self._feed(todo, crowded)
            elif "begun" in one:
                begun[one["begun"]] = begun.get(one["begun"], 0) + 1
            elif one["n"] in todo:
                path = todo.pop(one["n"])
                yield Result(
                    path,
                    one.get("set", ""),
                    [Line(**line) for line in one.get("lines", [])],
                    one.get("notes", []),
                    one.get("problem", ""),
                    one.get("no_tasks", False),
                    one.get("seconds", 0.0),
                    one.get("holds") or [],
                )

    def _feed(self, todo, crowded):
        for n, path in todo.items():
            self.send(n=n, file=str(Path(path).resolve()), crowd=bool(crowded(Path(path))))


def _cores():
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
