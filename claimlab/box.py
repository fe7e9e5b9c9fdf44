"""The frame in which a cell answers: plain HTML that is readable in light and dark theme and by a screen reader.

A notebook that was not run yet is shown by JupyterLab with its style sheets filtered, so nothing here
may be needed to understand the content: every state is a word, never only a colour.
"""

import re
from collections.abc import Iterable
from html import escape

# Colour and sign per tone. The sign repeats the tone for readers who do not see the colour. The verdicts also differ
# in lightness, so that a picture in grey still tells them apart; ink() says in which colour to write on each.
TONES = {
    "bad": ("#6b0f0b", "✗"),
    "good": ("#005b50", "✓"),
    "split": ("#7f56b0", "⇄"),
    "almost": ("#b58500", "≈"),
    "waiting": ("#a9b1ba", "?"),
    "open": ("#d5d9de", "○"),
    "note": ("#1f5fa8", "i"),
}


def box(tone: str, title: str, body: str, role: str = "note") -> str:
    """One framed box. `title` is plain text, `body` is HTML. Returns HTML."""
    colour, sign = TONES[tone]
    return (
        f'<div role="{role}" style="border:1px solid {colour};border-left:6px solid {colour};border-radius:4px;'
        f'padding:8px 14px;margin:6px 0;max-width:880px;font-size:14px;line-height:1.5">'
        f'<div style="font-weight:bold">{sign} {escape(title)}</div>{body}</div>'
    )


def worded(text: str) -> str:
    """Words with `code` and *stress* in them, as in a task's question, as HTML."""
    text = re.sub(r"`([^`\n]+)`", r"<code>\1</code>", escape(text))
    return re.sub(r"(?<![\w*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])", r"<em>\1</em>", text)


def rows(pairs: Iterable[tuple[str, str]]) -> str:
    """A two-column list of label and HTML value; pairs with an empty value are left out."""
    lines = "".join(
        f'<tr><th scope="row" style="text-align:left;vertical-align:top;padding:2px 16px 2px 0;font-weight:normal;'
        f'white-space:nowrap">{escape(label)}</th>'
        f'<td style="text-align:left;vertical-align:top;padding:2px 0;white-space:normal">{value}</td></tr>'
        for label, value in pairs
        if value
    )
    return f'<table style="border:none;margin:4px 0;font-size:14px"><tbody>{lines}</tbody></table>'


class Card:
    """Something a cell shows: HTML for the notebook, one plain line for a terminal, a test or a diff."""

    def __init__(self, html, text):
        self.html, self.text = html, text

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": self.html, "text/plain": self.text}

    def __repr__(self):
        return self.text


def present(card: Card) -> None:
    """Show a card below the running cell, wherever in the cell it is called."""
    from IPython.display import display

    display(card)
