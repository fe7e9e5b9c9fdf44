"""From a built notebook to a page: no kernel stands behind it, so what cannot work there is replaced or left out."""

import ast
import base64
import hashlib
import json
import re
from collections.abc import Callable
from html import escape
from pathlib import Path

from ...view import rest
from ..reader import PLACE_FOR_WORDS

WIDGETS = 'class="claimlab-rest"'
WIDGET = "application/vnd.jupyter.widget-view+json"
PICTURE = re.compile(r'src="data:image/(png|svg\+xml);base64,([^"]+)"')
DARK = re.compile(r"url\(data:image/(png);base64,([^)]+)\)")
IMAGE = re.compile(r"<img\b[^>]*>")
STYLE = re.compile(r"<style scoped>.*?</style>\s*", re.DOTALL)
FORMULA = re.compile(r"(?<!\\)\$([^$\n]+)\$")
SET = re.compile(r"(?<![\[\w])(set \d\d)\b")
NEEDED = re.compile(r"^\*\*About .*$", re.MULTILINE)
ASLEEP = re.compile(r"<p[^>]*>" + re.escape(rest.USE) + "</p>")
ROW = re.compile(r"<tr[^>]*>.*?</tr>", re.DOTALL)
CELL = re.compile(r"<(t[hd])>(.*?)</\1>", re.DOTALL)
NUMBER = re.compile(r"[-−+]?[\d,]*\.?\d+(e[-+]?\d+)?( ?%)?|NaN|inf|")
LONG = 28  # letters of a table's cell that may break into lines
LONG_LABEL = 18  # of a row's own label, which else would fill a phone
PERCENT = re.compile(r"`[^`]*`|(?<=\d) (?=%)")
WORDS = re.compile(re.escape(PLACE_FOR_WORDS).replace(r"\{\}", ".*"))  # a page has no place to write
TASK = re.compile(r"^## Task \d\d\.\d+", re.MULTILINE)


