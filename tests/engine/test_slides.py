"""The slides of a lesson: its claims and guesses are shown, short slides join the next, the title tells the minutes."""

import json

import pytest

from claimlab.workshop import slides as made


def cell(source, kind=None, minutes=1, html=""):
    outputs = [{"output_type": "display_data", "data": {"text/html": html}}] if html else []
    about = (
        {"slideshow": {"slide_type": kind}, "lecture": {"minutes": minutes, "note": f"Say {source[:9]}."}}
        if kind
        else {}
    )
    markdown = not html and "(" not in source
    return {
        "id": "a",
        "metadata": about,
        "source": source,
        "cell_type": "markdown" if markdown else "code",
        "outputs": outputs,
    }


@pytest.fixture
def deck(tmp_path):
    path = tmp_path / "00_harvest.ipynb"
    cells = [
        cell("# Trade\n\n**About 45 minutes**", "slide"),
        cell('claim("C01")', html='<div role="note">One claim</div>'),
        cell('predict("C01", "How much?", low=0, high=9)'),
        cell('predict("C02", "Which?", options=["more", "less"])'),
        cell("## A heading alone", "slide", 0.5),
        cell("show(fig)", "subslide", 2, '<img src="x" alt="Bars">'),
        cell("x = f(1)"),
    ]
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return made.slides(path)


def test_claims_and_guesses_become_slides_by_themselves(deck):
    assert len(deck) == 4
    assert "One claim" in deck[1]["html"]
    assert deck[2]["html"].count("Guess") == 1 and "How much?" in deck[2]["html"] and "<li>less</li>" in deck[2]["html"]


def test_a_short_slide_joins_the_next_and_keeps_its_note(deck):
    assert "A heading alone" in deck[3]["html"] and "<img" in deck[3]["html"]
    assert deck[3]["minutes"] == 2.5 and deck[3]["note"].count("Say") == 2 and deck[3]["tight"]


def test_a_column_is_shown_without_the_line_of_pandas(tmp_path):
    path = tmp_path / "00_harvest.ipynb"
    one = cell("column()", "slide", html="x")
    one["outputs"][0]["data"] = {"text/plain": "north    31.0\nsouth    43.5\nName: harvest_t, dtype: float64"}
    path.write_text(json.dumps({"cells": [one]}), encoding="utf-8")
    assert "<p>harvest_t</p><pre>north    31.0\nsouth    43.5</pre>" in made.slides(path)[0]["html"]


def card(rows):
    return f'<div role="note"><b>Claims</b><table>{"".join(f"<tr><td>{row}</td></tr>" for row in rows)}</table></div>'


def test_each_card_has_a_slide_and_a_long_one_has_two(tmp_path):
    path = tmp_path / "00_harvest.ipynb"
    two = cell("verdict(x)", "slide", 3, card(["a"]))
    two["outputs"].append({"output_type": "display_data", "data": {"text/html": card(["b"])}})
    cells = [cell("# Trade", "slide", 0), cell('claim("C01")', html=card(range(15))), two]
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    deck = made.slides(path)
    assert [slide["html"].count("<tr>") for slide in deck] == [0, 8, 7, 1, 1]
    assert all(slide["html"].count("Claims") == 1 for slide in deck[1:]) and deck[3]["minutes"] == 1.5


def test_a_heading_over_folded_answers_alone_is_left_out(tmp_path):
    path = tmp_path / "00_harvest.ipynb"
    text = "## You have\n\n- added\n\n### Questions\n\n<details><summary>1. Why?</summary>\n\nSo.\n</details>\n"
    text += text.partition("added")[2].replace("Questions", "Outside")
    path.write_text(json.dumps({"cells": [cell(text, "slide"), cell("## Alone", "slide")]}), encoding="utf-8")
    html = "".join(slide["html"] for slide in made.slides(path))
    assert (
        "added" in html and "Alone" in html and "Questions" not in html and "Outside" not in html and "Why" not in html
    )


def test_the_title_tells_the_minutes_of_the_deck(deck):
    assert "Slides for about 6 minutes" in deck[0]["html"] and "About 45" not in deck[0]["html"]
