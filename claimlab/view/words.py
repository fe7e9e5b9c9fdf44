"""Names and numbers as the sentences of the widgets write them."""

from ..course import manifest


def the(name: str, start: bool = False) -> str:
    """The name of a country with its article, where it takes one; start: at the beginning of a sentence."""
    return f"{'The' if start else 'the'} {name}" if name in manifest().get("names", {}).get("with_the", []) else name


def rounded(value: float, digits: int) -> str:
    """A number with commas and so many decimals; half a unit is rounded up as on paper: 131.25 is 131.3."""
    return f"{value + 1e-9:,.{digits}f}"
