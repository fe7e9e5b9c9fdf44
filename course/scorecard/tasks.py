"""Tasks of exercise set 10_scorecard. Every answer and every named mistake is computed from data/claims.csv."""

from math import comb

import pandas as pd

from claimlab.checks.answers import Column, Figure, Function, Mistake, Number
from claimlab.checks.task import Task
from claimlab.evidence.ledger import UNTESTED, measured
from claimlab.evidence.tables import table

GOOD = ("supported", "roughly right")


def _claims(core=None, tested=False):
    rows = table("claims")
    if core:
        rows = rows[rows["core"] == core]
    return rows[~rows["verdict"].isin(UNTESTED)] if tested else rows


def _share(verdicts=("supported",), core=None, tested=False, below=None):
    rows = _claims(core, tested)
    return 100 * rows["verdict"].isin(verdicts).sum() / (below or len(rows))


def _by_kind(verdicts=GOOD, tested=True, column="kind"):
    rows = _claims(tested=tested)
    return 100 * rows["verdict"].isin(verdicts).groupby(rows[column]).mean()


def weighted_share(
    table,
    core_weight,
    roughly,
    keep_untestable=False,
    only_above=False,
    turned=False,
    ignore_roughly=False,
    unweighted=False,
    contested_too=False,
    minor=1,
    scored_only=False,
):
    """The right answer of 10.3; the switches make the mistakes."""
    rows = table if keep_untestable else table[~table["verdict"].isin(UNTESTED)]
    score = rows["verdict"].map(
        {
            "supported": 1,
            "roughly right": 1 if ignore_roughly else roughly,
            "contested": roughly if contested_too else 0,
        }
    )
    score = score.fillna(0)
    weight = rows["core"].map({"core": 1, "minor": core_weight} if turned else {"core": core_weight, "minor": minor})
    if unweighted:
        weight = weight * 0 + 1
    if scored_only:
        weight = weight[rows["verdict"].isin(GOOD)]
    return 100 * (score * weight).sum() / (len(rows) if only_above else weight.sum())


def _cases():
    rows = table("claims")
    few = rows[rows["lesson"].isin(("politics", "firms"))]
    return [(rows, 1, 1), (rows, 2, 1), (rows, 3, 0.5), (few, 2, 0), (rows[rows["kind"] == "interpretation"], 5, 0.25)]


def _counts_by_kind(verdict="not supported"):
    rows = _claims(tested=True)
    return (rows["verdict"] == verdict).groupby(rows["kind"]).sum()


def _numbers():
    rows = _claims(tested=True).set_index("claim_id")
    stated = pd.to_numeric(rows["stated"][rows["kind"] == "number"], errors="coerce").dropna()  # some state it in words
    return stated, stated.index.map(lambda name: float(measured(name)[1]["value"]))


def _directions(sign=1, rounding=False):
    stated, ours = _numbers()
    if rounding:
        ours = [round(value, 0 if said == int(said) else 1) for said, value in zip(stated, ours)]
    return int(sum(sign * (said - value) > 1e-9 for said, value in zip(stated, ours)))


def _far_above(sign=1, limit=0.05):
    stated, ours = _numbers()
    return int(sum(sign * (said / value - 1) > limit for said, value in zip(stated, ours)))


def chance(high=12, low=3, two_sided=True, exactly=False, below=None, skip=()):
    """The right answer of 10.7, in per cent: how often a fair coin is at least this uneven. The switches make the mistakes."""
    n = high + low
    series = sum(comb(n, k) for k in range(max(high, low), max(high, low) + 1 if exactly else n + 1) if k not in skip)
    return 100 * (2 if two_sided else 1) * series / (below or 2**n)


def _bars(column="lesson", percent=False, core=None, tested=False, turned=False, whole=False):
    import pandas as pd

    rows = _claims(core, tested)
    found = pd.crosstab(rows[column], rows["verdict"], normalize="index" if percent else False) * (
        100 if percent else 1
    )
    if turned:
        found = found.T
    if whole:
        found = found.sum(axis=1).to_frame("all")
    return {name: found[name] for name in found}


