"""Widgets of lesson 07: one winter peak without the Russian line, and what a plant costs for each kilowatt."""

from functools import cache, lru_cache

from claimlab.evidence.tables import table
from claimlab.view.figures import ARTICLE, colour
from claimlab.view.old_stage import Impossible, Scene, Stage, choice, slider

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
        tail = f" Missing: {now['missing']:,.0f} MW, {share:.1f}% of what is needed."
    else:
        tail = " Missing: 0 MW. The lights stay on."
    sentence = head + tail
    return Scene(now, sentence, f"Two bars, needed and supplied. {sentence}")


def draw_peak(axes, scene):
    """Two bars on one fixed axis: what is needed, and what there is."""
    now = scene.data
    rows = ["load", "supply"]
    axes.barh(rows[0], now["needed"], color=colour("Other"), height=0.55)
    axes.text(
        300, rows[0], f"needed: {now['needed']:,.0f} MW", color="white", va="center", fontsize=12.5, fontweight="bold"
    )
    axes.barh(rows[1], now["home"], color=colour("Kazakhstan"), height=0.55)
    axes.text(
        300,
        rows[1],
        f"plants at home: {now['home']:,.0f} MW",
        color="white",
        va="center",
        fontsize=12.5,
        fontweight="bold",
    )
    parts = [
        ("from abroad", now["imports"], {"color": colour("Russia")}),
        ("missing", now["missing"], {"facecolor": "white", "edgecolor": ARTICLE, "hatch": "///", "linewidth": 1.5}),
    ]
    left = now["home"]
    for number, (word, size, look) in enumerate(parts):
        if size >= 0.5:
            axes.barh(rows[1], size, left=left, height=0.55, **look)
            axes.annotate(
                f"{word}: {size:,.0f} MW",
                (left + size / 2, 1.28),
                (19500 if number else 12200, 1.62),
                ha="right",
                fontsize=12.5,
                fontweight="bold",
                arrowprops={"arrowstyle": "-", "color": "#555555"},
            )
            left += size
    if now["saved"] >= 0.5:
        axes.barh(
            rows[0],
            now["saved"],
            left=now["needed"],
            height=0.55,
            facecolor="white",
            edgecolor=colour("Other"),
            hatch="..",
            linewidth=1,
        )
        axes.text(now["load"] + 150, rows[0], f"saved: {now['saved']:,.0f}", va="center", fontsize=12)
    axes.set_xlim(0, WIDEST_MW)
    axes.set_ylim(-0.5, 1.85)
    axes.set_xlabel("Power at the peak, MW")
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.grid(axis="y", visible=False)


def one_winter_peak():
    """The widget: choose a winter, cut the line, let plants fail, save power; read what is missing."""
    controls = {
        "winter": choice("Winter", list(PEAKS), "2023/24"),
        "cut": choice("Flow from abroad", [("as recorded or forecast", False), ("line cut", True)]),
        "lost_mw": slider("Home plants that fail, MW", 0, 1500, 0, step=100, grouping=True),
        "saved_pct": slider("Customers save, % of the load", 0, 15, 0, width=400),
    }
    return Stage(controls, peak_scene, draw_peak, size=(8.8, 3.2)).box


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
    return rows[["counted_by", "cost_usd_2023_per_kw"]].reset_index(drop=True)


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


def cost_scene(cost_bn, megawatts, extra_pct, group):
    """Dollars per kilowatt of one plan among the estimates; the estimates are raised by extra_pct per cent for heat."""
    price = usd_per_kw(cost_bn, megawatts)
    if price > DEAREST:
        raise Impossible(
            f"{cost_bn:.1f} billion dollars for {megawatts:,} MW would be {_whole(price)} dollars per kilowatt, "
            "far more than any power plant in our tables. Raise the megawatts or lower the cost."
        )
    rows = _estimates(group)
    values = rows.cost_usd_2023_per_kw * (1 + extra_pct / 100)
    dearer, of = int((values > price).sum()), len(values)
    heat = f" (with {extra_pct}% added for heat)" if extra_pct else ""
    if of == 1:
        place = f"The one estimate for this region{heat} is {values.iloc[0]:,.0f}: your plan costs {price / values.iloc[0]:{'.2f' if price < values.iloc[0] / 10 else '.1f'}} times as much."
    else:
        usual = float(values.median())
        place = (
            f"{dearer} of {of} estimates{heat} {'is' if dearer == 1 else 'are'} dearer. The middle one is {usual:,.0f}; at that price the money "
            f"would buy {cost_bn * 1e6 / usual:,.0f} MW."
        )
    sentence = f"{cost_bn:.1f} billion dollars for {megawatts:,} MW is {_whole(price)} dollars per kilowatt. {place}"
    data = {"price": price, "values": values, "groups": list(rows.counted_by), "dearer": dearer, "of": of}
    return Scene(data, sentence, f"Dots of estimates and a line for your plan. {sentence}")


def draw_cost(axes, scene):
    """From the bottom: what was named for Kazakhstan, the plan, and one row of dots for each source of estimates."""
    known, price = _known(), scene.data["price"]
    marks = {
        "contract": ("D", colour("Kazakhstan"), "contract", -200, "right"),
        "press": ("s", colour("World"), "press total", 200, "left"),
        "article": ("x", ARTICLE, "the article’s 6 billion", 170, "left"),
    }
    for name, (mark, tone, word, step, side) in marks.items():
        axes.plot(
            known[name],
            0,
            mark,
            color=tone,
            markersize=10,
            markeredgewidth=2,
            fillstyle="none" if mark == "s" else "full",
        )
        axes.text(known[name] + step, 0, word, ha=side, va="center", fontsize=11.5)
    axes.vlines(price, 1, 5.6, color=colour("China"), linewidth=2, linestyle=(0, (5, 2)))
    axes.plot(price, 1, "^", color=colour("China"), markersize=12, clip_on=False)
    axes.text(
        price + (170 if price < 0.85 * DEAREST else -170),
        1,
        f"{_whole(price)}",
        ha="left" if price < 0.85 * DEAREST else "right",
        va="center",
        color=colour("China"),
        fontsize=13,
        fontweight="bold",
    )
    rows = [3 + GROUPS.index(group) if group in GROUPS else 2 for group in scene.data["groups"]]
    axes.plot(
        scene.data["values"].to_numpy(),
        rows,
        "o",
        color=colour("Other"),
        markersize=9,
        markeredgecolor="white",
        alpha=0.7,
    )
    axes.set_xlim(0, DEAREST)
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.set_ylim(-0.55, 5.6)
    axes.set_yticks(range(6), ["Kazakhstan", "your plan", *LABELS])
    axes.set_xlabel("Building cost, US dollars per kilowatt")
    axes.grid(axis="y", visible=False)


def dollars_per_kilowatt():
    """The widget: total cost, megawatts, a surcharge for heat and a group of estimates; read USD per kW."""
    controls = {
        "cost_bn": slider("Cost, billion USD", 0.2, 16.0, 6.0, step=0.1, readout_format=".1f"),
        "megawatts": slider("Capacity, MW", 120, 3600, 960, step=120, grouping=True),
        "extra_pct": slider("Add to the estimates for heat, %", 0, 90, 0, step=10, width=400),
        "group": choice("Compare with", COMPARE),
    }
    return Stage(controls, cost_scene, draw_cost, size=(8.8, 4.3)).box