def predicted(source: str) -> dict | None:
    """The arguments of the first predict() in a cell: claim_id, question, options or low and high, unit; None without one."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "predict":
            names = ("claim_id", "question", "options", "low", "high", "unit")
            given = [*zip(names, node.args, strict=False), *((word.arg, word.value) for word in node.keywords)]
            try:
                return dict.fromkeys(names) | {name: ast.literal_eval(value) for name, value in given}
            except ValueError:
                return None
    return None


def awake(run: str) -> str:
    """The words beside what this page cannot do, with the way to where it works."""
    return f'It works where this lesson runs: <a href="{escape(run)}">open it in the browser</a>.'


def absent(source: str, text: str, run: str) -> str:
    """What a page shows in place of an output that tells a reader nothing without a kernel; "" for any other output."""
    if "claims_table(" in source:
        return '<p class="asleep">Here the table has a page of its own: <a href="../claims.html">All claims</a>.</p>'
    if re.search(r"^progress\(\)$", source, re.MULTILINE):
        return f'<p class="asleep">Here stands what you have solved so far. {awake(run)}</p>'
    if text.startswith("Empty DataFrame"):
        return f'<p class="asleep">This table fills as you work. {awake(run)}</p>'
    if re.match(r"\d\d\.\w+ not answered yet:", text):
        return f'<p class="asleep">A check looks at your answer. {awake(run)}</p>'
    return ""


def aligned(table: str) -> str:
    """A table of pandas: numbers to the right, words to the left, and long ones in lines. Each column looks at its cells."""
    rows = [[words for kind, words in CELL.findall(row) if kind == "td"] for row in ROW.findall(table)]
    rows = [row for row in rows if row]
    if not rows or len({len(row) for row in rows}) > 1:
        return table
    kinds = []
    for column in zip(*rows, strict=True):
        numbers = all(NUMBER.fullmatch(one.strip()) for one in column)
        kinds.append("number" if numbers else "long" if max(map(len, column)) > LONG else "word")

    def row(found: re.Match) -> str:
        cells = [kind for kind, _ in CELL.findall(found[0])]
        data = "td" in cells
        last = len(cells) - len(kinds)
        places = iter([None] * last + kinds if last >= 0 and "span=" not in found[0] else [None] * len(cells))

        def cell(one: re.Match) -> str:
            kind = next(places)
            look = f' class="{kind}"' if kind and (data == (one[1] == "td")) else ""
            if data and one[1] == "th" and len(one[2]) > LONG_LABEL:
                look = ' class="long"'
            return f"<{one[1]}{look}>{one[2]}</{one[1]}>"

        return CELL.sub(cell, found[0])

    return ROW.sub(row, table)


def unbroken(text: str) -> str:
    """The text with every number kept on one line with its per cent sign; code stays as it is."""
    return PERCENT.sub(lambda found: "\u00a0" if found[0] == " " else found[0], text)


class Pages:
    """Makes pages and collects the pictures in them: each is stored once, as a file of its own.

    pictures: the folder they go to. above: the way from a page to the folder that holds `pictures`.
    links: what a lesson may name without a link -> the page: a set of tasks ("set 02") or a lesson's number ("02").
    """

    def __init__(self, pictures: Path, above: str = "../", links: dict[str, str] | None = None):
        self.pictures, self.above, self.links = pictures, above, links or {}
        pictures.mkdir(parents=True, exist_ok=True)

    def lesson(self, path: Path, start: str, predictions: Callable[[dict], str], run: str) -> dict:
        """A lesson as a notebook for the book: code folded, outputs that need no kernel.

        start: HTML that goes below the title. predictions: makes HTML from the arguments of a call of predict().
        run: the address where the lesson runs.
        """
        book = json.loads(path.read_text(encoding="utf-8"))
        cells = []
        for cell in book["cells"]:
            if cell["cell_type"] == "code":
                cell["metadata"] = {"tags": ["hide-input"]}
                cell["outputs"] = [self._output(output, cell, predictions, run) for output in cell["outputs"]]
                cell["outputs"] = [output for output in cell["outputs"] if output]
            else:
                cell = self._text(cell)
            cells.append(cell)
        if any(
            WIDGETS in "".join(output.get("data", {}).get("text/html", ""))
            for cell in cells
            for output in cell.get("outputs", ())
        ):
            cells.append(self._engine())
        return self._book(cells, start)

    @staticmethod
    def _engine() -> dict:
        """A last cell that brings the widgets' drawing code, once for the page. A cell without a source would be left out."""
        shown = {"output_type": "display_data", "metadata": {}, "data": {"text/html": rest.engine(), "text/plain": ""}}
        cell = {"cell_type": "code", "id": "drawing-code", "execution_count": None, "source": "...", "outputs": [shown]}
        return {**cell, "metadata": {"tags": ["remove-input"]}}

    def exercises(self, path: Path, start: str) -> dict:
        """An exercise set to think about: the tasks and what leads to them, without places for an answer."""
        book = json.loads(path.read_text(encoding="utf-8"))
        cells, waiting = [], False
        for cell in book["cells"]:
            if WORDS.match("".join(cell["source"])):
                continue
            if cell["cell_type"] != "code":
                waiting = bool(TASK.search("".join(cell["source"]))) or waiting
                cells.append(self._text(cell))
            elif "check(" in "".join(cell["source"]) or waiting:
                waiting = waiting and "check(" not in "".join(cell["source"])  # the answer's cell, then its check
            else:
                cells.append({**cell, "metadata": {"tags": ["hide-input"]}, "outputs": []})
        return self._book(cells, start)

    def _book(self, cells: list[dict], start: str) -> dict:
        """The cells as a notebook, with `start` below the first title."""
        first = "".join(cells[0]["source"])
        title, _, rest = first.partition("\n")
        cells[0]["source"] = f"{title}\n\n{start}\n\n{rest.lstrip()}"
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
        return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}

    def _text(self, cell: dict) -> dict:
        """A cell of text; formulas become MathML, which browsers draw without a library from elsewhere."""
        from docutils.utils.math.latex2mathml import tex2mathml

        text = FORMULA.sub(lambda found: tex2mathml(found[1], as_block=False), "".join(cell["source"]))
        text = NEEDED.sub(self._needed, SET.sub(self._linked, text))
        return {**cell, "metadata": {}, "source": unbroken(text)}

    def _linked(self, found: re.Match) -> str:
        """The name of a set of tasks, with a link to its page when there is one."""
        return f"[{found[1]}]({self.links[found[1]]})" if found[1] in self.links else found[0]

    def _needed(self, found: re.Match) -> str:
        """The line that says which lessons are needed first: their numbers become links."""
        minutes, _, needed = found[0].partition(" · ")
        first, mark, sets = needed.partition(" · ")
        number = re.compile(r"\[[^\]]*\]\([^)]*\)|\b\d\d\b")  # what is a link already stays one
        first = number.sub(lambda one: f"[{one[0]}]({self.links[one[0]]})" if one[0] in self.links else one[0], first)
        return f"{minutes} · {first}{mark}{sets}" if needed else found[0]

    def _output(self, output: dict, cell: dict, predictions: Callable[[dict], str], run: str) -> dict | None:
        """One output without what needs a kernel; None when nothing is left of it."""
        if "data" not in output:
            return output if output["output_type"] == "error" or output.get("name") == "stdout" else None
        data = {kind: "".join(text) if isinstance(text, list) else text for kind, text in output["data"].items()}
        alive = data.pop(WIDGET, None)
        text = data.get("text/plain", "")
        source = "".join(cell["source"])
        asked = predicted(source) if text.startswith("[widget]") else None
        if asked:
            data["text/html"] = predictions(asked)
        elif said := absent(source, text, run):
            data["text/html"] = said
        elif alive and "text/html" not in data:
            return None
        if "text/html" in data:
            shown = ASLEEP.sub(f'<p class="asleep">{awake(run)}</p>', data["text/html"])
            data = {"text/html": self.html(shown), "text/plain": text}
        return {**output, "metadata": {}, "data": data}

    def html(self, text: str) -> str:
        """HTML of an output: pictures as files, tables in a box of their own that can be scrolled with the keyboard."""
        if WIDGETS in text:
            return rest.bare(text)
        text = unbroken(PICTURE.sub(self._picture, STYLE.sub("", text)))
        text = DARK.sub(lambda found: f"url({self._file(found)})", text)
        if 'class="dataframe"' in text:
            text = aligned(re.sub(r'<table border="1" class="dataframe">', '<table class="dataframe">', text))
            return f'<div class="wide" role="region" aria-label="Table" tabindex="0">{text}</div>'
        # Only the picture gets a box that moves: the words of its frame wrap.
        return IMAGE.sub(self._box, text)

    @staticmethod
    def _box(found: re.Match) -> str:
        """A picture in its box. On a phone it keeps 0.54 of its width: so its smallest letters (12 points) are 9 pixels high."""
        own = re.search(r'width="(\d+)"', found[0])
        least = f' style="--least: {0.541 * int(own[1]):.0f}px"' if own else ""
        return f'<div class="wide picture" role="region" aria-label="Picture" tabindex="0"{least}>{found[0]}</div>'

    def _picture(self, found: re.Match) -> str:
        return f'loading="lazy" src="{escape(self._file(found))}"'

    def _file(self, found: re.Match) -> str:
        """Store a picture once, and return the way to it."""
        kind = {"png": "png", "svg+xml": "svg"}[found[1]]
        data = base64.b64decode(found[2])
        name = f"{hashlib.sha256(data).hexdigest()[:16]}.{kind}"
        file = self.pictures / name
        if not file.exists():
            file.write_bytes(data)
        return f"{self.above}{self.pictures.name}/{name}"
