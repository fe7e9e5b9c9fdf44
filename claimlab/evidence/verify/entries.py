"""The passport itself: does it parse, is each entry built as it should be, does it say all that it must?"""

import json
import re
from collections import Counter
from pathlib import Path

from .cells import NUMBER
from .problems import Report, back
from .units import same_unit, spelling, unit_in, units

TYPES = ("string", "integer", "number", "boolean", "date", "year", "yearmonth")
#: May somebody who earns money with it pass a table on? "drop": not settled, so such a reuser leaves it out.
REUSE = ("cleared", "asked", "drop")
_WORDS = ("name", "title", "description", "credit", "coverage", "gaps", "lesson")


def read_passport(folder: Path, report: Report) -> dict | None:
    """datapackage.json as a dict, or None (and reported) when it cannot be used."""
    path = folder / "datapackage.json"
    try:
        package = json.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        report.add("datapackage.json", None, "missing file", "the passport is missing", back("datapackage.json"))
        return None
    except UnicodeDecodeError as problem:
        report.add(
            "datapackage.json",
            None,
            "encoding",
            f"byte {problem.start} is not UTF-8",
            "save the file as UTF-8, or " + back("datapackage.json"),
        )
        return None
    except json.JSONDecodeError as problem:
        report.add(
            "datapackage.json",
            problem.lineno,
            "json",
            f"this is not valid JSON ({problem.msg} at column {problem.colno})",
            "mend that line, or " + back("datapackage.json"),
        )
        return None
    if not isinstance(package, dict) or not isinstance(package.get("resources"), list):
        report.add(
            "datapackage.json", None, "json", "the passport has no list called resources", back("datapackage.json")
        )
        return None
    return package


def described(entry: dict) -> tuple[dict, list[dict]]:
    """The schema of an entry, and its columns that have a name; ({}, []) where it describes none."""
    schema = entry.get("schema")
    if not isinstance(schema, dict):
        return {}, []
    return schema, [field for field in schema.get("fields") or [] if isinstance(field, dict) and field.get("name")]


def entries_in(package: dict, report: Report) -> list[dict]:
    """The entries that can be worked with; the others are reported."""
    good: list[dict] = []
    for number, entry in enumerate(package["resources"], start=1):
        name = entry.get("name", f"number {number}") if isinstance(entry, dict) else f"number {number}"
        if not isinstance(entry, dict) or not isinstance(entry.get("path"), str):
            report.add("datapackage.json", None, "entry", f"entry {name} has no path", "add its path below data/")
        elif Path(entry["path"]).is_absolute() or ".." in entry["path"].split("/"):
            report.add(
                "datapackage.json",
                None,
                "entry",
                f"the path {entry['path']} leads out of data/",
                "write a path below data/",
            )
        elif entry["path"] in {each["path"] for each in good}:
            report.add("datapackage.json", None, "entry", f"{entry['path']} is described twice", "keep one entry")
        else:
            fault = fault_in_shape(entry)
            if fault:
                report.add(
                    "datapackage.json",
                    None,
                    "entry",
                    f"the entry of {entry['path']} is not built as it should be: {fault}",
                    "compare it with the entry of another table",
                )
            good.append(entry)
    for name, count in Counter(str(entry.get("name")) for entry in good).items():
        if count > 1:
            report.add(
                "datapackage.json", None, "entry", f"{count} entries are called {name}", "give each entry its own name"
            )
    return good


def _is_words(value):
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(each, str) for each in value))


def fault_in_shape(entry: dict) -> str | None:
    """What in an entry has the wrong kind of value (a list for a text…), or None.

    Such an entry is told once and its table is left alone: one mistake, one message.
    """
    for name in (*_WORDS, "weak", "hash"):
        if name in entry and not isinstance(entry[name], str):
            return f"{name} must be text"
    licenses = entry.get("licenses", [])
    if not isinstance(licenses, list) or not all(isinstance(each, dict) for each in licenses):
        return "licenses must be a list"
    schema = entry.get("schema", {})
    if not isinstance(schema, dict) or not isinstance(schema.get("fields", []), list):
        return "schema must hold a list of fields"
    for number, field in enumerate(schema.get("fields", []), start=1):
        if not isinstance(field, dict) or not isinstance(field.get("name"), str):
            return f"field {number} has no name"
        fault = _fault_in_field(field)
        if fault:
            return f"{fault} of the column {field['name']}"
    if not _is_words(schema.get("primaryKey", [])):
        return "primaryKey must be a list of column names"
    links = schema.get("foreignKeys", [])
    if not isinstance(links, list) or not all(
        isinstance(each, dict)
        and isinstance(each.get("reference"), dict)
        and _is_words(each.get("fields"))
        and isinstance(each["reference"].get("resource", ""), str)
        and _is_words(each["reference"].get("fields"))
        for each in links
    ):
        return "foreignKeys must be a list, each with fields and a reference"
    return None


