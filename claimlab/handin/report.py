"""The pytest plugin: `pytest my_work/02_trade_mine.ipynb` prints one line a task and then "5 of 9 done".

A notebook with tasks in it is a paper, wherever it lies; lessons and solutions stay with nbval. pytest loads this module
before all other plugins (see pyproject.toml), which lets it spare seconds: when only papers are named, the server that
runs them is started at once, and plugins that such a run does not use are not loaded.
"""

import sys

# Importing nbformat would build a grammar for internationalised addresses that no notebook needs, for a second.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

import os  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from contextlib import nullcontext  # noqa: E402
from itertools import count  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import TYPE_CHECKING, Any  # noqa: E402

import pytest  # noqa: E402

from .words import SIGNS, plain, put  # noqa: E402

if TYPE_CHECKING:
    from .driver import Driver

SPARED = ("nbval", "xdist", "xdist.looponfail", "pytest_cov", "anyio", "randomly")
EARLY: list = []  # a server that was started while pytest was still loading


def _is_paper(path):
    from .papers import is_paper

    return is_paper(Path(path).resolve())


def _holds_only_papers(folder):
    """True for a folder with papers in it, at any depth, and no tests."""
    from .papers import is_course_folder, notebooks

    if is_course_folder(folder):
        return False
    if next(folder.rglob("test_*.py"), None):
        return False
    return any(_is_paper(path) for path in notebooks(folder))


def only_papers(arguments: list) -> bool:
    """True when pytest was asked for papers and nothing else."""
    named = [Path(str(argument).split("::")[0]) for argument in arguments if not str(argument).startswith("-")]
    named = [path for path in named if path.is_dir() or path.suffix in (".ipynb", ".py")]
    return bool(named) and all(
        _holds_only_papers(path.resolve()) if path.is_dir() else _may_be_paper(path.resolve()) for path in named
    )


def _may_be_paper(path):
    """A notebook that is not the course's own, also a mistyped name or one without tasks: the short report tells of it."""
    from .papers import is_course_folder

    return path.suffix == ".ipynb" and not is_course_folder(path.parent)


def pytest_addhooks(pluginmanager: Any) -> None:
    given = pluginmanager.get_plugin("pytestconfig").invocation_params.args
    if not only_papers(given) or {"-n", "--nbval", "--nbval-lax", "--collect-only", "--co"} & set(map(str, given)):
        return
    for name in SPARED:
        pluginmanager.set_blocked(name)
    EARLY.append(_driver(given))


def _driver(given=(), jobs=0):
    from ..course import NoCourse, root
    from .driver import CELL_LIMIT, Driver

    try:
        root()
    except NoCourse:
        os.chdir(Path(__file__).resolve().parents[2])  # papers may lie far from the course: then it is the engine's own
    limit = CELL_LIMIT
    for place, one in enumerate(map(str, given)):
        if one.startswith("--cell-limit"):
            value = one.partition("=")[2] or (str(given[place + 1]) if place + 1 < len(given) else "")
            limit = float(value) if value.replace(".", "", 1).isdigit() else limit
    return Driver(jobs=jobs, limit=limit)


def pytest_addoption(parser: Any, pluginmanager: Any) -> None:
    parser.addoption(
        "--cell-limit",
        type=float,
        default=None,
        metavar="SECONDS",
        help="longest time one cell of an exercise may take (20)",
    )
    # The options of plugins that are not loaded stand in pyproject.toml and must still be understood.
    if pluginmanager.is_blocked("nbval"):
        for option in ("--nbval-cell-timeout", "--nbval-sanitize-with", "--nbval-kernel-name"):
            parser.addoption(option, help="not used here")
        for option in ("--nbval", "--nbval-lax", "--nbval-current-env"):
            parser.addoption(option, action="store_true", help="not used here")
    if pluginmanager.is_blocked("xdist"):
        for option in ("--dist", "--max-worker-restart"):
            parser.addoption(option, help="not used here")
        parser.addoption("--no-loadscope-reorder", action="store_true", help="not used here")
        parser.getgroup("exercises")._addoption("-n", "--numprocesses", help="not used here")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: Any, args: list) -> None:
    """A conftest.py among hand-ins would be a student's code with the rights of whoever marks them."""
    if only_papers(early_config.invocation_params.args):
        early_config.known_args_namespace.noconftest = True


