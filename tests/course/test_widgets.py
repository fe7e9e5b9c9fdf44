"""Rules over every widget of the course: it answers, it says its limits before, and a page can carry it."""

import html
import json
import re
from itertools import product
from math import prod

import pytest

from claimlab.course import lessons, part
from claimlab.view import rest, still
from claimlab.view.stage import MOST, Impossible
from tests.places import ROOT

SHOWN = re.compile(r"^from course\.(\w+)\.widgets import (\w+)\n+\2\(\)", re.M)
WIDGETS = sorted(
    {
        found
        for lesson in lessons()
        for page in (ROOT / "course" / lesson.name).glob("*.md")
        for found in SHOWN.findall(page.read_text(encoding="utf-8"))
    }
)
PLACES = ("x", "x2", "y", "y2")


@pytest.fixture(scope="module", params=WIDGETS, ids="-".join)
def stage(request):
    lesson, name = request.param
    return getattr(part(lesson, "widgets"), name)()


def settings(stage, many=60):
    """Some settings, spread over all of them, by number of the option."""
    every = list(product(*(range(len(control.options)) for control in stage.offline().controls.values())))
    offline = stage.offline()
    return [(offline, chosen) for chosen in every[:: max(1, len(every) // many)]]


def marks(scene):
    return [(panel, mark) for row in scene["rows"] for panel in row for mark in panel["marks"]]


def test_all_widgets_are_here():
    assert len(WIDGETS) == 20  # who_is_number_one stands in two lessons and counts once


def test_every_control_changes_picture_and_sentence(stage):
    start = list(stage.chosen)
    before = stage.state()["scene"]
    for number, control in enumerate(stage.controls.values()):
        others = [
            stage.state([*start[:number], at, *start[number + 1 :]])
            for at in range(len(control.options))
            if at != start[number]
        ]
        scenes = [state["scene"] for state in others if "scene" in state]
        if scenes:  # else this control waits for another one
            assert any(one["sentence"] != before["sentence"] and one["rows"] != before["rows"] for one in scenes), (
                control.label
            )


def test_every_mark_lies_in_its_panel_and_says_what_it_is(stage):
    for offline, chosen in settings(stage):
        state = offline.state(list(chosen))
        if "reason" in state:
            assert state["reason"].endswith((".", "?")) and len(state["reason"]) > 40
            continue
        scene = state["scene"]
        assert (
            re.search(r"\d", scene["alt"])
            and scene["alt"].endswith(scene["sentence"])
            and "nan" not in json.dumps(scene).lower()
        )
        assert not re.search(r"\d%", scene["sentence"])
        for panel, mark in marks(scene):
            if mark["kind"] in ("bar", "dot"):
                assert mark["tip"], mark
                for place in PLACES:
                    if place in mark:
                        axis = panel[place[0]]
                        low, high = sorted((axis["low"], axis["high"]))
                        assert low - 1e-3 * (high - low) <= mark[place] <= high + 1e-3 * (high - low), (
                            scene["sentence"],
                            mark,
                        )


WORDS = re.compile(
    r'<text transform="translate\((\S+) [^"]*" text-anchor="(\w+)"[^>]* font-size="([\d.]+)"[^>]*>(.*?)</text>'
)


def test_all_words_lie_inside_the_picture(stage):
    """A letter of 13 pixels is taken as still.LETTER wide: an estimate, as when the names of a list are wrapped."""
    for offline, chosen in settings(stage, 30):
        state = offline.state(list(chosen))
        for at, anchor, size, lines in WORDS.findall(still.svg(state["scene"]) if "scene" in state else ""):
            for line in re.findall(r">([^<>]+)</tspan>", lines):
                wide = len(html.unescape(line)) * still.LETTER * float(size) / 13
                left = float(at) - wide * {"start": 0, "middle": 0.5, "end": 1}[anchor]
                assert left > -still.LETTER and left + wide < still.WIDE + still.LETTER, (line, chosen)


def test_what_is_not_possible_is_marked_before(stage):
    if not stage.check:
        assert all("scene" in offline.state(list(chosen)) for offline, chosen in settings(stage))
        return
    for offline, chosen in settings(stage):
        values = offline._values(chosen)
        try:
            stage.check(**values)
            refused = False
        except Impossible:
            refused = True
        assert refused == ("reason" in offline.state(list(chosen))), values


def test_a_page_without_kernel_can_carry_it(stage):
    counts = [len(control.options) for control in stage.offline().controls.values()]
    assert prod(counts) <= MOST, counts
    assert len(json.dumps(stage.state())) < 60_000  # what travels at a key press
    bundle = rest.html(stage)
    assert "Run this cell" in bundle and "<img alt=" in bundle and len(bundle) < 130_000


def test_its_words_fit_one_screen(stage):
    """Picture, controls and sentence together stay below the 599 pixels that JupyterLab shows at 1280 x 720."""
    scene = stage.state()["scene"]
    tall = sum(max(panel["height"] for panel in row) + 64 for row in scene["rows"])
    rows = -(-sum(max(300, control.look.get("width", 0)) for control in stage.controls.values()) // 880)
    assert tall + 30 * rows + 24 + 66 < 599, tall
