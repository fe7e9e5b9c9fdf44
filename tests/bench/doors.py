"""`python -m tests.bench lab`: the lab in a browser against the same lesson in a kernel of this machine."""

import contextlib
import functools
import http.server
import os
import tempfile
import threading
import time
from pathlib import Path

from .benches import FLAGS, LESSON, chromium_path, lesson_time

PATH = f"notebooks/{LESSON}.ipynb"


def lab():
    """Lines: seconds until Python is ready and for Run All, cold and warm, bytes that came, memory; as ratios to native."""
    from playwright.sync_api import sync_playwright

    from tests.browser.lite import Lite
    from tests.pyodide import bundle

    sent = [0]

    class Counting(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def copyfile(self, source, target):
            sent[0] += os.fstat(source.fileno()).st_size
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
            lite, sent[0], began = Lite(page, f"http://127.0.0.1:{server.server_port}", None), 0, time.perf_counter()
            lite.enter(PATH)
            ready = time.perf_counter()
            lite.run_all()
            times[visit] = (ready - began, time.perf_counter() - ready, sent[0] / 1e6, (memory() - empty) / 1e6)
            page.close()
    with lesson_time(LESSON)() as (ours, _, remark):
        native = [ours() for _ in range(2)][-1]
        started = remark()
    yield f"native: Run All of {LESSON} {native:.1f} s {started}"
    for visit, (ready, ran, megabytes, held) in times.items():
        yield (
            f"lab, {visit}: Python ready after {ready:.1f} s, Run All {ran:.1f} s (native × {ran / native:.1f}), "
            f"{megabytes:.1f} MB from the server, {held:.0f} MB of memory more than the empty browser"
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
