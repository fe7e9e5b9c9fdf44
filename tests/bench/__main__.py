"""`python -m tests.bench [NAME…]`: speed ratios, each measured in one run by turns, so that a busy computer slows both sides."""

import argparse
import statistics
import sys
import time

from .benches import BENCHES, EVERY_LESSON, EVERY_WIDGET, Missing, sizes

RUNS = 7


def seconds(side):
    """How long one call takes; a side that knows better returns its seconds."""
    began = time.perf_counter()
    counted = side()
    return time.perf_counter() - began if counted is None else counted


def measure(bench, runs=RUNS):
    """Median seconds of both sides, the median of the ratios of neighbouring runs, and a remark or ''."""
    with bench.sides() as (ours, theirs, *remark):
        times = [(seconds(ours), seconds(theirs)) for _ in range(runs + 1)][1:]  # the first pair only warms up
        return (
            *(statistics.median(column) for column in zip(*times)),
            statistics.median(a / b for a, b in times),
            remark[0]() if remark else "",
        )


def main(argv=None):
    """The command. Returns 0 when everything is as fast as wanted, else 1."""
    parser = argparse.ArgumentParser(prog="tests.bench", description=__doc__.splitlines()[0])
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help=f"{', '.join(BENCHES)}, lab, sizes or a lesson such as 05_oil; all but the lessons when left out",
    )
    parser.add_argument(
        "--lessons", action="store_true", help="run every lesson; three pairs of runs are enough for that"
    )
    parser.add_argument("--widgets", action="store_true", help="a key press in every widget of the course")
    parser.add_argument("--runs", type=int, help=f"pairs of runs ({RUNS}; 3 with --lessons); the medians are printed")
    options = parser.parse_args(argv)
    known = {**BENCHES, **EVERY_LESSON, **EVERY_WIDGET, "sizes": None, "lab": None}
    for name in options.names:
        if name not in known:
            print(f"There is no benchmark called {name!r}. There are: {', '.join(known)}.", file=sys.stderr)
            return 2
    chosen = [
        *options.names,
        *(EVERY_LESSON if options.lessons else ()),
        *(EVERY_WIDGET if options.widgets else ()),
    ] or list(BENCHES)
    chosen += [] if options.names else ["sizes"]
    runs = max(1, options.runs or (3 if options.lessons else RUNS))
    width = max(map(len, chosen))
    print(f"{'name':<{width}}  ours s  plain s  ratio  wanted  what (medians of {runs})")
    slow = 0
    for name in chosen:
        if name in ("sizes", "lab"):
            continue
        bench = known[name]
        try:
            ours, plain, ratio, remark = measure(bench, runs)
        except Missing as reason:
            print(f"{name:<{width}}  not measured: {reason}.", flush=True)
            continue
        fine = ratio <= bench.wanted and ours <= bench.limit
        slow += not fine
        wanted = f"≤ {bench.wanted:.2f}" + (f" and ours ≤ {bench.limit:.2f} s" if bench.limit < 100 else "")
        print(
            f"{name:<{width}}  {ours:>6.3f}  {plain:>7.3f}  {ratio:>5.2f}  {wanted}  {bench.what} {remark}{'' if fine else '  TOO SLOW'}",
            flush=True,
        )
    if "lab" in chosen:
        from .doors import lab

        print(*lab(), sep="\n")
    if "sizes" in chosen:
        print(*sizes(), sep="\n")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
