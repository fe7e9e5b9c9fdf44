"""`claimlab doctor` names each fault in plain words, with its fix."""

import json
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from claimlab.student import doctor

HERE = Path(__file__).resolve().parents[2]
TABLE = "harvest/apples.csv"


@pytest.fixture
def course(home):
    """A small course in which everything that the doctor looks for is in place."""
    (home / "my_work").mkdir(exist_ok=True)
    return home


def assert_fix(finding, text, advice):
    assert finding.state == "fix"
    assert text in finding.text
    assert advice in finding.advice


# Python and the environment


def test_python_that_fits():
    assert doctor.check_python(">=3.11,<3.15", (3, 11, 0)).state == "ok"
    assert doctor.check_python(">=3.11,<3.15", (3, 14, 9)).state == "ok"


def test_python_too_old():
    assert_fix(
        doctor.check_python(">=3.11,<3.15", (3, 9, 18)),
        "Python 3.9.18 is too old. The course needs 3.11 or newer.",
        "install Python 3.11 or newer",
    )


def test_python_too_new():
    assert_fix(doctor.check_python(">=3.11,<3.15", (3, 15, 0)), "Python 3.15.0 is too new.", "python3 -m uv sync")


def test_which_environment(course, monkeypatch):
    monkeypatch.delenv("UV_PROJECT_ENVIRONMENT", raising=False)
    elsewhere, system = course / "elsewhere", course / "usr"
    (course / "conda/conda-meta").mkdir(parents=True)

    def kind(prefix):
        return doctor.environment_kind(course, str(prefix), str(system))

    assert kind(course / ".venv") == "project"
    assert kind(course / "conda") == "conda"
    assert kind(elsewhere) == "venv"
    assert kind(system) == "system"
    monkeypatch.setenv("UV_PROJECT_ENVIRONMENT", str(elsewhere))
    assert kind(elsewhere) == "project"


def test_outside_any_environment():
    assert_fix(doctor.check_environment("system"), "your computer's own Python", "python3 -m uv run claimlab doctor")
    assert doctor.check_environment("venv").state == "note"
    assert doctor.check_environment("conda").state == "ok"


# Packages


@pytest.mark.parametrize(
    ("have", "text"),
    [
        ("2.3.3", "pandas 2.3.3 is too old. The course needs 3.0.3."),
        ("3.0.10", "pandas 3.0.10 is too new. The course needs 3.0.3."),
    ],
)
def test_package_of_another_version(have, text):
    finding = doctor.check_package("pandas==3.0.3", "project", lambda name: have)
    assert_fix(finding, text, "python3 -m uv sync")


@pytest.mark.parametrize(
    ("kind", "advice"),
    [
        ("project", "python3 -m uv sync"),
        ("conda", "conda env update --file environment.yml"),
        ("venv", "python -m pip install -r requirements.txt"),
    ],
)
def test_package_missing(kind, advice):
    def missing(name):
        raise metadata.PackageNotFoundError(name)

    finding = doctor.check_package("pandas==3.0.3", kind, missing)
    assert_fix(finding, "pandas is missing. The course needs 3.0.3.", advice)


# Jupyter's kernel


def kernel(folder, starts):
    (folder / "python3").mkdir(parents=True)
    (folder / "python3/kernel.json").write_text(json.dumps({"argv": [starts, "-m"]}))
    return folder


def test_kernel_of_another_python_hides_ours(tmp_path):
    mine = os.path.join("env", "bin", "python")
    old = kernel(tmp_path / "user", os.path.join("old", "bin", "python"))
    ours = kernel(tmp_path / "env", "python")
    assert_fix(
        doctor.check_kernel([old, ours], mine, "project"),
        "starts another Python: " + os.path.join("old", "bin", "python"),
        "python -m ipykernel install --sys-prefix",
    )
    assert doctor.check_kernel([ours, old], mine, "project").state == "ok"
    assert doctor.check_kernel([], mine, "project").state == "ok"


