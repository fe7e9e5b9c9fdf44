"""A call that goes wrong: brackets of the wrong kind, a keyword that is not there, a lost file, the course's own code."""

import ast
import builtins
import re

from ..files import in_course, lost
from .scene import Scene, nearest


def not_a_function(scene: Scene) -> str:
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


def unknown_keyword(scene: Scene) -> str:
    """A keyword that a function does not have: the nearest one."""
    found = re.search(r"(\w+)\(\) got an unexpected keyword argument '(\w+)'", scene.text)
    if not found:
        return ""
    known = set()
    if isinstance(scene.node, ast.Call):
        function = scene.value(scene.node.func)
        function = getattr(function, "__init__", function) if isinstance(function, type) else function
        code = getattr(getattr(function, "__func__", function), "__code__", None)
        known |= set(code.co_varnames[:20]) if code else set()
        if scene.kind == "AttributeError":  # matplotlib: the setters of what is drawn
            for frame in scene.below():
                known |= {one[4:] for one in dir(frame.f_locals.get("self")) if one.startswith("set_")}
    near = nearest(found[2], known)
    return f"There is no {found[2]}= here. The nearest is {near}=." if near else ""


def square_for_round(scene: Scene) -> str:
    """groupby["year"]: a step with the wrong brackets."""
    if "object is not subscriptable" not in scene.text or not isinstance(scene.node, ast.Subscript):
        return ""
    if "method" in scene.text or "function" in scene.text:
        called = ast.unparse(scene.node.value).split(".")[-1]
        return f"{called} is a step and wants round brackets: {called}(…)."
    return ""


def step_not_taken(scene: Scene) -> str:
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


def missing_file(scene: Scene) -> str:
    """A file that is not where the line looks for it."""
    name = getattr(scene.problem, "filename", None)
    return lost(name) if name is not None else ""


def code_of_the_course(scene: Scene) -> str:
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
    if deepest is None or not place or isinstance(scene.problem, KeyboardInterrupt):
        return ""
    return f"This stops in the course's own code ({place}, {deepest.f_code.co_name}). Which values does your line hand to it?"
