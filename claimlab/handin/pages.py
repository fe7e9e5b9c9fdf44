"""The pages that come out of marking: a summary for the teacher, a page of feedback for each student."""

from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

from .words import SIGNS, plain


def template(name: str) -> Any:
    """One of our templates; everything put into it is escaped."""
    from jinja2 import Environment, PackageLoader

    room = Environment(
        loader=PackageLoader("claimlab.handin", "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    room.filters["plain"] = plain
    room.globals["signs"] = SIGNS
    room.filters["day"] = day
    return room.get_template(name)


def day(stamp: str) -> str:
    """ "2026-03-02T10:07:00Z" -> "2 March 2026, 10:07 UTC"; other words stay as they are."""
    try:
        when = datetime.strptime(stamp, "%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        return stamp
    return f"{when.day} {when:%B %Y, %H:%M} UTC"


def set_report(name: str, sheets: list) -> dict:
    """What a class made of one set: tasks from hardest to easiest, mistakes by how often, points by how many."""
    tasks: dict = {}
    for sheet in sheets:
        for line in sheet.result.lines:
            one = tasks.setdefault(
                line.id, {"id": line.id, "title": line.title, "states": Counter(), "mistakes": Counter(), "hints": {}}
            )
            one["states"][line.state] += 1
            if line.state == "not yet":
                one["mistakes"][line.kind or "other"] += 1
                one["hints"].setdefault(line.kind or "other", line.hint)
    most = max((len(sheet.result.lines) for sheet in sheets), default=0)
    spread = Counter(int(sheet.points + 0.5) for sheet in sheets)
    mistakes = sorted(
        (
            {"task": one["id"], "title": one["title"], "kind": kind, "count": count, "hint": one["hints"][kind]}
            for one in tasks.values()
            for kind, count in one["mistakes"].items()
        ),
        key=lambda found: -found["count"],
    )
    points = sorted(sheet.points for sheet in sheets)
    return {
        "name": name,
        "papers": len(sheets),
        "most": most,
        "spread": [(points, spread.get(points, 0)) for points in range(most + 1)],
        "highest": max(spread.values(), default=1),
        "median": points[len(points) // 2] if points else 0,
        "tasks": sorted(tasks.values(), key=lambda one: one["states"]["done"]),
        "mistakes": mistakes[:25],
    }


def write(sheets: list, equal: list, target: Path, seconds: float, unread: list[dict]) -> None:
    """summary.html and feedback/STUDENT.html."""
    from ..course import manifest
    from .collect import safe

    by_set, by_student = defaultdict(list), defaultdict(list)
    for sheet in sheets:
        by_student[sheet.student, sheet.id].append(sheet)
        if sheet.result.lines:
            by_set[sheet.result.set_name].append(sheet)
    folder = target / "feedback"
    folder.mkdir(exist_ok=True)
    page, people = template("feedback.html"), []
    for (student, number), mine in sorted(by_student.items(), key=lambda pair: pair[0][0].casefold()):
        name = safe(f"{student}_{number}" if number else student) + ".html"
        (folder / name).write_text(
            page.render(student=student, sheets=mine, course=manifest().get("title", "")), encoding="utf-8"
        )
        people.append(
            {
                "name": student,
                "id": number,
                "page": f"feedback/{name}",
                "points": {one.result.set_name: one.points for one in mine if one.result.lines},
                "problems": [plain(one.result.problem) for one in mine if one.result.problem],
            }
        )
    holds: list = next((sheet.result.holds for sheet in sheets if sheet.result.holds), [])
    text = template("summary.html").render(
        course=manifest().get("title", ""),
        now=f"{datetime.now():%d %B %Y, %H:%M}",
        sets=[set_report(*one) for one in sorted(by_set.items())],
        people=people,
        names=sorted(by_set),
        papers=sum(map(len, by_set.values())),
        seconds=seconds,
        holds=holds,
        unread=[(row["student"], plain(row["note"])) for row in unread],
        equal=[(group[0].result.set_name, sorted(one.student for one in group)) for group in equal],
        notes=[
            (sheet.student, sheet.result.set_name, [plain(note) for note in sheet.result.notes])
            for sheet in sheets
            if sheet.result.notes
        ],
    )
    (target / "summary.html").write_text(text, encoding="utf-8")
