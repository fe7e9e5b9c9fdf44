"""Every lesson and solved set under Pyodide, the Python that the lab runs in a browser, here in Node without one.

The Pyodide is older than the one a published lab loads (see README, The site): it is the one that a package brings.
So this also shows that the course runs on pandas 2.2. Where the package is not to be had the tests are skipped, loudly.
"""

import subprocess
from pathlib import Path

import pytest

from tests.places import ROOT
from tests.pyodide import bundle

# Maps need geopandas, shapely and pyproj, which this old Pyodide cannot load: the cells of these notebooks that read,
# draw or measure a map stop there, and the cells that build on them. {notebook: how many cells fall}.
MAPS = {"notebooks/01_border.ipynb": 14, "solutions/01_border.ipynb": 1, "notebooks/05_oil.ipynb": 3}
NAMES = [
    f"{path.parent.name}/{path.name}"
    for room in ("notebooks", "solutions")
    for path in sorted((ROOT / room).glob("*.ipynb"))
]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What became of the notebooks, one line of JSON after the other, all in one Pyodide."""
    here = tmp_path_factory.mktemp("pyodide")
    pyodide = bundle.completed(bundle.released(here / "bundle"), here)
    command = [bundle.node(), str(Path(__file__).with_name("run.mjs")), str(pyodide), str(ROOT), *NAMES]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        yield running
        running.kill()


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_in_the_browsers_python(told, name):
    found = bundle.next_told(told, name)
    errors = found["errors"]
    if name not in MAPS:
        assert not errors, errors[:3]
        return
    assert (errors and "geopandas" in errors[0][1]) or "pyproj" in errors[0][1], (
        f"{name} should stop at its first map, and nowhere before: {errors[:2]}"
    )
    assert len(errors) <= MAPS[name], f"{len(errors)} of {found['cells']} cells fall with the maps: {errors}"
