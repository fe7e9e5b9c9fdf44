"""One cell against its column: type, form and limits."""

import re
from datetime import date
from difflib import get_close_matches
from typing import Any

#: What pandas.read_csv turns into a blank without a word.
NOTHING = {
    "#N/A",
    "#N/A N/A",
    "#NA",
    "-1.#IND",
    "-1.#QNAN",
    "-NaN",
    "-nan",
    "1.#IND",
    "1.#QNAN",
    "<NA>",
    "N/A",
    "NA",
    "NULL",
    "NaN",
    "None",
    "n/a",
    "nan",
    "null",
}

NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}([ ,'’\u00a0\u2009\u202f]\d{3})+([.,]\d+)?")
_POINTS = re.compile(r"[+-]?\d{1,3}(\.\d{3}){2,}")  # 8.681.276: with one point only it could be a decimal
_COMMA = re.compile(r"[+-]?\d+,\d+")
_INVISIBLE = re.compile(r"[\u00a0\u00ad\u200b-\u200f\u2028\u2029\u202f\ufeff\x00-\x08\x0b-\x1f]")


def check_value(value: str, field: dict) -> Any:
    """None when a cell is in order, else (kind, what is wrong, how to mend it)."""
    limits = field.get("constraints") or {}
    kind = field.get("type", "string")
    if value == "":
        return ("blank", "is blank", "fill it in, or take the row out") if limits.get("required") else None
    if value in NOTHING:
        return "blank", f"is {value!r}, which pandas reads as a blank", "write what is known, or leave the cell empty"
    points = kind in ("number", "integer", "year") and _POINTS.fullmatch(value)
    if points or _GROUPED.fullmatch(value):
        plain = re.sub("[.]" if points else "[ ,'’\u00a0\u2009\u202f]", "", value)
        return "thousands separator", f"is {value!r}, a number with a thousands separator", f"write {plain}"
    if value != value.strip() or _INVISIBLE.search(value):
        return "stray space", f"is {value!r}, with a space at its edge or a character nobody sees", "take it out"
    number = None
    if kind in ("number", "integer", "year"):
        pattern = {"number": NUMBER, "integer": re.compile(r"[+-]?\d+"), "year": re.compile(r"\d{4}")}[kind]
        if not pattern.fullmatch(value):
            if _COMMA.fullmatch(value):
                return "type", f"is {value!r}, with a decimal comma", f"write {value.replace(',', '.')}"
            wanted = {"number": "a number", "integer": "a whole number", "year": "a year of four digits"}[kind]
            return (
                "type",
                f"is {value!r}, not {wanted}",
                "write digits only, with a point for decimals" if kind == "number" else "write digits only",
            )
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
    if enum and value not in map(str, enum) and "\ufffd" not in value:  # bytes that are not UTF-8 are told already
        near = get_close_matches(value, map(str, enum), n=1, cutoff=0.5)
        words = f"{near[0]!r}?" if near else ", ".join(map(str, enum[:8])) + (", …" if len(enum) > 8 else "")
        mend = f"did you mean {words} The passport lists the words allowed" if near else f"use one of: {words}"
        return "not in the list", f"is {value!r}, which is not in the passport's list", mend
    if limits.get("pattern") and not re.fullmatch(limits["pattern"], value):
        return (
            "form",
            f"is {value!r}, which has not the form the passport asks for",
            f"write it as: {field.get('description', limits['pattern'])}",
        )
    if number is not None:
        unit = f" {field['unit']}" if field.get("unit") else ""
        low, high = limits.get("minimum"), limits.get("maximum")
        if high is not None and number > float(high):
            hint = (
                "it may be a thousand times too large: check the unit"
                if _within(number / 1000, low, high)
                else "check the number and its unit"
            )
            return "too large", f"is {value}, above the largest value the passport allows ({high}{unit})", hint
        if low is not None and number < float(low):
            return (
                "too small",
                f"is {value}, below the smallest value the passport allows ({low}{unit})",
                "check the number, its sign and its unit",
            )
    return None


def _within(number, low, high):
    return (low is None or number >= float(low)) and (high is None or number <= float(high))


def _is_date(value):
    try:
        return len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False
