"""Cards a lesson shows: the claims it tests, where its data come from, the verdict, the words learnt, how far you are."""

import csv
from typing import Any

from ..course import Told, data
from ..evidence import ledger as book
from ..evidence.passport import CARE, sources
from ..evidence.rule import STEPS
from ..evidence.rule import step as rule_step
from ..evidence.since import since
from ..evidence.tables import DataProblem
from .html import TONES, VERDICT_TONE, Card, box, escape, present, rows


def number(value: Any, digits: int | None, unit: str = "") -> str:
    """A measured value as a reader writes it: 26.97 billion USD, 1,862.5 t, 2024-02-21."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        sign = "−" if value < 0 else ""
        value = f"{sign}{abs(value):,.{digits or 0}f}"
    return str(value) if unit in ("date", "month") else f"{value} {unit}".strip()


def stated(row: dict) -> str:
    """What the article states, as one short phrase; '' where it states no value."""
    value = row["stated"]
    if not value or value == "n/a":
        return ""
    numeric = value.replace(".", "", 1).isdecimal() and row["unit"] not in ("date", "rank", "n/a")
    digits = len(value.partition(".")[2])
    return number(float(value), digits, row["unit"]) if numeric else value


def claim(*claim_ids: str) -> None:
    """Show the claims a lesson tests, in our own words, without their verdicts.

    claim("C29", "C30"). An unknown id raises LookupError with the ids that exist.
    """
    items = [book.claim_row(claim_id) for claim_id in claim_ids]
    body = rows((row["claim_id"], escape(row["claim"])) for row in items)
    title = "The claim we test" if len(items) == 1 else f"The {len(items)} claims we test"
    present(Card(box("note", title, body), "\n".join(f"{row['claim_id']} {row['claim']}" for row in items)))


class VerdictMismatch(Told):
    """The number a lesson computed is not the number the ledger's measure computes."""


def verdict(claim_id: str, measured: Any = None, guessed: Any = None) -> None:
    """Show the verdict on one claim: the article's value, the measured one, the reason, your guess, the sources.

    measured: the number computed in this notebook, in the unit of the claim's measure. It must agree with
    the lesson's measure (to the digits shown), or VerdictMismatch is raised: prose cannot drift
    from data. Leave it out for claims without a number. guessed: what predict() asked for, where that is another
    quantity or a choice of words: a guess is only compared with its like.
    """
    row, rule, expected, shown = _checked(claim_id, measured)
    from ..student.store import GUESSES, fresh, recall

    guess = recall(claim_id)
    kept = GUESSES.get(claim_id).get("value") if guess and not fresh() else None
    target = guessed if guessed is not None else expected
    beside = compared(kept, target, rule.digits if rule and guessed is None else 1)
    body = rows(
        [
            ("Claim", escape(row["claim"])),
            ("The article", escape(stated(row)) or "states no number"),
            ("Measured", f"<b>{escape(shown)}</b>" if shown else ""),
            ("Your guess", escape(f"{guess}. {beside}" if beside else guess) if guess else ""),
            *_why(row),
        ]
    ) + _sources(row)
    word = row["verdict"]
    present(Card(box(VERDICT_TONE[word], f"{claim_id}: {word}", body), _line(row, shown)))


def verdicts(title: str, **measured: Any) -> None:
    """Show short verdicts in one table, a line each, with the reason and the sources folded below the claim.

    verdicts("Four dates", C15=attack, C58=vote): for claims whose word and number say nearly all, such as dates. Each
    number is held to the ledger as in verdict().
    """
    lines, text = [], []
    for claim_id, value in measured.items():
        row, _, _, shown = _checked(claim_id, value)
        sign = TONES[VERDICT_TONE[row["verdict"]]][1]
        folded = f"<details><summary>Why, and from where</summary>{rows(_why(row))}{_sources(row)}</details>"
        cells = (escape(row["claim"]) + folded, escape(stated(row)) or "no number", f"<b>{escape(shown)}</b>")
        lines.append(
            f'<tr><th scope="row" style="{CELL}">{escape(claim_id)}<br>{sign} {escape(row["verdict"])}</th>'
            + "".join(f'<td style="{CELL};white-space:normal">{cell}</td>' for cell in cells)
            + "</tr>"
        )
        text.append(_line(row, shown))
    heads = "".join(
        f'<th scope="col" style="{CELL}">{one}</th>' for one in ("Verdict", "Claim", "The article", "Measured")
    )
    table = (
        f'<table style="border:none;margin:4px 0;font-size:14px"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table>"
    )
    present(Card(box("note", title, table), "\n".join(text)))


