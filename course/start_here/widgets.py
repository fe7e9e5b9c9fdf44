"""The widget of lesson 00: all claims as one board, in the order of the article."""

from functools import cache

from claimlab import course
from claimlab.evidence import ledger as book
from claimlab.view.html import TONES, VERDICT_TONE, ink
from claimlab.view.marks import Axis, Panel, bar, dot, text
from claimlab.view.stage import Impossible, Scene, Stage, choice

WIDE = 13  # tiles in a row: 44 px each on a page of a usual width
LONG = 90  # letters of a claim that a tooltip shows
ALL, CORE = "all claims", "core claims"


def parts() -> list[tuple[str, str]]:
    """What the list offers, as (name, value): all claims, the core ones, and each lesson that tests some."""
    tested = {row["lesson"] for row in book.all_claims()}
    lessons = [(f"{one.number} {one.name}", one.name) for one in course.lessons() if one.name in tested]
    return [(ALL, ALL), (CORE, CORE), *lessons]


@cache
def _rows():
    return tuple(
        tuple(row[name] for name in ("claim_id", "claim", "verdict", "lesson", "core")) for row in book.all_claims()
    )


def scene(part: str = ALL) -> Scene:
    """The board with one part of the claims in colour. Raises Impossible for a part without claims."""
    chosen = [part == ALL or lesson == part or (part == CORE and core == "core") for *_, lesson, core in _rows()]
    count = sum(chosen)
    if not count:
        raise Impossible(f"No claim belongs to “{part}”. Choose another part.")
    words = [row[2] for row, shown in zip(_rows(), chosen) if shown]
    told = ", ".join(f"{words.count(verdict)} {verdict}" for verdict in book.VERDICTS if verdict in words)
    what = {ALL: f"All {count} claims", CORE: f"The {count} core claims"}.get(
        part, f"Lesson “{part}” tests {count} claims"
    )
    sentence = f"{what}: {told}."
    return Scene(
        chosen, sentence, f"A board of {len(chosen)} tiles, one a claim, in the order of the article. {sentence}"
    )


def draw(scene: Scene) -> list:
    """One tile a claim with its sign; what is not chosen is an empty frame. The key to the signs stands below."""
    marks = []
    for at, ((claim_id, claim, verdict, lesson, _), shown) in enumerate(zip(_rows(), scene.data)):
        x, y = at % WIDE, at // WIDE
        tone, sign = TONES[VERDICT_TONE[verdict]]
        short = claim if len(claim) <= LONG else claim[:LONG].rsplit(" ", 1)[0] + " …"
        tip = f"{claim_id} ({lesson}): {short} Our word: {verdict}."
        if not shown:
            marks.append(bar(x + 0.05, x + 0.95, y + 0.06, y + 0.94, "faint", tip, key=claim_id, look="hollow"))
            continue
        marks.append(bar(x + 0.05, x + 0.95, y + 0.06, y + 0.94, tone, tip, key=claim_id))
        marks.append(text(x + 0.5, y + 0.5, sign, "middle", bold=True, size=15, tone=ink(tone), key=f"{claim_id} sign"))
    lines = -(-len(scene.data) // WIDE)
    board = Panel(marks, Axis(0, WIDE, grid=False), Axis(lines, 0, grid=False), 34 * lines, left=8, right=8)
    return [board, [_key(book.VERDICTS[at : at + 2]) for at in range(0, len(book.VERDICTS), 2)]]


def _key(verdicts: tuple) -> Panel:
    """Two signs and their words; a narrow page puts each pair on a line of its own."""
    marks = []
    for at, verdict in enumerate(verdicts):
        tone, sign = TONES[VERDICT_TONE[verdict]]
        marks.append(dot(at + 0.06, 0.5, tone, f"{sign} {verdict}", shape="square", size=7))
        marks.append(text(at + 0.06, 0.5, f"{sign} {verdict}", "start", dx=14))
    return Panel(marks, Axis(0, 2, grid=False), Axis(0, 1, grid=False), 20, left=8, right=8)


def the_board() -> Stage:
    """The widget: one list, the board, one sentence."""
    return Stage({"part": choice("Show", parts())}, scene, draw, intro="What came out, claim by claim")
