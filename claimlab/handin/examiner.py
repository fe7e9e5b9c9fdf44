"""The judge inside the kernel that runs a handed-in notebook.

It takes its tasks and right answers before any of the student's code runs, and then forgets the package's modules,
so that the student's own `import claimlab` gives other copies: redefining a check, or overwriting a data file,
changes nothing here. This keeps accidents and shortcuts out; it is no lock against someone who wants to pick it.
"""

import json
import sys


class Examiner:
    def __init__(self, every, look):
        self.every, self.look = every, look

    def ask(self, task_id, answer):
        """Judge what `answer()` gives: [state, kind, hint] as JSON, or ["error", name of the error, its text]."""
        try:
            outcome = self.look(self.every[task_id], answer())
        except BaseException as problem:
            return json.dumps(["error", type(problem).__name__, str(problem)[:300]])
        return json.dumps([outcome.state, outcome.kind, outcome.hint])


def install(name, set_name):
    """Seat an examiner for an exercise set under sys.modules[name]."""
    from IPython import get_ipython

    from ..checks.check import look
    from ..checks.task import tasks

    every = {one.id: one for one in tasks(set_name)}
    for one in every.values():
        _remember(one)
    for module in [module for module in sys.modules if module.split(".")[0] in ("claimlab", "course")]:
        del sys.modules[module]
    sys.modules[name] = Examiner(every, look)
    get_ipython().events.register("post_execute", _close_pictures)


def _remember(one):
    """Read the tables behind a task now: what the student's code does to the files comes too late."""
    for compute in [one.reference, getattr(one.answer, "series", None), *(mistake.wrong for mistake in one.mistakes)]:
        try:
            compute()
        except Exception:
            continue


def _close_pictures():
    """As in a live notebook: the next cell begins a picture of its own."""
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
