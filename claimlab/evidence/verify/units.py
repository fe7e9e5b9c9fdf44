"""Units as a column's name says them, and as the passport writes them."""

from ...course import manifest


def units() -> dict[str, list[str]]:
    """What the end of a column name says about its unit, and how the passport may write it: [units] in course.toml."""
    return manifest().get("units", {})


def spelling() -> dict[str, str]:
    """The same the other way round: how a unit is written, in small letters -> ending of the column name."""
    return {written.lower(): ending for ending, ways in units().items() for written in ways}


def unit_in(name: str) -> str | None:
    """The longest unit at the end of a column name: "exports_usd_m" -> "usd_m"; None for "eur_per_usd"."""
    parts = name.split("_")
    for start in range(1, len(parts)):
        ending = "_".join(parts[start:])
        if ending in units():
            return ending if parts[start - 1] != "per" else None
    return None


def same_unit(unit: str, suffix: str) -> bool:
    """Does the passport's unit ("USD million per year") fit the ending of a name ("usd_m")?"""
    said = unit.lower()
    # "% of GDP" is still per cent, "USD million per year" still USD million.
    return any(
        said == each.lower() or said.startswith((each.lower() + " of ", each.lower() + " per ", each.lower() + ","))
        for each in units()[suffix]
    )
