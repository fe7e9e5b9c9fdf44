"""Widgets of lesson 07: one winter peak without the Russian line, and what a plant costs for each kilowatt."""

from functools import cache, lru_cache

from claimlab.evidence.tables import table
from claimlab.view.figures import colour
from claimlab.view.marks import Axis, Panel, bar, dot, line, text
from claimlab.view.stage import Impossible, Scene, Stage, choice, slider

from .measures import capacity, peak, project, usd_per_kw

# --- one winter peak ------------------------------------------------------------------------

PEAKS = {
    "2022/23": ("2022-12-07", "measured", "7 December 2022"),
    "2023/24": ("2023-12-13", "measured", "13 December 2023"),
    "2024/25": None,
    "2025/26": ("2025-10 to 2026-03", "forecast", "the winter of 2025/26, as forecast"),
}
WIDEST_MW = 21000


@cache
def _peak(winter):
    """(load, generation, name of the peak) of data/power/peaks.csv, MW."""
    if PEAKS[winter] is None:
        raise Impossible(
            f"we found no peak of the winter {winter}, neither load nor generation. "
            "Choose another winter; we do not draw a guess."
        )
    when, kind, name = PEAKS[winter]
    return peak(when, "load", kind), peak(when, "generation", kind), name


def missing_power(winter, cut, lost_mw, saved_pct):
    """One peak in megawatts: dict of load, saved, needed, home, imports, missing.

    cut: True takes away the whole flow from abroad. lost_mw: home plants that fail. saved_pct: per cent of
    the load that customers save. Imports never exceed the gap of that hour: no table says what the lines
    could carry, so nothing above the recorded flow is assumed.
    """
    load, generation, name = _peak(winter)
    saved = load * saved_pct / 100
    home = generation - lost_mw
    needed = load - saved
    imports = 0 if cut else min(load - generation, max(needed - home, 0))
    return {
        "load": load,
        "saved": saved,
        "needed": needed,
        "home": min(home, needed),
        "imports": imports,
        "missing": max(needed - home - imports, 0),
        "name": name,
    }


def peak_scene(winter, cut, lost_mw, saved_pct):
    """Balance, sentence and description for one setting of the controls."""
    now = missing_power(winter, cut, lost_mw, saved_pct)
    name = now["name"][0].upper() + now["name"][1:]
    line = "the line is cut" if cut else f"{now['imports']:,.0f} MW come from abroad"
    head = f"{name}: Kazakhstan needs {now['needed']:,.0f} MW, plants at home give {now['home']:,.0f}, {line}."
    if now["missing"] >= 0.5:
        share = 100 * now["missing"] / now["needed"]
        tail = f" Missing: {now['missing']:,.0f} MW, {share:.1f} % of what is needed."
    else:
        tail = " Missing: 0 MW. The lights stay on."
    sentence = head + tail
    return Scene(now, sentence, f"Two bars, needed and supplied. {sentence}")


def draw_peak(scene):
    """Two bars on one fixed axis: what is needed, and what there is."""
    now, home = scene.data, colour("Kazakhstan")
    marks = [
        bar(0, now["needed"], -0.2, 0.3, colour("Other"), f"needed: {now['needed']:,.0f} MW", key="needed"),
        text(0, -0.2, f"needed: {now['needed']:,.0f} MW", dy=-10, bold=True, key="needed said"),
        bar(0, now["home"], 0.95, 1.45, home, f"plants at home: {now['home']:,.0f} MW", key="home"),
        text(0, 0.95, f"plants at home: {now['home']:,.0f} MW", dy=-10, bold=True, key="home said"),
    ]
    if now["saved"] >= 0.5:
        said = f"saved: {now['saved']:,.0f} MW"
        marks.append(bar(now["needed"], now["load"], -0.2, 0.3, "middle", said, key="saved", look="hatched"))
        marks.append(text(now["load"], 0.05, said, dx=6, key="saved said"))
    left = now["home"]
    for word, size, tone, look in (
        ("from abroad", now["imports"], colour("Russia"), ""),
        ("missing", now["missing"], "ink", "hatched"),
    ):
        if size >= 0.5:
            said = f"{word}: {size:,.0f} MW"
            marks.append(bar(left, left + size, 0.95, 1.45, tone, said, key=word, look=look))
            left += size
            first = word == "from abroad" and now["missing"] >= 0.5
            marks.append(
                text(
                    left,
                    1.2,
                    said,
                    bold=True,
                    key=f"{word} said",
                    **({"anchor": "end", "dx": -4, "dy": 26} if first else {"dx": 6}),
                )
            )
    xs = Axis(0, WIDEST_MW, range(0, WIDEST_MW, 5000), "Power at the peak, MW", grouping=True)
    return [Panel(marks, xs, Axis(1.75, -0.55), height=170, left=14)]


