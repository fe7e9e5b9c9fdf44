"""Every kind of answer against everything a student may hold in a variable: right in all its forms, wrong in a sentence."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import matplotlib
import numpy as np
import pandas as pd
import pytest

matplotlib.use("agg")

from claimlab.checks import answers
from claimlab.checks import check as checks
from claimlab.checks.answers import (
    DONE,
    OPEN,
    WRONG,
    Choice,
    Column,
    Figure,
    Function,
    Items,
    Mistake,
    Number,
    is_blank,
)
from claimlab.checks.check import NotYet, check, look
from claimlab.checks.kinds import number as number_kind
from claimlab.checks.task import Task, UnknownTask, lesson_link


def task(answer, reference, mistakes=(), unit="per cent", near=()):
    return Task(
        id="02.3",
        title="A title",
        name="growth",
        question="How much?",
        unit=unit,
        answer=answer,
        reference=reference,
        mistakes=mistakes,
        nudge="Look again at both numbers, please.",
        after="",
        section="Shares",
        near=near,
    )


def outcome(kind, reference, answer, **rest):
    found = look(task(kind, reference, **rest), answer)
    if found.state == WRONG:
        assert found.kind and re.search(r"[.?]$", found.hint) and len(found.hint) > 25 and "\n" not in found.hint, found
    return found.state, found.kind


def name(one):
    """Ids for pytest: addresses of objects would differ between two workers."""
    return one if isinstance(one, str) and one.isprintable() else type(one).__name__


NUMBER = Number(0.05, change=True)


@pytest.mark.parametrize(
    "answer",
    [
        12.5,
        np.float32(12.5),
        np.float64(12.5),
        Decimal("12.5"),
        Fraction(25, 2),
        np.array(12.5),
        12.46,
        12.54,
        pd.Series([12.5]).iloc[0],
        pd.array([12.5], dtype="Float64")[0],
        np.longdouble(12.5),
    ],
    ids=name,
)
def test_one_number_in_all_its_forms(answer):
    assert outcome(NUMBER, lambda: 12.5, answer) == (DONE, "")


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("12.5", "type"),
        ("12.5 %", "type"),
        (None, "type"),
        (True, "type"),
        (np.bool_(True), "type"),
        (12.5 + 0j, "type"),
        (float("nan"), "nan"),
        (pd.NA, "nan"),
        (pd.NaT, "nan"),
        (np.array(np.nan), "nan"),
        (float("inf"), "inf"),
        (Decimal("Infinity"), "inf"),
        (10**400, "inf"),
        (Decimal("sNaN"), "inf"),
        ([12.5], "wrapped"),
        (np.array([12.5]), "wrapped"),
        (pd.Series([12.5]), "wrapped"),
        (pd.DataFrame({"a": [12.5]}), "wrapped"),
        (pd.Series([1, 2]), "type"),
        (pd.Series([], dtype=float), "empty"),
        (np.zeros((2, 2)), "type"),
        (pd.DataFrame(), "empty"),
        ({}, "type"),
        ({"a": 1}, "type"),
        (print, "type"),
        (lambda: 12.5, "type"),
        (float, "type"),
        (np, "type"),
        (pd.Series([1, 2]).groupby([1, 2]), "type"),
        (object(), "type"),
        (iter([1]), "type"),
        (-12.5, "sign"),
        (0.125, "fraction"),
        (1.125, "factor"),
        (112.5, "factor"),
        (12500, "factor 1,000"),
        (0.0125, "factor 1,000"),
        (13, "rounded"),
        (14, "other"),
        (0, "nothing"),
        (25, "multiple"),
        (8, "upside down"),
        (87.5, "the rest"),
        (2000, "size"),
        (100 * (1 - 1 / 1.125), "base"),
        (12.4, "close"),
    ],
    ids=name,
)
def test_not_that_number(answer, kind):
    assert outcome(NUMBER, lambda: 12.5, answer) == (WRONG, kind)


def test_a_number_that_was_rounded_or_belongs_elsewhere(monkeypatch):
    for right in (12.5678, 12.57, 12.6):
        assert outcome(Number(0.001), lambda: 12.5678, right, unit="km") == (DONE, "")
    assert outcome(Number(0.001), lambda: 12.5678, 12.58, unit="km") == (WRONG, "close")  # rounded wrongly
    assert outcome(Number(0.001), lambda: 12.5678, 13, unit="km") == (WRONG, "rounded")
    assert outcome(Number(0), lambda: 72, 72.0) == (DONE, "") and outcome(Number(0), lambda: 72, 73) == (
        WRONG,
        "by one",
    )

    def turnover(partner="Russia", year=2023):
        return {("Russia", 2023): 27.0, ("Russia", 2022): 26.0, ("China", 2023): 31.0}[partner, year]

    monkeypatch.setattr(number_kind, "manifest", lambda: {"names": {"places": ["China"]}})
    assert outcome(Number(0.01), turnover, 26.0, near=("partner", "year")) == (WRONG, "year")
    assert outcome(Number(0.01), turnover, 31.0, near=("partner", "year")) == (WRONG, "country")
    assert outcome(Number(0.01), lambda year=2023: {2023: 12.28, 2022: 12.3}[year], 12.3) == (DONE, "")
    assert outcome(Number(0.01), lambda: 12.5, 0.125, unit="per cent of the loss") == (WRONG, "fraction")
    assert outcome(NUMBER, lambda: 12.5, 100 * (1 / 1.125 - 1)) == (WRONG, "base")


def test_row_numbers_for_words_and_dates_for_text():
    assert outcome(Items(), lambda: ["Japan", "China"], [3, 7]) == (WRONG, "numbers")
    wanted = pd.Series({"2022-12-07": 7.6, "2023-12-13": 9.1})
    assert outcome(Column(0.05, index="date"), lambda: wanted, wanted.set_axis(pd.to_datetime(wanted.index))) == (
        WRONG,
        "index type",
    )


def test_a_function_that_rounds_is_told_so():
    def rounded(new, old):
        return round(right(new, old) * 1.001, 6)

    assert outcome(FUNCTION, right, rounded) == (WRONG, "close")


def test_the_named_mistake_comes_before_the_general_one():
    named = (Mistake("upside down", lambda: -12.5, "What stands below the line here, and why?"),)
    assert outcome(NUMBER, lambda: 12.5, -12.5, mistakes=named) == (WRONG, "upside down")


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("2022 final", DONE),
        (" 2022  FINAL. ", DONE),
        (np.str_("2022 final"), DONE),
        ('"2022 final"', DONE),
        ("a\u2013b", WRONG),
        ("banana", WRONG),
        ("", WRONG),
        (2022, WRONG),
        (["2022 final"], WRONG),
        (None, WRONG),
    ],
    ids=name,
)
def test_choice(answer, state):
    assert outcome(Choice(("2022 final", "a-b")), lambda: "2022 final", answer)[0] == state


YEARS = [2005, 2006, 2008]


@pytest.mark.parametrize(
    "answer",
    [
        YEARS,
        tuple(YEARS),
        set(YEARS),
        YEARS[::-1],
        np.array(YEARS),
        pd.Series(YEARS),
        pd.Index(YEARS),
        pd.Series(YEARS, dtype="Int64"),
        [2005.0, 2006.0, 2008.0],
        [Decimal(2005), 2006, np.int8(8) + np.int64(2000)],
        {2005: 1, 2006: 1, 2008: 1}.keys(),
        (year for year in YEARS),
    ],
    ids=name,
)
def test_items_in_all_their_forms(answer):
    assert outcome(Items(), lambda: YEARS, answer) == (DONE, "")


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("2005", "type"),
        (2005, "type"),
        (None, "type"),
        (np.array(2005), "type"),
        (np.zeros((2, 2)), "type"),
        (pd.DataFrame({"a": YEARS}), "type"),
        ({2005: 1}, "type"),
        (list, "type"),
        (pd.Series([True, False]), "mask"),
        (pd.Series([True, pd.NA], dtype="boolean"), "mask"),
        ([YEARS], "items type"),
        ([pd.Series(YEARS)], "items type"),
        ([object()], "items type"),
        ([...], "items type"),
        ([], "empty"),
        ([2005, 2005, 2006, 2008], "double"),
        ([2005, 2006], "too few"),
        ([2005, 2006, 2007], "items"),
        ([True, 2006, 2008], "items"),
        ([None, 2006, 2008], "nan items"),
        ([2005.5, 2006, 2008], "items"),
        ([2005, 2005, 2006], "too few"),
        (pd.Series(1.5, index=YEARS), "labels"),
        (pd.Series(1.5, index=[2005.0, 2006.0, 2008.0]), "labels"),
        (["2005.0", "2006.0", "2008.0"], "text"),
    ],
    ids=name,
)
def test_not_those_items(answer, kind):
    assert outcome(Items(), lambda: YEARS, answer) == (WRONG, kind)


def test_one_item_that_is_missing_is_spoken_of_as_one():
    assert "and 1 more does." in look(task(Items(), lambda: YEARS), YEARS[:2]).hint
    assert "and 2 more do." in look(task(Items(), lambda: YEARS), YEARS[:1]).hint


def test_the_order_of_items_counts_where_the_task_says_so():
    assert outcome(Items(ordered=True), lambda: YEARS, YEARS) == (DONE, "")
    assert outcome(Items(ordered=True), lambda: YEARS, YEARS[::-1]) == (WRONG, "order")


SHARES = pd.Series({2021: 40.0, 2022: 30.0, 2023: 20.0})


@pytest.mark.parametrize(
    "answer",
    [
        SHARES,
        SHARES.iloc[::-1],
        SHARES + 0.01,
        SHARES.astype("Float64"),
        SHARES.astype(object),
        SHARES.astype("float32"),
        SHARES.astype(int),
        SHARES.map(Decimal),
        SHARES.set_axis(SHARES.index.astype(float)),
        SHARES.rename("x").rename_axis("y"),
        SHARES.set_axis(SHARES.index.astype("Int64")),
    ],
    ids=name,
)
def test_a_column_in_all_its_forms(answer):
    assert outcome(Column(0.05), lambda: SHARES, answer) == (DONE, "")


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (SHARES.to_frame(), "frame"),
        (pd.concat([SHARES, SHARES], axis=1), "frame"),
        (SHARES.to_numpy(), "type"),
        (SHARES.to_dict(), "type"),
        (list(SHARES), "type"),
        (None, "type"),
        (SHARES.astype(str), "type"),
        (SHARES > 1, "type"),
        (SHARES.astype(complex), "type"),
        (pd.to_datetime(SHARES), "type"),
        (SHARES.iloc[:0], "empty"),
        (SHARES.reset_index(drop=True), "index"),
        (SHARES.iloc[1:], "index"),
        (SHARES.rename({2021: 2020}), "index"),
        (SHARES.set_axis(["2021.5", "2022", "2023"]), "index"),
        (SHARES.set_axis(pd.to_datetime(["2021-05", "2022-05", "2023-05"])), "index type"),
        (SHARES.set_axis([5, 17, 29]), "row numbers"),
        (SHARES.set_axis(pd.MultiIndex.from_product([["a"], SHARES.index])), "index"),
        (pd.concat([SHARES, SHARES]), "double"),
        (SHARES.where(SHARES > 25), "nan"),
        (SHARES.astype("Float64").where(SHARES > 25), "nan"),
        (SHARES / 100, "fraction"),
        (SHARES * 100, "factor 100"),
        (pd.concat([SHARES, pd.Series({2020: float("nan")})]), "nan rows"),
        (SHARES * 1000, "factor 1,000"),
        (-SHARES, "sign"),
        (SHARES.add([0, 0, 1]), "some values"),
        (SHARES.add([0, 2, 1]), "values"),
        (SHARES * 0, "nothing"),
        (SHARES * float("inf"), "values"),
    ],
    ids=name,
)
def test_not_that_column(answer, kind):
    assert outcome(Column(0.05), lambda: SHARES, answer) == (WRONG, kind)


def test_a_column_in_order_and_with_gaps():
    assert outcome(Column(0.05, ordered=True), lambda: SHARES, SHARES.iloc[::-1]) == (WRONG, "order")
    gap = SHARES.where(SHARES > 25)
    assert outcome(Column(0.05), lambda: gap, gap.astype("Float64")) == (DONE, "")
    assert outcome(Column(0.05), lambda: gap, SHARES)[0] == WRONG
    parts = pd.Series({"January-October": 1.0, "late": 2.0})
    assert outcome(
        Column(0.05), lambda: parts, parts.rename({"January-October": "January \u2013 October".replace(" ", "")})
    ) == (DONE, "")
    said = look(task(Column(0.05), lambda: parts), parts.rename({"late": "Late"}))
    assert said.kind == "index" and "the table that it names" in said.hint
    days = pd.Series({"2022-12-07": 1.0, "2023-12-13": 2.0})
    said = look(task(Column(0.05, index="date"), lambda: days), days.set_axis(["7 December 2022", "13 Dec 2023"]))
    assert said.kind == "index type" and "right days" in said.hint
    fine = SHARES + 0.0432
    assert outcome(Column(0.001), lambda: fine, fine.round(1)) == (DONE, "")
    assert outcome(Column(0.001), lambda: fine, fine.round(1), unit="km") == (DONE, "")
    assert outcome(Column(0.001), lambda: fine + 0.3, (fine + 0.3).round(0)) == (WRONG, "rounded")
    assert outcome(Column(0.001), lambda: fine, (fine + 0.05).round(1)) == (WRONG, "values")


def test_each_value_of_a_column_is_rounded_by_its_own_figures():
    per = pd.Series({"a": 98.5690, "b": 84.0696, "c": 0.59272})
    kind = Column(0.006, index="place")
    assert outcome(kind, lambda: per, pd.Series({"a": 98.6, "b": 84.1, "c": 0.593}), unit="km") == (DONE, "")
    assert outcome(kind, lambda: per, pd.Series({"a": 98.7, "b": 84.1, "c": 0.593}), unit="km") == (
        WRONG,
        "some values",
    )
    said = look(task(kind, lambda: per, unit="km"), pd.Series({"a": 98.6, "b": 84.1, "c": 0.2}))
    assert said.kind == "some values" and "but for c." in said.hint


def test_a_column_that_was_rounded_too_early_or_too_far():
    parts = pd.Series({"a": 3.342, "b": -2.481, "c": 0.021, "d": 0.463})
    said = look(task(Column(0.05, index="place"), lambda: parts), parts.round(0))
    assert said.kind == "rounded", "one value rounds to zero"
    before = pd.Series({"a": 12.1, "b": 7.9, "c": 1.2, "d": 5.0}) - pd.Series({"a": 8.7, "b": 10.4, "c": 1.1, "d": 4.6})
    assert outcome(Column(0.05, index="place"), lambda: parts, before) == (WRONG, "rounded early")


def test_numbers_written_as_text_keep_their_formatting():
    for answer in (SHARES.astype(str), SHARES.map("{:+.1f} %".format)):
        assert "formatting" in look(task(Column(0.05), lambda: SHARES), answer).hint
    for answer in ("Kazakhstan", "2022-12-07", "7 December 2022"):
        assert "Which column" in look(task(Column(0.05), lambda: SHARES), SHARES.map(lambda _, text=answer: text)).hint


def test_a_wrong_number_may_be_rounded_as_a_right_one():
    slips = (
        Mistake("another source", lambda: 4.5837, "Which source does the question name?"),
        Mistake("a year later", lambda: 4.8721, "Which year does the question name?"),
        Mistake("gap", lambda: 22.9431, "What tells you how many times?"),
    )
    for given, kind in ((4.5837, "another source"), (4.58, "another source"), (4.6, "another source"), (22.9, "gap")):
        assert outcome(Number(0.05), lambda: 5.4657, given, unit="times", mistakes=slips) == (WRONG, kind)
    for given, kind in ((18.3, "upside down"), (10.9, "multiple"), (118, "other"), (12, "other")):
        assert outcome(Number(0.05), lambda: 5.4657, given, unit="times") == (WRONG, kind)
    for given in (0.45, 0.5, 0.453):
        assert outcome(Number(0.05), lambda: 45.276, given, unit="per cent of the roll") == (WRONG, "fraction")
    said = look(task(Number(0.01), lambda: 4.166, unit="per cent of the roll"), 0.0)
    assert said.kind == "nothing" and "rounded" in said.hint
    half = (Mistake("half of them", lambda: SHARES / 20 + 0.03, "Which half does the question leave out?"),)
    kind = Column(0.001)
    for given in ((SHARES / 20 + 0.03), (SHARES / 20 + 0.03).round(1)):
        assert outcome(kind, lambda: SHARES / 10, given, unit="km", mistakes=half) == (WRONG, "half of them")


def test_a_rounded_number_that_fits_two_slips_is_told_neither():
    slips = (
        Mistake("of use", lambda: 4.0845, "Which total does the question name?"),
        Mistake("another table", lambda: 4.1378, "In which table does it stand?"),
    )
    for given, kind in ((4.0845, "of use"), (4.1378, "another table"), (4.08, "of use"), (4.1, "several slips")):
        assert outcome(Number(0.01), lambda: 4.166, given, unit="per cent of all", mistakes=slips) == (WRONG, kind)
    for given in (4, 4.17, 4.2):
        assert (look(task(Number(0.01), lambda: 4.166, (), "per cent of all"), given).kind or DONE) in ("rounded", DONE)


def test_digits_that_were_cut_off_or_made_tens():
    for target, given, kind in (
        (12.987, 12, "rounded"),
        (4.166, 4.1, "rounded"),
        (167.4, 170, "rounded"),
        (1674.2, 1700, "rounded"),
        (167.4, 160, "other"),
        (12.987, 11, "other"),
        (-5.258, -5.2, "rounded"),
    ):
        assert outcome(Number(0.01), lambda right=target: right, given, unit="MW") == (WRONG, kind), given


def test_a_zero_too_many_is_a_factor_of_ten():
    for answer, kind in ((125.0, Number(0.05)), (SHARES * 10, Column(0.05))):
        reference = lambda kind=kind: 12.5 if isinstance(kind, Number) else SHARES  # noqa: E731
        assert outcome(kind, reference, answer, unit="km") == (WRONG, "factor 10")
    assert outcome(FUNCTION, right, lambda new, old: 10 * right(new, old), unit="km") == (WRONG, "factor 10")


def test_values_at_other_labels_and_one_that_is_off_by_a_factor():
    assert outcome(Column(0.05), lambda: SHARES, SHARES.set_axis([2022, 2021, 2023])) == (WRONG, "other labels")
    odd = SHARES.replace(30.0, 30000.0)
    said = look(task(Column(0.05), lambda: SHARES), odd)
    assert said.kind == "factor 1,000" and "2022" in said.hint


def test_what_is_nearer_to_a_named_mistake_is_that_mistake():
    slip = (Mistake("rows added", lambda: 11.6532, "Which single row is the whole already?"),)
    for given, kind in ((11.6111, ""), (11.6, ""), (11.62, ""), (11.6532, "rows added"), (11.65, "rows added")):
        found = outcome(Number(0.05), lambda: 11.6111, given, unit="per cent of all", mistakes=slip)
        assert found == ((WRONG, kind) if kind else (DONE, ""))
    near = (Mistake("rows added", lambda: SHARES + 0.04, "Which single row is the whole already?"),)
    assert outcome(Column(0.05), lambda: SHARES, SHARES + 0.04, mistakes=near) == (WRONG, "rows added")
    assert outcome(Column(0.05), lambda: SHARES, SHARES + 0.01, mistakes=near) == (DONE, "")


def test_a_share_is_no_change():
    """Who takes another whole for a share has not divided by the other of two values, nor forgotten to take one away."""
    for given in (4, 4.0, 104.17, 145.28):
        said = look(task(Number(0.01), lambda: 4.166, unit="per cent of all"), given)
        assert said.kind not in ("base", "factor"), given
    assert outcome(Number(0.05, change=True), lambda: 12.5, 11.111111) == (WRONG, "base")


def test_another_year_is_named_though_it_lies_far_away():
    def held(year=2015):
        return 30.0 + (year - 2015) * 1.3571

    assert outcome(Number(0.05), held, held(2021), near=("year",)) == (WRONG, "year")
    assert outcome(Number(0.05), held, round(held(2016), 1), near=("year",)) == (WRONG, "year")
    assert outcome(Number(0.05), held, round(held(2021), 1), near=("year",)) == (WRONG, "other")


def test_a_gap_in_per_cent_is_no_share_of_a_whole():
    unit = "per cent of the other count"
    assert outcome(Number(0.1), lambda: 25.0, 130, unit=unit) == (WRONG, "above 100")
    assert outcome(Number(0.1), lambda: 25.0, -31, unit=unit) == (WRONG, "below zero")
    assert (
        outcome(NUMBER, lambda: 25.0, 130, unit=unit)
        == outcome(NUMBER, lambda: 25.0, -31, unit=unit)
        == (WRONG, "other")
    )


def test_a_column_of_the_wrong_form():
    assert outcome(Column(0.05), lambda: SHARES, 100 / SHARES) == (WRONG, "upside down")
    assert outcome(Column(0.05), lambda: SHARES, 100 - SHARES) == (WRONG, "the rest")
    assert outcome(Column(0.05), lambda: SHARES, SHARES.cumsum()) == (WRONG, "added up")
    assert outcome(Column(0.05), lambda: SHARES, SHARES * 7) == (WRONG, "multiple")
    longer = pd.Series({2020: 4.0, 2021: 5.0, 2022: 7.0, 2023: 11.0})
    assert outcome(Column(0.05), lambda: longer, longer.shift(fill_value=1.0)) == (WRONG, "one row late")
    said = look(task(Column(0.05), lambda: longer), longer.replace(7.0, 9.0))
    assert said.kind == "some values" and "but for 2022" in said.hint and "7" not in said.hint


def test_a_function_that_rounds_or_selects_nothing():
    def rounded(new, old):
        return round(right(new, old) + 0.00321, 2)

    assert outcome(FUNCTION, lambda new, old: right(new, old) + 0.00321, rounded) == (WRONG, "rounded inside")
    assert outcome(FUNCTION, right, lambda new, old: sum([])) == (WRONG, "nothing")
    said = look(task(FUNCTION, right), lambda new, old: right(new, old) if new != 5 else 7)
    assert said.kind == "some inputs" and "(5, 4)" in said.hint and "25" not in said.hint
    said = look(task(Number(1), lambda: 5), pd.Series([np.nan, np.nan]))
    assert said.kind == "nan" and "no label in common" in said.hint
    assert "which of them" in look(task(Number(1), lambda: 5), [1, 2]).hint
    also = (Mistake("grid", lambda x: 111 * x, "Is a degree the same everywhere?", also=(lambda x: 111.2 * x,)),)
    kind = Function(lambda: [(1,), (2,)])
    assert outcome(kind, lambda x: x, lambda x: 111.2 * x, mistakes=also) == (WRONG, "grid")


def test_a_function_that_stops_may_still_be_a_named_mistake():
    kind = Function(lambda: [(30, 50), (7, 100), (12, 5)], signature="whole(part, share)")
    reference = lambda part, share: part / (share / 100)  # noqa: E731
    slip = (
        Mistake(
            "the rest",
            lambda part, share: part / (1 - share / 100) if share < 100 else 0,
            "Of which share is it the size?",
        ),
    )
    assert outcome(kind, reference, lambda part, share: part / (1 - share / 100), mistakes=slip) == (WRONG, "the rest")
    assert outcome(kind, reference, lambda part, share: part / (share / 100) / (share != 100), mistakes=slip) == (
        WRONG,
        "error",
    )
    assert outcome(kind, reference, lambda part, share: part / (2 - share / 50)) == (WRONG, "error")


def test_a_function_that_stops_is_told_in_plain_words():
    kind = Function(lambda: [([1, 2],), ([3],)], signature="square(values)")
    said = look(task(kind, lambda values: sum(one**2 for one in values)), lambda values: sum(values**2)).hint
    assert "TypeError. A list does no arithmetic" in said and "([1, 2])" in said and "operand" not in said
    said = look(task(kind, sum), lambda values: {}["x"]).hint
    assert "KeyError: 'x'. It was" in said, "what the table does not know keeps Python's words"


def test_one_factor_is_seen_beside_a_right_zero():
    kind = Function(lambda: [(0, 5), (4, 1), (8, 2)], signature="f(a, b)")
    assert outcome(kind, lambda a, b: a * b, lambda a, b: 1.5 * a * b) == (WRONG, "multiple")
    assert outcome(kind, lambda a, b: a * b, lambda a, b: a * b if a < 8 else 1) == (WRONG, "some inputs")


def test_labels_of_another_column_are_not_put_on_the_rows():
    one = task(Column(0.1), lambda: pd.Series({2020: 1.0, 2021: 2.0, 2022: 3.0}))
    said = look(one, pd.Series({"Uri": 3.0, "Zug": 3.0}))
    assert said.kind == "other column" and "Uri, Zug" in said.hint and "groupby" in said.hint
    assert "Which rows" in look(one, pd.Series({2019: 1.0, 2022: 1.0})).hint, "years are the right kind of label"


def test_rows_that_are_only_numbered_are_told_so_though_some_numbers_are_labels():
    sizes = pd.Series([4.0, 5.5, 7.25], index=[1, 2, 3])
    assert outcome(Column(0.01, "size"), lambda: sizes, sizes.reset_index(drop=True)) == (WRONG, "index")
    assert "numbered 0, 1, 2" in look(task(Column(0.01, "size"), lambda: sizes), sizes.reset_index(drop=True)).hint
    numbered = sizes.reset_index(drop=True)
    assert outcome(Column(0.01, "size"), lambda: numbered, numbered)[0] == DONE


def test_an_argument_that_is_not_used_is_named():
    said = look(task(FUNCTION, right), lambda new, old: 100 * (new / 100 - 1))
    assert said.kind == "idle argument" and "with old." in said.hint
    said = look(task(FUNCTION, right), lambda new, old: 100 * (120 / old - 1))
    assert said.kind == "idle argument" and "with new." in said.hint


FUNCTION = Function(lambda: [(120, 100), (80, 100), (5, 4)], 1e-6, "change(new, old)")


def right(new, old):
    return 100 * (new / old - 1)


def endless(new, old):
    raise KeyboardInterrupt


def stub(new, old):
    """Return the change."""


def passing(new, old):
    pass


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (20, "type"),
        ("def", "type"),
        (lambda: 1, "signature"),
        (lambda new: 1, "signature"),
        (lambda new, old: 20, "constant"),
        (lambda new, old: None, "return"),
        (lambda new, old: str(right(new, old)), "result type"),
        (lambda new, old: [right(new, old)], "result type"),
        (lambda new, old: right(new, old) > 0, "result type"),
        (lambda new, old: right(new, old) / 100, "fraction"),
        (lambda new, old: right(new, old) * 100, "factor 100"),
        (lambda new, old: -right(new, old), "sign"),
        (lambda new, old: new / 0, "error"),
        (lambda new, old: len(new), "error"),
        (lambda new, old: round(right(new, old), 6) if new > 100 else 0, "some inputs"),
        (lambda new, old: exec("raise SystemExit"), "error"),
        (endless, "endless"),
        (lambda new, old: float("nan"), "nothing"),
        (lambda new, old: pd.Series([new, old]), "result type"),
        (lambda new, old: right(new, old) * 3, "multiple"),
        (lambda new, old: right(new, old) + 100, "one amount"),
        (lambda new, old: 1e4 / right(new, old), "upside down"),
        (lambda new, old: right(new, old) * new * 100, "size"),
        (lambda new, old: new + old, "values"),
    ],
    ids=name,
)
def test_not_that_function(answer, kind):
    assert outcome(FUNCTION, lambda new, old: right(new, old), answer) == (WRONG, kind)


def test_a_function_below_zero_is_shown_where():
    kind = Function(lambda: [(9, 5), (4, 1), (8, 2)], signature="f(a, b)")
    said = look(task(kind, lambda a, b: a - b), lambda a, b: b - a + (11 if a == 9 else 1))
    assert said.kind == "below zero" and "For (4, 1)" in said.hint
    said = look(task(kind, lambda a, b: b - a), lambda a, b: a * b + a)
    assert said.kind == "values", "a right result may be below zero: nothing is said of the sign"


def test_functions_that_pass_or_wait():
    for answer in (right, lambda *given: np.array(right(*given)), np.vectorize(right)):
        assert outcome(FUNCTION, right, answer) == (DONE, "")
    assert look(task(FUNCTION, right), stub).state == OPEN and look(task(FUNCTION, right), passing).state == OPEN
    assert (
        is_blank(...) and not is_blank(lambda: None) and not is_blank(right) and not is_blank(0) and not is_blank(None)
    )


def test_a_function_may_spoil_its_own_copy_of_the_input_only():
    table = pd.DataFrame({"a": [1, 2]})
    kind = Function(lambda: [(table,)], signature="total(table)")

    def spoils(given):
        result = given["a"].sum()
        given["a"] = 0
        return result

    assert outcome(kind, lambda given: given["a"].sum(), spoils) == (DONE, "") and table["a"].sum() == 3


def words(text):
    return Function(lambda: [("a",), ("b",)], signature="f(x)"), lambda x: {"a": text, "b": "no"}[x]


def test_functions_that_give_text():
    kind, reference = words("yes")
    assert outcome(kind, reference, reference) == (DONE, "")
    assert outcome(kind, reference, lambda x: 1 if x == "a" else 0) == (WRONG, "values")


LINES = {"Russia": pd.Series({2021: 1.0, 2022: 2.0, 2023: 4.0}), "China": pd.Series({2021: 3.0, 2022: 3.5, 2023: 5.0})}
PICTURE = Figure(lambda: LINES, ("billion", "bn"), 0.01)


def draw(lines=LINES, how="plot", labels=("Year", "billion US dollars"), names=None, years=None, twice=1, legend=True):
    from matplotlib.figure import Figure as Paper

    ax = Paper().subplots()
    for number in range(twice):
        for name, values in lines.items():
            getattr(ax, how)(
                values.index if years is None else years, values + number * 10, label=(names or {}).get(name, name)
            )
    ax.set(xlabel=labels[0], ylabel=labels[1])
    if legend and lines:
        ax.legend()
    return ax


ODD = {name: line.loc[[2023, 2021, 2022]] for name, line in LINES.items()}


def beside():
    ax = draw({})
    for shift, (name, line) in zip((-0.2, 0.2), LINES.items()):
        ax.bar(line.index + shift, line, 0.4, label=name)
    ax.legend()
    return ax


def direct(ax):
    ax.text(2023, 4, "Russia")
    ax.text(2023, 5, "China")
    return ax


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (draw, ""),
        (lambda: draw().figure, ""),
        (lambda: draw(how="scatter"), ""),
        (lambda: draw(how="bar"), "covered"),
        (lambda: beside(), ""),
        (lambda: pd.DataFrame(LINES).plot.bar(xlabel="Year", ylabel="bn dollars"), ""),
        (lambda: pd.DataFrame(LINES).plot.bar(stacked=True, xlabel="Year", ylabel="bn dollars"), "stacked"),
        (
            lambda: draw({name: line.set_axis(["2023", "2021", "2022"]) for name, line in ODD.items()}),
            "years out of order",
        ),
        (lambda: draw({"Russia": sum(LINES.values())}), "sum"),
        (lambda: draw(years=["2021", "2022", "2023"]), ""),
        (lambda: draw(years=pd.to_datetime(["2021", "2022", "2023"])), ""),
        (lambda: draw({k: v.iloc[::-1] for k, v in LINES.items()}), ""),
        (lambda: draw(twice=2), ""),
        (lambda: draw(names={"Russia": "RU", "China": "CN"}), ""),
        (lambda: SimpleNamespace(ax=draw()), ""),
        (lambda: draw(labels=("Year", "")), "label"),
        (lambda: draw(labels=("", "bn")), "label"),
        (lambda: draw(labels=("Year", "million")), "unit"),
        (lambda: draw({}), "empty"),
        (lambda: draw({"Russia": LINES["Russia"]}), "not drawn"),
        (lambda: draw(LINES | {"Russia": LINES["Russia"] * [1, 1.5, 2]}), "one of them"),
        (lambda: draw({name: values * [1, 1.5, 2] for name, values in LINES.items()}), "data"),
        (lambda: draw({"a": LINES["Russia"] * 5, "b": LINES["China"] * 5}), "data"),
        (lambda: draw(years=[2020, 2021, 2022]), "shifted"),
        (lambda: draw(years=[0, 1, 2]), "numbered"),
        (lambda: draw({"Russia": LINES["Russia"].set_axis([2023, 2022, 2021]), "China": LINES["China"]}), "backwards"),
        (lambda: draw(twice=3), "crowded"),
        (lambda: draw(names={"Russia": "China", "China": "Russia"}), "legend"),
        (lambda: draw().figure.__class__(), "type"),
        (lambda: np.array([draw(), draw()]), "panels"),
        (lambda: (draw().figure, draw()), "panels"),
        (lambda: (lambda ax: (ax.figure, ax))(draw()), ""),
        (lambda: draw().lines, ""),
        (lambda: draw(legend=False), "names"),
        (lambda: direct(draw(legend=False)), ""),
    ],
    ids=name,
)
def test_figures(make, kind):
    assert outcome(PICTURE, None, make()) == ((WRONG, kind) if kind else (DONE, ""))


def test_a_picture_may_be_asked_to_show_nothing_else():
    only = Figure(lambda: LINES, ("billion", "bn"), 0.01, only=True)
    third = {**LINES, "World": LINES["China"] * 5}
    assert outcome(PICTURE, None, draw(third)) == (DONE, "") and outcome(only, None, draw(third)) == (
        WRONG,
        "more lines",
    )
    assert outcome(only, None, draw({**LINES, "level": LINES["China"] * 0 + 3})) == (DONE, "") and outcome(
        only, None, draw()
    ) == (DONE, "")


LONG = pd.Series({year: 10.0 + (year - 2018) ** 2 for year in range(2018, 2024)})


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda v: v.mask(v.index == 2021, 5), "some places"),
        (lambda v: v.mask(v.index > 2021, 5), "some places"),
        (lambda v: 100 / v, "upside down"),
        (lambda v: v * 3, "multiple"),
        (lambda v: v + 4, "one amount"),
        (lambda v: v - v.index + 2018 - [30] + [1, 0, 0, 0, 0, 0], "below zero"),
        (lambda v: v**3 * 5, "size"),
        (lambda v: v + 3 * (v.index - 2018), "begins right"),
        (lambda v: v * 2 + range(6), "data"),
    ],
)
def test_a_picture_with_other_values_is_told_what_they_have_in_common(change, kind):
    one = Figure(lambda: {"Russia": LONG}, ("billion",), 0.01)
    said = look(task(one, None), draw({"Russia": change(LONG)}))
    assert ((said.state, said.kind) == (WRONG, kind) and "Russia" in said.hint) or kind == "data", said
    if kind == "some places":
        assert "but for 2021." in said.hint or "but for 2022, 2023." in said.hint
    both = Figure(lambda: {"Russia": LONG, "China": LONG + LONG.index - 2000}, ("billion",), 0.01)
    lines = {"Russia": change(LONG), "China": LONG + LONG.index - 2000}
    said = look(task(both, None), draw(lines))
    assert said.kind == (kind if kind != "data" else "one of them") and "Russia" in said.hint, said
    # Both are wrong: a mark is taken for a series by its name only.
    said = look(task(both, None), draw({"a": change(LONG), "b": change(LONG) * 1.5}))
    assert said.kind in ("data", "some places"), said


def test_words_along_an_axis_have_their_order():
    scales = {"length": pd.Series({"coarse": 1.0, "fine": 3.0, "finest": 4.0})}
    kind, words = Figure(lambda: scales, ("billion",), 0.01), {"labels": ("Scale of the map", "billion US dollars")}
    assert outcome(kind, None, draw(scales, **words)) == (DONE, "")
    turned = {"length": scales["length"].set_axis(["finest", "fine", "coarse"])}
    assert outcome(kind, None, draw(turned, **words)) == (WRONG, "place")
    ax = draw(scales, years=[0, 1, 2], **words)
    assert outcome(kind, None, ax) == (WRONG, "numbered")
    ax.set_xticks([0, 1, 2], list(scales["length"].index))
    assert outcome(kind, None, ax) == (DONE, "")
    ax.set_xticks([0, 1, 2], ["1:110m", "50m", "10 m"])
    assert outcome(kind, None, ax) == (DONE, ""), "a size is a name too"
    ax.set_xticks([])
    assert outcome(kind, None, ax) == (WRONG, "unmarked")
    other = {"length": scales["length"].set_axis(["грубо", "тонко", "тоньше"])}
    assert outcome(kind, None, draw(other, **words)) == (DONE, "")
    assert outcome(kind, None, draw(scales)) == (WRONG, "place label"), "years, where scales stand"
    ax = draw({}, **words)
    ax.plot(list(scales["length"]), list(scales["length"].index), label="length")
    assert outcome(kind, None, ax) == (WRONG, "exchanged")


def test_a_column_whose_signs_or_labels_are_lost():
    change = pd.Series({"pears": -2.5, "plums": 4.25, "figs": -1.75})
    assert outcome(Column(0.01, "fruit"), lambda: change, change.abs()) == (WRONG, "signs")
    assert outcome(Column(0.01, "fruit"), lambda: change, change + pd.Series({2020: 1.0})) == (WRONG, "nan")


def test_a_forgotten_bracket_of_a_change_and_the_size_of_a_table():
    ratio = 1.2345
    said = look(task(Number(0.01, change=True), lambda: 100 * (ratio - 1)), 100 * ratio - 1)
    assert said.kind == "brackets"
    table = pd.DataFrame({"a": range(12), "b": range(12)})
    for answer in (table, table["a"]):
        said = look(task(Number(0), lambda: 12), answer).hint
        assert "12" not in said and "count them" in said


def test_two_whole_numbers_may_be_a_decimal_comma():
    said = look(task(Number(0.01), lambda: 12.5), (12, 5))
    assert said.kind == "comma" and "decimal number has a point" in said.hint


def test_every_second_year_is_a_gap():
    one = Figure(lambda: {"Russia": LONG.loc[:2022]}, ("billion",), 0.01)
    assert outcome(one, None, draw({"Russia": LONG.loc[:2022:2]})) == (WRONG, "gaps")
    assert outcome(one, None, draw({"Russia": LONG.loc[:2020]})) == (WRONG, "too short")


def test_a_label_with_billions_of_nothing():
    said = look(task(PICTURE, None, unit="billion US dollars"), draw(labels=("Year", "turnover, billion")))
    assert said.kind == "unit" and "which money" in said.hint
    assert look(task(PICTURE, None, unit="billion US dollars"), draw()).state == DONE


def test_years_are_no_row_numbers():
    dates = pd.Series({"2020-03-01": 1.0, "2021-03-01": 2.0})
    assert outcome(Column(0.01, "day"), lambda: dates, dates.set_axis([7, 31])) == (WRONG, "row numbers")
    assert outcome(Column(0.01, "day"), lambda: dates, dates.set_axis([2020, 2021])) != (WRONG, "row numbers")


def test_lines_that_look_alike_and_names_beside_the_wrong_line():
    def picture(styles, texts=False, legend=True):
        ax = draw({})
        for (name, values), style in zip(LINES.items(), styles):
            ax.plot(values.index, values, style, color="C0", label=name)
        for name, other in zip(LINES, reversed(LINES.values())):
            if texts:
                ax.text(2023, other[2023], name)
        if legend:
            ax.legend()
        return ax

    assert outcome(PICTURE, None, picture(["-", "-"])) == (WRONG, "same look")
    assert outcome(PICTURE, None, picture(["-", "--"])) == (DONE, "")
    assert outcome(PICTURE, None, picture(["-", "o-"])) == (DONE, "")
    assert outcome(PICTURE, None, picture(["-", "--"], texts=True, legend=False)) == (WRONG, "legend")
    places = {name: line.set_axis(["low", "middle", "high"]) for name, line in LINES.items()}
    ax = draw(places, labels=("Step", "bn"), legend=False)
    for name, other in zip(LINES, reversed(LINES.values())):
        ax.text(2, other[2023], name)
    assert outcome(Figure(lambda: places, ("bn",), 0.01), None, ax) == (WRONG, "legend")


TALLY = pd.DataFrame(
    {"ripe": [4.0, 0, 2, 0], "green": [1.0, 3, 0, 2], "bad": [0.0, 1, 5, 0]}, index=["north", "south", "east", "west"]
)
STACK = Figure(
    lambda: {name: TALLY[name] for name in TALLY}, ("number",), 0.01, only=True, marks=("bars",), stacked=True
)


def stacked(frame, **more):
    return frame.plot.bar(stacked=True, xlabel="Garden", ylabel="number of apples", **more)


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda: stacked(TALLY), ""),
        (lambda: stacked(TALLY, color=["#111111", "#131313", "#ee1111"]), "same colour"),
        # other colours, some of whose counts agree by chance
        (lambda: stacked(pd.DataFrame({"sweet": [4.0, 0, 2, 1], "sour": [1.0, 3, 5, 0]}, index=TALLY.index)), "data"),
        (lambda: stacked(TALLY / TALLY.sum()), "data"),
        (lambda: stacked(TALLY.T), "data"),
        (lambda: stacked(TALLY.iloc[:3]), "fewer places"),
    ],
)
def test_small_counts_that_agree_by_chance_are_called_nothing(make, kind):
    said = look(task(STACK, None), make())
    assert said.kind == kind, said


PLACES = {"score": pd.Series({"north": 1.4737, "south": 0.9502, "east": 1.0223, "west": 0.94})}
BARS = Figure(lambda: PLACES, ("ratio",), 0.005, only=True, marks=("bars", "points"))


def paper(draws, labels=("place", "ratio"), **rest):
    """A picture that `draws(ax)` draws."""
    from matplotlib.figure import Figure as Paper

    ax = Paper().subplots()
    draws(ax)
    ax.set(xlabel=labels[0], ylabel=labels[1], **rest)
    return ax


def each(how, *more, **rest):
    """Draw bar by bar, or point by point, in a loop."""

    def draws(ax):
        for name, value in PLACES["score"].items():
            getattr(ax, how)(name, value, *more, **rest)

    return draws


def in_two(ax):
    names, values = list(PLACES["score"].index), list(PLACES["score"])
    ax.bar(names[:1], values[:1], color="red")
    ax.bar(names[1:], values[1:], color="green")


def numbered(ax):
    for place, value in enumerate(PLACES["score"]):
        ax.bar(place, value)
    ax.set_xticks(range(4), list(PLACES["score"].index))


@pytest.mark.parametrize("draws", [each("bar"), each("scatter"), each("plot", "o"), in_two, numbered], ids=name)
def test_a_series_may_be_drawn_in_several_calls(draws):
    assert outcome(BARS, None, paper(draws)) == (DONE, "")


def test_two_series_may_be_drawn_bar_by_bar():
    def draws(ax, label=True):
        for place, (one, two) in enumerate(zip(*LINES.values()), 2021):
            first = label and place == 2021
            ax.bar(place - 0.2, one, 0.4, color="red", label="Russia" if first else None)
            ax.bar(place + 0.2, two, 0.4, color="blue", label="China" if first else None)
        if label:
            ax.legend()

    assert outcome(PICTURE, None, paper(draws, ("Year", "billion"))) == (DONE, "")
    assert outcome(PICTURE, None, paper(lambda ax: draws(ax, False), ("Year", "billion"))) == (WRONG, "names")


def bars(change=lambda values: values, how="bar"):
    values = change(PLACES["score"])
    return lambda ax: getattr(ax, how)(list(values.index), list(values))


@pytest.mark.parametrize(
    ("draws", "kind", "said"),
    [
        (bars(lambda values: values.round(1)), "rounded", "too few digits"),
        (bars(lambda values: values.round(2)), "", ""),
        (bars(lambda values: values.iloc[:3]), "fewer places", "1 is missing"),
        (bars(lambda values: pd.concat([values, pd.Series({"up": 2.0})])), "more places", "and 1 more"),
        (lambda ax: ax.pie(list(PLACES["score"]), labels=list(PLACES["score"].index)), "pie", "A pie"),
    ],
    ids=name,
)
def test_what_is_said_of_bars(draws, kind, said):
    found = look(task(BARS, None, unit="ratio"), paper(draws))
    assert (found.kind, said in found.hint) == (kind, True) and "line" not in found.hint


def test_one_decimal_is_enough_for_per_cent_in_a_picture_too():
    shares = {"share": PLACES["score"] * 3.17}
    kind = Figure(lambda: shares, ("%",), 0.005, marks=("bars",))
    drawn = paper(bars(lambda _: shares["share"].round(1)), ("place", "%"))
    assert outcome(kind, None, drawn, unit="% of all") == (DONE, "")
    assert outcome(kind, None, drawn, unit="ratio") == (WRONG, "rounded")


def test_values_that_nobody_can_see():
    for how, rest, kind in (
        ("bar", {"ylim": (0.9, 1.5)}, "cut bars"),
        ("scatter", {"ylim": (0.9, 1.5)}, ""),
        ("scatter", {"ylim": (1, 2)}, "hidden"),
        ("bar", {"ylim": (0, 1)}, "hidden"),
        ("scatter", {"xlim": (0.5, 4)}, "hidden"),
        ("scatter", {"yscale": "log"}, ""),
    ):
        found = outcome(BARS, None, paper(bars(how=how), **rest))
        assert found == ((WRONG, kind) if kind else (DONE, "")), (how, rest, found)
    below = {"score": PLACES["score"] - 1}
    kind = Figure(lambda: below, ("ratio",), 0.005)
    assert outcome(kind, None, paper(bars(lambda values: values - 1, "scatter"), yscale="log")) == (WRONG, "hidden")


def test_a_picture_nearer_to_a_named_mistake_shows_that_mistake():
    slip = Mistake(
        "another table", lambda: {"score": PLACES["score"].replace(0.9502, 0.9544)}, "In which table does it stand?"
    )
    for value, kind in ((0.9502, ""), (0.95, ""), (0.9544, "another table"), (0.954, "another table")):
        found = outcome(
            BARS, None, paper(bars(lambda old, new=value: old.replace(0.9502, new))), mistakes=(slip,), unit="ratio"
        )
        assert found == ((WRONG, kind) if kind else (DONE, ""))


class Odd:
    """An object that makes trouble whatever is asked of it."""

    def __iter__(self):
        raise RuntimeError("no")

    def __len__(self):
        raise RuntimeError("no")

    shape = property(lambda self: 1 / 0)


@pytest.mark.parametrize(
    ("kind", "reference"),
    [
        (NUMBER, lambda: 1),
        (Items(), lambda: YEARS),
        (Column(1), lambda: SHARES),
        (FUNCTION, right),
        (PICTURE, None),
        (Choice(("a",)), lambda: "a"),
    ],
)
def test_no_object_breaks_a_check(kind, reference):
    for answer in (
        Odd(),
        Odd,
        Odd.shape,
        pd,
        b"x",
        range(3),
        slice(1),
        NotImplemented,
        pd.Timestamp("2020"),
        np.datetime64("2020"),
        np.array(["a"]),
        np.array([]),
        np.array([None, "a"], dtype=object),
        pd.Series([[1], [2]]),
        pd.Series([{}]),
        pd.Categorical(["a"]),
        memoryview(b"x"),
        [float("nan")],
        {"a"},
        frozenset(),
    ):
        assert outcome(kind, reference, answer)[0] == WRONG


# --- check() in a notebook


@pytest.fixture
def shown(monkeypatch, live):
    """The cards that check() shows; a fresh memory and a my_work/ of its own. Under a test run a check also raises."""
    cards = []
    monkeypatch.setattr(checks, "present", cards.append)
    return cards


def test_a_wrong_answer_says_more_each_time_and_shows_no_traceback(shown):
    for tries in (1, 2, 3):
        with pytest.raises(NotYet) as raised:
            check("00.1", "text")
        assert raised.value._render_traceback_() == ["00.1: not yet"] and raised.value.__suppress_context__
        card = shown[-1]
        assert card.html.startswith('<div role="status"') and "script" not in card.html and len(card.html) < 1500
        assert ("The task once more" in card.html) == (tries >= 2)
        assert ('<a href="../notebooks/00_harvest.ipynb#Add-it-up">' in card.html) == (tries >= 3)
    with pytest.raises(NotYet):
        check("00.1", None)
    assert "The task once more" in shown[-1].html  # the same kind of mistake, whatever the wrong type was
    with pytest.raises(NotYet):
        check("00.1", float("nan"))
    assert "The task once more" not in shown[-1].html  # another kind of mistake begins again
    with pytest.raises(NotYet):
        check("00.1", ...)
    assert "not answered yet" in shown[-1].html


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((), "needs the id of a task and your answer"),
        (("00.1",), 'Write check("00.1", harvest_2022).'),
        ((2.1, 5), "in quotation marks"),
        ((pd.Series([1]), 5), "in quotation marks"),
        (("00.99", 5), 'The set 00 has "00.1" to "00.2"'),
        (("99.1", 5), 'A task id looks like "02.3"'),
        (("", 5), "no task"),
        (("<b>" * 40, 5), "no task"),
    ],
    ids=name,
)
def test_a_check_that_names_no_task_says_what_to_write(shown, given, said):
    with pytest.raises(UnknownTask) as raised:
        check(*given)
    assert (
        said in str(raised.value)
        and len(str(raised.value)) < 200
        and raised.value._render_traceback_() == [str(raised.value)]
    )
    assert "<b>" not in shown[-1].html and "Nothing was checked" in shown[-1].html


def test_a_right_answer_shows_one_stable_line(shown):
    assert check("00.1", checks.task("00.1").reference()) is None
    assert repr(shown[-1]) == "00.1 done: Add one year" and 'role="status"' in shown[-1].html


def test_an_open_task_links_to_the_part_that_explains_it(shown):
    with pytest.raises(NotYet):
        check("00.1", ...)
    assert 'explains it: <a href="../notebooks/00_harvest.ipynb#Add-it-up">Add it up</a>' in shown[-1].html


def test_the_last_card_of_a_lesson_and_of_a_set_leads_on(shown, live, home):
    turn, first, last = checks.task("00.a"), checks.task("00.1"), checks.task("00.2")
    assert "Next:" not in checks.result(first, answers.Outcome(DONE, "", "")).html, "the next task stands right below"
    assert "<code>progress()</code>" in checks.result(last, answers.Outcome(DONE, "", "")).html
    assert (
        '<a href="../notebooks/00_harvest.ipynb">make your own copies'
        in checks.result(turn, answers.Outcome(DONE, "", "")).html
    )
    live.mkdir(exist_ok=True)
    (live / "00_harvest_mine.ipynb").write_text("a copy")
    assert (
        '<a href="../my_work/00_harvest_mine.ipynb">your copy'
        in checks.result(turn, answers.Outcome(DONE, "", "")).html
    )
    listed = home / "course" / "course.toml"
    more = '\n[[lessons]]\nname = "pears"\nquestion = "And the <pears>?"\nskill = ""\n'
    listed.write_text(listed.read_text(encoding="utf-8") + more, encoding="utf-8")
    html = checks.result(last, answers.Outcome(DONE, "", "")).html
    assert 'Next: <a href="../notebooks/01_pears.ipynb">lesson 01</a>. And the &lt;pears&gt;?' in html


def test_links_lead_to_a_heading_or_to_its_cell(home):
    def link(section):
        return lesson_link(replace(checks.task("00.1"), section=section))

    assert link("Add it up") == "../notebooks/00_harvest.ipynb#Add-it-up"
    assert link("When did the south lead?") == "../notebooks/00_harvest.ipynb#When-did-the-south-lead?"
    (home / "notebooks" / "00_harvest.ipynb").write_text(
        '{"cells": [{"id": "a-b", "source": ["x\\n", "## É = \u201cb\u201d"]}]}', encoding="utf-8"
    )
    assert link("É = \u201cb\u201d") == "../notebooks/00_harvest.ipynb#cell-id=a-b"
    assert link("É") == "../notebooks/00_harvest.ipynb"
