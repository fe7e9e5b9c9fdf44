"""Code ten claims: kappa by hand, no verdict before the last, and the comparison after it."""

import re

import pytest

from claimlab.evidence import ledger
from claimlab.view.html import escape
from course.scorecard import coder, own


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


def test_no_evidence_holds_a_verdict():
    """Ours is not given away by a reason, for any claim that a student may choose."""
    for row in ledger.all_claims():
        shown = own.evidence(row["claim_id"])
        assert escape(row["claim"]) in shown and escape(ledger.reason(row["claim_id"])) in shown
        found = re.sub(re.escape(escape(row["claim"])), "", shown)
        assert not any(word in found for word in (*ledger.VERDICTS, "not test")), row["claim_id"]


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
    _, text, yours, why, button, status = coder.code_ten().children
    button.click()
    assert "Choose a word first" in status.value
    for name in coder.TEN:
        assert name in text.value and "Kappa" not in text.value and why.value == ""
        yours.value = "supported"
        for empty in ("", "  ", "–", "ok"):
            why.value = empty
            button.click()
            assert "Write your reason first" in status.value and name not in kept, "an empty reason is asked for"
        why.value = f"step 5 decides {name}"
        button.click()
        assert kept[name] == {"verdict": "supported", "why": f"step 5 decides {name}"}
    assert "Kappa is" in text.value and button.disabled and list(kept) == list(coder.TEN)
