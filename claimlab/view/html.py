"""The look of cards and boxes: plain HTML that is readable in light and dark theme and by a screen reader.

A notebook that was not run yet is shown by JupyterLab with its style sheets filtered, so nothing here
may be needed to understand the content: every state is a word, never only a colour.
"""

from html import escape

# Frame colour and sign per tone. The sign repeats the tone for readers who do not see the colour.
TONES = {
    "good": ("#00796b", "✓"),
    "almost": ("#8a6100", "≈"),
    "split": ("#6a3d9a", "⇄"),
    "bad": ("#b3261e", "✗"),
    "open": ("#5f6368", "○"),
    "note": ("#1f5fa8", "i"),
}

VERDICT_TONE = {
    "supported": "good",
    "roughly right": "almost",
    "contested": "split",
    "not supported": "bad",
    "not testable": "open",
}


def box(tone, title, body, role="note"):
    """One framed box. `title` is plain text, `body` is HTML. Returns HTML."""
    colour, sign = TONES[tone]
    return (
        f'<div role="{role}" style="border:1px solid {colour};border-left:6px solid {colour};border-radius:4px;'
        f'padding:8px 14px;margin:6px 0;max-width:880px;font-size:14px;line-height:1.5">'
        f'<div style="font-weight:bold">{sign} {escape(title)}</div>{body}</div>'
    )


def rows(pairs):
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


def present(card):
    """Show a card below the running cell, wherever in the cell it is called."""
    from IPython.display import display

    display(card)
