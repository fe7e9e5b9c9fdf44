"""A value that does not fit: a whole column for one True or False, two rows for one place, text for a number."""

import ast
import re
from collections.abc import Sized

from .scene import Scene


def truth_of_many(scene: Scene) -> str:
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


def missing_brackets(scene: Scene) -> str:
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


def item_of_several(scene: Scene) -> str:
    """.item() of another number of rows than one."""
    if "size 1" not in scene.text:
        return ""
    for frame in scene.below():
        rows = frame.f_locals.get("self")
        if isinstance(rows, Sized):
            count = len(rows)
            if not count:
                return ".item() wants exactly one row, and the selection has none. Is each value in the condition spelled as in the table?"
            return f".item() wants exactly one row, and the selection has {count}. Which condition is missing?"
    return ""


def two_for_one_place(scene: Scene) -> str:
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


def text_for_number(scene: Scene) -> str:
    """Text where a number is wanted: a decimal comma, a word, a sign that Python does not read."""
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


def beyond_the_rows(scene: Scene) -> str:
    """iloc in an empty selection."""
    if "out-of-bounds" not in scene.text and "out of bounds" not in scene.text:
        return ""
    for frame in scene.below():
        table = getattr(frame.f_locals.get("self"), "obj", None)
        if isinstance(table, Sized):
            if not len(table):
                return "The selection has no rows, so there is none to take. Is each value in the condition spelled as in the table?"
            return f"The table has {len(table)} rows, and their positions go from 0 to {len(table) - 1}."
    return ""
