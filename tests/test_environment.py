"""One environment, told in three files: they agree, and Binder understands them.

To accept a changed Dockerfile, run this file as a program:
    python3 -m uv run python tests/test_environment.py
"""

import difflib
import importlib.util
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden" / "Dockerfile"
REMAKE = (
    "python3 -m uv export --quiet --upgrade --no-default-groups --no-hashes --no-annotate "
    "--no-emit-project --output-file requirements.txt"
)
REFRESH = "python3 -m uv run python tests/test_environment.py"


# The three files


def pyproject():
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def direct_pins():
    """{package: version}, as pyproject.toml has it: the other two files follow it."""
    return dict(pin.split("==") for pin in pyproject()["project"]["dependencies"])


def requirement_lines():
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def conda_environment():
    return yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))


def test_pyproject_names_exact_versions():
    groups = pyproject()["dependency-groups"].values()
    loose = [
        pin
        for pin in [*pyproject()["project"]["dependencies"], *(pin for group in groups for pin in group)]
        if not re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", pin)
    ]
    assert not loose, f'Mend pyproject.toml: write {loose} as "name==version".'


def test_requirements_follow_pyproject():
    pins = {}
    for line in requirement_lines():
        name, _, rest = line.partition("==")
        pins.setdefault(name, []).append(rest.partition(" ;")[0])
    for name, version in direct_pins().items():
        assert pins.get(name) == [version], (
            f"pyproject.toml wants {name} {version}, requirements.txt has "
            f"{pins.get(name, 'nothing')}. Remake requirements.txt:\n{REMAKE}"
        )


def test_requirements_are_plain_pins():
    """No address, hash, folder or index: the file must work on anyone's machine."""
    pin = re.compile(r"[a-z0-9-]+==[0-9][0-9a-z.]*( ; [a-z_]+ [^@/]+)?")
    odd = [line for line in requirement_lines() if not pin.fullmatch(line)]
    assert not odd, f"Odd lines in requirements.txt: {odd}. Remake it:\n{REMAKE}"


def test_requirements_are_what_uv_installs():
    """Hand-edited pins, or an `exclude-newer` moved without remaking the file."""
    if Path(sys.prefix).resolve() != (ROOT / ".venv").resolve():
        pytest.skip("Tests run outside .venv, so uv did not choose these packages.")
    wrong = []
    for line in requirement_lines():
        need = Requirement(line)
        if need.marker and not need.marker.evaluate():
            continue
        try:
            have = metadata.version(need.name)
        except metadata.PackageNotFoundError:
            have = "nothing"
        if have not in need.specifier:
            wrong.append(f"{line}, but .venv has {have}")
    assert not wrong, (
        f"requirements.txt is out of date: {wrong}. Run `python3 -m uv sync`; "
        f"if that does not help, remake the file:\n{REMAKE}"
    )


def test_conda_environment_follows_pyproject():
    entries = conda_environment()["dependencies"]
    named = [entry for entry in entries if isinstance(entry, str)]
    conda = dict(entry.partition("=")[::2] for entry in named)
    python = conda.pop("python")
    conda.pop("pip")
    assert conda == direct_pins(), (
        "Mend environment.yml: below, + is what pyproject.toml has, - is what it has.\n"
        + "\n".join(
            difflib.ndiff(
                sorted(f"{name}={version}" for name, version in conda.items()),
                sorted(f"{name}={version}" for name, version in direct_pins().items()),
            )
        )
    )
    assert Requirement(f"x{pyproject()['project']['requires-python']}").specifier.contains(python), (
        f"environment.yml has Python {python}, which pyproject.toml does not allow."
    )


