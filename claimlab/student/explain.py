"""First aid with the live exception: the nearest column, the row that is twice there, the cell that was not run."""

import ast
import builtins
import io
import linecache
import re
import sys
import tokenize
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import FrameType, ModuleType
from typing import Any

from .files import in_course, lost, no_package, shadowed
from .letters import label_told, mixed_told, plain, sign_told, twin
from .notebook import maker
from .runs import stopped
from .sentences import told


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
            self.span = _span(self.frame, lasti)
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


def explain(
    problem: BaseException, source_of: Callable[[str], str | None] | None = None, cells: Callable[[], list] = list
) -> Aid:
    """First aid for a live exception.

    source_of: gives the text of a cell for the file name of a code object, None for code that is not the student's.
    cells: gives the cells of the running notebook (notebook.cells), called only when a name is missing.
    """
    source_of = source_of or cell_source
    if isinstance(problem, SyntaxError) and (
        problem.filename is None or source_of(problem.filename) is not None or not problem.__traceback__
    ):
        return _syntax(problem, source_of(problem.filename or "") or problem.text or "")
    scene = Scene(problem, source_of, cells)
    aid = Aid("", _lines(scene, source_of))
    kinds = tuple(one.__name__ for one in type(problem).__mro__)
    for look in (look for kind in kinds for look in LIVE.get(kind, ())):
        try:
            aid.sentence = look(scene)
        except Exception:  # first aid must never be a second accident
            aid.sentence = ""
        if aid.sentence:
            aid.sentence = re.sub("^this ", "This ", aid.sentence)
            return aid
    aid.sentence = told(scene.kind, scene.text, kinds[1:])
    return aid


def cell_source(filename: str) -> str | None:
    """The text of a notebook cell by the file name of its code; None for any other file."""
    if "ipykernel_" in filename or filename.startswith(("<ipython-input", "<cell")):
        return "".join(linecache.getlines(filename))
    return None


def _span(frame, lasti):
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


def _lines(scene, source_of):
    """The student's own lines on the way to the error: the line of the cell, then the line inside a function."""
    said = []
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
        first, last, begin, end = _span(frame, lasti)
        if place == scene.own[-1] and first == last == lineno and begin is not None:
            begin, end = (len(code.encode()[:one].decode(errors="ignore")) - cut for one in (begin, end))
            if 0 <= begin < end and (begin, end) != (0, len(code.strip())) and end - begin < 60:
                said.append(("", " " * begin + "^" * (end - begin)))
    return said


def _as_typed(line):
    """IPython rewrites a line such as %foo before it runs: give it back as it was typed."""
    return re.sub(r"get_ipython\(\)\.run_(?:line|cell)_magic\('(\w+)', '([^']*)'.*", r"%\1 \2", line).rstrip()


def _near(wanted, known):
    """The one of `known` that `wanted` most likely means, or ""."""
    wanted, known = str(wanted), [str(one) for one in known]
    folded = {plain(one).casefold(): one for one in reversed(known)}
    if plain(wanted).casefold() in folded:
        return folded[plain(wanted).casefold()]
    near = get_close_matches(plain(wanted).casefold(), list(folded), n=1, cutoff=0.72)
    return folded[near[0]] if near else ""


def _list(known, most=8):
    known = [str(one) for one in known]
    if any("," in one for one in known):  # one label with a comma would read as two
        known = [f'"{one}"' for one in known]
    return ", ".join(known[:most]) + (" …" if len(known) > most else "")


def _quoted(label):
    return f'"{label}"' if isinstance(label, str) else str(label)


# ---- labels


