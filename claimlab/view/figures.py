"""One look for every picture: theme, fixed colours per country, and `show`, which insists on a description."""

import base64
import io
import re
from typing import Any
from zlib import crc32

from ..course import manifest
from .dark import darken
from .html import Card, escape, lightness, present

# The article's own number: always drawn in black, dashed or as a cross.
ARTICLE = "#000000"

WIDTH = 720  # pixels on the page; on a phone half of it, so that type of 13 points is still 9 pixels high
SHARP = 2  # stored pixels per page pixel: sharp on screens with two to one


OTHER = "#767676"  # all that have no colour of their own
QUIET = "#b5b8bb"  # marks that are there for comparison, so that the finding stands out
INK = "#222222"


def colours() -> dict[str, str]:
    """The fixed colour of each name, in the order of the palette: [colours] in course.toml."""
    return manifest().get("colours", {})


def colour(name: str) -> str:
    """The fixed colour of a country, bloc or other name; grey for all that have none of their own."""
    return colours().get(name, colours().get("Other", OTHER))


def theme() -> None:
    """Switch matplotlib and seaborn to the course's look: white ground, large type, a light grid and no frame."""
    import matplotlib as mpl
    import seaborn as sns

    sns.set_theme(style="whitegrid", palette=list(colours().values()))
    mpl.rcParams.update(
        {
            "figure.figsize": (7.2, 3.9),
            "figure.dpi": 100,
            "font.size": 13,
            "text.color": INK,
            "axes.titlesize": 13,
            "axes.titlelocation": "left",
            "axes.titleweight": "bold",
            "axes.titlecolor": INK,
            "axes.titlepad": 8,
            "axes.labelsize": 13,
            "axes.labelcolor": "#444444",
            "xtick.labelsize": 13,
            "ytick.labelsize": 13,
            "xtick.labelcolor": "#444444",
            "ytick.labelcolor": "#444444",
            "legend.fontsize": 13,
            "legend.frameon": False,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.spines.left": False,
            "axes.grid.axis": "y",
            "grid.color": "#e4e5e7",
            "grid.linewidth": 1,
            "axes.edgecolor": "#8a8d90",
            "lines.linewidth": 2.6,
            "lines.markersize": 7,
            "lines.solid_capstyle": "round",
            "hatch.linewidth": 1.2,
            "figure.constrained_layout.use": True,
            "figure.constrained_layout.wspace": 0.06,
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


LOOK = (
    # An exported page (nbconvert) folds the drawing code to its first line; it opens under the pointer.
    "<style>.celltag_hide-input .jp-InputArea-editor:not(:hover){max-height:2.1em;overflow:hidden}</style>"
)
# On a dark page the picture moves out of its own frame, and the one in dark colours lies behind it: all browsers
# can do that, and where styles are filtered out the light one stays.
DARK = (
    '<style>[data-jp-theme-light="false"] .{name} img,html[data-theme="dark"] .{name} img'
    "{{object-position:-9999px 0;background:url(data:image/png;base64,{data}) 0 0/100% 100% no-repeat!important}}</style>"
)


def show(
    fig: Any, alt: str, title: str = "", unit: str = "", source: str | tuple[str, ...] = (), credit: str = ""
) -> None:
    """Show a matplotlib figure in the course's frame, with a description that screen readers can read.

    fig: a Figure, an Axes or a seaborn grid. alt: what the picture shows, with its key number; compute
    the number, do not type it. title: the finding, in one sentence. unit: what is counted, in which unit.
    source: the tables behind it ("trade/partners", or several); the passport says whom to credit.
    credit: whom of them, when only their rows are drawn, as the passport writes it.
    The words stand beside the picture, not in it: they stay sharp, and fit a phone.
    """
    import matplotlib.pyplot as plt

    alt = need_alt(alt)
    fig = getattr(fig, "figure", fig)
    if not hasattr(fig, "savefig"):
        raise TypeError(f"show() draws a matplotlib figure; this is a {type(fig).__name__}.")
    for ax in fig.axes:
        _one_grid(ax)
        _thousands(ax)
    width = round(fig.get_size_inches()[0] * 100)
    heading, below = (escape(words).replace(" %", "&nbsp;%") for words in (title, unit))  # no line begins with %
    parts = [
        f'<div style="font-size:18px;font-weight:700;line-height:1.25">{heading}</div>' if title else "",
        f'<div style="font-size:15px;line-height:1.4;margin:2px 0 8px;opacity:.8">{below}</div>' if unit else "",
        image(png(fig, SHARP), alt, width),
        f'<div style="font-size:12px;line-height:1.4;margin-top:4px;opacity:.8">{escape(source_line(source, credit))}</div>'
        if source
        else "",
    ]
    fig.set_layout_engine("none")  # all has its place now; the dark picture keeps it
    darken(fig, SHARP)
    dark = png(fig, SHARP)
    plt.close(fig)
    name = f"still-{crc32(dark):08x}"
    look = LOOK + DARK.format(name=name, data=base64.b64encode(dark).decode())
    html = f'{look}<div class="claimlab-still {name}" style="max-width:{width}px">{"".join(parts)}</div>'
    present(Card(html, f"[picture] {title + '. ' if title else ''}{alt}"))


# The passport speaks of the rows of a table; under a picture a reader sees no rows.
IN_A_PICTURE = {
    "Each source named in its row": "several, each named in the table",
    "named in its row": "named in the table",
    "each row names its sources": "all named in the table",
    "each row names its own": "each named in the table",
    "each row names its source": "each named in the table",
    "named in each row": "named in the table",
    "the source of each row": "the sources in the table",
}


def source_line(tables: str | tuple[str, ...], credit: str = "") -> str:
    """ "Source: …": whom to credit for the tables of a picture, as the passport says. Raises DataProblem for an unknown one.

    credit: of several makers, those of the rows that are drawn; they must stand in the passport, with a comma between.
    """
    from ..evidence.passport import resource

    names = (tables,) if isinstance(tables, str) else tables
    credits = dict.fromkeys(one for name in names for one in resource(name).get("credit", "").split("; ") if one)
    for maker in credit.split(", "):
        if maker not in "; ".join(credits):
            raise ValueError(f"The passport does not credit {maker!r} for {' or '.join(names)}.")
    who = credit or "; ".join(credits)
    for row, table in IN_A_PICTURE.items():
        who = who.replace(row, table)
    return f"Source: {who}. {'Tables' if len(names) > 1 else 'Table'}: {', '.join(names)}"


def _one_grid(ax):
    """Grid lines along the values only: across for lying bars and rows of names, else level."""
    lying = _lying(ax)
    names = type(ax.yaxis.get_major_locator()).__name__ == "StrCategoryLocator"
    if ax.xaxis.get_gridlines() and ax.axison and (lying or names):
        ax.grid(axis="y", visible=False)
        ax.grid(axis="x", visible=True)


def _lying(ax):
    """Whether the bars of a picture lie."""
    return any(getattr(bars, "orientation", "") == "horizontal" for bars in ax.containers)


def _thousands(ax):
    """Numbers of a thousand and more are written with commas; years are not."""
    from matplotlib.ticker import ScalarFormatter

    for axis in (ax.xaxis, ax.yaxis):
        low, high = sorted(axis.get_view_interval())
        years = low >= 1800 and high <= 2100
        if type(axis.get_major_formatter()) is ScalarFormatter and high >= 1000 and not years:
            axis.set_major_formatter("{x:,.0f}")


def strip(ax: Any, low: float, high: float, words: str = "") -> None:
    """A grey strip from low to high on the x axis, for what is missing or was counted otherwise, with words beside it."""
    ax.axvspan(low, high, color="#e3e4e6", zorder=0, linewidth=0)
    if words:
        place = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points"}
        ax.annotate(words, (high, 0.03), (5, 0), color="#555555", **place)


def bare(ax: Any) -> None:
    """Take away the scale and the grid of values: for bars that carry their own numbers."""
    lying = _lying(ax)
    ax.grid(visible=False)
    (ax.xaxis if lying else ax.yaxis).set_visible(False)
    ax.spines["bottom"].set_visible(not lying)
    if lying:
        ax.tick_params(axis="y", length=0, labelcolor=INK)


def name_bars(ax: Any, form: str = "{:,.0f}", words: Any = None, scale: bool = False) -> None:
    """Write each bar's number at its end, in place of the scale.

    form: how to write it. words: the texts of the bars, when they say more than the number. scale: keep the scale.
    """
    for bars in ax.containers:
        values = [
            bar.get_width() if getattr(bars, "orientation", "") == "horizontal" else bar.get_height() for bar in bars
        ]
        texts = list(words) if words is not None else [form.format(value).replace("-", "−") for value in values]
        ax.bar_label(bars, texts, padding=4)
    ax.margins(**{"x" if _lying(ax) else "y": 0.1})
    if not scale:
        bare(ax)


def name_parts(ax: Any, names: list[str]) -> None:
    """Write the name of each part of stacked lying bars above its part of the top bar, in its colour."""
    low, high = ax.get_ylim()
    top = (max if high > low else min)(bar.get_y() + bar.get_height() / 2 for bars in ax.containers for bar in bars)
    for bars, name in zip(ax.containers, names):
        bar = next(bar for bar in bars if bar.get_y() + bar.get_height() / 2 == top)
        edge = bar.get_y() + (bar.get_height() if high > low else 0)
        look = {"va": "bottom", "weight": "bold", "color": readable(bar.get_facecolor())}
        ax.annotate(name, (bar.get_x(), edge), (1, 4), textcoords="offset points", **look)
    bare(ax)


def key(ax: Any, tones: dict[str, Any], height: float = 1.0, columns: int = 0) -> None:
    """Words in their colours above the picture: what each colour means. height: of the axes, 1 its top.

    columns: how many words a row; 0 for all in one row.
    """
    from matplotlib.patches import Patch

    made = ax.legend(
        handles=[Patch(facecolor=tone, label=name) for name, tone in tones.items()],
        labelcolor=[readable(tone) for tone in tones.values()],
        loc="lower left",
        bbox_to_anchor=(0, height),
        ncols=columns or len(tones),
        handlelength=0.9,
        handleheight=0.9,
        handletextpad=0.4,
        columnspacing=1.2,
        borderpad=0.2,
        borderaxespad=0.1,
    )
    for text in made.get_texts():
        text.set_fontweight("bold")


def note(
    ax: Any, words: str, at: tuple[Any, Any], shift: tuple[float, float] = (0, 0), tone: str = "", **more: Any
) -> None:
    """Words beside a mark: bold and in its colour, or grey and plain without a tone.

    at: the place, in data. shift: from there to the words, in points; it also says on which side they begin.
    more: how the words look, such as ha="center".
    """
    side = "left" if shift[0] > 0 else "right" if shift[0] < 0 else "center"
    level = "bottom" if shift[1] > 12 else "top" if shift[1] < -12 else "center"
    look = {"ha": side, "va": level, "color": readable(tone) if tone else "#555555", "annotation_clip": False}
    weight = "bold" if tone else "normal"
    ax.annotate(words, at, shift, textcoords="offset points", **{**look, "weight": weight, **more})


def point(ax: Any, words: str, at: tuple[Any, Any], shift: tuple[float, float], tone: str = INK, **more: Any) -> None:
    """Words that tell the finding, with a thin line to the place they speak of: a note that stands further away."""
    line = {"arrowstyle": "-", "color": "#8a8d90", "linewidth": 1.2, "shrinkA": 1, "shrinkB": 5}
    note(ax, words, at, shift, tone, **{"weight": "normal", "arrowprops": line, **more})


def article_line(ax: Any, at: Any, words: str = "the article", lying: bool = False, side: str = "left") -> None:
    """The article's number or day: a dashed black line with its name. lying: level, not upright.

    side: of an upright line, where the words stand; of a lying one, at which end, above it.
    """
    (ax.axhline if lying else ax.axvline)(at, color=ARTICLE, linestyle=(0, (4, 2.5)), linewidth=1.8, zorder=2.5)
    out = -5 if side == "left" else 5
    if lying:
        place, ends, shift = (0.0 if side == "left" else 1.0, at), ("axes fraction", "data"), (-out, 4)
        ax.annotate(words, place, shift, xycoords=ends, textcoords="offset points", ha=side, va="bottom", weight="bold")
    else:
        place, ends, shift = (at, 1.0), ("data", "axes fraction"), (out, -3)
        where = "right" if side == "left" else "left"
        ax.annotate(words, place, shift, xycoords=ends, textcoords="offset points", ha=where, va="top", weight="bold")


def name_lines(ax: Any, form: str = "", **more: Any) -> None:
    """Write each line's label at its right end, in its colour: no legend to look up.

    form: how to write the last value behind the name, such as ".1f"; "" for the name alone. more: how the words look.
    Call it when all lines are drawn and the limits are set.
    """
    ax.figure.draw_without_rendering()  # only a laid-out figure knows how far apart two ends are
    ends, scale = [], 72 / ax.figure.dpi
    for line in ax.get_lines():
        points = [point for point in zip(*line.get_data(), line.get_xydata()) if point[1] == point[1]]
        if points and not (name := str(line.get_label())).startswith("_"):
            x, y, numbers = points[-1]  # numbers: where dates and categories stand too
            words = f"{name} {y:{form}}" if form else name
            ends.append((ax.transData.transform(numbers)[1] * scale, x, y, words, line.get_color()))
    ends.sort(key=lambda end: end[0])
    halves = [8.2 * (end[3].count("\n") + 1) for end in ends]  # half of a text of 13 points and a little air
    for (height, x, y, words, tone), place in zip(ends, _apart([end[0] for end in ends], halves, ax.bbox.y0 * scale)):
        look = {"va": "center", "fontweight": "bold", "annotation_clip": False, "color": readable(tone), **more}
        ax.annotate(words, (x, y), (8, place - height), textcoords="offset points", **look)


def _apart(heights, halves, floor):
    """The heights, moved as little as needed that no two texts overlap and none lies below the floor."""
    groups = []  # [texts, lowest edge wanted, whole height]
    for height, half in zip(heights, halves):
        groups.append([[half], max(height - half, floor), 2 * half])
        while len(groups) > 1 and groups[-2][1] + groups[-2][2] > groups[-1][1]:
            (low, start, tall), (high, begin, more) = groups[-2], groups[-1]
            middle = (len(low) * (start + tall / 2) + len(high) * (begin + more / 2)) / (len(low) + len(high))
            groups[-2:] = [[low + high, max(middle - (tall + more) / 2, floor), tall + more]]
    places = []
    for texts, start, _ in groups:
        for half in texts:
            places.append(start + half)
            start += 2 * half
    return places


def readable(tone: Any) -> str:
    """The colour, darkened until words in it can be read on white (4.5 : 1, WCAG 2.2)."""
    from matplotlib.colors import to_hex, to_rgb

    red, green, blue = to_rgb(tone)
    while lightness(to_hex((red, green, blue))) > 49.5:
        red, green, blue = 0.93 * red, 0.93 * green, 0.93 * blue
    return to_hex((red, green, blue))
