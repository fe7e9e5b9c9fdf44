"""Cards: a verdict refuses a number that the data do not give; pictures refuse an empty description."""

from itertools import pairwise

import pytest

from claimlab.evidence.tables import DataProblem
from claimlab.view import cards
from claimlab.view.cards import VerdictMismatch, claim, data_card, verdict, words
from claimlab.view.figures import key, name_bars, name_lines, name_parts, need_alt, note, png, show, source_line
from claimlab.view.html import lightness, worded


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


def test_several_verdicts_stand_in_one_table_and_are_held_to_the_ledger(monkeypatch):
    shown = []
    monkeypatch.setattr(cards, "present", shown.append)
    rule, facts = cards.book.measured("C01")
    cards.verdicts("Two claims", C01=facts["value"], C02=cards.book.measured("C02")[1]["value"])
    [card] = shown
    assert card.html.count('<th scope="row"') >= 2 and card.html.count('role="') == 1 and "Two claims" in card.html
    for name in ("C01", "C02"):
        row = cards.book.claim_row(name)
        assert cards.escape(row["claim"]) in card.html and cards.escape(cards.book.reason(name)) in card.html
        assert f"{name} · {row['verdict']} · article: " in card.text
    assert "Sources (" in card.html and cards.number(facts["value"], rule.digits, rule.unit) in card.html
    with pytest.raises(cards.VerdictMismatch, match="C01: this cell brings"):
        cards.verdicts("Two claims", C01=facts["value"] + 5)
    with pytest.raises(cards.VerdictMismatch, match="C01 has a number"):
        cards.verdicts("Two claims", C01=None)


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


def test_a_picture_says_finding_unit_and_source(capsys):
    from matplotlib import pyplot as plt

    fig, ax = plt.subplots()
    ax.barh(["a", "b"], [1, 2])
    show(
        fig,
        title="B is larger",
        unit="Tonnes",
        source="harvest/apples",
        alt="Two bars, a with 1 tonne and b with 2 tonnes.",
    )
    assert "[picture] B is larger. Two bars" in capsys.readouterr().out
    assert [line.get_visible() for line in (ax.xaxis.get_gridlines()[0], ax.yaxis.get_gridlines()[0])] == [True, False]
    assert source_line("harvest/apples").startswith("Source: ") and "Table: harvest/apples" in source_line(
        "harvest/apples"
    )
    with pytest.raises(DataProblem):
        source_line("harvest/apple")


def test_a_picture_of_some_rows_credits_their_makers_only():
    whole = source_line("harvest/apples").removeprefix("Source: ").partition(". Table")[0]
    maker = whole.split()[0]
    assert source_line("harvest/apples", maker) == f"Source: {maker}. Table: harvest/apples"
    with pytest.raises(ValueError, match="does not credit 'A stranger'"):
        source_line("harvest/apples", "A stranger")


def test_end_labels_do_not_meet_and_can_be_read():
    from matplotlib import pyplot as plt

    fig, ax = plt.subplots()
    for name, last in [("north", 2.0), ("south", 2.01), ("west", 2.02), ("_hidden", 2.0)]:
        ax.plot([1, 2], [1, last], label=name, color="#E69F00")
    name_lines(ax, ".1f")
    assert [one.get_text() for one in ax.texts] == ["north 2.0", "south 2.0", "west 2.0"]
    fig.draw_without_rendering()
    boxes = [one.get_window_extent() for one in ax.texts]
    assert all(low.y1 <= high.y0 + 1 for low, high in pairwise(boxes))
    assert lightness(ax.texts[0].get_color()) < 50
    plt.close(fig)


def test_a_line_over_words_is_named_at_its_end():
    from matplotlib import pyplot as plt

    fig, ax = plt.subplots()
    ax.plot(["spring", "autumn"], [3, 4], label="apples")
    name_lines(ax)
    assert [(one.get_text(), one.xy) for one in ax.texts] == [("apples", ("autumn", 4))]
    plt.close(fig)


def test_a_note_stands_beside_its_mark_and_is_bold_in_its_colour():
    from matplotlib import pyplot as plt

    fig, ax = plt.subplots()
    ax.plot([1, 2], [1, 2])
    note(ax, "right of it", (1, 1), (6, 0), "#E69F00")
    note(ax, "left of it, outside", (9, 2), (-6, 0))
    named, plain = ax.texts
    assert (named.get_ha(), named.get_weight()) == ("left", "bold") and lightness(named.get_color()) < 50
    assert (plain.get_ha(), plain.get_weight(), plain.get_color()) == ("right", "normal", "#555555")
    assert named.arrow_patch is None and plain.get_annotation_clip() is False
    plt.close(fig)


