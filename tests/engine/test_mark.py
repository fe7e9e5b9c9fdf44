"""`claimlab mark`: marks, a summary, pages to give back; a stopped run goes on; nothing of a student's draws in a page."""

import csv
import json
import re
from dataclasses import replace

import pytest

from claimlab.cli import main
from claimlab.handin import mark
from claimlab.handin.driver import Line, Result
from claimlab.handin.mark import Sheet, equal_papers
from claimlab.handin.platform import BadRoster, fill
from claimlab.handin.spreadsheet import cell

WRONG = "harvest_2022 = apples[(apples['year'] == 2022) & (apples['orchard'] == 'north')]['harvest_t'].sum()"


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def class_(home, monkeypatch):
    """Four students: one done, two with the same mistake in the same code, one with a broken file; one writes HTML."""
    monkeypatch.chdir(home)
    solved = (home / "solutions" / "00_harvest.ipynb").read_text(encoding="utf-8")
    stub = json.loads((home / "exercises" / "00_harvest_tasks.ipynb").read_text(encoding="utf-8"))
    for one in stub["cells"]:
        if "harvest_2022 = ..." in one["source"]:
            one["source"] = WRONG + "\nextra = 'a long own line that makes both papers equal'" * 4
    folder = home / "class"
    names = {
        "Anna Li_11": solved,
        "bob_12": json.dumps(stub),
        "carl_13": json.dumps(stub),
        "=<script>alert(1)</script>_14": "{",
    }
    for name, text in names.items():
        where = folder / f"{name.replace('/', '')}_assignsubmission_file_"
        where.mkdir(parents=True)
        (where / "00_harvest.ipynb").write_text(text, encoding="utf-8")
    return folder


def test_a_class_is_marked_and_marked_again_only_where_it_changed(class_, capsys):
    assert main(["mark", "class"]) == 0
    out, made = capsys.readouterr().out, class_.with_name("class_marks")
    assert len(re.findall(r"^\[\d/4\] ", out, re.M)) == 4 and "3 papers marked in" in out and "Read first:" in out
    marks = rows(made / "marks.csv")
    assert len(marks) == 6 and {(one["student"], one["id"]) for one in marks} == {
        ("Anna Li", "11"),
        ("bob", "12"),
        ("carl", "13"),
    }
    wrong = next(one for one in marks if one["student"] == "bob" and one["task"] == "00.1")
    assert (wrong["state"], wrong["mistake"], wrong["points"]) == ("not yet", "north only", "0.0")
    totals = {one["student"]: one for one in rows(made / "totals.csv")}
    assert totals["Anna Li"]["points"] == "2.0" and totals["carl"]["done"] == "0"
    assert next(name for name in totals if "script" in name).startswith("'=") and "cannot be read" in out
    page = (made / "summary.html").read_text(encoding="utf-8")
    assert "<script" not in page and "&lt;script&gt;" in page and "http" not in page.replace("http-equiv", "")
    assert "north only" in page and "This is one orchard." in page and "bob, carl" in page
    assert len(list((made / "feedback").glob("*.html"))) == 4
    assert "This is one orchard. Which other one is missing?" in (made / "feedback" / "bob_12.html").read_text(
        encoding="utf-8"
    )
    assert rows(made / "moodle_00_harvest.csv")[0]["Identifier"] == "Participant 11"
    assert rows(made / "canvas.csv")[0] == {
        "Student": "Points Possible",
        "ID": "",
        "SIS User ID": "",
        "SIS Login ID": "",
        "Section": "",
        "00_harvest": "2",
    }

    with open(made / "results.jsonl", "a", encoding="utf-8") as file:
        file.write('{"file": "cut in the mid')  # a run that was stopped
    changed = next(class_.glob("carl*")) / "00_harvest.ipynb"
    changed.write_text((next(class_.glob("Anna*")) / "00_harvest.ipynb").read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["mark", "class"]) == 0
    out = capsys.readouterr().out
    assert "3 papers were marked before" in out and "[1/1] carl  00_harvest  2 of 2" in out


def sheets():
    lines = [Line("00.1", "a", "done", points=1.0), Line("00.2", "b", "not yet", "Why?", "x", 0.0)]
    return [
        Sheet("Anna Li", "11", "f", Result(None, "00_harvest", lines)),
        Sheet("bob", "", "g", Result(None, "00_harvest", lines)),
    ]


