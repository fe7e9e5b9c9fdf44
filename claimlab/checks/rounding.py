"""One rule of rounding for every task, as each exercise set prints it."""

from math import floor, isfinite, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .task import Task

RULE = (
    "Keep all decimals while you compute. The answer may be rounded: three figures are enough (48.3, 512 or 0.207), "
    "and for per cent one decimal is (7.4). Counts and years are exact. A function does not round."
)


def decimals(value: float) -> int | None:
    """How many decimals a number is written with: 12.30 -> 1; None for one like 1e-7."""
    text = repr(round(float(value), 9))  # 0.57 * 100 is 57 to whoever reads it
    return None if "e" in text or "." not in text else len(text.split(".")[1].rstrip("0"))


def enough(target: float, percent: bool) -> int:
    """Decimals that are enough for a right answer: three figures, or one decimal for per cent; never less than whole."""
    if not target or not isfinite(target):
        return 1
    figures = max(0, 2 - floor(log10(abs(target))))
    return min(figures, 1) if percent else figures


def rounds_to(value: float, target: float, needed: int) -> bool:
    """Is `value` the target, rounded to `needed` decimals or more?"""
    written = decimals(value)
    if written is None or written > 6:
        return False
    return abs(value - target) <= 0.5 * 10.0 ** -max(written, needed) * (1 + 1e-9)


def rounded_like(value: float, other: float, needed: int) -> bool:
    """Is a wrong `value` this other number, as far as the rule of rounding goes? Zero tells nothing."""
    return value != 0 and rounds_to(value, other, needed)


def is_short(value: float, target: float) -> bool:
    """Is `value` the target, rounded to fewer decimals than are enough?"""
    return value != 0 and is_cut(value, target)


def is_cut_off(value: float, target: float) -> bool:
    """Is `value` the target with two figures or more, and the rest cut off or rounded to tens?"""
    written = decimals(value)
    if written is None or written > 6 or not value or value * target < 0:
        return False
    unit = 10.0**-written
    if abs(value) >= 9.5 * unit and abs(floor(abs(target) / unit + 1e-9) * unit - abs(value)) < 1e-9 * unit:
        return True
    tens = 10.0 ** (floor(log10(abs(value))) - 1)
    return tens >= 10 and value % tens == 0 and abs(value - target) <= 0.5 * tens


def is_cut(value: float, target: float) -> bool:
    """The same for one value among many, where zero can be what rounding left."""
    written = decimals(value)
    return written is not None and written <= 6 and abs(value - target) <= 0.5 * 10.0**-written * (1 + 1e-9)


def percent(task: "Task") -> bool:
    """Is the unit of a task per cent, or points of it?"""
    return task.unit.startswith(("per cent", "%", "percentage point"))
