"""In a notebook, a file that is not found, an old pandas and a problem of ours are one sentence, without a traceback."""

import os
import subprocess
import sys

import pytest

from claimlab.student.first_aid import lost, outdated
from tests.places import ROOT

HERE = ROOT / "notebooks"


@pytest.mark.parametrize(
    ("filename", "here", "said"),
    [
        (
            "../data/trade/partner.csv",
            HERE,
            "There is no table ../data/trade/partner.csv. Did you mean ../data/trade/partners.csv?",
        ),
        (
            "../data/partners.csv",
            HERE,
            "There is no table ../data/partners.csv. Did you mean ../data/trade/partners.csv?",
        ),
        ("../data/trade/zebra.csv", HERE, "There is no table ../data/trade/zebra.csv. That folder has "),
        ("../data/zebra.csv", HERE, "There is no table ../data/zebra.csv. data/README.md lists all tables."),
        (
            "data/trade/partners.csv",
            HERE,
            "data/trade/partners.csv was not found. The tables of the course begin with ../data/",
        ),
        (
            "../data/trade/partners.csv",
            HERE,
            "The table data/trade/partners.csv is missing. Bring it back with: git checkout -- data/trade/partners.csv",
        ),
        ("../data/trade/partners.csv", ROOT.parent, "this notebook runs in"),
        ("../data/trade/partners.csv", ROOT, "It must lie in notebooks/, exercises/ or my_work/ of the course folder"),
        ("my_own_notes.txt", HERE, ""),
    ],
)
def test_a_file_that_is_not_found(filename, here, said):
    sentence = lost(filename, here)
    assert said in sentence and bool(said) == bool(sentence) and "\n" not in sentence


def test_an_old_pandas_is_told_and_a_newer_one_is_not():
    assert outdated("1.5.3").endswith("runs with pandas 1.5.3: some cells will fail. Run: claimlab doctor")
    assert outdated("3.0.1") == outdated("4.0.0") == ""


def test_a_notebook_shows_the_sentence_and_no_traceback(tmp_path):
    cells = [
        "import pandas as pd; import claimlab",
        "x = 1\npd.read_csv('../data/trade/partner.csv')",
        "claimlab.verdict('C29', measured=3)",
        "claimlab.claim('C99')",
        "claimlab.data_card('trad')",
        "open('notes.txt')",
    ]
    program = (
        "from IPython.core.interactiveshell import InteractiveShell\nshell = InteractiveShell.instance()\n"
        f"for code in {cells!r}:\n    shell.run_cell(code)\n    print('====')"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program],
        cwd=HERE,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "IPYTHONDIR": str(tmp_path)},
    ).stdout
    quiet, table, number, claim, card, other, _ = [part.strip() for part in shown.split("====")]
    assert quiet == ""
    assert (
        table
        == "FileNotFoundError in line 2 of this cell: There is no table ../data/trade/partner.csv. Did you mean ../data/trade/partners.csv?"
    )
    assert number.startswith("C29: this cell brings 3, but the data give") and claim.startswith(
        "There is no claim C99."
    )
    assert card.startswith("The passport knows no table 'trad'.") and not any(
        "\n" in told for told in (table, number, claim, card)
    )
    assert "Traceback" in other  # a file of the student's own: Python's words are all there is
