"""What a student has done so far, kept in my_work/progress.json, which git ignores."""

import time

from .answers import DONE, OPEN
from .guesses import entries, fresh, save
from .tables import ROOT

FILE = ROOT / "my_work" / "progress.json"
_HERE = {}


def record():
    """Everything remembered: {task id: {"state", "kind", "streak", "tries", "at"}}."""
    return {**({} if fresh() else entries(FILE)), **_HERE}


def _number(entry, key):
    return entry[key] if isinstance(entry.get(key), int) else 0


def note(task, outcome):
    """Remember the outcome of one check. Returns how often in a row this same kind of mistake was made (1, 2, …).

    A task that was once done stays done. A folder that cannot be written costs only the memory, never the check.
    """
    old = record().get(task.id, {})
    same = old.get("kind") == outcome.kind
    _HERE[task.id] = {
        "state": DONE if DONE in (outcome.state, old.get("state")) else outcome.state,
        "kind": outcome.kind,
        "streak": _number(old, "streak") + 1 if same else 1,
        "tries": _number(old, "tries") + (outcome.state != OPEN),
        "at": time.strftime("%Y-%m-%d %H:%M:%S"),
    }
    if not fresh():
        save(record(), FILE)
    return _HERE[task.id]["streak"]
