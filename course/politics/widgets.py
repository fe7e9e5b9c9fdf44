"""Widgets of lesson 08: has an index moved beyond its band, and what stands below the line of an election share."""

from functools import cache

from claimlab.evidence.tables import table
from claimlab.view.figures import colour
from claimlab.view.marks import Axis, Panel, bar, dot, line, nice, text
from claimlab.view.stage import Impossible, Scene, Stage, choice, slider

COUNTRIES = [
    "Kazakhstan",
    "Russia",
    "Kyrgyzstan",
    "Uzbekistan",
    "Tajikistan",
    "Turkmenistan",
    "Mongolia",
    "Georgia",
    "Armenia",
    "Poland",
]
# Label, key, name in the table, vintage (None: all methods, for an index that broke), ends of the scale, digits.
INDICES = [
    ("liberal democracy (V-Dem v15)", "liberal", "liberal democracy", "v15", (0, 1), 3),
    ("electoral democracy (V-Dem v15)", "electoral", "electoral democracy", "v15", (0, 1), 3),
    ("participatory democracy (V-Dem v15)", "participatory", "participatory democracy", "v15", (0, 1), 3),
    ("deliberative democracy (V-Dem v15)", "deliberative", "deliberative democracy", "v15", (0, 1), 3),
    ("freedom of expression (V-Dem v14)", "expression", "expression", "v14", (0, 1), 3),
    ("voice and accountability (World Bank)", "voice", "voice and accountability", "2024 update", (-2.5, 2.5), 3),
    ("freedom total (Freedom House)", "freedom", "freedom total", "as published", (0, 100), 0),
    ("democracy (EIU)", "eiu", "EIU democracy", "as published", (0, 10), 2),
    ("democracy score (Nations in Transit)", "transit", "nations in transit", "as published", (1, 7), 2),
    ("press freedom rank (RSF)", "rank", "press freedom rank", None, (180, 1), 0),
]
FIRST, LAST = 2012, 2024
NEW_METHOD = 2022  # RSF ranks from this edition on must not be joined with older ones


@cache
def _index(key):
    """Rows of one index from 2012 on as {country: {year: (value, low, high)}}, with its entry of INDICES."""
    entry = next(one for one in INDICES if one[1] == key)
    rows = table("politics/indices")
    rows = rows[(rows.index_name == entry[2]) & rows.year.between(FIRST, LAST)]
    if entry[3]:
        rows = rows[rows.vintage == entry[3]]
    book = {country: {} for country in COUNTRIES}
    for row in rows.itertuples():
        book[row.country][int(row.year)] = (float(row.value), float(row.low), float(row.high))
    edition = bool((rows.year_is == "edition").any())
    return book, entry, edition


def moved(country, index, base, end):
    """What one index says about one country in two years.

    Returns a dict: old and new (value, low, high), change, direction (better, worse, unchanged), and overlap:
    (low, high) of the shared part of the two bands, () where they share nothing, None where no band is published.
    Raises Impossible with the reason and a way out.
    """
    book, entry, _ = _index(index)
    years = book[country]
    if not years:
        raise Impossible(f"this index gives no score for {country}. Choose another index or another country.")
    if base >= end:
        raise Impossible(f"the base year {base} must lie before the end year {end}. Move one of the two sliders.")
    for year in (base, end):
        if year not in years:
            have = sorted(years)
            raise Impossible(
                f"our table holds no value for {country} in {year}; it holds {_years(have)}. Move the slider there."
            )
    if index == "rank" and base < NEW_METHOD <= end:
        raise Impossible(
            f"the method changed in {NEW_METHOD}, so a rank of {base} and a rank of {end} are two different "
            "measures. Keep both years on one side of the break."
        )
    old, new = years[base], years[end]
    change = new[0] - old[0]
    upward = entry[4][1] > entry[4][0]
    direction = "unchanged" if change == 0 else "better" if (change > 0) == upward else "worse"
    if old[1] != old[1] or new[1] != new[1]:
        overlap = None
    else:
        low, high = max(old[1], new[1]), min(old[2], new[2])
        overlap = (low, high) if low <= high else ()
    return {"old": old, "new": new, "change": change, "direction": direction, "overlap": overlap}


def _years(years):
    runs = []
    for year in years:
        if runs and year == runs[-1][1] + 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)


