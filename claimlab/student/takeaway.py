"""All of a student's work as one zip, and back: for another computer, another browser, or to hand in.

The zip holds one folder my_work/, so that it can be unpacked into a course folder, and `claimlab collect` reads it as it is.
"""

import io
import zipfile
from pathlib import Path, PurePosixPath

from .. import course

MOST = 100_000_000  # bytes: no student writes more, and a zip that claims to is none of ours
LEFT_OUT = (".ipynb_checkpoints", "__pycache__")


def pack() -> tuple[bytes, list[str]]:
    """my_work/ as the bytes of a zip, and the names in it. An empty or missing folder gives a zip without files."""
    home, names, stream = course.my_work(), [], io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(home.rglob("*")):
            inside = path.relative_to(home)
            if path.is_file() and not set(inside.parts) & set(LEFT_OUT) and path.suffix not in (".tmp", ".lock"):
                archive.writestr(f"my_work/{inside.as_posix()}", path.read_bytes())
                names.append(inside.as_posix())
    return stream.getvalue(), names


def unpack(content: bytes) -> list[str]:
    """Bring a packed my_work/ back. Returns one sentence for each file that needs one, and a last one that counts.

    A file that is here already and differs is kept beside the new one, as NAME-before.ENDING; nothing is lost.
    Raises ValueError, with a sentence for the student, when the file is no zip of a student's work.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = [one for one in archive.infolist() if not one.is_dir()]
    except zipfile.BadZipFile:
        raise ValueError(
            "This file is no zip, or it is damaged. Choose the file that “Take my work with me” made."
        ) from None
    ours = [(one, _inside(one.filename)) for one in entries]
    wanted = [(one, inside) for one, inside in ours if inside]
    if not wanted:
        raise ValueError("This zip has no folder my_work/. Choose the file that “Take my work with me” made.")
    if sum(one.file_size for one, _ in wanted) > MOST:
        raise ValueError(
            "This zip is larger than the work of any student. Choose the file that “Take my work with me” made."
        )
    said, home = [], course.my_work()
    for one, inside in wanted:
        try:
            new = archive.read(one)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as problem:
            said.append(f"my_work/{inside} cannot be read from the zip ({problem}).")
            continue
        path = home / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.read_bytes() != new:
            kept = _free(path)
            path.replace(kept)
            said.append(f"my_work/{inside} was here already: yours from before is kept as {kept.name}.")
        path.write_bytes(new)
    said.append(
        f"{len(wanted)} file{'s' * (len(wanted) != 1)} brought back to my_work/. Open them from the list on the left."
    )
    return said


def _inside(name: str) -> str:
    """The path below my_work/, or "" for anything that lies elsewhere or leads out of it."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if "my_work" not in parts or ".." in parts or name.startswith("/"):
        return ""
    rest = parts[parts.index("my_work") + 1 :]
    return "" if not rest or ":" in "".join(rest) or set(rest) & set(LEFT_OUT) else "/".join(rest)


def _free(path: Path) -> Path:
    """A name beside `path` that no file has."""
    number = 1
    while True:
        spare = path.with_name(f"{path.stem}-before{'' if number == 1 else f'-{number}'}{path.suffix}")
        if not spare.exists():
            return spare
        number += 1
