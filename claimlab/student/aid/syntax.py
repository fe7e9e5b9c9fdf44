"""A cell that Python cannot read: the sign and its place, or Python's own finding in our words."""

import io
import re
import tokenize

from ..letters import sign_told
from ..sentences import told
from .scene import Aid


def unreadable(problem: SyntaxError, cell: str) -> Aid:
    """SyntaxError: the sign and its place, or Python's own finding in our words."""
    code, line, column = (problem.text or "").rstrip("\n"), problem.lineno or 0, problem.offset or 0
    lines = []
    if code.strip():
        cut = len(code) - len(code.lstrip())
        lines = [(f"line {line}", code.strip())]
        if 0 < column <= len(code) + 1:
            lines.append(("", " " * max(0, column - 1 - cut) + "^"))
    sign = code[column - 1 : column] if 0 < column <= len(code) else ""
    found = re.search(r"U\+([0-9A-F]{4,6})", str(problem.msg))
    if found:
        sign = chr(int(found[1], 16))
        column = code.index(sign) + 1 if sign in code and code[column - 1 : column] != sign else column
        sentence = sign_told(sign, line, column)
        if sentence:
            return Aid(sentence, lines)
        return Aid(
            f'Line {line}, place {column} has a sign that Python does not read: "{sign}" (U+{found[1]}). Type it again.',
            lines,
        )
    if re.search(r"incomplete input|unexpected EOF|was never closed", str(problem.msg)) and (found := _unclosed(cell)):
        sign, number, text = found
        return Aid(
            f"The bracket {sign} in line {number} is opened and never closed.", [(f"line {number}", text.strip())]
        )
    return Aid(told(type(problem).__name__, str(problem.msg)), lines)


def _unclosed(code):
    """The last bracket that stays open: (sign, its line, the text of the line), or None."""
    opened = []
    try:
        for one in tokenize.generate_tokens(io.StringIO(code).readline):
            if one.type == tokenize.OP and one.string in "([{":
                opened.append((one.string, one.start[0], one.line.splitlines()[0]))
            elif one.type == tokenize.OP and one.string in ")]}" and opened:
                opened.pop()
    except (tokenize.TokenError, SyntaxError):
        pass
    return opened[-1] if opened else None
