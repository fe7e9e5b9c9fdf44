"""Every lesson as a reader meets it: opened in JupyterLab, run, moved by keyboard, saved, opened again."""

import json
import re
import subprocess
import sys

import pytest

from claimlab.evidence.ledger import claim_row
from tests.places import ROOT

LESSONS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
OUTPUT = ".jp-OutputArea-output"


class TestFirstLessons:  # two classes, so that both cores have one
    @pytest.mark.parametrize("lesson", LESSONS[:5])
    def test_lesson_runs_and_every_widget_answers(self, notebook, axe, lesson):
        read_lesson(notebook, axe, lesson)


class TestLaterLessons:
    @pytest.mark.parametrize("lesson", LESSONS[5:])
    def test_lesson_runs_and_every_widget_answers(self, notebook, axe, lesson):
        read_lesson(notebook, axe, lesson)


# its name stands there before its colours do
THEMED = """(name) => document.body.dataset.jpThemeName === name
    && getComputedStyle(document.body).getPropertyValue('--jp-layout-color1').trim() !== ''"""
VIEWS = {"1920": {"width": 1920, "height": 1080}, "zoom-200": {"width": 640, "height": 360}}
PLACES = f"""() => [...document.querySelectorAll('{OUTPUT} :is(img, svg[role=img])')].map((one) => ({{
    alt: (one.alt ?? one.getAttribute('aria-label')).slice(0, 60),
    width: one.getBoundingClientRect().width,
    beyond: one.getBoundingClientRect().right - one.closest('{OUTPUT}').getBoundingClientRect().right }}))"""
# a picture with one colour beside its ground, or none, is no picture: the share of its most frequent colours tells
COLOURS = """(one) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: one.naturalWidth, height: one.naturalHeight });
    const brush = canvas.getContext('2d'), counts = new Map();
    brush.drawImage(one, 0, 0);
    for (const dot of new Uint32Array(brush.getImageData(0, 0, canvas.width, canvas.height).data.buffer)) counts.set(dot, 1 + (counts.get(dot) ?? 0));
    const many = [...counts.values()].sort((a, b) => b - a), dots = canvas.width * canvas.height;
    return { alt: one.alt.slice(0, 60), width: canvas.width, colours: many.length, first: many[0] / dots }; }"""
FLAT = 0.99  # a share of one colour
FEW = 10  # colours: the letters of a drawn picture alone, with their soft edges, have more


def poor(pictures):
    """Pictures that are tiny, empty or flat."""
    return [one for one in pictures if one["width"] < 600 or one["first"] > FLAT or one["colours"] < FEW]


@pytest.mark.parametrize(("kind", "found"), [("white", 1), ("one colour", 1), ("a box on white", 1), ("a chart", 0)])
def test_an_empty_or_flat_picture_is_no_picture(chromium, kind, found):
    import base64
    import io

    import matplotlib.pyplot as plt

    figure, axis = plt.subplots(figsize=(7.2, 4))
    if kind == "a chart":
        axis.plot([1, 3, 2])
    else:
        axis.set_axis_off()
        figure.set_facecolor("seagreen" if kind == "one colour" else "white")
    if kind == "a box on white":
        figure.patches.append(plt.Rectangle((0.25, 0.25), 0.5, 0.5, transform=figure.transFigure, color="seagreen"))
    stored = io.BytesIO()
    figure.savefig(stored, dpi=100)
    plt.close(figure)
    page = chromium.new_page()
    page.set_content(f'<img alt="{kind}" src="data:image/png;base64,{base64.b64encode(stored.getvalue()).decode()}">')
    page.wait_for_function("document.images[0].complete")
    assert len(poor([page.locator("img").evaluate(COLOURS)])) == found
    page.close()


