"""A picture on its way from the sandbox to the judge: read beside the student's code, judged elsewhere."""

from types import SimpleNamespace
from typing import Any

from ..checks.picture import Picture, axes_of, picture, seen


def is_picture(answer: Any) -> bool:
    """True for axes, a figure, what draws gives back, or a list that begins with such things."""
    if isinstance(answer, (list, tuple)) or type(answer).__name__ == "ndarray":
        return any(
            is_picture(one) for one in list(getattr(answer, "flat", answer))[:4] if not isinstance(one, (list, tuple))
        )
    if hasattr(answer, "get_ylabel") or hasattr(answer, "get_axes"):
        return True
    return type(answer).__module__.split(".")[0] in ("matplotlib", "seaborn")


def read(answer: Any) -> dict | None:
    """The picture as plain data, {} for a figure of several pictures, None for what is none."""
    found = seen(answer)
    if isinstance(found, Picture):
        return found.plain()
    return {} if axes_of(answer) is not None else None


def again(data: dict) -> Any:
    """What the judge is given: the Picture, or two pairs of axes where the student gave several."""
    if data:
        return picture(data)
    return [SimpleNamespace(get_ylabel=str, lines=[1], patches=[], collections=[], figure=None) for _ in range(2)]
