"""Reading the ledger: rows are copies, reasons are filled in, and what is wrong is told in one sentence."""

import re

import pytest

from claimlab.evidence import ledger
from claimlab.evidence.passport import matrix
from claimlab.evidence.tables import DataProblem


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("C73", "There is no claim C73. The ledger goes from C01 to C02."),
        ("c02", "There is no claim 'c02'. Write it as 'C02'."),
        ("2", "There is no claim '2'. Write it as 'C02'."),
        (2, "There is no claim '2'. Write it as 'C02'."),
        ("harvest", "There is no claim harvest. The ledger goes from C01 to C02."),
    ],
)
def test_an_unknown_claim_is_one_clear_sentence(said, told):
    for ask in (ledger.claim_row, ledger.lesson_of, ledger.reason, ledger.measured):
        with pytest.raises(ledger.UnknownClaim) as caught:
            ask(said)
        assert str(caught.value) == told


def test_near_ids_are_named():
    with pytest.raises(ledger.UnknownClaim, match=r"There is no claim CO1\..* The nearest are C\d\d"):
        ledger.claim_row("CO1")


def test_a_row_is_a_copy():
    ledger.claim_row("C02")["verdict"] = "changed"
    ledger.all_claims()[0]["verdict"] = "changed"
    assert ledger.claim_row("C02")["verdict"] in ledger.VERDICTS
    assert ledger.all_claims()[0]["verdict"] in ledger.VERDICTS


def test_a_reason_is_filled_in_from_the_data():
    assert ledger.reason("C01") == "The two orchards together brought 41.2 tonnes, after 36.1 the year before."


def test_a_reason_with_a_wrong_place_is_one_clear_sentence(monkeypatch):
    row = ledger.claim_row("C02") | {"reason": "It is number {place}."}
    monkeypatch.setattr(ledger, "_ledger", lambda folder=None: {"C02": row})
    with pytest.raises(
        DataProblem, match=r"The reason of C02 .* cannot be filled in \('place'\). Its measure gives: value, "
    ):
        ledger.reason("C02")


def test_a_missing_ledger_is_one_clear_sentence(tmp_path):
    with pytest.raises(DataProblem, match=r"data/claims.csv is missing. Bring it back with: git checkout"):
        ledger.claims_in(tmp_path)
    (tmp_path / "claims.csv").write_bytes("claim_id\n\xe9\n".encode("latin-1"))
    with pytest.raises(DataProblem, match="cannot be read.*Run `claimlab data`"):
        ledger.claims_in(tmp_path)
    (tmp_path / "claims.csv").write_text("claim\nx\n")
    with pytest.raises(DataProblem, match="cannot be read"):
        ledger.claims_in(tmp_path)


def test_the_matrix_names_every_claim():
    whole = matrix().splitlines()
    assert [line.split(" | ")[0].strip("| ") for line in whole[2:]] == ["C01", "C02"]
    short = matrix(short=True).splitlines()
    assert sorted(re.findall(r"\bC\d\d\b", "\n".join(short[2:-1]))) == ["C01", "C02"]
    assert short[-1].startswith("| **2 claims** |")
    assert sum(int(cell) for cell in short[-1].split("|")[2 : 2 + len(ledger.VERDICTS)]) == 2


def test_the_ledger_is_searched_by_its_reasons_too():
    from claimlab.view.filter_table import select
    from claimlab.view.ledger_table import COLUMNS, claims_table, said

    rows = ledger.all_claims()
    word = next(
        word
        for row in rows
        for word in ledger.reason(row["claim_id"]).split()
        if len(word) > 5 and word.casefold() not in " ".join(one["claim"] for one in rows).casefold()
    )
    assert (select(rows, said, word) and len(select(rows, said, word)) < len(rows)) or len(rows) == 1
    assert select(rows, said, "zebra") == [] and select(rows, said, verdict=rows[0]["verdict"])
    assert "<summary>" in COLUMNS["Verdict"](rows[0])
    assert f"{len(rows)} of {len(rows)} claims" in claims_table()._repr_mimebundle_()["text/html"]
