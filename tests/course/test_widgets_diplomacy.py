"""The widgets of lesson 09: likeness of votes, rules for a meeting, and the mix of a poll."""

import itertools
import re

import pytest

from claimlab.view.stage import Impossible
from course.diplomacy.widgets import (
    COUNTRIES,
    EVIDENCE,
    FORMATS,
    MEASURES,
    PARTNERS,
    SETTINGS,
    YEARS,
    alike,
    alike_scene,
    counted,
    how_alike,
    meeting_scene,
    mixed,
    poll_scene,
)


@pytest.mark.parametrize(
    ("country", "partner", "measure", "base", "end", "old", "new"),
    [
        ("Kazakhstan", "Russia", "final votes", 2021, 2022, 0.449, 0.107),
        ("Kazakhstan", "Russia", "all votes", 2021, 2022, 0.045, 0.425),
        ("Kazakhstan", "Russia", "cosine", 2019, 2024, 0.547, 0.359),
        ("Kazakhstan", "United States", "opposed_pct", 2019, 2025, 73.33, 88.77),
        ("Germany", "United States", "opposed_pct", 2019, 2025, 28.89, 68.23),
    ],
)
def test_likeness(country, partner, measure, base, end, old, new):
    assert alike(country, partner, measure, base, end) == pytest.approx((old, new), abs=0.0006)


def test_two_series_give_opposite_sentences():
    assert "nearer" in alike_scene("Kazakhstan", "Russia", "final votes", 2021, 2022).sentence
    assert "further apart" in alike_scene("Kazakhstan", "Russia", "all votes", 2021, 2022).sentence
    assert "only a hint" in alike_scene("Kazakhstan", "United States", "opposed_pct", 2019, 2025).sentence
    for setting, word in (
        (("Russia", "Russia", "cosine", 2000, 2010), "two different"),
        (("Kazakhstan", "Russia", "cosine", 2019, 2022), "1992–2019, 2024–2025"),
        (("Kazakhstan", "Russia", "cosine", 2019, 2019), "must lie before"),
    ):
        with pytest.raises(Impossible, match=word):
            alike(*setting)


def test_every_likeness_answers_or_says_why():
    possible = 0
    for country, partner, (_, measure, *_), base, end in itertools.product(
        COUNTRIES, PARTNERS, MEASURES, range(1992, 2025, 4), range(1993, 2026, 4)
    ):
        try:
            made = alike_scene(country, partner, measure, base, end)
        except Impossible as reason:
            assert str(reason).endswith(".") and len(str(reason)) > 40
            continue
        possible += 1
        low, high = next(one[3] for one in MEASURES if one[1] == measure)
        assert all(low <= value <= high for value in made.data)
        assert re.search(r"\d", made.alt) and str(base) in made.sentence and country in made.sentence
    assert possible > 3000


def test_one_year_three_numbers_of_meetings():
    by_rule = [
        counted(*rule)[2023]
        for rule in (("person", "bilateral", "all"), ("person", "both", "all"), ("all", "both", "all"))
    ]
    assert by_rule == [1, 8, 10]
    assert [counted("person", "both", "all")[year] for year in (2022, 2023, 2024)] == [12, 8, 8]
    assert [counted("person", "both", "explicit")[year] for year in (2022, 2023, 2024)] == [11, 3, 4]


def test_every_rule_has_a_sentence_and_never_beats_the_widest():
    widest = counted("all", "both", "all")
    for (_, form), (_, setting), (_, evidence), year in itertools.product(FORMATS, SETTINGS, EVIDENCE, YEARS):
        made = meeting_scene(form, setting, evidence, year)
        assert all(made.data[one] <= widest[one] for one in YEARS) and re.search(r"\d", made.alt)
        assert f"{made.data[year]} in {year}" in made.sentence and "everything on" not in made.sentence


def test_the_mix_of_the_poll():
    assert mixed("Russia", 23) == pytest.approx(39.25) and mixed("Russia", 59.7) == pytest.approx(30.075)
    assert mixed("Ukraine", 23) == pytest.approx(9.22) and mixed("Ukraine", 59.7) == pytest.approx(14.358)
    assert "accounts for 9.2 of the 26 points" in poll_scene(59.7, "Russia").sentence
    assert (
        "and it had" in poll_scene(59.7, "Russia").sentence and "and it had" not in poll_scene(59.6, "Russia").sentence
    )
    assert "accounts for nothing yet" in poll_scene(23, "Ukraine").sentence
    for step in range(368):
        for side in ("Russia", "Ukraine"):
            made = poll_scene(23 + step / 10, side)
            assert f"{made.data[1]:.1f} %" in made.sentence and re.search(r"\d", made.alt)


def test_two_measures_point_two_ways():
    stage = how_alike()
    before = stage.state()["scene"]
    after = stage.move(measure="all votes")["scene"]
    assert "nearer" in before["sentence"] and "further apart" in after["sentence"] and after["rows"] != before["rows"]
    stage.move(partner="China")
    assert "always votes as China does" in stage.move(country="China")["reason"]


def test_every_grey_line_has_a_name():
    marks = how_alike().state()["scene"]["rows"][0][0]["marks"]
    assert {mark["tip"] for mark in marks if mark["tone"] == "pale"} == {*COUNTRIES} - {"Kazakhstan", "Russia"}
