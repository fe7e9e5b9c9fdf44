"""Hand-ins in six layouts, with hostile and careless files among them, become one folder a student."""

import csv
import io
import os
import stat
import zipfile
from datetime import datetime

import pytest

from claimlab.cli import main
from claimlab.handin.collect import CannotCollect, collect


@pytest.fixture
def paper(home):
    return (home / "exercises" / "00_harvest_tasks.ipynb").read_bytes()


def lay(top, files):
    for number, (name, content) in enumerate(files.items()):
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        os.utime(path, (1_700_000_000 + 60 * number,) * 2)
    return top


def packed(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, (2026, 3, 1, 12, 0, 0))
            archive.writestr(info, content)
    return out.getvalue()


def layouts(paper):
    return {
        "flat": {"00_harvest_mine_anna.ipynb": paper, "Ольга Ли 00_harvest_mine.ipynb": paper, "bob [2].ipynb": paper},
        "folders": {"anna/work.ipynb": paper, "Ольга Ли/00_harvest.ipynb": paper, "bob [2]/x.ipynb": paper},
        "moodle": {
            "anna_11_assignsubmission_file_/01.ipynb": paper,
            "Ольга Ли_12_assignsubmission_file/z.ipynb": paper,
            "bob [2]_13_assignsubmission_file_00_harvest.ipynb": paper,
        },
        "canvas": {
            "anna_LATE_11_901_00_harvest.ipynb": paper,
            "Ольга Ли_12_902_paper-1.ipynb": paper,
            "bob [2]_13_903_x.ipynb": paper,
        },
        "zips inside": {
            "anna_11_assignsubmission_file_/all.zip": packed({"my/paper.ipynb": paper}),
            "Ольга Ли_12_assignsubmission_file_/p.ipynb": paper,
            "bob [2]_13_assignsubmission_file_/b.zip": packed({"b.zip/inner.zip": packed({"q.ipynb": paper})}),
        },
        "classroom": {
            f"lab-{name}/{place}": paper
            for name in ("anna", "Ольга Ли", "bob [2]")
            for place in (
                "exercises/00_harvest_tasks.ipynb",
                "my_work/00_harvest_mine.ipynb",
                "solutions/00_harvest.ipynb",
                ".git/x.ipynb",
            )
        },
    }


@pytest.mark.parametrize("name", ["flat", "folders", "moodle", "canvas", "zips inside", "classroom"])
@pytest.mark.parametrize("zipped", [False, True])
def test_six_layouts_as_folder_and_as_zip(name, zipped, paper, tmp_path):
    files = layouts(paper)[name]
    source = tmp_path / "download"
    if zipped:
        source = tmp_path / "download.zip"
        source.write_bytes(packed({f"download/{path}": content for path, content in files.items()}))
    else:
        lay(source, files)
    rows = collect(source, tmp_path / "collected")
    assert sorted(
        path.relative_to(tmp_path / "collected").as_posix() for path in (tmp_path / "collected").rglob("*.ipynb")
    ) == ["anna/00_harvest.ipynb", "bob [2]/00_harvest.ipynb", "Ольга Ли/00_harvest.ipynb"]
    assert [row["set"] for row in rows] == ["00_harvest"] * 3
    with open(tmp_path / "collected" / "collected.csv", encoding="utf-8-sig", newline="") as file:
        assert [row["student"] for row in csv.DictReader(file)] == ["anna", "bob [2]", "Ольга Ли"]


def test_the_newest_attempt_wins_and_is_told(paper, tmp_path):
    newer = paper.replace(b"...", b"5  # second try", 1)
    source = lay(
        tmp_path / "in", {"anna/00_harvest.ipynb": paper, "anna/00_harvest (2).ipynb": newer, "bob/x.ipynb": paper}
    )
    rows = collect(source, tmp_path / "out")
    assert (tmp_path / "out" / "anna" / "00_harvest.ipynb").read_bytes() == newer
    assert rows[0]["attempts"] == 2 and rows[0]["note"] == "newest of 2: 00_harvest (2).ipynb"
    assert datetime.fromisoformat(rows[0]["handed_in"])


def test_ways_out_links_bombs_and_what_is_no_notebook_are_refused_in_words(paper, tmp_path):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/big.ipynb", b" " * 30_000_000)
        archive.writestr("a/../../escape.ipynb", paper)
        archive.writestr("/etc/absolute.ipynb", paper)
        archive.writestr("C:/windows.ipynb", paper)
        link = zipfile.ZipInfo("b/link.ipynb")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("c/essay.docx", b"x")
        archive.writestr("c/notes.ipynb", b'{"cells": []}')
        archive.writestr("d/broken.ipynb", b"{")
        archive.writestr("e\x1b[2J\n10 of 10 done/paper.ipynb", paper)
        archive.writestr("con/paper.ipynb", paper)
    source = tmp_path / "in.zip"
    source.write_bytes(bomb.getvalue())
    rows = collect(source, tmp_path / "out")
    notes = " | ".join(row["note"] for row in rows)
    for said in (
        "packed suspiciously tight",
        "a link, left out",
        "no notebook",
        "no tasks of this course",
        "broken.ipynb cannot be read",
    ):
        assert said in notes, said
    assert notes.count("leads out of the zip") == 3
    assert sorted(path.name for path in tmp_path.rglob("*.ipynb")) == ["00_harvest.ipynb"] * 2
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"collected.csv", "e 10 of 10 done", "student con"}
    assert not (tmp_path / "escape.ipynb").exists() and not (tmp_path.parent / "escape.ipynb").exists()


def test_links_in_a_folder_are_not_followed(paper, tmp_path):
    source = lay(tmp_path / "in", {"anna/paper.ipynb": paper})
    (source / "bob").mkdir()
    (source / "bob" / "paper.ipynb").symlink_to(source / "anna" / "paper.ipynb")
    (source / "all").symlink_to(tmp_path)
    rows = collect(source, tmp_path / "out")
    assert [row["note"] for row in rows] == ["a link, left out", "", "a link, left out"]


def test_nothing_is_written_over_and_a_bad_source_is_told(paper, tmp_path, capsys):
    source = lay(tmp_path / "in", {"anna/paper.ipynb": paper})
    lay(tmp_path / "out", {"mine.txt": b"kept"})
    with pytest.raises(CannotCollect, match="not empty"):
        collect(source, tmp_path / "out")
    with pytest.raises(CannotCollect, match="inside the source"):
        collect(source, source / "new")
    (tmp_path / "bad.zip").write_bytes(b"PK no")
    assert main(["collect", str(tmp_path / "bad.zip"), "--to", str(tmp_path / "x")]) == 1
    assert "neither a folder nor a zip" in capsys.readouterr().err
    assert main(["collect", str(source), "--to", str(tmp_path / "y")]) == 0
    assert "1 papers of 1 students" in capsys.readouterr().out


def test_the_only_zip_of_all_own_work_keeps_its_students_name(paper, tmp_path):
    """What “Take my work with me” makes, renamed by its student: nothing else lies in the folder yet."""
    zipped = packed({"my_work/00_harvest_mine.ipynb": paper, "my_work/guesses.json": b"{}"})
    source = lay(tmp_path / "inbox", {"anna.zip": zipped})
    rows = collect(source, tmp_path / "class")
    assert {row["student"] for row in rows if row["set"]} == {"anna"}
