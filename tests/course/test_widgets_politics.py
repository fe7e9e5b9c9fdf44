"""The widgets of lesson 08: bands of an index, and denominators of an election."""

import itertools
import re

import pytest

from claimlab.view.stage import Impossible
from course.politics.widgets import (
    BELOW,
    COUNTRIES,
    INDICES,
    VOTES,
    change_scene,
    has_it_changed,
    moved,
    piles,
    share_scene,
    what_is_below_the_line,
)


def test_bands_of_three_countries():
    ours = moved("Kazakhstan", "liberal", 2019, 2023)
    assert (
        ours["overlap"] == (0.117, 0.128) and ours["change"] == pytest.approx(0.028) and ours["direction"] == "better"
    )
    assert moved("Russia", "liberal", 2019, 2023)["overlap"] == ()
    assert moved("Kyrgyzstan", "liberal", 2019, 2023)["overlap"] == ()
    assert moved("Kazakhstan", "freedom", 2019, 2023)["overlap"] is None


def test_a_rank_that_grows_is_worse_and_the_break_is_refused():
    fall = moved("Kazakhstan", "rank", 2022, 2024)
    assert fall["change"] == 20 and fall["direction"] == "worse"
    with pytest.raises(Impossible, match="method changed"):
        moved("Kazakhstan", "rank", 2021, 2022)
    with pytest.raises(Impossible, match="must lie before"):
        moved("Kazakhstan", "liberal", 2020, 2020)
    with pytest.raises(Impossible, match="no score for Poland"):
        moved("Poland", "transit", 2019, 2024)
    with pytest.raises(Impossible, match="no value for Kazakhstan in 2021"):
        moved("Kazakhstan", "transit", 2021, 2024)


def test_every_setting_of_the_index_widget_answers_or_says_why():
    possible = 0
    for country, (_, index, *_), base, end in itertools.product(
        COUNTRIES, INDICES, range(2012, 2024), range(2013, 2025)
    ):
        try:
            made = change_scene(country, index, base, end)
        except Impossible as reason:
            assert str(reason).endswith(".") and len(str(reason)) > 40
            continue
        possible += 1
        assert re.search(r"\d", made.alt) and str(base) in made.sentence and country in made.sentence
        assert made.sentence.count("overlap") == (made.data["overlap"] is not None)
    assert possible > 5000


@pytest.mark.parametrize(
    ("day", "below", "share"),
    [
        ("2022-11-20", "roll", 54.01),
        ("2022-11-20", "ballots", 77.79),
        ("2022-11-20", "lines", 81.31),
        ("2022-11-20", "named", 86.32),
        ("2022-06-05", "named", 80.53),
        ("2022-06-05", "ballots", 77.18),
        ("1999-01-10", "named", 82.38),
        ("1991-12-01", "lines", 98.78),
    ],
)
def test_one_number_of_votes_many_shares(day, below, share):
    assert share_scene(day, below).notes["share"] == pytest.approx(share, abs=0.005)


def test_every_vote_and_denominator_answers_or_says_why():
    possible = 0
    for (_, day), (_, below) in itertools.product(VOTES, BELOW):
        assert all(size >= 0 for size in piles(day).values())
        try:
            made = share_scene(day, below)
        except Impossible as reason:
            assert str(reason).endswith(".") and len(str(reason)) > 40
            continue
        possible += 1
        assert 50 < made.notes["share"] <= 100 and "%" in made.alt
    assert possible >= 20


def test_the_bands_decide_what_may_be_said():
    stage = has_it_changed()
    assert "The bands overlap" in stage.state()["scene"]["sentence"]
    assert "do not overlap" in stage.move(country="Russia")["scene"]["sentence"]
    assert "our table holds no value" in stage.move(index="rank")["reason"]


def test_the_same_votes_give_two_shares():
    stage = what_is_below_the_line()
    assert "81.31 %" in stage.state()["scene"]["sentence"]
    after = stage.move(below="roll")["scene"]
    assert "54.01 %" in after["sentence"] and "54.01" in after["alt"]
