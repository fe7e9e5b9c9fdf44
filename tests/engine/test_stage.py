"""The frame of the widgets: what the page gets for each setting, and what stands in the file without a kernel."""

import base64
import json
import re
import zlib

import pytest

from claimlab.view import marks, rest, still
from claimlab.view.stage import Impossible, Scene, Stage, choice, slider, tick


def compute(year, side, twice):
    check(year, side, twice)
    value = (year - 2018) * (2 if twice else 1) + (side == "south")
    return Scene(
        value, f"{year}: {value} t in the {side}.", f"One bar and nothing else. {year}: {value} t in the {side}."
    )


def check(year, side, twice):
    if year == 2020 and side == "south":
        raise Impossible("nobody counted the south in 2020.")


def draw(scene):
    return [marks.ranked([("apples", scene.data, str(scene.data), "#009E73")], "tonnes", high=12)]


def stage(**options):
    controls = {
        "year": slider("Year", 2018, 2021, 2021),
        "side": choice("Side", ["north", "south"]),
        "twice": tick("twice", False),
    }
    return Stage(controls, compute, draw, **{"check": check, "intro": "How many?", **options})


def stored(html):
    return json.loads(re.search(r'<script type="application/json">(.*?)</script>', html, re.S)[1])


def test_a_move_gives_another_picture_and_another_sentence():
    made = stage()
    before = made.state()["scene"]
    after = made.move(year=2019, twice=True)["scene"]
    assert after["sentence"] == "2019: 2 t in the north." and after["rows"] != before["rows"] and "2 t" in after["alt"]
    assert made.values == {"year": 2019, "side": "north", "twice": True}


def test_impossible_options_are_known_before_they_are_chosen():
    made = stage()
    assert made.closed() == [[], [], []]
    made.move(year=2020)
    assert made.closed() == [[], [1], []] and "scene" in made.state()
    assert made.move(side="south") == {"reason": "nobody counted the south in 2020."}
    assert made.closed()[0] == [2]


def test_a_widget_begins_with_an_answer_and_a_description():
    with pytest.raises(ValueError, match="must begin with a setting that has an answer"):
        Stage(
            {"year": slider("Year", 2020, 2020, 2020), "side": choice("Side", ["south"]), "twice": tick("t", False)},
            compute,
            draw,
        )
    with pytest.raises(ValueError, match="A picture needs alt"):
        Stage({"a": choice("A", [1])}, lambda a: Scene(a, "1.", "short"), draw)


def test_the_cell_shows_a_view_and_leaves_html():
    bundle = stage()._repr_mimebundle_()
    assert rest.VIEW in bundle and bundle["text/plain"] == "[widget] How many? (run this cell to use it)"
    html = bundle["text/html"]
    assert (
        '<img alt="One bar' in html
        and "2021: 3 t in the north." in html
        and "Run this cell" in html
        and "wake();" in html
    )
    assert "http:" not in html.replace("http://www.w3.org/", "") and "https:" not in html


def test_view_and_kernel_follow_each_other():
    made = stage()
    made._repr_mimebundle_()
    made.view.values = [2, 1, 0]  # as the page does it
    assert made.values["year"] == 2020
    assert made.view.state == {"reason": "nobody counted the south in 2020.", "at": [2, 1, 0]}
    assert made.view.closed == [[2], [1], [0, 1]] and made.view.values == [2, 1, 0]
    made.move(side="north")
    assert made.view.values == [2, 0, 0] and "scene" in made.view.state and made.view.closed == [[], [1], []]


def test_the_next_key_press_is_answered_ahead():
    made = stage()
    made._repr_mimebundle_()
    view, start = made.view, list(made.chosen)
    steps = [[start[0] + 1, *start[1:]], [start[0] - 1, *start[1:]], [start[0], start[1] ^ 1, start[2]]]
    for step in steps:
        if 0 <= step[0] < len(made.controls["year"].options):
            assert view.ahead[",".join(map(str, step))] == made.state(step)
    view.values = [start[0] - 1, *start[1:]]
    first = next(iter(view.ahead))
    assert first == ",".join(map(str, [start[0] - 2, *start[1:]])), "on in the direction of the last move comes first"
    assert ",".join(map(str, start)) not in view.ahead, "what was shown before is not sent again"


def test_the_table_holds_every_setting(monkeypatch):
    monkeypatch.setenv("CLAIMLAB_TABLES", "1")
    made = stage()
    table = json.loads(zlib.decompress(base64.b64decode(stored(rest.html(made))["table"])))
    assert len(table["scenes"]) == 16 and len(table["marks"]) < 2 * 16
    for year in range(4):
        for side in range(2):
            for twice in range(2):
                entry, state = table["scenes"][year * 4 + side * 2 + twice], made.state([year, side, twice])
                if "reason" in state:
                    assert table["words"][entry] == state["reason"]
                    continue
                sentence, alt, *rows = entry
                frame, *numbers = rows[0][0]
                panel = {**table["frames"][frame], "marks": [table["marks"][number] for number in numbers]}
                assert {"sentence": sentence, "alt": table["words"][alt] + sentence, "rows": [[panel]]} == state[
                    "scene"
                ]


