"""A picture for a dark page: greys change places with their opposite, strong colours stay and grow lighter."""

from colorsys import hls_to_rgb, rgb_to_hls
from typing import Any

from .html import ink, lightness

GROUND = 0x11 / 255  # of JupyterLab's dark theme


def in_dark(colour: Any) -> tuple[float, float, float, float]:
    """A colour as a dark page shows it. Greys and pale tints are turned over; a strong colour keeps its hue.

    The darker a strong colour is, the lighter it grows, but never lighter than one that was lighter before:
    so the verdicts keep their order.
    """
    from matplotlib.colors import to_hex, to_rgba

    red, green, blue, alpha = to_rgba(colour)
    rgb = (red, green, blue)
    low, high = min(rgb), max(rgb)
    strong = min(1, max(0, 6 * (high - low) - 0.6)) * min(1, max(0, 6 * (0.78 - low)))
    # Turned over: white to the ground, black to near white; a tint keeps what colour it has.
    over = [0.93 - (0.93 - GROUND) * (low + high) / 2 + 0.6 * (part - (low + high) / 2) for part in rgb]
    hue, light, pure = rgb_to_hls(*rgb)
    bright, wanted = rgb, min(80, 46 + 0.33 * lightness(to_hex(rgb)))
    while lightness(to_hex(bright)) < wanted:
        light += 0.02
        bright = hls_to_rgb(hue, light, min(pure, 0.72))  # a glowing colour tires the eye on a dark page
    mixed = [min(1, max(0, strong * a + (1 - strong) * b)) for a, b in zip(bright, over)]
    return (mixed[0], mixed[1], mixed[2], alpha)


def darken(fig: Any, scale: float = 1.0) -> None:
    """Give all parts of a figure, just drawn by `figures.png` at this scale, their colours on a dark page."""
    import numpy as np
    from matplotlib.collections import Collection
    from matplotlib.colors import ListedColormap, to_hex
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch
    from matplotlib.text import Text

    dpi = fig.dpi
    fig.set_dpi(100 * scale)  # as it was drawn, so that nothing is measured anew
    dots = np.ascontiguousarray(fig.canvas.buffer_rgba()).view(np.uint32)[..., 0]
    words = [part for part in fig.findobj(Text) if part.get_text() and part.get_visible()]
    behind = {part: _ground(dots, part.get_window_extent()) for part in words}
    fig.set_dpi(dpi)
    for part in fig.findobj():
        if (arrow := getattr(part, "arrow_patch", None)) is not None:  # no child of its words, so findobj passes it by
            face, edge = arrow.get_facecolor(), arrow.get_edgecolor()
            arrow.set(facecolor=in_dark(face), edgecolor=in_dark(edge))
        if isinstance(part, Text) and part in behind:
            ground = to_hex(in_dark(behind[part]))
            on_page = max(behind[part]) - min(behind[part]) < 0.25  # else on a bar or a tile of its own colour
            part.set_color(in_dark(part.get_color()) if on_page else ink(ground))
            if (box := part.get_bbox_patch()) is not None:
                box.set(facecolor=in_dark(box.get_facecolor()), edgecolor=in_dark(box.get_edgecolor()))
        elif isinstance(part, Line2D):
            # All are read before one is set: a mark without a colour of its own takes the line's.
            kinds = {kind: getattr(part, f"get_{kind}")() for kind in ("color", "markerfacecolor", "markeredgecolor")}
            for kind, tone in kinds.items():
                if not isinstance(tone, str) or tone != "none":
                    getattr(part, f"set_{kind}")(in_dark(tone))
        elif isinstance(part, Patch):
            face, edge = part.get_facecolor(), part.get_edgecolor()
            part.set_facecolor(in_dark(face))
            part.set_edgecolor(in_dark(edge))
        elif isinstance(part, Collection):
            edges = [in_dark(tone) for tone in part.get_edgecolor()]
            if part.get_array() is not None:
                tones = part.get_cmap()(np.linspace(0, 1, part.get_cmap().N))
                part.set_cmap(ListedColormap([in_dark(tone) for tone in tones]))
            elif len(part.get_facecolor()):
                part.set_facecolor([in_dark(tone) for tone in part.get_facecolor()])
            part.set_edgecolor(edges)


def _ground(dots, place) -> tuple[float, float, float]:
    """The colour that most of a place has in the drawn picture, four bytes a dot: what its words stand on."""
    import numpy as np

    height, width = dots.shape
    left, right = sorted(int(min(max(at, 0), width - 1)) for at in (place.x0, place.x1))
    top, bottom = sorted(int(min(max(height - at, 0), height - 1)) for at in (place.y0, place.y1))
    tones, counts = np.unique(dots[top : bottom + 1, left : right + 1], return_counts=True)
    red, green, blue, _ = (part / 255 for part in tones[[counts.argmax()]].view(np.uint8))
    return (float(red), float(green), float(blue))
