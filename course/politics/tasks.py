"""Tasks of exercise set 08_politics. Every answer and every named mistake is computed from data/politics/."""

from math import log

from claimlab.checks.answers import Column, Figure, Function, Items, Mistake, Number
from claimlab.checks.task import Task
from claimlab.evidence.tables import only, table

from .measures import ballots, count, democra_rate, lines, un_speeches

DAY, REFERENDUM, WINNER = "2022-11-20", "2022-06-05", "Kassym-Jomart Tokayev"
FIRST = "1991-12-01"


def _printed(day):
    """The largest share of an election as the file prints it, of those who came."""
    rows = table("politics/elections")
    return float(rows[rows.vote_date == day].share_printed_pct.max())


def _winner_1991(name="registered voters"):
    return 100 * float(lines(FIRST).max()) / ballots(FIRST, name)


def _edges(index="participatory democracy", years=(2019, 2023)):
    rows = table("politics/indices")
    rows = rows[(rows.index_name == index) & (rows.vintage == "v15")]
    if years:
        rows = rows[rows.year.isin(years)]
    return rows.groupby("country").agg(low=("low", "max"), high=("high", "min"))


def _apart(index="participatory democracy", years=(2019, 2023)):
    edges = _edges(index, years)
    return list(edges.index[edges.low > edges.high])


def _points_outside():
    """Countries whose later point lies outside the earlier band, though the bands may overlap."""
    rows = table("politics/indices")
    rows = rows[(rows.index_name == "participatory democracy") & (rows.vintage == "v15")]
    old, new = (rows[rows.year == year].set_index("country") for year in (2019, 2023))
    return [name for name in old.index if not old.low[name] <= new.value[name] <= old.high[name]]


def _one_way(sign):
    rows = table("politics/indices")
    rows = rows[(rows.index_name == "participatory democracy") & (rows.vintage == "v15")]
    value = rows.pivot(index="country", columns="year", values="value")
    return [name for name in _apart() if sign * (value.loc[name, 2023] - value.loc[name, 2019]) > 0]


def _together():
    edges = _edges()
    return list(edges.index[edges.low <= edges.high])


def _every_country():
    return list(_edges().index)


def effective_number(votes):
    total = sum(votes)
    return 1 / sum((one / total) ** 2 for one in votes)


def _cases():
    real = [int(one) for one in lines(DAY)]
    return [([50, 50],), ([1, 1, 1, 1],), ([90, 5, 5],), ([7],), (real,)]


def _off_lines(limit=0.1, over=True, day="1999-01-10", votes="votes"):
    rows = table("politics/elections")
    rows = rows[rows.vote_date == day].set_index("name_on_ballot")
    off = (100 * rows[votes] / rows.votes.sum() - rows.share_printed_pct).abs()
    return list(off.index[off > limit] if over else off.index[off <= limit])


def _referendum(*below):
    names = below or ("yes", "no")
    return 100 * ballots(REFERENDUM, "yes") / sum(ballots(REFERENDUM, name) for name in names)


def _convicted(about="all", by="interior minister"):
    return count(topic="courts", measure="convicted", about=about, counted_by=by)


def _all_rows_of_the_minister():
    rows = table("politics/counts")
    rows = rows[(rows.topic == "courts") & (rows.measure == "convicted") & (rows.counted_by == "interior minister")]
    return float(rows.value.sum())


def _his_un(first=1992, last=2018):
    rows = un_speeches(first=first, last=last)
    return rows[rows.speaker == "Tokayev"]


def _mean_rate():
    rows = _his_un()
    return float((1000 * rows.democra_words / rows.words).mean())


def _rate_of(last=9999, **columns):
    rows = table("politics/speeches")
    rows = rows[rows.year <= last]
    for name, value in columns.items():
        rows = rows[rows[name] == value]
    return democra_rate(rows)


def _score(phrase="New Kazakhstan", date="2022-03-16"):
    rows = table("politics/phrases")
    return float(only(rows[rows.score.notna()], "score", phrase=phrase, date=date))