def test_the_first_command_serves_the_whole_course():
    """Jupyter alone would serve notebooks/, and a reader could not reach exercises/ or my_work/."""
    program = (
        "import os, sys\n"
        "from jupyter_server.serverapp import ServerApp\n"
        "for folder in sys.argv[1:]:\n"
        "    os.chdir(folder); app = ServerApp(); app.load_config_file(); print(app.root_dir)"
    )
    started, served = (ROOT, ROOT / "notebooks", ROOT.parent), [ROOT, ROOT, ROOT.parent]
    if not (Path(sys.prefix) / "etc" / "jupyter" / "jupyter_server_config.py").exists():
        pytest.skip("The course package is not installed here: `python3 -m uv sync` does it.")
    done = subprocess.run([sys.executable, "-c", program, *started], capture_output=True, text=True)
    assert [Path(line) for line in done.stdout.splitlines()] == served, done.stderr


def test_jupyterlab_asks_no_question_about_news():
    """The settings are the ones that this JupyterLab knows, and lie where it looks for them."""
    lab = Path(sys.prefix) / "share" / "jupyter" / "lab"
    ours = json.loads((ROOT / "claimlab" / "lab_overrides.json").read_text("utf-8"))
    for plugin, values in ours.items():
        package, name = plugin.split(":")
        places = (lab / "schemas" / package, lab.parent / "labextensions" / package / "schemas" / package)
        found = next(place / f"{name}.json" for place in places if (place / f"{name}.json").exists())
        known = json.loads(found.read_text("utf-8"))["properties"]
        assert set(values) <= set(known)
    if not (lab / "settings" / "overrides.json").exists():
        pytest.skip("The course package is not installed here: `python3 -m uv sync` does it.")
    assert json.loads((lab / "settings" / "overrides.json").read_text("utf-8")) == ours


def test_conda_environment_uses_conda_forge_and_the_course_package():
    environment = conda_environment()
    assert environment["name"] == "claims-lab"
    assert environment["channels"] == ["conda-forge", "nodefaults"]
    assert {"pip": ["-e ."]} in environment["dependencies"], (
        "Mend environment.yml: without `pip: [-e .]` Binder lacks the package claimlab."
    )


# Binder


