"""One look for every picture: theme, fixed colours per country, and `show`, which insists on a description."""

import base64
import io
import re
from typing import Any

from ..course import manifest
from .html import Card, escape, lightness, present

# The article's own number: always drawn in black, dashed or as a cross.
ARTICLE = "#000000"

WIDTH = 880  # pixels on the page: fits JupyterLab at 1280 with the file browser open
SHARP = 2  # stored pixels per page pixel: sharp on screens with two to one


OTHER = "#767676"  # all that have no colour of their own


def colours() -> dict[str, str]:
    """The fixed colour of each name, in the order of the palette: [colours] in course.toml."""
    return manifest().get("colours", {})


def colour(name: str) -> str:
    """The fixed colour of a country, bloc or other name; grey for all that have none of their own."""
    return colours().get(name, colours().get("Other", OTHER))


def theme() -> None:
    """Switch matplotlib and seaborn to the course's look: white ground, large type, light grid."""
    import matplotlib as mpl
    import seaborn as sns

    sns.set_theme(style="whitegrid", palette=list(colours().values()))
    mpl.rcParams.update(
        {
            "figure.figsize": (8.8, 4.6),
            "figure.dpi": 100,
            "font.size": 12,
            "axes.titlesize": 12.5,
            "axes.titlelocation": "left",
            "axes.titleweight": "bold",
            "axes.labelsize": 12,
            "xtick.labelsize": 11.5,
            "ytick.labelsize": 11.5,
            "legend.fontsize": 11.5,
            "legend.frameon": False,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.grid.axis": "y",
            "grid.color": "#e3e3e3",
            "axes.edgecolor": "#888888",
            "lines.linewidth": 2.2,
            "figure.constrained_layout.use": True,
        }
    )


