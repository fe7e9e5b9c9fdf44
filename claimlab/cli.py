"""The command line: `claimlab COMMAND`. Each command lives in a module of its own and is imported only when called."""

import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any, TextIO

from .told import Told

COMMANDS = {
    "doctor": ("student.doctor", "check this computer: versions, folders, kernel"),
    "start": ("student.start", "copy the exercises into my_work/, never over your own work"),
    "update": ("student.update", "fetch a newer course; your own work stays"),
    "collect": ("handin.collect", "gather a class's hand-ins from a folder, a zip or a platform's download"),
    "mark": ("handin.mark", "mark a class: marks, a summary of its mistakes, a page of feedback for each student"),
    "data": ("evidence.passport", "verify every table against the data passport"),
    "new": ("workshop.new", "lay a small course of your own that builds and passes its tests"),
    "build": ("workshop.build", "make notebooks/, solutions/ and exercises/ from course/"),
    "strength": ("workshop.strength", "change the solutions on purpose and see whether the checks notice"),
    "release": ("workshop.release", "make the students' course: without solutions, all lessons or some"),
    "book": ("workshop.teacher", "make the teacher's book: a page a lesson, with what the room gets wrong"),
    "slides": ("workshop.slides", "make a lecture of a lesson: one HTML file, no network needed"),
    "site": ("workshop.site", "make the course a folder of static pages: to read, and to run in the browser"),
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
        print("claimlab COMMAND\n" + "\n".join(f"  {name:<9} {what}" for name, (_, what) in COMMANDS.items()))
        return 0
    if argv[0] not in COMMANDS:
        print(f"There is no command {argv[0]!r}. The commands are: {', '.join(COMMANDS)}.", file=sys.stderr)
        return 2
    try:
        return import_module(f"claimlab.{COMMANDS[argv[0]][0]}").main(argv[1:])
    except Told as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
