"""The stage in a notebook with a kernel: stage.js by anywidget. Imported when a widget is shown, for it costs time."""

from pathlib import Path

import anywidget
import traitlets

HERE = Path(__file__).parent


class View(anywidget.AnyWidget):
    """What the page and the kernel share. A move changes `values`; the kernel answers with `state`, then with `closed`."""

    _esm, _css = HERE / "stage.js", HERE / "stage.css"
    spec = traitlets.Dict().tag(sync=True)
    values = traitlets.List(traitlets.Int()).tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    closed = traitlets.List().tag(sync=True)

    def __init__(self, stage):
        self.stage = stage
        super().__init__(spec=stage.spec(), values=list(stage.chosen), state=stage.state(), closed=stage.closed())

    @traitlets.observe("values")
    def _moved(self, change):
        if change["old"] and change["new"] != self.stage.chosen:
            self.stage.chosen = list(change["new"])
        self.state = self.stage.state()  # the picture goes first: it is what the eye waits for
        self.closed = self.stage.closed()
