"""The board of lesson 00: every claim has its tile, the sentence counts what is in colour, and the page draws it whole."""

import re

import pytest

from claimlab.evidence import ledger
from course.start_here.widgets import ALL, CORE, parts, scene, the_board


@pytest.mark.parametrize("part", [value for _, value in parts()])
def test_the_sentence_counts_the_tiles_in_colour(part):
    rows = ledger.all_claims()
    mine = [row for row in rows if part == ALL or row["lesson"] == part or (part == CORE and row["core"] == "core")]
    made = scene(part)
    assert sum(made.data) == len(mine) and len(made.data) == len(rows)
    for count, word in re.findall(r"(\d+) ((?:not |roughly )?[a-z]+)(?=[,.])", made.sentence):
        assert int(count) == sum(row["verdict"] == word for row in mine), made.sentence


def test_every_setting_is_drawn_and_no_two_are_alike():
    board = the_board()
    states = [str(board.move(part=value)) for _, value in parts()]
    assert len(set(states)) == len(states)
    tiles = [
        mark for mark in board.move(part=ALL)["scene"]["rows"][0][0]["marks"] if "look" not in mark and "tip" in mark
    ]
    assert len(tiles) == len(ledger.all_claims())
    assert all(row["claim_id"] in tile["tip"] for row, tile in zip(ledger.all_claims(), tiles))
