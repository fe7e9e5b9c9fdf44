"""`claimlab doctor`: is this computer ready for the course?

One line for each check, and one more line with the fix when something is
wrong. It must also work in a broken environment, so it needs only Python's
own library and reads what the course wants from pyproject.toml.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import tomllib
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from ..course import root

FIRST_NOTEBOOK = "notebooks/00_start_here.ipynb"
DATA_FILES = ("claims.csv", "sources.csv", "datapackage.json")


class Finding(NamedTuple):
    """What one check found. `state` is "ok", "note" or "fix"."""

    state: str
    text: str
    advice: str = ""


def main(argv=None):
    parser = argparse.ArgumentParser(
        prog="claimlab doctor", description="Check that this computer is ready for the course."
    )
    parser.parse_args(argv)
    findings = examine(root())
    for finding in findings:
        print(as_text(finding))
    broken = sum(finding.state == "fix" for finding in findings)
    print()
    if not broken:
        print("All is well. You can start:")
        print(f"  python3 -m uv run jupyter lab {FIRST_NOTEBOOK}")
        return 0
    things = "1 thing needs" if broken == 1 else f"{broken} things need"
    print(f"{things} a fix. Start with the first one,")
    print("then run this check again.")
    return 1


def as_text(finding):
    line = f"{'[' + finding.state + ']':<7}{finding.text}"
    if finding.advice:
        label = "How to fix it: " if finding.state == "fix" else ""
        line += f"\n       {label}{finding.advice}"
    return line


def examine(root):
    """Run every check, in the order in which a student should mend things."""
    try:
        project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    except (OSError, ValueError, KeyError):
        return [
            Finding(
                "fix", "The file pyproject.toml is missing or damaged.", "get it back with: git restore pyproject.toml"
            )
        ]
    kind = environment_kind(root)
    findings = [check_python(project["requires-python"], sys.version_info[:3]), check_environment(kind)]
    findings += [check_package(pin, kind) for pin in project["dependencies"]]
    findings += [
        check_kernel(kernel_folders(), sys.executable, kind),
        check_data(root / "data"),
        check_notebooks(root),
        check_my_work(root),
        check_git(shutil.which("git")),
        check_browser(sys.platform, os.environ),
    ]
    return findings


def environment_kind(root, prefix=sys.prefix, base_prefix=sys.base_prefix):
    """Which Python is this: the project's, conda's, another venv's, the system's?"""
    chosen = root / os.environ.get("UV_PROJECT_ENVIRONMENT", ".venv")
    if Path(prefix).resolve() == chosen.resolve():
        return "project"
    if (Path(prefix) / "conda-meta").is_dir():
        return "conda"
    return "venv" if prefix != base_prefix else "system"


def check_python(wanted, have):
    """`wanted` is requires-python, such as ">=3.11,<3.15"."""
    shown = ".".join(map(str, have))
    for rule in wanted.split(","):
        rule = rule.strip()
        limit = rule.lstrip("<>=")
        if rule.startswith(">=") and numbers(shown) < numbers(limit):
            return Finding(
                "fix",
                f"Python {shown} is too old. The course needs {limit} or newer.",
                f"install Python {limit} or newer, then run: python3 -m uv sync",
            )
        if rule.startswith("<") and numbers(shown) >= numbers(limit):
            return Finding(
                "fix",
                f"Python {shown} is too new. The course needs one before {limit}.",
                "run: python3 -m uv sync   (it finds a Python that fits)",
            )
    return Finding("ok", f"Python {shown}")


def check_environment(kind):
    if kind == "project":
        return Finding("ok", "This is the course's own environment (.venv).")
    if kind == "conda":
        return Finding("ok", "This is a conda environment (as on Binder).")
    if kind == "venv":
        return Finding(
            "note",
            "This is a virtual environment, but not the course's own (.venv).",
            "That is fine if all packages below are [ok].",
        )
    return Finding(
        "fix",
        "This is your computer's own Python, not the course's environment.",
        "start it this way: python3 -m uv run claimlab doctor",
    )


def check_package(pin, kind, version_of=metadata.version):
    """`pin` is a line of pyproject.toml such as "pandas==3.0.3"."""
    name, _, wanted = pin.partition("==")
    advice = {
        "conda": "run: conda env update --file environment.yml",
        "venv": "run: python -m pip install -r requirements.txt",
    }.get(kind, "run: python3 -m uv sync")
    try:
        have = version_of(name)
    except metadata.PackageNotFoundError:
        return Finding("fix", f"{name} is missing. The course needs {wanted}.", advice)
    if have == wanted:
        return Finding("ok", f"{name} {have}")
    why = "old" if numbers(have) < numbers(wanted) else "new"
    return Finding("fix", f"{name} {have} is too {why}. The course needs {wanted}.", advice)


def check_kernel(folders, executable, kind):
    """The kernel "python3" must start the Python that has the course's packages.

    Jupyter takes the first folder that has it. `python` without a folder in
    front means "the Python that runs Jupyter"; none at all means the same.
    """
    advice = "run: python -m ipykernel install --sys-prefix"
    if kind in ("project", "system"):
        advice = "run: python3 -m uv run python -m ipykernel install --sys-prefix"
    for folder in folders:
        spec = Path(folder) / "python3" / "kernel.json"
        if not spec.is_file():
            continue
        try:
            starts = json.loads(spec.read_text("utf-8"))["argv"][0]
        except (OSError, ValueError, KeyError, IndexError, TypeError):
            return Finding("fix", f"Jupyter's kernel file cannot be read: {spec}", advice)
        if os.path.dirname(starts) and not same_python(starts, executable):
            return Finding("fix", f"Jupyter's kernel python3 starts another Python: {starts}", advice)
        break
    return Finding("ok", "Jupyter's kernel python3 starts this Python.")


def same_python(one, other):
    # Only the folder may be resolved: the python of a virtual environment is
    # itself a link to the system's, and the two are not the same for us.
    return same_folder(os.path.dirname(one), os.path.dirname(other))


def same_folder(one, other):
    return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other))


def kernel_folders():
    """Where Jupyter looks for kernels, first place first."""
    try:
        from jupyter_core.paths import jupyter_path
    except ImportError:  # Then the line about jupyterlab tells what to do.
        return []
    return jupyter_path("kernels")


def check_data(folder):
    back = "get it back with: git restore data"
    if not folder.is_dir():
        return Finding("fix", "The folder data/ is missing.", back)
    for name in DATA_FILES:
        if not readable(folder / name):
            return Finding("fix", f"data/{name} is missing or cannot be read.", back)
    try:
        passport = json.loads((folder / "datapackage.json").read_text("utf-8"))
        paths = [resource["path"] for resource in passport["resources"]]
    except (ValueError, KeyError, TypeError):
        return Finding("fix", "data/datapackage.json is damaged.", back)
    lost = [path for path in paths if not readable(folder / path)]
    if lost:
        more = f" (and {len(lost) - 1} more)" if len(lost) > 1 else ""
        return Finding("fix", f"data/{lost[0]}{more} is missing or cannot be read.", back)
    return Finding("ok", f"The folder data/ is complete ({len(paths)} tables).")


def check_notebooks(root):
    if not readable(root / FIRST_NOTEBOOK):
        return Finding(
            "fix", f"{FIRST_NOTEBOOK} is missing or cannot be read.", "get it back with: git restore notebooks"
        )
    lessons = len(list((root / "notebooks").glob("*.ipynb")))
    tasks = len(list((root / "exercises").glob("*.ipynb")))
    if not tasks:
        return Finding("fix", "The folder exercises/ has no notebooks.", "get them back with: git restore exercises")
    return Finding("ok", f"{lessons} lesson and {tasks} exercise notebooks are here.")


def check_my_work(root):
    """Your own copies go to my_work/. Really write there: rights can mislead."""
    folder = root / "my_work"
    if folder.exists() and not folder.is_dir():
        return Finding(
            "fix", "my_work is a file, but the course needs a folder of that name.", "give the file another name."
        )
    try:
        with tempfile.TemporaryFile(dir=folder if folder.exists() else root):
            pass
    except OSError:
        return Finding(
            "fix",
            "I cannot write to the folder my_work/.",
            "move the whole course to a folder of your own, or free some disk space.",
        )
    if folder.exists():
        return Finding("ok", "The folder my_work/ can be written.")
    return Finding("ok", "The folder my_work/ can be made when you need it.")


def check_git(path):
    if path:
        return Finding("ok", "git is installed.")
    return Finding(
        "note",
        "git is not installed. You can work without it,",
        "but you need it to get a newer version of the course.",
    )


def check_browser(platform, environ):
    screen = environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")
    if platform.startswith("linux") and not screen:
        return Finding(
            "note",
            "I see no screen here, so no browser will open by itself.",
            "Copy the address that JupyterLab prints into your browser.",
        )
    return Finding(
        "note",
        "JupyterLab opens in your browser: a new Firefox, Chrome, Edge or Safari.",
        "If none opens, copy the address that JupyterLab prints.",
    )


def readable(path):
    try:
        with open(path, "rb") as file:
            return bool(file.read(1))
    except OSError:
        return False


def numbers(version):
    """ "3.0.10" -> (3, 0, 10), to tell older from newer."""
    parts = []
    for part in version.split("."):
        digits = ""
        for sign in part:
            if not sign.isdigit():
                break
            digits += sign
        if not digits:
            break
        parts.append(int(digits))
    return tuple(parts)
