"""Widgets of lesson 03: a gap between two countries, and a basket of goods that makes its own result."""

from functools import cache

from claimlab.evidence.tables import table
from claimlab.view.figures import colour
from claimlab.view.marks import Axis, Panel, bar, line, listed, text
from claimlab.view.stage import Impossible, Scene, Stage, choice, slider
from claimlab.view.words import rounded

from .measures import basket_mean, quoted, windows

COUNTRIES = ["Kazakhstan", "Kyrgyzstan", "Armenia", "Georgia", "Uzbekistan", "Russia"]
WAR = "2022-03"  # the first whole month after 24 February 2022
SEEN = (16, 1500)  # limits of the index axis, the same for all settings

PRIORITY, SURGE, DRAFT, REST = (
    "50 priority codes",
    "29-code surge basket",
    "31-code first draft",
    "26 codes outside the 29",
)
BASKETS = [
    ("all 50 priority codes", PRIORITY),
    ("29 codes that surged", SURGE),
    ("31 codes, the first draft", DRAFT),
    ("26 priority codes outside the 29", REST),
]
BEFORE = [("2018–2021", (2018, 2019, 2020, 2021)), ("2018–2019", (2018, 2019)), ("2021 alone", (2021,))]
AFTER = [("2022–2025", (2022, 2023, 2024, 2025)), ("2022 alone", (2022,)), ("2025 alone", (2025,))]
TIERS = ["1", "2", "3A", "3B", "4A", "4B", "civilian"]


@cache
def _monthly(country):
    """EU exports to one country, EUR million, by month."""
    rows = table("sanctions/eu_exports_monthly")
    return rows[rows.destination == country].sort_values("month").set_index("month")["exports_eur_m"]


def starts():
    """Every month that can stand as the first month after: at least three months lie on each side."""
    return list(_monthly("Kazakhstan").index[3:-2])


@cache
def _index(country, start, months, seen=None):
    """Index numbers of the months around a start (mean of the months before = 100), and the mean after.

    seen: give so many months on each side, as far as the table goes, and not only those that are counted.
    """
    series = _monthly(country)
    at = series.index.get_loc(start)
    before, after = windows(country, start, months)
    return (
        100 * series.iloc[max(0, at - (seen or months)) : at + (seen or months)] / (before / months)
    ).to_list(), 100 * after / before


def _shift(month, steps):
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + steps, 12)
    return f"{year}-{number + 1:02d}"


def check_gap(country, comparison, start, months):
    """Raises Impossible where two lines cannot be compared."""
    if country == comparison:
        raise Impossible(
            f"{country} cannot be compared with itself: the gap would always be zero. Choose another country to compare with."
        )
    series = _monthly(country)
    first, last = series.index[0], series.index[-1]
    if _shift(start, -months) < first or _shift(start, months - 1) > last:
        raise Impossible(
            f"the table runs from {first} to {last}, so {months} months do not fit on both sides of {start}. "
            "Choose fewer months, or a start nearer to the middle."
        )


def gap(country, comparison, start, months):
    """Before and after for two countries, and the difference of the two changes, in index points.

    country, comparison: names from COUNTRIES; start: first month of the time after, "2022-03"; months: length of each side.
    """
    check_gap(country, comparison, start, months)
    series = _monthly(country)
    lines = {name: _index(name, start, months) for name in (country, comparison)}
    after = {name: mean for name, (_, mean) in lines.items()}
    points = after[country] - after[comparison]
    points = round(points, 1) + 0.0  # + 0.0: no minus before a zero
    sign = "+" if points > 0 else "−" if points < 0 else ""
    span = f"{months} months" if months > 1 else "1 month"
    sentence = (
        f"{span} from {start} against the {months} before: {country} {after[country] / 100:.2f} times, "
        f"{comparison} {after[comparison] / 100:.2f} times. Gap: {sign}{abs(points):.1f} index points ({'months' if months > 1 else 'month'} before = 100)."
    )
    if _shift(start, months) <= WAR:
        sentence += " Both sides lie before the full-scale invasion, so it did not make this gap."
    elif _shift(start, -months) >= WAR:
        sentence += " Both sides lie inside the war: this compares a later with an earlier part of it."
    elif start != WAR:
        sentence += " One side mixes months before and after the invasion."
    if months == 1:
        sentence += " One single month is the base: a shaky one."
    elif months != 12:
        sentence += " The two sides are different months of the year, so the seasons count too."
    if comparison == "Russia":
        sentence += " Russia is under sanctions itself: it does not show what a country without sanctions did."
    around = {name: _index(name, start, months, 12)[0] for name in lines}
    first_seen = -min(12, series.index.get_loc(start))
    return Scene(
        lines,
        sentence,
        f"Two lines of index numbers. {sentence}",
        {"start": start, "months": months, "around": around, "first_seen": first_seen},
    )