def read_lesson(book, axe, lesson):
    """Open, run, move every control, save and open again."""
    book.open(f"notebooks/{lesson}.ipynb")
    book.run_all()
    page = book.page

    # 1. No error; the one check that waits for the student is lesson 00's.
    assert [text for text in book.errors() if "not answered yet" not in text] == []

    # 2. Every picture says in words what it shows, with a number.
    pictures = page.locator(f"{OUTPUT} img")
    alts = [pictures.nth(i).get_attribute("alt") or "" for i in range(pictures.count())]
    drawn = page.locator(f"{OUTPUT} svg[role=img]")
    said = [drawn.nth(i).get_attribute("aria-label") or "" for i in range(drawn.count())]
    alts += said
    assert alts and all(len(alt) > 40 and re.search(r"\d", alt) for alt in alts), alts
    assert poor([pictures.nth(i).evaluate(COLOURS) for i in range(pictures.count())]) == []

    # 3. Every control of every widget, by keyboard: picture and sentence both change.
    stages = page.locator(".claimlab-stage")
    for number in range(stages.count()):
        stage = stages.nth(number)
        controls = stage.locator("select, input[type=range], input[type=checkbox]")
        # a control of another make would not be moved below, and JupyterLab keeps the arrow keys from it
        assert 0 < controls.count() == stage.locator("input, select, textarea, button, [tabindex='0']").count()
        for index in range(controls.count()):
            move(stage, controls.nth(index), f"{lesson}: control {index} of widget {number}")
        stage.screenshot(path=str(ROOT / "artifacts" / f"{lesson}-widget-{number}.png"))
    if ".widgets import" in page.locator(".jp-Notebook").inner_text():
        assert stages.count(), "the lesson imports a widget, but none is in the page"

    # 4. Everything fits every window, and a screen reader and a tired eye find their way in both themes.
    usual = page.viewport_size
    for name, size in {"1280": usual, **VIEWS}.items():
        page.set_viewport_size(size)
        assert too_wide(page, tables=name != "zoom-200") == [], name
        assert [place for place in page.evaluate(PLACES) if place["beyond"] > 1 or place["width"] < 200] == [], name
        book.picture(f"{lesson}-{name}")
    page.set_viewport_size(usual)
    for theme in ("JupyterLab Dark", "JupyterLab Light"):
        book.command("apputils:change-theme", theme=theme)
        page.wait_for_function(THEMED, arg=theme)
        assert axe(page, include=OUTPUT) == [], theme
        book.picture(f"{lesson}-{theme.split()[-1].lower()}")

    # 5. Saved, the kernel ended, opened again: every widget stands there with its last picture and sentence.
    shown, last = stages.count(), ""
    if shown:
        last = nudge(stages.first)
    places = page.locator(".jp-OutputArea-output .jupyter-widgets").count()
    book.reopen()
    text = page.locator(".jp-Notebook").inner_text()
    assert "model not found" not in text.lower() and "Error displaying widget" not in text
    rest = page.locator(".claimlab-rest")
    assert (
        rest.count() == shown and text.count("Run this cell to") >= shown and (places == 0 or "Run this cell" in text)
    )
    for number in range(shown):
        place = rest.nth(number)
        assert place.locator("svg[role=img], img").count() == 1 and "Run this cell to move it" in place.inner_text()
    assert not shown or last == rest.first.locator(".claimlab-sentence").inner_text()
    assert axe(page, include=OUTPUT) == [], "opened again"
    saved = json.loads(book.file.read_text(encoding="utf-8"))
    assert "widgets" not in saved["metadata"] and saved["metadata"]["language_info"] == {"name": "python"}
    assert "widget-view" not in json.dumps(saved)


def nudge(stage):
    """One step of the first control that answers with a picture. Returns the sentence that stands there then."""
    page, place = stage.page, stage.element_handle()
    before = place.evaluate(SEEN)
    control = stage.locator("select, input[type=range]").first
    control.focus()
    for key in ("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"):
        control.press(key)
        page.wait_for_timeout(1500)
        after = place.evaluate(SEEN)
        if after[0] != before[0] and "Not possible" not in after[0]:
            return after[0]
    return place.evaluate(SEEN)[0]


BACK = {
    "ArrowRight": "ArrowLeft",
    "ArrowLeft": "ArrowRight",
    "ArrowDown": "ArrowUp",
    "ArrowUp": "ArrowDown",
    "Space": "Space",
}
SEEN = (
    "(one) => [one.querySelector('.claimlab-sentence').innerText, one.querySelector('.claimlab-picture svg').outerHTML]"
)
ANSWERED = f"""([one, before]) => {{ const after = ({SEEN})(one); return after[0] !== before[0] && after[1] !== before[1]; }}"""
AT_THE_END = "(one) => one.tagName === 'SELECT' ? one.selectedIndex === one.options.length - 1 : one.value === one.max"


def move(stage, control, name):
    """One step by keyboard, forward or back, until sentence and picture answer; then back to where it was."""
    from playwright.sync_api import TimeoutError

    page, place = stage.page, stage.element_handle()
    before = place.evaluate(SEEN)
    assert re.search(r'aria-label="[^"]*\d', before[1]), f"{name}: no picture to begin with"
    keys = ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"]
    if control.get_attribute("type") == "checkbox":
        keys = ["Space"]
    elif control.evaluate(AT_THE_END):
        keys.insert(0, keys.pop(1))
    control.focus()
    for key in keys:
        control.press(key)
        try:
            page.wait_for_function(ANSWERED, arg=[place, before], timeout=6000)
        except TimeoutError:
            continue
        sentence, picture = place.evaluate(SEEN)
        assert "Not possible" in sentence or re.search(r'aria-label="[^"]*\d', picture), name
        control.press(BACK[key])
        page.wait_for_function(
            "([one, text]) => one.querySelector('.claimlab-sentence').innerText === text", arg=[place, before[0]]
        )
        return
    raise AssertionError(f"{name} does not answer the keyboard with a new sentence and a new picture: {before[0]}")