def png(fig: Any, scale: float = 1.0) -> bytes:
    """Draw a matplotlib figure without a screen and return PNG bytes (256 colours: a third of the size).

    The canvas is left at the figure: drawn again at the same scale, it still knows how wide each text is.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    dpi = fig.dpi
    fig.set_dpi(100 * scale)
    canvas = fig.canvas if type(fig.canvas) is FigureCanvasAgg else FigureCanvasAgg(fig)
    canvas.draw()
    picture = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba(), "raw", "RGBA", 0, 1).convert(
        "RGB"
    )
    fig.set_dpi(dpi)
    stream = io.BytesIO()
    few = picture.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    # The octree stores white as 254: on the page's white that would be a faint box.
    few.putpalette([255 if value >= 254 else value for value in few.getpalette() or []])
    few.save(stream, "PNG")
    return stream.getvalue()


def image(data: bytes, alt: str, width: int = WIDTH) -> str:
    """An <img> element from PNG bytes, with its description."""
    source = base64.b64encode(data).decode()
    return f'<img alt="{escape(alt, quote=True)}" src="data:image/png;base64,{source}" width="{width}" style="max-width:100%;background:#fff">'


def need_alt(alt: str) -> str:
    """Return the description, tidied; raise ValueError when it says nothing a reader could use."""
    alt = re.sub(r"\s+", " ", str(alt or "")).strip()
    if len(alt) < 30 or not re.search(r"\d", alt):
        raise ValueError("A picture needs alt=…: one or two sentences that say what it shows, with its key number.")
    return alt


# In a dark page, white becomes the page's own dark grey, and every colour keeps its hue.
LOOK = (
    '<style>[data-jp-theme-light="false"] .claimlab-still img,html[data-theme="dark"] .claimlab-still img'
    "{filter:invert(.93) hue-rotate(180deg)}"
    # An exported page (nbconvert) folds the drawing code to its first line; it opens under the pointer.
    ".celltag_hide-input .jp-InputArea-editor:not(:hover){max-height:2.1em;overflow:hidden}</style>"
)


def show(fig: Any, alt: str, title: str = "", unit: str = "", source: str | tuple[str, ...] = ()) -> None:
    """Show a matplotlib figure in the course's frame, with a description that screen readers can read.

    fig: a Figure, an Axes or a seaborn grid. alt: what the picture shows, with its key number; compute
    the number, do not type it. title: the finding, in one sentence. unit: what is counted, in which unit.
    source: the tables behind it ("trade/partners", or several); the passport says whom to credit.
    The words stand beside the picture, not in it: they stay sharp, and fit a phone.
    """
    import matplotlib.pyplot as plt

    alt = need_alt(alt)
    fig = getattr(fig, "figure", fig)
    if not hasattr(fig, "savefig"):
        raise TypeError(f"show() draws a matplotlib figure; this is a {type(fig).__name__}.")
    for ax in fig.axes:
        _one_grid(ax)
    width = round(fig.get_size_inches()[0] * 100)
    parts = [
        f'<div style="font-size:17px;font-weight:700;line-height:1.3">{escape(title)}</div>' if title else "",
        f'<div style="font-size:14px;line-height:1.4;margin-bottom:4px">{escape(unit)}</div>' if unit else "",
        image(png(fig, SHARP), alt, width),
        f'<div style="font-size:12px">{escape(source_line(source))}</div>' if source else "",
    ]
    plt.close(fig)
    html = f'{LOOK}<div class="claimlab-still" style="max-width:{width}px">{"".join(parts)}</div>'
    present(Card(html, f"[picture] {title + '. ' if title else ''}{alt}"))


def source_line(tables: str | tuple[str, ...]) -> str:
    """ "Source: …": whom to credit for the tables of a picture, from the passport. Raises DataProblem for an unknown one."""
    from ..evidence.passport import resource

    names = (tables,) if isinstance(tables, str) else tables
    credits = dict.fromkeys(one for name in names for one in resource(name).get("credit", "").split("; ") if one)
    return f"Source: {'; '.join(credits)}. {'Tables' if len(names) > 1 else 'Table'}: {', '.join(names)}"


def _one_grid(ax):
    """Grid lines along the values only: across for lying bars and rows of names, else level."""
    lying = any(getattr(bars, "orientation", "") == "horizontal" for bars in ax.containers)
    names = type(ax.yaxis.get_major_locator()).__name__ == "StrCategoryLocator"
    if ax.xaxis.get_gridlines() and ax.axison and (lying or names):
        ax.grid(axis="y", visible=False)
        ax.grid(axis="x", visible=True)


def strip(ax: Any, low: float, high: float, words: str = "") -> None:
    """A grey strip from low to high on the x axis, for what is missing or was counted otherwise, with words beside it."""
    ax.axvspan(low, high, color="#dddddd", zorder=0, linewidth=0)
    if words:
        ax.annotate(words, (high, 0.02), (4, 0), xycoords=("data", "axes fraction"), textcoords="offset points")


def name_lines(ax: Any, form: str = "") -> None:
    """Write each line's label at its right end, in its colour: no legend to look up.

    form: how to write the last value behind the name, such as ".1f"; "" for the name alone.
    Call it when all lines are drawn and the limits are set.
    """
    ax.figure.draw_without_rendering()  # only a laid-out figure knows how far apart two ends are
    ends, scale = [], 72 / ax.figure.dpi
    for line in ax.get_lines():
        name, points = str(line.get_label()), [at for at in zip(*line.get_data()) if at[1] == at[1]]
        if points and not name.startswith("_"):
            x, y = points[-1]
            words = f"{name} {y:{form}}" if form else name
            ends.append((ax.transData.transform((ax.convert_xunits(x), y))[1] * scale, x, y, words, line.get_color()))
    free = float("-inf")
    for height, x, y, words, tone in sorted(ends, key=lambda end: end[0]):
        half = 7.5 * (words.count("\n") + 1)  # half of a text of 12 points and a little air
        place = max(height, free + half)
        free = place + half
        ax.annotate(
            words,
            (x, y),
            (7, place - height),
            textcoords="offset points",
            color=readable(tone),
            va="center",
            fontweight="bold",
            annotation_clip=False,
        )


def readable(tone: Any) -> str:
    """The colour, darkened until words in it can be read on white (4.5 : 1, WCAG 2.2)."""
    from matplotlib.colors import to_hex, to_rgb

    red, green, blue = to_rgb(tone)
    while lightness(to_hex((red, green, blue))) > 49.5:
        red, green, blue = 0.93 * red, 0.93 * green, 0.93 * blue
    return to_hex((red, green, blue))
