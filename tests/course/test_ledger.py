"""Rules over the ledger: every claim has a lesson, a verdict and a reason whose numbers come from the data."""

import re

import pytest

from claimlab import course
from claimlab.evidence import ledger
from claimlab.evidence.passport import resources, sources

CLAIMS = ledger.all_claims()
IDS = [row["claim_id"] for row in CLAIMS]
TESTABLE = [row["claim_id"] for row in CLAIMS if row["verdict"] not in ledger.UNTESTED]


def test_claims_stand_in_the_order_of_their_numbers():
    assert sorted(IDS) == IDS and len(set(IDS)) == len(IDS)


def test_every_lesson_that_shows_a_verdict_shows_its_own():
    for lesson in course.lessons():
        pages = (course.root() / "course" / lesson.name).glob("*.md")  # the lesson, and an optional page beside it
        text = "".join(page.read_text(encoding="utf-8") for page in pages)
        mine = {row["claim_id"] for row in CLAIMS if row["lesson"] == lesson.name}
        shown = set(re.findall(r'verdict\(\s*"(C\d\d[b-z]?)"', text))
        for call in re.findall(r"\bverdicts\((.*)\n```", text.replace("```", "\n```"), re.S):
            shown |= set(re.findall(r"\b(C\d\d[b-z]?)=", call))
        assert mine <= shown, lesson.name


@pytest.mark.parametrize("row", CLAIMS, ids=IDS)
def test_a_row_is_complete(row):
    assert row["verdict"] in ledger.VERDICTS
    assert row["kind"] in ledger.KINDS
    assert row["core"] in ("core", "minor")
    assert row["claim"].strip() and row["reason"].strip()
    assert row["claim"][-1] in ".!?…”" and row["reason"][-1] in ".!?”"
    assert (row["testable"] == "no") <= (row["verdict"] == "not testable")
    tables = {entry["path"].rsplit(".", 1)[0] for entry in resources()}
    assert set(row["tables"].split()) <= tables
    assert set(row["source_ids"].split()) <= set(sources())
    if row["verdict"] not in ledger.UNTESTED:
        assert row["tables"] and row["source_ids"]


@pytest.mark.parametrize("claim_id", IDS)
def test_the_reason_reads_well(claim_id):
    text = ledger.reason(claim_id)
    assert not re.search(r"[{}\[\]]|\bnan\b|\bNone\b|\binf\b|-0\.0+\b(?!\d)|  ", text), text
    assert len(text) < 500, f"{len(text)} characters are too many for a verdict card"


MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
ALLOWED = re.compile(
    rf"\b\d{{4}}-\d\d(-\d\d)?\b"  # ISO dates
    rf"|\b\d{{1,2}}( and \d{{1,2}}| to \d{{1,2}}|[–-]\d{{1,2}})? (?:{MONTHS})\b|\b(?:{MONTHS}) \d{{1,2}}\b"
    r"|\b(?:19|20)\d\d(?:[–-](?:\d\d){1,2})?s?\b"  # years and spans of years
    r"|\bC\d\d\b"  # other claims
    r"|\b[A-Z][A-Za-z]*[-‑]\d+\b|\bblocks? \(?\d(?: and \d)?\b"  # names: EU-27, block 6
)
STATED = {number for row in CLAIMS for number in re.findall(r"\d+(?:[.,]\d+)*", row["stated"] + " " + row["claim"])}


@pytest.mark.parametrize("row", CLAIMS, ids=IDS)
def test_no_measured_number_is_typed_in_a_reason(row):
    words = re.sub(r"\{[^}]*\}", " ", row["reason"])
    typed = re.findall(r"\d+(?:[.,]\d+)*", ALLOWED.sub(" ", words))
    assert [number for number in typed if number not in STATED] == [], (
        "write the number as a place like {value:.1f}, filled in by the measure"
    )


@pytest.mark.parametrize("claim_id", TESTABLE)
def test_every_tested_claim_has_a_measure(claim_id):
    found, facts = ledger.measured(claim_id)
    assert found is not None and found.claim_id == claim_id
    assert facts["value"] is not None and found.unit
