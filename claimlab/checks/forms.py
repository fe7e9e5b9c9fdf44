"""What a row of wrong numbers has in common: each turned round, one factor off, one amount off, below zero, far too large."""

from collections.abc import Sequence

FAR = 50  # times too large or too small: no slip of a digit, but a step on the wrong side


def form(got: Sequence[float], wanted: Sequence[float]) -> str:
    """The kind of mistake that fits all pairs of a wrong and a right number, or "".

    form([2, 4], [1, 2]) -> "multiple"; form([5, 6], [1, 2]) -> "one amount"
    """
    pairs = list(zip(got, wanted))
    if len(pairs) < 2 or len(set(wanted)) < 2:
        return ""
    if all(a and b for a, b in pairs):
        if any(all(_same(a * b, whole) for a, b in pairs) for whole in (1, 100, 10_000)):
            return "upside down"
        if pairs[0][0] / pairs[0][1] > 0 and all(_same(a / b, pairs[0][0] / pairs[0][1]) for a, b in pairs):
            return "multiple"
    if all(_same(a - b, pairs[0][0] - pairs[0][1]) for a, b in pairs):
        return "one amount"
    if any(a < 0 for a in got) and all(b >= 0 for b in wanted):
        return "below zero"
    if all(b and not 1 / FAR < abs(a / b) < FAR for a, b in pairs):
        return "size"
    return ""


def _same(a, b):
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b))
