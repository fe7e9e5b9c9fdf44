"""Lesson 05: the Caspian pipeline. Mt is million tonnes; CPC is the Caspian Pipeline Consortium."""

from claimlab.evidence.measure import measure
from claimlab.evidence.tables import features, only, table

DAYS_IN_YEAR = 365
INVASION, ARTICLE = "2022-02-24", "2024-02-29"  # the days between which the article’s "twice" must lie
NOW, FOUNDING_LIST = "2025-02", "2000-11"  # the two full lists of holders


def volume(series, year, counted_by=None, covers="year"):
    """A yearly volume from oil/volumes, Mt; name who counted where several did."""
    where = {"series": series, "year": year, "covers": covers}
    if counted_by:
        where["counted_by"] = counted_by
    return float(only(table("oil/volumes"), "volume_mt", **where))


def economy(series, year, vintage="latest"):
    """A yearly value from oil/economy in the unit of its series."""
    return float(only(table("oil/economy"), "value", series=series, year=year, vintage=vintage))


def route_shares(year):
    """Share of each route in the sum of the routes listed for that year, per cent, largest first."""
    rows = table("oil/routes")
    volumes = rows[rows.year == year].set_index("route").volume_mt
    return (100 * volumes / volumes.sum()).sort_values(ascending=False)


def cpc_share(year):
    """Kazakh oil through the CPC in per cent of Kazakh oil exports.

    Exports of 2013 are the sum of the six routes, since no total was found.
    """
    if year == 2013:
        rows = table("oil/routes")
        exports = float(rows[rows.year == year].volume_mt.sum())
    else:
        exports = volume("exports of Kazakh oil", year)
    return 100 * volume("Kazakh oil in CPC", year) / exports


def barrels_per_tonne(year):
    """Barrels in a tonne of Kazakh oil: the Energy Institute's barrels a day over its tonnes a year."""
    return economy("oil output a day", year) * DAYS_IN_YEAR / (economy("oil output", year) * 1000)


def value_of_cpc_oil(year):
    """Kazakh oil through the CPC at the Brent price, USD million: an overestimate of its worth to Kazakhstan."""
    return volume("Kazakh oil in CPC", year) * barrels_per_tonne(year) * economy("Brent price", year)


def share_of_gdp(value, year):
    """A value in USD million as per cent of Kazakhstan's GDP."""
    return 100 * value / economy("GDP", year)


def price_needed(target_pct, year):
    """Brent price in USD per barrel at which the oil of that year would equal a share of GDP."""
    barrels = volume("Kazakh oil in CPC", year) * barrels_per_tonne(year)
    return target_pct / 100 * economy("GDP", year) / barrels


def said(statement_id):
    """The share of one statement in oil/statements, per cent."""
    return float(only(table("oil/statements"), "value_pct", statement_id=statement_id))


def stake(groups, as_of=NOW):
    """Shares in the CPC of some owner groups together, per cent."""
    rows = table("oil/owners")
    return float(rows[(rows.as_of == as_of) & rows.owner_group.isin(groups)].share_pct.sum())


def line():
    """The properties of the CPC line in data/geo/pipelines.geojson: kilometres drawn, by country."""
    return next(one["properties"] for one in features("pipelines") if one["properties"]["id"] == "cpc")


def events(first=INVASION, last=ARTICLE):
    """The interruptions that began between two days, as a DataFrame."""
    rows = table("oil/interruptions")
    return rows[(rows.start >= first) & (rows.start <= last)]


def change(new, old):
    """Change from old to new in per cent."""
    return 100 * (new / old - 1)


@measure("C36", unit="(rank among the export routes, 2022)", digits=0)
def main_route():
    """Rank of the CPC among the routes of 2022, its share in three years, and how concentrated the routes are."""
    shares = route_shares(2022)
    others = shares.drop("CPC pipeline")
    return {
        "value": int(shares.rank(ascending=False)["CPC pipeline"]),
        "share": float(shares["CPC pipeline"]),
        "next_share": float(others.iloc[0]),
        "next_route": str(others.index[0]),
        "share_2009": float(route_shares(2009)["CPC pipeline"]),
    }


@measure("C37", unit="% of the CPC held by the Russian state, 2025", digits=0)
def control():
    """Shares by what counts as Russian, beside the part of the drawn line that lies in Russia."""
    state = stake(["Russian state"])
    with_lukoil = stake(["Russian state", "Russian private"])
    cpc = line()
    return {
        "value": state,
        "with_lukoil": with_lukoil,
        "with_whole_venture": stake(["Russian state", "Russian private", "mixed Russian-Western"]),
        "venture": stake(["mixed Russian-Western"]),
        "kazakhstan": stake(["Kazakh state"]),
        "line_russia": 100 * cpc["km_in_russia"] / cpc["drawn_km"],
    }


@measure("C38", unit="% of Kazakh oil exports, 2023", digits=1)
def share_of_exports():
    """Kazakh oil through the CPC over Kazakh oil exports, 2023; other years; and two wrong denominators."""
    return {
        "value": cpc_share(2023),
        "cpc": volume("Kazakh oil in CPC", 2023),
        "exports": volume("exports of Kazakh oil", 2023),
        "share_2009": cpc_share(2009),
        "share_2022": cpc_share(2022),
        "of_output_2023": 100 * volume("Kazakh oil in CPC", 2023) / volume("output of Kazakhstan", 2023),
    }


@measure("C39", unit="% of GDP at most, 2023", digits=1)
def share_of_gdp_bound():
    """An upper bound for 2023: all Kazakh oil through the CPC at the Brent price over GDP, nothing subtracted.

    Larger wholes that hold it: all exports, all mining, all production of goods, each over GDP.
    """
    return {
        "value": share_of_gdp(value_of_cpc_oil(2023), 2023),
        "all_exports": economy("exports of goods and services to GDP", 2023),
        "fuel_share": economy("fuel in exports of goods", 2023),
        "brent": economy("Brent price", 2023),
        "price_needed": price_needed(said("Q01"), 2023),
    }


@measure("C40", unit="events by Russian authorities, February 2022 to February 2024", digits=0)
def stops():
    """Interruptions between the invasion and the article: whose act, and whether loading stopped."""
    rows = events()
    russian = rows[rows.actor == "Russian authorities"]
    named = rows[rows.in_eurasianet_count == "yes"]
    return {
        "value": len(russian),
        "events": len(rows),
        "certain_stops": int((russian.loading_stopped == "yes").sum()),
        "named": len(named),
        "named_russian": int((named.actor == "Russian authorities").sum()),
        "named_ids": " ".join(named.event_id),
    }


@measure("C51", unit="date of signing", digits=None)
def venture():
    """The day on which the agreements were signed, with the partner's share and the number of regions."""
    rows = table("oil/venture")
    return {
        "value": str(only(rows, "date", fact="Agreements signed in Kazan")),
        "agreements": int(only(rows, "value", fact="Agreements signed in Kazan")),
        "tatneft_share": float(only(rows, "value", fact="Tatneft’s share")),
        "regions": int(only(rows, "value", fact="Regions of the block")),
        "where": str(only(rows, "detail", fact="Regions of the block")),
    }