def _label(scene):
    """A KeyError: what labels are there, and which is the nearest?"""
    key = scene.problem.args[0] if scene.problem.args else None
    node, table = scene.node, None
    if isinstance(node, ast.Subscript):
        table = node.value
        if isinstance(key, bool) and isinstance(node.slice, (ast.Compare, ast.BoolOp, ast.UnaryOp)):
            return (
                f"{ast.get_source_segment(scene.source, node.slice)} compares two fixed values and is {key}. "
                f"A condition names the table inside too: {scene.call(table)}[…] before the comparison."
            )
        if isinstance(table, ast.Attribute) and table.attr in ("loc", "at"):
            table = table.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        table = node.func.value
    labels, rows, frame = _held(scene)
    if labels is None:
        labels = scene.value(table)
        if not isinstance(labels, dict):
            return ""
        return (
            _sign(key)
            or _kind(key, labels)
            or _missing(
                f"{scene.call(table)} has no label".replace("this table", "this dict"),
                key,
                list(labels),
                "Its labels are",
            )
        )
    if isinstance(key, tuple) and not rows and all(one in labels for one in key):
        return f"Several columns need a list inside the brackets: [[{', '.join(map(_quoted, key))}]]."
    wanted = next((one for one in _wanted(key) if one not in labels), None)
    if wanted is None:
        return ""
    name = scene.call(table, frame)
    found = _sign(wanted) or _kind(wanted, labels)
    if found:
        return found
    series = not hasattr(frame, "columns")
    if rows and not len(labels):
        return f"{name} is empty: it has no rows. Does your condition keep any row? Is text compared with a number, or a name spelt in another way?"
    if rows and list(labels) == list(range(len(labels))):
        more = "" if series else " Which column should be their label: set_index(…)?"
        return f"The rows of {name} are only numbered, 0 to {len(labels) - 1}, and none has the label {_quoted(wanted)}.{more}"
    if rows:
        begin = f"{name} has no label" if series else f"No row of {name} has the label"
        return _missing(begin, wanted, labels, "The labels are")
    if len(labels) == 1 and isinstance(labels[0], str) and re.search(r"\w[;,\t]\w", labels[0]):
        return f"{name} has one single column, {labels[0][:40]}… Are its columns parted by another sign? A spreadsheet may have saved the file anew."
    if isinstance(wanted, int) and all(isinstance(one, str) for one in labels):
        return f"{name} has no column {wanted}. A row by its position is .iloc[{wanted}]. The columns are: {_list(labels)}."
    inside = "" if _near(wanted, labels) else _inside(wanted, frame)
    if inside:
        return f'{name} has no column {_quoted(wanted)}. {_quoted(wanted)} is a value in its column "{inside}": a condition finds those rows.'
    if wanted in (getattr(getattr(frame, "index", None), "names", None) or ()):
        return f'"{wanted}" is no column of {name}: it is the label of its rows. reset_index() makes it a column again.'
    return _missing(f"{name} has no column", wanted, labels, "Its columns are")


_PHRASES = (
    r"(?:None of |Label\(s\) )?\[(.+)\](?: not in index| not found in axis| are in the| do not exist|, dtype)",
    r"Column not found: (.+)",
    r"Requested level \((.+)\) does not match",
)


def _wanted(key):
    """The labels that a KeyError is about: pandas sometimes makes a sentence of them."""
    if isinstance(key, str):
        for phrase in _PHRASES:
            if found := re.search(phrase, key, re.S):
                quoted = re.findall(r"'([^']*)'", found[1])
                return quoted or [
                    int(one) if one.lstrip("-").isdecimal() else one for one in re.split(r", ?", found[1])
                ]
    return list(key) if isinstance(key, (list, tuple)) else [key]


def _missing(begin, key, labels, rest):
    near = _near(key, labels) if isinstance(key, str) else ""
    if near:
        return f"{begin} {_quoted(key)}. The nearest is {_quoted(next(one for one in labels if str(one) == near))}."
    if len(labels) > 8 and not any(isinstance(one, (str, tuple)) for one in labels):
        return f"{begin} {_quoted(key)}. {rest} {min(labels)} to {max(labels)}."
    return f"{begin} {_quoted(key)}. {rest}: {_list(labels)}."


def _sign(key):
    """A label that is written with a sign or a letter that only looks right."""
    return label_told(key) if isinstance(key, str) and not key.isascii() else ""


def _kind(key, labels):
    """Text where the labels are numbers, or a number where they are text."""
    if isinstance(key, str) and any(str(one) == key and not isinstance(one, str) for one in labels):
        return f'The labels are numbers, and "{key}" in quotation marks is text. Write {key}.'
    if not isinstance(key, str) and any(one == str(key) for one in labels if isinstance(one, str)):
        return f'The labels are text, and {key} is a number. Write "{key}".'
    return ""


def _behind(one):
    """The table behind a helper of pandas, such as .loc."""
    if "Indexer" in type(one).__name__ or "Apply" in type(one).__name__:
        return one.obj
    return vars(one).get("obj", one) if "GroupBy" in type(one).__name__ else one


