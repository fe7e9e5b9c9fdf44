"""First aid: every error that a beginner meets is one sentence that says what to do, and Python's words stay."""

import re

import pytest

from claimlab.student import letters, sentences
from claimlab.student.explain import explain
from claimlab.student.notebook import Cell
from claimlab.student.sentences import TABLE, WAYS, told

BEGIN = (
    "import pandas as pd; import numpy as np; import matplotlib.pyplot as plt\n"
    "t = pd.DataFrame({'year': [2021, 2021, 2022, 2022, 2022] * 2, 'land': ['Uri', 'Zug'] * 5, "
    "'flow': ['out'] * 5 + ['in'] * 5, 'value': [1.5, 2, 3, 4, 5] * 2})\n"
    "s = pd.Series([1.0, 2.0], index=[2021, 2022])\n"
)


def aid(code, cells=()):
    """First aid for a cell that stops."""
    names = {}
    exec(compile(BEGIN, "<begin>", "exec"), names)
    try:
        exec(compile(code, "<cell>", "exec"), names)
    except BaseException as problem:
        if not isinstance(problem, SyntaxError):
            problem.__traceback__ = problem.__traceback__.tb_next
        return explain(problem, lambda name: code if name == "<cell>" else None, lambda: list(cells))
    raise AssertionError(f"runs: {code}")


