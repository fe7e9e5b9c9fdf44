"""What a student's work leaves behind: small JSON files in my_work/, which git ignores.

One Store is one file of entries. A notebook may be open twice, a file may be cut short or come from an editor that adds
marks of its own: what is done stays done, and nothing that can still be read is lost.
"""

import errno
import json
import os
import re
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from ..course import my_work

DONE = "done"


def fresh() -> bool:
    """True while notebooks are built or tested: then nobody's guesses or progress are read or written."""
    return bool(os.environ.get("CLAIMLAB_FRESH"))


def read(path: Path) -> tuple[dict, bool]:
    """What a small JSON file of the student holds, and whether the file is whole.

    A file that is cut short gives the entries that can still be read. A missing file is whole and empty.
    """
    try:
        raw = path.read_bytes()
    except OSError:
        return {}, True
    try:
        found = json.loads(raw.removeprefix(b"\xef\xbb\xbf"))  # json.loads itself tells UTF-8, -16 and -32 apart
        return (found, True) if isinstance(found, dict) else ({}, False)
    except (ValueError, RecursionError):
        kept = {}
        for key, entry in re.findall(r'"([^"\\]+)"\s*:\s*(\{[^{}]*\})', raw.decode("utf-8", "replace")):
            with suppress(ValueError):
                kept[key] = json.loads(entry)
        return kept, not raw.strip(b"\x00 \r\n\t")


FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


def mend(problem: OSError) -> str:
    """What to do when my_work/ cannot be written, in one sentence."""
    if problem.errno in FULL:
        return "The disk is full: make room, then try again."
    return "Is the course folder read-only? Then move it to a place of your own."


def save(record: dict, path: Path) -> str:
    """Write a student's JSON file. Returns '' or one sentence that says why it could not be written."""
    spare = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(exist_ok=True)
        spare.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
        spare.replace(path)
    except OSError as problem:
        with suppress(OSError):
            spare.unlink(missing_ok=True)
        return (
            f"It could not be written to {path.parent.name}/{path.name} ({problem.strerror}). "
            "It stays here until you close the notebook."
        )
    return ""


@contextmanager
def _alone(path):
    """Keep other notebooks from writing the same file for a moment. Goes on without that when it lasts too long."""
    lock, mine = path.with_suffix(".lock"), False
    for _ in range(100):
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
            mine = True
            break
        except FileExistsError:
            with suppress(OSError):
                if time.time() - lock.stat().st_mtime > 5:  # left behind by a notebook that was ended
                    lock.unlink()
            time.sleep(0.01)
        except OSError:
            break
    try:
        yield
    finally:
        if mine:
            with suppress(OSError):
                lock.unlink()


class Store:
    """Entries by key, kept in my_work/<name>. kinds: the kind of value that a key of an entry must have, if it is there."""

    def __init__(self, name: str, **kinds: type):
        self.name, self.kinds = name, kinds
        self.here: dict[str, dict] = {}  # what could not be written yet

    @property
    def path(self) -> Path:
        return my_work() / self.name

    def _fits(self, entry):
        return isinstance(entry, dict) and all(
            isinstance(entry.get(key, kind()), kind) for key, kind in self.kinds.items()
        )

    def all(self) -> dict[str, dict]:
        """Every entry; those that could not be written yet win."""
        found = {} if fresh() else read(self.path)[0]
        return {**{key: entry for key, entry in found.items() if self._fits(entry)}, **self.here}

    def get(self, key: str) -> dict:
        """The entry of a key, or {}."""
        return self.all().get(key, {})

    def put(self, key: str, entry: dict) -> str:
        """Keep an entry. Returns '' or one sentence: why it could not be written, or what became of a damaged file."""
        self.here[key] = entry
        if fresh():
            return ""
        with _alone(self.path):
            found, whole = read(self.path)
            told = "" if whole else self._aside()
            for name, mine in self.here.items():
                theirs = found.get(name) or {}
                done = self._fits(theirs) and theirs.get("state") == DONE
                found[name] = {**mine, "state": DONE} if done else mine
            trouble = save(found, self.path)
        if not trouble:
            self.here.clear()
        return trouble or told

    def _aside(self):
        """Keep a damaged file under another name, never over one that is there."""
        stem, number = self.path.stem, 1
        while (kept := self.path.with_name(f"{stem}.damaged-{number}.json")).exists():
            number += 1
        try:
            self.path.replace(kept)
        except OSError:
            return ""
        return (
            f"my_work/{self.name} was damaged. It was kept as {kept.name}; what could be read of it is in the new one."
        )


GUESSES = Store("guesses.json", text=str)
PROGRESS = Store("progress.json", state=str, at=str)
VERDICTS = Store("verdicts.json", verdict=str)


def recall(claim_id: str) -> str:
    """The stored guess for a claim as text, or ''."""
    return GUESSES.get(claim_id).get("text", "") if not fresh() else ""
