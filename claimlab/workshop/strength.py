"""`claimlab strength [NAME…]`: change every solution on purpose, run it, and see whether the check notices.

Most changed solutions crash: Python refuses them, not the check, so they are counted apart. The score of a task is the
share of those that run and give another answer which its check refuses; "helped" is the share of these refusals that
say what is wrong, by a named mistake or by one that any task can have, and not only by the task's general hint.
A changed solution that gives the very same answer is not wrong. One that gives another answer and passes is a survivor:
mend the task, or list the line in course/<lesson>/equivalent.toml with the reason why the difference does not matter.
"""

import io
import json
import os
import signal
import sys
import time
import tomllib
import warnings
from collections import Counter
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from .. import course
from ..checks.task import Task
from ..checks.values import DONE, WRONG
from ..course import meant
from . import inputs
from .mutants import Mutant, mutants, vocabulary

LIMIT = 2  # seconds for one mutant; the slowest solution needs a tenth
ENOUGH = 0.95
HELPED = 0.40
PLAIN = ("other", "items", "values", "data", "none right")  # what a check says when it has no better idea


def home(name: str) -> Path:
    """The folder of a set's lesson: home("02_trade") -> course/trade."""
    return course.root() / "course" / course.need(name).name


def exercises(name: str) -> Path:
    return home(name) / "exercises.md"


def lesson(name: str) -> Path:
    return home(name) / "lesson.md"


