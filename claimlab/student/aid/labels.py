"""A label that is not there: which labels are, and which is the nearest?"""

import ast
import re
import sys

from ..letters import label_told
from .scene import Scene, in_quotes, listed, nearest


def unknown_label(scene: Scene) -> str:
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
        return f"Several columns need a list inside the brackets: [[{', '.join(map(in_quotes, key))}]]."
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
        return f"The rows of {name} are only numbered, 0 to {len(labels) - 1}, and none has the label {in_quotes(wanted)}.{more}"
    if rows:
        begin = f"{name} has no label" if series else f"No row of {name} has the label"
        return _missing(begin, wanted, labels, "The labels are")
    if len(labels) == 1 and isinstance(labels[0], str) and re.search(r"\w[;,\t]\w", labels[0]):
        return f"{name} has one single column, {labels[0][:40]}… Are its columns parted by another sign? A spreadsheet may have saved the file anew."
    if isinstance(wanted, int) and all(isinstance(one, str) for one in labels):
        return f"{name} has no column {wanted}. A row by its position is .iloc[{wanted}]. The columns are: {listed(labels)}."
    inside = "" if nearest(wanted, labels) else _inside(wanted, frame)
    if inside:
        return f'{name} has no column {in_quotes(wanted)}. {in_quotes(wanted)} is a value in its column "{inside}": a condition finds those rows.'
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
    near = nearest(key, labels) if isinstance(key, str) else ""
    if near:
        return f"{begin} {in_quotes(key)}. The nearest is {in_quotes(next(one for one in labels if str(one) == near))}."
    if len(labels) > 8 and not any(isinstance(one, (str, tuple)) for one in labels):
        return f"{begin} {in_quotes(key)}. {rest} {min(labels)} to {max(labels)}."
    return f"{begin} {in_quotes(key)}. {rest}: {listed(labels)}."


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
