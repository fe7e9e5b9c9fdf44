"""What a student's object is: blank, a number, a list of plain things, a column of numbers, or something else.

Python has many ways to hold the same number. Whatever a student could reasonably mean as a number counts as one.
"""

import contextlib
import inspect
import math
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ..student.journal import State

DONE, OPEN, WRONG = State.DONE, State.OPEN, State.WRONG

# Ways to write the same dash, apostrophe or space.
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | {"\u2019": "'", "\u00a0": " "})

# What a body of only a docstring, `...` or `pass` compiles to, from Python 3.11 to 3.14.
IDLE = {
    "RESUME",
    "NOP",
    "LOAD_CONST",
    "RETURN_VALUE",
    "RETURN_CONST",
    "COPY_FREE_VARS",
    "MAKE_CELL",
    "PRECALL",
    "CACHE",
    "LOAD_CONST_IMMORTAL",
    "LOAD_CONST_MORTAL",
    "NOT_TAKEN",
}

# What is asked first when a selection may have kept no row.
EMPTY = (
    "Does your condition keep any row, and is it about the right column? Is text compared with a number, or a name spelt in another way? "
    "Where conditions are joined, has each of them round brackets of its own?"
)


@dataclass(frozen=True)
class Outcome:
    state: State
    kind: str = ""  # the name of the mistake; equal kinds are counted
    hint: str = ""


def wrong(kind: str, hint: str) -> Outcome:
    """An Outcome that says "not yet"."""
    return Outcome(WRONG, kind, hint)


def is_blank(answer: Any) -> bool:
    """True for an untouched stub: `...`, or a function whose body is only a docstring and `...`."""
    if answer is Ellipsis:
        return True
    if inspect.isfunction(answer) and answer.__name__ != "<lambda>":
        import dis

        code = answer.__code__
        return {step.opname for step in dis.get_instructions(code)} <= IDLE and all(
            const is None or const is Ellipsis or const == answer.__doc__ for const in code.co_consts
        )
    return False


