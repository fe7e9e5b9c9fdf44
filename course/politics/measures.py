"""Lesson 08: indices of democracy and rights, elections, words in speeches, January 2022, assets, the cabinet.

An index is an estimate: where its maker gives a band (low to high, about one standard deviation or one standard
error either side), compare the bands, not only the points. Vintages and methods of an index are never joined.
"""

from datetime import date

from claimlab.evidence.measure import measure
from claimlab.evidence.tables import only, table


def index_row(index, year, country="Kazakhstan", vintage="v15"):
    """One row of data/politics/indices.csv as (value, low, high); low and high are NaN where no band is published."""
    rows = table("politics/indices")
    where = {"country": country, "year": year, "index_name": index, "vintage": vintage}
    return tuple(float(only(rows, column, **where)) for column in ("value", "low", "high"))


def index_value(index, year, country="Kazakhstan", vintage="v15"):
    """The point estimate of one index in one year."""
    return index_row(index, year, country, vintage)[0]


def bands_overlap(index, first, last, country="Kazakhstan", vintage="v15"):
    """Whether the bands of two years share at least one value: then the change may be nothing."""
    _, low_1, high_1 = index_row(index, first, country, vintage)
    _, low_2, high_2 = index_row(index, last, country, vintage)
    return bool(max(low_1, low_2) <= min(high_1, high_2))


def yes_no(truth):
    return "yes" if truth else "no"


def direction(index, first, last, vintage):
    """ "better", "worse" or "flat" for Kazakhstan, whichever way the scale of the index runs."""
    change = index_value(index, last, vintage=vintage) - index_value(index, first, vintage=vintage)
    rows = table("politics/indices")
    rows = rows[(rows.index_name == index) & (rows.vintage == vintage)]
    if rows.better.iloc[0] == "lower":
        change = -change
    return "flat" if change == 0 else "better" if change > 0 else "worse"


def count(**where):
    """The value of one row of data/politics/counts.csv."""
    return float(only(table("politics/counts"), "value", **where))


def event(**where):
    """The date of one event of data/politics/timeline.csv, as ISO text."""
    return str(only(table("politics/timeline"), "date", **where))


def days_between(first, last):
    """Days from one ISO date to another."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def lines(day):
    """Votes by line of one presidential election (candidates and, where there was one, against all)."""
    rows = table("politics/elections")
    return rows[rows.vote_date == day].set_index("name_on_ballot")["votes"]


def effective_number(day):
    """Effective number of candidates, 1 / sum of squared shares (Laakso and Taagepera); against all counts as a line."""
    votes = lines(day)
    shares = votes / votes.sum()
    return float(1 / (shares**2).sum())


def ballots(day, name):
    """One final count of data/politics/ballots.csv."""
    return float(only(table("politics/ballots"), "value", vote_date=day, measure=name, wording="final"))


def democra_rate(rows):
    """Words that begin with democra- per thousand words, all speeches of the rows together."""
    return float(1000 * rows.democra_words.sum() / rows.words.sum())


def un_speeches(country="Kazakhstan", first=1992, last=2024):
    rows = table("politics/speeches")
    return rows[(rows.occasion == "UN General Assembly") & (rows.country == country) & rows.year.between(first, last)]


@measure("C11", unit="days from the decision to send troops to the last reported departure", digits=0)
def csto_stay():
    """What can be counted beside the claim: how long the mission lasted. It says nothing of what would have been."""
    decided = event(event="CSTO council decides to send peacekeepers")
    out = event(
        event="Last CSTO troops reported out, Russians among them; conflicts with the Russian statement of 15 January"
    )
    russian = event(event="Russian defence ministry says its own troops are home")
    return {
        "value": days_between(decided, out),
        "asked": event(event="Tokayev asks the CSTO for help"),
        "decided": decided,
        "russian_statement": days_between(decided, russian),
    }


@measure("C14", unit="liberal democracy index, 0 to 1, 2023", digits=3)
def reforms_and_structure():
    """V-Dem's liberal democracy index (v15) of 2023 beside 2019, with bands."""
    name = "liberal democracy"
    regime = table("politics/indices")
    regime = regime[(regime.index_name == "regime class") & (regime.country == "Kazakhstan")]
    old, new = index_row(name, 2019), index_row(name, 2023)
    return {
        "value": new[0],
        "low": new[1],
        "high": new[2],
        "start": old[0],
        "overlap": yes_no(bands_overlap(name, 2019, 2023)),
        "regime_years": int(regime.year.nunique()),
    }


