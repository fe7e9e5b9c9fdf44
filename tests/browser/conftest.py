"""A JupyterLab of its own, on a copy of the course, driven by the system's Chromium.

Nothing of the reader's own folder is touched: guesses and copies land in the copy. Screenshots go to artifacts/.
"""

import functools
import http.server
import json
import os
import shutil
import threading
import urllib.request
from pathlib import Path

import pytest

from tests.bench.benches import FLAGS, Missing, chromium_path, served_lab

ROOT = Path(__file__).resolve().parents[2]
ARTIFACTS = ROOT / "artifacts"
READY = """(path) => { const book = window.jupyterapp.shell.currentWidget;
    return book?.context?.path === path && book.content.model?.cells.length > 0 && book.sessionContext.session?.kernel?.status === 'idle'; }"""
SIZE = {"width": 1280, "height": 720}
# All tables look alike, and their rows: two rows of three tables show axe both stripes, in a fraction of the time.
SHORT = "table.dataframe tbody tr:nth-child(n+3), table.dataframe.more { display: none }"
# JupyterLab's body has no height and its panels clip, so axe takes whatever is scrolled away for hidden and skips its contrast.
UNROLLED = """body { height: 100vh; background: var(--jp-layout-color1) !important }
    body, body * { overflow: visible !important; contain: none !important }"""
# axe reads the whole page, and nine parts of ten are JupyterLab's own: they are set aside and put back.
ASIDE = """(include) => {
    const kept = new Set(), places = [];
    for (const one of document.querySelectorAll(include)) for (let at = one; at; at = at.parentElement) kept.add(at);
    const walk = (at) => { if (!at.matches(include)) for (const one of [...at.children]) {
        if (kept.has(one)) walk(one);
        else { const place = document.createComment(""); one.replaceWith(place); places.push([place, one]); } } };
    walk(document.body);
    return () => places.forEach(([place, one]) => place.replaceWith(one)); }"""
COPIED = ("claimlab", "data", "notebooks", "exercises", "course", "pyproject.toml")


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    """A copy of the course in a folder of its own.

    Lesson 02 keeps its stored outputs. The others are opened without: they are run at once, saved, and opened again.
    """
    home = tmp_path_factory.mktemp("course")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, home / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
        else:
            shutil.copy(source, home / name)
    for path in (home / "notebooks").glob("*.ipynb"):
        if path.stem == "02_trade":
            continue
        book = json.loads(path.read_text(encoding="utf-8"))
        for cell in book["cells"]:
            if cell["cell_type"] == "code":
                cell.update(outputs=[], execution_count=None)
        path.write_text(json.dumps(book), encoding="utf-8")
    return home


@pytest.fixture(scope="session")
def lab(course, tmp_path_factory):
    """The address of a running JupyterLab on the copy."""
    ours = ("CLAIMLAB_FRESH", "MPLBACKEND", "PYTEST")  # a student's kernel knows nothing of the test around it
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    with served_lab(course, tmp_path_factory.mktemp("lab"), {**environment, "PYTHONPATH": str(course)}) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    try:
        path = chromium_path()
    except Missing as reason:
        pytest.skip(f"The browser tests were not run: {reason}.")
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve():
    """serve(folder) -> the address of a plain static server for it, without any header of its own."""
    servers = []

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    def start(folder):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


