"""The widgets of lesson 01: the walk agrees with the table, and every setting gives a picture or a reason."""

import re

import pytest

from claimlab.evidence.tables import table
from claimlab.view.stage import Impossible, Scene
from course.border import widgets as border
from course.border.measures import NATURAL_EARTH, article_km

WALKS = table("border/ruler")
WALKS = WALKS[WALKS["map"].isin(NATURAL_EARTH)]


@pytest.mark.parametrize("row", list(WALKS.itertuples()), ids=lambda row: f"{row.map}-{row.ruler_km:g}")
def test_walk_agrees_with_the_table(row):
    stops, last = border.walk(row.map, row.ruler_km)
    assert len(stops) - 2 == row.full_steps
    assert (len(stops) - 2) * row.ruler_km + last == pytest.approx(row.length_km, rel=1e-4)


@pytest.mark.parametrize("view", [value for _, value in border.VIEWS])
@pytest.mark.parametrize("map_name", NATURAL_EARTH)
def test_every_ruler_has_a_scene(map_name, view):
    for ruler_km in [*range(1, 12), *range(13, 200, 17), 200]:
        scene = border.ruler_scene(ruler_km, map_name, view)
        assert isinstance(scene, Scene) and f"{ruler_km} km" in scene.sentence
        assert re.search(r"\d", scene.alt) and scene.sentence.endswith(".")
        assert 3000 < scene.notes["length"] < article_km() < border.LENGTHS[1]


def test_sentence_of_one_setting():
    scene = border.ruler_scene(50, NATURAL_EARTH[2], "whole")
    assert scene.sentence.startswith(
        "A ruler of 50 km on the 1:10m map: 91 full steps and a last piece of 44 km make 4,594 km."
    )


def test_no_last_piece_of_zero_km():
    for map_name in NATURAL_EARTH:
        for ruler_km in range(1, 201):
            assert " of 0 km" not in border.ruler_scene(ruler_km, map_name, "whole").sentence


def test_the_handbook_is_longer_everywhere_as_the_sentence_says():
    assert min(ratio for _, ratio in border.borders("ratio", pieces=False)) > 1


def test_close_up_names_its_two_cities():
    left, right, low, high = border.LIMITS["stretch"]
    towns = border._towns()
    assert {name for name, _, _ in towns} == {"Orsk", "Aktobe"}
    assert all(left < x < right and low < y < high for _, x, y in towns)


@pytest.mark.parametrize("pieces", [False, True])
@pytest.mark.parametrize("counted_by", [value for _, value in border.HOW])
def test_every_way_to_compare(counted_by, pieces):
    try:
        scene = border.borders_scene(counted_by, pieces)
    except Impossible as reason:
        assert pieces and str(reason).endswith(".")
        return
    assert len(scene.data) == border.SHOWN and re.search(r"\d", scene.alt)
    assert border.OURS in [name for _, name, _ in scene.data]


def test_second_in_total_first_in_one_piece():
    total = [name for name, _ in border.borders(border.BOOK, pieces=False)]
    unbroken = dict(border.borders(border.BOOK, pieces=True))
    assert total.index(border.OURS) == 1 and max(unbroken, key=unbroken.get) == border.OURS
    assert unbroken["Canada-US without Alaska"] == 6416


@pytest.mark.parametrize(
    ("name", "ratio"), [("Kazakhstan-Russia", 1.148), ("Canada-United States", 1.121), ("Bangladesh-India", 1.736)]
)
def test_ratio_of_the_notes(name, ratio):
    assert dict(border.borders("ratio", pieces=False))[name] == pytest.approx(ratio, abs=0.0005)


def test_the_map_ends_at_its_edge():
    left, right, low, high = border.LIMITS["stretch"]
    for ruler in (1, 60, 200):
        panel = border.draw_ruler(border.ruler_scene(ruler, NATURAL_EARTH[2], "stretch"))[0]
        places = [at for mark in panel.marks if mark["kind"] in ("outline", "line") for at in mark["points"] if at]
        assert all(left - 1 < x < right + 1 and low - 1 < y < high + 1 for x, y in places)


def test_a_line_that_leaves_the_map_is_cut_there():
    seen = (0, 10, 0, 10)
    line = [(1, 1), (12, 1), (14, 5), (12, 9), (8, 9), (8, -2), (30, 5), (-5, 5)]
    found = border.inside(line, seen)
    assert [at and tuple(round(value) for value in at) for at in found] == [
        *((1, 1), (10, 1), None),
        *((10, 9), (8, 9), (8, 0), None),
        *((10, 5), (0, 5)),
    ]


def test_a_shape_is_cut_at_the_edge():
    square = border.clipped([(0, 0), (10, 0), (10, 10), (0, 10)], (2, 8, -5, 5))
    assert {(round(x), round(y)) for x, y in square} == {(2, 0), (8, 0), (8, 5), (2, 5)}
