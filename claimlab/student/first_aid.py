"""First aid in a notebook: one sentence, the student's own line, and Python's full message folded below.

IPython asks `_show` for every exception of a cell, and only then: a cell without an error costs nothing. If first aid
itself fails, Python's own message is shown as ever.
"""

import re
import sys
from html import escape
from importlib import metadata
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from ..course import where
from .runs import watch

if TYPE_CHECKING:
    from .explain import Aid

WIDTH = 88  # signs a line: what a notebook shows beside an open list of files


def give() -> None:
    """Stand by in the running notebook. Does nothing anywhere else, and nothing when it already stands by."""
    ipython = sys.modules.get("IPython")
    shell = ipython and ipython.get_ipython()
    if not shell or getattr(shell, "_first_aid", False):
        return
    shell._first_aid = True
    shell.set_custom_exc((Exception, KeyboardInterrupt), _show)
    shell.events.register("pre_run_cell", _look_alikes)
    watch(_sentence)
    _pip(shell)
    _warn_once(shell)


def load_ipython_extension(shell: Any) -> None:
    """Stand by from the first cell on, before claimlab is imported: see claimlab/kernel_config.py."""
    give()


def _show(shell, kind, problem, trace, tb_offset=None):
    """Show an exception. IPython calls this inside its own `except`."""
    said = None
    if not hasattr(problem, "_render_traceback_") and not isinstance(problem, BaseExceptionGroup):
        said = _aid(shell, problem)
    if said is None:
        shell.showtraceback((kind, problem, trace), tb_offset=tb_offset)
        return
    text = str(problem.msg if isinstance(problem, SyntaxError) else problem).strip().split("\n")[0]
    last = kind.__name__ + (f": {text if len(text) <= 200 else text[:199] + '…'}" if text else "")
    sys.last_type, sys.last_value, sys.last_traceback = kind, problem, trace  # for %tb and %debug
    width = max([len(place) for place, _ in said.lines] or [0])
    code = [f"{place:>{width}}  {line}" for place, line in said.lines]
    if where() == "browser":  # JupyterLite shows an error when the cell has ended, below all that is displayed here
        _fold(shell, kind, problem, trace, said.sentence, code)
        shell._showtraceback(kind, problem, [last])
        return
    sentence = "\n".join(
        f"\x1b[1m{line}\x1b[0m" for line in wrap(said.sentence, WIDTH)
    )  # JupyterLab breaks inside words
    lines = [sentence, *code, last]
    in_notebook = type(shell).__name__ not in ("InteractiveShell", "TerminalInteractiveShell")  # also in the browser
    shell._showtraceback(kind, problem, lines if in_notebook else [*lines, "Python's full message: type %tb"])
    if in_notebook:
        _fold(shell, kind, problem, trace)


def _aid(shell, problem) -> "Aid | None":
    """First aid, or None when it fails itself. Its modules are read at the first error only."""
    try:
        return _explained(shell, problem)
    except Exception:
        return None


def _explained(shell, problem):
    from .explain import explain
    from .notebook import cells, path

    return explain(problem, cells=lambda: cells(path(shell.user_ns)))


def _sentence(shell, problem):
    """What stopped a cell, in the words of first aid."""
    try:
        aid = _explained(shell, problem)
        at = f", line {aid.line} of the cell" if aid.line else ""
        text = str(problem.msg if isinstance(problem, SyntaxError) else problem).strip().split("\n")[0]
        return f"{aid.sentence.rstrip('.')} ({type(problem).__name__}{f': {text[:120]}' if text else ''}{at})."
    except Exception:
        return f"Python says {type(problem).__name__}."


def _fold(shell, kind, problem, trace, sentence="", code=()):
    """Python's full message, folded; above it the sentence and the student's lines where they are not shown otherwise."""
    from IPython.display import display

    try:
        if isinstance(problem, SyntaxError):
            full = shell.SyntaxTB.structured_traceback(kind, problem, [])
        else:
            full = shell.InteractiveTB.structured_traceback(kind, problem, trace, tb_offset=1)
        text = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(full)).strip("\n")
    except Exception:
        import traceback

        text = "".join(traceback.format_exception(kind, problem, trace)).strip("\n")
    above = "".join(f"{escape(line)}\n" for line in code).rstrip("\n")
    said = f'<p><b>{escape(sentence)}</b></p><pre style="white-space:pre-wrap">{above}</pre>' if sentence else ""
    html = (
        f'{said}<details class="first-aid"><summary>Python\'s full message ({text.count(chr(10)) + 1} lines)</summary>'
        f'<pre style="white-space:pre-wrap">{escape(text)}</pre></details>'
    )
    plain = "\n".join([sentence, *code, text]) if sentence else text
    display({"text/html": html, "text/plain": plain}, raw=True)


def _look_alikes(info):
    """Before a cell runs: a label that only looks right raises no error, it just finds no row. Tell it."""
    code = info.raw_cell or ""
    if not code.isascii():
        from .letters import labels_told

        try:
            for line in labels_told(code):
                print("\n".join(wrap(line, WIDTH)))
        except (SyntaxError, ValueError, RecursionError):  # the error has words of its own
            return


def _pip(shell):
    """%pip in an environment without pip: say what to do instead."""
    from importlib.util import find_spec

    if find_spec("pip") is None:
        shell.register_magic_function(_no_pip, "line", "pip")


def _no_pip(line):
    from .files import no_package

    words = [word for word in line.split()[1:] if not word.startswith("-")]
    print(f"This Python has no pip. {no_package(' '.join(words) or 'NAME')}")


def _warn_once(shell):
    """Tell an old pandas after the first cell: before it, nobody would see the line."""

    def warn(_):
        shell.events.unregister("post_run_cell", warn)
        try:
            old = outdated(metadata.version("pandas"))
        except metadata.PackageNotFoundError:  # not installed, only lying there: claimlab doctor has words for that
            return
        if old:
            print(old)

    shell.events.register("post_run_cell", warn)


def outdated(have: str) -> str:
    """One sentence when this pandas is of an older kind than the one the course was made with, else ""."""
    made = next(
        (line.split("==")[1] for line in metadata.requires("claimlab") or () if line.startswith("pandas==")), have
    )
    # The browser brings a pandas of its own, and the site was built for it.
    if where() == "browser" or int(have.split(".")[0]) >= int(made.split(".")[0]):
        return ""
    return f"This course was made with pandas {made}, and this notebook runs with pandas {have}: some cells will fail. Run: claimlab doctor"
