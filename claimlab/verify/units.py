"""Units as a column's name says them, and as the passport writes them."""

#: What the end of a column name says about its unit, and how the passport may write that unit.
UNITS = {
    "usd_m": ("USD million",), "usd_bn": ("USD billion",), "usd_k": ("USD thousand",), "usd": ("USD",),
    "eur_m": ("EUR million",), "eur_bn": ("EUR billion",), "eur": ("EUR",),
    "rub_bn": ("RUB billion",), "rub_trn": ("RUB trillion",), "kzt_bn": ("KZT billion",),
    "kzt_trn": ("KZT trillion",), "kzt": ("KZT",),
    "km": ("km",), "miles": ("mile", "miles"), "km2": ("km²", "km2"), "pct": ("%",), "pp": ("percentage points",),
    "t": ("tonnes", "t", "t U", "t U3O8"), "kt": ("thousand tonnes",), "mt": ("million tonnes",),
    "tu": ("tonnes of uranium", "tU"), "kwh": ("kWh",), "mwh": ("MWh",), "gwh": ("GWh",), "twh": ("TWh",),
    "kw": ("kW",), "mw": ("MW",), "gw": ("GW",), "bcm": ("billion cubic metres", "bcm"),
    "bbl": ("barrels",), "kbd": ("thousand barrels per day",), "mbd": ("million barrels per day",),
    "days": ("days",), "months": ("months",), "years": ("years",), "deg": ("degrees",),
}
SPELLING = {spelling.lower(): suffix for suffix, spellings in UNITS.items() for spelling in spellings}


def unit_in(name):
    """The longest unit at the end of a column name: "exports_usd_m" -> "usd_m"; None for "eur_per_usd"."""
    parts = name.split("_")
    for start in range(1, len(parts)):
        ending = "_".join(parts[start:])
        if ending in UNITS:
            return ending if parts[start - 1] != "per" else None
    return None


def same_unit(unit, suffix):
    """Does the passport's unit ("USD million per year") fit the ending of a name ("usd_m")?"""
    said = unit.lower()
    # "% of GDP" is still per cent, "USD million per year" still USD million.
    return any(said == each.lower() or said.startswith((each.lower() + " of ", each.lower() + " per ", each.lower() + ","))
               for each in UNITS[suffix])
