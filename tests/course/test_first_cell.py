"""The first cell of every notebook says what to do where the course is not installed (Colab, an editor's own Python)."""

import re
import subprocess
import sys

import pytest

from claimlab.workshop import reader
from tests.places import ROOT

SOURCES = sorted(
    path for path in (ROOT / "course").glob("*/*.md") if "from claimlab import" in path.read_text(encoding="utf-8")
)


def first_cell(path):
    return next(
        cell.source
        for cell in reader.read(path).cells
        if cell.cell_type == "code" and re.search(r"^(?:from|import) (?:claimlab|course)\b", cell.source, re.M)
    )


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_course_is_imported_first_below_a_line_that_tells_what_to_do(path):
    lines = first_cell(path).splitlines()
    imports = [number for number, line in enumerate(lines) if re.match(r"(?:from|import) ", line)]
    assert lines[imports[0]].startswith(("from claimlab import", "from course."))
    assert re.match(r"# ModuleNotFoundError\? .*: python3 -m uv run jupyter lab$", lines[imports[0] - 1])


def test_the_error_of_another_python_shows_that_line(tmp_path):
    program = (
        "import sys; sys.modules['claimlab'] = None\n"
        "from IPython.core.interactiveshell import InteractiveShell\n"
        f"InteractiveShell.instance().run_cell({first_cell(SOURCES[0])!r})"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert "ModuleNotFoundError" in plain and "This is another Python." in plain
