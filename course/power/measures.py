"""Lesson 07: electricity, gas and coal plants. TWh and bcm are yearly amounts; MW is power at one moment."""

from claimlab.evidence.measure import measure
from claimlab.evidence.tables import only, table

from ..uranium.measures import share


def balance(year, column):
    """A yearly figure of Kazakhstan's electricity balance (Our World in Data and Ember), TWh."""
    return float(only(table("power/electricity"), column, year=year))


def count(what, year, unit="TWh", months="all", kind="counted", **where):
    """One figure of data/power/counts.csv."""
    rows = table("power/counts")
    return float(only(rows, "value", what=what, year=year, unit=unit, months=months, kind=kind, **where))


def peak(when, quantity, kind="measured"):
    """Megawatts of data/power/peaks.csv: load, generation or shortfall."""
    return float(only(table("power/peaks"), "value_mw", when=when, quantity=quantity, kind=kind))


def shortfall(when):
    """Load minus home generation at a winter peak, MW."""
    return peak(when, "load") - peak(when, "generation")


def gas(what, year, kind="counted", **where):
    """Billion cubic metres of data/power/gas.csv."""
    return float(only(table("power/gas"), "value_bcm", what=what, year=year, kind=kind, **where))


def project(name, what, unit, **where):
    """One figure of data/power/projects.csv."""
    return float(only(table("power/projects"), "value", project=name, what=what, unit=unit, **where))


EDITION_2025 = "Energy Institute, edition 2025"
OIL_FIELD = "Kalamkas-Khazar oil field (with Lukoil)"
PLANTS = ("Kokshetau", "Semey", "Ust-Kamenogorsk")


def capacity():
    """Electric capacity of the three plants together, MW."""
    return sum(project(name, "capacity", "MW") for name in PLANTS)


def usd_per_kw(billion_usd, megawatts):
    """Unit cost: billion USD over MW in USD per kW (1 MW is 1000 kW)."""
    return billion_usd * 1_000_000_000 / (megawatts * 1000)


@measure("C41", unit="% of Kazakh consumption, 2023", digits=1)
def russian_power():
    """Inter RAO's sales to Kazakhstan over Kazakh consumption, and the winter peaks that the year's total hides."""
    sold = count("Russia to Kazakhstan", 2023)
    used = count("Consumption of Kazakhstan", 2023, source_id="samruk2023")
    missing_2022 = shortfall("2022-12-07")
    missing_2023 = shortfall("2023-12-13")
    return {"value": share(sold, used), "sold_2023": sold, "missing_2022": missing_2022, "missing_2023": missing_2023}


@measure("C42", unit="bcm from Russia to Kazakhstan, 2025", digits=2)
def gas_soon():
    """What came after the forecast: Russian pipeline gas to Kazakhstan, and Russian gas crossing it."""
    new, old = gas("Russia to Kazakhstan", 2025), gas("Russia to Kazakhstan", 2024, counted_by=EDITION_2025)
    return {
        "value": new,
        "in_2024": old,
        "deputies_2024": gas("Russia to Kazakhstan", 2024, counted_by="Russian and Kazakh deputies"),
        "times": new / old,
        "transit_began": str(only(table("power/events"), "date", source_id="astanatimes2023gas")),
        "all_imports_growth": count("Gas imports of Kazakhstan", 2025, "% change on a year"),
    }


@measure("C48", unit="of five flows that grew", digits=0)
def closer():
    """How many of five measured flows grew: three towards Kazakhstan, two back.

    Net imports of power 2022 to 2024 (all neighbours), Inter RAO's sales 2023 to 2024, Russian gas 2024 to 2025,
    Russia's own power imports (mainly from Kazakhstan) in the first half of 2025 against a year before, and Kazakh
    gas to Russia 2024 to 2025. Changes of quarters or of other parts of a year do not count.
    """
    net = share(balance(2024, "net_imports_twh"), balance(2022, "net_imports_twh")) - 100
    sold_2024 = (
        count("Russia to Kazakhstan", 2024, "% of Russian exports") / 100 * count("Russia to all countries", 2024)
    )
    sold = share(sold_2024, count("Russia to Kazakhstan", 2023)) - 100
    piped = share(gas("Russia to Kazakhstan", 2025), gas("Russia to Kazakhstan", 2024, counted_by=EDITION_2025)) - 100
    back = count("All countries to Russia", 2025, "% change on a year", months="01-06")
    sent = share(gas("Kazakhstan to Russia", 2025), gas("Kazakhstan to Russia", 2024)) - 100
    changes = [net, sold, piped, back, sent]
    return {
        "value": sum(change > 0 for change in changes),
        "of": len(changes),
        "net": net,
        "sold": sold,
        "gas": piped,
        "back": back,
        "sent": sent,
    }


@measure("C49", unit="billion USD, press total", digits=1)
def price_of_three():
    """Cost of the three plants as the press added it up, beside the article's figure, per kW and in tenge."""
    stated = project("All three plants", "cost, as the article says", "billion USD")
    press = project("All three plants", "cost, press total", "billion USD")
    tenge = sum(project(name, "cost, first estimate", "billion tenge") for name in PLANTS)
    parts = sum(
        project("Kokshetau", f"contract part: {part}", "billion tenge") for part in ("design", "equipment", "works")
    )
    rate = float(only(table("trade/money"), "value", series="tenge_per_usd", year=2024))
    return {
        "value": press,
        "stated": stated,
        "times": stated / press,
        "tenge": tenge,
        "in_usd_2024": tenge / rate,
        "parts": parts,
        "capacity": capacity(),
        "oil_field": project(OIL_FIELD, "cost, early estimate", "billion USD"),
        "oil_field_later": project(OIL_FIELD, "cost, later estimate, at least", "billion USD"),
    }


@measure("C50", unit="plants in the plan", digits=0)
def three_plants():
    """Plants of the plan, their MW against the coal fleet, and how many of their units run by July 2024."""
    units = table("power/coal_units")
    deal = units[units.part_of_deal == "yes"]
    fleet = float(units[units.status == "operating"].capacity_mw.sum())
    events = table("power/events")
    return {
        "value": int(deal.plant.nunique()),
        "mw": float(deal.capacity_mw.sum()),
        "of_fleet": share(float(deal.capacity_mw.sum()), fleet),
        "operating": int((deal.status == "operating").sum()),
        "memorandum": str(only(events, "date", source_id="bizmedia2023_power")),
        "agreement": str(only(events, "date", source_id="tass2024")),
    }
