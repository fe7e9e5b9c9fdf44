"""A button that makes a student's copies of the exercises."""

from typing import Any

from ..student.start import copy_sets
from ..student.store import fresh, mend
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
        status.value = box("note", "Your copies", "<br>".join(map(escape, said)), role="status")

    button.on_click(copy)
    return widget_box([button, status], "Copy the exercises to my_work/")
