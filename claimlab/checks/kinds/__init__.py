"""One file for each kind of answer: number, choice, items, column, function, figure. A task names them by ../answers.py."""
