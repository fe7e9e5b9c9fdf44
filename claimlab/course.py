"""The course at hand: where its folder lies, and what course/course.toml says about it.

The engine knows no lesson, no country and no colour; it asks here. The root is the nearest folder, from the
working directory upwards, that holds course/course.toml: notebooks run one level below it.
"""

import logging
import os
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

MANIFEST = Path("course") / "course.toml"
TASKS, MINE = "_tasks", "_mine"  # a tab shows a file's name only: a lesson, its set and a student's copy differ in it


class Told(Exception):
    """A problem whose message says what is wrong and what to do: a notebook shows that sentence and no traceback."""

    def _render_traceback_(self):  # IPython asks for this
        return [str(self)]


class NoCourse(Told):
    """No course lies in the working directory or above it, or its course.toml cannot be used."""


class NotMeant(Told, LookupError):
    """A name that means no lesson and no exercise set. The message names those there are."""


@dataclass(frozen=True)
class Lesson:
    """One lesson as course.toml lists it. number: its place as two digits ("02"); name: its folder ("trade").

    shorten: what a teacher leaves out first, in words; "" where the course does not say.
    """

    number: str
    name: str
    question: str
    skill: str
    shorten: str = ""

    @property
    def stem(self) -> str:
        """The name its files carry: "02_trade"."""
        return f"{self.number}_{self.name}"

    @property
    def copy(self) -> str:
        """The file name of a student's own copy of its exercise set: "02_trade_mine.ipynb"."""
        return f"{self.stem}{MINE}.ipynb"


def exercise_set(stem: str) -> Path:
    """The untouched exercise set of a lesson, as the course brings it: exercises/02_trade_tasks.ipynb."""
    return root() / "exercises" / f"{stem}{TASKS}.ipynb"


def where() -> str:
    """The place this Python runs in: "browser" (no terminal, no git, no pytest), "binder" (nothing is kept) or "home"."""
    if sys.platform == "emscripten":
        return "browser"
    return "binder" if "BINDER_SERVICE_HOST" in os.environ else "home"


def back(path: str) -> str:
    """How to get a damaged file of data/ back, as a sentence that fits the place the course runs in."""
    if where() == "browser":
        return f"Delete data/{path} in the list of files, then reload the page: the course brings it back."
    return f"Bring it back with: git checkout -- data/{path}"


_last: list[Path] = []


def root(remembered: bool = True) -> Path:
    """The folder of the course: the one at or above the working directory that holds course/course.toml.

    A cell that changes the working directory does not lose the course: then the last one found is meant.
    Raises NoCourse when there is none.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / MANIFEST).is_file():
            _last[:] = [folder]
            return folder
    if _last and remembered:
        return _last[0]
    raise NoCourse(f"No course lies in {here} or above it. Go to the folder that holds {MANIFEST.as_posix()}.")


def data() -> Path:
    """The folder of the course's tables."""
    return root() / "data"


def my_work() -> Path:
    """The folder of a student's own files."""
    return root() / "my_work"


@lru_cache(maxsize=8)
def _read(path: Path, changed: int) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def manifest() -> dict:
    """What course/course.toml says, as a dict. Do not change it: it is shared. Raises NoCourse when it cannot be read."""
    path = root() / MANIFEST
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise NoCourse(
            f"{MANIFEST.as_posix()} cannot be read ({problem}). Mend that place or get the file back."
        ) from None


def lessons() -> list[Lesson]:
    """The lessons in their order; the first is number 00. course.toml holds the only list."""
    listed = manifest().get("lessons", [])
    try:
        return [
            Lesson(f"{number:02d}", entry["name"], entry["question"], entry.get("skill", ""), entry.get("shorten", ""))
            for number, entry in enumerate(listed)
        ]
    except (KeyError, TypeError, AttributeError):
        raise NoCourse(f"Each [[lessons]] in {MANIFEST.as_posix()} needs a name and a question.") from None


def lesson(name: str) -> Lesson | None:
    """The lesson meant by "02_trade", "02" or "trade"; None when there is none."""
    return next((one for one in lessons() if name in (one.stem, one.number, one.name)), None)


def need(name: str) -> Lesson:
    """The same as lesson(), for a name that must be one. Raises NoCourse when it is none."""
    found = lesson(name)
    if found is None:
        raise NoCourse(f"{MANIFEST.as_posix()} lists no lesson {name!r}. Add it there, or correct the name.")
    return found


def meant(names: Iterable[str], stems: Iterable[str], what: str) -> list[str]:
    """Those of `stems` ("02_trade", …) that `names` mean, in the order of `stems`; all when there are no names.

    A name is "02_trade", "02" or "trade". Raises NotMeant for any other;
    what: what is named, in words ("exercise set").
    """
    called = {stem: {stem, *stem.split("_", 1)} for stem in stems}
    for name in names:
        if not any(name in known for known in called.values()):
            raise NotMeant(f"There is no {what} called {name!r}. There are: {', '.join(called)}.")
    return [stem for stem, known in called.items() if not names or known & set(names)]


def part(lesson_name: str, module: str) -> ModuleType | None:
    """A module of a lesson's folder, for example part("trade", "tasks"); None when the lesson has none.

    Errors inside the module are the author's and come through.
    """
    home = root()
    if not (home / "course" / lesson_name / f"{module}.py").is_file():
        return None
    _on_path(home)
    return import_module(f"course.{lesson_name}.{module}")


def _on_path(home: Path) -> None:
    """Make `import course` mean the course at hand, also where another course was imported before."""
    known = sys.modules.get("course")
    if known is not None and Path(known.__path__[0]) != home / "course":
        forget()
    if Path(getattr(find_spec("course"), "origin", None) or "nowhere").parent != home / "course":
        sys.path.insert(0, str(home))


def forget() -> None:
    """Forget every imported module of a course, and the root that was found last."""
    _last.clear()
    for name in [name for name in sys.modules if name == "course" or name.startswith("course.")]:
        del sys.modules[name]


def ready() -> None:
    """Make `from course.<lesson>.widgets import …` work in the running notebook, wherever the engine is installed.

    A test runner starts a paper in the folder where it lies. When that is not one level below the root, as in a folder
    for each student, the paper is moved there, so that it finds its tables in ../data.
    """
    if where() == "browser":  # its first drawing cell would show a line about a font cache, each time
        logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    try:
        home = root()
    except NoCourse:
        return
    _on_path(home)
    if os.environ.get("PYTEST_VERSION") and not Path("..", "data").is_dir():
        os.chdir(home / "course")
