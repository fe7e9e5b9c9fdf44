"""The look of cards: a colour for each verdict, and in which ink to write on a colour."""

from html import escape

from ..box import TONES, Card, box, present, rows, worded

__all__ = ["TONES", "VERDICT_TONE", "Card", "box", "escape", "ink", "lightness", "present", "rows", "worded"]

VERDICT_TONE = {
    "supported": "good",
    "roughly right": "almost",
    "contested": "split",
    "not supported": "bad",
    "not tested": "waiting",
    "not testable": "open",
}


def lightness(colour: str) -> float:
    """How light a colour looks, from 0 (black) to 100 (white): L* of CIE Lab. colour: "#rrggbb"."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance


def ink(colour: str) -> str:
    """The colour to write in on a coloured ground: white on dark, black on light."""
    return "#ffffff" if lightness(colour) < 52 else "#000000"
