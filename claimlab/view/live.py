"""The stage in a notebook with a kernel: stage.js by anywidget. Imported when a widget is shown, for it costs time."""

import time
from collections.abc import Iterator
from pathlib import Path

import anywidget
import traitlets

HERE = Path(__file__).parent
AHEAD = 0.05  # seconds spent, after each move, on the pictures that one more key press could ask for


class View(anywidget.AnyWidget):
    """What the page and the kernel share. A move changes `values`; the kernel answers with `state`, then with `closed`.

    Then it sends `ahead` the states that are one step away, so that the next key press is answered in the page.
    """

    _esm, _css = HERE / "stage.js", HERE / "stage.css"
    spec = traitlets.Dict().tag(sync=True)
    values = traitlets.List(traitlets.Int()).tag(sync=True)
    state = traitlets.Dict().tag(sync=True)  # with `at`: the values that it belongs to
    closed: traitlets.List = traitlets.List().tag(sync=True)
    ahead = traitlets.Dict().tag(sync=True)  # {"2,0,1": state}; only those that were not sent before

    def __init__(self, stage):
        self.stage, self.sent = stage, {tuple(stage.chosen)}
        super().__init__(
            spec=stage.spec(), values=list(stage.chosen), state=self._now(), closed=stage.closed(), ahead=self._next([])
        )

    def _now(self):
        return {**self.stage.state(), "at": list(self.stage.chosen)}

    @traitlets.observe("values")
    def _moved(self, change):
        if not change["old"]:
            return  # traitlets tells of the first values too; they are drawn already
        if change["new"] != self.stage.chosen:
            self.stage.chosen = list(change["new"])
        self.state = self._now()  # the picture goes first: it is what the eye waits for
        self.closed = self.stage.closed()
        self.ahead = self._next(change["old"])

    def _next(self, before):
        """The states one step from here that were not sent yet, as many as fit into AHEAD."""
        made, end = {}, time.perf_counter() + AHEAD
        for chosen in self._steps(before):
            if time.perf_counter() > end:
                break
            if chosen not in self.sent:
                self.sent.add(chosen)
                made[",".join(map(str, chosen))] = self.stage.state(list(chosen))
        return made

    def _steps(self, before) -> Iterator[tuple[int, ...]]:
        """Each setting one step away: first the control that moved last, on in its direction."""
        here, controls = self.stage.chosen, list(self.stage.controls.values())
        steps = [(number, step) for number in range(len(here)) for step in (1, -1)]
        moved = {number: new - old for number, (old, new) in enumerate(zip(before, here)) if new != old}
        steps.sort(key=lambda one: (one[0] not in moved, moved.get(one[0], 0) * one[1] < 0))
        for number, step in steps:
            if 0 <= here[number] + step < len(controls[number].options):
                yield (*here[:number], here[number] + step, *here[number + 1 :])
