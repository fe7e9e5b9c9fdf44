"""Widget of lesson 06: Russia's share of Kazakh uranium depends on the rule, the year and a mine still being built."""

from functools import cache, lru_cache

from claimlab.view.figures import colour
from claimlab.view.marks import Axis, Panel, bar, dot, line, rule, text
from claimlab.view.stage import Impossible, Scene, Stage, choice, slider

from .measures import mines_2013, national, output, plan, rosatom_stakes, share, statement

RULES = [
    ("equity: the part owned", "equity"),
    ("any stake: all tonnes", "any"),
    ("majority only", "majority"),
    ("equity, but all new tonnes", "offtake"),
]
YEARS = [2013, 2018, 2019, 2023]
WAYS = [("come on top", True), ("replace tonnes of others", False)]
WORDS = {
    "equity": "the part owned is counted",
    "any": "all tonnes of ventures with a Russian stake are counted",
    "majority": "only ventures more than half Russian are counted",
    "offtake": "the part owned is counted, and every new tonne as if Russia bought it",
}
SITE = "Budenovskoye 6 and 7"
TARGET = 25.0  # checked against the ledger in tests/test_explore_uranium.py
MOST = 4000  # tonnes: the first plan for 2025, the largest documented one


@cache
def base(rule, year):
    """Tonnes counted as Russian in a finished year under a rule, and all Kazakh tonnes of the year.

    Raises Impossible where our sources do not hold the tonnes.
    """
    whole = national(year)
    mines = mines_2013()
    if rule in ("equity", "offtake"):
        return float(mines.attributable_t.sum()) if year == 2013 else output("Rosatom's share", year), whole
    if rule == "any":
        if year == 2013:
            return float(mines.all_t.sum()), whole
        if year == 2018:
            return output("five ventures with a Rosatom stake", 2018), whole
        raise Impossible(
            f"our sources hold no sum of the ventures with a Russian stake for the whole of {year}. "
            "For this rule choose 2013 or 2018."
        )
    if year == 2013:
        return float(mines[mines.share_pct > 50].all_t.sum()), whole
    raise Impossible(
        f"our sources hold the tonnes of every mine for 2013 only, so a majority rule has no answer for {year}. Choose 2013."
    )


@lru_cache(maxsize=1)
def stake():
    """Rosatom's effective stake in JV Budenovskoye as a fraction."""
    return float(rosatom_stakes()["JV Budenovskoye"]) / 100


def counted(rule):
    """The fraction of each new tonne that a rule calls Russian."""
    return {"equity": stake(), "any": 1.0, "majority": float(stake() > 0.5), "offtake": 1.0}[rule]


def parts(rule, year, new_t, on_top):
    """(tonnes counted as Russian, all tonnes) with new_t tonnes a year from the new mine.

    on_top: True adds them to the whole; False lets them replace tonnes of mines that are not counted.
    """
    own, whole = base(rule, year)
    return own + counted(rule) * new_t, whole + (new_t if on_top else 0)


def scene(rule, year, new_t, on_top):
    """Share, sentence and description for one setting."""
    own, whole = parts(rule, year, new_t, on_top)
    pct = share(own, whole)
    start = share(*base(rule, year))
    word = "just about at" if abs(pct - TARGET) < 0.05 else "above" if pct > TARGET else "below"
    if new_t:
        how = "on top of" if on_top else "in place of other tonnes of"
        what = f"{year} with {new_t:,} t from Budenovskoye {how} the finished year (without them {start:.1f} %)"
    else:
        what = f"{year} as it was"
    sentence = (
        f"{what}; {WORDS[rule]}: {own:,.0f} of {whole:,.0f} t are Russian. That is {pct:.1f} %, "
        f"{word} the article's {TARGET:.0f} %."
    )
    if new_t and year < 2023:
        sentence += " A thought experiment: Rosatom had no part of this mine then."
    curve = [share(*parts(rule, year, t, on_top)) for t in (range(0, MOST + 1, 100))]
    return Scene(
        {"own": own, "whole": whole, "share": pct, "curve": curve, "new_t": new_t},
        sentence,
        f"A bar of tonnes and a line of the Russian share over new tonnes from 0 to {MOST:,}. {sentence}",
    )


