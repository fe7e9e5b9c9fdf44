"""Widgets of lesson 09: how alike two records of votes are, what counts as a meeting, and who was asked in a poll."""

from functools import cache

from claimlab.evidence.tables import table
from claimlab.view.figures import colour
from claimlab.view.marks import Axis, Panel, bar, dot, line, text
from claimlab.view.stage import Impossible, Scene, Stage, choice, slider

from .measures import poll

# How alike are two records of votes?

COUNTRIES = [
    "Kazakhstan",
    "Uzbekistan",
    "Kyrgyzstan",
    "Tajikistan",
    "Turkmenistan",
    "Armenia",
    "Azerbaijan",
    "Belarus",
    "Türkiye",
    "Germany",
    "Russia",
    "China",
]
PARTNERS = ["Russia", "United States", "China"]
# Label, key, what the axis says, ends of the axis, digits, does more mean nearer?
MEASURES = [
    ("identical votes, %", "identical_pct", "Identical votes, % of joint votes", (0, 100), 1, True),
    ("agreement score, half points", "half_credit_score", "Agreement score, 0 to 100", (0, 100), 1, True),
    ("opposed votes, %", "opposed_pct", "Opposed votes, % of joint votes", (0, 100), 1, False),
    ("cosine", "cosine", "Cosine, −1 to 1", (-1, 1), 3, True),
    ("distance of points, final votes", "final votes", "Distance of ideal points", (0, 5.2), 3, False),
    ("distance of points, all votes", "all votes", "Distance of ideal points", (0, 5.2), 3, False),
]
POINTS = ("final votes", "all votes")
FIRST, LAST = 1992, 2025
METHOD_BREAK = 2019  # rates and cosines after this year rest on other votes than those before


@cache
def _rows(partner, measure):
    """{country: {year: value}} of one measure with one partner."""
    book = {}
    if measure in POINTS:
        points = table("diplomacy/ideal_points")
        points = points[points.votes_counted == measure]
        wide = points.pivot(index="year", columns="country", values="ideal_point")
        for country in COUNTRIES:
            gap = (wide[country] - wide[partner]).abs().dropna()
            book[country] = {int(year): float(value) for year, value in gap.items()}
    else:
        rows = table("diplomacy/agreement")
        rows = rows[rows.partner == partner].dropna(subset=[measure])
        book = {country: {} for country in COUNTRIES}
        for country, year, value in zip(rows.country, rows.year, rows[measure]):
            book[country][int(year)] = float(value)
    return book


def alike(country, partner, measure, base, end):
    """Value of one measure in two years, as (old, new). Raises Impossible with the reason and a way out."""
    if country == partner:
        raise Impossible(f"{country} always votes as {country} does. Choose two different countries.")
    if base >= end:
        raise Impossible(f"the first year {base} must lie before the last year {end}. Move one of the two sliders.")
    years = _rows(partner, measure)[country]
    if not years:
        raise Impossible(f"our table holds no such pair: {country} and {partner}. Choose another measure.")
    for year in (base, end):
        if year not in years:
            raise Impossible(
                f"our table holds no value for {country} and {_the(partner)} in {year}. It holds {_spans(years)}. "
                "Move the slider to one of these; a missing year stays empty."
            )
    return years[base], years[end]


def _spans(years):
    runs = []
    for year in sorted(years):
        if runs and year == runs[-1][1] + 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)


def alike_scene(country, partner, measure, base, end):
    """Two years of one measure, the sentence they allow, and a description."""
    old, new = alike(country, partner, measure, base, end)
    entry = next(one for one in MEASURES if one[1] == measure)

    def say(value):
        return f"{value:.{entry[4]}f}".replace("-", "−")

    change = new - old
    sentence = (
        f"{country} and {_the(partner)}, {entry[0].removesuffix(', %')}, {base} to {end}: {say(old)} to {say(new)}. "
    )
    if round(change, entry[4]) == 0:
        sentence += "By this measure nothing changed. "
    else:
        sentence += f"By this measure they came {'nearer' if (change > 0) == entry[5] else 'further apart'}. "
    if measure in POINTS:
        sentence += "A point is relative: the measure does not say which of the two moved."
    elif base <= METHOD_BREAK < end:
        sentence += "But the two years rest on different kinds of votes, so this step is only a hint."
    elif measure == "cosine":
        sentence += "A state that stays away counts here like one that abstains."
    else:
        sentence += "A year with many votes on one topic can move this by itself."
    return Scene(
        (old, new),
        sentence,
        f"One line by year, the other countries pale, two years marked. {sentence}",
        {"country": country, "partner": partner, "measure": measure, "base": base, "end": end},
    )


