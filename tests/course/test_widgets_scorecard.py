"""The widget of lesson 10: every rule gives a share and a sentence, or says why not."""

import itertools
import re

import pytest

from claimlab.evidence.tables import table
from claimlab.view.stage import Impossible
from course.scorecard.widgets import (
    ALL,
    CONTESTED,
    CORE,
    ROUGHLY,
    UNTESTABLE,
    every_share,
    groups,
    scene,
    share,
    weigh,
    weigh_the_verdicts,
)

RULES = [(a, b, c, d) for (_, a), (_, b), (_, c), d in itertools.product(ROUGHLY, CONTESTED, UNTESTABLE, CORE)]


def test_shares_against_the_ledger():
    rows = table("claims")
    counts, total = rows["verdict"].value_counts(), len(rows)
    tested = total - counts["not testable"] - counts["not tested"]
    assert share() == pytest.approx(100 * (counts["supported"] + counts["roughly right"]) / tested)
    assert share(roughly=0.0) == pytest.approx(100 * counts["supported"] / tested)
    assert share(roughly=0.0, untestable=0.0) == pytest.approx(100 * counts["supported"] / total)
    assert share(contested=None) == pytest.approx(
        100 * (counts["supported"] + counts["roughly right"]) / (tested - counts["contested"])
    )
    weights = rows["core"].map({"core": 3, "minor": 1})
    right = rows["verdict"].map({"supported": 1, "roughly right": 0.5, "contested": 0.5}).fillna(0)
    assert share(roughly=0.5, contested=0.5, untestable=0.0, core=3) == pytest.approx(
        100 * (right * weights).sum() / weights.sum()
    )


def test_the_same_number_as_in_the_exercises():
    from course.scorecard.tasks import weighted_share

    for core, roughly in itertools.product(CORE, (0.0, 0.5, 1.0)):
        assert share(roughly=roughly, core=core) == pytest.approx(weighted_share(table("claims"), core, roughly))


def test_parts_of_the_ledger_add_up():
    for kind in ("kind: ", "lesson: "):
        parts = [
            sum(pair[1] for pair in weigh(untestable=0.0, which=which).values())
            for which in groups()
            if which.startswith(kind)
        ]
        assert sum(parts) == len(table("claims"))


def test_every_setting_answers_or_says_why():
    for which, (roughly, contested, untestable, core) in itertools.product(groups(), RULES):
        try:
            made = scene(roughly, contested, untestable, core, which)
        except Impossible as reason:
            assert str(reason).endswith(".") and len(str(reason)) > 40
            continue
        low, high = every_share(which)[0], every_share(which)[-1]
        assert low <= made.data[2] <= high and low >= 0 and high <= 100
        assert re.search(r"\d", made.alt) and f"{made.data[2]:.0f} %" in made.sentence
    assert len(every_share(ALL)) == 90


def test_moving_a_control_changes_picture_and_sentence():
    stage = weigh_the_verdicts()
    before = stage.state()["scene"]
    after = stage.move(roughly=0.0)["scene"]
    assert after["sentence"] != before["sentence"] and after["rows"] != before["rows"]
    assert "would count for more" in stage.move(contested=1.0)["reason"]
    stage.move(contested=None)
    assert "no claim" in stage.move(which="kind: causal")["reason"]
    assert "Kind “causal”: under this rule 0 % is right" in stage.move(untestable=0.0)["scene"]["sentence"]
