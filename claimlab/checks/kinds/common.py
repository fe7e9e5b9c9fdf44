"""What all kinds of answer share: the named mistake, and the sentences that several kinds say."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..values import Outcome, wrong

if TYPE_CHECKING:
    from ..task import Task


@dataclass(frozen=True)
class Mistake:
    """A mistake that real students make: `wrong()` computes what it yields, `hint` asks the right question.

    The hint must fit every likely way to the same value: who comes by another one would be misled.
    """

    name: str
    wrong: Callable
    hint: str
    also: tuple[Callable, ...] = ()  # the same mistake with another number, such as 111 or 111.32 km a degree

    def ways(self) -> tuple[Callable, ...]:
        """All that this mistake can yield, the usual one first."""
        return (self.wrong, *self.also)


ROUNDED = (
    "It agrees with the right number as far as it goes, and has too few digits. Is it rounded, cut off, or taken from a text? "
    "Three figures are enough, for per cent one decimal."
)


def hair(value: float) -> float:
    """How far two ways of computing the same number may lie apart."""
    return max(abs(value) * 1e-6, 1e-9)


def in_per_cent(task: "Task") -> bool:
    """Is the unit of the task per cent?"""
    return task.unit.startswith(("per cent", "%"))


def leads(words: str) -> str:
    """The question that follows a factor: 100 is a slip with per cent, 1,000 and more a slip with units."""
    if words == "10":
        return "With how many zeros is the number written?"
    return "Is a step with 100 missing, or is there one too many?" if words == "100" else "Which unit do the data have?"


def named(task: "Task", fits: Callable[[Any], bool]) -> Outcome | None:
    """The first mistake that the task names and that yields what the student has: fits(yield) says so."""
    found = next((mistake for mistake in task.mistakes if any(fits(way()) for way in mistake.ways())), None)
    return wrong(found.name, found.hint) if found else None
