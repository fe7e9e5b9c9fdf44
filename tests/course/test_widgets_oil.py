"""Widgets of lesson 05: values against the data, and every setting (or a sample) answers with a sentence."""

from itertools import product

import numpy as np
import pytest

from claimlab.view.stage import Impossible, Scene
from course.oil import measures as facts
from course.oil import widgets as oil


def answer(scene, *setting):
    """A scene, or the sentence of Impossible; both must say something."""
    try:
        found = scene(*setting)
    except Impossible as reason:
        assert len(str(reason)) > 40 and str(reason)[-1] in ".?", setting
        return None
    assert isinstance(found, Scene) and len(found.sentence) > 40, setting
    assert any(letter.isdigit() for letter in found.alt), setting
    return found


@pytest.mark.parametrize(
    ("setting", "total"),
    [
        (("2025-02", True, False, "none"), 31),
        (("2025-02", True, True, "none"), 43.5),
        (("2025-02", True, True, "part"), 47.3),
        (("2025-02", True, True, "all"), 51),
        (("2000-11", True, False, "none"), 24),
        (("2025-02", False, False, "none"), 0),
    ],
)
def test_what_counts_as_russian(setting, total):
    found = oil.russian_scene(*setting)
    assert found.notes["total"] == pytest.approx(total)
    assert f"{total:g} %" in found.sentence
    assert sum(share for _, share, _ in found.data) == pytest.approx(100)


def test_every_way_to_count_answers():
    kinds = [value for _, value in oil.VENTURE]
    settings = list(product([value for _, value in oil.LISTS], (True, False), (True, False), kinds))
    seen = [answer(oil.russian_scene, *setting) for setting in settings]
    assert sum(found is None for found in seen) == 4  # the split of the venture is not known for 2000


def test_sixty_starts_from_the_bound_of_the_ledger():
    year = 2023
    exact = oil.sixty_scene(
        facts.volume("Kazakh oil in CPC", year),
        facts.economy("Brent price", year),
        facts.barrels_per_tonne(year),
        facts.economy("GDP", year) / 1000,
    )
    assert exact.data["share"] == pytest.approx(facts.share_of_gdp_bound()["value"])
    assert exact.data["needed"] == pytest.approx(facts.share_of_gdp_bound()["price_needed"])
    assert "13.5 %" in exact.sentence and "366 dollars" in exact.sentence


def test_sixty_says_what_it_took():
    assert (
        "So 60 % is reached, with the price at 4.44 times the value of 2023."
        in oil.sixty_scene(56, 366.49, 7.67, 262).sentence
    )
    assert "with the price at 5.82 and the GDP at 0.15 times" in oil.sixty_scene(56, 480.49, 7.67, 40).sentence
    assert "is reached" not in oil.sixty_scene(56, 132.72, 7.67, 262).sentence


def test_sixty_answers_everywhere_and_refuses_what_the_line_cannot_carry():
    for setting in product((20, 56, 72, 73, 80), (20.49, 82.49, 366.49, 480.49), (7.0, 7.67, 8.0), (40, 59, 262, 320)):
        found = answer(oil.sixty_scene, *setting)
        assert (found is None) == (setting[0] > 72.5)


def test_a_stop_without_help_is_the_simple_sum():
    year = 2023
    one_day = facts.volume("Kazakh oil in CPC", year) / 365
    assert oil.lost_tonnes(5, one_day, 1.0, 0, 0, 0) * facts.barrels_per_tonne(year) * facts.economy(
        "Brent price", year
    ) == pytest.approx(485.5, abs=0.05)
    assert oil.lost_tonnes(10, 1.0, 1.0, 4, 0, 50) == pytest.approx(3)
    assert oil.lost_tonnes(10, 1.0, 0.5, 20, 0, 0) == 0
    assert oil.part_stopped("moorings") == pytest.approx(1 - 3.5 / (63.473894 / 12))


def test_stops_answer_and_longer_ones_never_cost_less():
    kinds, prices = [v for _, v in oil.STOPS], [v for _, v in oil.PRICES]
    for setting in product((1, 30, 60), kinds, (0, 20), (0, 30), (0, 50, 100), prices):
        found = answer(oil.stop_scene, *setting)
        assert (np.diff(found.data["band"], axis=0) >= -1e-12).all()
        assert max(found.data["band"].max(), found.data["bare"].max()) <= oil.TOP
        assert (found.data["bare"] >= found.data["band"][:, 1] - 1e-12).all()


@pytest.mark.parametrize(
    ("days", "words"), [(10, "storage matters most here"), (30, "catching up later matters most here")]
)
def test_the_length_decides_which_assumption_matters(days, words):
    assert words in oil.stop_scene(days, "full", 10, 7, 50, "2021").sentence


def test_nothing_helps_when_all_assumptions_are_zero():
    found = oil.stop_scene(5, "full", 0, 0, 0, "mean")
    assert "nothing helps" in found.sentence
    assert np.allclose(found.data["bare"], found.data["band"][:, 1])


def test_more_than_the_line_carries_is_marked_before_it_is_chosen():
    stage = oil.make_sixty_true()
    options = stage.controls["volume"].options
    assert [options[at] for at in stage.closed()[0]] == [one for one in options if one > oil._known()["capacity"]] != []
