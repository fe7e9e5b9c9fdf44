"""Lesson 02: trade with Russia and China. Dollars are current US dollars unless a name says otherwise."""

from claimlab.evidence.measure import measure
from claimlab.evidence.tables import only, table


def turnover(partner, year):
    """Exports plus imports of Kazakhstan with a partner in one year, USD million, counted by Kazakhstan."""
    rows = table("trade/partners")
    rows = rows[(rows.partner == partner) & (rows.year == year)]
    if len(rows) != 2:
        raise LookupError(f"No pair of flows for {partner} in {year}.")
    return float(rows.value_usd_m.sum())


def flow(partner, year, name):
    """One flow ("exports" or "imports") of Kazakhstan with a partner, USD million."""
    return float(only(table("trade/partners"), "value_usd_m", partner=partner, year=year, flow=name))


def money(series, year):
    """A yearly value of data/trade/money.csv: us_cpi, tenge_per_usd, roubles_per_usd, kazakhstan_gdp_usd_m."""
    return float(only(table("trade/money"), "value", series=series, year=year))


def growth(new, old):
    """Change from old to new in per cent."""
    return 100 * (new / old - 1)


def real(value, year, base=2023):
    """A value of one year in the dollars of another, by the US consumer price index (CPI-U)."""
    return value * money("us_cpi", base) / money("us_cpi", year)


def turnover_series(partner):
    """Turnover by year, USD million, as a Series; 2010 is left out for Russia (half the year is missing)."""
    rows = table("trade/partners")
    series = rows[rows.partner == partner].groupby("year")["value_usd_m"].sum()
    return series.drop(2010) if partner == "Russia" else series


def russian_customs(year, column="turnover_usd_m", partner="Kazakhstan"):
    """A figure of the Russian customs table (1994–2021 for Kazakhstan), USD million, seen from Russia."""
    return float(only(table("trade/russian_customs"), column, year=year, partner=partner))


def statement(**where):
    """The value of one public statement in data/trade/statements.csv."""
    return float(only(table("trade/statements"), "value", **where))


@measure("C10", unit="% of trade", digits=1)
def interdependence():
    """Russia's share in Kazakhstan's trade against Kazakhstan's share in Russia's, both for 2021.

    2021 is the last year for which Russian customs published a table by country.
    """
    ours = 100 * turnover("Russia", 2021) / turnover("World", 2021)
    theirs = 100 * russian_customs(2021) / russian_customs(2021, partner="World")
    return {"value": ours, "mirror": theirs, "ratio": ours / theirs}


@measure("C12", unit="% change of trade, 2022 to 2023", digits=1)
def only_grown():
    """Ties by several counts: the sum of trade, trade without inflation, one part of it, and gross inflow from Russia.

    The inflow of a year is one official's figure; the doubling in 2023 is the ratio of two such figures.
    """
    inflow = table("firms/quoted").query("investor == 'Russia' and measure == 'gross inflow'")
    return {
        "value": growth(turnover("Russia", 2023), turnover("Russia", 2022)),
        "turnover_2022": growth(turnover("Russia", 2022), turnover("Russia", 2021)),
        "real_2023": growth(turnover("Russia", 2023), real(turnover("Russia", 2022), 2022)),
        "imports_2023": growth(flow("Russia", 2023, "imports"), flow("Russia", 2022, "imports")),
        "inflow_2022": float(only(inflow, "change_on_year_pct", period="2022")),
        "low_2024": statement(speaker="Kazakh government", year_meant="2024"),
        "high_2024": statement(speaker="Putin", year_meant="2024"),
    }


@measure("C27", unit="% change, 2021 to 2023", digits=1)
def more_since_the_war():
    """Turnover with Russia in 2023 against 2021, in dollars and with US inflation taken out; and the year before."""
    new, old = turnover("Russia", 2023), turnover("Russia", 2021)
    return {
        "value": growth(new, old),
        "real": growth(new, real(old, 2021)),
        "before": growth(old, turnover("Russia", 2020)),
    }


@measure("C28", unit="(place of 2023 among all years, current dollars)", digits=0)
def record():
    """Rank of 2022 and 2023 in the series since 1995, in current dollars and in dollars of 2023."""
    nominal = turnover_series("Russia")
    constant = nominal.copy()
    for year in constant.index:
        constant[year] = real(nominal[year], year)
    rank = nominal.rank(ascending=False)
    real_rank = constant.rank(ascending=False)
    return {
        "value": int(rank[2023]),
        "rank_2022": int(rank[2022]),
        "real_rank": int(real_rank[2023]),
        "real_peak_year": int(constant.idxmax()),
        "real_peak": float(constant.max()) / 1000,
        "real_2023": float(constant[2023]) / 1000,
    }


@measure("C29", unit="billion USD", digits=2)
def trade_2022():
    """Turnover with Russia in 2022, final Kazakh figure."""
    return {
        "value": turnover("Russia", 2022) / 1000,
        "first_release": statement(speaker="Nurtleu, Kazakh foreign minister"),
        "russian_count": statement(speaker="Putin", year_meant="2022"),
    }


@measure("C30", unit="billion USD", digits=2)
def trade_2023():
    """Turnover with Russia in 2023, final Kazakh figure."""
    return {
        "value": turnover("Russia", 2023) / 1000,
        "step": (turnover("Russia", 2023) - turnover("Russia", 2022)) / 1000,
        "growth": growth(turnover("Russia", 2023), turnover("Russia", 2022)),
        "final_2022": turnover("Russia", 2022) / 1000,
    }


@measure("C35", unit="% of Kazakhstan's imports, 2023", digits=1)
def levers():
    """Russia's share in what Kazakhstan buys, 2023: the lever that trade data can show."""
    return {
        "value": 100 * flow("Russia", 2023, "imports") / flow("World", 2023, "imports"),
        "china": 100 * flow("China", 2023, "imports") / flow("World", 2023, "imports"),
        "selling": 100 * flow("Russia", 2023, "exports") / flow("World", 2023, "exports"),
    }


@measure("C66", unit="billion USD, China minus Russia, 2023", digits=2)
def overtaken():
    """Turnover with China minus turnover with Russia, 2023, Kazakh figures; and the years China led."""
    gap = (turnover_series("China") - turnover_series("Russia")).dropna()
    eu = turnover("EU-27", 2023) / 1000
    return {
        "value": float(gap[2023]) / 1000,
        "gap_2022": float(gap[2022]) / 1000,
        "years": [int(year) for year in gap.index[gap > 0]],
        "eu": eu,
        "russia_sold": flow("Russia", 2023, "imports") / 1000,
        "china_sold": flow("China", 2023, "imports") / 1000,
    }


@measure("C67", unit="billion USD", digits=2)
def china_2023():
    """Turnover with China in 2023, final Kazakh figure, beside the first release and the Chinese count."""
    chinese = only(table("trade/other_counts"), "value", year=2023, partner="China", flow="turnover")
    return {
        "value": turnover("China", 2023) / 1000,
        "first_release": statement(speaker="QazTrade"),
        "chinese_count": float(chinese),
    }


@measure("C68", unit="%", digits=1)
def china_growth():
    """Growth of turnover with China, 2022 to 2023, from final Kazakh figures for both years."""
    counts = table("trade/other_counts")
    chinese = [float(only(counts, "value", year=year, partner="China", flow="turnover")) for year in (2022, 2023)]
    return {
        "value": growth(turnover("China", 2023), turnover("China", 2022)),
        "mixed_vintages": growth(statement(speaker="QazTrade") * 1000, turnover("China", 2022)),
        "chinese_count": growth(chinese[1], chinese[0]),
    }
