"""`read/`, the book of `claimlab site`: complete, from a plain static server, on a phone and a screen, in both themes."""

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from claimlab import course
from claimlab.evidence import ledger
from claimlab.workshop.site import build
from tests.places import ROOT

pytest.importorskip("sphinx", reason="The book needs Sphinx: `python3 -m uv sync` brings it.")
# Contrast is slow to judge, and all rows, cards, paragraphs and menu entries of a kind look alike: axe is shown some.
SOME = """() => {
    const keep = (selector, most) => [...document.querySelectorAll(selector)].slice(most).forEach((one) => one.remove());
    document.querySelectorAll("table.dataframe tbody").forEach((body) => { while (body.rows.length > 2) body.lastChild.remove(); });
    document.querySelectorAll("div[role=note] :is(ul, tbody)").forEach((list) => { while (list.children.length > 2) list.lastChild.remove(); });
    for (const [selector, most] of [["table.dataframe", 1], ["div[role=note]", 4], ["details.hide", 2], [".cell_output pre", 2], [".picture", 1],
        ["article.claim", 3], ["ul.sources li", 4], ["dl.words > *", 4], ["dl.tables", 1], ["article section > p", 8], ["article li", 8],
        [".toc-entry", 3], [".bd-sidebar-primary li", 4], ["article h2", 4], ["article h3", 2]]) keep(selector, most);
}"""
# The smallest letters of a picture: 12 points, at 100 dots an inch. tests/course/test_frames.py holds the pictures to it.
SMALLEST = 12 * 100 / 72
PICTURES = """() => [...document.querySelectorAll(".picture img")].map((one) => [one.getBoundingClientRect().width,
    Number(one.getAttribute("width")), Math.max(...[...(one.closest(".claimlab-still") ?? one).children].map((part) => part.getBoundingClientRect().right), 0)])"""
CUT = "() => [...document.querySelectorAll('.picture')].filter((one) => one.scrollWidth > one.clientWidth).length"
# Words in a widget's picture: outside it, or over other words.
CROWDED = """() => [...document.querySelectorAll(".claimlab-stage svg")].flatMap((svg) => {
    const frame = svg.getBoundingClientRect(), words = [...svg.querySelectorAll("text")].filter((one) => one.textContent.trim())
        .map((one) => [one.textContent, one.getBoundingClientRect()]), found = [];
    for (const [said, box] of words) if (box.left < frame.left - 4 || box.right > frame.right + 4) found.push(`cut: ${said}`);
    words.forEach(([said, a], n) => words.slice(n + 1).forEach(([other, b]) => {
        const over = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
        if (over[0] > 3 && over[1] > 6) found.push(`${said} × ${other}`); }));
    return found; })"""
# Words in a widget's picture that a line strikes (not the grid): the middle half of a line of letters counts.
STRUCK = """() => [...document.querySelectorAll(".claimlab-stage svg")].flatMap((svg) => {
    const drawn = [...svg.querySelectorAll("path[stroke-dasharray]")].filter((one) => one.getAttribute("stroke") !== "transparent" &&
        one.getAttribute("stroke-opacity") !== "0.14"), found = [];
    const points = drawn.flatMap((one) => { const place = one.getScreenCTM();
        return Array.from({ length: one.getTotalLength() / 2 + 1 }, (_, n) => one.getPointAtLength(2 * n).matrixTransform(place)); });
    for (const one of svg.querySelectorAll("tspan")) {
        const box = one.getBoundingClientRect(), rim = box.height / 4;
        if (one.textContent.trim() && points.some(({ x, y }) => x > box.left + 1 && x < box.right - 1 && y > box.top + rim && y < box.bottom - rim))
            found.push(one.textContent); }
    return found; })"""
NEVER = ("[widget]", "Run this cell to", "not answered yet:", "Author name", "tasks done")
CONTRAST = ("color-contrast", "link-in-text-block")
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "rules": {rule: {"enabled": False} for rule in CONTRAST},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site without its lab, built once for this module."""
    folder = tmp_path_factory.mktemp("site")
    build(folder, repository="OWNER/NAME", doors=("read",))
    return folder


@pytest.fixture(scope="module")
def served(site, serve):
    """Its address on a plain static server."""
    return serve(site)


def names():
    """Every page of the site, as its address below the site's folder."""
    lessons = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))  # optional pages are among them
    sets = sorted(f"exercises/{path.stem.removesuffix('_tasks')}" for path in (ROOT / "exercises").glob("*.ipynb"))
    look_up = ["index", "claims", "exercises", "glossary", "sources", "about", "search"]
    return [
        "index.html",
        *(f"read/{name}.html" for name in [*look_up, *(f"notebooks/{stem}" for stem in lessons), *sets]),
    ]


