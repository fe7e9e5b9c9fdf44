"""Widget of lesson 10: weigh the verdicts. One ledger, many rules, many shares."""

import itertools
from functools import cache

from claimlab.evidence import ledger as book
from claimlab.view.html import TONES, VERDICT_TONE
from claimlab.view.marks import Axis, Panel, bar, dot, text
from claimlab.view.stage import Impossible, Scene, Stage, choice, slider

ALL = "all claims"
ROUGHLY = [("right", 1.0), ("half right", 0.5), ("not right", 0.0)]
CONTESTED = [("not right", 0.0), ("half right", 0.5), ("right", 1.0), ("left out", None)]
UNTESTABLE = [("left out", None), ("not right", 0.0)]
CORE = (1, 2, 3, 4, 5)
WORDS = (
    (200 / 3, "mostly right"),
    (50, "more right than not"),
    (100 / 3, "less right than not"),
    (0, "mostly not right"),
)


@cache
def _claims(which):
    rows = book.all_claims()
    return tuple(
        (row["verdict"], row["core"] == "core")
        for row in rows
        if which in (ALL, f"kind: {row['kind']}", f"lesson: {row['lesson']}")
    )


def groups():
    """The parts of the ledger that the last list offers: all claims, each kind, each lesson."""
    rows = book.all_claims()
    lessons = dict.fromkeys(row["lesson"] for row in rows)
    return [ALL, *(f"kind: {kind}" for kind in book.KINDS), *(f"lesson: {lesson}" for lesson in lessons)]


def weigh(roughly=1.0, contested=0.0, untestable=None, core=1, which=ALL, claims=None):
    """Weights under one rule: {verdict: (weight above the line, weight below the line)}.

    roughly, contested, untestable: what such a claim scores, from 0 to 1, or None to leave it out. core: how much
    one core claim weighs against one minor claim. claims: pairs (verdict, is it core) of another judge; else the ledger.
    """
    score = {
        "supported": 1.0,
        "roughly right": roughly,
        "contested": contested,
        "not supported": 0.0,
        **dict.fromkeys(book.UNTESTED, untestable),
    }
    sums = {verdict: [0.0, 0.0] for verdict in book.VERDICTS}
    for verdict, is_core in _claims(which) if claims is None else claims:
        if score[verdict] is not None:
            weight = core if is_core else 1
            sums[verdict][0] += weight * score[verdict]
            sums[verdict][1] += weight
    return {verdict: tuple(pair) for verdict, pair in sums.items()}


def share(**rule):
    """The share under one rule in per cent, or None where the rule leaves no claim."""
    above, below = (sum(part) for part in zip(*weigh(**rule).values()))
    return 100 * above / below if below else None


def sensible(roughly, contested):
    """A contested claim may not count for more than one that is roughly right."""
    return contested is None or contested <= roughly


@cache
def every_share(which=ALL):
    """The shares under all sensible rules of the lists, for one part of the ledger, smallest first."""
    rules = itertools.product(ROUGHLY, CONTESTED, UNTESTABLE, CORE)
    found = (
        share(roughly=a, contested=b, untestable=c, core=d, which=which)
        for (_, a), (_, b), (_, c), d in rules
        if sensible(a, b)
    )
    return tuple(sorted(value for value in found if value is not None))


def allowed(roughly, contested, untestable, core, which):
    """(weigh() of a rule, all weight below the line). Raises Impossible for a rule that makes no sense or leaves no claim."""
    if not sensible(roughly, contested):
        raise Impossible(
            "a contested claim would count for more than one that is roughly right. Let it count for less, or leave it out."
        )
    parts = weigh(roughly, contested, untestable, core, which)
    below = sum(pair[1] for pair in parts.values())
    if not below:
        raise Impossible(f"under this rule no claim of “{which}” is left. Count the contested or the untestable ones.")
    return parts, below


def scene(roughly=1.0, contested=0.0, untestable=None, core=1, which=ALL):
    """Share, sentence and description for one rule."""
    parts, below = allowed(roughly, contested, untestable, core, which)
    value = 100 * sum(pair[0] for pair in parts.values()) / below
    others = every_share(which)
    count = sum(1 for verdict, _ in _claims(which) if parts[verdict][1])
    word = next(word for least, word in WORDS if value >= least)
    few = " With so few claims one verdict moves the share a lot." if count < 8 else ""
    weights = (
        ""
        if count == 1
        else ", each with the same weight"
        if core == 1
        else f", each core claim {core} times a minor one"
    )
    name = which.replace(": ", " “") + "”" * (which != ALL)
    sentence = (
        f"{name[0].upper() + name[1:]}: under this rule {value:.0f} % is right, “{word}”. {count} claim{'s' * (count != 1)} "
        f"count{'s' * (count == 1)}{weights}. The {len(others)} sensible rules of these lists give from {others[0]:.0f} to {others[-1]:.0f} %.{few}"
    )
    return Scene(
        (parts, below, value, others),
        sentence,
        f"A bar of the weights by verdict and a strip of all rules. {sentence}",
        {"which": which},
    )


def draw(scene):
    """Above: what each verdict weighs and how much of it counts. Below: this rule among all rules."""
    parts, below, value, others = scene.data
    marks, left = [], 0.0
    for verdict, (score, weight) in parts.items():
        tone, sign = TONES[VERDICT_TONE[verdict]]
        wide = 100 * weight / below
        if not wide:
            continue
        filled = wide * score / weight
        tip = f"{verdict}: {wide:.0f} % of the weight, {filled:.0f} counts as right"
        marks.append(bar(left, left + wide, 0, 1, tone, tip, key=f"all {verdict}", look="hatched"))
        if filled:
            marks.append(bar(left, left + filled, 0, 1, tone, tip, key=f"right {verdict}"))
        if wide > 3.5:
            words = f"{sign} {verdict}" if wide > 15 else sign
            words = words.replace("not ", "not\n") if wide < 30 else words  # a phone has no room for one line
            up = -18 if "\n" in words else -11
            marks.append(text(left + wide / 2, 1, words, anchor="middle", dy=up, key=f"name {verdict}"))
        left += wide
    said = f"this rule: {value:.0f} %"
    strip = [
        dot(other, 0, "middle", f"another rule: {other:.0f} %", shape="tick", size=9, key=f"rule {at}")
        for at, other in enumerate(others)
    ]
    strip += [
        dot(value, 0.55, "ink", said, shape="down", size=6, key="mine"),
        text(min(max(value, 9), 91), 1.35, said, anchor="middle", bold=True, key="said"),
    ]
    title = "Width: weight. Filled: counts as right. Hatched: does not."
    xs = Axis(0, 100, range(0, 101, 20), "Right, % of the weight. Grey marks: all sensible rules", grid=False)
    return [
        Panel(marks, Axis(0, 100), Axis(-0.1, 1.55), height=106, left=14, title=title),
        Panel(strip, xs, Axis(-0.5, 1.7), height=84, left=14),
    ]


def weigh_the_verdicts():
    """The widget: four rules and a part of the ledger, a share and where it lies among all rules."""
    controls = {
        "roughly": choice("Roughly right counts as", ROUGHLY),
        "contested": choice("Contested counts as", CONTESTED, 0.0),
        "untestable": choice("Not testable is", UNTESTABLE),
        "core": slider("A core claim weighs", CORE[0], CORE[-1], 1, width=300),
        "which": choice("Claims", groups()),
    }
    return Stage(controls, scene, draw, check=allowed)
