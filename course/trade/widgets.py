"""Widget of lesson 02: who is Kazakhstan's number one partner? It depends on six settings."""

from functools import cache

from claimlab.evidence.tables import table
from claimlab.view.figures import colour
from claimlab.view.marks import ranked
from claimlab.view.stage import Impossible, Scene, Stage, choice, slider
from claimlab.view.words import rounded, the

from .measures import money

FLOWS = [
    ("turnover (both ways)", "turnover"),
    ("exports of Kazakhstan", "exports"),
    ("imports of Kazakhstan", "imports"),
]
MONEY = [
    ("US dollars", "usd"),
    ("dollars of 2023 (inflation out)", "real"),
    ("tenge", "tenge"),
    ("roubles", "roubles"),
    ("% of all partners together", "share"),
    ("% of Kazakhstan's GDP", "gdp"),
]
UNITS = {
    "usd": "billion US dollars",
    "real": "billion US dollars of 2023",
    "tenge": "billion tenge",
    "roubles": "billion roubles",
    "share": "% of Kazakhstan's {flow}",
    "gdp": "% of Kazakhstan's GDP",
}
SHOWN = 8


@cache
def _counted_by_kazakhstan(year, flow):
    rows = table("trade/partners")
    rows = rows[rows.year == year]
    if flow != "turnover":
        rows = rows[rows.flow == flow]
    sums = rows.groupby(["partner", "kind", "eu_member"], as_index=False)["value_usd_m"].sum()
    return sums


@cache
def _counted_by_partner(year, flow):
    """{partner: USD million} as the partners themselves count; the flow is seen from Kazakhstan."""
    found = {}
    customs = table("trade/russian_customs")
    row = customs[(customs.year == year) & (customs.partner == "Kazakhstan")]
    mirrored = {"exports": "imports_usd_m", "imports": "exports_usd_m", "turnover": "turnover_usd_m"}[flow]
    if len(row):
        found["Russia"] = float(row[mirrored].iloc[0])
    points = table("trade/other_counts")
    points = points[(points.year == year) & (points.flow == flow) & (points.unit == "USD billion")]
    for partner, group in points.groupby("partner"):
        exact = group[group.wording == "exact"]
        if len(exact) and partner not in found:
            found[partner] = 1000 * float(exact["value"].iloc[0])
    return found


def ranking(year, flow, bloc, counted_by, unit):
    """Ranked partners for one setting: list of (name, value in UNITS[unit]), largest first, at most 8.

    year: 2018–2023; flow: turnover | exports | imports; bloc: True counts the EU-27 as one partner;
    counted_by: kazakhstan | partner; unit: a key of UNITS. Raises Impossible with the reason.
    """
    book = _counted_by_kazakhstan(year, flow)
    if counted_by == "kazakhstan":
        rows = book[book.kind != "world"]
        rows = rows[rows.eu_member == "no"] if bloc else rows[rows.kind == "country"]
        values = dict(zip(rows.partner, rows.value_usd_m))
    else:
        if bloc:
            raise Impossible(
                "this lesson holds no count by the EU of its trade with Kazakhstan. Choose 'each country'."
            )
        if unit == "share":
            raise Impossible(
                "a part counted by the partner and a whole counted by Kazakhstan do not belong in one fraction. "
                "Choose Kazakhstan as the counter, or another money."
            )
        values = _counted_by_partner(year, flow)
        if len(values) < 2:
            have = f"only {next(iter(values))} gives one" if values else "neither gives one"
            raise Impossible(
                f"we need the partners' own exact figures for {year}, both from Russia and from China, "
                f"and {have}. Russia stopped publishing its table after 2021; for China only some years could be sourced. "
                "Try turnover in 2018, 2021 or 2022."
            )
    scale = {
        "usd": lambda: 1 / 1000,
        "real": lambda: money("us_cpi", 2023) / money("us_cpi", year) / 1000,
        "tenge": lambda: money("tenge_per_usd", year) / 1000,
        "roubles": lambda: money("roubles_per_usd", year) / 1000,
        "share": lambda: 100 / float(book[book.kind == "world"].value_usd_m.iloc[0]),
        "gdp": lambda: 100 / money("kazakhstan_gdp_usd_m", year),
    }[unit]()
    ranked = sorted(((name, value * scale) for name, value in values.items()), key=lambda item: -item[1])
    return ranked[:SHOWN]


def scene(year, flow, bloc, counted_by, unit):
    """Ranking, sentence and description for one setting of the controls."""
    ranked = ranking(year, flow, bloc, counted_by, unit)
    (first, top), (second, _) = ranked[0], ranked[1]
    quoted = counted_by == "partner"  # press figures have one decimal or two; a 0 behind them would claim too much
    digits = 1 if unit == "real" and quoted else 2 if unit in ("usd", "real") else 1 if top < 1000 else 0
    said = [rounded(value, digits).removesuffix("0" if quoted and digits == 2 else "") for _, value in ranked]
    word = UNITS[unit].format(flow=flow)
    who = "Kazakhstan counts" if counted_by == "kazakhstan" else "the partners count"
    what = {"turnover": "turnover", "exports": "what Kazakhstan sells", "imports": "what Kazakhstan buys"}[flow]
    places = [name for name, _ in ranked]
    russia = f" Russia is number {places.index('Russia') + 1}." if "Russia" in places[2:] else ""
    sentence = (
        f"{year}, {what}, as {who}: number one is {the(first)} with {said[0]} {word}, "
        f"ahead of {the(second)} with {said[1]}.{russia}"
    )
    if counted_by == "partner":
        sentence += " Only partners whose own exact figure we have are shown."
        if year > 2021:
            sentence += " Russia's is the word of its president: there is no table any more."
    return Scene(ranked, sentence, f"Ranked bars. {sentence}", {"unit": word, "said": said})


def draw(scene):
    """Horizontal bars, largest on top, each with its value."""
    high = scene.data[0][1] * 1.13
    rows = [(name, value, said, colour(name)) for (name, value), said in zip(scene.data, scene.notes["said"])]
    return [ranked(rows, scene.notes["unit"], high, least=SHOWN if len(rows) > 3 else 0)]


def who_is_number_one(year=2023):
    """The widget: five controls, ranked bars, one sentence; it begins with this year, 2018 to 2023."""
    controls = {
        "year": slider("Year", 2018, 2023, year, width=300),
        "flow": choice("Flow", FLOWS),
        "bloc": choice("The EU", [("each country", False), ("EU-27 as one", True)]),
        "counted_by": choice("Counted by", [("Kazakhstan", "kazakhstan"), ("the partner", "partner")]),
        "unit": choice("Money", MONEY),
    }
    return Stage(controls, scene, draw, check=ranking)