def too_wide(page, tables=True):
    """Outputs that reach beyond the place they have; tables=False leaves out tables, which scroll by themselves."""
    return page.evaluate(
        """(tables) => [...document.querySelectorAll('.jp-Notebook .jp-OutputArea-output')]
        .filter((one) => (tables || !one.querySelector('table.dataframe')) && one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 2)
        .map((one) => one.innerText.slice(0, 80) || one.innerHTML.slice(0, 80))""",
        tables,
    )


def test_a_guess_survives_a_reload(notebook, course):
    book = notebook.open("notebooks/02_trade.ipynb")
    page = book.page
    page.evaluate("""() => { const book = window.jupyterapp.shell.currentWidget.content;
        book.activeCellIndex = 1 + book.widgets.findIndex((one) => one.model.sharedModel.source.startsWith("predict(")); }""")
    book.command("notebook:run-all-above")
    book.settle()
    select = page.locator(".claimlab-control select").first
    select.focus()
    select.press("ArrowDown")
    select.press("ArrowDown")
    button = page.get_by_role("button", name="Save my guess").first
    button.focus()
    button.press("Enter")
    page.get_by_text("your guess is only in current dollars").first.wait_for()
    assert "only in current dollars" in (course / "my_work" / "guesses.json").read_text()
    book.end_kernel()
    book.start(book.path)
    assert page.get_by_text("Jupyter news").count() == 0  # nothing covers the first page that a reader sees
    book.run_all()
    assert page.get_by_text("your guess is only in current dollars").count() >= 1
    verdict = page.locator("div[role=note]", has_text=f"C28: {claim_row('C28')['verdict']}").inner_text()
    assert "Your guess" in verdict and "only in current dollars" in verdict


def test_a_student_solves_one_task_wrongly_then_rightly(notebook, course):
    from claimlab.student.start import copy_sets

    copy_sets(["02"], course / "exercises", course / "my_work")
    book = notebook.open("my_work/02_trade_mine.ipynb")
    page = book.page
    book.run_all()
    for task in ("02.1", "02.10"):  # Run All goes on after a check that is not passed
        page.locator("div[role=status]", has_text=f"{task} not answered yet").wait_for()

    def answer(code, task):
        page.evaluate(
            """([code, task]) => { const book = window.jupyterapp.shell.currentWidget.content;
            const at = book.widgets.findIndex((w) => w.model.getMetadata('claimlab')?.task === task);
            book.widgets[at].model.sharedModel.setSource(code); book.activeCellIndex = at; }""",
            [code, task],
        )
        for _ in range(2):
            book.command("notebook:run-cell-and-select-next")
            book.settle()

    rows = 'rows = partners[(partners["partner"] == "France") & (partners["year"] == 2020)]\n'
    answer(rows + 'french_turnover = rows["value_usd_m"].sum()', "02.1")
    box = page.locator("div[role=status]", has_text="02.1 not yet")
    box.wait_for()
    assert "factor of 1,000" in box.inner_text() and page.locator(".jp-Notebook").get_by_text("Traceback").count() == 0
    box.screenshot(path=str(ROOT / "artifacts" / "check-wrong.png"))
    answer(rows + 'french_turnover = rows["value_usd_m"].sum() / 1000', "02.1")
    done = page.locator("div[role=status]", has_text="02.1 done")
    done.wait_for()
    done.screenshot(path=str(ROOT / "artifacts" / "check-right.png"))
    assert page.locator("div[role=status]", has_text="02.1 not yet").count() == 0


def test_a_lesson_that_was_only_opened_is_not_changed(notebook, course):
    """JupyterLab's autosave writes what was merely opened; git must not notice."""
    path = course / "notebooks" / "02_trade.ipynb"
    before = path.read_bytes()
    book = notebook.open("notebooks/02_trade.ipynb")
    book.page.evaluate("() => { window.jupyterapp.shell.currentWidget.context.model.dirty = true; }")
    book.command("docmanager:save")
    assert path.read_bytes() == before and b"widget-state" not in before


def test_a_key_press_is_answered_at_once():
    """The bench asks for 0.15 on a quiet machine; here others may be working. A process of its own: it starts a browser."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", "key", "--runs", "5"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
    )
    figures = re.search(r"^key +([\d.]+) +([\d.]+) +([\d.]+)", done.stdout, re.M)
    assert figures, done.stdout + done.stderr
    assert float(figures[3]) <= 0.3, figures[0]
