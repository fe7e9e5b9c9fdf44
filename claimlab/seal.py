"""Is a table still the one that the course gives? The passport keeps the SHA-256 of every file.

Standard library only: `claimlab doctor` asks here too.
"""

import hashlib
import json
from functools import lru_cache
from pathlib import Path


def digest(raw: bytes) -> str:
    """The seal of a file's content, as the passport writes it."""
    return "sha256:" + hashlib.sha256(raw).hexdigest()


@lru_cache(maxsize=4)
def _read(passport: Path, changed: int) -> dict[str, str]:
    listed = json.loads(passport.read_text(encoding="utf-8"))["resources"]
    return {entry["path"]: entry["hash"] for entry in listed if isinstance(entry.get("hash"), str)}


def seals(folder: Path) -> dict[str, str]:
    """The seals of the tables below a data folder, by path; {} when the passport cannot be read."""
    passport = folder / "datapackage.json"
    try:
        return _read(passport, passport.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def broken(raw: bytes, seal: str | None) -> str:
    """How a file differs from its seal: "" (not at all, or there is no seal), "line ends" or "changed"."""
    if seal is None or digest(raw) == seal:
        return ""
    return "line ends" if digest(raw.replace(b"\r\n", b"\n")) == seal else "changed"
