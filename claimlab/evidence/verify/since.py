"""What happened later (since.csv): every row well formed, and both directions looked for where it matters."""

import re

from ..since import DIRECTIONS, one_sided
from .files import Table
from .problems import Report

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def check_since(table: Table, claims: list[dict], sources: set[str] | None, report: Report) -> None:
    """A Table of since.csv; claims: the rows of claims.csv as dicts; sources: the known source ids, or None."""
    known = {claim.get("claim_id") for claim in claims}
    last = ""
    for row, cells in table.rows:
        entry = dict(zip(table.header, cells))
        name, direction = entry.get("claim_id", ""), entry.get("direction", "")

        def wrong(what, mend, row=row):
            report.add("since.csv", row, "since", what, mend)

        if name not in known:
            wrong(f"there is no claim {name!r}", "use an id of claims.csv")
        if name < last:
            wrong(f"{name} stands after {last}", "sort the rows by claim")
        last = name
        if direction not in DIRECTIONS:
            wrong(f"{name} has the direction {direction!r}", "use one of: " + ", ".join(DIRECTIONS))
        cited = entry.get("source_ids", "").split()
        if direction == "none found" and (entry.get("date") or cited):
            wrong(f"{name} found nothing, but has a date or a source", "leave both blank, or choose a direction")
        if direction in DIRECTIONS and direction != "none found":
            if not _DATE.fullmatch(entry.get("date", "")):
                wrong(f"{name} has the date {entry.get('date')!r}", "write 2025, 2025-11 or 2025-11-12")
            if not cited:
                wrong(f"{name} has a fact without a source", "name one of sources.csv")
        for each in cited:
            if sources is not None and each not in sources:
                wrong(
                    f"{name} names the source {each!r}, which is not in data/sources.csv", "correct it, or add it there"
                )
    rows = [dict(zip(table.header, cells)) for _, cells in table.rows]
    for claim in claims:
        fault = claim.get("core") == "core" and one_sided(
            [each for each in rows if each.get("claim_id") == claim["claim_id"]]
        )
        if fault:
            report.add(
                "since.csv",
                None,
                "since",
                f"{claim['claim_id']} is a core claim and {fault}",
                "look for the other direction and add what you find, or a row with the direction none found",
            )
