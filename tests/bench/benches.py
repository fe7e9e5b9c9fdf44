"""The benchmarks of `python -m tests.bench`: each gives two functions that do the same thing, ours and the plain one.

A function may return the seconds that count. When it returns nothing, the whole call is timed.
"""

import contextlib
import copy
import json
import math
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.places import ROOT

LESSONS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
LESSON = "02_trade"
FRESH = {**os.environ, "CLAIMLAB_FRESH": "1", "MPLBACKEND": "Agg"}


class Missing(Exception):
    """Something this benchmark needs is not on this computer. The message says what."""


@dataclass(frozen=True)
class Bench:
    """what: one line for the table. wanted: highest good ratio. limit: highest good median of ours, in seconds.

    sides: a context manager that gives (ours, theirs), or (ours, theirs, a function that returns a remark).
    """

    what: str
    sides: Callable
    wanted: float
    limit: float = math.inf


@contextlib.contextmanager
def check_time():
    """A solved hand-in, by our plugin and by plain nbval, each as a process of its own."""
    with tempfile.TemporaryDirectory(prefix="claimlab-bench-") as folder:
        folder = Path(folder)
        (folder / "my_work").mkdir()
        for part in ("data", "course"):  # a paper is judged inside its course
            shutil.copytree(ROOT / part, folder / part)
        shutil.copyfile(ROOT / "solutions" / "02_trade.ipynb", folder / "my_work" / "02_trade.ipynb")
        start = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), f"--rootdir={folder}"]
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

        def run(*options):
            _run([*start, *options, "my_work/02_trade.ipynb"], folder, environment)

        yield run, lambda: run("--nbval-lax", "-p", "no:claimlab.handin.report", "-p", "no:xdist", "-o", "addopts=")


def lesson_time(lesson):
    """A lesson run in a kernel that has started, and its code cells as one script in a new process."""

    @contextlib.contextmanager
    def sides():
        import nbformat
        from nbclient import NotebookClient

        book = nbformat.read(ROOT / "notebooks" / f"{lesson}.ipynb", 4)
        cells = [
            cell.source for cell in book.cells if cell.cell_type == "code" and not cell.source.startswith("check(")
        ]
        starts = []
        with tempfile.TemporaryDirectory(prefix="claimlab-bench-") as folder:
            script = Path(folder) / f"{lesson}.py"
            script.write_text("\n\n".join(cells), encoding="utf-8")

            def in_kernel():
                client = NotebookClient(
                    copy.deepcopy(book),
                    timeout=120,
                    kernel_name="python3",
                    record_timing=False,
                    resources={"metadata": {"path": str(ROOT / "notebooks")}},
                )
                began = time.perf_counter()
                environment = {name: value for name, value in FRESH.items() if name != "MPLBACKEND"}
                with client.setup_kernel(env=environment, stderr=subprocess.DEVNULL):
                    ready = time.perf_counter()
                    starts.append(ready - began)
                    for index, cell in enumerate(client.nb.cells):
                        client.execute_cell(cell, index)
                    return time.perf_counter() - ready

            def as_script():
                _run([sys.executable, str(script)], ROOT / "notebooks", {**FRESH, "PYTHONPATH": str(ROOT)})

            yield (
                in_kernel,
                as_script,
                lambda: f"(a kernel starts in {sorted(starts)[len(starts) // 2]:.2f} s; that is not counted)",
            )

    return sides


@contextlib.contextmanager
def import_time():
    """What a lesson imports, and pandas with seaborn alone; each in a new process."""
    plain = "import pandas, seaborn"
    ours = (
        f"{plain}, claimlab\nfrom claimlab import claim, data_card, predict, show, theme, verdict, words\n"
        "from claimlab.view.figures import ARTICLE, colour\nfrom course.trade.widgets import who_is_number_one"
    )
    yield tuple(lambda code=code: _run([sys.executable, "-c", code], ROOT, FRESH) for code in (ours, plain))


def _run(command, folder, environment):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)[-80:]} does not pass: {(done.stdout + done.stderr)[-500:]}")