TASKS = (
    Task(
        id="10.1",
        title="One share, one rule",
        name="supported_pct",
        question='Leave out the claims that nobody put to a test: those with the verdicts "not tested" and "not testable". Which share of the *core* claims that remain is "supported"? Roughly right does not count here.',
        unit="per cent of the core claims that remain",
        answer=Number(0.05),
        reference=lambda: _share(core="core", tested=True),
        mistakes=(
            Mistake(
                "untested kept",
                lambda: _share(core="core"),
                "You divide by all core claims. Which of them does the question leave out, and so takes from below the line?",
            ),
            Mistake(
                "roughly right added",
                lambda: _share(GOOD, core="core", tested=True),
                "You count two verdicts as right. Which single verdict does the question ask for?",
            ),
            Mistake(
                "minor claims too",
                lambda: _share(tested=True),
                "This is the share among all claims. Which column tells core from minor?",
            ),
            Mistake(
                "minor claims alone",
                lambda: _share(core="minor", tested=True),
                "This is the share among the minor claims. Which word does the question name?",
            ),
            Mistake(
                "below the line all",
                lambda: _share(core="core", below=len(_claims(tested=True))),
                "Above your line stand core claims, below it all that remain. Which whole belongs to the part?",
            ),
        ),
        nudge="First keep the rows that count, then divide the supported ones by their number.",
        after="A strict rule. Roughly right added, the share grows by a lot: the rule is part of the answer.",
        section="One ledger, many summaries",
    ),
    Task(
        id="10.2",
        title="A share for each kind",
        name="right_by_kind",
        question='Leave out the claims that are "not tested" or "not testable". For each kind of claim: which share is "supported" or "roughly right"? Give a Series with the kind as index.',
        unit="per cent of the claims of that kind that remain",
        answer=Column(0.05, index="kind"),
        reference=_by_kind,
        mistakes=(
            Mistake(
                "supported only",
                lambda: _by_kind(("supported",)),
                "These are the shares of supported claims. Which second verdict counts as right here?",
            ),
            Mistake(
                "untestable kept",
                lambda: _by_kind(tested=False),
                "You divide by all claims of a kind. Which of them does the question leave out?",
            ),
            Mistake(
                "roughly right only",
                lambda: _by_kind(("roughly right",)),
                "These are the shares of one verdict only. Which one is missing from your list?",
            ),
            Mistake(
                "of all claims",
                lambda: (
                    100
                    * _claims(tested=True)["verdict"].isin(GOOD).groupby(_claims(tested=True)["kind"]).sum()
                    / len(_claims(tested=True))
                ),
                "You divide every kind by the same number. The share of a kind needs the number of its own claims: how do you get one per group?",
            ),
            Mistake(
                "of the right ones",
                lambda: (
                    _by_kind()
                    * _claims(tested=True)["kind"].value_counts()
                    / _claims(tested=True)["verdict"].isin(GOOD).sum()
                ),
                "Your shares add up to 100: you divide by all claims that are right. Which claims belong below the line of one kind?",
            ),
            Mistake(
                "counts",
                lambda: _claims(tested=True)["verdict"].isin(GOOD).groupby(_claims(tested=True)["kind"]).sum(),
                "These are counts. Which number belongs below the line for each kind?",
            ),
        ),
        nudge="A column of True and False, grouped by kind: what does its mean say?",
        after="One kind stands on a single claim. Read a share together with the number it is made of.",
        section="Which kind of sentence holds?",
    ),
    Task(
        id="10.3",
        title="Write the rule as a function",
        name="weighted_share",
        question='Write a function weighted_share(table, core_weight, roughly). It leaves out the rows whose verdict is "not tested" or "not testable". A supported claim scores 1, '
        "a roughly right one scores `roughly`, all others 0. A core claim weighs `core_weight`, a minor one 1. Return the weighted share of the score.",
        unit="per cent",
        answer=Function(_cases, 1e-6, "weighted_share(table, core_weight, roughly)"),
        reference=weighted_share,
        mistakes=(
            Mistake(
                "untestable kept",
                lambda *case: weighted_share(*case, keep_untestable=True),
                "Your function divides by rows that the rule leaves out. Which verdict must go before you add up?",
            ),
            Mistake(
                "weight only above",
                lambda *case: weighted_share(*case, only_above=True),
                "You divide by the number of rows. If core claims weigh more above the line, what must they do below it?",
            ),
            Mistake(
                "minor weighs more",
                lambda *case: weighted_share(*case, turned=True),
                "Your function gives the weight to the minor claims. Which word in the column `core` should get it?",
            ),
            Mistake(
                "roughly is one",
                lambda *case: weighted_share(*case, ignore_roughly=True),
                "A roughly right claim always scores a full point in your function. Which argument says what it scores?",
            ),
            Mistake(
                "no weights",
                lambda *case: weighted_share(*case, unweighted=True),
                "All claims weigh the same in your function. Where does `core_weight` come in?",
            ),
            Mistake(
                "contested scores too",
                lambda *case: weighted_share(*case, contested_too=True),
                "Contested claims get points in your function. What does the rule give them?",
            ),
            Mistake(
                "minor weighs nothing",
                lambda *case: weighted_share(*case, minor=0),
                "Minor claims drop out of your function. How much does one of them weigh?",
            ),
            Mistake(
                "zeros left out",
                lambda *case: weighted_share(*case, scored_only=True),
                "Claims that score 0 are missing below the line. Does a claim without points have no weight?",
            ),
            Mistake(
                "one table only",
                lambda *case: weighted_share(_claims(), *case[1:]),
                "Your function always gives the share of the whole ledger. Which table does it get, and which one does it read?",
            ),
        ),
        nudge="Which weight does each claim carry above the line, and is the same weight there below it?",
        after="One function now holds every rule of the widget but one. Which one?",
        section="One ledger, many summaries",
    ),
    Task(
        id="10.4",
        title="Which kind errs most?",
        name="wrong_by_kind",
        question='Leave out the claims that are "not tested" or "not testable". For each kind of claim: which share is "not supported"? '
        "Give a Series with the kind as index. Then look: which kind errs most?",
        unit="per cent of the tested claims of the kind",
        answer=Column(0.05, index="kind"),
        reference=lambda: _by_kind(("not supported",)),
        mistakes=(
            Mistake(
                "untested kept",
                lambda: _by_kind(("not supported",), tested=False),
                "You divide by all claims of a kind. Which of them were never put to a test?",
            ),
            Mistake(
                "counts",
                lambda: _by_kind(("not supported",)) * 0 + _counts_by_kind(),
                "These are counts. A kind with many claims would always win: what must stand below the line?",
            ),
            Mistake(
                "contested is wrong",
                lambda: _by_kind(("not supported", "contested")),
                "You count contested claims as errors. Which single verdict does the question count?",
            ),
            Mistake(
                "roughly right is wrong",
                lambda: _by_kind(("not supported", "roughly right", "contested")),
                "You count everything that is not supported in full. Which single verdict does the question count?",
            ),
            Mistake(
                "right ones",
                lambda: _by_kind(),
                "These are the shares that are right. Which verdict does the question ask about?",
            ),
            Mistake(
                "share of all errors",
                lambda: 100 * _counts_by_kind() / _counts_by_kind().sum(),
                "You divide by all errors. Below the line belongs the number of tested claims of the same kind.",
            ),
        ),
        nudge="One share per kind: the claims that are not supported, divided by the tested claims of that kind.",
        after="Words such as more, record, only and no longer are easy to write and easy to refute.",
        section="Which kind of sentence holds?",
    ),
    Task(
        id="10.5",
        title="Clearly too high",
        name="too_high",
        question="For the claims in `numbers`: in how many is the stated number more than 5 per cent higher than the measured one?",
        unit="claims",
        answer=Number(0),
        reference=_far_above,
        mistakes=(
            Mistake(
                "higher at all",
                _directions,
                "You counted more than those far above. How far above must a number be, and on which side?",
            ),
            Mistake(
                "all", lambda: len(_numbers()[0]), "These are all claims in the table. Which condition must a row meet?"
            ),
            Mistake(
                "ten per cent",
                lambda: _far_above(limit=0.1) if _far_above(limit=0.1) != _far_above() else _far_above(limit=0.5),
                "Your limit is wider. How many per cent does the question name?",
            ),
        ),
        nudge="Compare the stated number with 1.05 times the measured one, row by row, then count the True values.",
        after="A limit of our choice again: with 10 per cent fewer would count.",
        section="Where the numbers erred",
    ),
    Task(
        id="10.6",
        title="Draw the ledger",
        name="ax",
        question="Draw the number of claims by lesson as standing stacked bars, one colour for each verdict, with both axes labelled. Keep the axes in ax.",
        unit="number of claims",
        answer=Figure(_bars, ("claim", "number", "count"), 0.01, only=True, marks=("bars",), stacked=True),
        reference=_bars,
        mistakes=(
            Mistake(
                "by kind",
                lambda: _bars("kind"),
                "The bars stand for kinds of claim. Which column does the question want along the axis?",
            ),
            Mistake(
                "shares",
                lambda: _bars(percent=True),
                "The bars show shares. The question asks for numbers of claims: what made them add up to one hundred?",
            ),
            Mistake(
                "core only",
                lambda: _bars(core="core"),
                "The bars show the core claims only. Which rows does the question take?",
            ),
            Mistake(
                "tested only",
                lambda: _bars(tested=True),
                "One verdict is missing in your bars. Does this question leave any claims out?",
            ),
            Mistake(
                "turned round",
                lambda: _bars(turned=True),
                "Your bars stand for verdicts, and the colours for lessons. Which of the two does the question want along the axis?",
            ),
            Mistake(
                "no parts",
                lambda: _bars(whole=True),
                "Each bar has one part only: the number of all claims of a lesson. Which column gives the colours?",
            ),
        ),
        nudge="crosstab counts lesson by verdict. plot.bar draws bars that stand, plot.barh bars that lie; both can stack.",
        after="Numbers show how much a share rests on. The lesson with one claim would fill a whole bar of shares.",
        section="Which kind of sentence holds?",
    ),
    Task(
        id="10.7",
        title="Lean or chance?",
        name="chance_pct",
        question="A friend checks another article: 12 of its numbers are too high, 3 are too low, none is equal. If each error fell up or down like a fair coin: "
        "in how many per cent of all series would the split be at least this uneven, in either direction?",
        unit="per cent of all series",
        answer=Number(0.001),
        reference=chance,
        mistakes=(
            Mistake(
                "one side",
                lambda: chance(two_sided=False),
                "You counted the series with many errors upwards. Which other series are just as uneven?",
            ),
            Mistake(
                "exactly this split",
                lambda: chance(exactly=True),
                "You counted one split in each direction. Which splits are even more uneven, and so belong to “at least”?",
            ),
            Mistake(
                "exactly, one side",
                lambda: chance(two_sided=False, exactly=True),
                "This is the chance of one single split. What do “at least” and “in either direction” add?",
            ),
            Mistake(
                "range too short",
                lambda: chance(skip=(15,)),
                "Nearly. One split is missing at the end: where does `range` stop?",
            ),
            Mistake(
                "more uneven only",
                lambda: chance(skip=(12,)),
                "You counted the splits that are more uneven. Does “at least” include the split itself?",
            ),
            Mistake(
                "a count of one side",
                lambda: chance(two_sided=False, below=100),
                "This is how many series have many errors upwards. Which other series count, and how many are there in all?",
            ),
            Mistake(
                "a count",
                lambda: chance(below=100),
                "This is how many series are that uneven. How many series are there in all?",
            ),
            Mistake(
                "the split itself",
                lambda: 100 * 12 / 15,
                "This is the share of errors that go up. The question asks how often chance alone would do this.",
            ),
            Mistake(
                "all heads",
                lambda: 100 * 2 / 2**15,
                "You counted only the series in which all errors go the same way. Which other splits are at least as uneven as 12 to 3?",
            ),
        ),
        nudge="How many series have 12 heads, 13, 14, 15? Add the other end, and divide by the number of all series.",
        after="A chance of this size is small, but the test cannot say why the errors lean.",
        section="Do the errors lean one way?",
    ),
)