def _line(years, measure):
    """(year, value) points, with None wherever a year is missing; years after the break of the rates stay lone points."""
    last = LAST if measure in POINTS else METHOD_BREAK
    return [(year, years[year]) if year in years else None for year in range(FIRST, last + 1)]


def draw_alike(scene):
    """One country in colour, the others pale; a line where years follow each other, a lone point elsewhere."""
    note = scene.notes
    entry = next(one for one in MEASURES if one[1] == note["measure"])
    book, tone, digits = _rows(note["partner"], note["measure"]), colour(note["country"]), entry[4]
    marks = [
        line(_line(book[other], note["measure"]), "pale", other, width=1.2, key=f"line {other}")
        for other in COUNTRIES
        if other not in (note["country"], note["partner"]) and book[other]
    ]
    mine = book[note["country"]]
    marks.append(line(_line(mine, note["measure"]), tone, note["country"], width=2.8, key="mine"))
    lone = [year for year in mine if year > METHOD_BREAK] if note["measure"] not in POINTS else []
    marks += [
        dot(year, mine[year], tone, f"{note['country']}, {year}: {mine[year]:.{digits}f}", shape="diamond", size=4)
        for year in lone
    ]
    for key, year, value in zip(("base", "end"), (note["base"], note["end"]), scene.data):
        tip = f"{note['country']}, {year}: {value:.{digits}f}"
        marks.append(dot(year, value, "ink", tip, look="hollow", size=8, key=key))
    others = len(COUNTRIES) - 1 - (note["partner"] in COUNTRIES)
    xs = Axis(
        FIRST - 0.8,
        LAST + 0.8,
        [(year, str(year)) for year in range(1995, 2026, 5)],
        "Diamonds: other votes than before 2020" if lone else "",
        grid=False,
    )
    ys = Axis(*_ends(entry, note["partner"]), list(_ticks(note["measure"], note["partner"])), entry[2], digits=digits)
    title = f"{note['country']} (thick) and {others} others (point at a line) with {_the(note['partner'])}"
    return [Panel(marks, xs, ys, height=270, left=44, title=title)]


def _the(partner):
    return "the United States" if partner == "United States" else partner


def _ends(entry, partner):
    """Ends of the axis: fixed for a measure and a partner, so that countries and years compare."""
    return (0, 3.6) if entry[1] in POINTS and partner != "United States" else entry[3]


def _ticks(measure, partner):
    """Marks on the value axis: few, since each costs time to draw."""
    if measure in POINTS:
        return range(4 if partner != "United States" else 6)
    return (-1, -0.5, 0, 0.5, 1) if measure == "cosine" else range(0, 101, 20)


def how_alike():
    """The widget: two countries, a measure and two years."""
    controls = {
        "country": choice("Country", COUNTRIES),
        "partner": choice("with", PARTNERS),
        "measure": choice("Measure", [(label, key) for label, key, *_ in MEASURES], "final votes"),
        "base": slider("First year", FIRST, LAST - 1, 2021, width=330),
        "end": slider("Last year", FIRST + 1, LAST, 2022, width=330),
    }
    page = {"base": [2013, 2021], "end": [2019, 2022, 2023, 2025]}
    return Stage(controls, alike_scene, draw_alike, check=alike, page=page)


# What counts as a meeting?

FORMATS = [("in person", "person"), ("in person or by video", "video"), ("every contact, calls too", "all")]
SETTINGS = [("one to one and large", "both"), ("one to one only", "bilateral"), ("large only", "multilateral")]
EVIDENCE = [("everything on the list", "all"), ("the source names both men", "explicit")]
YEARS = list(range(2019, 2026))
KINDS = {"person": ["in-person"], "video": ["in-person", "video"]}