def _held(scene):
    """The labels in which pandas looked: (labels, are they rows?, the table); (None, False, None) when it was not pandas."""
    pandas = sys.modules.get("pandas")
    index = frame = None
    for step in scene.below() if pandas else ():
        found = step.f_locals
        for one in (found.get("self"), found.get("obj"), found.get("frame")):
            one = _behind(one)
            if isinstance(one, pandas.Index) and index is None and frame is None:
                index = one
            elif isinstance(one, (pandas.DataFrame, pandas.Series)) and frame is None:
                frame = one
    if index is None and frame is None:
        return None, False, None
    if index is None:
        index = frame.columns if isinstance(frame, pandas.DataFrame) else frame.index
    rows = not (isinstance(frame, pandas.DataFrame) and index.equals(frame.columns))
    return list(index), rows, frame


def _inside(value, frame):
    """The column in which a value stands, or ""."""
    for column in getattr(frame, "columns", ()):
        try:
            if len(frame) <= 200_000 and (frame[column] == value).any():
                return column
        except Exception:
            continue
    return ""


# ---- names


def _name(scene):
    """A NameError: a slip, an alphabet, a text without quotation marks, or a cell that was not run."""
    name = getattr(scene.problem, "name", None) or (re.findall(r"'(\w+)'", scene.text) or [""])[0]
    if not name:
        return ""
    found = mixed_told(name)
    if found:
        return found
    names = [one for one in scene.names() if not one.startswith("_")]
    other = twin(name, names)
    if other:
        return f"{name} and {other} look alike, but one is written with Cyrillic letters. Type the name again."
    if name in _OTHER_LANGUAGES:
        return f"Python writes {_OTHER_LANGUAGES[name]}, not {name}."
    broken = stopped(name)
    if broken:
        return broken
    every = scene.cells()
    cell, above = maker(name, scene.cell if scene.own else "", every)
    if cell:
        return (
            f"{name} is not known yet. Run {cell.place(name)} first, then this one."
            if above
            else f"{name} is not known yet: it is made further down, in {cell.place(name)}."
        )
    if re.match(rf"\s*check\([^)]*\b{name}\b", scene.cell if scene.own else ""):
        return f"There is no name {name} when the check runs. Run the cell above first; it must hold a line {name} = …"
    near = _near(name, names)
    if near:
        return f"There is no name {name}. The nearest is {near}."
    if name in IMPORTS and every:
        return f"{name} is not loaded in this notebook. Put into its first code cell: {IMPORTS[name]}"
    if name in IMPORTS or name in FIRST_CELL:
        return f"{name} is not known yet. Run the first code cell of this notebook, then this one."
    if _is_value(scene, name):
        return f'There is no name {name}. If it is meant as text, put it in quotation marks: "{name}".'
    return f"There is no name {name}. Was it mistyped, or is the cell that makes it not run yet?"


_OTHER_LANGUAGES = {
    "true": "True",
    "false": "False",
    "null": "None",
    "none": "None",
    "nan": 'float("nan")',
    "TRUE": "True",
    "FALSE": "False",
    "NaN": 'float("nan")',
}
FIRST_CELL = {"check", "claim", "verdict", "predict", "data_card", "words", "show", "theme", "progress"}
IMPORTS = {
    "pd": "import pandas as pd",
    "np": "import numpy as np",
    "plt": "import matplotlib.pyplot as plt",
    "sns": "import seaborn as sns",
}


def _is_value(scene, name):
    """Does the word stand where a text is expected: in a comparison, between brackets or in a call?"""
    for node in ast.walk(scene.tree) if scene.tree else ():
        parts = []
        if isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
        elif isinstance(node, ast.Subscript):
            parts = [node.slice, *getattr(node.slice, "elts", ())]
        elif isinstance(node, ast.Call):
            parts = [*node.args, *(one.value for one in node.keywords)]
        if any(isinstance(part, ast.Name) and part.id == name for part in parts):
            return True
    return name[:1].isupper()


def _unbound(scene):
    name = getattr(scene.problem, "name", None) or (re.findall(r"'(\w+)'", scene.text) or [""])[0]
    return f"The function gives {name} a value of its own, and uses {name} before that. Give the value to the function as an argument, or use another name."


def _query(scene):
    words = re.findall(r"name '([^']+)' is not defined", scene.text)
    return (
        f'In query(), {words[0]} is no column. A text needs quotation marks of its own, a name of yours an @ before it: "{words[0]}" or @{words[0]}.'
        if words
        else ""
    )


# ---- attributes


