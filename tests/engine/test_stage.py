"""The frame of the widgets: a picture drawn on used axes is the picture drawn on new ones, and nothing is cut off."""

import pytest

from claimlab.view import stage
from course.firms import widgets as firms
from course.sanctions import widgets as sanctions
from course.trade import widgets as trade


def stages(monkeypatch, module, make):
    """Two stages of one widget: one as it is, one whose axes are cleared in matplotlib's own way."""
    made = []

    class Kept(stage.Stage):
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            made.append(self)

    monkeypatch.setattr(module, "Stage", Kept)
    make(), make()
    return made


@pytest.mark.parametrize(
    ("module", "make", "changes"),
    [
        (
            trade,
            trade.who_is_number_one,
            [{"flow": "imports"}, {"year": 2018, "unit": "tenge"}, {"counted_by": "partner", "year": 2021}, {}],
        ),
        (sanctions, sanctions.before_and_after, [{"months": 3}, {"country": "Armenia"}, {}]),
        (firms, firms.who_invests_most, [{"measure": "flow", "bloc": True}, {"year": 2003}, {}]),
    ],
    ids=["trade", "sanctions", "firms"],
)
def test_used_axes_leave_no_trace(monkeypatch, module, make, changes):
    used, new = stages(monkeypatch, module, make)
    for change in changes:
        values = {**used.values(), **change}
        with monkeypatch.context() as plain:
            fast = used.render(values)
            plain.setattr(stage, "_wipe", lambda axes: axes.clear())
            assert fast == new.render(values) and "<img" in fast[1]
        assert not stage._cut(used.figure.canvas.buffer_rgba())


def test_places_are_found_again_when_a_name_is_too_long():
    def draw(axes, scene):
        axes.barh([scene.data], [1])

    def compute(name):
        return stage.Scene(name, f"{name}: 1", f"One bar of length 1, and its name beside it, which is {name}")

    frame = stage.Stage(
        {"name": stage.choice("Name", ["short", "a name that is very much longer than the first one"])}, compute, draw
    )
    before = frame.axes.get_position().x0
    frame.controls["name"].value = "a name that is very much longer than the first one"
    assert frame.axes.get_position().x0 > before + 0.1
    assert not stage._cut(frame.figure.canvas.buffer_rgba())