def change_scene(country, index, base, end):
    """Two years of one index, the sentence they allow, and a description."""
    found = moved(country, index, base, end)
    _, entry, edition = _index(index)
    digits = entry[5]

    def say(value):
        return f"{value:.{digits}f}".replace("-", "−")

    when = f"{'edition ' if edition else ''}{base} to {'edition ' if edition else ''}{end}"
    sentence = f"{country}, {entry[0]}, {when}: {say(found['old'][0])} to {say(found['new'][0])}. "
    step = abs(round(found["new"][0], digits) - round(found["old"][0], digits))  # of the two numbers that are printed
    if not round(step, digits):
        sentence += "The number stood still. "
    else:
        word = "Up" if found["change"] > 0 else "Down"
        sentence += f"{word} by {say(step)}, which on this scale means {found['direction']}. "
    if found["overlap"] is None:
        sentence += "Our table holds no band for this index, so we cannot say how much of it is noise: the sentence must stay careful."
    elif found["overlap"]:
        low, high = found["overlap"]
        so = "even so something may have changed" if not round(step, digits) else "so the change may be nothing"
        sentence += f"The bands overlap ({say(low)} to {say(high)} lies in both), {so}."
    else:
        sentence += "The bands do not overlap, so the change is larger than the doubt that the makers publish."
    return Scene(
        found,
        sentence,
        f"Left: the whole scale, {country} and the others in grey. Right: two years close up. {sentence}",
        {"country": country, "index": index, "base": base, "end": end},
    )


WINDOWS = (0.08, 0.2, 0.5, 1.0)  # parts of the scale that the close-up may show: few, so that settings compare


def draw_change(scene):
    """Left: the country on the whole scale, the others pale. Right: the two years with their bands, close up."""
    note, found = scene.notes, scene.data
    book, entry, edition = _index(note["index"])
    country, tone, digits = note["country"], colour(note["country"]), entry[5]

    def say(value):
        return f"{value:.{digits}f}".replace("-", "−")

    left = [
        line(_line(book[other], note["index"]), "pale", other, width=1.2, key=f"line {other}")
        for other in COUNTRIES
        if other != country and book[other]
    ]
    left.append(line(_line(book[country], note["index"]), tone, country, width=2.8, key="mine"))
    for year, row, key in ((note["base"], found["old"], "old"), (note["end"], found["new"], "new")):
        left.append(dot(year, row[0], tone, f"{country}, {year}: {say(row[0])}", key=key))
    low, high = entry[4]
    years = Axis(
        FIRST - 0.6,
        LAST + 0.6,
        [(year, str(year)) for year in range(FIRST, LAST + 1, 4)],
        "Editions" if edition else "",
        grid=False,
    )
    whole = Panel(
        left,
        years,
        Axis(low, high, _ticks(low, high), f"{country}; grey: the others (point at a line)", digits=digits),
        height=260,
        left=44,
    )
    right = []
    if found["overlap"]:
        a, b = found["overlap"]
        right.append(bar(-0.5, 1.75, a, b, "faint", f"in both bands: {say(a)} to {say(b)}", key="overlap"))
    for place, (year, row) in enumerate(((note["base"], found["old"]), (note["end"], found["new"]))):
        value, bottom, top = row
        if bottom == bottom:
            right.append(
                bar(
                    place - 0.06,
                    place + 0.06,
                    bottom,
                    top,
                    "middle",
                    f"{year}, band: {say(bottom)} to {say(top)}",
                    key=f"band {place}",
                )
            )
        right.append(dot(place, value, tone, f"{country}, {year}: {say(value)}", size=6, key=f"dot {place}"))
        right.append(text(place, value, say(value), dx=16, bold=True, key=f"said {place}"))
    ends, part = _window(found, entry[4])
    shared = {None: "no band in our table", (): "the bands share nothing"}.get(found["overlap"], "grey: in both bands")
    places = Axis(-0.5, 1.75, [(0, str(note["base"])), (1, str(note["end"]))], shared, grid=False)
    close = Panel(
        right,
        places,
        Axis(*ends, _ticks(*ends), f"Close up: {part:.0%}".replace("%", " % of the scale")),
        height=260,
        left=64,
        share=0.62,
    )
    return [[whole, close]]


