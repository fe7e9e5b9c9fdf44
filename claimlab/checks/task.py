"""What a task is, and where the tasks of a lesson are found: course/<lesson>/tasks.py, and turns.py for its turns."""

import itertools
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from .. import course
from ..box import escape
from ..course import Told
from ..student.start import own_copy


@dataclass(frozen=True)
class Task:
    """One task of an exercise set, or one turn inside a lesson.

    id "02.3", or "02.a" for a turn; title; name: the variable or function that holds the answer; question: one sentence; unit: the
    unit of the answer, in words; answer: a kind from claimlab.answers; reference: computes the right answer
    from data/; mistakes: at least three named ones; nudge: an honest general hint; after: what the right
    answer means; section: heading of the lesson that explains it; near: parameters of the reference whose other
    values (a neighbouring year, another place of course.toml) are a likely mistake.
    """

    id: str
    title: str
    name: str
    question: str
    unit: str
    answer: Any
    reference: Callable
    mistakes: tuple
    nudge: str
    after: str = ""
    section: str = ""
    near: tuple = ()

    @property
    def is_turn(self) -> bool:
        """True for a turn inside a lesson, which may stay open: its number is a letter."""
        return self.id.split(".")[1].isalpha()

    @property
    def lesson(self) -> str:
        """The lesson the task belongs to: "trade"."""
        return course.need(self.id.split(".")[0]).name

    @property
    def set_name(self) -> str:
        """The exercise set the task stands in: "02_trade"."""
        return course.need(self.id.split(".")[0]).stem


class UnknownTask(Told, LookupError):
    """check() was called with an id that no exercise set has, or without an answer."""


def _module(name: str, module: str) -> ModuleType | None:
    lesson = course.lesson(name)
    return course.part(lesson.name, module) if lesson else None


def tasks(set_name: str) -> tuple[Task, ...]:
    """All tasks of an exercise set, in order; set_name: "02_trade", "02" or "trade". Raises UnknownTask."""
    module = _module(set_name, "tasks")
    if module is None:
        raise UnknownTask(f"There is no exercise set {set_name!r}. There are: {', '.join(sets())}.")
    return module.TASKS


def turns(lesson_name: str) -> tuple[Task, ...]:
    """All turns of a lesson, in order; lesson_name: "02_trade", "02" or "trade". () when it has none."""
    module = _module(lesson_name, "turns")
    return module.TURNS if module else ()


def sets() -> list[str]:
    """Names of the exercise sets that exist, in order: ["02_trade", …].

    A lesson with exercises.md has one. That file holds the solutions, so a lab in the browser has only the notebook.
    """
    home = course.root()
    return [
        one.stem
        for one in course.lessons()
        if (home / "course" / one.name / "exercises.md").is_file() or course.exercise_set(one.stem).is_file()
    ]


def task(task_id: str) -> Task:
    """The task with this id. Raises UnknownTask with the ids that exist."""
    if not isinstance(task_id, str):
        raise UnknownTask(
            'The id of the task must come first and in quotation marks, for example check("02.3", growth).'
        )
    number = task_id.split(".")[0]
    module = _module(number, "tasks")
    found = module.TASKS if module else ()
    for one in (*found, *turns(number)):
        if one.id == task_id:
            return one
    if not found:
        known = 'A task id looks like "02.3"'
    elif len(found) == 1:
        known = f'The only one here is "{found[0].id}"'
    else:
        known = f'The set {number} has "{found[0].id}" to "{found[-1].id}"'
    raise UnknownTask(f'There is no task "{task_id[:40]}". {known}. Put the id of the task back into the check cell.')


def lesson_link(one: Task) -> str:
    """Relative link from an exercise notebook to the section of the lesson; the same in exercises/ and my_work/.

    JupyterLab names a heading by its text with hyphens for spaces, and compares that with the fragment as the browser
    gives it. A browser rewrites letters such as é or quotation marks, and JupyterLab reads = as a sign of its own:
    such a heading is reached through the id of its cell. A lesson that was not open yet opens at its top (seen in
    JupyterLab 4.6): the link then works the second time.
    """
    page = f"../notebooks/{one.set_name}.ipynb"
    if re.fullmatch(r"[A-Za-z0-9 ?!.,:;()'/-]+", one.section):
        return f"{page}#{one.section.replace(' ', '-')}"
    try:
        cells = json.loads((course.root() / "notebooks" / f"{one.set_name}.ipynb").read_text(encoding="utf-8"))["cells"]
        heading = re.compile(rf"^#+ {re.escape(one.section)}\s*$", re.M)
        return page + next(f"#cell-id={cell['id']}" for cell in cells if heading.search("".join(cell["source"])))
    except (OSError, ValueError, KeyError, StopIteration):
        return page  # the lesson as a whole is better than a link that leads nowhere


def next_step(one: Task) -> str:
    """Where to go on after the last turn of a lesson or the last task of a set, as HTML; "" where it stands right below."""
    every = turns(one.lesson) if one.is_turn else tasks(one.set_name)
    if one.id != every[-1].id:
        return ""
    number = one.id.split(".")[0]
    if one.is_turn and one.set_name in sets():
        copy = own_copy(one.set_name)
        place = copy or f"../notebooks/{course.lessons()[0].stem}.ipynb"
        words = f"your copy of set {number}" if copy else "make your own copies of the sets"
        return f'Next: the end of this lesson, then <a href="{place}">{words}</a>.'
    known = course.lessons()
    after = next((there for here, there in itertools.pairwise(known) if here.number == number), None)
    if after is None:
        return "Next: <code>progress()</code> shows what is open."
    return f'Next: <a href="../notebooks/{after.stem}.ipynb">lesson {after.number}</a>. {escape(after.question)}'
