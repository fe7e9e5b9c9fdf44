"""`claimlab doctor`: is this computer ready for the course?

One line for each check, and one more line with the fix when something is wrong. It must also work in a broken
environment, so it needs only Python's own library and reads what the course wants from pyproject.toml.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from .. import course, seal
from .files import hiding
from .store import FULL

DATA_FILES = ("claims.csv", "sources.csv", "datapackage.json")
ROOMS = ("my_work", "notebooks", "exercises")
ENGINE = Path(__file__).resolve().parents[2]
UV = "run: python3 -m uv sync"


class Finding(NamedTuple):
    """What one check found. `state` is "ok", "note" or "fix"."""

    state: str
    text: str
    advice: str = ""


def ok(text: str) -> Finding:
    return Finding("ok", text)


def note(text: str, advice: str = "") -> Finding:
    return Finding("note", text, advice)


def fix(text: str, advice: str) -> Finding:
    return Finding("fix", text, advice)


def main() -> int:
    """The command `claimlab doctor`. Returns 1 when something needs a fix."""
    findings = list(examine(course.root()))
    print("\n".join(map(as_text, findings)) + "\n")
    broken = sum(finding.state == "fix" for finding in findings)
    if not broken:
        print(f"All is well. You can start:\n  python3 -m uv run jupyter lab {first_notebook()}")
        return 0
    things = "1 thing needs" if broken == 1 else f"{broken} things need"
    print(f"{things} a fix. Start with the first one,\nthen run this check again.")
    return 1


def as_text(finding: Finding) -> str:
    label = "How to fix it: " if finding.state == "fix" else ""
    more = f"\n       {label}{finding.advice}" if finding.advice else ""
    return f"{'[' + finding.state + ']':<7}{finding.text}{more}"


def first_notebook() -> str:
    return f"notebooks/{course.lessons()[0].stem}.ipynb"


def examine(root: Path) -> Iterable[Finding]:
    """Run every check, in the order in which a student should mend things."""
    try:
        project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    except (OSError, ValueError, KeyError):
        return [fix("The file pyproject.toml is missing or damaged.", "get it back with: git restore pyproject.toml")]
    kind = environment_kind(root)
    found = [
        check_engine(root, ENGINE),
        check_python(project["requires-python"], sys.version_info[:3]),
        check_environment(kind),
        check_path(os.environ),
        *(check_package(pin, kind) for pin in project["dependencies"]),
        check_kernel(kernel_folders(), sys.executable, kind),
        check_hiding(root),
        check_data(root / "data"),
        check_notebooks(root),
        check_my_work(root),
        check_git(shutil.which("git")),
        check_lessons(root),
        check_browser(sys.platform, os.environ),
    ]
    return [one for one in found if one]


# ---- Python and its packages


def environment_kind(root: Path, prefix: str = sys.prefix, base_prefix: str = sys.base_prefix) -> str:
    """Which Python is this: the project's, conda's, another venv's, the system's?"""
    chosen = root / os.environ.get("UV_PROJECT_ENVIRONMENT", ".venv")
    if Path(prefix).resolve() == chosen.resolve():
        return "project"
    if (Path(prefix) / "conda-meta").is_dir():
        return "conda"
    return "venv" if prefix != base_prefix else "system"


def check_engine(root: Path, engine: Path) -> Finding:
    """A course that brings its own program should be run by that one, not by the program of another clone."""
    if engine != root.resolve() and (root / "claimlab" / "cli.py").is_file():
        return fix(
            f"The course lies in {root}, but the program comes from {engine}.",
            "start it in the folder of the course: python3 -m uv run claimlab doctor",
        )
    return ok(f"The course lies in {root}")


def check_python(wanted: str, have: tuple[int, ...]) -> Finding:
    """`wanted` is requires-python, such as ">=3.11,<3.15"."""
    for sign, limit in re.findall(r"(>=|<)\s*([\d.]+)", wanted):
        if sign == ">=" and have < numbers(limit):
            return fix(
                f"Python {dotted(have)} is too old. The course needs {limit} or newer.",
                f"install Python {limit} or newer, then {UV}",
            )
        if sign == "<" and have >= numbers(limit):
            return fix(
                f"Python {dotted(have)} is too new. The course needs one before {limit}.",
                f"{UV}   (it finds a Python that fits)",
            )
    return ok(f"Python {dotted(have)}")


def check_environment(kind: str) -> Finding:
    return {
        "project": ok("This is the course's own environment (.venv)."),
        "conda": ok("This is a conda environment (as on Binder)."),
        "venv": note(
            "This is a virtual environment, but not the course's own (.venv).",
            "That is fine if all packages below are [ok].",
        ),
        "system": fix(
            "This is your computer's own Python, not the course's environment.",
            "start it this way: python3 -m uv run claimlab doctor",
        ),
    }[kind]


def check_path(environ: Mapping[str, str]) -> Finding | None:
    """PYTHONPATH puts other folders before the course's packages, whatever is installed."""
    folders = [one for one in environ.get("PYTHONPATH", "").split(os.pathsep) if one and Path(one).is_dir()]
    folders = [one for one in folders if Path(one).resolve() != ENGINE]
    packages = sorted({str(one.metadata["Name"]) for one in metadata.distributions(path=folders)}) if folders else []
    hidden = [name for one in folders for name in hiding(Path(one))]
    if packages or hidden:
        return fix(
            f"PYTHONPATH is set: Python reads {(packages + hidden)[0]} from {folders[0]}, not from the course.",
            "take it away, then start again: unset PYTHONPATH   (Windows: set PYTHONPATH=)",
        )
    return note(f"PYTHONPATH is set: {folders[0]}", "If a package behaves oddly, take it away.") if folders else None


