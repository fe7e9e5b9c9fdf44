"""What first aid knows at the place of an error, and the words that all kinds of error share."""

import ast
import builtins
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import FrameType
from typing import Any

from ..letters import plain


@dataclass
class Aid:
    """First aid for one error. sentence: what is wrong and what to do; lines: the student's own lines, from the cell to the place."""

    sentence: str
    lines: list[tuple[str, str]] = field(default_factory=list)

    @property
    def line(self) -> int:
        """Number of the line of the running cell, or 0."""
        return next((int(found[0]) for where, _ in self.lines[:1] if (found := re.findall(r"\d+", where))), 0)


class Scene:
    """What is known at the place of the error: the exception, its frames, and the student's own code."""

    def __init__(self, problem: BaseException, source_of: Callable[[str], str | None], cells: Callable[[], list]):
        self.problem, self.kind, self.text = problem, type(problem).__name__, str(problem)
        self.cells = cells
        self.steps = []  # (frame, line, position of the instruction)
        trace = problem.__traceback__
        while trace is not None:
            self.steps.append((trace.tb_frame, trace.tb_lineno, trace.tb_lasti))
            trace = trace.tb_next
        self.own = [
            place for place, (frame, _, _) in enumerate(self.steps) if source_of(frame.f_code.co_filename) is not None
        ]
        self.frame: FrameType | None = None
        self.source, self.node, self.tree = "", None, None
        if self.own:
            self.frame, self.lineno, lasti = self.steps[self.own[-1]]
            self.source = source_of(self.frame.f_code.co_filename) or ""
            self.cell = source_of(self.steps[self.own[0]][0].f_code.co_filename) or ""
            self.span = span_of(self.frame, lasti)
            try:
                self.tree = ast.parse(self.source)
                self.node = _smallest(self.tree, self.span)
            except (SyntaxError, ValueError, RecursionError):
                pass

    def below(self) -> list[FrameType]:
        """Frames of the library code that the student's line called, innermost first."""
        return [frame for frame, _, _ in reversed(self.steps[self.own[-1] + 1 :])] if self.own else []

    def names(self) -> dict[str, Any]:
        """All names that the student's line could have meant, own ones first."""
        frame = self.frame
        return {**vars(builtins), **(frame.f_globals if frame else {}), **(frame.f_locals if frame else {})}

    def value(self, node: ast.expr | None) -> Any:
        """The value of an expression that only looks things up: a name, an attribute or a part. None when it does more."""
        if (
            node is None
            or not self.frame
            or any(isinstance(one, (ast.Call, ast.NamedExpr, ast.Await, ast.Yield)) for one in ast.walk(node))
        ):
            return None
        try:
            return eval(compile(ast.Expression(node), "<first aid>", "eval"), self.frame.f_globals, self.frame.f_locals)
        except Exception:
            return None

    def call(self, node: ast.expr | None, thing: Any = None) -> str:
        """What the student calls a table: its expression when it is a short one, else the name that holds it."""
        kinds = ast.Name | ast.Subscript | ast.Attribute
        if isinstance(node, kinds) and len(ast.unparse(node)) <= 24 and (thing is None or self.value(node) is thing):
            return ast.unparse(node)
        if thing is not None:
            for names in (self.frame.f_locals, self.frame.f_globals) if self.frame else ():
                name = next((name for name, one in names.items() if one is thing and not name.startswith("_")), "")
                if name:
                    return name
        return "this table"


def span_of(frame: FrameType, lasti: int) -> tuple:
    """Where in the source the failing instruction stands: (line, end line, column, end column)."""
    for place, span in enumerate(frame.f_code.co_positions()):
        if place == lasti // 2:
            return span
    return (None,) * 4


def _smallest(tree, span):
    """The smallest part of the program that covers the place."""
    first, last, begin, end = span
    if None in span:
        return None
    fits = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.expr)
        and (node.lineno, node.col_offset) <= (first, begin)
        and (node.end_lineno, node.end_col_offset) >= (last, end)
    ]
    size = lambda node: (node.end_lineno - node.lineno, node.end_col_offset - node.col_offset)  # noqa: E731
    return min(reversed(fits), key=size, default=None)  # of equals the innermost


def own_lines(scene: Scene, source_of: Callable[[str], str | None]) -> list[tuple[str, str]]:
    """The student's own lines on the way to the error: the line of the cell, then the line inside a function."""
    said: list[tuple[str, str]] = []
    chosen = [*scene.own[:1], *scene.own[-1:]] if len(scene.own) > 1 else scene.own
    for number, place in enumerate(chosen):
        frame, lineno, lasti = scene.steps[place]
        lines = [_as_typed(line) for line in (source_of(frame.f_code.co_filename) or "").splitlines()]
        if not lineno or not 0 < lineno <= len(lines):
            continue
        name = frame.f_code.co_name
        where = f"line {lineno} of {name}()" if number and name.isidentifier() else f"line {lineno}"
        code = lines[lineno - 1].rstrip()
        cut = len(code) - len(code.lstrip())
        if said[-1:] != [(where, code.strip())]:
            said.append((where, code.strip()))
        first, last, begin, end = span_of(frame, lasti)
        if place == scene.own[-1] and first == last == lineno and begin is not None:
            begin, end = (len(code.encode()[:one].decode(errors="ignore")) - cut for one in (begin, end))
            if 0 <= begin < end and (begin, end) != (0, len(code.strip())) and end - begin < 60:
                said.append(("", " " * begin + "^" * (end - begin)))
    return said


def _as_typed(line):
    """IPython rewrites a line such as %foo before it runs: give it back as it was typed."""
    return re.sub(r"get_ipython\(\)\.run_(?:line|cell)_magic\('(\w+)', '([^']*)'.*", r"%\1 \2", line).rstrip()


def nearest(wanted: Any, known: Iterable) -> str:
    """The one of `known` that `wanted` most likely means, or ""."""
    wanted, known = str(wanted), [str(one) for one in known]
    folded = {plain(one).casefold(): one for one in reversed(known)}
    if plain(wanted).casefold() in folded:
        return folded[plain(wanted).casefold()]
    near = get_close_matches(plain(wanted).casefold(), list(folded), n=1, cutoff=0.72)
    return folded[near[0]] if near else ""


def listed(known: Iterable, most: int = 8) -> str:
    """The first labels of a list, parted by commas."""
    known = [str(one) for one in known]
    if any("," in one for one in known):  # one label with a comma would read as two
        known = [f'"{one}"' for one in known]
    return ", ".join(known[:most]) + (" …" if len(known) > most else "")


def in_quotes(label: Any) -> str:
    """A label as it is typed: text in quotation marks."""
    return f'"{label}"' if isinstance(label, str) else str(label)
