"""`read/`: the lessons, the tasks, all claims and words as a book of plain pages (Sphinx, myst-nb, sphinx-book-theme)."""

import hashlib
import json
import re
import shutil
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2

from ... import course
from ...course import Told
from ...evidence import ledger
from ...evidence.passport import passport, sources
from ...view.cards import glossary, number, stated
from .pages import Pages, unbroken

HERE = Path(__file__).parent


class SiteProblem(Told):
    """The site cannot be built as asked. The message says what to do."""


@lru_cache(maxsize=1)
def templates() -> jinja2.Environment:
    """The templates of the site; everything put into them is escaped, unless it is marked as HTML."""
    loader = jinja2.FileSystemLoader(HERE / "templates")
    made = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["unbroken"] = unbroken
    return made


def render(name: str, **values: Any) -> str:
    """A template as text, with the course's title at hand."""
    return templates().get_template(name).render(title=course.manifest()["title"], **values)


def write(path: Path, text: str) -> None:
    """Write a file, and its folder when there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def citation() -> str:
    """One line to cite the course by, from CITATION.cff; "" when there is none."""
    path = course.root() / "CITATION.cff"
    if not path.is_file():
        return ""
    said = dict(re.findall(r'^\W*([a-z-]+): "?([^"\n]+)"?$', path.read_text(encoding="utf-8"), re.M))
    return f"{said['name']} ({said['date-released'][:4]}). {said['title']}. Version {said['version']}."


def edition() -> str:
    """Eight signs that change whenever a lesson, a set, a table or the engine does."""
    root, digest = course.root(), hashlib.sha256()
    for folder in ("claimlab", "course", "data", "exercises", "notebooks"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".py", ".toml", ".md", ".csv", ".json", ".geojson", ".ipynb") and path.is_file():
                digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:8]


def claims() -> list[dict]:
    """Every claim as the ledger has it, with what was measured, why, and its sources as Source objects."""
    known, found = sources(), []
    for row in ledger.all_claims():
        rule, facts = ledger.measured(row["claim_id"])
        found.append(
            {
                **row,
                "lesson": course.lesson(row["lesson"]),
                "stated": stated(row),
                "measured": number(facts["value"], rule.digits, rule.unit) if rule else "",
                "why": ledger.reason(row["claim_id"]),
                "sources": [known[one] for one in row["source_ids"].split()],
            }
        )
    return found


def source(folder: Path, doors: dict[str, str]) -> None:
    """Write everything that Sphinx reads. doors: the addresses of lab, Binder and repository ("" where there is none)."""
    root = course.root()
    sets = [lesson for lesson in course.lessons() if course.exercise_set(lesson.stem).is_file()]
    links = {lesson.number: f"../notebooks/{lesson.stem}.ipynb" for lesson in course.lessons()}
    links |= {f"set {lesson.number}": f"../exercises/{lesson.stem}.ipynb" for lesson in sets}
    pages = Pages(folder / "extra" / "pictures", links=links)
    told = claims()
    by_id = {row["claim_id"]: row for row in told}

    def predict(asked: dict) -> str:
        return render("predict.html", asked=asked, claim=by_id[asked["claim_id"]])

    def run(stem: str) -> str:
        return f"../../run.html?notebooks/{stem}.ipynb"

    for lesson in course.lessons():
        built = root / "notebooks" / f"{lesson.stem}.ipynb"
        if not built.is_file():
            raise SiteProblem(f"notebooks/{built.name} is missing. Run: claimlab build {lesson.number}")
        start = render("start.html", lesson=lesson, folder="notebooks", stem=lesson.stem, doors=doors)
        write(folder / "notebooks" / built.name, json.dumps(pages.lesson(built, start, predict, run(built.stem))))
        more = built.with_stem(f"{lesson.stem}_more")
        if more.is_file():
            start = render("start.html", lesson=lesson, folder="notebooks", stem=more.stem, doors=doors)
            write(folder / "notebooks" / more.name, json.dumps(pages.lesson(more, start, predict, run(more.stem))))
        tasks = course.exercise_set(lesson.stem)
        if tasks.is_file():
            start = render("start.html", lesson=lesson, folder="exercises", stem=tasks.stem, doors=doors)
            write(folder / "exercises" / built.name, json.dumps(pages.exercises(tasks, start)))
    words = sorted(glossary(), key=lambda entry: entry["term"].casefold())
    for entry in words:
        entry["lesson"] = course.lesson(entry["lesson"])
    read = sorted(path.stem for path in (folder / "notebooks").glob("*.ipynb"))
    values = {
        "lessons": course.lessons(),
        "read": read,
        "exercises": sets,
        "claims": told,
        "words": words,
        "doors": doors,
    }
    values |= {"article": course.manifest()["article"], "tables": passport()["resources"], "edition": edition()}
    values |= {"cite": citation()}
    for name in ("index", "exercises", "claims", "glossary", "sources", "about"):
        write(folder / f"{name}.md", render(f"{name}.md", sources=list(sources().values()), **values))
    shutil.copytree(HERE / "static", folder / "static")


def build(folder: Path, work: Path, doors: dict[str, str]) -> None:
    """Build the book into `folder`; `work` is an empty folder for what Sphinx reads and remembers."""
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace

    source(work / "source", doors)
    with docutils_namespace(), open(work / "sphinx.log", "w", encoding="utf-8") as log:
        app = Sphinx(
            work / "source",
            None,
            work / "html",
            work / "doctrees",
            "html",
            confoverrides=settings(),
            status=None,
            warning=log,
        )
        app.build()
    said = (work / "sphinx.log").read_text(encoding="utf-8")
    if app.statuscode or "WARNING" in said or "ERROR" in said:
        raise SiteProblem(f"Sphinx is not content with the book:\n{said}")
    leave = shutil.ignore_patterns("_sources", ".buildinfo", "objects.inv", "*macros.html", "*.map", ".doctrees")
    shutil.copytree(work / "html", folder, ignore=leave)


def settings() -> dict:
    """What Sphinx is told. No code is run, and nothing is fetched from elsewhere when a page is read."""
    title = course.manifest()["title"]
    return {
        "project": title,
        "html_title": title,
        "language": "en",
        "extensions": ["myst_nb", "sphinx.ext.mathjax"],
        "html_theme": "sphinx_book_theme",
        "html_theme_options": {
            "use_download_button": False,
            "use_fullscreen_button": False,
            "show_toc_level": 2,
            "home_page_in_toc": True,
            "footer_content_items": "extra-footer.html",
            "extra_footer": render("footer.html"),
        },
        "html_static_path": ["static"],
        "html_extra_path": ["extra"],
        "html_css_files": ["book.css"],
        "html_js_files": [("book.js", {"defer": "defer"})],
        "html_copy_source": False,
        "html_show_sphinx": False,
        "html_show_copyright": False,
        "html_use_index": False,
        "html_favicon": str(HERE / "static" / "icon.svg"),
        "html_context": {"default_mode": "auto"},
        "html_last_updated_fmt": None,
        "nb_execution_mode": "off",
        "nb_mime_priority_overrides": [("html", "text/html", 0)],
        "nb_ipywidgets_js": {},
        "nb_code_prompt_show": "Show the code",
        "nb_code_prompt_hide": "Hide the code",
        "myst_heading_anchors": 3,
        "suppress_warnings": ["myst.header"],
    }
