"""Files that stand in the way: a table that is not found, a file of the student's own that hides a package."""

import sys
from pathlib import Path
from types import ModuleType

from .. import course
from ..evidence.tables import back

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
        return f"The table data/{name} is missing. {back(name)}"
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
    from ..evidence.passport import resources

    try:
        return [entry["path"] for entry in resources()]
    except Exception:
        return [path.relative_to(course.data()).as_posix() for path in course.data().rglob("*.csv")]


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
