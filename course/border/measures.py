"""Lesson 01: the length of the border. Lengths are kilometres unless a name says otherwise."""

import math

from claimlab.evidence.measure import measure
from claimlab.evidence.tables import only, table

KM_PER_MILE = 1.609344  # exact: the international (statute) mile by the agreement of 1959
KM_PER_NAUTICAL_MILE = 1.852  # exact: the international nautical mile

NATURAL_EARTH = ("Natural Earth 1:110m", "Natural Earth 1:50m", "Natural Earth 1:10m")
FINEST_MAP = "OpenStreetMap, tolerance 1 m"
FINE_RULER_MAP = "OpenStreetMap, tolerance 10 m"


def miles_to_km(miles):
    """Statute miles in kilometres."""
    return miles * KM_PER_MILE


def published(source_id, column="length_km", **where):
    """A published length of the Kazakhstan-Russia border, km, by the source that printed it."""
    return float(only(table("border/published"), column, source_id=source_id, **where))


def cia(as_of="2024-03-28"):
    """The length in the CIA World Factbook; the edition nearest to the article is the default."""
    return published("CIA-REPO", as_of=as_of)


def measured_length(map_name, method="ellipsoid"):
    """A length measured on one map, km."""
    return float(only(table("border/measured"), "length_km", map=map_name, method=method))


def world_length(border, part="whole", counted_by="CIA World Factbook", as_of="2024-03-28"):
    """A border of the world, km; `counted_by` may also be a Natural Earth scale (as_of "version 4.1.0")."""
    return float(only(table("border/world"), "length_km", border=border, part=part, counted_by=counted_by, as_of=as_of))


def gap(length_km):
    """How far the article's figure lies from a length, in per cent of that length (minus: too short)."""
    return 100 * (article_km() / length_km - 1)


def article_km():
    """The article's figure read as statute miles, in km."""
    return miles_to_km(published("article", "length_printed"))


def walk(map_name, ruler_km):
    """Length of the line walked with a ruler, km, from border/ruler."""
    return float(only(table("border/ruler"), "length_km", map=map_name, ruler_km=ruler_km))


def slope(map_name="Natural Earth 1:10m", shortest=10, longest=500):
    """Slope of log length on log ruler by least squares; 1 minus it is the divider dimension (Richardson 1961)."""
    rows = table("border/ruler")
    rows = rows[(rows["map"] == map_name) & rows.ruler_km.between(shortest, longest)]
    x = [math.log(value) for value in rows.ruler_km]
    y = [math.log(value) for value in rows.length_km]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    return sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y)) / sum((a - mean_x) ** 2 for a in x)


def rank(border="Kazakhstan-Russia", counted_by="CIA World Factbook", as_of="2024-03-28"):
    """Rank of a border by total length among those of border/world, 1 for the longest."""
    rows = table("border/world")
    rows = rows[(rows.part == "whole") & (rows.counted_by == counted_by) & (rows.as_of == as_of)]
    return int(rows.set_index("border").length_km.rank(ascending=False)[border])


def border_regions_share(year):
    """Share of Kazakhstan's people who live in regions on the Russian border, per cent, 1 January."""
    rows = table("border/regions")
    rows = rows[(rows.year == year) & (rows.kind == "region")]
    return float(100 * rows[rows.borders_russia == "yes"].population.sum() / rows.population.sum())


@measure("C09", unit="miles of land border, CIA World Factbook, March 2024", digits=0)
def border_length():
    """The land border in statute miles by the CIA edition nearest to the article, and how far 4,500 lies from others.

    Published lengths are figures with no method given; the measured ones are geodesic lengths on WGS84.
    Longest unbroken piece of Canada-United States: the whole minus the part with Alaska.
    """
    parts = {
        part: published("RU-WIKI-BORDER", what_is_counted=part)
        for part in ("land", "dry land", "rivers", "lakes", "sea")
    }
    maps = [measured_length(name) for name in NATURAL_EARTH]
    rulers = table("border/ruler")
    rulers = rulers[rulers["map"] == FINE_RULER_MAP]
    lengths = table("border/published")
    lengths = lengths[lengths.what_is_counted.isin(["land", "land and sea", "not stated"])].length_km
    shorter = lengths[lengths < article_km() - 1]  # the article's own row is rounded to 10 m
    return {
        "value": cia() / KM_PER_MILE,
        "article_km": article_km(),
        "cia_km": cia(),
        "land_km": parts["land"],
        "too_short_least": -gap(parts["land"]),
        "too_short_cia": -gap(cia()),
        "too_short_most": -gap(published("SOVLIM")),
        "president_km": published("TASSRU25302393"),
        "too_short_president": -gap(published("TASSRU25302393")),
        "shorter_least": float(shorter.min()),
        "shorter_most": float(shorter.max()),
        "map_110m": maps[0],
        "map_finest": measured_length(FINEST_MAP, "water gaps bridged"),
        "slope": slope(),
        "dimension": 1 - slope(),
        "ruler_finds_more": float(rulers[rulers.length_km > article_km()].ruler_km.max()),
        "ruler_finds_less": float(rulers[rulers.length_km < article_km()].ruler_km.min()),
    }
