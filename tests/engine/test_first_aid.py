"""In a notebook, a file that is not found, an old pandas and a problem of ours are one sentence, without a traceback."""

import os
import re
import subprocess
import sys

import pytest

from claimlab.student.files import lost
from claimlab.student.first_aid import outdated


@pytest.mark.parametrize(
    ("filename", "room", "said"),
    [
        (
            "../data/harvest/apple.csv",
            "notebooks",
            "There is no table ../data/harvest/apple.csv. Did you mean ../data/harvest/apples.csv?",
        ),
        (
            "../data/apples.csv",
            "notebooks",
            "There is no table ../data/apples.csv. Did you mean ../data/harvest/apples.csv?",
        ),
        (
            "../data/harvest/zebra.csv",
            "notebooks",
            "There is no table ../data/harvest/zebra.csv. That folder has apples.csv",
        ),
        ("../data/zebra.csv", "notebooks", "There is no table ../data/zebra.csv. data/README.md lists all tables."),
        (
            "data/harvest/apples.csv",
            "notebooks",
            "data/harvest/apples.csv was not found. The tables of the course begin with ../data/",
        ),
        (
            "../data/harvest/apples.csv",
            "notebooks",
            "The table data/harvest/apples.csv is missing. Bring it back with: git checkout -- data/harvest/apples.csv",
        ),
        ("../data/harvest/apples.csv", "..", "this notebook runs in"),
        ("../data/harvest/apples.csv", "", "It must lie in notebooks/, exercises/ or my_work/ of the course folder"),
        ("my_own_notes.txt", "notebooks", ""),
    ],
)
def test_a_file_that_is_not_found(home, filename, room, said):
    sentence = lost(filename, home / room)
    assert said in sentence and bool(said) == bool(sentence) and "\n" not in sentence


def test_an_old_pandas_is_told_and_a_newer_one_is_not():
    assert outdated("1.5.3").endswith("runs with pandas 1.5.3: some cells will fail. Run: claimlab doctor")
    assert outdated("3.0.1") == outdated("4.0.0") == ""


@pytest.fixture
def run(home):
    """Run cells in a real kernel of the course folder: gives, cell by cell, what a notebook would show."""
    from jupyter_client.manager import KernelManager

    manager = KernelManager()
    environment = {name: value for name, value in os.environ.items() if name != "CLAIMLAB_FRESH"}
    manager.start_kernel(
        cwd=str(home / "notebooks"),
        env={**environment, "JPY_SESSION_NAME": str(home / "notebooks" / "00_harvest.ipynb")},
    )
    client = manager.blocking_client()
    client.start_channels()
    client.wait_for_ready(timeout=60)

    def cell(code):
        shown = []
        reply = client.execute_interactive(
            code, timeout=60, output_hook=lambda message: shown.append((message["msg_type"], message["content"]))
        )
        return reply["content"], [
            (kind, content) for kind, content in shown if kind in ("error", "display_data", "stream")
        ]

    yield cell
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def text(content):
    return re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(content["traceback"]))


def test_a_notebook_shows_sentence_line_and_the_full_message_folded(run):
    reply, shown = run('check("01.1", 3)')  # before anything was imported, as after a restart
    assert text(shown[0][1]).startswith("check is not known yet. Run ")
    reply, shown = run('t = {"a": 1}\nt["A"]')
    assert (reply["status"], reply["ename"], reply["evalue"]) == ("error", "KeyError", "'A'"), "no error may be hidden"
    assert [kind for kind, _ in shown] == ["error", "display_data"]
    assert text(shown[0][1]) == 't has no label "A". The nearest is "a".\nline 2  t["A"]\nKeyError: \'A\''
    fold = shown[1][1]["data"]
    assert (
        fold["text/html"].startswith('<details class="first-aid"><summary>Python\'s full message (')
        and "Traceback" in fold["text/html"]
    )
    assert "Traceback (most recent call last)" in fold["text/plain"] and "\x1b" not in fold["text/plain"]
    reply, shown = run("%tb")
    assert "Traceback" in str(shown), "the full message can be asked for again"
    assert run("1 + 1")[0]["status"] == "ok"


def test_what_the_course_itself_tells_stays_one_sentence(run):
    _, shown = run('import claimlab\nclaimlab.claim("C99")')
    assert [text(content) for _, content in shown] == ["There is no claim C99. The ledger goes from C01 to C02."]


def test_the_cell_that_makes_a_name_is_named_after_a_restart(run):
    _, shown = run("apples.head()")
    said = " ".join(text(shown[0][1]).split("line 1")[0].split())
    assert (
        said
        == 'apples is not known yet. Run the cell under "The data" (apples = pd.read_csv("../data…) first, then this one.'
    )


def test_letters_that_look_latin_and_packages_without_pip(run):
    _, shown = run('land = "Uri"\nland == "Uгi"')
    assert shown[0][1]["text"].startswith('Line 2: In the word "Uгi", letter 2 ("г") is Cyrillic')
    reply, shown = run("%pip install openpyxl_")
    assert reply["status"] == "ok" and "python3 -m uv pip install openpyxl_" in str(shown)


def test_a_first_aid_that_fails_leaves_python_its_own_words(run):
    run("import claimlab.student.explain as e\ne.explain = None")
    reply, shown = run('{}["a"]')
    assert reply["ename"] == "KeyError" and "Traceback" in text(shown[0][1])


def test_a_plain_terminal_gets_the_text_form(tmp_path, home):
    program = (
        "from IPython.core.interactiveshell import InteractiveShell\nshell = InteractiveShell.instance()\n"
        "for code in ('import claimlab', '{\"a\": 1}[\"A\"]', '%tb'):\n    shell.run_cell(code)\n    print('====')"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program],
        cwd=home / "notebooks",
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "IPYTHONDIR": str(tmp_path)},
    ).stdout
    _, said, full, _ = re.sub(r"\x1b\[[0-9;]*m", "", shown).split("====")
    assert said.strip().splitlines() == [
        'This dict has no label "A". The nearest is "a".',
        'line 1  {"a": 1}["A"]',
        "KeyError: 'A'",
        "Python's full message: type %tb",
    ]
    assert "Traceback" in full


def test_a_cell_without_an_error_pays_nothing():
    """The one thing that runs with every cell looks whether it is plain ASCII."""
    from time import perf_counter
    from types import SimpleNamespace

    from claimlab.student.first_aid import _look_alikes

    info = SimpleNamespace(raw_cell="x = 1\n" * 20)
    begin = perf_counter()
    for _ in range(1000):
        _look_alikes(info)
    assert perf_counter() - begin < 0.05, "more than 50 microseconds a cell"


def test_in_the_browser_the_sentence_comes_first_too(run):
    """JupyterLite shows an error below everything that the cell displays: there the sentence is displayed."""
    run('import claimlab.student.first_aid as aid\naid.where = lambda: "browser"')
    reply, shown = run('t = {"a": 1}\nt["A"]')
    assert [kind for kind, _ in shown] == ["display_data", "error"] and reply["ename"] == "KeyError"
    said = shown[0][1]["data"]
    assert said["text/html"].startswith("<p><b>t has no label &quot;A&quot;. The nearest is &quot;a&quot;.</b></p>")
    assert (
        said["text/html"].index("line 2  t[&quot;A&quot;]")
        < said["text/html"].index("<details")
        < said["text/html"].index("Traceback")
    )
    assert text(shown[1][1]) == "KeyError: 'A'"
