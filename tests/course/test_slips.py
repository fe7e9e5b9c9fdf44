"""Slips that a reader of two exercise sets really makes, each against the real check: what is said, or that it passes."""

import functools

import pandas as pd
import pytest
from matplotlib.figure import Figure

from claimlab.checks.answers import Choice
from claimlab.checks.check import look
from claimlab.checks.task import sets, task, tasks
from claimlab.checks.values import DONE
from claimlab.evidence.tables import table
from claimlab.workshop.strength import quick
from course.diplomacy import turns as diplomacy
from course.firms import tasks as firms
from course.oil import tasks as oil
from course.politics import tasks as politics
from course.power import tasks as power
from course.sanctions import tasks as sanctions
from course.scorecard import tasks as scorecard
from course.trade import turns as trade
from course.uranium import turns as uranium


def drawn(lines, up="index, mean of 2018 to 2021 = 100"):
    """Axes with one line for each series, as a reader would draw them."""
    ax = Figure(figsize=(4, 3)).add_subplot()
    for name, values in lines.items():
        ax.plot(values.index, values, label=name)
    ax.set(xlabel="year", ylabel=up)
    ax.legend()
    return ax


@functools.cache
def known(task_id):
    """A task whose right answer and slips are computed once for all that is tried on it."""
    return quick(task(task_id))


def diplomacy_lines():
    """The votes of two countries with every partner, up to 2019: the condition on the partner is forgotten."""
    rows = table("diplomacy/agreement")
    rows = rows[rows.year <= 2019]
    return {name: rows[rows.country == name].set_index("year").cosine for name in ("Kazakhstan", "Uzbekistan")}


