"""`claimlab slides [NAME…]`: a lecture of about 20 minutes from a built lesson, as one HTML file that needs no network.

A lecturer's cells carry "slideshow" and "lecture" in their metadata. The claims and the questions of predict() become
slides by themselves; all other cells are left out. Code is not shown, its picture is. A slide of a line or two joins the
next one. Keys: arrows or space to move, N for the notes, W for the notes in a window of their own, Home and End.
"""

import ast
import json
import re
import sys
from pathlib import Path
from typing import Any

from ..course import root
from ..view.html import escape
from .build import choose
from .reader import outputs

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>
html, body {{ margin: 0; height: 100%; background: #333; overflow: hidden; font-family: "DejaVu Sans", Arial, sans-serif; }}
#stage {{ width: 1280px; height: 720px; background: #fff; position: absolute; left: 50%; top: 50%; transform-origin: 0 0; overflow: hidden; }}
section {{ display: none; position: absolute; inset: 0; padding: 34px 60px 44px; box-sizing: border-box; color: #1a1a1a; }}
section.on {{ display: block; }} section.few.on {{ display: flex; flex-direction: column; }}
section.few > div:first-child {{ margin-top: auto; }} section.few > div:last-child {{ margin-bottom: auto; }}
section > div > * {{ max-width: 1160px !important; }}
h1 {{ font-size: 46px; margin: 0.2em 0; }} h2 {{ font-size: 36px; margin: 0 0 0.4em; }} h3 {{ font-size: 28px; }}
p, li {{ font-size: 24px; line-height: 1.4; }} a {{ color: #1f5fa8; }}
a.anchor-link, details {{ display: none; }}
img {{ max-height: 590px; max-width: 1160px; width: auto; height: auto; display: block; margin: 0 auto; }}
img.large {{ height: 518px; width: 1160px; object-fit: contain; }}
.claimlab-still > div:first-of-type {{ font-size: 28px !important; }} .claimlab-still > div:nth-of-type(2) {{ font-size: 20px !important; }}
.claimlab-rest label, .claimlab-rest select, .claimlab-rest b {{ font-size: 18px !important; }}
.claimlab-still > div:last-of-type {{ font-size: 13px !important; max-width: 960px; }} div[role=status] {{ font-size: 22px !important; max-width: 1160px !important; }}
div[role=note], div[role=note] table, div[role=note] td, div[role=note] th {{ font-size: 19px !important; }}
table {{ border-collapse: collapse; font-size: 20px; }} th, td {{ padding: 3px 12px; text-align: left; }}
pre {{ font-size: 18px; white-space: pre-wrap; }}
section.tight img {{ max-height: 400px !important; }}
#foot {{ position: absolute; right: 24px; bottom: 12px; font-size: 15px; color: #595959; }}
#notes {{ display: none; position: absolute; left: 0; right: 0; bottom: 0; background: #fff8e1; color: #1a1a1a; font-size: 20px; padding: 14px 60px;
  border-top: 2px solid #8a6100; }} #notes.on {{ display: block; }}
@media print {{ html, body {{ overflow: visible; background: #fff; }} #stage {{ position: static; transform: none !important; height: auto; overflow: visible; }}
  section {{ display: block; position: relative; height: 720px; break-after: page; }} #foot, #notes {{ display: none; }} }}
</style></head><body><main id="stage" aria-live="polite">
{sections}
<div id="notes" role="note"></div><div id="foot"></div></main><script>
const slides = [...document.querySelectorAll("section")], stage = document.getElementById("stage");
let own = null;
const notes = document.getElementById("notes"), foot = document.getElementById("foot");
let at = Math.min(slides.length, Math.max(1, Number(location.hash.slice(1)) || 1)) - 1;
const show = () => {{ slides.forEach((s, i) => s.classList.toggle("on", i === at)); notes.textContent = slides[at].dataset.note || "No note for this slide.";
  if (own && !own.closed) own.document.body.innerText = `${{at + 1}} / ${{slides.length}}\n\n${{notes.textContent}}`;
  foot.textContent = `${{at + 1}} / ${{slides.length}} · minute ${{slides[at].dataset.from}}`; location.hash = at + 1; }};
addEventListener("load", () => {{ // with its pictures in place: too full is drawn smaller, so that nothing is lost; words alone grow, for the last row
  const k0 = stage.getBoundingClientRect().width / 1280;
  for (const s of slides) {{
    const zoom = (k) => {{ for (const part of s.children) part.style.zoom = k; }};
    const high = () => (s.lastElementChild.getBoundingClientRect().bottom - s.firstElementChild.getBoundingClientRect().top) / k0;
    const words = !s.querySelector("img, svg, input");
    s.classList.add("on"); s.classList.toggle("few", words);
    let k = words ? 1.5 : 1;
    for (zoom(k); k > 0.4 && (s.scrollWidth > 1280 || high() > 636); zoom(k)) k -= 0.05; }}
  show(); }});
const fit = () => {{ const k = Math.min(innerWidth / 1280, innerHeight / 720); stage.style.transform = `scale(${{k}}) translate(-50%, -50%)`; }};
addEventListener("keydown", (e) => {{
  const step = {{ ArrowRight: 1, ArrowDown: 1, " ": 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 }}[e.key];
  if (step) at = Math.min(slides.length - 1, Math.max(0, at + step));
  else if (e.key === "Home") at = 0; else if (e.key === "End") at = slides.length - 1;
  else if (e.key.toLowerCase() === "n") {{ notes.classList.toggle("on"); return; }}
  else if (e.key.toLowerCase() === "w") {{ own = open("", "notes", "width=640,height=360"); if (own) own.document.body.style.font = "22px Arial"; }}
  else return;
  e.preventDefault(); show(); }});
addEventListener("resize", fit); fit(); show();
</script></body></html>
"""


class NoSlides(Exception):
    """A lesson that cannot be shown as slides. The message says what to do."""


def slides(path: Path) -> list[dict]:
    """The slides of a built notebook: list of dicts with html, note and minutes, in order."""
    from nbconvert.filters.markdown_mistune import markdown2html_mistune

    book = json.loads(path.read_text(encoding="utf-8"))
    deck: list[dict[str, Any]] = []
    for cell in book["cells"]:
        kind = cell["metadata"].get("slideshow", {}).get("slide_type") or _by_itself(cell, deck)
        if kind not in ("slide", "subslide", "fragment", "-"):
            continue
        lecture = cell["metadata"].get("lecture", {})
        if cell["cell_type"] == "markdown":
            parts = [_unfolded(markdown2html_mistune("".join(cell["source"])))]
        else:
            asked = _asked("".join(cell["source"]))
            if asked and kind == "-":
                asked = asked.removeprefix(GUESS)  # the word stands above the first one
            parts = [asked] if asked else _cards([_output(output) for output in cell["outputs"]])
            if not any(parts):
                raise NoSlides(
                    f"{path.name}: the cell {cell['id']!r} is a slide but shows nothing. Build the lesson again, "
                    "or take its slide mark away."
                )
        for number, html in enumerate(parts):
            if kind in ("slide", "subslide") or number or not deck:
                deck.append({"html": "", "note": "", "minutes": 0.0})
            deck[-1]["html"] += f"<div>{html}</div>"
            deck[-1]["asks"] = cell["cell_type"] == "code" and bool(asked)
            deck[-1]["note"] = " ".join(part for part in (deck[-1]["note"], lecture.get("note", "")) if part)
            deck[-1]["minutes"] += float(lecture.get("minutes", 1 if kind != "-" else 0)) / len(parts)
    if not deck:
        raise NoSlides(
            f"{path.name} has no cell marked as a slide. Mark some in course/{path.stem[3:]}/lesson.md with "
            '"slideshow" and "lecture" (see lesson 02).'
        )
    return _joined(deck)


def _by_itself(cell, deck):
    """The slide mark of a cell that has none: claims and guesses belong into every deck; all guesses share one slide."""
    source = "".join(cell["source"])
    if cell["cell_type"] != "code" or not re.search(r"^(claim|predict)\(", source, re.M):
        return None
    return "-" if _asked(source) and deck and deck[-1].get("asks") else "subslide"


def _unfolded(html):
    """Markdown's HTML without what is folded in the lesson, and without headings at its end that stood over nothing else."""
    open_only = re.sub(r"<details\b.*?</details>", "", html, flags=re.S)
    if open_only == html:
        return html
    return re.sub(r"(?:<(h[2-6])\b[^>]*>(?:(?!<h).)*</\1>\s*)+$", "", open_only, flags=re.S)


MOST_ROWS = 12  # of a card on one slide: more cannot be read from the last row


def _cards(outputs):
    """The outputs of a cell as the slides they need: one for each card, two for a card with too many rows."""
    if sum('role="note"' in one for one in outputs) < 2:
        outputs = ["".join(outputs)]
    found = []
    for html in outputs:
        rows = re.findall(r"<tr>.*?</tr>", html, flags=re.S)
        if html.count("<table") != 1 or len(rows) <= MOST_ROWS or 'role="note"' not in html:
            found.append(html)
            continue
        half = (len(rows) + 1) // 2
        above, _, rest = html.partition(rows[0])
        below = rest.rpartition(rows[-1])[2]
        found += [above + "".join(part) + below for part in (rows[:half], rows[half:])]
    return found


GUESS = "<h3>Guess</h3>"


def _asked(source):
    """The question of a predict() cell as HTML, with its choices; "" for any other cell."""
    try:
        calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    except SyntaxError:
        return ""
    for call in calls:
        if getattr(call.func, "id", "") == "predict" and len(call.args) > 1:
            choices = next((ast.literal_eval(one.value) for one in call.keywords if one.arg == "options"), [])
            listed = "".join(f"<li>{escape(choice)}</li>" for choice in choices)
            return f"{GUESS}<p>{escape(ast.literal_eval(call.args[1]))}</p>" + (f"<ul>{listed}</ul>" if listed else "")
    return ""


def _joined(deck):
    """The deck with every slide of a line or two joined to the next, and its minutes on the first slide."""
    made: list[dict[str, Any]] = []
    for slide in deck:
        if made and len(made) > 1 and _short(made[-1]["html"]):
            before = made.pop()
            slide = {
                "html": before["html"] + slide["html"],
                "note": " ".join(part for part in (before["note"], slide["note"]) if part),
                "minutes": before["minutes"] + slide["minutes"],
                "tight": True,
            }
        made.append(slide)
    spent = sum(slide["minutes"] for slide in made)
    made[0]["html"] = re.sub(r"About \d+ minutes", f"Slides for about {spent:.0f} minutes", made[0]["html"])
    return made


def _short(html):
    words = re.sub(r"<[^>]+>", " ", html).split()
    return len(words) < 25 and not re.search(r"<(img|table|pre|ul|ol)\b|role=", html)


#: Rows of a card that are read, not spoken: on a slide they would push the verdict off the screen.
FOR_THE_LESSON = re.compile(r"<tr><th[^>]*>(?:Rule|Another reader may say|Since then|Caution)</th>.*?</tr>", re.S)


def _output(output):
    data = output.get("data", {})
    if "text/html" in data:
        html = FOR_THE_LESSON.sub("", "".join(data["text/html"]))
        alone = html.count("<img") == 1 and "role=" not in html
        return html.replace("<img ", '<img class="large" ') if alone else html
    text = "".join(data.get("text/plain", output.get("text", "")))
    # Of pandas' last line a room needs the name alone.
    name, text = re.search(r"\nName: ([^\n]*?),", text), re.sub(r"\n[^\n]*dtype: \w+$", "", text)
    above = f"<p>{escape(name[1])}</p>" if name else ""
    return f"{above}<pre>{escape(text)}</pre>" if text else ""


def page(path: Path) -> tuple[str, int, float]:
    """One HTML file with all slides of a lesson. Returns (html, number of slides, minutes)."""
    deck, minute, sections = slides(path), 0.0, []
    for slide in deck:
        sections.append(
            f'<section class="{"tight" if slide.get("tight") else ""}" data-note="{escape(slide["note"], quote=True)}" data-from="{minute:g}">{slide["html"]}</section>'
        )
        minute += slide["minutes"]
    return PAGE.format(title=escape(path.stem), sections="\n".join(sections)), len(deck), minute


def main(names: list[str]) -> int:
    """The command `claimlab slides [NAME…]`: writes slides/NN_name.html."""
    chosen = [
        outputs(source)[0]
        for source in choose(names)
        if source.name == "lesson.md" and (source.parent / "exercises.md").is_file()
    ]
    folder = root() / "slides"
    folder.mkdir(exist_ok=True)
    failed = False
    for path in chosen:
        try:
            html, count, minutes = page(path)
        except NoSlides as problem:
            print(problem, file=sys.stderr)
            failed = True
            continue
        target = folder / f"{path.stem}.html"
        target.write_text(html, encoding="utf-8")
        print(f"slides/{target.name}  {count} slides, {minutes:g} minutes. Open it in any browser.")
    return 1 if failed else 0
