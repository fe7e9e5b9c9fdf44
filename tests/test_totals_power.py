"""Totals that should add up in the power tables, and the known places where the source itself does not."""

import json

import pytest

from claimlab.tables import DATA, only, table


def test_generation_and_net_imports_make_demand():
    rows = table("power/electricity")
    assert (rows.generation_twh + rows.net_imports_twh - rows.demand_twh).abs().max() < 0.006


def test_fuels_make_generation():
    rows = table("power/electricity")
    fuels = rows[[f"{fuel}_twh" for fuel in ("coal", "gas", "oil", "hydro", "wind", "solar", "bioenergy")]]
    assert (fuels.sum(axis=1) - rows.generation_twh).abs().max() < 0.006


@pytest.mark.parametrize("when, kind", [("2022-12-07", "measured"), ("2023-12-13", "measured"),
                                        ("2025-10 to 2026-03", "forecast")])
def test_load_minus_generation_is_the_shortfall(when, kind):
    rows = table("power/peaks")
    rows = rows[(rows.when == when) & (rows.kind == kind)].set_index("quantity").value_mw
    assert rows["load"] - rows["generation"] == rows["shortfall"]


@pytest.mark.parametrize("year, total, parts", [
    (2024, "Imports of Kazakhstan", ["Russia to Kazakhstan", "Turkmenistan to Kazakhstan", "Uzbekistan to Kazakhstan"]),
    (2025, "Imports of Kazakhstan", ["Russia to Kazakhstan", "Turkmenistan to Kazakhstan", "Uzbekistan to Kazakhstan"]),
    (2024, "Exports of Kazakhstan", ["Kazakhstan to Russia", "Kazakhstan to China"]),
    (2025, "Exports of Kazakhstan", ["Kazakhstan to Russia", "Kazakhstan to China"])])
def test_gas_partners_add_up(year, total, parts):
    rows = table("power/gas")
    rows = rows[(rows.year == year) & rows.counted_by.str.startswith("Energy Institute")].set_index("what").value_bcm
    assert rows[parts].sum() == pytest.approx(rows[total], abs=0.0001)


def test_the_ballots_of_the_referendum_add_up():
    rows = table("power/projects")
    rows = rows[rows.unit == "people"].set_index("what").value
    parts = ["yes", "no", "invalid", "both answers marked"]
    assert sum(rows[f"referendum: {part}"] for part in parts) == rows["referendum: who voted"]


def test_contract_parts_make_the_rounded_contract():
    rows = table("power/projects")
    parts = rows[(rows.project == "Kokshetau") & rows.what.str.startswith("contract part")].value.sum()
    total = only(rows, "value", project="Kokshetau", what="contract", unit="billion tenge")
    assert parts == pytest.approx(355.48) and round(parts) in (total, total - 1)


def test_the_map_has_the_megawatts_of_the_table():
    points = json.loads((DATA / "geo" / "coal_plants.geojson").read_text(encoding="utf-8"))["features"]
    units = table("power/coal_units")
    on_map = sum(point["properties"]["operating_mw"] for point in points)
    assert on_map == units[units.status == "operating"].capacity_mw.sum()
    plan = sum(p["properties"]["planned_or_building_mw"] for p in points if p["properties"]["kind"] == "one of the three plants")
    assert plan == units[units.part_of_deal == "yes"].capacity_mw.sum()
