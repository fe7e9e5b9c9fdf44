"""Craft that a program can hold: one style, types that fit, hints on everything the engine offers."""

import ast
import subprocess
import sys

import pytest

from tests.places import ROOT


@pytest.mark.parametrize("command", ["ruff check .", "ruff format --check .", "mypy"])
def test_the_code_is_clean(command):
    done = subprocess.run([sys.executable, "-m", *command.split()], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}{done.stderr[-500:]}"


def bare(body):
    """Names of public functions and methods that lack a type hint."""
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from bare(node.body)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
            named = [one for one in every if one and one.arg not in ("self", "cls")]
            if node.returns is None or any(one.annotation is None for one in named):
                yield node.name


def test_public_functions_of_the_engine_have_type_hints():
    told = {}
    for path in sorted((ROOT / "claimlab").rglob("*.py")):
        if "blank" not in path.parts:
            found = list(bare(ast.parse(path.read_text(encoding="utf-8")).body))
            if found:
                told[path.relative_to(ROOT).as_posix()] = found
    assert told == {}
