"""data/datapackage.json is a Data Package of version 2: checked with tools that are not our own.

Two judges, because each sees a part: the standard's own JSON Schema (a copy is in tests/course/profiles,
so no network is needed) knows the rules of version 2, and frictionless reads the tables with
the types, keys and links that the passport declares.
"""

import json
import warnings

import jsonschema
import pytest

from tests.places import DATA, ROOT

PROFILE = json.loads((ROOT / "tests/course/profiles/datapackage-2.0.json").read_text(encoding="utf-8"))
PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))


def faults(package):
    judge = jsonschema.validators.validator_for(PROFILE)(PROFILE)
    return ["/".join(map(str, error.path)) + ": " + error.message for error in judge.iter_errors(package)]


def test_the_passport_follows_the_standard():
    assert PACKAGE["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert faults(PACKAGE) == []


def test_the_judge_would_notice():
    broken = json.loads(json.dumps(PACKAGE))
    broken["contributors"][0]["roles"] = "creator"
    broken["resources"][2]["schema"]["fields"][0]["type"] = "yaer"
    del broken["resources"][3]["name"]
    assert len(faults(broken)) >= 2


@pytest.fixture(scope="module")
def judged():
    """The report of frictionless over the first rows of every table (the whole takes too long)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import Checklist, Package, system

        with system.use_context(trusted=False):
            package = Package.from_descriptor(PACKAGE, basepath=str(DATA))
            for resource in list(package.resources):
                if resource.path.endswith(".geojson"):
                    package.remove_resource(resource.name)
            return package.validate(Checklist(), limit_rows=ROWS)


ROWS = 60


def test_frictionless_accepts_every_table(judged):
    # It reads whole files for the hash, but only the first rows for the types, so it cannot count rows here.
    assert list(judged.flatten(["name", "type", "message"])) == []
    assert len(judged.tasks) == sum(entry["path"].endswith(".csv") for entry in PACKAGE["resources"])


def test_every_table_was_really_read(judged):
    for task, entry in zip(judged.tasks, [each for each in PACKAGE["resources"] if each["path"].endswith(".csv")]):
        assert task.name == entry["name"]
        assert task.stats["rows"] == min(ROWS, entry["rows"])
        assert task.stats["fields"] == len(entry["schema"]["fields"])


@pytest.mark.parametrize(
    "number", range(len(PACKAGE["resources"])), ids=[each["name"] for each in PACKAGE["resources"]]
)
def test_an_entry_says_what_a_reader_needs(number):
    entry = PACKAGE["resources"][number]
    assert entry["hash"].startswith("sha256:") and len(entry["hash"]) == 7 + 64
    assert entry["rows"] > 0 and entry["bytes"] == (DATA / entry["path"]).stat().st_size
    assert entry["description"].endswith(".") and entry["description"].count(". ") <= 1
    assert entry["gaps"].strip() and entry["credit"].strip() and entry["coverage"].strip()
    assert all(licence["title"].strip() for licence in entry["licenses"])
    for field in entry.get("schema", {}).get("fields", []):
        assert field["title"] and field["description"]
