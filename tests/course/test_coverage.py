"""The article clause by clause: every clause has a claim or a reason, every claim stands in a clause, in order."""

import pytest

from claimlab.evidence import ledger, rule
from claimlab.evidence.passport import passport, resources, sources
from claimlab.evidence.since import one_sided, since
from claimlab.view.filter_table import html, select
from course.scorecard.coverage import COLUMNS, clauses, said
from tests.course.test_own_words import words

CLAUSES = clauses()
CLAIMS = ledger.all_claims()


def test_every_claim_stands_in_a_clause_and_every_named_claim_exists():
    named = {name for row in CLAUSES for name in row["claim_ids"].split()}
    assert named == {row["claim_id"] for row in CLAIMS}


@pytest.mark.parametrize("row", CLAUSES, ids=[row["clause_id"] for row in CLAUSES])
def test_a_clause_without_a_claim_of_its_own_has_a_reason(row):
    assert row["clause"].strip()[-1] in ".)"
    assert row["why"] or (row["covered"] == "yes" and row["claim_ids"])


def test_clauses_are_numbered_and_stand_in_the_order_of_the_article():
    assert [row["clause_id"] for row in CLAUSES] == [f"K{number:03d}" for number in range(1, len(CLAUSES) + 1)]
    places = [int(row["place"]) for row in CLAUSES if row["place"].isdecimal()]
    assert places == sorted(places)


def test_the_table_filters_and_says_when_nothing_fits():
    bare = select(CLAUSES, said, covered="no")
    assert {row["covered"] for row in bare} == {"no"}
    assert all("c17" in said(row).lower() for row in select(CLAUSES, said, "C17"))
    assert f"{len(bare)} of {len(CLAUSES)} clauses" in html(bare, len(CLAUSES), COLUMNS, "clause")
    assert "No clause of" in html(select(CLAUSES, said, "zebra"), len(CLAUSES), COLUMNS, "clause")


def test_no_core_claim_has_later_facts_of_one_side_only():
    """Where only one direction has facts, a row must say that the other was looked for and not found."""
    rows = {row["claim_id"]: [vars(each) for each in since(row["claim_id"])] for row in CLAIMS if row["core"] == "core"}
    assert {name: one_sided(found) for name, found in rows.items() if one_sided(found)} == {}


def test_the_passport_prints_the_rule_of_the_program():
    assert passport()["rule"] == rule.as_data()


@pytest.mark.parametrize("row", CLAIMS, ids=[row["claim_id"] for row in CLAIMS])
def test_an_arguable_verdict_names_the_other_reading(row):
    if row["step"] in ("4", "9"):
        assert row["another_reader"], "two readings, or a core with something off: say what another reader may say"
    if row["another_reader"]:
        other, _, why = row["another_reader"].partition(": ")
        assert other.lower() in ledger.VERDICTS and other.lower() != row["verdict"] and len(words(why)) < 30


def test_every_claim_follows_the_rule():
    assert rule.broken(CLAIMS, lambda claim_id: ledger.measured(claim_id)[1]) == []


def test_one_publisher_asks_for_one_level_of_care():
    levels = {}
    for one in sources().values():
        levels.setdefault(one.publisher, set()).add(one.care)
    assert {name: found for name, found in levels.items() if len(found) > 1} == {}
    assert {one.care for one in sources().values()} == {"plain", "one-sided", "copy"}


def test_every_table_says_whether_it_may_be_passed_on_for_money():
    assert {entry.get("reuse") for entry in resources()} <= {"cleared", "asked", "drop"}