# Key press -> new picture, in a browser. Our widget may not use a scene it has computed before.
# The notebook lies apart; the course is found from the working directory.
HOME = f"import os\nos.chdir({str(ROOT)!r})\n"
OURS = """
from course.{lesson}.widgets import {name}

stage = {name}()
stage.known.clear()
answer = stage.state

def forgetful(*chosen):
    stage.known.clear()
    return answer(*chosen)

stage.state = forgetful
stage
"""
PLAIN = """
import matplotlib.pyplot as plt
import seaborn as sns
from ipywidgets import interact

from course.trade.widgets import FLOWS, MONEY, UNITS, ranking
from claimlab.view.figures import colour

def bars(year, flow, bloc, counted_by, unit):
    names, values = zip(*ranking(year, flow, bloc, counted_by, unit))
    plt.figure(figsize=(8.8, 4.0))
    axes = sns.barplot(x=values, y=names, hue=names, palette=[colour(name) for name in names], saturation=1, legend=False)
    for container in axes.containers:
        axes.bar_label(container, fmt="%.1f", padding=4, fontsize=11)
    axes.set(xlabel=UNITS[unit], xlim=(0, 1.13 * max(values)))
    plt.show()

interact(bars, year=(2018, 2023), flow=FLOWS, bloc=[("each country", False), ("EU-27 as one", True)],
         counted_by=[("Kazakhstan", "kazakhstan"), ("the partner", "partner")], unit=MONEY);
"""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
]
WATCH = """([cell, handle]) => {
    const place = document.querySelectorAll('.jp-Notebook .jp-CodeCell')[cell];
    // Of ours: what is drawn, whether it is greyed ("not possible"), and the sentence.
    const ours = () => place.querySelector('.claimlab-stage');
    const picture = () => ours() ? ours().querySelector('.claimlab-picture').outerHTML + ours().querySelector('.claimlab-sentence').innerText
      : place.querySelector('img')?.src;
    const before = picture(), focus = place.querySelector(handle);
    window.answer = null;
    focus.dataset.lmSuppressShortcuts = 'true';
    focus.focus();
    let began;
    focus.addEventListener('keydown', () => { began = performance.now(); }, { once: true, capture: true });
    const watch = new MutationObserver(() => {
        if (picture() && picture() !== before) { watch.disconnect(); window.answer = performance.now() - began; } });
    watch.observe(place, { subtree: true, childList: true, attributes: true });
}"""


def chromium_path():
    """The system's Chromium, for this bench and the browser tests. Raises Missing where there is none."""
    found = (
        os.environ.get("CHROMIUM")
        or shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if not found:
        raise Missing("there is no Chromium on this computer; on Debian: apt-get install chromium")
    return found


def key_time(lesson="trade", name="who_is_number_one"):
    """From the key press to another picture, measured inside the page: one widget's first control and a plain interact()."""
    return contextlib.contextmanager(lambda: _key_time(lesson, name))


def _key_time(lesson, name):
    chromium = chromium_path()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise Missing("Playwright is not installed; `uv sync` brings it") from None
    from nbformat import v4, write

    from claimlab.workshop.build import NOTEBOOK_METADATA

    with contextlib.ExitStack() as stack:
        folder = Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="claimlab-bench-", ignore_cleanup_errors=True))
        )
        write(
            v4.new_notebook(
                cells=[v4.new_code_cell(HOME + OURS.format(lesson=lesson, name=name)), v4.new_code_cell(HOME + PLAIN)],
                metadata=NOTEBOOK_METADATA,
            ),
            folder / "bench.ipynb",
        )
        address = stack.enter_context(
            served_lab(
                folder,
                folder,
                {**{name: value for name, value in FRESH.items() if name != "MPLBACKEND"}, "PYTHONPATH": str(ROOT)},
            )
        )
        browser = stack.enter_context(sync_playwright()).chromium.launch(executable_path=chromium, args=FLAGS)
        stack.callback(browser.close)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(60_000)
        page.goto(f"{address}/lab/tree/bench.ipynb?reset")
        page.wait_for_function(
            "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
        )
        page.evaluate(
            "() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }"
        )  # the next line waits, with an end
        page.wait_for_function(
            "() => [...document.querySelectorAll('.jp-Notebook .jp-CodeCell')].every((one) => one.querySelector('.claimlab-picture svg, img'))"
        )
        first = page.locator(".claimlab-stage select, .claimlab-stage input").first
        start, count, kind = first.evaluate(
            "(one) => [one.selectedIndex ?? (one.type === 'checkbox' ? Number(one.checked) : Number(one.value)),"
            "  one.options?.length ?? (one.type === 'checkbox' ? 2 : Number(one.max) + 1), one.type]"
        )
        keys = {"range": ["ArrowRight", "ArrowLeft"], "checkbox": ["Space", "Space"]}.get(
            kind, ["ArrowDown", "ArrowUp"]
        )

        def pressing(cell, handle, keys, at, count):
            """Steps through the options of a control, back and forth; each call is one key press, timed in the page."""
            step = 1
            while True:
                if not 0 <= at + step < count:
                    step = -step
                at += step
                page.wait_for_function(
                    "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'"
                )
                page.evaluate(WATCH, [cell, handle])
                page.keyboard.press(keys[0] if step > 0 else keys[1])
                yield page.wait_for_function("() => window.answer").json_value() / 1000

        ours = pressing(0, ".claimlab-stage select, .claimlab-stage input", keys, start, count)
        plain = pressing(
            1, ".noUi-handle", ["ArrowRight", "ArrowLeft"], 2, 6
        )  # interact() begins in the middle, at 2020
        yield lambda: next(ours), lambda: next(plain)


