"""The frame every widget stands in: controls on top, one picture, one sentence that changes.

A widget is two pure functions and a list of controls. compute(**values) -> Scene finds out what a setting says;
draw(scene) -> rows of panels puts it into marks (marks.py). stage.js draws them, in the notebook and in a page without
a kernel; still.py draws the picture of an unrun lesson.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from . import rest, still
from .figures import need_alt
from .marks import lean

MOST = 2592  # scenes that are stored for a page without a kernel: more would make the lesson's file heavy


class Impossible(Exception):
    """A setting that has no answer. The message says why; the widget greys its last picture and says it below."""


@dataclass
class Scene:
    """What one setting of the controls shows: data for the drawing, a sentence (plain text) and a description."""

    data: Any
    sentence: str
    alt: str
    notes: dict = field(default_factory=dict)


@dataclass
class Control:
    """One control. options: the values it can have. look: what stage.js needs to show it. at: the option it starts with."""

    label: str
    options: list
    look: dict
    at: int

    def spec(self) -> dict:
        """The control as JSON for stage.js, which knows options by their number only."""
        return {"label": self.label, "count": len(self.options), **self.look}


def choice(label: str, options: list, value: Any = None) -> Control:
    """A labelled list. options: values, or (name, value) pairs; the first is chosen unless `value` says otherwise."""
    pairs = [option if isinstance(option, tuple) else (str(option), option) for option in options]
    values = [value for _, value in pairs]
    return Control(
        label,
        values,
        {"kind": "choice", "names": [name for name, _ in pairs]},
        values.index(value) if value in values else 0,
    )


def tick(label: str, value: bool) -> Control:
    """A labelled box to tick."""
    return Control(label, [False, True], {"kind": "tick"}, int(value))


def slider(
    label: str,
    low: float,
    high: float,
    value: float,
    step: float = 1,
    width: int = 420,
    digits: int = 0,
    grouping: bool = False,
    labels: dict | None = None,
) -> Control:
    """A labelled slider; it answers while it moves. Values are whole numbers when low and step are.

    digits: decimals shown beside it; grouping: 1,000 instead of 1000; labels: {value: text shown instead}.
    """
    values = [round(low + step * number, 6) for number in range(int((high - low) / step + 1.000001))]
    look = {"kind": "slider", "low": low, "step": step, "digits": digits, "grouping": grouping, "width": width}
    if labels:
        look["names"] = [str(labels.get(one, one)) for one in values]
    return Control(label, values, look, min(range(len(values)), key=lambda at: abs(values[at] - value)))


class Stage:
    """Wires controls to a picture and a sentence. A cell that ends with a Stage shows it.

    controls: dict of name -> Control; the values are passed to `compute` by name.
    compute(**values) -> Scene, or raises Impossible. draw(scene) -> rows of Panels.
    check(**values): raises Impossible for the same settings, but cheaply: then impossible options are marked before they
    are chosen. page: {name: values} of the controls that have fewer options in a page without a kernel.
    """

    def __init__(
        self,
        controls: dict[str, Control],
        compute: Callable[..., Scene],
        draw: Callable[[Scene], list],
        intro: str = "",
        check: Callable[..., object] | None = None,
        page: dict[str, Any] | None = None,
    ) -> None:
        self.controls, self.compute, self.draw, self.intro, self.check = controls, compute, draw, intro, check
        self.page = page or {}
        self.chosen = [control.at for control in controls.values()]
        self.known: dict[tuple, dict] = {}
        self.fixed: list[str] = []  # labels of controls that cannot be moved in a page without a kernel
        self.view: Any = None
        if "reason" in self.state():
            raise ValueError(f"{intro or compute.__name__}: a widget must begin with a setting that has an answer.")

    @property
    def values(self) -> dict:
        """The values of the controls by name."""
        return self._values(self.chosen)

    def _values(self, chosen):
        return {name: control.options[at] for (name, control), at in zip(self.controls.items(), chosen)}

    def move(self, **values: Any) -> dict:
        """Set controls by name and value, as a reader does with the mouse. Returns the new state."""
        for number, (name, control) in enumerate(self.controls.items()):
            if name in values:
                self.chosen[number] = control.options.index(values[name])
        if self.view:
            self.view.values = list(self.chosen)
        return self.state()

    def state(self, chosen: list[int] | None = None) -> dict:
        """What the page shows for the numbers of the chosen options: {"scene": …} or {"reason": why there is none}."""
        key = tuple(self.chosen if chosen is None else chosen)
        if key not in self.known:
            self.known[key] = self.render(self._values(key))
        return self.known[key]

    def render(self, values: dict) -> dict:
        """The state for one setting, by values."""
        try:
            scene = self.compute(**values)
        except Impossible as reason:
            return {"reason": str(reason)}
        return {"scene": {"sentence": scene.sentence, "alt": need_alt(scene.alt), "rows": lean(self.draw(scene))}}

    def closed(self) -> list[list[int]]:
        """For each control the numbers of its options that have no answer now, the others staying as they are."""
        if not self.check:
            return [[] for _ in self.controls]
        return [
            [at for at in range(len(control.options)) if self._impossible(number, at)]
            for number, control in enumerate(self.controls.values())
        ]

    def _impossible(self, number, at):
        try:
            self.check(**self._values([*self.chosen[:number], at, *self.chosen[number + 1 :]]))
        except Impossible:
            return True
        return False

    def spec(self) -> dict:
        """Controls and first setting as JSON for stage.js."""
        return {
            "intro": self.intro,
            "controls": [control.spec() for control in self.controls.values()],
            "values": list(self.chosen),
        }

    def offline(self) -> "Stage":
        """The same widget with the options that a page without a kernel offers. Each control keeps its first value."""
        controls, fixed = {}, []
        for name, control in self.controls.items():
            controls[name], few = _fewer(control, self.page.get(name))
            fixed += [control.label] if few else []
        made = Stage(controls, self.compute, self.draw, self.intro)
        made.fixed = fixed
        return made

    def __repr__(self):
        return f"[widget] {(self.intro or 'An interactive picture')[:70]} (run this cell to use it)"

    def _repr_mimebundle_(self, **_):
        from .live import View

        self.view = View(self)
        live = self.view._repr_mimebundle_()
        data = live[0] if isinstance(live, tuple) else live
        return {**data, "text/plain": repr(self), "text/html": rest.html(self)}


def _fewer(control, wanted):
    """A control with fewer options, and whether it can no longer be moved."""
    if wanted is None:
        return control, False
    kept = [at for at, value in enumerate(control.options) if value in wanted or at == control.at]
    look = {**control.look, "fixed": True} if len(kept) == 1 else dict(control.look)
    if "names" in look:
        look["names"] = [look["names"][at] for at in kept]
    elif control.look["kind"] == "slider":
        form = f"{',' if look['grouping'] else ''}.{look['digits']}f"
        look["names"] = [format(control.options[at], form) for at in kept]
    return Control(control.label, [control.options[at] for at in kept], look, kept.index(control.at)), len(kept) == 1


def picture(state: dict) -> str:
    """The state of a stage as an <img> element. Raises KeyError for a state without a scene."""
    return still.image(state["scene"])
