"""Widgets of lesson 05: what counts as Russian, what it takes to make 60 true, and what a stop costs."""

from functools import cache, lru_cache

from claimlab.evidence.tables import only, table
from claimlab.view.figures import colour
from claimlab.view.marks import Axis, Panel, band, bar, dot, line, rule, text
from claimlab.view.stage import Impossible, Scene, Stage, choice, slider, tick

from . import measures as facts

YEAR = 2023
LISTS = [("2025", facts.NOW), ("2000", facts.FOUNDING_LIST)]
VENTURE = [("not at all", "none"), ("only Rosneft's part", "part"), ("all of it", "all")]
STOPS = [("everything", "full"), ("what two of three moorings load", "moorings"), ("half of the flow", "half")]
PRICES = [("any month of 2021–2023", "2021"), ("any month of 2015–2025", "2015"), ("mean of 2023, no doubt", "mean")]
HELPS = {"storage": "storage", "other": "using other routes", "later": "catching up later"}  # the three assumptions
LONGEST, DRAWS, TOP = 60, 1000, 9.0  # days, draws, height of the picture in billion dollars


# What counts as Russian?


def holders(as_of, state, lukoil, venture):
    """Every holder of one list with the part of its share that counts as Russian under the ticks.

    Returns a list of (holder, share, counted) in per cent, in the order of the list.
    """
    rows = table("oil/owners")
    rows = rows[rows.as_of == as_of]
    if venture == "part" and as_of != facts.NOW:
        raise Impossible(
            "our sources split the Rosneft-Shell venture only for today's list, not for 2000. "
            "Choose the list of 2025, or count all of the venture."
        )
    found = []
    for holder, group, share in zip(rows.holder, rows.owner_group, rows.share_pct):
        counted = 0.0
        if (group == "Russian state" and state) or (holder in ("Lukoil", "LUKARCO") and lukoil):
            counted = share
        elif holder.startswith("Rosneft-Shell") and venture != "none":
            counted = facts.said("Q36") if venture == "part" else share
        found.append((holder, float(share), float(counted)))
    return found


def russian_scene(as_of, state, lukoil, venture):
    """Which shares are counted, their sum, and whether it is more than half."""
    found = holders(as_of, state, lukoil, venture)
    total = sum(counted for _, _, counted in found)
    year = as_of[:4]
    names = [name for name, _, counted in found if counted]
    half = "more than half" if total > 50 else "exactly half" if total == 50 else "less than half"
    sentence = f"List of {year}, counted as Russian: {'; '.join(names) or 'nobody'}. Together {total:.2f}".rstrip(
        "0"
    ).rstrip(".")
    sentence += f" % of the company: {half}."
    if as_of == facts.FOUNDING_LIST and lukoil:
        sentence += " In 2000 the 12.5 % belonged to LUKARCO. The name points to Lukoil and to Arco, an American firm; all of it is counted here."
    return Scene(found, sentence, f"One bar of 100 % cut into holders. {sentence}", {"total": total, "year": year})


def draw_russian(scene):
    """One bar of 100 in a fixed order: counted parts striped in blue, all others grey; a line at one half."""
    left, marks = 0.0, []
    for holder, share, counted in sorted(scene.data, key=_place):
        for width, ours in ((counted, True), (share - counted, False)):
            if width:
                look = {"tone": colour("Russia"), "look": "striped"} if ours else {"tone": "pale"}
                tip = f"{holder}: {width:g} %, {'counted as Russian' if ours else 'not counted'}"
                marks.append(bar(left, left + width, 0, 1, tip=tip, key=f"{holder} {ours}", **look))
                marks.append(
                    line([(left + width, 0), (left + width, 1)], "ground", width=1.5, key=f"end {holder} {ours}")
                )
                left += width
        if share > 6:
            lines = _short(holder)
            marks.append(
                text(
                    left - share / 2,
                    0,
                    lines,
                    anchor="middle",
                    dy=16 + 7 * lines.count("\n"),
                    key=f"name {holder}",
                    lead=True,
                )
            )
    total = f"{scene.notes['total']:.4g} %"
    marks.append(line([(50, 0), (50, 1.1)], "ink", "one half", dash="5 4", key="half", only_name=True))
    marks.append(text(50, 1.1, "one half", anchor="middle", dy=-9))
    marks.append(text(0, 1.6, total, bold=True, size=17, dy=-3, key="total"))
    marks.append(text(0, 1.6, "counted as Russian (striped)", dx=14 + 9 * len(total), dy=-3, key="what"))
    axis = Axis(0, 100, [(at, f"{at} %") for at in range(0, 101, 25)], grid=False)
    return [
        Panel(
            marks, axis, Axis(-1.1, 1.75), height=190, left=20, right=28, title=f"The holders in {scene.notes['year']}"
        )
    ]


