"""Code ten claims by the rule before any verdict is shown, and measure how far two coders agree.

The reader sees a claim and what was measured, chooses one of the six words, and learns only after the tenth how often
the words are those of the course: the course is not the key, it is the first coder.
"""

from collections import Counter

from claimlab.evidence import ledger as book
from claimlab.evidence.rule import step
from claimlab.student.store import VERDICTS
from claimlab.view.html import box, escape, rows
from course.scorecard.own import evidence, line, missing, my_verdicts, word_field

#: Ten claims from seven lessons, chosen so that each of the six words and most steps of the rule are met.
TEN = ("C30", "C39", "C57", "C60", "C34", "C21", "C29", "C66", "C17", "C22")

#: How kappa is called in words: at least this much, then the word.
CALLED = ((0.8, "very good"), (0.6, "good"), (0.4, "fair"), (0.2, "weak"), (-1.0, "no better than chance"))


def agreement(pairs: list[tuple[str, str]]) -> float:
    """Share of pairs with the same word, in per cent."""
    return 100 * sum(one == other for one, other in pairs) / len(pairs)


def kappa(pairs: list[tuple[str, str]]) -> float:
    """Cohen's kappa of two coders: 1 for full agreement, 0 for as much as chance gives.

    Chance: what two coders would share if each kept their own mix of words but dealt them out blindly. Where that
    chance is complete (both used one and the same word throughout) kappa is 1. Raises ValueError without pairs.
    """
    if not pairs:
        raise ValueError("There is nothing to compare yet.")
    same = sum(one == other for one, other in pairs) / len(pairs)
    mine, ours = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(mine[word] * ours[word] for word in mine) / len(pairs) ** 2
    return 1.0 if chance == 1 else (same - chance) / (1 - chance)


def called(value: float) -> str:
    """A word for a kappa, after a usual scale (Landis and Koch 1977, shortened)."""
    return next(word for least, word in CALLED if value >= least)


def result(words: dict[str, str]) -> str:
    """The comparison after the tenth claim, as HTML. words: {claim id: the reader's word}."""
    pairs = [(words[name], book.claim_row(name)["verdict"]) for name in TEN if name in words]
    value, same = kappa(pairs), sum(one == other for one, other in pairs)
    apart = []
    for name in TEN:
        row = book.claim_row(name)
        if name in words and words[name] != row["verdict"]:
            decided = step(row["step"])
            why = f"Step {decided.number} decided here: {decided.question}" if decided else ""
            other = f" Another reader may say: {row['another_reader']}" if row.get("another_reader") else ""
            apart.append(
                (name, f"you: {escape(words[name])} · the course: {escape(row['verdict'])}. {escape(why + other)}")
            )
    body = (
        f"<p>{same} of {len(pairs)} words are the same. Kappa is <b>{value:.2f}</b>: {called(value)}. "
        "Kappa takes away what chance would give. If you had dealt out your own words blindly, "
        "some would have met ours; 0 is that much, 1 is full agreement.</p>"
        + (
            "<p>Where we differ, one of us may have erred, or the rule is not clear. Read the step again.</p>"
            if apart
            else ""
        )
        + rows(apart)
    )
    return box("note", "Two coders", body, role="status")


def code_ten():
    """Code ten claims by the rule, each with a reason; the comparison comes after the tenth. Kept in my_work/verdicts.json."""
    import ipywidgets as w

    from claimlab.view.rest import widget_box

    words, place = {}, [0]
    text, status = w.HTML(), w.HTML()
    yours, why = word_field("My word"), line("Because", "which step of the rule, and which number or missing number?")
    button = w.Button(description="Keep and go on", button_style="primary", layout=w.Layout(width="240px"))

    def turn():
        known = my_verdicts().get(TEN[place[0]], {})
        text.value = evidence(TEN[place[0]])
        yours.value, why.value = known.get("verdict"), known.get("why", "")
        status.value = f'<div role="status">Claim {place[0] + 1} of {len(TEN)}. Our words come after the last.</div>'

    def keep(_):
        none = "Choose a word first. The rule stands above, or in lesson 00."
        if asked := none if yours.value is None else missing(why.value):
            status.value = f'<div role="status">{escape(asked)}</div>'
            return
        name = TEN[place[0]]
        words[name] = yours.value
        trouble = VERDICTS.put(name, {"verdict": yours.value, "why": why.value.strip()})
        place[0] += 1
        if place[0] < len(TEN):
            turn()
            status.value += escape(trouble)
            return
        button.disabled = True
        text.value, status.value = result(words), escape(trouble)

    button.on_click(keep)
    turn()
    return widget_box(
        [w.HTML("<b>Code ten claims by the rule</b>"), text, yours, why, button, status],
        "Code ten claims by the rule, then see how far two coders agree",
        asks=len(TEN),
    )