def test_the_page_may_offer_less_and_says_what_stays(monkeypatch):
    monkeypatch.setenv("CLAIMLAB_TABLES", "1")
    html = rest.html(stage(page={"year": [2018, 2021], "side": ["north"]}))
    found = stored(html)
    assert [control["count"] for control in found["spec"]["controls"]] == [2, 1, 2]
    assert found["spec"]["controls"][0]["names"] == ["2018", "2021"] and found["spec"]["controls"][1]["fixed"]
    assert found["note"]["fixed"] == "Without Python this stays as it is: Side." and found["spec"]["values"] == [
        1,
        0,
        0,
    ]


def saved(made, **last):
    """A notebook as JupyterLab is about to write it."""
    bundle = made._repr_mimebundle_()
    bundle[rest.VIEW] = {"model_id": "m1", "version_major": 2}
    state = {"m1": {"state": {"spec": made.spec(), **last}}}
    return {
        "metadata": {
            "language_info": {"name": "python", "version": "3.11.7"},
            "widgets": {rest.STATE: {"state": state}},
        },
        "cells": [
            {"outputs": [{"data": bundle, "metadata": {}}, {"name": "stdout", "text": "x"}]},
            {"source": "words"},
        ],
    }


def test_a_saved_notebook_has_no_view_and_the_last_picture():
    made = stage()
    book = saved(made, values=[1, 0, 1], state=made.state([1, 0, 1]))
    rest.at_rest(book)
    data = book["cells"][0]["outputs"][0]["data"]
    assert (
        rest.VIEW not in data
        and "2019: 2 t in the north." in data["text/html"]
        and "2021: 3 t" not in data["text/html"]
    )
    assert book["metadata"] == {"language_info": {"name": "python"}}


def test_a_saved_impossible_setting_keeps_a_picture_and_the_reason():
    made = stage()
    book = saved(made, values=[2, 1, 0], state=made.state([2, 1, 0]))
    rest.at_rest(book)
    html = book["cells"][0]["outputs"][0]["data"]["text/html"]
    assert "Not possible: nobody counted" in html and "<img" in html and stored(html)["spec"]["values"] == [2, 1, 0]


def test_at_rest_changes_nothing_twice_and_spares_other_notebooks():
    made = stage()
    book = saved(made, values=[3, 0, 0], state=made.state())
    rest.at_rest(book)
    once = json.dumps(book)
    rest.at_rest(book)
    assert json.dumps(book) == once
    foreign = {
        "metadata": {},
        "cells": [{"outputs": [{"data": {rest.VIEW: {"model_id": "x"}, "text/plain": "IntSlider()"}}]}],
    }
    before = json.dumps(foreign)
    rest.at_rest(foreign)
    assert json.dumps(foreign) == before


def test_every_kind_of_mark_is_drawn():
    kinds = [
        marks.bar(0, 1, 0, 1, "#0072B2", "a", look="striped"),
        marks.bar(0, 1, 0, 1, "pale", "b", look="hatched"),
        *(marks.dot(1, 1, "ink", "c", shape=shape) for shape in still.SHAPES),
        marks.line([(0, 0), (1, 1), None, (2, 2), (3, float("nan"))], "#D55E00", "d", dash="4 3"),
        marks.band([(0, 1, 2), (1, 2, 3)], "#009E73", "e"),
        marks.outline([(0, 0), (1, 0), (1, 1)], "faint", "f"),
        marks.rule("ink", x=1),
        marks.rule("ink", y=0),
        marks.text(1, 1, "two\nlines <&>", bold=True),
    ]
    panel = marks.Panel(
        kinds,
        marks.Axis(0, 3, [0, 1, 2, 3], "years"),
        marks.Axis(1, 100, [1, 10, 100], "t", log=True),
        title="T",
        equal=True,
    )
    drawn = still.svg(
        {"rows": marks.lean([panel]), "alt": "x"}.copy()
        | {"rows": marks.lean([marks.Panel(kinds, panel.x, marks.Axis(-1, 4, [0, 2]))])}
    )
    from xml.etree import ElementTree

    root = ElementTree.fromstring(drawn)
    assert drawn.count("<pattern") == 2 and "two" in drawn and "nan" not in drawn.lower() and len(list(root)) > 25


def test_what_is_empty_is_left_out_but_never_a_place():
    assert marks.dot(0, 0.123456789, "ink", "zero") == {
        "kind": "dot",
        "x": 0,
        "y": 0.12346,
        "tone": "ink",
        "tip": "zero",
    }


def test_round_ticks():
    assert (
        marks.nice(0, 34) == [0, 10, 20, 30]
        and marks.nice(0, 1) == [0, 0.2, 0.4, 0.6, 0.8, 1]
        and marks.nice(-3, 72) == [0, 20, 40, 60]
    )


def test_long_names_are_wrapped():
    assert still.wrap("United States of America", 80) == ["United", "States of", "America"]