def check_package(pin: str, kind: str, version_of: Callable[[str], str] = metadata.version) -> Finding:
    """`pin` is a line of pyproject.toml such as "pandas==3.0.3"."""
    name, _, wanted = pin.partition("==")
    advice = {
        "conda": "run: conda env update --file environment.yml",
        "venv": "run: python -m pip install -r requirements.txt",
    }.get(kind, UV)
    try:
        have = version_of(name)
    except metadata.PackageNotFoundError:
        return fix(f"{name} is missing. The course needs {wanted}.", advice)
    if have == wanted:
        return ok(f"{name} {have}")
    why = "old" if numbers(have) < numbers(wanted) else "new"
    return fix(f"{name} {have} is too {why}. The course needs {wanted}.", advice)


def check_kernel(folders: Iterable[str | Path], executable: str, kind: str) -> Finding:
    """The kernel "python3" must start the Python that has the course's packages.

    Jupyter takes the first folder that has it. `python` without a folder in front means "the Python that runs
    Jupyter"; none at all means the same.
    """
    uv = "python3 -m uv run " if kind in ("project", "system") else ""
    advice = f"run: {uv}python -m ipykernel install --sys-prefix"
    spec = next((one for folder in folders if (one := Path(folder) / "python3" / "kernel.json").is_file()), None)
    if spec:
        try:
            starts = os.fspath(json.loads(spec.read_text("utf-8"))["argv"][0])
        except (OSError, ValueError, KeyError, IndexError, TypeError):
            return fix(f"Jupyter's kernel file cannot be read: {spec}", advice)
        # Only the folders may be compared: the python of a virtual environment is itself a link to the system's.
        mine, theirs = (os.path.normcase(os.path.realpath(os.path.dirname(path))) for path in (starts, executable))
        if os.path.dirname(starts) and mine != theirs:
            return fix(f"Jupyter's kernel python3 starts another Python: {starts}", advice)
    return ok("Jupyter's kernel python3 starts this Python.")


def kernel_folders() -> list[str]:
    """Where Jupyter looks for kernels, first place first."""
    try:
        from jupyter_core.paths import jupyter_path
    except ImportError:  # Then the line about jupyterlab tells what to do.
        return []
    return jupyter_path("kernels")


# ---- the course's folders


def check_hiding(root: Path) -> Finding | None:
    """A file that is called like a package is read in its place."""
    rooms = [(f"{room}/", root / room) for room in ROOMS] + [("", root)]
    found = [where + name for where, room in rooms for name in hiding(room) if where or name != "claimlab/"]
    if not found:
        return None
    return fix(
        f"Your file {found[0]} hides a package of the same name.", "give it another name, then restart the kernel."
    )


