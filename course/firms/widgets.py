"""Widgets of lesson 04: which half of the foreign firms, and who invests most?"""

from functools import cache

from claimlab.evidence.tables import table
from claimlab.view.figures import colour
from claimlab.view.marks import Axis, Panel, bar, dot, line, ranked, text
from claimlab.view.stage import Impossible, Scene, Stage, choice, slider
from claimlab.view.words import the

from .measures import firms, share

PUTIN, TOKAYEV = "President of Russia", "President of Kazakhstan"
WEST = "EU, United States and United Kingdom"

# key: (label, date, status, counter). The number itself comes from data/firms/counts.csv.
ABOVE = {
    "august": ("7,791 · operating, Aug 2021", "2021-08-19", "operating", "The Astana Times"),
    "august_joint": ("7,791 + 3,325 joint firms, Aug 2021", "2021-08-19", "operating", "The Astana Times"),
    "finprom": ("7,991 · active, worked out, Feb 2022", "2022-02-28", "active", "Finprom"),
    "putin": ("6,000 · President of Russia, 8 Nov 2023", "2023-11-08", "operating", PUTIN),
    "tokayev": ("19,000 · operating, 9 Nov 2023", "2023-11-09", "operating", TOKAYEV),
    "registered": ("over 20,000 · registered, 9 Nov 2023", "2023-11-09", "registered", TOKAYEV),
    "may": ("23,500 · registered, May 2024", "2024-05-01", "registered", "Bureau of National Statistics"),
}
BELOW = {
    "y2019": ("19,000 · all, Aug 2019", "2019-08-01", "unclear", "Government of Kazakhstan"),
    "active": ("20,564 · active, July 2021", "2021-07-12", "active", "Bureau of National Statistics"),
    "all2021": ("29,700 · registered, July 2021", "2021-07-12", "registered", "Bureau of National Statistics"),
    "finprom": ("25,532 · active, worked out, Feb 2022", "2022-02-28", "active", "Finprom"),
    "tokayev": ("over 42,000 · operating, 9 Nov 2023", "2023-11-09", "operating", TOKAYEV),
    "may": ("43,895 · seven countries, May 2024", "2024-05-01", "registered", "Bureau of National Statistics"),
}
# What a newspaper could write, and the shares (per cent) for which we would let it pass. The ranges are ours.
SENTENCES = [
    ("less than a fifth", 0, 20),
    ("about a third", 31, 36),
    ("36 to 37 %, as before the invasion", 36, 37.5),
    ("about two fifths", 37.5, 42.5),
    ("almost half", 45, 50),
    ("more than half", 50, 100),
]


@cache
def _top(key):
    """(firms, is it only a floor?) for one numerator."""
    if key == "finprom":
        return _bottom("finprom") * share("2022-02-28") / 100, False
    _, date, status, _ = ABOVE[key]
    if key.startswith("august"):
        joint = firms(date=date, joint_firms="only") if key == "august_joint" else 0
        return firms(date=date, joint_firms="not said") + joint, False
    return firms(date=date, country="Russia", status=status), key == "registered"


@cache
def _bottom(key):
    """All foreign firms, for one denominator."""
    _, date, status, _ = BELOW[key]
    if key == "finprom":
        return 100 * firms(date=date, country=WEST) / share(date, WEST)
    if key == "may":
        return float(table("firms/counts").query("date == '2024-05-01' and qualifier != 'at most'").firms.sum())
    return firms(date=date, country="All countries", status=status)


def _months(one, other):
    (y1, m1, _), (y2, m2, _) = ([int(part) for part in date.split("-")] for date in (one, other))
    return abs(12 * (y1 - y2) + m1 - m2)


def differences(above, below):
    """What is not alike above and below the line: a list of short phrases, empty for like with like."""
    (_, day, status, who), (_, base_day, base_status, base_who) = ABOVE[above], BELOW[below]
    found = []
    months = _months(day, base_day)
    if months > 1:
        found.append(f"the dates are {months} months apart")
    if status != base_status:
        found.append(f"the words differ ({status} above the line, {base_status} below)")
    if who != base_who:
        found.append("two counters stand in one fraction")
    if above == "august_joint":
        found.append("joint firms may be counted twice")
    return found


