"""The ledger as a table to filter and search: lesson 00."""

from typing import TYPE_CHECKING

from ..evidence import ledger as book
from .filter_table import Columns, filter_table
from .html import TONES, VERDICT_TONE, escape

if TYPE_CHECKING:
    from ipywidgets import VBox


def said(row: dict[str, str]) -> str:
    """What a search looks through: id, claim and reason."""
    return f"{row['claim_id']} {row['claim']} {book.reason(row['claim_id'])}"


def verdict(row: dict[str, str]) -> str:
    """The verdict as HTML, with its reason folded under it."""
    colour, sign = TONES[VERDICT_TONE[row["verdict"]]]
    return (
        f'<details style="border-left:4px solid {colour};padding-left:8px"><summary>{sign} {escape(row["verdict"])}</summary>'
        f"{escape(book.reason(row['claim_id']))}</details>"
    )


COLUMNS: Columns = {
    "Claim": lambda row: row["claim_id"],
    "Lesson": lambda row: escape(row["lesson"]),
    "In our words": lambda row: escape(row["claim"]),
    "Verdict": verdict,
}


def claims_table() -> "VBox":
    """Show all claims as a table to filter by lesson, kind and verdict, and to search."""
    return filter_table(
        book.all_claims(),
        "claim",
        COLUMNS,
        {name: name.capitalize() for name in ("lesson", "kind", "verdict")},
        said,
        "The ledger, to filter and search",
        hint="a word or an id, for example border",
    )
