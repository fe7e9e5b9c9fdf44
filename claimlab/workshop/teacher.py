"""`claimlab book [FOLDER]`: the teacher's book, a page a lesson, made from what the course already knows.

Aim, minutes, questions and board plan come from the built lesson and its lecture notes; what a room gets wrong comes from
the named mistakes of the checks. Only the plan of a term and the rubrics are written by hand: course/teaching.md.
"""

import contextlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from .. import course
from ..checks.task import UnknownTask, tasks, turns
from ..course import Told
from .minutes import count, minutes
from .reader import POINTS, model_answer


class NoBook(Told):
    """A page cannot be made. The message says what to do."""


@dataclass
class Section:
    """One heading of a lesson: its cells, minutes by the course's rule, lecture minutes, and what a lecturer asks there."""

    title: str
    cells: list = field(default_factory=list)
    lecture: float = 0.0
    notes: list = field(default_factory=list)

    @property
    def seconds(self) -> float:
        from .minutes import PACE

        return sum(PACE[unit] * number for unit, number in count({"cells": self.cells}).items())


def sections(book: dict) -> list[Section]:
    """The parts of a built lesson between its headings of the first two levels."""
    found = [Section("Opening")]
    for cell in book["cells"]:
        source = "".join(cell["source"])
        heading = re.match(r"#{1,2} (.+)", source) if cell["cell_type"] == "markdown" else None
        if heading:
            found.append(Section(heading[1].strip()))
        found[-1].cells.append(cell)
        lecture = cell["metadata"].get("lecture", {})
        found[-1].lecture += float(lecture.get("minutes", 0) or 0)
        if lecture.get("note"):
            found[-1].notes.append(lecture["note"])
    return [one for one in found if one.cells]


def page(lesson: course.Lesson) -> str:
    """One lesson's page as Markdown. Raises NoBook when the lesson was not built."""
    path = course.root() / "notebooks" / f"{lesson.stem}.ipynb"
    try:
        book = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise NoBook(
            f"notebooks/{lesson.stem}.ipynb is not there. Make it first: claimlab build {lesson.number}"
        ) from None
    parts = sections(book)
    out = [
        f"# {lesson.number} · {lesson.question}",
        f"**New skill:** {lesson.skill}. **Time:** {minutes(book)} minutes of work by the course's rule, {sum(p.lecture for p in parts):.0f} minutes as a lecture.",
    ]
    aims = _aims(book)
    out += ["## Aim", *(aims or ["See the first page of the lesson."])]
    out += [
        "## Plan",
        "| Part | Minutes of work | In the lecture |\n|---|---|---|\n"
        + "\n".join(f"| {p.title} | {p.seconds / 60:.0f} | {f'{p.lecture:g}' if p.lecture else '–'} |" for p in parts),
    ]
    asked = [f"- *{p.title}.* {note}" for p in parts for note in p.notes]
    out += ["## Questions to ask the room", "\n".join(asked) or "None are noted in the lesson."]
    out += [
        "## On the board",
        "\n".join(f"{n}. {title}" for n, title in enumerate((p.title for p in parts if p.lecture), 1))
        or "The headings of the lesson, in their order.",
    ]
    out += ["## When time is short", lesson.shorten or _short(parts)]
    if found := models(lesson.stem):
        out += ["## What is written in words", *(_in_words(name, *one) for name, one in found.items())]
    out += ["## What the room usually gets wrong", *_mistakes(lesson)]
    return "\n\n".join(out) + "\n"


def _aims(book):
    """The outcomes that the lesson itself promises: the first list after "you can"."""
    for cell in book["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown" and re.search(r"you can|you will", source, re.I):
            lines = [line for line in source.splitlines() if line.startswith("- ")]
            if lines:
                return ["\n".join(lines)]
    return []


def _short(parts):
    """Parts that no lecture needs, longest first: they can be read at home."""
    spare = sorted((p for p in parts[1:] if not p.lecture and p.seconds >= 60), key=lambda p: -p.seconds)[:4]
    if not spare:
        return "Show the parts that are in the lecture; leave the turns for home."
    saved = sum(p.seconds for p in spare) / 60
    return (
        f"Leave these for home; the lecture does without them, and it saves about {saved:.0f} minutes: "
        + "; ".join(p.title for p in spare)
        + "."
    )


def models(stem: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Model answers of a built set: {task id: (the sentences, the three lines by which they are marked)}."""
    path = course.root() / "solutions" / f"{stem}.ipynb"
    if not path.is_file():
        return {}
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    found = ((cell["metadata"].get("claimlab", {}).get("model"), "".join(cell["source"])) for cell in cells)
    return {name: model_answer(text) for name, text in found if name}


def _in_words(name, answer, rubric):
    points = "\n".join(f"- {line}" for line in rubric)
    return f"### {name} in words\n\nA model answer: {answer}\n\n{POINTS}\n\n{points}"


def _mistakes(lesson):
    every = list(turns(lesson.stem))
    with contextlib.suppress(UnknownTask):
        every += tasks(lesson.stem)
    out = []
    for task in every:
        lines = "\n".join(f"- **{mistake.name}**: {mistake.hint}" for mistake in task.mistakes)
        after = f"\n\nWhen it is right: {task.after}" if task.after else ""
        out.append(f"### {task.id} {task.title}\n\n{task.question} ({task.unit})\n\n{lines}{after}")
    return out or ["This lesson has no tasks."]


def write(folder: Path) -> list[str]:
    """Write the book: README.md (plan, rubrics, list of pages) and a page a lesson. Returns the names of its files."""
    folder.mkdir(parents=True, exist_ok=True)
    made, lines = [], []
    for lesson in course.lessons():
        name = f"{lesson.stem}.md"
        (folder / name).write_text(page(lesson), encoding="utf-8")
        made.append(name)
        lines.append(f"- [{lesson.number} · {lesson.question}]({name})")
    by_hand = course.root() / "course" / "teaching.md"
    text = by_hand.read_text(encoding="utf-8") if by_hand.is_file() else "# The teacher's book\n"
    (folder / "README.md").write_text(
        f"{text.rstrip()}\n\n## One page a lesson\n\n" + "\n".join(lines) + "\n", encoding="utf-8"
    )
    return ["README.md", *made]


def main(folder: Path) -> int:
    """The command `claimlab book [FOLDER]`."""
    made = write(folder)
    print(f"{len(made)} pages are in {folder}/; begin with {folder}/README.md.")
    return 0
