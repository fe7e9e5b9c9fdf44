"""What a run really used: the files it opened and the modules it imported, each with a hash of its text.

A list kept by hand forgets; Python itself does not. The engine may lie outside the course, so its modules are named
by their place in the package: "claimlab/view/html.py".
"""

import hashlib
import re
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from ..course import root

ENGINE = Path(__file__).resolve().parents[2]
#: Runs in the process that is watched, before anything else. `sys.addaudithook` sees every file that Python opens.
WATCH = """
import sys as _sys
_sys._opened = []
_sys.addaudithook(lambda event, args: event == "open" and isinstance(args[0], str) and _sys._opened.append(args[0]))
"""
#: The paths that were opened and the modules that were imported, one a line.
REPORT = (
    "print('\\n'.join({str(one) for one in [*__import__('sys')._opened, *(getattr(module, '__file__', None) or '' "
    "for module in list(__import__('sys').modules.values()))]}))"
)
IN_TEXT = re.compile(r"\.\./(data/[\w./-]+\.\w+)")  # what a compiled reader opens, Python does not see
APART = {"my_work", ".venv", ".git", ".ipynb_checkpoints", "__pycache__", "notebooks", "exercises", "solutions"}


def used(opened: Iterable[str], folder: Path, code: str = "") -> dict[str, str]:
    """{place: hash} of the files below the course or of the engine among `opened`; relative paths begin at `folder`.

    code: the text of the cells; tables that it names count too, whoever reads them.
    """
    paths = {(folder / name).resolve() for name in opened if name and "\0" not in name}
    paths |= {(root() / name).resolve() for name in IN_TEXT.findall(code)}
    places = {place for path in paths if path.is_file() and (place := _place(path))}
    return {place: digest(place) for place in sorted(places)}


def _place(path: Path) -> str:
    home = root().resolve()
    if path.is_relative_to(ENGINE / "claimlab"):
        place = path.relative_to(ENGINE)
    elif path.is_relative_to(home):
        place = path.relative_to(home)
    else:
        return ""
    return "" if APART & set(place.parts) or place.suffix == ".pyc" else place.as_posix()


def digest(place: str) -> str:
    """A short hash of a file's text, whatever its line ends; "" when it is not there."""
    path = (ENGINE if place.startswith("claimlab/") else root()) / place
    try:
        return _digest(path, path.stat().st_mtime_ns)
    except OSError:
        return ""


@lru_cache(maxsize=4096)
def _digest(path: Path, changed: int) -> str:
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()[:12]


def changed(record: dict[str, str]) -> list[str]:
    """The places of a record whose files are not what they were."""
    return [place for place, was in record.items() if digest(place) != was]


def watch_here() -> list[str]:
    """Begin to watch this process; returns the list that fills up."""
    if not hasattr(sys, "_opened"):
        exec(WATCH, {})
    return getattr(sys, "_opened", [])


def seen_here() -> list[str]:
    """The paths opened and modules imported in this process so far."""
    modules = [getattr(module, "__file__", None) or "" for module in list(sys.modules.values())]
    return [*getattr(sys, "_opened", []), *modules]
