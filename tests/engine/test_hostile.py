"""Hostile and broken hand-ins: each costs its own lines and nothing else. One class, marked by one server.

Every paper is the small course's exercise with one cell put in front of, or in place of, an answer.
"""

import contextlib
import hashlib
import json
import os
import re
import time
from pathlib import Path

import pytest

from claimlab.handin.driver import Driver
from claimlab.handin.server import CAN_FORK

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="the fence needs Linux")

LIMIT = 3
RIGHT = 'harvest_2022 = apples[apples["year"] == 2022]["harvest_t"].sum()'
SOUTH = 'sums = apples.pivot(index="year", columns="orchard", values="harvest_t")\nsouth_years = list(sums.index[sums["south"] > sums["north"]])'

# What takes the place of the first answer; the second is right. The first must not pass.
CELLS = {
    "endless": "while True:\n    pass",
    "endless_c": "import time\ntime.sleep(1000)",
    "endless_stubborn": "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass",
    "endless_regex": "import re\nre.match('(a+)+$', 'a' * 60 + 'b')",
    "memory": "x = bytearray(8 * 2**30)\nx[::4096] = b'1' * len(x[::4096])",
    "fork_bomb": "import os, time\nfor n in range(500):\n    if os.fork() == 0:\n        time.sleep(60)\n        os._exit(0)\ntime.sleep(60)",
    "flood": "for n in range(200_000):\n    print('x' * 1000)\nraise ValueError('y' * 10**7)",
    "exit": "import os\nos._exit(0)",
    "sys_exit": "import sys\nsys.exit('bye')",
    "crash": "import ctypes\nctypes.string_at(0)",
    "kill_parent": "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\nos.kill(-1, signal.SIGKILL)",
    "stop_itself": "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)\nimport time\ntime.sleep(99)",
    "network": "import socket\nsocket.create_connection(('1.1.1.1', 80), timeout=2)",
    "udp": "import socket\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('1.1.1.1', 53))",
    "read_home": "import pathlib\n(pathlib.Path.home() / '.profile').read_text()\nopen('/etc/shadow').read()",
    "read_neighbour": "open(PLACE).read()",
    "read_reference": "exec(open(TASKS).read())",
    "import_tasks": "from course.harvest.tasks import TASKS\nharvest_2022 = TASKS[0].reference()",
    "import_measures": "import sys\nsys.path.insert(0, HOME)\nfrom course.harvest.measures import total\nharvest_2022 = total(2022)",
    "import_engine": "from claimlab.checks.task import task\nharvest_2022 = task('00.1').reference()",
    "modules": "import sys\nharvest_2022 = next(m for n, m in sys.modules.items() if hasattr(m, 'TASKS')).TASKS[0].reference()",
    "collector": "import gc\nharvest_2022 = next(o for o in gc.get_objects() if type(o).__name__ == 'Task').reference()",
    "frames": "import sys\nf = sys._getframe()\nwhile f:\n    for v in f.f_locals.values():\n        if hasattr(v, 'reference'):\n            harvest_2022 = v.reference()\n    f = f.f_back",
    "shell": "get_ipython().user_expressions = lambda e: {k: {'status': 'ok', 'data': {'text/plain': 'done'}} for k in e}\nharvest_2022 = 1",
    "equals_all": "class All(float):\n    def __eq__(self, o): return True\n    def __sub__(self, o): return 0.0\n    def __rsub__(self, o): return 0.0\n    def __abs__(self): return 0.0\n    def __le__(self, o): return True\n    def __hash__(self): return 1\nharvest_2022 = All(1)",
    "float_frame": "import sys\nclass F:\n    def __float__(self): return sys._getframe(1).f_locals['target']\nharvest_2022 = F()",
    "patched": "import pandas as pd, numpy as np, builtins\npd.Series.abs = lambda s: s * 0\nnp.abs = abs = builtins.abs = lambda x: 0\nbuiltins.float = lambda x: 1.0\nharvest_2022 = 1",
    "forged": 'import os\nfor fd in range(3, 60):\n    try:\n        os.write(fd, b\'\\n{"call": "00.1", "state": "done"}\\n{"holds": [1]}\\n{"inner": 1}\\n[[[\\n\')\n    except OSError:\n        pass\nharvest_2022 = 1',
    "thread_later": "import threading, time\nspace = globals()\ndef later():\n    time.sleep(0.3)\n    space['harvest_2022'] = 'x'\nthreading.Thread(target=later).start()\nharvest_2022 = 1",
    "atexit": "import atexit\natexit.register(lambda: open('/tmp/left-by-atexit', 'w'))\nharvest_2022 = 1",
    "deep": "x = " + "(" * 3000 + "1" + ")" * 3000,
    "deep_sum": "x = " + "+".join(["1"] * 30_000) + "\nharvest_2022 = 1",
    "recursion": "def f():\n    return f()\nf()",
    "exception_text": "class Bad(Exception):\n    def __str__(self): raise SystemExit\nraise Bad",
    "name_lines": "raise type('A\\x1b[2J\\n10 of 10 done', (Exception,), {})('\\x1b[2A\\x1b[G\\x1b[K\\n✓ 00.1 done\\u202e')",
    "input": "harvest_2022 = float(input())",
    "chdir": "import os, shutil\nshutil.rmtree('../data')\nos.chdir('/')\nharvest_2022 = 1",
    "overwrite": "from pathlib import Path\nPath(HOME, 'data', 'harvest', 'apples.csv').write_text('year')\nPath(PLACE).write_text('{}')",
    "ipython_start": "from pathlib import Path\np = Path.home() / '.ipython/profile_default/startup'\np.mkdir(parents=True)\n(p / 'x.py').write_text('1')\nharvest_2022 = 1",
    "daemon": "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        time.sleep(300)\nharvest_2022 = 1",
    "big_disk": "for n in range(60):\n    open(f'f{n}', 'wb').write(b'x' * 40_000_000)",
    "half_emoji": "harvest_2022 = 1  # \ud83d",
    "null_byte": "harvest_2022 = 1\x00",
    "await": "import asyncio\nawait asyncio.sleep(0)\nharvest_2022 = 1",
    "set_trace": "import sys\nsys.settrace(lambda f, e, a: [f.f_locals.update(target=1)] and None)\nsys.setprofile(lambda *a: 1 / 0)\nharvest_2022 = 1",
    "huge": "harvest_2022 = 10 ** 5000",
    "series_subclass": "import pandas as pd\nclass S(pd.Series):\n    @property\n    def size(self): raise SystemExit\nharvest_2022 = S([1.0, 2.0])",
}

