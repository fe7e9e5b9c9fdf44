"""Lesson 03: sanctions. Did forbidden goods take a detour through Kazakhstan?

Eurostat counts in euro, everybody else here in dollars; all values are current money.
"""

from claimlab.evidence.measure import measure
from claimlab.evidence.tables import only, table

from ..trade.measures import flow

EDITION = "Eurostat (edition of 2024-11)"
ARTICLE = "2024-03"  # trips from this month on come after the article
RULES = {
    "everybody": ["president", "prime minister", "foreign minister", "first deputy foreign minister"],
    "without the president": ["prime minister", "foreign minister", "first deputy foreign minister"],
    "full ministers only": ["prime minister", "foreign minister"],
}


def basket(name, year, country="Kazakhstan"):
    """What a country sold to Russia in one basket of goods in one year, USD million."""
    return float(only(table("sanctions/priority_trade"), "value_usd_m", basket=name, year=year, country=country))


def basket_mean(name, years, country="Kazakhstan"):
    """Mean of a basket's yearly sales to Russia, USD million."""
    return sum(basket(name, year, country) for year in years) / len(years)


def basket_factor(name, after=(2022, 2023, 2024, 2025), before=(2018, 2019, 2020, 2021), country="Kazakhstan"):
    """How many times larger a basket's mean year is after than before."""
    return basket_mean(name, after, country) / basket_mean(name, before, country)


def quoted(column="value", **where):
    """The value of one row of data/sanctions/quoted_figures.csv."""
    return float(only(table("sanctions/quoted_figures"), column, **where))


def rate(year, counted_by="US Federal Reserve"):
    """Euro per US dollar, average of one year."""
    return float(only(table("sanctions/exchange_rates"), "eur_per_usd", year=year, counted_by=counted_by))


def mirror_gap(year, sender="EU-27", receiver="Kazakhstan", edition=EDITION, rates="US Federal Reserve"):
    """One flow counted at both ends: the gap in EUR million and in per cent of either end."""
    rows = table("sanctions/mirror")
    rows = rows[(rows.year == year) & (rows.sender == sender) & (rows.receiver == receiver)]
    sent = float(only(rows, "value", counted_by=edition))
    arrived = float(only(rows, "value", counted_by=receiver)) * rate(year, rates)
    return {
        "gap_eur_m": sent - arrived,
        "of_sent": 100 * (sent - arrived) / sent,
        "of_arrived": 100 * (sent - arrived) / arrived,
        "recorded": 100 * arrived / sent,
    }


def imports_growth(line, new=2023, old=2022):
    """Growth of what Kazakhstan recorded as imports from a line of its own table ("EU line as printed"), per cent."""
    rows = table("sanctions/mirror")
    values = [
        only(rows, "value", year=year, sender=line, receiver="Kazakhstan", counted_by="Kazakhstan")
        for year in (new, old)
    ]
    return float(100 * (values[0] / values[1] - 1))


def eu_exports(destination, year, goods="all goods"):
    """EU-27 exports to a country in one year, EUR million, Eurostat as downloaded in August 2026."""
    return float(
        only(table("sanctions/eu_exports_yearly"), "exports_eur_m", destination=destination, year=year, goods=goods)
    )


def extra_over_loss(goods="all goods", hubs=("Kazakhstan", "Kyrgyzstan", "Armenia"), new=2023, old=2021):
    """Extra EU exports to the hubs in per cent of the EU exports that Russia lost. Growth, not a proof of detour."""
    extra = sum(eu_exports(hub, new, goods) - eu_exports(hub, old, goods) for hub in hubs)
    loss = eu_exports("Russia", old, goods) - eu_exports("Russia", new, goods)
    return 100 * extra / loss


def windows(destination, start="2022-03", months=12):
    """EU exports, EUR million, in the months before and from the starting month: (before, after)."""
    rows = table("sanctions/eu_exports_monthly")
    rows = rows[rows.destination == destination].sort_values("month")
    before = rows[rows.month < start].tail(months)
    after = rows[rows.month >= start].head(months)
    if len(before) < months or len(after) < months:
        raise LookupError(f"Fewer than {months} months on one side of {start} for {destination}.")
    return float(before.exports_eur_m.sum()), float(after.exports_eur_m.sum())


def before_after(destination, start="2022-03", months=12):
    """How many times larger EU exports are after the starting month than before."""
    before, after = windows(destination, start, months)
    return after / before


def trips(place, rule="everybody", before=ARTICLE):
    """Number of trips on our list to a city ("Washington") or a country ("Russia"), by a rule of who counts."""
    rows = table("sanctions/events")
    rows = rows[(rows.kind == "trip abroad") & (rows.date < before) & rows.traveller.isin(RULES[rule])]
    return int(((rows.place == place) | (rows.country == place)).sum())


@measure("C25", unit="date of the first public promise found")
def pledge():
    """First public promise on our list to respect the sanctions, and the acts for and against it (our reading)."""
    rows = table("sanctions/events")
    dates = sorted(rows[rows.bears_on_promise == "promise"].date)
    kinds = rows.bears_on_promise.value_counts()
    return {"value": dates[0], "again": dates[-1], "acts_for": int(kinds["for"]), "acts_against": int(kinds["against"])}


@measure("C26", unit="trips to Washington per trip to Russia", digits=1)
def balance_of_trips():
    """Trips on our list up to the article, Washington over Russia, by three rules of who counts.

    The list is a sample: it holds what was found, not all visits.
    """
    counts = {rule: (trips("Washington", rule), trips("Russia", rule)) for rule in RULES}
    (west, russia), (west_2, russia_2), (west_3, russia_3) = counts.values()
    rows = table("sanctions/events")
    named = rows[(rows.kind == "trip abroad") & (rows.sanctions_named == "yes")]
    return {
        "value": west / russia,
        "washington": west,
        "russia": russia,
        "washington_without_president": west_2,
        "russia_without_president": russia_2,
        "washington_full_ministers": west_3,
        "russia_full_ministers": russia_3,
        "sanctions_named": len(named),
    }


@measure("C31", unit="million USD of priority goods sold to Russia, 2022", digits=0)
def dual_use():
    """Kazakh exports to Russia of the 50 codes of the common high-priority list, and what surrounds them.

    Shares are of all Kazakh exports to Russia (data/trade/partners.csv).
    """
    name = "50 priority codes"
    years = range(2018, 2026)
    value = {year: basket(name, year) for year in years}
    share = {year: 100 * value[year] / flow("Russia", year, "exports") for year in (2018, 2019, 2021, 2022, 2023)}
    return {
        "value": value[2022],
        "in_2025": value[2025],
        "mean_before": basket_mean(name, (2018, 2019, 2020, 2021)),
        "factor": basket_factor(name),
        "factor_on_2021": value[2022] / value[2021],
        "factor_on_2018_2019": basket_factor(name, (2022,), (2018, 2019)),
        "share_2022": share[2022],
    }
