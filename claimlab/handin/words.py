"""Text that came from a student's file, made safe to print: no file may draw over another one's lines."""

import re
import sys
import unicodedata
from typing import Any

SIGNS = {"done": "✓", "not answered yet": "○", "not yet": "✗"}
_COLOURS = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[@-_]")


def plain(text: object, most: int = 600) -> str:
    """One line without control signs, colour codes and signs that turn the direction of writing."""
    text = _COLOURS.sub("", str(text))
    kept = "".join(
        " "
        if unicodedata.category(sign) in ("Cc", "Zl", "Zp")
        else ""
        if unicodedata.category(sign) in ("Cf", "Cs", "Co")
        else sign
        for sign in text[: 4 * most]
    )
    kept = " ".join(kept.split())
    return kept if len(kept) <= most else kept[: most - 1] + "…"


def put(text: str, stream: Any = None) -> None:
    """Print to a terminal of any encoding; signs that it lacks are replaced."""
    stream = stream or sys.stdout
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding))
    stream.flush()