def _fault_in_field(field):
    for name in ("type", "title", "description", "unit"):
        if name in field and not isinstance(field[name], str):
            return f"the {name}"
    limits = field.get("constraints", {})
    if not isinstance(limits, dict):
        return "constraints"
    if not isinstance(limits.get("enum", []), list):
        return "enum"
    for name in ("minimum", "maximum"):
        value = limits.get(name, 0)
        if field.get("type") in ("number", "integer", "year") and (
            isinstance(value, bool) or not NUMBER.fullmatch(str(value))
        ):
            return f"the {name}"
    try:
        re.compile(limits.get("pattern", ""))
    except (re.error, TypeError):
        return "the pattern"
    return None


def check_description(entry: dict, lessons: list[str], entries: list[dict], report: Report) -> None:
    """Does the entry say all that a reader needs, and do its units, keys and links hold together?"""
    path = entry["path"]

    def wrong(what, mend, kind="description"):
        report.add("datapackage.json", None, kind, f"the entry of {path} {what}", mend)

    if "reuse" in entry and entry["reuse"] not in REUSE:
        wrong(f"has the reuse {entry['reuse']!r}", "use one of " + ", ".join(REUSE))
    for word in _WORDS:
        if not str(entry.get(word) or "").strip():
            wrong(f"has no {word}", f"write its {word}")
    if not entry.get("licenses"):
        wrong("has no licence", "add licenses with a name and a title")
    if entry.get("lesson") and lessons and entry["lesson"] not in [*lessons, "all"]:
        wrong(f"names the lesson {entry['lesson']!r}, which does not exist", "use one of " + ", ".join(lessons))
    if not path.endswith(".csv"):
        return
    schema, fields = described(entry)
    if not fields:
        wrong("describes no columns", "add schema.fields")
        return
    names = [field["name"] for field in fields]
    for field in fields:
        name, kind, unit = field["name"], field.get("type"), field.get("unit")
        if kind not in TYPES:
            wrong(f"gives the column {name} the type {kind!r}", "use one of " + ", ".join(TYPES))
        if not field.get("description"):
            wrong(f"does not say what the column {name} means", "write a description in a few words")
        said = unit_in(name)
        if "_per_" in name and kind in ("number", "integer"):
            if " per " not in (unit or ""):
                wrong(
                    f"says {unit or 'no unit'!r} for the column {name}, but the name says per",
                    "make the two agree",
                    "unit",
                )
        elif said and not unit:
            wrong(f"gives no unit for the column {name}", f"write the unit {units()[said][0]!r}", "unit")
        elif said and not same_unit(str(unit), said):
            wrong(
                f"says {unit!r} for the column {name}, but the name says {units()[said][0]}",
                "make the unit and the end of the name agree",
                "unit",
            )
        elif unit and not said:
            means = spelling().get(unit.lower())
            if means and f"_{means}_" not in f"_{name}_":
                wrong(
                    f"says {unit!r} for the column {name}, but the name does not",
                    f"rename the column to {name}_{means}, or correct the unit",
                    "unit",
                )
    keys = schema.get("primaryKey")
    keys = [keys] if isinstance(keys, str) else keys or []
    if not keys:
        wrong("has no primaryKey", "name the columns that together occur once only")
    for key in keys:
        if key not in names:
            wrong(f"has the key {key}, which is no column of it", "correct primaryKey")
    # What belongs to the course as a whole (the ledger, the glossary) is our own work and quotes no figure.
    if entry.get("lesson") != "all" and "source_id" not in names:
        wrong("has no column source_id", "give every row its source")
    known = {str(each.get("name")) for each in entries}
    for link in schema.get("foreignKeys") or []:
        other = link["reference"].get("resource")
        if other and other not in known:
            wrong(f"points to {other!r}, which the passport does not list", "correct foreignKeys")