def marks():
    """Documented tonnages of the new mine: (tonnes, label)."""
    return [
        (statement("Press", "First output of Budenovskoye 6 and 7"), "first report"),
        (plan(SITE, 2025, "revised"), "cut plan 2025"),
        (plan(SITE, 2025, "first"), "first plan 2025"),
    ]


def draw(scene):
    """Above: counted tonnes in all tonnes. Below: the share over the tonnes of the new mine."""
    data, tone = scene.data, colour("Russia")
    own, whole, new_t, pct = data["own"], data["whole"], data["new_t"], data["share"]
    quarter = TARGET / 100 * whole
    gap = "\n" if whole - own < 14_500 else " "  # the grey part is narrow on a phone
    above = [
        bar(0, own, 0, 1, tone, f"counted as Russian: {own:,.0f} t", key="own"),
        bar(own, whole, 0, 1, "pale", f"not counted: {whole - own:,.0f} t", key="rest"),
        text((own + whole) / 2, 0.5, f"not counted:{gap}{whole - own:,.0f} t", anchor="middle", key="rest said"),
        text(0, 1, f"counted as Russian: {own:,.0f} t", dy=-10, bold=True, key="own said"),
        line(
            [(quarter, -0.1), (quarter, 1.1)],
            "ink",
            f"a quarter of all: {quarter:,.0f} t",
            dash="5 4",
            key="quarter",
            only_name=True,
        ),
        text(quarter, 0, "a quarter of it", dy=12, dx=4, size=12, key="quarter said"),
    ]
    tonnes = Axis(0, 28000, range(0, 28000, 5000), "Kazakh output, tonnes of uranium", grid=False)
    said = f"{pct:.1f} %"
    down = 17 + (2.9 * (pct - TARGET) if TARGET < pct < 33 else 0)  # pixels: the number stays off the dashed line
    below = [
        rule("ink", y=TARGET, dash="5 4", tip=f"the article: {TARGET:.0f} %"),
        text(MOST + 80, TARGET, f"article: {TARGET:.0f} %", dx=8),
        line(list(zip(range(0, MOST + 1, 100), data["curve"])), tone, "Russian share", key="curve"),
        dot(new_t, pct, tone, f"{new_t:,} new tonnes: {said}", size=6, key="dot"),
        text(new_t, pct, said, bold=True, size=15, key="said", dx=2, dy=down),
    ]
    # The names stand above the curve, one row each, and a line leads from each name down to the curve.
    for (t, label), row in zip(marks(), (71, 66, 71)):
        at, words = data["curve"][round(t / 100)], f"{label}: {t:,.0f} t"
        below.append(line([(t, row + 1.5), (t, at)], "middle", words, width=1, dash="2 3", only_name=True))
        late = t > 3000  # its name stands in the margin
        below.append(text(t, row, words.replace(": ", ":\n") if late else words, dx=4, tone="soft", size=12))
    xs = Axis(
        -120,
        MOST + 80,
        range(0, MOST + 1, 1000),
        "New tonnes a year from Budenovskoye 6 and 7",
        grid=False,
        grouping=True,
    )
    ys = Axis(6, 74, range(10, 61, 10), "Russian share, %", digits=1)
    return [
        Panel(above, tonnes, Axis(-0.6, 1.6), height=64, left=44, right=24),
        Panel(below, xs, ys, height=198, left=44, right=96),
    ]


def which_rule():
    """The widget: four controls, one bar, one line, one sentence."""
    controls = {
        "rule": choice("Rule", RULES),
        "year": choice("Year", [(str(year), year) for year in YEARS], value=2023),
        "new_t": slider("New tonnes", 0, MOST, 1300, step=50, width=420, grouping=True),
        "on_top": choice("The new tonnes", WAYS),
    }
    return Stage(controls, scene, draw, "Which tonnes are Russian?", check=lambda rule, year, **_: base(rule, year))
