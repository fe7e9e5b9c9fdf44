"""Code ten claims: kappa by hand, no verdict before the last, and the comparison after it."""

import pytest

from claimlab.evidence import ledger
from claimlab.view.html import escape
from course.scorecard import coder


def test_kappa_by_hand():
    assert coder.kappa([("a", "a"), ("b", "b")]) == 1
    assert coder.kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0
    # 3 of 4 the same; chance: 0.5 * 0.75 + 0.5 * 0.25 = 0.5; (0.75 - 0.5) / 0.5
    assert coder.kappa([("a", "a"), ("a", "a"), ("b", "b"), ("b", "a")]) == pytest.approx(0.5)
    assert coder.kappa([("a", "a")] * 3) == 1 and coder.agreement([("a", "a"), ("a", "b")]) == 50
    with pytest.raises(ValueError, match="nothing to compare"):
        coder.kappa([])


def test_every_kappa_has_a_word():
    assert [coder.called(value) for value in (1, 0.7, 0.5, 0.3, 0.1, -0.4)] == [
        "very good",
        "good",
        "fair",
        "weak",
        "no better than chance",
        "no better than chance",
    ]


def test_the_ten_are_ten_and_meet_every_word():
    assert len(set(coder.TEN)) == 10
    assert {ledger.claim_row(name)["verdict"] for name in coder.TEN} == set(ledger.VERDICTS)


@pytest.mark.parametrize("claim_id", coder.TEN)
def test_the_evidence_holds_no_verdict(claim_id):
    shown = coder.evidence(claim_id)
    assert escape(ledger.claim_row(claim_id)["claim"]) in shown
    assert not any(f"{word}." in shown or f": {word}" in shown for word in ("not supported", "contested", "not tested"))


def test_the_comparison_names_where_we_differ():
    ours = {name: ledger.claim_row(name)["verdict"] for name in coder.TEN}
    assert "10 of 10 words are the same" in coder.result(ours) and "Kappa is <b>1.00</b>" in coder.result(ours)
    first = coder.TEN[0]
    other = next(word for word in ledger.VERDICTS if word != ours[first])
    told = coder.result(ours | {first: other})
    assert "9 of 10" in told and f"you: {other} · the course: {ours[first]}" in told


def test_the_widget_shows_our_words_after_the_tenth_only(monkeypatch):
    kept = {}
    monkeypatch.setattr(coder.VERDICTS, "put", lambda key, entry: kept.update({key: entry}) or "")
    _, text, yours, button, status = coder.code_ten().children
    button.click()
    assert "Choose a word first" in status.value
    for name in coder.TEN:
        assert name in text.value and "Kappa" not in text.value
        yours.value = "supported"
        button.click()
    assert "Kappa is" in text.value and button.disabled and list(kept) == list(coder.TEN)
