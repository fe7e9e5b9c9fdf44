"""The recipes of CONTRIBUTING.md, followed word for word on the small course; each must end green."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.places import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^### (A .+?)\n(.*?)(?=^### A |\Z)", TEXT, re.M | re.S))
BLOCK = re.compile(r"<!-- (append|write): (\S+) -->\n(`{3,})[^\n]*\n(.*?)\n\3\n", re.S)
RUN = re.compile(r"```console\n(.*?)```", re.S)


def run(line, folder):
    command, *rest = line.split()
    program = {"pytest": ["-m", "pytest", "-q", "-p", "no:cacheprovider"], "claimlab": ["-m", "claimlab.cli"]}[command]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "CLAIMLAB_"))}
    done = subprocess.run(
        [sys.executable, *program, *rest], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, f"{line}\n{done.stdout[-3000:]}\n{done.stderr[-2000:]}"


def write(recipe, folder):
    for how, place, text in ((how, place, text) for how, place, _, text in BLOCK.findall(recipe)):
        path = Path(folder) / place
        path.parent.mkdir(exist_ok=True)
        before = path.read_text(encoding="utf-8") if how == "append" else ""
        apart = "" if place.endswith(".csv") or not before else "\n\n"
        path.write_text(
            before.rstrip("\n") + ("\n" if before else "") + apart + text + "\n", encoding="utf-8", newline="\n"
        )


def test_the_recipes_are_found():
    assert list(RECIPES) == ["A claim", "A task", "A lesson"]
    assert [len(BLOCK.findall(text)) for text in RECIPES.values()] == [4, 2, 2]
    assert all(RUN.search(text)[1].splitlines()[-1] == "pytest" for text in RECIPES.values())


def test_a_new_course_builds_and_passes_its_tests_at_once(tmp_path):
    run(f"claimlab new {tmp_path / 'mine'}", tmp_path)
    for line in ("claimlab data --seal", "claimlab build", "pytest"):
        run(line, tmp_path / "mine")


def test_the_recipes_end_green(home):
    """One after the other on one course, each with its commands; pytest comes once, when all three are followed."""
    for recipe in RECIPES.values():
        write(recipe, home)
        for line in RUN.search(recipe)[1].splitlines()[:-1]:
            run(line, home)
    run("pytest", home)
