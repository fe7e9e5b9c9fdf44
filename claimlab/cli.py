"""The command line: `claimlab COMMAND`. Each command lives in a module of its own and is imported only when called."""

import sys
from importlib import import_module

COMMANDS = {
    "doctor": ("student.doctor", "check this computer: versions, folders, kernel"),
    "start": ("student.start", "copy the exercises into my_work/, never over your own work"),
    "data": ("evidence.passport", "verify every table against the data passport"),
    "new": ("workshop.new", "lay a small course of your own that builds and passes its tests"),
    "build": ("workshop.build", "make notebooks/, solutions/ and exercises/ from course/"),
    "strength": ("workshop.strength", "change the solutions on purpose and see whether the checks notice"),
    "slides": ("workshop.slides", "make a lecture of a lesson: one HTML file, no network needed"),
}


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit code (0 fine, 1 problems found, 2 not understood)."""
    argv = list(sys.argv[1:] if argv is None else argv)
    if not argv or argv[0] in ("-h", "--help", "help"):
        print("claimlab COMMAND\n" + "\n".join(f"  {name:<9} {what}" for name, (_, what) in COMMANDS.items()))
        return 0
    if argv[0] not in COMMANDS:
        print(f"There is no command {argv[0]!r}. The commands are: {', '.join(COMMANDS)}.", file=sys.stderr)
        return 2
    return import_module(f"claimlab.{COMMANDS[argv[0]][0]}").main(argv[1:])


if __name__ == "__main__":
    sys.exit(main())