def test_kernel_file_damaged(tmp_path):
    folder = kernel(tmp_path, "python")
    (folder / "python3/kernel.json").write_text("{")
    finding = doctor.check_kernel([folder], sys.executable, "conda")
    assert_fix(finding, "cannot be read", "run: python -m ipykernel install")


# The course's folders


def test_complete_course(course):
    assert doctor.check_data(course / "data").state == "ok"
    assert doctor.check_notebooks(course).state == "ok"
    assert doctor.check_my_work(course).state == "ok"


def test_no_data_folder(course):
    finding = doctor.check_data(course / "nowhere")
    assert_fix(finding, "The folder data/ is missing.", "git restore data")


@pytest.mark.parametrize("name", ["claims.csv", "sources.csv", TABLE])
def test_data_file_missing_or_empty(course, name):
    (course / "data" / name).write_text("")
    assert_fix(doctor.check_data(course / "data"), f"data/{name}", "git restore data")
    (course / "data" / name).unlink()
    assert_fix(doctor.check_data(course / "data"), f"data/{name}", "git restore data")


def test_data_passport_damaged(course):
    (course / "data/datapackage.json").write_text("[")
    finding = doctor.check_data(course / "data")
    assert_fix(finding, "data/datapackage.json is damaged", "git restore data")


def test_no_first_notebook(course):
    (course / "notebooks/00_harvest.ipynb").unlink()
    finding = doctor.check_notebooks(course)
    assert_fix(finding, "00_harvest.ipynb is missing", "git restore notebooks")


def test_no_exercises(course):
    (course / "exercises/00_harvest_tasks.ipynb").unlink()
    finding = doctor.check_notebooks(course)
    assert_fix(finding, "exercises/ has no notebooks", "git restore exercises")


def test_my_work_cannot_be_written(course, monkeypatch):
    def refuse(**kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refuse)
    finding = doctor.check_my_work(course)
    assert_fix(finding, "cannot write to the folder my_work/", "a folder of your own")


def test_my_work_is_made_later_or_is_in_the_way(course):
    (course / "my_work").rmdir()
    assert doctor.check_my_work(course).state == "ok"
    (course / "my_work").write_text("my notes")
    finding = doctor.check_my_work(course)
    assert_fix(finding, "my_work is a file", "another name")


# What was met in the field


def test_a_table_that_a_spreadsheet_saved_is_named(course):
    table = course / "data" / TABLE
    raw = table.read_bytes()
    for changed in (raw.replace(b",", b";"), raw.replace(b"21.5", b"215"), b"\xef\xbb\xbf" + raw):
        table.write_bytes(changed)
        found = doctor.check_data(course / "data")
        assert_fix(
            found,
            f"data/{TABLE} is not as the course gives it. Did a spreadsheet save it?",
            f"git restore data/{TABLE}",
        )


def test_windows_line_ends_are_told_apart_from_damage(course):
    table = course / "data" / TABLE
    table.write_bytes(table.read_bytes().replace(b"\n", b"\r\n"))
    found = doctor.check_data(course / "data")
    assert_fix(found, f"data/{TABLE} has the line ends of Windows (git's core.autocrlf).", "delete the folder data/")


@pytest.mark.parametrize("name", ["my_work/pandas.py", "notebooks/re.py", "my_work/numpy/__init__.py", "random.py"])
def test_a_file_that_hides_a_package_is_named(course, name):
    assert doctor.check_hiding(course) is None
    (course / name).parent.mkdir(exist_ok=True)
    (course / name).write_text('print("my notes")')
    assert_fix(
        doctor.check_hiding(course), f"Your file {name.removesuffix('__init__.py')} hides a package", "another name"
    )


