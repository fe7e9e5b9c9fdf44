"""What is missing or stands in the way: a table that is not found, a package, a file of one's own that hides one."""

import re
import sys
from importlib import metadata
from pathlib import Path
from types import ModuleType

from .. import course
from ..course import where
from ..seal import seals

ROOMS = "notebooks/, exercises/ or my_work/"
# Packages that a notebook of a course imports, and that a file of the same name beside it would hide.
PACKAGES = (
    "pandas",
    "numpy",
    "matplotlib",
    "seaborn",
    "geopandas",
    "IPython",
    "ipykernel",
    "ipywidgets",
    "anywidget",
    "claimlab",
)


def lost(filename: str, here: Path | str | None = None) -> str:
    """Why a file was not found and what to do: one or two sentences, or "" for a file that is none of the course's.

    filename: as the student wrote it. here: the folder in which the notebook runs.
    """
    here = Path(here or Path.cwd())
    wanted = Path(str(filename))
    if wanted.suffix not in (".csv", ".geojson", ".json"):
        return ""
    if (here / "../data").resolve() != course.data():
        return (
            f"{wanted.as_posix()} was not found, because this notebook runs in {here.name or here}. "
            f"It must lie in {ROOMS} of the course folder {course.root().name}: move it there and open it again."
        )
    path = (here / wanted).resolve()
    if not path.is_relative_to(course.data()):
        return f"{wanted.as_posix()} was not found. The tables of the course begin with ../data/"
    name = path.relative_to(course.data()).as_posix()
    known = _known()
    if name in known:
        return f"The table data/{name} is missing. {course.back(name)}"
    from difflib import get_close_matches

    near = get_close_matches(path.stem, [Path(one).stem for one in known], n=1, cutoff=0.7)
    beside = [Path(one).name for one in known if path.parent == (course.data() / one).parent != course.data()]
    if near:
        more = f" Did you mean ../data/{next(one for one in known if Path(one).stem == near[0])}?"
    elif beside:
        more = f" That folder has {', '.join(beside)}."
    else:
        more = " data/README.md lists all tables."
    return f"There is no table ../data/{name}.{more}"


def _known():
    """Names of all tables, from the passport; without one, of the files that are there."""
    return list(seals(course.data())) or [
        path.relative_to(course.data()).as_posix() for path in course.data().rglob("*.csv")
    ]


def hiding(folder: Path) -> list[str]:
    """Names of files and packages in a folder that Python would read in place of a package: ["pandas.py"]."""
    try:
        found = [path for path in sorted(folder.iterdir()) if path.suffix == ".py" or (path / "__init__.py").is_file()]
    except OSError:
        return []
    known = {*sys.stdlib_module_names, *PACKAGES}
    return [path.name + ("/" if path.is_dir() else "") for path in found if path.stem in known]


def shadowed(module: ModuleType) -> str:
    """The student's own file that Python took for a package: "my_work/pandas.py", or ""."""
    file, name = getattr(module, "__file__", None), module.__name__.split(".")[0]
    if not file or name not in {*sys.stdlib_module_names, *PACKAGES}:
        return ""
    try:
        path = Path(file).resolve()
        home = course.root()
    except (OSError, course.NoCourse):
        return ""
    inside = path.is_relative_to(home) and path.relative_to(home).parts[0] not in (".venv", "claimlab", "course")
    return path.relative_to(home).as_posix() if inside and "site-packages" not in path.parts else ""


def in_course(filename: str) -> str:
    """A file of the engine or of the course, as a short path, or "" for any other."""
    path = Path(filename)
    engine = Path(__file__).resolve().parents[1]
    try:
        for room in (engine, course.root() / "course"):
            if path.is_relative_to(room):
                return path.relative_to(room.parent).as_posix()
    except course.NoCourse:
        pass
    return ""


def no_package(name: str) -> str:
    """What to do where a package is missing: one sentence that fits the place the course runs in."""
    if where() == "browser" and used(name):
        return (
            f"This lesson uses {name}, and the Python of this browser has no {name}. Cells that need it run on your own "
            "computer or on Binder. The book shows what comes out. Go on with the next part."
        )
    if where() == "browser":
        return f"The package {name} is not part of this course, and no other can be added in the browser. No task needs it."
    return (
        f"The package {name} is not installed in the Python of this course. If you want it, type in a terminal, "
        f"in the course folder: python3 -m uv pip install {name}"
    )


def used(name: str) -> bool:
    """Whether the course itself needs a package: some Pythons in a browser lack one of them."""
    try:
        needed = metadata.requires("claimlab") or ()
    except metadata.PackageNotFoundError:
        return False
    return any(re.split(r"[^\w.-]", line)[0].lower() == name.lower() and "extra ==" not in line for line in needed)
