"""`claimlab mark FOLDER`: mark a class and tell its teacher what the class got wrong.

FOLDER is what `claimlab collect` made, or any folder with papers at any depth. Results are written when they are ready;
a run that was stopped goes on where it ended, and only papers that changed are marked again.
"""

import csv
import hashlib
import json
import re
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from .. import course
from ..course import Told
from . import pages, platform
from .driver import CELL_LIMIT, PAPER_LIMIT, Driver, Line, Result
from .papers import crowded, notebooks, read
from .spreadsheet import table
from .words import plain, put


class CannotMark(Told):
    """The folder holds nothing to mark, or the target cannot be used."""


@dataclass
class Sheet:
    """One paper of one student, marked. written: [prompt, text] of what the computer cannot mark; code: for comparing."""

    student: str
    id: str
    file: str
    result: Result
    handed_in: str = ""
    written: list = field(default_factory=list)
    code: str = ""

    @property
    def points(self) -> float:
        return round(sum(line.points for line in self.result.lines), 2)


def fingerprint() -> str:
    """Marks depend on the tasks, the tables and the engine: whatever of these changes, papers are marked anew."""
    mark, home = hashlib.sha256(), course.root()
    engine = Path(__file__).resolve().parents[1]
    for folder, pattern in (
        (home / "course", "*.py"),
        (home / "data", "*"),
        (engine / "checks", "*.py"),
        (engine / "handin", "*.py"),
    ):
        for path in sorted(folder.rglob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                mark.update(path.read_bytes())
    return mark.hexdigest()[:16]


def students(folder: Path, papers: list[Path]) -> dict[Path, dict]:
    """{paper: {"student", "id", "handed_in"}}: from collected.csv where there is one, else from the folders and names."""
    from ..checks.task import sets
    from .collect import whose

    listed = {}
    table = folder / "collected.csv"
    if table.is_file():
        with open(table, encoding="utf-8-sig", newline="") as file:
            listed = {row.get("file", ""): row for row in csv.DictReader(file)}
    known, found = sets(), {}
    for path in papers:
        inside = path.relative_to(folder)
        row = listed.get(inside.as_posix())
        if row is None:
            student, number, _ = whose(PurePosixPath(inside), known)
            row = {"student": student, "id": number, "handed_in": ""}
        found[path] = row
    return found


def unread(folder: Path) -> list[dict]:
    """The rows of collected.csv that are no paper: who handed in something that cannot be marked, and why."""
    table = folder / "collected.csv"
    if not table.is_file():
        return []
    with open(table, encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if not row.get("set")]


def written(paper: Any, original: Any) -> list:
    """What a student wrote where the set asks for words: [prompt, text]. `original`: the set as it was handed out."""
    if original is None:
        return []
    before = {one: source for one, source in original.texts if one}
    found = []
    for one, source in paper.texts:
        old = before.get(one)
        if old is None or "(double-click" not in old:
            continue
        prompt, _, _ = old.partition("(double-click")
        kept = set(old.splitlines())
        lines = [line for line in source.splitlines() if line not in kept]
        text = " ".join(line.partition("write):")[2] or line for line in lines)
        text = text.replace(prompt.strip(), "").strip(" …")
        found.append([plain(prompt.strip(" *#\n").splitlines()[-1] if prompt.strip() else one, 100), plain(text, 5000)])
    return found


def own_code(paper: Any, original: Any) -> str:
    """The code that the student wrote, without comments and spaces, for finding equal papers."""
    given = {cell["source"] for cell in original.cells} if original else set()
    lines = []
    for cell in paper.cells:
        if cell["source"] not in given and not cell["source"].lstrip().startswith("check("):
            lines += [re.sub(r"\s+|#.*$", "", line) for line in cell["source"].splitlines()]
    return "\n".join(line for line in lines if line)


def equal_papers(sheets: list[Sheet]) -> list[list[Sheet]]:
    """Groups of papers of different students with the same code. Equal is no proof: short right answers often agree."""
    groups: dict[tuple, list] = {}
    for sheet in sheets:
        if len(sheet.code) >= 200:
            groups.setdefault(
                (sheet.result.set_name, hashlib.sha256(sheet.code.encode("utf-8", "replace")).hexdigest()), []
            ).append(sheet)
    return [group for group in groups.values() if len({(one.student, one.id) for one in group}) > 1]


class Marker:
    """Marks the papers of a folder into a target folder."""

    def __init__(self, folder: Path, target: Path, tell=put):
        self.folder, self.target, self.tell = folder, target, tell
        self.papers = [path for path in notebooks(folder) if not path.is_relative_to(target)]
        if not self.papers:
            raise CannotMark(
                f"There is no notebook in {plain(folder)}. Collect the hand-ins first: claimlab collect SOURCE"
            )
        self.about = students(folder, self.papers)
        self.state, self.seconds = target / "results.jsonl", 0.0
        self.originals: dict = {}

    def known(self, mark: str) -> dict:
        """Results of an earlier run that still hold: {file: (hash, result)}."""
        found = {}
        if self.state.is_file():
            for text in self.state.read_text(encoding="utf-8").splitlines():
                try:
                    one = json.loads(text)
                    if one["course"] == mark:
                        result = one["result"]
                        result["lines"] = [Line(**line) for line in result["lines"]]
                        found[one["file"]] = (one["hash"], Result(**{**result, "path": self.folder / one["file"]}))
                except (ValueError, KeyError, TypeError):  # the last line of a run that was stopped
                    continue
        return found

    def go(self, driver_options: dict) -> list[Sheet]:
        """Mark what is not marked yet. Returns a sheet a paper."""
        began, mark = time.monotonic(), fingerprint()
        self.target.mkdir(parents=True, exist_ok=True)
        known, results, todo = self.known(mark), {}, []
        hashes = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in self.papers}
        for path in self.papers:
            old = known.get(path.relative_to(self.folder).as_posix())
            if old and old[0] == hashes[path]:
                results[path] = old[1]
            else:
                todo.append(path)
        if results:
            self.tell(f"{len(results)} papers were marked before and did not change.\n")
        width = len(str(len(todo)))
        with open(self.state, "a", encoding="utf-8") as out, Driver(**driver_options) if todo else _Nothing() as driver:
            for number, result in enumerate(driver.mark(todo, crowded) if todo else (), 1):
                results[result.path] = result
                file = result.path.relative_to(self.folder).as_posix()
                entry = {
                    "file": file,
                    "hash": hashes[result.path],
                    "course": mark,
                    "result": {**asdict(result), "path": ""},
                }
                out.write(json.dumps(entry, ensure_ascii=True) + "\n")
                out.flush()
                said = (
                    plain(result.problem)
                    if result.problem
                    else f"{result.set_name}  {result.done} of {len(result.lines)}"
                )
                self.tell(f"[{number:>{width}}/{len(todo)}] {plain(self.about[result.path]['student'], 60)}  {said}\n")
        self.seconds = time.monotonic() - began
        return [self.sheet(path, results[path]) for path in self.papers if path in results]

    def original(self, set_name: str) -> Any:
        if set_name not in self.originals:
            try:
                self.originals[set_name] = read(course.exercise_set(set_name))
            except Exception:
                self.originals[set_name] = None
        return self.originals[set_name]

    def sheet(self, path: Path, result: Result) -> Sheet:
        row = self.about[path]
        sheet = Sheet(
            plain(row["student"], 100),
            plain(row["id"], 40),
            path.relative_to(self.folder).as_posix(),
            result,
            row.get("handed_in", ""),
        )
        if result.set_name:
            paper, original = read(path), self.original(result.set_name)
            sheet.written, sheet.code = written(paper, original), own_code(paper, original)
        return sheet