def russian_share(above, below, thousand=42):
    """(share in per cent, firms above the line, firms below it) for one setting.

    above, below: keys of ABOVE and BELOW; thousand: what "over 42,000" is taken to mean, used for that total only.
    Raises Impossible where the part is not smaller than the whole.
    """
    top, _ = _top(above)
    bottom = 1000 * thousand if below == "tokayev" else _bottom(below)
    if top >= bottom:
        raise Impossible(
            f"{top:,.0f} Russian firms of {bottom:,.0f} in all. A part cannot reach the whole, so the two numbers "
            "do not belong together. Choose a total from a later date."
        )
    return 100 * top / bottom, top, bottom


def supported(value):
    """The sentences of our list that a share in per cent would support."""
    return [words for words, low, high in SENTENCES if low <= value < high]


def most_firms(top, hits):
    """The largest total for which top firms still carry a headline of SENTENCES, or None if none is carried."""
    low = min((low for words, low, _ in SENTENCES if words in hits), default=0)
    return 100 * top / low if low else None


def half_scene(above, below, thousand):
    """Share, sentence and description for one setting of the first widget."""
    value, top, bottom = russian_share(above, below, thousand)
    hits = supported(value)
    unlike = differences(above, below)
    floor_top, floor_bottom = _top(above)[1], below == "may" or (below == "tokayev" and thousand == 42)
    bound = "at most " if floor_bottom and not floor_top else "at least " if floor_top and not floor_bottom else ""
    said = (
        f"A headline could read {' or '.join(repr(words) for words in hits)}"
        if hits
        else "It fits none of these six headlines"
    )
    if unlike:
        alike = f"{', but' if hits else ', and'} it is not like with like: {'; '.join(unlike)}."
    else:
        alike = ". Like with like: same date, same word, same counter."
    limit = most_firms(top, hits) if bound == "at most " and not unlike else None
    if limit:
        alike += f" But the share is a ceiling: {hits[-1]!r} holds only up to {limit:,.0f} firms in all."
    if below == "may":
        alike += " The rest of the world is missing below the line."
    if floor_top and floor_bottom:
        alike += " Both numbers are only floors, so the share can lie on either side."
    if below == "tokayev" and thousand > 42:
        alike += f" Here we let 'over 42,000' mean {thousand},000: nobody printed that."
    if below != "tokayev" and thousand > 42:
        alike += " The slider moves only the total 'over 42,000', which is not chosen."
    part, whole = ("at least " if floor else "" for floor in (floor_top, floor_bottom))
    sentence = f"{part}{top:,.0f} of {whole}{bottom:,.0f} is {bound}{value:.1f} %. {said}{alike}"
    sentence = sentence[0].upper() + sentence[1:]
    return Scene(
        value,
        sentence,
        f"A share on a scale from 0 to 100 %, with six public sentences. {sentence}",
        {"hits": hits, "alike": not unlike, "bound": bound},
    )


def half_draw(scene):
    """Six sentences as bars on one scale, the share as a line through them."""
    hits, bound, last = scene.notes["hits"], scene.notes["bound"], len(SENTENCES) - 1
    marks = []
    for row, (words, low, high) in enumerate(SENTENCES):
        hit = words in hits
        tip = f"{words}: {low:g} to {high:g} %"
        marks.append(bar(low, high, row - 0.31, row + 0.31, colour("Russia") if hit else "pale", tip, key=words))
        if hit and high < 90:
            marks.append(text(high, row, "fits", dx=8, bold=True))
        elif hit:
            marks.append(text(low, row, "fits", anchor="end", dx=-8, bold=True))
    said = f"{bound}{scene.data:.1f} %"
    marks.append(
        line(
            [(scene.data, -0.75), (scene.data, last + 0.6)],
            "ink",
            f"Your share: {said}",
            width=2.5,
            key="share",
            only_name=True,
        )
    )
    marks.append(text(min(max(scene.data, 9), 91), -1.1, said, anchor="middle", bold=True, size=15, key="said"))
    if bound:  # the true share lies on this side of the line
        way = -7 if bound == "at most " else 7
        ends = [(scene.data, -0.6), (min(max(scene.data + way, 0), 100), -0.6)]
        marks += [
            line(ends, "ink", width=2, key="way"),
            dot(*ends[1], "ink", f"The share is {said}", size=4, key="end"),
        ]
    axis = Axis(0, 100, range(0, 101, 20), "Russian firms, % of the total you chose", digits=1)
    rows = Axis(last + 0.6, -1.5, [(row, words) for row, (words, _, _) in enumerate(SENTENCES)], grid=False)
    return [Panel(marks, axis, rows, height=270, left=190)]


