"""`claimlab collect SOURCE`: gather hand-ins from whatever a class sends back into one folder a student.

SOURCE is a folder or a zip: notebooks side by side, a folder a student, the download of a learning platform, clones of
GitHub Classroom, zips inside. Nothing in SOURCE is changed, and only the target is written to.
"""

import csv
import io
import os
import re
import stat
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from .. import course
from ..course import Told
from .papers import NoTasks, Unreadable, read
from .words import plain, put

MOST_FILES, MOST_MB, ONE_MB, MOST_DEEP = 20_000, 2_000, 100, 3
SKIPPED = {
    ".git",
    ".ipynb_checkpoints",
    "__MACOSX",
    ".venv",
    "node_modules",
    "notebooks",
    "solutions",
    "data",
    "claimlab",
    "course",
    "tests",
}
BESIDE = (".py", ".csv", ".txt")
COLUMNS = ("student", "id", "set", "file", "handed_in", "attempts", "note")

# Moodle: "Anna Ivanova_12345_assignsubmission_file_"; Canvas: "ivanovaanna_LATE_12345_67890_02_trade-1.ipynb".
MOODLE = re.compile(r"^(?P<name>.+?)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)_?(?P<rest>.*)$")
CANVAS = re.compile(r"^(?P<name>[^_]+)_(?:LATE_)?(?P<id>\d+)_\d+_(?P<rest>.+)$")


class CannotCollect(Told):
    """The source or the target cannot be used."""


@dataclass
class Found:
    """One file of a hand-in: who, from where, when (UTC), its bytes; or why it was left out."""

    student: str
    id: str
    name: str
    where: str
    at: datetime
    content: bytes = b""
    note: str = ""
    mine: int = 0  # 1 for a copy in my_work/, which counts before the untouched one in exercises/


def files(source: Path) -> Iterator[tuple]:
    """(path inside the source, time, bytes or None, note) of every file. Links, bombs and ways out are refused with a note."""
    budget = [MOST_MB * 2**20, MOST_FILES]
    if source.is_dir():
        yield from _folder(source, budget)
    else:
        yield from _zip(
            source.read_bytes(),
            PurePosixPath(),
            budget,
            0,
            plain(source.name),
            datetime.fromtimestamp(source.stat().st_mtime, UTC),
        )


def _folder(source, budget):
    for top, folders, names in os.walk(source, followlinks=False):
        folders[:] = sorted(one for one in folders if one not in SKIPPED)
        for link in [one for one in folders if Path(top, one).is_symlink()]:
            folders.remove(link)
            yield (
                PurePosixPath(Path(top, link).relative_to(source).as_posix()),
                datetime.now(UTC),
                None,
                "a link, left out",
            )
        for name in sorted(names):
            path = Path(top, name)
            inside = PurePosixPath(path.relative_to(source).as_posix())
            about = path.lstat()
            at = datetime.fromtimestamp(about.st_mtime, UTC)
            if stat.S_ISLNK(about.st_mode):
                yield inside, at, None, "a link, left out"
            elif not stat.S_ISREG(about.st_mode):
                yield inside, at, None, "no plain file, left out"
            elif path.suffix.lower() == ".zip":
                try:
                    content = path.read_bytes()
                except OSError as problem:
                    yield inside, at, None, f"cannot be read ({problem.strerror})"
                    continue
                yield from _zip(content, inside.with_suffix(""), budget, 1, inside.as_posix(), at)
            elif path.suffix.lower() in (".ipynb", *BESIDE):
                yield _taken(inside, at, about.st_size, path.read_bytes, budget)
            else:
                yield inside, at, None, "no notebook"


def _taken(inside, at, size, content, budget):
    if size > ONE_MB * 2**20:
        return inside, at, None, f"larger than {ONE_MB} MB, left out"
    budget[0] -= size
    budget[1] -= 1
    if min(budget) < 0:
        raise CannotCollect(
            f"The hand-ins hold more than {MOST_MB} MB or {MOST_FILES:,} files. Collect them in smaller parts."
        )
    try:
        return inside, at, content(), ""
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError) as problem:
        return inside, at, None, f"cannot be read ({type(problem).__name__})"


