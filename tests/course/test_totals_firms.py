"""What must add up in data/firms/."""

import pytest

from claimlab.evidence.tables import table


@pytest.fixture(scope="module")
def stock():
    return table("firms/investment").pivot(index="year", columns="investor", values="stock_eur_m")


def test_countries_stay_within_the_world(stock):
    share = stock.drop(columns=["World", "EU-27"]).sum(axis=1) / stock["World"]
    assert share.max() < 1
    assert share.loc[2014:].between(0.90, 0.95).all()


def test_eu_holds_its_members(stock):
    assert (stock["EU-27"] > stock[["Netherlands", "France", "Luxembourg"]].sum(axis=1)).all()


def test_every_year_has_every_investor(stock):
    assert stock.shape == (19, 14) and stock.loc[2013:].notna().all().all()
    # before the method of 2013 only what the lesson draws is kept
    assert sorted(stock.columns[stock.loc[:2012].notna().all()]) == [
        "China",
        "EU-27",
        "Netherlands",
        "Russia",
        "United States",
        "World",
    ]


def test_firms_of_the_west_give_the_rounded_total():
    counts = table("firms/counts").query("date == '2022-02-28'").set_index("country").firms
    parts = counts[["EU", "United States", "United Kingdom"]].sum()
    assert parts == 3587 and round(parts, -2) == counts["EU, United States and United Kingdom"]


def test_seven_countries_of_may_2024():
    counts = table("firms/counts").query("date == '2024-05-01' and qualifier != 'at most'")
    assert len(counts) == 7 and counts.firms.sum() == 43895


def test_growth_fits_the_two_years():
    rows = table("firms/quoted").query("investor == 'World' and measure == 'gross inflow'")
    rows = rows[rows.source_id == "TASS-2023-07-20"].set_index("period")
    before = rows.value_usd_bn["2022"] / (1 + rows.change_on_year_pct["2022"] / 100)
    assert round(before, 1) == rows.value_usd_bn["2021"]


def test_parts_since_independence():
    rows = (
        table("firms/quoted").query("measure == 'gross inflow since independence'").set_index("investor").value_usd_bn
    )
    assert rows.drop("World").sum() < rows["World"]
    assert round(100 * rows["United States"] / rows["World"]) == 15


def test_rankings_have_no_gap():
    for year, rows in table("firms/ranking").groupby("year"):
        assert list(rows["rank"]) == list(range(1, len(rows) + 1)), year
        assert rows.investor.is_unique


def test_debt_parts_within_the_whole():
    rows = table("firms/yearly")
    assert (rows.public_debt_usd_m + rows.private_debt_usd_m < rows.external_debt_usd_m).all()


def test_shares_of_one_day_stay_below_100():
    rows = table("firms/shares").query("share_of == 'all foreign firms'")
    rows = rows[rows.country != "EU, United States and United Kingdom"]
    assert rows.groupby("date").share_pct.sum().max() < 100