def _attribute(scene):
    problem = scene.problem
    name, owner = getattr(problem, "name", None), getattr(problem, "obj", None)
    if owner is None and isinstance(scene.node, ast.Attribute):
        owner, name = scene.value(scene.node.value), scene.node.attr
    if not name or owner is None or "Can only use" in scene.text:
        return ""
    pandas = sys.modules.get("pandas")
    if isinstance(owner, ModuleType):
        file = shadowed(owner)
        if file:
            return f"Python reads your file {file} in place of the package {owner.__name__}. Give the file another name, then restart the kernel."
        near = _near(name, [one for one in dir(owner) if not one.startswith("_")])
        return f"{owner.__name__} has no {name}. The nearest is {near}." if near else ""
    what = type(owner).__name__
    if what == "Axes" and f"set_{name}" in dir(owner):
        return f"For a field of a picture the step is called set_{name}."
    if pandas and isinstance(owner, pandas.DataFrame):
        columns = [str(one) for one in owner.columns]
        table = scene.call(scene.node.value) if isinstance(scene.node, ast.Attribute) else "the table"
        near = _near(name, columns + [one for one in dir(type(owner)) if not one.startswith("_")])
        if near in columns:
            return f'{table} has no column {name}. The nearest is "{near}".'
        if name in ("item", "tolist", "unique", "str", "to_list") and len(owner):
            return f"{name} is for one column, and this is a table of {len(owner.columns)} columns: choose the column first."
        return (
            f"{table} has no step {name}. The nearest is {near}."
            if near
            else f"{table} has neither a column nor a method {name}."
        )
    if owner is None or what == "ndarray":
        return ""
    near = _near(name, [one for one in dir(owner) if not one.startswith("_")])
    if owner is None or near == name:
        return ""
    return f"{what} has no {name}. The nearest is {near}." if near else f"{what} has no {name}."


def _import(scene):
    problem = scene.problem
    name = getattr(problem, "name", None) or ""
    module = sys.modules.get(name.split(".")[0]) if name else None
    if module is not None and (file := shadowed(module)):
        return f"Python reads your file {file} in place of the package {module.__name__}. Give the file another name, then restart the kernel."
    if "cannot import name" in scene.text and module is not None:
        missing = re.findall(r"cannot import name '(\w+)'", scene.text)[0]
        near = _near(missing, [one for one in dir(sys.modules.get(name, module)) if not one.startswith("_")])
        return f"{name} has no {missing}. The nearest is {near}." if near else ""
    if isinstance(problem, ModuleNotFoundError) and name:
        top, _, rest = name.partition(".")
        if top in sys.modules:
            return f"{top} has no part {rest}. Is it mistyped?"
        near = _near(top, ["pandas", "numpy", "matplotlib", "seaborn", "geopandas", "claimlab", "ipywidgets"])
        if near and near != top:
            return f"There is no package {top}. The nearest is {near}."
        return no_package(top)
    return ""


# ---- values


def _truth(scene):
    """and, or, not, if, or a chain of comparisons over a whole column."""
    if "truth value" not in scene.text:
        return ""
    node = _statement(scene)
    parts = list(ast.walk(node)) if node is not None else []
    chain = next((one for one in parts if isinstance(one, ast.Compare) and len(one.ops) > 1), None)
    join = next((one for one in parts if isinstance(one, ast.BoolOp)), None)
    if join is not None:
        word, sign = ("and", "&") if isinstance(join.op, ast.And) else ("or", "|")
        return f"Between conditions on whole columns write {sign} for {word}, and put round brackets around each condition."
    if any(isinstance(one, ast.UnaryOp) and isinstance(one.op, ast.Not) for one in parts):
        return "Before a condition on a whole column write ~ for not, and put round brackets around the condition."
    if chain is not None and _bitwise(chain):
        return "With & and |, each condition needs round brackets of its own: (… == …) & (… == …)."
    if chain is not None:
        return "Two comparisons in one work for single numbers only. Write two conditions with & between them, each in round brackets."
    if isinstance(node, (ast.If, ast.While)) or any(isinstance(one, ast.IfExp) for one in parts):
        return "if wants one True or False, and here it gets a whole column. Use the condition in square brackets to choose rows, or ask for .any() or .all()."
    return ""


def _bitwise(node):
    return any(isinstance(one, ast.BinOp) and isinstance(one.op, (ast.BitAnd, ast.BitOr)) for one in ast.walk(node))