@pytest.fixture(scope="module")
def page(chromium):
    """One page of a browser, as wide as a laptop; what it asks for and complains of is kept in page.seen."""
    context = chromium.new_context(viewport={"width": 1280, "height": 720}, service_workers="block")
    page = context.new_page()
    page.seen = []
    page.on("request", lambda request: page.seen.append(request.url))
    page.on("requestfailed", lambda request: page.seen.append(f"failed: {request.url}"))
    page.on(
        "response", lambda answer: page.seen.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None
    )
    page.on("pageerror", lambda problem: page.seen.append(f"script: {problem}"))
    page.on("console", lambda line: page.seen.append(f"console: {line.text}") if line.type == "error" else None)
    yield page
    context.close()


@pytest.mark.parametrize("name", names())
def test_a_page_is_whole_fits_a_phone_and_is_accessible(page, served, name):
    page.seen.clear()
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{served}/{name}", wait_until="load")
    strange = [url for url in page.seen if not url.startswith((served, "data:"))]
    assert not strange, f"{name} asks for something from outside, or lacks a file: {strange}"
    assert len(page.locator("main h1:visible").all()) == 1
    asleep = page.locator(".claimlab-rest:not(.claimlab-awake)").count()
    assert not asleep, f"{name}: {asleep} widgets stand still."
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390, f"{name} scrolls sideways on a phone."
    for shown, own, words in page.evaluate(PICTURES):
        assert SMALLEST * shown / own >= 9, f"{name}: the text of a picture is too small on a phone."
        assert words <= 390, f"{name}: the words beside a picture do not wrap."
    assert not page.evaluate(CUT), f"{name}: a picture is wider than a phone."
    assert not page.evaluate(CROWDED), f"{name}: on a phone a widget's words are cut or cover each other."
    assert not (struck := page.evaluate(STRUCK)), f"{name}: on a phone a line strikes the words {struck} of a widget."
    assert not [words for words in NEVER if words in page.locator("body").inner_text()], (
        f"{name} says what a book cannot do."
    )
    page.set_viewport_size({"width": 1280, "height": 720})
    found = {"in every theme": judged(page, RULES)}
    page.evaluate(SOME)
    page.add_style_tag(content="* { transition: none !important }")  # a colour on its way is no colour to judge
    for theme in ("light", "dark"):
        page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
        page.emulate_media(color_scheme=theme)
        found[theme] = judged(page, {"runOnly": {"type": "rule", "values": CONTRAST}})
    assert not any(found.values()), f"{name}: {found}"


def judged(page, rules):
    """What axe finds serious, one line a rule."""
    found = Axe().run(page, options=rules).response["violations"]
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in serious]


def test_folded_code_that_scrolls_is_reached_by_keyboard(page):
    """The theme has looked at it while it was folded and had no width."""
    page.goto("about:blank")
    code = "<pre tabindex='-1' style='width: 200px; overflow-x: auto'>{}</pre>"
    page.set_content(f"<details><summary>Show the code</summary>{code.format('x' * 99)}</details>{code.format('x')}")
    page.add_script_tag(path=ROOT / "claimlab" / "workshop" / "site" / "static" / "book.js")
    page.locator("summary").click()
    page.wait_for_function("document.querySelector('details pre').tabIndex === 0", timeout=3000)
    assert page.locator("pre").last.evaluate("(one) => one.tabIndex") == -1, "what does not move needs no stop"


def test_cells_of_a_card_say_their_column_on_a_phone(page):
    page.goto("about:blank")
    page.set_viewport_size({"width": 390, "height": 844})
    page.set_content(
        "<div role='note'><table><thead><tr><th>Verdict<th>Claim<th>Measured</thead><tbody><tr><th>C1<td>One.<td>36 t</table></div>"
    )
    static = ROOT / "claimlab" / "workshop" / "site" / "static"
    page.add_style_tag(path=static / "book.css")
    page.add_script_tag(path=static / "book.js")
    label = "(one) => getComputedStyle(one, '::before').content"
    assert page.locator("td").last.evaluate(label) == '"Measured: "'
    assert page.locator("td").first.evaluate(label) == "none"