def dockerfile():
    """What Binder would build, by the program that Binder uses; Docker is not needed."""
    done = subprocess.run(
        [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, f"repo2docker refuses the course:\n{done.stderr}"
    # The Dockerfile itself names the Python version only inside a file name.
    python = re.search(r"Building conda environment for python=\S+", done.stderr)
    return f"# {python.group() if python else 'No conda environment'}\n{done.stdout}"


def normalised(text):
    """Without what differs between machines or releases, though the image is the same."""
    text = re.sub(r"build_script_files/\S+", "build_script_files/FILE", text)
    text = re.sub(r"(FROM )\S*/", r"\1", text)
    text = re.sub(r"(CONDA_PLATFORM=)\S+", r"\1PLATFORM", text)
    text = re.sub(r"(LABEL repo2docker\.\w+=).*", r"\1ANY", text)
    lines = [line.rstrip() for line in text.splitlines()]
    return "\n".join(line for line in lines if line) + "\n"


@pytest.fixture(scope="module")
def binder():
    if os.name == "nt" or not importlib.util.find_spec("repo2docker"):
        pytest.skip("repo2docker is not installed (or does not run on Windows).")
    return normalised(dockerfile())


def test_binder_builds_from_environment_yml(binder):
    assert 'env update -p ${NB_PYTHON_PREFIX} --file "environment.yml"' in binder, (
        "repo2docker did not choose environment.yml. Is there a folder binder/ or "
        ".binder/, or a Dockerfile? They win over it."
    )


def test_binder_copies_the_course_before_it_installs(binder):
    """`-e .` installs the course in place, so the folder must be there by then."""
    before, _, _ = binder.partition('--file "environment.yml"')
    assert "src/ ${REPO_DIR}/" in before, "repo2docker installs before it copies: is `-e .` still in environment.yml?"


def test_binder_dockerfile_is_the_known_one(binder):
    golden = GOLDEN.read_text("utf-8")
    change = "\n".join(difflib.unified_diff(golden.splitlines(), binder.splitlines(), "known", "now", lineterm="", n=1))
    assert binder == golden, (
        f"Binder would build another image now:\n{change}\nIf this is what you want, accept it with:\n{REFRESH}"
    )


# Nothing of one machine in the repository


@pytest.fixture(scope="module")
def tracked():
    try:
        done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("This copy of the course is not a git repository.")
    names = done.stdout.decode().split("\0")
    return [name for name in names if name and (ROOT / name).is_file()]


def test_no_lock_file_is_tracked(tracked):
    lock = re.compile(r"(.*\.lock|.*-lock\.(json|ya?ml)|pylock.*\.toml)")
    locks = [name for name in tracked if lock.fullmatch(name.split("/")[-1])]
    assert not locks, f"Lock files hold download addresses. Remove them: {locks}"


def machine_marks():
    """Patterns, put together from parts so that this file does not match itself."""
    dot, slash = r"\.", "/"
    hosts = [
        ("py" + "pi", "org"),
        ("python" + "hosted", "org"),
        ("npm" + "js", "org"),
        ("npm" + "js", "com"),
        ("deb" + dot + "debian", "org"),
        ("ana" + "conda", "org"),
        ("docker", "io"),
        ("ghcr", "io"),
    ]
    places = [
        slash.join(["", "root", ""]),
        slash.join(["", "work", "(main|shared)"]),
        slash.join(["", "tmp", "ipykernel_"]),
        slash.join(["", "(home|Users)", r"[a-z][\w.-]*", ""]),
        r"[A-Z]:\\+" + r"Users\\",
    ]
    # The place of this very copy, if it is more telling than, say, /srv.
    if len(ROOT.parts) > 2:
        places.append(re.escape(str(ROOT)) + r"\b")
    found_host = r"\b(" + "|".join(name + dot + end for name, end in hosts) + r")\b"
    found_place = r"(?<![\w.}])(" + "|".join(places) + ")"
    return re.compile(f"{found_host}|{found_place}")


def test_no_registry_or_machine_is_named(tracked):
    marks = machine_marks()
    found = []
    for name in tracked:
        content = (ROOT / name).read_bytes()
        if b"\0" in content:
            continue
        for match in marks.finditer(content.decode("utf-8", "replace")):
            line = content.decode("utf-8", "replace").count("\n", 0, match.start()) + 1
            found.append(f"{name}:{line}: {match.group()}")
    assert not found, (
        "These lines name a package registry or a folder of one machine. Say it "
        "without, or run the notebook again:\n" + "\n".join(found)
    )


def test_the_patterns_find_what_they_should():
    marks = machine_marks()
    for bad in (
        "https://" + "py" + "pi.org/simple",
        "files.python" + "hosted.org",
        "/ro" + "ot/.cache",
        "File /tm" + "p/ipykernel_12/3.py",
        "/ho" + "me/ana/claims",
        "C:\\" + "Users\\ana",
    ):
        assert marks.search(bad), bad
    for good in ("my_work/main.csv", "/home/${NB_USER}", "../data/home/x", "/tmp/env"):
        assert not marks.search(good), good


if __name__ == "__main__":
    GOLDEN.write_text(normalised(dockerfile()), "utf-8")
    print(f"Written: {GOLDEN.relative_to(ROOT)}")


def test_the_pages_workflow_calls_the_site_as_it_is():
    """What publishes a fork's site: its command has the options that `claimlab site` knows, and publishes that folder."""
    work = yaml.safe_load((ROOT / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8"))
    steps = work["jobs"]["site"]["steps"]
    command = next(step["run"] for step in steps if "claimlab site" in step.get("run", ""))
    known = subprocess.run([sys.executable, "-m", "claimlab.cli", "site", "--help"], capture_output=True, text=True)
    words = shlex.split(command.partition("claimlab site ")[2])
    assert all(word in known.stdout for word in words if word.startswith("--"))
    published = next(step["with"]["path"] for step in steps if "upload-pages-artifact" in step.get("uses", ""))
    assert words[0] == published
    assert work["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
