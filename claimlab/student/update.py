"""`claimlab update`: fetch a newer course. A student's own work is never lost, also where a lesson was run in place.

`git pull` stops when a lesson that was run has changed in the meantime. Here, a notebook that was only run is simply
renewed. Where lines of the student's own stand in it, the whole file is kept in my_work/kept/, and those lines are put
back into the new notebook, cell by cell, where the cell itself is still the same.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from .. import course


class NoUpdate(Exception):
    """The course cannot be updated. The message says why and what to do; nothing was changed."""


def main() -> int:
    """The command. Returns 0 when the course is as new as it can be, else 1."""
    try:
        print("\n".join(update(course.root())))
    except NoUpdate as problem:
        print(f"{problem} Nothing was changed.", file=sys.stderr)
        return 1
    return 0


def update(root: Path) -> list[str]:
    """Bring the clone at `root` to the state of the place it comes from. Returns what was done, a sentence each.

    Raises NoUpdate, before anything is changed or after all was put back.
    """
    if not (root / ".git").exists():
        raise NoUpdate("This folder is no clone of the course. Get a new one beside it, and copy my_work/ over.")
    _git(root, "rev-parse", "@{u}", told="This clone does not know where the course comes from.")
    _git(root, "fetch", "-q", told="The place where the course comes from cannot be reached.")
    ahead, behind = _git(root, "rev-list", "--left-right", "--count", "HEAD...@{u}").split()
    if behind == "0":
        return ["The course is up to date."]
    if ahead != "0":
        raise NoUpdate("This clone has commits of its own. Bring the two together yourself: git pull --rebase.")
    coming = _names(_git(root, "diff", "--name-only", "--no-renames", "-z", "HEAD", "@{u}"))
    mine = _names(_git(root, "diff", "--name-only", "--no-renames", "-z", "HEAD"))
    tracked = _names(_git(root, "ls-files", "-z"))
    touched = [name for name in coming if name in mine or (name not in tracked and (root / name).exists())]
    own = {name: (root / name).read_bytes() for name in touched if (root / name).is_file()}
    base = {
        name: _git(root, "show", f"HEAD:{name}").encode("utf-8", "surrogateescape")
        for name in touched
        if name in tracked
    }
    kept = _keep(root, {name: raw for name, raw in own.items() if not _only_run(raw, base.get(name, b""))})
    try:
        for name in touched:
            if name in base:
                _git(root, "checkout", "-q", "HEAD", "--", name)
            else:
                (root / name).unlink()
        _git(root, "merge", "--ff-only", "-q", "@{u}", told="git could not renew the files.")
    except (NoUpdate, OSError) as problem:
        for name, raw in own.items():
            (root / name).write_bytes(raw)
        raise NoUpdate(str(problem)) from None
    said = [_day(root, len(coming))]
    for name, place in kept.items():
        back = _put_back(root / name, own[name], base.get(name, b""))
        lines = f" Your lines in {back} {'cell' if back == 1 else 'cells'} were put back." if back else ""
        said.append(f"{name} is new.{lines} Your whole version is kept: {place}")
    if ran := [name for name in touched if name in own and name not in kept]:
        said.append(f"You had run {len(ran)} of these notebooks without changing them: run the new ones again.")
    if "pyproject.toml" in coming:
        said.append("Packages may have changed: start JupyterLab with python3 -m uv run jupyter lab")
    return said


def _git(root, *arguments, told="git cannot read this folder."):
    """Run git in the course folder and return what it prints. Raises NoUpdate with git's own last line."""
    try:
        done = subprocess.run(
            ["git", "-c", "core.quotepath=off", *arguments],
            cwd=root,
            capture_output=True,
            timeout=300,
            env={**os.environ, "GIT_TERMINAL_PROMPT": "0"},
        )
    except FileNotFoundError:
        raise NoUpdate("git is not installed.") from None
    except subprocess.TimeoutExpired:
        raise NoUpdate("git did not come to an end within five minutes.") from None
    if done.returncode:
        last = (done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"])[-1]
        raise NoUpdate(f"{told} git says: {last}")
    return done.stdout.decode("utf-8", "surrogateescape")


def _names(listed):
    return {name: None for name in listed.split("\0") if name}


def _day(root, count):
    files = "1 file" if count == 1 else f"{count} files"
    return f"The course is new: {files}, last changed {_git(root, 'log', '-1', '--format=%cs').strip()}."


def _cells(raw):
    """The cells of a notebook by their id; {} for anything else."""
    try:
        return {
            cell.get("id", place): (cell["cell_type"], "".join(cell["source"]))
            for place, cell in enumerate(json.loads(raw)["cells"])
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _only_run(own, base):
    """True when a notebook differs from the course's only by what running it leaves behind."""
    return own == base or (bool(_cells(own)) and list(_cells(own).values()) == list(_cells(base).values()))


def _keep(root, own):
    """Copy files to my_work/kept/<day>/, never over one that is there. Returns {name: place}."""
    kept = {}
    for name, raw in own.items():
        room, number = root / "my_work" / "kept" / time.strftime("%Y-%m-%d"), 1
        while (place := room / name).exists() and place.read_bytes() != raw:
            number += 1
            room = room.with_name(f"{time.strftime('%Y-%m-%d')}-{number}")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(raw)
        except OSError as problem:
            raise NoUpdate(f"Your {name} cannot be kept in my_work/ ({problem.strerror}).") from None
        kept[name] = place.relative_to(root).as_posix()
    return kept


def _put_back(path, own, base):
    """Put a student's own code into the cells of a new notebook that have not changed. Returns how many."""
    was, mine, count = _cells(base), _cells(own), 0
    try:
        book = json.loads(path.read_bytes())
        for cell in book["cells"]:
            key = cell.get("id")
            now = (cell["cell_type"], "".join(cell["source"]))
            if now == was.get(key) and now != mine.get(key, now) and now[0] == "code":
                cell["source"] = mine[key][1].splitlines(keepends=True)
                cell["outputs"], cell["execution_count"] = [], None
                count += 1
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return 0  # no notebook, or one that is gone: the kept version is all there is to say
    if count:
        path.write_text(json.dumps(book, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    return count
