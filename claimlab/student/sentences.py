"""The one table of sentences about Python's own errors, for the notebook (explain.py) and for the saved-file run.

`told` knows only the name of an error and what Python says of it; explain.py has the live exception and can name the
nearest column.
"""

import re

from .letters import mixed_told, sign_told

# What a kind of error means, when nothing more exact is known.
WAYS = {
    "SyntaxError": "Python cannot read the cell: look for a missing bracket, quotation mark or colon",
    "IndentationError": "The spaces at the beginning of a line do not fit",
    "TabError": "Tabs and spaces are mixed at the beginning of the lines",
    "NameError": "A name is used that does not exist: was it mistyped, or is the cell that makes it not run yet?",
    "UndefinedVariableError": "The text in query() uses a word that is no column: a value needs quotation marks of its own",
    "UnboundLocalError": "A name is used inside the function before it gets a value there",
    "KeyError": "A column or label is used that the table does not have",
    "IndexError": "A position is used that the list or table does not have",
    "AttributeError": "A method or column is used that the object does not have",
    "ModuleNotFoundError": "A package is imported that the course does not have",
    "ImportError": "Something is imported that the package does not have",
    "FileNotFoundError": "A file was not found: notebooks lie in notebooks/, exercises/ or my_work/, and tables are read from ../data/",
    "PermissionError": "The file may not be opened: does another program hold it open?",
    "ZeroDivisionError": "Something is divided by zero",
    "RecursionError": "A function calls itself without end",
    "MemoryError": "The cell asks for more memory than there is",
    "KeyboardInterrupt": "You stopped this cell",
    "SystemExit": "The cell asks Python to stop",
    "TypeError": "Two things do not fit together",
    "ValueError": "A value has the right kind, but it does not fit here",
    "StdinNotImplementedError": "The cell waits for input(): write the value into the code instead",
    "UsageError": "A line that begins with % is not understood: is there a typing slip in it?",
    "IndexingError": "The condition belongs to another table, so its rows do not fit",
    "InvalidIndexError": "A condition and a column in one pair of square brackets need .loc before the brackets",
    "EmptyDataError": "The file is empty",
    "ParserError": "The file is no tidy table: its rows have different lengths",
    "UnicodeDecodeError": "The file is not written in UTF-8, the alphabet table of this course",
}
ROOT_CAUSES = "The cell stops with an error"

