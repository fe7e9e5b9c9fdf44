"""From a notebook's output to a page of the book: tables that line up, and words for what a page cannot do."""

import json

import pandas as pd
import pytest

from claimlab.workshop.site.pages import Pages, absent, aligned, unbroken


def test_numbers_stand_right_words_left_and_long_words_break():
    frame = pd.DataFrame({"orchard": ["north", "south"], "t": [1.5, None], "note": ["a" * 40, "short"]})
    rows = aligned(frame.to_html()).split("<tr>")
    assert '<td class="word">north</td>' in rows[1] and '<td class="number">NaN</td>' in rows[2]
    assert f'<td class="long">{"a" * 40}</td>' in rows[1] and '<th class="number">t</th>' in aligned(frame.to_html())
    assert "<th>0</th>" in rows[1], "a row's own label keeps its look"
    assert '<th class="long">' in aligned(frame.set_index("note").to_html()), "a long one may break on a phone"


def test_a_number_keeps_its_per_cent_sign_and_code_its_space():
    assert unbroken("about 60 % of `x = 60 % 7`") == "about 60\u00a0% of `x = 60 % 7`"


@pytest.mark.parametrize(
    ("source", "text", "said"),
    [
        ("claims_table()", "[widget] The ledger (run this cell to use it)", "claims.html"),
        ("progress()", "0 of 3 tasks done", "open it in the browser"),
        ('check("00.a", x)', "00.a not answered yet: Replace the ...", "A check looks at your answer"),
        ('check("00.a", x)', "00.a done: Group by yourself", ""),
        ("mine", "Empty DataFrame\nColumns: [my guess]\nIndex: []", "fills as you work"),
        ("apples.head()", "   year\n0  2021", ""),
    ],
)
def test_what_a_page_cannot_do_is_said_with_the_way_to_it(source, text, said):
    assert said in absent(source, text, "../../run.html?notebooks/00.ipynb")
    assert bool(said) == bool(absent(source, text, "run.html"))


def test_needed_lessons_and_sets_become_links(tmp_path):
    pages = Pages(tmp_path / "pictures", links={"00": "../notebooks/00_a.ipynb", "set 01": "../exercises/01_b.ipynb"})
    cell = {"source": "**About 50 minutes** · you need lesson 00 and 07 · exercises: set 01"}
    said = pages._text(cell)["source"]
    assert said == (
        "**About 50 minutes** · you need lesson [00](../notebooks/00_a.ipynb) and 07 · exercises: [set 01](../exercises/01_b.ipynb)"
    )


def test_what_is_a_link_already_stays_one(tmp_path):
    pages = Pages(tmp_path / "pictures", links={"08": "../notebooks/08_a.ipynb"})
    said = "**About 10 minutes** · an optional page beside [lesson 08](08_a.ipynb)"
    assert pages._text({"source": said})["source"] == said


def test_a_set_in_the_book_has_no_place_to_write(tmp_path):
    from claimlab.workshop.reader import PLACE_FOR_WORDS

    cells = ["# Exercises", "## Task 01.1", PLACE_FOR_WORDS.format("01.1"), "Next"]
    book = {
        "cells": [
            {"cell_type": "markdown", "id": f"c{n}", "metadata": {}, "source": one} for n, one in enumerate(cells)
        ]
    }
    (tmp_path / "set.ipynb").write_text(json.dumps(book), encoding="utf-8")
    shown = Pages(tmp_path / "pictures").exercises(tmp_path / "set.ipynb", "")["cells"]
    assert [one["source"].strip() for one in shown] == ["# Exercises", "## Task 01.1", "Next"]