def _zip(content, base, budget, deep, shown, made):
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        yield base / "damaged.zip", made, None, "the zip cannot be opened: it is damaged"
        return
    for member in members:
        name = member.filename.replace("\\", "/")
        inside = PurePosixPath(name)
        at = _zip_time(member, made)
        if member.is_dir():
            continue
        if inside.is_absolute() or ".." in inside.parts or ":" in (inside.parts or ("",))[0]:
            yield base / inside.name, at, None, "its path leads out of the zip, left out"
        elif stat.S_ISLNK(member.external_attr >> 16):
            yield base / inside, at, None, "a link, left out"
        elif SKIPPED & set(inside.parts[:-1]) or inside.name.startswith("._"):
            continue
        elif member.flag_bits & 1:
            yield base / inside, at, None, "locked with a password, left out"
        elif member.file_size > 100 * max(member.compress_size, 1) and member.file_size > 10 * 2**20:
            yield base / inside, at, None, "packed suspiciously tight, left out"
        elif inside.suffix.lower() == ".zip":
            if deep >= MOST_DEEP:
                yield base / inside, at, None, "a zip too deep inside other zips, left out"
                continue
            _, _, packed, note = _taken(
                inside, at, member.file_size, lambda member=member: archive.read(member), budget
            )
            if packed is None:
                yield base / inside, at, None, note
            else:
                yield from _zip(packed, base / inside.with_suffix(""), budget, deep + 1, shown, at)
        elif inside.suffix.lower() in (".ipynb", *BESIDE):
            yield _taken(base / inside, at, member.file_size, lambda member=member: archive.read(member), budget)
        else:
            yield base / inside, at, None, "no notebook"


def _zip_time(member, made):
    try:
        return datetime(*member.date_time, tzinfo=UTC)
    except ValueError:
        return made


def whose(inside: PurePosixPath, sets: list[str]) -> tuple[str, str, str]:
    """(student, id, file name) from where a file lies. The set is never taken from the name."""
    for part in inside.parts:
        found = MOODLE.match(part)
        if found:
            rest = found["rest"] if part == inside.name and found["rest"] else inside.name
            return found["name"], found["id"], rest
    found = CANVAS.match(inside.name)
    if found and len(inside.parts) <= 2:
        return found["name"], found["id"], found["rest"]
    folders = [part for part in inside.parts[:-1] if part not in ("my_work", "exercises", "submitted", "submissions")]
    if folders:
        name = folders[0]
        named = next((folder for folder in folders if folder in sets), "")
        if named and named == name and len(folders) > 1:
            name = folders[1]
        # GitHub Classroom: "claims-lab-annaivanova", with my_work/ inside
        if {"my_work", "exercises"} & set(inside.parts) and "-" in name:
            name = name.rpartition("-")[2] or name
        return name, "", inside.name
    stem = PurePosixPath(inside.name).stem
    for one in sets:
        stem = re.sub(rf"[ _-]*{re.escape(one)}(?:{course.TASKS}|{course.MINE})?(?![a-z])[ _-]*", "", stem, flags=re.I)
    stem = re.sub(r"[ _-]*(\(\d+\)|copy\d*|-Copy\d+)$", "", stem, flags=re.I)
    return stem or PurePosixPath(inside.name).stem, "", inside.name


def safe(name: str) -> str:
    """A folder name for a student on any system: letters of any alphabet stay."""
    name = unicodedata.normalize("NFC", plain(name, 90))
    name = re.sub(r'[<>:"/\\|?*]', "_", name).strip(" .")
    return name if name and not re.fullmatch(r"(?i)con|prn|aux|nul|com\d|lpt\d", name) else f"student {name}".strip()


def common_top(found: list, sets: list[str]) -> list:
    """Folders that all files share say nothing about a student, unless it is the folder of one."""
    ours = {f"{one}{more}" for one in sets for more in ("", course.TASKS, course.MINE)}
    while found:
        tops = {inside.parts[0] if len(inside.parts) > 1 else "" for inside, *_ in found}
        if len(tops) > 1 or "" in tops or MOODLE.match(next(iter(tops))):
            return found
        inner = [(PurePosixPath(*inside.parts[1:]), *rest) for inside, *rest in found]
        if "my_work" not in tops and all(inside.parts[0] == "my_work" for inside, *_ in inner):
            return found  # one student's zip of all own work, the only hand-in so far
        flat = [inside for inside, *_ in inner if len(inside.parts) == 1 and inside.suffix == ".ipynb"]
        one_student = (
            flat
            and len(
                {whose(inside, sets)[0] for inside in flat} - {inside.stem for inside in flat if inside.stem in ours}
            )
            < 2
        )
        if one_student or (not flat and any(len(inside.parts) < 2 for inside, *_ in inner)):
            return found
        found = inner
    return found


