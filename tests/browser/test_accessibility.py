"""Every lesson as a web page: readable by a screen reader, headings in order, enough contrast; and its slides fit."""

import re

import pytest

from claimlab.workshop.slides import page as deck_page
from tests.places import ROOT

LESSONS = sorted(path for path in (ROOT / "notebooks").glob("*.ipynb"))


# Words of a slide that lie under its number, and words alone that are too small for the last row of a room.
HARD_TO_READ = """() => {
  const slide = document.querySelector("section.on"), foot = document.getElementById("foot").getBoundingClientRect(), bad = [];
  for (const one of slide.querySelectorAll("*")) {
    if (one.children.length || !one.textContent.trim() || !one.getClientRects().length || one.tagName === "STYLE") continue;
    const range = document.createRange(); range.selectNodeContents(one);
    for (const at of range.getClientRects())
      if (at.right > foot.left && at.bottom > foot.top) bad.push(["under the number", one.textContent.slice(0, 40)]);
    if (slide.classList.contains("few") && slide.innerText.length < 400 && parseFloat(getComputedStyle(one).fontSize) * (one.currentCSSZoom || 1) < 19)
      bad.push(["small", one.textContent.slice(0, 40)]);
  }
  return bad; }"""


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_exported_page_has_no_serious_violation(path, chromium, axe, tmp_path):
    from nbconvert import HTMLExporter

    # Code is left out: its look is nbconvert's own.
    body, _ = HTMLExporter(template_name="basic", exclude_input=True).from_filename(str(path))
    body = re.sub(
        r'src="data:image/png;base64,[^"]+"', 'src="data:,"', body
    )  # the words about a picture count here, not its dots
    target = tmp_path / "lesson.html"
    target.write_text(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{path.stem}</title></head>'
        f"<body><main>{body}</main></body></html>",
        encoding="utf-8",
    )
    page = chromium.new_page()
    page.goto(target.as_uri())
    assert axe(page, extra=("heading-order", "page-has-heading-one", "empty-heading", "table-duplicate-name")) == []
    page.close()


@pytest.mark.parametrize(
    "path",
    [path for path in LESSONS if not path.stem.startswith("00") and "_more" not in path.stem],
    ids=lambda path: path.stem,
)
def test_no_slide_overflows(path, chromium, tmp_path):
    html, count, minutes = deck_page(path)
    target = tmp_path / "deck.html"
    target.write_text(html, encoding="utf-8")
    page = chromium.new_page(viewport={"width": 1280, "height": 720})
    outside = []
    page.on(
        "request",
        lambda request: outside.append(request.url) if not request.url.startswith(("file:", "data:")) else None,
    )
    page.goto(target.as_uri())
    over = []
    for number in range(1, count + 1):
        height, width = page.evaluate(
            "() => { const s = document.querySelector('section.on'); return [s.scrollHeight, s.scrollWidth]; }"
        )
        if height > 720 or width > 1280:
            over.append((number, height, width))
        over += [(number, *said) for said in page.evaluate(HARD_TO_READ)]
        assert page.locator("section.on").inner_text().strip() or page.locator("section.on img").count(), number
        page.keyboard.press("ArrowRight")
    page.close()
    assert over == [] and outside == []
    assert 12 <= count <= 28 and 15 <= minutes <= 25  # each verdict has a slide, so some are gone through quickly
