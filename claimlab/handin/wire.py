"""Answers as plain data: what may pass between the process that runs a student's code and the one that judges it.

`pack` runs beside the student's code and never fails; `unpack` runs beside the references and makes only plain
Python, numpy, pandas and matplotlib objects. Nothing is pickled, so an answer can bring no code with it.
"""

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ..checks.values import is_blank
from . import pictures

MOST = 20_000  # items of one answer; the largest right answer has under a thousand
DEEP = 6  # levels of lists inside lists


def pack(answer: Any, deep: int = DEEP) -> Any:
    """An answer as JSON data: plain scalars as they are, everything else as {"k": kind, …}. Never raises."""
    try:
        return _pack(answer, deep)
    except BaseException as problem:
        if isinstance(problem, KeyboardInterrupt):
            raise
        return {"k": "odd", "t": _type_name(answer)}


def _pack(a, deep):
    import numpy as np
    import pandas as pd

    if is_blank(a):
        return {"k": "blank"}
    if isinstance(a, np.ndarray) and a.shape == ():
        a = a.item()
    if a is None or isinstance(a, bool):
        return a
    if a is pd.NA or a is pd.NaT:
        return {"k": "missing"}
    if isinstance(a, np.generic):
        a = a.item()
    if isinstance(a, str):
        return str.__str__(a)[:20_000]
    if isinstance(a, bool):
        return a
    if isinstance(a, int):
        a = int.__int__(a)
        return a if abs(a) < 10**300 else {"k": "huge", "v": 1 if a > 0 else -1}
    if isinstance(a, (float, Decimal, Fraction)):
        return _float(float.__float__(a) if isinstance(a, float) else float(a))
    if isinstance(a, complex):
        return {"k": "complex", "v": [_float(a.real), _float(a.imag)]}
    if isinstance(a, pd.Period):
        return {"k": "period", "v": [str(a), a.freqstr]}
    if hasattr(a, "isoformat") and hasattr(a, "year"):
        return {"k": "time", "v": str(pd.Timestamp(a).isoformat())}
    if deep <= 0:
        return {"k": "odd", "t": _type_name(a)}
    if pictures.is_picture(a):
        found = pictures.read(a)
        return {"k": "odd", "t": _type_name(a)} if found is None else {"k": "picture", "v": pack(found, 8)}
    if isinstance(a, pd.Series):
        return {
            "k": "series",
            "v": _items(a, deep),
            "i": _index(a.index, deep),
            "n": _name(a.name),
            "d": str(a.dtype)[:20],
        }
    if isinstance(a, pd.DataFrame):
        return _frame(a, deep)
    if isinstance(a, pd.Index):
        return {"k": "index", **_index(a, deep)}
    if isinstance(a, np.ndarray):
        return {"k": "array", "v": _items(a.ravel(), deep), "s": list(a.shape), "d": str(a.dtype)[:20]}
    if isinstance(a, dict):
        return {
            "k": "dict",
            "v": [[pack(key, deep - 1), pack(value, deep - 1)] for key, value in list(dict.items(a))[:MOST]],
        }
    for kind in (list, tuple, set, frozenset):
        if isinstance(a, kind):
            return {"k": kind.__name__, "v": [pack(item, deep - 1) for item in list(kind.__iter__(a))[:MOST]]}
    if type(a).__name__ in ("dict_keys", "dict_values", "range", "map", "filter", "generator", "zip"):
        return {"k": "list", "v": [pack(item, deep - 1) for item, _ in zip(a, range(MOST))]}
    if hasattr(a, "wkb_hex"):
        return {"k": "shape", "v": str(a.wkb_hex)}
    if isinstance(a, type):
        return {"k": "class", "t": str(a.__name__)[:40]}
    if callable(a):
        return {"k": "function", "t": str(getattr(a, "__name__", "function"))[:40]}
    return {"k": "odd", "t": _type_name(a)}


def _float(value):
    return value if math.isfinite(value) else {"k": "float", "v": repr(value)}


def _type_name(a):
    name = type(a).__name__
    return name[:40] if name.isidentifier() else "object"


def _name(name):
    return name[:200] if isinstance(name, str) else None


def _items(values, deep):
    return [pack(item, deep - 1) for item, _ in zip(values, range(MOST))]


def _index(index, deep):
    return {"v": _items(index, deep), "n": [_name(one) for one in index.names], "l": index.nlevels}


def _frame(frame, deep):
    small = frame.size <= MOST * 5
    columns = [_items(frame.iloc[:, n], deep) for n in range(frame.shape[1])] if small else []
    return {
        "k": "frame",
        "s": list(frame.shape),
        "c": _index(frame.columns, deep),
        "v": columns,
        "i": _index(frame.index, deep) if small else None,
    }


def unpack(a: Any) -> Any:
    """The object that `pack` saw, built anew. Raises ValueError, KeyError or TypeError for data that `pack` never makes."""
    import numpy as np
    import pandas as pd

    if not isinstance(a, dict):
        if isinstance(a, list):
            raise TypeError("a bare list")
        return a
    kind = a["k"]
    v: Any = a.get("v")
    if kind == "blank":
        return ...
    if kind == "missing":
        return pd.NA
    if kind == "float":
        return float(v)
    if kind == "huge":
        return int(v) * 10**400
    if kind == "complex":
        return complex(*map(unpack, v))
    if kind == "time":
        return pd.Timestamp(v)
    if kind == "period":
        return pd.Period(v[0], freq=v[1])
    if kind == "series":
        values = [unpack(item) for item in v]
        series = pd.Series(values, index=_unpack_index(a["i"]), name=a.get("n"), dtype=None if values else float)
        return series.astype(bool) if a.get("d") == "bool" and values else series
    if kind == "frame":
        return _unpack_frame(a)
    if kind == "index":
        return _unpack_index(a)
    if kind == "array":
        values = [unpack(item) for item in v]
        return np.array(values, dtype=None if a["d"].startswith(("float", "int", "bool", "<U")) else object).reshape(
            a["s"]
        )
    if kind == "dict":
        return {unpack(key): unpack(value) for key, value in v}
    if kind in ("list", "tuple", "set", "frozenset"):
        return {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}[kind](unpack(item) for item in v)
    if kind == "shape":
        from shapely import from_wkb

        return from_wkb(bytes.fromhex(v))
    if kind == "picture":
        return pictures.again(unpack(v))
    if kind == "class":
        return type(_identifier(a.get("t")), (), {})
    if kind == "function":
        return lambda *anything: None
    return type(_identifier(a.get("t")), (), {})()


def _identifier(name):
    return name if isinstance(name, str) and name.isidentifier() else "object"


def _unpack_index(i):
    import pandas as pd

    values = [unpack(item) for item in i["v"]]
    if i["l"] > 1:
        return (
            pd.MultiIndex.from_tuples(values, names=i["n"])
            if values
            else pd.MultiIndex.from_arrays([[]] * i["l"], names=i["n"])
        )
    return pd.Index(values, name=i["n"][0], tupleize_cols=False)


def _unpack_frame(a):
    import pandas as pd

    rows, columns = a["s"]
    if a["i"] is None:
        return pd.DataFrame(0.0, index=range(min(rows, 10**6)), columns=range(min(columns, 1000)))
    frame = pd.DataFrame(
        {n: [unpack(item) for item in column] for n, column in enumerate(a["v"])}, index=_unpack_index(a["i"])
    )
    frame.columns = _unpack_index(a["c"])
    return frame
