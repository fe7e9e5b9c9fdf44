"""The rule for verdict words: numbers decide by program, and a wrong step, a lost direction or a weak card is told."""

import itertools

import pytest

from claimlab.evidence import rule
from claimlab.evidence.ledger import UNTESTED, VERDICTS
from claimlab.evidence.passport import CARE, Source
from claimlab.evidence.since import one_sided
from claimlab.evidence.verify.claims import check_claims
from claimlab.evidence.verify.files import Table
from claimlab.evidence.verify.problems import Report
from claimlab.evidence.verify.since import check_since
from claimlab.view.cards import caution
from claimlab.view.html import TONES, VERDICT_TONE, ink, lightness


@pytest.mark.parametrize(
    ("stated", "counts", "number"),
    [
        ("26", [26.4], 5),
        ("26", [25.5], 5),
        ("26", [26.97], 6),
        ("31.5", [31.46], 5),
        ("31.5", [30.06], 6),
        ("27", [24.55], 6),  # 27 / 24.55 is 9.98 % too high
        ("27", [24.5], 7),  # and 27 / 24.5 is 10.2 %
        ("60", [14.0], 7),
        ("2", [0.0], 7),
        ("31.5", [30.06, 41.0], 4),
        ("25", [14.0, 25.0], 4),
        ("26", [26.97, 26.1], 6),  # both hold: the measured value decides
    ],
)
def test_a_number_finds_its_step(stated, counts, number):
    assert rule.step_by_number(stated, counts) == number


def test_a_date_agrees_as_far_as_it_is_stated():
    assert rule.step_by_date("2022-11", "2022-11-20") == 5 and rule.step_by_date("2022-11", "2022-12-01") == 7


def test_a_stated_number_in_another_unit_is_compared_in_that_of_the_measure():
    row = {"kind": "number", "stated": "100", "counts": ""}
    assert rule.decided_by_program(row, {"value": 160.0, "stated": 160.9344}) == 6
    assert rule.decided_by_program(row, {"value": 160.0}) == 7


def test_words_are_left_to_a_person():
    assert rule.decided_by_program({"kind": "number", "stated": "almost half", "counts": ""}, {"value": 43.0}) is None
    assert rule.decided_by_program({"kind": "comparison", "stated": "30", "counts": ""}, {"value": 43.0}) is None
    assert (
        rule.decided_by_program({"kind": "date", "stated": "on coming to power", "counts": ""}, {"value": "2022"})
        is None
    )


def test_a_claim_that_breaks_the_rule_is_named():
    row = {"claim_id": "C01", "kind": "number", "stated": "26", "counts": "", "step": "5"}
    said = rule.broken([row], lambda _: {"value": 26.97})
    assert said == [("C01", "its numbers give step 6 (roughly right), the ledger names step 5 (supported)")]
    assert rule.broken([{**row, "step": "6"}], lambda _: {"value": 26.97}) == []
    assert rule.broken([{**row, "step": "3"}], lambda _: {"value": 26.97}) == []
    assert "counts names 'other'" in rule.broken([{**row, "counts": "other"}], lambda _: {"value": 26.97})[0][1]


def test_every_word_is_given_by_a_step_and_no_other():
    assert {each.word for each in rule.STEPS} - {""} == set(VERDICTS) == set(VERDICT_TONE)
    assert [each.number for each in rule.STEPS] == list(range(1, len(rule.STEPS) + 1))
    assert set(UNTESTED) < set(VERDICTS)


LEDGER = [
    "claim_id",
    "verdict",
    "kind",
    "lesson",
    "testable",
    "reason",
    "step",
    "another_reader",
    "tables",
    "source_ids",
]


def told(**changes):
    row = {
        "claim_id": "C01",
        "verdict": "supported",
        "kind": "event",
        "lesson": "x",
        "testable": "no",
        "reason": "It is so.",
        "step": "8",
        "another_reader": "",
        "tables": "",
        "source_ids": "",
    } | changes
    report = Report()
    check_claims(Table(LEDGER, [(2, [row[name] for name in LEDGER])]), [], [], set(), report)
    return [str(each) for each in report.problems if each.kind in ("step", "another reader")]


