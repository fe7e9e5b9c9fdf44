"""Shared by all tests: no test reads or writes a student's own files, and each file of tests leaves what it found."""

import os
import sys
from pathlib import Path

import pytest

os.environ["CLAIMLAB_FRESH"] = "1"
os.environ.setdefault("MPLBACKEND", "agg")


def _modules():
    return getattr(sys.modules.get("course"), "__path__", None)


@pytest.fixture(scope="module", autouse=True)
def left_as_found():
    """Tests that run after a file of tests, in the same process, see the course that they saw before it.

    The working directory decides which course that is; the modules of a course may be imported, but not exchanged.
    """
    here, modules = Path.cwd(), _modules()
    yield
    assert Path.cwd() == here, "a test has changed the working directory and not gone back"
    assert modules in (None, _modules()), "a test has left the modules of another course"
