"""data/datapackage.json is a Data Package of version 2, by the standard's own JSON Schema (a copy is in profiles/)."""

import json

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
