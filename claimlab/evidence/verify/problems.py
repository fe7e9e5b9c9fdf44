"""What is wrong with the data, where, and how to mend it."""

from dataclasses import dataclass

from ..tables import back as bring_back


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where (file, row as a spreadsheet shows it), what, and how to mend it."""

    file: str
    row: int | None
    what: str
    mend: str
    kind: str = ""

    def __str__(self):
        where = self.file if self.row is None else f"{self.file}, row {self.row}"
        return f"{where}: {self.what}; {self.mend}."


class Report:
    """Collects problems and knows the file they belong to."""

    def __init__(self):
        self.problems = []

    def add(self, file: str, row: int | None, kind: str, what: str, mend: str) -> None:
        self.problems.append(Problem(f"data/{file}", row, what, mend, kind))


def back(path: str) -> str:
    """The mend for a file that is lost or spoilt, as the end of a sentence."""
    sentence = bring_back(path)
    return sentence[0].lower() + sentence[1:]