# What a beginner calls Python's kinds of values.
WORDS = {
    "str": "text",
    "string": "text",
    "object": "text",
    "int": "a whole number",
    "int64": "whole numbers",
    "float": "a decimal number",
    "float64": "decimal numbers",
    "NoneType": "None",
    "StringArray": "a column of text",
}
# (kind, what Python says, the sentence). {0}, {1} … are the groups. The first that fits is used.
TABLE = [
    ("SyntaxError", r"'(.)' was never closed", "The bracket {0} is opened here and never closed."),
    (
        "SyntaxError",
        r"closing parenthesis '(.)' does not match opening parenthesis '(.)'(?: on line (\d+))?",
        "The bracket {0} cannot close {1}: which one did you mean?",
    ),
    (
        "SyntaxError",
        r"f-string: unmatched",
        "The text that begins with f ends too early. Inside its curly brackets, write the other kind of quotation marks.",
    ),
    ("SyntaxError", r"unmatched '(.)'", "There is one {0} too many, or its opening bracket is missing."),
    (
        "SyntaxError",
        r"unterminated (?:triple-quoted )?(?:f-)?string literal",
        "A text begins here and does not end: the closing quotation mark is missing.",
    ),
    ("SyntaxError", r"f-string: ", "The text that begins with f cannot be read: look at the curly brackets in it."),
    ("SyntaxError", r"expected ':'", "A colon is missing at the end of the line."),
    (
        "SyntaxError",
        r"Perhaps you forgot a comma",
        "Something is missing between two parts of this line: a comma, an operator or a bracket.",
    ),
    ("SyntaxError", r"Missing parentheses in call to '(\w+)'", "{0} needs round brackets: {0}(…)."),
    (
        "SyntaxError",
        r"cannot assign to (?:attribute|subscript) here",
        "One = gives a name a value. To compare, write ==",
    ),
    (
        "SyntaxError",
        r"cannot assign to (.+?) here\. Maybe you meant '==' instead of '='",
        "Left of = must stand a name that takes the value. To compare, write ==",
    ),
    (
        "SyntaxError",
        r"cannot assign to (literal|function call|expression|comparison|operator|True|False|None)",
        "Left of = must stand a name that takes the value.",
    ),
    ("SyntaxError", r"Maybe you meant '==' or ':='", "One = gives a name a value. To compare, write =="),
    (
        "SyntaxError",
        r"invalid decimal literal",
        "A number and letters stand together. A name cannot begin with a digit, and a unit does not belong to a number.",
    ),
    (
        "SyntaxError",
        r"leading zeros in decimal integer",
        'A number cannot begin with 0. Text such as "007" needs quotation marks.',
    ),
    (
        "SyntaxError",
        r"positional argument follows keyword argument",
        "A value without a name stands after one with a name (name=value). Put it first.",
    ),
    ("SyntaxError", r"keyword argument repeated: (\w+)", "{0}= stands twice in the same call."),
    (
        "SyntaxError",
        r"'return' outside function",
        "return works only inside a function: is the line indented under def?",
    ),
    ("SyntaxError", r"'(break|continue)' (?:outside|not)", "{0} works only inside a loop: is the line indented?"),
    (
        "SyntaxError",
        r"expected an indented block after (.+) on line (\d+)",
        "After line {1} the next line must begin with four spaces.",
    ),
    ("SyntaxError", r"unexpected indent", "This line begins with spaces that it should not have."),
    (
        "SyntaxError",
        r"unindent does not match",
        "This line begins with fewer spaces than the lines above, but not as few as the first one.",
    ),
    ("SyntaxError", r"unexpected EOF|incomplete input", "The cell ends too early: is a bracket still open?"),
    (
        "SyntaxError",
        r"unexpected character after line continuation",
        "A backslash \\ must be the last sign of its line.",
    ),
    ("SyntaxError", r"expected '(except|finally)", "After try there must be an except."),
    (
        "SyntaxError",
        r"illegal target for annotation|only single target",
        "A colon stands where Python expects none: was = meant?",
    ),
    ("ValueError", r"truth value of a (?:Series|DataFrame|Index|array)", "A whole column is neither True nor False."),
    (
        "ValueError",
        r"Lengths must match to compare",
        "== compares each row with one value, and here stands a list. isin(…) asks whether a value is one of a list.",
    ),
    (
        "ValueError",
        r"Index contains duplicate entries",
        "Two rows claim the same place in the new table: each pair of row and column label may occur only once.",
    ),
    (
        "ValueError",
        r"can only convert an array of size 1|Can only convert an array of size 1",
        ".item() wants exactly one value, and the selection has another number of rows.",
    ),
    (
        "ValueError",
        r"(?:could not convert string to float: '([^']*)'|Unable to parse string \"([^\"]*)\")",
        'The text "{0}{1}" is no number for Python.',
    ),
    (
        "ValueError",
        r"invalid literal for int\(\) with base 10: '([^']*)'",
        'The text "{0}" is no whole number for Python.',
    ),
    (
        "ValueError",
        r"x and y must have same first dimension, but have shapes \((\d+),?\) and \((\d+),?\)",
        "The picture gets {0} places and {1} values: both must be equally many.",
    ),
    ("ValueError", r"shape mismatch|could not be broadcast", "Two lists of different length are used together."),
    ("ValueError", r"All arrays must be of the same length", "The columns of a table must all have the same length."),
    (
        "ValueError",
        r"Length of values \((\d+)\) does not match length of index \((\d+)\)",
        "The table has {1} rows, and the new column has {0} values.",
    ),
    (
        "ValueError",
        r"Length mismatch: Expected axis has (\d+) elements, new values have (\d+)",
        "There are {0} labels to replace, and {1} new ones.",
    ),
    (
        "ValueError",
        r"too many values to unpack \(expected (\d+)",
        "Left of = stand {0} names, and the right side has more values.",
    ),
    (
        "ValueError",
        r"not enough values to unpack \(expected (\d+), got (\d+)",
        "Left of = stand {0} names, and the right side has {1}.",
    ),
    (
        "ValueError",
        r"Can only compare identically-labeled",
        "Two columns of different tables are compared row by row, and their rows have different labels.",
    ),
    (
        "ValueError",
        r"cannot reindex on an axis with duplicate labels",
        "A label stands for more than one row, so the rows cannot be put in a new order.",
    ),
    (
        "ValueError",
        r"You are trying to merge on (\w+) and (\w+) columns for key '(\w+)'",
        'The column "{2}" holds {0} in one table and {1} in the other: numbers and text do not match.',
    ),
    ("ValueError", r"No objects to concatenate", "The list for concat is empty."),
    (
        "ValueError",
        r"attempt to get (\w+) of an empty sequence",
        "There is nothing to choose from: the selection has no rows.",
    ),
    (
        "ValueError",
        r"(min|max)\(\) (?:arg|iterable argument) is (?:an )?empty",
        "There is nothing to choose from: the list is empty.",
    ),
    ("ValueError", r"cannot assign without a target object", "In query(), == compares. One = gives a value."),
    ("ValueError", r"No axis named (\w+)", '"{0}" is no direction of a table: axis is 0 (rows) or 1 (columns).'),
    (
        "ValueError",
        r"cannot (?:convert float NaN to integer|convert non-finite)",
        "A missing value (NaN) cannot be a whole number.",
    ),
    ("ValueError", r"not in list|x not in list", "The value that is looked for is not in the list."),
    ("ValueError", r"Unknown datetime string|time data|Given date string", "The text is no date that pandas can read."),
    (
        "TypeError",
        r"unsupported operand type\(s\) for (\S+): 'NoneType'|unsupported operand type\(s\) for (\S+): '\w+' and 'NoneType'",
        "One side is None, nothing at all. A function without return, print(), .sort() and .append() give None.",
    ),
    (
        "TypeError",
        r"unsupported operand type\(s\) for \^|Cannot perform 'xor' with a dtyped \[float|ufunc 'bitwise_xor' not supported",
        "In Python ^ is no power. Write ** for it: 3 ** 2 is 9.",
    ),
    (
        "TypeError",
        r"unsupported operand type\(s\) for (\S+): '(?:method|function|builtin_function_or_method)'|"
        r"unsupported operand type\(s\) for (\S+): '\w+' and '(?:method|function|builtin_function_or_method)'",
        "A step is named but not taken: its round brackets () are missing.",
    ),
    (
        "TypeError",
        r"unsupported operand type\(s\) for [&|]: '\w+' and '\w+(?:Array|Series)?'|unsupported operand type\(s\) for [&|]",
        "With & and |, each condition needs round brackets of its own: (… == …) & (… == …).",
    ),
    (
        "TypeError",
        r"unsupported operand type\(s\) for \S+(?: or pow\(\))?: (?:'list' and '\w+'|'\w+' and 'list')|"
        r"can't multiply sequence by non-int of type 'list'",
        "A list does no arithmetic as a whole: go through it with for, or make it a column with pd.Series(…).",
    ),
    (
        "TypeError",
        r"can only concatenate (?:str|list) \(not \"(\w+)\"\) to (\w+)",
        "{1} and {0} cannot be added. A number in quotation marks is text.",
    ),
    (
        "TypeError",
        r"unsupported operand type\(s\) for (\S+)(?: or pow\(\))?: '(\w+)' and '(\w+)'",
        "{1} and {2} do not go together with {0}. Which of the two should be a number?",
    ),
    (
        "TypeError",
        r"'([<>]=?)' not supported between instances of '(\w+)' and '(\w+)'",
        "{1} and {2} cannot be compared with {0}. A number in quotation marks is text.",
    ),
    (
        "TypeError",
        r"Invalid comparison between dtype=(\w+) and (\w+)",
        "A column of {0} is compared with {1}: numbers have no quotation marks, text has.",
    ),
    (
        "TypeError",
        r"dtype '(?:str|object)' does not support operation '(\w+)'",
        "{0} wants numbers, and a column holds text: choose the column of numbers first.",
    ),
    ("TypeError", r"bad operand type for (?:unary )?(\S+?)(?:\(\))?: '(\w+)'", "{0} wants a number, and this is {1}."),
    (
        "TypeError",
        r"can't multiply sequence by non-int of type '(\w+)'",
        "Text or a list is multiplied by {0}. Which of the two should be a number?",
    ),
    (
        "TypeError",
        r"no numeric data to plot",
        "A picture wants numbers, and this holds text: choose the column of numbers first.",
    ),
    (
        "TypeError",
        r"loop of ufunc does not support argument \d of type (\w+)",
        "This step of numpy wants numbers, and here it gets {0}.",
    ),
    (
        "TypeError",
        r"Cannot perform reduction '(\w+)' with string dtype|agg function failed \[how->(\w+),dtype->(?:str|object)",
        "{0}{1} wants numbers, and a column holds text: choose the column of numbers first.",
    ),
    (
        "TypeError",
        r"Column '(\w+)' has dtype (\w+), cannot use method '(\w+)'",
        '{2} wants numbers, and the column "{0}" holds text.',
    ),
    (
        "TypeError",
        r"ufunc '?(\w+)'? not supported for the input types",
        "{0} wants numbers on both sides, and one side is text.",
    ),
    (
        "TypeError",
        r"'(?:method|builtin_function_or_method|function|type)' object is not subscriptable",
        "A step is followed by square brackets: it wants round ones first.",
    ),
    (
        "TypeError",
        r"'(DataFrame|Series)' object is not callable",
        "A table is asked with square brackets, not round ones.",
    ),
    (
        "TypeError",
        r"'(\w+)' object is not callable",
        "Round brackets follow something that is {0}, no function: is an operator such as * missing, or was the name of a function used for a value?",
    ),
    (
        "TypeError",
        r"'NoneType' object is not (?:subscriptable|iterable)",
        "The value is None, nothing at all. A function without return, print(), .sort() and .append() give None.",
    ),
    (
        "TypeError",
        r"'(int|float|bool|numpy\.\w+)' object is not iterable",
        "One single number cannot be gone through: is a list or range(…) meant?",
    ),
    ("TypeError", r"object of type '(\w+)' has no len", "len() counts the values of a list or table, and this is {0}."),
    (
        "TypeError",
        r"'(\w+)' object is not subscriptable",
        "Square brackets follow something that is {0} and has no parts.",
    ),
    (
        "TypeError",
        r"(list|tuple|string) indices must be integers",
        "A {0} is asked by position, a whole number, not by a label.",
    ),
    (
        "TypeError",
        r"'float' object cannot be interpreted as an integer",
        "A whole number is wanted here: 2, not 2.0. Dividing with / always gives a decimal number.",
    ),
    ("TypeError", r"unhashable type: '(\w+)'", "A {0} cannot be a label."),
    ("TypeError", r"(\w+)\(\) missing (\d+) required positional arguments?: (.+)", "{0} wants {1} more: {2}."),
    (
        "TypeError",
        r"(\w+)\(\) takes (?:from \d+ to )?(\d+) positional arguments? but (\d+) (?:was|were) given",
        "{0} takes {1}, and {2} are given.",
    ),
    (
        "TypeError",
        r"(?:\w+\.)*(\w+)\(\) got an unexpected keyword argument '(\w+)'",
        "{0} does not know {1}= : is it mistyped?",
    ),
    (
        "TypeError",
        r"cannot unpack non-iterable (\w+)",
        "Several names stand on the left, and there is one single value for them: {0}.",
    ),
    (
        "TypeError",
        r"'str' object cannot be interpreted as an integer",
        "A whole number is wanted here, and this is text.",
    ),
    (
        "TypeError",
        r"Cannot index by location index with a non-integer",
        ".iloc wants positions, whole numbers. Labels belong to .loc.",
    ),
    ("TypeError", r"doesn't define __round__", "round() wants a number, and this is text."),
    (
        "AttributeError",
        r"Can only use \.str accessor with string values",
        "The column holds numbers, and .str is for text.",
    ),
    ("AttributeError", r"Can only use \.dt accessor", "The column holds no dates, and .dt is for dates."),
    (
        "AttributeError",
        r"(?:\w+\.)*(\w+)\(\) got an unexpected keyword argument '(\w+)'",
        "The picture does not know {1}= : is it mistyped?",
    ),
    (
        "AttributeError",
        r"'NoneType' object has no attribute '(\w+)'",
        "The value is None, nothing at all. A function without return, print(), .sort() and .append() give None.",
    ),
    (
        "AttributeError",
        r"'numpy.ndarray' object has no attribute '(plot|set|bar\w*|scatter|legend|axhline|text)'",
        "plt.subplots made several fields: choose one with square brackets, such as ax[0].",
    ),
    (
        "AttributeError",
        r"'Axes' object has no attribute '(xlabel|ylabel|title|xlim|ylim)'",
        "For a field of a picture the method is called set_{0}.",
    ),
    (
        "IndexError",
        r"positional indexer is out-of-bounds",
        "The selection has fewer rows than the position asked for. Positions begin with 0.",
    ),
    (
        "IndexError",
        r"invalid index to scalar variable",
        "Square brackets follow one single number, which has no parts.",
    ),
    (
        "IndexError",
        r"(list|tuple|string) index out of range",
        "The {0} is shorter than the position asked for. Positions begin with 0.",
    ),
    (
        "IndexError",
        r"index (-?\d+) is out of bounds for axis \d+ with size (\d+)",
        "Position {0} is asked for, and there are {1}. Positions begin with 0.",
    ),
    ("ImportError", r"cannot import name '(\w+)' from '([\w.]+)'", "{1} has no {0}: is it mistyped?"),
    (
        "ImportError",
        r"partially initialized module '(\w+)'",
        "A file of your own is called {0}.py and is read in place of the package. Give it another name.",
    ),
    ("OSError", r"No space left on device", "The disk is full: make room, then run this cell again."),
]


