"""Turns of lesson 10, scorecard: what a student writes inside the lesson."""

from math import comb

from claimlab.checks.answers import Function, Mistake, Number
from claimlab.checks.task import Task
from claimlab.evidence.tables import table


def _core(core="core", kind="date"):
    rows = table("claims")
    return int(((rows["core"] == core) & (rows["kind"] == kind)).sum())


def _rule(contested=0.25, core=3):
    """The lesson's share(): verdicts without a score are left out."""
    scores = {"supported": 1, "roughly right": 1, "contested": contested, "not supported": 0}
    rows = table("claims")
    score = rows["verdict"].map(scores)
    weight = rows["core"].map({"core": core, "minor": 1})[score.notna()]
    return 100 * float((weight * score).sum() / weight.sum())


def _coin(high=8, low=1, sides=2):
    n = high + low
    return min(100, 100 * sides * sum(comb(n, k) for k in range(max(high, low), n + 1)) / 2**n)


TURNS = (
    Task(
        id="10.a",
        title="Cross two columns",
        name="core_dates",
        question="How many dates are core claims? Fill the gaps.",
        unit="claims",
        answer=Number(0),
        reference=_core,
        mistakes=(
            Mistake(
                "minor",
                lambda: _core("minor"),
                "These are minor claims. Which row of the table does the question want?",
            ),
            Mistake(
                "all dates", lambda: _core() + _core("minor"), "These are all dates. Which of them are core claims?"
            ),
            Mistake(
                "numbers",
                lambda: _core(kind="number"),
                "These are numbers. Which column of the table does the question want?",
            ),
        ),
        nudge="`crosstab` of two columns; then one row and one column.",
        after="A crosstab counts each claim once. Its sum is the number of claims.",
        section="Which kind of sentence holds?",
    ),
    Task(
        id="10.b",
        title="A rule of another kind",
        name="quarter_rule",
        question="Take the rule `usual`, but let a contested claim count a quarter, and a core claim three times. What share is right? Fill the gaps.",
        unit="per cent",
        answer=Number(0.01),
        reference=_rule,
        mistakes=(
            Mistake(
                "core once",
                lambda: _rule(core=1),
                "All claims weigh the same in your answer. How often does a core claim count?",
            ),
            Mistake(
                "contested half",
                lambda: _rule(0.5),
                "A contested claim counts a half in your answer. How much does the question give it?",
            ),
            Mistake(
                "contested nothing",
                lambda: _rule(0),
                "A contested claim counts nothing in your answer. How much does the question give it?",
            ),
            Mistake(
                "core double",
                lambda: _rule(core=2),
                "A core claim counts twice in your answer. How often does the question want it?",
            ),
        ),
        nudge="Two numbers go into the call of `share`.",
        after="One more path of the fork. Write the rule beside the number.",
        section="One ledger, many summaries",
    ),
    Task(
        id="10.c",
        title="An error with a sign",
        name="error_pct",
        question="Write a function error_pct(stated, measured): by how many per cent is the stated number too high? Too low gives a minus.",
        unit="per cent of the measured value",
        answer=Function(lambda: [(60, 15), (9, 10), (27, 27), (4.5, 3.6)], 1e-06, "error_pct(stated, measured)"),
        reference=lambda stated, measured: 100 * (stated / measured - 1),
        mistakes=(
            Mistake(
                "other base",
                lambda stated, measured: 100 * (stated - measured) / stated,
                "You divide by the stated number. Which of the two is the yardstick?",
            ),
            Mistake(
                "no sign",
                lambda stated, measured: abs(100 * (stated / measured - 1)),
                "Too low comes out as too high. Which step takes the sign away?",
            ),
            Mistake(
                "turned round",
                lambda stated, measured: 100 * (measured / stated - 1),
                "A number that is too high gives a minus. Which of the two stands above the line?",
            ),
            Mistake(
                "ratio",
                lambda stated, measured: 100 * stated / measured,
                "An exact number must give 0. What must be taken away?",
            ),
        ),
        nudge="Try it by hand: 9 stated, 10 measured gives −10.",
        after="The sign says on which side, the size says how far.",
        section="Where the numbers erred",
    ),
    Task(
        id="10.d",
        title="Call the test",
        name="eight_to_one",
        question="Nine numbers differ, eight upwards and one downwards. In how many per cent of all series is a fair coin at least so uneven? Use `sign_test`.",
        unit="per cent of all series",
        answer=Number(0.01),
        reference=_coin,
        mistakes=(
            Mistake(
                "one side",
                lambda: _coin(sides=1),
                "You counted one tail only. Would eight downwards surprise you less?",
            ),
            Mistake("eight to two", lambda: _coin(8, 2), "That is ten throws. How many are downwards?"),
            Mistake(
                "nine to nothing", lambda: _coin(9, 0), "That is nine to nothing. What split does the question name?"
            ),
        ),
        nudge="The function takes two numbers: how many upwards, how many downwards.",
        after="Under 5 of 100. Rare, but a rare thing happens now and then when many tests are made.",
        section="Do the errors lean one way?",
    ),
)