def _brackets(scene):
    """& or | that binds closer than ==."""
    if not re.search(r"for [&|]:|operator '(?:&|and_|or_)'|'?(?:rand_|and_|ror_|or_)'?", scene.text):
        return ""
    node = _statement(scene)
    if node is not None and any(isinstance(one, ast.Compare) and _bitwise(one) for one in ast.walk(node)):
        return "With & and |, each condition needs round brackets of its own: (… == …) & (… == …)."
    return ""


def _statement(scene):
    """The statement in which the error stands."""
    if scene.tree is None:
        return None
    first = scene.span[0] or scene.lineno
    fits = [
        node for node in ast.walk(scene.tree) if isinstance(node, ast.stmt) and node.lineno <= first <= node.end_lineno
    ]
    return min(fits, key=lambda node: node.end_lineno - node.lineno, default=None)


def _several(scene):
    """.item() of another number of rows than one."""
    if "size 1" not in scene.text:
        return ""
    for frame in scene.below():
        rows = frame.f_locals.get("self")
        if hasattr(rows, "__len__"):
            count = len(rows)
            if not count:
                return ".item() wants exactly one row, and the selection has none. Is each value in the condition spelled as in the table?"
            return f".item() wants exactly one row, and the selection has {count}. Which condition is missing?"
    return ""


def _duplicates(scene):
    """pivot and unstack with two rows for one place."""
    if "duplicate entries" not in scene.text:
        return ""
    for frame in scene.below():
        place = frame.f_locals
        if frame.f_code.co_name == "pivot" and "data" in place:
            table, keys = place["data"], []
            for key in (place.get("index"), place.get("columns")):
                keys += [key] if isinstance(key, str) else list(key) if isinstance(key, (list, tuple)) else []
            double = table[table.duplicated(keys, keep=False)]
            if len(keys) > 1 and len(double):
                first = double.iloc[0]
                count = int((table[keys] == first[keys]).all(axis=1).sum())
                other = _differs(table[(table[keys] == first[keys]).all(axis=1)], keys)
                return (
                    f"{_count(count)} rows have {' and '.join(f'{key} {first[key]}' for key in keys)}, and pivot has one place for them."
                    + (
                        f' They differ in "{other}": choose one first, or add them up.'
                        if other
                        else " Add them up first, with groupby."
                    )
                )
    for frame in scene.below():
        index = getattr(
            frame.f_locals.get("self")
            if type(frame.f_locals.get("self")).__name__ in ("Series", "DataFrame")
            else frame.f_locals.get("obj"),
            "index",
            None,
        )
        if index is not None and index.has_duplicates:
            label = index[index.duplicated()][0]
            label = ", ".join(map(str, label)) if isinstance(label, tuple) else label
            return f"{_count(int((index == index[index.duplicated()][0]).sum()))} rows have the label {label}, and the new table has one place for them. Add them up first, with groupby."
    return ""


def _count(number):
    return {2: "Two", 3: "Three", 4: "Four", 5: "Five"}.get(number, str(number))


def _differs(rows, keys):
    """The first column of words in which rows that claim one place differ, or ""."""
    return next(
        (
            column
            for column in rows.columns
            if column not in keys and not hasattr(rows[column].iloc[0], "__float__") and rows[column].nunique() > 1
        ),
        "",
    )


def _number_text(scene):
    found = re.search(
        r"(?:could not convert string to float|Unable to parse string|invalid literal for int\(\) with base 10):? ['\"]([^'\"]*)['\"]",
        scene.text,
    )
    if not found:
        return ""
    text = found[1]
    if re.fullmatch(r"\s*[-−]?\d+,\d+\s*", text):
        return f'Python writes the decimal sign as a point: "{text.strip().replace(",", ".")}", not "{text}".'
    if re.search(r"\d", text) and "int()" in scene.text and re.fullmatch(r"\s*-?\d+\.\d+\s*", text):
        return f'"{text}" is no whole number: float(…) reads it.'
    if re.search(r"\d", text):
        return f'The text "{text}" is no number for Python: only digits, one point and a minus sign may stand in it.'
    column = re.search(r"column '([^']+)'", scene.text)
    return f'The text "{text}" is no number' + (f': the column "{column[1]}" holds words.' if column else ".")


def _position(scene):
    """iloc in an empty selection."""
    if "out-of-bounds" not in scene.text and "out of bounds" not in scene.text:
        return ""
    for frame in scene.below():
        table = getattr(frame.f_locals.get("self"), "obj", None)
        if hasattr(table, "__len__"):
            if not len(table):
                return "The selection has no rows, so there is none to take. Is each value in the condition spelled as in the table?"
            return f"The table has {len(table)} rows, and their positions go from 0 to {len(table) - 1}."
    return ""


