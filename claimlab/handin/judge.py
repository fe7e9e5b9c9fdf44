"""Judges what a sandbox said. This process holds the tasks and the references, and never runs a student's code."""

import copy
import dataclasses
import functools
import json
import os
import random
import re
import signal
import sys
from collections.abc import Callable
from typing import Any

from .. import course
from ..checks.values import DONE, OPEN, WRONG, Outcome
from ..student.shared import told
from .wire import pack, unpack

VARIED = 4  # hidden inputs more than the task's own, new for every hand-in
PATIENCE = 60  # seconds for all answers of one hand-in; they are plain data of limited size


def line(task: Any, state: str, hint: str = "", kind: str = "", points: float = 0.0) -> dict:
    return {"id": task.id, "title": task.title, "state": str(state), "hint": hint, "kind": kind, "points": points}


class Judge:
    """Answers the questions of the server, one JSON line each."""

    def __init__(self):
        self.known, self.sent = {}, {}

    def about(self, set_name: str, number: int = 0, ledger: bool = False) -> dict:
        """What the server and the sandbox may know of a set: ids, titles, names, and the inputs for functions."""
        every = self.tasks(set_name)
        sent = {one.id: self.inputs(one, number) for one in every.values() if self.has_inputs(one)}
        self.sent[set_name, number] = sent
        return {
            "tasks": [[one.id, one.title, one.name] for one in every.values()],
            "cases": {one: [pack(case) for case in own + more] for one, (own, more) in sent.items()},
            "measured": self.measured() if ledger else {},
        }

    def tasks(self, set_name: str) -> dict:
        from ..checks.task import tasks

        if set_name not in self.known:
            self.known[set_name] = {one.id: remembered(one) for one in tasks(set_name)}
        return self.known[set_name]

    def measured(self) -> dict:
        """The measured values of the ledger: the last set begins with them, and the measures are not in the sandbox."""
        if not hasattr(self, "values"):
            from ..evidence import ledger

            self.values = {}
            for claim in ledger.all_claims():
                try:
                    facts = ledger.measured(claim["claim_id"])[1]
                except Exception:
                    continue
                if "value" in facts:
                    self.values[claim["claim_id"]] = {"value": pack(facts["value"])}
        return self.values

    def has_inputs(self, task: Any) -> bool:
        return callable(getattr(task.answer, "cases", None))

    def inputs(self, task: Any, number: int) -> tuple[list, list]:
        """The task's own inputs, and some that are varied by chance: no list of known inputs helps a function."""
        own = list(task.answer.cases())
        return own, vary(task, own, random.Random(number))

    def verdict(self, set_name: str, said: Any, number: int = 0, hidden: Any = ()) -> dict:
        """The lines and notes for one hand-in."""
        if hasattr(signal, "alarm"):
            signal.alarm(PATIENCE)
        try:
            if (set_name, number) not in self.sent:
                self.about(set_name, number)
            return Reading(self.tasks(set_name), self.sent.pop((set_name, number)), dict(hidden)).go(said)
        finally:
            if hasattr(signal, "alarm"):
                signal.alarm(0)


def remembered(task: Any) -> Any:
    """The task with every reference and every named mistake computed once for a whole class."""
    answer = task.answer
    if callable(getattr(answer, "series", None)):
        answer = dataclasses.replace(answer, series=once(answer.series))
    mistakes = tuple(dataclasses.replace(one, wrong=once(one.wrong)) for one in task.mistakes)
    return dataclasses.replace(task, answer=answer, reference=once(task.reference), mistakes=mistakes)


def once(compute: Callable) -> Callable:
    """The same function, which keeps its results for arguments that can be a key, and gives copies of them."""
    kept: dict = {}

    @functools.wraps(compute)
    def again(*given, **named):
        key = (given, tuple(sorted(named.items())))
        try:
            known = key in kept
        except TypeError:  # a list or a table among the arguments
            return compute(*given, **named)
        if not known:
            kept[key] = compute(*given, **named)
        return copy.deepcopy(kept[key])

    return again


def vary(task: Any, own: list, chance: random.Random) -> list[tuple]:
    """Inputs near the task's own, for which the reference gives a result."""
    made: list[tuple] = []
    for case in own * 2:
        if len(made) == VARIED:
            break
        other = tuple(_vary(one, chance) for one in case)
        try:
            if repr(other) != repr(case) and task.reference(*_again(other)) is not None:
                made.append(other)
        except Exception:
            continue
    return made