CELL = "text-align:left;vertical-align:top;padding:2px 16px 2px 0"


def _line(row, shown):
    return f"{row['claim_id']} · {row['verdict']} · article: {stated(row) or 'no number'} · measured: {shown or 'no number'}"


def _checked(claim_id, measured):
    """(row, rule, the measure's value, the same as text) of a claim. Raises VerdictMismatch where `measured` is another."""
    row = book.claim_row(claim_id)
    rule, facts = book.measured(claim_id)
    if not rule:
        return row, None, None, ""
    expected = facts["value"]
    if measured is None and isinstance(expected, (int, float)):
        raise VerdictMismatch(
            f"{claim_id} has a number: call verdict({claim_id!r}, measured=…) "
            f"with the number from your cell, in {rule.unit}."
        )
    shown = number(expected, rule.digits, rule.unit)
    if measured is not None and not _agree(measured, expected, rule.digits):
        raise VerdictMismatch(
            f"{claim_id}: this cell brings {measured!r}, but the data give {shown}. "
            f"Look at the cell that computed it (unit: {rule.unit})."
        )
    return row, rule, expected, shown


def _why(row):
    """Reason, rule, other reading, later facts and caution of a verdict, as pairs of label and HTML."""
    step = rule_step(row.get("step", ""))
    return [
        ("Why", escape(book.reason(row["claim_id"]))),
        ("Rule", escape(f"Step {step.number}. {step.question}") if step else ""),
        ("Another reader may say", escape(row.get("another_reader", ""))),
        ("Since then", _since(row["claim_id"])),
        ("Caution", escape(caution(_listed(row)))),
    ]


def _listed(row):
    from ..evidence.passport import source_of

    return [source_of(source_id) for source_id in row["source_ids"].split()]


def _sources(row):
    listed = _listed(row)
    lines = "".join(f"<li>{_cite(source)}</li>" for source in listed)
    return f'<details><summary>Sources ({len(listed)})</summary><ul style="margin:4px 0">{lines}</ul></details>'


def compared(guess: Any, target: Any, digits: int | None = 1) -> str:
    """One sentence on how far a guess is off, and on which side; "" where the two cannot be compared.

    compared(40, 45.238) -> "It was 45.2: your guess is 5.2 too low."
    """
    if isinstance(guess, str) and isinstance(target, str):
        return "That is what we found." if guess == target else f"We found: {target}."
    if isinstance(guess, bool) or not isinstance(guess, (int, float)) or not _numeric(target):
        return ""
    off = float(guess) - float(target)
    said = number(float(target), digits)
    if abs(off) < 0.5 * 10 ** -(digits or 0):
        return f"It was {said}: a hit."
    return f"It was {said}: your guess is {number(abs(off), digits)} too {'high' if off > 0 else 'low'}."


def _numeric(value):
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return not isinstance(value, (bool, str))


def _cite(source):
    title = _linked(source, source.title)
    read = f", read {escape(source.accessed)}" if source.accessed else ""
    return f"{title}. {escape(source.publisher)}, {escape(source.dated)}{read}. Licence: {escape(source.licence)}"


def _linked(source, text):
    return f'<a href="{escape(source.link, quote=True)}">{escape(text)}</a>' if source.link else escape(text)


#: How a later fact is announced on a card.
SAYS = {"for": "for the claim", "against": "against it", "both": "both ways", "none found": "not found"}


