"""First aid with the live exception: which file of aid/ knows this kind of error, and what it says."""

import linecache
import re
from collections.abc import Callable

from .aid.attributes import failed_import, unknown_attribute
from .aid.calls import (
    code_of_the_course,
    missing_file,
    not_a_function,
    square_for_round,
    step_not_taken,
    unknown_keyword,
)
from .aid.labels import unknown_label
from .aid.names import unbound_name, unknown_in_query, unknown_name
from .aid.scene import Aid, Scene, own_lines
from .aid.syntax import unreadable
from .aid.values import (
    beyond_the_rows,
    item_of_several,
    missing_brackets,
    text_for_number,
    truth_of_many,
    two_for_one_place,
)
from .sentences import told

__all__ = ["Aid", "Scene", "cell_source", "explain"]

LIVE: dict[str, tuple[Callable[[Scene], str], ...]] = {
    "UndefinedVariableError": (unknown_in_query,),
    "KeyError": (code_of_the_course, unknown_label),
    "NameError": (unknown_name,),
    "UnboundLocalError": (unbound_name,),
    "ImportError": (failed_import,),
    "AttributeError": (code_of_the_course, unknown_keyword, unknown_attribute),
    "FileNotFoundError": (missing_file,),
    "ValueError": (code_of_the_course, truth_of_many, item_of_several, two_for_one_place, text_for_number),
    "IndexError": (beyond_the_rows,),
    "TypeError": (
        code_of_the_course,
        missing_brackets,
        not_a_function,
        unknown_keyword,
        square_for_round,
        step_not_taken,
    ),
}


def explain(
    problem: BaseException, source_of: Callable[[str], str | None] | None = None, cells: Callable[[], list] = list
) -> Aid:
    """First aid for a live exception.

    source_of: gives the text of a cell for the file name of a code object, None for code that is not the student's.
    cells: gives the cells of the running notebook (notebook.cells), called only when a name is missing.
    """
    source_of = source_of or cell_source
    if isinstance(problem, SyntaxError) and (
        problem.filename is None or source_of(problem.filename) is not None or not problem.__traceback__
    ):
        return unreadable(problem, source_of(problem.filename or "") or problem.text or "")
    scene = Scene(problem, source_of, cells)
    aid = Aid("", own_lines(scene, source_of))
    kinds = tuple(one.__name__ for one in type(problem).__mro__)
    for look in (look for kind in kinds for look in LIVE.get(kind, ())):
        try:
            aid.sentence = look(scene)
        except Exception:  # first aid must never be a second accident
            aid.sentence = ""
        if aid.sentence:
            aid.sentence = re.sub("^this ", "This ", aid.sentence)
            return aid
    aid.sentence = told(scene.kind, scene.text, kinds[1:])
    return aid


def cell_source(filename: str) -> str | None:
    """The text of a notebook cell by the file name of its code; None for any other file."""
    if "ipykernel_" in filename or filename.startswith(("<ipython-input", "<cell")):
        return "".join(linecache.getlines(filename))
    return None
