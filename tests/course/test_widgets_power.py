"""Widgets of lesson 07: known settings against the tables, and a picture or a reason for every other."""

import itertools
import re

import pytest

from claimlab.evidence.tables import only, table
from claimlab.view.stage import Impossible, Scene
from course.power.widgets import COMPARE, PEAKS, cost_scene, dollars_per_kilowatt, missing_power, peak_scene


@pytest.mark.parametrize(("winter", "when"), [("2022/23", "2022-12-07"), ("2023/24", "2023-12-13")])
def test_cutting_the_line_leaves_the_recorded_shortfall(winter, when):
    recorded = only(table("power/peaks"), "value_mw", when=when, quantity="shortfall", kind="measured")
    assert missing_power(winter, True, 0, 0)["missing"] == recorded
    assert missing_power(winter, False, 0, 0) | {"missing": 0} == missing_power(winter, False, 0, 0)


def test_imports_never_exceed_what_flowed():
    open_line = missing_power("2023/24", False, 500, 0)
    assert open_line["missing"] == 500
    assert missing_power("2023/24", True, 500, 0)["missing"] == open_line["imports"] + 500


def test_saving_brings_the_lights_back():
    assert missing_power("2023/24", True, 0, 9)["missing"] > 0
    assert missing_power("2023/24", True, 0, 10)["missing"] == 0


def test_parts_of_a_peak_add_up():
    for winter, cut, lost, saved in itertools.product(
        ("2022/23", "2023/24", "2025/26"), (False, True), (0, 700, 1500), (0, 5, 12)
    ):
        now = missing_power(winter, cut, lost, saved)
        assert now["home"] + now["imports"] + now["missing"] == pytest.approx(now["needed"])
        assert min(now["home"], now["imports"], now["missing"], now["saved"]) >= 0


def test_a_winter_without_figures_is_not_drawn():
    with pytest.raises(Impossible, match="Choose another winter"):
        peak_scene("2024/25", False, 0, 0)


@pytest.mark.parametrize(("cost", "megawatts", "price", "dearer"), [(6.0, 960, 6250, 2), (2.7, 960, 2812.5, 11)])
def test_known_prices(cost, megawatts, price, dearer):
    scene = cost_scene(cost, megawatts, 0, "all")
    assert scene.data["price"] == pytest.approx(price)
    assert (scene.data["dearer"], scene.data["of"]) == (dearer, 33)


def test_a_surcharge_for_heat_moves_the_estimates_only():
    plain, dear = cost_scene(6.0, 960, 0, "all"), cost_scene(6.0, 960, 30, "all")
    assert plain.data["price"] == dear.data["price"]
    assert dear.data["values"].max() == pytest.approx(1.3 * plain.data["values"].max())
    assert dear.data["dearer"] > plain.data["dearer"]


def test_a_price_off_the_axis_is_refused():
    with pytest.raises(Impossible, match="Raise the megawatts"):
        cost_scene(16.0, 120, 0, "all")


def settings():
    for winter, cut, lost, saved in itertools.product(PEAKS, (False, True), range(0, 1501, 300), range(0, 16, 3)):
        yield peak_scene, (winter, cut, lost, saved)
    for cost, megawatts, extra, (_, group) in itertools.product(
        (0.2, 1.0, 2.7, 6.0, 16.0), (120, 240, 960, 2400, 3600), (0, 50, 90), COMPARE
    ):
        yield cost_scene, (cost, megawatts, extra, group)


def test_every_setting_has_a_picture_or_a_reason():
    for compute, values in settings():
        try:
            scene = compute(*values)
        except Impossible as reason:
            assert str(reason).endswith(".") and len(str(reason)) > 40, values
            continue
        assert isinstance(scene, Scene)
        assert scene.sentence.endswith(".") and "nan" not in scene.sentence and re.search(r"\d", scene.alt), values


def test_every_estimate_says_which_plant_it_is():
    marks = dollars_per_kilowatt().state()["scene"]["rows"][0][0]["marks"]
    tips = [mark["tip"] for mark in marks if mark.get("key", "").startswith("estimate")]
    assert len(tips) == 33 and all(re.search(r"\w, \w.*: [\d,]+$", tip) for tip in tips)


def test_a_plan_too_dear_is_marked_before_it_is_chosen():
    stage = dollars_per_kilowatt()
    stage.move(cost_bn=16.0)
    assert stage.closed()[1] == list(range(9))  # 120 to 1,080 MW
    stage.move(megawatts=120)
    assert "far more than any power plant" in stage.state()["reason"]