def collect(source: Path, target: Path) -> list[dict]:
    """Copy the newest paper of each student and set to target/STUDENT/SET.ipynb. Returns the rows of collected.csv.

    Raises CannotCollect when the source cannot be used or the target is not empty.
    """
    from ..checks.task import sets

    source, target = Path(source), Path(target)
    if not source.exists():
        raise CannotCollect(f"There is nothing at {plain(source)}. Name the folder or the zip with the hand-ins.")
    if not source.is_dir() and not zipfile.is_zipfile(source):
        raise CannotCollect(
            f"{plain(source.name)} is neither a folder nor a zip. Name the folder or the zip with the hand-ins."
        )
    if target.exists() and any(target.iterdir()):
        raise CannotCollect(
            f"The folder {plain(target)} is not empty, and nothing is written over. Name another one with --to."
        )
    if source.is_dir() and target.resolve().is_relative_to(source.resolve()):
        raise CannotCollect("The target lies inside the source. Name another folder with --to.")
    known, rows = sets(), []
    papers: dict = {}
    beside: dict = {}
    for inside, at, content, note in common_top(list(files(source)), known):
        student, number, name = whose(inside, known)
        one = Found(student, number, name, inside.as_posix(), at, content or b"", note, int("my_work" in inside.parts))
        key = (safe(student), number)
        if content is None:
            rows.append(_row(one, note=note))
        elif not name.lower().endswith(".ipynb"):
            beside.setdefault(key, []).append(one)
        else:
            set_name, note = _set_of(content, name)
            if set_name:
                papers.setdefault((*key, set_name), []).append(one)
            else:
                rows.append(_row(one, note=note))
    numbers: dict[str, set] = {}
    for name, number, _ in papers:
        numbers.setdefault(name, set()).add(number)
    target.mkdir(parents=True, exist_ok=True)
    for (name, number, set_name), attempts in sorted(papers.items()):
        attempts.sort(key=lambda one: (one.mine, one.at, one.where))
        newest = attempts[-1]
        folder = target / (f"{name}_{number}" if number and len(numbers[name]) > 1 else name)
        folder.mkdir(exist_ok=True)
        path = folder / f"{set_name}.ipynb"
        path.write_bytes(newest.content)
        os.utime(path, (newest.at.timestamp(),) * 2)
        for small in beside.get((name, number), []):
            place = folder / safe(small.name)
            if small.name != "conftest.py" and not place.exists():
                place.write_bytes(small.content)
        others = len(attempts) - 1
        told = f"newest of {len(attempts)}: {plain(PurePosixPath(newest.where).name)}" if others else ""
        if name in known:
            told = "; ".join(
                filter(None, [told, "no name of a student was found: put the file into a folder with the name"])
            )
        rows.append(_row(newest, set_name, path.relative_to(target).as_posix(), len(attempts), told))
    rows.sort(key=lambda row: (row["student"].casefold(), row["set"] or "~", row["file"]))
    with open(target / "collected.csv", "x", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return rows


def _row(one, set_name="", file="", attempts="", note=""):
    return {
        "student": plain(one.student),
        "id": one.id,
        "set": set_name,
        "file": file or plain(one.where),
        "handed_in": f"{one.at:%Y-%m-%dT%H:%M:%SZ}" if set_name else "",
        "attempts": attempts,
        "note": note,
    }


def _set_of(content, name):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "paper.ipynb")
        path.write_bytes(content)
        try:
            return read(path).set_name, ""
        except NoTasks:
            return "", "no tasks of this course in it"
        except Unreadable as problem:
            return "", plain(problem).replace("paper.ipynb", plain(name))


def main(source: Path, to: Path = Path("collected")) -> int:
    """The command `claimlab collect SOURCE [--to FOLDER]`."""
    try:
        rows = collect(source, to)
    except (CannotCollect, OSError) as problem:
        print(plain(problem), file=sys.stderr)
        return 1
    good = [row for row in rows if row["set"]]
    out = [f"{row['student']}: {row['set']}" + (f" ({row['note']})" if row["note"] else "") for row in good]
    out += [f"! {row['student']}: {row['file']}: {row['note']}" for row in rows if not row["set"]]
    put(
        "\n".join(
            [
                *out,
                f"{len(good)} papers of {len({row['student'] for row in good})} students are in {plain(to)}/; the list is {plain(to)}/collected.csv.",
            ]
        )
        + "\n"
    )
    return 0 if good else 1