def _fits(score, near=0.0000006):
    return [
        (uses, texts)
        for uses in range(1, 61)
        for texts in range(1, 27)
        if abs(uses * log(27 / texts) / 811 - score) < near
    ]


def _vintage(vintage, index="electoral democracy", column="value", first=2012, last=2021):
    rows = table("politics/indices")
    rows = rows[(rows.index_name == index) & (rows.vintage == vintage) & (rows.country == "Kazakhstan")]
    return rows[rows.year.between(first, last)].set_index("year")[column].sort_index()


def _two_vintages(**more):
    return {"v12": _vintage("v12", **more), "v15": _vintage("v15", **more)}


def _joined():
    from pandas import concat

    return {"joined": concat([_vintage("v12"), _vintage("v15", first=2022, last=2024)])}


SPANS = (
    ("2020-07-30", "2021-10-21"),
    ("2021-10-22", "2022-12-31"),
    ("2023-01-01", "2023-04-03"),
    ("2024-01-01", "2024-12-31"),
)


def _refused():
    def at(since, date):
        return count(topic="refused protest notices", since=since, date=date)

    first, spring = at(*SPANS[0]), at(*SPANS[2])
    return [first, at("2020-07-30", "2023-04-03"), spring, at(*SPANS[3])]


def _per_month(second="parts", extra_day=1, month=30.4375, last="own row"):
    import pandas as pd

    first, total, spring, year = _refused()
    of_2021 = count(topic="refused protest notices", since="2021-01-01")
    middle = {
        "parts": total - first - spring,
        "total": total,
        "spring kept": total - first,
        "twice": total - first - spring - of_2021,
    }[second]
    if last == "remainder":
        year = count(topic="refused protest notices", date="2025-01") - total
    spans = pd.DataFrame(SPANS, columns=["start", "end"])
    days = (pd.to_datetime(spans.end) - pd.to_datetime(spans.start)).dt.days + extra_day
    rates = pd.Series([first, middle, spring, year]) * month / days
    return rates.set_axis(spans.start)


def _not_divided():
    import pandas as pd

    first, total, spring, last = _refused()
    return pd.Series([first, total - first - spring, spring, last], index=[start for start, _ in SPANS])


