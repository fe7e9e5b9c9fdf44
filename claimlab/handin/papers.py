"""What a paper is: a notebook with tasks of this course in it, wherever it lies and whatever it is called."""

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from .. import course
from ..checks.task import sets
from ..evidence.tables import changed
from ..seal import broken, seals
from ..student.files import hiding as hiding_names
from .cells import CHECK_CALL
from .letters import hidden_checks, mend

LARGEST_MB = 100
BESIDE = (
    ".py",
    ".csv",
    ".txt",
    ".json",
    ".geojson",
    ".png",
)  # small files of the student's own that a notebook may read
BESIDE_MB = 2
KEPT = ("progress.json", "guesses.json", "verdicts.json")  # the course's own memory of a student
IMPORT = re.compile(r"^\s*(?:import|from)\s+claimlab\b", re.M)
TABLE = re.compile(r"\bdata/([\w./-]+\.csv)")
COURSE_FOLDERS = ("notebooks", "solutions")  # made by the course, run by nbval


class Unreadable(Exception):
    """The file is no notebook. The message says what to do."""


class NoTasks(Exception):
    """A readable notebook that holds no tasks of this course."""


@dataclass
class Paper:
    """One hand-in: its set, its code cells as {"source", "owner"}, what the student wrote, and notes about the file."""

    path: Path
    set_name: str
    cells: list
    texts: list
    hidden: dict  # checks that cannot be found because of a wrong letter: {task id: sentence}
    notes: list = field(default_factory=list)


def is_course_folder(folder: Path) -> bool:
    """True for a folder of notebooks that the course itself brings, solved: they stay with nbval."""
    return folder.name in COURSE_FOLDERS and (folder.parent / course.MANIFEST).is_file()


