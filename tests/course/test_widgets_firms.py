"""The two widgets of lesson 04: what they compute, and that every setting has a sentence."""

import itertools
import re

import pytest

from claimlab.view.stage import Impossible
from course.firms.measures import countries
from course.firms.widgets import (
    ABOVE,
    BELOW,
    SENTENCES,
    differences,
    half_draw,
    half_scene,
    invest_scene,
    investors,
    russian_share,
    supported,
)


def test_the_sentence_of_the_speech():
    assert russian_share("tokayev", "tokayev")[0] == pytest.approx(45.2381, abs=1e-4)
    assert russian_share("tokayev", "tokayev", 55)[0] == pytest.approx(34.5455, abs=1e-4)
    assert differences("tokayev", "tokayev") == [] and supported(45.24) == ["almost half"]


@pytest.mark.parametrize(
    ("above", "below", "value"),
    [
        ("august", "active", 37.8866),
        ("august_joint", "active", 54.0556),
        ("august", "all2021", 26.2323),
        ("finprom", "finprom", 31.3),
        ("putin", "tokayev", 14.2857),
        ("may", "may", 53.5368),
    ],
)
def test_shares_of_the_notes(above, below, value):
    assert russian_share(above, below)[0] == pytest.approx(value, abs=1e-4)


def test_two_counters_are_named():
    assert any("two counters" in phrase for phrase in differences("putin", "tokayev"))


@pytest.mark.parametrize("key", ABOVE)
def test_labels_show_the_number_of_the_table(key):
    shown = ABOVE[key][0].split("joint" if "joint" in key else "·")[0].replace(",", "")
    assert sum(int(number) for number in re.findall(r"\d{4,5}", shown)) == round(russian_share(key, "may")[1])


@pytest.mark.parametrize("key", BELOW)
def test_totals_show_the_number_of_the_table(key):
    assert f"{russian_share('putin', key)[2]:.0f}" in BELOW[key][0].replace(",", "")


def test_every_fraction_has_a_scene_or_a_reason():
    impossible = 0
    for above, below, thousand in itertools.product(ABOVE, BELOW, (42, 45, 50, 55)):
        try:
            scene = half_scene(above, below, thousand)
        except Impossible as reason:
            impossible += 1
            assert str(reason).endswith(".") and len(str(reason)) > 40
            continue
        assert 0 < scene.data < 100 and scene.sentence.endswith(".") and re.search(r"\d", scene.alt)
    assert impossible == 4 * 4


def test_sentences_do_not_overlap():
    spans = sorted((low, high) for _, low, high in SENTENCES)
    assert all(high <= low for (_, high), (low, _) in itertools.pairwise(spans))


def test_ranking_of_the_stock():
    assert [name for name, _ in investors("stock", 2021, False, True)] == list(countries().investor)
    bloc = investors("stock", 2021, True, True)
    assert [name for name, _ in bloc][:5] == ["EU-27", "United States", "Japan", "China", "Russia"]
    assert dict(bloc)["EU-27"] == pytest.approx(50.7877, abs=1e-4) and "Netherlands" not in dict(bloc)


def test_ranking_of_the_flow_and_of_no_conduits():
    flow = investors("flow", 2021, True, True)
    assert [name for name, _ in flow[:3]] == ["United States", "Russia", "EU-27"]
    assert [round(1000 * value) for _, value in flow[:3]] == [1373, 724, 639]
    assert [name for name, _ in investors("stock", 2021, False, False)][:3] == ["United States", "France", "Japan"]
    assert dict(investors("stock", 2021, True, False))["EU-27"] == pytest.approx(50.7877 - 38.7764 - 0.8985, abs=1e-3)


def test_every_ranking_has_a_sentence():
    for setting in itertools.product(("stock", "flow"), range(2013, 2022), (True, False), (True, False)):
        scene = invest_scene(*setting)
        assert scene.sentence.endswith(".") and re.search(r"\d", scene.alt) and len(scene.data) >= 6


def test_the_slider_says_when_it_means_nothing():
    assert "is not chosen" in half_scene("finprom", "finprom", 50).sentence
    assert "nobody printed" in half_scene("tokayev", "tokayev", 50).sentence


def test_the_line_stands_at_the_share():
    panel = half_draw(half_scene("tokayev", "tokayev", 42))[0]
    share = next(mark for mark in panel.marks if mark.get("key") == "share")
    assert share["points"][0][0] == pytest.approx(45.238, abs=1e-3) and (panel.x.low, panel.x.high) == (0, 100)


@pytest.mark.parametrize(("above", "below", "firms"), [("tokayev", "tokayev", 42222), ("may", "may", 47000)])
def test_a_ceiling_says_how_far_its_headline_holds(above, below, firms):
    scene = half_scene(above, below, 42)
    assert scene.notes["bound"] == "at most " and f"holds only up to {firms:,} firms" in scene.sentence


def test_a_floor_above_the_line_gives_a_floor():
    assert half_scene("registered", "all2021", 42).notes["bound"] == "at least "
    assert half_scene("registered", "tokayev", 42).notes["bound"] == ""


def test_no_small_negative_number_is_shown_as_minus_zero():
    for setting in itertools.product(("stock", "flow"), range(2013, 2022), (True, False), (True, False)):
        sentence = invest_scene(*setting).sentence
        assert not re.search(r"−0\.0+\b(?!\d)|\b1 of them", sentence), setting