TRIES = {
    # labels
    't["Value"]': 't has no column "Value". The nearest is "value".',
    't["price"]': 't has no column "price". Its columns are: year, land, flow, value.',
    't["Uri"]': 't has no column "Uri". "Uri" is a value in its column "land": a condition finds those rows.',
    't.loc[2022, "Uri"]': '"Uri" is a value in its column "land"',
    't[["year", "Value"]]': 't has no column "Value". The nearest is "value".',
    't["year", "land"]': 'Several columns need a list inside the brackets: [["year", "land"]].',
    't["year" == 2022]': '"year" == 2022 compares two fixed values and is False. A condition names the table inside too: t[…]',
    "t[3]": "t has no column 3. A row by its position is .iloc[3].",
    't.groupby("Year")': 't has no column "Year". The nearest is "year".',
    't.groupby("year")["Value"]': 't has no column "Value". The nearest is "value".',
    't.sort_values("Year")': 't has no column "Year". The nearest is "year".',
    't.set_index("Year")': 't has no column "Year". The nearest is "year".',
    't.drop(columns="Value")': 't has no column "Value". The nearest is "value".',
    't.agg({"Value": "sum"})': 't has no column "Value". The nearest is "value".',
    't.merge(pd.DataFrame({"month": [1]}), on="year")': 'This table has no column "year". Its columns are: month.',
    't.plot(x="Year", y="value")': 't has no column "Year". The nearest is "year".',
    's["2021"]': 'The labels are numbers, and "2021" in quotation marks is text. Write 2021.',
    't.set_index("land").loc["uri"]': 'has the label "uri". The nearest is "Uri".',
    't.groupby("year").sum().loc[1990]': "No row of this table has the label 1990. The labels are: 2021, 2022.",
    't.loc["Uri"]': 'The rows of t are only numbered, 0 to 9, and none has the label "Uri". Which column should be their label: set_index(…)?',
    't[t["year"] == "2021"].set_index("land")["value"]["Uri"]': "This table is empty: it has no rows. Does your condition keep any row? Is text compared with a number",
    'empty = t[t["year"] == "2021"]\nempty.loc[0]': "empty is empty: it has no rows. Does your condition keep any row?",
    'pd.Series([1, 2], index=["Uri and Zug, together", "Zug"])["Bern"]': 'The labels are: "Uri and Zug, together", "Zug".',
    't.set_index("year")["year"]': '"year" is no column of this table: it is the label of its rows. reset_index()',
    't.unstack("land")': "Which column should be their label: set_index(…)?",
    '{"Uri": 1}["uri"]': 'This dict has no label "uri". The nearest is "Uri".',
    'pd.DataFrame({"year;land;flow": [1]})["year"]': "has one single column, year;land;flow… Are its columns parted by another sign? A spreadsheet may",
    'def share(table):\n    return table["Value"]\nshare(t)': 'table has no column "Value"',
    # conditions
    't[t["year"] == 2022 & t["land"] == "Uri"]': "each condition needs round brackets of its own: (… == …) & (… == …).",
    't[t["land"] == "Uri" & t["flow"] == "in"]': "each condition needs round brackets of its own: (… == …) & (… == …).",
    't[t["year"] == 2022 and t["land"] == "Uri"]': "Between conditions on whole columns write & for and, and put round brackets",
    't[t["year"] == 2022 or t["land"] == "Uri"]': "Between conditions on whole columns write | for or",
    't[not t["year"] == 2022]': "Before a condition on a whole column write ~ for not",
    't[2020 < t["year"] < 2023]': "Two comparisons in one work for single numbers only.",
    'if t["year"] == 2022: pass': "if wants one True or False, and here it gets a whole column.",
    't[t["year"] == 2022, "value"]': "A condition and a column in one pair of square brackets need .loc before the brackets.",
    "t[s > 1]": "The condition belongs to another table, so its rows do not fit.",
    't["year"] == s': "Two columns of different tables are compared row by row",
    't.query("land == Uri")': "In query(), Uri is no column. A text needs quotation marks of its own",
    # rows that are too many or too few
    't.pivot(index="year", columns="land", values="value")': 'Two rows have year 2021 and land Uri, and pivot has one place for them. They differ in "flow": choose one first, or add them up.',
    't.set_index(["year", "land"])["value"].unstack()': "Three rows have the label 2022, Uri, and the new table has one place for them.",
    't[t["year"] == 2022]["value"].item()': ".item() wants exactly one row, and the selection has 6. Which condition is missing?",
    't[t["year"] == 1990]["value"].item()': ".item() wants exactly one row, and the selection has none.",
    't[t["year"] == 1990].iloc[0]': "The selection has no rows, so there is none to take.",
    "t.iloc[99]": "The table has 10 rows, and their positions go from 0 to 9.",
    't["new"] = [1, 2]': "The table has 10 rows, and the new column has 2 values.",
    "plt.plot([1, 2], [1, 2, 3])": "The picture gets 2 places and 3 values: both must be equally many.",
    "max([])": "There is nothing to choose from: the list is empty.",
    # text and numbers
    't["land"] > 5': "Text and a whole number cannot be compared with >. A number in quotation marks is text.",
    't["value"] > "5"': "A column of decimal numbers is compared with text: numbers have no quotation marks, text has.",
    't["land"] + 1': "Text and a whole number cannot be added.",
    '"5" - 2': "Text and a whole number do not go together with -. Which of the two should be a number?",
    't["land"].mean()': "mean wants numbers, and a column holds text",
    't["value"].sum() / "1000"': "divide wants numbers on both sides, and one side is text.",
    'float("1,5")': 'Python writes the decimal sign as a point: "1.5", not "1,5".',
    'float("12 %")': 'The text "12 %" is no number for Python',
    't.astype({"land": float})': 'The text "Uri" is no number: the column "land" holds words.',
    't["year"].str[:2]': "The column holds numbers, and .str is for text.",
    "None + 1": "One side is None, nothing at all.",
    # brackets and steps
    't["value"].sum / 1000': "The step sum is named but not taken: write sum().",
    't.groupby["year"]': "groupby is a step and wants round brackets: groupby(…).",
    't("year")': "t is a table: its columns are asked with square brackets, t[…].",
    "sum = 3\nsum([1])": "sum is no function any more, because a cell uses the name sum for a value.",
    "100(2 + 3)": "Round brackets follow a number: is an operator such as * missing before them?",
    "share = 5\nshare(2)": "share holds a number, and round brackets follow it. Is an operator such as * missing, or did a cell give",
    "names = []\nnames = names.append(1)\nnames.append(2)": "print(), .sort() and .append() give None.",
    "[1, 2][5]": "The list is shorter than the position asked for. Positions begin with 0.",
    '[1, 2]["a"]': "A list is asked by position, a whole number, not by a label.",
    "for one in 5: pass": "One single number cannot be gone through: is a list or range(…) meant?",
    "a, b = [1]": "Left of = stand 2 names, and the right side has 1.",
    "def f(a, b): return a\nf(1)": "f wants 1 more: 'b'.",
    "def f(): n = n + 1\nn = 1\nf()": "The function gives n a value of its own, and uses n before that.",
    "t.rename(colums={})": "There is no colums= here. The nearest is columns=.",
    'fig, ax = plt.subplots(); ax.plot([1, 2], colour="red")': "There is no colour= here. The nearest is color=.",
    'fig, ax = plt.subplots(); ax.xlabel("a")': "For a field of a picture the step is called set_xlabel.",
    "fig, ax = plt.subplots(1, 2); ax.plot([1])": "plt.subplots made several fields: choose one with square brackets",
    't.grupby("year")': "t has no step grupby. The nearest is groupby.",
    "t.Value": 't has no column Value. The nearest is "value".',
    "t.item()": "item is for one column, and this is a table of 4 columns",
    'pd.read_cvs("x")': "pandas has no read_cvs. The nearest is read_csv.",
    # names and packages
    "lnad": "There is no name lnad. Was it mistyped, or is the cell that makes it not run yet?",
    "table = t\ntabel": "There is no name tabel. The nearest is table.",
    't[t["land"] == Uri]': 'There is no name Uri. If it is meant as text, put it in quotation marks: "Uri".',
    "true": "Python writes True, not true.",
    "check('01.1', 3)": "check is not known yet. Run the first code cell of this notebook, then this one.",
    "import openpyxl_": "The package openpyxl_ is not installed in the Python of this course.",
    "import panda": "There is no package panda. The nearest is pandas.",
    "from claimlab import chek": "claimlab has no chek. The nearest is check.",
    # what Python cannot read
    't["year"': "The bracket [ in line 1 is opened and never closed.",
    "print((1 + 2\nx = 3": "The bracket ( in line 1 is opened and never closed.",
    "x = )": "There is one ) too many, or its opening bracket is missing.",
    "x = (1]": "The bracket ] cannot close (: which one did you mean?",
    'x = "abc': "A text begins here and does not end: the closing quotation mark is missing.",
    "for i in [1]\n    i": "A colon is missing at the end of the line.",
    "if x = 3: pass": "One = gives a name a value. To compare, write ==",
    "t[t.year = 2022]": "One = gives a name a value. To compare, write ==",
    'print "a"': "print needs round brackets: print(…).",
    "x = 2usd": "A number and letters stand together.",
    "if True:\nx = 1": "After line 1 the next line must begin with four spaces.",
    "  x = 1": "This line begins with spaces that it should not have.",
    # letters
    "x = “12”": 'Line 1, place 5 has a curly quotation mark (“). Type the straight one: "',
    "x = 30 – 1": "Line 1, place 8 has a long dash (–). Type the short minus sign: -",
    "y = 1\nx\u00a0= 5": "Line 2, place 2 has a no-break space. Type a plain space.",
    "сheck(1)": 'In the word "сheck", letter 1 ("с") is Cyrillic, the others are Latin.',
    "х = 3\nx": "x and х look alike, but one is written with Cyrillic letters.",
    't["lаnd"]': 'In the word "lаnd", letter 2 ("а") is Cyrillic, the others are Latin.',
    't["la\u00a0nd"]': 'The text "la nd" has a no-break space at place 3.',
    # the rest
    "raise KeyboardInterrupt": "You stopped this cell.",
    "1 / 0": "Something is divided by zero.",
    "def f(): return f()\nf()": "A function calls itself without end.",
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("code", TRIES)
def test_the_sentence_names_what_is_wrong(code):
    import matplotlib

    matplotlib.use("agg")
    found = aid(code)
    assert TRIES[code] in found.sentence
    assert found.sentence[-1] in '.?:-="_' and "\n" not in found.sentence and len(found.sentence) <= 230, found.sentence
    assert found.lines, "the student's own line is missing"


# Errors whose sentence no try above needs: each meets its own row of the table, in today's Python and pandas.
MORE = {
    'd = {"a": 1}\nf"{d["a"]}"': "ends too early. Inside its curly brackets, write the other kind of quotation marks.",
    "1.5 ^ 2": "In Python ^ is no power. Write ** for it",
    "import pandas as pd\npd.Series([1.5]) ^ 2": "In Python ^ is no power. Write ** for it",
    'f"{x"': "The text that begins with f cannot be read: look at the curly brackets in it.",
    "x = [1 2]": "Something is missing between two parts of this line: a comma, an operator or a bracket.",
    "5 = x": "Left of = must stand a name that takes the value. To compare, write ==",
    "True = x": "Left of = must stand a name that takes the value.",
    'raise SyntaxError("incomplete input")': "The cell ends too early: is a bracket still open?",  # Python 3.13
    "x = 007": 'A number cannot begin with 0. Text such as "007" needs quotation marks.',
    "print(sep='', 1)": "A value without a name stands after one with a name (name=value). Put it first.",
    "print(sep='', sep='')": "sep= stands twice in the same call.",
    "return 5": "return works only inside a function: is the line indented under def?",
    "break": "break works only inside a loop: is the line indented?",
    "if True:\n        x = 1\n    y = 2": "This line begins with fewer spaces than the lines above, but not as few as the first one.",
    "x = (1,": "The bracket ( in line 1 is opened and never closed.",
    "x = 1 \\ 2": "A backslash \\ must be the last sign of its line.",
    "try:\n    x = 1\ny = 2": "After try there must be an except.",
    "x, y: 5": "A colon stands where Python expects none: was = meant?",
    'int("1.5")': '"1.5" is no whole number: float(…) reads it.',
    "np.array([1, 2]) + np.array([1, 2, 3])": "Two lists of different length are used together.",
    'pd.DataFrame({"a": [1], "b": [1, 2]})': "The columns of a table must all have the same length.",
    't.columns = ["a"]': "There are 4 labels to replace, and 1 new ones.",
    "a, b = 1, 2, 3": "Left of = stand 2 names, and the right side has more values.",
    't.set_index("year")["value"].reindex([2021])': "A label stands for more than one row, so the rows cannot be put in a new order.",
    't.merge(pd.DataFrame({"year": ["2021"]}), on="year")': 'The column "year" holds whole numbers in one table and text in the other',
    "pd.concat([])": "The list for concat is empty.",
    "pd.Series([], dtype=float).idxmax()": "There is nothing to choose from: the selection has no rows.",
    't.query("year = 2021")': "In query(), == compares. One = gives a value.",
    't.sum(axis="years")': '"years" is no direction of a table: axis is 0 (rows) or 1 (columns).',
    'int(float("nan"))': "A missing value (NaN) cannot be a whole number.",
    "[1, 2].index(3)": "The value that is looked for is not in the list.",
    'pd.to_datetime("spring")': "The text is no date that pandas can read.",
    "[1, 2] / 2": "A list does no arithmetic as a whole: go through it with for, or make it a column with pd.Series(…).",
    "[1, 2] ** 2": "A list does no arithmetic as a whole",
    "[1, 2] * [1, 2]": "A list does no arithmetic as a whole",
    '"5" ** 2': "Text and a whole number do not go together with **. Which of the two should be a number?",
    't["land"] == ["Uri", "Zug"]': "== compares each row with one value, and here stands a list. isin(…) asks",
    'None["a"]': "The value is None, nothing at all. A function without return, print(), .sort() and .append() give None.",
    "len(5)": "len() counts the values of a list or table, and this is a whole number.",
    "5[0]": "Square brackets follow something that is a whole number and has no parts.",
    "range(2.0)": "A whole number is wanted here: 2, not 2.0.",
    "{[1]: 2}": "A list cannot be a label.",
    "def f(a): return a\nf(1, 2)": "f takes 1, and 2 are given.",
    "a, b = 5": "Several names stand on the left, and there is one single value for them: a whole number.",
    'range("2")': "A whole number is wanted here, and this is text.",
    't.iloc["a"]': ".iloc wants positions, whole numbers. Labels belong to .loc.",
    'round("5")': "round() wants a number, and this is text.",
    't["year"].dt.year': "The column holds no dates, and .dt is for dates.",
    't.groupby("year").mean()': "mean wants numbers, and a column holds text: choose the column of numbers first.",
    '-t["land"]': "- wants a number, and this is text.",
    't["land"].abs()': "abs wants a number, and this is text.",
    't["land"] * t["land"]': "Text or a list is multiplied by text. Which of the two should be a number?",
    't["land"].plot()': "A picture wants numbers, and this holds text",
    'np.log(t["land"])': "This step of numpy wants numbers, and here it gets text.",
    't["value"].sum()["a"]': "Square brackets follow one single number, which has no parts.",
    't.nlargest(2, "land")': 'nlargest wants numbers, and the column "land" holds text.',
    "raise ImportError(\"cannot import name 'a' from partially initialized module 'pandas' (most likely …)\")": (
        "A file of your own is called pandas.py and is read in place of the package. Give it another name."
    ),
    "None.sum()": "The value is None, nothing at all. A function without return, print(), .sort() and .append() give None.",
    "np.array([1, 2])[5]": "Position 5 is asked for, and there are 2. Positions begin with 0.",
    'raise OSError(28, "No space left on device")': "The disk is full: make room, then run this cell again.",
}


def row_of(code):
    """The first row of the table that fits the error of a cell, as the saved-file run finds it."""
    names = {}
    exec(compile(BEGIN, "<begin>", "exec"), names)
    try:
        exec(compile(code, "<cell>", "exec"), names)
    except BaseException as problem:
        kinds = tuple(one.__name__ for one in type(problem).__mro__)
        kinds += tuple(parent for kind in kinds for parent in sentences._PARENTS.get(kind, ()))
        text = str(problem.msg if isinstance(problem, SyntaxError) else problem)
        return next((row for row in TABLE if row[0] in kinds and re.search(row[1], text)), None)


@pytest.mark.filterwarnings("ignore")
def test_every_row_of_the_table_is_met_by_a_real_error():
    """A row that nothing meets says nothing to anybody, and hides that Python or pandas now says it otherwise."""
    import matplotlib

    matplotlib.use("agg")
    met = {row_of(code) for code in (*TRIES, *MORE)}
    assert [row[:2] for row in TABLE if row not in met] == []


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("code", MORE)
def test_the_sentence_of_the_table_fits(code):
    assert MORE[code] in aid(code).sentence


def test_the_own_line_and_the_place_in_it_are_shown():
    assert aid('x = 1\ny = t["Value"] / 2').lines == [("line 2", 'y = t["Value"] / 2'), ("", "    ^^^^^^^^^^")]
    inside = aid('def share(table):\n    return table["Value"]\n\nshare(t)')
    assert (
        inside.lines[:2] == [("line 4", "share(t)"), ("line 2 of share()", 'return table["Value"]')]
        and inside.line == 4
    )
    assert aid("x = (1]").lines == [("line 1", "x = (1]"), ("", "      ^")]


def test_a_name_of_a_cell_that_was_not_run_leads_to_that_cell():
    cells = [
        Cell("import pandas as pd\nfruit = 3", "Set up", True),
        Cell("pears = fruit", "Count", False),
        Cell("pears + 1", "Count", False),
    ]
    assert (
        aid("pears + 1", cells).sentence
        == 'pears is not known yet. Run the cell under "Count" (pears = fruit) first, then this one.'
    )
    assert aid("fruit", cells).sentence == 'fruit is not known yet. Run the cell under "Set up" first, then this one.'
    assert "it is made further down, in the cell" in aid("pears", [Cell("pears", "", True), *cells]).sentence


def test_a_package_that_the_notebook_never_loads_is_told_apart_from_a_cell_that_was_not_run():
    assert (
        aid("sns.set_theme()").sentence
        == "sns is not known yet. Run the first code cell of this notebook, then this one."
    )
    cells = [Cell("import pandas as pd", "Set up", True)]
    assert (
        aid("sns.set_theme()", cells).sentence
        == "sns is not loaded in this notebook. Put into its first code cell: import seaborn as sns"
    )


def test_a_file_of_ones_own_that_hides_a_package_is_named(home):
    (home / "my_work").mkdir(exist_ok=True)
    (home / "my_work" / "seaborn.py").write_text("notes = 1\n")
    code = (
        "import importlib.util as u\n"
        f"spec = u.spec_from_file_location('seaborn', {str(home / 'my_work' / 'seaborn.py')!r})\n"
        "sns = u.module_from_spec(spec)\nspec.loader.exec_module(sns)\nsns.set_theme()"
    )
    said = "Python reads your file my_work/seaborn.py in place of the package seaborn. Give the file another name, then restart the kernel."
    assert aid(code).sentence == said


def test_code_of_the_course_that_stops_is_not_put_on_the_student():
    said = aid("from claimlab.evidence.tables import only\nonly(5, 'a', year=3)").sentence
    assert (
        said
        == "This stops in the course's own code (claimlab/evidence/tables.py, only). Which values does your line hand to it?"
    )


def test_first_aid_that_fails_itself_falls_back_on_the_table(monkeypatch):
    from claimlab.student import explain as module

    monkeypatch.setitem(module.LIVE, "KeyError", (lambda scene: 1 / 0,))
    assert aid('t["Value"]').sentence == "A column or label is used that the table does not have."


def test_every_sentence_of_the_table_can_be_filled_in():
    for kind, pattern, sentence in TABLE:
        assert len(re.findall(r"\{\d\}", sentence)) == 0 or re.compile(pattern).groups > max(
            map(int, re.findall(r"\{(\d)\}", sentence))
        )
        assert kind in WAYS or kind == "OSError"


def test_the_saved_file_run_takes_its_sentences_from_the_same_table():
    assert told("SyntaxError", "'(' was never closed") == "The bracket ( is opened here and never closed."
    assert told("Nonsense", "what?") == "The cell stops with an error."


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ('t[t["land"] == "Uгi"]', 'Line 1: In the word "Uгi", letter 2 ("г") is Cyrillic'),
        (
            'x = 1\nt.query("a")["year\u200b"]',
            'Line 2: The text "year" has an invisible sign at place 5. Type it again without it.',
        ),
        ('t[t["land"].isin(["Ur\u00a0i"])]', 'The text "Ur i" has a no-break space at place 3.'),
        ('t[t["land"] == "Россия"]', ""),
        ('print("Қазақстан – Kazakhstan")', ""),
        ('t["value"] # “ a remark”', ""),
    ],
)
def test_a_label_that_only_looks_right_is_told_although_nothing_fails(code, said):
    assert said in "\n".join(letters.labels_told(code)) and bool(said) == bool(letters.labels_told(code))
