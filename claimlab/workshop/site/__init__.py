"""`claimlab site FOLDER`: the course as one folder of static files with two doors, to read and to run. No server."""

import argparse
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
        book.write(folder / f"{name}.html", book.render(f"{name}.html", **shown))


def main(argv: list[str] | None = None) -> int:
    """The command `claimlab site FOLDER`."""
    parser = argparse.ArgumentParser(prog="claimlab site", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the site goes: a new or an empty folder")
    parser.add_argument("--repository", default="", metavar="OWNER/NAME", help="where the course lies on GitHub")
    parser.add_argument("--door", choices=("read", "lab"), help="build only one of the two doors")
    parser.add_argument(
        "--pyodide",
        default="",
        metavar="FOLDER",
        help="copy Pyodide from this folder (a whole release, unpacked) into the site; left out, readers' browsers "
        "load it from the address that JupyterLite names",
    )
    parser.add_argument(
        "--jupyterlite", default=sys.executable, metavar="PYTHON", help="the Python that has JupyterLite; this one"
    )
    chosen = parser.parse_args(argv)
    began = time.monotonic()
    if chosen.folder.exists() and any(chosen.folder.iterdir()):
        print(f"{chosen.folder} is not empty. Name a new folder, or delete that one.", file=sys.stderr)
        return 2
    try:
        doors = (chosen.door,) if chosen.door else ("read", "lab")
        build(chosen.folder, chosen.repository, doors, chosen.pyodide, chosen.jupyterlite)
    except (book.SiteProblem, course.NoCourse) as problem:
        print(problem, file=sys.stderr)
        return 1
    print(
        f"Built {chosen.folder} in {time.monotonic() - began:.0f} s. Open {chosen.folder / 'index.html'} in a browser."
    )
    return 0
