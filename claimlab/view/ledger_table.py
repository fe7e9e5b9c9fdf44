"""The ledger as a table to filter and search: lesson 00."""

from typing import TYPE_CHECKING

from ..evidence import ledger as book
from .html import TONES, VERDICT_TONE, escape

if TYPE_CHECKING:
    from ipywidgets import VBox

ANY = "all"


def select(lesson: str = ANY, kind: str = ANY, verdict: str = ANY, text: str = "") -> list[dict]:
    """The claims that fit the filters, as a list of dicts; `text` is searched in id, claim and reason."""
    wanted = text.casefold().strip()
    found = []
    for row in book.all_claims():
        if any(
            value not in (ANY, row[name]) for name, value in (("lesson", lesson), ("kind", kind), ("verdict", verdict))
        ):
            continue
        if wanted and wanted not in f"{row['claim_id']} {row['claim']}".casefold():
            continue
        found.append(row)
    return found


def html(found: list[dict], total: int) -> str:
    """The table as HTML: id, lesson, claim, verdict with its reason folded under it."""
    head = "".join(
        f'<th scope="col" style="text-align:left;padding:4px 10px">{name}</th>'
        for name in ("Claim", "Lesson", "In our words", "Verdict")
    )
    lines = []
    for row in found:
        colour, sign = TONES[VERDICT_TONE[row["verdict"]]]
        lines.append(
            f'<tr style="vertical-align:top"><td style="text-align:left;padding:4px 10px">{row["claim_id"]}</td>'
            f'<td style="text-align:left;padding:4px 10px">{escape(row["lesson"])}</td>'
            f'<td style="text-align:left;padding:4px 10px;white-space:normal;max-width:430px">{escape(row["claim"])}</td>'
            f'<td style="text-align:left;padding:4px 10px;white-space:normal;border-left:4px solid {colour};max-width:300px">'
            f"<details><summary>{sign} {escape(row['verdict'])}</summary>{escape(book.reason(row['claim_id']))}</details></td></tr>"
        )
    count = f"{len(found)} of {total} claims" if lines else f"No claim of {total} fits. Widen a filter."
    return (
        f'<div role="status" style="margin:4px 0">{count}</div><div tabindex="0" style="max-height:430px;overflow-y:auto;max-width:900px">'
        f'<table style="font-size:14px;border-collapse:collapse"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


def claims_table() -> "VBox":
    """Show all claims as a table to filter by lesson, kind and verdict, and to search."""
    import ipywidgets as w

    from .controls import choice_field
    from .rest import widget_box

    rows = book.all_claims()
    values = lambda name: [ANY, *dict.fromkeys(row[name] for row in rows)]  # noqa: E731
    controls = {name: choice_field(name.capitalize(), values(name)) for name in ("lesson", "kind", "verdict")}
    controls["text"] = w.Text(
        description="Search",
        placeholder="a word or an id, for example border",
        style={"description_width": "initial"},
        layout=w.Layout(width="320px"),
    )
    table = w.HTML()

    def update(_=None):
        table.value = html(select(**{name: control.value for name, control in controls.items()}), len(rows))

    for control in controls.values():
        control.observe(update, names="value")
    update()
    return widget_box(
        [w.Box(list(controls.values()), layout=w.Layout(flex_flow="row wrap")), table],
        "The ledger, to filter and search",
        lambda: table.value,
    )