def _vary(thing, chance):
    if isinstance(thing, bool):
        return thing
    if isinstance(thing, float):
        return thing * (1 + chance.uniform(-0.04, 0.04))
    if isinstance(thing, int) and abs(thing) >= 25 and not 1900 <= thing <= 2100:
        return thing + chance.randint(-(abs(thing) // 25), abs(thing) // 25)
    if type(thing) in (list, tuple):
        return type(thing)(_vary(one, chance) for one in thing)
    if type(thing) is dict:
        return {key: _vary(one, chance) for key, one in thing.items()}
    return thing


def _again(case):
    return unpack(pack(tuple(case)))


class Reading:
    """One pass through what a sandbox said of one hand-in."""

    def __init__(self, every, inputs, hidden):
        self.every, self.inputs, self.hidden = every, inputs, hidden
        self.found, self.notes = {}, []
        self.broken_setup, self.setup_notes, self.ended = "", [], False
        self.trouble = {}  # task id -> why its cell failed; "" holds what failed since the last check

    def note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)

    def go(self, said: Any) -> dict:
        for one in said:
            try:
                if "call" in one:
                    self.call(one)
                elif "code" in one:
                    self.code(one)
                elif "end" in one:
                    self.ended = True
            except Exception as problem:  # a forged or odd message costs its own task
                task = (
                    self.every.get(one.get("call"))
                    if isinstance(one, dict) and isinstance(one.get("call"), str)
                    else None
                )
                if task:
                    self.found[task.id] = line(
                        task,
                        WRONG,
                        f"The answer cannot be read ({type(problem).__name__}). Is it one of Python's or pandas' usual things?",
                        "unreadable",
                    )
        lines = [self.found.get(task.id) or self.missing(task) for task in self.every.values()]
        done = any(one["state"] == DONE for one in lines)
        for text in self.setup_notes:
            self.note(
                f"A cell above the first task stops. {text}"
                if done
                else f"A cell of the set-up stops, so no task can be checked. {text}"
            )
        return {"lines": lines, "notes": self.setup_first()}

    def setup_first(self) -> list[str]:
        return sorted(self.notes, key=lambda note: not note.startswith("A cell "))

    def missing(self, task: Any) -> dict:
        if task.id in self.hidden:
            return line(task, WRONG, self.hidden[task.id], "letters")
        if not self.ended:
            return line(
                task,
                WRONG,
                "The notebook took too long and was stopped before this task. Which cell takes most of the time?",
                "too long",
            )
        trouble = self.trouble.get(task.id)
        return line(
            task,
            WRONG,
            trouble
            or "The check cell of this task is missing. Put this line back into a cell below your answer: "
            f'check("{task.id}", {task.name})',
            "no check",
        )

    def code(self, one: dict) -> None:
        problem = explained(one["problem"]) if one.get("problem") else ""
        if problem and not one.get("started"):
            self.broken_setup = self.broken_setup or problem
            self.setup_notes.append(problem)
        elif problem:
            self.trouble[one["code"] if one["code"] in self.every else ""] = problem
        elif one.get("code") in self.every:
            self.trouble.pop(one["code"], None)

    def call(self, one: dict) -> None:
        task = self.every.get(one["call"])
        if task is None:
            if re.fullmatch(r"\d\d\.\d+", str(one["call"])):
                self.note(
                    f'A check cell names the task "{one["call"]}", which this set does not have. Put the right id back.'
                )
            return
        if task.id in self.found:
            self.note(f"The check of {task.id} stands in this notebook twice. The last one counts; delete the other.")
        self.found[task.id] = self.judge(task, one)
        self.trouble.pop("", None)

    def judge(self, task: Any, one: dict) -> dict:
        trouble = self.trouble.get(task.id) or self.trouble.get("", "")
        if one.get("problem"):
            said = (
                "The set-up fails first."
                if self.broken_setup and not trouble
                else trouble
                if one["problem"] == "unreadable"
                else one["problem"]
            )
            return line(task, WRONG, said or "Python cannot read the cell of this check.", "check")
        if one.get("stopped"):
            return line(task, WRONG, trouble or str(one["stopped"]), "too long")
        if one.get("error"):
            return self.failed(task, one["error"], trouble, one)
        outcome, points = self.look(task, one["answer"])
        if outcome.state == DONE:
            if trouble:
                self.note(f"The answer of {task.id} is right, but a cell above its check stops. {trouble}")
            return line(task, DONE, points=1.0)
        fresh = self.fresh(task, one)
        if fresh:
            return fresh
        if trouble and not self.broken_setup:
            return line(task, WRONG, trouble, "error")
        if outcome.state == OPEN:
            return line(task, OPEN, "", "blank")
        return line(task, WRONG, outcome.hint, outcome.kind, points)

    def failed(self, task: Any, error: dict, trouble: str, one: dict) -> dict:
        fresh = self.fresh(task, one)
        if fresh:
            return fresh
        if trouble and not self.broken_setup:
            return line(task, WRONG, trouble, "error")
        if self.broken_setup:
            return line(task, WRONG, "The set-up fails first.", "set-up")
        name, text = str(error.get("name")), str(error.get("text"))
        if name == "NameError":
            missing = (re.findall(r"'(\w+)'", text) or [task.name])[0]
            return line(
                task,
                WRONG,
                f"There is no name {missing} when the check runs. The answer must be called {task.name} and stand above its check.",
                "no name",
            )
        return line(
            task,
            WRONG,
            f"The check cell itself stops with {name}: {text.splitlines()[0] if text else 'no reason given'}",
            "error",
        )

    def fresh(self, task: Any, one: dict) -> dict | None:
        """Done all the same, when the cell is right and only an earlier task had changed what all tasks share."""
        if "fresh" not in one or one["fresh"] is None:
            return None
        outcome, _ = self.look(task, one["fresh"])
        if outcome.state != DONE:
            return None
        for name, (culprit, verb) in list(one["culprits"].items())[:3]:
            who = f"The cell of task {culprit}" if culprit in self.every else "A cell between the tasks"
            self.note(told(who, verb, name, f"{task.id} was judged with the {name} of the set-up."))
        return line(task, DONE, points=1.0)

    def look(self, task: Any, answer: Any) -> tuple:
        """(Outcome, points): the check's own judgement; a function also on inputs that are nowhere written down."""
        from ..checks.check import look

        if not (isinstance(answer, dict) and answer.get("k") == "results"):
            outcome = look(task, unpack(answer))
            return outcome, float(outcome.state == DONE)
        own, more = self.inputs[task.id]
        replay = Replay(own + more, answer["v"])
        fixed = dataclasses.replace(task, answer=dataclasses.replace(task.answer, cases=lambda: own))
        outcome = look(fixed, replay)
        if outcome.state == DONE and not self.fits(task, replay, more):
            outcome = Outcome(
                WRONG,
                "known inputs",
                "The function is right for the inputs of the check in the notebook, and wrong for others. Does it compute, or does it look results up?",
            )
        if outcome.state == DONE:
            return outcome, 1.0
        good = sum(self.fits(task, replay, [case]) for case in own)
        return outcome, round(good / len(own), 2) if outcome.kind == "values" else 0.0

    def fits(self, task: Any, replay: "Replay", inputs: Any) -> bool:
        try:
            return all(task.answer._one(replay(*case), task.reference(*_again(case))) for case in inputs)
        except Exception:
            return False


class Replay:
    """A function that gives again what the student's gave: results by the text of the inputs."""

    __name__ = "answer"

    def __init__(self, inputs, results):
        self.known = {json.dumps(pack(tuple(case))): one for case, one in zip(inputs, results)}

    def __call__(self, *arguments):
        one = self.known[json.dumps(pack(arguments))]
        if isinstance(one, dict) and one.get("k") == "raised":
            problem = type(str(one["t"]) if str(one["t"]).isidentifier() else "Error", _kind(one["t"]), {})(
                str(one["v"])
            )
            if one.get("outside"):
                raise problem
            _inside(problem)
        return unpack(one)


def _kind(name):
    """A class of the same family, where the checks ask for one."""
    return (TypeError,) if name == "TypeError" else (Exception,)


def _inside(problem):
    raise problem


def explained(problem: dict) -> str:
    """A failure as a sandbox told it, in one sentence."""
    if problem.get("said"):
        return str(problem["said"])[:400]
    from .errors import explain

    return explain(
        str(problem.get("name")), str(problem.get("text")), problem.get("line"), str(problem.get("aid") or "")
    )


def serve(questions: Any, answers: int) -> None:
    """Answer JSON lines until there are no more. `questions`: a file; `answers`: a file descriptor."""
    if hasattr(signal, "SIGALRM"):

        def late(*_):
            raise TimeoutError

        signal.signal(signal.SIGALRM, late)
    judge = Judge()
    for text in questions:
        asked = json.loads(text)
        try:
            if asked.get("said") is None:
                reply = judge.about(asked["set"], asked.get("number", 0), asked.get("ledger", False))
            else:
                reply = judge.verdict(
                    asked["set"], asked["said"], asked.get("number", 0), asked.get("hidden", {}).items()
                )
        except Exception as problem:  # one hand-in, never the class
            from ..course import Told

            reply = {
                "problem": str(problem)
                if isinstance(problem, Told)
                else f"The check itself failed with {type(problem).__name__}. Tell whoever keeps the course."
            }
        line_out = (json.dumps({**reply, "n": asked.get("n")}) + "\n").encode()
        while line_out:
            line_out = line_out[os.write(answers, line_out) :]


def main() -> None:
    """A judge as a process of its own, where processes cannot be forked."""
    out = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.chdir(course.root())
    serve(sys.stdin.buffer, out)


if __name__ == "__main__":
    main()
