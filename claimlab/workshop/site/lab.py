"""`lab/`: JupyterLite with Python in the browser (Pyodide), the course, its tables and the engine, without an install cell.

A lock file made here tells Pyodide every package it may load and where it lies, so nothing is resolved in the browser.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path
from typing import Any

from ... import course
from .book import SiteProblem

#: What the browser needs and no Pyodide brings. The first five are pure Python; the last is only asked for by name.
PURE = ("ipywidgets", "anywidget", "seaborn", "comm", "psygnal", "typing-extensions")
#: What a package needs in the browser; what its own list asks for beyond that is for servers.
NEEDS = {
    "claimlab": ["anywidget", "ipython", "ipywidgets", "matplotlib", "pandas", "pillow", "seaborn"],
    "ipywidgets": ["comm", "ipython", "traitlets"],
    "anywidget": ["ipywidgets", "psygnal", "typing-extensions"],
    "seaborn": ["matplotlib", "numpy", "pandas"],
    "comm": ["traitlets"],
}
#: What JupyterLite's kernel asks for by name, and what only some lessons import. It is loaded when it is asked for.
ASKED = ("micropip", "ssl", "sqlite3", "jedi", "geopandas", "shapely", "pyproj", "tzdata")
SOME_LESSONS = ("geopandas", "shapely", "pyproj", "tzdata")
READERS = ("fiona", "pyogrio")
CORE = ("pyodide.js", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
#: What a package brings that no picture of the course uses: fonts (formulas ask for all others by name), examples.
SPARE = {"matplotlib": re.compile(r"/mpl-data/(sample_data/|fonts/(afm/|pdfcorefonts/|ttf/DejaVu(Serif|SansMono-)))")}
POINTER = '''"""The course that lies in the working directory or above it."""
from pathlib import Path
__path__ = [str(at / "course") for at in (Path.cwd(), *Path.cwd().parents) if (at / "course" / "course.toml").is_file()][:1]
import claimlab
'''
#: Advice that names a terminal, and what stands there in the browser.
ADVICE = [(re.compile(r"^# ModuleNotFoundError\?.*\n", re.M), ""), (re.compile(r"; so does `claimlab start`"), "")]
#: Our own scripts for the lab.
HERE = Path(__file__).parent / "worker"
#: JupyterLite's files that a page needs, by name; not its licences, its older fonts and what tools read.
SHELL = re.compile(
    r"^(?!.*(licenses|\.schema\.|package\.json|install\.json)).*\.(html|js|mjs|css|json|ipynb|whl|woff2|ico|png|webmanifest)$"
)
DRIVE = ("notebooks", "exercises", "data", "course")  # what a student finds in the browser's file list
LEFT_OUT = shutil.ignore_patterns(
    "__pycache__", ".ipynb_checkpoints", "*.md", "strength.json", "equivalent.toml", "expected.csv"
)


def plain(name: str) -> str:
    """A package's name as a lock file writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def build(
    folder: Path, work: Path, pyodide: str = "", jupyter: str = sys.executable, edition: str = ""
) -> dict[str, str]:
    """Build the lab into `folder`. Returns the edition of every notebook. Raises SiteProblem when a part is missing.

    pyodide: a folder with a whole Pyodide, which is then copied into the site; "" takes the address that JupyterLite
    names. jupyter: the Python that has JupyterLite. edition: the stamp of the whole course, for the engine's file name:
    a browser that keeps an old lock then never meets a new engine under the old name.
    """
    lite = work / "lite"
    stage = lite / "static" / "pyodide"
    stage.mkdir(parents=True)
    if pyodide:
        home = Path(pyodide)
        lock = json.loads((home / "pyodide-lock.json").read_text(encoding="utf-8"))
        address, script = "./static/pyodide", "pyodide.mjs" if (home / "pyodide.asm.mjs").exists() else "pyodide.js"
    else:
        address, script = named_pyodide(jupyter)
        with urllib.request.urlopen(f"{address}/pyodide-lock.json", timeout=60) as answer:
            lock = json.load(answer)
    wheels = gather(work, edition)
    lock = complete(lock, wheels, far="" if pyodide else f"{address}/")
    for wheel in wheels:
        shutil.copy(wheel, stage)
    if pyodide:
        for name in [*CORE, *(entry["file_name"] for entry in lock["packages"].values())]:
            if (home / name).exists():
                shutil.copy(home / name, stage)
        for name, spare in SPARE.items():
            entry = lock["packages"][name]
            if (stage / entry["file_name"]).exists():
                lighten(stage / entry["file_name"], spare)
                entry["sha256"] = checksum(stage / entry["file_name"])
    (stage / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    editions = drive(lite / "files")
    (lite / "jupyter_lite_config.json").write_text(
        json.dumps({"LiteBuildConfig": {"contents": ["files"], "apps": ["lab", "notebooks"], "no_sourcemaps": True}})
    )
    (lite / "jupyter-lite.json").write_text(json.dumps(settings(address, script, bool(pyodide))), encoding="utf-8")
    begin = "import sys; from jupyterlite_core.app import main; sys.exit(main())"
    command = [jupyter, "-c", begin, "build", "--lite-dir", ".", "--output-dir", str(folder.resolve())]
    done = subprocess.run(command, cwd=lite, capture_output=True, text=True)
    if done.returncode:
        raise SiteProblem(f"JupyterLite could not be built:\n{(done.stdout + done.stderr)[-3000:]}")
    for page in (*folder.glob("*/index.html"), *folder.glob("*/*/index.html")):
        watched(page, folder)
    worker(folder, lock, "" if pyodide else address, edition)
    return editions


def settings(address: str, script: str, own: bool) -> dict:
    """JupyterLite's settings: which Pyodide, which lock, and the engine loaded before the first cell."""
    kernel: dict[str, Any] = {
        "disablePyPIFallback": True,
        "pyodideUrl": f"{address}/{script}",
        "loadPyodideOptions": {"packages": ["claimlab"]},
    }
    if not own:
        kernel["loadPyodideOptions"]["lockFileURL"] = "./static/pyodide/pyodide-lock.json"
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": course.manifest()["title"],
            "exposeAppInBrowser": True,
            "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": kernel},
        },
    }


