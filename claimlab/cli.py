"""The command line: `claimlab COMMAND`. Each command lives in a module of its own and is imported only when called."""

import argparse
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

from .course import NotMeant, Told


def _given(*names: str, **how: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    """One argument of a command, as argparse takes it. What is left out takes the value that the command itself has."""
    return names, how if how.get("nargs") or not names[0].startswith("-") else {"default": argparse.SUPPRESS, **how}


def _yes(name: str, what: str, **how: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    return _given(name, action="store_true", help=what, **how)


_NAMES = _given("names", nargs="*", metavar="NAME", help="02_name, 02 or name; all when left out")

#: name -> (module, what it does, its arguments). A command is the function main() of its module.
COMMANDS: dict[str, tuple] = {
    "doctor": ("student.doctor", "check this computer: versions, folders, kernel"),
    "start": ("student.start", "copy the exercises into my_work/, never over your own work", _NAMES),
    "update": ("student.update", "fetch a newer course; your own work stays"),
    "collect": (
        "handin.collect",
        "gather a class's hand-ins from a folder, a zip or a platform's download",
        _given("source", type=Path, help="a folder or a zip, with folders and zips inside; nothing in it is changed"),
        _given("--to", type=Path, help="a new folder (collected)"),
    ),
    "mark": (
        "handin.mark",
        "mark a class: marks, a summary of its mistakes, a page of feedback for each student",
        _given("folder", type=Path, help="what `claimlab collect` made, or any folder with papers at any depth"),
        _given("--to", type=Path, help="where the marks go (FOLDER_marks)"),
        _given("--jobs", type=int, help="papers at a time (one a processor)"),
        _given("--cell-limit", type=float, help="seconds a cell may take (20)"),
        _given("--paper-limit", type=float, help="seconds a paper may take (60)"),
        _given("--roster", type=Path, help="a grading sheet that Moodle or Canvas exported: a filled copy is made"),
        _given("--column", help="the column of the roster to fill, where it is not plain: NAME, or NAME=SET"),
    ),
    "data": (
        "evidence.passport",
        "verify every table against the data passport",
        _yes(
            "--seal", "first write rows, bytes and SHA-256 into the passport, and remake data/README.md", dest="reseal"
        ),
        _yes("--claims", "print the claims matrix and stop"),
    ),
    "new": (
        "workshop.new",
        "lay a small course of your own that builds and passes its tests",
        _given("folder", type=Path, metavar="FOLDER", help="a new or empty folder"),
    ),
    "build": (
        "workshop.build",
        "make notebooks/, solutions/ and exercises/ from course/",
        _NAMES,
        _yes("--check", "write nothing; say which notebook drifted and why"),
        _yes("--force", "run again even what did not change"),
    ),
    "strength": (
        "workshop.strength",
        "change the solutions on purpose and see whether the checks notice",
        _NAMES,
        _yes("--changed", "only sets that changed since their last record"),
    ),
    "release": (
        "workshop.release",
        "make the students' course: without solutions, all lessons or some",
        _given("folder", type=Path, help="a new folder"),
        _given("lessons", nargs="*", help="02_name, 02 or name; all when left out"),
    ),
    "book": (
        "workshop.teacher",
        "make the teacher's book: a page a lesson, with what the room gets wrong",
        _given("folder", type=Path, nargs="?", default=Path("teachers_book"), help="where it goes (teachers_book)"),
    ),
    "slides": ("workshop.slides", "make a lecture of a lesson: one HTML file, no network needed", _NAMES),
    "site": (
        "workshop.site",
        "make the course a folder of static pages: to read, and to run in the browser",
        _given("folder", type=Path, help="where the site goes: a new or an empty folder"),
        _given("--repository", metavar="OWNER/NAME", help="where the course lies on GitHub"),
        _given("--door", choices=("read", "lab"), help="build only one of the two doors"),
        _given(
            "--pyodide",
            metavar="FOLDER",
            help="copy Pyodide from this folder (a whole release, unpacked) into the site; left out, readers' browsers "
            "load it from the address that JupyterLite names",
        ),
        _given("--jupyterlite", metavar="PYTHON", help="the Python that has JupyterLite; this one"),
    ),
}


class Terminal:
    """A stream that shows what the terminal can show, and goes on when nobody reads any more (claimlab … | head)."""

    def __init__(self, stream: TextIO):
        self.stream, self.heard = stream, True
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[attr-defined]

    def _try(self, act: Any) -> None:
        if not self.heard:
            return
        try:
            act()
        except OSError:  # the reader has gone: Python itself must find no broken pipe either when it ends
            self.heard = False
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), self.stream.fileno())

    def write(self, text: str) -> int:
        self._try(lambda: self.stream.write(text))
        return len(text)

    def flush(self) -> None:
        self._try(self.stream.flush)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit code (0 fine, 1 problems found, 2 not understood)."""
    if argv is None:  # called from a terminal
        sys.stdout, sys.stderr = Terminal(sys.stdout), Terminal(sys.stderr)  # type: ignore[assignment]
        code = main(sys.argv[1:])
        sys.stdout.flush()
        return code
    if not argv or argv[0] in ("-h", "--help", "help"):
        print("claimlab COMMAND\n" + "\n".join(f"  {name:<9} {what}" for name, (_, what, *_) in COMMANDS.items()))
        return 0
    if argv[0] not in COMMANDS:
        print(f"There is no command {argv[0]!r}. The commands are: {', '.join(COMMANDS)}.", file=sys.stderr)
        return 2
    module, what, *arguments = COMMANDS[argv[0]]
    parser = argparse.ArgumentParser(prog=f"claimlab {argv[0]}", description=f"{what[0].upper()}{what[1:]}.")
    for names, how in arguments:
        parser.add_argument(*names, **how)
    asked = vars(parser.parse_args(argv[1:]))
    try:
        return import_module(f"claimlab.{module}").main(**asked)
    except (Told, OSError) as problem:
        print(problem, file=sys.stderr)
        return 2 if isinstance(problem, NotMeant) else 1


if __name__ == "__main__":
    sys.exit(main())
