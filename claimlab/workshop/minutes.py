"""How long a page takes, by one rule for every lesson, deck and set. `claimlab build` prints it and writes it in."""

import re

#: The rule. Seconds for each unit of what a student meets; a reader whose first language is another one sets the pace.
PACE = {
    "word": 60 / 150,  # prose
    "card": 20,  # its word, its number and its reason; the rest is there to be looked up
    "line of code": 4,  # only code that is open; blank lines and comments are free
    "picture": 20,
    "widget": 120,
    "turn": 90,
    "guess": 30,
    "form": 45,  # each thing that a form asks: read, choose, write a few words
    "task": 360,  # in a set: reading, writing, mending
}
PLACE = "{minutes}"
WORD = re.compile(r"\w[\w'’,.-]*")


def count(book: dict, read_code: bool = True) -> dict[str, int]:
    """What a built notebook holds, in the units of PACE, as a dict. read_code: False in a set, where code is written."""
    found = dict.fromkeys(PACE, 0)
    for cell in book["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            found["word"] += _words(re.sub(r"\]\([^)\s]*\)", "]", source))
        elif source.startswith("check("):
            found["turn" if re.match(r'check\("\d\d\.[a-z]"', source) else "task"] += 1
        elif cell["cell_type"] == "code" and read_code:
            _count_code(found, cell, source)
    return found


def _count_code(found, cell, source):
    outputs = [output.get("data", {}) for output in cell.get("outputs", [])]
    shown = "".join("".join(data.get("text/html", "")) for data in outputs)  # "": printed text, in one piece or more
    asks = [int(number) for number in re.findall(r'data-asks="(\d+)"', shown)]
    if guesses := len(re.findall(r"\bpredict\w*\(", source)):
        found["guess"] += guesses
    elif asks:
        found["form" if sum(asks) else "card"] += sum(asks) or 1  # a form that asks nothing is a button
    elif "claimlab-rest" in shown or any("application/vnd.jupyter.widget-view+json" in data for data in outputs):
        found["widget"] += 1
    elif "<img" in shown:
        found["picture"] += 1
    elif shown and "dataframe" not in shown:
        found["card"] += shown.count('role="') or 1
    if not folded(cell):
        lines = [line.strip() for line in source.splitlines()]
        found["line of code"] += sum(bool(line) and not line.startswith("#") for line in lines)


def folded(cell: dict) -> bool:
    """True for a cell whose code is folded away: drawing work that a student need not read."""
    return cell["metadata"].get("jupyter", {}).get("source_hidden", False)


def minutes(book: dict, read_code: bool = True) -> int:
    """The minutes of a built notebook, rounded to whole fives."""
    seconds = sum(PACE[unit] * number for unit, number in count(book, read_code).items())
    return max(5, 5 * round(seconds / 300))


def _words(text):
    text = re.sub(r"<(details|style)\b.*?</\1>", " ", text, flags=re.S)  # what is folded is read by choice
    return len(WORD.findall(re.sub(r"<[^>]+>", " ", text)))
