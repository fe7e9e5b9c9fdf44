"""Take a notebook cell apart: the student's code, and the check calls in it.

The calls are read, never run: whatever the student has made of the name `check` does not matter.
"""

import ast
import re
from dataclasses import dataclass

CHECK_CALL = re.compile(r"""\bcheck\(\s*(?:task_id\s*=\s*)?["'](\d\d\.\d+)["']""")
WRAPPERS = ("%%time", "%%capture", "%%timeit", "%%prun")


@dataclass
class Code:
    """Code to run as it stands."""

    text: str


@dataclass
class Call:
    """A check call. `problem` tells why it cannot be judged: the expression is then of no use."""

    id: str
    expression: str = "..."
    problem: str = ""


def split(source: str) -> list:
    """The steps of a cell in their order: Code and Call."""
    first = source.lstrip().split("\n", 1)
    if first[0].startswith("%%"):
        if not CHECK_CALL.search(source):
            return [Code(source)]
        if not first[0].startswith(WRAPPERS):
            return [
                Call(
                    one,
                    problem=f"The check stands in a cell that begins with {first[0].split()[0]}. Move the check to a cell of its own.",
                )
                for one in CHECK_CALL.findall(source)
            ]
        source = first[1] if len(first) > 1 else ""
    if "check" not in source:
        return [Code(source)]
    tree = _tree(source)
    if tree is None:
        return [Code(source)] + [
            Call(one, problem="unreadable") for one in dict.fromkeys(CHECK_CALL.findall(_uncommented(source)))
        ]
    steps: list[Code | Call] = []
    pending: list[ast.stmt] = []
    lines = tree.text.splitlines()

    def flush():
        if pending:
            steps.append(Code(_lines(lines, pending)))
            pending.clear()

    for node in tree.body:
        call = _call(node.value) if isinstance(node, (ast.Expr, ast.Assign)) else None
        if call:
            flush()
            steps.append(call)
            continue
        pending.append(node)
        hidden = [] if isinstance(node, (ast.FunctionDef, ast.ClassDef)) else filter(None, map(_call, ast.walk(node)))
        for one in hidden:
            flush()
            steps.append(Call(one.id, problem="The check must stand on a line of its own, without anything around it."))
    flush()
    return steps


def _lines(lines, nodes):
    """Statements as the student wrote them, at their own line numbers; rewritten only where several share a line."""
    first, last = nodes[0].lineno, nodes[-1].end_lineno
    text = "\n" * (first - 1) + "\n".join(lines[first - 1 : last])
    try:
        if [ast.dump(node) for node in _parse(text).body] == [ast.dump(node) for node in nodes]:
            return text
    except SyntaxError:
        pass
    return "\n".join(ast.unparse(node) for node in nodes)


def _tree(source):
    """The syntax tree, also of a cell with lines such as %matplotlib inline; None when Python cannot read it."""
    try:
        return _parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        if not re.search(r"^\s*[%!?]|\?\s*$|=\s*[%!]", source, re.M):
            return None
    from IPython.core.inputtransformer2 import TransformerManager

    try:
        return _parse(TransformerManager().transform_cell(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _parse(source):
    tree = compile(source, "cell", "exec", ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    tree.text = source
    return tree


def _call(node):
    """A check call as Call, else None. `check(...)`, `claimlab.check(...)`, with or without names for the arguments."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, (ast.Name, ast.Attribute)):
        return None
    name = ast.unparse(node.func).removeprefix("claimlab.").removeprefix("checks.")
    given = dict(zip(("task_id", "answer"), node.args)) | {one.arg: one.value for one in node.keywords}
    task_id = given.get("task_id")
    if name != "check" or not isinstance(task_id, ast.Constant):
        return None
    return Call(
        str(task_id.value),
        ast.unparse(given["answer"]) if "answer" in given else "...",
        "" if "answer" in given else "The check names no answer.",
    )


def _uncommented(source):
    return "\n".join(line for line in source.splitlines() if not line.lstrip().startswith("#"))
