"""Python's errors in one sentence for a saved notebook, with the line they come from."""

import re

from ..student.sentences import told


def explain(name: str, text: str, line: int | None = None, aid: str = "") -> str:
    """One sentence, and Python's own words in brackets. aid: what first aid said beside the live error, if it had a word."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", text).strip().split("\n")[0]
    text, inside = (
        re.subn(r" ?\((?:detected at line \d+, )?[^()]*, line \d+\)$", "", text)[0],
        re.search(r"line (\d+)\)$", text),
    )
    line = line if isinstance(line, int) else int(inside[1]) if inside else None
    if name == "ModuleNotFoundError" and re.search(r"'(claimlab|course)\b", text):
        aid = "A paper may use check of claimlab, and nothing that holds answers: compute yours from the tables"
    sentence = (aid or told(name, text)).strip().rstrip(".")
    text = "" if name == "StdinNotImplementedError" else text if len(text) <= 120 else text[:117] + "…"
    said = ", ".join(filter(None, [f"{name}: {text}" if text else name, f"line {line} of the cell" if line else ""]))
    return f"{sentence} ({said})."
