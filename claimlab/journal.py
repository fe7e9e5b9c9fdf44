"""What a student has done so far, kept in my_work/progress.json, which git ignores."""

import time

from .answers import DONE, OPEN
from .guesses import fresh, load, save
from .html import Card, box, escape, present
from .tables import ROOT

FILE = ROOT / "my_work" / "progress.json"
_HERE = {}


def record():
    """Everything remembered: {task id: {"state", "kind", "streak", "tries", "at"}}."""
    return {**({} if fresh() else entries(FILE)), **_HERE}


def entries(path):
    """The entries of a journal file; what a student's editor has damaged is left out, not fatal."""
    found = load(path)
    return {key: entry for key, entry in found.items() if isinstance(entry, dict)} if isinstance(found, dict) else {}


def _number(entry, key):
    return entry[key] if isinstance(entry.get(key), int) else 0


def note(task, outcome):
    """Remember the outcome of one check. Returns how often in a row this same kind of mistake was made (1, 2, …).

    A task that was once done stays done. A folder that cannot be written costs only the memory, never the check.
    """
    old = record().get(task.id, {})
    same = old.get("kind") == outcome.kind
    _HERE[task.id] = {
        "state": DONE if DONE in (outcome.state, old.get("state")) else outcome.state,
        "kind": outcome.kind,
        "streak": _number(old, "streak") + 1 if same else 1,
        "tries": _number(old, "tries") + (outcome.state != OPEN),
        "at": time.strftime("%Y-%m-%d %H:%M:%S"),
    }
    if not fresh():
        save(record(), FILE)
    return _HERE[task.id]["streak"]


def progress():
    """Show how many tasks of each exercise set are done, and which one is next."""
    from .checks import sets, tasks
    from .start import download_links

    known, lines, text, total, finished = record(), [], [], 0, 0
    for name in sets():
        every = tasks(name)
        done = [task for task in every if known.get(task.id, {}).get("state") == DONE]
        following = next((task for task in every if task not in done), None)
        total, finished = total + len(every), finished + len(done)
        bar = "■" * len(done) + "□" * (len(every) - len(done))
        after = f"next: {following.id} {following.title}" if following else "all done"
        lines.append(f'<tr><td style="text-align:left;padding:2px 14px 2px 0">{name}</td>'
                     f'<td style="text-align:left;padding:2px 14px 2px 0"><span aria-hidden="true">{bar}</span></td>'
                     f'<td style="text-align:left;padding:2px 14px 2px 0">{len(done)} of {len(every)} done</td>'
                     f'<td style="text-align:left;padding:2px 0">{escape(after)}</td></tr>')
        text.append(f"{name}: {len(done)} of {len(every)} done, {after}")
    links = download_links() if not fresh() else []
    more = "<br>Your files: " + ", ".join(f'<a href="{link}" download>{link[3:]}</a>' for link in links) if links else ""
    table = f'<table style="border:none;margin:4px 0;font-size:14px"><tbody>{"".join(lines)}</tbody></table>{more}'
    present(Card(box("note", f"Your progress: {finished} of {total} tasks done", table, role="status"),
                 "\n".join([f"{finished} of {total} tasks done", *text])))
