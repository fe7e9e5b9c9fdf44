"""One look for every picture: theme, fixed colours per country, and `show`, which insists on a description."""

import base64
import io
import re
from typing import Any

from ..course import manifest
from .html import Card, escape, present

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
            "axes.titlesize": 14,
            "axes.titlelocation": "left",
            "axes.titleweight": "bold",
            "axes.labelsize": 12,
            "xtick.labelsize": 11.5,
            "ytick.labelsize": 11.5,
            "legend.fontsize": 11.5,
            "legend.frameon": False,
            "axes.spines.top": False,
            "axes.spines.right": False,
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


def show(fig: Any, alt: str, caption: str = "") -> None:
    """Show a matplotlib figure as a picture with a description that screen readers can read.

    fig: a Figure, an Axes or a seaborn grid. alt: what the picture shows, with its key number; compute
    the number, do not type it. caption: an optional line under the picture.
    """
    import matplotlib.pyplot as plt

    alt = need_alt(alt)
    fig = getattr(fig, "figure", fig)
    if not hasattr(fig, "savefig"):
        raise TypeError(f"show() draws a matplotlib figure; this is a {type(fig).__name__}.")
    width = round(fig.get_size_inches()[0] * 100)
    html = image(png(fig, SHARP), alt, width)
    if caption:
        html += f'<div style="max-width:{width}px;font-size:13px">{escape(caption)}</div>'
    plt.close(fig)
    present(Card(html, f"[picture] {alt}"))
