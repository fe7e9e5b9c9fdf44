"""`claimlab new FOLDER`: lay a small course that builds and passes its tests, to be replaced by your own."""

import shutil
import sys
from pathlib import Path

BLANK = Path(__file__).parent / "blank"


def lay(folder: Path) -> list[Path]:
    """Copy the small course into a new or empty folder. Returns its files. Raises FileExistsError when it holds something."""
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty. Name a new folder.")
    shutil.copytree(BLANK, folder, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    return sorted(path for path in folder.rglob("*") if path.is_file())


def main(folder: Path) -> int:
    """The command. Returns 0, or 2 when the folder cannot be used."""
    try:
        files = lay(folder)
    except OSError as problem:
        print(problem, file=sys.stderr)
        return 2
    print(f"{folder} holds a small course of {len(files)} files. Go there, then run:")
    print("  claimlab data --seal   fills in the passport's sizes and hashes")
    print("  claimlab build         makes the notebooks")
    print("  pytest                 tests data, tasks and notebooks")
    print("README.md there says how to put your own article in its place.")
    return 0
