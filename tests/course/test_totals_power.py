"""Totals that should add up in the power tables, and the known places where the source itself does not."""

import pytest

from claimlab.evidence.tables import only, table


def test_generation_and_net_imports_make_demand():
    rows = table("power/electricity")
    assert (rows.generation_twh + rows.net_imports_twh - rows.demand_twh).abs().max() < 0.006


@pytest.mark.parametrize(
    ("when", "kind"), [("2022-12-07", "measured"), ("2023-12-13", "measured"), ("2025-10 to 2026-03", "forecast")]
)
def test_load_minus_generation_is_the_shortfall(when, kind):
    rows = table("power/peaks")
    rows = rows[(rows.when == when) & (rows.kind == kind)].set_index("quantity").value_mw
    assert rows["load"] - rows["generation"] == rows["shortfall"]


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