def notebooks(folder: Path) -> list[Path]:
    """The notebooks below a folder, at any depth; nothing behind links or in hidden folders."""
    return sorted(
        path
        for path in folder.rglob("*.ipynb")
        if not path.is_symlink() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def crowded(path: Path) -> bool:
    """True when the folder holds papers of several students: three or more notebooks with tasks of the same set."""
    number = re.compile(r"check\(\s*[\\\"']+(\d\d)\.")
    counts: Counter[str] = Counter()
    for one in path.parent.glob("*.ipynb"):
        try:
            counts.update(set(number.findall(one.read_text(encoding="utf-8", errors="replace"))))
        except OSError:
            continue
    return max(counts.values(), default=0) > 2


def is_paper(path: Path) -> bool:
    """True for a notebook that holds tasks, or that was meant to be one: not the course's own lessons and solutions."""
    path = Path(path)
    if path.suffix != ".ipynb" or path.name.startswith(".") or ".ipynb_checkpoints" in path.parts:
        return False
    if is_course_folder(path.parent):
        return False
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return True  # what cannot be read is told, not passed over
    if CHECK_CALL.search(text.replace('\\"', '"')) or re.search(r'"set"\s*:\s*"\d\d_|exercises/\d\d_', text):
        return True
    try:
        json.loads(text)["cells"]
    except Exception:
        return True
    return False


def read(path: Path) -> Paper:
    """Read a paper. Raises Unreadable or NoTasks, each with one sentence."""
    path = Path(path)
    book = _load(path)
    cells, texts, notes = [], [], []
    for number, cell in enumerate(book["cells"]):
        try:
            source, kind = _source(cell), cell["cell_type"]
        except (KeyError, TypeError, AttributeError):
            notes.append(f"Cell {number + 1} of the file is damaged and was left out.")
            continue
        if kind == "code" and source.strip():
            cells.append({"source": source, "owner": _owner(cell)})
        elif kind == "markdown":
            texts.append((str(cell.get("id", ""))[:80], source))
    if not any(cell["owner"] for cell in cells):
        _guess_owners(cells)
    name = _set_of(book, cells)
    if name is None:
        raise NoTasks(f"{path.name} holds no tasks of this course, so there is nothing to check.")
    double = _double(book["cells"])
    if double:
        notes.append(
            f"Two cells carry the same id ({double}): one was copied outside JupyterLab. "
            "Open the notebook in JupyterLab and save it; that mends it."
        )
    for cell in cells:
        cell["source"], cell["letters"] = mend(cell["source"])
        if cell["letters"]:
            notes.append(cell["letters"])
    hidden = {one: said for cell in cells for one, said in hidden_checks(cell["source"]).items()}
    return Paper(path, name, cells, texts, hidden, notes + spoilt(cells))


def _load(path):
    broken = f"{path.name} cannot be read as a notebook. Rename it, run claimlab start, and copy your code over."
    try:
        size = path.stat().st_size
        if size > LARGEST_MB * 2**20:
            raise Unreadable(
                f"{path.name} is larger than {LARGEST_MB} MB. Clear all outputs in JupyterLab, save it, and hand it in again."
            )
        book = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as problem:
        raise Unreadable(
            f"{path.name} cannot be opened ({problem.strerror}). Copy the exercises with: claimlab start"
        ) from None
    except (ValueError, RecursionError, MemoryError):
        raise Unreadable(broken) from None
    if not isinstance(book, dict) or not isinstance(book.get("cells"), list):
        if isinstance(book, dict) and isinstance(book.get("worksheets"), list):
            raise Unreadable(f"{path.name} has an old notebook format. Open it in JupyterLab and save it.")
        raise Unreadable(broken)
    if book["cells"] and not any(
        isinstance(cell, dict) and "source" in cell and isinstance(cell["source"], (str, list))
        for cell in book["cells"]
    ):
        raise Unreadable(broken)
    return book


def _source(cell):
    source = cell["source"]
    return source if isinstance(source, str) else "".join(str(line) for line in source)


def _owner(cell):
    about = cell.get("metadata")
    about = about.get("claimlab") if isinstance(about, dict) else None
    task = about.get("task") if isinstance(about, dict) else None
    return task if isinstance(task, str) else ""


def _guess_owners(cells):
    """Whose cell is it, where another program has taken that mark off? That of the check below.

    Above the first check lies the set-up too: there only the nearest cell counts, and none that imports the course.
    """
    pending, first = [], True
    for cell in cells:
        asked = CHECK_CALL.findall(cell["source"])
        if not asked:
            pending = [] if IMPORT.search(cell["source"]) else [*pending, cell]
            continue
        for one in (pending[-1:] if first else pending) + [cell] * (not IMPORT.search(cell["source"])):
            one["owner"] = asked[0]
        pending, first = [], False


def spoilt(cells: list[dict]) -> list[str]:
    """A sentence for each table that the cells read and that is no longer the one of the course."""
    folder = course.data()
    known = seals(folder)
    said = []
    for name in dict.fromkeys(name for cell in cells for name in TABLE.findall(cell["source"])):
        try:
            if broken((folder / name).read_bytes(), known.get(name)) == "changed":
                said.append(changed(name))
        except OSError:  # the cell that reads it says so
            continue
    return said


def _set_of(book, cells):
    """By the tasks in it first; then by what the file says of itself."""
    known = {name[:2]: name for name in sets()}
    asked = Counter(
        known[found[:2]] for cell in cells for found in CHECK_CALL.findall(cell["source"]) if found[:2] in known
    )
    asked.update(
        known[cell["owner"][:2]]
        for cell in cells
        if cell["owner"][:2] in known and re.fullmatch(r"\d\d\.\d+", cell["owner"])
    )
    if asked:
        return asked.most_common(1)[0][0]
    about = book.get("metadata")
    about = about.get("claimlab") if isinstance(about, dict) else None
    about = about if isinstance(about, dict) else {}
    if str(about.get("source", "")).endswith("lesson.md"):
        return None
    # Copies made before sets were named carry only the name of their source.
    said = [str(about.get("set", "")), Path(str(about.get("source", ""))).stem]
    return next((name for name in said if name in known.values()), None)


def _double(cells):
    ids = Counter(str(cell["id"])[:80] for cell in cells if isinstance(cell, dict) and cell.get("id"))
    return next((one for one, times in sorted(ids.items()) if times > 1), "")


def beside(path: Path, crowd: bool) -> tuple[dict[str, bytes], list[str]]:
    """The student's own small files next to a paper, and a note for each that hides a package.

    crowd: the folder holds papers of several students; then nothing is taken along.
    """
    if crowd:
        return {}, []
    hiding = hiding_names(path.parent)
    notes = [
        f"{one} beside the notebook has the name of a package, and Python reads it in its place. Give it another name."
        for one in hiding
    ]
    taken, room = {}, BESIDE_MB * 2**20
    for one in sorted(path.parent.iterdir()):
        unwanted = one.name in hiding or one.name == "conftest.py" or one.name in KEPT
        if unwanted or one.suffix not in BESIDE or one.is_symlink() or not one.is_file():
            continue
        if one.stat().st_size <= room:
            room -= one.stat().st_size
            taken[one.name] = one.read_bytes()
    return taken, notes