@contextlib.contextmanager
def served_lab(home, aside, environment):
    """The address of a JupyterLab that serves `home` and keeps its settings and log in `aside`; the browser tests use it too."""
    settings = aside / "settings"
    path = settings / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"windowingMode": "none"}))  # every cell is in the page at once
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = {
        **environment,
        "JUPYTERLAB_SETTINGS_DIR": str(settings),
        "JUPYTER_CONFIG_DIR": str(settings),
        "JUPYTER_RUNTIME_DIR": str(settings / "runtime"),
    }
    with open(aside / "lab.log", "w") as log:
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "jupyterlab",
                "--no-browser",
                f"--port={port}",
                "--allow-root",
                "--IdentityProvider.token=",
                "--ServerApp.disable_check_xsrf=True",
                "--LabApp.expose_app_in_browser=True",
                "--ServerApp.terminals_enabled=False",
            ],
            cwd=home,
            env=environment,
            stdout=log,
            stderr=log,
        )
        try:
            for _ in range(240):
                try:
                    urllib.request.urlopen(address + "/api", timeout=1)
                    break
                except OSError:
                    if server.poll() is not None:
                        raise Missing(f"JupyterLab does not start: {(aside / 'lab.log').read_text()[-800:]}") from None
                    time.sleep(0.25)
            yield address
        finally:
            server.terminate()
            server.wait(20)


BENCHES = {
    "lesson": Bench(f"run all of {LESSON} in a kernel / the same code as a script", lesson_time(LESSON), 1.6),
    "import": Bench("what a lesson imports / pandas and seaborn alone", import_time, 1.10),
    "key": Bench(
        "key press to new picture in Chromium, our widget / plain interact with seaborn", key_time(), 0.15, limit=0.060
    ),
    "check": Bench("pytest on a solved exercise file / plain pytest --nbval-lax", check_time, 0.7),
}
EVERY_LESSON = {
    lesson: Bench(f"run all of {lesson} / the same code as a script", lesson_time(lesson), 1.6) for lesson in LESSONS
}


SHOWN = re.compile(r"^from course\.(\w+)\.widgets import (\w+)\n+\2\(\)", re.M)
#: One for each widget of the course; the plain side is always the same ranked bars.
EVERY_WIDGET = {
    name: Bench(f"key press in {name} / plain interact with seaborn", key_time(lesson, name), 0.15, limit=0.060)
    for path in sorted((ROOT / "course").glob("*/lesson.md"))
    for lesson, name in SHOWN.findall(path.read_text(encoding="utf-8"))
}


def sizes():
    """Lines that tell how large each notebook and the whole course is."""
    yield from (
        f"{path.stat().st_size / 1000:>7.0f} kB  notebooks/{path.name}"
        for path in sorted((ROOT / "notebooks").glob("*.ipynb"))
    )
    try:
        names = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        yield "        ?     the clone: this folder is not a clone, or there is no git"
        return
    files = [ROOT / name for name in names if name and (ROOT / name).is_file()]
    yield f"{sum(path.stat().st_size for path in files) / 1000:>7.0f} kB  all {len(files)} files that git keeps"
