"""The student's own judgement, asked for before ours is shown: a word with a reason, and a rule that adds the words up.

Both are kept in my_work/verdicts.json: each verdict under its claim, the rule under RULE.
"""

import re
from typing import Any

from claimlab.checks.values import count
from claimlab.evidence import ledger as book
from claimlab.evidence.rule import step
from claimlab.student.store import VERDICTS, fresh
from claimlab.view.cards import number, stated
from claimlab.view.html import TONES, VERDICT_TONE, box, escape, rows
from course.scorecard.widgets import CONTESTED, CORE, ROUGHLY, UNTESTABLE, sensible, share

RULE = "summary rule"  # its key among the verdicts: no claim has such a name
ASKED = (
    "Write your reason first, in a few words: which number, which missing number, or which step of the rule decides?"
)
LISTS = {"roughly": ROUGHLY, "contested": CONTESTED, "untestable": UNTESTABLE, "core": [(str(n), n) for n in CORE]}
USUAL = {"roughly": 1.0, "contested": 0.0, "untestable": None, "core": 1}


def missing(reason: str) -> str:
    """ "" for a reason in words, else the sentence that asks for one: a dot or "ok" is no reason."""
    return "" if len(re.findall(r"\w+", reason)) >= 3 else ASKED


def evidence(claim_id: str) -> str:
    """What a judge may know: the claim, what the article states, what was measured and found. No verdict. HTML."""
    row = book.claim_row(claim_id)
    found, facts = book.measured(claim_id)
    shown = number(facts["value"], found.digits, found.unit) if found else ""
    return box(
        "note",
        f"{claim_id}: which word?",
        rows(
            [
                ("Claim", escape(row["claim"])),
                ("The article", escape(stated(row)) or "states no number"),
                ("Measured", escape(shown)),
                ("What we found", escape(book.reason(claim_id))),
            ]
        ),
    )


def my_verdicts() -> dict[str, dict[str, str]]:
    """The student's own verdicts as {claim_id: {"verdict", "why"}}; what an editor has damaged is left out."""
    return {
        key: {"verdict": entry["verdict"], "why": str(entry.get("why", ""))}
        for key, entry in VERDICTS.all().items()
        if entry.get("verdict") in book.VERDICTS
    }


# --- how the verdicts add up -----------------------------------------------------------------


def my_rule() -> dict[str, Any]:
    """The student's own rule: USUAL's four keys, "why" and "first" (its words when it was first kept); {} without one."""
    kept = {} if fresh() else VERDICTS.get(RULE)
    whole = all(kept.get(key, "") in [value for _, value in options] for key, options in LISTS.items())
    if not whole or not sensible(kept["roughly"], kept["contested"]):
        return {}
    chosen = {key: kept[key] for key in LISTS}
    return {**chosen, "why": str(kept.get("why", "")), "first": str(kept.get("first", "")) or in_words(chosen)}


def in_words(rule: dict[str, Any]) -> str:
    """A rule as sentences, the same for the widget, the lesson and the page."""
    said = {key: next(name for name, value in options if value == rule[key]) for key, options in LISTS.items()}
    core = "as much as a minor one" if rule["core"] == 1 else f"{said['core']} times as much as a minor one"

    def counts(name):
        return "is left out" if said[name] == "left out" else f"counts as {said[name]}"

    return (
        f"Supported counts as right, not supported as not right. Roughly right {counts('roughly')}. "
        f"Contested {counts('contested')}. What was not tested or is not testable {counts('untestable')}. "
        f"A core claim weighs {core}."
    )


def added_up(rule: dict[str, Any], words: dict[str, str]) -> float | None:
    """The share of right claims in per cent by a rule. words: {claim_id: verdict}; None when no claim is left."""
    pairs = [(words[row["claim_id"]], row["core"] == "core") for row in book.all_claims() if row["claim_id"] in words]
    return share(**{key: rule[key] for key in LISTS}, claims=pairs)


def judgement() -> str:
    """One sentence: what the student's own rule makes of their verdicts, then of ours."""
    rule, mine = my_rule(), {name: entry["verdict"] for name, entry in my_verdicts().items()}
    if not rule:
        return "No rule of your own saved yet. The lesson runs on without."
    ours = added_up(rule, {row["claim_id"]: row["verdict"] for row in book.all_claims()})
    own = added_up(rule, mine)
    first = f"{own:.0f} % right with your {count(len(mine), 'verdict')}, and " if own is not None else ""
    return f"By your rule the article is {first}{ours:.0f} % right with our {len(book.all_claims())}."