@pytest.hookimpl(tryfirst=True, optionalhook=True)
def pytest_xdist_auto_num_workers(config: Any) -> int | None:
    """The server keeps all cores busy by itself."""
    return 0 if only_papers(config.args) else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list) -> None:
    """The tasks of a paper stay in their order, whatever other plugins of the account do with tests."""
    if all(isinstance(item, (TaskItem, FileItem)) for item in items):
        items.sort(key=lambda item: item.place)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: Any) -> None:
    os.environ["CLAIMLAB_FRESH"] = "1"  # a student's guesses must not leak into compared outputs
    config.option.nbval_sanitize_with = getattr(config.option, "nbval_sanitize_with", None) or str(
        Path(__file__).with_name("nbval.cfg")
    )
    if only_papers(config.args) and not config.option.collectonly:
        standard = config.pluginmanager.get_plugin("terminalreporter")
        if standard:
            config.pluginmanager.unregister(standard)
        config.pluginmanager.register(StudentReporter(), "student-reporter")
    config.stash[PAPERS] = Papers(config)


def pytest_unconfigure(config: Any) -> None:
    if PAPERS in config.stash:
        config.stash[PAPERS].stop()
    while EARLY:
        EARLY.pop().stop()


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path: Path, parent: Any) -> Any:
    found = yield  # nbval has its say first; papers are then taken from it
    if file_path.suffix != ".ipynb":
        return found
    reporter = parent.config.pluginmanager.get_plugin("student-reporter")
    if file_path.is_symlink():
        if reporter:
            reporter.notes.append(
                f"{plain(file_path.name)} is a link and was left out. Copy the file itself into the folder."
            )
        return []
    if _is_paper(file_path) or (reporter and not found):
        # A file outside the course folder would else have no name in the JUnit file.
        outside = (
            None if file_path.is_relative_to(parent.config.rootpath) else f"{file_path.parent.name}/{file_path.name}"
        )
        return [PaperFile.from_parent(parent, path=file_path, nodeid=outside)]
    return found


class Papers:
    """The papers of this run and their results, as the server gives them."""

    def __init__(self, config):
        self.config, self.server, self.results, self.coming, self.files = config, None, {}, None, []

    def driver(self) -> "Driver":
        if self.server is None:
            self.server = (
                EARLY.pop()
                if EARLY
                else _driver(self.config.invocation_params.args, jobs=1 if os.environ.get("PYTEST_XDIST_WORKER") else 0)
            )
        return self.server

    def result(self, path: Path) -> Any:
        from .papers import crowded

        if self.coming is None:
            self.coming = self.driver().mark(list(dict.fromkeys(self.files)) or [path], crowded)
        while path not in self.results:
            one = next(self.coming)
            self.results[Path(one.path)] = one
        return self.results[path]

    def stop(self) -> None:
        if self.server:
            self.server.stop()


PAPERS = pytest.StashKey[Papers]()
PLACES = count()  # items in the order in which they are collected


def pytest_collection_finish(session: Any) -> None:
    """All papers whose tasks were chosen go to the server at once."""
    papers = session.config.stash[PAPERS]
    papers.files = list(dict.fromkeys(item.path for item in session.items if isinstance(item, TaskItem)))


class PaperFile(pytest.File):
    """A paper: run once, judged task by task."""

    def collect(self) -> Iterator:
        from .papers import NoTasks, Unreadable, read

        try:
            tasks = self.config.stash[PAPERS].driver().tasks(read(self.path).set_name)
        except NoTasks as problem:
            reporter = self.config.pluginmanager.get_plugin("student-reporter")
            if reporter:
                reporter.notes.append(plain(problem))
            return
        except Unreadable as problem:  # an item of its own, so that the other papers of a class are still checked
            yield FileItem.from_parent(self, name=self.path.name, problem=plain(problem))
            return
        except Exception as problem:  # one bad paper is one bad line
            yield FileItem.from_parent(
                self, name=self.path.name, problem=f"{plain(self.path.name)} cannot be judged: {plain(problem)}"
            )
            return
        for task_id, title, _ in tasks:
            yield TaskItem.from_parent(self, name=f"{task_id} {title}", task_id=task_id)

    def result(self) -> Any:
        return self.config.stash[PAPERS].result(self.path)


