"""The pytest plugin: `pytest exercises/02_trade.ipynb` prints one line a task and then "5 of 9 done".

Lessons and solutions stay with nbval. pytest loads this module before all other plugins (see pyproject.toml), which
lets it spare seconds: when only exercise notebooks are named, the kernel is started at once, and plugins that
such a run does not use are not loaded.
"""

import sys

# Importing nbformat would build a grammar for internationalised addresses that no notebook needs, for a second.
sys.modules.setdefault("rfc3987_syntax", None)

import os  # noqa: E402
from pathlib import Path  # noqa: E402

import pytest  # noqa: E402

ROOMS = ("exercises", "my_work")
SIGNS = {"done": "✓", "not answered yet": "○", "not yet": "✗"}
SPARED = ("nbval", "xdist", "xdist.looponfail", "pytest_cov", "anyio")
EARLY = {}  # folder -> a kernel that was started while pytest was still loading


def is_student_notebook(path):
    """True for a notebook in exercises/ or my_work/."""
    path = Path(path)
    return path.suffix == ".ipynb" and path.resolve().parent.name in ROOMS and not path.name.startswith(".")


def only_student_notebooks(arguments):
    """True when pytest was asked for exercise notebooks and nothing else."""
    named = [Path(str(argument).split("::")[0]) for argument in arguments if not str(argument).startswith("-")]
    named = [path for path in named if path.is_dir() or path.suffix in (".ipynb", ".py")]
    return bool(named) and all(is_student_notebook(path) or path.resolve().name in ROOMS for path in named)


def pytest_addhooks(pluginmanager):
    given = pluginmanager.get_plugin("pytestconfig").invocation_params.args
    if not only_student_notebooks(given) or {"-n", "--nbval", "--collect-only", "--co"} & set(map(str, given)):
        return
    for name in SPARED:
        pluginmanager.set_blocked(name)
    files = [Path(str(one).split("::")[0]) for one in given if is_student_notebook(str(one).split("::")[0])]
    if files and files[0].is_file():
        from .kernel import Kernel

        EARLY[files[0].resolve().parent] = Kernel(files[0].resolve().parent)


def pytest_addoption(parser, pluginmanager):
    parser.addoption(
        "--cell-limit",
        type=float,
        default=None,
        metavar="SECONDS",
        help="longest time one cell of an exercise may take (20)",
    )
    if pluginmanager.is_blocked("nbval"):  # their options stand in pyproject.toml and must still be understood
        for option in (
            "--dist",
            "--max-worker-restart",
            "--nbval-cell-timeout",
            "--nbval-sanitize-with",
            "--nbval-kernel-name",
        ):
            parser.addoption(option, help="not used for exercises")
        for option in ("--nbval", "--nbval-lax", "--nbval-current-env", "--no-loadscope-reorder"):
            parser.addoption(option, action="store_true", help="not used for exercises")
        parser.getgroup("exercises")._addoption("-n", "--numprocesses", help="not used for exercises")


@pytest.hookimpl(tryfirst=True, optionalhook=True)
def pytest_xdist_auto_num_workers(config):
    """Workers cost more than they bring for one exercise file; everything else uses both cores."""
    return 0 if only_student_notebooks(config.args) else None


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    os.environ["CLAIMLAB_FRESH"] = "1"  # a student's guesses must not leak into compared outputs
    config.option.nbval_sanitize_with = getattr(config.option, "nbval_sanitize_with", None) or str(
        Path(__file__).with_name("nbval.cfg")
    )
    if only_student_notebooks(config.args) and not config.option.collectonly:
        standard = config.pluginmanager.get_plugin("terminalreporter")
        if standard:
            config.pluginmanager.unregister(standard)
        config.pluginmanager.register(StudentReporter(), "student-reporter")


