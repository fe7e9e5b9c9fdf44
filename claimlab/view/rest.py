"""Widgets at rest: what stands in a notebook's file, so that it can be read, and moved, without a kernel.

How a page without a kernel replays a widget
--------------------------------------------
The text/html output of a widget is this:

    <div class="claimlab-rest">
      <img alt=…>                                a still picture (SVG), for readers without scripts
      <div role="status">the sentence</div>
      <p>Run this cell …</p>
      <script type="application/json">…</script> spec, note, and either `table` (all scenes) or `state` (the last one)
    </div>
    <style>stage.css</style> <script type="module">stage.js, then wake()</script>

An exported page needs nothing more: the module finds every .claimlab-rest and replaces what is inside it by the live
stage. A site that wants the module once may take the <style> and <script type="module"> out (`bare`) and add
`engine()` at the end of its page. The page may set --page-ground and --page-ink for its own colours.

`table` is base64 of deflated JSON: {words, frames, marks, scenes}. A scene stands at the place that the numbers of the
chosen options give, the last control counting fastest. It is [sentence, number of the description's beginning, row, …];
a row is a list of [number of the frame, numbers of its marks…]. A setting without an answer is the number of its reason.
Only `claimlab build` stores tables (it sets CLAIMLAB_TABLES): to compute all scenes takes longer than to run a lesson.
"""

import base64
import itertools
import json
import os
import re
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import still
from .html import escape

if TYPE_CHECKING:
    from ipywidgets import VBox


HERE = Path(__file__).parent
VIEW, STATE = "application/vnd.jupyter.widget-view+json", "application/vnd.jupyter.widget-state+json"
RUN = "Run this cell to move it: click on it, then press Shift+Enter."
USE = "Run this cell to use it: click on it, then press Shift+Enter."
ENGINE = re.compile(r'<style>(?:(?!</style>).)*</style><script type="module">\n.*?</script>', re.S)
STORED = re.compile(r'(<script type="application/json">)(.*?)(</script>)', re.S)


@cache
def engine() -> str:
    """The drawing code as HTML: one <style> and one <script> for all widgets of a page."""
    css, js = (_close((HERE / name).read_text(encoding="utf-8")) for name in ("stage.css", "stage.js"))
    return f'<style>{css}</style><script type="module">\n{js}\nwake();\n</script>'


