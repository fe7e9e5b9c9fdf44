"""The house: arrows lead downwards, the engine knows no lesson and no country, and every package is declared."""

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

from claimlab import course
from tests.places import ROOT

ENGINE = ROOT / "claimlab"
#: From the ground up: course.py, box.py and seal.py are the ground. A room may import from the floors below it.
FLOORS = (("evidence", "student"), ("view", "checks"), ("handin", "workshop"))
ROOMS = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}


def imports(path):
    """Full names of the modules of this project that a file imports, with the names taken from them."""
    package = path.relative_to(ROOT).with_suffix("").parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = list(package[: len(package) - node.level]) if node.level else []
            base += node.module.split(".") if node.module else []
            yield from (".".join([*base, alias.name]) for alias in node.names)


ENGINE_FILES = [path for path in sorted(ENGINE.rglob("*.py")) if "blank" not in path.parts]


@pytest.mark.parametrize("path", ENGINE_FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_arrows_lead_downwards(path):
    inside = path.relative_to(ENGINE).parts
    floor = ROOMS.get(inside[0], -1)
    for name in imports(path):
        parts = name.split(".")
        assert parts[0] != "course", f"the engine imports {name} by name"
        if parts[0] != "claimlab" or path.name in ("cli.py", "server_config.py") or len(parts) < 2:
            continue
        if parts[1] in ROOMS and parts[1] != inside[0]:
            assert ROOMS[parts[1]] < floor, f"{'/'.join(inside)} reaches up to {name}"


def test_no_files_import_each_other_in_a_circle():
    """Also where an import stands inside a function: who reads one file must not have to read all."""
    known = {path.relative_to(ROOT).with_suffix("").as_posix().replace("/", "."): path for path in ENGINE_FILES}
    below = {
        name: {
            part for one in imports(path) for part in (one, one.rpartition(".")[0]) if part in known and part != name
        }
        for name, path in known.items()
    }
    while ground := {name for name, needs in below.items() if not needs}:
        below = {name: needs - ground for name, needs in below.items() if name not in ground}
    assert below == {}, "these files, or some that they import, form a circle"


def test_every_room_is_on_the_list():
    found = {path.name for path in ENGINE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert found == set(ROOMS), "a new room needs its floor in ROOMS"


def real(table):
    return tomllib.loads((ROOT / "course" / "course.toml").read_text(encoding="utf-8"))[table]


def test_the_engine_names_no_lesson_no_country_and_no_count():
    """Lesson names are everyday words, so they count only where a path, an import or a task id would name them."""
    lessons = [one["name"] for one in real("lessons")]
    places = {name for name in real("colours") if name not in ("Other", "World")}
    for path in ENGINE_FILES:
        text = path.read_text(encoding="utf-8")
        code = [
            node.value
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        docs = {
            ast.get_docstring(node, clean=False)
            for node in ast.walk(ast.parse(text))
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        }
        words = " ".join(one for one in code if one not in docs)
        where = path.relative_to(ROOT).as_posix()
        assert not re.search(rf"\b\d\d_({'|'.join(lessons)})\b", words), where
        assert not re.search(rf"\b({'|'.join(map(re.escape, places))})\b", words), where


def test_no_engine_test_names_a_real_lesson():
    lessons = [one["name"] for one in real("lessons")]
    told = {}
    for path in (ROOT / "tests" / "engine").glob("*.py"):
        found = re.findall(
            rf"\b\d\d_(?:{'|'.join(lessons)})\b|\bcourse\.(?:{'|'.join(lessons)})\b", path.read_text(encoding="utf-8")
        )
        if found and path.name != Path(__file__).name:
            told[path.name] = sorted(set(found))
    assert told == {}


def test_every_imported_package_is_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    name = re.compile(r"[\w.-]+")
    declared = {name.match(one)[0].lower().replace("-", "_") for one in project["project"]["dependencies"]}
    authors = {
        name.match(one)[0].lower().replace("-", "_")
        for group in project["dependency-groups"].values()
        for one in group
        if isinstance(one, str)
    }
    called = {"PIL": "pillow", "IPython": "ipython", "_pytest": "pytest", "bs4": "beautifulsoup4"}
    for path in [*ENGINE_FILES, *sorted((ROOT / "course").rglob("*.py"))]:
        tools = path.is_relative_to(ENGINE / "workshop")
        for one in imports(path):
            package = one.split(".")[0]
            if package in sys.stdlib_module_names or package in ("claimlab", "course", "__future__"):
                continue
            known = called.get(package, package).lower()
            assert known in declared or (tools and known in authors), f"{path.relative_to(ROOT)} imports {package}"


def test_the_small_course_is_the_course_here(home):
    assert course.root() == home and [one.stem for one in course.lessons()] == ["00_harvest"]
