"""Cards: a verdict refuses a number that the data do not give; pictures refuse an empty description."""

import pytest

from claimlab.evidence.tables import DataProblem
from claimlab.view.cards import VerdictMismatch, claim, data_card, verdict, words
from claimlab.view.figures import need_alt, png, show


def test_verdict_shows_article_measure_and_reason(capsys):
    verdict("C01", measured=41.2)
    assert "C01 · roughly right · article: 40 t · measured: 41.2 t" in capsys.readouterr().out


def test_verdict_agrees_to_the_digits_shown_and_no_further():
    verdict("C01", measured=41.249)
    with pytest.raises(VerdictMismatch):
        verdict("C01", measured=41.26)


def test_verdict_refuses_another_number():
    with pytest.raises(VerdictMismatch, match=r"C01: this cell brings 40.1, but the data give 41.2 t"):
        verdict("C01", measured=40.1)
    with pytest.raises(VerdictMismatch, match="with the number from your cell"):
        verdict("C01")
    with pytest.raises(VerdictMismatch):
        verdict("C01", measured="41.2 or so")


def test_unknown_ids_are_told():
    with pytest.raises(LookupError, match=r"There is no claim C73. The ledger goes from C01 to C02"):
        claim("C73")
    with pytest.raises(DataProblem, match="no words for the lesson 'harvests'"):
        words("harvests")
    with pytest.raises(DataProblem):
        data_card("harvest/apple")


def test_a_picture_needs_a_description_with_a_number():
    for bad in ("", None, "A chart.", "A chart of trade that says nothing of any size at all"):
        with pytest.raises(ValueError, match="A picture needs alt="):
            need_alt(bad)
    with pytest.raises(TypeError, match="show\\(\\) draws a matplotlib figure; this is a str"):
        show("fig", alt="A line that rises from 1 to 2 billion dollars in ten years.")


def test_png_is_small_and_the_same_twice():
    from matplotlib.figure import Figure

    pictures = []
    for _ in range(2):
        figure = Figure(figsize=(8.8, 4.6))
        figure.subplots().plot([1, 2, 3])
        pictures.append(png(figure, 1.6))
    assert pictures[0] == pictures[1] and len(pictures[0]) < 60_000


def test_a_guess_is_told_how_far_off_it_is_and_on_which_side():
    from claimlab.view.cards import compared

    assert compared(40, 45.238) == "It was 45.2: your guess is 5.2 too low."
    assert compared(3000.0, 26.97, 2) == "It was 26.97: your guess is 2,973.03 too high."
    assert compared(45.2, 45.238) == "It was 45.2: a hit."
    assert compared("once", "once") == "That is what we found." and compared("once", "twice") == "We found: twice."
    assert compared(3, "2024-02-21") == "" and compared("once", 3) == "" and compared(None, 3) == ""
