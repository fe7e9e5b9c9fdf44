"""Lesson 09: votes, meetings, words and polls. A list of meetings that was gathered unevenly counts only what was found."""

import pandas as pd

from claimlab.evidence.measure import measure
from claimlab.evidence.tables import only, table

INVASION = "2022-02-24"
HOME = ("Astana", "Nur-Sultan")  # one city, two names: a meeting here has Tokayev as host


# --- small helpers ------------------------------------------------------------------------


def facts(topic):
    """The rows of data/diplomacy/dated_facts.csv of one topic, the oldest first."""
    rows = table("diplomacy/dated_facts")
    return rows[rows.topic == topic].sort_values("date", kind="stable")


def article_day():
    """The earliest day on which the article can have come out, as an ISO date."""
    return str(facts("article date").date.min())


def putin(**where):
    """The rows of data/diplomacy/meetings.csv with Putin, filtered: putin(year=2023, format="in-person")."""
    rows = table("diplomacy/meetings")
    rows = rows[rows.counterpart == "Vladimir Putin"]
    for column, wanted in where.items():
        rows = rows[rows[column] == wanted]
    return rows


def tally(country="Kazakhstan", series=None, since="2014", before="2026"):
    """How one country voted on the texts about Ukraine, as a dict of the four kinds of vote."""
    rows = table("diplomacy/ukraine_votes")
    rows = rows[(rows.country == country) & (rows.date >= since) & (rows.date < before)]
    if series:
        rows = rows[rows.series == series]
    counted = rows.vote.value_counts()
    return {kind: int(counted.get(kind, 0)) for kind in ("yes", "no", "abstain", "not voting")}


def missed_by_title(country="Kazakhstan", before="2026"):
    """How one country voted on the texts that name Russian aggression but not Ukraine in their title."""
    rows = table("diplomacy/more_votes")
    rows = rows[
        (rows.country == country) & (rows.topic == "Cooperation with the Council of Europe") & (rows.date < before)
    ]
    counted = rows.vote.value_counts()
    return {kind: int(counted.get(kind, 0)) for kind in ("yes", "no", "abstain", "not voting")}


def position(country, year, votes="final votes"):
    """Ideal point of one country in one year; votes is "final votes" or "all votes"."""
    return float(only(table("diplomacy/ideal_points"), "ideal_point", country=country, year=year, votes_counted=votes))


def distance(a, b, year, votes="final votes"):
    """Distance of two ideal points: 0 means the same place."""
    return abs(position(a, year, votes) - position(b, year, votes))


def agreement(column, year, country="Kazakhstan", partner="United States"):
    """One figure of data/diplomacy/agreement.csv."""
    return float(only(table("diplomacy/agreement"), column, country=country, partner=partner, year=year))


def poll(wave, question, answer, group="all"):
    """One share of data/diplomacy/polls.csv, per cent."""
    return float(only(table("diplomacy/polls"), "share_pct", wave=wave, question=question, answer=answer, group=group))


def reweighted(answer, mix):
    """The share of an answer in March 2022 with the language mix of another wave, per cent.

    Each language group keeps its own answer; only its weight changes.
    """
    side = "Which side of the conflict do you support?"
    return sum(
        poll(mix, "Language of interview", language)
        / 100
        * poll("2022-03", side, answer, group=f"interviews in {language}")
        for language in ("Kazakh", "Russian")
    )


def western_share(*investors, year):
    """Share of the named immediate investors in Kazakhstan's stock of foreign direct investment, per cent."""
    rows = table("firms/investment")
    stock = sum(float(only(rows, "stock_eur_m", investor=name, year=year)) for name in investors)
    return 100 * stock / float(only(rows, "stock_eur_m", investor="World", year=year))


# --- the measures -------------------------------------------------------------------------


