"""`claimlab build [NAME…] [--check] [--force]`: run the course files and write the notebooks.

Incremental: a notebook whose text, data and modules did not change is neither run nor rewritten.
"""

import copy
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from .. import course
from ..course import meant, root
from ..view.rest import at_rest
from . import inputs, reader
from .minutes import PLACE, minutes
from .reader import CourseProblem, for_folder, is_lesson, outputs, read, short, solved, sources, stem, stub

EXPRESSION = re.compile(r"\{\{(.+?)\}\}", re.S)
NOTEBOOK_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
TIMEOUT = 120  # seconds for one cell; a lesson as a whole takes a few


def main(names: list[str], check: bool = False, force: bool = False) -> int:
    """The command. Returns 0 when all is built (or in step), 1 when something drifted or failed."""
    chosen = choose(names)
    bad = 0
    for source in chosen:
        began = time.perf_counter()
        try:
            why = drift(source)
            if check:
                print(f"{short(source):<34} {why if why else 'in step'}")
                bad += bool(why)
                continue
            if not why and not force:
                print(f"{short(source):<34} unchanged")
                continue
            print(f"{short(source):<34} running …", end="", flush=True)
            written = build(source)
        except CourseProblem as problem:
            print(f"\n{problem}", file=sys.stderr)
            bad += 1
            continue
        new = ", ".join(short(path) for path in written) or "nothing to rewrite"
        spent = json.loads(outputs(source)[0].read_text(encoding="utf-8"))["metadata"]["claimlab"]["minutes"]
        print(f" {new} ({time.perf_counter() - began:.1f} s; a reader needs about {spent} minutes)")
    if check and bad:
        print("Mend it with: claimlab build")
    return 1 if bad else 0


def choose(names: list[str]) -> list[Path]:
    """The course files meant by names such as 'trade', '02' or '02_trade'."""
    every = sources()
    chosen = meant(names, list(dict.fromkeys(map(stem, every))), "course file")
    return [path for path in every if stem(path) in chosen]


def drift(source: Path) -> str:
    """'' when every notebook of a course file is in step with it, else one sentence that says what differs."""
    book = read(source)
    for path in outputs(source):
        if not path.exists():
            return f"{short(path)} is missing"
        try:
            built = json.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            return f"{short(path)} is not a readable notebook"
        cells = for_folder(book.cells, path.parent.name)
        wanted = [(cell.id, cell.cell_type) for cell in cells]
        have = [(cell.get("id"), cell["cell_type"]) for cell in built["cells"]]
        if wanted != have:
            return f"{short(path)}: cells were added, removed or moved"
        for cell, old in zip(cells, built["cells"]):
            if cell.cell_type == "code" and code(cell, path) != "".join(old["source"]):
                return f"{short(path)}: the code of cell {cell.id!r} differs (course line {cell.metadata['line']})"
        record = built["metadata"].get("claimlab", {}).get("inputs")
        if not record:
            return f"{short(path)}: it does not say what it was made from"
        if other := inputs.changed(record):
            more = f" and {len(other) - 1} more" if len(other) > 1 else ""
            return f"{short(path)}: {other[0]}{more} changed since it was run"
    return ""


def code(cell: Any, path: Path) -> str:
    """The code of a cell in one of the three folders: stub, solution or as it stands."""
    if "task" in cell.metadata and "### BEGIN" in cell.source:
        from ..checks.task import task

        waits = path.parent.name in ("exercises", "notebooks")  # a set, or a turn inside a lesson
        return stub(cell.source, task(cell.metadata["task"]).name) if waits else solved(cell.source)
    return cell.source


def build(source: Path) -> list[Path]:
    """Run one course file and write its notebooks. Returns the paths that were rewritten."""
    import nbformat

    book = read(source)
    written = []
    record: dict[str, str] = {}
    for path in outputs(source):
        made = copy.deepcopy(book)
        made.cells = for_folder(made.cells, path.parent.name)
        for cell in made.cells:
            if cell.cell_type == "code":
                cell.source = code(cell, path)
        opened = _fill(made, source, run_code=path.parent.name != "exercises")
        record = record or _record(source, opened, "\n".join(cell.source for cell in made.cells))
        page = made if is_lesson(source) else {"cells": for_folder(book.cells, "exercises")}
        spent = minutes(page, read_code=is_lesson(source))
        for cell in made.cells:
            if cell.cell_type == "markdown":
                cell.source = cell.source.replace(PLACE, str(spent))
        tidy(made, source, record)
        made.metadata["claimlab"]["minutes"] = spent
        text = nbformat.writes(made) + "\n"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(exist_ok=True)
            spare = path.with_suffix(".tmp")
            spare.write_text(text, encoding="utf-8")
            spare.replace(path)
            written.append(path)
    return written


