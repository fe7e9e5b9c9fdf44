"""`claimlab site FOLDER`: the course as one folder of static files with two doors, to read and to run. No server."""

import sys
import tempfile
import time
from pathlib import Path

from ... import course
from . import book, lab


def build(
    folder: Path,
    repository: str = "",
    doors: tuple[str, ...] = ("read", "lab"),
    pyodide: str = "",
    jupyter: str = sys.executable,
) -> None:
    """Build the site into `folder`, which must be new or empty. Raises SiteProblem.

    repository: OWNER/NAME on GitHub, for the links to Binder and to a copy of the course. doors: which of the two.
    pyodide, jupyter: see lab.build.
    """
    links = {
        "binder": f"https://mybinder.org/v2/gh/{repository}/HEAD" if repository else "",
        "repository": f"https://github.com/{repository}" if repository else "",
    }
    stamp, editions = book.edition(), {}
    with tempfile.TemporaryDirectory() as work:
        if "read" in doors:
            book.build(folder / "read", Path(work), links)
        if "lab" in doors:
            editions = lab.build(folder / "lab", Path(work), pyodide, jupyter, stamp)
    shown = {"editions": editions, "doors": links, "lessons": course.lessons(), "lab": "lab" in doors, "edition": stamp}
    for name in ("index", "run"):
        book.write(folder / f"{name}.html", book.render(f"{name}.html", above="", **shown))
    if "lab" in doors:  # the start check once more where the lab's worker keeps it: it opens without a network too
        book.write(folder / "lab" / "run.html", book.render("run.html", above="../", **shown))


def main(
    folder: Path, repository: str = "", door: str = "", pyodide: str = "", jupyterlite: str = sys.executable
) -> int:
    """The command `claimlab site FOLDER`."""
    began = time.monotonic()
    if folder.exists() and any(folder.iterdir()):
        print(f"{folder} is not empty. Name a new folder, or delete that one.", file=sys.stderr)
        return 2
    build(folder, repository, (door,) if door else ("read", "lab"), pyodide, jupyterlite)
    print(f"Built {folder} in {time.monotonic() - began:.0f} s. Open {folder / 'index.html'} in a browser.")
    return 0
