"""Totals that should add up in the uranium tables, and the known places where the source itself does not."""

import pytest

from claimlab.evidence.tables import table


def gap(edition, year):
    """Sum of the countries minus the printed world total, t U."""
    rows = table("uranium/world")
    rows = rows[(rows.edition == edition) & (rows.year == year)]
    return int(rows[rows.country != "World"].output_t.sum() - rows[rows.country == "World"].output_t.iloc[0])


def test_every_edition_and_year_has_one_world_row():
    rows = table("uranium/world")
    world = rows[rows.country == "World"].groupby(["edition", "year"]).size()
    assert len(world) == len(rows.groupby(["edition", "year"])) and (world == 1).all()


def test_countries_add_up_to_the_world_but_for_the_misprints_of_the_source():
    rows = table("uranium/world")
    pairs = rows[["edition", "year"]].drop_duplicates()
    off = {(int(e), int(y)): gap(e, y) for e, y in pairs.itertuples(index=False) if abs(gap(e, y)) > 10}
    assert off == {
        (2009, 2002): -39,
        (2022, 2015): 38,
        (2023, 2015): 38,
        (2022, 2017): -52,
        (2023, 2017): -52,
        (2023, 2014): -109,
    }


def test_the_two_misprints_of_2014_explain_the_gap():
    rows = table("uranium/world").set_index(["edition", "year", "country"]).output_t
    missing = sum(rows[2022, 2014, country] - rows[2023, 2014, country] for country in ("Canada", "India"))
    assert missing == 110 and gap(2022, 2014) - missing == gap(2023, 2014)


def test_u3o8_is_uranium_over_0848_but_for_one_cell():
    rows = table("uranium/world_total_2025")
    off = rows[(rows.output_t / 0.848 - rows.output_u3o8_t).abs() > 5]
    assert list(off.year) == [2021] and round(47805 / 0.848) == 56374


@pytest.mark.parametrize(
    "venture", ["Akbastau", "Appak", "Inkai", "JV Budenovskoye", "Katco", "SMCC", "Stepnogorsk complex"]
)
def test_stakes_add_up_to_100(venture):
    rows = table("uranium/stakes")
    assert rows[(rows.venture == venture) & (rows.before_sales_of_2024 == "yes")].share_pct.sum() == 100


def test_stakes_with_an_owner_unnamed_stay_below_100():
    rows = table("uranium/stakes")
    sums = rows[rows.before_sales_of_2024 == "yes"].groupby("venture").share_pct.sum()
    assert (sums <= 100).all()
    assert sums["Zarechnoye"] == pytest.approx(99.958) and sums["Karatau"] == 50 and sums["Khorasan-U"] == 80


def test_zarechnoye_of_2006_adds_up_to_100():
    rows = table("uranium/stakes")
    assert rows[(rows.venture == "Zarechnoye") & (rows.as_of == "2006-12")].share_pct.sum() == pytest.approx(100)
