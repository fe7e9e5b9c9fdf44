"""Wrong solutions made from a right one, by its syntax tree: the slips that students make, one at a time."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

ARITHMETIC = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
COMPARISON = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Gt: (ast.Lt, ast.GtE),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Lt: (ast.Gt, ast.LtE),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
CALLS = {
    "sum": ("mean", "max"),
    "mean": ("median", "sum"),
    "median": ("mean",),
    "max": ("min",),
    "min": ("max",),
    "idxmax": ("idxmin",),
    "idxmin": ("idxmax",),
    "head": ("tail",),
    "tail": ("head",),
    "first": ("last",),
    "last": ("first",),
    "nlargest": ("nsmallest",),
    "nsmallest": ("nlargest",),
    "cumsum": ("cummax",),
    "cumprod": ("cumsum",),
    "diff": ("pct_change",),
    "pct_change": ("diff",),
    "std": ("var",),
    "count": ("sum",),
    "size": ("sum",),
    "nunique": ("count",),
    "any": ("all",),
    "all": ("any",),
    "len": ("sum",),
    "abs": ("float",),
    "loc": ("iloc",),
    "ffill": ("bfill",),
    "ge": ("gt",),
    "gt": ("lt",),
    "idx": ("idx",),
    "set_xlabel": ("set_title",),
    "set_ylabel": ("set_title",),
    "barh": ("bar",),
    "sqrt": ("square",),
    "log": ("log10",),
}
WRAPPING = ("abs", "list", "round", "sorted", "int", "float", "len", "sum", "max", "min")


@dataclass(frozen=True)
class Mutant:
    """A changed solution: `was` and `now` are the line before and after ('' for a removed one)."""

    code: str
    was: str
    now: str


def mutants(source: str, vocabulary: dict) -> Iterator[Mutant]:
    """All mutants of a solution, each once. vocabulary: text -> other texts of the same column, or columns of the same table."""
    tree = ast.parse(source)
    original, seen = ast.unparse(tree), set()
    names = _names(tree)
    for number, node in enumerate(ast.walk(tree)):
        for change in _changes(node, vocabulary, names):
            other: ast.AST = copy.deepcopy(tree)
            target = next(one for index, one in enumerate(ast.walk(other)) if index == number)
            made = change(target)
            if made is not None and made is not target:
                other = _Replace(target, made).visit(other)
            try:
                code = ast.unparse(ast.fix_missing_locations(other))
                compile(code, "mutant", "exec")
            except (SyntaxError, ValueError):
                continue
            if code != original and code not in seen:
                seen.add(code)
                yield Mutant(code, *_difference(original, code))


class _Replace(ast.NodeTransformer):
    def __init__(self, old, new):
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else self.generic_visit(node)


def _difference(old, new):
    """The first line that differs, before and after."""
    old, new = old.splitlines(), new.splitlines()
    if len(old) != len(new):
        gone = next((line for line, other in zip(old, [*new, None]) if line != other), old[-1])
        return gone.strip(), ""
    was, now = next((a.strip(), b.strip()) for a, b in zip(old, new) if a != b)
    return was, "" if now == "pass" else now


def _names(tree):
    """Names that a cell reads, without functions it calls: a student takes the wrong one of them."""
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return sorted(
        {
            node.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Name)
            and isinstance(node.ctx, ast.Load)
            and id(node) not in called
            and node.id not in ("pd", "np", "plt", "sns")
        }
    )


def _changes(node, vocabulary, names):
    """Functions that change a node of this kind in place, or return what takes its place."""
    if isinstance(node, ast.BinOp):
        yield from _binary(node)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        for kind in COMPARISON.get(type(node.ops[0]), ()):
            yield lambda n, kind=kind: n.ops.__setitem__(0, kind())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.Invert, ast.USub)):
        yield lambda n: n.operand
    elif isinstance(node, ast.BoolOp):
        yield lambda n: setattr(n, "op", ast.Or() if isinstance(n.op, ast.And) else ast.And())
        yield from (lambda n, i=i: n.values.pop(i) and None for i in range(len(node.values)) if len(node.values) > 1)
    elif isinstance(node, ast.Constant):
        for value in _constants(node.value, vocabulary):
            yield lambda n, value=value: ast.Constant(value)
    elif isinstance(node, ast.Name) and node.id in names:
        yield from (lambda n, other=other: ast.Name(other, ast.Load()) for other in names if other != node.id)
    elif isinstance(node, ast.Call):
        yield from _calls(node)
    elif isinstance(node, ast.Attribute) and node.attr in CALLS:
        yield from (lambda n, other=other: setattr(n, "attr", other) for other in CALLS[node.attr])
    elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        yield lambda n: n.value  # a filter or a column is forgotten
    elif isinstance(node, ast.Slice):
        for bound in ("lower", "upper"):
            if getattr(node, bound) is not None:
                yield lambda n, bound=bound: setattr(n, bound, None)
    elif (
        isinstance(node, (ast.List, ast.Tuple, ast.Set))
        and len(node.elts) > 1
        and isinstance(getattr(node, "ctx", ast.Load()), ast.Load)
    ):
        yield from (lambda n, i=i: n.elts.pop(i) and None for i in range(len(node.elts)))
    elif isinstance(node, ast.Dict) and len(node.keys) > 1:
        yield from (lambda n, i=i: _drop_entry(n, i) for i in range(len(node.keys)))
    elif isinstance(node, ast.IfExp):
        yield lambda n: n.body
        yield lambda n: n.orelse
    elif isinstance(node, (ast.Module, ast.FunctionDef, ast.For, ast.If, ast.While, ast.With)):
        for i, step in enumerate(node.body):
            if isinstance(step, (ast.Import, ast.ImportFrom)) or (
                isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant)
            ):
                continue  # a docstring says nothing to the check
            yield lambda n, i=i: n.body.__setitem__(i, ast.Pass())
    elif isinstance(node, ast.AugAssign) and type(node.op) in ARITHMETIC:
        yield lambda n: setattr(n, "op", ARITHMETIC[type(n.op)]())


def _drop_entry(node, place):
    node.keys.pop(place), node.values.pop(place)


def _binary(node):
    other = ARITHMETIC.get(type(node.op))
    if other:
        yield lambda n: setattr(n, "op", other())
    if isinstance(node.op, (ast.Sub, ast.Div, ast.Pow, ast.FloorDiv)):
        yield lambda n: ast.BinOp(n.right, n.op, n.left)
    yield lambda n: n.left  # the second half of the step is forgotten: * 100, / 1000, - 1, & another condition
    yield lambda n: n.right


def _calls(node):
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if isinstance(node.func, ast.Name):
        yield from (lambda n, other=other: setattr(n.func, "id", other) for other in CALLS.get(name, ()))
        if name in WRAPPING and len(node.args) >= 1:
            yield lambda n: n.args[0]
    elif not isinstance(node.func, ast.Attribute):
        yield lambda n: n.func  # f()() -> f()
    elif not isinstance(node.func.value, ast.Name) or name not in ("plot", "subplots", "DataFrame", "Series"):
        yield lambda n: n.func.value  # a method is left out of the chain
    if len(node.args) >= 2:
        yield lambda n: n.args.__setitem__(slice(0, 2), n.args[1::-1])
    for i, keyword in enumerate(node.keywords):
        if keyword.arg not in ("label", "color", "marker", "figsize", "rot", "legend", "alpha"):  # looks, not data
            yield lambda n, i=i: n.keywords.pop(i) and None


def _constants(value, vocabulary):
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, (int, float)) and value >= 1000 and str(int(value)).strip("0") == "1":
        # A change of unit: nobody multiplies by 1,001, but one zero too many or a forgotten change is common.
        return [value * 10, value // 10, *([1] if value <= 1000 else [1000, 1])]
    if isinstance(value, int):
        return [value + 1, value - 1, value * 10, *([1] if value == 100 else [])]
    if isinstance(value, float):
        return [value + 1, value - 1, value * 10, value / 10]
    return vocabulary.get(value, ()) if isinstance(value, str) else ()


def vocabulary(tables: list, source: str, most: int = 4) -> dict:
    """For every text that is a column name or a value in a table: a few others that could stand there by mistake.

    Those that the course file itself mentions come first: they are what a student confuses.
    """
    found: dict[str, list[str]] = {}
    for table in tables:
        texts = [[str(name) for name in table.columns]]
        texts += [
            sorted(map(str, table[name].dropna().unique()))
            for name in table.columns
            if table[name].dtype.kind not in "iufbM" and table[name].nunique() <= 400
        ]
        for group in texts:
            likely = [one for one in group if f'"{one}"' in source or f"'{one}'" in source]
            for one in likely:
                others = [*(o for o in likely if o != one), *(o for o in group if o not in likely)]
                found[one] = list(dict.fromkeys([*found.get(one, ()), *others[:most]]))
    return found