# ---- calls


def _called(scene):
    """Round brackets after something that is no function."""
    found = re.search(r"'([\w.]+)' object is not callable", scene.text)
    if not found or not isinstance(scene.node, ast.Call):
        return ""
    what = scene.node.func
    if isinstance(what, ast.Name) and hasattr(builtins, what.id):
        return f"{what.id} is no function any more, because a cell uses the name {what.id} for a value. Choose another name there, and restart the kernel."
    if isinstance(what, ast.Name) and found[1] in ("int", "float", "str"):
        held = "text" if found[1] == "str" else "a number"
        return f"{what.id} holds {held}, and round brackets follow it. Is an operator such as * missing, or did a cell give the name of a function a value?"
    if isinstance(what, ast.Constant) or found[1] in ("int", "float"):
        return "Round brackets follow a number: is an operator such as * missing before them?"
    if found[1] in ("DataFrame", "Series"):
        return f"{scene.call(what)} is a table: its columns are asked with square brackets, {scene.call(what)}[…]."
    if found[1] in ("list", "dict", "tuple"):
        return f"{scene.call(what)} is a {found[1]}: its parts are asked with square brackets, {scene.call(what)}[…]."
    return ""


def _keyword(scene):
    """A keyword that a function does not have: the nearest one."""
    found = re.search(r"(\w+)\(\) got an unexpected keyword argument '(\w+)'", scene.text)
    if not found:
        return ""
    known = set()
    if isinstance(scene.node, ast.Call):
        function = scene.value(scene.node.func)
        function = getattr(function, "__init__", function) if isinstance(function, type) else function
        known |= (
            set(getattr(getattr(function, "__func__", function), "__code__", _unbound.__code__).co_varnames[:20])
            if function
            else set()
        )
        if scene.kind == "AttributeError":  # matplotlib: the setters of what is drawn
            for frame in scene.below():
                known |= {one[4:] for one in dir(frame.f_locals.get("self")) if one.startswith("set_")}
    near = _near(found[2], known)
    return f"There is no {found[2]}= here. The nearest is {near}=." if near else ""


def _subscript(scene):
    """groupby["year"]: a step with the wrong brackets."""
    if "object is not subscriptable" not in scene.text or not isinstance(scene.node, ast.Subscript):
        return ""
    if "method" in scene.text or "function" in scene.text:
        called = ast.unparse(scene.node.value).split(".")[-1]
        return f"{called} is a step and wants round brackets: {called}(…)."
    return ""


def _untaken(scene):
    """sum / 1000: a step without its brackets."""
    if not re.search(r"'(?:method|function|builtin_function_or_method)'", scene.text) or not isinstance(
        scene.node, ast.BinOp
    ):
        return ""
    for side in (scene.node.left, scene.node.right):
        if isinstance(side, (ast.Attribute, ast.Name)) and callable(scene.value(side)):
            name = ast.unparse(side).split(".")[-1]
            return f"The step {name} is named but not taken: write {name}()."
    return ""


def _file(scene):
    return lost(scene.problem.filename) if scene.problem.filename is not None else ""


def _course(scene):
    """Code of the course that stops: not the student's doing, or an odd value that was handed to it."""
    deepest = next(
        (
            frame
            for frame in scene.below()
            if "site-packages" not in frame.f_code.co_filename
            and "/lib/python" not in frame.f_code.co_filename.replace("\\", "/")
        ),
        None,
    )
    place = in_course(deepest.f_code.co_filename) if deepest is not None else ""
    if not place or isinstance(scene.problem, KeyboardInterrupt):
        return ""
    return f"This stops in the course's own code ({place}, {deepest.f_code.co_name}). Which values does your line hand to it?"


LIVE: dict[str, tuple[Callable[[Scene], str], ...]] = {
    "UndefinedVariableError": (_query,),
    "KeyError": (_course, _label),
    "NameError": (_name,),
    "UnboundLocalError": (_unbound,),
    "ImportError": (_import,),
    "AttributeError": (_course, _keyword, _attribute),
    "FileNotFoundError": (_file,),
    "ValueError": (_course, _truth, _several, _duplicates, _number_text),
    "IndexError": (_position,),
    "TypeError": (_course, _brackets, _called, _keyword, _subscript, _untaken),
}


# ---- a cell that Python cannot read


def _syntax(problem, cell):
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