def _place(one):
    """Where a holder stands in the bar: those that could count as Russian first, then by size."""
    holder, share, _ = one
    first = ("Russian Federation", "CPC Company", "Lukoil", "LUKARCO", "Rosneft-Shell")
    return next((n for n, name in enumerate(first) if holder.startswith(name)), 99), -share


def _short(holder):
    return {
        "Russian Federation, in trust with Transneft": "Russia through\nTransneft",
        "Russian Federation": "Russia",
        "Rosneft-Shell Caspian Ventures": "Rosneft-\nShell",
        "CPC Company": "CPC\nCompany",
        "KazMunayGas": "KazMunay-\nGas",
        "ExxonMobil": "Exxon-\nMobil",
    }.get(holder, holder)


def what_counts_as_russian():
    """The widget: a list and three ticks, one bar of 100, one sentence."""
    controls = {
        "as_of": choice("List of", LISTS),
        "state": tick("the Russian state", True),
        "lukoil": tick("Lukoil (in 2000 LUKARCO)", False),
        "venture": choice("The Rosneft-Shell venture", VENTURE),
    }
    intro = "Tick who counts as Russian. Can you get over one half?"
    return Stage(controls, russian_scene, draw_russian, intro, check=holders)


# Make 60 come true


@lru_cache(maxsize=1)
def _known():
    """The facts of 2023 that the widget starts from and compares with."""
    prices = table("oil/brent_monthly").set_index("month").brent_usd_per_barrel
    first, last = prices.index.min()[:4], prices.index.max()[:4]
    capacity = float(only(table("oil/volumes"), "volume_mt", series="CPC capacity in Kazakhstan"))
    return {
        "volume": facts.volume("Kazakh oil in CPC", YEAR),
        "barrels": facts.barrels_per_tonne(YEAR),
        "brent": facts.economy("Brent price", YEAR),
        "gdp": facts.economy("GDP", YEAR) / 1000,
        "goods": facts.economy("exports of goods", YEAR) / 1000,
        "all_exports": facts.economy("exports of goods and services to GDP", YEAR),
        "goal": facts.said("Q01"),
        "low": float(prices.min()),
        "high": float(prices.max()),
        "high_month": prices.idxmax(),
        "first": first,
        "last": last,
        "capacity": capacity,
    }


def _can_carry(volume, **_):
    """Raises Impossible for more oil than the line can carry."""
    capacity = _known()["capacity"]
    if volume > capacity:
        raise Impossible(
            f"the Kazakh part of the line can carry {capacity:g} million tonnes a year (2025). "
            "Take less oil, or move another number."
        )


def sixty_scene(volume, price, barrels, gdp):
    """Gross value of the oil in % of GDP for free choices of four numbers, and the price that 60 % needs."""
    known = _known()
    _can_carry(volume)
    value = volume * barrels * price / 1000  # million barrels × dollars = million dollars; here billion
    share = 100 * value / gdp
    needed = known["goal"] / 100 * gdp * 1000 / (volume * barrels)
    sentence = (
        f"{volume:g} million tonnes × {barrels:.2f} barrels × {price:.2f} dollars = {value:.1f} billion dollars. "
        f"That is {share:.1f} % of a GDP of {gdp:g} billion. "
        f"For {known['goal']:.0f} % the barrel must cost {needed:,.0f} dollars. "
        f"The dearest month since {known['first']} was {known['high_month']} with {known['high']:.0f} dollars."
    )
    if share >= known["goal"]:
        sentence += f" So {known['goal']:.0f} % is reached, with {_changed(volume, price, barrels, gdp)}."
    if value > known["goods"]:
        sentence += f" And this one pipe would carry more than all goods that the country sold in {YEAR} ({known['goods']:.1f} billion dollars)."
    return Scene(
        {"price": price, "share": share, "slope": share / price, "needed": needed},
        sentence,
        f"A line of share of GDP against the oil price, with a dashed line at {known['goal']:.0f} %. {sentence}",
    )