@measure("C73", unit="change of the electoral democracy index, 0 to 1, from its peak to 2013", digits=3)
def made_by_whom(peak_year=1993, narrow_year=2013, start_year=1990, end_year=2018):
    """Two comparisons of one index: from the most open year to a late one, and from before independence to the end."""
    name = "electoral democracy"
    rows = {year: index_row(name, year) for year in (peak_year, narrow_year, start_year, end_year)}
    regime = table("politics/indices")
    regime = regime[(regime.index_name == "regime class") & (regime.country == "Kazakhstan")]
    return {
        "value": rows[narrow_year][0] - rows[peak_year][0],
        "peak": rows[peak_year][0],
        "peak_year": peak_year,
        "narrow": rows[narrow_year][0],
        "narrow_year": narrow_year,
        "start": rows[start_year][0],
        "start_year": start_year,
        "end": rows[end_year][0],
        "end_year": end_year,
        "regime_years": int(regime.year.nunique()),
    }


@measure("C15", unit="date")
def attack():
    """The day on which the full-scale attack began, and the first vote of the General Assembly on it."""
    return {
        "value": event(event="Russia's full-scale attack on Ukraine begins"),
        "first_vote": event(event="UN General Assembly votes for the first time on the attack (resolution ES-11/1)"),
    }


@measure("C19", unit="date of the decision to send troops")
def csto_sent():
    """The decision, the troops announced, and what early press estimates by country add up to."""
    rows = table("politics/counts")
    early = rows[(rows.topic == "CSTO troops") & (rows.measure == "early press estimate")]
    troops = count(measure="announced total")
    total = float(early.value.sum())
    return {
        "value": event(event="CSTO council decides to send peacekeepers"),
        "troops": troops,
        "estimates": total,
        "ratio": total / troops,
        "done": event(event="Tokayev tells parliament that the CSTO mission is done"),
    }


@measure("C20", unit="relative charged for January 2022, up to the article", digits=0)
def coup_or_protest():
    """Three questions apart: how it began, who was charged or convicted for it, whether that was a relative.

    Charges about January 2022 are counted by what they are about, not by one label such as treason.
    """
    people = table("politics/people")
    relatives = people[people.relation.isin(["family", "in-law"])]
    treason = people[people.treason_verdict == "yes"]
    prison = count(topic="courts", measure="convicted", about="prison")
    convicted = count(topic="courts", measure="convicted", about="all", counted_by="interior minister")
    return {
        "value": int((relatives.january_charge != "none found").sum()),
        "treason": len(treason),
        "people": len(people),
        "protests": event(event="Protests over doubled LPG price start in Zhanaozen and Aktau"),
        "convicted": convicted,
        "prison": prison,
        "prison_share": 100 * prison / convicted,
        "deaths": count(topic="deaths", date="2022-12-20"),
    }


@measure("C21", unit="day from the decision to send troops to the official word that order was restored", digits=0)
def csto_order():
    """What can be dated beside the claim. That one thing came before the other does not show that it caused it."""
    decided = event(event="CSTO council decides to send peacekeepers")
    order = event(event="Authorities say order is restored in all regions by the morning (official claim)")
    return {
        "value": days_between(decided, order),
        "first_units": event(event="First Russian units arrive"),
        "done": event(event="Tokayev tells parliament that the CSTO mission is done"),
    }