NODES = [None, [], {}, 0, "x", {"a": None}, [None], True, 1e308]


def paper(first=RIGHT):
    def code(task, text):
        return {
            "cell_type": "code",
            "metadata": {"claimlab": {"task": task}},
            "outputs": [],
            "execution_count": None,
            "source": text,
        }

    return {
        "cells": [
            {
                "cell_type": "code",
                "metadata": {},
                "source": 'import pandas as pd\nfrom claimlab import check\napples = pd.read_csv("../data/harvest/apples.csv")',
            },
            code("00.1", first),
            code("00.1", 'check("00.1", harvest_2022)'),
            code("00.2", SOUTH),
            code("00.2", 'check("00.2", south_years)'),
        ],
        "metadata": {"claimlab": {"set": "00_harvest"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def broken(good):
    """Files that are no notebooks, or odd ones: {name: bytes}."""
    text = json.dumps(good)
    return {
        "nothing": b"",
        "html": b"<!doctype html><html></html>",
        "cut": text[:300].encode(),
        "latin": text.encode().replace(b"as pd", b"as pd # \xe9"),
        "utf16": text.encode("utf-16"),
        "deep": b"[" * 200_000,
        "list": b"[1]",
        "null": b"null",
        "old": json.dumps({"worksheets": [{"cells": []}], "metadata": {}, "nbformat": 3}).encode(),
        "sources": json.dumps({"cells": [{"source": 1}]}).encode(),
    }


def checksums(folder):
    return {
        path: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def outcome(laid, tmp_path_factory):
    """Every hostile paper between two good ones and a wrong one: ({name: Result}, what changed on the disk, seconds)."""
    import shutil

    home = tmp_path_factory.mktemp("hostile") / "course"
    shutil.copytree(laid, home)
    work = home / "hand-ins"
    work.mkdir()
    place, tasks = str(work / "z_good.ipynb"), str(home / "course" / "harvest" / "tasks.py")
    for name in ("a_good", "z_good"):
        (work / f"{name}.ipynb").write_text(json.dumps(paper()))
    (work / "z_wrong.ipynb").write_text(json.dumps(paper("harvest_2022 = 1")))
    for name, text in CELLS.items():
        for word, value in (("PLACE", place), ("TASKS", tasks), ("HOME", str(home))):
            text = re.sub(rf"\b{word}\b(?=[),\n])", lambda _, value=value: repr(value), text)
        (work / f"h_{name}.ipynb").write_text(json.dumps(paper(text)))
    for name, content in broken(paper()).items():
        (work / f"b_{name}.ipynb").write_bytes(content)
    (work / "b_cells.ipynb").write_text(
        json.dumps(
            {**paper(), "cells": paper()["cells"] + [{"cell_type": "code", "metadata": {}, "source": "x = 1"}] * 20_000}
        )
    )
    for number, node in enumerate(NODES):
        for key in ("metadata", "nbformat"):
            (work / f"n_{key}_{number}.ipynb").write_text(json.dumps({**paper(), key: node}))
        for key in ("metadata", "id", "outputs", "execution_count"):
            odd = paper()
            for cell in odd["cells"]:
                cell[key] = node
            (work / f"n_cell_{key}_{number}.ipynb").write_text(json.dumps(odd))
    before = checksums(home)
    with contextlib.chdir(home), Driver(limit=LIMIT, budget=40) as driver:
        results = {Path(one.path).stem: one for one in driver.mark(sorted(work.glob("*.ipynb")), lambda path: True)}
        pid = driver.process.pid
    return (
        results,
        {path for path, mark in checksums(home).items() if before.get(path) != mark}
        | (before.keys() - checksums(home).keys()),
        pid,
    )


def state(result, task):
    return next(line.state for line in result.lines if line.id == task)


def test_good_papers_stay_good_and_wrong_ones_wrong(outcome):
    results, _, _ = outcome
    assert [results[name].done for name in ("a_good", "z_good", "z_wrong")] == [2, 2, 1]
    assert "Landlock" in " ".join(results["a_good"].holds) or not os.path.exists("/sys/kernel/security/landlock")


@pytest.mark.parametrize("name", CELLS)
def test_a_hostile_cell_costs_its_own_task_and_is_told(outcome, name):
    result = outcome[0][f"h_{name}"]
    assert state(result, "00.1") != "done", "a wrong answer passed"
    if name not in ("patched", "fork_bomb"):
        assert state(result, "00.2") == "done", [line.hint for line in result.lines] + result.notes
    for text in [line.hint for line in result.lines if line.hint] + result.notes:
        assert len(text) < 500 and text[0].isupper(), text


def test_files_that_are_no_notebooks_are_told_in_one_sentence(outcome):
    results, _, _ = outcome
    for name in broken(paper()):
        problem = results[f"b_{name}"].problem
        assert problem.startswith(f"b_{name}.ipynb") and problem.endswith("."), (name, problem)
    assert results["b_cells"].done == 2


def test_odd_nodes_anywhere_in_the_file_cost_nothing(outcome):
    results, _, _ = outcome
    odd = {name: result for name, result in results.items() if name.startswith("n_")}
    assert len(odd) == 6 * len(NODES)
    assert {name: result.done for name, result in odd.items() if result.done != 2} == {}


def test_nothing_outside_was_changed_or_left_running(outcome):
    _, changed, server = outcome
    assert changed == set()
    assert not Path("/tmp/left-by-atexit").exists()
    late = time.monotonic() + 10  # what was killed a moment ago may not be gone yet
    while (left := running_in(server)) and time.monotonic() < late:
        time.sleep(0.2)
    assert left == [], "a process of the class still runs"


def running_in(session):
    """Processes of a session that are not ended yet; one that only waits to be collected is."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, of, *_ = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(of) == session and state != "Z":
            found.append(entry.parent.name)
    return found


@pytest.mark.parametrize("options", [{"fork": False}, {"fence": False}, {"fork": False, "fence": False}], ids=str)
def test_without_forks_or_namespaces_the_limits_hold_and_the_report_says_what_does_not(home, options, monkeypatch):
    monkeypatch.chdir(home)
    (home / "class").mkdir()
    for name, text in (
        ("good", RIGHT),
        ("slow", CELLS["endless"]),
        ("exit", CELLS["exit"]),
        ("peek", CELLS["import_tasks"]),
    ):
        (home / "class" / f"{name}.ipynb").write_text(json.dumps(paper(text)))
    with Driver(limit=LIMIT, budget=60, **options) as driver:
        results = {Path(one.path).stem: one for one in driver.mark(sorted((home / "class").glob("*.ipynb")))}
    assert {name: one.done for name, one in results.items()} == {"good": 2, "slow": 1, "exit": 1, "peek": 1}
    assert ("Landlock" in " ".join(results["good"].holds)) == options.get("fence", True)
