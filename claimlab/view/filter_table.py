"""A list of rows as a table to filter and search: the ledger, the clauses of the article, any other list."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from .html import escape

if TYPE_CHECKING:
    from ipywidgets import VBox

ANY = "all"
CELL = "text-align:left;padding:4px 10px;white-space:normal"
Row = dict[str, str]
#: Head of a column -> its cell as HTML.
Columns = dict[str, Callable[[Row], str]]


def select(rows: list[Row], said: Callable[[Row], str], text: str = "", **chosen: str) -> list[Row]:
    """The rows that hold each chosen value (ANY fits all) and whose words, said(row), hold the text."""
    wanted = text.casefold().strip()
    return [
        row
        for row in rows
        if all(value in (ANY, row[name]) for name, value in chosen.items()) and wanted in said(row).casefold()
    ]


def html(found: list[Row], total: int, columns: Columns, one: str) -> str:
    """The rows found as an HTML table below the line that counts them. one: what a row is, as in "claim"."""
    head = "".join(f'<th scope="col" style="{CELL}">{escape(name)}</th>' for name in columns)
    body = "".join(
        '<tr style="vertical-align:top">'
        + "".join(f'<td style="{CELL}">{cell(row)}</td>' for cell in columns.values())
        + "</tr>"
        for row in found
    )
    count = f"{len(found)} of {total} {one}s" if found else f"No {one} of {total} fits. Widen a filter."
    return (
        f'<div role="status" style="margin:4px 0">{count}</div><div tabindex="0" style="max-height:430px;overflow-y:auto;max-width:900px">'
        f'<table style="font-size:14px;border-collapse:collapse"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def filter_table(
    rows: list[Row],
    one: str,
    columns: Columns,
    filters: dict[str, str],
    said: Callable[[Row], str],
    caption: str,
    start: dict[str, str] | None = None,
    hint: str = "a word or an id",
) -> "VBox":
    """Show rows as a table with a list to choose from for each filter and a field to search in said(row).

    filters: {key of a row: label}. start: values that are chosen at first. caption: its name for a page without a kernel.
    """
    import ipywidgets as w

    from .controls import choice_field
    from .rest import widget_box

    controls = {
        name: choice_field(label, [ANY, *dict.fromkeys(row[name] for row in rows)], (start or {}).get(name, ANY))
        for name, label in filters.items()
    }
    controls["text"] = w.Text(
        description="Search", placeholder=hint, style={"description_width": "initial"}, layout=w.Layout(width="320px")
    )
    table = w.HTML()

    def update(_=None):
        chosen = {name: control.value for name, control in controls.items()}
        table.value = html(select(rows, said, **chosen), len(rows), columns, one)

    for control in controls.values():
        control.observe(update, names="value")
    update()
    fields = w.Box(list(controls.values()), layout=w.Layout(flex_flow="row wrap"))
    return widget_box([fields, table], caption, lambda: table.value)
