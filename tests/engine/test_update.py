"""`claimlab update` brings a newer course and loses nothing, also where a lesson was run in place."""

import json
import os
import subprocess

import pytest

from claimlab.student import update

LESSON = "notebooks/00_harvest.ipynb"
TABLE = "data/harvest/apples.csv"


def git(folder, *arguments):
    who = {
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@example.org",
    }
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, env={**os.environ, **who})
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def rooms(home, tmp_path):
    """An author's clone and a student's clone of the same course."""
    git(home, "init", "-q", "-b", "main")
    git(home, "add", "-A")
    git(home, "commit", "-qm", "one")
    git(home, "clone", "-q", "--bare", ".", str(tmp_path / "up.git"))
    for name in ("author", "student"):
        git(tmp_path, "clone", "-q", "up.git", name)
    return tmp_path / "author", tmp_path / "student"


def change(path, cell, source=None, output=None):
    """Change a code cell of a notebook, by its place: its text, or what running it left behind."""
    book = json.loads(path.read_text(encoding="utf-8"))
    one = [found for found in book["cells"] if found["cell_type"] == "code"][cell]
    if source is not None:
        one["source"] = source
    if output is not None:
        one["outputs"], one["execution_count"] = [{"output_type": "stream", "name": "stdout", "text": output}], 7
    path.write_text(json.dumps(book, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def codes(path):
    return [
        "".join(cell["source"])
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "code"
    ]


def publish(author):
    git(author, "commit", "-qam", "a word")
    git(author, "push", "-q")


def test_a_lesson_that_was_only_run_is_renewed(rooms):
    author, student = rooms
    change(student / LESSON, 2, output="ran")
    change(author / LESSON, 1, source="print('new')")
    publish(author)
    assert subprocess.run(["git", "pull"], cwd=student, capture_output=True).returncode, "git pull alone stops here"
    said = update.update(student)
    assert said[0].startswith("The course is new: 1 file, last changed 20") and "run the new ones again" in said[1]
    assert (student / LESSON).read_bytes() == (author / LESSON).read_bytes()
    assert git(student, "status", "--porcelain") == "" and not (student / "my_work" / "kept").exists()
    assert update.update(student) == ["The course is up to date."]


def test_own_lines_are_put_back_and_the_whole_is_kept(rooms):
    author, student = rooms
    change(student / LESSON, 2, source="my_own = 1")
    change(student / LESSON, 3, source="also_mine = 2")
    before = (student / LESSON).read_bytes()
    change(author / LESSON, 1, source="print('new')")
    change(author / LESSON, 3, source="this cell is another one now")
    publish(author)
    said = update.update(student)
    assert "Your lines in 1 cell were put back. Your whole version is kept: my_work/kept/20" in said[1]
    now = codes(student / LESSON)
    assert now[1:4] == ["print('new')", "my_own = 1", "this cell is another one now"]
    [kept] = (student / "my_work" / "kept").rglob("*.ipynb")
    assert kept.read_bytes() == before
    change(author / LESSON, 1, source="print('newer')")
    publish(author)
    update.update(student)
    assert codes(student / LESSON)[1:3] == ["print('newer')", "my_own = 1"] and kept.read_bytes() == before


def test_changed_tables_and_files_in_the_way_are_kept(rooms):
    author, student = rooms
    (student / TABLE).write_text("saved;by;a;spreadsheet\n", encoding="utf-8")
    (student / "notes.md").write_text("mine", encoding="utf-8")
    (student / "README.md").write_text("mine, and not in the way", encoding="utf-8")
    (author / TABLE).write_text("a,b\n1,2\n", encoding="utf-8")
    (author / "notes.md").write_text("theirs", encoding="utf-8")
    git(author, "add", "-A")
    publish(author)
    said = " ".join(update.update(student))
    assert f"{TABLE} is new. Your whole version is kept: my_work/kept/" in said and "notes.md is new." in said
    assert (student / TABLE).read_text(encoding="utf-8") == "a,b\n1,2\n" and (student / "notes.md").read_text(
        encoding="utf-8"
    ) == "theirs"
    assert (student / "README.md").read_text(encoding="utf-8") == "mine, and not in the way"
    assert {
        path.read_text(encoding="utf-8") for path in (student / "my_work" / "kept").rglob("*.*") if path.is_file()
    } == {"saved;by;a;spreadsheet\n", "mine"}


def test_my_work_is_never_touched(rooms):
    author, student = rooms
    mine = student / "my_work" / "00_harvest.ipynb"
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("my own work", encoding="utf-8")
    change(author / LESSON, 1, source="print('new')")
    publish(author)
    update.update(student)
    assert mine.read_text(encoding="utf-8") == "my own work"


def test_when_it_cannot_be_done_nothing_is_changed(rooms, monkeypatch, capsys, tmp_path):
    author, student = rooms
    change(student / LESSON, 2, source="my_own = 1")
    before = (student / LESSON).read_bytes()
    change(author / LESSON, 1, source="print('new')")
    publish(author)
    real = update._git

    def broken(root, *arguments, **rest):
        if arguments[0] == "merge":
            raise update.NoUpdate("git could not renew the files. git says: no space.")
        return real(root, *arguments, **rest)

    monkeypatch.setattr(update, "_git", broken)
    with pytest.raises(update.NoUpdate, match="git could not renew"):
        update.update(student)
    assert (student / LESSON).read_bytes() == before
    monkeypatch.undo()
    (tmp_path / "up.git").rename(tmp_path / "away.git")
    monkeypatch.chdir(student)
    assert update.main() == 1
    said = capsys.readouterr().err
    assert said.startswith("The place where the course comes from cannot be reached. git says: ") and said.endswith(
        "Nothing was changed.\n"
    )
    assert (student / LESSON).read_bytes() == before


def test_a_clone_with_own_commits_and_a_folder_without_git_are_left_alone(rooms, tmp_path):
    author, student = rooms
    change(author / LESSON, 1, source="print('new')")
    publish(author)
    change(student / LESSON, 2, source="my_own = 1")
    git(student, "commit", "-qam", "mine")
    with pytest.raises(update.NoUpdate, match="git pull --rebase"):
        update.update(student)
    (tmp_path / "plain").mkdir()
    with pytest.raises(update.NoUpdate, match="no clone of the course"):
        update.update(tmp_path / "plain")