def pytest_unconfigure():
    while EARLY:
        EARLY.popitem()[1].stop()


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path, parent):
    found = yield  # nbval has its say first; student notebooks are then taken from it
    if is_student_notebook(file_path):
        # A file outside the course folder would else have no name in the JUnit file.
        outside = (
            None if file_path.is_relative_to(parent.config.rootpath) else f"{file_path.parent.name}/{file_path.name}"
        )
        return [StudentNotebook.from_parent(parent, path=file_path, nodeid=outside)]
    return found


class StudentNotebook(pytest.File):
    """An exercise notebook: run once, judged task by task."""

    result = problem = ""

    def collect(self):
        from ..checks.task import tasks
        from .grading import NoTasks, Unreadable, read

        try:
            _, name = read(self.path)
        except NoTasks as problem:
            reporter = self.config.pluginmanager.get_plugin("student-reporter")
            if reporter:
                reporter.notes.append(str(problem))
            return
        except Unreadable as problem:  # an item of its own, so that the other notebooks of a class are still checked
            yield FileItem.from_parent(self, name=self.path.name, problem=str(problem))
            return
        for task in tasks(name):
            yield TaskItem.from_parent(self, name=f"{task.id} {task.title}", task_id=task.id)

    def line(self, task_id):
        if not self.result:
            from .grading import CELL_LIMIT, grade

            early = EARLY.pop(self.path.resolve().parent, None)
            self.result = grade(self.path, self.config.option.cell_limit or CELL_LIMIT, early)
        return next(line for line in self.result.lines if line.id == task_id)


class TaskItem(pytest.Item):
    """One task of a student's notebook."""

    def __init__(self, *, task_id, **rest):
        super().__init__(**rest)
        self.task_id = task_id

    def runtest(self):
        line = self.parent.line(self.task_id)
        self.user_properties.append(("state", line.state))
        if line.state != "done":
            raise Unsolved(line.state + (f": {line.hint}" if line.hint else ""))

    def repr_failure(self, excinfo):
        return str(excinfo.value)

    def reportinfo(self):
        return self.path, None, self.name


class FileItem(pytest.Item):
    """A notebook that cannot be read, and why."""

    def __init__(self, *, problem, **rest):
        super().__init__(**rest)
        self.problem = problem

    def runtest(self):
        raise Unsolved(f"not yet: {self.problem}")

    def repr_failure(self, excinfo):
        return str(excinfo.value)

    def reportinfo(self):
        return self.path, None, self.name


class Unsolved(Exception):
    """A task that is not done; its text is all a student needs."""


class StudentReporter:
    """Prints what a student needs: a line a task, notes about the file, and how many are done."""

    def __init__(self):
        self.lines, self.notes, self.files = [], [], {}

    def pytest_runtest_logreport(self, report):
        if report.when == "call" or report.failed:
            text = "done" if report.passed else " ".join(str(report.longrepr).split())
            self.lines.append((report.location[0], report.nodeid.split("::")[-1], text))

    def pytest_collectreport(self, report):
        if report.failed:
            self.notes.append(" ".join(str(report.longrepr).split()))

    def pytest_runtest_teardown(self, item):
        if getattr(item.parent, "result", None):
            self.files[item.location[0]] = item.parent.result.notes

    def pytest_keyboard_interrupt(self):
        self.notes.append("Stopped from the keyboard.")

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session):
        out, several = [], len({path for path, _, _ in self.lines}) > 1
        for path in dict.fromkeys(path for path, _, _ in self.lines):
            mine = [(name, text) for where, name, text in self.lines if where == path]
            out += [""] * bool(out) + [path] * several
            out += [f"{SIGNS.get(text.split(':', 1)[0], '✗')} {name}: {text}" for name, text in mine]
            out += [f"! {note}" for note in self.files.get(path, ())]
            done = sum(text == "done" for _, text in mine)
            out.append(f"{done} of {len(mine)} done")
        out += [f"! {note}" for note in dict.fromkeys(self.notes)]
        text = "\n".join(out or ["There is nothing to check here."]) + "\n"
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()