def _changed(volume, price, barrels, gdp):
    """What differs from the facts of 2023, in words: each number as a multiple of the real one."""
    known = _known()
    ratios = {
        "the oil": volume / known["volume"],
        "the price": price / known["brent"],
        "the barrels in a tonne": barrels / known["barrels"],
        "the GDP": gdp / known["gdp"],
    }
    parts = [f"{name} at {ratio:.2f}" for name, ratio in ratios.items() if abs(ratio - 1) > 0.005]
    return f"{' and '.join([', '.join(parts[:-1]), parts[-1]] if parts[1:] else parts)} times the value of {YEAR}"


def draw_sixty(scene):
    """Share of GDP against the price, a dot at the chosen price, the prices that really occurred shaded."""
    known, data = _known(), scene.data
    goal, tone = known["goal"], colour("Kazakhstan")
    spread = f"{known['low']:.0f} to {known['high']:.0f} dollars: monthly prices of {known['first']}–{known['last']}"
    top = min(500, 100 / data["slope"])
    marks = [
        bar(known["low"], known["high"], 0, 100, "faint", spread, key="prices"),
        _prices_name(known, data["needed"]),
        rule("ink", y=goal, dash="5 4", tip=f"the article: {goal:.0f} %"),
        _goal_name(goal, data["needed"]),
        line([(0, 0), (top, top * data["slope"])], tone, "value of the oil", key="line"),
    ]
    if data["share"] < 100:
        said = f"{data['share']:.1f} %"
        marks.append(
            dot(data["price"], data["share"], tone, f"{said} of GDP at {data['price']:.2f} dollars", size=7, key="dot")
        )
        place = _beside(data["price"], data["share"], goal, data["needed"])
        marks.append(text(data["price"], data["share"], said, bold=True, size=15, key="said", **place))
    else:
        marks.append(text(497, 30, f"off the picture: {data['share']:.0f} %", anchor="end", bold=True, size=15))
    if data["needed"] < 500:
        tip = f"{goal:.0f} % needs {data['needed']:,.0f} dollars"
        marks.append(dot(data["needed"], goal, "ink", tip, shape="cross", size=6, key="needed"))
    xs = Axis(0, 500, range(0, 501, 100), "Price of a barrel, US dollars", grid=False)
    return [
        Panel(marks, xs, Axis(0, 100, range(0, 101, 20), "Value of the oil, % of GDP", digits=1), height=280, left=44)
    ]


def _prices_name(known, needed):
    """The name of the shaded prices: on top, or at the bottom where the line is steep and would strike it."""
    words = {"words": "prices that occurred", "tone": "soft", "size": 12}
    if needed < 130:
        return text(known["low"], 4, dx=6, **words)
    return text((known["low"] + known["high"]) / 2, 96, anchor="middle", **words)


def _goal_name(goal, needed):
    """The name of the dashed line: where the rising line, which cuts it at `needed`, does not pass."""
    words = f"the article: {goal:.0f} %"
    return text(5, goal, words, dy=-11) if needed > 320 else text(497, goal, words, anchor="end", dy=11)


def _beside(price, share, goal, needed):
    """Where the number of the dot stands: under the rising line on its right, else above it on its left."""
    low = share < (14 if needed < 130 else 5.5)  # no room above the axis, or the name of the prices is there
    if price < 400 and not low and not goal + 2 < share < goal + 9:
        return {"anchor": "start", "dx": 12, "dy": 14}
    return {"anchor": "end", "dx": -12, "dy": -30 if goal - 7 < share < goal - 1 else -14}


