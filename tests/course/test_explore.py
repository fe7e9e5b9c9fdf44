"""The folded answer under each widget of the lessons: there is one, and what it says is what the widget shows."""

import itertools
import re

import pytest

from claimlab.course import root
from claimlab.evidence import ledger
from claimlab.view.stage import Impossible
from course.border import widgets as border
from course.diplomacy import widgets as diplomacy
from course.firms import widgets as firms
from course.oil import turns
from course.oil import widgets as oil
from course.politics import widgets as politics
from course.power import widgets as power
from course.sanctions import widgets as sanctions
from course.scorecard import widgets as scorecard
from course.trade import widgets as trade
from course.uranium import widgets as uranium

PAGES = sorted(path for path in (root() / "course").glob("*/*.md") if path.name in ("lesson.md", "more.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name} {page.stem}")
def test_an_explore_box_has_its_answer_folded_below(page):
    parts = re.split(r"^#+ ", page.read_text(encoding="utf-8"), flags=re.M)
    asked = [part for part in parts if part.startswith("Explore: ")]
    assert all(part.count("<details><summary>What you can find</summary>") == 1 for part in asked)


def possible(found, *setting):
    try:
        return found(*setting)
    except Impossible:
        return None


def test_border_the_longest_ruler():
    def length(ruler):
        return border.ruler_scene(ruler, border.NATURAL_EARTH[2], "whole").notes["length"]

    assert length(8) >= 6000 > max(map(length, range(9, 60)))


def test_trade_three_leaders_and_one_control_that_moves_nothing():
    def order(year, flow, bloc, unit="usd"):
        return [name for name, _ in trade.ranking(year, flow, bloc, "kazakhstan", unit)]

    assert order(2023, "exports", False)[0] == "Italy" and order(2023, "turnover", True)[0] == "EU-27"
    assert order(2023, "imports", False)[0] == order(2023, "imports", True)[0] == "Russia"
    for year, (_, flow) in itertools.product(range(2018, 2024), trade.FLOWS):
        assert len({tuple(order(year, flow, False, unit)) for _, unit in trade.MONEY}) == 1


def test_sanctions_gaps_before_and_in_the_war():
    def gaps(start):
        found = {}
        for country in sanctions.COUNTRIES:
            if country != "Georgia":
                lines = sanctions.gap(country, "Georgia", start, 12).data
                found[country] = lines[country][1] - lines["Georgia"][1]
        return found

    now = gaps(sanctions.WAR)
    assert max(now, key=now.get) == "Kyrgyzstan" and now["Kyrgyzstan"] > 3 * now["Armenia"]
    for start in ("2021-01", "2021-02", "2021-03"):
        assert (
            max(gaps(start).values()) < 0
            and "Both sides lie before" in sanctions.gap("Armenia", "Georgia", start, 12).sentence
        )
    assert "Both sides" not in sanctions.gap("Armenia", "Georgia", "2021-04", 12).sentence
    assert gaps("2021-12")["Kyrgyzstan"] > 100


def test_firms_two_ways_to_more_than_half():
    share, _, _ = firms.russian_share("may", "may")
    assert firms.supported(share) == ["more than half"] and not firms.differences("may", "may")
    assert "at most" in firms.half_scene("may", "may", 42).sentence
    share, _, _ = firms.russian_share("tokayev", "active")
    assert firms.supported(share) == ["more than half"] and firms.differences("tokayev", "active")


def test_firms_who_is_ahead():
    def places(measure, year, bloc, conduits=True):
        return [name for name, _ in firms.investors(measure, year, bloc, conduits)]

    ahead = [
        year
        for year in range(2013, 2022)
        if (names := places("flow", year, True)).index("Russia") < names.index("EU-27")
    ]
    assert ahead == [2018, 2019, 2021]
    assert all(places("flow", year, bloc)[-1] == "China" for year in (2016, 2020) for bloc in (True, False))
    every = itertools.product(range(2013, 2022), (True, False), (True, False))
    assert all(places("stock", *one).index("United States") < 2 for one in every)


def test_oil_what_matters_and_one_per_cent():
    def said(days):
        return oil.stop_scene(days, "full", 10, 7, 50, "2021").sentence

    assert all("storage matters most" in said(days) for days in range(1, 22))
    assert all("catching up later matters most" in said(days) for days in range(24, 61))
    gdp = oil.facts.economy("GDP", oil.YEAR) / 1000
    cost = oil.stop_curves("full", 0, 0, 0, "2021")[:, 1]
    assert next(days for days in range(61) if 100 * cost[days] / gdp >= 1) in (25, 26, 27)


def test_oil_the_sum_that_passes_one_half():
    def total(as_of, *ticks):
        return sum(counted for _, _, counted in oil.holders(as_of, *ticks))

    now = oil.facts.NOW
    assert total(now, True, True, "part") < 50 < total(now, True, True, "all")
    old = {holder: share for holder, share, _ in oil.holders(oil.facts.FOUNDING_LIST, True, False, "none")}
    assert old["Oman"] == total(now, True, False, "none") - total(oil.facts.FOUNDING_LIST, True, False, "none")


def test_uranium_more_and_less_new_tonnes():
    assert all(uranium.share(*uranium.base("any", year)) > 35 for year in (2013, 2018))
    needed = {
        on_top: next(
            t for t in range(uranium.MOST) if uranium.share(*uranium.parts("equity", 2023, t, on_top)) >= uranium.TARGET
        )
        for on_top in (True, False)
    }
    assert needed[False] < needed[True] / 1.9


def test_power_savings_and_prices():
    missing = {saved: power.missing_power("2023/24", True, 0, saved)["missing"] for saved in range(16)}
    assert next(saved for saved, left in missing.items() if not left) == 10 and missing[9] < 100
    values = power._estimates("all").cost_usd_2023_per_kw
    assert (values > power._plan(2.0, 960)).mean() > 0.5 > (values > power._plan(2.1, 960)).mean()
    price = power._plan(6.0, 960)
    assert [int((values * (1 + extra / 100) > price).sum()) for extra in (0, 20, 30)] == [2, 2, 3]


def test_politics_three_kinds_of_answer():
    assert politics.moved("Kazakhstan", "participatory", 2019, 2023)["overlap"] == ()
    assert politics.moved("Kazakhstan", "participatory", 2019, 2023)["direction"] == "better"
    assert politics.moved("Poland", "liberal", 2019, 2023)["overlap"]
    assert politics.moved("Kazakhstan", "eiu", 2019, 2023)["overlap"] is None
    assert possible(politics.moved, "Kazakhstan", "rank", 2021, 2022) is None


def test_diplomacy_two_rules_and_two_measures():
    same, triple = diplomacy.counted("person", "both", "all"), diplomacy.counted("person", "bilateral", "all")
    assert same[2023] == same[2024] and triple[2024] == 3 * triple[2023]
    for measure, word in (("final votes", "nearer"), ("all votes", "further apart")):
        assert f"they came {word}" in diplomacy.alike_scene("Kazakhstan", "Russia", measure, 2021, 2022).sentence


def test_scorecard_the_kindest_and_the_harshest_rule():
    kind = scorecard.share(roughly=1.0, contested=1.0, untestable=None, core=5)
    harsh = scorecard.share(roughly=0.0, contested=0.0, untestable=0.0, core=1)
    assert (harsh, kind) == (scorecard.every_share()[0], scorecard.every_share()[-1])
    assert 89 < kind < 93 and 33.4 < harsh < 38


@pytest.mark.parametrize(
    ("claim", "words", "within"),
    [
        ("C42", "more than four times as much", lambda found: found["times"] > 4),
        ("C71", "it grew", lambda found: found["value"] > 1),
    ],
)
def test_a_guess_is_compared_with_what_the_data_say(claim, words, within):
    """A choice of words stands typed in the verdict's cell: the data must still bear it out."""
    lessons = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert re.search(rf'verdict\("{claim}", .*guessed="{words}"\)', lessons) and within(ledger.measured(claim)[1])


def test_the_length_of_a_stop_does_not_move_what_storage_saves():
    saved = [turns._cost(days, storage=0) - turns._cost(days) for days in (20, 30)]
    assert saved[0] == pytest.approx(saved[1])