TASKS = (
    Task(
        id="08.1",
        title="Out of all who may vote",
        name="roll_share",
        question="On 1 December 1991 one line of the ballot got the most votes. Which share of all registered voters is that? "
        "Use `elections` and `ballots`.",
        unit="per cent",
        answer=Number(0.01),
        reference=_winner_1991,
        mistakes=(
            Mistake(
                "share of lines",
                lambda: 100 * float(lines(FIRST).max() / lines(FIRST).sum()),
                "Below the line stand only people who voted. Who is missing there?",
                also=(lambda: _printed(FIRST),),
            ),
            Mistake(
                "against",
                lambda: 100 * float(lines(FIRST).min()) / ballots(FIRST, "registered voters"),
                "This is the share of the line with the fewest votes. Which line does the question mean?",
            ),
            Mistake(
                "another roll",
                lambda: 100 * float(lines(FIRST).max()) / ballots(DAY, "registered voters"),
                "Below the line stands a roll of another day. Which vote does the question name?",
            ),
            Mistake(
                "another vote",
                lambda: 100 * float(lines(DAY).max()) / ballots(DAY, "registered voters"),
                "This is the share at another vote. Which day does the question name?",
            ),
            Mistake(
                "the most votes of all days",
                lambda: 100 * float(table("politics/elections").votes.max()) / ballots(FIRST, "registered voters"),
                "Above the line stands a number of another day. Have you kept the rows of one vote before you look for the most?",
            ),
            Mistake(
                "ballots cast below",
                lambda: 100 * float(lines(FIRST).max()) / ballots(FIRST, "ballots cast"),
                "Below the line stand all who came. Who may vote and did not come?",
            ),
            Mistake(
                "all lines above",
                lambda: 100 * float(lines(FIRST).sum()) / ballots(FIRST, "registered voters"),
                "Above the line stand all votes of the ballot together. Which of its lines does the question mean?",
            ),
            Mistake(
                "turnout",
                lambda: 100 * ballots(FIRST, "ballots cast") / ballots(FIRST, "registered voters"),
                "This is the turnout: all who came, for whomever they voted. Which number belongs above the line?",
            ),
        ),
        nudge="Above the line: votes of one name. Below: which row of `ballots` counts everybody on the roll?",
        after="One name on the ballot, and a line against. The roll below the line makes even this share smaller.",
        section="What stands below the line?",
    ),
    Task(
        id="08.2",
        title="Beyond the band",
        name="moved",
        question='Take the index "participatory democracy" (vintage v15) in 2019 and 2023. For which of the ten countries do the two bands '
        "not overlap? Two bands overlap when the larger low is at most the smaller high.",
        unit="a list of country names",
        answer=Items(),
        reference=_apart,
        mistakes=(
            Mistake(
                "wrong way round",
                _together,
                "These are the countries whose bands do overlap. Which side of your comparison must be larger?",
            ),
            Mistake(
                "points",
                _every_country,
                "You list every country. Do your rows hold one index and one vintage only, and what do `low` and `high` say?",
            ),
            Mistake(
                "liberal democracy",
                lambda: _apart("liberal democracy"),
                "This is the answer for the index of the lesson. Which index does the question name?",
            ),
            Mistake(
                "deliberative democracy",
                lambda: _apart("deliberative democracy"),
                "This is the answer for another index of V-Dem, which only sounds alike. Which index does the question name?",
            ),
            Mistake(
                "another year",
                lambda: _apart(years=(2019, 2024)),
                "One of your two years is not in the question. Which two does it name?",
                also=tuple(lambda years=years: _apart(years=years) for years in ((2021, 2023),)),
            ),
            Mistake(
                "outside the other band",
                _points_outside,
                "You compare a point with a band. Which two columns make a band, and do two bands overlap already where one begins in the other?",
            ),
            Mistake(
                "only those that rose",
                lambda: _one_way(1),
                "You found a band that moved up. Can two bands also part because a country fell?",
            ),
            Mistake(
                "only those that fell",
                lambda: _one_way(-1),
                "You found the bands that moved down. Can two bands also part because a country rose?",
            ),
            Mistake(
                "all years",
                lambda: _apart(years=None),
                "You compare the bands of all years at once. Which two years does the question name?",
            ),
        ),
        nudge="Keep the rows of the index, the vintage and the two years; then one group per country with the largest low and the smallest high.",
        after="Bands can part because a country rose or because it fell. The test does not say which: look at the values too.",
        section="A point and its band",
    ),
    Task(
        id="08.3",
        title="Effective number",
        name="effective_number",
        question="Write a function effective_number(votes) that takes a plain list of vote counts and returns 1 divided by the sum of squared shares.",
        unit="candidates",
        answer=Function(_cases, 1e-6, "effective_number(votes)"),
        reference=effective_number,
        mistakes=(
            Mistake(
                "votes squared",
                lambda votes: 1 / sum(one**2 for one in votes),
                "Your function squares the votes themselves. For [50, 50] the result should be 2: what must each number be divided by first?",
            ),
            Mistake(
                "per cent squared",
                lambda votes: 1 / sum((100 * one / sum(votes)) ** 2 for one in votes),
                "Your function squares per cent. For [50, 50] the result should be 2: is a half 50, or something smaller?",
            ),
            Mistake(
                "not turned over",
                lambda votes: sum((one / sum(votes)) ** 2 for one in votes),
                "The sum of squared shares is right. More equal rivals should give a larger number: which last step is missing?",
            ),
            Mistake(
                "counting names",
                lambda votes: len(votes),
                "Your function counts the names. A name with few votes should count for less: where do the votes come in?",
            ),
            Mistake(
                "the largest only",
                lambda votes: sum(votes) / max(votes),
                "Your function looks at the largest line only. All shares count: what do you do with each of them?",
            ),
            Mistake(
                "squared too late",
                lambda votes: 1 / sum(one / sum(votes) for one in votes) ** 2,
                "You square after you add. Shares always add to the same sum: what should be squared, each one or the sum?",
            ),
        ),
        nudge="Try [50, 50] by hand: two shares of one half, each squared, added, and then?",
        after="Political scientists use this number for parties too: it counts rivals by weight, not by name.",
        section="What stands below the line?",
    ),
    Task(
        id="08.4",
        title="Shares of another whole",
        name="off_lines",
        question="Election of 10 January 1999: compute each share again, as per cent of the sum of the lines. Which names have a `share_printed_pct` that "
        "differs from it by more than 0.1 points, up or down?",
        unit="a list of names",
        answer=Items(),
        reference=_off_lines,
        mistakes=(
            Mistake(
                "any difference",
                lambda: _off_lines(limit=0.005),
                "You list every name. Are your shares per cent of this one day's lines, and how large must the difference be?",
            ),
            Mistake(
                "another day",
                lambda: _off_lines(day=DAY, votes="votes_as_printed"),
                "These names stood on the ballot of another day. Which one does the question name?",
            ),
            Mistake(
                "wrong way round",
                lambda: _off_lines(over=False),
                "These are the names whose printed share nearly fits. Which side of your comparison must be larger?",
            ),
            Mistake(
                "one point",
                lambda: _off_lines(limit=1),
                "Your limit is wider than the question's. How many points does it name?",
            ),
        ),
        nudge="Compute each share from the votes, take the printed share away, and look at the size of the difference.",
        after="No misprint: look at the column `share_of`. These shares were taken of all ballots cast, spoiled ones included.",
        section="What stands below the line?",
    ),
    Task(
        id="08.5",
        title="The referendum",
        name="yes_share",
        question="In the referendum of 5 June 2022, which share of the ballots that chose yes or no, and nothing else, chose yes? "
        "Use the final counts in `ballots`.",
        unit="per cent",
        answer=Number(0.01),
        reference=_referendum,
        mistakes=(
            Mistake(
                "all ballots",
                lambda: _referendum("ballots cast"),
                "This is the official share. It has all ballots below the line, spoiled ones too: which two piles does the question name?",
            ),
            Mistake(
                "the roll",
                lambda: _referendum("registered voters"),
                "Below the line you have everybody on the roll. Which two piles does the question name?",
            ),
            Mistake(
                "both boxes counted",
                lambda: _referendum("yes", "no", "both boxes ticked"),
                "A ballot with both boxes ticked says neither yes nor no. Does it belong below the line?",
            ),
            Mistake(
                "both boxes as yes",
                lambda: (
                    100
                    * (ballots(REFERENDUM, "yes") + ballots(REFERENDUM, "both boxes ticked"))
                    / (sum(ballots(REFERENDUM, name) for name in ("yes", "no", "both boxes ticked")))
                ),
                "You count a ballot with both boxes ticked as a yes. What did this voter choose?",
            ),
            Mistake(
                "spoiled ballots counted",
                lambda: _referendum("yes", "no", "invalid"),
                "You left out one kind of ballot that chose neither, and kept the other. Which piles does the question name?",
            ),
            Mistake(
                "yes for each no",
                lambda: _referendum("no"),
                "You divide yes by no. A share needs the whole below the line: what is the whole here?",
            ),
            Mistake(
                "brackets",
                lambda: 100 * ballots(REFERENDUM, "yes") / ballots(REFERENDUM, "yes") + ballots(REFERENDUM, "no"),
                "Division comes before plus. Around which two numbers do you need round brackets?",
                also=(
                    lambda: 100 * (ballots(REFERENDUM, "yes") / ballots(REFERENDUM, "yes") + ballots(REFERENDUM, "no")),
                ),
            ),
            Mistake(
                "the share of no",
                lambda: 100 - _referendum(),
                "This is the share of no. Which pile belongs above the line?",
            ),
        ),
        nudge="Two piles together make the whole; one of them stands above the line.",
        after="Some points more than the official share, from the same ballots. Neither is a lie; each must say what is below the line.",
        section="What stands below the line?",
    ),
    Task(
        id="08.6",
        title="Convicted and in prison",
        name="prison_share",
        question='The interior minister gave numbers of people convicted after January 2022 (table `counts`, topic "courts", dated 2023-01-05). '
        "Which share of all convicted did, by his numbers, go to prison?",
        unit="per cent",
        answer=Number(0.01),
        reference=lambda: 100 * _convicted("prison") / _convicted(),
        mistakes=(
            Mistake(
                "another counter below",
                lambda: 100 * _convicted("prison") / _convicted(by="Human Rights Watch"),
                "Above the line stands the minister's number, below it a rights group's. Do two counters go into one share?",
            ),
            Mistake(
                "total counted twice",
                lambda: 100 * _convicted("prison") / _all_rows_of_the_minister(),
                "You added all rows of the minister. One of them is already the sum of the others: which?",
            ),
            Mistake(
                "two kinds above",
                lambda: 100 * (_convicted("prison") + _convicted("restricted liberty")) / _convicted(),
                "Above the line stand two kinds of sentence. Which of them means prison?",
            ),
            Mistake(
                "restricted liberty",
                lambda: 100 * _convicted("restricted liberty") / _convicted(),
                "This is the share with restricted liberty, who are not in prison. Which row does the question need?",
            ),
            Mistake(
                "the rest below",
                lambda: 100 * _convicted("prison") / (_convicted() - _convicted("prison")),
                "Below the line you left out the group that stands above it. A share needs the whole: who belongs to it?",
            ),
            Mistake(
                "detained below",
                lambda: 100 * _convicted("prison") / count(topic="courts", measure="detained"),
                "Below the line you have the detained. Many of them were never convicted: which group does the question name?",
            ),
        ),
        nudge="Both numbers come from the same person on the same day. Look at the columns `counted_by` and `about`.",
        after="A share is only as good as its two counters. The rights group's total, over a thousand, would make it much smaller.",
        section="January 2022: before is not because",
    ),
    Task(
        id="08.7",
        title="Before he was president",
        name="early_rate",
        question="How often, per thousand words, did Tokayev use democra- in his UN speeches before he was president (all those up to 2018, taken "
        "together)? Use `speeches`.",
        unit="mentions per 1,000 words",
        answer=Number(0.005),
        reference=lambda: democra_rate(_his_un()),
        mistakes=(
            Mistake(
                "average of rates",
                _mean_rate,
                "You took the average of the rates. Then a short speech weighs as much as a long one: what do you add first when you take them together?",
            ),
            Mistake(
                "speeches counted, not mentions",
                lambda: float(1000 * (_his_un().democra_words > 0).sum() / _his_un().words.sum()),
                "You count the speeches that have the word. How often does each of them have it?",
            ),
            Mistake(
                "to 2019",
                lambda: democra_rate(_his_un(last=2019)),
                "Your speeches go to 2019, his first year as president. Up to which year does the question go?",
            ),
            Mistake(
                "every occasion",
                lambda: _rate_of(last=2019, speaker="Tokayev"),
                "Not only his UN speeches are in your rows. Which column tells the occasion, and up to which year do they go?",
                also=(lambda: _rate_of(speaker="Tokayev"),),
            ),
            Mistake(
                "another speaker",
                lambda: _rate_of(speaker="Nazarbayev", occasion="UN General Assembly"),
                "These are another man's speeches. Whose does the question name?",
            ),
            Mistake(
                "middle of the rates",
                lambda: float((1000 * _his_un().democra_words / _his_un().words).median()),
                "You took the middle one of the rates. What do you add first when you take the speeches together?",
            ),
            Mistake(
                "as president",
                lambda: democra_rate(_his_un(2019, 2024)),
                "These are his speeches as president. Which years does the question name?",
            ),
            Mistake(
                "all his speeches",
                lambda: democra_rate(_his_un(1992, 2024)),
                "You took all his UN speeches. Which years does the question name?",
            ),
            Mistake(
                "all Kazakh speakers",
                lambda: democra_rate(un_speeches(last=2018)),
                "You took every speaker of Kazakhstan. Whose speeches does the question name?",
            ),
            Mistake(
                "a plain count",
                lambda: float(_his_un().democra_words.sum()),
                "This is how often he said it. What must you divide by, so that long and short texts compare?",
            ),
            Mistake(
                "as foreign minister only",
                lambda: democra_rate(_his_un()[_his_un().post == "foreign minister"]),
                "You kept one post only. In one year he spoke at the UN in another post: which rows does the question name?",
            ),
            Mistake(
                "turned over",
                lambda: 1000 / democra_rate(_his_un()),
                "You divide words by mentions. Which of the two stands above the line?",
            ),
            Mistake(
                "per hundred",
                lambda: democra_rate(_his_un()) / 10,
                "This is per hundred words. Which unit does the question name?",
            ),
        ),
        nudge="Add the mentions, add the words, then divide. Filter on speaker, occasion and year.",
        after="Below his rate as president. Ten speeches on one side and five on the other are too few to call that a change.",
        section="Counting a word",
    ),
    Task(
        id="08.8",
        title="A count from a score",
        name="addresses",
        question="A published statistic gives each word pair of an address a score: uses × ln(27 / addresses) / 811. `phrases` holds the score of "
        '"New Kazakhstan" on 2022-03-16. Uses is a whole number from 1 to 60, addresses one from 1 to 26. Exactly one pair fits the score '
        "to within 0.0000006. How many of the addresses have the words?",
        unit="addresses",
        answer=Number(0),
        reference=lambda: _fits(_score())[0][1],
        mistakes=(
            Mistake(
                "uses for addresses",
                lambda: _fits(_score())[0][0],
                "This number fits as uses of the right pair, or comes from a wrong pair. Which of the two numbers do you keep, and how near must a score be?",
            ),
            Mistake(
                "rounded score",
                lambda: _fits(round(_score(), 4), 0.00005)[1][1],
                "A rounded score lets several pairs fit, and you took one of the wrong ones. How many decimals does the table hold?",
            ),
            Mistake(
                "the last of the loop",
                lambda: 26,
                "This is the last number that your loop tries. Does your condition decide what is kept?",
            ),
            Mistake(
                "the whole list",
                lambda: 27,
                "This is how many addresses there are in all. How many of them have the words?",
            ),
            Mistake(
                "one",
                lambda: 1,
                "One is how many pairs fit, and the first number that a loop tries. Which number of the pair is asked for, and is a score far below near?",
            ),
            Mistake(
                "the other slogan",
                lambda: _fits(_score("Just Kazakhstan", "2022-09-01"))[0][1],
                "This belongs to the other slogan, half a year later. Which row of `phrases` does the question name?",
            ),
        ),
        nudge="Two loops, one inside the other: try every pair, and keep those whose score is near enough. ln is `log` from the module math.",
        after="The published score hid two whole numbers; six decimals are enough to get them back. More addresses than this one have the words. Whose they are, the score does not say.",
        section="Counting a word",
    ),
    Task(
        id="08.9",
        title="Two vintages",
        name="ax",
        question="Draw the electoral democracy index of Kazakhstan from 2012 to 2021 twice: as estimated in vintage v12 and in vintage v15, two lines. "
        "Name each line and label both axes; the y-axis must name the index. Keep the axes in ax.",
        unit="index, 0 to 1",
        answer=Figure(
            _two_vintages,
            ("elector", "polyarch", "elekt", "wahl", "избир", "электор", "выборн", "полиарх", "сайлау"),
            1e-6,
            only=True,
            marks=("line",),
            names={"v12": ("12",), "v15": ("15",)},
            hints={
                "joined": "One line goes over from one vintage to the other. The step between them stands in neither vintage: "
                "how many lines does the question want, and from which year to which?",
                "mean": "Your line is the mean of two vintages, a number that nobody estimated. Which column tells the vintages apart?",
            },
        ),
        reference=_two_vintages,
        mistakes=(
            Mistake(
                "to 2024",
                lambda: {"v12": _vintage("v12"), "v15": _vintage("v15", last=2024)},
                "One line goes on after the other ends. In which years can the two vintages be compared?",
            ),
            Mistake(
                "expression",
                lambda: {"v12": _vintage("v12", "expression"), "v14": _vintage("v14", "expression")},
                "These are two vintages of another index. Which one does the question name?",
            ),
            Mistake(
                "joined",
                _joined,
                "You joined two vintages into one line. The step between them stands in neither vintage: how many lines does the question want?",
            ),
            Mistake(
                "upper ends",
                lambda: _two_vintages(column="high"),
                "The lines show the upper ends of the bands. Which column holds the point itself?",
            ),
        ),
        nudge="Filter country, index and years; then one column per vintage, for example with pivot.",
        after="The past was estimated anew: the year 2021 has two values, a little apart. Join v12 to v15, and the rise to 2022 comes out too small.",
        section="A point and its band",
    ),
    Task(
        id="08.10",
        title="Worse or better?",
        name="per_month",
        question="How many protest notices were refused per month of 30.4375 days, both end days counted, in four spans: 2020-07-30 to 2021-10-21, "
        "2021-10-22 to 2022-12-31, 2023-01-01 to 2023-04-03, and 2024-01-01 to 2024-12-31? Give a Series with the start dates (text) as index. "
        'Mind that some rows of `counts` are running totals. Then write two honest sentences below the check: one for "worse", one for "better", each with its span.',
        unit="refusals per month",
        answer=Column(0.05, index="start date"),
        reference=_per_month,
        mistakes=(
            Mistake(
                "running total",
                lambda: _per_month("total"),
                "In one span you use a total that began in 2020. Which earlier and later parts must be taken out of it?",
            ),
            Mistake(
                "spring counted twice",
                lambda: _per_month("spring kept"),
                "The second span still holds the refusals of spring 2023. In which other span do you count them?",
            ),
            Mistake(
                "first day forgotten",
                lambda: _per_month(extra_day=0),
                "Each span is one day short. How many days are there from Monday to Tuesday when both count?",
            ),
            Mistake(
                "per day",
                lambda: _per_month(month=1),
                "These are refusals per day. Which unit does the question name, and how many days has one of its months?",
            ),
            Mistake(
                "per year",
                lambda: _per_month(month=365.25),
                "These are refusals per year. Which unit does the question name?",
            ),
            Mistake(
                "one part taken out twice",
                lambda: _per_month("twice"),
                "In the second span you took out the refusals of 2021 as well. They are already in another row that you took out: which?",
            ),
            Mistake(
                "remainder for 2024",
                lambda: _per_month(last="remainder"),
                "For 2024 you took all refusals after April 2023. Which row holds those of 2024 alone?",
            ),
            Mistake(
                "365 days in 2024",
                lambda: _per_month().where(_per_month().index != "2024-01-01", _per_month() * 366 / 365),
                "One of your spans is a day off. How many days has a leap year?",
            ),
            Mistake(
                "months of 30 days",
                lambda: _per_month(month=30),
                "Your months have 30 days. Which length does the question name?",
            ),
            Mistake(
                "not divided by time",
                _not_divided,
                "These are refusals per span, and the spans differ in length. What must you divide by?",
            ),
        ),
        nudge="For each span: refusals in it, divided by its days, times the length of a month. The second span needs a subtraction.",
        after="Both sentences can be true. Does each of yours name its span, and does one of them say that spring 2023 held an election?",
        section="A law and a count",
    ),
)
