"""Where the data lie, and how the package reads them.

Lessons read the same files with a plain `pd.read_csv("../data/…")`.
"""

from functools import lru_cache
from pathlib import Path

from .told import Told

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"


class DataProblem(Told):
    """A table that cannot be used as it is. The message says what to do."""


@lru_cache(maxsize=None)
def _read(name):
    import pandas as pd

    path = DATA / f"{name}.csv"
    try:
        return pd.read_csv(path)
    except FileNotFoundError:
        raise DataProblem(
            f"The table data/{name}.csv is missing. Bring it back with: git checkout -- data/{name}.csv"
        ) from None
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as problem:
        raise DataProblem(
            f"The table data/{name}.csv cannot be read ({problem}). "
            f"Bring it back with: git checkout -- data/{name}.csv"
        ) from None


def table(name):
    """Return the table `data/<name>.csv` as a DataFrame of your own (a copy).

    `name` is written as in the passport's path, without the ending: "trade/partners".
    Raises DataProblem when the file is missing or cannot be read.
    """
    return _read(name).copy()


def only(frame, column, **where):
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