def one_winter_peak():
    """The widget: choose a winter, cut the line, let plants fail, save power; read what is missing."""
    controls = {
        "winter": choice("Winter", list(PEAKS), "2023/24"),
        "cut": choice("Flow from abroad", [("as recorded or forecast", False), ("line cut", True)]),
        "lost_mw": slider("Home plants that fail, MW", 0, 1500, 0, step=100, grouping=True),
        "saved_pct": slider("Customers save, % of the load", 0, 15, 0, width=400),
    }
    intro = "Cut the line. How much must customers save until nothing is missing?"
    return Stage(controls, peak_scene, draw_peak, intro, check=lambda winter, **_: _peak(winter))


# --- dollars per kilowatt ----------------------------------------------------------------------

DEAREST = 13_500  # the axis ends here: the dearest estimate with the largest surcharge for heat still fits
GROUPS = [
    "DNV 2023, typical plant",
    "International Energy Agency 2023, typical plant",
    "International Energy Agency 2020, one plant",
]  # the others share a row
LABELS = ["four others,\ntypical plant", "DNV 2023,\ntypical plant", "IEA 2023,\ntypical plant", "IEA 2020,\none plant"]
COMPARE = [
    ("all estimates", "all"),
    ("one plant", "one plant"),
    ("typical plant", "typical plant"),
    ("Russia and former Soviet Union", "former Soviet"),
]


@cache
def _estimates(group):
    rows = table("power/unit_costs")
    if group == "former Soviet":
        rows = rows[rows.place.str.contains(group)]
    elif group != "all":
        rows = rows[rows.counted_by.str.endswith(group)]
    return rows.reset_index(drop=True)


@lru_cache(maxsize=1)
def _known():
    """USD per kW named for Kazakhstan: the article's, the press total's, the Kokshetau contract's."""
    total = "All three plants"
    return {
        "article": usd_per_kw(project(total, "cost, as the article says", "billion USD"), capacity()),
        "press": usd_per_kw(project(total, "cost, press total", "billion USD"), capacity()),
        "contract": usd_per_kw(
            project("Kokshetau", "contract", "million USD") / 1000, project("Kokshetau", "capacity", "MW")
        ),
    }


def _whole(amount):
    """1,234 for 1233.5: halves go up, as a reader rounds them."""
    return f"{int(amount + 0.5):,}"


def _plan(cost_bn, megawatts, **_):
    """Dollars per kilowatt of a plan. Raises Impossible for more than the picture can show."""
    price = usd_per_kw(cost_bn, megawatts)
    if price > DEAREST:
        raise Impossible(
            f"{cost_bn:.1f} billion dollars for {megawatts:,} MW would be {_whole(price)} dollars per kilowatt, "
            "far more than any power plant in our tables. Raise the megawatts or lower the cost."
        )
    return price