def test_a_sheet_from_moodle_and_one_from_canvas_are_filled(tmp_path):
    moodle = tmp_path / "grades.csv"
    moodle.write_text(
        "Identifier,Full name,Status,Grade,Maximum Grade,Feedback comments\nParticipant 11,Other Name,Submitted,,10.00,\nParticipant 99,Nobody,,,10.00,\n"
    )
    assert fill(moodle, "", sheets(), tmp_path) == ["bob (00_harvest) is not in grades.csv."]
    made = rows(tmp_path / "filled_grades.csv")
    assert (made[0]["Grade"], made[0]["Status"], made[1]["Grade"]) == ("5", "Submitted", "")
    assert made[0]["Feedback comments"] == "00.1 done\n00.2 not yet: Why?"
    canvas = tmp_path / "canvas.csv"
    canvas.write_text(
        'Student,ID,SIS Login ID,Section,"Set 00 harvest (77)"\n    Points Possible,,,,4\n"Li, Anna",5,x,1,\n"Bob",6,y,1,\n'
    )
    assert fill(canvas, "", sheets(), tmp_path) == []
    assert [one["Set 00 harvest (77)"] for one in rows(tmp_path / "filled_canvas.csv")] == ["4", "2", "2"]
    canvas.write_text("Student,ID\na,1\n")
    with pytest.raises(BadRoster, match="--column NAME=00_harvest"):
        fill(canvas, "", sheets(), tmp_path)


def test_of_two_sets_the_teacher_says_which_goes_into_the_column(tmp_path):
    roster, both = tmp_path / "grades.csv", sheets()
    roster.write_text("Identifier,Full name,Grade,Maximum Grade\nParticipant 11,Anna Li,,10.00\n")
    other = replace(both[0], result=replace(both[0].result, set_name="01_pears"))
    with pytest.raises(BadRoster, match="--column Grade=00_harvest"):
        fill(roster, "", [*both, other], tmp_path)
    with pytest.raises(BadRoster, match="No set 02_plums was marked. Marked were: 00_harvest, 01_pears"):
        fill(roster, "Grade=02_plums", [*both, other], tmp_path)
    fill(roster, "Grade=00_harvest", [*both, other], tmp_path)
    assert rows(tmp_path / "filled_grades.csv")[0]["Grade"] == "5"


def test_what_cannot_be_read_stands_in_the_summary(class_, capsys):
    from claimlab.handin.pages import day

    (class_ / "collected.csv").write_text(
        "student,id,set,file,handed_in,attempts,note\nZoe <b>,9,,Zoe/report.pdf,,,no notebook\n", encoding="utf-8"
    )
    assert main(["mark", "class"]) == 0
    assert "! Zoe <b>: no notebook" in capsys.readouterr().out
    page = class_.with_name("class_marks").joinpath("summary.html").read_text(encoding="utf-8")
    assert "Not marked" in page and "<li>Zoe &lt;b&gt;: no notebook</li>" in page
    assert day("2026-03-02T10:07:00Z") == "2 March 2026, 10:07 UTC" and day("") == ""


def test_a_folder_without_papers_is_told(home, monkeypatch, capsys):
    monkeypatch.chdir(home)
    assert main(["mark", "nowhere"]) == 1 and main(["mark", "data"]) == 1
    assert "There is no folder nowhere" in (said := capsys.readouterr().err) and "There is no notebook in" in said


def test_what_a_spreadsheet_would_run_stays_text_and_equal_papers_need_two_students():
    assert [cell(value) for value in ("=1+1", "@x", "-2.5", "-x", "word", 3)] == [
        "'=1+1",
        "'@x",
        "-2.5",
        "'-x",
        "word",
        "3",
    ]
    same = sheets()
    for one in same:
        one.code = "x" * 300
    assert [len(group) for group in equal_papers(same)] == [2]
    same[1].student, same[1].id = same[0].student, same[0].id
    assert equal_papers(same) == []


def test_words_that_students_write_are_collected(home, monkeypatch):
    from types import SimpleNamespace

    asked = [
        ("w", "**My two sentences** (double-click here and write): …\n\nBefore you go on: think."),
        ("t", "## Task"),
        ("e", "## In these exercises you have …"),
    ]
    given = [
        ("w", "**My two sentences** (double-click here and write): 27 is 2022.\n\nBefore you go on: think."),
        ("t", "## Task, changed"),
        ("e", "## In these exercises you have …"),
    ]
    found = mark.written(SimpleNamespace(texts=given), SimpleNamespace(texts=asked))
    assert found == [["My two sentences", "27 is 2022."]]
