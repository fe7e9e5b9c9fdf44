"""The frame every widget stands in: controls on top, one picture with a description, one sentence that changes."""

from .figures import image, need_alt, png
from .html import escape
from .rest import widget_box
from .stage import Impossible, Scene  # noqa: F401

SCALE = 1.25  # stored pixels per page pixel: sharp enough, and drawn in a few hundredths of a second


class Stage:
    """Wires controls to a picture and a sentence.

    controls: dict of name -> ipywidget; their values are passed to `compute` by name.
    compute(**values) -> Scene, or raises Impossible. draw(axes, scene) paints on cleared axes.
    size: inches at 100 pixels. Figure and axes are made once and used again, so that a key press is answered at once.
    places: where the axes stand, (left, bottom, width, height) in shares of the figure, one for each of the axes.
    Left out, they are found for the first picture and kept, and found again only when ink reaches the edge.
    """

    def __init__(self, controls, compute, draw, size=(8.8, 4.2), intro="", grid=None, places=()):
        import ipywidgets as w
        from matplotlib.figure import Figure

        from .figures import theme

        theme()
        self.controls, self.compute, self.draw = controls, compute, draw
        self.figure = Figure(figsize=size, dpi=100 * SCALE, layout="none")
        self.axes = self.figure.subplots(**(grid or {}))
        for axes, place in zip(self.figure.axes, places):
            axes.set_position(place)
        self.placed = bool(places)
        self.picture, self.sentence = w.HTML(), w.HTML()
        self.cache = {}
        for control in controls.values():
            control.observe(self.update, names="value")
        rows = w.Box(
            list(controls.values()), layout=w.Layout(flex_flow="row wrap", max_width=f"{round(size[0] * 100)}px")
        )
        parts = [w.HTML(f"<b>{escape(intro)}</b>")] if intro else []
        self.update()
        self.sentence.add_class("claimlab-sentence")
        self.picture.add_class("claimlab-picture")
        self.box = widget_box(
            [*parts, rows, self.sentence, self.picture],
            intro or "An interactive picture",
            lambda: self.sentence.value + self.picture.value,
        )
        self.box.add_class("claimlab-stage")

    def values(self):
        return {name: control.value for name, control in self.controls.items()}

    def update(self, _=None):
        values = self.values()
        key = tuple(values.values())
        if key not in self.cache:
            self.cache[key] = self.render(values)
        sentence, self.picture.value = self.cache[key]  # the picture goes first: it is what the eye waits for
        self.sentence.value = sentence

    def render(self, values):
        """Sentence and picture, as HTML, for one setting."""
        try:
            scene = self.compute(**values)
        except Impossible as reason:
            return _say(f"Not possible: {reason}"), ""
        for axes in self.figure.axes:
            _wipe(axes)
        self.draw(self.axes, scene)
        width = round(self.figure.get_size_inches()[0] * 100)
        return _say(scene.sentence), image(self.paint(), need_alt(scene.alt), width)

    def paint(self):
        """PNG bytes of the figure, with the axes in their places."""
        from matplotlib.layout_engine import ConstrainedLayoutEngine

        if self.placed:
            drawn = png(self.figure, SCALE)
            if not _cut(self.figure.canvas.buffer_rgba()):
                return drawn
        ConstrainedLayoutEngine().execute(self.figure)
        self.placed = True
        return png(self.figure, SCALE)


def _wipe(axes):
    """Clear axes but keep their ticks: matplotlib is slow to make them, and makes them six times over."""
    both = axes.xaxis, axes.yaxis
    for axis in both:
        axis.reset_ticks = lambda: None
    axes.clear()
    for spine in axes.spines.values():
        spine.get_spine_transform()  # else it asks for new ticks while it is drawn
    for axis in both:
        del axis.reset_ticks
        axis.set_clip_path(axes.patch)
        for tick in axis.majorTicks:
            tick.gridline.set_visible(True)


def _cut(pixels):
    """True when something is drawn on the edge of the picture, so that a part of it may be missing."""
    import numpy as np

    pixels = np.asarray(pixels)
    return any((side != 255).any() for side in (pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]))


def _say(sentence):
    return (
        f'<div role="status" aria-live="polite" style="font-size:15px;line-height:1.5;max-width:880px;'
        f'min-height:3em;white-space:normal">{escape(sentence).replace(" %", "&nbsp;%")}</div>'
    )


def choice(label, options, value=None):
    """A labelled list. options: values, or (name, value) pairs; the first is chosen unless `value` says otherwise."""
    import ipywidgets as w

    from .controls import Choice

    return Choice(options, value, description=label, layout=w.Layout(margin="2px 16px 2px 2px"))


def slider(label, low, high, value, step=1, width=420, digits=None, grouping=False, labels=None, readout_format=None):
    """A labelled slider; answers while it moves. Integers when low, high and step are integers.

    digits: decimals shown beside it; grouping: 1,000 instead of 1000; labels: {value: text shown instead}.
    readout_format (".1f") is read for its digits.
    """
    import ipywidgets as w

    from .controls import Slider

    if digits is None:
        spec = (readout_format or str(step)).removesuffix("f")
        digits = (
            int(spec.split(".")[1])
            if readout_format and "." in spec
            else len(spec.split(".")[1].rstrip("0"))
            if "." in spec
            else 0
        )
    return Slider(
        min=low,
        max=high,
        step=step,
        value=value,
        description=label,
        digits=digits,
        grouping=grouping,
        labels={str(key): text for key, text in (labels or {}).items()},
        layout=w.Layout(width=f"{width}px", margin="2px 16px 2px 2px"),
    )