class TaskItem(pytest.Item):
    """One task of a paper."""

    def __init__(self, *, task_id, parent, **rest):
        super().__init__(parent=parent, **rest)
        self.paper, self.task_id, self.place = parent, task_id, next(PLACES)

    def runtest(self) -> None:
        from .driver import Line

        result = self.paper.result()
        line = next(
            (one for one in result.lines if one.id == self.task_id), Line(self.task_id, "", "not yet", result.problem)
        )
        self.user_properties.append(("state", line.state))
        if line.state != "done":
            raise Unsolved(line.state + (f": {plain(line.hint)}" if line.hint else ""))

    def repr_failure(self, excinfo: Any, style: Any = None) -> str:
        return str(excinfo.value)

    def reportinfo(self) -> tuple:
        return self.path, None, self.name


class FileItem(pytest.Item):
    """A paper that cannot be read, and why."""

    def __init__(self, *, problem, **rest):
        super().__init__(**rest)
        self.problem, self.place = problem, next(PLACES)

    def runtest(self) -> None:
        raise Unsolved(f"not yet: {self.problem}")

    def repr_failure(self, excinfo: Any, style: Any = None) -> str:
        return str(excinfo.value)

    def reportinfo(self) -> tuple:
        return self.path, None, self.name


class Unsolved(Exception):
    """A task that is not done; its text is all a student needs."""


class StudentReporter:
    """Prints what a student needs: a line a task, notes about the file, and how many are done; each file when it is ready."""

    def __init__(self):
        self.lines, self.notes, self.printed, self.several, self.holds = [], [], 0, False, []

    def pytest_collection_finish(self, session: Any) -> None:
        self.several = len({item.path for item in session.items}) > 1

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.when == "call" or report.failed:
            text = "done" if report.passed else plain(report.longrepr)
            self.lines.append((plain(report.nodeid.split("::", 1)[-1]), text))

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed:
            self.notes.append(plain(report.longrepr))

    def pytest_runtest_teardown(self, item: Any, nextitem: Any) -> None:
        if nextitem is None or nextitem.path != item.path:
            self.block(item)

    def block(self, item: Any) -> None:
        path = item.path
        result = item.config.stash[PAPERS].results.get(path) if isinstance(item, TaskItem) else None
        shown = (
            path.relative_to(item.config.rootpath)
            if path.is_relative_to(item.config.rootpath)
            else Path(path.parent.name, path.name)
        )
        self.holds = self.holds or (result.holds if result else [])
        out = [""] * bool(self.printed) + [plain(shown.as_posix())] * self.several
        out += [f"{SIGNS.get(text.split(':', 1)[0], '✗')} {name}: {text}" for name, text in self.lines]
        out += [f"! {plain(note)}" for note in (result.notes if result else ())]
        older = result and not self.several and _older(path)
        out += [f"! {older}"] if older else []
        out.append(f"{sum(text == 'done' for _, text in self.lines)} of {len(self.lines)} done")
        self.put(item.config, "\n".join(out) + "\n")
        self.lines, self.printed = [], self.printed + 1

    def put(self, config: Any, text: str) -> None:
        """Print while the session still runs: what pytest captures would be lost."""
        capture = config.pluginmanager.getplugin("capturemanager")
        with capture.global_and_fixture_disabled() if capture else nullcontext():
            put(text)

    def pytest_internalerror(self, excrepr: object) -> None:
        """The check itself failed: nothing of it may be hidden."""
        put(f"The check itself failed. Tell whoever keeps the course:\n{excrepr}\n")

    def pytest_keyboard_interrupt(self) -> None:
        self.notes.append("Stopped from the keyboard.")

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: Any) -> None:
        out = [f"! {note}" for note in dict.fromkeys(self.notes)]
        if self.several and self.holds:
            out += [f"Each file ran by itself, with {'; '.join(self.holds)}."]
        if not out and not self.printed:
            out = ["There is nothing to check here."]
        if out:
            put("\n".join([""] * (self.printed > 1) + out) + "\n")


def _older(path):
    """One sentence when a student's own file is older than the last check in its notebook, else "".

    The journal says in which notebook a check ran, so a paper from elsewhere is never compared.
    """
    from datetime import UTC, datetime

    from ..student.journal import last_check

    checked, saved = last_check(path), datetime.fromtimestamp(path.stat().st_mtime, UTC)
    if checked and checked > saved:
        return (
            f"The saved file ({saved.astimezone():%H:%M}) is older than your last check in the notebook "
            f"({checked.astimezone():%H:%M}). Save the notebook, then run this again."
        )
    return ""