def draw_gap(scene):
    """Two index lines around the start, the mean after as a bar, and its value beside it. Months that do not count are thin."""
    months, start = scene.notes["months"], scene.notes["start"]
    ends = [mean for _, mean in scene.data.values()]
    close = 0.75 < ends[0] / ends[1] < 1.33
    low, high = SEEN
    names = {at: _shift(start, at) for at in range(-12, 12)}
    counted = [(-0.5, low), (-0.5, high)]
    marks = [
        line(counted, "soft", f"{start} begins here", width=1, only_name=True),
        line([(-12.5, 100), (11.5, 100)], "middle", "100: the mean before", width=1, dash="2 3", only_name=True),
        text(-0.5, high, "before", anchor="end", dx=-8, dy=9, tone="soft"),
        text(-0.5, high, "after", dx=8, dy=9, tone="soft"),
    ]
    for number, ((name, (values, mean)), dash) in enumerate(zip(scene.data.items(), ("", "6 4"))):
        tone = colour("Kazakhstan") if number == 0 else colour("Other")
        around, first = scene.notes["around"][name], scene.notes["first_seen"]
        here = f"{number} "
        marks.append(
            line(
                list(zip(range(first, first + len(around)), around)),
                tone,
                name,
                width=1,
                dash=dash,
                key=here + "around",
            )
        )
        marks.append(
            line(list(zip(range(-months, months), values)), tone, name, width=2.4, dash=dash, key=here + "counted")
        )
        said = f"{name}: mean after {mean:.0f}"
        marks.append(line([(-0.5, mean), (months - 0.5, mean)], tone, said, width=6, key=here + "mean", only_name=True))
        higher = mean >= max(ends) if ends[0] != ends[1] else number == 0
        nudge = (-9 if higher else 9) if close else 0
        marks.append(text(11.6, mean, f"{name} {mean:.0f}", dx=8, dy=nudge, bold=True, key=here + "name"))
    ticks = [(at, names[at]) for at in (-12, -6, 0, 6)]
    xs = Axis(-12.5, 11.6, ticks, "Month; thick: counted, long bars: the mean after", grid=False, names=names)
    ys = Axis(low, high, [25, 50, 100, 200, 400, 800], "Index, mean before = 100 (each step doubles)", log=True)
    return [Panel(marks, xs, ys, height=280, left=44, right=150)]


def before_and_after():
    """The widget: two countries, a first month and a length; two lines, one gap."""
    first = starts()
    controls = {
        "country": choice("Country", COUNTRIES),
        "comparison": choice("Compare with", COUNTRIES, "Georgia"),
        "start": slider("First month after", 0, len(first) - 1, first.index(WAR), labels=dict(enumerate(first))),
        "months": choice("Months on each side", [("12", 12), ("6", 6), ("3", 3), ("1", 1)]),
    }

    def compute(country, comparison, start, months):
        return gap(country, comparison, first[start], months)

    def check(country, comparison, start, months):
        check_gap(country, comparison, first[start], months)

    page = {"start": range(first.index(WAR) % 12, len(first), 12)}
    return Stage(controls, compute, draw_gap, check=check, page=page)


@cache
def factor(name, before, after):
    """How many times larger a basket's mean year is after than before, and which codes lie in it."""
    codes = table("sanctions/priority_codes")
    if name == REST:
        return _rest(codes[(codes.on_priority_list == "yes") & (codes.in_surge_basket == "no")], before, after)
    low, high = basket_mean(name, before), basket_mean(name, after)
    inside = None
    if name == PRIORITY:
        inside = codes[codes.on_priority_list == "yes"]
        words = f"All {len(inside)} codes are on the list."
    elif name == SURGE:
        inside = codes[codes.in_surge_basket == "yes"]
        listed = int((inside.on_priority_list == "yes").sum())
        words = f"Of its {len(inside)} codes {listed} are on the list; {len(inside) - listed} are civilian. They were chosen because they surged."
    else:
        words = "Which 31 codes it held was not found, and its first years are approximate."
    rows = table("sanctions/priority_trade")
    rows = rows[(rows.basket == name) & (rows.country == "Kazakhstan")]
    years = {int(year): float(value) for year, value in zip(rows.year, rows.value_usd_m)}
    sentence = (
        f"{ {key: label for label, key in BASKETS}[name] }: {rounded(high, 1)} million dollars a year in {_span(after)}, "
        f"{rounded(low, 1)} in {_span(before)}. Factor: {high / low:.1f} times. {words}"
    )
    sentence = sentence[0].upper() + sentence[1:]
    return Scene(
        years,
        sentence,
        f"Bars by year, and codes by tier. {sentence}",
        {"before": before, "after": after, "factor": high / low, "tiers": None if inside is None else _tiers(inside)},
    )