def told(kind: str, text: str, parents: tuple[str, ...] = ()) -> str:
    """The sentence for an error of which only the name and Python's words are known.

    kind: "KeyError". text: what Python says. parents: names of the classes above, nearest first.
    """
    kinds = _kinds(kind, parents)
    return exact(kind, text, parents) or _closed(next((WAYS[one] for one in kinds if one in WAYS), ROOT_CAUSES))


def _kinds(kind, parents):
    return (kind, *parents, *_PARENTS.get(kind, ()))


def exact(kind: str, text: str, parents: tuple[str, ...] = ()) -> str:
    """The sentence that the table has for what Python says, or "" when only the kind of error is known."""
    kinds = _kinds(kind, parents)
    if kind in _SYNTAX:
        sign = re.search(r"invalid (?:non-printable )?character (?:'(.)' )?\(?U\+([0-9A-F]+)", text)
        if sign and (said := sign_told(sign[1] or chr(int(sign[2], 16)))):
            return said
    if kind in ("NameError", "KeyError") and (said := mixed_told(text)):
        return said
    for one, pattern, sentence in TABLE:
        if one in kinds and (found := re.search(pattern, text)):
            words = [WORDS.get(group, group) or "" for group in found.groups()]
            said = sentence.format(*words)
            in_words = sentence.startswith("{") and words[int(sentence[1])] not in found.groups()
            return said[0].upper() + said[1:] if in_words else said  # a name of the student's keeps its letters
    return ""


_SYNTAX = ("SyntaxError", "IndentationError", "TabError")
_PARENTS = {
    "IndentationError": ("SyntaxError",),
    "TabError": ("SyntaxError",),
    "ModuleNotFoundError": ("ImportError",),
    "DateParseError": ("ValueError",),
    "JSONDecodeError": ("ValueError",),
}


def _closed(sentence):
    return sentence if sentence[-1] in ".?:!" else f"{sentence}."
