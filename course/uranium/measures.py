"""Lesson 06: uranium. Tonnes are tonnes of uranium metal (t U), on a 100 % basis unless a name says whose share."""

from claimlab.evidence.measure import measure
from claimlab.evidence.tables import only, table

POUND_KG = 0.45359237  # one international pound in kilograms, by definition
U_IN_U3O8 = 0.848  # tonnes of uranium in a tonne of U3O8: WNA's own rounded factor, stated in its tables


def output(who, year, counted_by=None):
    """Tonnes of uranium of one row of data/uranium/output.csv."""
    where = {"who": who, "year": year} | ({"counted_by": counted_by} if counted_by else {})
    return float(only(table("uranium/output"), "output_t", **where))


def national(year):
    """Output of all Kazakh mines: Kazatomprom's figure; for 2013 the WNA table (edition 2019), as in the evidence."""
    if year == 2013:
        return world("Kazakhstan", 2013, 2019)
    return output("all mines in Kazakhstan", year, "Kazatomprom")


def world(country, year, edition):
    """Tonnes of uranium of a country (or "World") in one edition of the WNA table."""
    return float(only(table("uranium/world"), "output_t", country=country, year=year, edition=edition))


def share(part, whole):
    """Part of whole in per cent."""
    return 100 * part / whole


def rosatom_stakes():
    """Rosatom's current stake in each venture, per cent, as a Series by venture (holding company left out)."""
    rows = table("uranium/stakes")
    rows = rows[
        (rows.before_sales_of_2024 == "yes")
        & (rows.partner_group == "Rosatom")
        & (rows.venture != "Stepnogorsk complex")
    ]
    return rows.groupby("venture")["share_pct"].sum()


def mines_2013():
    """The Kazakh mines of Uranium One in 2013 with its own tonnes (attributable_t) and all tonnes (all_t).

    Million pounds of U3O8 become tonnes U: x 1,000,000 x POUND_KG / 1000 x U_IN_U3O8.
    """
    rows = table("uranium/mines_2013")
    rows = rows[rows.country == "Kazakhstan"].copy()
    rows["attributable_t"] = rows.attributable_mlb_u3o8 * 1_000_000 * POUND_KG / 1000 * U_IN_U3O8
    rows["share_pct"] = rows.venture.map(rosatom_stakes())
    rows["all_t"] = rows.attributable_t / rows.share_pct * 100
    return rows


def tonnes_needed(target_pct, year=2023):
    """Tonnes from Budenovskoye 6 and 7 that lift the equity share of a year to target_pct.

    (own + s x) / (all + x) = target, solved for x.
    """
    stake, target = rosatom_stakes()["JV Budenovskoye"] / 100, target_pct / 100
    return float((target * national(year) - output("Rosatom's share", year)) / (stake - target))


def statement(speaker, about):
    """The value of one public statement in data/uranium/statements.csv."""
    return float(only(table("uranium/statements"), "value", speaker=speaker, about=about))


def plan(what, year, version):
    """A planned tonnage with one value in data/uranium/plans.csv."""
    return float(only(table("uranium/plans"), "planned_t", what=what, year=year, version=version))


@measure("C43", unit="% of Kazakh output in 2023, by equity", digits=1)
def quarter():
    """Russia's share of Kazakh uranium under each attribution rule: equity, any stake, majority, and what-ifs."""
    mines = mines_2013()
    own = "Rosatom's share"
    majority = mines[mines.share_pct > 50]
    return {
        "value": share(output(own, 2023), national(2023)),
        "any_stake_2018": share(output("five ventures with a Rosatom stake", 2018), national(2018)),
        "majority_2013": float(share(majority.all_t.sum(), national(2013))),
        "needed_t": tonnes_needed(25),
    }


@measure("C43b", unit="t U from the blocks that were sold, needed for a quarter", digits=1)
def by_the_sale():
    """What the sold blocks would have to give for a quarter by equity, beside what they gave, and the shares before."""
    own = "Rosatom's share"
    return {
        "value": tonnes_needed(25),
        "first_output_t": statement("Press", "First output of Budenovskoye 6 and 7"),
        "before": share(output(own, 2019), national(2019)),
        "after": share(output(own, 2023), national(2023)),
        "any_stake_2018": share(output("five ventures with a Rosatom stake", 2018), national(2018)),
    }


@measure("C44", unit="months from the deal to the first account of it in our sources", digits=0)
def quietly():
    """Whole months between the deal and the first disclosure that we hold; an earlier one may exist."""
    events = table("uranium/events")
    deal = only(events, "date", kind="deal")
    first = events[(events.kind == "disclosure") & (events.date > deal)].date.min()
    months = 12 * (int(first[:4]) - int(deal[:4])) + int(first[5:7]) - int(deal[5:7])
    return {"value": months, "deal": str(deal), "first": str(first)}


@measure("C45", unit="% of JV Budenovskoye, held through another company", digits=0)
def forty_nine():
    """Rosatom's effective stake: its share of the holding company times that company's share of the venture."""
    stakes = table("uranium/stakes")
    upper = only(stakes, "share_pct", venture="Stepnogorsk complex")
    lower = only(stakes, "share_pct", venture="JV Budenovskoye", partner="Stepnogorsk complex")
    other = only(stakes, "share_pct", venture="JV Budenovskoye", partner="Kazatomprom")
    return {
        "value": float(upper * lower / 100),
        "upper": float(upper),
        "lower": float(lower),
        "kazatomprom": float(other),
    }


@measure("C46", unit="month", digits=None)
def late_2022():
    """Month of the deal by data/uranium/events.csv."""
    return {"value": str(only(table("uranium/events"), "date", kind="deal"))}


@measure("C47", unit="blocks of the Budenovskoye field", digits=0)
def two_licences():
    """Blocks of the field held by JV Budenovskoye, its stated reserves, and the blocks Rosatom already had a part of."""
    stakes = table("uranium/stakes")
    stakes = stakes[(stakes.before_sales_of_2024 == "yes") & (stakes.partner_group == "Rosatom")]
    blocks = {
        row.venture: [field for field in row.fields.split("; ") if field.startswith("Budenovskoye ")]
        for row in stakes.itertuples()
    }
    ours = blocks.pop("JV Budenovskoye")
    reserves = statement("Rosatom", "Reserves of Budenovskoye 6 and 7")
    return {
        "value": len(ours),
        "reserves_t": reserves,
        "times_kharasan": reserves / statement("Kazatomprom", "Reserves of Kharasan 1"),
        "held_before": sum(len(fields) for fields in blocks.values()),
        "first_output_t": statement("Press", "First output of Budenovskoye 6 and 7"),
        "plan_before_t": plan("Budenovskoye 6 and 7", 2025, "first"),
        "plan_after_t": plan("Budenovskoye 6 and 7", 2025, "revised"),
    }
