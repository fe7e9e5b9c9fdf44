"""A Jupyter kernel for one handed-in notebook: runs code with a time limit, tells every failure in one sentence.

Only the kernel's replies are read. What cells print or draw is not needed for judging, and a picture that is never
made costs no time.
"""

import ast
import json
import os
import queue
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from ..student.sentences import told

ENDED = "This cell ended the Python process. Does it call exit() or use up all the memory?"
START_LIMIT = 120  # imports on a new computer compile files and look for fonts


class NoKernel(Exception):
    """The kernel does not start. The message says what to do."""


class Kernel:
    """Starts at once and without waiting: the process loads its libraries while pytest loads its own."""

    def __init__(self, folder, limit=20):
        self.folder, self.limit, self.lost, self.seated = str(folder), limit, False, None
        self._start()

    def _start(self):
        self.room, self.client, self.lost = tempfile.mkdtemp(prefix="claimlab-"), None, False
        self.file = Path(self.room, "kernel.json")  # the kernel chooses free ports itself and writes them here
        # No history file: two runs at once would wait for each other's lock.
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", str(self.file), "--HistoryManager.enabled=False"]
        environment = {**os.environ, "CLAIMLAB_FRESH": "1", "MPLBACKEND": "agg"}
        if os.name == "posix":
            environment["JPY_PARENT_PID"] = str(os.getpid())  # it ends when this process does
        try:
            self.process = subprocess.Popen(
                command,
                cwd=self.folder,
                env=environment,
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError as problem:
            raise NoKernel(
                f"Python could not be started for the check ({problem.strerror}). Run: claimlab doctor"
            ) from None

    def _connect(self):
        from jupyter_client.blocking import BlockingKernelClient

        ends = time.monotonic() + START_LIMIT
        while time.monotonic() < ends and self.process.poll() is None:
            try:
                json.loads(self.file.read_text())
            except (OSError, ValueError):  # not there, or half written
                time.sleep(0.02)
                continue
            self.client = BlockingKernelClient(connection_file=str(self.file))
            self.client.load_connection_file()
            self.client.start_channels(shell=True, iopub=False, stdin=False, hb=False, control=False)
            return
        raise NoKernel("Python could not be started for the check. Run: claimlab doctor")

    def seat(self, set_name):
        """Put the examiner of a set into the kernel, before any of the student's code."""
        self.seated = set_name
        self.name = f"_{secrets.token_hex(12)}"
        self._connect()
        reply = self._send(
            f"__import__('claimlab.handin.examiner').handin.examiner.install({self.name!r}, {set_name!r})", START_LIMIT
        )
        if reply.get("status") != "ok":
            said = f" It says: {reply['ename']}." if reply.get("ename") else ""
            raise NoKernel(f"Python could not be started for the check.{said} Run: claimlab doctor")

    def restart(self, cells):
        """Begin again after a cell that ended or blocked the process, with the cells that ran before it."""
        self.stop()
        self._start()
        self.seat(self.seated)
        for code, limit in cells:
            self.run(code, limit)
            if self.lost:  # it ran before and does not now: go on without it
                self.restart([pair for pair in cells if pair[0] != code])
                return

    def stop(self):
        if self.client:
            self.client.stop_channels()
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.room, ignore_errors=True)

    def run(self, code, limit=None):
        """Run a cell. Returns '' or one sentence that says how it failed."""
        reply = self._send(code, limit or self.limit)
        return reply.get("problem") or (explain(reply) if reply.get("status") == "error" else "")

    def ask(self, task_id, expression):
        """Judge an expression: [state, kind, hint], or ["error", kind of the error, its text]."""
        question = f"__import__('sys').modules[{self.name!r}].ask({task_id!r}, lambda: ({expression}\n))"
        reply = self._send("", self.limit, {"said": question})
        if reply.get("problem"):
            return ["stopped", "", reply["problem"].replace("This cell", "The answer", 1)]
        said = reply.get("user_expressions", {}).get("said", {})
        if said.get("status") == "ok":
            return json.loads(ast.literal_eval(said["data"]["text/plain"]))
        return ["error", said.get("ename", "error"), said.get("evalue", "")]

    def _send(self, code, limit, expressions=None):
        """Send code and wait for the reply: its content, or {"problem": sentence} when none came in time."""
        wanted = self.client.execute(
            code, store_history=False, allow_stdin=False, stop_on_error=False, user_expressions=expressions or {}
        )
        began, late = time.monotonic(), ""
        while True:
            try:
                reply = self.client.get_shell_msg(timeout=0.2)
            except queue.Empty:
                spent = time.monotonic() - began
                if self.process.poll() is not None:
                    self.lost = True
                    return {"problem": ENDED}
                if late and spent > limit + 3:  # it does not listen to the interruption
                    self.lost = True
                    return {"problem": late}
                if not late and spent > limit:
                    late = f"This cell ran longer than {limit:g} seconds and was stopped. Which loop never ends?"
                    if os.name == "posix":  # elsewhere it is ended and begun again
                        self.process.send_signal(signal.SIGINT)
                continue
            if reply["parent_header"].get("msg_id") == wanted:
                if any(one.get("source") == "ask_exit" for one in reply["content"].get("payload", [])):
                    self.lost, late = True, ENDED  # the process answers first and ends a moment later
                return {**reply["content"], **({"problem": late} if late else {})}


def explain(reply):
    """An error reply in one sentence for a beginner: first aid's own when it stood by in the kernel, else the table's."""
    name, plain = reply["ename"], partial(re.sub, r"\x1b\[[0-9;]*m", "")
    text = plain(reply["evalue"]).strip().split("\n")[0]
    shown = [plain(one) for one in reply.get("traceback", [])]
    aided = len(shown) > 1 and shown[-1].startswith(name) and not shown[0].startswith("-----")
    inside = (
        re.search(r"line (\d+)\)$", text) if name.endswith(("SyntaxError", "IndentationError", "TabError")) else None
    )
    line = inside or re.search(r"(?:Cell In\[\d*\], |^ *)line (\d+)", "\n".join(shown), re.M)
    text = re.sub(r" ?\((?:detected at line \d+, )?[^()]*, line \d+\)$", "", text)
    text = "" if name == "StdinNotImplementedError" else text if len(text) <= 120 else text[:117] + "…"
    said = ", ".join(filter(None, [f"{name}: {text}" if text else name, line and f"line {line[1]} of the cell"]))
    sentence = shown[0] if aided else told(name, text)
    return f"{sentence.rstrip('.')} ({said})."
