"""Tasks of exercise set 09_diplomacy. Every answer and every named mistake is computed from data/diplomacy/."""

from claimlab.checks.answers import Choice, Column, Figure, Function, Items, Mistake, Number
from claimlab.checks.task import Task
from claimlab.evidence.tables import only, table

from .measures import agreement, distance, poll, position, putin, reweighted, western_share

SIDE = "Which side of the conflict do you support?"


def _ballots(country="Armenia", kinds=("abstain",)):
    rows = table("diplomacy/ukraine_votes")
    return int(((rows.country == country) & rows.vote.isin(kinds)).sum())


def _countries(wanted):
    """Countries whose kinds of vote on the 25 texts, as a set, fit a condition."""
    rows = table("diplomacy/ukraine_votes")
    by_country = rows.groupby("country").vote
    return [country for country, votes in by_country if wanted(set(votes))]


def _change(votes="final votes", new=2022, partner="Russia"):
    return distance("Kazakhstan", partner, new, votes) - distance("Kazakhstan", partner, new - 1, votes)


def _signed(new=2022):
    def gap(year):
        return position("Kazakhstan", year) - position("Russia", year)

    return gap(new) - gap(new - 1)


def weighted(shares, weights):
    return sum(a * b for a, b in zip(shares, weights)) / sum(weights)


def _groups():
    shares = [poll("2022-03", SIDE, "Russia", group=f"interviews in {name}") for name in ("Kazakh", "Russian")]
    return [
        (shares, [poll(wave, "Language of interview", name) for name in ("Kazakh", "Russian")])
        for wave in ("2022-03", "2023-05")
    ]


def _ethnic(wave="2023-05"):
    return [poll(wave, "Ethnicity of respondent", name) for name in ("Kazakh", "Russian")]


def _cases():
    return [
        ([10, 20], [1, 1]),
        ([10, 20], [3, 1]),
        ([5, 50, 90], [20, 30, 50]),
        ([40, 10], [0.2, 0.6]),
        ([30, 30, 60], [1, 2, 1]),
        *_groups(),
    ]


def _per_year(last=2025, evidence=None, **where):
    rows = putin(**where)
    if evidence:
        rows = rows[rows.evidence == evidence]
    return rows.groupby("year").size().reindex(range(2019, last + 1), fill_value=0)


def _everybody(side=None):
    rows = table("diplomacy/meetings")
    rows = rows[(rows.format == "in-person") & (side is None or rows.side == side)]
    return rows.groupby("year").size().reindex(range(2019, 2026), fill_value=0)


def _abstained(below="votes_cast", country="Kazakhstan", kind="abstain"):
    rows = table("diplomacy/vote_counts")
    rows = rows[rows.country == country].set_index("year")
    if below is None:
        return rows[kind].astype(float)
    return 100 * rows[kind] / (rows[below] if isinstance(below, str) else below)


def _lines(column="cosine", partner="Russia", first=1992, last=2019, countries=("Kazakhstan", "Uzbekistan")):
    rows = table("diplomacy/agreement")
    rows = rows[(rows.partner == partner) & rows.year.between(first, last)]
    return {country: rows[rows.country == country].set_index("year")[column].dropna() for country in countries}


def _one_line():
    """The years after the gap, joined to the line."""
    return _lines(last=2025)


def _moved(new=2025, column="opposed_pct", partner="United States"):
    return {
        country: agreement(column, new, country, partner) - agreement(column, 2019, country, partner)
        for country in ("Kazakhstan", "Uzbekistan", "Belarus", "Germany")
    }


def _most(**more):
    moves = _moved(**more)
    return max(moves, key=moves.get)


def _least(**more):
    moves = _moved(**more)
    return min(moves, key=moves.get)


def _highest_level():
    return max(
        ("Kazakhstan", "Uzbekistan", "Belarus", "Germany"), key=lambda name: agreement("opposed_pct", 2025, name)
    )


def _stock(year, investor="United States"):
    return float(only(table("firms/investment"), "stock_eur_m", investor=investor, year=year))


def _of_all_rows(year):
    rows = table("firms/investment")
    return 100 * _stock(year) / float(rows[rows.year == year].stock_eur_m.sum())


def _between(investor, first=2005, last=2019):
    return western_share(investor, year=last) - western_share(investor, year=first)


