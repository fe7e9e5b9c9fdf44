"""Signs that look right and are not: no-break spaces, curly quotation marks, long dashes, Cyrillic letters in Latin words."""

import ast
import re
import unicodedata
from collections.abc import Iterable
from functools import cache

# What a keyboard or a word processor writes, and what Python wants in its place.
SIGNS = {
    **dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a\u2002\u2003\u3000", ("no-break space", "a plain space")),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", ("invisible sign", "nothing")),
    **dict.fromkeys("“”„‟«»″", ("curly quotation mark", 'the straight one: "')),
    **dict.fromkeys("‘’‚‛′´", ("curly quotation mark", "the straight one: '")),
    **dict.fromkeys("‐‑–—―−", ("long dash", "the short minus sign: -")),
    "×": ("multiplication sign", "a star: *"),
    "÷": ("division sign", "a slash: /"),
    "≤": ("sign for less or equal", "two signs: <="),
    "≥": ("sign for greater or equal", "two signs: >="),
    "≠": ("sign for not equal", "two signs: !="),
    "…": ("sign of three dots", "three dots: ..."),
    "²": ("raised 2", "two stars: **2"),
    "³": ("raised 3", "two stars: **3"),
    "№": ("number sign", "#"),
}
# Cyrillic letters that look Latin, with the Kazakh ones.
ALIKE = dict(zip("АВЕЗКМНОРСТУХІЅЈҮЬавеикмнорстухіѕјһгԁԛԝ", "ABE3KMHOPCTYXISJYbaBeukMHopctyxisjhrdqw"))
WORD = re.compile(r"[^\W\d_]{2,}")


def script(letter: str) -> str:
    """ "Latin", "Cyrillic" or "" for a sign."""
    name = unicodedata.name(letter, "")
    return next((one for one in ("Latin", "Cyrillic") if name.startswith(one.upper())), "")


def mixed(text: str) -> tuple[str, int, str, str] | None:
    """The first word of Latin and Cyrillic letters together: (word, place from 1, letter, its script), else None.

    The letter told is the odd one out: the first of the script that has fewer letters in the word.
    """
    if text.isascii():
        return None
    for word in WORD.findall(text):
        scripts = [script(letter) for letter in word]
        counts = {one: scripts.count(one) for one in ("Cyrillic", "Latin")}
        if all(counts.values()):
            odd = min(counts, key=lambda one: counts[one])
            place = scripts.index(odd)
            return word, place + 1, word[place], odd
    return None


def mixed_told(text: str) -> str:
    """One sentence about a word of two alphabets in a text, or ""."""
    found = mixed(text)
    if not found:
        return ""
    word, place, letter, odd = found
    other = "Latin" if odd == "Cyrillic" else "Cyrillic"
    return (
        f'In the word "{word}", letter {place} ("{letter}") is {odd}, the others are {other}. They look alike. '
        f"Type the word again with the {other} keyboard."
    )


@cache
def label_told(label: str) -> str:
    """One sentence about a label that is written with another sign than it seems, or ""."""
    for place, sign in enumerate(label, 1):
        name, instead = SIGNS.get(sign, ("", ""))
        if name in ("no-break space", "invisible sign"):
            article = "an" if name[0] in "aeiou" else "a"
            mend = "without it" if instead == "nothing" else f"with {instead}"
            return f'The text "{plain(label)}" has {article} {name} at place {place}. Type it again {mend}.'
    return mixed_told(label)


def labels_told(code: str) -> list[str]:
    """What is odd in the texts of a cell that are used as labels: compared, or in brackets. One line each, with its place."""
    said = []
    for node in ast.walk(ast.parse(code)):
        parts = []
        if isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
        elif isinstance(node, ast.Subscript):
            parts = [node.slice]
        elif isinstance(node, ast.Call):
            parts = [*node.args, *(one.value for one in node.keywords)]
        for part in parts:
            for one in (part, *getattr(part, "elts", ())):
                label = one.value if isinstance(one, ast.Constant) and isinstance(one.value, str) else ""
                if not label.isascii() and len(label) <= 60:
                    told = label_told(label)
                    said += [f"Line {one.lineno}: {told}"] if told else []
    return list(dict.fromkeys(said))


def sign_told(sign: str, line: int = 0, column: int = 0) -> str:
    """One sentence about a sign that Python does not read, or "" for one that is not in the list. Places count from 1."""
    where = f"Line {line}, place {column}" if line else "Here"
    if sign in SIGNS:
        name, instead = SIGNS[sign]
        seen = f" ({sign})" if sign.isprintable() and not sign.isspace() else ""
        said = "Delete it." if instead == "nothing" else f"Type {instead}"
        return f"{where} has {'an' if name[0] in 'aeiou' else 'a'} {name}{seen}. {said}{'' if said.endswith('.') else '.' if said[-1].isalpha() else ''}"
    return ""


def plain(text: str) -> str:
    """A text as it should have been typed: look-alike letters Latin, odd spaces plain."""
    text = "".join(ALIKE.get(letter, letter) for letter in text)
    return "".join(
        " "
        if SIGNS.get(sign, ("",))[0] == "no-break space"
        else ""
        if SIGNS.get(sign, ("",))[0] == "invisible sign"
        else sign
        for sign in text
    ).strip()


def twin(name: str, names: Iterable[str]) -> str:
    """A name among `names` that looks the same as `name` and is written with other letters, or ""."""
    return next((one for one in names if isinstance(one, str) and one != name and plain(one) == plain(name)), "")