def make_sixty_true():
    """The widget: four sliders that start from the facts of 2023."""
    known = _known()
    volume, brent, gdp = round(known["volume"]), round(known["brent"], 2), round(known["gdp"])
    controls = {
        "volume": slider("Kazakh oil in the pipe, Mt", 20, 80, volume, width=400),
        "price": slider(
            "Dollars a barrel", round(brent - 62, 2), round(brent + 398, 2), brent, 1.0, width=400, digits=2
        ),
        "barrels": slider("Barrels a tonne", 7.0, 8.0, round(known["barrels"], 2), 0.01, width=400, digits=2),
        "gdp": slider("GDP, billion dollars", 40, 320, gdp, width=400),
    }
    page = {
        "volume": range(20, 81, 10),
        "price": [round(brent + step, 2) for step in range(-60, 399, 20)],
        "barrels": [round(known["barrels"], 2)],
        "gdp": range(40, 321, 40),
    }
    intro = "Make 60 come true: start with one number at a time."
    return Stage(controls, sixty_scene, draw_sixty, intro, check=_can_carry, page=page)


# What does a stop cost?


@cache
def _draws(prices):
    """Random numbers, the same for every setting: flow (Mt a day), price, and three parts between 0 and 1."""
    import numpy as np

    rng = np.random.default_rng(7)
    flow = (
        rng.uniform(facts.volume("Kazakh oil in CPC", 2022), facts.volume("Kazakh oil in CPC", 2025), DRAWS)
        / facts.DAYS_IN_YEAR
    )
    months = table("oil/brent_monthly")
    first = f"{prices}-01" if prices != "mean" else "2023-01"
    last = "2025-12" if prices == "2015" else "2023-12"
    known = months[(months.month >= first) & (months.month <= last)].brent_usd_per_barrel.to_numpy()
    price = rng.choice(known, DRAWS) if prices != "mean" else np.full(DRAWS, facts.economy("Brent price", YEAR))
    return flow, price, rng.uniform(size=DRAWS), rng.uniform(size=DRAWS), rng.uniform(size=DRAWS)


def part_stopped(kind):
    """Part of the flow that a stop takes away: 1 for a full stop, or what is above the load of one mooring."""
    if kind == "moorings":
        one = float(only(table("oil/volumes"), "volume_mt", series="most that one mooring can load in a month"))
        return 1 - one / (facts.volume("all oil in CPC", YEAR) / 12)
    return {"full": 1.0, "half": 0.5}[kind]


def lost_tonnes(days, flow, part, storage_days, other_pct, later_pct):
    """Million tonnes that are never sold. Works on single numbers and on arrays.

    days of stop; flow in Mt a day; part of the flow that stops; storage in days of normal flow; other routes
    in % of the flow; part of the rest that is made up for later, in %.
    """
    import numpy as np

    stopped = days * flow * part
    rerouted = np.minimum(stopped, days * flow * other_pct / 100)
    stored = np.minimum(stopped - rerouted, storage_days * flow)
    return (stopped - rerouted - stored) * (1 - later_pct / 100)


def stop_costs(days, kind, storage, other, later, prices):
    """Cost in USD million, one value a draw (a row for each of several days): each assumption is drawn from 0 to its top."""
    flow, price, a, b, c = _draws(prices)
    tonnes = lost_tonnes(days, flow, part_stopped(kind), storage * a, other * b, later * c)
    return tonnes * facts.barrels_per_tonne(YEAR) * price


@lru_cache(maxsize=256)
def stop_curves(kind, storage, other, later, prices):
    """For every length from 0 to LONGEST days: 5, 50 and 95 % of the cost (three columns), in USD billion."""
    import numpy as np

    days = np.arange(0, LONGEST + 1)[:, None]  # one row a length, one column a draw
    return np.percentile(stop_costs(days, kind, storage, other, later, prices) / 1000, [5, 50, 95], axis=1).T


