"""Runs many hand-ins, each in its own process, and has them judged in another.

The driver (pytest or `claimlab mark`) starts this as a process of its own and speaks with it in lines of JSON. On Linux
everything is imported once and every hand-in is a fork; elsewhere each one is a new Python. A hand-in that fails in any
way costs its own result.
"""

import ast
import contextlib
import gc
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections import deque
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from .. import course
from . import fence, papers, sandbox

MOST_SAID = 20_000_000  # bytes one hand-in may send
MOST_RUNS = 6  # a hand-in that kills its process is begun again without the step that did it
START = 120  # seconds a new Python may take to load everything, on a slow computer
MEMORY = 3 * 2**30  # bytes a hand-in and all it started may hold
CAN_FORK = sys.platform.startswith("linux")
ENDED = "This cell ended the Python process. Does it call exit() or use up all the memory?"
GREEDY = "This cell started too many processes or used too much memory, and was stopped."


@dataclass
class Work:
    """One hand-in on its way through the server."""

    n: int
    path: Path
    paper: papers.Paper
    beside: dict
    seed: int = 0  # from the file's content: the same file meets the same hidden inputs
    about: dict = field(default_factory=dict)
    skip: dict = field(default_factory=dict)
    runs: int = 0
    ends: float = 0.0
    spent: float = 0.0


@dataclass
class Child:
    """A running sandbox."""

    work: Work
    pid: int
    pipe: Any  # what is read from: a file descriptor or a socket
    room: str
    inner: int = 0
    text: bytearray = field(default_factory=bytearray)
    began: float = field(default_factory=time.monotonic)
    heard: float = field(default_factory=time.monotonic)
    process: Any = None
    looked: float = field(default_factory=time.monotonic)

    def fileno(self) -> int:
        return self.pipe if isinstance(self.pipe, int) else self.pipe.fileno()

    def read(self) -> bytes:
        try:
            return os.read(self.pipe, 1 << 16) if isinstance(self.pipe, int) else self.pipe.recv(1 << 16)
        except OSError:
            return b""

    def close(self) -> None:
        os.close(self.pipe) if isinstance(self.pipe, int) else self.pipe.close()

    def lines(self) -> list[dict]:
        said = []
        for text in bytes(self.text).decode("utf-8", "replace").splitlines():
            try:
                one = json.loads(text)
            except (ValueError, RecursionError):
                continue
            if isinstance(one, dict):
                said.append(one)
        return said


class Pump:
    """A socket that carries what a pipe gives: where the system cannot wait for pipes (Windows)."""

    def __new__(cls, stream):
        near, far = socket.socketpair()

        def carry():
            with contextlib.suppress(OSError, ValueError):
                for data in iter(lambda: stream.read1(1 << 16), b""):
                    far.sendall(data)
            far.close()

        threading.Thread(target=carry, daemon=True).start()
        return near