def which_half():
    """The first widget: choose what stands above and below the line, read the share and the sentences it supports."""
    controls = {
        "above": choice("Russian firms", [(label, key) for key, (label, *_) in ABOVE.items()], "tokayev"),
        "below": choice("All foreign firms", [(label, key) for key, (label, *_) in BELOW.items()], "tokayev"),
        "thousand": slider("'Over 42,000' is taken as, thousand", 42, 55, 42, width=480),
    }
    return Stage(controls, half_scene, half_draw, check=russian_share)


UNIT = {"stock": "% of all foreign direct investment in place", "flow": "billion euro in the year"}
LIMITS = {"stock": (-3, 72), "flow": (-3.2, 6.4)}


@cache
def _book(year):
    rows = table("firms/investment")
    return rows[rows.year == year]


@cache
def _conduits():
    rows = table("firms/investment")
    return frozenset(rows.loc[rows.conduit == "yes", "investor"])


def investors(measure, year, bloc, conduits):
    """Ranked investors for one setting: list of (name, value), the largest first.

    measure: stock (% of the world's stock) | flow (net inflow, billion EUR); year: 2013–2021; bloc: True counts the
    EU-27 as one; conduits: False leaves the five conduits out, also inside the EU-27.
    """
    rows = _book(year)
    column = "stock_eur_m" if measure == "stock" else "net_inflow_eur_m"
    scale = 100 / float(rows[rows.kind == "world"][column].iloc[0]) if measure == "stock" else 1 / 1000
    single = rows[rows.kind == "country"]
    if not conduits:
        single = single[single.conduit == "no"]
    if bloc:
        single = single[single.eu_member == "no"]
    values = dict(zip(single.investor, single[column] * scale))
    if bloc:
        union = float(rows[rows.kind == "bloc"][column].iloc[0])
        inside = rows[(rows.kind == "country") & (rows.eu_member == "yes") & (rows.conduit == "yes")]
        values["EU-27"] = scale * (union - (0 if conduits else float(inside[column].sum())))
    return sorted(((name, float(value)) for name, value in values.items()), key=lambda item: -item[1])


def invest_scene(measure, year, bloc, conduits):
    """Ranking, sentence and description for one setting of the second widget."""
    ranked = investors(measure, year, bloc, conduits)
    (first, top), (second, next_) = ranked[0], ranked[1]
    unit = "% of the stock" if measure == "stock" else "billion euro"
    what = f"Stock at the end of {year}" if measure == "stock" else f"Net inflow during {year}"
    what += ", among the investors of this table"
    digits = 1 if measure == "stock" else 2
    places = [name for name, _ in ranked]
    sentence = (
        f"{what}: number one is {the(first)} with {_signed(top, digits)} {unit}, ahead of "
        f"{the(second)} with {_signed(next_, digits)}."
    )
    for name in ("Russia", "EU-27"):
        if name in places and name not in (first, second):
            sentence += f" {the(name, True)} is number {places.index(name) + 1} of {len(places)}."
    negative = [name for name, value in ranked if value < 0]
    if measure == "flow" and len(negative) == 1:
        sentence += f" {the(negative[0], True)} took more money out than it brought in."
    elif measure == "flow" and negative:
        sentence += f" {len(negative)} of them took more money out than they brought in."
    elif negative:
        sentence += f" {the(negative[0], True)} stands below zero: loans back to the owners are taken off."
    if bloc and not conduits:
        sentence += " The EU-27 stands here without the Netherlands and Luxembourg."
    return Scene(ranked, sentence, f"Ranked bars. {sentence}", {"measure": measure, "digits": digits})


def _signed(value, digits):
    return f"{'−' if round(value, digits) < 0 else ''}{abs(value):.{digits}f}"


def invest_draw(scene):
    """Horizontal bars on a fixed scale, the largest on top."""
    low, high = LIMITS[scene.notes["measure"]]
    rows = [
        (name, value, _signed(value, scene.notes["digits"]), colour(name), "striped" if name in _conduits() else "")
        for name, value in scene.data
    ]
    unit = UNIT[scene.notes["measure"]] + (" (striped: conduits)" if any(row[4] for row in rows) else "")
    return [ranked(rows, unit, high, low, room=170, height=330)]


def who_invests_most():
    """The second widget: stock or flow, which year, country or bloc, with or without conduits."""
    controls = {
        "measure": choice("Count", [("stock, end of the year", "stock"), ("net inflow in the year", "flow")]),
        "year": slider("Year", 2013, 2021, 2021, width=300),
        "bloc": choice("The EU", [("each country", False), ("EU-27 as one", True)]),
        "conduits": choice("Conduits", [("counted", True), ("left out", False)]),
    }
    return Stage(controls, invest_scene, invest_draw)
