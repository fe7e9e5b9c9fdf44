"""Turns of lesson 08, politics: what a student writes inside the lesson."""

from claimlab.checks.answers import Mistake, Number
from claimlab.checks.task import Task
from claimlab.evidence.tables import table

from .measures import ballots, lines
from .tasks import effective_number


def _shared(years=(2012, 2023), country="Georgia", index="liberal democracy"):
    rows = table("politics/indices")
    rows = rows[
        (rows.index_name == index) & (rows.vintage == "v15") & (rows.country == country) & rows.year.isin(years)
    ]
    return float(rows.high.min() - rows.low.max())


def _winner_2015(name="ballots cast"):
    return 100 * float(lines("2015-04-26").max()) / ballots("2015-04-26", name)


def _rivals(day="2011-04-03", without="Nursultan Nazarbayev"):
    return effective_number([float(one) for one in lines(day).drop(without)])


def _rate(speaker="Nazarbayev", occasion="UN General Assembly"):
    rows = table("politics/speeches")
    rows = rows[(rows.speaker == speaker) & (rows.occasion == occasion)] if speaker else rows[rows.occasion == occasion]
    return 1000 * float(rows.democra_words.sum() / rows.words.sum())


def _mean_rate():
    rows = table("politics/speeches")
    rows = rows[(rows.speaker == "Nazarbayev") & (rows.occasion == "UN General Assembly")]
    return float((1000 * rows.democra_words / rows.words).mean())


def _pairs(last=32, ratio=0.75):
    return sum(uses / texts == ratio for uses in range(1, last + 1) for texts in range(1, last + 1))


TURNS = (
    Task(
        id="08.a",
        title="How much do they share?",
        name="shared",
        question="Georgia, liberal democracy, 2012 and 2023: how wide is the part that both bands share? Fill the gaps.",
        unit="points of the index; a minus means that they share nothing",
        answer=Number(0.0005),
        reference=_shared,
        mistakes=(
            Mistake(
                "2019",
                lambda: _shared((2019, 2023)),
                "This is another pair of years. Which two does the question name?",
            ),
            Mistake(
                "turned round",
                lambda: -_shared(),
                "A minus would mean no overlap. Which edge is the upper one of the shared part?",
            ),
            Mistake(
                "outer edges",
                lambda: float(
                    table("politics/indices")
                    .query(
                        "country == 'Georgia' and index_name == 'liberal democracy' and vintage == 'v15' and year in (2012, 2023)"
                    )
                    .pipe(lambda t: t.high.max() - t.low.min())
                ),
                "This is the whole room of both bands. The shared part is narrower: which high and which low bound it?",
            ),
        ),
        nudge="The smaller high minus the larger low.",
        after="A narrow overlap is an overlap. The rule says: the step may be nothing.",
        section="A point and its band",
    ),
    Task(
        id="08.b",
        title="Another election, another line",
        name="of_ballots_2015",
        question="April 2015: how many per cent of the ballots cast went to the winner? Fill the gaps.",
        unit="per cent of the ballots cast",
        answer=Number(0.01),
        reference=_winner_2015,
        mistakes=(
            Mistake(
                "roll",
                lambda: _winner_2015("registered voters"),
                "Below your line stands everybody on the roll. What does the question name?",
            ),
            Mistake(
                "lines",
                lambda: 100 * float(lines("2015-04-26").max() / lines("2015-04-26").sum()),
                "Below your line stand the votes for the names. Some ballots were not valid: which number holds them too?",
            ),
            Mistake(
                "last",
                lambda: 100 * float(lines("2015-04-26").min()) / ballots("2015-04-26", "ballots cast"),
                "This is the share of the last candidate. Which one is the winner?",
            ),
        ),
        nudge="The largest number of votes, over one number of the table `ballots`.",
        after="Ninety-seven of a hundred. The percentage cannot say whether the choice was free.",
        section="What stands below the line?",
    ),
    Task(
        id="08.c",
        title="The contest among the rest",
        name="rivals_2011",
        question="April 2011, without the winner: how many rivals were there *in effect*? Use the votes of the three losers alone.",
        unit="rivals, in effect",
        answer=Number(0.005),
        reference=_rivals,
        mistakes=(
            Mistake(
                "winner inside",
                lambda: effective_number([float(one) for one in lines("2011-04-03")]),
                "The winner is still in. Whose votes does the question leave out?",
            ),
            Mistake(
                "shares of all",
                lambda: (
                    1
                    / sum(
                        (float(one) / float(lines("2011-04-03").sum())) ** 2
                        for one in lines("2011-04-03").drop("Nursultan Nazarbayev")
                    )
                ),
                "Your shares are of all votes. Of which sum must the shares of the losers be?",
            ),
            Mistake(
                "sum of squares", lambda: 1 / _rivals(), "This is the sum of the squares. What is one divided by it?"
            ),
            Mistake(
                "names", lambda: 3, "Three names, but not of one size. What does the measure do with their shares?"
            ),
        ),
        nudge="Shares among the losers, squared, added, and one divided by the sum.",
        after="Nearly three: no loser had most of these votes. A measure depends on whom you let in.",
        section="How many candidates, in effect?",
    ),
    Task(
        id="08.d",
        title="A rate for another speaker",
        name="nazarbayev_rate",
        question="All UN speeches of the first president, Nazarbayev, together: how often the stem democra- in a thousand words?",
        unit="per 1,000 words",
        answer=Number(0.002),
        reference=_rate,
        mistakes=(
            Mistake(
                "mean of rates",
                _mean_rate,
                "You took the mean of the rates of his speeches. Long ones count more: what must be added first?",
            ),
            Mistake(
                "count",
                lambda: (
                    _rate()
                    * float(
                        table("politics/speeches")
                        .query("speaker == 'Nazarbayev' and occasion == 'UN General Assembly'")
                        .words.sum()
                    )
                    / 1000
                ),
                "This is how often he said it. By what must it be divided?",
            ),
            Mistake(
                "everybody", lambda: _rate(None), "These are the speeches of everybody. Whose does the question name?"
            ),
            Mistake(
                "not times 1,000",
                lambda: _rate() / 1000,
                "This is the rate for one word. What turns it into a rate for a thousand?",
            ),
        ),
        nudge="Two sums, one division, times 1,000.",
        after="A few uses in few speeches: one speech more would move it.",
        section="Counting a word",
    ),
    Task(
        id="08.e",
        title="Try all pairs",
        name="pairs",
        question="Uses from 1 to 32, texts from 1 to 32: for how many pairs is uses divided by texts exactly 0.75? Fill the gaps.",
        unit="pairs",
        answer=Number(0),
        reference=_pairs,
        mistakes=(
            Mistake(
                "31",
                lambda: _pairs(31),
                "Your loops stop too early. `range` stops before its end: which number must stand there for 32?",
            ),
            Mistake(
                "ratio 2",
                lambda: _pairs(ratio=2),
                "This counts pairs with the ratio 2. Which ratio does the question name?",
            ),
            Mistake(
                "all tries",
                lambda: 32 * 32,
                "This is the number of all tries. Where does the condition keep only some?",
            ),
        ),
        nudge="Two loops, one condition, and a counter that grows by one.",
        after="Many pairs give one ratio. A ratio alone does not say how large its parts are.",
        section="A loop inside a loop",
    ),
)
