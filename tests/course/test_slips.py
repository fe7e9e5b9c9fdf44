"""Slips that a reader of two exercise sets really makes, each against the real check: what is said, or that it passes."""

import pandas as pd
import pytest

from claimlab.checks.answers import Choice
from claimlab.checks.check import look
from claimlab.checks.task import sets, task, tasks
from claimlab.checks.values import DONE
from claimlab.workshop.strength import quick
from course.firms import tasks as firms
from course.power import tasks as power

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
    # shares
    ("07.4", "whole per cent"): (lambda: round(float(power.share(power._sold(), power._made()))), "rounded"),
    ("07.4", "sales added to the total"): (
        lambda: power.share(power._sold(), power._made() + power._sold()),
        "sales in the total",
    ),
    ("07.5", "yes to no"): (lambda: power.share(power._vote("yes"), power._vote("no")), "yes to no"),
    ("07.8", "a part is missing"): (lambda: power._parts("design", "works"), "a part left out"),
    # labels
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
    found = look(quick(task(slip[0])), make())
    assert (found.kind, found.state == DONE) == (kind, not kind), found.hint


PHRASED = [one for name in sets() for one in tasks(name) if isinstance(one.answer, Choice) and "phrase" in one.unit]


@pytest.mark.parametrize("one", PHRASED, ids=lambda one: one.id)
def test_phrases_to_choose_from_stand_in_the_question(one):
    assert all(f'"{phrase}"' in one.question for phrase in one.answer.options)
