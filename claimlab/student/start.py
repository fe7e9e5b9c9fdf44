"""`claimlab start`: copy the exercise sets into my_work/. A file that is already there is never touched."""

import hashlib

from .. import course
from ..names import meant
from .store import read, save


def _mark(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def copy_sets(names=(), exercises=None, mine=None):
    """Copy exercise sets to my_work/. Returns one sentence per set, in the order of the sets.

    names: "02_trade", "02" or "trade"; all sets when empty. Raises LookupError for an unknown name and
    OSError when my_work/ cannot be written.
    """
    exercises, mine = exercises or course.root() / "exercises", mine or course.my_work()
    every = {path.stem: path for path in sorted(exercises.glob("[0-9][0-9]_*.ipynb"))}
    if not every:
        return ["There are no exercise sets yet."]
    chosen = meant(names, every, "exercise set")
    mine.mkdir(exist_ok=True)
    origins_file = mine / ".origins.json"
    origins, said = read(origins_file)[0], []
    for path in map(every.get, chosen):
        copy, mark = mine / path.name, _mark(path)
        try:
            _copy(path, copy)
        except FileExistsError:
            if mark in (origins.get(path.name), _mark(copy)):
                said.append(f"my_work/{path.name} is already there; nothing was changed.")
            elif path.name in origins:
                said.append(
                    f"my_work/{path.name} is already there and was kept. The original in exercises/ has changed since "
                    f"you copied it: to see the new one, rename your copy and run claimlab start again."
                )
            else:
                said.append(f"my_work/{path.name} is already there and was kept.")
        else:
            origins[path.name] = mark
            said.append(f"my_work/{path.name} is ready.")
    save(origins, origins_file)
    return said


def _copy(path, copy):
    """Make a new file or raise FileExistsError; a copy that stops half-way leaves nothing behind."""
    with open(copy, "xb") as file:
        try:
            file.write(path.read_bytes())
        except OSError:
            copy.unlink(missing_ok=True)
            raise


def main(argv):
    """The command `claimlab start [NAME…]`."""
    import sys

    if {"-h", "--help"} & set(argv):
        print(
            "claimlab start [NAME…]: copy exercise sets into my_work/, all of them or those named (02_trade, 02 or trade)."
        )
        return 0
    try:
        print("\n".join(copy_sets(argv)))
    except LookupError as problem:
        print(problem, file=sys.stderr)
        return 2
    except OSError as problem:
        print(
            f"my_work/ cannot be written ({problem.strerror}). Is the course folder read-only? Then move it to a place of your own.",
            file=sys.stderr,
        )
        return 1
    return 0


def download_links():
    """Paths of the student's own small files that exist, relative to a notebook one level down."""
    return [f"../my_work/{name}" for name in ("guesses.json", "progress.json") if (course.my_work() / name).exists()]