def _ticks(low, high):
    """Round values between the ends of a scale, which may run backwards."""
    return nice(min(low, high), max(low, high), 5)


def _window(found, scale):
    """Ends of the close-up, and which part of the scale it is: the smallest of WINDOWS that holds both bands."""
    seen = [one for row in (found["old"], found["new"]) for one in row if one == one]
    bottom, top = min(scale), max(scale)
    middle, need = (min(seen) + max(seen)) / 2, (max(seen) - min(seen)) / (top - bottom)
    part = next((size for size in WINDOWS if need <= 0.9 * size), 1.0)
    half = part * (top - bottom) / 2
    middle = min(max(middle, bottom + half), top - half)
    ends = (middle - half, middle + half)
    return (ends if scale[1] > scale[0] else ends[::-1]), part


def _line(years, index):
    """(year, value) points, with None wherever a year is missing or a new method begins: no line crosses these."""
    points = []
    for year in range(FIRST, LAST + 1):
        if index == "rank" and year == NEW_METHOD:
            points.append(None)
        points.append((year, years[year][0]) if year in years else None)
    return points


def has_it_changed():
    """The widget: country, index and two years; the picture and the sentence that the bands allow."""
    controls = {
        "country": choice("Country", COUNTRIES),
        "index": choice("Index", [(label, key) for label, key, *_ in INDICES]),
        "base": slider("Base year", FIRST, LAST - 1, 2019, width=300),
        "end": slider("End year", FIRST + 1, LAST, 2023, width=300),
    }
    page = {"base": [2012, 2019, 2021], "end": [2019, 2021, 2022, 2023]}
    return Stage(controls, change_scene, draw_change, check=moved, page=page)


# What stands below the line?

VOTES = [
    ("2022, president", "2022-11-20"),
    ("2022, referendum", "2022-06-05"),
    ("2019, president", "2019-06-09"),
    ("2015, president", "2015-04-26"),
    ("2011, president", "2011-04-03"),
    ("2005, president", "2005-12-04"),
    ("1999, president", "1999-01-10"),
    ("1991, president", "1991-12-01"),
]
BELOW = [
    ("everybody on the roll", "roll"),
    ("all ballots", "ballots"),
    ("all lines of the table", "lines"),
    ("candidates only (or yes and no)", "named"),
]
WORDS = {
    "roll": "everybody on the roll",
    "ballots": "all ballots",
    "lines": "all lines of the table",
    "named": "the candidates together",
}
MILLION = 1_000_000


@cache
def piles(day):
    """The piles of one vote as {name: ballots}, in the order winner, others, against, no line, stayed away.

    A pile that our sources do not hold is left out.
    """
    below = table("politics/ballots")
    below = below[(below.vote_date == day) & (below.wording == "final")].set_index("measure")["value"]
    if day == "2022-06-05":
        found = {"winner": float(below["yes"]), "others": float(below["no"])}
    else:
        rows = table("politics/elections")
        rows = rows[rows.vote_date == day]
        named = rows[rows.line == "candidate"].votes
        found = {"winner": float(named.max())}
        if len(named) > 1:
            found["others"] = float(named.sum() - named.max())
        if (rows.line == "against").any():
            found["against"] = float(rows[rows.line == "against"].votes.sum())
    cast = below.get("ballots handed out", below.get("ballots cast"))
    if cast is not None:
        found["no line"] = float(cast) - sum(found.values())
        if "registered voters" in below:
            found["stayed away"] = float(below["registered voters"]) - float(cast)
    return found


def share_of(day, below):
    """The winner's votes, what stands below the line, and which piles that takes in. Raises Impossible."""
    found = piles(day)
    year = day[:4]
    inside = {
        "named": ["winner", "others"],
        "lines": ["winner", "others", "against"],
        "ballots": ["winner", "others", "against", "no line"],
        "roll": list(found),
    }[below]
    if below == "roll" and "stayed away" not in found:
        raise Impossible(f"our sources hold no number of registered voters for {year}. Try 2022, 2015 or 1991.")
    if below == "ballots" and "no line" not in found:
        raise Impossible(f"our sources hold no number of ballots for {year}. Try 2022, 2015, 2005 or 1991.")
    if below == "lines" and year == "1999":
        raise Impossible(
            "in 1999 one could vote against all, but our sources do not hold those votes. Choose candidates only."
        )
    if below == "named" and year == "1991":
        raise Impossible(
            "in 1991 only one name stood on the ballot, so a share of candidates is 100 % whatever happens. "
            "Choose all lines, which count the votes against."
        )
    inside = [name for name in inside if name in found]
    return found, inside