SLIPS = {
    # the rule of rounding, value by value
    ("04.10", "three figures each"): (lambda: firms._per_firm().map(lambda one: float(f"{one:.3g}")), ""),
    ("04.10", "one decimal for all, another count"): (lambda: firms._per_firm(russian=19000.0).round(1), "some values"),
    ("04.8", "shares rounded before the last step"): (
        lambda: (firms._shares_by_year().round(1)[2021] - firms._shares_by_year().round(1)[2013]).drop("World"),
        "rounded early",
    ),
    ("04.8", "whole points"): (lambda: firms._change().round(0), "rounded"),
    ("04.8", "formatted text"): (lambda: firms._change().map("{:+.1f}".format), "type"),
    ("04.7", "a named slip with one decimal"): (
        lambda: round(firms._gross() / firms.quoted(period="2022", measure="net inflow"), 1),
        "UNCTAD",
    ),
    ("04.1", "the three rows added, rounded"): (lambda: 11.7, ""),
    # years
    ("04.5", "another year, all decimals"): (lambda: firms._without_dutch(2021), "2021"),
    ("04.5", "another year, rounded"): (lambda: round(firms._without_dutch(2021), 1), "several slips"),
    ("04.6", "another year"): (lambda: firms._dutch_part(2013), "year"),
    # luck
    ("04.4", "by name"): (lambda: firms._fifth(column="investor", ascending=True), "by name"),
    ("04.4", "the last year"): (lambda: firms._fifth(2021), "Russia"),
    # functions
    ("04.2", "stops on one input"): (lambda: lambda count, share_pct: count / (1 - share_pct / 100), "complement"),
    ("07.6", "an argument that is not used"): (lambda: lambda cost, size: cost * 1e9 / 240e3, "idle argument"),
    ("07.6", "a zero too many"): (lambda: lambda cost, size: cost * 1e10 / (size * 1e3), "factor 10"),
    ("05.9", "a price typed by hand"): (lambda: lambda d, s, p: oil._stop(d, s, p) * 83 / 82.5, "close"),
    ("05.9", "another price"): (lambda: lambda d, s, p: oil._stop(d, s, p) * 80 / 82.5, "multiple"),
    # shares
    ("07.4", "whole per cent"): (lambda: round(float(power.share(power._sold(), power._made()))), "rounded"),
    ("07.4", "sales added to the total"): (
        lambda: power.share(power._sold(), power._made() + power._sold()),
        "sales in the total",
    ),
    ("07.5", "yes to no"): (lambda: power.share(power._vote("yes"), power._vote("no")), "yes to no"),
    ("07.8", "a part is missing"): (lambda: power._parts("design", "works"), "a part left out"),
    ("09.d", "the total in the mean"): (
        lambda: diplomacy.poll("2022-03", diplomacy.SIDE, "Ukraine") / 3 + 2 * diplomacy._mix() / 3,
        "total in the mean",
    ),
    ("06.a", "the year after"): (
        lambda: uranium._edition_value("last") - uranium._edition_value("first", year=2017),
        "two years",
    ),
    ("06.a", "the last edition twice"): (lambda: 0.0, "nothing corrected"),
    ("07.9", "the total of the press"): (lambda: power._above(power._prices()["press"]), "press total"),
    ("07.9", "divided by the contract"): (lambda: 100 * (1 - 1 / (1 + power._above() / 100)), "base"),
    # a second pair of sets, by another reader
    ("03.1", "the month, not the number"): (lambda: "2022-06", "type"),
    ("03.1", "a comma for the point"): (lambda: "227,15", "type"),
    ("03.4", "the later edition"): (
        lambda: sanctions._mirror("of_sent", edition="Eurostat (edition of 2026-08)"),
        "later edition",
    ),
    ("03.6", "Georgia among the three"): (
        lambda: sanctions._extra(("Kazakhstan", "Kyrgyzstan", "Georgia")),
        "another country among the three",
    ),
    ("03.6", "the monthly table"): (sanctions._extra_by_months, "monthly table"),
    ("03.8", "descriptions"): (lambda: ["Memory chips", "Processor and controller chips"], "words"),
    ("03.8", "row numbers"): (lambda: [3, 17, 21], "row numbers"),
    ("03.8", "another tier"): (lambda: sanctions._codes("3A"), "other tier"),
    ("03.9", "one base for both"): (
        lambda: drawn(sanctions._on_base_of("50 priority codes")),
        "the base of one line for both",
    ),
    ("08.3", "squares of the votes, cubed"): (
        lambda: lambda votes: 1 / sum((one / sum(votes)) ** 3 for one in votes),
        "some inputs",
    ),
    ("08.4", "another day's ballot"): (
        lambda: politics._off_lines(day=politics.DAY, votes="votes_as_printed"),
        "another day",
    ),
    ("08.7", "speeches counted"): (
        lambda: float(1000 * (politics._his_un().democra_words > 0).sum() / politics._his_un().words.sum()),
        "speeches counted, not mentions",
    ),
    ("08.8", "not a whole number"): (lambda: 3.9991, "no whole number"),
    ("08.8", "a chance number"): (lambda: 8, "other"),
    ("08.8", "one beside"): (lambda: task("08.8").reference() + 1, "other"),
    ("08.8", "no pair near enough"): (list, "empty"),
    ("08.9", "two vintages in one line"): (
        lambda: drawn({"index": pd.concat([politics._vintage("v12"), politics._vintage("v15")])}),
        "two rows",
    ),
    ("08.10", "365 days"): (
        lambda: politics._per_month().where(
            politics._per_month().index != "2024-01-01", politics._per_month() * 366 / 365
        ),
        "365 days in 2024",
    ),
    # a third pair
    ("05.3", "a group that the list of the date lacks"): (
        lambda: (
            lambda as_of, groups: float(oil._rows(as_of, groups).groupby("owner_group").share_pct.sum()[groups].sum())
        ),
        "error",
    ),
    ("05.6", "a label that says nothing"): (lambda: drawn(oil._all_oil(), up="value"), "empty label"),
    ("05.9", "flow and price of another year"): (lambda: lambda d, s, p: oil._stop(d, s, p) * 1.31, "multiple"),
    ("05.10", "the president's figure"): (lambda: 745, "the president's figure"),
    ("05.10", "the two years"): (lambda: oil._since(2023) - oil._carried(), "the two years themselves"),
    ("05.9", "an argument that matters only sometimes"): (
        lambda: lambda d, s, p: oil._stop(1, 0, 0) * max(d - s * (1 - p / 100), 0),
        "some inputs",
    ),
    ("05.9", "one way without return"): (lambda: lambda d, s, p: oil._stop(d, s, p) if s <= d else None, "return"),
    ("09.3", "another country, near the other sign"): (lambda: -task("09.3").reference() - 0.0002, "country"),
    ("09.6", "the years lost on the way"): (lambda: task("09.6").reference().reset_index(drop=True), "index"),
    ("09.6", "one text among numbers"): (
        lambda: task("09.6").reference().astype(object).where(lambda one: one.index != 2020, "0"),
        "type",
    ),
    ("09.9", "every partner in one line"): (lambda: drawn(diplomacy_lines(), up="cosine with Russia"), "two rows"),
    ("02.3", "a list of True and False"): (lambda: [True, False, True], "mask"),
    # labels
    ("02.a", "grouped by partner"): (lambda: trade._by_year(key="partner"), "grouped by partner"),
    ("10.2", "added down the columns"): (
        lambda: scorecard._claims(tested=True).groupby("verdict").size(),
        "other column",
    ),
    ("07.2", "dates in words"): (
        lambda: task("07.2").reference().set_axis(["7 December 2022", "13 Dec 2023"]),
        "index type",
    ),
    ("07.7", "values at other plants"): (
        lambda: pd.Series(power._tenge().to_numpy(), index=["Semey", "Ust-Kamenogorsk", "Kokshetau"]),
        "other labels",
    ),
}


