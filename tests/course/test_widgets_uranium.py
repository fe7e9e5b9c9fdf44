"""Widget of lesson 06: values against the data and the evidence, and every setting gives a picture or a reason."""

import itertools
import re

import pytest

from claimlab.evidence import ledger
from claimlab.view.stage import Impossible, Scene
from course.uranium import widgets as uranium
from course.uranium.measures import quarter, tonnes_needed

RULES = [value for _, value in uranium.RULES]


def pct(rule, year, new_t=0, on_top=True):
    own, whole = uranium.parts(rule, year, new_t, on_top)
    return round(100 * own / whole, 1)


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        (("equity", 2013), 20.7),
        (("equity", 2018), 20.2),
        (("equity", 2019), 20.2),
        (("equity", 2023), 22.9),
        (("any", 2013), 37.4),
        (("any", 2018), 38.8),
        (("majority", 2013), 13.7),
        (("equity", 2023, 1300), 24.4),
        (("equity", 2023, 4000), 27.0),
        (("offtake", 2023, 4000), 35.2),
    ],
)
def test_settings_give_the_numbers_of_the_evidence(setting, expected):
    assert pct(*setting) == expected


def test_widget_agrees_with_the_measure():
    facts = quarter()
    assert pct("equity", 2023) == round(facts["value"], 1)
    assert pct("any", 2018) == round(facts["any_stake_2018"], 1)
    own, whole = uranium.parts("equity", 2023, tonnes_needed(25), True)
    assert own / whole == pytest.approx(0.25)


def test_the_line_is_the_number_of_the_article():
    assert float(ledger.claim_row("C43")["stated"]) == uranium.TARGET


def test_tonnes_that_replace_others_leave_the_whole_alone():
    assert uranium.parts("equity", 2023, 1000, False)[1] == uranium.parts("equity", 2023, 0, True)[1]
    assert pct("equity", 2023, 1000, False) > pct("equity", 2023, 1000, True)


def test_new_tonnes_of_a_minority_never_count_under_the_majority_rule():
    assert pct("majority", 2013, 4000) < pct("majority", 2013, 0)


def test_every_rule_and_year_has_a_scene_or_a_reason():
    reasons = 0
    for rule, year, new_t, on_top in itertools.product(
        RULES, uranium.YEARS, range(0, uranium.MOST + 1, 250), (True, False)
    ):
        try:
            scene = uranium.scene(rule, year, new_t, on_top)
        except Impossible as reason:
            reasons += 1
            assert re.search(r"[Cc]hoose \d{4}", str(reason))
            continue
        assert isinstance(scene, Scene) and re.search(r"\d", scene.alt) and scene.sentence.endswith(".")
        assert (
            0 < scene.data["share"] < 62 and 0 < scene.data["own"] < scene.data["whole"] < 28_000
        )  # inside the fixed axes
        assert scene.data["curve"][new_t // 100] == pytest.approx(scene.data["share"], abs=0.4)
    assert reasons == (2 + 3) * 17 * 2


def test_marks_are_the_documented_tonnages():
    assert [t for t, _ in uranium.marks()] == [50, 1300, 4000]
