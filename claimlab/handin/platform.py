"""Marks as a learning platform takes them: Moodle's grading worksheet and Canvas's gradebook."""

import csv
import re
from pathlib import Path
from typing import Any

from ..course import Told
from .spreadsheet import table
from .words import plain


class BadRoster(Told):
    """The grading sheet cannot be filled. The message says why."""


def comment(sheet: Any) -> str:
    """Feedback in one line a task, for a text field."""
    return "\n".join(
        f"{line.id} {line.state}" + (f": {plain(line.hint)}" if line.hint else "") for line in sheet.result.lines
    )


def write(sheets: list, target: Path) -> None:
    """moodle_SET.csv and canvas.csv, with the columns that these platforms name."""
    by_set: dict[str, list] = {}
    for sheet in sheets:
        by_set.setdefault(sheet.result.set_name, []).append(sheet)
    for name, mine in sorted(by_set.items()):
        table(
            target / f"moodle_{name}.csv",
            ("Identifier", "Full name", "Grade", "Maximum grade", "Feedback comments"),
            (
                (
                    f"Participant {one.id}" if one.id else "",
                    one.student,
                    one.points,
                    len(one.result.lines),
                    comment(one),
                )
                for one in mine
            ),
        )
    people: dict[tuple, dict] = {(one.student, one.id): {} for one in sheets}
    for one in sheets:
        people[one.student, one.id][one.result.set_name] = one.points
    names = sorted(by_set)
    table(
        target / "canvas.csv",
        ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", *names),
        (
            ("Points Possible", "", "", "", "", *(len(by_set[name][0].result.lines) for name in names)),
            *(
                (student, number, "", "", "", *(points.get(name, "") for name in names))
                for (student, number), points in people.items()
            ),
        ),
    )


def fill(roster: Path, column: str, sheets: list, target: Path) -> list[str]:
    """A filled copy of an exported grading sheet: only cells of the grade and comment columns change. Returns notes."""
    try:
        with open(roster, encoding="utf-8-sig", newline="") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as problem:
        raise BadRoster(
            f"{plain(roster.name)} cannot be read as a CSV file ({type(problem).__name__}). Export it once more, as CSV."
        ) from None
    dialect = csv.Sniffer().sniff(text.splitlines()[0], ",;\t") if text.strip() else csv.excel
    rows = list(csv.reader(text.splitlines(keepends=True), delimiter=dialect.delimiter))
    if not rows:
        raise BadRoster(f"{plain(roster.name)} is empty. Export it once more.")
    head = [name.strip() for name in rows[0]]
    grades, remarks = _columns(head, column, sheets, roster)
    number = next((head.index(one) for one in ("Identifier", "ID", "ID number") if one in head), None)
    person = next((head.index(one) for one in ("Full name", "Student") if one in head), None)
    if person is None and number is None:
        raise BadRoster(
            f"{plain(roster.name)} has neither a name nor an identifier. It needs a column Full name, Student, Identifier or ID."
        )
    top = next((head.index(one) for one in ("Maximum grade", "Maximum Grade") if one in head), None)
    possible = {
        place: _number(row[place])
        for row in rows[1:4]
        for place in grades
        if len(row) > place and person is not None and "Points Possible" in row[person]
    }
    notes, met = [], set()
    for row in rows[1:]:
        mine = [sheet for sheet in sheets if sheet.result.lines and _same(sheet, row, number, person)]
        for place, name in grades.items():
            sheet = next((one for one in mine if one.result.set_name == name), None)
            if sheet is None:
                continue
            met.add(id(sheet))
            most = (_number(row[top]) if top is not None else possible.get(place)) or len(sheet.result.lines)
            row[place] = f"{sheet.points / len(sheet.result.lines) * most:g}"
            if remarks is not None:
                row[remarks] = comment(sheet)
    wanted = set(grades.values())
    notes = [
        f"{one.student} ({one.result.set_name}) is not in {roster.name}."
        for one in sheets
        if one.result.set_name in wanted and id(one) not in met
    ]
    with open(target / f"filled_{roster.name}", "w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out, delimiter=dialect.delimiter).writerows(rows)
    return notes


def _columns(head, column, sheets, roster):
    """({place of a grade column: set}, place of the comments or None)."""
    names = sorted({sheet.result.set_name for sheet in sheets if sheet.result.set_name})
    remarks = next((place for place, name in enumerate(head) if name == "Feedback comments"), None)
    wanted = ""
    if column not in head and "=" in column:
        column, _, wanted = column.rpartition("=")
    if wanted and wanted not in names:
        raise BadRoster(f"No set {plain(wanted)} was marked. Marked were: {', '.join(names)}.")
    if column:
        if column not in head:
            raise BadRoster(f"{plain(roster.name)} has no column {plain(column)}. It has: {plain(', '.join(head))}.")
        chosen = wanted or next(
            (name for name in names if name[:2] in column or name[3:] in column.lower()),
            names[0] if len(names) == 1 else "",
        )
        found = {head.index(column): chosen} if chosen else {}
    elif "Grade" in head and len(names) == 1:
        found = {head.index("Grade"): names[0]}
    else:
        found = {}
        for name in names:
            place = next(
                (
                    place
                    for place, title in enumerate(head)
                    if name in title or (re.search(rf"\b{name[:2]}\b", title) and name[3:] in title.lower())
                ),
                None,
            )
            if place is not None:
                found[place] = name
    if not found:
        named = column or ("Grade" if "Grade" in head else "NAME")
        raise BadRoster(
            f"No column of {plain(roster.name)} names a set that was marked ({', '.join(names)}). "
            f"Say which set goes into which column: --column {plain(named)}={names[0] if names else 'SET'}"
        )
    return found, remarks


def _same(sheet, row, number, person):
    if number is not None and len(row) > number and sheet.id and re.findall(r"\d+", row[number])[-1:] == [sheet.id]:
        return True
    if person is None or len(row) <= person:
        return False
    words = sorted(re.findall(r"\w+", row[person].casefold()))
    return (
        words == sorted(re.findall(r"\w+", sheet.student.casefold()))
        or "".join(re.findall(r"\w+", row[person].casefold())) == sheet.student.casefold()
    )


def _number(text):
    try:
        return float(str(text).replace(",", "."))
    except ValueError:
        return 0.0
