"""What must add up in data/trade/, across its tables."""

import pytest

from claimlab.evidence.tables import table


def sums(**where):
    rows = table("trade/partners")
    for column, value in where.items():
        rows = rows[rows[column] == value]
    return rows.groupby(["year", "partner"]).value_usd_m.sum()


def test_every_year_and_partner_has_both_flows():
    assert set(table("trade/partners").groupby(["year", "partner"]).flow.nunique()) == {2}


def test_listed_partners_stay_below_the_world_and_members_below_the_bloc():
    rows = table("trade/partners")
    rows = rows[rows.year >= 2018]
    for (year, flow), group in rows.groupby(["year", "flow"]):
        world = group[group.kind == "world"].value_usd_m.item()
        bloc = group[group.kind == "bloc"].value_usd_m.item()
        members = group[group.eu_member == "yes"].value_usd_m.sum()
        others = group[(group.kind == "country") & (group.eu_member == "no")].value_usd_m.sum()
        assert members <= bloc and bloc + others <= world, (year, flow)


def test_final_statements_are_the_sums_of_the_partner_table():
    said = table("trade/statements")
    said = said[said.kind == "final"]
    assert len(said) == 4
    for row in said.itertuples():
        assert row.value == pytest.approx(sums()[int(row.year_meant), row.partner] / 1000, abs=2e-6)


def test_a_final_figure_has_one_printed_form():
    said = table("trade/statements")
    for row in said[said.kind == "final"].itertuples():
        assert f"{row.value:.2f}" == f"{sums()[int(row.year_meant), row.partner] / 1000:.2f}"


@pytest.mark.parametrize("name", ["russian_customs", "russian_customs_monthly"])
def test_russian_flows_make_the_turnover(name):
    rows = table(f"trade/{name}")
    assert (rows.exports_usd_m + rows.imports_usd_m - rows.turnover_usd_m).abs().max() <= 1.01


def test_months_make_the_year():
    months, years = table("trade/russian_customs_monthly"), table("trade/russian_customs")
    months = months.groupby(months.month.str[:4].astype(int)).turnover_usd_m.agg(["sum", "size"])
    years = years[years.partner == "Kazakhstan"].set_index("year").turnover_usd_m
    for year, row in months[months["size"] == 12].iterrows():
        assert row["sum"] == pytest.approx(years[year], rel=0.03), year


def test_chinese_flows_make_the_turnover():
    rows = table("trade/other_counts")
    rows = rows[rows.partner == "China"].pivot(index="year", columns="flow", values="value").dropna()
    assert list(rows.index) == [2013, 2021, 2023]
    assert (rows.exports + rows.imports - rows.turnover).abs().max() < 0.051
