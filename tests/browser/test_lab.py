"""`lab/`, the course in the browser: played from a plain static server as a student plays it, then marked at home.

JupyterLite and its Pyodide are the older ones that can be had here (tests/pyodide/bundle.py); skipped loudly without.
"""

import csv
import hashlib
import json
import re
import subprocess
import sys

import pytest

from tests.browser.lite import Lite
from tests.pyodide import bundle

START, SET = "notebooks/00_start_here.ipynb", "my_work/02_trade_mine.ipynb"
RIGHT = """rows = partners[(partners["partner"] == "France") & (partners["year"] == 2020)]
french_turnover = rows["value_usd_m"].sum() / 1000"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder of the site with its lab."""
    return bundle.lab_site(tmp_path_factory.mktemp("lab"))


@pytest.fixture(scope="module")
def address(built, serve):
    """Its address on a plain static server."""
    return serve(built)


@pytest.fixture(scope="module")
def reader(chromium, address, tmp_path_factory):
    """enter(path) -> a JupyterLite of a browser that was never here; what it asks for outside the site is kept."""
    contexts, outside = [], []

    def enter(path):
        context = chromium.new_context(viewport={"width": 1280, "height": 720}, accept_downloads=True)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(300_000)
        page.on("dialog", lambda asked: asked.accept())  # "leave this page?"
        context.on(
            "request",
            lambda asked: (
                None if asked.url.startswith((address, "data:", "blob:", "about:")) else outside.append(asked.url)
            ),
        )
        lite = Lite(page, address, tmp_path_factory)
        lite.outside = outside
        lite.enter(path)
        return lite

    yield enter
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def story():
    """What the steps hand on: the open lab and the zip."""
    return {}


