"""The widget of this lesson: one year, two bars, one sentence."""

from claimlab.evidence.tables import table
from claimlab.view.figures import colour
from claimlab.view.marks import ranked
from claimlab.view.stage import Impossible, Scene, Stage, slider

from .measures import total


def scene(year):
    """Two bars and a sentence for one year. Raises Impossible for a year without data."""
    if year not in set(table("harvest/apples").year):
        raise Impossible(f"There is no harvest of {year} in the table. Choose another year.")
    parts = {orchard: total(year, orchard) for orchard in ("north", "south")}
    sentence = f"{year}: the north brought {parts['north']:.1f} t, the south {parts['south']:.1f} t."
    return Scene(parts, sentence, f"Two bars. {sentence}")


def draw(one):
    """Two bars, the same scale for every year."""
    rows = [(name, tonnes, f"{tonnes:.1f}", colour(name)) for name, tonnes in one.data.items()]
    return [ranked(rows, "tonnes", high=30, room=70, height=110)]


def two_orchards():
    """The widget: a slider for the year."""
    return Stage({"year": slider("Year", 2019, 2023, 2023, width=300)}, scene, draw)
