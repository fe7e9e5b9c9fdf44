"""All lessons and solved sets with the packages that a published lab loads: their versions, not their WebAssembly."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT
from tests.pyodide import bundle

HERE = Path(__file__).parent
NAMES = [
    f"{path.parent.name}/{path.name}"
    for room in ("notebooks", "solutions")
    for path in sorted((ROOT / room).glob("*.ipynb"))
]


def test_the_list_is_of_the_pyodide_that_the_lab_names():
    from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION

    assert f"({PYODIDE_VERSION}," in (HERE / "deployed.txt").read_text(encoding="utf-8"), (
        "JupyterLite names another Pyodide: renew tests/pyodide/deployed.txt from its pyodide-lock.json"
    )


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What became of the notebooks, one line of JSON after the other."""
    home = tmp_path_factory.mktemp("deployed") / "venv"
    bundle.uv("venv", "--no-config", "--python", sys.executable, home)
    python = home / "bin" / "python"
    limit = ("--no-config", "--python", python, "--exclude-newer", bundle.DAY)
    bundle.uv("pip", "install", *limit, "--requirement", HERE / "deployed.txt")
    command, pipes = [python, HERE / "runner.py", ROOT, *NAMES], {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}) as running:
        yield running
        running.kill()


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_on_the_deployed_versions(told, name):
    found = bundle.next_told(told, name)
    assert not found["errors"], found["errors"][:3]
