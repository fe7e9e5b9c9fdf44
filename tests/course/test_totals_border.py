"""What must add up in data/border/, and the one list that is known not to."""

import json

import pytest

from claimlab.evidence.tables import table
from course.border.measures import KM_PER_MILE, published, world_length
from tests.places import DATA


def test_parts_of_the_land_border_add_up():
    parts = sum(published("RU-WIKI-BORDER", what_is_counted=part) for part in ("dry land", "rivers", "lakes"))
    assert parts == pytest.approx(published("RU-WIKI-BORDER", what_is_counted="land"), abs=0.05)


def test_land_and_sea_add_up_across_two_sources():
    both = sum(published("RU-WIKI-BORDER", what_is_counted=part) for part in ("land", "sea"))
    assert both == pytest.approx(published("ZEM"), abs=0.05)


@pytest.mark.parametrize("book", ["CIA World Factbook 1994", "CIA World Factbook 2024"])
def test_five_borders_make_the_stated_total(book):
    rows = table("border/neighbours")
    rows = rows[rows.counted_by == book]
    assert rows[rows.kind == "border"].length_km.sum() == rows[rows.kind == "stated total"].length_km.sum()


def test_the_list_that_does_not_add_up_still_does_not():
    rows = table("border/neighbours")
    rows = rows[rows.counted_by == "Encyclopedia in Uzbek"]
    assert rows[rows.kind == "border"].length_km.sum() == 11587
    assert rows[rows.kind == "stated total"].length_km.sum() == 13392.6


def test_every_source_of_neighbours_has_all_five():
    rows = table("border/neighbours")
    assert set(rows[rows.kind == "border"].groupby("counted_by").size()) == {5}


def test_regions_add_to_the_country():
    rows = table("border/regions")
    for year, group in rows.groupby("year"):
        whole = group[group.kind == "whole country"].population.sum()
        assert group[group.kind == "region"].population.sum() == whole, year


def test_steps_make_the_length():
    rows = table("border/ruler")
    walked = rows.full_steps * rows.ruler_km + rows.last_step_km
    assert (walked - rows.length_km).abs().max() < 0.011


def test_published_lengths_are_converted_right():
    rows = table("border/published")
    factor = rows.unit_printed.map({"km": 1, "mile": KM_PER_MILE})
    assert (rows.length_printed * factor - rows.length_km).abs().max() < 0.006
    assert (rows.length_km / KM_PER_MILE - rows.length_miles).abs().max() < 0.06


def test_pieces_make_the_whole():
    pieces = sum(world_length("China-Russia", part) for part in ("eastern piece", "western piece"))
    assert pieces == world_length("China-Russia")


def test_line_file_and_table_agree():
    features = json.loads((DATA / "geo/border_lines.geojson").read_text(encoding="utf-8"))["features"]
    rows = table("border/measured")
    for feature in features:
        facts = feature["properties"]
        row = rows[(rows["map"] == facts["map"]) & (rows.method == "ellipsoid")]
        assert facts["length_km"] == pytest.approx(row.length_km.iloc[0], abs=0.02)
        assert len(feature["geometry"]["coordinates"]) == facts["points"]
