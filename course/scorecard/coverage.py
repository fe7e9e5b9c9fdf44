"""The article clause by clause: what has a claim, what has half of one, what has none and why (data/clauses.csv)."""

import csv

from claimlab.course import data
from claimlab.evidence import ledger as book
from claimlab.view.filter_table import ANY, filter_table
from claimlab.view.html import TONES, VERDICT_TONE, escape


def clauses() -> list[dict]:
    """Every clause as a dict with clause_id, place, clause, claim_ids, covered, why."""
    with open(data() / "clauses.csv", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def said(row: dict) -> str:
    """What a search looks through: the clause, the ids of its claims, and why."""
    return f"{row['clause']} {row['claim_ids']} {row['why']}"


def verdicts(row: dict) -> str:
    """The claims of a clause with their words, as HTML."""
    word = {one["claim_id"]: one["verdict"] for one in book.all_claims()}
    return "<br>".join(
        f"{name} {TONES[VERDICT_TONE[word[name]]][1]} {word[name]}" for name in row["claim_ids"].split() if name in word
    )


COLUMNS = {
    "Paragraph": lambda row: escape(row["place"]),
    "In our words": lambda row: escape(row["clause"]),
    "Has a claim": lambda row: escape(row["covered"]),
    "Claims and words": verdicts,
    "Why": lambda row: escape(row["why"]),
}


def clauses_table(covered: str = ANY):
    """Show the article clause by clause as a table to filter by claim and paragraph, and to search."""
    return filter_table(
        clauses(),
        "clause",
        COLUMNS,
        {"covered": "Has a claim", "place": "Paragraph"},
        said,
        "The article clause by clause, to filter and search",
        start={"covered": covered},
    )
