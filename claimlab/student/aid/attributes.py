"""Something that an object or a module does not have, and a package that is not there."""

import ast
import re
import sys
from types import ModuleType

from ..files import no_package, shadowed
from .scene import Scene, nearest


def unknown_attribute(scene: Scene) -> str:
    """A field or a step that an object does not have: the nearest one."""
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
        near = nearest(name, [one for one in dir(owner) if not one.startswith("_")])
        return f"{owner.__name__} has no {name}. The nearest is {near}." if near else ""
    what = type(owner).__name__
    if what == "Axes" and f"set_{name}" in dir(owner):
        return f"For a field of a picture the step is called set_{name}."
    if pandas and isinstance(owner, pandas.DataFrame):
        columns = [str(one) for one in owner.columns]
        table = scene.call(scene.node.value) if isinstance(scene.node, ast.Attribute) else "the table"
        near = nearest(name, columns + [one for one in dir(type(owner)) if not one.startswith("_")])
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
    near = nearest(name, [one for one in dir(owner) if not one.startswith("_")])
    if owner is None or near == name:
        return ""
    return f"{what} has no {name}. The nearest is {near}." if near else f"{what} has no {name}."


def failed_import(scene: Scene) -> str:
    """An import that fails: a file in the way, a slip, or a package that is not there."""
    problem = scene.problem
    name = getattr(problem, "name", None) or ""
    module = sys.modules.get(name.split(".")[0]) if name else None
    if module is not None and (file := shadowed(module)):
        return f"Python reads your file {file} in place of the package {module.__name__}. Give the file another name, then restart the kernel."
    if "cannot import name" in scene.text and module is not None:
        missing = re.findall(r"cannot import name '(\w+)'", scene.text)[0]
        near = nearest(missing, [one for one in dir(sys.modules.get(name, module)) if not one.startswith("_")])
        return f"{name} has no {missing}. The nearest is {near}." if near else ""
    if isinstance(problem, ModuleNotFoundError) and name:
        top, _, rest = name.partition(".")
        if top in sys.modules:
            return f"{top} has no part {rest}. Is it mistyped?"
        near = nearest(top, ["pandas", "numpy", "matplotlib", "seaborn", "geopandas", "claimlab", "ipywidgets"])
        if near and near != top:
            return f"There is no package {top}. The nearest is {near}."
        return no_package(top)
    return ""