def cost_scene(cost_bn, megawatts, extra_pct, group):
    """Dollars per kilowatt of one plan among the estimates; the estimates are raised by extra_pct per cent for heat."""
    price = _plan(cost_bn, megawatts)
    rows = _estimates(group)
    values = rows.cost_usd_2023_per_kw * (1 + extra_pct / 100)
    dearer, of = int((values > price).sum()), len(values)
    heat = f" (with {extra_pct} % added for heat)" if extra_pct else ""
    if of == 1:
        place = f"The one estimate for this region{heat} is {values.iloc[0]:,.0f}: your plan costs {price / values.iloc[0]:{'.2f' if price < values.iloc[0] / 10 else '.1f'}} times as much."
    else:
        usual = float(values.median())
        place = (
            f"{dearer} of {of} estimates{heat} {'is' if dearer == 1 else 'are'} dearer. The middle one is {usual:,.0f}; at that price the money "
            f"would buy {cost_bn * 1e6 / usual:,.0f} MW."
        )
    sentence = f"{cost_bn:.1f} billion dollars for {megawatts:,} MW is {_whole(price)} dollars per kilowatt. {place}"
    names = [f"{place}, {technology}" for place, technology in zip(rows.place, rows.technology)]
    data = {
        "price": price,
        "values": values,
        "groups": list(rows.counted_by),
        "names": names,
        "dearer": dearer,
        "of": of,
    }
    return Scene(data, sentence, f"Dots of estimates and a line for your plan. {sentence}")


def draw_cost(scene):
    """From the bottom: what was named for Kazakhstan, the plan, and one row of dots for each source of estimates."""
    known, data = _known(), scene.data
    price, tone = data["price"], colour("China")
    looks = {
        "contract": ("diamond", colour("Kazakhstan"), "contract", -11, "end"),
        "press": ("square", "ink", "press total", 0, "middle"),  # below: its neighbour is near
        "article": ("cross", "ink", "the article’s 6 billion", 11, "start"),
    }
    marks = []
    for name, (shape, fill, words, dx, anchor) in looks.items():
        tip = f"{words}: {_whole(known[name])} dollars per kilowatt"
        marks.append(dot(known[name], 0, fill, tip, shape=shape, look="hollow" if shape == "square" else "", key=name))
        marks.append(text(known[name], 0, words, anchor=anchor, dx=dx, dy=0 if dx else 18, key=f"{name} said"))
    right = price < 0.85 * DEAREST
    marks += [
        line(
            [(price, 1), (price, 5.6)],
            tone,
            f"your plan: {_whole(price)} dollars",
            dash="6 3",
            key="plan line",
            only_name=True,
        ),
        dot(price, 1, tone, f"your plan: {_whole(price)} dollars per kilowatt", shape="up", size=7, key="plan"),
        text(
            price,
            1,
            _whole(price),
            anchor="start" if right else "end",
            dx=12 if right else -12,
            bold=True,
            size=15,
            key="plan said",
        ),
    ]
    for number, (group, technology, value) in enumerate(zip(data["groups"], data["names"], data["values"])):
        row = 3 + GROUPS.index(group) if group in GROUPS else 2
        marks.append(
            dot(value, row, "middle", f"{technology} ({group}): {_whole(value)}", size=5, key=f"estimate {number}")
        )
    xs = Axis(0, DEAREST, range(0, DEAREST, 2000), "Building cost, US dollars per kilowatt", grouping=True)
    names = ["Kazakhstan", "your plan", *LABELS]
    return [Panel(marks, xs, Axis(-0.7, 5.6, list(enumerate(names)), grid=False), height=287, left=110)]


def dollars_per_kilowatt():
    """The widget: total cost, megawatts, a surcharge for heat and a group of estimates; read USD per kW."""
    controls = {
        "cost_bn": slider("Cost, billion USD", 0.2, 16.0, 6.0, step=0.1, digits=1),
        "megawatts": slider("Capacity, MW", 120, 3600, 960, step=120, grouping=True),
        "extra_pct": slider("Add to the estimates for heat, %", 0, 90, 0, step=10, width=400),
        "group": choice("Compare with", COMPARE),
    }
    page = {
        "cost_bn": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 10.0, 12.0, 14.0, 16.0],
        "megawatts": [120, 240, 480, 720, 960, 1440, 1920, 2400, 3600],
        "extra_pct": [0, 30, 60, 90],
    }
    return Stage(controls, cost_scene, draw_cost, check=_plan, page=page)
