"""Turns of lesson 09, diplomacy: what a student writes inside the lesson."""

from claimlab.checks.answers import Column, Mistake, Number
from claimlab.checks.task import Task
from claimlab.evidence.tables import table

from .measures import distance, poll, position
from .tasks import SIDE


def _kind(country="Uzbekistan", kind="not voting"):
    rows = table("diplomacy/ukraine_votes")
    return int(((rows.country == country) & (rows.vote == kind)).sum())


def _meetings(name="Xi Jinping", format="in-person", filled=True, column="year"):
    rows = table("diplomacy/meetings")
    rows = rows[rows.counterpart == name]
    rows = rows[rows.format == format] if format else rows
    counted = rows.groupby(column).size()
    return counted.reindex(range(2019, 2026), fill_value=0) if filled else counted


def _mix(weight=0.5, answer="Ukraine"):
    kazakh, russian = (poll("2022-03", SIDE, answer, group=f"interviews in {name}") for name in ("Kazakh", "Russian"))
    return weight * kazakh + (1 - weight) * russian


OTHERS = ("Russia", "Belarus", "Armenia", "Azerbaijan", "Kyrgyzstan", "Tajikistan", "Turkmenistan", "Uzbekistan")
OTHERS += ("Germany", "Türkiye", "Ukraine", "United States")

TURNS = (
    Task(
        id="09.a",
        title="Who was silent?",
        name="uzbek_silent",
        question="On how many of the 25 texts did Uzbekistan not vote? Fill the gaps.",
        unit="texts",
        answer=Number(0),
        reference=_kind,
        mistakes=(
            Mistake(
                "abstentions", lambda: _kind(kind="abstain"), "These are abstentions. Which word stands for an absence?"
            ),
            Mistake("noes", lambda: _kind(kind="no"), "These are noes. Which word stands for an absence?"),
            Mistake(
                "Tajikistan", lambda: _kind("Tajikistan"), "This is another country. Which one does the question name?"
            ),
            Mistake(
                "everybody",
                lambda: int((table("diplomacy/ukraine_votes").vote == "not voting").sum()),
                "These are the absences of all countries. Which rows does the question want?",
            ),
        ),
        nudge="One country, one word, then count what is True.",
        after="Nearly half of the texts. In a table of abstentions this would not show.",
        section="What is neutral?",
    ),
    Task(
        id="09.b",
        title="Mend a distance",
        name="to_china_2023",
        question="Final votes, 2023: how far apart were Kazakhstan and China? One sign is wrong: mend it.",
        unit="points on the line",
        answer=Number(0.0005),
        reference=lambda: distance("Kazakhstan", "China", 2023, "final votes"),
        mistakes=(
            Mistake(
                "not mended",
                lambda: abs(position("Kazakhstan", 2023) + position("China", 2023)),
                "This adds two places. Which sign gives the way between them?",
            ),
            Mistake(
                "another year",
                lambda: distance("Kazakhstan", "China", 2022, "final votes"),
                "One or both of your places are of another year. Which one does the question name?",
                also=tuple(
                    lambda one=one, other=other: abs(position("Kazakhstan", one) - position("China", other))
                    for one in (2022, 2023, 2024)
                    for other in (2022, 2023, 2024)
                    if (one, other) != (2023, 2023)
                ),
            ),
            Mistake(
                "another country",
                lambda: distance("Kazakhstan", "Russia", 2023, "final votes"),
                "This is the way to or from another country. Which two does the question name?",
                also=tuple(
                    lambda pair=pair: distance(*pair, 2023, "final votes")
                    for pair in (*(("Kazakhstan", other) for other in OTHERS), *((other, "China") for other in OTHERS))
                ),
            ),
            Mistake(
                "one place",
                lambda: abs(position("China", 2023)),
                "This is the place of one country, without its sign. Where does the other one stand?",
                also=(
                    lambda: abs(position("Kazakhstan", 2023)),
                    lambda: position("China", 2023),
                    lambda: position("Kazakhstan", 2023),
                ),
            ),
            Mistake(
                "all votes",
                lambda: distance("Kazakhstan", "China", 2023, "all votes"),
                "Here the votes on parts of a text count too. Which of the two tables does the question name?",
            ),
        ),
        nudge="The way between two places on a line, without its sign.",
        after="In 2023 Kazakhstan stood nearer to Russia than to China, by final votes.",
        section="A place on a line",
    ),
    Task(
        id="09.c",
        title="Years with nothing",
        name="xi_by_year",
        question="How many meetings in person with Xi Jinping does the list have in each year from 2019 to 2025? Years without one must be there, as zero. Fill the gaps.",
        unit="meetings",
        answer=Column(0),
        reference=_meetings,
        mistakes=(
            Mistake(
                "years missing",
                lambda: _meetings(filled=False),
                "Some years are missing. Which tool gives the counts exactly the labels you want?",
            ),
            Mistake(
                "Putin",
                lambda: _meetings("Vladimir Putin"),
                "These are the meetings with another president. Which table holds the rows you need?",
            ),
            Mistake(
                "filled with one",
                lambda: _meetings().replace(0, 1),
                "A year without a row has one meeting in your answer. What must be written there?",
            ),
        ),
        nudge="Group, count, then give the result the labels 2019 to 2025.",
        after="A zero means: none on our list. It does not say that the two did not meet that year.",
        section="What counts as a meeting?",
    ),
    Task(
        id="09.d",
        title="Another mix",
        name="half_half",
        question="March 2022: what share would be for Ukraine if half of the interviews had been held in Kazakh and half in Russian?",
        unit="per cent of answers",
        answer=Number(0.05),
        reference=_mix,
        mistakes=(
            Mistake(
                "mix of March",
                lambda: _mix(poll("2022-03", "Language of interview", "Kazakh") / 100),
                "This is the mix of March. Which weights does the question set?",
            ),
            Mistake(
                "mix of May",
                lambda: _mix(poll("2023-05", "Language of interview", "Kazakh") / 100),
                "This is the mix of May. Which weights does the question set?",
            ),
            Mistake(
                "Russia",
                lambda: _mix(answer="Russia"),
                "This is the share for Russia. Which column does the question name?",
            ),
            Mistake("sum", lambda: 2 * _mix(), "You added two shares. What does each of them weigh?"),
            Mistake(
                "total in the mean",
                lambda: (poll("2022-03", SIDE, "Ukraine") + 2 * _mix()) / 3,
                "Three rows are in your mean. Is one of them the total of the others?",
            ),
        ),
        nudge="Share × weight for each of two groups, added up.",
        after="The answers of the groups stayed the same. Only their sizes moved.",
        section="Who was asked?",
    ),
)