def begin(module: str, function: str, **how: Any) -> tuple[subprocess.Popen, IO[bytes], IO[bytes]]:
    """A function of a module of ours in a new Python that does not look into the working directory.

    how: what Popen takes. Returns (the process, what is written to, what is read from).
    """
    home = str(Path(__file__).resolve().parents[2])
    code = f"import sys; sys.path.insert(0, {home!r}); sys.modules.setdefault('rfc3987_syntax', None); from claimlab.handin.{module} import {function} as go; go()"
    process = subprocess.Popen([sys.executable, "-P", "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, **how)
    assert process.stdin and process.stdout
    return process, process.stdin, process.stdout


class Server:
    """The loop: takes files, keeps `jobs` sandboxes busy, passes what they said to the judge, gives results."""

    def __init__(self, options, questions, answers):
        self.options, self.answers = options, answers
        self.jobs, self.limit, self.budget = options["jobs"], options["limit"], options["budget"]
        self.fork = options.get("fork", CAN_FORK)
        self.waiting, self.asked, self.running = deque(), {}, []
        self.judging, self.holds, self.closed = {}, None, False
        self.prepared, self.heard = set(), b""
        self.base = tempfile.mkdtemp(prefix="claimlab-")
        if self.fork:
            with contextlib.suppress(AttributeError, OSError):
                fence._libc().prctl(36, 1, 0, 0, 0)  # orphans of a sandbox come back to this process, to be ended
            self.shell = sandbox.warm()
            self.judge = self.start_judge()
            self.tables = sandbox.seed(course.root())
            gc.collect()
            gc.freeze()
        else:
            self.judge = self.start_judge()
        self.source = questions
        self.pending = bytearray()

    def start_judge(self) -> tuple:
        """The judge's process: (what is written to, what is read from)."""
        if not self.fork:
            self.judge_process, into, out = begin("judge", "main", cwd=course.root())
            return into.fileno(), Pump(out)
        ask_out, ask_in = os.pipe()
        say_out, say_in = os.pipe()
        self.judge_pid = os.fork()
        if self.judge_pid == 0:
            try:
                from . import judge

                os.close(ask_in)
                os.close(say_out)
                judge.serve(os.fdopen(ask_out, "rb"), say_in)
            finally:
                os._exit(0)
        os.close(ask_out)
        os.close(say_in)
        return ask_in, say_out

    def say(self, **one: Any) -> None:
        line = (json.dumps(one) + "\n").encode()
        while line:
            line = line[os.write(self.answers, line) :]

    def ask(self, **one: Any) -> None:
        line = (json.dumps(one) + "\n").encode()
        while line:  # the judge may be writing a long reply meanwhile: hear it, or both would wait for ever
            ready, free, _ = select.select(
                [self.judge[1]], [self.judge[0]] if os.name == "posix" else [], [], 0.5 if os.name == "posix" else 0
            )
            if ready:
                self.hear_judge()
            if free or os.name != "posix":
                line = line[os.write(self.judge[0], line[:4096] if os.name == "posix" else line) :]

    # ---------------------------------------------------------------- the loop
    def go(self) -> None:
        try:
            while not (self.closed and not self.waiting and not self.asked and not self.running and not self.judging):
                while self.waiting and len(self.running) < self.jobs:
                    self.start(self.waiting.popleft())
                self.turn()
        finally:
            for child in list(self.running):
                self.end(child)
            shutil.rmtree(self.base, ignore_errors=True)

    def turn(self) -> None:
        watched = [self.judge[1], *self.running]
        if not self.closed:
            watched.append(self.source)
        for one in select.select(watched, [], [], 0.1)[0]:
            if one is self.source:
                self.hear_driver()
            elif one is self.judge[1]:
                self.hear_judge()
            else:
                self.hear_child(one)
        now = time.monotonic()
        for child in list(self.running):
            starting = not self.fork and not child.text  # a new Python loads pandas first
            if now - child.heard > (START if starting else self.limit + 3):
                self.finish(child, sandbox.too_long(self.limit))
            elif now > child.work.ends:
                self.finish(child, "")
            elif now - child.looked > 0.3:
                child.looked = now
                if greedy(child.pid):
                    self.finish(child, GREEDY)

    def hear_driver(self) -> None:
        data = os.read(self.source, 1 << 16) if isinstance(self.source, int) else self.source.recv(1 << 16)
        self.closed = not data
        self.pending += data
        *lines, rest = bytes(self.pending).split(b"\n")
        self.pending = bytearray(rest)
        for text in lines:
            self.take(json.loads(text))

    def take(self, asked: dict) -> None:
        if "about" in asked:
            self.asked[asked["n"]] = None
            self.ask(n=asked["n"], set=asked["about"])
            return
        path = Path(asked["file"])
        try:
            paper = papers.read(path)
            beside, notes = papers.beside(path, asked.get("crowd", False))
            paper.notes += notes
        except (papers.Unreadable, papers.NoTasks) as problem:
            self.say(n=asked["n"], problem=str(problem), no_tasks=isinstance(problem, papers.NoTasks))
            return
        except Exception as problem:
            self.say(
                n=asked["n"],
                problem=f"{path.name} cannot be read ({type(problem).__name__}). Copy the exercises with: claimlab start",
            )
            return
        work = Work(asked["n"], path, paper, beside, seed=zlib.crc32(path.read_bytes()))
        self.asked[asked["n"]] = work
        ledger = any("ledger" in cell["source"] for cell in paper.cells)
        self.ask(n=asked["n"], set=paper.set_name, number=work.seed, ledger=ledger)
        self.prepare(paper.set_name)

    def prepare(self, set_name: str) -> None:
        """Import once what the course's own exercises of this set import; a hand-in then finds it loaded."""
        if not self.fork or set_name in self.prepared:
            return
        self.prepared.add(set_name)
        with contextlib.suppress(Exception):
            for cell in papers.read(course.exercise_set(set_name)).cells:
                for node in ast.walk(ast.parse(cell["source"])):
                    names = (
                        [one.name for one in node.names]
                        if isinstance(node, ast.Import)
                        else [node.module]
                        if isinstance(node, ast.ImportFrom)
                        else []
                    )
                    for name in names:
                        if name and name.split(".")[0] not in ("claimlab", "course"):
                            with contextlib.suppress(ImportError):
                                import_module(name)
        gc.collect()
        gc.freeze()

    def hear_judge(self) -> None:
        data = os.read(self.judge[1], 1 << 20) if isinstance(self.judge[1], int) else self.judge[1].recv(1 << 20)
        if not data:
            raise SystemExit("the judge ended")
        self.heard += data
        *lines, self.heard = self.heard.split(b"\n")
        for text in lines:
            self.judged(json.loads(text))

    def judged(self, reply: dict) -> None:
        n = reply["n"]
        if n in self.judging:
            work = self.judging.pop(n)
            if "problem" in reply:
                self.say(n=n, problem=reply["problem"])
            else:
                self.say(
                    n=n,
                    set=work.paper.set_name,
                    lines=reply["lines"],
                    notes=[*work.paper.notes, *reply["notes"]],
                    seconds=round(work.spent, 2),
                    holds=self.holds,
                )
            return
        work = self.asked.pop(n)
        if work is None or "problem" in reply:
            self.say(**reply)
            return
        work.about = reply
        self.waiting.append(work)

    # ---------------------------------------------------------------- one sandbox
    def start(self, work: Work) -> None:
        work.runs += 1
        work.ends = work.ends or time.monotonic() + self.budget + (0 if self.fork else START)
        room = tempfile.mkdtemp(dir=self.base)
        job = {
            "room": room,
            "cells": work.paper.cells,
            "skip": work.skip,
            "limit": self.limit,
            "budget": self.budget,
            "tasks": [one[0] for one in work.about["tasks"]],
            "cases": work.about["cases"],
            "measured": work.about["measured"],
            "fence": self.options.get("fence", True),
            "debug": False,
            "beside": work.beside,
        }
        self.say(begun=work.n)
        if not self.fork:
            process, question, said = begin(
                "sandbox", "alone_main", stderr=subprocess.DEVNULL, cwd=room, start_new_session=os.name == "posix"
            )
            job |= {
                "beside": {name: content.hex() for name, content in work.beside.items()},
                "course": str(course.root()),
            }
            with contextlib.suppress(OSError):
                question.write((json.dumps(job) + "\n").encode())
                question.close()
            self.running.append(Child(work, process.pid, Pump(said), room, process=process))
            return
        out, into = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                os.setsid()
                sandbox.main(job, into, self.shell, self.tables)
            finally:
                os._exit(1)
        os.close(into)
        self.running.append(Child(work, pid, out, room))

    def hear_child(self, child: Child) -> None:
        data = child.read()
        child.text += data
        child.heard = time.monotonic()
        if not child.inner and child.text.startswith(b'{"inner": '):
            with contextlib.suppress(ValueError):
                child.inner = int(child.text[10:].split(b"}")[0])
        if not data or child.text.endswith(b'{"end": 1}\n'):  # what it split off may hold the pipe open
            self.finish(child, ENDED)
        elif len(child.text) > MOST_SAID:
            self.finish(child, "This cell gives back far too much.")

    def finish(self, child: Child, why: str) -> None:
        """A sandbox has ended, or is ended now. A step that killed it is left out in a second run within the same time."""
        self.end(child)
        work, said = child.work, child.lines()
        work.spent += time.monotonic() - child.began
        last = said[-1] if said else {}
        held = next((one["holds"] for one in said if isinstance(one.get("holds"), list)), None)
        self.holds = self.holds or held
        over = time.monotonic() > work.ends
        if "begin" in last and why and not over and work.runs < MOST_RUNS:
            work.skip[str(last["begin"])] = why
            self.waiting.appendleft(work)
            return
        if "end" not in last and "begin" in last and why:
            said.append({"code": "", "problem": {"said": why}, "started": True})
        if not held:
            self.say(n=work.n, problem="Python could not be started for this file. Run: claimlab doctor")
            return
        self.judging[work.n] = work
        self.ask(
            n=work.n,
            set=work.paper.set_name,
            number=work.seed,
            said=[one for one in said if "begin" not in one and "inner" not in one],
            hidden=work.paper.hidden,
        )

    def end(self, child: Child) -> None:
        if child in self.running:
            self.running.remove(child)
        for number, kill in ((child.inner, os.kill), (child.pid, getattr(os, "killpg", os.kill))):
            if number > 1:
                with contextlib.suppress(OSError):
                    kill(number, getattr(signal, "SIGKILL", signal.SIGTERM))
        if child.process:
            child.process.kill()
            child.process.wait()
        else:
            with contextlib.suppress(OSError):
                os.waitpid(child.pid, 0)
        if self.fork:
            self.orphans()
        child.close()
        shutil.rmtree(child.room, ignore_errors=True)

    def orphans(self) -> None:
        """End what an ended sandbox left behind: it was handed to this process by the system."""
        mine = {child.pid for child in self.running} | {self.judge_pid}
        for pid in children(os.getpid()):
            if pid not in mine:
                with contextlib.suppress(OSError):
                    os.kill(pid, signal.SIGKILL)
                    os.waitpid(pid, 0)


def children(pid: int) -> list[int]:
    """Numbers of the processes that a process started (Linux), else []."""
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def greedy(pid: int) -> bool:
    """True when a sandbox and all it started hold too much memory or are too many."""
    family, todo, pages = 0, [pid], 0
    while todo:
        one = todo.pop()
        family += 1
        with contextlib.suppress(OSError, ValueError, IndexError):
            pages += int(Path(f"/proc/{one}/statm").read_text().split()[1]) - int(
                Path(f"/proc/{one}/statm").read_text().split()[2]
            )
        todo += children(one)
        if family > fence.PROCESSES + 2:
            return True
    return family > 1 and hasattr(os, "sysconf") and pages * os.sysconf("SC_PAGE_SIZE") > MEMORY


def main() -> None:
    """The server as a process of its own: options as the first line, then one file a line."""
    source: Any = 0
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    if os.name != "posix":
        source = Pump(sys.stdin.buffer)
    first = bytearray()
    while not first.endswith(b"\n"):
        data = os.read(source, 1) if isinstance(source, int) else source.recv(1)
        if not data:
            return
        first += data
    options = json.loads(first)
    os.chdir(options["course"])
    Server(options, source, answers).go()


if __name__ == "__main__":
    main()
