"""The measures compute from data/ what was worked out before, to the digits given there."""

import csv
import math
import re

import pytest

from claimlab.evidence import ledger, tables
from tests.places import ROOT

EXPECTED = sorted((ROOT / "course").glob("*/expected.csv"))


def expected_rows():
    found = []
    for path in EXPECTED:
        with open(path, encoding="utf-8", newline="") as file:
            found += [
                pytest.param(row, id=f"{path.parent.name}-{row['claim_id']}-{row['fact']}")
                for row in csv.DictReader(file)
            ]
    return found


CLAIMS = [row["claim_id"] for row in ledger.all_claims()]


@pytest.fixture(scope="module")
def measured():
    """{claim id: (Measure, facts)} of every claim that has a measure."""
    found = {claim_id: ledger.measured(claim_id) for claim_id in CLAIMS}
    return {claim_id: pair for claim_id, pair in found.items() if pair[0]}


@pytest.mark.parametrize("row", expected_rows())
def test_a_fact_is_what_was_worked_out(row):
    facts = ledger.measured(row["claim_id"])[1]
    assert row["fact"] in facts, f"{row['claim_id']} gives {', '.join(facts)}"
    got = facts[row["fact"]]
    if row["digits"] == "":
        assert str(got) == row["expected"]
    else:
        # As round(got, digits) == expected, but a value that ends in an exact half may be rounded
        # up (on paper) or to the even digit (in Python).
        half = 0.5 * 10 ** -int(row["digits"])
        assert abs(float(got) - float(row["expected"])) <= half * (1 + 1e-9), f"{row['where']} ({got})"


def test_every_lesson_has_its_expected_values():
    lessons = {ledger.lesson_of(claim_id) for claim_id in CLAIMS}
    assert lessons == {path.parent.name for path in EXPECTED}


def is_plain(value):
    """True for what prints the same everywhere: text, whole numbers, finite numbers, and lists of them."""
    if isinstance(value, (list, tuple)):
        return all(map(is_plain, value))
    return type(value) in (str, int, bool) or (type(value) is float and math.isfinite(value))


@pytest.mark.parametrize("claim_id", CLAIMS)
def test_facts_are_plain_python_values(claim_id, measured):
    facts = measured.get(claim_id, (None, {}))[1]
    strange = {name: f"{type(value).__name__} {value!r}" for name, value in facts.items() if not is_plain(value)}
    assert strange == {}, "wrap them in float() or int()"


@pytest.mark.parametrize("claim_id", CLAIMS)
def test_unit_and_digits_fit_the_value(claim_id, measured):
    if claim_id not in measured:
        pytest.skip("nothing to measure")
    found, facts = measured[claim_id]
    assert found.unit.strip()
    if isinstance(facts["value"], str):
        assert found.digits is None
    else:
        assert isinstance(found.digits, int) and found.digits >= 0


@pytest.mark.parametrize("claim_id", CLAIMS)
def test_the_ledger_names_every_table_a_measure_reads(claim_id, measured, monkeypatch):
    if claim_id not in measured:
        pytest.skip("nothing to measure")
    read, plain = set(), tables._read

    def noted(name, path):
        read.add(name)
        return plain(name, path)

    monkeypatch.setattr(tables, "_read", noted)
    # __wrapped__ goes round the measure's own memory, so that it reads again.
    measured[claim_id][0].compute.__wrapped__()
    named = set(ledger.claim_row(claim_id)["tables"].split())
    assert read <= named, f"add {' '.join(sorted(read - named))} to the tables of {claim_id} in data/claims.csv"


def test_measures_hold_no_path_of_a_machine():
    for path in sorted((ROOT / "course").glob("*/measures.py")):
        assert not re.search(r"/(work|home|tmp|Users)/", path.read_text(encoding="utf-8")), path.name
