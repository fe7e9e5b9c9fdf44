"""What a student's work leaves behind: small JSON files in my_work/, which git ignores.

One Store is one file of entries. What was kept in this session wins over the file, so that a folder that cannot be
written costs only the memory, never the lesson.
"""

import json
import os
from pathlib import Path

from ..course import my_work


def fresh() -> bool:
    """True while notebooks are built or tested: then nobody's guesses or progress are read or written."""
    return bool(os.environ.get("CLAIMLAB_FRESH"))


def load(path: Path) -> dict:
    """Read a small JSON file of the student; a missing or damaged file counts as empty."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def entries(path: Path) -> dict[str, dict]:
    """What is stored, entry by entry; one that an editor has damaged is left out, not fatal."""
    return {key: entry for key, entry in load(path).items() if isinstance(entry, dict)}


def save(record: dict, path: Path) -> str:
    """Write a student's JSON file. Returns '' or one sentence that says why it could not be written."""
    try:
        path.parent.mkdir(exist_ok=True)
        spare = path.with_suffix(".tmp")
        spare.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
        spare.replace(path)
    except OSError as problem:
        return (
            f"It could not be written to {path.parent.name}/{path.name} ({problem.strerror}). "
            "It stays here until you close the notebook."
        )
    return ""


class Store:
    """Entries by key, kept in my_work/<name>."""

    def __init__(self, name: str):
        self.name, self.here = name, {}

    @property
    def path(self) -> Path:
        return my_work() / self.name

    def all(self) -> dict[str, dict]:
        """Every entry; those of this session win."""
        return {**({} if fresh() else entries(self.path)), **self.here}

    def get(self, key: str) -> dict:
        """The entry of a key, or {}."""
        return self.all().get(key, {})

    def put(self, key: str, entry: dict) -> str:
        """Keep an entry. Returns '' or one sentence that says why it could not be written."""
        self.here[key] = entry
        return "" if fresh() else save(self.all(), self.path)


GUESSES = Store("guesses.json")
PROGRESS = Store("progress.json")
VERDICTS = Store("verdicts.json")


def recall(claim_id: str) -> str:
    """The stored guess for a claim as text, or ''."""
    return str(GUESSES.get(claim_id).get("text", "")) if not fresh() else ""
