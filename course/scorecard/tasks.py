"""Tasks of exercise set 10_scorecard. Every answer and every named mistake is computed from data/claims.csv."""

from math import comb

import pandas as pd

from claimlab.checks.answers import Column, Figure, Function, Mistake, Number
from claimlab.checks.task import Task
from claimlab.evidence.ledger import UNTESTED, measured
from claimlab.evidence.tables import table

GOOD = ("supported", "roughly right")


def _claims(core=None, tested=False, without=()):
    rows = table("claims")
    if core:
        rows = rows[rows["core"] == core]
    return rows[~rows["verdict"].isin(UNTESTED if tested else without)]


def _share(verdicts=("supported",), core=None, tested=False, below=None, without=()):
    rows = _claims(core, tested, without)
    return 100 * rows["verdict"].isin(verdicts).sum() / (below or len(rows))


def _by_kind(verdicts=GOOD, tested=True, column="kind", without=()):
    rows = _claims(tested=tested, without=without)
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
    out=UNTESTED,
    scores=None,
):
    """The right answer of 10.3; the switches make the mistakes."""
    rows = table if keep_untestable else table[~table["verdict"].isin(out)]
    score = rows["verdict"].map(
        {
            "supported": 1,
            "roughly right": 1 if ignore_roughly else roughly,
            "contested": roughly if contested_too else 0,
        }
        | (scores or {})
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


def chance(high=10, low=2, two_sided=True, exactly=False, below=None, skip=()):
    """The right answer of 10.7, in per cent: how often a fair coin is at least this uneven. The switches make the mistakes."""
    n = high + low
    series = sum(comb(n, k) for k in range(max(high, low), max(high, low) + 1 if exactly else n + 1) if k not in skip)
    return 100 * (2 if two_sided else 1) * series / (below or 2**n)


def _bars(column="lesson", colours="verdict", core=None, tested=False):
    rows = _claims(core, tested)
    return pd.crosstab(rows[column], rows[colours])


def _parts(found):
    return {name: found[name] for name in found}


def _shares(scale, side="index"):
    rows = table("claims")
    return _parts(scale * pd.crosstab(rows["lesson"], rows["verdict"], normalize=side))


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
                "one of two left out",
                lambda: _share(core="core", without=("not tested",)),
                "One of the two verdicts without a test is still below your line. Which two does the question leave out?",
                also=(lambda: _share(core="core", without=("not testable",)),),
            ),
            Mistake(
                "a count",
                lambda: _claims("core", tested=True)["verdict"].eq("supported").sum(),
                "This is the number of supported core claims. What must you divide it by?",
            ),
            Mistake(
                "not supported",
                lambda: _share(("not supported",), core="core", tested=True),
                "This is the share of core claims that are not supported. Which verdict does the question ask for?",
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
        after="A strict rule. Roughly right added, the share passes one half: the rule is part of the answer.",
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
                "one of two left out",
                lambda: _by_kind(tested=False, without=("not tested",)),
                "One of the two verdicts without a test is still below your line. Which two does the question leave out?",
                also=(lambda: _by_kind(tested=False, without=("not testable",)),),
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
        after="Dates are few, and no cause was tested. Read a share together with the number it is made of.",
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
                "one of two kept",
                lambda *case: weighted_share(*case, out=("not tested",)),
                "One of the two verdicts without a test still counts in your function. Which two must go before you add up?",
                also=(lambda *case: weighted_share(*case, out=("not testable",)),),
            ),
            Mistake(
                "too many left out",
                lambda *case: weighted_share(*case, out=(*UNTESTED, "not supported")),
                "Your function leaves out claims that were put to a test. Which two verdicts go, and no other?",
                also=(lambda *case: weighted_share(*case, out=(*UNTESTED, "contested")),),
            ),
            Mistake(
                "not supported scores",
                lambda *case: weighted_share(*case, scores={"not supported": 1}),
                "Claims that are not supported get points in your function, or lose some. What does the rule give them?",
                also=(lambda *case: weighted_share(*case, scores={"not supported": -1}),),
            ),
            Mistake(
                "scores exchanged",
                lambda table, core, roughly: weighted_share(
                    table, core, 1, scores={"supported": roughly, "roughly right": 1}
                ),
                "The two scores have changed places in your function. Which verdict scores 1, and which one `roughly`?",
            ),
            Mistake(
                "the rest",
                lambda *case: 100 - weighted_share(*case),
                "This is what is left up to 100. Which of the two parts does the question ask for?",
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
        nudge="Three steps: which rows go, what does each claim score, and what does it weigh, above the line and below it? Which step differs?",
        after="Two choices of the widget are fixed in your function. Which two?",
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
        after="Look how many tested claims the kind at the top has: with so few, one verdict more or less changes the order.",
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
                "You counted more than those far above. How far above must a number be, on which side, and which rows does `numbers` hold?",
            ),
            Mistake(
                "all", lambda: len(_numbers()[0]), "These are all claims in the table. Which condition must a row meet?"
            ),
            Mistake(
                "ten per cent",
                lambda: _far_above(limit=0.1) if _far_above(limit=0.1) != _far_above() else _far_above(limit=0.5),
                "So few are left with a wider limit, or when others are taken away. How many per cent does the question name, and on which side?",
            ),
            Mistake(
                "fraction against 5",
                lambda: _far_above(limit=5),
                "No number is that far above. If you compare a fraction with 5: how is 5 per cent written as a fraction?",
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
        question="Draw the number of claims by lesson as standing stacked bars, one colour for each verdict, with a legend and both axes labelled. Keep the axes in ax.",
        unit="number of claims",
        answer=Figure(
            lambda: _parts(_bars()), ("claim", "number", "count"), 0.01, only=True, marks=("bars",), stacked=True
        ),
        reference=lambda: _parts(_bars()),
        mistakes=(
            Mistake(
                "by kind",
                lambda: _parts(_bars("kind")),
                "The bars stand for kinds of claim. Which column does the question want along the axis?",
            ),
            Mistake(
                "shares",
                lambda: _shares(100),
                "The bars show shares. The question asks for numbers of claims: what turned them into shares?",
                also=(lambda: _shares(1), lambda: _shares(100, "columns"), lambda: _shares(1, "columns")),
            ),
            Mistake(
                "core only",
                lambda: _parts(_bars(core="core")),
                "The bars show a part of the claims only, core or minor. Which rows does the question take?",
                also=(lambda: _parts(_bars(core="minor")),),
            ),
            Mistake(
                "tested only",
                lambda: _parts(_bars(tested=True)),
                "Some verdicts are missing in your bars. Does this question leave any claims out?",
            ),
            Mistake(
                "turned round",
                lambda: _parts(_bars().T),
                "Your bars stand for verdicts, and the colours for lessons. Which of the two does the question want along the axis?",
            ),
            Mistake(
                "colours by kind",
                lambda: _parts(_bars(colours="kind")),
                "The colours of your bars stand for kinds of claim. Which column does the question want in colours?",
            ),
            Mistake(
                "added up",
                lambda: _parts(_bars().cumsum(axis=1)),
                "Each colour also holds those below it. Which bars are stacked here: the counts, or their running totals?",
            ),
            Mistake(
                "no parts",
                lambda: {"all": _bars().sum(axis=1)},
                "Each bar has one part only: the number of all claims of a lesson. Which column gives the colours?",
            ),
        ),
        nudge="crosstab counts lesson by verdict. plot.bar draws bars that stand, plot.barh bars that lie; both can stack.",
        after="Numbers show how much a share rests on. In a picture of shares, a lesson with one claim would get as long a bar as any other.",
        section="Which kind of sentence holds?",
    ),
    Task(
        id="10.7",
        title="Lean or chance?",
        name="chance_pct",
        question="A friend checks another article: 10 of its numbers are too high, 2 are too low, none is equal. If each error fell up or down like a fair coin: "
        "in how many per cent of all series would the split be at least this uneven, in either direction?",
        unit="per cent of all series",
        answer=Number(0.001),
        reference=chance,
        mistakes=(
            Mistake(
                "one side",
                lambda: chance(two_sided=False),
                "This is half of it. Which other series are just as uneven as those with many errors upwards, and how many series are there in all?",
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
                lambda: chance(skip=(12,)),
                "Nearly. One split is missing at the end: where does `range` stop?",
            ),
            Mistake(
                "more uneven only",
                lambda: chance(skip=(10,)),
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
                lambda: 100 * 10 / 12,
                "This is the share of errors that go up. The question asks how often chance alone would do this.",
            ),
            Mistake(
                "all heads",
                lambda: 100 * 2 / 2**12,
                "You counted only the series in which all errors go the same way. Which other splits are at least as uneven as 10 to 2?",
            ),
        ),
        nudge="How many series have 10 heads, 11, 12? Add the other end, and divide by the number of all series.",
        after="A chance of this size is small, but the test cannot say why the errors lean.",
        section="Do the errors lean one way?",
    ),
)
