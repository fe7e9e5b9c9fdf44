"""Totals and ties that must hold in data/politics/."""

import pytest

from claimlab.evidence.tables import only, table

SHARES_OF_LINES = {"1991-12-01", "2005-12-04", "2011-04-03", "2015-04-26", "2019-06-09", "2022-11-20"}


@pytest.mark.parametrize("day", sorted(SHARES_OF_LINES))
def test_votes_give_the_printed_shares(day):
    rows = table("politics/elections")
    rows = rows[rows.vote_date == day]
    shares = 100 * rows.votes / rows.votes.sum()
    assert (shares - rows.share_printed_pct).abs().max() < 0.006
    assert rows.share_printed_pct.sum() == pytest.approx(100, abs=0.03)


def test_only_two_misprints_and_shares_reveal_them():
    rows = table("politics/elections")
    odd = rows[rows.votes != rows.votes_as_printed]
    assert sorted(odd.name_on_ballot) == ["Karakat Abden", "Meiram Kazhyken"]
    printed = rows[rows.vote_date == "2022-11-20"]
    off = (100 * printed.votes_as_printed / printed.votes.sum() - printed.share_printed_pct).abs()
    assert set(printed[off > 0.005].name_on_ballot) == set(odd.name_on_ballot)


def test_valid_votes_are_the_sum_of_the_candidates():
    elections, ballots = table("politics/elections"), table("politics/ballots")
    for day in ("2005-12-04", "2011-04-03"):
        valid = only(ballots, "value", vote_date=day, measure="valid votes")
        assert elections[elections.vote_date == day].votes.sum() == valid


def test_referendum_piles_add_up():
    rows = table("politics/ballots")
    rows = rows[(rows.vote == "referendum") & (rows.wording == "final")].set_index("measure").value
    assert rows[["yes", "no", "invalid", "both boxes ticked"]].sum() == rows["ballots cast"]
    assert 100 * rows["yes"] / rows["ballots cast"] == pytest.approx(
        rows["yes, share of all ballots as printed"], abs=0.005
    )
    assert 100 * rows["ballots cast"] / rows["registered voters"] == pytest.approx(
        rows["turnout as printed"], abs=0.005
    )


def test_turnout_of_2022_is_ballots_handed_out():
    rows = table("politics/ballots")
    rows = rows[rows.vote_date == "2022-11-20"].set_index("measure").value
    share = 100 * rows["ballots handed out"] / rows["registered voters"]
    assert share == pytest.approx(rows["turnout as printed"], abs=0.005)


def test_bands_hold_their_points():
    rows = table("politics/indices")
    banded = rows.dropna(subset=["low"])
    assert (rows.low.isna() == rows.high.isna()).all()
    assert ((banded.low <= banded.value) & (banded.value <= banded.high)).all()


def test_convictions_add_up():
    rows = table("politics/counts")
    rows = rows[(rows.measure == "convicted") & (rows.counted_by == "interior minister")].set_index("about").value
    assert rows.drop("all").sum() == rows["all"]


def test_refusals_are_nested():
    rows = table("politics/counts")
    rows = rows[rows.topic == "refused protest notices"].set_index("date").value
    assert rows["2025-01"] > rows["2023-04-03"].max() + rows["2024-12-31"]


def test_un_mentions_agree_with_the_word_counts():
    speeches, phrases = table("politics/speeches"), table("politics/phrases")
    for year in range(2019, 2024):
        counted = only(speeches, "democra_words", year=year, country="Kazakhstan", occasion="UN General Assembly")
        read = phrases[
            (phrases.phrase == "democra*")
            & (phrases.occasion == "UN General Assembly")
            & phrases.date.str.startswith(str(year))
        ].uses.sum()
        assert counted == read
