"""The ledger: 72 claims, each with a lesson, a verdict and a reason whose numbers come from the data."""

import re

import pytest

from claimlab.evidence import ledger
from claimlab.evidence.passport import lessons, matrix, resources, sources
from claimlab.evidence.tables import DataProblem

CLAIMS = ledger.all_claims()
IDS = [row["claim_id"] for row in CLAIMS]
TESTABLE = [row["claim_id"] for row in CLAIMS if row["testable"] in ("yes", "partly")]

PLACES = {
    "border": "C09",
    "trade": "C10 C12 C27-C30 C35 C66-C68",
    "sanctions": "C25 C26 C31",
    "firms": "C32 C33 C70 C72",
    "oil": "C36-C40 C51",
    "uranium": "C43-C47",
    "power": "C41 C42 C48-C50",
    "politics": "C11 C13-C15 C19-C21 C24 C52-C63",
    "diplomacy": "C01-C08 C16-C18 C22 C23 C34 C64 C65 C69 C71",
}


def spread(text):
    """ "C27-C29 C35" -> ["C27", "C28", "C29", "C35"]"""
    for part in text.split():
        first, _, last = part.replace("C", "").partition("-")
        yield from (f"C{number:02d}" for number in range(int(first), int(last or first) + 1))


def test_all_72_claims_are_there_in_order():
    assert [f"C{number:02d}" for number in range(1, 73)] == IDS


def test_every_claim_is_in_its_lesson():
    place = {claim_id: lesson for lesson, text in PLACES.items() for claim_id in spread(text)}
    assert len(place) == 72
    assert {row["claim_id"]: row["lesson"] for row in CLAIMS} == {claim_id: place[claim_id] for claim_id in IDS}
    assert set(PLACES) <= {lesson["name"] for lesson in lessons()}


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
    if row["verdict"] != "not testable":
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
def test_every_testable_claim_has_a_measure(claim_id):
    found, facts = ledger.measured(claim_id)
    assert found is not None and found.claim_id == claim_id
    assert facts["value"] is not None and found.unit


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("C73", f"There is no claim C73. The ledger goes from {IDS[0]} to {IDS[-1]}."),
        ("c28", "There is no claim 'c28'. Write it as 'C28'."),
        ("28", "There is no claim '28'. Write it as 'C28'."),
        (28, "There is no claim '28'. Write it as 'C28'."),
        ("trade", f"There is no claim trade. The ledger goes from {IDS[0]} to {IDS[-1]}."),
    ],
)
def test_an_unknown_claim_is_one_clear_sentence(said, told):
    for ask in (ledger.claim_row, ledger.lesson_of, ledger.reason, ledger.measured):
        with pytest.raises(ledger.UnknownClaim) as caught:
            ask(said)
        assert str(caught.value) == told


def test_near_ids_are_named():
    with pytest.raises(ledger.UnknownClaim, match=r"There is no claim C2B\..* The nearest are C\d\d"):
        ledger.claim_row("C2B")


def test_a_row_is_a_copy():
    ledger.claim_row("C28")["verdict"] = "changed"
    ledger.all_claims()[0]["verdict"] = "changed"
    assert ledger.claim_row("C28")["verdict"] in ledger.VERDICTS
    assert ledger.all_claims()[0]["verdict"] in ledger.VERDICTS


def test_a_reason_with_a_wrong_place_is_one_clear_sentence(monkeypatch):
    row = ledger.claim_row("C28") | {"reason": "It is number {place}."}
    monkeypatch.setattr(ledger, "_ledger", lambda folder=None: {"C28": row})
    with pytest.raises(
        DataProblem, match=r"The reason of C28 .* cannot be filled in \('place'\). Its measure gives: value, "
    ):
        ledger.reason("C28")


def test_a_missing_ledger_is_one_clear_sentence(tmp_path):
    with pytest.raises(DataProblem, match="data/claims.csv is missing. Bring it back with: git checkout"):
        ledger.claims_in(tmp_path)
    (tmp_path / "claims.csv").write_bytes("claim_id\n\xe9\n".encode("latin-1"))
    with pytest.raises(DataProblem, match="cannot be read.*Run `claimlab data`"):
        ledger.claims_in(tmp_path)
    (tmp_path / "claims.csv").write_text("claim\nx\n")
    with pytest.raises(DataProblem, match="cannot be read"):
        ledger.claims_in(tmp_path)


def test_the_matrix_names_every_claim():
    whole = matrix().splitlines()
    assert [line.split(" | ")[0].strip("| ") for line in whole[2:]] == IDS
    short = matrix(short=True).splitlines()
    assert sorted(re.findall(r"\bC\d\d\b", "\n".join(short[2:-1]))) == sorted(IDS)
    assert short[-1].startswith(f"| **{len(IDS)} claims** |")
    assert sum(int(cell) for cell in short[-1].split("|")[2:7]) == len(IDS)
