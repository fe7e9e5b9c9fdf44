"""The frame every widget stands in: controls on top, one picture with a description, one sentence that changes."""

from dataclasses import dataclass, field
from typing import Any

from ..figures import image, need_alt, png
from ..html import escape

SCALE = 1.25  # stored pixels per page pixel: sharp enough, and drawn in a few hundredths of a second


class Impossible(Exception):
    """A setting that has no answer. The message says why; the widget shows it in place of the picture."""


@dataclass
class Scene:
    """What one setting of the controls shows: data for the drawing, a sentence (plain text) and a description."""

    data: Any
    sentence: str
    alt: str
    notes: dict = field(default_factory=dict)


class Stage:
    """Wires controls to a picture and a sentence.

    controls: dict of name -> ipywidget; their values are passed to `compute` by name.
    compute(**values) -> Scene, or raises Impossible. draw(axes, scene) paints on cleared axes.
    size: inches at 100 pixels. Figure and axes are made once and used again, so that a key press is answered at once.
    """

    def __init__(self, controls, compute, draw, size=(8.8, 4.2), intro="", grid=None):
        import ipywidgets as w
        from matplotlib.figure import Figure

        from ..figures import theme

        theme()
        self.controls, self.compute, self.draw = controls, compute, draw
        self.figure = Figure(figsize=size, dpi=100, layout="constrained")
        self.axes = self.figure.subplots(**(grid or {}))
        self.picture, self.sentence = w.HTML(), w.HTML()
        self.cache = {}
        for control in controls.values():
            control.observe(self.update, names="value")
        rows = w.Box(list(controls.values()), layout=w.Layout(flex_flow="row wrap", max_width=f"{round(size[0] * 100)}px"))
        parts = [w.HTML(f"<b>{escape(intro)}</b>")] if intro else []
        self.update()
        self.box = widget_box([*parts, rows, self.sentence, self.picture], intro or "An interactive picture",
                              lambda: self.sentence.value + self.picture.value)

    def values(self):
        return {name: control.value for name, control in self.controls.items()}

    def update(self, _=None):
        values = self.values()
        key = tuple(values.values())
        if key not in self.cache:
            self.cache[key] = self.render(values)
        self.sentence.value, self.picture.value = self.cache[key]

    def render(self, values):
        """Sentence and picture, as HTML, for one setting."""
        try:
            scene = self.compute(**values)
        except Impossible as reason:
            return _say(f"Not possible: {reason}"), ""
        axes = self.axes.ravel() if hasattr(self.axes, "ravel") else [self.axes]
        for one in axes:
            one.clear()
        self.draw(self.axes, scene)
        width = round(self.figure.get_size_inches()[0] * 100)
        return _say(scene.sentence), image(png(self.figure, SCALE), need_alt(scene.alt), width)


def widget_box(children, name, still=None):
    """A column of widgets that also leaves something to read where widgets cannot run.

    name: one short line for a terminal, a test or a web page. still: returns HTML to show there.
    """
    import ipywidgets as w

    class Column(w.VBox):
        def __repr__(self):
            return f"[widget] {name[:70]} (run this cell to use it)"

        def _repr_mimebundle_(self, **options):
            bundle = super()._repr_mimebundle_(**options)
            return {**bundle, "text/html": still()} if still else bundle

    return Column(children)


def _say(sentence):
    return (f'<div role="status" aria-live="polite" style="font-size:15px;line-height:1.5;max-width:880px;'
            f'min-height:3em;white-space:normal">{escape(sentence)}</div>')


def choice(label, options, value=None):
    """A labelled drop-down list, wide enough for its label."""
    import ipywidgets as w

    names = [option[0] if isinstance(option, tuple) else str(option) for option in options]
    width = 30 + 8.2 * max(map(len, names)) + 8.2 * len(label)
    first = options[0][1] if isinstance(options[0], tuple) else options[0]
    return w.Dropdown(options=options, value=first if value is None else value, description=label,
                      style={"description_width": "initial"}, layout=w.Layout(width=f"{round(width)}px"))


def slider(label, low, high, value, step=1, width=420, readout_format=None):
    """A labelled slider; answers while it moves. Integers when low, high and step are integers."""
    import ipywidgets as w

    whole = all(isinstance(n, int) for n in (low, high, step))
    kind = w.IntSlider if whole else w.FloatSlider
    more = {"readout_format": readout_format} if readout_format else {}
    return kind(min=low, max=high, step=step, value=value, description=label, continuous_update=True,
                style={"description_width": "initial"}, layout=w.Layout(width=f"{width}px"), **more)
