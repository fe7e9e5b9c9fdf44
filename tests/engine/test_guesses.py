"""Guesses: kept, shown again, never needed, and nothing lost when the folder cannot be written."""

import pytest

from claimlab.student import store
from claimlab.view import predict as guesses


@pytest.fixture
def mine(live):
    return live


def press(widget):
    answer, button, status = widget.children[1:]
    button.click()
    return answer, status


def test_a_guess_is_kept_and_comes_back(mine):
    widget = guesses.predict("C01", "How much?", low=0, high=60, unit="billion USD")
    assert widget.children[1].value == ""  # nothing that would pull the guess
    widget.children[1].value = "20.5"
    _, status = press(widget)
    assert "20.5 billion USD" in status.value and store.recall("C01") == "20.5 billion USD"
    store.GUESSES.here.clear()  # a new kernel
    again = guesses.predict("C01", "How much?", low=0, high=60, unit="billion USD")
    assert again.children[1].value == "20.5" and "20.5" in again.children[3].value


def test_no_choice_is_no_guess(mine):
    widget = guesses.predict("C02", "A record?", options=["yes", "no"])
    _, status = press(widget)
    assert "Choose an answer first" in status.value and store.recall("C02") == ""


@pytest.mark.parametrize(
    ("typed", "kept", "said"),
    [
        ("", "", "Write one number from -10 to 60"),
        ("many", "", "Write one number"),
        ("nan", "", "between -10 and 60"),
        ("61", "", "between -10 and 60"),
        ("20,5", "20.5", "Saved"),
        (" \u22123 % ", "-3", "Saved"),
    ],
)
def test_a_number_as_people_type_it(mine, typed, kept, said):
    widget = guesses.predict("C01", "How much?", low=-10, high=60)
    widget.children[1].value = typed
    _, status = press(widget)
    assert said in status.value and store.recall("C01") == kept


def test_a_comma_may_part_thousands():
    assert (
        guesses._number("1,250", 0, 9100) == 1250
        and guesses._number("1,25", 0, 9100) == guesses._number("1,250", 0, 100) == 1.25
    )


def test_a_read_only_folder_costs_nothing_but_the_file(mine, monkeypatch):
    def refuse(*_, **__):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("pathlib.Path.mkdir", refuse)
    widget = guesses.predict("C02", "A record?", options=["yes", "no"])
    widget.children[1].value = "no"
    _, status = press(widget)
    assert "could not be written to my_work/guesses.json (Read-only file system)" in status.value
    assert store.recall("C02") == "no"


def test_a_damaged_file_counts_as_empty(mine):
    mine.mkdir()
    for damaged in ("{half", "[1]", '{"C02": 3}', '{"C02": {}}'):
        (mine / "guesses.json").write_text(damaged, encoding="utf-8")
        assert store.recall("C02") == ""


def test_builds_and_tests_never_see_a_guess(mine, monkeypatch):
    store.GUESSES.put("C02", {"value": "no", "text": "no"})
    assert store.recall("C02") == "no"
    monkeypatch.setenv("CLAIMLAB_FRESH", "1")
    assert store.recall("C02") == ""


def test_predict_needs_one_kind_of_answer():
    with pytest.raises(ValueError, match="needs either options"):
        guesses.predict("C02", "?")
    with pytest.raises(LookupError, match="There is no claim C99"):
        guesses.predict("C99", "?", options=["a"])
