"""Files of shapes (GeoJSON), read without a compiled reader: the browser's Python has none."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from .tables import DataProblem, back

if TYPE_CHECKING:
    import geopandas

DEGREES = "EPSG:4326"  # GeoJSON knows no other: longitude and latitude


def read_map(path: str) -> "geopandas.GeoDataFrame":
    """Read a map of data/geo, as a table with a column `geometry`, in degrees.

    It does what geopandas.read_file does, for GeoJSON only. Raises DataProblem when the file is missing or damaged.
    """
    import geopandas as gpd

    name = f"geo/{Path(path).name}"
    try:
        features = json.loads(Path(path).read_text(encoding="utf-8"))["features"]
        frame = gpd.GeoDataFrame.from_features(features, crs=DEGREES)
    except FileNotFoundError:
        raise DataProblem(f"The map data/{name} is missing. {back(name)}") from None
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise DataProblem(f"The map data/{name} cannot be read ({problem}). {back(name)}") from None
    return frame[[*(column for column in frame if column != "geometry"), "geometry"]]
