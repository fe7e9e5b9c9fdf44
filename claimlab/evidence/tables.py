"""Where the data lie, and how the package reads them.

Lessons read the same files with a plain `pd.read_csv("../data/…")`.
"""

import io
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..course import Told, back, data, where
from ..seal import broken, seals

if TYPE_CHECKING:
    import pandas as pd


class DataProblem(Told):
    """A table that cannot be used as it is. The message says what to do."""


@cache
def _read(name: str, path: Path):
    import pandas as pd

    try:
        raw = path.read_bytes()
        if broken(raw, seals(data()).get(f"{name}.csv")) == "changed":
            raise DataProblem(changed(f"{name}.csv"))
        return pd.read_csv(io.BytesIO(raw))
    except FileNotFoundError:
        raise DataProblem(f"The table data/{name}.csv is missing. {back(f'{name}.csv')}") from None
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as problem:
        raise DataProblem(f"The table data/{name}.csv cannot be read ({problem}). {back(f'{name}.csv')}") from None


def changed(file: str) -> str:
    """What is said of a table that is no longer the one of the course. `file`: its path inside data/."""
    own = "" if where() == "browser" else " (A change of your own is sealed with: claimlab data --seal)"
    return f"The table data/{file} is not as the course gives it. Did a spreadsheet save it? {back(file)}{own}"


def table(name: str) -> "pd.DataFrame":
    """Return the table `data/<name>.csv` as a DataFrame of your own (a copy).

    `name` is written as in the passport's path, without the ending: "trade/partners".
    Raises DataProblem when the file is missing or cannot be read.
    """
    return _read(name, data() / f"{name}.csv").copy()


def only(frame: "pd.DataFrame", column: str, **where: Any) -> Any:
    """Return the one value of `column` in the row of `frame` where every condition holds.

    only(money, "value", year=2023, series="us_cpi") -> 304.702
    Raises DataProblem when no row or more than one row fits, so that a measure can never
    pick a figure by chance.
    """
    rows = frame
    for name, wanted in where.items():
        rows = rows[rows[name] == wanted]
    if len(rows) != 1:
        raise DataProblem(f"{len(rows)} rows fit {where}; exactly one was expected. Check the data table.")
    return rows[column].iloc[0]


def features(name: str) -> list[dict]:
    """Return the features of the map `data/geo/<name>.geojson`, as GeoJSON has them (degrees, longitude first).

    Raises DataProblem when the file is missing or cannot be read.
    """
    path = data() / "geo" / f"{name}.geojson"
    try:
        return json.loads(path.read_text(encoding="utf-8"))["features"]
    except FileNotFoundError:
        raise DataProblem(f"The map data/geo/{path.name} is missing. {back(f'geo/{path.name}')}") from None
    except (ValueError, KeyError, TypeError) as problem:
        raise DataProblem(
            f"The map data/geo/{path.name} cannot be read ({problem}). {back(f'geo/{path.name}')}"
        ) from None


def see(path: str) -> str:
    """What to do with a list of data/ that cannot be read."""
    return back(path) if where() == "browser" else "Run `claimlab data` to see what is wrong."