def test_every_picture_and_every_link_leads_to_a_file(site):
    for path in (site / "read").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        named = re.findall(
            r'(?:src|href)="([^"#?]+)[^"]*"|url\(([^)"\']+\.png)\)', text
        )  # the dark picture stands in a style
        for target in (one or other for one, other in named):
            if re.match(r"(https?|data|mailto):", target):
                continue
            found = (path.parent / target).resolve()
            assert found.exists() or found.name in ("run.html",), f"{path.relative_to(site)} leads to {target}"
            if found.suffix == ".png":
                assert found.read_bytes()[:4] == b"\x89PNG", f"{target} is no picture."


def test_a_lesson_keeps_its_pictures_and_their_descriptions(site):
    for lesson in course.lessons():
        book = json.loads((ROOT / "notebooks" / f"{lesson.stem}.ipynb").read_text(encoding="utf-8"))
        outputs = [output for cell in book["cells"] for output in cell.get("outputs", []) if "data" in output]
        stored = "".join("".join(output["data"].get("text/html", "")) for output in outputs).count("<img alt=")
        shown = (site / "read" / "notebooks" / f"{lesson.stem}.html").read_text(encoding="utf-8")
        assert len(re.findall(r'<img alt="[^"]{30,}', shown)) == stored, lesson.stem
        assert "[widget]" not in shown, f"{lesson.stem} shows a widget that is not there."


def test_every_claim_stands_in_the_table_with_its_verdict(site):
    text = (site / "read" / "claims.html").read_text(encoding="utf-8")
    for row in ledger.all_claims():
        assert f"<h2>{row['claim_id']} · {row['verdict']}</h2>" in text


def test_tasks_are_there_to_think_about_and_no_answer_is(site):
    for path in (site / "read" / "exercises").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "Task 0" in text or "Task 1" in text
        assert "Your steps go here" not in text
        assert "check(" not in text


def test_a_widget_moves_without_a_kernel(page, served):
    page.goto(f"{served}/read/notebooks/02_trade.html")
    stage = page.locator(".claimlab-rest.claimlab-stage").first
    control = stage.locator("select, input[type=range]").first
    before = stage.locator(".claimlab-sentence").inner_text()
    control.focus()
    control.press("ArrowLeft" if control.get_attribute("type") == "range" else "ArrowDown")
    page.wait_for_function(
        "([stage, text]) => stage.querySelector('.claimlab-sentence').innerText !== text",
        arg=[stage.element_handle(), before],
    )


def test_a_guess_comes_first_and_is_kept(page, served):
    page.goto(f"{served}/read/notebooks/02_trade.html")
    guess = page.locator(".guess").first
    assert not guess.locator("details").is_visible()
    guess.locator("select").select_option(index=2)
    guess.locator("button").click()
    assert guess.locator(".kept").inner_text().startswith("Your guess: ")
    guess.locator("summary").click()
    assert ledger.claim_row(guess.get_attribute("data-claim"))["verdict"].capitalize() in guess.inner_text()
    page.reload()
    assert page.locator(".guess .kept").first.inner_text().startswith("Your guess: ")


def test_claims_can_be_filtered_also_by_the_address(page, served):
    page.goto(f"{served}/read/claims.html?verdict=contested")
    wanted = [row["claim_id"] for row in ledger.all_claims() if row["verdict"] == "contested"]
    shown = "() => [...document.querySelectorAll('article.claim:not([hidden])')].map((one) => one.id)"
    assert page.evaluate(shown) == wanted
    page.locator("input[name=text]").fill("no such word")
    assert page.evaluate(shown) == []
    assert "Widen a filter" in page.locator(".filter output").inner_text()


def test_the_book_opens_from_a_disk_and_finds_words(page, site):
    page.goto((site / "read" / "search.html").as_uri() + "?q=uranium")
    page.locator("#search-results li a").first.wait_for()
    assert all(url.startswith(("file:", "data:")) for url in page.seen[-30:] if ":" in url[:6])


def test_a_missing_lesson_is_one_sentence(tmp_path, monkeypatch, capsys):
    from claimlab.cli import main

    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").write_text("")
    assert main(["site", str(tmp_path / "full")]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert Path.cwd()