def test_the_lock_names_only_files_that_are_there_with_their_sums(built):
    folder = built / "lab" / "static" / "pyodide"
    lock = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {"claimlab", "pandas", "matplotlib", "anywidget"} <= set(lock)
    for name, entry in lock.items():
        content = (folder / entry["file_name"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"], name


START_PAGE = f"lab/lab/index.html?path={START}"
OPENED = "() => window.jupyterapp?.restored.then(() => true)"
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).map((one) => one.active?.scriptURL)"
# asks the worker to keep all; returns how many files it could not keep
KEEP = """() => new Promise(async (well) => {
    navigator.serviceWorker.addEventListener("message", ({ data }) => data?.claimlab === "kept" && well(data.missing));
    (await navigator.serviceWorker.ready).active.postMessage({ claimlab: "keep" });
    setTimeout(well, 100_000, "no answer"); })"""


class TestThePageIsKept:
    """A visit that ended at once, then no network. Python is not waited for."""

    @pytest.fixture
    def visitor(self, chromium):
        context = chromium.new_context()
        context.set_default_timeout(120_000)
        yield context
        context.close()

    def test_it_is_kept_before_it_opens(self, visitor, address):
        page = visitor.new_page()
        page.goto(f"{address}/run.html#{START}", wait_until="commit")
        page.wait_for_url("**/lab/lab/index.html*", wait_until="commit")
        visitor.set_offline(True)
        page.close()
        for _ in range(2):  # JupyterLite must not end the worker, at no visit
            page = visitor.new_page()
            page.goto(f"{address}/{START_PAGE}", wait_until="commit")
            page.wait_for_function(OPENED)
            assert page.evaluate(WORKERS) == [f"{address}/lab/service-worker.js"]
            page.close()

    def test_ready_offline_is_said_of_a_whole_lab_only(self, visitor, address, built):
        page = visitor.new_page()
        page.goto(f"{address}/run.html#{START}", wait_until="commit")
        page.wait_for_url("**/lab/lab/index.html*", wait_until="commit")
        page.wait_for_function(OPENED)
        visitor.set_offline(True)
        assert page.evaluate(KEEP) not in (0, "no answer"), "Python is not kept yet"
        visitor.set_offline(False)
        assert page.evaluate(KEEP) == 0
        page.get_by_text("Ready offline").wait_for()
        kept = page.evaluate("""async () => (await Promise.all((await caches.keys()).map(async (one) => (await caches.open(one)).keys())))
            .flat().map(({ url }) => new URL(url).pathname)""")
        lock = json.loads((built / "lab" / "static" / "pyodide" / "pyodide-lock.json").read_text(encoding="utf-8"))
        wanted = [f"/lab/static/pyodide/{lock['packages'][name]['file_name']}" for name in ("claimlab", "pandas")]
        wanted += ["/lab/run.html", "/lab/files/data/claims.csv", "/lab/static/pyodide/pyodide.asm.wasm"]
        assert not set(wanted) - set(kept)

    def test_a_page_that_lacks_a_part_says_so(self, visitor, address):
        page = visitor.new_page()
        page.route("**/build/lab/bundle.js*", lambda route: route.abort())
        page.add_init_script("sessionStorage.setItem('claimlab checked', 'yes')")
        page.goto(f"{address}/{START_PAGE}")
        page.get_by_text("A part of the lab cannot be had").wait_for()


class TestALabWithoutAServer:
    """One story, told in steps: each step begins where the one before it ended."""

    def test_a_guess_is_saved(self, reader, story):
        lite = story["lite"] = reader(START)
        lite.run("the_board()")
        lite.run("claims = pd.read_csv")
        place = lite.run("predict(")
        place.locator("input[type=text]").fill("27")
        place.get_by_role("button", name="Save my guess").click()
        place.get_by_text("your guess is 27 billion USD").wait_for()

    def test_a_control_moves_sentence_and_picture(self, story):
        stage = story["lite"].run("who_is_number_one(").locator(".claimlab-stage")
        sentence = stage.locator(".claimlab-sentence").inner_text()
        control = stage.locator("select, input[type=range]").first
        control.focus()
        control.press("ArrowLeft" if control.get_attribute("type") == "range" else "ArrowDown")
        story["lite"].page.wait_for_function(
            "([stage, before]) => stage.querySelector('.claimlab-sentence').innerText !== before",
            arg=[stage.element_handle(), sentence],
        )

    def test_first_aid_stands_by(self, story):
        place = story["lite"].run("number_of_claims", "number_of_claims = len(claim_s)")
        said = place.inner_text()
        assert said.strip().startswith("There is no name claim_s"), "the sentence comes first, as at home"
        assert (
            said.index("number_of_claims = len(claim_s)")
            < said.index("Python's full message")
            < said.index("NameError")
        )
        place = story["lite"].run("number_of_claims", "import openpyxl_")
        assert "no other can be added" in place.inner_text()
        assert "terminal" not in place.inner_text()

    def test_a_wrong_and_a_right_answer_are_told_apart(self, story):
        lite = story["lite"]
        place = lite.run("copy_button()")
        place.get_by_role("button", name="Copy the exercises").click()
        place.get_by_text("my_work/02_trade_mine.ipynb").wait_for()
        lite.open(SET)
        lite.run("partners = pd.read_csv")
        check = lite.number('check("02.1"')
        lite.do(check - 1)
        assert "not answered yet" in lite.do(check).inner_text()
        lite.do(check - 1, RIGHT.replace(" / 1000", ""))
        wrong = lite.do(check).inner_text()
        assert "02.1 not yet" in wrong and "1,000" in wrong
        lite.do(check - 1, RIGHT)
        assert "02.1 done" in lite.do(check).inner_text()
        lite.command("docmanager:save")

    def test_progress_counts_it_also_after_a_reload(self, reader, story):
        lite = story["lite"]
        lite.page.reload()
        lite.enter(START)
        lite.run("claims = pd.read_csv")
        assert re.search(r"\b1 of \d+", lite.run("progress()").inner_text())
        assert "27" in lite.run("predict(").locator("input[type=text]").input_value()

    def test_all_work_goes_into_one_zip(self, story, tmp_path_factory):
        place = story["lite"].run("work_buttons()")
        place.get_by_role("button", name="Take my work with me").click()
        with story["lite"].page.expect_download() as download:
            place.get_by_role("link", name="Download my_work.zip").click()
        story["zip"] = tmp_path_factory.mktemp("taken") / "my_work.zip"
        download.value.save_as(story["zip"])
        assert story["zip"].stat().st_size > 10_000

    def test_another_browser_gets_the_work_back(self, reader, story):
        story["lite"].page.close()
        lite = reader(START)
        place = lite.run("work_buttons()")
        with lite.page.expect_file_chooser() as chooser:
            place.get_by_role("button", name="Bring my work back").click()
        chooser.value.set_files(story["zip"])
        place.get_by_text("brought back to my_work/").wait_for()
        lite.run("claims = pd.read_csv")
        assert re.search(r"\b1 of \d+", lite.run("progress()").inner_text())
        lite.open(SET)
        lite.run("partners = pd.read_csv")
        check = lite.number('check("02.1"')
        lite.do(check - 1)
        assert "02.1 done" in lite.do(check).inner_text()
        assert lite.outside == [], "the lab asks for something from outside"
        story["lite"] = lite

    def test_the_second_visit_needs_no_network(self, story):
        """In a new tab, with the site gone: the lab opens, Python starts, and a cell with a table runs."""
        context = story["lite"].page.context
        story["lite"].page.evaluate(KEEP)  # as the page itself asked when Python was there
        story["lite"].page.get_by_text("Ready offline").wait_for()
        story["lite"].page.close()
        context.set_offline(True)
        lite = Lite(context.new_page(), story["lite"].lab, None)
        lite.page.set_default_timeout(300_000)
        lite.page.goto(f"{lite.lab}/{START_PAGE}")
        lite.ready(START)
        assert lite.run("claims = pd.read_csv").inner_text().strip().endswith("81")

    def test_the_same_zip_is_collected_and_marked_at_home(self, story, tmp_path):
        inbox = tmp_path / "inbox"
        inbox.mkdir()
        (inbox / "anna.zip").write_bytes(story["zip"].read_bytes())
        for words in (
            ("collect", inbox, "--to", tmp_path / "class"),
            ("mark", tmp_path / "class", "--to", tmp_path / "marks"),
        ):
            done = subprocess.run(
                [sys.executable, "-m", "claimlab.cli", *map(str, words)], capture_output=True, text=True
            )
            assert done.returncode == 0, done.stdout + done.stderr
        with open(tmp_path / "marks" / "marks.csv", encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        done = {
            row["task"]
            for row in rows
            if row["student"] == "anna" and row["set"] == "02_trade" and row["state"] == "done"
        }
        assert done == {"02.1"}, rows[:12]
