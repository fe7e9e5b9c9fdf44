"""The student's own end of the course: a page to keep, first their work and then ours, and a blank sheet for the next article.

`page` is a pure function from plain records to one HTML file without any address in it. Everything is written to
my_work/ only, and nothing at all while the course is built or tested.
"""

import csv
import io
import time
from collections import Counter

from claimlab.checks.values import count
from claimlab.course import my_work
from claimlab.evidence import ledger as book
from claimlab.student.store import GUESSES, fresh, recall
from claimlab.view.html import TONES, VERDICT_TONE, escape, ink
from course.scorecard.own import added_up, in_words, my_rule, my_verdicts

BUILDING = "Nothing is read or written while the course is built or tested."


# --- the page --------------------------------------------------------------------------------

STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 "DejaVu Sans", Verdana, Arial, sans-serif; max-width: 1000px; margin: 0 auto; padding: 1.5rem; }
h1 { margin-bottom: 0; } table { border-collapse: collapse; width: 100%; margin: 0.5rem 0 2rem; }
caption { text-align: left; font-weight: bold; padding: 0.3rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.6rem; border-bottom: 1px solid #888; }
td { overflow-wrap: anywhere; min-width: 7rem; } td:has(.badge) { min-width: 9rem; } h1 { overflow-wrap: anywhere; }
.wide { overflow-x: auto; } .badge { border-radius: 4px; padding: 0.1rem 0.45rem; white-space: nowrap; }
ol.tiles { list-style: none; display: grid; grid-template-columns: repeat(auto-fill, minmax(70px, 1fr)); gap: 4px; padding: 0; }
ol.tiles a { display: block; text-decoration: none; text-align: center; border-radius: 4px; padding: 0.2rem; }
a:focus-visible { outline: 3px solid #1f5fa8; outline-offset: 2px; }
@media print { a { color: inherit; } tr { break-inside: avoid; } .badge, ol.tiles a { border: 1px solid #000; color: #000 !important; background: none !important; } }
"""


def page(name, claims, guesses, progress, mine=None, day="", summary_guess="", rule=None):
    """The scorecard as one HTML file: no network, no script, readable without colour. First the student's work, then ours.

    name: the student's name, may be "". claims: list of dicts with claim_id, lesson, claim, verdict, reason.
    guesses: {claim_id: text}. progress: list of (exercise set, done, of). mine: {claim_id: {"verdict", "why"}}.
    day: the date on the student's clock, as text. summary_guess: how many claims the student expected to be supported.
    rule: the student's rule for adding verdicts up, as my_rule() gives it.
    """
    mine, rule = mine or {}, rule or {}
    who = f"Scorecard of {name.strip()}" if name.strip() else "My scorecard"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(who)}</title><style>{STYLE}</style></head><body><main>\n"
        f"<h1>{escape(who)}</h1><p>{escape(day)}</p>\n"
        f"<p>{len(claims)} claims of one article about Russia and Kazakhstan, tested with data in a course of lessons. "
        f"{count(len(guesses), 'guess', 'guesses')} written down before the data, {count(len(mine), 'verdict')} of my own. "
        "First comes my work, then that of the course.</p>\n"
        f"<h2>My work</h2>\n{_guess(summary_guess)}{_rule(rule, mine)}{_own(claims, guesses, mine)}"
        f"{_table('My exercises', ('Set', 'Done', 'Of'), _progress(progress))}"
        f"<h2>The course</h2>\n{_ours(claims, mine, rule, summary_guess)}"
        "</main></body></html>\n"
    )


def _guess(summary_guess):
    return f"<p>My guess: {escape(summary_guess)} claims are supported.</p>\n" if summary_guess else ""


def _rule(rule, mine):
    """The student's own rule, their reason for it, and what it makes of their own verdicts."""
    if not rule:
        return "<h3>My rule for the summary</h3><p>None saved yet.</p>\n"
    said = in_words(rule)
    changed = (
        f"<p>When I first wrote it down it was another one: {escape(rule['first'])}</p>"
        if rule["first"] != said
        else ""
    )
    own = added_up(rule, {key: entry["verdict"] for key, entry in mine.items()})
    made = "None of my verdicts counts by this rule yet."
    if own is not None:
        made = f"By this rule, the article is {own:.0f} % right on {count(len(mine), 'verdict')} of mine."
    return (
        f"<h3>My rule for the summary</h3><p>{escape(said)}</p><p>Because: {escape(rule['why'])}</p>"
        f"{changed}<p><b>{made}</b></p>\n"
    )


def _own(claims, guesses, mine):
    """What the student wrote about each claim, without a word of ours."""
    found = [row for row in claims if row["claim_id"] in mine or row["claim_id"] in guesses]
    if not found:
        return "<h3>My guesses and verdicts</h3><p>None saved yet.</p>\n"
    body = "".join(
        _row(
            escape(row["claim_id"]),
            escape(row["claim"]),
            escape(guesses.get(row["claim_id"], "")) or "–",
            _badge(mine[row["claim_id"]]["verdict"]) if row["claim_id"] in mine else "–",
            (escape(mine[row["claim_id"]]["why"]) or "no reason given") if row["claim_id"] in mine else "–",
        )
        for row in found
    )
    return _table("My guesses and verdicts", ("Claim", "In our words", "My guess", "My verdict", "My reason"), body)


def _ours(claims, mine, rule, summary_guess):
    """The course's verdicts: their counts, where the student's are the same, and every claim with its reason."""
    counts = Counter(row["verdict"] for row in claims)
    said = ["A verdict is a judgement by stated rules; the reason beside it says on what it rests."]
    if summary_guess:
        said.append(f"{counts['supported']} of {len(claims)} are supported; my guess was {summary_guess}.")
    if shared := [row for row in claims if row["claim_id"] in mine]:
        same = sum(mine[row["claim_id"]]["verdict"] == row["verdict"] for row in shared)
        said.append(f"{same} of my {count(len(shared), 'verdict')} are the same as those of the course.")
    if rule and (by_mine := added_up(rule, {row["claim_id"]: row["verdict"] for row in claims})) is not None:
        said.append(f"By my rule, and with the verdicts of the course, the article is {by_mine:.0f} % right.")
    summary = "".join(
        _row(_badge(verdict), str(counts[verdict]), f"{100 * counts[verdict] / max(len(claims), 1):.0f} %")
        for verdict in book.VERDICTS
    )
    return (
        f"<p>{'</p><p>'.join(map(escape, said))}</p>\n"
        f"{_table('The verdicts of the course', ('Verdict', 'Claims', 'Share'), summary)}"
        f'<h3>In the order of the article</h3><ol class="tiles">{"".join(map(_tile, claims))}</ol>\n'
        f"{_table('Every claim', ('Claim', 'In our words', 'My verdict', 'Verdict of the course', 'Why'), _claims(claims, mine))}"
    )


def _tile(row):
    colour, sign = TONES[VERDICT_TONE[row["verdict"]]]
    name = escape(row["claim_id"], quote=True)
    return (
        f'<li><a href="#{name}" style="background:{colour};color:{ink(colour)}" '
        f'aria-label="{name}: {row["verdict"]}">{name} {sign}</a></li>'
    )


def _badge(verdict):
    colour, sign = TONES[VERDICT_TONE[verdict]]
    return f'<span class="badge" style="background:{colour};color:{ink(colour)}"><span aria-hidden="true">{sign} </span>{escape(verdict)}</span>'


def _row(head, *cells, anchor=""):
    mark = f' id="{escape(anchor, quote=True)}"' if anchor else ""
    return f'<tr{mark}><th scope="row">{head}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>\n'


def _table(caption, heads, body):
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption, quote=True)}"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>\n"
    )


def _claims(claims, mine):
    return "".join(
        _row(
            escape(row["claim_id"]),
            escape(row["claim"]),
            _badge(mine[row["claim_id"]]["verdict"]) if row["claim_id"] in mine else "–",
            _badge(row["verdict"]),
            escape(row["reason"]),
            anchor=row["claim_id"],
        )
        for row in claims
    )


def _progress(progress):
    return "".join(_row(escape(name), str(done), str(of)) for name, done, of in progress) or _row(
        "no exercise set found", "0", "0"
    )


# --- what is known of this student -----------------------------------------------------------


def my_guesses():
    """The student's guesses as {claim_id: text}; empty while the course is built or tested, or when none was saved."""
    return {row["claim_id"]: text for row in book.all_claims() if (text := recall(row["claim_id"]))}


def my_progress():
    """Exercise sets as a list of (name, done, of)."""
    from claimlab.checks.answers import DONE
    from claimlab.checks.task import sets, tasks
    from claimlab.student.journal import record

    known = record()
    return [
        (name, sum(known.get(task.id, {}).get("state") == DONE for task in tasks(name)), len(tasks(name)))
        for name in sets()
    ]


def claims_with_reasons():
    """Every claim as a dict with its reason filled in."""
    return [{**row, "reason": book.reason(row["claim_id"])} for row in book.all_claims()]


# --- writing ---------------------------------------------------------------------------------


def _trouble(path, problem):
    return (
        f"my_work/{path.name} could not be written ({problem.strerror}). Is the course folder read-only, or the disk full? "
        "Move the course folder to a place of your own and try again."
    )


def write_page(name, folder=None):
    """Write scorecard.html. Returns one sentence: where the page is, or why it is not there."""
    if fresh():
        return BUILDING
    path = (folder or my_work()) / "scorecard.html"
    html = page(
        name,
        claims_with_reasons(),
        my_guesses(),
        my_progress(),
        my_verdicts(),
        time.strftime("%d %B %Y"),
        recall("summary"),
        my_rule(),
    )
    try:
        path.parent.mkdir(exist_ok=True)
        spare = path.with_suffix(".tmp")
        spare.write_text(html, encoding="utf-8")
        spare.replace(path)
    except OSError as problem:
        return _trouble(path, problem)
    return (
        f"Saved as {path.parent.name}/{path.name}. Open the folder {path.parent.name} on the left, click on the file with the right "
        "mouse button, and choose Download or Open in New Browser Tab."
    )


SHEET = (
    "claim_id",
    "paragraph",
    "topic",
    "kind",
    "core",
    "claim",
    "stated",
    "unit",
    "as_of",
    "testable",
    "expected_if_true",
    "verdict",
    "step",
    "reason",
    "another_reader",
    "tables",
    "source_ids",
)


def sheet(example="C30", blank=20):
    """The blank claim sheet as CSV text: one filled example from the ledger, then `blank` numbered lines."""
    row = {
        **book.claim_row(example),
        "topic": book.claim_row(example)["lesson"],
        "reason": book.reason(example),
        "expected_if_true": f"A published figure for {book.claim_row(example)['as_of']} that rounds to {book.claim_row(example)['stated']}.",
    }
    stream = io.StringIO()
    writer = csv.DictWriter(stream, SHEET, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerow({**row, "claim_id": f"example ({example})"})
    writer.writerows({"claim_id": f"A{number:02d}"} for number in range(1, blank + 1))
    return stream.getvalue()


def write_sheet(folder=None):
    """Write claim_sheet.csv unless it is there. Returns one sentence: where it is, or why it is not there."""
    if fresh():
        return BUILDING
    path = (folder or my_work()) / "claim_sheet.csv"
    try:
        path.parent.mkdir(exist_ok=True)
        with open(
            path, "x", encoding="utf-8-sig", newline=""
        ) as file:  # the mark makes spreadsheet programs read it as UTF-8
            file.write(sheet())
    except FileExistsError as problem:
        if not path.is_file():
            return _trouble(path, problem)
        return f"{path.parent.name}/{path.name} is already there and was kept. Rename it to get a new one."
    except OSError as problem:
        return _trouble(path, problem)
    return f"Ready: {path.parent.name}/{path.name}. Open it here or in a spreadsheet program."


# --- the thin widgets ------------------------------------------------------------------------


def _status(sentence):
    return f'<div role="status" aria-live="polite" style="line-height:1.5;max-width:880px">{escape(sentence)}</div>'


def _button(text, width="240px"):
    import ipywidgets as w

    return w.Button(description=text, button_style="primary", tooltip=text, layout=w.Layout(width=width))


def save_scorecard(name=""):
    """A field for the name and a button that writes my_work/scorecard.html: one file, no network."""
    import ipywidgets as w

    from claimlab.view.rest import widget_box

    who = w.Text(
        value=str(name),
        description="Your name (may stay empty)",
        style={"description_width": "initial"},
        layout=w.Layout(width="min(100%, 460px)"),
    )
    button, status = _button("Save my scorecard"), w.HTML(_status("Nothing saved yet in this session."))
    button.on_click(lambda _: setattr(status, "value", _status(write_page(who.value))))
    return widget_box(
        [w.HTML("<b>Your scorecard as a page</b>"), who, button, status],
        "Save my scorecard to my_work/scorecard.html",
        asks=0,
    )


def claim_sheet():
    """A button that writes a blank claim sheet to my_work/claim_sheet.csv, with one filled example."""
    import ipywidgets as w

    from claimlab.view.rest import widget_box

    button, status = _button("Make a blank claim sheet"), w.HTML(_status("No sheet made yet in this session."))
    button.on_click(lambda _: setattr(status, "value", _status(write_sheet())))
    return widget_box([button, status], "Make a blank claim sheet in my_work/claim_sheet.csv", asks=0)


def predict_summary():
    """A guess about the whole ledger, before it is shown; kept beside the other guesses under the name "summary"."""
    import ipywidgets as w

    from claimlab.view.controls import slider_field
    from claimlab.view.rest import widget_box

    total = len(book.all_claims())
    known = recall("summary").split(" ")[0]
    answer = slider_field(f"Supported, of {total}", 0, total, int(known) if known.isdecimal() else total // 2)
    button, status = _button("Save my guess"), w.HTML(_status("No guess saved yet. The lesson also runs without one."))

    def keep(_):
        entry = {"value": answer.value, "text": f"{answer.value} of {total}"}
        trouble = GUESSES.put("summary", entry)
        status.value = _status(f"{trouble} Your guess is {entry['text']}. You will see it again.".strip())

    button.on_click(keep)
    return widget_box(
        [w.HTML("<b>Predict.</b> How many of the claims got the verdict “supported”?"), answer, button, status],
        "Predict: how many claims are supported?",
    )