def test_the_step_and_the_word_belong_together():
    assert told() == []
    assert "C01 is 'supported', but step 10 gives 'not supported'" in told(step="10")[0]
    assert "names the step '1'; use one of 2, 3, 4" in told(step="1")[0]
    assert "does not say which step" in told(step="")[0]
    assert "is arguable (step 4) and has no another_reader" in told(step="4", verdict="contested")[0]
    assert told(step="4", verdict="contested", another_reader="Supported: so it seems.") == []


SINCE = ["claim_id", "date", "direction", "fact", "source_ids", "looked_until"]


def later(*rows, core="core"):
    report = Report()
    claims = [{"claim_id": "C01", "core": core}, {"claim_id": "C02", "core": "minor"}]
    check_since(Table(SINCE, [(at, list(row)) for at, row in enumerate(rows, 2)]), claims, {"s"}, report)
    return " | ".join(map(str, report.problems))


FOR = ("C01", "2025", "for", "It rose.", "s", "2026-06")
NONE = ("C01", "", "none found", "A fall was looked for.", "", "2026-06")


def test_a_later_fact_is_well_formed():
    assert later(FOR, NONE) == ""
    assert "date '25'" in later((*FOR[:1], "25", *FOR[2:]), NONE)
    assert "without a source" in later((*FOR[:4], "", FOR[5]), NONE)
    assert "source 't'" in later((*FOR[:4], "t", FOR[5]), NONE)
    assert "found nothing, but has a date" in later(FOR, (NONE[0], "2025", *NONE[2:]))
    assert "direction 'up'" in later((*FOR[:2], "up", *FOR[3:]), NONE)
    assert "no claim 'C09'" in later(FOR, NONE, ("C09", *FOR[1:]))
    assert "C01 is a core claim and has later facts for it only" in later(FOR) and later(FOR, core="minor") == ""
    assert "has no row in since.csv" in later()
    assert "C01 stands after C02" in later(("C02", *FOR[1:]), FOR, NONE)


@pytest.mark.parametrize(
    ("directions", "fine"),
    [
        ("for", False),
        ("against", False),
        ("for against", True),
        ("both", True),
        ("none found", True),
        ("for,none found", True),
        ("", False),
    ],
)
def test_both_directions_must_be_looked_for(directions, fine):
    said = directions.split(",") if "none" in directions else directions.split()
    assert (one_sided([{"direction": each} for each in said]) == "") == fine


def source(care):
    return Source("x", "t", "p", "u", "2024", "secondary", "l", "n", "2026-11-28", care)


def test_a_card_asks_for_care_only_where_no_source_stands_without():
    assert caution([]) == "" and caution([source("plain"), source("copy")]) == "" and caution([source("")]) == ""
    assert caution([source("copy")]) == f"The one source is {CARE['copy']}."
    assert caution([source("one-sided")] * 2) == f"All 2 sources are {CARE['one-sided']}."
    assert "the others" in caution([source("one-sided"), source("copy")])


def test_verdicts_are_told_apart_by_lightness_and_can_be_written_on():
    grey = sorted(lightness(TONES[tone][0]) for tone in VERDICT_TONE.values())
    assert min(high - low for low, high in itertools.pairwise(grey)) > 10
    for tone in VERDICT_TONE.values():
        ground = TONES[tone][0]
        one, two = sorted((luminance(ground), luminance(ink(ground))))
        assert (two + 0.05) / (one + 0.05) >= 4.5, ground
    assert len({TONES[tone][1] for tone in VERDICT_TONE.values()}) == len(VERDICTS)


def luminance(colour):
    light = lightness(colour)
    return ((light + 16) / 116) ** 3 if light > 8 else light / 903.3