TASKS = (
    Task(
        id="09.1",
        title="Abstained",
        name="abstentions",
        question="In how many of the 25 texts about Ukraine (table `votes`) did Armenia abstain?",
        unit="texts",
        answer=Number(0),
        reference=lambda country="Armenia": _ballots(country),
        near=("country",),
        mistakes=(
            Mistake(
                "all countries",
                lambda: int((table("diplomacy/ukraine_votes").vote == "abstain").sum()),
                "You counted the abstentions of all countries together. Whose votes does the question name?",
            ),
            Mistake(
                "absence counted",
                lambda: _ballots(kinds=("abstain", "not voting")),
                "This is what abstentions and missing votes make together. Which word in `vote` stands for abstaining only?",
            ),
            Mistake(
                "noes",
                lambda: _ballots(kinds=("no",)),
                "These are the noes. Which kind of vote does the question ask for?",
            ),
            Mistake(
                "one",
                lambda: _ballots(kinds=("not voting",)),
                "This is how often it voted yes, or not at all. Which word in `vote` stands for abstaining?",
            ),
            Mistake(
                "all but the noes",
                lambda: _ballots(kinds=("yes", "abstain", "not voting")),
                "You counted every vote that is not of one kind. Which single word in `vote` stands for abstaining?",
                also=(lambda: _ballots(kinds=("no", "abstain", "not voting")),),
            ),
            Mistake(
                "all rows",
                lambda: _ballots(kinds=("yes", "no", "abstain", "not voting")),
                "You counted all texts. Which value of `vote` should be kept, and does your last step count every row, or only the True ones?",
            ),
        ),
        nudge="Two conditions: one on the country, one on the vote. Then count the rows.",
        after="Nearly as many noes as abstentions, one yes and one absence: four kinds in one row.",
        section="What is neutral?",
    ),
    Task(
        id="09.2",
        title="No, but never yes",
        name="no_never_yes",
        question="Which of the 17 countries voted no on at least one of the 25 texts, and yes on none?",
        unit="a list of country names",
        answer=Items(),
        reference=lambda: _countries(lambda kinds: "no" in kinds and "yes" not in kinds),
        mistakes=(
            Mistake(
                "never yes",
                lambda: _countries(lambda kinds: "yes" not in kinds),
                "None of your countries voted yes, which is right. But did each of them vote no at least once?",
            ),
            Mistake(
                "a no at all",
                lambda: _countries(lambda kinds: "no" in kinds),
                "All your countries voted no at least once. Some of them also did something that the question excludes: what?",
            ),
            Mistake(
                "always no",
                lambda: _countries(lambda kinds: kinds == {"no"}),
                "You kept countries with nothing but no. The question says at least one: are abstentions allowed beside it?",
            ),
            Mistake(
                "wrong way round",
                lambda: _countries(lambda kinds: "yes" in kinds and "no" not in kinds),
                "These countries voted yes at least once, and no on none. Which of the two must be missing?",
            ),
            Mistake(
                "no and yes",
                lambda: _countries(lambda kinds: "no" in kinds and "yes" in kinds),
                "Each of your countries voted no and yes. The second half of the question says something else about yes: what?",
            ),
            Mistake(
                "no or yes",
                lambda: _countries(lambda kinds: "no" in kinds or "yes" in kinds),
                "You joined the two lists. Which operation takes the members of one set out of another?",
            ),
            Mistake(
                "never no",
                lambda: _countries(lambda kinds: "no" not in kinds),
                "None of your countries voted no. Read the first half of the question again: what must each of them have done?",
            ),
        ),
        nudge="Make two lists: who voted no at least once, and who voted yes at least once. Take the second out of the first.",
        after="Behind one sentence, never a yes, stand countries with three noes and countries with 25. Only the grid tells them apart.",
        section="What is neutral?",
    ),
    Task(
        id="09.3",
        title="One year nearer or further",
        name="change_final",
        question="By how much did the distance of Kazakhstan and Russia change from 2021 to 2022 on final votes? Distance is the absolute difference "
        "of the ideal points; a minus means nearer.",
        unit="points of the scale",
        answer=Number(0.0006),
        reference=_change,
        near=("new", "partner"),
        mistakes=(
            Mistake(
                "all votes",
                lambda: _change("all votes"),
                "This is the change on all votes. Which series does the question name?",
            ),
            Mistake(
                "two series mixed",
                lambda: distance("Kazakhstan", "Russia", 2022, "all votes") - distance("Kazakhstan", "Russia", 2021),
                "You took one year from one series and one from the other. How many series may stand in one comparison?",
            ),
            Mistake(
                "without absolute value",
                _signed,
                "The sign is not right. A distance is never below zero, but its change can be: do you drop the sign of each distance, or of the change? And which year do you take away from which?",
            ),
            Mistake(
                "added",
                lambda: distance("Kazakhstan", "Russia", 2022) + distance("Kazakhstan", "Russia", 2021),
                "You added the two distances. What tells you by how much one is larger than the other?",
            ),
            Mistake(
                "distance of 2022",
                lambda: distance("Kazakhstan", "Russia", 2022),
                "This is the distance in one year. What must be taken away from it?",
            ),
            Mistake(
                "distance of 2021",
                lambda: distance("Kazakhstan", "Russia", 2021),
                "This is the distance in the first year. What must it be compared with?",
            ),
            Mistake(
                "in per cent",
                lambda: 100 * _change() / distance("Kazakhstan", "Russia", 2021),
                "You divided by the first distance. The task asks for a difference in points of the scale: is a division needed?",
            ),
            Mistake(
                "the United States",
                lambda: _change(partner="United States"),
                "This is the change of the distance to another country. Which two countries does the question name?",
            ),
            Mistake(
                "Russia's own move",
                lambda: position("Russia", 2022) - position("Russia", 2021),
                "This is how far one of the two moved by itself. What must be compared with it in each of the two years?",
            ),
            Mistake(
                "Kazakhstan's own move",
                lambda: position("Kazakhstan", 2022) - position("Kazakhstan", 2021),
                "This is how far one country moved by itself. Which two countries does the distance need, and in which years?",
            ),
        ),
        nudge="How far apart were the two in each of the two years, and which year do you take away from which?",
        after="Nearer, on final votes. On all votes the answer has the other sign, and Russia moved more than Kazakhstan.",
        section="A place on a line",
    ),
    Task(
        id="09.4",
        title="Write a weighting function",
        name="weighted_share",
        question="Write a function weighted_share(shares, weights) that takes two plain lists of equal length and returns the share of the whole: each group's "
        "share counts as much as its weight. The weights need not add up to 1.",
        unit="per cent",
        answer=Function(_cases, 1e-6, "weighted_share(shares, weights)"),
        reference=weighted,
        mistakes=(
            Mistake(
                "plain mean",
                lambda shares, weights: sum(shares) / len(shares),
                "Your function ignores the weights. For [10, 20] with [3, 1] a number nearer to 10 is expected: where do the weights come in?",
            ),
            Mistake(
                "weights not divided out",
                lambda shares, weights: sum(a * b for a, b in zip(shares, weights)),
                "The products are right. If all weights are doubled, the answer should stay: what must you divide by?",
            ),
            Mistake(
                "divided by 100",
                lambda shares, weights: sum(a * b for a, b in zip(shares, weights)) / 100,
                "You divide by a fixed number. The question says that the weights need not add up to it: what is the sum of all weights?",
            ),
            Mistake(
                "divided by the number",
                lambda shares, weights: sum(a * b for a, b in zip(shares, weights)) / len(shares),
                "You divide by how many groups there are. Large weights then make the result too large: what else could stand below the line?",
            ),
            Mistake(
                "weights swapped",
                lambda shares, weights: weighted(shares, list(reversed(weights))),
                "The first group gets the last weight. Which weight belongs to which share?",
            ),
        ),
        nudge="Try [10, 20] with [3, 1] by hand: three parts of one, one part of the other.",
        after="With the mix of March 2022 it comes near the published share; with the mix of May 2023 it does what the widget does.",
        section="Who was asked?",
    ),
    Task(
        id="09.5",
        title="Only the mix",
        name="by_mix",
        question="In the interviews of March 2022, by how many points would the share for Russia change if the mix of languages had been that of May 2023? "
        "Compute the share of the whole twice from the two language groups, and take the later mix minus the earlier.",
        unit="percentage points",
        answer=Number(0.05),
        reference=lambda: reweighted("Russia", "2023-05") - reweighted("Russia", "2022-03"),
        mistakes=(
            Mistake(
                "wrong way round",
                lambda: reweighted("Russia", "2022-03") - reweighted("Russia", "2023-05"),
                "The size is right, the sign is not. Which mix came later, and which weight belongs to the interviews in Kazakh?",
            ),
            Mistake(
                "weights swapped once",
                lambda: weighted(_groups()[1][0], _groups()[1][1][::-1]) - reweighted("Russia", "2022-03"),
                "In the later mix Kazakh and Russian are exchanged. Which share of the interviews belongs to which group?",
            ),
            Mistake(
                "from the published share",
                lambda: reweighted("Russia", "2023-05") - poll("2022-03", SIDE, "Russia"),
                "You start from the published share. The question wants both shares built from the groups: how does the first one come out?",
            ),
            Mistake(
                "left after the mix",
                lambda: poll("2023-05", SIDE, "Russia") - reweighted("Russia", "2023-05"),
                "This is what is left when the mix has done its part. The question asks for the part of the mix itself: which two shares, both from answers of March 2022?",
            ),
            Mistake(
                "opinion and mix, to May",
                lambda: poll("2023-05", SIDE, "Russia") - poll("2022-03", SIDE, "Russia"),
                "This is the whole change between the published shares of two waves. Here the answers of each group must stay those of March 2022: which part may change?",
            ),
            Mistake(
                "in per cent",
                lambda: 100 * (reweighted("Russia", "2023-05") / reweighted("Russia", "2022-03") - 1),
                "You divided one share by the other. Points are a difference: what do you do with two shares?",
            ),
            Mistake(
                "opinion and mix",
                lambda: poll("2022-11", SIDE, "Russia") - poll("2022-03", SIDE, "Russia"),
                "This is the whole change between two waves. Here the answers of each group must stay: which part may change?",
            ),
            Mistake(
                "for Ukraine",
                lambda: reweighted("Ukraine", "2023-05") - reweighted("Ukraine", "2022-03"),
                "This is the change for another answer. Which side does the question name?",
            ),
            Mistake(
                "ethnicity",
                lambda: (
                    weighted(
                        _groups()[0][0],
                        [
                            poll("2023-05", "Ethnicity of respondent", "Kazakh"),
                            100 - poll("2023-05", "Ethnicity of respondent", "Kazakh"),
                        ],
                    )
                    - reweighted("Russia", "2022-03")
                ),
                "You weighted by ethnicity. The groups are made by something else: which question of the table describes them?",
                also=(lambda: weighted(_groups()[0][0], _ethnic()) - reweighted("Russia", "2022-03"),),
            ),
            Mistake(
                "plain mean",
                lambda: sum(_groups()[0][0]) / 2 - reweighted("Russia", "2022-03"),
                "You gave both languages the same weight. How large was each group in May 2023?",
            ),
            Mistake(
                "the share itself",
                lambda: reweighted("Russia", "2023-05"),
                "This is the share with the later mix. The question is about a change: what must be taken away?",
            ),
            Mistake(
                "the earlier share",
                lambda: reweighted("Russia", "2022-03"),
                "This is the share with the earlier mix. The question is about a change: which other share does it need?",
            ),
        ),
        nudge="What share of the whole do the two groups make with each of the two mixes? Only the weights may change.",
        after="About a third of the published fall from March 2022 to May 2023, before anybody changed an answer. The two samples may differ in more than language.",
        section="Who was asked?",
    ),
    Task(
        id="09.6",
        title="Meetings by one rule",
        name="in_person",
        question="How many meetings in person of Putin and Tokayev does the list hold in each year from 2019 to 2025? Large rounds count. "
        "Give a Series with the years as index; a year without a meeting has 0.",
        unit="meetings",
        answer=Column(0),
        reference=lambda: _per_year(format="in-person"),
        mistakes=(
            Mistake(
                "all contacts",
                _per_year,
                "You counted calls as well. Which column says how the two spoke, and which value does the question name?",
            ),
            Mistake(
                "one to one",
                lambda: _per_year(format="in-person", setting="bilateral"),
                "You left the large rounds out. What does the question say about them?",
            ),
            Mistake(
                "everybody",
                _everybody,
                "You counted meetings with everybody. Which counterpart does the question name?",
            ),
            Mistake(
                "explicit only",
                lambda: _per_year(format="in-person", evidence="explicit"),
                "You kept only the sure rows. A good rule, but another one: what does the question ask about evidence?",
            ),
            Mistake(
                "one to one, calls too",
                lambda: _per_year(setting="bilateral"),
                "You filtered the setting, not the format: calls are one to one too. Which column says that they met in person?",
            ),
            Mistake(
                "large rounds only",
                lambda: _per_year(format="in-person", setting="multilateral"),
                "You kept the large rounds only. Does the question leave the others out?",
            ),
            Mistake(
                "all but calls",
                lambda: (
                    putin().query("format != 'phone'").groupby("year").size().reindex(range(2019, 2026), fill_value=0)
                ),
                "You took out the telephone calls. Which other values does `format` have, and are they meetings in person?",
            ),
            Mistake(
                "video too",
                lambda: (
                    putin()
                    .query("format in ('in-person', 'video')")
                    .groupby("year")
                    .size()
                    .reindex(range(2019, 2026), fill_value=0)
                ),
                "One of your meetings was held by video. Which value of `format` does the question name?",
            ),
            Mistake(
                "all Russians",
                lambda: _everybody(side="Russia"),
                "You counted meetings with others from Russia too. Which counterpart does the question name?",
            ),
            Mistake(
                "year without a meeting",
                lambda: _per_year(format="in-person").loc[lambda s: s > 0],
                "A year is missing. A group without rows vanishes in groupby: how do you put it back with 0?",
            ),
        ),
        nudge="Which rows are meetings in person with this counterpart, and what becomes of a year without one?",
        after="The year with no meeting is the first year of the pandemic. A comparison that starts there flatters every later year.",
        section="What counts as a meeting?",
    ),
    Task(
        id="09.7",
        title="Another base year",
        name="us_change",
        question="By how many percentage points did the share of the United States in the stock of direct investment change from 2005 to 2019? "
        "Use `investment`; the whole is the investor World.",
        unit="percentage points",
        answer=Number(0.05),
        reference=lambda: _between("United States"),
        mistakes=(
            Mistake(
                "lesson's years",
                lambda: western_share("United States", year=2021) - western_share("United States", year=2003),
                "These are two other years. Which two does the question name?",
                also=tuple(
                    lambda first=first: _between("United States", first, 2021) for first in (2013, 2014, 2015, 2016)
                ),
            ),
            Mistake(
                "in per cent",
                lambda: (
                    100 * (western_share("United States", year=2019) / western_share("United States", year=2005) - 1)
                ),
                "You divided one share by the other. Points are a difference: what do you do with two shares?",
            ),
            Mistake(
                "the European Union",
                lambda: _between("EU-27"),
                "This is the change of another investor. Which one does the question name?",
            ),
            Mistake(
                "both together",
                lambda: _between("EU-27") + _between("United States"),
                "You added two investors. How many does the question name?",
            ),
            Mistake(
                "the share itself",
                lambda: western_share("United States", year=2019),
                "This is the share at the end. The question is about a change: what must be taken away?",
            ),
            Mistake(
                "the share at the start",
                lambda: western_share("United States", year=2005),
                "This is the share at the start. The question is about a change: which other share does it need?",
            ),
            Mistake(
                "the whole of all rows",
                lambda: _of_all_rows(2019) - _of_all_rows(2005),
                "Below your line stands the sum of all rows, and some rows hold others. Which single investor is the whole?",
            ),
            Mistake(
                "the money itself",
                lambda: _stock(2019) - _stock(2005),
                "This is the change of the money. A share needs the whole below the line, in each year: which investor is the whole?",
            ),
            Mistake(
                "growth of the money",
                lambda: 100 * (_stock(2019) / _stock(2005) - 1),
                "This is how much the money grew. A share needs the whole below the line, in each year: which investor is the whole?",
            ),
        ),
        nudge="Each year has its own whole: which shares do you compare, and which of them comes later?",
        after='From 2013, when the method changed, the sign is the other one. Whoever writes "rising" or "falling" has chosen a base year first.',
        section="Two base years",
    ),
    Task(
        id="09.8",
        title="A share of abstentions",
        name="abstained_share",
        question="Which share of all votes that Kazakhstan cast in each year (table `counts`) were abstentions? Give a Series with the years from 2015 "
        "to 2025 as index. Then look: which year stands out, and why does it stand out less in a plain count?",
        unit="per cent",
        answer=Column(0.05),
        reference=_abstained,
        mistakes=(
            Mistake(
                "divided by yes",
                lambda: _abstained("yes"),
                "You divided by the votes of yes. A share needs the whole below the line: which column holds all votes cast?",
            ),
            Mistake(
                "plain count",
                lambda: _abstained(None),
                "These are counts. Some years have more votes than others: what must you divide by?",
            ),
            Mistake(
                "all members",
                lambda: _abstained(193),
                "You divided by the number of UN members. The share is taken from the votes of one country: which column holds them?",
            ),
            Mistake(
                "the noes",
                lambda: _abstained(kind="no"),
                "This is the share of no. Which column holds the abstentions?",
            ),
            Mistake(
                "yes and no below",
                lambda: 100 * _abstained(None) / (_abstained(None, kind="yes") + _abstained(None, kind="no")),
                "Below the line you have yes and no only. An abstention is a vote cast, too: which column holds all three?",
            ),
            Mistake(
                "one sum for all years",
                lambda: 100 * _abstained(None) / _abstained(None, kind="votes_cast").sum(),
                "You divided each year by the sum of all years. Which whole belongs to one year?",
            ),
            Mistake(
                "spread over the years",
                lambda: 100 * _abstained(None) / _abstained(None).sum(),
                "Your numbers say how its abstentions are spread over the years. Which column belongs below the line?",
            ),
            Mistake(
                "noes added",
                lambda: _abstained() + _abstained(kind="no"),
                "You added the noes to the abstentions. Which of the two does the question name?",
            ),
            Mistake(
                "Uzbekistan",
                lambda: _abstained(country="Uzbekistan"),
                "These are the shares of a neighbour. Which country does the question name?",
            ),
        ),
        nudge="Keep one country, set the year as index, then divide one column by another and multiply by 100.",
        after="2022 stands out. In 2025 it abstained nearly as often in numbers, but from more than twice as many votes.",
        section="What is neutral?",
    ),
    Task(
        id="09.9",
        title="Never a line over a gap",
        name="ax",
        question="Draw the cosine with Russia of Kazakhstan and of Uzbekistan as two lines, for the years up to 2019 only. "
        "Name each line and label both axes; the y-axis must say that it is a cosine. Keep the axes in ax.",
        unit="cosine, −1 to 1",
        answer=Figure(
            _lines,
            ("cosine", "cos"),
            1e-6,
            only=True,
            marks=("line",),
            names={
                "Kazakhstan": ("kazakh", "kasach", "казахстан", "қазақ", "kz", "kaz", "рк"),
                "Uzbekistan": ("uzbek", "usbek", "узбек", "өзбек", "uz", "uzb"),
            },
        ),
        reference=_lines,
        mistakes=(
            Mistake(
                "over the gap",
                _one_line,
                "Your lines go on after 2019. Nothing was measured for four years, and then other votes were used: where should they end?",
            ),
            Mistake(
                "with the United States",
                lambda: _lines(partner="United States"),
                "These are the lines with another partner. Which one does the question name?",
            ),
            Mistake(
                "identical votes",
                lambda: _lines("identical_pct"),
                "The lines show another measure. Which column holds the cosine?",
            ),
            Mistake(
                "with China",
                lambda: _lines(partner="China"),
                "Your lines compare with China. With whom does the question compare?",
            ),
            Mistake(
                "half points",
                lambda: _lines("half_credit_score"),
                "Your lines show a score from 0 to 100. Which column goes from −1 to 1?",
            ),
            Mistake(
                "one year short",
                lambda: _lines(last=2018),
                "Your lines end one year too early. The question says up to 2019: is the year 2019 in?",
            ),
            Mistake(
                "other countries",
                lambda: _lines(countries=("Kazakhstan", "Kyrgyzstan")),
                "One of the two lines belongs to another country. Which two does the question name?",
            ),
        ),
        nudge="Filter the partner and the years, then one column per country, for example with pivot.",
        after="Only in later years do the two lines move alike. Something they share may move both.",
        section="Did it move, or did the others?",
    ),
    Task(
        id="09.10",
        title="Who moved most?",
        name="moved_most",
        question="From 2019 to 2025 the share of votes opposed to the United States rose for each of these four: Kazakhstan, Uzbekistan, Belarus, Germany. "
        "For which did it rise most? Then write two sentences below the check: what does this say about the four, and what about the United States? "
        "Name one reason why the two years do not compare well.",
        unit="one of four names",
        answer=Choice(("Kazakhstan", "Uzbekistan", "Belarus", "Germany")),
        reference=_most,
        mistakes=(
            Mistake(
                "highest level",
                _highest_level,
                "This country has the highest share in 2025, not the largest rise. Do you compare a change, with the partner of the question, and take its largest?",
            ),
            Mistake(
                "smallest rise",
                _least,
                "For this one the share rose least. Which column, which partner and which end of the sorted list does the question name?",
            ),
            Mistake(
                "the article's country",
                lambda: "Kazakhstan",
                "This is the country that the article is about. Did you compare its change with the other three?",
            ),
        ),
        nudge="Pivot country by year, take 2019 away from 2025, and sort.",
        after="An ally moved most. When all pairs with one partner move, look at the partner first. The years before 2020 also count votes on paragraphs, "
        "and 2025 has ten months only.",
        section="Did it move, or did the others?",
    ),
)
