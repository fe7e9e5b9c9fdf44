"""The list and the slider of forms: what is shown and what is meant are one."""

import pytest
import traitlets

from claimlab.view.controls import Choice, slider_field


def test_a_list_and_its_value_follow_each_other():
    chosen = Choice([("one", 1), ("two", 2), ("three", 3)], 2)
    assert (chosen.index, chosen.value) == (1, 2)
    chosen.index = 2
    assert chosen.value == 3
    chosen.value = 1
    assert chosen.index == 0
    with pytest.raises(traitlets.TraitError, match="4 is not one of: one, two, three"):
        chosen.value = 4


def test_a_slider_stays_between_its_ends():
    year = slider_field("Year", 2018, 2023, 2020)
    year.value = 2050
    assert year.value == 2023 and isinstance(year.value, int)
