"""`claimlab bench [NAME…]`: speed ratios, each measured in one run by turns, so that a busy computer slows both sides.

A benchmark compares two ways of doing the same thing. It is a dict entry below: a function that returns two
functions to be timed, called in turn, and the ratio that is wanted.
"""

import argparse
import atexit
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from .tables import ROOT

RUNS = 7


@dataclass(frozen=True)
class Bench:
    """what: one line for the table; sides: () -> (ours, theirs), two functions without arguments; wanted: highest good ratio."""

    what: str
    sides: Callable
    wanted: float


def _check_time():
    """A solved hand-in, by our plugin and by plain nbval, each as a process of its own."""
    folder = Path(tempfile.mkdtemp(prefix="claimlab-bench-"))
    atexit.register(shutil.rmtree, folder, True)
    (folder / "my_work").mkdir()
    shutil.copytree(ROOT / "data" / "trade", folder / "data" / "trade")
    shutil.copyfile(ROOT / "solutions" / "02_trade.ipynb", folder / "my_work" / "02_trade.ipynb")
    start = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), f"--rootdir={folder}"]

    def run(*options):
        done = subprocess.run([*start, *options, "my_work/02_trade.ipynb"], cwd=folder, capture_output=True, text=True,
                              env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"})
        if done.returncode:
            raise RuntimeError(f"The solved notebook does not pass: {done.stdout[-500:]}")

    return run, lambda: run("--nbval-lax", "-p", "no:claimlab.report", "-p", "no:xdist", "-o", "addopts=")


BENCHES = {
    "check": Bench("pytest on a solved exercise file / plain pytest --nbval-lax", _check_time, 0.7),
}


def measure(bench, runs=RUNS):
    """Median seconds of both sides and the median of the ratios of neighbouring runs."""
    ours, theirs = bench.sides()
    times = []
    for warm_up in range(-1, runs):
        pair = []
        for side in (ours, theirs):
            began = time.perf_counter()
            side()
            pair.append(time.perf_counter() - began)
        if warm_up >= 0:
            times.append(pair)
    return *(statistics.median(column) for column in zip(*times)), statistics.median(a / b for a, b in times)


def main(argv):
    """The command. Returns 0 when every ratio is as wanted, else 1."""
    parser = argparse.ArgumentParser(prog="claimlab bench", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(BENCHES)}; all when left out")
    parser.add_argument("--runs", type=int, default=RUNS, help=f"pairs of runs ({RUNS}); the medians are printed")
    options = parser.parse_args(argv)
    unknown = [name for name in options.names if name not in BENCHES]
    if unknown:
        print(f"There is no benchmark called {unknown[0]!r}. There are: {', '.join(BENCHES)}.", file=sys.stderr)
        return 2
    print(f"{'name':<10} {'ours s':>8} {'theirs s':>9} {'ratio':>6} {'wanted':>7}  what")
    slow = 0
    for name, bench in BENCHES.items():
        if options.names and name not in options.names:
            continue
        ours, theirs, ratio = measure(bench, options.runs)
        slow += ratio > bench.wanted
        print(f"{name:<10} {ours:>8.2f} {theirs:>9.2f} {ratio:>6.2f} {'≤ ' + format(bench.wanted, '.2f'):>7}  {bench.what}", flush=True)
    return 1 if slow else 0
