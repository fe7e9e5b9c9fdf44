"""What a student has done so far, kept in my_work/progress.json."""

import time
from enum import StrEnum

from .store import PROGRESS


class State(StrEnum):
    """What a check can say of a task. The value is the word a reader sees, and the one that is kept."""

    DONE = "done"
    OPEN = "not answered yet"
    WRONG = "not yet"


def record() -> dict[str, dict]:
    """Everything remembered: {task id: {"state", "kind", "streak", "tries", "at"}}."""
    return PROGRESS.all()


def note(task_id: str, state: State, kind: str) -> int:
    """Remember the outcome of one check. Returns how often in a row this same kind of mistake was made (1, 2, …).

    A task that was once done stays done.
    """
    old = PROGRESS.get(task_id)
    streak = _number(old, "streak") + 1 if old.get("kind") == kind else 1
    entry = {
        "state": State.DONE if State.DONE in (state, old.get("state")) else state,
        "kind": kind,
        "streak": streak,
        "tries": _number(old, "tries") + (state != State.OPEN),
        "at": time.strftime("%Y-%m-%d %H:%M:%S"),
    }
    PROGRESS.put(task_id, entry)
    return streak


def _number(entry, key):
    return entry[key] if isinstance(entry.get(key), int) else 0