def test_a_picture_is_drawn_once_for_each_theme_and_keeps_its_places(monkeypatch, capsys):
    from matplotlib import pyplot as plt
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    places, draw = [], FigureCanvasAgg.draw
    monkeypatch.setattr(
        FigureCanvasAgg, "draw", lambda self: (draw(self), places.append(self.figure.axes[0].get_position().bounds))
    )
    fig, ax = plt.subplots(layout="constrained")
    ax.barh(["a long name for an apple", "pear"], [3, 4])
    show(fig, alt="Two bars, the first 3 and the second 4 units long.")
    assert len(places) == 2 and places[0] == places[1]


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


def test_code_and_stress_in_a_question_look_like_it():
    said = worded("What does `table < 3` *really* give? 2 * 3 * 4, a*b, *args.")
    assert said == "What does <code>table &lt; 3</code> <em>really</em> give? 2 * 3 * 4, a*b, *args."


def test_bars_carry_their_numbers_and_need_no_scale():
    from matplotlib import pyplot as plt
    from matplotlib.colors import to_hex

    fig, (upright, lying) = plt.subplots(1, 2)
    upright.bar(["a", "b"], [1200, -2])
    name_bars(upright)
    assert [one.get_text() for one in upright.texts] == ["1,200", "−2"] and not upright.yaxis.get_visible()
    for left, width in ((0, [3, 1]), (3, [2, 2])):
        lying.barh(["a", "b"], width, left=left)
    lying.invert_yaxis()
    name_parts(lying, ["first", "second"])
    assert [(one.get_text(), one.xy[0]) for one in lying.texts] == [("first", 0), ("second", 3)]
    assert all(one.xy[1] < 0 for one in lying.texts) and not lying.xaxis.get_visible()
    key(lying, {"first": "#E69F00", "second": "#0072B2"}, columns=1)
    assert all(lightness(to_hex(one.get_color())) < 50 for one in lying.get_legend().get_texts())
    plt.close(fig)


def test_thousands_have_commas_and_years_have_none(monkeypatch):
    from matplotlib import pyplot as plt

    shown = []
    monkeypatch.setattr("claimlab.view.figures.present", shown.append)
    fig, ax = plt.subplots()
    ax.plot([2001, 2005], [0, 4000])
    show(fig, alt="A line that rises from 0 to 4,000 tonnes in four years.")
    assert ax.yaxis.get_major_formatter()(4000) == "4,000"
    assert type(ax.xaxis.get_major_formatter()).__name__ == "ScalarFormatter"
    assert shown[0].html.count("data:image/png;base64,") == 2 and shown[0].html.count("<img") == 1


def test_on_a_dark_page_greys_turn_over_and_colours_stay_apart():
    def tone(name):
        return lightness(to_hex(in_dark(TONES[name][0])))

    from matplotlib.colors import to_hex

    from claimlab.view.dark import in_dark
    from claimlab.view.html import TONES

    assert lightness(to_hex(in_dark("white"))) < 8 and lightness(to_hex(in_dark("black"))) > 88
    assert tone("open") < tone("waiting") < 50 < tone("bad") < tone("good") < tone("split")
    red, green, blue, _ = in_dark("#E69F00")
    assert red > green > blue + 0.4 and lightness(to_hex((red, green, blue))) > 65  # yellow, not brown


def test_words_on_a_bar_are_read_on_a_dark_page_too():
    from matplotlib import pyplot as plt
    from matplotlib.colors import to_hex

    from claimlab.view.dark import darken

    fig, ax = plt.subplots()
    ax.bar([0, 1], [1, 1], color=["#6b0f0b", "#E69F00"])
    inside = [ax.text(place, 0.5, "word", color=tone, ha="center") for place, tone in ((0, "white"), (1, "black"))]
    beside = ax.text(0.5, 0.5, "x", color="black", ha="center", bbox={"color": "white"})
    (cross,) = ax.plot([0], [0.9], "x", color="black")
    arrow = ax.annotate("", (1, 1), (0, 0), arrowprops={"arrowstyle": "-|>", "color": "black"}).arrow_patch
    png(fig)
    darken(fig)
    for word, bar in zip(inside, ax.patches, strict=True):
        assert abs(lightness(to_hex(word.get_color())) - lightness(to_hex(bar.get_facecolor()))) > 45
    assert lightness(to_hex(beside.get_color())) > 88 and lightness(to_hex(beside.get_bbox_patch().get_facecolor())) < 8
    assert lightness(to_hex(cross.get_markeredgecolor())) > 88
    assert lightness(to_hex(arrow.get_edgecolor())) > 88 and lightness(to_hex(arrow.get_facecolor())) > 88
    plt.close(fig)
