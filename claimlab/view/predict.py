"""Predict before you look: a widget that keeps a student's guess in my_work/guesses.json, which git ignores."""

import re
from typing import TYPE_CHECKING

from ..evidence import ledger as book
from ..student.store import GUESSES
from .html import escape

if TYPE_CHECKING:
    from ipywidgets import VBox


def predict(
    claim_id: str,
    question: str,
    options: list[str] | None = None,
    low: float | None = None,
    high: float | None = None,
    unit: str = "",
) -> "VBox":
    """Ask for a guess before any number is shown, and keep it.

    options: a list of answers to choose from; or low and high for a number in `unit`.
    The notebook runs on without a guess. The guess comes back on the claim's verdict card.
    """
    import ipywidgets as w

    from .controls import choice_field
    from .rest import widget_box

    book.claim_row(claim_id)  # a mistyped id is told here, not at the end of the lesson
    if (options is None) == (low is None):
        raise ValueError("predict() needs either options=[…] or low=… and high=….")
    known = GUESSES.get(claim_id)
    name = f"Your guess ({unit})" if unit else "Your guess"
    style, layout = {"description_width": "initial"}, w.Layout(width="min(100%, 560px)")
    if options is not None:
        value = known.get("value") if known.get("value") in options else None
        answer = choice_field(name, [("choose …", None), *((option, option) for option in options)], value)
    else:
        # Empty at first: a number that already stands there pulls the guess towards it.
        value = known.get("value")
        answer = w.Text(
            value=f"{value:g}" if isinstance(value, (int, float)) else "",
            placeholder=f"from {low:g} to {high:g}",
            description=name,
            style=style,
            layout=layout,
        )
    button = w.Button(description="Save my guess", button_style="primary", tooltip="Save my guess")
    status = w.HTML(_status(known.get("text")))

    def keep(_):
        try:
            value = answer.value if options is not None else _number(answer.value, low, high)
        except ValueError as problem:
            status.value = _status(None, str(problem))
            return
        if value is None:
            status.value = _status(None, "Choose an answer first.")
            return
        text = str(value) if options is not None else f"{value:g} {unit}".strip()
        trouble = GUESSES.put(claim_id, {"value": value, "text": text})
        status.value = _status(text, trouble)

    button.on_click(keep)
    asked = f"<b>Predict.</b> {escape(question)}"
    return widget_box([w.HTML(asked), answer, button, status], f"Predict {claim_id}", lambda: asked)


def _number(text, low, high):
    """A guess as a float. Raises ValueError, with a sentence for the student, for no number and for one out of range."""
    text = text.strip().removesuffix("%").replace("\u2212", "-")
    if high >= 1000 and re.fullmatch(r"\d{1,3}(,\d{3})+", text):  # 1,250 is a thousand where a thousand can be meant
        text = text.replace(",", "")
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        raise ValueError(f"Write one number from {low:g} to {high:g}, without words.") from None
    if not low <= value <= high:
        raise ValueError(f"The guess must lie between {low:g} and {high:g}.")
    return value


def _status(text, note=""):
    line = (
        f"Saved: your guess is <b>{escape(text)}</b>. You will see it again beside the verdict."
        if text
        else "No guess saved yet. The lesson also runs without one."
    )
    return (
        f'<div role="status" style="line-height:1.5">{escape(note) or line}{" " + line if note and text else ""}</div>'
    )
