"""The checks behind `claimlab data`: every table against its passport, all problems at once.

Only the standard library, so that the command answers at once; what needs pandas (do the
measures compute, do the reasons read well) is left to the tests.
"""

import ast
import csv
import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from string import Formatter

from .ledger import KINDS, VERDICTS

MEASURES = Path(__file__).with_name("measures")

#: What the end of a column name says about its unit, and how the passport may write that unit.
UNITS = {
    "usd_m": ("USD million",), "usd_bn": ("USD billion",), "usd_k": ("USD thousand",), "usd": ("USD",),
    "eur_m": ("EUR million",), "eur_bn": ("EUR billion",), "eur": ("EUR",),
    "rub_bn": ("RUB billion",), "rub_trn": ("RUB trillion",), "kzt_bn": ("KZT billion",),
    "kzt_trn": ("KZT trillion",), "kzt": ("KZT",),
    "km": ("km",), "miles": ("mile", "miles"), "km2": ("km²", "km2"), "pct": ("%",), "pp": ("percentage points",),
    "t": ("tonnes", "t", "t U", "t U3O8"), "kt": ("thousand tonnes",), "mt": ("million tonnes",),
    "tu": ("tonnes of uranium", "tU"), "kwh": ("kWh",), "mwh": ("MWh",), "gwh": ("GWh",), "twh": ("TWh",),
    "kw": ("kW",), "mw": ("MW",), "gw": ("GW",), "bcm": ("billion cubic metres", "bcm"),
    "bbl": ("barrels",), "kbd": ("thousand barrels per day",), "mbd": ("million barrels per day",),
    "days": ("days",), "months": ("months",), "years": ("years",), "deg": ("degrees",),
}
_SPELLING = {spelling.lower(): suffix for suffix, spellings in UNITS.items() for spelling in spellings}

TYPES = ("string", "integer", "number", "boolean", "date", "year", "yearmonth")

