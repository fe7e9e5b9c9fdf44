"""Is a wrong answer right with the tables as the set-up left them? Then the cell that changed one is named, not a mistake."""

import ast
import contextlib
import copy
import sys
import warnings
from typing import Any

from ..student import runs, shared
from ..student.notebook import made
from .task import Task, tasks, turns

LONGEST = 3.0  # seconds that the steps took when they ran; what took longer is not run again
MOST = 12  # cells


def judged_again(one: Task, names: list[str], right: Any) -> str:
    """The sentence on the cell that changed a shared table, or "". right(answer) says whether an answer is right."""
    shell = runs.notebook()
    changed = shared.changes(shell.user_ns) if shell and not one.is_turn and len(names) == 1 else {}
    steps = _steps(names[0], shell) if changed else []
    used = [name for name in changed if any(name in step for step in steps)]
    if not used or not right(_answer(names[0], steps, shell)):
        return ""
    run, verb, _ = changed[used[0]]
    then = (
        f"With {used[0]} as the set-up made it, your answer is right: "
        f"run the cell that makes {used[0]} again, then your cell and this check."
    )
    return shared.told(_who(run, one), verb, used[0], then)


def _who(run, one):
    """The cell of a run, by the task whose answer it makes."""
    makes = made(run.source) if run else set()
    owner = next((task.id for task in (*tasks(one.set_name), *turns(one.lesson)) if task.name in makes), "")
    return f"The cell of task {owner}" if owner else "A cell between the tasks"


def _steps(name, shell):
    """The texts of the cells that led to the answer, in order: the one that makes it, and those that made what it uses."""
    wanted, seen, steps, took = {name}, {id(run) for run in shared.makers()}, [], 0.0
    for run in reversed(runs.every()):
        if id(run) in seen or (run.cell and run.cell in seen) or not wanted & (made(run.source) | run.changed):
            continue
        seen.add(run.cell)
        text = shell.transform_cell(run.source)
        try:
            loaded = {one.id for one in ast.walk(ast.parse(text)) if isinstance(one, ast.Name)}
        except (SyntaxError, ValueError):
            return []
        wanted |= loaded - set(shared.kept())
        steps.insert(0, text)
        took += run.took
    return steps if took <= LONGEST and len(steps) <= MOST else []


def _answer(name, steps, shell):
    """What the steps make of the tables of the set-up. Nothing of the notebook is changed, nothing is shown."""
    from IPython.utils.capture import capture_output

    space = dict(shell.user_ns)
    for held, thing in shell.user_ns.items():
        if isinstance(thing, (list, dict, set)) and not held.startswith("_") and held not in ("In", "Out"):
            with contextlib.suppress(Exception):
                space[held] = copy.deepcopy(thing)
    space.update({held: table.copy(deep=True) for held, table in shared.kept().items()})
    space["check"] = lambda *anything, **more: None  # a check in the same cell has been asked already
    space.pop(name, None)
    plot = sys.modules.get("matplotlib.pyplot")
    open_before = plot.get_fignums() if plot else []
    try:
        with capture_output(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for text in steps:
                exec(compile(text, "<again>", "exec"), space)
    except Exception:
        return ...
    finally:
        for number in plot.get_fignums() if plot else ():
            if number not in open_before:
                plot.close(number)
    return space.get(name, ...)
