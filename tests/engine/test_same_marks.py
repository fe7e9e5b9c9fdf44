"""Papers varied by chance: our marks are those that nbval gives, file by file and task by task.

nbval starts a kernel a paper. A usual run takes twelve papers; CLAIMLAB_LONG=1 takes fifty, for two processor minutes.
"""

import json
import os
import random
import subprocess
import sys
from xml.etree import ElementTree

from claimlab.handin.driver import Driver

PAPERS = 50 if os.environ.get("CLAIMLAB_LONG") else 12

FIRST = [
    'harvest_2022 = apples[apples["year"] == 2022]["harvest_t"].sum()',
    "harvest_2022 = ...",
    "harvest_2022 = 0",
    "harvest_2022 = '12'",
    "harvest_202 = 1",
    'harvest_2022 = apples.query("year == 2022").harvest_t.sum().item()',
    "harvest_2022 = 1 / 0",
    "harvest_2022 = (",
    "import os",
    "harvest_2022 = None",
]
SECOND = [
    'sums = apples.pivot(index="year", columns="orchard", values="harvest_t")\nsouth_years = list(sums.index[sums["south"] > sums["north"]])',
    "south_years = ...",
    "south_years = []",
    "south_years = [2022, 2022]",
    "south_years = sums.index",
    'wide = apples.pivot(index="year", columns="orchard", values="harvest_t")\nsouth_years = {int(y) for y in wide.index if wide.loc[y, "south"] > wide.loc[y, "north"]}',
    'south_years = apples["yeer"]',
    "def south_years(): pass",
]


def test_our_marks_are_those_of_nbval(home, monkeypatch):
    monkeypatch.chdir(home)
    stub = (home / "exercises" / "00_harvest_tasks.ipynb").read_text(encoding="utf-8")
    chance, pairs = random.Random(7), [(a, b) for a in FIRST for b in SECOND]
    folder = home / "papers"
    folder.mkdir()
    for number, (first, second) in enumerate(chance.sample(pairs, PAPERS)):
        book = json.loads(stub)
        for cell in book["cells"]:
            task = cell["metadata"].get("claimlab", {}).get("task")
            if cell["cell_type"] == "code" and task and not "".join(cell["source"]).startswith("check("):
                cell["source"] = first if task == "00.1" else second
        (folder / f"p{number:02}.ipynb").write_text(json.dumps(book), encoding="utf-8")
    with Driver() as driver:
        ours = {
            one.path.stem: [line.state == "done" for line in one.lines]
            for one in driver.mark(sorted(folder.glob("*.ipynb")), lambda path: True)
        }

    plain = ["-p", "no:claimlab.handin.report", "-o", "addopts=", "-n", "2", "--dist", "loadscope"]
    subprocess.run(
        [sys.executable, "-m", "pytest", *plain, "--nbval-lax", "--nbval-current-env", "--junitxml=out.xml", "papers"],
        cwd=home,
        capture_output=True,
        env=dict(os.environ),
    )
    theirs = {name: [None, None] for name in ours}
    for case in ElementTree.parse(home / "out.xml").getroot().iter("testcase"):
        name, cell = case.get("classname").split(".")[-2], int(case.get("name").rpartition(" ")[2])
        checks = check_cells(home)
        if cell in checks:
            theirs[name][checks[cell]] = case.find("failure") is None
    assert len(ours) == PAPERS and ours == theirs


def check_cells(home):
    """{number of a code cell: which check it is}, as nbval counts."""
    book = json.loads((home / "exercises" / "00_harvest_tasks.ipynb").read_text(encoding="utf-8"))
    code = ["".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "code"]
    return {
        number: int(source.startswith('check("00.2"'))
        for number, source in enumerate(code)
        if source.startswith("check(")
    }