def test_pythonpath_is_named_when_packages_lie_in_it(course, tmp_path):
    assert doctor.check_path({}) is doctor.check_path({"PYTHONPATH": str(tmp_path / "nowhere")}) is None
    assert doctor.check_path({"PYTHONPATH": str(tmp_path)}).state == "note"
    info = tmp_path / "x-0.1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: x\nVersion: 0.1\n")
    found = doctor.check_path({"PYTHONPATH": f"{tmp_path}{os.pathsep}elsewhere"})
    assert_fix(found, f"PYTHONPATH is set: Python reads x from {tmp_path}", "unset PYTHONPATH")
    names = [finding.text[:10] for finding in doctor.examine(course)]
    assert "PYTHONPATH" not in names, "nothing is said where it is not set"


def test_the_program_of_another_clone_is_named(course, tmp_path):
    assert doctor.check_engine(course, tmp_path).text == f"The course lies in {course}"
    (course / "claimlab").mkdir()
    (course / "claimlab" / "cli.py").touch()
    assert_fix(doctor.check_engine(course, tmp_path), f"but the program comes from {tmp_path}.", "python3 -m uv run")
    assert doctor.check_engine(course, course).state == "ok"


def test_a_full_disk_is_told_apart_from_rights(course, monkeypatch):
    class Full:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def write(self, raw):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", lambda **_: Full())
    assert_fix(doctor.check_my_work(course), "The disk is full", "make room")


def test_lessons_that_were_run_in_place_lead_to_the_update(course):
    assert doctor.check_lessons(course) is None  # no git folder
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "a"],
    ):
        subprocess.run(["git", *command], cwd=course, check=True)
    assert doctor.check_lessons(course) is None
    (course / "notebooks/00_harvest.ipynb").write_text("{}")
    found = doctor.check_lessons(course)
    assert found.state == "note" and "You ran or changed 1 of the course's notebooks" in found.text
    assert "claimlab update" in found.advice


# Notes, which never make the check fail


def test_no_git_is_only_a_note():
    assert doctor.check_git(None).state == "note"
    assert doctor.check_git("/usr/bin/git").state == "ok"


def test_browser_note():
    hidden = doctor.check_browser("linux", {})
    assert hidden.state == "note" and "Copy the address" in hidden.advice
    assert "Firefox" in doctor.check_browser("win32", {}).text


# The command as a whole


def test_no_pyproject(course):
    (course / "pyproject.toml").unlink()
    [finding] = doctor.examine(course)
    assert_fix(finding, "pyproject.toml is missing", "git restore pyproject.toml")


@pytest.mark.parametrize(
    ("faults", "last_words", "code"),
    [(0, "You can start:", 0), (1, "1 thing needs a fix.", 1), (2, "2 things need a fix.", 1)],
)
def test_exit_code_and_last_words(monkeypatch, capsys, faults, last_words, code):
    findings = [doctor.Finding("ok", "Python"), doctor.Finding("note", "No git", "fine")]
    findings += [doctor.Finding("fix", "pandas is missing.", "run this")] * faults
    monkeypatch.setattr(doctor, "examine", lambda root: findings)
    assert doctor.main() == code
    out = capsys.readouterr().out
    assert last_words in out
    assert out.count("How to fix it: run this") == faults
    assert "       fine\n" in out


def test_every_sentence_is_short(course):
    for finding in doctor.examine(course):
        if not finding.text.startswith("The course lies in"):
            assert len(finding.text) <= 100 and len(finding.advice) <= 90, finding


def test_the_doctor_loads_nothing_but_python_itself():
    """It has to answer at once, and also when pandas or Jupyter is broken. What is loaded says so on any machine."""
    light = {"claimlab", "jupyter_core", "platformdirs"}  # jupyter_core knows where the kernels lie
    program = (
        "import sys; before = set(sys.modules); from claimlab.cli import main; main(['doctor'])\n"
        "loaded = {name.split('.')[0] for name in set(sys.modules) - before}\n"
        f"sys.exit(', '.join(sorted(loaded - sys.stdlib_module_names - {light})) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=HERE, capture_output=True, text=True)
    assert done.returncode == 0, f"imported by the doctor: {done.stderr}"