@cache
def counted(form, setting, evidence):
    """Contacts of Tokayev and Putin by year under one rule, as {year: count}."""
    rows = table("diplomacy/meetings")
    rows = rows[rows.counterpart == "Vladimir Putin"]
    if form in KINDS:
        rows = rows[rows.format.isin(KINDS[form])]
    if setting != "both":
        rows = rows[rows.setting == setting]
    if evidence == "explicit":
        rows = rows[rows.evidence == "explicit"]
    by_year = rows.groupby("year").size()
    return {year: int(by_year.get(year, 0)) for year in YEARS}


def meeting_scene(form, setting, evidence, year):
    """How many meetings one rule finds in one year, and how many the widest rule finds."""
    found, widest = counted(form, setting, evidence), counted("all", "both", "all")
    ways = {"person": "in person", "video": "in person or by video", "all": "in any way, calls too"}
    places = {"both": "one to one or in a large round", "bilateral": "one to one", "multilateral": "in a large round"}
    number = found[year]
    sentence = (
        f"Count what happened {ways[form]}, {places[setting]}"
        f"{', where the source names both men' if evidence == 'explicit' else ''}: "
        f"{number} in {year}. The widest rule finds {widest[year]}. "
    )
    top = max(found.values())
    best = [one for one in YEARS if found[one] == top]
    sentence += (
        f"By your rule {' and '.join(map(str, best))} {'has' if len(best) == 1 else 'have'} the most, with {top}."
        if top
        else "By your rule there was nothing at all in these years."
    )
    return Scene(
        found, sentence, f"Bars by year, 2019 to 2025; hollow bars: the widest rule. {sentence}", {"year": year}
    )


def draw_meetings(scene):
    """Bars of the rule in front of hollow bars of the widest rule; the chosen year is striped."""
    widest, found, chosen = counted("all", "both", "all"), scene.data, scene.notes["year"]
    marks = []
    for year in YEARS:
        said = f"{found[year]} of {widest[year]}"
        tip = f"{year}: {said} on the list"
        marks.append(bar(year - 0.35, year + 0.35, 0, widest[year], "middle", tip, key=f"wide {year}", look="hollow"))
        look = "striped" if year == chosen else ""
        marks.append(bar(year - 0.35, year + 0.35, 0, found[year], colour("Russia"), tip, key=f"bar {year}", look=look))
        marks.append(text(year, widest[year], said, anchor="middle", dy=-11, bold=year == chosen, key=f"said {year}"))
    xs = Axis(
        YEARS[0] - 0.6, YEARS[-1] + 0.6, [(year, str(year)) for year in YEARS], "Hollow: the widest rule", grid=False
    )
    return [
        Panel(marks, xs, Axis(0, 25, range(0, 26, 5), "Contacts of Tokayev and Putin on our list"), height=250, left=36)
    ]


def what_counts():
    """The widget: three rules and a year."""
    controls = {
        "form": choice("Count", FORMATS),
        "setting": choice("Setting", SETTINGS),
        "evidence": choice("Evidence", EVIDENCE),
        "year": slider("Year", YEARS[0], YEARS[-1], 2023, width=300),
    }
    return Stage(controls, meeting_scene, draw_meetings)


# Who was asked?

SIDE = "Which side of the conflict do you support?"
WAVES = {"2022-03": "March 2022", "2023-05": "May 2023"}


@cache
def _answers():
    """Answers of March 2022 by language of interview, the mix of two waves, and the published answers of both."""
    groups = {
        (side, tongue): poll("2022-03", SIDE, side, group=f"interviews in {tongue}")
        for side in ("Russia", "Ukraine")
        for tongue in ("Kazakh", "Russian")
    }
    mix = {wave: poll(wave, "Language of interview", "Kazakh") for wave in WAVES}
    whole = {(wave, side): poll(wave, SIDE, side) for wave in WAVES for side in ("Russia", "Ukraine")}
    return groups, mix, whole


