"""Does a label name a unit, a money or a thing, in whatever language; or does it say nothing? The words: label_words.toml."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def known() -> dict[str, dict[str, tuple[str, ...]]]:
    """All families of words: {"sizes": {"billion": ("billion", "bn", …)}, "units": …, "money": …, "colours": …}."""
    read = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {
        room: {name: tuple(words.split(", ")) for name, words in families.items()} for room, families in read.items()
    }


def holds(text: str, words: Iterable[str]) -> bool:
    """Does the text, in small letters, name one of the words?

    A word must begin where a word begins ("bn" is not in "urban"), and up to three letters must be a whole word.
    Signs such as % may stand anywhere.
    """
    return any(_pattern(word).search(text) if word[:1].isalnum() else word in text for word in words)


@cache
def _pattern(word):
    end = r"(?![^\W_])" if len(word) <= 3 and not re.search("[а-яё]", word) else ""
    return re.compile(rf"(?<![^\W_]){re.escape(word)}{end}")


@cache
def families(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words, and all words of the families that they belong to."""
    words = tuple(word.casefold() for word in words)
    every = [*known()["sizes"].values(), *known()["units"].values()]
    return words + tuple(other for family in every if set(words) & set(family) for other in family)


def other_unit(text: str, words: Iterable[str], unit: str) -> bool:
    """Does a label name another size or another money than the one asked for, and not the right one?"""
    if not holds(text, words):
        for family in known()["sizes"].values():
            if not set(family) & set(words) and holds(text, family):
                return True
    money = known()["money"]
    own = next((some for some in money.values() if holds(unit.casefold(), some)), None)
    return own is not None and not holds(text, own) and any(holds(text, some) for some in money.values())


def lacks_money(text: str, unit: str) -> bool:
    """Is the unit an amount of money, and the text names no money at all?"""
    money = known()["money"].values()
    asked = any(holds(unit.casefold(), some) for some in money)
    return asked and not unknown_script(text) and not any(holds(text, some) for some in money)


def says_nothing(text: str) -> bool:
    """Is it a name that tells a reader nothing, such as "a", "line 1", "blue" or "value_usd_m"?"""
    text = text.strip().casefold()
    if re.search(r"\d{2}", text) and re.search(r"[^\W_\d]|:", text) and not raw(text):
        return False  # a size such as 110m or 1:50 says which one is meant
    empty = set(known()["empty"]["words"])
    colours = [word for words in known()["colours"].values() for word in words]
    return raw(text) or all(word in empty or holds(word, colours) for word in re.findall(r"[^\W\d_]+", text))


def no_place(text: str, words: Iterable[str]) -> bool:
    """Does a label of an axis with names speak of time, or name nothing but a unit, or what the other axis measures?"""
    units = [word for room in ("units", "money", "sizes") for some in known()[room].values() for word in some]
    only = any(text == word for word in (*units, *known()["no place"]["units"]))
    return only or any(text == word for word in words) or holds(text, known()["no place"]["times"])


def raw(text: str) -> bool:
    """Is it the raw name of a column, such as value_usd_m?"""
    return bool(re.fullmatch(r"[^\W_]+(_[^\W_]+)+", text.strip()))


def unknown_script(text: str) -> bool:
    """A label in letters for which we have no words, such as Chinese or Georgian: it is taken as it is."""
    letters = [letter for letter in text if letter.isalpha()]
    return (
        bool(letters)
        and sum(letter > "\u052f" or "\u0370" <= letter <= "\u03ff" for letter in letters) > len(letters) / 2
    )


def shade(colour: str) -> str:
    """The common name of a colour: "#1f77b4" -> "blue"; "" for what is no colour."""
    from colorsys import rgb_to_hsv

    if not re.fullmatch(r"#[0-9a-f]{6}", colour):
        return ""
    hue, full, light = rgb_to_hsv(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))
    if light < 0.25:
        return "black"
    if full < 0.15:
        return "grey"
    hue *= 360
    if 8 <= hue < 45:
        return "brown" if light < 0.6 else "orange"
    ends = ((8, "red"), (70, "yellow"), (170, "green"), (255, "blue"), (335, "purple"), (361, "red"))
    return next(name for end, name in ends if hue < end)