class _Nothing:
    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


def write(sheets: list[Sheet], target: Path, seconds: float, unread: list[dict]) -> None:
    """All that a teacher gets: marks.csv, totals.csv, written_answers.csv, platform files, summary.html, feedback/."""
    marked = [sheet for sheet in sheets if sheet.result.lines]
    table(
        target / "marks.csv",
        ("student", "id", "set", "task", "title", "state", "mistake", "points", "hint"),
        (
            (
                s.student,
                s.id,
                s.result.set_name,
                line.id,
                line.title,
                line.state,
                line.kind if line.state == "not yet" else "",
                line.points,
                plain(line.hint),
            )
            for s in marked
            for line in s.result.lines
        ),
    )
    table(
        target / "totals.csv",
        ("student", "id", "set", "done", "tasks", "points", "handed_in", "file", "problem"),
        (
            (
                s.student,
                s.id,
                s.result.set_name,
                s.result.done,
                len(s.result.lines),
                s.points,
                s.handed_in,
                s.file,
                plain(s.result.problem),
            )
            for s in sheets
        ),
    )
    table(
        target / "written_answers.csv",
        ("student", "id", "set", "question", "answer", "points", "comment"),
        ((s.student, s.id, s.result.set_name, prompt, text, "", "") for s in marked for prompt, text in s.written),
    )
    platform.write(marked, target)
    pages.write(sheets, equal_papers(marked), target, seconds, unread)


def main(
    folder: Path,
    to: Path | None = None,
    jobs: int = 0,
    cell_limit: float = CELL_LIMIT,
    paper_limit: float = PAPER_LIMIT,
    roster: Path | None = None,
    column: str = "",
) -> int:
    """The command `claimlab mark FOLDER`."""
    named, folder = folder, folder.resolve()
    target = (to or folder.with_name(f"{folder.name}_marks")).resolve()
    try:
        if not folder.is_dir():
            raise CannotMark(f"There is no folder {plain(named)}. Collect the hand-ins first: claimlab collect SOURCE")
        marker = Marker(folder, target)
        sheets = marker.go({"jobs": jobs, "limit": cell_limit, "budget": paper_limit})
        write(sheets, target, marker.seconds, lost := unread(folder))
        filled = platform.fill(roster, column, sheets, target) if roster else []
    except (Told, OSError) as problem:
        print(plain(problem), file=sys.stderr)
        return 1
    for note in filled:
        put(f"! {plain(note)}\n")
    bad = [sheet for sheet in sheets if sheet.result.problem]
    for sheet in bad:
        put(f"! {sheet.student}: {plain(sheet.result.problem)}\n")
    for row in lost:
        put(f"! {plain(row['student'])}: {plain(row['note'])}\n")
    holds = next((sheet.result.holds for sheet in sheets if sheet.result.holds), [])
    put(
        f"{len(sheets) - len(bad)} papers marked in {marker.seconds:.0f} seconds, each by itself, with {'; '.join(holds) or 'nothing'}.\n"
    )
    put(f"Read first: {target / 'summary.html'}\n")
    return 0