# --- the forms -------------------------------------------------------------------------------


def _status(sentence):
    return f'<div role="status" aria-live="polite" style="line-height:1.5;max-width:880px">{escape(sentence)}</div>'


def line(label: str, hint: str) -> Any:
    """A field for one sentence."""
    import ipywidgets as w

    return w.Text(
        description=label,
        placeholder=hint,
        style={"description_width": "initial"},
        layout=w.Layout(width="min(100%, 860px)"),
    )


def word_field(label: str) -> Any:
    """The six words to choose from, each with its sign; nothing is chosen at first."""
    from claimlab.view.controls import choice_field

    signed = [(f"{TONES[VERDICT_TONE[word]][1]} {word}", word) for word in book.VERDICTS]
    return choice_field(label, [("choose …", None), *signed])


def judge_a_claim(claim_id: str = "") -> Any:
    """Give a claim a verdict with a reason, from the evidence alone; ours is shown when both are kept."""
    import ipywidgets as w

    from claimlab.view.controls import choice_field
    from claimlab.view.rest import widget_box

    which = choice_field("Claim", [row["claim_id"] for row in book.all_claims()], claim_id or None)
    yours, why = word_field("My verdict"), line("Because", "which number or which missing number decides?")
    button = w.Button(description="Save my verdict", button_style="primary", layout=w.Layout(width="240px"))
    text, status = w.HTML(), w.HTML()

    def turn(_=None):
        known = my_verdicts().get(which.value, {})
        text.value = evidence(which.value)
        yours.value, why.value = known.get("verdict"), known.get("why", "")
        status.value = _status("Ours is shown after you saved yours.")

    def keep(_):
        if asked := "Choose a verdict first." if yours.value is None else missing(why.value):
            status.value = _status(asked)
            return
        trouble = VERDICTS.put(which.value, {"verdict": yours.value, "why": why.value.strip()})
        row = book.claim_row(which.value)
        word = "The course says the same" if row["verdict"] == yours.value else f"The course says: {row['verdict']}"
        decided = step(row["step"])
        by = f" Step {decided.number} decided: {decided.question}" if decided else ""
        status.value = _status(f"Yours: {yours.value}. {word}.{by} {trouble}".strip())

    which.observe(turn, names="value")
    button.on_click(keep)
    turn()
    return widget_box(
        [
            w.HTML("<b>Judge a claim yourself</b>"),
            w.HBox([which, yours], layout=w.Layout(flex_flow="row wrap")),
            text,
            why,
            button,
            status,
        ],
        "Judge a claim yourself",
    )


def my_summary_rule() -> Any:
    """Choose how verdicts add up to a judgement of the article, and say why; kept before any sum is shown."""
    import ipywidgets as w

    from claimlab.view.controls import choice_field
    from claimlab.view.rest import widget_box

    labels = {
        "roughly": "Roughly right counts as",
        "contested": "Contested counts as",
        "untestable": "Not tested, not testable",
        "core": "A core claim weighs",
    }
    known = my_rule()
    fields = {key: choice_field(labels[key], LISTS[key], (known or USUAL)[key]) for key in LISTS}
    why = line("Because", "why is this rule fair to the article and to its critics?")
    why.value = known.get("why", "")
    button = w.Button(description="Save my rule", button_style="primary", layout=w.Layout(width="240px"))
    status = w.HTML(_status(f"Your rule: {in_words(known)}" if known else "No rule saved yet."))

    def keep(_):
        rule = {key: field.value for key, field in fields.items()}
        if not sensible(rule["roughly"], rule["contested"]):
            status.value = _status("A contested claim would count for more than one that is roughly right. Change one.")
            return
        if missing(why.value):
            status.value = _status("Write your reason first, in a few words: why is this rule fair to both sides?")
            return
        first = my_rule().get("first") or in_words(rule)
        trouble = VERDICTS.put(RULE, {**rule, "why": why.value.strip(), "first": first})
        status.value = _status(f"Your rule: {in_words(rule)} {trouble}".strip())

    button.on_click(keep)
    return widget_box(
        [
            w.HTML("<b>Your rule: how do verdicts add up to a judgement of the article?</b>"),
            w.HBox(list(fields.values()), layout=w.Layout(flex_flow="row wrap")),
            why,
            button,
            status,
        ],
        "Your rule: how do verdicts add up to a judgement of the article?",
    )
