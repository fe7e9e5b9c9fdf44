"""`claimlab start`: copy the exercise sets into my_work/. A file that is already there is never touched."""

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

from .. import course
from ..course import meant
from .store import fresh, mend, read, save


def _mark(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def copy_sets(names: Iterable[str] = (), exercises: Path | None = None, mine: Path | None = None) -> list[str]:
    """Copy exercise sets to my_work/. Returns one sentence per set, in the order of the sets.

    names: a set's file name, number or name; all sets when empty. Raises LookupError for an unknown name and
    OSError when my_work/ cannot be written.
    """
    exercises, mine = exercises or course.root() / "exercises", mine or course.my_work()
    every = {
        path.stem.removesuffix(course.TASKS): path
        for path in sorted(exercises.glob(f"[0-9][0-9]_*{course.TASKS}.ipynb"))
    }
    if not every:
        return ["There are no exercise sets yet."]
    chosen = meant(names, every, "exercise set")
    mine.mkdir(exist_ok=True)
    origins, said = read(mine / ".origins.json")[0], []
    for name in chosen:
        path, copy, mark = every[name], mine / f"{name}{course.MINE}.ipynb", _mark(every[name])
        here = f"my_work/{copy.name} is already there"
        older = mine / f"{name}.ipynb"  # copies had the name of their lesson once
        if older.exists() and older.name in origins and not copy.exists():
            said.append(f"my_work/{older.name} is there, a copy with the older name, and was kept. Go on in it.")
            continue
        try:
            _copy(path, copy)
        except FileExistsError:
            if mark in (origins.get(copy.name), _mark(copy)):
                said.append(f"{here}; nothing was changed.")
            elif copy.name in origins:
                said.append(
                    f"{here} and was kept. The original in exercises/ has changed since you copied it: "
                    "to see the new one, rename your copy and copy the sets again."
                )
            else:
                said.append(f"{here} and was kept.")
        else:
            origins[copy.name] = mark
            said.append(f"my_work/{copy.name} is ready.")
    save(origins, mine / ".origins.json")
    return said


def _copy(path: Path, copy: Path) -> None:
    """Make a new file or raise FileExistsError; a copy that stops half-way leaves nothing behind."""
    with open(copy, "xb") as file:
        try:
            file.write(path.read_bytes())
            file.flush()
        except OSError:
            file.close()
            copy.unlink(missing_ok=True)
            raise


def main(names: Iterable[str] = ()) -> int:
    """The command `claimlab start [NAME…]`. Returns 0, or 1 when my_work/ cannot be written."""
    try:
        print("\n".join(copy_sets(names)))
    except OSError as problem:
        print(f"my_work/ cannot be written ({problem.strerror}). {mend(problem)}", file=sys.stderr)
        return 1
    return 0


def own_copy(stem: str) -> str:
    """The link to the student's own copy of a set, from a notebook one level down; "" where there is none.

    While the course is built or tested nobody's folder is looked at: then the link is the one that a copy will have.
    """
    mine, name = course.my_work(), f"{stem}{course.MINE}.ipynb"
    names = (name,) if fresh() else tuple(one for one in (name, f"{stem}.ipynb") if (mine / one).is_file())
    return f"../my_work/{names[0]}" if names else ""


def download_links() -> list[str]:
    """Paths of the student's own small files that exist, relative to a notebook one level down."""
    return [f"../my_work/{name}" for name in ("guesses.json", "progress.json") if (course.my_work() / name).exists()]
