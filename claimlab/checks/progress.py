"""How far a student is: a card with one line for each lesson, its turns first, then the tasks of its set."""

from ..box import Card, box, escape, present
from ..student.journal import State, record
from ..student.start import download_links, own_copy
from ..student.store import fresh
from .task import sets, tasks, turns


def progress() -> None:
    """Show how many turns and tasks of each lesson are done, and which one is next."""

    known, lines, text, total, finished = record(), [], [], 0, 0
    for name in sets():
        every = (*turns(name), *tasks(name))
        done = [task for task in every if known.get(task.id, {}).get("state") == State.DONE]
        following = next((task for task in every if task not in done), None)
        total, finished = total + len(every), finished + len(done)
        bar = "■" * len(done) + "□" * (len(every) - len(done))
        after = f"next: {following.id} {following.title}" if following else "all done"
        copy = "" if fresh() else own_copy(name)
        place = f"../notebooks/{name}.ipynb" if following and following.is_turn else copy
        lines.append(
            f'<tr><td style="text-align:left;padding:2px 14px 2px 0">{_link(copy, name)}</td>'
            f'<td style="text-align:left;padding:2px 14px 2px 0"><span aria-hidden="true">{bar}</span></td>'
            f'<td style="text-align:left;padding:2px 14px 2px 0">{len(done)} of {len(every)} done</td>'
            f'<td style="text-align:left;padding:2px 0">{_link(place if following else "", after)}</td></tr>'
        )
        text.append(f"{name}: {len(done)} of {len(every)} done, {after}")
    links = download_links() if not fresh() else []
    more = (
        "<br>Your files: " + ", ".join(f'<a href="{link}" download>{link[3:]}</a>' for link in links) if links else ""
    )
    table = f'<table style="border:none;margin:4px 0;font-size:14px"><tbody>{"".join(lines)}</tbody></table>{more}'
    present(
        Card(
            box("note", f"Your progress: {finished} of {total} tasks done", table, role="status"),
            "\n".join([f"{finished} of {total} tasks done", *text]),
        )
    )


def _link(place, words):
    return f'<a href="{escape(place, quote=True)}">{escape(words)}</a>' if place else escape(words)