@measure("C52", unit="date of the earliest use by him that we found")
def new_kazakhstan():
    """Earliest use of New Kazakhstan by Tokayev in the texts and reports held, against his taking office."""
    rows = table("politics/phrases")
    slogan = rows[rows.phrase == "New Kazakhstan"]
    his = slogan[(slogan.speaker == "Tokayev") & (slogan.uses > 0)]
    first = str(his.date.min())
    early = slogan[(slogan.speaker == "Tokayev") & slogan.date.str.startswith("2019")]
    office = str(early[early.occasion == "inauguration"].date.iloc[0])
    return {
        "value": first,
        "office": office,
        "days": days_between(office, first),
        "uses_2019": int(early.uses.sum()),
        "uses_march_2022": int(his.uses.max()),
        "predecessor": str(slogan[slogan.speaker == "Nazarbayev"].date.iloc[0]),
    }


@measure("C53", unit="dated acts that cut the first president's formal position", digits=0)
def family_grip():
    """Acts of 2022 and 2023 against the formal position of Nazarbayev and his family. Acts are no promise."""
    rows = table("politics/timeline")
    acts = rows[rows.kind == "first president"]
    return {"value": len(acts), "first": str(acts.date.min()), "last": str(acts.date.max())}


@measure("C54", unit="% of all people who expected things to improve, February 2022", digits=1)
def hopes():
    """Whole-population polls; none of 2022 is split by class."""
    polls = {
        "right": "think that the country moves in the right direction",
        "large": "want large-scale and resolute changes",
    }
    facts = {"value": count(topic="opinion polls", measure="sure that the situation will improve in one or two years")}
    facts |= {key: count(topic="opinion polls", measure=name) for key, name in polls.items()}
    return facts


@measure("C55", unit="named people in our list who lost property before the article", digits=0)
def assets_lost():
    """People of the hand-picked list who gave up or lost property, and the totals that officials stated."""
    people = table("politics/people")
    rows = table("politics/counts")
    assets = rows[(rows.topic == "recovered assets") & (rows.unit == "billion tenge")]
    facts = {
        "value": int((people.assets_lost == "yes").sum()),
        "people": len(people),
        "since_2022": float(only(assets, "value", about="all assets returned since 2022")),
        "april_2025": float(only(assets, "value", date="2025-04-14")),
    }
    return facts


@measure("C56", unit="relatives or couples who fit our rule, with no case found up to the article", digits=0)
def untouched():
    """Of the relatives who fit the written rule of the table: how many had no case. Too few to be a share of an elite."""
    people = table("politics/people")
    ruled = people[people.by_rule == "yes"]
    return {"value": int((ruled.outcome == "no case found").sum()), "ruled": len(ruled), "people": len(people)}


@measure("C56b", unit="dated public appearances of the first president found, up to the article", digits=0)
def seen_again():
    """Appearances that our sources date. All are of one person, so they say nothing about the others."""
    rows = table("politics/timeline")
    rows = rows[rows.kind == "appearance"]
    return {"value": len(rows), "first": str(rows.date.min()), "last": str(rows.date.max())}


@measure("C57", unit="mentions of democra- in his speeches, January 2022 to February 2024, that we found", digits=0)
def democracy_word():
    """Mentions found in speeches (interviews apart), and rates per thousand words where the full text is held.

    Words that begin with democra- in English texts; words are runs of letters, apostrophes and hyphens.
    """
    rows = table("politics/phrases")
    hits = rows[(rows.phrase == "democra*") & (rows.date >= "2022-01") & (rows.date <= "2024-02")]
    spoken = hits[hits.genre == "speech"]
    speeches = table("politics/speeches")
    own = speeches[(speeches.country == "Kazakhstan") & (speeches.year == 2019)].set_index("occasion")
    address = own.loc["State of the Nation Address"]
    facts = {
        "value": int(spoken.uses.sum()),
        "own_country": int((spoken.about == "own country").sum()),
        "address_2019": int(address.democra_words),
        "address_2019_words": int(address.words),
        "inauguration": int(own.loc["inauguration"].democra_words),
    }
    return facts


