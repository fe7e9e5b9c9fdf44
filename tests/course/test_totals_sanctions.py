"""Totals that must add up in data/sanctions."""

import pytest

from claimlab.evidence.tables import only, table


def test_priority_list_has_fifty_codes_in_six_tiers():
    codes = table("sanctions/priority_codes")
    listed = codes[codes.on_priority_list == "yes"]
    assert listed.tier.value_counts().to_dict() == {"1": 4, "2": 5, "3A": 16, "3B": 9, "4A": 11, "4B": 5}
    assert len(listed) == 50


def test_surge_basket_is_24_listed_and_5_civilian_codes():
    codes = table("sanctions/priority_codes")
    basket = codes[codes.in_surge_basket == "yes"]
    assert basket.on_priority_list.value_counts().to_dict() == {"yes": 24, "no": 5}
    assert set(basket[basket.on_priority_list == "no"].tier) == {"civilian"}


def test_parts_of_the_surge_basket_add_up_to_its_four_years():
    quoted = table("sanctions/quoted_figures")
    parts = quoted[quoted.goods.str.startswith("29-code basket:")].value.sum()
    trade = table("sanctions/priority_trade")
    years = trade[(trade.basket == "29-code surge basket") & (trade.country == "Kazakhstan") & (trade.year >= 2022)]
    assert parts == pytest.approx(524.28, abs=0.01)
    assert years.value_usd_m.sum() == pytest.approx(parts, abs=2)  # four yearly values rounded to whole millions


def test_months_add_up_to_the_eurostat_year():
    months = table("sanctions/eu_exports_monthly")
    sums = months.assign(year=months.month.str[:4].astype(int)).groupby(["destination", "year"]).exports_eur_m.sum()
    years = table("sanctions/eu_exports_yearly")
    years = years[years.goods == "all goods"].set_index(["destination", "year"]).exports_eur_m
    for destination in sums.index.levels[0]:
        assert sums[destination, 2021] == pytest.approx(
            years[destination, 2021], abs=0.06
        )  # not revised between the two editions
        for year in (2022, 2023):  # two editions, so close but not equal
            assert sums[destination, year] == pytest.approx(years[destination, year], rel=0.005)


def test_every_destination_has_every_month():
    months = table("sanctions/eu_exports_monthly")
    assert months.groupby("destination").month.nunique().eq(68).all()
    assert months.month.nunique() == 68


def test_armenian_months_of_2022():
    months = table("sanctions/armenia_to_russia_monthly")
    assert months[months.month.str.startswith("2022")].exports_usd_m.sum() == pytest.approx(2411.0, abs=0.05)
    assert months[months.exports_usd_m > 200].month.iloc[0] == "2022-07"


def test_printed_eu_line_contains_the_united_kingdom_until_2022():
    rows = table("sanctions/mirror")
    for year in range(2019, 2024):
        printed, members, kingdom = (
            only(rows, "value", year=year, sender=sender, receiver="Kazakhstan", counted_by="Kazakhstan")
            for sender in ("EU line as printed", "EU-27", "United Kingdom")
        )
        assert printed == pytest.approx(members + (kingdom if year <= 2022 else 0), abs=0.01)


def test_eu_imports_agree_with_the_trade_lesson():
    rows, partners = table("sanctions/mirror"), table("trade/partners")
    for year in range(2019, 2024):
        here = only(rows, "value", year=year, sender="EU-27", receiver="Kazakhstan", counted_by="Kazakhstan")
        there = only(partners, "value_usd_m", year=year, partner="EU-27", flow="imports")
        assert here == pytest.approx(there, abs=0.01)


def test_only_trips_have_a_traveller():
    events = table("sanctions/events")
    trips = events.kind == "trip abroad"
    assert trips.sum() == 14
    assert (events.traveller.eq("not a trip") == ~trips).all()
    assert (events.sanctions_named.eq("not a trip") == ~trips).all()
