"""The pytest plugin: `pytest exercises/02_trade.ipynb` prints one line a task and then "5 of 9 done".

Lessons and solutions stay with nbval. pytest loads this module first (see pyproject.toml), which lets it spare a
second: importing nbformat would build a grammar for internationalised addresses that no notebook needs.
"""

import sys

sys.modules.setdefault("rfc3987_syntax", None)

import os  # noqa: E402
from pathlib import Path  # noqa: E402

import pytest  # noqa: E402

ROOMS = ("exercises", "my_work")
SIGNS = {"done": "✓", "not answered yet": "○", "not yet": "✗"}


def is_student_notebook(path):
    """True for a notebook in exercises/ or my_work/."""
    path = Path(path)
    return path.suffix == ".ipynb" and path.parent.name in ROOMS and ".ipynb_checkpoints" not in path.parts


def only_student_notebooks(config):
    """True when pytest was asked for exercise notebooks and nothing else."""
    named = [Path(str(argument).split("::")[0]) for argument in config.args]
    return bool(named) and all(is_student_notebook(path) or path.name in ROOMS for path in named)


def pytest_addoption(parser):
    parser.addoption("--cell-limit", type=float, default=None, metavar="SECONDS",
                     help="longest time one cell of an exercise may take (20)")


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers(config):
    """Workers cost more than they bring for one exercise file; everything else uses both cores."""
    return 0 if only_student_notebooks(config) else None


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    os.environ["CLAIMLAB_FRESH"] = "1"  # a student's guesses must not leak into compared outputs
    config.option.nbval_sanitize_with = config.option.nbval_sanitize_with or str(config.rootpath / ".ci" / "nbval.cfg")
    if only_student_notebooks(config):
        standard = config.pluginmanager.get_plugin("terminalreporter")
        if standard:
            config.pluginmanager.unregister(standard)
        config.pluginmanager.register(StudentReporter(config), "student-reporter")


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path, parent):
    found = yield  # nbval has its say first; student notebooks are then taken from it
    if is_student_notebook(file_path):
        return [StudentNotebook.from_parent(parent, path=file_path)]
    return found


class StudentNotebook(pytest.File):
    """An exercise notebook: run once, judged task by task."""

    result = None

    def collect(self):
        from .checks import tasks
        from .handin import Unreadable, read

        try:
            _, name = read(self.path)
        except Unreadable as problem:
            raise self.CollectError(str(problem)) from None
        for task in tasks(name):
            yield TaskItem.from_parent(self, name=f"{task.id} {task.title}", task_id=task.id)

    def setup(self):
        from .handin import CELL_LIMIT, grade

        self.result = grade(self.path, self.config.option.cell_limit or CELL_LIMIT)

    def repr_failure(self, excinfo):
        return str(excinfo.value)


class TaskItem(pytest.Item):
    """One task of a student's notebook."""

    def __init__(self, *, task_id, **rest):
        super().__init__(**rest)
        self.task_id = task_id

    def runtest(self):
        line = next(line for line in self.parent.result.lines if line.id == self.task_id)
        self.user_properties.append(("state", line.state))
        if line.state != "done":
            raise Unsolved(line.state + (f": {line.hint}" if line.hint else ""))

    def repr_failure(self, excinfo):
        return str(excinfo.value)

    def reportinfo(self):
        return self.path, None, self.name


class Unsolved(Exception):
    """A task that is not done; its text is all a student needs."""


class StudentReporter:
    """Prints what a student needs: a line a task, notes about the file, and how many are done."""

    def __init__(self, config):
        self.config, self.lines, self.notes, self.files = config, [], [], []

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report):
        if report.when == "setup" and report.failed:
            self.notes.append(str(report.longrepr))
        if report.when != "call":
            return
        text = "done" if report.passed else str(report.longrepr)
        self.lines.append((report.nodeid.split("::")[0], report.nodeid.split("::")[-1], text))

    def pytest_collectreport(self, report):
        if report.failed:
            self.notes.append(str(report.longrepr))

    def pytest_runtest_teardown(self, item, nextitem):
        file = item.parent
        if file not in self.files and getattr(file, "result", None):
            self.files.append(file)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session, exitstatus):
        out, previous = [], None
        several = len({path for path, _, _ in self.lines}) > 1
        for path, name, text in self.lines:
            if several and path != previous:
                out.append(("\n" if previous else "") + path)
            previous = path
            state = text.split(":", 1)[0]
            out.append(f"{SIGNS.get(state, '✗')} {name}: {text}")
        for file in self.files:
            self.notes += file.result.notes
        out += [f"! {note}" for note in dict.fromkeys(self.notes)]
        if self.lines:
            done = sum(text == "done" for _, _, text in self.lines)
            out.append(f"{done} of {len(self.lines)} done")
        stream = sys.stdout
        text = "\n".join(out) + "\n"
        encoding = getattr(stream, "encoding", None) or "utf-8"
        stream.write(text.encode(encoding, "replace").decode(encoding))
        stream.flush()
