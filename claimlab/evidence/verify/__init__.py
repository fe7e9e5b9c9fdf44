"""The checks behind `claimlab data`: every table against its passport, all problems at once.

Only the standard library, so that the command answers at once; what needs pandas (do the
measures compute, do the reasons read well) is left to the tests.
"""

from difflib import get_close_matches
from pathlib import Path

from ... import course
from ..rule import as_data
from .claims import OURS, check_claims, check_lessons
from .entries import check_description, entries_in, fault_in_shape, read_passport
from .files import check_seal, read_map, read_table
from .maps import check_map
from .problems import Problem, Report, back
from .since import check_since
from .tables import check_table


def verify(folder: Path) -> list[Problem]:
    """Return all problems of a data folder (a Path) as a list of Problem, in the order of the passport."""
    report = Report()
    package = read_passport(folder, report)
    entries = entries_in(package, report) if package is not None else []
    listed = {entry["path"] for entry in entries}
    found = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    found = [path for path in found if path not in ("datapackage.json", "README.md")]
    lessons = [one.name for one in course.lessons()]
    if package is not None and package.get("rule", as_data()) != as_data():
        report.add(
            "datapackage.json",
            None,
            "rule",
            "the rule for the verdicts is not the one that the program follows",
            "run `claimlab data --seal`",
        )

    tables, maps = {}, {}
    for entry in entries:
        path = entry["path"]
        if path not in found:
            near = get_close_matches(path, [each for each in found if each not in listed], n=1)
            hint = f"rename data/{near[0]}, or {back(path)}" if near else back(path)
            report.add(path, None, "missing file", "the file is missing", hint)
            continue
        raw = (folder / path).read_bytes()
        if path.endswith(".csv"):
            tables[path] = read_table(path, raw, report)
        else:
            maps[path] = read_map(path, raw, report)
        check_seal(entry, raw, report, tables.get(path), maps.get(path))
    for path in found:
        if path in listed:
            continue
        if package is not None:
            report.add(
                path,
                None,
                "not in the passport",
                "the passport does not list this file",
                "describe it in data/datapackage.json and run `claimlab data --seal`, or delete it",
            )
        # Not described, but what can be seen without a description is still worth saying.
        if path.endswith(".csv"):
            read_table(path, (folder / path).read_bytes(), report)
        elif path.endswith(".geojson"):
            read_map(path, (folder / path).read_bytes(), report)

    sources = None
    if tables.get("sources.csv") and "source_id" in tables["sources.csv"].header:
        sources = set(tables["sources.csv"].column("source_id"))
    for entry in entries:
        if fault_in_shape(entry):
            continue
        check_description(entry, lessons, entries, report)
        if tables.get(entry["path"]):
            elsewhere = OURS if entry["path"] == "claims.csv" else ()
            check_table(entry, tables[entry["path"]], tables, entries, report, elsewhere)
            if entry["path"] != "claims.csv":
                check_lessons(entry["path"], tables[entry["path"]], lessons, report)
        elif maps.get(entry["path"]):
            check_map(entry["path"], maps[entry["path"]], sources, report)
    if tables.get("claims.csv"):
        check_claims(tables["claims.csv"], entries, lessons, sources, report)
        if tables.get("since.csv"):
            claims = [dict(zip(tables["claims.csv"].header, cells)) for _, cells in tables["claims.csv"].rows]
            check_since(tables["since.csv"], claims, sources, report)
    return report.problems
