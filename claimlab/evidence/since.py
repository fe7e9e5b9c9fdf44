"""Since then: what happened after the article, for and against each claim (data/since.csv)."""

import csv
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from ..course import data

#: What a later fact does to the claim. "none found": somebody looked, for both directions or for the one not listed.
DIRECTIONS = ("for", "against", "both", "none found")


@dataclass(frozen=True)
class Later:
    """One row of since.csv. date is blank where nothing was found; looked_until is the month up to which we looked."""

    claim_id: str
    date: str
    direction: str
    fact: str
    source_ids: str
    looked_until: str


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> tuple[Later, ...]:
    with open(path, encoding="utf-8", newline="") as file:
        return tuple(
            Later(**{each.name: row[each.name] or "" for each in fields(Later)}) for row in csv.DictReader(file)
        )


def since(claim_id: str = "", folder: Path | None = None) -> list[Later]:
    """What happened later to one claim, or to all; [] where the course has no such table."""
    path = (folder or data()) / "since.csv"
    if not path.is_file():
        return []
    return [row for row in _read(path, path.stat().st_mtime_ns) if claim_id in ("", row.claim_id)]


def one_sided(rows: list[dict]) -> str:
    """Why the rows of one claim tell one side only, as the end of a sentence; "" when both were looked for."""
    said = {row["direction"] for row in rows}
    if said & {"both", "none found"} or said >= {"for", "against"}:
        return ""
    return f"has later facts {' and '.join(said)} it only" if said else "has no row in since.csv"
