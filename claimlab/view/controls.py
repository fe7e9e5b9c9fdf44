"""A slider and a list for forms (guesses, filters) that a keyboard and a screen reader can use; a stage has its own.

The slider of ipywidgets has a handle without an accessible name, and JupyterLab takes the arrow keys away from a
list: it moves to the next cell instead. These two are the browser's own inputs, each inside its label.
"""

import anywidget
import traitlets
from ipywidgets import Layout

# data-lm-suppress-shortcuts on the input itself: JupyterLab then leaves the arrow keys to it.
SLIDER = """
function render({ model, el }) {
  const label = document.createElement("label"), input = document.createElement("input"), output = document.createElement("output");
  input.type = "range";
  input.dataset.lmSuppressShortcuts = "true";
  const bounds = () => { for (const side of ["min", "max", "step"]) input[side] = model.get(side); };
  const show = () => {
    const value = model.get("value"), digits = model.get("digits");
    input.value = value;
    output.textContent = model.get("labels")[String(value)] ?? Number(value).toLocaleString("en", {
      minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: model.get("grouping") });
    input.setAttribute("aria-valuetext", output.textContent);
  };
  label.append(model.get("description"), input, output);
  el.append(label);
  input.addEventListener("input", () => { model.set("value", Number(input.value)); model.save_changes(); show(); });
  model.on("change:value", show);
  for (const side of ["min", "max", "step"]) model.on("change:" + side, () => { bounds(); show(); });
  bounds();
  show();
}
export default { render };
"""

CHOICE = """
function render({ model, el }) {
  const label = document.createElement("label"), select = document.createElement("select");
  select.append(...model.get("names").map((name) => new Option(name)));
  select.selectedIndex = model.get("index");
  select.dataset.lmSuppressShortcuts = "true";
  label.append(model.get("description"), select);
  el.append(label);
  select.addEventListener("change", () => { model.set("index", select.selectedIndex); model.save_changes(); });
  model.on("change:index", () => { select.selectedIndex = model.get("index"); });
}
export default { render };
"""

STYLE = """
.claimlab-control label { display: flex; align-items: center; gap: 8px; font-size: 14px; white-space: nowrap;
  color: var(--jp-ui-font-color1, #222); }
.claimlab-control input { flex: 1; min-width: 80px; accent-color: #1f5fa8; }
.claimlab-control select { font-size: 14px; padding: 3px 4px; border: 1px solid #767676; border-radius: 3px;
  color: var(--jp-ui-font-color1, #222); background: var(--jp-layout-color1, #fff); }
.claimlab-control :is(input, select):focus-visible { outline: 2px solid #1f5fa8; outline-offset: 2px; }
.claimlab-control output { min-width: 3.5em; font-variant-numeric: tabular-nums; }
"""


def _number(**more):
    return traitlets.Union([traitlets.Int(), traitlets.Float()], **more).tag(sync=True)


class Slider(anywidget.AnyWidget):
    """A labelled slider. `value` is an int when min and step are whole numbers, else a float."""

    _esm, _css = SLIDER, STYLE
    min, max, step = _number(default_value=0), _number(default_value=100), _number(default_value=1)
    value = _number(default_value=0)
    digits = traitlets.Int(0).tag(sync=True)
    grouping = traitlets.Bool(False).tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)
    description = traitlets.Unicode().tag(sync=True)

    def __init__(self, **traits):
        super().__init__(**traits)
        self.add_class("claimlab-control")

    @traitlets.validate("value")
    def _inside(self, proposal):
        value = max(self.min, min(self.max, proposal["value"]))
        return round(value) if isinstance(self.step, int) and isinstance(self.min, int) else value


class Choice(anywidget.AnyWidget):
    """A labelled list. `options`: values or (name, value) pairs; `value`: the chosen value."""

    _esm, _css = CHOICE, STYLE
    names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    index = traitlets.Int(0).tag(sync=True)
    description = traitlets.Unicode().tag(sync=True)
    value = traitlets.Any()

    def __init__(self, options, value=None, **traits):
        pairs = [option if isinstance(option, tuple) else (str(option), option) for option in options]
        self._values = [value for _, value in pairs]
        super().__init__(names=[name for name, _ in pairs], **traits)
        self.value = self._values[0] if value is None and None not in self._values else value
        self.add_class("claimlab-control")

    @traitlets.observe("index")
    def _picked(self, change):
        self.value = self._values[change["new"]]

    @traitlets.observe("value")
    def _set(self, change):
        self.index = self._values.index(change["new"])

    @traitlets.validate("value")
    def _known(self, proposal):
        if proposal["value"] not in self._values:
            raise traitlets.TraitError(f"{proposal['value']!r} is not one of: {', '.join(self.names)}.")
        return proposal["value"]


def choice_field(label: str, options: list, value: object = None) -> Choice:
    """A labelled list. options: values, or (name, value) pairs; the first is chosen unless `value` says otherwise."""
    return Choice(options, value, description=label, layout=Layout(margin="2px 16px 2px 2px"))


def slider_field(label: str, low: int, high: int, value: int) -> Slider:
    """A labelled slider over whole numbers."""
    return Slider(
        min=low, max=high, value=value, description=label, layout=Layout(width="420px", margin="2px 16px 2px 2px")
    )