def count(number: int, one: str, more: str | None = None) -> str:
    """A number with its word: "1 row", "2,000 rows"."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def describe(answer: Any) -> str:
    """A short name of an object for a beginner: 'text', 'a whole column (Series) of 29 values', …"""
    import numpy as np
    import pandas as pd

    if answer is None:
        return "None, which means: nothing"
    if answer is Ellipsis:
        return "still the three dots"
    if isinstance(answer, (bool, np.bool_)):
        return "True or False"
    if isinstance(answer, str):
        return "text"
    if isinstance(answer, pd.DataFrame):
        return f"a whole table (DataFrame) of {count(len(answer), 'row')}"
    if isinstance(answer, pd.Series):
        return f"a whole column (Series) of {count(len(answer), 'value')}"
    if isinstance(answer, pd.Index):
        return f"an Index of {count(len(answer), 'label')}"
    if isinstance(answer, np.ndarray):
        return f"an array of {count(answer.size, 'value')}"
    if isinstance(answer, (list, tuple, set, frozenset, dict)):
        return f"a {type(answer).__name__} of {count(len(answer), 'item')}"
    if isinstance(answer, (int, float, complex, np.number, Decimal, Fraction)):
        return "a number"
    if "GroupBy" in type(answer).__name__:
        return "a grouped table that was not added up"
    if inspect.isclass(answer) or inspect.ismodule(answer):
        return f"the Python name {answer.__name__}, not a value"
    if hasattr(answer, "get_ylabel") or hasattr(answer, "get_axes"):
        return "a picture"
    if callable(answer):
        return "a function that was not called"
    kind = type(answer).__name__
    return f"{'an' if kind[:1].lower() in 'aeiou' else 'a'} {kind}"


def _uncounted(answer):
    """What an answer is, without its size: that may be the very number that a task asks for."""
    return re.sub(r" of [\d,]+ \w+$", "", describe(answer))


def plain(answer: Any) -> float | Outcome:
    """The answer as float, or an Outcome that says why it is not one number."""
    import numpy as np
    import pandas as pd

    if isinstance(answer, np.ndarray) and answer.shape == ():
        answer = answer.item()
    if isinstance(answer, (bool, np.bool_)):
        return wrong(
            "type",
            "The answer is True or False. The task asks for a number: did you compare where you meant to compute?",
        )
    if answer is pd.NA or answer is pd.NaT:
        return wrong("nan", "The answer is a missing value. Which step lost the number?")
    if isinstance(answer, (int, float, np.integer, np.floating, Decimal, Fraction)):
        try:
            value = float(answer)
        except (OverflowError, ValueError):
            return wrong(
                "inf", "The answer is too large for Python to compute with. Did you multiply where you meant to divide?"
            )
        if math.isnan(value):
            return wrong(
                "nan",
                "The answer is NaN, 'not a number': a value is missing, or a mean was taken of no rows. Does your condition keep any row?",
            )
        if math.isinf(value):
            return wrong("inf", "The answer is infinite: somewhere you divide by zero. What stands below the line?")
        return value
    if isinstance(answer, tuple) and len(answer) == 2 and all(type(part) is int for part in answer):
        return wrong(
            "comma",
            "The answer is two whole numbers: a comma parts them. In Python a decimal number has a point. Or which of the two is meant?",
        )
    if isinstance(answer, (complex, np.complexfloating)):
        return wrong("type", "The answer is a complex number. Did a negative number get a fractional power?")
    if isinstance(answer, str):
        if not any(sign.isdigit() for sign in answer) or answer.count("-") > 1 or re.search(r"\d-\d", answer):
            shown = answer if len(answer) <= 30 else answer[:28] + " …"
            return wrong(
                "type",
                f"The answer is the text {shown!r}. The task asks for a number: which column, or which step, gives it?",
            )
        if re.fullmatch(r"\s*-?\d+,\d{1,2}\s*%?\s*", answer):
            return wrong(
                "type",
                "The answer is text with a comma. A number stands without quotation marks, and has a decimal point.",
            )
        return wrong(
            "type", "The answer is text. Take away the quotation marks or the formatting; only the number counts."
        )
    if answer is None:
        return wrong(
            "type",
            "The answer is None, which means: nothing. Does your last step give a value back (print() does not), "
            "or did no round of a loop fill the name?",
        )
    if isinstance(answer, (pd.DataFrame, pd.Series, pd.Index, np.ndarray)) and answer.size == 1:
        return wrong(
            "wrapped",
            f"The answer is {describe(answer)}. The right size, but still wrapped: add .item() to take the number out."
            if not isinstance(answer, pd.DataFrame)
            else f"The answer is {describe(answer)} with one column. The right size, but still wrapped: pick the column, then add .item().",
        )
    if isinstance(answer, (pd.DataFrame, pd.Series, pd.Index, np.ndarray)) and answer.size == 0:
        return wrong("empty", f"The answer is {describe(answer)}: nothing is left. {EMPTY}")
    if isinstance(answer, pd.Series) and answer.isna().all():
        return wrong(
            "nan",
            f"The answer is {describe(answer)}, all of them missing: the two sides of a step have no label in common. "
            "How do you take a single number out of each side first?",
        )
    if isinstance(answer, (list, tuple, set, frozenset)) and len(answer) == 1:
        return wrong("wrapped", f"The answer is {describe(answer)}. Take the number out of its brackets.")
    if isinstance(answer, (list, tuple, set, frozenset)) and not answer:
        return wrong(
            "empty",
            f"The answer is an empty {type(answer).__name__}: nothing met your condition. Is it too strict, or does it "
            "compare other things than the question does?",
        )
    if isinstance(answer, (list, tuple, set, frozenset, dict)):
        return wrong(
            "type",
            f"The answer is {describe(answer)}. The task asks for one number: which of them is it, or what do you do with them all?",
        )
    if inspect.isroutine(answer):
        return wrong("type", "The answer is a function that was not called. Are the round brackets missing?")
    return wrong(
        "type",
        f"The answer is {_uncounted(answer)}. The task asks for one number: which of its values is it, "
        "or what do you do with them all: add them, count them, compare them?",
    )


def close(a: float, b: float, tolerance: float) -> bool:
    """Are two numbers as near as the tolerance?"""
    return abs(a - b) <= tolerance * (1 + 1e-9)


def bare(item: Any) -> Any:
    """A list item as a plain Python value, or raise TypeError: numpy's and pandas' scalars, 2001.0 and " x " included."""
    import numpy as np
    import pandas as pd

    if item is None or item is pd.NA or item is pd.NaT:
        return None
    if isinstance(item, np.generic) or (isinstance(item, np.ndarray) and item.shape == ()):
        item = item.item()
    if isinstance(item, str):
        return " ".join(item.translate(DASHES).split())
    if isinstance(item, bool):
        return item
    if isinstance(item, (Decimal, Fraction)):
        item = float(item)
    if isinstance(item, float) and item.is_integer():
        return int(item)
    if isinstance(item, (int, float, pd.Timestamp, pd.Period)):
        return item
    raise TypeError(f"an item is {describe(item)}")


def written_alike(series: Any) -> Any:
    """The Series with the spaces and dashes of its labels written in one way; None stays None."""
    return series if series is None else series.rename(lambda label: bare(label) if isinstance(label, str) else label)


def word(item: Any) -> str:
    """An item as text, the same for a number and for its text: 100, 100.0, "100" and "100.0" give "100"."""
    with contextlib.suppress(TypeError, ValueError):
        item = float(item)
    try:
        return str(bare(item))
    except TypeError:
        return str(item)


def numbers(series: Any) -> Any:
    """A Series as plain floats with NaN for missing values, or None when it holds anything else.

    Nullable columns (Float64) must not stay as they are: comparing with pd.NA gives neither True nor False,
    and .all() skips it.
    """
    import pandas as pd

    if (
        pd.api.types.is_bool_dtype(series)
        or pd.api.types.is_datetime64_any_dtype(series)
        or pd.api.types.is_timedelta64_dtype(series)
        or pd.api.types.is_complex_dtype(series)
    ):
        return None
    if not pd.api.types.is_numeric_dtype(series):
        kinds = (int, float, Decimal, Fraction)
        if len(series) == 0 or not all(
            item is None or item is pd.NA or (isinstance(item, kinds) and not isinstance(item, bool)) for item in series
        ):
            return None
    try:
        return pd.Series(
            [float("nan") if pd.isna(item) else float(item) for item in series], index=series.index, dtype=float
        )
    except (TypeError, ValueError, OverflowError):
        return None
