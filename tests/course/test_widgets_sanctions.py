"""Widgets of lesson 03: values against the data, and every setting gives a picture or a reason."""

import re
from itertools import product

import pandas as pd
import pytest

from claimlab.view.stage import Impossible
from course.sanctions.widgets import (
    AFTER,
    BASKETS,
    BEFORE,
    COUNTRIES,
    DRAFT,
    PRIORITY,
    REST,
    SURGE,
    draw_factor,
    draw_gap,
    factor,
    gap,
    starts,
)
from tests.places import ROOT

EU = pd.read_csv(ROOT / "data/sanctions/eu_exports_monthly.csv").pivot(
    index="month", columns="destination", values="exports_eur_m"
)


def speaks(compute, *setting):
    """A scene with a sentence and a number in its description, or a reason with a way out."""
    try:
        scene = compute(*setting)
    except Impossible as reason:
        assert str(reason).endswith(".") and len(str(reason)) > 60, setting
        return None
    assert scene.sentence.endswith(".") and re.search(r"\d", scene.alt) and len(scene.alt) > 30, setting
    return scene


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_gap_speaks(country):
    drawn = sum(
        speaks(gap, country, other, start, months) is not None
        for other, start, months in product(COUNTRIES, starts(), (12, 6, 3, 1))
    )
    assert drawn > 0.7 * 5 * len(starts()) * 4


def test_every_basket_speaks():
    scenes = [
        speaks(factor, name, before, after) for (_, name), (_, before), (_, after) in product(BASKETS, BEFORE, AFTER)
    ]
    assert (
        sum(scene is None for scene in scenes) == len(BEFORE) * len(AFTER) - 1
    )  # of the 26 codes alone one factor is known


def test_gap_after_the_start_of_the_war():
    ratio = EU.loc["2022-03":"2023-02"].sum() / EU.loc["2021-03":"2022-02"].sum()
    scene = gap("Kazakhstan", "Georgia", "2022-03", 12)
    means = {name: mean for name, (_, mean) in scene.data.items()}
    assert means == pytest.approx({"Kazakhstan": 100 * ratio["Kazakhstan"], "Georgia": 100 * ratio["Georgia"]})
    assert "2.03 times" in scene.sentence and "+49.0 index points" in scene.sentence
    assert [len(values) for values, _ in scene.data.values()] == [24, 24]
    assert sum(scene.data["Georgia"][0][:12]) == pytest.approx(1200)


def test_a_pretended_start_says_so():
    scene = gap("Kazakhstan", "Georgia", "2021-03", 12)
    assert "−43" in scene.sentence and "did not make this gap" in scene.sentence
    assert "did not make" not in gap("Kazakhstan", "Georgia", "2021-04", 12).sentence
    assert "seasons" in gap("Kazakhstan", "Georgia", "2022-03", 6).sentence
    assert "inside the war" in gap("Kazakhstan", "Georgia", "2023-03", 12).sentence


def test_a_single_month_is_a_base_too_and_no_zero_has_a_sign():
    scene = gap("Kazakhstan", "Georgia", "2022-03", 1)
    assert (
        scene.sentence.startswith("1 month from 2022-03 against the 1 before")
        and "month before = 100" in scene.sentence
    )
    assert scene.data["Kazakhstan"][1] == pytest.approx(
        100 * EU.loc["2022-03", "Kazakhstan"] / EU.loc["2022-02", "Kazakhstan"]
    )
    for one, other in (("Armenia", "Georgia"), ("Georgia", "Armenia")):
        assert "Gap: 0.0 index points" in gap(one, other, "2022-01", 3).sentence


def test_the_ends_of_the_table_are_refused_and_their_neighbours_are_not():
    assert gap("Armenia", "Russia", "2020-01", 12) and gap("Armenia", "Russia", "2023-09", 12)
    for start in ("2019-12", "2023-10"):
        with pytest.raises(Impossible, match="do not fit"):
            gap("Armenia", "Russia", start, 12)
    with pytest.raises(Impossible, match="itself"):
        gap("Armenia", "Armenia", "2022-03", 12)


def test_factors_of_the_three_baskets():
    whole, later = BEFORE[0][1], AFTER[0][1]
    got = {name: round(factor(name, whole, later).notes["factor"], 1) for name in (PRIORITY, SURGE, DRAFT, REST)}
    assert got == {PRIORITY: 3.5, SURGE: 11.9, DRAFT: 7.4, REST: 2.4}
    assert "131.3 million" in factor(SURGE, whole, later).sentence  # 131.25, rounded as on paper
    assert "5.0 times" in factor(PRIORITY, (2021,), (2022,)).sentence
    assert "3.6 times" in factor(PRIORITY, (2018, 2019), (2022,)).sentence
    assert (
        factor(SURGE, whole, later).notes["tiers"][-1] == 5 and sum(factor(PRIORITY, whole, later).notes["tiers"]) == 50
    )
    assert factor(REST, whole, later).notes["tiers"][-1] == 0 and sum(factor(REST, whole, later).notes["tiers"]) == 26
    with pytest.raises(Impossible, match="2.4 times"):
        factor(REST, whole, (2022,))


def test_axes_stay_put_so_that_settings_can_be_compared():
    limits = set()
    for start in ("2020-06", "2022-03", "2023-09"):
        made = gap("Kyrgyzstan", "Russia", start, 12)
        (panel,) = draw_gap(made)
        values = [value for values, _ in made.data.values() for value in values]
        assert panel.y.low < min(values) and max(values) < panel.y.high
        limits.add((panel.x.low, panel.x.high, panel.y.low, panel.y.high))
    assert len(limits) == 1
    for _, name in BASKETS:
        ((left, right),) = draw_factor(factor(name, BEFORE[0][1], AFTER[0][1]))
        limits.add((left.y.high, right.x.high))
    assert len(limits) == 2


def test_a_month_is_named_in_the_tooltip():
    (panel,) = draw_gap(gap("Kazakhstan", "Georgia", "2022-03", 12))
    assert panel.x.names[0] == "2022-03" and panel.x.names[-12] == "2021-03" and panel.x.names[11] == "2023-02"