def share_scene(day, below):
    """One number of votes over one denominator."""
    found, inside = share_of(day, below)
    total = sum(found[name] for name in inside)
    share = 100 * found["winner"] / total
    referendum = day == "2022-06-05"
    who = "“Yes”" if referendum else "The winner"
    what = "yes and no together" if referendum and below in ("lines", "named") else WORDS[below]
    sentence = (
        f"{day[:4]}: {who} got {found['winner']:,.0f} votes. Below the line: {what}, {total:,.0f}. "
        f"That makes {share:.2f} %."
    )
    if below == "lines" and referendum:
        sentence += " A referendum has two lines only, so “yes and no” gives the same."
    elif below == "lines" and "against" not in found:
        sentence += " There was no line against all, so candidates only gives the same."
    left_out = sum(found.values()) - total
    if left_out:
        sentence += f" Left out of the count are {left_out:,.0f} people or ballots that our sources know of."
    return Scene(
        found,
        sentence,
        f"One bar of people, cut into piles. {sentence}",
        {"inside": inside, "share": share, "total": total, "referendum": referendum, "year": day[:4]},
    )


def draw_share(scene):
    """One bar of people in millions; piles outside the denominator are hatched."""
    found, note = scene.data, scene.notes
    tones = {
        "winner": colour("Kazakhstan"),
        "others": colour("EU-27"),
        "against": colour("China"),
        "no line": "middle",
        "stayed away": "pale",
    }
    names = {
        "winner": "yes" if note["referendum"] else "the winner",
        "others": "no" if note["referendum"] else "other candidates",
        "against": "against" if note["year"] == "1991" else "against all",
        "no line": "in no line",
        "stayed away": "no ballot",
    }
    # Labels of narrow piles end at their stick, one above the other: no stick crosses a word.
    spots = {
        "winner": (1.2, "middle"),
        "others": (1.75, "end"),
        "against": (2.3, "end"),
        "no line": (2.85, "end"),
        "stayed away": (1.2, "start"),
    }
    marks, left = [], 0.0
    for name, size in found.items():
        counted, wide = name in note["inside"], size / MILLION
        tip = f"{names[name]}: {size:,.0f}{'' if counted else ', left out of the count'}"
        marks.append(
            bar(
                left,
                left + wide,
                0,
                1,
                tones[name] if counted else "middle",
                tip,
                key=name,
                look="" if counted else "hatched",
            )
        )
        middle, (level, side) = left + wide / 2, spots[name]
        marks.append(line([(middle, 1), (middle, level + 0.1)], "middle", width=1, key=f"stick {name}"))
        marks.append(
            text(middle, level, names[name], anchor=side, dy=-10, dx=-3 if side == "end" else 0, key=f"name {name}")
        )
        left += wide
    total = note["total"] / MILLION
    marks += [
        line(
            [(0, -0.3), (total, -0.3)],
            "ink",
            f"below the line: {note['total']:,.0f}",
            width=1.6,
            key="total",
            only_name=True,
        ),
        dot(0, -0.3, "ink", "from here", shape="tick", size=5, key="from"),
        dot(total, -0.3, "ink", "to here", shape="tick", size=5, key="to"),
        text(total / 2, -0.3, f"below the line: {total:.2f} million", anchor="middle", dy=16, key="total said"),
        text(0, 2.6, f"{note['share']:.2f} %", bold=True, size=20, key="share"),
    ]
    xs = Axis(0, 12.6, range(0, 13, 2), "Million people or ballots; hatched: left out of the count", grid=False)
    return [Panel(marks, xs, Axis(-1.1, 3.3), height=190, left=14)]


def what_is_below_the_line():
    """The widget: a vote and a denominator; the share that comes out."""
    controls = {"day": choice("Vote", VOTES), "below": choice("Below the line", BELOW, "lines")}
    return Stage(controls, share_scene, draw_share, check=share_of)
