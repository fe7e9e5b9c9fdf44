"""`claimlab start`: copy the exercise sets into my_work/. A file that is already there is never touched."""

import hashlib
from pathlib import Path

from .guesses import fresh, load, save
from .html import box, escape
from .names import meant
from .tables import ROOT

EXERCISES, MINE = ROOT / "exercises", ROOT / "my_work"


def _mark(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def copy_sets(names=(), exercises=EXERCISES, mine=MINE):
    """Copy exercise sets to my_work/. Returns one sentence per set, in the order of the sets.

    names: "02_trade", "02" or "trade"; all sets when empty. Raises LookupError for an unknown name and
    OSError when my_work/ cannot be written.
    """
    every = {path.stem: path for path in sorted(exercises.glob("[0-9][0-9]_*.ipynb"))}
    if not every:
        return ["There are no exercise sets yet."]
    chosen = meant(names, every, "exercise set")
    mine.mkdir(exist_ok=True)
    origins_file = mine / ".origins.json"
    origins, said = load(origins_file), []
    origins = origins if isinstance(origins, dict) else {}
    for path in map(every.get, chosen):
        copy, mark = mine / path.name, _mark(path)
        try:
            _copy(path, copy)
        except FileExistsError:
            if mark in (origins.get(path.name), _mark(copy)):
                said.append(f"my_work/{path.name} is already there; nothing was changed.")
            elif path.name in origins:
                said.append(f"my_work/{path.name} is already there and was kept. The original in exercises/ has changed since "
                            f"you copied it: to see the new one, rename your copy and run claimlab start again.")
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
        print("claimlab start [NAME…]: copy exercise sets into my_work/, all of them or those named (02_trade, 02 or trade).")
        return 0
    try:
        print("\n".join(copy_sets(argv)))
    except LookupError as problem:
        print(problem, file=sys.stderr)
        return 2
    except OSError as problem:
        print(f"my_work/ cannot be written ({problem.strerror}). Is the course folder read-only? Then move it to a place of your own.",
              file=sys.stderr)
        return 1
    return 0


def copy_button():
    """A button for lesson 00 that does what `claimlab start` does, and says what it did."""
    import ipywidgets as w

    from .explore.stage import widget_box

    button = w.Button(description="Copy the exercises to my_work/", button_style="primary", tooltip="Copy the exercises",
                      layout=w.Layout(width="280px"))
    status = w.HTML('<div role="status">Nothing copied yet in this session.</div>')

    def copy(_):
        try:
            said = copy_sets() if not fresh() else ["Nothing is copied while the course is built or tested."]
        except OSError as problem:
            said = [f"my_work/ cannot be written ({problem.strerror}). Your course folder is read-only: move it to a place of your own."]
        status.value = box("note", "Your copies", "<br>".join(map(escape, said)), role="status")

    button.on_click(copy)
    return widget_box([button, status], "Copy the exercises to my_work/")


def download_links():
    """Paths of the student's own small files that exist, relative to a notebook one level down."""
    return [f"../my_work/{name}" for name in ("guesses.json", "progress.json") if (Path(MINE) / name).exists()]