@pytest.mark.parametrize("slip", SLIPS, ids=" ".join)
def test_a_slip_is_called_by_its_name(slip):
    make, kind = SLIPS[slip]
    found = look(known(slip[0]), make())
    assert (found.kind, found.state == DONE) == (kind, not kind), found.hint


# What must stand in the hint, or what must not.
SAID = {
    ("01.d", "brackets of the third condition"): (lambda: 0, "round brackets of its own"),
    ("04.c", "a list squared as a whole"): (lambda: lambda shares: 10000 / sum(shares**2), "pd.Series"),
    ("09.4", "two lists multiplied"): (lambda: lambda shares, weights: shares * weights, "pd.Series"),
    ("08.3", "a list divided"): (lambda: lambda votes: 1 / sum((votes / sum(votes)) ** 2), "pd.Series"),
    ("06.e", "the third of one"): (
        lambda: lambda chain: chain[0] * chain[1] * chain[2] / 1e4,
        "shorter than the position",
    ),
    ("05.3", "equal to a list"): (
        lambda: lambda as_of, groups: (pd.Series(["Russian state"] * 11) == groups).sum(),
        "isin",
    ),
    ("05.9", "a factor on all results but zero"): (
        lambda: lambda d, s, p: 0.9 * oil._stop(d, s, p),
        "one and the same factor",
    ),
}


@pytest.mark.parametrize("slip", SAID, ids=" ".join)
def test_a_slip_is_told_in_words_that_help(slip):
    make, words = SAID[slip]
    found = look(known(slip[0]), make())
    assert words in found.hint and "unsupported operand" not in found.hint, found.hint


def test_a_wrong_grouping_column_is_not_put_on_the_rows():
    for one, answer in (("02.a", pd.Series({"exports": 1.0, "imports": 2.0})), ("10.2", pd.Series({"C01": 1.0}))):
        hint = look(known(one), answer).hint
        assert "Which rows" not in hint, hint


PHRASED = [one for name in sets() for one in tasks(name) if isinstance(one.answer, Choice) and "phrase" in one.unit]


@pytest.mark.parametrize("one", PHRASED, ids=lambda one: one.id)
def test_phrases_to_choose_from_stand_in_the_question(one):
    assert all(f'"{phrase}"' in one.question for phrase in one.answer.options)
