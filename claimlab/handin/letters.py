"""Signs in a saved notebook that keep a check from being found, or a cell from being read at all."""

from ..student.letters import ALIKE, SIGNS, mixed_told, sign_told
from .cells import CHECK_CALL

STRAIGHT = {sign: instead[-1] for sign, (name, instead) in SIGNS.items() if name == "curly quotation mark"}


def mend(source: str) -> tuple[str, str]:
    """The source without half letters, and one sentence that names the place of the first, or ""."""
    half = [place for place, sign in enumerate(source) if 0xD800 <= ord(sign) <= 0xDFFF]
    if not half:
        return source, ""
    line = source.count("\n", 0, half[0]) + 1
    source = "".join("\ufffd" if 0xD800 <= ord(sign) <= 0xDFFF else sign for sign in source)
    return source, f"Line {line} of the cell holds half a letter, perhaps of an emoji. Delete it there."


def hidden_checks(source: str) -> dict[str, str]:
    """Checks that only look like one: {task id: sentence that names the sign}."""
    if source.isascii():
        return {}
    found = set(CHECK_CALL.findall(source))
    latin = "".join(STRAIGHT.get(sign, ALIKE.get(sign, sign)) for sign in source)
    return {one: _told(source) for one in CHECK_CALL.findall(latin) if one not in found}


def _told(source):
    for number, line in enumerate(source.splitlines(), 1):
        for place, sign in enumerate(line, 1):
            said = sign_told(sign, number, place)
            if said:
                return f"The check cell cannot be read. {said}"
    return f"The check cell cannot be read. {mixed_told(source) or 'A letter in it is not Latin. Type the word check again.'}"
