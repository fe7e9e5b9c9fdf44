"""The article clause by clause: what has a claim, what has half of one, what has none and why (data/clauses.csv)."""

import csv

from claimlab.course import data
from claimlab.evidence import ledger as book
from claimlab.view.html import TONES, VERDICT_TONE, escape

ANY = "all"


def clauses() -> list[dict]:
    """Every clause as a dict with clause_id, place, clause, claim_ids, covered, why."""
    with open(data() / "clauses.csv", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def select(covered: str = ANY, place: str = ANY, text: str = "") -> list[dict]:
    """The clauses that fit the filters; `text` is searched in the clause and in the ids of its claims."""
    wanted = text.casefold().strip()
    return [
        row
        for row in clauses()
        if covered in (ANY, row["covered"])
        and place in (ANY, row["place"])
        and wanted in f"{row['clause']} {row['claim_ids']} {row['why']}".casefold()
    ]


def html(found: list[dict], total: int) -> str:
    """The clauses as an HTML table: place, clause, claims with their words, and the reason where one is missing."""
    word = {row["claim_id"]: row["verdict"] for row in book.all_claims()}
    head = "".join(
        f'<th scope="col" style="text-align:left;padding:4px 10px">{name}</th>'
        for name in ("Paragraph", "In our words", "Has a claim", "Claims and words", "Why")
    )
    lines = []
    for row in found:
        claims = "<br>".join(
            f"{name} {TONES[VERDICT_TONE[word[name]]][1]} {word[name]}"
            for name in row["claim_ids"].split()
            if name in word
        )
        cells = (escape(row["place"]), escape(row["clause"]), escape(row["covered"]), claims, escape(row["why"]))
        lines.append(
            '<tr style="vertical-align:top">'
            + "".join(f'<td style="text-align:left;padding:4px 10px;white-space:normal">{cell}</td>' for cell in cells)
            + "</tr>"
        )
    count = f"{len(found)} of {total} clauses" if lines else f"No clause of {total} fits. Widen a filter."
    return (
        f'<div role="status" style="margin:4px 0">{count}</div><div tabindex="0" style="max-height:430px;overflow-y:auto;max-width:900px">'
        f'<table style="font-size:14px;border-collapse:collapse"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


def clauses_table(covered: str = ANY):
    """Show the article clause by clause as a table to filter by claim and paragraph, and to search."""
    import ipywidgets as w

    from claimlab.view.controls import choice_field
    from claimlab.view.rest import widget_box

    rows = clauses()
    controls = {
        "covered": choice_field("Has a claim", [ANY, *dict.fromkeys(row["covered"] for row in rows)], covered),
        "place": choice_field("Paragraph", [ANY, *dict.fromkeys(row["place"] for row in rows)]),
        "text": w.Text(
            description="Search",
            placeholder="a word or an id",
            style={"description_width": "initial"},
            layout=w.Layout(width="320px"),
        ),
    }
    table = w.HTML()

    def update(_=None):
        table.value = html(select(**{name: control.value for name, control in controls.items()}), len(rows))

    for control in controls.values():
        control.observe(update, names="value")
    update()
    return widget_box(
        [w.Box(list(controls.values()), layout=w.Layout(flex_flow="row wrap")), table],
        "The article clause by clause, to filter and search",
        lambda: table.value,
    )
