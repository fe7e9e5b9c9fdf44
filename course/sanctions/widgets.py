"""Widgets of lesson 03: a gap between two countries, and a basket of goods that makes its own result."""

from functools import cache

from claimlab.evidence.tables import table
from claimlab.view.figures import colour
from claimlab.view.old_stage import Impossible, Scene, Stage, choice, slider
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


def gap(country, comparison, start, months):
    """Before and after for two countries, and the difference of the two changes, in index points.

    country, comparison: names from COUNTRIES; start: first month of the time after, "2022-03"; months: length of each side.
    """
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
        sentence += " Both sides lie before the war, so the war did not make this gap."
    elif _shift(start, -months) >= WAR:
        sentence += " Both sides lie inside the war: this compares a later with an earlier part of it."
    elif start != WAR:
        sentence += " One side mixes months of peace and months of war."
    if months == 1:
        sentence += " One single month is the base: a shaky one."
    elif months != 12:
        sentence += " The two sides are different months of the year, so the seasons count too."
    if comparison == "Russia":
        sentence += " Russia is under sanctions itself: it does not show what a normal neighbour did."
    around = {name: _index(name, start, months, 12)[0] for name in lines}
    first_seen = -min(12, series.index.get_loc(start))
    return Scene(
        lines,
        sentence,
        f"Two lines of index numbers. {sentence}",
        {"start": start, "months": months, "around": around, "first_seen": first_seen},
    )


def draw_gap(axes, scene):
    """Two index lines around the start, the mean after as a bar, and its value beside it. Months that do not count are thin."""
    months = scene.notes["months"]
    styles = [("-", "o"), ("--", "s")]
    ends = [mean for _, mean in scene.data.values()]
    close = 0.75 < ends[0] / ends[1] < 1.33
    for number, ((name, (values, mean)), (dash, mark)) in enumerate(zip(scene.data.items(), styles)):
        tone = "#009E73" if number == 0 else "#555555"
        around, first = scene.notes["around"][name], scene.notes["first_seen"]
        axes.plot(range(first, first + len(around)), around, dash, color=tone, linewidth=1, alpha=0.5)
        axes.plot(range(-months, months), values, dash, marker=mark, markersize=4, color=tone, linewidth=2)
        axes.plot([-0.5, months - 0.5], [mean, mean], dash, color=tone, linewidth=5, alpha=0.35)
        higher = mean >= max(ends) if ends[0] != ends[1] else number == 0
        nudge = (1.15 if higher else 1 / 1.15) if close else 1
        axes.text(12.2, mean * nudge, f"{name}: {mean:.0f}", color=tone, fontsize=12, va="center", fontweight="bold")
    axes.axvline(-0.5, color="#333333", linewidth=1)
    axes.plot([-12.8, 11.8], [100, 100], color="#333333", linewidth=1, linestyle=":")
    axes.set_yscale("log")
    axes.set_ylim(*SEEN)
    axes.set_yticks([25, 50, 100, 200, 400, 800], ["25", "50", "100", "200", "400", "800"])
    axes.minorticks_off()
    axes.set_xlim(-12.8, 19)
    axes.set_xticks(range(-12, 12, 3))
    axes.grid(axis="x", visible=False)
    axes.set_xlabel(f"Months from {scene.notes['start']}; the pale bars are the means after")
    axes.set_ylabel("Index, mean before = 100")


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

    return Stage(controls, compute, draw_gap, size=(8.8, 4.2), places=[(0.08, 0.14, 0.91, 0.84)]).box


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


def draw_factor(axes, scene):
    """Left: value by year with the two means. Right: how many codes of each tier lie in the basket."""
    left, right = axes
    notes = scene.notes
    used = ["before" if year in notes["before"] else "after" if year in notes["after"] else "" for year in scene.data]
    fills = {"before": "#767676", "after": colour("Kazakhstan"), "": "#ffffff"}
    bars = left.bar(
        list(scene.data),
        list(scene.data.values()),
        width=0.74,
        linewidth=1,
        color=[fills[part] for part in used],
        edgecolor=["#999999" if not part else fills[part] for part in used],
    )
    left.bar_label(bars, fmt="%.0f", padding=2, fontsize=11)
    if not scene.data:
        left.text(2021.5, 172, "no yearly\nvalues found", ha="center", va="center", fontsize=13)
    left.set_ylim(0, 345)
    left.set_xticks(range(2018, 2026))
    left.set_xlim(2017.4, 2025.6)
    left.grid(axis="x", visible=False)
    left.set_ylabel("Sold to Russia, million US dollars")
    left.set_title(f"{'' if scene.data else 'about '}{notes['factor']:.1f} times", fontsize=16)
    left.set_xlabel("Grey: before. Green: after. White: not used")
    right.set_xlim(0, 18)
    right.set_ylim(6.6, -0.6)
    right.set_yticks(range(7), [f"tier {tier}" if tier != "civilian" else "civilian" for tier in TIERS])
    right.set_xlabel("Number of codes")
    right.grid(axis="y", visible=False)
    if notes["tiers"] is None:
        right.text(9, 3, "no list of\ncodes found", ha="center", va="center", fontsize=13)
        return
    tones = [colour("Kazakhstan")] * 6 + [colour("China")]
    bars = right.barh(range(7), notes["tiers"], color=tones, height=0.7)
    right.bar_label(bars, padding=4, fontsize=11)


def pick_the_basket():
    """The widget: a basket, years before and years after; a factor, and what lies in the basket."""
    controls = {"name": choice("Basket", BASKETS), "before": choice("Before", BEFORE), "after": choice("After", AFTER)}
    return Stage(
        controls,
        factor,
        draw_factor,
        size=(8.8, 4.2),
        grid={"ncols": 2},
        places=[(0.08, 0.14, 0.52, 0.77), (0.71, 0.14, 0.28, 0.77)],
    ).box
