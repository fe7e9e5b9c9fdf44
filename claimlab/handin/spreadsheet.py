"""Tables for spreadsheet programs: CSV that opens in them as it should, and runs nothing."""

import csv
import re
from collections.abc import Iterable
from pathlib import Path


def cell(value: object) -> object:
    """A value for a spreadsheet: text that a spreadsheet would take for a formula stays text."""
    text = str(value)
    return f"'{text}" if text[:1] in tuple("=+-@\t") and not re.fullmatch(r"-?\d+(\.\d+)?", text) else text


def table(path: Path, columns: tuple, rows: Iterable) -> None:
    """Write a table with its head. Every value goes through cell()."""
    with open(path, "w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(columns)
        writer.writerows([[cell(value) for value in row] for row in rows])
