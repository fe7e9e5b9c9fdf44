"""First aid in a notebook: a file that is not found, and a pandas that is too old, are told in one sentence each.

pandas alone shows a page of its own code for a mistyped table, and the page begins far from the student's line.
"""

import sys
from importlib import metadata
from pathlib import Path

from .. import course

ROOMS = "notebooks/, exercises/ or my_work/"


def give():
    """Stand by in the running notebook. Does nothing anywhere else."""
    ipython = sys.modules.get("IPython")
    shell = ipython and ipython.get_ipython()
    if not shell:
        return
    shell.set_custom_exc((FileNotFoundError,), _show)
    try:
        old = outdated(metadata.version("pandas"))
    except metadata.PackageNotFoundError:  # not installed, only lying there: claimlab doctor has words for that
        return
    if old:
        print(old)


def _show(shell, kind, problem, trace, tb_offset=None):
    """Give the sentence in place of the traceback, where we know one. IPython calls this."""
    sentence = lost(problem.filename)
    if sentence:
        line = trace.tb_next.tb_lineno if trace.tb_next else trace.tb_lineno  # the first frame is IPython's own
        problem._render_traceback_ = lambda: [f"{kind.__name__} in line {line} of this cell: {sentence}"]
    shell.showtraceback((kind, problem, trace), tb_offset=tb_offset)


def lost(filename, here=None):
    """Why a file was not found and what to do: one or two sentences, or "" for a file that is none of the course's.

    filename: as the student wrote it. here: the folder in which the notebook runs.
    """
    here = Path(here or Path.cwd())
    wanted = Path(str(filename))
    if wanted.suffix not in (".csv", ".geojson", ".json"):
        return ""
    if (here / "../data").resolve() != course.data():
        return (
            f"{wanted.as_posix()} was not found, because this notebook runs in {here.name or here}. "
            f"It must lie in {ROOMS} of the course folder {course.root().name}: move it there and open it again."
        )
    path = (here / wanted).resolve()
    if not path.is_relative_to(course.data()):
        return f"{wanted.as_posix()} was not found. The tables of the course begin with ../data/"
    name = path.relative_to(course.data()).as_posix()
    known = _known()
    if name in known:
        return f"The table data/{name} is missing. Bring it back with: git checkout -- data/{name}"
    from difflib import get_close_matches

    near = get_close_matches(path.stem, [Path(one).stem for one in known], n=1, cutoff=0.7)
    beside = [Path(one).name for one in known if path.parent == (course.data() / one).parent != course.data()]
    if near:
        more = f" Did you mean ../data/{next(one for one in known if Path(one).stem == near[0])}?"
    elif beside:
        more = f" That folder has {', '.join(beside)}."
    else:
        more = " data/README.md lists all tables."
    return f"There is no table ../data/{name}.{more}"


def _known():
    """Names of all tables, from the passport; without one, of the files that are there."""
    from ..evidence.passport import resources

    try:
        return [entry["path"] for entry in resources()]
    except Exception:
        return [path.relative_to(course.data()).as_posix() for path in course.data().rglob("*.csv")]


def outdated(have):
    """One sentence when this pandas is of an older kind than the one the course was made with, else ""."""
    made = next(
        (line.split("==")[1] for line in metadata.requires("claimlab") or () if line.startswith("pandas==")), have
    )
    if int(have.split(".")[0]) >= int(made.split(".")[0]):
        return ""
    return f"This course was made with pandas {made}, and this notebook runs with pandas {have}: some cells will fail. Run: claimlab doctor"
