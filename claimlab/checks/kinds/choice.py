"""An answer that is one of a few words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..values import DASHES, DONE, Outcome, describe, wrong
from .common import named

if TYPE_CHECKING:
    from ..task import Task


@dataclass(frozen=True)
class Choice:
    """One of a few words. Upper and lower case, spaces around and the kind of dash do not count."""

    options: tuple

    def judge(self, answer: Any, task: "Task") -> Outcome:
        """Look at an answer to the task: right, or which mistake was made."""
        allowed = ", ".join(f'"{option}"' for option in self.options)
        if not isinstance(answer, str):
            return wrong(
                "type", f"The answer is {describe(answer)}. The task asks for one of these, as text: {allowed}."
            )
        word = self._word(answer)
        if word == self._word(str(task.reference())):
            return Outcome(DONE)
        slip = named(task, lambda other: word == self._word(str(other)))
        if slip:
            return slip
        if word in [self._word(option) for option in self.options]:
            return wrong("other", task.nudge)
        return wrong("options", f"This word is not one of the choices: {allowed}.")

    def _word(self, text):
        return " ".join(text.translate(DASHES).split()).strip(" .\"'").casefold()

    def junk(self, task: "Task") -> list:
        """Answers that no task of this kind takes."""
        return [1, None, "banana", ["a"], ""]
