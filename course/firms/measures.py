"""Lesson 04: foreign firms and foreign investment. Stock: what is there at the end of a year; flow: what came in during it."""

from claimlab.evidence.measure import measure
from claimlab.evidence.tables import only, table

LAST_STOCK = 2021  # last year for which a stock by country was found


def firms(**where):
    """One count of data/firms/counts.csv."""
    return float(only(table("firms/counts"), "firms", **where))


def share(date, country="Russia"):
    """One published share of all foreign firms, per cent."""
    return float(only(table("firms/shares"), "share_pct", date=date, country=country, share_of="all foreign firms"))


def quoted(column="value_usd_bn", **where):
    """One figure of data/firms/quoted.csv, by default in billion US dollars."""
    return float(only(table("firms/quoted"), column, **where))


def yearly(column, year):
    """One World Bank figure of data/firms/yearly.csv in billion US dollars."""
    return float(only(table("firms/yearly"), column, year=year)) / 1000


def investment(investor, year=LAST_STOCK, column="stock_eur_m"):
    """Stock ("stock_eur_m") or net inflow ("net_inflow_eur_m") of one immediate investor, EUR million."""
    return float(only(table("firms/investment"), column, investor=investor, year=year))


def stock_share(investor, year=LAST_STOCK):
    """Share of one immediate investor in the recorded stock of foreign direct investment, per cent."""
    return 100 * investment(investor, year) / investment("World", year)


def countries(year=LAST_STOCK):
    """The twelve countries of data/firms/investment.csv in one year, the largest stock first."""
    rows = table("firms/investment")
    rows = rows[(rows.kind == "country") & (rows.year == year)]
    return rows.sort_values("stock_eur_m", ascending=False)


def hhi(year=LAST_STOCK):
    """Herfindahl-Hirschman index of the stock: the sum of the squared shares in per cent, at most 10 000.

    Only the twelve largest investors of 2021 are in the table, so this is a floor; the
    countries left out would add a few points from 2013 on.
    """
    shares = 100 * countries(year).stock_eur_m / investment("World", year)
    return float((shares**2).sum())


@measure("C32", unit="% of operating foreign firms, November 2023, at most", digits=1)
def almost_half():
    """Russian firms over all foreign firms by the count of 9 November 2023, and by the other definitions.

    The total is "over 42 000", so the share is a ceiling.
    """
    russian = firms(date="2023-11-09", country="Russia", status="operating")
    everyone = firms(date="2023-11-09", country="All countries")
    may_2024 = table("firms/counts").query("date == '2024-05-01' and qualifier != 'at most'").firms.sum()
    value = 100 * russian / everyone
    return {
        "value": value,
        "share_2022": share("2022-02-28"),
        "share_2025": share("2025-04-21"),
        "ceiling_2024": 100 * firms(date="2024-05-01", country="Russia") / float(may_2024),
        "money": stock_share("Russia"),
    }


@measure("C33", unit="projects of Russian companies found, invasion to article", digits=0)
def interest():
    """Signs of Russian interest: projects on record, firms counted, and the money that came.

    The projects are those found, not a census; ties of owners to the Kremlin are in no table.
    """
    deals = table("firms/deals")
    deals = deals[deals.announced < "2024-03"]
    before = firms(date="2021-08-19", country="Russia", joint_firms="not said")
    now = firms(date="2023-11-09", country="Russia", status="operating")
    return {
        "value": len(deals),
        "before": int(before),
        "firms": int(now),
        "ratio": now / before,
        **{kind: int((deals.outcome_kind == kind).sum()) for kind in ("done", "running", "halted", "overtaken")},
        "largest": " and ".join(deals.dropna(subset="cost_usd_bn").sort_values("cost_usd_bn").russian_side[::-1]),
        "inflow_change_2022": quoted("change_on_year_pct", period="2022", investor="Russia"),
    }


@measure("C70", unit="% of the investment stock, EU-27 plus United States, end of 2021", digits=1)
def largest_investors():
    """EU-27 and US in the stock of foreign direct investment, by immediate investor, and what other counts say."""
    eu, us, dutch = stock_share("EU-27"), stock_share("United States"), stock_share("Netherlands")
    russia, china = stock_share("Russia"), stock_share("China")
    flows = table("firms/investment").pivot(index="year", columns="investor", values="net_inflow_eur_m").loc[2013:]
    ranking = table("firms/ranking").query("year == 2022").sort_values("rank")
    gross, net = quoted(period="2022", investor="World", measure="gross inflow"), yearly("net_inflow_usd_m", 2022)
    return {
        "value": eu + us,
        "eu": eu,
        "us": us,
        "netherlands": dutch,
        "russia": russia,
        "china_hong_kong": china + stock_share("Hong Kong"),
        "gross_to_net": gross / net,
        "eu_of_gross_2022": 100 * quoted(period="2022", investor="EU-27") / gross,
        **{
            f"{name}_place_2022": int(only(ranking, "rank", investor=investor))
            for name, investor in (("us", "United States"), ("russia", "Russia"))
        },
        "net_russia_ahead": [int(year) for year in flows.index[flows["Russia"] > flows["EU-27"]]],
    }


@measure("C72", unit="billion USD, public and guaranteed foreign debt to all lenders, end of 2023", digits=1)
def other_lenders():
    """What can be counted about the state's borrowing abroad: its size. Lender and terms are in no table."""
    debt = {year: yearly("public_debt_usd_m", year) for year in (2021, 2023, 2024)}
    return {"value": debt[2023], "debt_2021": debt[2021], "debt_2024": debt[2024], "change": debt[2023] - debt[2021]}