def check_data(folder: Path) -> Finding:
    back = "get it back with: git restore data"
    if not folder.is_dir():
        return fix("The folder data/ is missing.", back)
    for name in DATA_FILES:
        if not content(folder / name):
            return fix(f"data/{name} is missing or cannot be read.", back)
    try:
        paths = [one["path"] for one in json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]]
    except (ValueError, KeyError, TypeError):
        return fix("data/datapackage.json is damaged.", back)
    seals, found = seal.seals(folder), {path: content(folder / path) for path in paths}
    lost = [path for path, raw in found.items() if not raw]
    if lost:
        return fix(f"data/{lost[0]}{more(lost)} is missing or cannot be read.", back)
    broken = {path: seal.broken(raw, seals.get(path)) for path, raw in found.items()}
    if changed := [path for path, how in broken.items() if how == "changed"]:
        return fix(
            f"data/{changed[0]}{more(changed)} is not as the course gives it. Did a spreadsheet save it?",
            f"get it back with: git restore data/{changed[0] if len(changed) == 1 else ''}",
        )
    if ends := [path for path, how in broken.items() if how]:
        return fix(
            f"data/{ends[0]}{more(ends)} has the line ends of Windows (git's core.autocrlf).",
            "delete the folder data/, then get it back with: git restore data",
        )
    return ok(f"The folder data/ is complete ({len(paths)} tables).")


def check_notebooks(root: Path) -> Finding:
    first = first_notebook()
    if not content(root / first):
        return fix(f"{first} is missing or cannot be read.", "get it back with: git restore notebooks")
    lessons, tasks = (len(list((root / room).glob("*.ipynb"))) for room in ("notebooks", "exercises"))
    if not tasks:
        return fix("The folder exercises/ has no notebooks.", "get them back with: git restore exercises")
    return ok(f"{lessons} lesson and {tasks} exercise notebooks are here.")


def check_my_work(root: Path) -> Finding:
    """Your own copies go to my_work/. Really write there: rights and a full disk show only then."""
    folder = root / "my_work"
    if folder.exists() and not folder.is_dir():
        return fix("my_work is a file, but the course needs a folder of that name.", "give the file another name.")
    try:
        with tempfile.TemporaryFile(dir=folder if folder.exists() else root) as file:
            file.write(b"." * 200_000)
            file.flush()
            os.fsync(file.fileno())
    except OSError as problem:
        if problem.errno in FULL:
            return fix("The disk is full: my_work/ cannot take another file.", "make room, then run this again.")
        return fix("I cannot write to the folder my_work/.", "move the whole course to a folder of your own.")
    return ok("The folder my_work/ can be written." if folder.exists() else "The folder my_work/ can be made.")


def check_git(path: str | None) -> Finding:
    if path:
        return ok("git is installed.")
    return note("git is not installed. You can work without it,", "but you need it to get a newer version.")


def check_lessons(root: Path) -> Finding | None:
    """Lessons that were run in place would stop `git pull`; the course's own command takes care of them."""
    try:
        asked = [
            "git",
            "-C",
            str(root),
            "status",
            "--porcelain",
            "--untracked-files=no",
            "--",
            "notebooks",
            "exercises",
        ]
        lines = subprocess.run(asked, capture_output=True, text=True, timeout=5).stdout.splitlines()
    except (OSError, subprocess.SubprocessError):
        return None
    if not lines:
        return None
    return note(
        f"You ran or changed {len(lines)} of the course's notebooks. That is fine.",
        "Get a newer course with: claimlab update   (git pull would stop)",
    )


def check_browser(platform: str, environ: Mapping[str, str]) -> Finding:
    if platform.startswith("linux") and not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
        return note(
            "I see no screen here, so no browser will open by itself.",
            "Copy the address that JupyterLab prints into your browser.",
        )
    return note(
        "JupyterLab opens in your browser: a new Firefox, Chrome, Edge or Safari.",
        "If none opens, copy the address that JupyterLab prints.",
    )


# ---- small helpers


def content(path: Path) -> bytes:
    """What a file holds; nothing when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def more(found: list) -> str:
    return f" (and {len(found) - 1} more)" if len(found) > 1 else ""


def numbers(version: str) -> tuple[int, ...]:
    """ "3.0.10rc1" -> (3, 0, 10), to tell older from newer."""
    found = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(map(int, found[0].split("."))) if found else ()


def dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