def stop_scene(days, kind, storage, other, later, prices):
    """Median and the middle 90 % of the cost, for every length up to 60 days, and the sentence for one."""
    import numpy as np

    axis = np.arange(0, LONGEST + 1)
    band = stop_curves(kind, storage, other, later, prices)
    low, mid, high = band[days]
    bare = stop_curves(kind, 0, 0, 0, prices)[:, 1]
    gdp = facts.economy("GDP", YEAR) / 1000
    what = {
        "full": "all oil stops",
        "moorings": f"one of three moorings works, {100 * part_stopped(kind):.0f} % stops",
        "half": "half of the oil stops",
    }[kind]
    sentence = f"{days} {'day' if days == 1 else 'days'}, {what}: "
    if high < 0.0005:
        sentence += "in nearly all draws nothing is lost, 0 dollars. Storage or other routes take it all."
    else:
        size = "less than 0.01" if mid < 0.005 else f"{mid:.2f}"
        sentence += f"{size} billion dollars of oil are not sold (median); 90 of 100 draws lie between {low:.2f} and {high:.2f}. "
        if mid >= 0.02:
            sentence += f"The median is {100 * mid / gdp:.2f} % of the GDP of {YEAR}. "
        sentence += what_helps(days, kind, storage, other, later, prices, mid, bare[days])
    return Scene(
        {"axis": axis, "band": band, "bare": bare, "days": days},
        sentence,
        f"A curve of cost against days of stop, 0 to {LONGEST}, with a band, and a dotted line for a stop where nothing helps. {sentence}",
    )


def what_helps(days, kind, storage, other, later, prices, mid, bare):
    """A sentence: which assumption takes most off the cost. Each is set to 0 alone, the others stay."""
    tops = {"storage": storage, "other": other, "later": later}
    if not any(tops.values()):
        return "All three assumptions stand at 0: nothing helps."
    without = {name: stop_curves(kind, **{**tops, name: 0}, prices=prices)[days, 1] for name in tops}
    best = max(without, key=without.get)
    if without[best] - mid < 0.005:
        return f"No single assumption moves this by 0.01. Without all three it would be {bare:.2f}."
    return (
        f"Of the three assumptions {HELPS[best]} matters most here: without it the median would be {without[best]:.2f}, "
        f"without all three {bare:.2f}."
    )


def draw_stop(scene):
    """Median line, band of 90 %, the median where nothing helps, and the chosen length as a dot with its bar."""
    axis, days = scene.data["axis"].tolist(), scene.data["days"]
    spread = scene.data["band"].round(2).tolist()
    tone, bare = colour("Kazakhstan"), scene.data["bare"].round(2).tolist()
    low, mid, high = spread[days]
    said = f"{days} {'day' if days == 1 else 'days'}: {mid:.2f}, in 90 of 100 draws {low:.2f} to {high:.2f} billion dollars"
    clear = bare[-1] - spread[-1][1] > 0.6  # else the two names would stand on each other
    marks = [
        band([(day, a, c) for day, (a, _, c) in zip(axis, spread)], tone, "90 of 100 draws lie here"),
        line([(day, b) for day, (_, b, _) in zip(axis, spread)], tone, "median", key="median"),
        line(list(zip(axis, bare)), "soft", "median if nothing helps", dash="2 4", key="bare"),
        line([(days, low), (days, high)], "ink", width=2, key="range"),
        dot(days, mid, tone, said, size=6, key="dot"),
        text(LONGEST, spread[-1][1], "median", dx=8, dy=0 if clear else 9, key="median name"),
        text(LONGEST, min(bare[-1], TOP), "nothing helps", dx=8, dy=0 if clear else -9, tone="soft", key="bare name"),
    ]
    xs = Axis(0, LONGEST, range(0, LONGEST + 1, 10), "Days of stop (band: 90 of 100 draws)", grid=False)
    return [
        Panel(
            marks,
            xs,
            Axis(0, TOP, range(0, 10, 3), "Oil not sold, billion US dollars", digits=2),
            height=260,
            left=44,
            right=100,
        )
    ]


def what_does_a_stop_cost():
    """The widget: length and kind of a stop, the price, and three assumptions."""
    controls = {
        "days": slider("Days", 1, LONGEST, 30, width=300),
        "kind": choice("What stops", STOPS),
        "prices": choice("Oil price", PRICES),
        "storage": slider("Storage, up to … days", 0, 20, 10, width=330),
        "other": slider("Other routes, up to … % of the flow", 0, 30, 7, width=400),
        "later": slider("Made up for later, up to … %", 0, 100, 50, 5, width=400),
    }
    page = {"days": [1, 5, 10, 20, 30, 40, 50, 60], "storage": [10], "other": [7], "later": [0, 50, 100]}
    intro = "What does a stop cost, and which assumption matters most?"
    return Stage(controls, stop_scene, draw_stop, intro, page=page)
