"""The data passport: what every table is, where each figure comes from, and whether all is in order.

data/datapackage.json describes the tables (Data Package standard, version 2). It is written by
hand except for `rows`, `bytes` and `hash`, which `claimlab data --seal` fills in. This module
reads it; verify/ checks the tables against it. Standard library only, so that
`claimlab data` stays quick.
"""

import csv
import hashlib
import html
import json
import sys
from dataclasses import MISSING, dataclass, fields
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from .. import course
from .rule import as_data
from .tables import DataProblem, back, see

START, END = "<!-- claims:start -->", "<!-- claims:end -->"


# --- reading ---------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _load(path, changed):
    return json.loads(path.read_text(encoding="utf-8"))


def passport(folder: Path | None = None) -> dict:
    """Return data/datapackage.json as a dict. Do not change it: it is shared.

    Raises DataProblem when the file is missing or is no JSON.
    """
    path = Path(folder or course.data()) / "datapackage.json"
    try:
        return _load(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise DataProblem(f"The passport data/datapackage.json is missing. {back('datapackage.json')}") from None
    except ValueError as problem:
        raise DataProblem(
            f"The passport data/datapackage.json cannot be read ({problem}). "
            f"Mend that place. {back('datapackage.json')}"
        ) from None


def resources(folder: Path | None = None) -> list[dict]:
    """Return the passport's entries as a list of dicts, in the order of the passport."""
    return list(passport(folder)["resources"])


def resource(name: str, folder: Path | None = None) -> dict:
    """Return the passport's entry of one table: resource("trade/partners")["coverage"].

    `name` is the path below data/ without its ending; "trade/partners.csv" and the entry's own
    name "trade-partners" work too. Raises DataProblem with the nearest names when there is none.
    """
    entries = resources(folder)
    for entry in entries:
        if name in (entry["path"], entry["path"].rsplit(".", 1)[0], entry["name"]):
            return entry
    known = [entry["path"].rsplit(".", 1)[0] for entry in entries]
    near = get_close_matches(str(name), known, n=3, cutoff=0.4)
    hint = f" The nearest are: {', '.join(near)}." if near else ""
    raise DataProblem(f"The passport knows no table {str(name)!r}.{hint}")


# --- sources ---------------------------------------------------------------------------------

#: How much care a source asks for, by who publishes it (one level a publisher), and why, in words a card can show.
#: An office, a bank or a company is plain on its own page: it stands for its own words, acts and counts.
CARE = {
    "plain": "",
    "one-sided": "run or paid by a state, or by a group or a trade that campaigns",
    "copy": "a copy, a reprint or a page without a named author; the original was not opened",
}


@dataclass(frozen=True)
class Source:
    """One row of data/sources.csv. Shows itself as a small card in a notebook."""

    source_id: str
    title: str
    publisher: str
    url: str
    published: str
    kind: str
    licence: str
    note: str
    #: Day on which it was read for the course; "" where the list has no such column.
    accessed: str = ""
    #: One of CARE; "" where the list has no such column.
    care: str = ""

    @property
    def weak(self) -> str:
        """Why the source needs care, or "" when there is no warning."""
        return CARE.get(self.care, "")

    @property
    def link(self) -> str:
        """The address to open in a browser, or "" when the source has none. Words after it (a path,
        a version) are left to the reader."""
        first = self.url.split(" ", 1)[0].rstrip(",;")
        if first.startswith("github.com/"):
            first = "https://" + first
        return first if first.startswith(("https://", "http://")) else ""

    @property
    def dated(self) -> str:
        """The date of publication, or what is known about it, in words that can stand alone."""
        return self.published if self.published[:1].isdigit() else f"date {self.published}"

    @property
    def _read(self):
        return f", read {self.accessed}" if self.accessed else ""

    def __repr__(self):
        lines = [
            self.title,
            f"  {self.publisher}, {self.dated} ({self.kind}){self._read}",
            f"  {self.url}",
            f"  Licence: {self.licence}",
        ]
        if self.weak:
            lines.append(f"  Care: {self.weak}")
        return "\n".join(lines)

    def _repr_html_(self):
        cell = {name: html.escape(value) for name, value in vars(self).items()}
        place = (
            f'<a href="{html.escape(self.link)}" target="_blank" rel="noopener">{cell["url"]}</a>'
            if self.link
            else cell["url"]
        )
        weak = f"<br><strong>Care:</strong> {html.escape(self.weak)}" if self.weak else ""
        return (
            f'<div class="claimlab-source"><strong>{cell["title"]}</strong><br>'
            f"{cell['publisher']}, {html.escape(self.dated)} ({cell['kind']}){html.escape(self._read)}<br>{place}<br>"
            f"Licence: {cell['licence']}{weak}</div>"
        )


class Sources(list):
    """Several sources, one below the other."""

    def __repr__(self):
        return "\n\n".join(map(repr, self)) or "No sources."

    def _repr_html_(self):
        return "".join(source._repr_html_() for source in self) or "No sources."


@lru_cache(maxsize=4)
def _sources(path, changed):
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {
            row["source_id"]: Source(
                **{
                    field.name: row[field.name] or ""
                    for field in fields(Source)
                    if field.name in row or field.default is MISSING
                }
            )
            for row in rows
        }


def sources(folder: Path | None = None) -> dict[str, Source]:
    """Return all sources as a dict: id -> Source."""
    path = Path(folder or course.data()) / "sources.csv"
    try:
        return dict(_sources(path, path.stat().st_mtime_ns))
    except FileNotFoundError:
        raise DataProblem(f"The list data/sources.csv is missing. {back('sources.csv')}") from None
    except (KeyError, UnicodeDecodeError, csv.Error) as problem:
        raise DataProblem(f"The list data/sources.csv cannot be read ({problem}). {see('sources.csv')}") from None


def source_of(thing: Any) -> Source | Sources:
    """Show where a figure comes from.

    `thing` is a row of one of our tables (`partners.iloc[0]`), a whole table or a part of one
    (every source in it, each once), a dict with "source_id", or a source id as text.
    Returns a Source, for a table Sources (a list). Raises DataProblem when there is no such id
    or the row has no column source_id.
    """
    if isinstance(thing, str):
        return _one(thing)
    if isinstance(thing, Source):
        return thing
    columns = getattr(thing, "columns", None)
    if columns is not None:
        if "source_id" not in columns:
            raise DataProblem(_NO_COLUMN)
        return Sources(_one(each) for each in dict.fromkeys(thing["source_id"]))
    try:
        found = thing["source_id"]
    except (KeyError, TypeError, IndexError):
        values = getattr(thing, "name", None) == "source_id" and getattr(thing, "tolist", None)
        if values:
            return Sources(_one(each) for each in dict.fromkeys(values()))
        raise DataProblem(_NO_COLUMN) from None
    return _one(found)


_NO_COLUMN = (
    "This has no source_id. Give source_of() a row of a table in data/ (with the column source_id), "
    'the table itself, or an id such as "article".'
)


def _one(source_id):
    known = sources()
    if source_id in known:
        return known[source_id]
    near = get_close_matches(str(source_id), known, n=3, cutoff=0.5)
    hint = f" The nearest are: {', '.join(near)}." if near else " See data/sources.csv for all ids."
    raise DataProblem(f"There is no source {str(source_id)!r}.{hint}")


# --- checking and sealing ----------------------------------------------------------------------


def verify(folder: Path | None = None) -> list:
    """Check every table, map, the ledger and the passport itself; return a list of Problem.

    The list is empty when all is in order. Nothing is raised for bad data: each problem is one
    entry, with the file, the row as a spreadsheet shows it, what is wrong and how to mend it.
    """
    from .verify import verify as check

    return check(Path(folder or course.data()))


def against_the_rule(folder: Path | None = None) -> list:
    """The claims whose word does not follow from their own numbers by the printed rule; a list of Problem.

    This computes every measure, so it needs pandas and about two seconds; the measures read the data of the course
    at hand, so for another folder the list is empty.
    """
    from . import ledger, rule
    from .verify.problems import Problem

    folder = Path(folder or course.data())
    if folder.resolve() != course.data().resolve():
        return []
    mend = "correct step, counts or stated; the rule stands in lesson 00"
    return [
        Problem("data/claims.csv", None, f"{claim_id} breaks the rule: {what}", mend, "rule")
        for claim_id, what in rule.broken(ledger.all_claims(), lambda claim_id: ledger.measured(claim_id)[1])
    ]


def seal(folder: Path | None = None, root: Path | None = None) -> list[Path]:
    """Write rows, bytes and SHA-256 of every file into the passport, and remake what is made from it.

    Changes data/datapackage.json (those three fields only), data/README.md and, where
    README.md has the two markers, the claims matrix between them. Returns the files that changed.
    """
    folder, root = Path(folder or course.data()), Path(root or course.root())
    path = folder / "datapackage.json"
    package = json.loads(json.dumps(passport(folder)))
    for position, entry in enumerate(package["resources"]):
        file = folder / entry["path"]
        if file.is_file():
            package["resources"][position] = _sealed(entry, file.read_bytes())
    if "rule" in package:
        package["rule"] = as_data()
    changed = [path] if _write(path, as_text(package) + "\n") else []
    if _write(folder / "README.md", data_readme(folder)):
        changed.append(folder / "README.md")
    readme = root / "README.md"
    if readme.is_file():
        old = readme.read_text(encoding="utf-8")
        if _write(readme, with_matrix(old, folder)):
            changed.append(readme)
    return changed


#: Lists and objects nested deeper than this stand on one line: a column, a key, a licence.
DEEPEST = 5


def as_text(value: Any, depth: int = 0) -> str:
    """The passport as its file holds it: indented, with one line for each column of a table."""
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    nested = any(isinstance(one, dict | list) for one in inner)
    if not inner or depth >= DEEPEST or not (nested or (isinstance(value, dict) and depth <= 2)):
        return json.dumps(value, ensure_ascii=False)
    names = (
        [f"{json.dumps(name, ensure_ascii=False)}: " for name in value]
        if isinstance(value, dict)
        else [""] * len(inner)
    )
    lines = [f"{' ' * (depth + 1)}{name}{as_text(one, depth + 1)}" for name, one in zip(names, inner)]
    first, last = "{}" if isinstance(value, dict) else "[]"
    return first + "\n" + ",\n".join(lines) + "\n" + " " * depth + last


def _sealed(entry, raw):
    facts = {
        "rows": count_rows(entry["path"], raw),
        "bytes": len(raw),
        "hash": "sha256:" + hashlib.sha256(raw).hexdigest(),
    }
    if all(name in entry for name in facts):
        return entry | facts
    # A new table: put the three before the schema, which is long.
    rest = {name: value for name, value in entry.items() if name != "schema" and name not in facts}
    return rest | facts | ({"schema": entry["schema"]} if "schema" in entry else {})


def count_rows(path: str, raw: bytes) -> int | None:
    """Number of data rows of a table, or of features of a map; None when it cannot be read."""
    try:
        text = raw.decode("utf-8")
        if path.endswith(".csv"):
            return max(sum(1 for _ in csv.reader(text.splitlines(keepends=True))) - 1, 0)
        return len(json.loads(text)["features"])
    except (ValueError, KeyError, TypeError, csv.Error):
        return None


def _write(path, text):
    new = text.encode("utf-8")
    if path.is_file() and path.read_bytes() == new:
        return False
    path.write_bytes(new)
    return True


# --- texts made from the passport and the ledger -------------------------------------------------


def _cell(text):
    return str(text).replace("|", "\\|").replace("\n", " ").strip()


def data_readme(folder: Path | None = None) -> str:
    """Return the text of data/README.md: one list of tables per lesson, made from the passport."""
    package = passport(folder)
    order = {one.name: (one.number, one.question) for one in course.lessons()}
    groups: dict[str, list[dict]] = {}
    for entry in package["resources"]:
        groups.setdefault(entry.get("lesson") or "all", []).append(entry)
    lines = [
        "# The data",
        "",
        "<!-- Made by `claimlab data --seal` from datapackage.json. Do not edit: change the passport. -->",
        "",
        "Small tidy tables, one observation a row, units in the column names. Every row has a `source_id`:",
        "look it up in [sources.csv](sources.csv), or ask `source_of(row)` in a notebook.",
        "[datapackage.json](datapackage.json) says what each column means; [claims.csv](claims.csv) holds the verdicts.",
        "`claimlab data` checks all of it.",
    ]
    for lesson in sorted(groups, key=lambda name: ("00" if name == "all" else order.get(name, ("99",))[0], name)):
        number, question = order.get(lesson, ("", ""))
        lines += [
            "",
            "## For all lessons" if lesson == "all" else f"## {number} {lesson}: {question}",
            "",
            "| file | rows | what it holds | coverage | licence | reuse for money | credit | known gaps |",
            "|---|---:|---|---|---|---|---|---|",
        ]
        for entry in groups[lesson]:
            licence = "; ".join(item.get("title") or item.get("name", "") for item in entry.get("licenses", []))
            gaps = entry.get("gaps") or "None known."
            if entry.get("weak"):
                gaps += f" **Weak:** {entry['weak']}"
            cells = [
                f"[{entry['path']}]({entry['path']})",
                entry.get("rows", ""),
                entry.get("description", ""),
                entry.get("coverage", ""),
                licence,
                entry.get("reuse", ""),
                entry.get("credit", ""),
                gaps,
            ]
            lines.append("| " + " | ".join(map(_cell, cells)) + " |")
    return "\n".join(lines) + "\n"


def matrix(short: bool = False, folder: Path | None = None) -> str:
    """Return the claims matrix as a Markdown table, made from the ledger.

    short=False: one row a claim: claim, lesson, data, verdict.
    short=True: one row a lesson, every claim in the column of its verdict.
    """
    from .ledger import VERDICTS, claims_in

    rows = claims_in(folder)
    number = {one.name: one.number for one in course.lessons()}
    if not short:
        lines = ["| claim | the article says | lesson | data | verdict |", "|---|---|---|---|---|"]
        for row in rows:
            cells = [
                row["claim_id"],
                row["claim"],
                f"{number.get(row['lesson'], '')} {row['lesson']}",
                ", ".join(row["tables"].split()) or "–",
                row["verdict"],
            ]
            lines.append("| " + " | ".join(map(_cell, cells)) + " |")
        return "\n".join(lines)
    lines = ["| lesson | " + " | ".join(VERDICTS) + " | data |", "|---|" + "---|" * len(VERDICTS) + "---|"]
    for lesson in sorted({row["lesson"] for row in rows}, key=lambda name: number.get(name, "99")):
        mine = [row for row in rows if row["lesson"] == lesson]
        cells = [f"{number.get(lesson, '')} {lesson}"]
        cells += [" ".join(row["claim_id"] for row in mine if row["verdict"] == word) for word in VERDICTS]
        cells.append(", ".join(sorted({table for row in mine for table in row["tables"].split()})))
        lines.append("| " + " | ".join(map(_cell, cells)) + " |")
    totals = [str(sum(row["verdict"] == word for row in rows)) for word in VERDICTS]
    lines.append(f"| **{len(rows)} claims** | " + " | ".join(totals) + " | |")
    return "\n".join(lines)


def with_matrix(text: str, folder: Path | None = None) -> str:
    """Return `text` (a README) with the short matrix between its two markers; unchanged without them."""
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        return text
    return f"{before}{START}\n{matrix(short=True, folder=folder)}\n{END}{after}"


# --- the command -----------------------------------------------------------------------------


def main(reseal: bool = False, claims: bool = False) -> int:
    """`claimlab data`: one line a table, then every problem. Returns 0 when all is in order, else 1."""
    if claims:
        print(matrix())
        return 0
    folder, root = course.data(), course.root()
    try:
        for path in seal(folder, root) if reseal else ():
            print(f"written: {path.relative_to(root)}")
    except (KeyError, TypeError, AttributeError):
        # A passport of the wrong shape: the checks below say where.
        print("Nothing was sealed, because the passport is not built as it should be.", file=sys.stderr)
    problems = verify(folder) or against_the_rule(folder)
    _print_tables(folder, problems)
    _print_problems(problems)
    return 1 if problems else 0


def _print_tables(folder, problems):
    try:
        _print_lines(resources(folder), problems)
    except (DataProblem, KeyError, TypeError, AttributeError):
        return  # a passport that cannot be read is told among the problems


def _print_lines(entries, problems):
    width = max((len(entry["path"]) for entry in entries), default=0)
    for entry in entries:
        count = sum(problem.file == f"data/{entry['path']}" for problem in problems)
        columns = len(entry.get("schema", {}).get("fields", []))
        size = f"{columns:>2} columns" if columns else "map       "
        state = "ok" if not count else f"{count} problem{'s' if count > 1 else ''}"
        coverage = entry.get("coverage", "")
        coverage = coverage if len(coverage) <= 48 else coverage[:47].rstrip(" ,;") + "…"
        print(f"{entry['path']:<{width}}  {entry.get('rows', '?'):>5} rows  {size}  {state:<11}  {coverage}")


def _print_problems(problems, most=5):
    """Print every kind of problem; of many alike in one file, the first few and how many more."""
    if not problems:
        print("All is in order.")
        return
    print(f"\n{len(problems)} problem{'s' if len(problems) > 1 else ''}:")
    seen = {}
    for problem in problems:
        key = (problem.file, problem.kind)
        seen[key] = seen.get(key, 0) + 1
        if seen[key] <= most:
            print(f"- {problem}")
    for (file, kind), count in seen.items():
        if count > most:
            print(f"- {file}: {count - most} more rows with the same problem ({kind}).")
