"""Bytes into tables and maps, and what goes wrong on the way."""

import csv
import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from .problems import Report, back

# UTF-8 that was read as another encoding and saved again: "TÃ¼rkiye", "ÐšÐ°Ð·", "â€™".
_TWICE = re.compile("[ÃÂÐÑ][\u0080-\u00bf\u0152-\u0178\u2018-\u2026\u20ac\u2122]|â€")


@dataclass
class Table:
    """A CSV file as read: `rows` holds (row number, cells), header first and left out."""

    header: list
    rows: list

    def column(self, name: str) -> list[str]:
        place = self.header.index(name)
        return [cells[place] for _, cells in self.rows]


def _decode(path, raw, report):
    """The text of a file; bytes that are not UTF-8 become U+FFFD and are found again row by row. None for UTF-16."""
    if b"\0" in raw[:200]:
        report.add(
            path,
            None,
            "encoding",
            "the file is saved as UTF-16, not as UTF-8",
            "save it as UTF-8 without BOM, or " + back(path),
        )
        return None
    if raw.startswith(b"\xef\xbb\xbf"):
        report.add(
            path,
            1,
            "encoding",
            "the file starts with a hidden mark (BOM) that some spreadsheets add",
            "save it as UTF-8 without BOM",
        )
        raw = raw[3:]
    if b"\r" in raw:
        row = raw[: raw.index(b"\r")].count(b"\n") + 1
        report.add(path, row, "line ends", "the lines end as on Windows (CRLF)", "save the file with line ends LF")
        raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return raw.decode("utf-8", errors="replace")


def read_table(path: str, raw: bytes, report: Report) -> Any:
    """Bytes of a CSV file as a Table, or None (and reported) when it cannot be split into cells."""
    text = _decode(path, raw, report)
    if text is None:
        return None
    if not text.strip():
        report.add(path, None, "empty", "the file is empty", back(path))
        return None
    try:
        records = list(csv.reader(text.splitlines(keepends=True), strict=True))
    except csv.Error as problem:
        report.add(
            path,
            None,
            "quotes",
            f"the file cannot be split into cells ({problem})",
            "look for a quotation mark that is not closed, or " + back(path),
        )
        return None
    header, rows = records[0], []
    if len(header) == 1 and ";" in header[0]:
        report.add(path, 1, "separator", "the columns are separated by semicolons", "save the file with commas")
        return None
    for name, count in Counter(header).items():
        if count > 1:
            report.add(path, 1, "columns", f"{count} columns are called {name!r}", "keep one")
    broken = "\ufffd" in text
    twice = bool(_TWICE.search(text))
    for number, cells in enumerate(records[1:], start=2):
        if broken:
            for place, cell in enumerate(cells):
                if "\ufffd" in cell:
                    name = header[place] if place < len(header) else f"cell {place + 1}"
                    report.add(
                        path,
                        number,
                        "encoding",
                        f"{name} holds bytes that are not UTF-8 ({cell!r})",
                        "save the whole file as UTF-8, or " + back(path),
                    )
        if twice:
            for cell in cells:
                if _TWICE.search(cell):
                    report.add(
                        path,
                        number,
                        "encoding",
                        f"{cell!r} was saved in two encodings, one after the other",
                        "write the word again in UTF-8, or " + back(path),
                    )
        if not cells:
            report.add(path, number, "empty row", "the row is empty", "delete it")
        elif len(cells) != len(header):
            report.add(
                path,
                number,
                "number of cells",
                f"the row has {len(cells)} cells, but there are {len(header)} columns",
                "write numbers without a comma inside, and put text with a comma between quotation marks",
            )
        else:
            rows.append((number, cells))
    return Table(header, rows)


def read_map(path: str, raw: bytes, report: Report) -> dict | None:
    """Bytes of a GeoJSON file as a dict, or None (and reported) when it is none."""
    text = _decode(path, raw, report)
    if text is None:
        return None
    if "\ufffd" in text:
        report.add(
            path,
            text[: text.index("\ufffd")].count("\n") + 1,
            "encoding",
            "this line holds bytes that are not UTF-8",
            "save the whole file as UTF-8, or " + back(path),
        )
    try:
        found = json.loads(text)
    except json.JSONDecodeError as problem:
        report.add(
            path,
            problem.lineno,
            "json",
            f"this is not valid GeoJSON ({problem.msg} at column {problem.colno})",
            "mend that line, or " + back(path),
        )
        return None
    if (
        not isinstance(found, dict)
        or found.get("type") != "FeatureCollection"
        or not isinstance(found.get("features"), list)
        or not found["features"]
    ):
        report.add(path, None, "json", "this is no GeoJSON FeatureCollection with features in it", back(path))
        return None
    return found


def check_seal(entry: dict, raw: bytes, report: Report, table: Any, geo: dict | None) -> None:
    """Is the file the one whose SHA-256, bytes and rows the passport names?"""
    path = entry["path"]
    seal = entry.get("hash") if isinstance(entry.get("hash"), str) else None
    if not seal:
        report.add(path, None, "not sealed", "the passport has no SHA-256 of this file", "run `claimlab data --seal`")
        return
    if seal != "sha256:" + hashlib.sha256(raw).hexdigest():
        report.add(
            path,
            None,
            "changed",
            "the file is not the one that was sealed (its SHA-256 differs)",
            back(path) + ", or run `claimlab data --seal` when the change is meant",
        )
        return
    rows = len(geo["features"]) if geo else len(table.rows) if table else None
    if entry.get("bytes") != len(raw) or (rows is not None and entry.get("rows") != rows):
        report.add(
            path, None, "changed", "the passport's rows or bytes do not fit this file", "run `claimlab data --seal`"
        )
