"""The lock of the lab: what it names lies where it says, and what nothing here needs is not in it."""

import pytest

from claimlab.workshop.site import lab
from claimlab.workshop.site.book import SiteProblem


def released():
    """A lock as a Pyodide brings one, with everything that the lab asks for."""
    names = {
        lab.plain(one) for one in (*lab.ASKED, *lab.NEEDS, *(one for needs in lab.NEEDS.values() for one in needs))
    }
    entries = {name: {"file_name": f"{name}.whl", "depends": lab.NEEDS.get(name, [])} for name in names}
    entries["geopandas"]["depends"] = ["shapely", "fiona", "pandas"]
    entries |= {"fiona": {"file_name": "fiona.whl", "depends": ["gdal"]}, "gdal": {"file_name": "g.whl", "depends": []}}
    return {"info": {}, "packages": {**entries, "scipy": {"file_name": "scipy.whl", "depends": []}}}


def test_far_wheels_have_a_whole_address_and_needless_ones_are_gone():
    packages = lab.complete(released(), [], far="https://far.example/full/")["packages"]
    assert {entry["file_name"].rpartition("/")[0] for entry in packages.values()} == {"https://far.example/full"}
    assert "geopandas" in packages and not {"fiona", "gdal", "scipy"} & set(packages)
    assert packages["geopandas"]["depends"] == ["shapely", "pandas"]


def test_a_pyodide_that_lacks_something_is_refused_in_one_sentence():
    lock = released()
    del lock["packages"]["pandas"]
    with pytest.raises(SiteProblem, match="lacks pandas"):
        lab.complete(lock, [], far="")