def _since(claim_id):
    """What happened later, in both directions, as HTML; "" where the course looked for nothing."""
    found = since(claim_id)
    if not found:
        return ""
    known, lines = sources(), []
    for row in sorted(found, key=lambda row: (row.direction == "none found", row.date)):
        cited = [known[each] for each in row.source_ids.split() if each in known]
        where = ", ".join(_linked(source, source.publisher) for source in cited)
        day = f"{escape(row.date)}, " if row.date else ""
        lines.append(f"<li>{day}<b>{SAYS[row.direction]}</b>: {escape(row.fact)}{f' ({where})' if where else ''}</li>")
    until = max(row.looked_until for row in found)
    return f'<ul style="margin:0;padding-left:18px">{"".join(lines)}</ul>We looked in both directions, up to {escape(until)}.'


def caution(listed: list) -> str:
    """One sentence of care for a card, only where no source of it stands without; "" elsewhere."""
    asked = {source.care for source in listed if source.weak}
    if not listed or not all(source.weak for source in listed):
        return ""
    if len(asked) == 1:
        every = "The one source is" if len(listed) == 1 else f"All {len(listed)} sources are"
        return f"{every} {CARE[asked.pop()]}."
    return f"No source stands without a caution: some are {CARE['one-sided']}, the others {CARE['copy']}."


def the_rule() -> None:
    """Show the ordered rule for the verdict words: the first question that is answered with yes decides."""
    lines = []
    for each in STEPS:
        sign = f"{TONES[VERDICT_TONE[each.word]][1]} {each.word}" if each.word else "split first"
        lines.append((str(each.number), f"{escape(each.question)} → <b>{escape(sign)}</b>"))
    text = "\n".join(f"{each.number}. {each.question} -> {each.word or 'split first'}" for each in STEPS)
    present(Card(box("note", "The rule: the first yes decides", rows(lines)), text))


def _agree(got, expected, digits):
    if isinstance(expected, (int, float)):
        try:
            return abs(float(got) - expected) <= 0.5 * 10 ** -(digits or 0)
        except (TypeError, ValueError):
            return False
    return str(got) == str(expected)


def data_card(*names: str) -> None:
    """Show where the tables of a lesson come from: who counted, units, coverage, what is missing, licence.

    data_card("trade/partners"). An unknown name raises DataProblem with the nearest names that exist.
    """
    from ..evidence.passport import resource

    for name in names:
        entry = resource(name)
        fields = [f for f in entry.get("schema", {}).get("fields", []) if f["name"] != "source_id"]
        units = ", ".join(f"<code>{escape(f['name'])}</code> ({escape(f['unit'])})" for f in fields if f.get("unit"))
        licence = "; ".join(escape(item.get("title") or item["name"]) for item in entry.get("licenses", []))
        body = rows(
            [
                ("What", escape(entry["description"])),
                ("One row is", escape(" × ".join(entry.get("schema", {}).get("primaryKey", [])))),
                ("Units", units),
                ("Covers", escape(entry.get("coverage", ""))),
                ("Missing", escape(entry.get("gaps", ""))),
                ("Caution", escape(entry.get("weak", ""))),
                ("Credit", escape(entry.get("credit", ""))),
                ("Licence", licence),
            ]
        )
        present(
            Card(
                box("note", f"Data: {entry['path']} · {entry['title']}", body),
                f"data/{entry['path']}: {entry['description']}",
            )
        )


def glossary() -> list[dict]:
    """The glossary as a list of dicts with term, lesson, meaning."""
    with open(data() / "glossary.csv", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def words(lesson: str) -> None:
    """Show the words learnt in one lesson, e.g. words("trade"), each with its meaning in one sentence."""
    found = [entry for entry in glossary() if entry["lesson"] == lesson]
    if not found:
        raise DataProblem(
            f"The glossary has no words for the lesson {lesson!r}. It knows: "
            f"{', '.join(sorted({entry['lesson'] for entry in glossary()}))}."
        )
    body = rows((entry["term"], escape(entry["meaning"])) for entry in found)
    present(Card(box("note", "Words learnt", body), "; ".join(entry["term"] for entry in found)))