def recorded(name: str) -> dict:
    """The stored result of a set, or {}."""
    try:
        return json.loads((home(name) / "strength.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def is_current(name: str) -> bool:
    """True when nothing that the stored result was measured with has changed since."""
    known = recorded(name).get("inputs", {})
    return bool(known) and not inputs.changed(known)


def listed(name: str) -> dict[tuple[str, str], str]:
    """Equivalent mutants of a set: {(task id, changed line): reason}. A removed line is written as '- ' and the line."""
    try:
        entries = tomllib.loads((home(name) / "equivalent.toml").read_text(encoding="utf-8")).get("mutant", [])
    except FileNotFoundError:
        return {}
    return {(entry["task"], entry["line"]): entry["reason"] for entry in entries}


def key(mutant: Mutant) -> str:
    return mutant.now or f"- {mutant.was}"


def steps(name: str) -> list[tuple[str, str]]:
    """The code cells of a lesson in order, as (turn id or "", source), without the checks."""
    from .reader import read

    cells = [cell for cell in read(lesson(name)).cells if cell.cell_type == "code"]
    return [(cell.metadata.get("task", ""), cell.source) for cell in cells if not cell.source.startswith("check(")]


def solutions(name: str) -> tuple[list[str], dict[str, str], str]:
    """The set-up cells of a course file, and the solution of each task: ([code], {task id: code}, the whole text)."""
    from .reader import read, solved

    book = read(exercises(name))
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    setup = [cell.source for cell in cells if "task" not in cell.metadata]
    return (
        setup,
        {cell.metadata["task"]: solved(cell.source) for cell in cells if "### BEGIN" in cell.source},
        exercises(name).read_text(encoding="utf-8"),
    )


def measure(name: str) -> tuple[dict, list, dict[str, str]]:
    """Run all mutants of a set. Returns {task id: {"score", "mutants", "killed", …}}, the listed ones that are gone,
    and what the run used as {place: hash}."""
    from ..checks.task import tasks, turns
    from .reader import solved

    every = {task.id: task for task in (*turns(name), *tasks(name))}
    setup, cells, text = solutions(name)
    result, met, used = _measure(name, [("", source) for source in setup], cells, text, every)
    of_turns = {owner: solved(source) for owner, source in steps(name) if owner} if turns(name) else {}
    if of_turns:
        more, also, opened = _measure(name, steps(name), of_turns, "\n".join(of_turns.values()), every)
        result, met, used = more | result, met | also, opened | used
    return result, sorted(set(listed(name)) - met), used


def _measure(name, setup, cells, text, every):
    """({task id: its row}, the listed mutants that were met, what was used) for the solutions in `cells`."""
    from ..checks.answers import Figure

    jobs = [task_id for task_id in every if task_id in cells]
    # A new process begins with nothing imported, so what it has used in the end is what the set needs.
    with get_context("spawn").Pool(min(os.cpu_count() or 1, len(jobs)), _begin, (name, setup, text)) as pool:
        parts = [(task_id, mutant) for task_id in jobs for mutant in _of(name, cells[task_id], text)]
        said = pool.map(_judge_one, [(task_id, cells[task_id], mutant.code) for task_id, mutant in parts], chunksize=8)
        drawn = [task_id for task_id in jobs if isinstance(every[task_id].answer, Figure)]
        for task_id, pictures in zip(drawn, pool.map(_judge_pictures, [(one, cells[one]) for one in drawn])):
            for what, verdict, kind in pictures:
                parts.append((task_id, Mutant("", "the picture", what)))
                said.append((verdict, kind))
        used = pool.apply(_used, (name,))
    reasons, met, result = listed(name), set(), {}
    for task_id in jobs:
        outcomes = [(mutant, *outcome) for (of, mutant), outcome in zip(parts, said) if of == task_id]
        row: dict[str, Any] = dict.fromkeys(("mutants", "crashed", "same_answer", "listed", "refused"), 0)
        row["mutants"], row["survivors"], hints = len(outcomes), [], Counter()
        for mutant, verdict, kind in outcomes:
            if verdict == "killed":
                row["refused"] += 1
                hints[kind] += 1
            elif verdict == "crashed":
                row["crashed"] += 1
            elif verdict == "same":
                row["same_answer"] += 1
            elif (task_id, key(mutant)) in reasons:
                row["listed"] += 1
                met.add((task_id, key(mutant)))
            else:
                row["survivors"].append(f"{mutant.was}  ->  {mutant.now or '(removed)'}")
        own = [mistake.name for mistake in every[task_id].mistakes]
        silent_wrong = row["refused"] + len(row["survivors"])
        row["score"] = round(row["refused"] / silent_wrong, 4) if silent_wrong else 1.0
        row["named"] = sum(hints[one] for one in own)
        row["nudge"] = sum(hints[one] for one in PLAIN if one not in own)
        row["generic"] = row["refused"] - row["named"] - row["nudge"]
        row["helped"] = round(1 - row["nudge"] / row["refused"], 4) if row["refused"] else 1.0
        row["unmet"] = [one for one in own if not hints[one]]
        result[task_id] = row
    return result, met, used


_WORDS: dict[str, dict] = {}
_SPACE: dict[str, dict] = {}


def _of(name, code, text):
    import pandas as pd

    if name not in _WORDS:
        _WORDS[name] = vocabulary(
            [pd.read_csv(path) for path in sorted((course.data() / home(name).name).glob("*.csv"))], text
        )
    return list(mutants(code, _WORDS[name]))


def _begin(name, setup, text):
    """In a worker: run the set-up cells once, from a folder one level down as in a notebook.

    setup: (turn id or "", source). A turn finds the names of the cells above it, not of those below.
    """
    import matplotlib

    from ..checks.task import tasks, turns

    inputs.watch_here()
    matplotlib.use("agg")
    warnings.simplefilter("ignore")
    os.chdir(course.root() / "course")
    os.environ["CLAIMLAB_FRESH"] = "1"
    every = (*turns(name), *tasks(name))
    _SPACE.update(cells={"__name__": "__main__"}, tasks={task.id: quick(task) for task in every}, right={}, at={})
    with _silence():
        for owner, cell in setup:
            if owner:
                _SPACE["at"][owner] = dict(_SPACE["cells"])
            else:
                exec(compile(cell, "set-up", "exec"), _SPACE["cells"])
                _close()
        for task in every:
            for compute in (task.reference, *(mistake.wrong for mistake in task.mistakes)):
                with suppress(Exception):  # functions want arguments; here only the tables they read count
                    compute()


def _used(name):
    """In a worker, at the end: what it opened and imported."""
    files = [exercises(name), home(name) / "equivalent.toml", Path(mutants.__code__.co_filename)]
    return inputs.used([*inputs.seen_here(), *map(str, files)], Path.cwd())


def quick(task: Task) -> Task:
    """The task with everything that it computes computed once: hundreds of mutants are compared with it."""
    from dataclasses import replace
    from functools import cache

    from ..checks.answers import Figure, Function

    once = _by_arguments if isinstance(task.answer, Function) else cache
    answer = replace(task.answer, series=cache(task.answer.series)) if isinstance(task.answer, Figure) else task.answer
    return replace(
        task,
        answer=answer,
        reference=once(task.reference),
        mistakes=tuple(replace(one, wrong=once(one.wrong), also=tuple(map(once, one.also))) for one in task.mistakes),
    )


def _by_arguments(function):
    """A function with each result computed once; its inputs may be lists or tables, which are known by their content."""
    import pickle
    from functools import wraps

    known: dict[bytes, Any] = {}

    @wraps(function)
    def once(*arguments):
        key = pickle.dumps(arguments)
        if key not in known:
            known[key] = function(*arguments)
        return known[key]

    return once


def _judge_one(job):
    """(task id, solution, mutant) -> (verdict, kind): killed, crashed, same (the very same answer) or survived."""
    from ..checks.check import look

    task_id, solution, code = job
    task = _SPACE["tasks"][task_id]
    with _silence():
        try:
            with _limit(LIMIT):
                answer = _run(code, task)
                outcome = look(task, answer)
        except BaseException:
            return "crashed", ""
        finally:
            _close()
        if outcome.state == WRONG:
            return ("crashed", "") if outcome.kind == "error" else ("killed", outcome.kind)
        if outcome.state != DONE:
            return "killed", outcome.kind
        if task_id not in _SPACE["right"]:
            _SPACE["right"][task_id] = _run(solution, task)
            _close()
        return ("same" if same(answer, _SPACE["right"][task_id]) else "survived"), ""


def _judge_pictures(job):
    """(task id, solution) -> [(what was done to the picture, verdict, kind)]."""
    from ..checks.check import look
    from ..checks.picture import seen
    from .picture_mutants import pictures

    task_id, solution = job
    found = []
    with _silence():
        right = seen(_run(solution, _SPACE["tasks"][task_id]))
        for what, picture in pictures(right):
            outcome = look(_SPACE["tasks"][task_id], picture)
            found.append((what, "survived" if outcome.state == DONE else "killed", outcome.kind))
        _close()
    return found


def _run(code, task):
    import pandas as pd

    space = {
        key: value.copy() if isinstance(value, (pd.DataFrame, pd.Series)) else value
        for key, value in _SPACE["at"].get(task.id, _SPACE["cells"]).items()
    }
    exec(compile(code, "mutant", "exec"), space)
    return space[task.name]


def same(a: Any, b: Any) -> bool:
    """Is it the very same answer? Functions and pictures are never called the same: only the check looks at them."""
    import numpy as np
    import pandas as pd

    if callable(a) or hasattr(a, "get_ylabel"):
        return False
    if isinstance(a, pd.Series) and isinstance(b, pd.Series):
        a, b = a.sort_index(), b.sort_index()
        return list(a.index) == list(b.index) and bool(
            np.allclose(a.astype(float), b.astype(float), rtol=1e-12, atol=0, equal_nan=True)
        )
    if isinstance(a, (int, float, np.number)) and isinstance(b, (int, float, np.number)):
        return bool(np.isclose(float(a), float(b), rtol=1e-12, atol=0))
    if isinstance(a, str) or isinstance(b, str):
        return a == b
    return sorted(map(str, a)) == sorted(map(str, b))


def _close():
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")


@contextmanager
def _silence():
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def _limit(seconds):
    """At most so many seconds of computing, not of waiting: on a busy computer no mutant may count as refused for that."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_):
        raise TimeoutError

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def main(names: list[str], changed: bool = False) -> int:
    """The command. Returns 0 when every task reaches 0.95 and every listed mutant exists, else 1."""
    from ..checks.task import sets

    chosen = meant(names, [name for name in sets() if exercises(name).exists()], "exercise set")
    bad = 0
    for name in chosen:
        if changed and is_current(name):
            continue
        began = time.perf_counter()
        try:
            result, gone, used = measure(name)
        except Exception as problem:
            print(f"{name} could not be run: {type(problem).__name__}: {problem}")
            bad += 1
            continue
        _print(name, result, gone, time.perf_counter() - began)
        bad += bool(gone) + sum(row["score"] < ENOUGH for row in result.values())
        record(name, result, used)
    return 1 if bad else 0


def record(name: str, result: dict, used: dict[str, str]) -> None:
    text = json.dumps({"inputs": used, "tasks": result}, indent=1, ensure_ascii=False) + "\n"
    (home(name) / "strength.json").write_text(text, encoding="utf-8")


def _print(name, result, gone, seconds):
    columns = ("mutants", "crashed", "same_answer", "listed", "refused", "named", "generic", "nudge")
    print(f"{name} ({seconds:.1f} s)\n  task   {' '.join(columns)}  survived  score  helped")
    for task_id, row in result.items():
        numbers = " ".join(f"{row[column]:>{len(column)}}" for column in columns)
        print(f"  {task_id:<6} {numbers}  {len(row['survivors']):>8}  {row['score']:>5.3f}  {row['helped']:>6.2f}")
    for task_id, row in result.items():
        for line in row["survivors"]:
            print(f"  {task_id} survives: {line}")
    for task_id, row in result.items():
        if row["unmet"]:
            print(
                f"  {task_id} no mutant met the named mistake{'s' * (len(row['unmet']) > 1)}: {', '.join(row['unmet'])}"
            )
    for task_id, line in gone:
        print(f"  {task_id} a listed mutant no longer exists or no longer survives; take it out: {line}")
