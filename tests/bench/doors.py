"""`python -m tests.bench lab`: the lab in a browser against the same lesson in a kernel of this machine."""

import contextlib
import functools
import gzip
import http.server
import os
import tempfile
import threading
import time
from pathlib import Path

from .benches import FLAGS, LESSON, chromium_path, lesson_time

PATH = f"notebooks/{LESSON}.ipynb"
#: What a static host sends compressed; wheels, archives and pictures are small already.
SQUEEZED = (".css", ".csv", ".html", ".ipynb", ".js", ".json", ".mjs", ".svg", ".wasm")


def wire(path):
    """Bytes of a file on their way to a reader, from a host that compresses."""
    content = Path(path).read_bytes()
    return len(gzip.compress(content, 9)) if str(path).endswith(SQUEEZED) else len(content)


def lab():
    """Lines: seconds until Python is ready and for Run All, cold and warm, bytes that came, memory; as ratios to native."""
    from playwright.sync_api import sync_playwright

    from tests.browser.lite import Lite
    from tests.pyodide import bundle

    sent = []

    class Counting(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def copyfile(self, source, target):
            sent.append(getattr(source, "name", ""))
            super().copyfile(source, target)

    with tempfile.TemporaryDirectory(prefix="claimlab-bench-") as folder, contextlib.ExitStack() as stack:
        built = bundle.lab_site(Path(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Counting, directory=built))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        stack.callback(server.shutdown)
        browser = stack.enter_context(sync_playwright()).chromium.launch(executable_path=chromium_path(), args=FLAGS)
        stack.callback(browser.close)
        context, times = browser.new_context(viewport={"width": 1280, "height": 720}), {}
        empty = memory()
        for visit in ("cold", "warm"):
            page = context.new_page()
            page.set_default_timeout(240_000)
            lite, began = Lite(page, f"http://127.0.0.1:{server.server_port}", None), time.perf_counter()
            sent.clear()
            lite.enter(PATH)
            ready = time.perf_counter()
            lite.run_all()
            ran = time.perf_counter() - ready
            files = [name for name in sent if name]
            bytes_ = [sum(map(os.path.getsize, files)), sum(map(wire, files))]
            times[visit] = (ready - began, ran, *(each / 1e6 for each in bytes_), (memory() - empty) / 1e6)
            page.close()
    with lesson_time(LESSON)() as (ours, _, remark):
        native = [ours() for _ in range(2)][-1]
        started = remark()
    yield f"native: Run All of {LESSON} {native:.1f} s {started}"
    for visit, (ready, ran, whole, sent_mb, held) in times.items():
        yield (
            f"lab, {visit}: Python ready after {ready:.1f} s, Run All {ran:.1f} s (native × {ran / native:.1f}), "
            f"{sent_mb:.1f} MB on the wire ({whole:.1f} MB of files), {held:.0f} MB of memory more than the empty browser"
        )


def memory():
    """Bytes that this process's children hold for themselves (proportional set size)."""
    children, found, total = {}, [os.getpid()], 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            children.setdefault(int(path.read_text().rsplit(")", 1)[1].split()[1]), []).append(int(path.parent.name))
    for one in found:
        found += children.get(one, [])
        if one != os.getpid():
            with contextlib.suppress(OSError, StopIteration):
                lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
                total += 1024 * next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total
