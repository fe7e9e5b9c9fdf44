"""Rules over the data of the course: in order, sealed, small, every source used; the command answers at once."""

import json

import pytest

from claimlab.evidence import passport
from tests.places import DATA, ROOT


def test_the_data_are_in_order():
    assert "\n".join(map(str, passport.verify())) == ""


def test_no_source_line_speaks_of_rows():
    """Under a picture a reader sees no rows of a table."""
    from claimlab.view.figures import source_line

    names = [one["name"] for one in passport.resources()]
    assert [line for line in map(source_line, names) if " row" in line] == []


def test_data_readme_is_made_from_the_passport():
    assert (DATA / "README.md").read_text(encoding="utf-8") == passport.data_readme(), (
        "data/README.md is not what the passport says. Run: claimlab data --seal"
    )


def test_claims_matrix_in_the_readme_is_made_from_the_ledger():
    readme = ROOT / "README.md"
    if not readme.is_file():
        pytest.skip("there is no README.md yet")
    text = readme.read_text(encoding="utf-8")
    assert passport.with_matrix(text) == text, "The claims matrix in README.md is old. Run: claimlab data --seal"


def test_every_source_is_used():
    import csv

    used = set()
    for entry in passport.resources():
        path = DATA / entry["path"]
        if entry["path"].endswith(".geojson"):
            used |= {
                feature["properties"]["source_id"]
                for feature in json.loads(path.read_text(encoding="utf-8"))["features"]
            }
        elif entry["path"] != "sources.csv":
            with open(path, encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    used |= {
                        each
                        for name, cell in row.items()
                        if name.endswith(("source_id", "source_ids"))
                        for each in cell.split()
                    }
    assert set(passport.sources()) - used - {"article"} == set()


def test_data_stay_small():
    size = sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file())
    assert size < 3_000_000, f"data/ holds {size / 1e6:.1f} MB; 3 MB is the most"
