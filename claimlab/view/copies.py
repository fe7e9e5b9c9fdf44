"""A button that makes a student's copies of the exercises."""

import re
from typing import Any

from .. import course
from ..student.start import copy_sets, own_copy
from ..student.store import fresh, mend
from ..student.takeaway import pack, unpack
from .html import box, escape
from .rest import widget_box


def copy_button() -> Any:
    """A button for lesson 00 that does what `claimlab start` does, and says what it did."""
    import ipywidgets as w

    button = w.Button(
        description="Copy the exercises to my_work/",
        button_style="primary",
        tooltip="Copy the exercises",
        layout=w.Layout(width="280px"),
    )
    status = w.HTML('<div role="status">Nothing copied yet in this session.</div>')

    def copy(_):
        try:
            said = copy_sets() if not fresh() else ["Nothing is copied while the course is built or tested."]
        except OSError as problem:
            said = [f"my_work/ cannot be written ({problem.strerror}). {mend(problem)}"]
        lines = [*map(linked, said), "" if fresh() else first_step()]
        status.value = box("note", "Your copies", "<br>".join(filter(None, lines)), role="status")

    button.on_click(copy)
    return widget_box([button, status], "Copy the exercises to my_work/", asks=0)


def linked(sentence: str) -> str:
    """A sentence as HTML, with each of the student's notebooks that it names as a link; for a notebook one level down."""
    return re.sub(r"my_work/[\w.-]+\.ipynb", r'<a href="../\g<0>">\g<0></a>', escape(sentence))


def first_step() -> str:
    """Where a student goes on after copying, as HTML: the first lesson that has a set."""
    first = next((one for one in course.lessons() if own_copy(one.stem)), None)
    if first is None:
        return ""
    place = f"../notebooks/{first.stem}.ipynb"
    return f'Next: <a href="{place}">lesson {first.number}</a>, then its set in your copy.'


def work_buttons() -> Any:
    """Two buttons for lesson 00: all own work into one zip to download, and such a zip brought back."""
    import base64

    import ipywidgets as w

    wide = w.Layout(width="280px")
    take = w.Button(description="Take my work with me", tooltip="Put my_work/ into one zip", layout=wide)
    bring = w.FileUpload(description="Bring my work back", accept=".zip", multiple=False, layout=wide)
    places = {
        "browser": "Your work is kept in this browser only.",
        "binder": "Nothing is kept on Binder: take your work before you close the window.",
        "home": "Your work is kept in my_work/ on this computer.",
    }
    status = w.HTML(f'<div role="status">{places[course.where()]}</div>')

    def tell(title: str, html: str, tone: str = "note") -> None:
        status.value = box(tone, title, html, role="status")

    def on_take(_: Any) -> None:
        content, names = pack()
        if not names:
            tell("Nothing to take yet", "my_work/ is empty. Copy the exercises first, or save a guess.")
            return
        data = base64.b64encode(content).decode()
        link = f'<a download="my_work.zip" href="data:application/zip;base64,{data}">Download my_work.zip</a>'
        tell("Your work", f"{link} ({len(names)} files, as they were last saved: save open notebooks first)")

    def on_bring(change: Any) -> None:
        if not change["new"]:
            return
        try:
            tell("Your work is back", "<br>".join(map(escape, unpack(bytes(change["new"][0]["content"])))))
        except (ValueError, OSError) as problem:
            tell("Nothing was changed", escape(str(problem)), "bad")

    take.on_click(on_take)
    bring.observe(on_bring, names="value")
    return widget_box([take, bring, status], "Take my work with me, and bring it back", asks=0)