def _record(source, opened, text):
    """What a notebook was made from: what its run used, and what this command itself read to write it."""
    here = [source, source.parent / "tasks.py", root() / course.MANIFEST, Path(reader.__file__), Path(__file__)]
    return inputs.used([*opened, *map(str, here)], outputs(source)[0].parent, text)


def _fill(book, source, run_code):
    """Run the cells in order; write the values of {{ … }} into the text between them. Returns what was opened."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    if not run_code and not any(EXPRESSION.search(cell.source) for cell in book.cells):
        return []
    folder = outputs(source)[0].parent
    folder.mkdir(exist_ok=True)
    client = NotebookClient(
        book, timeout=TIMEOUT, kernel_name="python3", record_timing=False, resources={"metadata": {"path": str(folder)}}
    )
    environment = {**os.environ, "CLAIMLAB_FRESH": "1", "CLAIMLAB_TABLES": "1", "PYTHONHASHSEED": "0"}
    with client.setup_kernel(env=environment, stderr=subprocess.DEVNULL):
        _ask(client, inputs.WATCH)
        for index, cell in enumerate(book.cells):
            where = f"{short(source)} line {cell.metadata['line']}"
            try:
                if cell.cell_type == "code" and run_code:
                    client.execute_cell(cell, index)
                    for output in cell.outputs:
                        if output.get("name") == "stderr":
                            raise CourseProblem(f"{where}: the cell prints a warning: {output['text'].strip()[:300]}")
                elif cell.cell_type == "markdown" and EXPRESSION.search(cell.source):
                    found = EXPRESSION.findall(cell.source)
                    text = _ask(client, "print('\\x1f'.join([" + ", ".join(_expression(one) for one in found) + "]))")
                    values = iter(text.rstrip("\n").split("\x1f"))
                    cell.source = EXPRESSION.sub(lambda _, values=values: next(values), cell.source)
            except CellExecutionError as problem:
                raise CourseProblem(f"{where}: the cell fails with {problem.ename}: {problem.evalue}") from None
            except (CellTimeoutError, DeadKernelError) as problem:
                raise CourseProblem(f"{where}: {str(problem).splitlines()[0]}") from None
        return _ask(client, inputs.REPORT).splitlines()


def _ask(client, code):
    """Run code that belongs to no cell; returns what it prints."""
    from nbformat.v4 import new_code_cell

    cells = client.nb.cells
    cells.append(new_code_cell(code))
    try:
        client.execute_cell(cells[-1], len(cells) - 1)
        return "".join(output["text"] for output in cells[-1].outputs if output.get("name") == "stdout")
    finally:
        cells.pop()


def _expression(text):
    """`growth | .1f` -> format(growth, '.1f'), with a true minus sign."""
    value, _, spec = text.rpartition("|") if re.search(r"\|\s*[,.+\d\w]*\s*$", text) else (text, "", "")
    return (
        f"format({value.strip()}, {spec.strip()!r}).replace('-', '\\u2212')"
        if spec.strip()
        else f"str({value.strip()})"
    )


def tidy(book: Any, source: Path, record: dict[str, str]) -> None:
    """Take out all that would differ between two runs: counters, timings, machine names, random model ids."""
    count = 0
    for cell in book.cells:
        keep = {
            key: cell.metadata[key]
            for key in ("tags", "slideshow", "lecture", "deletable", "editable", "jupyter")
            if key in cell.metadata
        }
        if found := [key for key in ("task", "model") if key in cell.metadata]:
            keep["claimlab"] = {key: cell.metadata[key] for key in found}
        cell.metadata = keep
        if cell.cell_type != "code":
            continue
        ran = cell.execution_count is not None
        count += ran
        cell.execution_count = count if ran else None
        for output in cell.outputs:
            output.get("metadata", {}).clear()
            if "execution_count" in output:
                output["execution_count"] = cell.execution_count
    book.metadata = {**NOTEBOOK_METADATA, "claimlab": {"set": stem(source), "source": short(source), "inputs": record}}
    at_rest(book)
    book.nbformat, book.nbformat_minor = 4, 5
