"""The command line in every terminal: with few signs, with a reader that goes away, outside a course."""

import inspect
import os
import subprocess
import sys
from importlib import import_module

import pytest

from claimlab.cli import COMMANDS, main
from claimlab.handin.driver import CELL_LIMIT, PAPER_LIMIT


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_takes_what_its_help_names(name, capsys):
    module, what, *arguments = COMMANDS[name]
    takes = inspect.signature(import_module(f"claimlab.{module}").main).parameters
    given = {how.get("dest") or names[0].lstrip("-").replace("-", "_"): (names, how) for names, how in arguments}
    assert set(given) == set(takes)
    for one, (names, how) in given.items():
        left_out = names[0].startswith("-") and "default" in how
        assert not left_out or takes[one].default is not inspect.Parameter.empty, f"{one} may be left out"
    with pytest.raises(SystemExit, match="0"):
        main([name, "--help"])
    said = capsys.readouterr().out
    assert said.startswith(f"usage: claimlab {name}") and what[1:] in " ".join(said.split())


def test_the_help_of_mark_names_its_limits(capsys):
    with pytest.raises(SystemExit, match="0"):
        main(["mark", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert f"seconds a cell may take ({CELL_LIMIT})" in said and f"seconds a paper may take ({PAPER_LIMIT})" in said


def run(*arguments, folder, **environment):
    # The same program as the command `claimlab`.
    program = "import sys; from claimlab.cli import main; sys.exit(main())"
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("encoding", ["latin-1", "cp949"])
@pytest.mark.parametrize("arguments", [("data",), ("start", "--help")])
def test_a_terminal_with_few_signs_gets_all_words(home, encoding, arguments):
    done = run(*arguments, folder=home, PYTHONIOENCODING=encoding)
    out, errors = done.communicate(timeout=60)
    plain = run(*arguments, folder=home, PYTHONIOENCODING="utf-8")
    expected, _ = plain.communicate(timeout=60)
    assert done.returncode == plain.returncode and b"Traceback" not in errors
    assert out.count(b"\n") == expected.count(b"\n")


def test_a_reader_that_goes_away_changes_neither_words_nor_exit_code(home):
    (home / "data" / "claims.csv").write_text("a\n" * 3000, encoding="utf-8")  # many lines of problems
    full = run("data", folder=home)
    out, _ = full.communicate(timeout=60)
    assert full.returncode == 1 and len(out) > 1000
    cut = run("data", folder=home)
    cut.stdout.close()
    errors = cut.stderr.read()
    assert cut.wait(60) == 1 and errors == b""


def test_outside_a_course_one_sentence(tmp_path):
    done = run("doctor", folder=tmp_path)
    out, errors = done.communicate(timeout=60)
    assert (
        done.returncode == 1
        and errors.decode().startswith("No course lies in ")
        and errors.count(b"\n") == 1
        and not out
    )
