"""Runs the cells of notebooks in one plain IPython, without a kernel: under Pyodide (run.mjs) and on this machine.

As a script: python runner.py COURSE NOTEBOOK… prints one line of JSON a notebook.
"""

import contextlib
import io
import json
import os
import sys
import types

for missing in ("termios", "fcntl", "resource", "pexpect", "tornado") if sys.platform == "emscripten" else ():
    sys.modules.setdefault(missing, types.ModuleType(missing))
os.environ.update(MPLBACKEND="agg", CLAIMLAB_FRESH="1")
from IPython.core.interactiveshell import InteractiveShell  # noqa: E402

failed: list[str] = []


class Shell(InteractiveShell):
    """Keeps errors in `failed` and prints none of them."""

    def showtraceback(self, exc_tuple=None, **more):
        kind, problem, *_ = exc_tuple or sys.exc_info()
        failed.append(f"{kind.__name__}: {problem}"[:300])

    def _showtraceback(self, kind, problem, lines):
        failed.append(f"{kind.__name__}: {problem}"[:300])

    def showsyntaxerror(self, *anything, **more):
        failed.append("SyntaxError")


def run(course, name):
    """Run notebook `name` ("notebooks/02_trade.ipynb") of a course: JSON with name, cells, errors [[cell, error], …]."""
    os.chdir(os.path.join(course, name.split("/")[0]))
    with open(os.path.join(course, name), encoding="utf-8") as file:
        book = json.load(file)
    Shell.clear_instance()
    shell, errors, count = Shell.instance(), [], 0
    for number, cell in enumerate(book["cells"]):
        if cell["cell_type"] != "code":
            continue
        count += 1
        failed.clear()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            done = shell.run_cell("".join(cell["source"]), store_history=True)
        if "matplotlib.pyplot" in sys.modules:  # as a notebook does: a new cell, a new figure
            sys.modules["matplotlib.pyplot"].close("all")
        if not done.success and not failed:
            failed.append(repr(done.error_in_exec or done.error_before_exec)[:300])
        errors += [[number, text] for text in failed[:1] if "raises-exception" not in cell["metadata"].get("tags", [])]
    return json.dumps({"name": name, "cells": count, "errors": errors})


if __name__ == "__main__" and sys.platform != "emscripten":
    for one in sys.argv[2:]:
        print(run(sys.argv[1], one), flush=True)
