"""A lesson as one HTML file, opened from the disk without a network: its widgets move."""

import re

import pytest

from claimlab.course import part
from tests.course.test_widgets import WIDGETS
from tests.places import ROOT

LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PHONE = {"width": 390, "height": 844}
BACK = {
    "ArrowRight": "ArrowLeft",
    "ArrowLeft": "ArrowRight",
    "ArrowDown": "ArrowUp",
    "ArrowUp": "ArrowDown",
    "Space": "Space",
}
MOVED = """([place, before]) => { const now = place.querySelector('.claimlab-sentence').innerText;
    return now !== before; }"""


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_exported_page_moves_without_a_kernel(path, chromium, tmp_path):
    from nbconvert import HTMLExporter

    body, _ = HTMLExporter().from_filename(str(path))
    target = tmp_path / f"{path.stem}.html"
    target.write_text(body, encoding="utf-8")
    page = chromium.new_page(viewport={"width": 1280, "height": 720})
    page.context.set_offline(True)
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(target.as_uri(), wait_until="domcontentloaded")
    places = page.locator(".claimlab-rest")
    for number in range(places.count()):
        place = places.nth(number)
        place.locator("svg[role=img]").wait_for()
        controls = place.locator("select:enabled, input:enabled")
        assert controls.count() > 0, "no control moves in the page"
        for index in range(controls.count()):
            step(page, place, controls.nth(index), f"{path.stem}: control {index} of widget {number}")
        fixed = place.locator("select:disabled, input:disabled").count()
        assert ("Without Python" in place.inner_text()) == bool(fixed)
    assert [one for one in problems if "claimlab" in one.lower() or "stage" in one.lower()] == []
    page.set_viewport_size(PHONE)
    for number in range(places.count()):
        box = places.nth(number).locator("svg[role=img]").bounding_box()
        assert box["width"] > 250 and box["x"] + box["width"] <= 391, box
    if places.count():
        places.first.screenshot(path=str(ROOT / "artifacts" / f"{path.stem}-phone.png"))
    page.close()


def step(page, place, control, name):
    """One step that changes the sentence, and back."""
    handle = place.element_handle()
    before = place.locator(".claimlab-sentence").inner_text()
    control.focus()
    for key in ("ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Space"):
        control.press(key)
        if page.evaluate(MOVED, [handle, before]):
            control.press(BACK[key])
            assert place.locator(".claimlab-sentence").inner_text() == before, name
            return
    raise AssertionError(f"{name} does not move: {before}")


NUMBERS = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
DRAWN = """() => [...document.querySelectorAll('.claimlab-rest')].map((host) => [...host.querySelectorAll('svg[role=img] > :not(pattern)')]
    .filter((one) => one.getAttribute('stroke') !== 'transparent')
    .map((one) => [one.tagName, one.getAttribute('transform') ?? '', one.getAttribute('d') ?? ['x', 'y', 'width', 'height'].map((name) =>
        one.getAttribute(name)).join(' '), one.textContent]))"""


def test_python_and_the_page_draw_the_same(chromium, tmp_path):
    """still.py and stage.js find the same places for every mark of every widget, but for rounding."""
    from xml.etree import ElementTree

    from claimlab.view import rest, still

    stages = [getattr(part(lesson, "widgets"), name)() for lesson, name in WIDGETS]
    target = tmp_path / "all.html"
    target.write_text(f"<!doctype html><meta charset='utf-8'>{''.join(map(rest.html, stages))}", encoding="utf-8")
    page = chromium.new_page(viewport={"width": 1000, "height": 800})
    page.goto(target.as_uri())
    page.wait_for_function("(count) => document.querySelectorAll('svg[role=img]').length === count", arg=len(stages))
    for stage, drawn in zip(stages, page.evaluate(DRAWN), strict=True):
        root = ElementTree.fromstring(still.svg(stage.state()["scene"]))
        mine = []
        for one in root:
            tag = one.tag.rpartition("}")[2]
            if tag != "defs":
                place = one.get("d") or " ".join(one.get(name, "") for name in ("x", "y", "width", "height"))
                mine.append([tag, one.get("transform", ""), place, "".join(one.itertext())])
        assert [(one[0], one[3]) for one in drawn] == [(one[0], one[3]) for one in mine], stage
        for theirs, ours in zip(drawn, mine):
            a, b = (list(map(float, NUMBERS.findall(f"{one[1]} {one[2]}"))) for one in (theirs, ours))
            assert a == pytest.approx(b, abs=0.11), (stage, theirs, ours)
    page.close()
