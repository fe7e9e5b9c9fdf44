"""A name that is not known: a slip, an alphabet, a text without quotation marks, or a cell that was not run."""

import ast
import re

from .. import shared
from ..letters import mixed_told, twin
from ..notebook import maker
from ..runs import stopped
from .scene import Scene, nearest


def unknown_name(scene: Scene) -> str:
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
    lost = _deleted(scene, name)
    if lost:
        return lost
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
        return (
            f"There is no name {name} when the check runs. Run the cell above first; it must hold a line {name} = … "
            f"or, for a function, def {name}(…):"
        )
    near = nearest(name, names)
    if near:
        return f"There is no name {name}. The nearest is {near}."
    if name in IMPORTS and every:
        return f"{name} is not loaded in this notebook. Put into its first code cell: {IMPORTS[name]}"
    if name in IMPORTS or name in FIRST_CELL:
        return f"{name} is not known yet. Run the first code cell of this notebook, then this one."
    if _is_value(scene, name):
        return f'There is no name {name}. If it is meant as text, put it in quotation marks: "{name}".'
    return f"There is no name {name}. Was it mistyped, or is the cell that makes it not run yet?"


def _deleted(scene, name):
    """A table of the set-up that a later cell took away: which cell, and how to get the table back."""
    run = shared.deleter(name)
    if run is None:
        return ""
    cell = next((cell for cell in scene.cells() if cell.source.strip() == run.source.strip()), None)
    who = cell.place(name) if cell else "a cell"
    return shared.told(who[0].upper() + who[1:], "deletes", name, f"Run the cell that makes {name} again.")


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


def unbound_name(scene: Scene) -> str:
    """A function that uses a name before it gives it a value of its own."""
    name = getattr(scene.problem, "name", None) or (re.findall(r"'(\w+)'", scene.text) or [""])[0]
    return f"The function gives {name} a value of its own, and uses {name} before that. Give the value to the function as an argument, or use another name."


def unknown_in_query(scene: Scene) -> str:
    """A word inside query() that is no column."""
    words = re.findall(r"name '([^']+)' is not defined", scene.text)
    return (
        f'In query(), {words[0]} is no column. A text needs quotation marks of its own, a name of yours an @ before it: "{words[0]}" or @{words[0]}.'
        if words
        else ""
    )