def _rest(inside, before, after):
    """The codes outside the surge basket: the study prints one factor for them, and no years."""
    times = quoted(figure_id="Q23")
    if (before, after) != (BEFORE[0][1], AFTER[0][1]):
        raise Impossible(
            f"no yearly values of the other {len(inside)} priority codes were found. The study gives one factor, about "
            f"{times:.1f} times, for {_span(AFTER[0][1])} over {_span(BEFORE[0][1])}: choose these years, or another basket."
        )
    sentence = (
        f"{len(inside)} priority codes outside the 29. Factor: about {times:.1f} times in {_span(after)} over {_span(before)}, as the study "
        "prints it. The values behind it were not found."
    )
    return Scene(
        {},
        sentence,
        f"No bars, and codes by tier. {sentence}",
        {"before": before, "after": after, "factor": times, "tiers": _tiers(inside)},
    )


def _tiers(inside):
    return [int((inside.tier == tier).sum()) for tier in TIERS]


def _span(years):
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def draw_factor(scene):
    """Left: value by year. Right: how many codes of each tier lie in the basket."""
    notes, tone = scene.notes, colour("Kazakhstan")
    looks = {
        "before": (colour("Other"), "", "before"),
        "after": (tone, "", "after"),
        "": ("soft", "hollow", "not used"),
    }
    left = []
    for year, value in scene.data.items():
        fill, look, words = looks["before" if year in notes["before"] else "after" if year in notes["after"] else ""]
        tip = f"{year}: {value:.0f} million dollars, {words}"
        left += [bar(year - 0.37, year + 0.37, 0, value, fill, tip, key=f"bar {year}", look=look)]
        left += [text(year, value, f"{value:.0f}", anchor="middle", dy=-10, key=f"said {year}")]
    if not scene.data:
        left.append(text(2021.5, 172, "no yearly\nvalues found", anchor="middle", size=14))
    title = f"{'' if scene.data else 'about '}{notes['factor']:.1f} times"
    left.append(text(2017.6, 320, title, bold=True, size=18, key="factor"))
    years = Axis(
        2017.4,
        2025.6,
        [(year, str(year)) for year in range(2018, 2026)],
        "Grey: before. Green: after. Hollow: not used",
        grid=False,
    )
    money = Axis(0, 345, range(0, 301, 100), "Sold to Russia, million US dollars")
    right = [
        bar(
            0,
            number,
            row - 0.35,
            row + 0.35,
            tone if row < 6 else colour("China"),
            f"{_tier(tier)}: {number} codes",
            key=tier,
        )
        for row, (tier, number) in enumerate(zip(TIERS, notes["tiers"] or []))
    ]
    right += [text(number, row, str(number), dx=5, key=f"n{row}") for row, number in enumerate(notes["tiers"] or [])]
    if notes["tiers"] is None:
        right.append(text(9, 3, "no list of\ncodes found", anchor="middle", size=14))
    tiers = Panel(
        right,
        Axis(0, 18, [0, 5, 10, 15], "Number of codes"),
        listed([_tier(tier) for tier in TIERS]),
        height=260,
        left=90,
        share=0.7,
    )
    return [[Panel(left, years, money, height=260, left=44), tiers]]


def _tier(tier):
    return tier if tier == "civilian" else f"tier {tier}"


def pick_the_basket():
    """The widget: a basket, years before and years after; a factor, and what lies in the basket."""
    controls = {"name": choice("Basket", BASKETS), "before": choice("Before", BEFORE), "after": choice("After", AFTER)}
    intro = "Which choices make the factor largest, and which make it smallest?"
    return Stage(controls, factor, draw_factor, intro, check=factor)
