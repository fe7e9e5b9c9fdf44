"""The features of a map: a source each, and points on the globe."""

from typing import Any

from .problems import Report, back


def check_map(path: str, geo: Any, sources: set[str] | None, report: Report) -> None:
    """A parsed GeoJSON; sources: the known source ids, or None where they could not be read."""
    for number, feature in enumerate(geo["features"], start=1):
        properties = (feature.get("properties") or {}) if isinstance(feature, dict) else {}
        name = properties.get("name")
        label = f"feature {number}" + (f" ({name})" if name else "")
        source = properties.get("source_id")
        if not source:
            report.add(path, None, "source of a feature", f"{label} has no source_id", "add one to its properties")
        elif sources is not None and source not in sources:
            report.add(
                path,
                None,
                "source of a feature",
                f"{label} has the source_id {source!r}, which is not in data/sources.csv",
                "correct it, or add it there",
            )
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        points = list(_points(geometry))
        if not points:
            report.add(path, None, "geometry", f"{label} has no geometry", back(path))
        elif not all(-180 <= point[0] <= 180 and -90 <= point[1] <= 90 for point in points):
            report.add(
                path,
                None,
                "geometry",
                f"{label} has a point outside the globe",
                "write longitude, then latitude, in degrees",
            )


def _points(geometry):
    """All [longitude, latitude] pairs of a geometry."""
    if not isinstance(geometry, dict):
        return
    for part in geometry.get("geometries") or []:
        yield from _points(part)
    stack = [geometry.get("coordinates")]
    while stack:
        here = stack.pop()
        if not isinstance(here, list) or not here:
            continue
        if isinstance(here[0], (int, float)):
            if len(here) >= 2 and isinstance(here[1], (int, float)):
                yield here
        else:
            stack.extend(here)
