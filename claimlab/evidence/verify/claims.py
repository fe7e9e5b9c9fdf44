"""The ledger: a verdict, a reason whose numbers exist, a measure, sources and tables for every claim."""

import ast
import re
from difflib import get_close_matches
from pathlib import Path
from string import Formatter

from ... import course
from .. import rule
from ..ledger import KINDS, UNTESTED, VERDICTS
from .files import Table
from .problems import Report

#: Columns whose cells are looked at here, in words that fit a claim.
OURS = ("verdict", "kind", "lesson", "step")

#: Steps at which another reader may well come to another word: two readings, or a core with something off.
ARGUABLE = (4, 9)


def check_claims(
    table: Table, entries: list[dict], lessons: list[str], sources: set[str] | None, report: Report
) -> None:
    """Every row of claims.csv; sources: the known source ids, or None where they could not be read."""
    known = {entry["path"].rsplit(".", 1)[0] for entry in entries}
    facts_of = measures_in(course.root() / "course")

    def wrong(row, kind, what, mend):
        report.add("claims.csv", row, kind, what, mend)

    for row, cells in table.rows:
        claim = dict(zip(table.header, cells))
        name = claim.get("claim_id") or f"row {row}"
        verdict = claim.get("verdict", "")
        if not verdict:
            wrong(row, "verdict", f"{name} has no verdict", "write one of: " + ", ".join(VERDICTS))
        elif verdict not in VERDICTS:
            wrong(
                row, "verdict", f"{name} has the verdict {verdict!r}", "use one of these words: " + ", ".join(VERDICTS)
            )
        elif verdict != "not testable" and claim.get("testable") == "no":
            wrong(
                row,
                "verdict",
                f"{name} is called not testable but has the verdict {verdict!r}",
                "change testable or the verdict",
            )
        if lessons and claim.get("lesson") not in lessons:
            wrong(
                row,
                "lesson",
                f"{name} names the lesson {claim.get('lesson')!r}, which does not exist",
                "use one of " + ", ".join(lessons),
            )
        if claim.get("kind") not in KINDS:
            wrong(row, "kind", f"{name} has the kind {claim.get('kind')!r}", "use one of " + ", ".join(KINDS))
        _check_step(claim, name, lambda kind, what, mend, row=row: wrong(row, kind, what, mend))
        if claim.get("testable") in ("yes", "partly") and verdict not in UNTESTED and name not in facts_of:
            wrong(
                row,
                "measure",
                f"{name} is testable but has no measure",
                f"write one in course/{claim.get('lesson')}/measures.py, or call it not tested or not testable",
            )
        if not claim.get("reason", "").strip():
            wrong(row, "reason", f"{name} has no reason", "write one or two plain sentences")
        else:
            fault = _fault_in(claim["reason"], name, facts_of)
            if fault:
                wrong(row, "reason", f"the reason of {name} {fault}", "correct the braces in it")
        for each in claim.get("tables", "").split():
            if each not in known:
                near = get_close_matches(each, known, n=1)
                wrong(
                    row,
                    "tables",
                    f"{name} names the table {each!r}, which the passport does not list",
                    f"did you mean {near[0]!r}?"[:-1] if near else "correct it",
                )
        for each in claim.get("source_ids", "").split():
            if sources is not None and each not in sources:
                wrong(
                    row,
                    "unknown source",
                    f"{name} names the source {each!r}, which is not in data/sources.csv",
                    "correct it, or add it there",
                )


def _check_step(claim, name, wrong):
    """The step of the rule that decided: it exists, it gives this word, and an arguable one names the other reading."""
    said = claim.get("step", "")
    decided = rule.step(said)
    if not said:
        if "step" in claim:
            wrong("step", f"{name} does not say which step of the rule decided", "write its number, see lesson 00")
    elif decided is None or not decided.word:
        numbers = ", ".join(str(each.number) for each in rule.STEPS if each.word)
        wrong("step", f"{name} names the step {said!r}", f"use one of {numbers}")
    elif claim.get("verdict") in VERDICTS and decided.word != claim["verdict"]:
        mend = "correct one of the two"
        wrong("step", f"{name} is {claim['verdict']!r}, but step {said} gives {decided.word!r}", mend)
    if decided and decided.number in ARGUABLE and not claim.get("another_reader", "").strip():
        wrong(
            "another reader",
            f"{name} is arguable (step {said}) and has no another_reader",
            "say what another reader may say",
        )


def check_lessons(path: str, table: Table, lessons: list[str], report: Report) -> None:
    """The column lesson of any other table: each cell must name a lesson of course.toml."""
    if "lesson" not in table.header:
        return
    for row, cells in table.rows:
        name = dict(zip(table.header, cells)).get("lesson")
        if name not in lessons:
            near = get_close_matches(str(name), lessons, n=1)
            mend = f"did you mean {near[0]!r}" if near else "use one of " + ", ".join(lessons)
            report.add(path, row, "lesson", f"lesson is {name!r}, which course.toml does not list", mend)


def _fault_in(template, name, facts_of):
    """What is wrong with a reason's places for numbers, or None."""
    try:
        parts = list(Formatter().parse(template))
    except ValueError as problem:
        return f"cannot be filled in ({problem})"
    known = facts_of.get(name, set())
    for _, place, layout, _ in parts:
        if place is None:
            continue
        fact = re.split(r"[.\[]", place, maxsplit=1)[0]
        if not fact or fact.isdecimal():
            return f"has the place {{{place}}} without a name"
        if name not in facts_of:
            return f"asks for {{{place}}}, but the claim has no measure"
        if known is not None and fact not in known:
            return f"asks for {{{place}}}, which its measure does not give; {_nearest(fact, known)}"
        if not any(_formats(example, layout) for example in (1.5, 3, "text")):
            return f"has the place {{{place}:{layout}}}, which is no number format"
    return None


def _nearest(fact, known):
    near = get_close_matches(fact, known, n=1)
    return f"did you mean {{{near[0]}}}" if near else f"it gives {', '.join(sorted(known))}"


def _formats(example, layout):
    try:
        return bool(format(example, layout)) or True
    except ValueError:
        return False


def measures_in(folder: Path) -> dict[str, set[str] | None]:
    """Return {claim id: names of its facts, or None where they cannot be read off} for course/*/measures.py.

    The files are read as text and not imported: importing them would bring in pandas.
    """
    found: dict[str, set[str] | None] = {}
    for path in sorted(folder.glob("*/measures.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef):
                continue
            for mark in node.decorator_list:
                if (
                    isinstance(mark, ast.Call)
                    and getattr(mark.func, "id", "") == "measure"
                    and mark.args
                    and isinstance(mark.args[0], ast.Constant)
                ):
                    found[str(mark.args[0].value)] = _facts(node)
    return found


def _facts(function):
    names = set()
    for node in ast.walk(function):
        if not isinstance(node, ast.Return):
            continue
        value = node.value
        if isinstance(value, ast.Dict) and all(isinstance(key, ast.Constant) for key in value.keys):
            names |= {key.value for key in value.keys}
        elif (
            isinstance(value, ast.Call)
            and getattr(value.func, "id", "") == "dict"
            and not value.args
            and all(word.arg for word in value.keywords)
        ):
            names |= {word.arg for word in value.keywords}
        else:
            return None
    return names