def _close(code):
    """Code without comments on lines of their own and without indentation: a third of it."""
    lines = (line.strip() for line in re.sub(r"/\*.*?\*/", "", code, flags=re.S).splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def bare(html: str) -> str:
    """The HTML of widgets without the drawing code, also that of an earlier edition."""
    return ENGINE.sub("", html)


def html(stage: Any) -> str:
    """A Stage as HTML, with all its scenes where a build asks for them."""
    if not os.environ.get("CLAIMLAB_TABLES"):
        return written(stage.spec(), stage.state())
    offline = stage.offline()
    return written(offline.spec(), offline.state(), table=packed(offline), fixed=offline.fixed)


def written(spec: dict, state: dict, table: str = "", fixed: Sequence[str] = (), scene: dict | None = None) -> str:
    """One widget as HTML. scene: the last picture, where the state is a reason and has none."""
    scene = state.get("scene", scene) or {}
    said = f"Not possible: {state['reason']}" if "reason" in state else scene["sentence"]
    note = {"run": RUN}
    if fixed:
        note["fixed"] = f"Without Python this stays as it is: {', '.join(fixed)}."
    stored = {
        "spec": spec,
        "note": note,
        **(
            {"table": table}
            if table
            else {"state": {"reason": state["reason"]} if "reason" in state else {}, "scene": scene}
        ),
    }
    intro = f"<b>{escape(spec['intro'])}</b><br>" if spec["intro"] else ""
    return (
        f'<div class="claimlab-rest" style="max-width:880px">{intro}{still.image(scene)}'
        f'<div role="status" class="claimlab-sentence" style="font-size:15px;line-height:1.45">{escape(said).replace(" %", "&nbsp;%")}</div>'
        f'<p class="claimlab-note" style="font-size:13px">{RUN}</p>'
        f'<script type="application/json">{_safe(stored)}</script></div>{engine()}'
    )


def _safe(value):
    """JSON that may stand inside a <script>."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def packed(stage: Any) -> str:
    """All scenes of a stage in one string; see above."""
    words: dict[str, int] = {}
    frames: dict[str, int] = {}
    marks: dict[str, int] = {}

    def number(pool, value):
        return pool.setdefault(json.dumps(value, ensure_ascii=False, separators=(",", ":")), len(pool))

    def fold(panel):
        frame = {name: value for name, value in panel.items() if name != "marks"}
        return [number(frames, frame), *(number(marks, mark) for mark in panel["marks"])]

    scenes = []
    for chosen in itertools.product(*(range(len(control.options)) for control in stage.controls.values())):
        state = stage.render(stage._values(chosen))
        if "reason" in state:
            scenes.append(number(words, state["reason"]))
            continue
        scene = state["scene"]
        sentence, alt = scene["sentence"], scene["alt"]
        if not alt.endswith(sentence):
            raise ValueError(f"The description of a widget's picture must end with its sentence: {alt!r}")
        rows = [[fold(panel) for panel in row] for row in scene["rows"]]
        scenes.append([sentence, number(words, alt.removesuffix(sentence)), *rows])
    pools = {
        name: [json.loads(value) for value in pool]
        for name, pool in (("words", words), ("frames", frames), ("marks", marks))
    }
    text = json.dumps({**pools, "scenes": scenes}, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def widget_box(children: list, name: str, still: Callable[[], str] | None = None, asks: int = 1) -> "VBox":
    """A column of ipywidgets that also leaves something to read where widgets cannot run.

    name: one short line for a terminal, a test or a web page. still: returns HTML to show there; else the name is shown.
    asks: how many things it asks for, one after the other; the minutes of a lesson count them.
    """
    import ipywidgets as w

    class Column(w.VBox):
        def __repr__(self):
            return f"[widget] {name[:70]} (run this cell to use it)"

        def _repr_mimebundle_(self, **options):
            shown = still() if still else f"<b>{escape(name)}</b>"
            run = f'<p style="font-size:13px;margin:4px 0">{USE}</p>'
            return {
                **super()._repr_mimebundle_(**options),
                "text/html": f'<div data-asks="{asks}" style="max-width:880px">{shown}{run}</div>',
            }

    return Column(children)


def at_rest(book: dict) -> None:
    """Change a notebook (as a dict) into the form in which it is kept: no view of a widget that ends with its kernel.

    Where a view stands beside HTML, the view goes and the HTML stays; with the widgets' last states (which JupyterLab
    adds while it saves) the HTML gets the last picture. What JupyterLab knows of the language beyond its name goes too.
    """
    metadata = book.get("metadata", {})
    states = metadata.pop("widgets", {}).get(STATE, {}).get("state", {})
    if "language_info" in metadata:
        metadata["language_info"] = {"name": metadata["language_info"].get("name", "python")}
    for cell in book.get("cells", []):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if VIEW in data and "text/html" in data:
                last = states.get(data.pop(VIEW).get("model_id"), {}).get("state", {})
                output.get("metadata", {}).pop(VIEW, None)
                if "spec" in last and "values" in last:
                    data["text/html"] = renewed(data["text/html"], last)


def renewed(html: str | list[str], last: dict) -> str:
    """The HTML of a widget with its last setting; as it was, where that cannot be made out."""
    html = "".join(html)
    found = STORED.search(html)
    try:
        stored = json.loads(found[2] if found else "")
        if "table" in stored or last["values"] == stored["spec"]["values"]:
            return html
        return written({**last["spec"], "values": last["values"]}, last["state"], scene=stored["scene"])
    except (TypeError, KeyError, ValueError):
        return html