@measure("C01", unit="date of the last meeting in person before the article", digits=None)
def last_week():
    """The last meeting of the two in person, on a known day, before the article can have come out."""
    rows = putin(format="in-person")
    rows = rows[rows.date < article_day()].sort_values("date")
    met, out = pd.Timestamp(rows.date.iloc[-1]), pd.Timestamp(article_day())
    monday = out - pd.Timedelta(days=out.weekday())
    return {
        "value": str(rows.date.iloc[-1]),
        "place": str(rows.place.iloc[-1]),
        "weeks_before": int((monday - (met - pd.Timedelta(days=met.weekday()))).days // 7),
    }


@measure("C02", unit="of the two parts of the sentence, in the article", digits=0)
def no_doubts():
    """How much of the remark each account gives: the outcome only, or the outcome and the reason."""
    rows = facts("election remark").set_index("who").value
    return {
        "value": int(rows["The article"]),
        "parts": int(rows.max()),
        "whole": int((rows == rows.max()).sum()),
        "none": int((rows == 0).sum()),
        "accounts": int(len(rows) - 1),
    }


@measure("C03", unit="accounts that give the whole sentence, as praise", digits=0)
def wry():
    """Accounts with the whole sentence, the reason included. Tone itself is not measured."""
    return {"value": no_doubts()["whole"]}


@measure("C04", unit="date of the meeting opened in Kazakh", digits=None)
def in_kazakh():
    """The first dated report that Tokayev opened in Kazakh, checked against the list of meetings."""
    day = str(facts("language").date.min())
    found = putin(date=day)
    reports = facts("language")
    return {"value": day, "place": str(found.place.iloc[0]), "reports": int((reports.date == day).sum())}


@measure("C05", unit="who travelled", digits=None)
def whose_visit():
    """Who travelled to the meeting of November 2023, told from its place."""
    row = putin(date=in_kazakh()["value"], format="in-person")
    place = str(row.place.iloc[0])
    return {"value": "Putin" if place in HOME else "Tokayev", "place": place}


@measure("C06", unit="date of the first one on record", digits=None)
def first_time():
    """The first opening in Kazakh on record, and the earlier meetings whose language was not looked up."""
    day = in_kazakh()["value"]
    rows = putin(format="in-person")
    says = facts("language").what.str.contains("for the first time")
    return {
        "value": day,
        "earlier": int((rows.date < day).sum()),
        "says_first": int(says.sum()),
        "again": str(facts("language").date.max()),
    }


@measure("C07", unit="reports held on the November gesture", digits=0)
def press_reading():
    """Reports on the opening in Kazakh that we hold: a handful of finds, not a sample."""
    return {"value": in_kazakh()["reports"]}


@measure("C08", unit="one-to-one meetings in person, 2022 to 2024", digits=0)
def dance():
    """Meetings of Putin and Tokayev before and after the invasion, and two answers about the distance of their votes.

    Ideal points: E. Voeten's estimates from General Assembly votes, on final votes and on all votes.
    """
    person = putin(format="in-person")
    alone = person[person.setting == "bilateral"]
    after = person.year.between(2022, 2024)
    listed = table("diplomacy/meetings")
    found = {
        "value": int(alone.year.between(2022, 2024).sum()),
        "before": int(alone.year.between(2019, 2021).sum()),
        "later": int((alone.year.between(2022, 2024) & (alone.date >= article_day())).sum()),
        "in_person": int(after.sum()),
        "rows": len(listed),
        "contacts": len(putin()),
    }
    for year in (2021, 2022):
        found[f"final_{year}"] = distance("Kazakhstan", "Russia", year)
        found[f"all_votes_{year}"] = distance("Kazakhstan", "Russia", year, "all votes")
    return found


@measure("C16", unit="comments of 2022 that saw a break", digits=0)
def observers():
    """Comments of 2022 found that saw a break with Russia, and what the votes did: distance to the United States."""
    rows = facts("expectation of 2022")
    span = [distance("Kazakhstan", "United States", year) for year in range(2017, 2022)]
    found = {
        "value": int((rows.value == 1).sum()),
        "others": int((rows.value == 0).sum()),
        "us_mean_2017_2021": sum(span) / len(span),
    }
    for year in (2021, 2022, 2023, 2024):
        found[f"us_{year}"] = distance("Kazakhstan", "United States", year)
        found[f"de_{year}"] = distance("Kazakhstan", "Germany", year)
    for year in (2021, 2024):
        found[f"us_point_{year}"] = position("United States", year)
    return found


@measure("C17", unit="abstentions in the votes on the war, from the invasion to the article", digits=0)
def neutral():
    """Kazakhstan's votes in the window of the claim; beside them all texts about Ukraine since 2014, by series.

    The window also holds the text on the Council of Europe of April 2023, which names Russian aggression without
    Ukraine in its title, and the one paragraph of it that was voted on by itself.
    """
    whole = tally()
    at_war = tally(since=INVASION, before=article_day())
    other = missed_by_title(before=article_day())
    return {
        "value": at_war["abstain"] + other["abstain"],
        "votes": sum(whole.values()),
        "yes": whole["yes"],
        "no": whole["no"],
        "war_no": at_war["no"],
        "war_yes": at_war["yes"] + other["yes"],
        "war_absent": at_war["not voting"],
        "war": sum(at_war.values()) + sum(other.values()),
    }


@measure("C18", unit="points, change of those who call a Russian attack impossible", digits=1)
def guarantor():
    """How opinion on a Russian attack moved from November 2022 to May 2023, and whether a treaty was left.

    Also the lesson's reweighting: the March 2022 answers with the interview languages of May 2023.
    """
    question, _side = "Could Russia attack Kazakhstan?", "Which side of the conflict do you support?"
    before, after = (poll(wave, question, "Impossible") for wave in ("2022-11", "2023-05"))
    steps = facts("membership")
    rebuilt = reweighted("Russia", "2022-03")
    return {
        "value": after - before,
        "impossible_2022": before,
        "impossible_2023": after,
        "exits": int((steps.value < 0).sum()),
        "rebuilt": rebuilt,
    }


@measure("C22", unit="votes on Ukraine beside Russia, from the invasion to the article", digits=0)
def debt():
    """Of the votes on Ukraine between the invasion and the article: how often both voted the same."""
    rows = table("diplomacy/ukraine_votes")
    rows = rows[(rows.date >= INVASION) & (rows.date < article_day())]
    votes = rows.pivot(index="resolution", columns="country", values="vote")
    same = int((votes["Kazakhstan"] == votes["Russia"]).sum())
    return {"value": same, "votes": len(votes), "abstained": int((votes["Kazakhstan"] == "abstain").sum())}


@measure("C23", unit="meetings in person of Tokayev and Putin on the list, up to the article", digits=0)
def weight():
    """What the list holds for Tokayev; it holds nothing of the kind for Nazarbayev."""
    rows = putin(format="in-person")
    visits = facts("contact count")
    return {
        "value": int((rows.date < article_day()).sum()),
        "visits": int(visits[visits.unit == "visits"].value.iloc[0]),
    }


@measure("C34", unit="speeches with criticism of the union, up to the article", digits=0)
def criticism():
    """Speeches at the Eurasian Economic Union found: with criticism, and without any in what was read; and its meetings on the list."""
    rows = facts("speech at the union")
    rows = rows[rows.date < article_day()]
    return {"value": int((rows.value == 1).sum()), "without": int((rows.value == 0).sum())}


@measure("C64", unit="meeting found", digits=0)
def ambassador():
    """Meetings of Nurtleu and Borodavkin between the new prime minister and the article, and his other contacts."""
    rows, start = facts("minister contact"), str(facts("new government").date.iloc[0])
    met = rows[rows.who.str.contains("Borodavkin") & (rows.date >= start) & (rows.date < article_day())]
    return {
        "value": len(met),
        "days": int((pd.Timestamp(met.date.iloc[0]) - pd.Timestamp(start)).days),
        "contacts": len(rows),
    }


@measure("C65", unit="meetings of the Eurasian Economic Union on the list, up to the article", digits=0)
def two_giants():
    """Meetings that fit the picture: the union led by Russia, and Xi. They show contact, not intent."""
    rows = table("diplomacy/meetings")
    rows = rows[rows.date < article_day()]
    return {"value": int((rows.occasion == "EAEU").sum()), "xi": int((rows.counterpart == "Xi Jinping").sum())}


@measure("C69", unit="meetings of Western and all Central Asian leaders found, from 2021 to the article", digits=0)
def clear_line():
    """Summits of Western leaders with the whole region that the list holds, and the first one."""
    rows = table("diplomacy/meetings")
    rows = rows[(rows.side == "West") & (rows.setting == "multilateral")].sort_values("date")
    before = rows[rows.date < article_day()]
    return {"value": len(before), "first": str(before.date.iloc[0]), "later": int(len(rows) - len(before))}


@measure("C71", unit="points, change of the EU and US share in the investment stock, 2013 to 2021", digits=1)
def dwindling():
    """EU-27 and US in the recorded stock and in net inflow (immediate investor), and the EU-27 in trade.

    The method of the stock changed in 2013: a change that crosses that year is no like with like. Net inflow is the
    sum of three years, in billion euro.
    """
    rows = table("firms/investment")
    years = sorted(int(year) for year in rows.year.unique())
    both = {year: western_share("EU-27", "United States", year=year) for year in years}
    last = years[-1]
    west = rows[rows.investor.isin(["EU-27", "United States"])].groupby("year").net_inflow_eur_m.sum() / 1000
    trade = table("trade/partners").groupby(["partner", "year"]).value_usd_m.sum()
    quoted = table("firms/quoted")
    gross = quoted[(quoted.period == "2022") & (quoted.investor == "EU-27") & (quoted.measure == "gross inflow")].iloc[
        0
    ]
    return {
        "value": both[last] - both[2013],
        **{f"both_{year}": both[year] for year in (2013, last)},
        **{f"since_{year}": both[last] - both[year] for year in (2014, 2015, 2016)},
        "net_early": float(west.loc[2014:2016].sum()),
        "net_late": float(west.loc[2019:2021].sum()),
        **{
            f"eu_trade_{year}": float(100 * trade["EU-27", year] / trade["World", year])
            for year in (2018, 2020, 2021, 2023)
        },
        "eu_gross_2022": float(gross.value_usd_bn),
        "eu_gross_change": float(gross.change_on_year_pct),
    }
