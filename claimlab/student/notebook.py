"""The notebook that is running now, as it was last saved: which cell makes a name?"""

import ast
import json
import os
import re
from pathlib import Path
from typing import NamedTuple


class Cell(NamedTuple):
    """A code cell: its text, the heading above it, and how many code cells stand under that heading."""

    source: str
    heading: str
    alone: bool

    def place(self, name: str) -> str:
        """Where the cell stands that makes a name, in words: 'the cell under "Set up"', with the line if there are more."""
        lines = [line.strip() for line in self.source.splitlines()]
        makes = re.compile(rf"\b{name}\b[^=]*(?<![=!<>])=(?!=)|(?:def|class) {name}\b|import .*\b{name}\b")
        line = next((line for line in lines if makes.search(line)), "")
        shown = f" ({line if len(line) <= 30 else line[:29] + '…'})" if line else ""
        return f'the cell under "{self.heading}"{"" if self.alone else shown}' if self.heading else f"the cell{shown}"


def path(names: dict | None = None) -> Path | None:
    """The file of the running notebook, or None where nobody tells it. names: the notebook's own names."""
    told = (names or {}).get("__vsc_ipynb_file__") or os.environ.get("JPY_SESSION_NAME", "")
    found = Path(told) if told else None
    return found if found and found.suffix == ".ipynb" and found.is_file() else None


def cells(file: Path | None) -> list[Cell]:
    """The code cells of a saved notebook, in order; none when it cannot be read."""
    try:
        book = json.loads(file.read_text(encoding="utf-8-sig"))["cells"] if file else []
        found, heading = [], ""
        for cell in book:
            source = "".join(cell["source"])
            if cell["cell_type"] == "markdown":
                titles = re.findall(r"^#+ +(.+?)\s*$", source, re.M)
                heading = titles[-1].replace("*", "").replace("`", "") if titles else heading
            elif cell["cell_type"] == "code" and source.strip():
                found.append((source, heading))
    except (OSError, ValueError, KeyError, TypeError):
        return []
    under = [heading for _, heading in found]
    return [Cell(source, heading, under.count(heading) == 1) for source, heading in found]


def maker(name: str, now: str, every: list[Cell]) -> tuple[Cell | None, bool]:
    """The cell that gives a name its value, and whether it stands above the running cell (whose text is `now`).

    The nearest one above counts, else the first one below.
    """
    here = next((place for place, cell in enumerate(every) if cell.source.strip() == now.strip()), len(every))
    makers = [place for place, cell in enumerate(every) if place != here and name in made(cell.source)]
    above = [place for place in makers if place < here]
    if above:
        return every[above[-1]], True
    return (every[makers[0]], False) if makers else (None, False)


def made(source: str) -> set[str]:
    """The names that a cell gives a value: by =, def, class, import, for or with, at its outer level."""
    try:
        tree = ast.parse(
            "\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in source.splitlines())
        )
    except (SyntaxError, ValueError):
        return set(re.findall(r"^(\w+) *=(?!=)", source, re.M))
    found: set[str] = set()

    def look(node):
        for one in ast.iter_child_nodes(node):
            if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                found.add(one.name)
                continue
            if isinstance(one, (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
                continue
            if isinstance(one, ast.alias):
                found.add((one.asname or one.name).split(".")[0])
            if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store):
                found.add(one.id)
            look(one)

    look(tree)
    return found
