"""The kinds of answer a task can ask for, and what each can say about a wrong one. Each has its file in kinds/.

A kind looks at a student's object and returns an Outcome. The order is always the same: not answered,
wrong type, right, a mistake the task names, a mistake that any task can have, and last an honest
"not this". No outcome tells the answer.
"""

from .kinds.choice import Choice
from .kinds.column import Column
from .kinds.common import Mistake
from .kinds.figure import Figure
from .kinds.function import Function
from .kinds.items import Items
from .kinds.number import Number
from .values import DONE, OPEN, WRONG, Outcome, describe, is_blank, plain

__all__ = [
    "DONE",
    "OPEN",
    "WRONG",
    "Choice",
    "Column",
    "Figure",
    "Function",
    "Items",
    "Mistake",
    "Number",
    "Outcome",
    "describe",
    "is_blank",
    "plain",
]
