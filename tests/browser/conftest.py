"""A JupyterLab of its own, on a copy of the course, driven by the system's Chromium.

Nothing of the reader's own folder is touched: guesses and copies land in the copy. Screenshots go to artifacts/.
"""

import json
import os
import shutil
import urllib.request
from pathlib import Path

import pytest

from claimlab.benches import served_lab

ROOT = Path(__file__).resolve().parents[2]
ARTIFACTS = ROOT / "artifacts"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--font-render-hinting=none"]
COPIED = ("claimlab", "data", "notebooks", "exercises", "course", "pyproject.toml")


@pytest.fixture(scope="session")
def chromium_path():
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("no Chromium on this computer, so the browser tests were not run; on Debian: apt-get install chromium")
    return found


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    """A copy of the course in a folder of its own."""
    home = tmp_path_factory.mktemp("course")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, home / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
        else:
            shutil.copy(source, home / name)
    return home


@pytest.fixture(scope="session")
def lab(course, tmp_path_factory):
    """The address of a running JupyterLab on the copy."""
    environment = {name: value for name, value in os.environ.items() if name not in ("CLAIMLAB_FRESH", "MPLBACKEND")}
    with served_lab(course, tmp_path_factory.mktemp("lab"), {**environment, "PYTHONPATH": str(course)}) as address:
        yield address


@pytest.fixture(scope="session")
def chromium(chromium_path):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield browser
        browser.close()


class Notebook:
    """One notebook open in JupyterLab."""

    def __init__(self, browser, lab, width=1280, height=720, zoom=1):
        self.lab = lab
        self.page = browser.new_page(viewport={"width": round(width / zoom), "height": round(height / zoom)},
                                     device_scale_factor=zoom)
        self.page.set_default_timeout(60_000)

    def open(self, path):
        self.path = path
        self.page.goto(f"{self.lab}/lab/tree/{path}?reset")
        self.page.wait_for_function("() => window.jupyterapp?.shell.currentWidget?.content?.model?.cells?.length > 0")
        self.page.wait_for_function("() => window.jupyterapp.shell.currentWidget.sessionContext?.session?.kernel?.status === 'idle'")
        self.page.evaluate("() => { const app = window.jupyterapp; if (!app.shell.leftCollapsed) app.shell.collapseLeft(); }")
        return self

    def command(self, name, **arguments):
        return self.page.evaluate("async ([name, args]) => { await window.jupyterapp.commands.execute(name, args); }", [name, arguments])

    def run_all(self):
        self.command("notebook:run-all-cells")
        self.settle()

    def settle(self):
        """Wait until no cell waits and the kernel has been idle twice in a row."""
        self.page.wait_for_function(
            "() => !document.querySelector('.jp-Notebook .jp-InputPrompt')?.closest('.jp-Notebook').innerText.includes('[*]') && "
            "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'")
        self.page.wait_for_timeout(300)

    def end_kernel(self):
        """Stop the kernel, so that the next opening begins fresh."""
        for session in json.load(urllib.request.urlopen(self.lab + "/api/sessions")):
            urllib.request.urlopen(urllib.request.Request(f"{self.lab}/api/sessions/{session['id']}", method="DELETE"))

    def errors(self):
        return self.page.locator(".jp-OutputArea-output[data-mime-type*='error'], .jp-OutputArea-output[data-mime-type*='stderr']").all_inner_texts()

    def picture(self, name):
        ARTIFACTS.mkdir(exist_ok=True)
        self.page.screenshot(path=ARTIFACTS / f"{name}.png")

    def close(self):
        self.end_kernel()
        self.page.close()


@pytest.fixture
def notebook(chromium, lab):
    """notebook("notebooks/02_trade.ipynb", width=…, height=…, zoom=…) -> an open Notebook; closed after the test."""
    opened = []

    def make(path, **view):
        opened.append(Notebook(chromium, lab, **view))
        return opened[-1].open(path)

    yield make
    for one in opened:
        one.close()


@pytest.fixture(scope="session")
def axe():
    """axe(page, selectors) -> serious or critical violations inside the selectors, one line each."""
    import axe_playwright_python

    script = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")

    def run(page, include=None, extra=()):
        page.evaluate(script)
        found = page.evaluate("""async ([include, extra]) => {
            const result = await axe.run(include ? { include: [include] } : document, { resultTypes: ["violations"] });
            return result.violations.filter((v) => ["serious", "critical"].includes(v.impact) || extra.includes(v.id))
                .flatMap((v) => v.nodes.map((n) => `${v.id}: ${v.help}: ${n.html.slice(0, 160)}`)); }""", [include, list(extra)])
        return found

    return run
