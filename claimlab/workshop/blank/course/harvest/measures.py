"""What the claims about the harvest are measured by."""

from claimlab.evidence.measure import measure
from claimlab.evidence.tables import table


def total(year: int, orchard: str | None = None) -> float:
    """The harvest of a year in tonnes, of all orchards or of one."""
    rows = table("harvest/apples")
    rows = rows[rows.year == year]
    if orchard:
        rows = rows[rows.orchard == orchard]
    return float(rows.harvest_t.sum())


@measure("C01", "t", digits=1)
def harvest_of_2023():
    return {"value": total(2023), "before": total(2022)}


@measure("C02", "years", digits=0)
def north_first():
    years = sorted({int(year) for year in table("harvest/apples").year})
    return {"value": sum(total(year, "north") > total(year, "south") for year in years), "years": len(years)}
