"""The tables that the set-up of a notebook reads for all tasks, and which cell changed one of them.

After a cell that names such a table a copy is kept. It is made in microseconds, because pandas copies only what is
written to later. The tables are compared only when somebody asks, which is after a wrong answer.
"""

import sys
from collections import deque
from dataclasses import dataclass, field
from typing import Any, NamedTuple


@dataclass
class _Table:
    """A shared table: the run that made it, the table itself, how it was, and how it was after later cells."""

    made: Any
    thing: Any
    first: Any
    later: deque = field(default_factory=lambda: deque(maxlen=100))
    gone: Any = None  # the run after which the name held something else, or nothing


class Change(NamedTuple):
    """What happened to a table: the run that did it first (None: nobody knows), what it did, and how the table was."""

    run: Any
    verb: str
    first: Any


_TABLES: dict[str, _Table] = {}


def note(run: Any, space: dict) -> None:
    """Note what a run (runs.Run) did to the shared tables. space: the names of the notebook."""
    pandas = sys.modules.get("pandas")
    if pandas is None:
        return
    for table in _TABLES.values():
        if table.gone is None and any(space.get(name) is table.thing for name in names_of(table.thing, run, space)):
            table.later.append((run, table.thing.copy(deep=False)))
    for name, table in _TABLES.items():
        if table.gone is None and space.get(name) is not table.thing:
            table.gone = run
    if "read_" in run.source and not run.problem:
        for name in run.changed:
            thing, old = space.get(name), _TABLES.get(name)
            again = old is None or (run.cell and run.cell == old.made.cell) or run.source == old.made.source
            if again and not name.startswith("_") and isinstance(thing, (pandas.DataFrame, pandas.Series)):
                _TABLES[name] = _Table(run, thing, thing.copy(deep=False))


def names_of(thing: Any, run: Any, space: dict) -> list[str]:
    """The names of a table that stand in the text of a run: its own, and others that were given to it."""
    return [name for name, one in space.items() if one is thing and name in run.source]


def same(now: Any, before: Any) -> bool:
    """Is a table still as it was, with its labels?"""
    try:
        return type(now) is type(before) and now.equals(before) and list(now.index.names) == list(before.index.names)
    except Exception:
        return False


def kept() -> dict[str, Any]:
    """Every shared table as the set-up left it."""
    return {name: table.first for name, table in _TABLES.items()}


def makers() -> list[Any]:
    """The runs that made the shared tables."""
    return [table.made for table in _TABLES.values()]


def changes(space: dict) -> dict[str, Change]:
    """The shared tables that are not as the set-up left them, each with its Change."""
    found = {}
    for name, table in _TABLES.items():
        if same(space.get(name), table.first):
            table.later.clear()
            continue
        run = next((run for run, after in table.later if not same(after, table.first)), table.gone)
        found[name] = Change(run, "changes" if name in space else "deletes", table.first)
    return found


def deleter(name: str) -> Any:
    """The run after which a shared table was gone, when this name held one; else None."""
    table = _TABLES.get(name)
    return table.gone if table else None


def told(who: str, verb: str, name: str, then: str) -> str:
    """The sentence on a cell that changed what all tasks use. then: what that means here."""
    return f"{who} {verb} {name}, which all tasks use. {then} Work on a copy, for example {name}.copy()."
