"""From a notebook's output to a page of the book: tables that line up, and words for what a page cannot do."""

import pandas as pd
import pytest

from claimlab.workshop.site.pages import Pages, absent, aligned


def test_numbers_stand_right_words_left_and_long_words_break():
    frame = pd.DataFrame({"orchard": ["north", "south"], "t": [1.5, None], "note": ["a" * 40, "short"]})
    rows = aligned(frame.to_html()).split("<tr>")
    assert '<td class="word">north</td>' in rows[1] and '<td class="number">NaN</td>' in rows[2]
    assert f'<td class="long">{"a" * 40}</td>' in rows[1] and '<th class="number">t</th>' in aligned(frame.to_html())
    assert "<th>0</th>" in rows[1], "a row's own label keeps its look"


@pytest.mark.parametrize(
    ("source", "text", "said"),
    [
        ("claims_table()", "[widget] The ledger (run this cell to use it)", "claims.html"),
        ("progress()", "0 of 3 tasks done", "open it in the browser"),
        ('check("00.a", x)', "00.a not answered yet: Replace the ...", "A check looks at your answer"),
        ('check("00.a", x)', "00.a done: Group by yourself", ""),
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
