"""Widget of lesson 06: Russia's share of Kazakh uranium depends on the rule, the year and a mine still being built."""

from functools import cache, lru_cache

from claimlab.view.figures import ARTICLE, colour
from claimlab.view.old_stage import Impossible, Scene, Stage, choice, slider

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


def draw(axes, scene):
    """Above: counted tonnes in all tonnes. Below: the share over the tonnes of the new mine."""
    bar, line = axes
    data = scene.data
    bar.barh([0], [data["own"] / 1000], color=colour("Russia"), height=0.6)
    bar.barh([0], [(data["whole"] - data["own"]) / 1000], left=[data["own"] / 1000], color="#d9d9d9", height=0.6)
    bar.text(
        0.3, 0, f"{data['own']:,.0f} t", va="center", color="white", fontsize=12, fontweight="bold"
    )  # left of the dashed line
    bar.text(
        (data["own"] + data["whole"]) / 2000,
        0,
        f"not counted: {data['whole'] - data['own']:,.0f} t",
        ha="center",
        va="center",
        fontsize=12,
    )
    bar.plot([TARGET / 100 * data["whole"] / 1000] * 2, [-0.5, 0.5], color=ARTICLE, linestyle="--")
    bar.set_xlim(0, 28)
    bar.set_ylim(-0.55, 0.55)
    bar.set_yticks([])
    bar.set_xticks(range(0, 28, 5))
    bar.grid(visible=False)
    line.set_xticks(range(0, MOST + 1, 1000))
    line.set_yticks(range(10, 61, 10))
    line.xaxis.set_major_formatter("{x:,.0f}")
    bar.set_xlabel("Kazakh output, thousand tonnes of uranium (dashed: a quarter of it)")
    line.plot(range(0, MOST + 1, 100), data["curve"], color=colour("Russia"))
    line.axhline(TARGET, color=ARTICLE, linestyle="--")
    line.plot([data["new_t"]], [data["share"]], "o", color=colour("Russia"), markersize=10)
    side = "left" if data["new_t"] < 250 else "right" if data["new_t"] > 3750 else "center"
    clear = data["share"] >= TARGET or data["share"] < 20  # keep the number off the dashed line
    line.annotate(
        f"{data['share']:.1f} %",
        (data["new_t"], data["share"]),
        (0, 11 if clear else -22),
        textcoords="offset points",
        ha=side,
        fontsize=13,
        fontweight="bold",
    )
    for t, label in marks():
        line.axvline(t, color="#999999", linewidth=1, linestyle=":")
        line.text(
            t - 25 if t > 3000 else t + 25,
            11.2,
            f"{label}: {t:,.0f} t",
            ha="right" if t > 3000 else "left",
            fontsize=11,
            color="#333333",
        )
    line.set_xlim(-120, 4180)
    line.set_ylim(10, 60)
    line.set_xlabel("New tonnes a year from Budenovskoye 6 and 7")
    line.set_ylabel("Russian share, %")


def which_rule():
    """The widget: four controls, one bar, one line, one sentence."""
    controls = {
        "rule": choice("Rule", RULES),
        "year": choice("Year", [(str(year), year) for year in YEARS], value=2023),
        "new_t": slider("New tonnes", 0, MOST, 1300, step=50, width=420, grouping=True),
        "on_top": choice("The new tonnes", WAYS),
    }
    return Stage(
        controls,
        scene,
        draw,
        size=(8.8, 4.6),
        intro="Which tonnes are Russian?",
        grid={"nrows": 2, "height_ratios": [1, 3.6]},
    ).box
