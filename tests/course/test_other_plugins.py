"""Other pytest plugins of an account do not shuffle the cells of a notebook."""

import os
import subprocess
import sys

from tests.places import ROOT

SHUFFLE = "def pytest_collection_modifyitems(items):\n    items.reverse()\n"


def collected(*options, **environment):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", *options, "notebooks/00_start_here.ipynb"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if "::" in line]


def test_pytest_randomly_leaves_cells_in_their_order(tmp_path):
    info = tmp_path / "pytest_randomly-0.1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: pytest-randomly\nVersion: 0.1\n")
    (info / "entry_points.txt").write_text("[pytest11]\nrandomly = shuffle_all\n")
    (tmp_path / "shuffle_all.py").write_text(SHUFFLE)
    usual = collected("-n0")
    assert len(usual) > 3 and collected("-n0", PYTHONPATH=str(tmp_path)) == usual


def test_another_plugin_that_shuffles_leaves_tasks_in_their_order(tmp_path):
    (tmp_path / "other_shuffler.py").write_text(SHUFFLE)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "other_shuffler",
            "exercises/01_border_tasks.ipynb",
            "exercises/02_trade_tasks.ipynb",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
    )
    told = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("○")]
    assert told == [f"{lesson}.{number}" for lesson in ("01", "02") for number in range(1, 11)], done.stdout


def test_without_xdist_the_options_of_the_settings_are_still_understood():
    assert len(collected("-p", "no:xdist")) > 3