def mixed(side, kazakh):
    """Share for one side when `kazakh` per cent of the interviews are in Kazakh; each group keeps its answer."""
    groups, _, _ = _answers()
    return (kazakh * groups[side, "Kazakh"] + (100 - kazakh) * groups[side, "Russian"]) / 100


def poll_scene(kazakh, side):
    """The answers of March 2022 with another mix of languages."""
    _, mix, whole = _answers()
    start, now = mixed(side, mix["2022-03"]), mixed(side, kazakh)
    moved, total = now - start, whole["2023-05", side] - whole["2022-03", side]
    sentence = (
        f"If {kazakh:.1f} % of the interviews are in Kazakh, {now:.1f} % of the answers of March 2022 are for {side} "
        f"(with the mix of that month: {start:.0f} %). Nobody changed an answer. "
    )
    if round(abs(moved), 1) == 0:
        sentence += "So the mix accounts for nothing yet: move the slider to the right."
    else:
        sentence += (
            f"The mix alone accounts for {abs(moved):.1f} of the {abs(total):.0f} points between the published shares of March 2022 "
            f"and May 2023, if May had this mix{', and it had' if kazakh >= mix['2023-05'] else ''}."
        )
    return Scene(
        (kazakh, now),
        sentence,
        f"Two straight lines over the share of interviews in Kazakh. {sentence}",
        {"side": side},
    )


def draw_poll(scene):
    """Two lines over the share of interviews in Kazakh; the chosen mix as a mark."""
    _, mix, whole = _answers()
    kazakh, now = scene.data
    side = scene.notes["side"]
    marks = []
    for name, month in WAVES.items():
        marks.append(
            line(
                [(mix[name], 0), (mix[name], 46)],
                "middle",
                f"mix of {month}: {mix[name]:.1f} %",
                width=1,
                dash="2 3",
                only_name=True,
            )
        )
        marks.append(text(mix[name], 48, f"mix of {month}", dx=4, size=12))
    tones = {"Russia": (colour("Russia"), ""), "Ukraine": (colour("World"), "6 4")}
    for who, (tone, dash) in tones.items():
        marks.append(
            line([(20, mixed(who, 20)), (63, mixed(who, 63))], tone, f"for {who}", dash=dash, key=who, only_name=True)
        )
        marks.append(text(63, mixed(who, 63), f"for {who}", dx=8, key=f"{who} name"))
    after = whole["2023-05", side]
    words = f"published in May 2023, for {side}: {after:.0f} %"
    late = kazakh > mix["2023-05"] - 14  # else the line of May would strike the number
    marks += [
        line([(20, after), (63, after)], "ink", words, width=1, dash="8 3 2 3", key="after", only_name=True),
        text(mix["2022-03"], after, words.replace(", ", ",\n"), dx=6, dy=-17, size=12, key="after name"),
        dot(kazakh, now, tones[side][0], f"{kazakh:.1f} % in Kazakh: {now:.1f} % for {side}", size=7, key="dot"),
        text(
            kazakh,
            now,
            f"{now:.1f} %",
            anchor="end" if late else "start",
            dx=-12 if late else 12,
            dy=15 if late and mixed(side, 63) < mixed(side, 20) else -15,
            bold=True,
            size=15,
            key="said",
        ),
    ]
    xs = Axis(20, 63, range(20, 64, 10), "Interviews in Kazakh, % of all", grid=False)
    return [
        Panel(
            marks,
            xs,
            Axis(0, 50, range(0, 51, 10), "The same answers, another mix: % of answers"),
            height=250,
            left=36,
            right=110,
        )
    ]


def who_was_asked():
    """The widget: the share of interviews in Kazakh, from the mix of March 2022 to that of May 2023."""
    _, mix, _ = _answers()
    low, high = mix["2022-03"], mix["2023-05"]
    controls = {
        "kazakh": slider("Interviews in Kazakh, %", low, high, low, step=0.1, digits=1, width=480),
        "side": choice("Answer", ["Russia", "Ukraine"]),
    }
    return Stage(controls, poll_scene, draw_poll)