#: What pandas.read_csv turns into a blank without a word.
NOTHING = {"#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>",
           "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null"}

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}([ ,'’\u00a0\u2009\u202f]\d{3})+([.,]\d+)?")
_COMMA = re.compile(r"[+-]?\d+,\d+")
_INVISIBLE = re.compile(r"[\u00a0\u00ad\u200b-\u200f\u2028\u2029\u202f\ufeff\x00-\x08\x0b-\x1f]")
# UTF-8 that was read as another encoding and saved again: "TÃ¼rkiye", "ÐšÐ°Ð·", "â€™".
_TWICE = re.compile("[ÃÂÐÑ][\u0080-\u00bf\u0152-\u0178\u2018-\u2026\u20ac\u2122]|â€")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where (file, row as a spreadsheet shows it), what, and how to mend it."""

    file: str
    row: int | None
    what: str
    mend: str
    kind: str = ""

    def __str__(self):
        where = self.file if self.row is None else f"{self.file}, row {self.row}"
        return f"{where}: {self.what}; {self.mend}."


@dataclass
class _Table:
    """A CSV file as read: `rows` holds (row number, cells), header first and left out."""

    header: list
    rows: list

    def column(self, name):
        place = self.header.index(name)
        return [cells[place] for _, cells in self.rows]


class _Report:
    """Collects problems and knows the file they belong to."""

    def __init__(self):
        self.problems = []

    def add(self, file, row, kind, what, mend):
        self.problems.append(Problem(f"data/{file}", row, what, mend, kind))


def _back(path):
    return f"bring it back with: git checkout -- data/{path}"


def verify(folder):
    """Return all problems of a data folder (a Path) as a list of Problem, in the order of the passport."""
    report = _Report()
    package = _read_passport(folder, report)
    entries = _entries(package, report) if package is not None else []
    listed = {entry["path"] for entry in entries}
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*")
                   if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts))
    found = [path for path in found if path not in ("datapackage.json", "README.md")]
    lessons = (package or {}).get("lessons")
    lessons = [entry["name"] for entry in (lessons if isinstance(lessons, list) else [])
               if isinstance(entry, dict) and isinstance(entry.get("name"), str)]
    if package is not None and not lessons:
        report.add("datapackage.json", None, "json", "the passport has no list called lessons",
                   _back("datapackage.json"))

    tables, maps = {}, {}
    for entry in entries:
        path = entry["path"]
        if path not in found:
            near = get_close_matches(path, [each for each in found if each not in listed], n=1)
            hint = f"rename data/{near[0]}, or {_back(path)}" if near else _back(path)
            report.add(path, None, "missing file", "the file is missing", hint)
            continue
        raw = (folder / path).read_bytes()
        if path.endswith(".csv"):
            tables[path] = _read_table(path, raw, report)
        else:
            maps[path] = _read_map(path, raw, report)
        _check_seal(entry, raw, report, tables.get(path), maps.get(path))
    for path in found:
        if path in listed:
            continue
        if package is not None:
            report.add(path, None, "not in the passport", "the passport does not list this file",
                       "describe it in data/datapackage.json and run `claimlab data --seal`, or delete it")
        # Not described, but what can be seen without a description is still worth saying.
        if path.endswith(".csv"):
            _read_table(path, (folder / path).read_bytes(), report)
        elif path.endswith(".geojson"):
            _read_map(path, (folder / path).read_bytes(), report)

    sources = None
    if tables.get("sources.csv") and "source_id" in tables["sources.csv"].header:
        sources = set(tables["sources.csv"].column("source_id"))
    for entry in entries:
        if _fault_in_shape(entry):
            continue
        _check_description(entry, lessons, entries, report)
        if tables.get(entry["path"]):
            _check_table(entry, tables[entry["path"]], tables, entries, report)
        elif maps.get(entry["path"]):
            _check_map(entry["path"], maps[entry["path"]], sources, report)
    if tables.get("claims.csv"):
        _check_claims(tables["claims.csv"], entries, lessons, sources, report)
    return report.problems


# --- the passport itself ----------------------------------------------------------------------


def _read_passport(folder, report):
    path = folder / "datapackage.json"
    try:
        package = json.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        report.add("datapackage.json", None, "missing file", "the passport is missing", _back("datapackage.json"))
        return None
    except UnicodeDecodeError as problem:
        report.add("datapackage.json", None, "encoding", f"byte {problem.start} is not UTF-8",
                   "save the file as UTF-8, or " + _back("datapackage.json"))
        return None
    except json.JSONDecodeError as problem:
        report.add("datapackage.json", problem.lineno, "json",
                   f"this is not valid JSON ({problem.msg} at column {problem.colno})",
                   "mend that line, or " + _back("datapackage.json"))
        return None
    if not isinstance(package, dict) or not isinstance(package.get("resources"), list):
        report.add("datapackage.json", None, "json", "the passport has no list called resources",
                   _back("datapackage.json"))
        return None
    return package


def _entries(package, report):
    """The entries that can be worked with; the others are reported."""
    good = []
    for number, entry in enumerate(package["resources"], start=1):
        name = entry.get("name", f"number {number}") if isinstance(entry, dict) else f"number {number}"
        if not isinstance(entry, dict) or not isinstance(entry.get("path"), str):
            report.add("datapackage.json", None, "entry", f"entry {name} has no path", "add its path below data/")
        elif Path(entry["path"]).is_absolute() or ".." in entry["path"].split("/"):
            report.add("datapackage.json", None, "entry", f"the path {entry['path']} leads out of data/",
                       "write a path below data/")
        elif entry["path"] in {each["path"] for each in good}:
            report.add("datapackage.json", None, "entry", f"{entry['path']} is described twice", "keep one entry")
        else:
            fault = _fault_in_shape(entry)
            if fault:
                report.add("datapackage.json", None, "entry", f"the entry of {entry['path']} is not built as it should "
                           f"be: {fault}", "compare it with the entry of another table")
            good.append(entry)
    for name, count in Counter(str(entry.get("name")) for entry in good).items():
        if count > 1:
            report.add("datapackage.json", None, "entry", f"{count} entries are called {name}",
                       "give each entry its own name")
    return good


def _is_words(value):
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(each, str) for each in value))


def _fault_in_shape(entry):
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
            isinstance(each, dict) and isinstance(each.get("reference"), dict) and _is_words(each.get("fields"))
            and isinstance(each["reference"].get("resource", ""), str) and _is_words(each["reference"].get("fields"))
            for each in links):
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
        if field.get("type") in ("number", "integer", "year") and (isinstance(value, bool) or not _NUMBER.fullmatch(str(value))):
            return f"the {name}"
    try:
        re.compile(limits.get("pattern", ""))
    except (re.error, TypeError):
        return "the pattern"
    return None


_WORDS = ("name", "title", "description", "credit", "coverage", "gaps", "lesson")


def _check_description(entry, lessons, entries, report):
    path = entry["path"]

    def wrong(what, mend, kind="description"):
        report.add("datapackage.json", None, kind, f"the entry of {path} {what}", mend)

    for word in _WORDS:
        if not str(entry.get(word) or "").strip():
            wrong(f"has no {word}", f"write its {word}")
    if not entry.get("licenses"):
        wrong("has no licence", "add licenses with a name and a title")
    if entry.get("lesson") and lessons and entry["lesson"] not in [*lessons, "all"]:
        wrong(f"names the lesson {entry['lesson']!r}, which does not exist", "use one of " + ", ".join(lessons))
    if not path.endswith(".csv"):
        return
    schema = entry.get("schema") if isinstance(entry.get("schema"), dict) else {}
    fields = [field for field in schema.get("fields") or [] if isinstance(field, dict) and field.get("name")]
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
        said = _unit_in(name)
        if "_per_" in name and kind in ("number", "integer"):
            if " per " not in (unit or ""):
                wrong(f"says {unit or 'no unit'!r} for the column {name}, but the name says per", "make the two agree", "unit")
        elif said and not unit:
            wrong(f"gives no unit for the column {name}", f"write the unit {UNITS[said][0]!r}", "unit")
        elif said and not _same_unit(unit, said):
            wrong(f"says {unit!r} for the column {name}, but the name says {UNITS[said][0]}",
                  "make the unit and the end of the name agree", "unit")
        elif unit and not said:
            means = _SPELLING.get(unit.lower())
            if means and f"_{means}_" not in f"_{name}_":
                wrong(f"says {unit!r} for the column {name}, but the name does not",
                      f"rename the column to {name}_{means}, or correct the unit", "unit")
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


def _unit_in(name):
    """The longest unit at the end of a column name: "exports_usd_m" -> "usd_m"; None for "eur_per_usd"."""
    parts = name.split("_")
    for start in range(1, len(parts)):
        ending = "_".join(parts[start:])
        if ending in UNITS:
            return ending if parts[start - 1] != "per" else None
    return None


def _same_unit(unit, suffix):
    said = unit.lower()
    # "% of GDP" is still per cent, "USD million per year" still USD million.
    return any(said == each.lower() or said.startswith((each.lower() + " of ", each.lower() + " per ", each.lower() + ","))
               for each in UNITS[suffix])


# --- reading files ----------------------------------------------------------------------------


def _decode(path, raw, report):
    """The text of a file; bytes that are not UTF-8 become U+FFFD and are found again row by row."""
    if raw.startswith(b"\xef\xbb\xbf"):
        report.add(path, 1, "encoding", "the file starts with a hidden mark (BOM) that some spreadsheets add",
                   "save it as UTF-8 without BOM")
        raw = raw[3:]
    if b"\r" in raw:
        row = raw[:raw.index(b"\r")].count(b"\n") + 1
        report.add(path, row, "line ends", "the lines end as on Windows (CRLF)", "save the file with line ends LF")
        raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return raw.decode("utf-8", errors="replace")


def _read_table(path, raw, report):
    text = _decode(path, raw, report)
    if not text.strip():
        report.add(path, None, "empty", "the file is empty", _back(path))
        return None
    try:
        records = list(csv.reader(text.splitlines(keepends=True), strict=True))
    except csv.Error as problem:
        report.add(path, None, "quotes", f"the file cannot be split into cells ({problem})",
                   "look for a quotation mark that is not closed, or " + _back(path))
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
                    report.add(path, number, "encoding", f"{name} holds bytes that are not UTF-8 ({cell!r})",
                               "save the whole file as UTF-8, or " + _back(path))
        if twice:
            for cell in cells:
                if _TWICE.search(cell):
                    report.add(path, number, "encoding", f"{cell!r} was saved in two encodings, one after the other",
                               "write the word again in UTF-8, or " + _back(path))
        if not cells:
            report.add(path, number, "empty row", "the row is empty", "delete it")
        elif len(cells) != len(header):
            report.add(path, number, "number of cells",
                       f"the row has {len(cells)} cells, but there are {len(header)} columns",
                       "write numbers without a comma inside, and put text with a comma between quotation marks")
        else:
            rows.append((number, cells))
    return _Table(header, rows)


def _read_map(path, raw, report):
    text = _decode(path, raw, report)
    if "\ufffd" in text:
        report.add(path, text[:text.index("\ufffd")].count("\n") + 1, "encoding", "this line holds bytes that are not UTF-8",
                   "save the whole file as UTF-8, or " + _back(path))
    try:
        found = json.loads(text)
    except json.JSONDecodeError as problem:
        report.add(path, problem.lineno, "json", f"this is not valid GeoJSON ({problem.msg} at column {problem.colno})",
                   "mend that line, or " + _back(path))
        return None
    if not isinstance(found, dict) or found.get("type") != "FeatureCollection" \
            or not isinstance(found.get("features"), list) or not found["features"]:
        report.add(path, None, "json", "this is no GeoJSON FeatureCollection with features in it", _back(path))
        return None
    return found


def _check_seal(entry, raw, report, table, geo):
    path = entry["path"]
    seal = entry.get("hash") if isinstance(entry.get("hash"), str) else None
    if not seal:
        report.add(path, None, "not sealed", "the passport has no SHA-256 of this file", "run `claimlab data --seal`")
        return
    if seal != "sha256:" + hashlib.sha256(raw).hexdigest():
        report.add(path, None, "changed",
                   "the file is not the one that was sealed (its SHA-256 differs)",
                   _back(path) + ", or run `claimlab data --seal` when the change is meant")
        return
    rows = len(geo["features"]) if geo else len(table.rows) if table else None
    if entry.get("bytes") != len(raw) or (rows is not None and entry.get("rows") != rows):
        report.add(path, None, "changed", "the passport's rows or bytes do not fit this file", "run `claimlab data --seal`")


# --- a table ----------------------------------------------------------------------------------


def _check_table(entry, table, tables, entries, report):
    path = entry["path"]
    schema = entry.get("schema") if isinstance(entry.get("schema"), dict) else {}
    fields = [field for field in schema.get("fields") or [] if isinstance(field, dict) and field.get("name")]
    if not fields:
        return
    names = [field["name"] for field in fields]
    _check_header(path, names, table.header, report)
    if not table.rows:
        report.add(path, None, "empty", "the table has no rows", _back(path))
    for field in fields:
        if field["name"] in table.header:
            _check_column(path, field, table, report)
    keys = schema.get("primaryKey") or []
    _check_unique(path, [keys] if isinstance(keys, str) else keys, table, report)
    for field in fields:
        if (field.get("constraints") or {}).get("unique") and [field["name"]] != keys:
            _check_unique(path, [field["name"]], table, report)
    places = {str(each.get("name")): each["path"] for each in entries}
    for link in schema.get("foreignKeys") or []:
        reference = link.get("reference") or {}
        _check_link(path, link.get("fields") or [], places.get(reference.get("resource")),
                    reference.get("fields") or [], table, tables, report)


def _check_header(path, names, header, report):
    missing = [name for name in names if name not in header]
    extra = [name for name in dict.fromkeys(header) if name not in names]
    for name in missing:
        stem = name.removesuffix("_" + (_unit_in(name) or ""))
        other = next((each for each in extra if _unit_in(each)
                      and each.removesuffix("_" + _unit_in(each)) == stem and _unit_in(name)), None)
        if other:
            report.add(path, 1, "unit", f"the column is called {other}, but the passport has {name}: another unit",
                       f"change the numbers back to {UNITS[_unit_in(name)][0]} and call the column {name}")
            extra.remove(other)
            continue
        near = get_close_matches(name, extra, n=1, cutoff=0.6)
        if near:
            report.add(path, 1, "columns", f"the column {name} is called {near[0]}", f"rename it to {name}")
            extra.remove(near[0])
        else:
            report.add(path, 1, "columns", f"the column {name} is missing", _back(path))
    for name in extra:
        report.add(path, 1, "columns", f"the column {name!r} is not in the passport",
                   "delete it, or describe it in data/datapackage.json")
    if not missing and not extra and header != names and len(header) == len(names):
        report.add(path, 1, "columns", "the columns stand in another order than in the passport",
                   "put them in this order: " + ", ".join(names))


def _check_column(path, field, table, report):
    name = field["name"]
    values = table.column(name)
    bad = {}
    for value in set(values):
        found = _check_value(value, field)
        if found:
            bad[value] = found
    if not bad:
        return
    for (row, _), value in zip(table.rows, values):
        if value in bad:
            kind, what, mend = bad[value]
            report.add(path, row, f"{kind} in {name}", f"{name} {what}", mend)


def _check_value(value, field):
    """None when a cell is in order, else (kind, what is wrong, how to mend it)."""
    limits = field.get("constraints") or {}
    kind = field.get("type", "string")
    if value == "":
        return ("blank", "is blank", "fill it in, or take the row out") if limits.get("required") else None
    if value in NOTHING:
        return "blank", f"is {value!r}, which pandas reads as a blank", "write what is known, or leave the cell empty"
    if _GROUPED.fullmatch(value):
        plain = re.sub("[ ,'’\u00a0\u2009\u202f]", "", value)
        return "thousands separator", f"is {value!r}, a number with a thousands separator", f"write {plain}"
    if value != value.strip() or _INVISIBLE.search(value):
        return "stray space", f"is {value!r}, with a space at its edge or a character nobody sees", "take it out"
    number = None
    if kind in ("number", "integer", "year"):
        pattern = {"number": _NUMBER, "integer": re.compile(r"[+-]?\d+"), "year": re.compile(r"\d{4}")}[kind]
        if not pattern.fullmatch(value):
            if _COMMA.fullmatch(value):
                return "type", f"is {value!r}, with a decimal comma", f"write {value.replace(',', '.')}"
            wanted = {"number": "a number", "integer": "a whole number", "year": "a year of four digits"}[kind]
            return "type", f"is {value!r}, not {wanted}", "write digits only, with a point for decimals" \
                if kind == "number" else "write digits only"
        number = float(value)
    elif kind == "date" and not _is_date(value):
        return "type", f"is {value!r}, not a date", "write it as 2024-02-29"
    elif kind == "yearmonth" and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value):
        return "type", f"is {value!r}, not a month", "write it as 2024-02"
    elif kind == "boolean" and value not in ("true", "false"):
        return "type", f"is {value!r}", "write true or false"
    return _check_limits(value, number, field, limits)


def _check_limits(value, number, field, limits):
    enum = limits.get("enum")
    if enum and value not in map(str, enum):
        near = get_close_matches(value, map(str, enum), n=1, cutoff=0.5)
        words = f"{near[0]!r}?" if near else ", ".join(map(str, enum[:8])) + (", …" if len(enum) > 8 else "")
        mend = f"did you mean {words} The passport lists the words allowed" if near else f"use one of: {words}"
        return "not in the list", f"is {value!r}, which is not in the passport's list", mend
    if limits.get("pattern") and not re.fullmatch(limits["pattern"], value):
        return "form", f"is {value!r}, which has not the form the passport asks for", \
            f"write it as: {field.get('description', limits['pattern'])}"
    if number is not None:
        unit = f" {field['unit']}" if field.get("unit") else ""
        low, high = limits.get("minimum"), limits.get("maximum")
        if high is not None and number > float(high):
            hint = "it may be a thousand times too large: check the unit" if _within(number / 1000, low, high) \
                else "check the number and its unit"
            return "too large", f"is {value}, above the largest value the passport allows ({high}{unit})", hint
        if low is not None and number < float(low):
            return "too small", f"is {value}, below the smallest value the passport allows ({low}{unit})", \
                "check the number, its sign and its unit"
    return None


def _within(number, low, high):
    return (low is None or number >= float(low)) and (high is None or number <= float(high))


def _is_date(value):
    try:
        return len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _check_unique(path, keys, table, report):
    if not keys or not set(keys) <= set(table.header):
        return
    first = {}
    for (row, _), key in zip(table.rows, zip(*(table.column(name) for name in keys))):
        if key in first:
            report.add(path, row, "duplicate key",
                       f"{' + '.join(keys)} is {' + '.join(map(repr, key))}, the same as in row {first[key]}",
                       "keep one of the two rows")
        else:
            first[key] = row


def _check_link(path, names, other, wanted, table, tables, report):
    names = [names] if isinstance(names, str) else names
    wanted = [wanted] if isinstance(wanted, str) else wanted
    if other is None or not names or not set(names) <= set(table.header):
        return
    target = tables.get(other)
    if target is None or not set(wanted) <= set(target.header):
        return
    known = set(zip(*(target.column(name) for name in wanted)))
    for (row, _), key in zip(table.rows, zip(*(table.column(name) for name in names))):
        if key not in known and any(key):
            near = get_close_matches(key[0], [each[0] for each in known], n=1) if len(key) == 1 else []
            hint = f"did you mean {near[0]!r}? Otherwise add it to data/{other}" if near else \
                f"correct it, or add it to data/{other}"
            report.add(path, row, "unknown source" if names == ["source_id"] else "unknown reference",
                       f"{' + '.join(names)} is {' + '.join(map(repr, key))}, which is not in data/{other}", hint)


# --- maps -------------------------------------------------------------------------------------


def _check_map(path, geo, sources, report):
    for number, feature in enumerate(geo["features"], start=1):
        properties = (feature.get("properties") or {}) if isinstance(feature, dict) else {}
        name = properties.get("name")
        label = f"feature {number}" + (f" ({name})" if name else "")
        source = properties.get("source_id")
        if not source:
            report.add(path, None, "source of a feature", f"{label} has no source_id", "add one to its properties")
        elif sources is not None and source not in sources:
            report.add(path, None, "source of a feature", f"{label} has the source_id {source!r}, which is not in data/sources.csv",
                       "correct it, or add it there")
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        points = list(_points(geometry))
        if not points:
            report.add(path, None, "geometry", f"{label} has no geometry", _back(path))
        elif not all(-180 <= point[0] <= 180 and -90 <= point[1] <= 90 for point in points):
            report.add(path, None, "geometry", f"{label} has a point outside the globe",
                       "write longitude, then latitude, in degrees")


def _points(geometry):
    """All [longitude, latitude] pairs of a geometry."""
    if not isinstance(geometry, dict):
        return
    for part in geometry.get("geometries") or []:
        yield from _points(part)
    stack = [geometry.get("coordinates")]
    while stack:
        here = stack.pop()
        if not isinstance(here, list) or not here:
            continue
        if isinstance(here[0], (int, float)):
            if len(here) >= 2 and isinstance(here[1], (int, float)):
                yield here
        else:
            stack.extend(here)


# --- the ledger -------------------------------------------------------------------------------


def _check_claims(table, entries, lessons, sources, report):
    known = {entry["path"].rsplit(".", 1)[0] for entry in entries}
    facts_of = measures_in(MEASURES)

    def wrong(row, kind, what, mend):
        report.add("claims.csv", row, kind, what, mend)

    for row, cells in table.rows:
        claim = dict(zip(table.header, cells))
        name = claim.get("claim_id") or f"row {row}"
        verdict = claim.get("verdict", "")
        # A blank or strange cell is also reported by its column; these say what it means for the course.
        if not verdict:
            wrong(row, "verdict", f"{name} has no verdict", "write one of: " + ", ".join(VERDICTS))
        elif verdict not in VERDICTS:
            wrong(row, "verdict", f"{name} has the verdict {verdict!r}", "use one of the five: " + ", ".join(VERDICTS))
        elif verdict != "not testable" and claim.get("testable") == "no":
            wrong(row, "verdict", f"{name} is called not testable but has the verdict {verdict!r}",
                  "change testable or the verdict")
        if lessons and claim.get("lesson") not in lessons:
            wrong(row, "lesson", f"{name} names the lesson {claim.get('lesson')!r}, which does not exist",
                  "use one of " + ", ".join(lessons))
        if claim.get("kind") not in KINDS:
            wrong(row, "kind", f"{name} has the kind {claim.get('kind')!r}", "use one of " + ", ".join(KINDS))
        if claim.get("testable") in ("yes", "partly") and name not in facts_of:
            wrong(row, "measure", f"{name} is testable but has no measure",
                  f"write one in claimlab/measures/{claim.get('lesson')}.py, or call it not testable")
        if not claim.get("reason", "").strip():
            wrong(row, "reason", f"{name} has no reason", "write one or two plain sentences")
        else:
            fault = _fault_in(claim["reason"], name, facts_of)
            if fault:
                wrong(row, "reason", f"the reason of {name} {fault}", "correct the braces in it")
        for each in claim.get("tables", "").split():
            if each not in known:
                near = get_close_matches(each, known, n=1)
                wrong(row, "tables", f"{name} names the table {each!r}, which the passport does not list",
                      f"did you mean {near[0]!r}?" [:-1] if near else "correct it")
        for each in claim.get("source_ids", "").split():
            if sources is not None and each not in sources:
                wrong(row, "unknown source", f"{name} names the source {each!r}, which is not in data/sources.csv",
                      "correct it, or add it there")


def _fault_in(template, name, facts_of):
    """What is wrong with a reason's places for numbers, or None."""
    try:
        parts = list(Formatter().parse(template))
    except ValueError as problem:
        return f"cannot be filled in ({problem})"
    known = facts_of.get(name, set())
    for _, place, layout, _ in parts:
        if place is None:
            continue
        fact = re.split(r"[.\[]", place, maxsplit=1)[0]
        if not fact or fact.isdecimal():
            return f"has the place {{{place}}} without a name"
        if name not in facts_of:
            return f"asks for {{{place}}}, but the claim has no measure"
        if known is not None and fact not in known:
            return f"asks for {{{place}}}, which its measure does not give (it gives {', '.join(sorted(known))})"
        if not any(_formats(example, layout) for example in (1.5, 3, "text")):
            return f"has the place {{{place}:{layout}}}, which is no number format"
    return None


def _formats(example, layout):
    try:
        return bool(format(example, layout)) or True
    except ValueError:
        return False


def measures_in(folder):
    """Return {claim id: names of its facts, or None where they cannot be read off} for measures/*.py.

    The files are read as text and not imported: importing them would bring in pandas.
    """
    found = {}
    for path in sorted(folder.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef):
                continue
            for mark in node.decorator_list:
                if isinstance(mark, ast.Call) and getattr(mark.func, "id", "") == "measure" \
                        and mark.args and isinstance(mark.args[0], ast.Constant):
                    found[mark.args[0].value] = _facts(node)
    return found


def _facts(function):
    names = set()
    for node in ast.walk(function):
        if not isinstance(node, ast.Return):
            continue
        value = node.value
        if isinstance(value, ast.Dict) and all(isinstance(key, ast.Constant) for key in value.keys):
            names |= {key.value for key in value.keys}
        elif isinstance(value, ast.Call) and getattr(value.func, "id", "") == "dict" and not value.args \
                and all(word.arg for word in value.keywords):
            names |= {word.arg for word in value.keywords}
        else:
            return None
    return names
