"""The engine is tested on a course of its own: the small one that `claimlab new` lays. No test here knows a real lesson."""

import contextlib
import copy
import json
import sys

import pytest

from claimlab import course
from claimlab.evidence import passport
from claimlab.workshop import build, new, reader


@pytest.fixture(scope="session")
def laid(tmp_path_factory):
    """The small course, sealed, with its notebooks as they are before any cell has run."""
    folder = tmp_path_factory.mktemp("small") / "course"
    new.lay(folder)
    with contextlib.chdir(folder), OwnModules():
        passport.seal(folder / "data", folder)
        for source in reader.sources():
            for path in reader.outputs(source):
                path.parent.mkdir(exist_ok=True)
                path.write_text(json.dumps(_without_running(source, path)), encoding="utf-8")
    return folder


def _without_running(source, path):
    made = copy.deepcopy(reader.read(source))
    made.cells = reader.for_folder(made.cells, path.parent.name)
    for cell in made.cells:
        if cell.cell_type == "code":
            cell.source = build.code(cell, path)
    build.tidy(made, source, {})
    return made


class OwnModules:
    """The modules of the small course are its own: those of the course around it come back afterwards."""

    def __enter__(self):
        self.theirs = {name: module for name, module in sys.modules.items() if name.split(".")[0] == "course"}
        self.path = list(sys.path)
        course.forget()

    def __exit__(self, *_):
        course.forget()
        sys.modules.update(self.theirs)
        sys.path[:] = self.path


@pytest.fixture(autouse=True)
def home(laid, tmp_path_factory, monkeypatch):
    """A copy of the small course, to read and to spoil; the test runs in its folder notebooks/."""
    import shutil

    folder = tmp_path_factory.mktemp("home") / "course"
    shutil.copytree(laid, folder)
    monkeypatch.chdir(folder / "notebooks")
    with OwnModules():
        yield folder


@pytest.fixture
def live(home, monkeypatch):
    """A notebook in use: guesses and progress are read and written, in a my_work/ of its own. Returns that folder."""
    from claimlab.student import store

    monkeypatch.delenv("CLAIMLAB_FRESH", raising=False)
    for one in (store.GUESSES, store.PROGRESS, store.VERDICTS):
        monkeypatch.setattr(one, "here", {})
    return home / "my_work"
