"""All own work as one zip and back, and advice that fits the place the course runs in."""

import ast
import base64
import io
import re
import sys
import zipfile
from datetime import UTC, datetime

import pytest

from claimlab import course
from claimlab.evidence import ledger, passport
from claimlab.evidence.tables import DataProblem, back, table
from claimlab.student import takeaway
from claimlab.student.files import no_package
from claimlab.student.first_aid import outdated


@pytest.fixture
def mine(live):
    folder = course.my_work()
    (folder / "deep").mkdir(parents=True, exist_ok=True)
    (folder / "00_start.ipynb").write_text("one")
    (folder / "progress.json").write_text("{}")
    (folder / "deep" / "note.txt").write_text("two")
    return folder


def test_work_goes_into_a_zip_and_comes_back_elsewhere(mine):
    content, names = takeaway.pack()
    assert {"00_start.ipynb", "progress.json", "deep/note.txt"} <= set(names)
    assert "my_work/00_start.ipynb" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    for path in sorted(mine.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    said = takeaway.unpack(content)
    assert said == [f"{len(names)} files brought back to my_work/. Open them from the list on the left."]
    assert (mine / "deep" / "note.txt").read_text() == "two"


def test_what_is_here_already_is_kept_beside(mine):
    content, _ = takeaway.pack()
    (mine / "00_start.ipynb").write_text("newer")
    (mine / "00_start-before.ipynb").write_text("older still")
    said = takeaway.unpack(content)
    assert "00_start-before-2.ipynb" in said[0]
    assert (mine / "00_start-before-2.ipynb").read_text() == "newer"
    assert (mine / "00_start.ipynb").read_text() == "one"


@pytest.mark.parametrize(
    "name", ["../my_work/../evil.txt", "/my_work/../../evil.txt", "other/file.txt", "my_work/C:/evil"]
)
def test_a_path_that_leads_elsewhere_is_left_out(mine, name):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, "x")
    with pytest.raises(ValueError, match="no folder my_work/"):
        takeaway.unpack(stream.getvalue())


def test_a_file_that_is_no_zip_is_one_sentence(mine):
    with pytest.raises(ValueError, match="no zip, or it is damaged"):
        takeaway.unpack(b"PK no")


def test_advice_fits_the_place(home, monkeypatch):
    assert "git checkout" in back("claims.csv")
    monkeypatch.setattr(sys, "platform", "emscripten")
    assert course.where() == "browser"
    assert "git" not in back("claims.csv") and "reload the page" in back("claims.csv")
    assert outdated("0.1") == ""


def test_the_two_buttons_carry_the_work(mine):
    """The link that a press of the button gives holds the zip, and the zip brings the work back."""
    from claimlab.view.copies import work_buttons

    take, bring, status = work_buttons().children
    take.click()
    content = base64.b64decode(re.search(r"base64,([^\"]+)", status.value)[1])
    (mine / "00_start.ipynb").unlink()
    bring.value = (
        {
            "name": "my_work.zip",
            "type": "",
            "size": len(content),
            "content": memoryview(content),
            "last_modified": datetime.now(UTC),
        },
    )
    assert "brought back" in status.value
    assert (mine / "00_start.ipynb").read_text() == "one"


def test_the_zip_is_collected_as_one_student(mine, tmp_path):
    from claimlab.handin.collect import collect

    paper = next((course.root() / "exercises").glob("*.ipynb"))
    one = course.lesson(paper.stem.removesuffix(course.TASKS))
    (mine / one.copy).write_bytes(paper.read_bytes())
    (tmp_path / "class").mkdir()
    for student in ("ana", "ben"):
        (tmp_path / "class" / f"{student}.zip").write_bytes(takeaway.pack()[0])
    collect(tmp_path / "class", tmp_path / "collected")
    found = [path.relative_to(tmp_path / "collected").as_posix() for path in (tmp_path / "collected").rglob("*.ipynb")]
    assert set(found) == {f"ana/{one.stem}.ipynb", f"ben/{one.stem}.ipynb"}


def test_no_sentence_of_first_aid_names_a_terminal_in_the_browser(monkeypatch):
    assert "type in a terminal" in no_package("openpyxl")
    monkeypatch.setattr(sys, "platform", "emscripten")
    assert "terminal" not in no_package("openpyxl") and "openpyxl is not part of this course" in no_package("openpyxl")
    assert "not part" not in no_package("geopandas") and "on your own computer" in no_package("geopandas")


TERMINAL = re.compile(r"git checkout|in a terminal|claimlab (data|doctor|start|build|mark)|uv (run|pip)|pytest my_work")
COMMANDS = ("doctor.py", "start.py", "update.py", "seal.py")  # they are run in a terminal themselves


def sentences(path):
    """(function, text) of every text that a module of the engine can say; texts of functions that ask where() left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for function in [tree, *(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))]:
        own = [node for node in ast.walk(function) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        notes = {id(node.value) for node in ast.walk(function) if isinstance(node, ast.Expr)}  # docstrings
        asks = any(
            isinstance(node, ast.Call) and getattr(node.func, "id", "") == "where" for node in ast.walk(function)
        )
        if function is not tree and not asks and function.name != "main":
            yield from ((function.name, node.value) for node in own if id(node) not in notes)


def test_what_a_notebook_can_say_names_a_terminal_only_where_one_is():
    import claimlab

    home = course.Path(claimlab.__file__).parent
    said = [
        f"{path.relative_to(home)}, {function}(): {text[:80]}"
        for room in ("checks", "evidence", "student", "view")
        for path in (home / room).glob("*.py")
        if path.name not in COMMANDS
        for function, text in sentences(path)
        if TERMINAL.search(text) and function != "data_readme"  # a file for those who change tables
    ]
    assert not said, "A browser has no terminal: ask course.where() first."


def test_a_damaged_table_or_list_is_told_without_a_terminal_in_the_browser(home, monkeypatch):
    monkeypatch.setattr(sys, "platform", "emscripten")
    damage = {
        "harvest/apples.csv": lambda: table("harvest/apples"),
        "claims.csv": ledger.all_claims,
        "sources.csv": passport.sources,
    }
    for name, read in damage.items():
        for content in (b"\xff\xfe", None):
            path, kept = home / "data" / name, (home / "data" / name).read_bytes()
            path.unlink() if content is None else path.write_bytes(content)
            with pytest.raises(DataProblem) as problem:
                read()
            path.write_bytes(kept)
            assert not TERMINAL.search(str(problem.value)) and "reload the page" in str(problem.value), name
