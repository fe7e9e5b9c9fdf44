"""One table against its entry: columns, cells, keys, and the rows it points to."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from .cells import check_value
from .entries import described
from .problems import Report, back
from .units import unit_in, units


def check_table(
    entry: dict, table: Any, tables: dict, entries: list[dict], report: Report, elsewhere: Iterable[str] = ()
) -> None:
    """A Table against its entry of the passport.

    tables: {path: Table} of all that could be read, for its links. elsewhere: columns whose cells another check looks at.
    """
    path = entry["path"]
    schema, fields = described(entry)
    if not fields:
        return
    names = [field["name"] for field in fields]
    _check_header(path, names, table.header, report)
    if not table.rows:
        report.add(path, None, "empty", "the table has no rows", back(path))
    for field in fields:
        if field["name"] in table.header and field["name"] not in elsewhere:
            _check_column(path, field, table, report)
    keys = schema.get("primaryKey") or []
    _check_unique(path, [keys] if isinstance(keys, str) else keys, table, report)
    for field in fields:
        if (field.get("constraints") or {}).get("unique") and [field["name"]] != keys:
            _check_unique(path, [field["name"]], table, report)
    places = {str(each.get("name")): each["path"] for each in entries}
    for link in schema.get("foreignKeys") or []:
        reference = link.get("reference") or {}
        _check_link(
            path,
            link.get("fields") or [],
            places.get(str(reference.get("resource"))),
            reference.get("fields") or [],
            table,
            tables,
            report,
        )


def _check_header(path, names, header, report):
    missing = [name for name in names if name not in header]
    extra = [name for name in dict.fromkeys(header) if name not in names]
    for name in missing:
        stem = name.removesuffix("_" + (unit_in(name) or ""))
        other = next(
            (
                each
                for each in extra
                if unit_in(each) and each.removesuffix("_" + unit_in(each)) == stem and unit_in(name)
            ),
            None,
        )
        if other:
            report.add(
                path,
                1,
                "unit",
                f"the column is called {other}, but the passport has {name}: another unit",
                f"change the numbers back to {units()[unit_in(name)][0]} and call the column {name}",
            )
            extra.remove(other)
            continue
        near = get_close_matches(name, extra, n=1, cutoff=0.6)
        if near:
            report.add(path, 1, "columns", f"the column {name} is called {near[0]}", f"rename it to {name}")
            extra.remove(near[0])
        else:
            report.add(path, 1, "columns", f"the column {name} is missing", back(path))
    for name in extra:
        report.add(
            path,
            1,
            "columns",
            f"the column {name!r} is not in the passport",
            "delete it, or describe it in data/datapackage.json",
        )
    if not missing and not extra and header != names and len(header) == len(names):
        report.add(
            path,
            1,
            "columns",
            "the columns stand in another order than in the passport",
            "put them in this order: " + ", ".join(names),
        )


def _check_column(path, field, table, report):
    name = field["name"]
    values = table.column(name)
    bad = {}
    for value in set(values):
        found = check_value(value, field)
        if found:
            bad[value] = found
    if not bad:
        return
    for (row, _), value in zip(table.rows, values):
        if value in bad:
            kind, what, mend = bad[value]
            report.add(path, row, f"{kind} in {name}", f"{name} {what}", mend)


def _check_unique(path, keys, table, report):
    if not keys or not set(keys) <= set(table.header):
        return
    first = {}
    for (row, _), key in zip(table.rows, zip(*(table.column(name) for name in keys))):
        if key in first:
            report.add(
                path,
                row,
                "duplicate key",
                f"{' + '.join(keys)} is {' + '.join(map(repr, key))}, the same as in row {first[key]}",
                "keep one of the two rows",
            )
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
            hint = (
                f"did you mean {near[0]!r}? Otherwise add it to data/{other}"
                if near
                else f"correct it, or add it to data/{other}"
            )
            report.add(
                path,
                row,
                "unknown source" if names == ["source_id"] else "unknown reference",
                f"{' + '.join(names)} is {' + '.join(map(repr, key))}, which is not in data/{other}",
                hint,
            )
