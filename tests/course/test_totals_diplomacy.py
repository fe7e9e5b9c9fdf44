"""What must add up in the tables of lesson 09."""

import pytest

from claimlab.evidence.tables import table


def test_votes_of_all_members_add_up_to_193():
    rows = table("diplomacy/resolutions")
    assert set(rows.yes + rows.no + rows.abstain + rows.not_voting) == {193}


def test_every_text_has_one_vote_of_each_country_and_no_more_than_its_totals():
    votes, totals = table("diplomacy/ukraine_votes"), table("diplomacy/resolutions").set_index("resolution")
    counted = votes.groupby(["resolution", "vote"]).size().unstack(fill_value=0)
    assert set(votes.groupby("resolution").country.nunique()) == {17} == set(counted.sum(axis=1))
    for name, column in (("yes", "yes"), ("no", "no"), ("abstain", "abstain"), ("not voting", "not_voting")):
        assert (counted[name] <= totals[column].loc[counted.index]).all()


def test_dates_and_series_agree_between_the_two_vote_tables():
    votes = table("diplomacy/ukraine_votes").drop_duplicates("resolution").set_index("resolution")
    totals = table("diplomacy/resolutions").set_index("resolution")
    assert votes[["date", "series"]].sort_index().equals(totals[["date", "series"]].sort_index())


def test_yes_no_and_abstentions_are_the_votes_cast():
    rows = table("diplomacy/vote_counts")
    assert (rows.yes + rows.no + rows.abstain == rows.votes_cast).all()


@pytest.mark.parametrize(
    "question", ["Language of interview", "Ethnicity of respondent", "Could Russia attack Kazakhstan?"]
)
def test_poll_answers_add_up_to_100(question):
    rows = table("diplomacy/polls")
    sums = rows[rows.question == question].groupby("wave").share_pct.sum()
    assert (abs(sums - 100) < 0.11).all()


def test_agreement_measures_fit_each_other():
    rows = table("diplomacy/agreement").dropna(subset=["identical_pct"])
    half = rows.identical_pct + (100 - rows.identical_pct - rows.opposed_pct) / 2
    assert (rows.identical_pct + rows.opposed_pct <= 100.011).all()
    assert (abs(half - rows.half_credit_score) < 0.02).all()
    assert (rows.joint_votes >= 20).all()


def test_ideal_points_lie_inside_their_bands():
    rows = table("diplomacy/ideal_points")
    final = rows[rows.votes_counted == "final votes"]
    assert ((final.low_5pct < final.ideal_point) & (final.ideal_point < final.high_95pct)).all()
    assert rows[rows.votes_counted == "all votes"].low_5pct.isna().all()


def test_the_year_of_a_meeting_is_that_of_its_date():
    rows = table("diplomacy/meetings")
    assert (rows.date.str[:4].astype(int) == rows.year).all()
