"""The widget of lesson 02: every setting gives a picture and a sentence, or says why not."""

import itertools
import re

import pytest

from claimlab.view.stage import Impossible
from course.trade.widgets import FLOWS, UNITS, ranking, scene, who_is_number_one


def first(**settings):
    return ranking(
        **{"year": 2023, "flow": "turnover", "bloc": False, "counted_by": "kazakhstan", "unit": "usd", **settings}
    )[0]


def test_who_leads_depends_on_the_setting():
    assert first() == ("China", pytest.approx(30.055, abs=0.001))
    assert first(flow="imports")[0] == "Russia"
    assert first(flow="exports")[0] == "Italy"
    assert first(bloc=True) == ("EU-27", pytest.approx(41.303, abs=0.001))
    assert first(year=2022)[0] == "Russia"
    assert first(unit="share") == ("China", pytest.approx(21.54, abs=0.01))
    assert first(year=2021, counted_by="partner") == ("Russia", pytest.approx(25.631, abs=0.001))


def test_every_setting_answers_or_says_why():
    possible = 0
    for year, (_, flow), bloc, who, unit in itertools.product(
        range(2018, 2024), FLOWS, (False, True), ("kazakhstan", "partner"), UNITS
    ):
        try:
            made = scene(year, flow, bloc, who, unit)
        except Impossible as reason:
            assert str(reason).endswith((".", "?")) and len(str(reason)) > 40
            continue
        possible += 1
        assert re.search(r"\d", made.alt) and str(year) in made.sentence and made.data[0][1] >= made.data[1][1]
    assert possible > 220


def test_a_share_never_mixes_two_counters():
    with pytest.raises(Impossible, match="do not belong in one fraction"):
        ranking(2021, "turnover", False, "partner", "share")


@pytest.mark.parametrize(("flow", "word"), [("turnover", "turnover"), ("exports", "exports"), ("imports", "imports")])
def test_a_share_names_its_whole(flow, word):
    made = scene(2023, flow, False, "kazakhstan", "share")
    assert f"% of Kazakhstan's {word}, ahead" in made.sentence and made.notes["unit"].endswith(word)
    assert sum(value for _, value in made.data) < 100


def test_the_sentence_says_each_place_once():
    assert "Russia is number" not in scene(2023, "turnover", False, "kazakhstan", "usd").sentence
    assert "Russia is number 3" in scene(2023, "turnover", True, "kazakhstan", "usd").sentence
    assert "number one is the EU-27" in scene(2023, "turnover", True, "kazakhstan", "usd").sentence
    assert (
        "30.06 billion US dollars, ahead of Russia with 27.05."
        in scene(2023, "turnover", False, "kazakhstan", "usd").sentence
    )
    assert (
        "31.2 billion US dollars, ahead of Russia with 28.2."
        in scene(2022, "turnover", False, "partner", "usd").sentence
    )
    assert "word of its president" in scene(2022, "turnover", False, "partner", "usd").sentence


def test_moving_a_control_changes_picture_and_sentence():
    stage = who_is_number_one()
    before = stage.state()["scene"]
    after = stage.move(year=2022)["scene"]
    assert (
        after["sentence"] != before["sentence"]
        and after["rows"] != before["rows"]
        and after["alt"].startswith("Ranked bars. 2022")
    )
    assert "the partners count" in stage.move(counted_by="partner")["scene"]["sentence"]
    assert "we need the partners' own exact figures" in stage.move(year=2020)["reason"]


def test_what_the_partners_do_not_count_is_marked_before_it_is_chosen():
    stage = who_is_number_one()
    stage.move(year=2021)
    stage.move(counted_by="partner")
    years, _, blocs, _, units = stage.closed()
    assert years == [1, 2, 5] and blocs == [1] and units == [4]