class Notebook:
    """The notebook that is open in JupyterLab, and the page around it."""

    def __init__(self, page, lab, home):
        self.page, self.lab, self.home = page, lab, home

    def start(self, path=""):
        """Load JupyterLab anew, with this notebook open."""
        self.page.goto(f"{self.lab}/lab{'/tree/' if path else ''}{path}?reset")
        self.page.wait_for_function("() => window.jupyterapp?.restored.then(() => true)")
        self.page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
        if path:
            self.page.wait_for_function(READY, arg=path)

    def open(self, path):
        self.path, self.file = path, self.home / path
        self.command("docmanager:open", path=path, factory="Notebook")
        self.page.wait_for_function(READY, arg=path)
        return self

    def reopen(self):
        """Save, close the tab, end the kernel, open it again: what a student finds the next day."""
        self.command("docmanager:save")
        self.command("application:close")
        self.end_kernel()
        self.open(self.path)

    def command(self, name, **arguments):
        """Carry out a command of JupyterLab. One that does not end is a failure, which a plain evaluate() would not notice."""
        self.page.evaluate(
            """([name, args]) => { window.ended = null;
            window.jupyterapp.commands.execute(name, args).then(() => { window.ended = "well"; }, (error) => { window.ended = `${error}`; }); }""",
            [name, arguments],
        )
        ended = self.page.wait_for_function("() => window.ended").json_value()
        assert ended == "well", f"{name}: {ended}"

    def run_all(self):
        self.command("notebook:run-all-cells")
        self.settle()

    def settle(self):
        """Wait until no cell waits and the kernel is idle, and a moment more for the last output."""
        self.page.wait_for_function(
            "() => !document.querySelector('.jp-Notebook .jp-InputPrompt')?.closest('.jp-Notebook').innerText.includes('[*]') && "
            "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'"
        )
        self.page.wait_for_timeout(300)

    def end_kernel(self):
        """Stop the kernel, so that the next opening begins fresh."""
        sessions = self.lab + "/api/sessions"
        for session in json.load(urllib.request.urlopen(sessions, timeout=20)):
            urllib.request.urlopen(urllib.request.Request(f"{sessions}/{session['id']}", method="DELETE"), timeout=20)

    def errors(self):
        return self.page.locator(
            ".jp-OutputArea-output[data-mime-type*='error'], .jp-OutputArea-output[data-mime-type*='stderr']"
        ).all_inner_texts()

    def picture(self, name):
        ARTIFACTS.mkdir(exist_ok=True)
        self.page.screenshot(path=ARTIFACTS / f"{name}.png")

    def close(self):
        """Close every tab without a question, and load JupyterLab anew if a failed test left one open."""
        self.page.evaluate("() => { for (const one of [...window.jupyterapp.shell.widgets('main')]) one.dispose(); }")
        self.end_kernel()
        self.page.set_viewport_size(SIZE)
        if self.page.locator(".jp-Dialog").count():
            self.start()


@pytest.fixture(scope="session")
def jupyterlab(chromium, lab, course):
    """One page for all tests: loading JupyterLab costs as much time as running a lesson."""
    page = chromium.new_page(viewport=SIZE)
    page.set_default_timeout(60_000)
    book = Notebook(page, lab, course)
    book.start()
    yield book
    page.close()


@pytest.fixture
def notebook(jupyterlab):
    """notebook.open("notebooks/02_trade.ipynb") opens it; closed after the test."""
    yield jupyterlab
    jupyterlab.close()


@pytest.fixture(scope="session")
def axe():
    """axe(page, include, extra) -> serious or critical violations inside the selector, one line each.

    The colours of code are JupyterLab's and nbconvert's, thousands of spans, and not looked at. extra: rules that count at any impact.
    """
    import axe_playwright_python

    script = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")

    def run(page, include="html", extra=()):
        page.evaluate(f"{script}; window.setAside = {ASIDE}; null")
        return page.evaluate(
            """async ([include, extra, short, unrolled]) => {
            const style = document.createElement("style");
            style.textContent = short + (window.jupyterapp ? unrolled : "");
            document.head.append(style);
            [...document.querySelectorAll("table.dataframe")].forEach((one, at) => one.classList.toggle("more", at > 2 && !!window.jupyterapp));
            const putBack = window.jupyterapp ? window.setAside(include) : () => null;
            const result = await axe.run({ include: [include], exclude: [[".highlight"], [".cm-editor"]] }, { resultTypes: ["violations"] });
            putBack();
            style.remove();
            return result.violations.filter((v) => ["serious", "critical"].includes(v.impact) || extra.includes(v.id))
                .flatMap((v) => v.nodes.map((n) => `${v.id}: ${v.help}: ${n.html.slice(0, 160)} ${n.any[0]?.message ?? ""}`)); }""",
            [include, list(extra), SHORT, UNROLLED],
        )

    return run
