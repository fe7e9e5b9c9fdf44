"""What must add up in data/oil/, and the sums that are known not to match a stated total."""

import json

import pytest

from claimlab.evidence.tables import table
from course.oil.measures import FOUNDING_LIST, NOW, economy, volume
from tests.places import DATA


@pytest.mark.parametrize("as_of", [FOUNDING_LIST, NOW])
def test_shares_add_to_a_hundred(as_of):
    rows = table("oil/owners")
    rows = rows[rows.as_of == as_of]
    assert len(rows) == 11
    assert rows.share_pct.sum() == pytest.approx(100, abs=1e-9)


def test_routes_add_to_what_the_card_says():
    sums = table("oil/routes").groupby("year").volume_mt.sum().round(3).to_dict()
    assert sums == {2009: 67.8, 2013: 72.056, 2022: 63.4}
    assert volume("exports of Kazakh oil", 2009) - sums[2009] == pytest.approx(0.3)


def test_whose_oil_adds_up_in_2021():
    assert volume("Kazakh oil in CPC", 2021, "Neftegaz.RU") + volume("Russian oil in CPC", 2021) == pytest.approx(
        volume("all oil in CPC", 2021)
    )


def test_whose_oil_adds_up_in_may_2025():
    parts = [volume(f"{whose} oil in CPC", 2025, covers="May") for whose in ("Kazakh", "Russian")]
    assert sum(parts) == pytest.approx(volume("all oil in CPC", 2025, covers="May"))


def test_two_releases_of_2022_agree():
    rebuilt = volume("all oil in CPC", 2023) - volume("increase of all oil in CPC on the year before", 2023)
    assert rebuilt == pytest.approx(volume("all oil in CPC", 2022), abs=0.05)


def test_kilometres_of_each_line_add_up():
    features = json.loads((DATA / "geo/pipelines.geojson").read_text(encoding="utf-8"))["features"]
    for feature in features:
        facts = feature["properties"]
        parts = facts["km_in_kazakhstan"] + facts["km_in_russia"] + facts["km_in_water_or_elsewhere"]
        assert parts == pytest.approx(facts["drawn_km"], abs=0.2), facts["id"]


def test_parts_stay_below_the_whole():
    assert economy("value added of oil and gas", 2022) + economy("value added of all the rest", 2022) < economy(
        "GDP in tenge", 2022
    )
    assert (
        economy("value added of all mining", 2023)
        < economy("value added of farming, industry and building", 2023)
        < economy("GDP in tenge", 2023)
    )
    for year in (2022, 2023):
        assert volume("Kazakh oil in CPC", year) < volume("exports of Kazakh oil", year)
        assert volume("exports of Kazakh oil", year) < volume("output of Kazakhstan", year)


def test_months_average_to_the_year():
    months = table("oil/brent_monthly")
    means = months.brent_usd_per_barrel.groupby(months.month.str[:4].astype(int)).mean()
    for year in range(1995, 2025):
        assert means[year] == pytest.approx(economy("Brent price", year), abs=0.5), year
    assert (months.month.str[:4].value_counts() == 12).all()
