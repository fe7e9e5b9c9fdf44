"""What a student has done so far, kept in my_work/progress.json."""

import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from . import notebook
from .store import DONE, PROGRESS, read


class State(StrEnum):
    """What a check can say of a task. The value is the word a reader sees, and the one that is kept."""

    DONE = DONE
    OPEN = "not answered yet"
    WRONG = "not yet"


_told: list[str] = []


def record() -> dict[str, dict]:
    """Everything remembered: {task id: {"state", "kind", "streak", "tries", "at", "book"}}."""
    return PROGRESS.all()


def note(task_id: str, state: State, kind: str) -> int:
    """Remember the outcome of one check. Returns how often in a row this same kind of mistake was made (1, 2, …).

    A task that was once done stays done. at: the moment, in UTC; book: the file name of the notebook, where it is known.
    """
    old = PROGRESS.get(task_id)
    streak = _number(old, "streak") + 1 if old.get("kind") == kind else 1
    file = notebook.path(vars(sys.modules.get("__main__")))
    entry = {
        "state": State.DONE if State.DONE in (state, old.get("state")) else state,
        "kind": kind,
        "streak": streak,
        "tries": _number(old, "tries") + (state != State.OPEN),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "book": file.name if file else "",
    }
    trouble = PROGRESS.put(task_id, entry)
    if trouble and trouble not in _told:
        _told.append(trouble)
        print(f"Your progress: {trouble[0].lower()}{trouble[1:]}")
    return streak


def last_check(file: Path) -> datetime | None:
    """When a check last ran in this very notebook, on this computer; None when that is not known."""
    found = []
    for entry in read(file.parent / PROGRESS.name)[0].values():
        if isinstance(entry, dict) and entry.get("book") == file.name:
            try:
                moment = datetime.fromisoformat(str(entry.get("at")))
            except ValueError:
                continue
            found += [moment] if moment.tzinfo else []
    return max(found, default=None)


def _number(entry, key):
    return entry[key] if isinstance(entry.get(key), int) else 0
