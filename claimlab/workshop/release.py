"""`claimlab release FOLDER [LESSON…]`: the course as students get it, without solutions; all lessons or those named.

What a check needs to judge stays in the course: a student who looks for it can read how an answer is computed. Marking does
not trust it: `claimlab mark` judges with the teacher's own copy, out of reach of the student's code.
"""

import re
import shutil
from pathlib import Path

from .. import course
from ..course import Told, meant

TOP = (
    "pyproject.toml",
    "requirements.txt",
    "environment.yml",
    "LICENSE",
    "LICENSE-text.md",
    "CITATION.cff",
    ".gitattributes",
)
# What only authors and teachers need. Files of a lesson's folder that hold solutions are not copied.
LEFT_OUT = (
    "__pycache__",
    "workshop",
    "lesson.md",
    "more.md",
    "exercises.md",
    "expected.csv",
    "equivalent.toml",
    "strength.json",
    "teaching.md",
)
README = """# {title}

A course in notebooks: {about}. You test what one article says, claim by claim, with data.

## Begin

1. Install Python 3.11 or newer and `uv` (https://docs.astral.sh/uv). Open a terminal in this folder.
2. `uv run claimlab start` copies the exercises to `my_work/`, where your own work lies.
3. `uv run jupyter lab` opens the course. Begin with `notebooks/{first}.ipynb`.

## Check your work

`uv run pytest my_work/{example}` checks a saved notebook: one line a task. `uv run claimlab doctor` tells what is
wrong with this computer.

## Hand in

Save the notebook in `my_work/` and hand in that one file. Leave its name and its check cells as they are.

## Lessons

{lessons}
"""


class CannotRelease(Told):
    """The target cannot be used, or a lesson is not known. The message says what to do."""


def release(target: Path, names: list[str]) -> list[str]:
    """Write the students' course to a new folder. Returns the stems of its lessons ("02_trade").

    names: "02_trade", "02" or "trade"; all lessons when empty. The first lesson is always there. Numbers stay as they are.
    Raises CannotRelease when the folder is not empty or a name is unknown.
    """
    home = course.root()
    if target.exists() and any(target.iterdir()):
        raise CannotRelease(f"The folder {target.name} is not empty, and nothing is written over. Name a new one.")
    if target.resolve().is_relative_to(home) and target.resolve().parent != home:
        raise CannotRelease(f"{target.name} lies inside the course. Name a folder beside it.")
    every = [one.stem for one in course.lessons()]
    try:
        chosen = meant(names, every, "lesson")
    except LookupError as problem:
        raise CannotRelease(str(problem)) from None
    chosen = list(dict.fromkeys([every[0], *chosen]))
    target.mkdir(parents=True, exist_ok=True)
    for name in TOP:
        if (home / name).is_file():
            shutil.copyfile(home / name, target / name)
    engine = Path(__file__).resolve().parents[1]
    for source, place in ((engine, "claimlab"), (home / "course", "course"), (home / "data", "data")):
        if source.is_dir():
            shutil.copytree(source, target / place, ignore=shutil.ignore_patterns(*LEFT_OUT), symlinks=False)
    for one in course.lessons():
        folder = target / "course" / one.name
        if one.stem not in chosen:
            for name in ("tasks.py", "turns.py"):
                (folder / name).unlink(missing_ok=True)
        elif (home / "course" / one.name / "exercises.md").is_file():
            (folder / "exercises.md").write_text(
                f"The tasks of this set stand in exercises/{course.exercise_set(one.stem).name}.\n", encoding="utf-8"
            )
    gone = [stem for stem in every if stem not in chosen]
    for room in ("notebooks", "exercises"):
        (target / room).mkdir(exist_ok=True)
        for stem in chosen:
            for path in [*(home / room).glob(f"{stem}.ipynb"), *(home / room).glob(f"{stem}_*.ipynb")]:
                text = without_links(path.read_text(encoding="utf-8"), gone)
                (target / room / path.name).write_text(text, encoding="utf-8")
    (target / "README.md").write_text(_readme(chosen), encoding="utf-8")
    return chosen


def without_links(text: str, gone: list[str]) -> str:
    """A notebook's text with links to files that students do not have turned into their plain words."""
    for stem in [*gone, ""]:
        file = (
            rf"(?:\.\./notebooks/|\.\./exercises/)?{re.escape(stem)}(?:_\w+)?\.ipynb"
            if stem
            else r"\.\./solutions/[\w.]+"
        )
        text = re.sub(rf"\[([^\]\[]*)\]\((?:\./)?{file}[^)\s]*\)", r"\1", text)
        text = re.sub(rf"""<a\b[^<>]*href=\\?["']?(?:\./)?{file}[^<>]*>(.*?)</a>""", r"\1", text)
    return text


def dead_links(folder: Path) -> list[str]:
    """Links in the notebooks of a release that lead to no file: "notebooks/00_start_here.ipynb: 03_sanctions.ipynb"."""
    found = []
    for path in sorted(folder.glob("*/*.ipynb")):
        text = path.read_text(encoding="utf-8")
        for link in re.findall(r"""\]\(([^)\s:#]+\.ipynb)|href=\\?["']([^"'\\:#]+\.ipynb)""", text):
            link = link[0] or link[1]
            # A student's own copy is made later, by claimlab start.
            if "my_work" not in link and not (path.parent / link).is_file():
                found.append(f"{path.parent.name}/{path.name}: {link}")
    return found


def _readme(chosen):
    about = course.manifest()
    listed = [one for one in course.lessons() if one.stem in chosen]
    lines = "\n".join(f"- {one.number} {one.question}" for one in listed)
    example = next((stem for stem in chosen if course.exercise_set(stem).is_file()), chosen[0])
    return README.format(
        title=about.get("title", "A course"),
        about=about.get("about", "one article"),
        first=chosen[0],
        example=f"{example}{course.MINE}.ipynb",
        lessons=lines,
    )


def main(folder: Path, lessons: list[str]) -> int:
    """The command `claimlab release FOLDER [LESSON…]`."""
    chosen = release(folder, lessons)
    dead = dead_links(folder)
    print(
        "\n".join(
            [
                *(f"! A link leads nowhere: {one}" for one in dead),
                f"{len(chosen)} lessons are in {folder}/, without solutions.",
            ]
        )
    )
    return 1 if dead else 0