@measure("C58", unit="date")
def early_election():
    """The day of the early presidential election."""
    return {"value": event(event="Early presidential election")}


@measure("C59", unit="effective number of candidates, 2022", digits=2)
def no_contest():
    """Effective number of candidates of 2022, and the shares of the winner and of the others, of all lines."""
    day = "2022-11-20"
    votes = lines(day)
    winner = float(votes["Kassym-Jomart Tokayev"])
    against = float(votes["Against all"])
    rivals = votes.drop(["Kassym-Jomart Tokayev", "Against all"])
    total = float(votes.sum())
    return {
        "value": effective_number(day),
        "winner_of_lines": 100 * winner / total,
        "best_rival": 100 * float(rivals.max()) / total,
        "against_all": 100 * against / total,
        "rivals": len(rivals),
    }


SIX = (
    ("expression", 2021, 2023, "v14"),
    ("voice and accountability", 2021, 2023, "2024 update"),
    ("freedom total", 2021, 2023, "as published"),
    ("EIU democracy", 2021, 2023, "as published"),
    ("nations in transit", 2022, 2024, "as published"),
    ("press freedom score", 2022, 2024, "method from 2022"),
)


def refusals(**where):
    return count(topic="refused protest notices", **where)


@measure("C60", unit="indices of six that got worse", digits=0)
def rights_worse():
    """Direction of six indices from 2021 to 2023 (editions 2022 to 2024 where the index is dated by edition)."""
    found = [direction(*one) for one in SIX]
    facts = {
        "value": found.count("worse"),
        "better": found.count("better"),
        "flat": found.count("flat"),
        "expression_2021": index_value("expression", 2021, vintage="v14"),
        "expression_2023": index_value("expression", 2023, vintage="v14"),
        "eiu": index_value("EIU democracy", 2023, vintage="as published"),
        "freedom": index_value("freedom total", 2023, vintage="as published"),
    }
    for year in (2022, 2024):
        facts[f"press_rank_{year}"] = index_value("press freedom rank", year, vintage="method from 2022")
    return facts


@measure("C61", unit="date of the nearest law found, on calls to mass unrest")
def assembly_rules():
    """The nearest law found, penalties before and after, fines, and refused notices per month of 30.4375 days."""
    law = "Law with longer prison terms for calls to mass unrest signed"
    term = "penalties for calls to unrest"
    fines = table("politics/counts")
    fines = fines[fines.unit == "monthly units"]
    by_april = refusals(date="2023-04-03", since="2020-07-30")
    in_2024, by_2025 = refusals(since="2024-01-01"), refusals(date="2025-01")
    facts = {
        "value": event(event=law),
        "years_before": count(topic=term, about="before the law of 17 March 2023"),
        "years_after": count(topic=term, about="after it"),
        "years_network": count(topic=term, about="after it, spread over the network"),
        "fine_2015": float(
            only(
                fines,
                "value",
                date="2015-04-24",
                about="whole country: taking part in an unauthorised gathering (person)",
            )
        ),
        "fine_2021": float(only(fines, "value", date="2021-07")),
        "remainder": by_2025 - by_april - in_2024,
    }
    return facts


@measure("C62", unit="date of appointment")
def new_government():
    """Appointment of the prime minister, and how many posts got a new minister."""
    kept = count(topic="cabinet of February 2024", about="same minister as before")
    new = count(topic="cabinet of February 2024", about="new minister")
    return {
        "value": event(event="Olzhas Bektenov appointed prime minister"),
        "kept": kept,
        "new": new,
        "new_share": 100 * new / (kept + new),
    }


@measure("C63", unit="month in which he left the agency")
def former_post():
    """When he left the anti-corruption agency for his last post before the government."""
    return {"value": event(kind="career")}