def named_pyodide(jupyter: str) -> tuple[str, str]:
    """(address, script) of the Pyodide that the installed JupyterLite names."""
    asked = "from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION; print(PYODIDE_VERSION)"
    done = subprocess.run([jupyter, "-c", asked], capture_output=True, text=True)
    if done.returncode:
        raise SiteProblem("JupyterLite is not installed here. Run: python3 -m uv sync --group site")
    return f"https://cdn.jsdelivr.net/pyodide/v{done.stdout.strip()}/full", "pyodide.mjs"


def gather(work: Path, edition: str) -> list[Path]:
    """The wheels that no Pyodide brings: the engine, made here, and pure packages in the versions that are installed."""
    from importlib import metadata

    wheels = work / "wheels"
    make = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(wheels)]
    done = subprocess.run(make, cwd=course.root(), capture_output=True, text=True)
    if done.returncode:
        raise SiteProblem(f"The wheel of the engine could not be made:\n{done.stderr[-2000:]}")
    made = next(wheels.glob("claimlab-*.whl"))
    engine = made.with_name(made.name.replace("-py3-", f"-0{edition}-py3-"))
    without_course(made, engine)
    return [engine, *(packed(metadata.distribution(name), wheels) for name in PURE)]


def without_course(made: Path, engine: Path) -> None:
    """The engine's wheel with a `course` that only says where the course lies: among the student's files.

    A second copy would be imported in place of it, whenever a cell asks for course.… before it asks for claimlab.
    """
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(engine, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if not name.startswith("course/"):
                new.writestr(name, old.read(name))
        new.writestr("course/__init__.py", POINTER)
    made.unlink()


def lighten(wheel: Path, spare: re.Pattern) -> None:
    """Take out of a wheel what nobody needs here: less to load, and fewer fonts to look through at the first picture."""
    whole = wheel.with_suffix(".whole")
    wheel.rename(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for entry in old.infolist():
            if not spare.search(f"/{entry.filename}"):
                new.writestr(entry, old.read(entry), zipfile.ZIP_DEFLATED)
    whole.unlink()


def checksum(path: Path) -> str:
    """The sum by which Pyodide knows a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def packed(package: Any, folder: Path) -> Path:
    """An installed pure package as a wheel again: no registry is asked. Compiled parts are left out."""
    tag = "py3-none-any"
    path = folder / f"{re.sub(r'[-_.]+', '_', package.metadata['Name'])}-{package.version}-{tag}.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(package.files, key=str):
            found = Path(package.locate_file(file))
            if (
                file.suffix in (".pyc", ".so", ".pyd")
                or ".." in file.parts
                or file.name in ("RECORD", "direct_url.json")
            ):
                continue
            archive.write(found, file.as_posix())
    return path


def complete(lock: dict, wheels: list[Path], far: str) -> dict:
    """The lock with our wheels, which lie beside it, and without all that nothing here needs.

    far: the address of Pyodide's own wheels, "" when they lie beside it too.
    """
    known = lock["packages"]
    if "geopandas" in known:  # its compiled reader is large, and read_map needs none
        known["geopandas"]["depends"] = [one for one in known["geopandas"]["depends"] if plain(one) not in READERS]
    for entry in known.values():
        entry["file_name"] = far + entry["file_name"]
    for wheel in wheels:
        name, version = plain(wheel.name.split("-")[0]), wheel.name.split("-")[1]
        with zipfile.ZipFile(wheel) as archive:
            tops = {one.split("/")[0] for one in archive.namelist()}
        known[name] = {
            "name": name,
            "version": version,
            "file_name": wheel.name,
            "sha256": checksum(wheel),
            "install_dir": "site",
            "package_type": "package",
            "imports": sorted(top.removesuffix(".py") for top in tops if top.endswith(".py") or "." not in top),
            "depends": NEEDS.get(name, []),
            "unvendored_tests": False,
            "shared_library": False,
        }
    wanted = ["claimlab", *ASKED]
    keep: set[str] = set()
    while wanted:
        name = plain(wanted.pop())
        if name in known and name not in keep:
            keep.add(name)
            wanted += known[name]["depends"]
    for name in keep:
        known[name]["depends"] = [one for one in known[name]["depends"] if plain(one) in keep]
    missing = [name for names in NEEDS.values() for name in names if plain(name) not in keep]
    if missing:
        raise SiteProblem(f"This Pyodide lacks {', '.join(sorted(set(missing)))}. Take another one with --pyodide.")
    return {**lock, "packages": {name: known[name] for name in sorted(keep)}}


def drive(folder: Path) -> dict[str, str]:
    """What a student finds: notebooks that say which edition they are, tables, and what the checks need.

    Returns {path of a notebook: its edition}.
    """
    root, editions = course.root(), {}
    for name in DRIVE:
        shutil.copytree(root / name, folder / name, ignore=LEFT_OUT)
    for path in [*folder.glob("notebooks/*.ipynb"), *folder.glob("exercises/*.ipynb")]:
        text = path.read_text(encoding="utf-8")
        book, edition = json.loads(text), hashlib.sha256(text.encode()).hexdigest()[:8]
        editions[path.relative_to(folder).as_posix()] = edition
        book["metadata"].setdefault("claimlab", {})["edition"] = edition
        for cell in book["cells"]:
            cell["source"] = "".join(cell["source"])
            for words, instead in ADVICE:
                cell["source"] = words.sub(instead, cell["source"])
        book["metadata"]["kernelspec"] = {"name": "python", "display_name": "Python (in the browser)"}
        path.write_text(json.dumps(book, ensure_ascii=False), encoding="utf-8")
    return editions


def watched(page: Path, lab: Path) -> None:
    """Put our script first in a page of the lab: the start check, the one worker, and the words about being offline."""
    above = "/".join([".."] * len(page.parent.relative_to(lab).parts))
    script = (HERE / "page.js").read_text(encoding="utf-8").replace("LAB/", f"{above}/")
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("<head>", f"<head><script>\n{script}</script>", 1), encoding="utf-8")


def shell(folder: Path) -> list[str]:
    """The pages, scripts and styles of JupyterLite: without them no page opens."""
    found = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    ours = [one for one in found if one.parts[0] not in ("api", "doc", "files", "static") and SHELL.search(one.name)]
    return ["run.html", *sorted(one.as_posix() for one in ours)]


def rest(folder: Path, lock: dict, far: str) -> list[str]:
    """What else a lesson needs to run: Python, its packages, the lists of files, and all but the other lessons."""
    entries, wanted = set(), ["claimlab", *(one for one in ASKED if one not in SOME_LESSONS)]
    while wanted:
        name = plain(wanted.pop())
        if name in lock["packages"] and name not in entries:
            entries.add(name)
            wanted += lock["packages"][name]["depends"]
    stage = "static/pyodide"
    files = [lock["packages"][name]["file_name"] for name in entries]
    found = [file if "://" in file else f"{stage}/{file}" for file in files] + [f"{stage}/pyodide-lock.json"]
    if far:
        found += [f"{far}/{name}" for name in ("pyodide.asm.wasm", "python_stdlib.zip")]
    else:
        found += [f"{stage}/{name}" for name in CORE if (folder / stage / name).exists()]
    for top in ("api", *(f"files/{name}" for name in DRIVE if name != "notebooks")):
        found += [path.relative_to(folder).as_posix() for path in (folder / top).rglob("*") if path.is_file()]
    return sorted(found)


def worker(folder: Path, lock: dict, far: str, edition: str) -> None:
    """Put our worker before JupyterLite's. It knows every file that it is to keep, and is new whenever one of them is."""
    theirs = folder / "service-worker.js"
    theirs.rename(folder / "service-worker-lite.js")
    first = shell(folder)
    sums = "".join(checksum(folder / name) for name in first if (folder / name).exists())
    stamp = f"{edition}-{hashlib.sha256((sums + json.dumps(lock, sort_keys=True)).encode()).hexdigest()[:8]}"
    ours = (HERE / theirs.name).read_text(encoding="utf-8").replace("claimlab-EDITION", f"claimlab-{stamp}")
    for name, paths in (("SHELL", first), ("REST", rest(folder, lock, far))):
        ours = ours.replace(f'["{name}"]', json.dumps(paths))
    theirs.write_text(ours, encoding="utf-8")
