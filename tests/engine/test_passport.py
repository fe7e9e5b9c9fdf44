"""The data passport: each kind of bad input is caught with its message, and the real data are in order."""

import json
import re
import shutil

import pytest

from claimlab.cli import main
from claimlab.evidence import passport
from claimlab.evidence.tables import DataProblem
from claimlab.evidence.verify import verify
from claimlab.evidence.verify.claims import measures_in
from claimlab.evidence.verify.problems import Problem
from tests.places import ROOT

MARKET = ROOT / "tests" / "engine" / "market"

SEALED = (
    "{file}: the file is not the one that was sealed (its SHA-256 differs); bring it back with: "
    "git checkout -- {file}, or run `claimlab data --seal` when the change is meant."
)
MAP = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "Astana", "source_id": "wits_kaz"},
            "geometry": {"type": "Point", "coordinates": [71.4, 51.2]},
        },
        {
            "type": "Feature",
            "properties": {"name": "line", "source_id": "wits_kaz"},
            "geometry": {"type": "LineString", "coordinates": [[60, 50], [61, 51]]},
        },
    ],
}
MAP_ENTRY = {
    "name": "geo-test",
    "path": "geo/test.geojson",
    "title": "A map",
    "description": "Two features.",
    "lesson": "market",
    "format": "geojson",
    "mediatype": "application/geo+json",
    "licenses": [{"name": "CC0-1.0", "title": "CC0"}],
    "credit": "nobody",
    "coverage": "one city",
    "gaps": "all the rest",
    "weak": "",
}


@pytest.fixture
def data(home, monkeypatch):
    """The frozen course of tests/engine/market with a small map, sealed: everything in it is in order, to be spoilt."""
    folder = home.parent / "market"
    shutil.copytree(MARKET, folder)
    monkeypatch.chdir(folder)
    (folder / "data" / "geo").mkdir()
    (folder / "data" / "geo/test.geojson").write_text(json.dumps(MAP, indent=1) + "\n", encoding="utf-8", newline="\n")
    edit(folder / "data", lambda package: package["resources"].append(MAP_ENTRY))
    passport.seal(folder / "data", folder)
    return folder / "data"


def spoil(folder, path, old, new):
    """Replace the first `old` in a file by `new`; fails when `old` is not there."""
    old, new = (part.encode("utf-8") if isinstance(part, str) else part for part in (old, new))
    raw = (folder / path).read_bytes()
    assert raw.count(old) >= 1, f"{old!r} is not in {path}"
    (folder / path).write_bytes(raw.replace(old, new, 1))


def edit(folder, change):
    """Change the passport with a function."""
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    change(package)
    path.write_text(passport.as_text(package) + "\n", encoding="utf-8", newline="\n")


def entry_of(package, path):
    return next(entry for entry in package["resources"] if entry["path"] == path)


def field_of(package, path, name):
    return next(field for field in entry_of(package, path)["schema"]["fields"] if field["name"] == name)


def messages(folder):
    return [str(problem) for problem in verify(folder)]


def test_nothing_is_wrong_with_the_untouched_copy(data):
    assert messages(data) == []


# (file, old, new, message): the file is spoilt in one place; the message and the broken seal are all that is said.
PARTNERS, STATEMENTS = "market/partners.csv", "market/statements.csv"
ONE_BYTE = "2023,World,world,no,exports,"
SPOILT = {
    "thousands separator, quoted": (
        PARTNERS,
        "1995,World,world,no,exports,5226.72,",
        '1995,World,world,no,exports,"5,226.72",',
        "data/market/partners.csv, row 2: value_usd_m is '5,226.72', a number with a thousands separator; write 5226.72.",
    ),
    "thousands separator, a space": (
        PARTNERS,
        ",5226.72,",
        ",5 226.72,",
        "data/market/partners.csv, row 2: value_usd_m is '5 226.72', a number with a thousands separator; write 5226.72.",
    ),
    "thousands separator, a narrow space": (
        PARTNERS,
        ",5226.72,",
        ",5\u202f226.72,",
        "data/market/partners.csv, row 2: value_usd_m is '5\\u202f226.72', a number with a thousands separator; "
        "write 5226.72.",
    ),
    "thousands separator, not quoted": (
        PARTNERS,
        ",5226.72,",
        ",5,226.72,",
        "data/market/partners.csv, row 2: the row has 9 cells, but there are 8 columns; write numbers without a comma "
        "inside, and put text with a comma between quotation marks.",
    ),
    "thousands separator, points": (
        PARTNERS,
        ",5226.72,",
        ",5.226.720,",
        "data/market/partners.csv, row 2: value_usd_m is '5.226.720', a number with a thousands separator; write 5226720.",
    ),
    "decimal comma": (
        PARTNERS,
        ",5226.72,",
        ',"5226,72",',
        "data/market/partners.csv, row 2: value_usd_m is '5226,72', with a decimal comma; write 5226.72.",
    ),
    "text for a number": (
        PARTNERS,
        ",5226.72,",
        ",much,",
        "data/market/partners.csv, row 2: value_usd_m is 'much', not a number; "
        "write digits only, with a point for decimals.",
    ),
    "wrong type of year": (
        PARTNERS,
        "\n1995,",
        "\n95,",
        "data/market/partners.csv, row 2: year is '95', not a year of four digits; write digits only.",
    ),
    "wrong month": (
        "market/russian_customs_monthly.csv",
        "\n2006-02,",
        "\n2006-13,",
        "data/market/russian_customs_monthly.csv, row 3: month is '2006-13', not a month; write it as 2024-02.",
    ),
    "a date in another form": (
        STATEMENTS,
        "\n2023-01-20,",
        "\n20.01.2023,",
        "data/market/statements.csv, row 2: said_on is '20.01.2023', which has not the form the passport asks for; "
        "write it as: Day, month or year of the statement, as exact as known.",
    ),
    "blank": (
        PARTNERS,
        ",5226.72,",
        ",,",
        "data/market/partners.csv, row 2: value_usd_m is blank; fill it in, or take the row out.",
    ),
    "a word that pandas reads as blank": (
        PARTNERS,
        ",5226.72,",
        ",n/a,",
        "data/market/partners.csv, row 2: value_usd_m is 'n/a', which pandas reads as a blank; "
        "write what is known, or leave the cell empty.",
    ),
    "thousand times too large": (
        PARTNERS,
        ",5226.72,",
        ",5226720,",
        "data/market/partners.csv, row 2: value_usd_m is 5226720, above the largest value the passport allows "
        "(150000 USD million); it may be a thousand times too large: check the unit.",
    ),
    "below the minimum": (
        PARTNERS,
        ",5226.72,",
        ",-5226.72,",
        "data/market/partners.csv, row 2: value_usd_m is -5226.72, below the smallest value the passport allows "
        "(0 USD million); check the number, its sign and its unit.",
    ),
    "a word not in the list": (
        PARTNERS,
        "1995,Russia,",
        "1995,Russsia,",
        "data/market/partners.csv, row 4: partner is 'Russsia', which is not in the passport's list; "
        "did you mean 'Russia'? The passport lists the words allowed.",
    ),
    "stray space": (
        PARTNERS,
        "counted_by,source_id\n1995,World,world,no,exports,5226.72,Kazakhstan,wits_kaz",
        "counted_by,source_id\n1995,World,world,no,exports, 5226.72,Kazakhstan,wits_kaz",
        "data/market/partners.csv, row 2: value_usd_m is ' 5226.72', with a space at its edge or a character nobody "
        "sees; take it out.",
    ),
    "unknown source": (
        PARTNERS,
        ",wits_kaz\n",
        ",wits_kz\n",
        "data/market/partners.csv, row 2: source_id is 'wits_kz', which is not in data/sources.csv; "
        "did you mean 'wits_kaz'? Otherwise add it to data/sources.csv.",
    ),
    "duplicate key": (
        PARTNERS,
        "1995,World,world,no,imports,",
        "1995,World,world,no,exports,",
        "data/market/partners.csv, row 3: year + partner + flow is '1995' + 'World' + 'exports', the same as in row 2; "
        "keep one of the two rows.",
    ),
    "missing column": (
        PARTNERS,
        "flow,value_usd_m",
        "flow,zzzzzzzz",
        "data/market/partners.csv, row 1: the column value_usd_m is missing; "
        "bring it back with: git checkout -- data/market/partners.csv.",
    ),
    "renamed column": (
        PARTNERS,
        "eu_member",
        "eu_members",
        "data/market/partners.csv, row 1: the column eu_member is called eu_members; rename it to eu_member.",
    ),
    "wrong unit in the column name": (
        PARTNERS,
        "value_usd_m",
        "value_usd_bn",
        "data/market/partners.csv, row 1: the column is called value_usd_bn, but the passport has value_usd_m: another "
        "unit; change the numbers back to USD million and call the column value_usd_m.",
    ),
    "two columns of one name": (
        PARTNERS,
        "eu_member",
        "kind",
        "data/market/partners.csv, row 1: 2 columns are called 'kind'; keep one.",
    ),
    "empty row": (
        PARTNERS,
        "\n1995,China",
        "\n\n1995,China",
        "data/market/partners.csv, row 6: the row is empty; delete it.",
    ),
    "an open quotation mark": (
        STATEMENTS,
        '"Zhumangarin,',
        '"Zhumangarin" ,',
        "data/market/statements.csv: the file cannot be split into cells (',' expected after '\"'); look for a quotation "
        "mark that is not closed, or bring it back with: git checkout -- data/market/statements.csv.",
    ),
    "mixed encodings": (
        STATEMENTS,
        "Kazakh embassy in Beijing",
        "Посольство".encode("cp1251"),
        "data/market/statements.csv, row 2: speaker holds bytes that are not UTF-8 ('����������'); save the whole file "
        "as UTF-8, or bring it back with: git checkout -- data/market/statements.csv.",
    ),
    "another encoding in a column of listed words": (PARTNERS, "Türkiye", "Türkiye".encode("cp1252"), None),
    "saved twice in two encodings": (PARTNERS, "Türkiye", "TÃ¼rkiye", None),
    "BOM": (
        PARTNERS,
        "year,partner",
        "\ufeffyear,partner",
        "data/market/partners.csv, row 1: the file starts with a hidden mark (BOM) that some spreadsheets add; "
        "save it as UTF-8 without BOM.",
    ),
    "CRLF": (
        PARTNERS,
        "1995,World,world,no,exports,5226.72,Kazakhstan,wits_kaz\n",
        "1995,World,world,no,exports,5226.72,Kazakhstan,wits_kaz\r\n",
        "data/market/partners.csv, row 2: the lines end as on Windows (CRLF); save the file with line ends LF.",
    ),
    "a byte changed": (PARTNERS, ",5226.72,", ",5226.73,", ""),
    "GeoJSON that does not parse": (
        "geo/test.geojson",
        '"FeatureCollection",',
        '"FeatureCollection"',
        "data/geo/test.geojson, row 3: this is not valid GeoJSON (Expecting ',' delimiter at column 2); "
        "mend that line, or bring it back with: git checkout -- data/geo/test.geojson.",
    ),
    "GeoJSON of another kind": (
        "geo/test.geojson",
        "FeatureCollection",
        "Collection",
        "data/geo/test.geojson: this is no GeoJSON FeatureCollection with features in it; "
        "bring it back with: git checkout -- data/geo/test.geojson.",
    ),
    "feature without a source": (
        "geo/test.geojson",
        '"name": "Astana",\n    "source_id": "wits_kaz"',
        '"name": "Astana"',
        "data/geo/test.geojson: feature 1 (Astana) has no source_id; add one to its properties.",
    ),
    "feature with an unknown source": (
        "geo/test.geojson",
        '"source_id": "wits_kaz"',
        '"source_id": "nobody"',
        "data/geo/test.geojson: feature 1 (Astana) has the source_id 'nobody', which is not in data/sources.csv; "
        "correct it, or add it there.",
    ),
    "a point off the globe": (
        "geo/test.geojson",
        "71.4",
        "714",
        "data/geo/test.geojson: feature 1 (Astana) has a point outside the globe; "
        "write longitude, then latitude, in degrees.",
    ),
}


@pytest.mark.parametrize("case", SPOILT)
def test_one_spoilt_place_gives_its_one_message(data, case):
    path, old, new, message = SPOILT[case]
    spoil(data, path, old, new)
    told = messages(data)
    assert SEALED.format(file=f"data/{path}") in told
    told.remove(SEALED.format(file=f"data/{path}"))
    if case.startswith("another encoding"):  # one line for each row, and none about a word that is not listed
        assert told and all(
            "partner holds bytes that are not UTF-8 ('T�rkiye'); save the whole file" in each for each in told
        )
        return
    if message is None:
        assert told[0].endswith(
            "'TÃ¼rkiye' was saved in two encodings, one after the other; write the word again in "
            "UTF-8, or bring it back with: git checkout -- data/market/partners.csv."
        )
        return
    if case in ("missing column", "two columns of one name"):
        # One broken header has a second side: the stranger in it, or the column that is gone.
        assert told[0] == message and len(told) == 2
        return
    assert told == ([message] if message else [])


CLAIMS = {
    "without a verdict": (
        ',yes,roughly right,"In current',
        ',yes,,"In current',
        [
            "C28 has no verdict; write one of: supported, roughly right, contested, not supported, not tested, not testable."
        ],
    ),
    "a verdict outside the list": (
        ',yes,roughly right,"In current',
        ',yes,mostly true,"In current',
        [
            "C28 has the verdict 'mostly true'; use one of these words: "
            "supported, roughly right, contested, not supported, not tested, not testable."
        ],
    ),
    "a verdict on what cannot be tested": (
        ',yes,roughly right,"In current',
        ',no,roughly right,"In current',
        ["C28 is called not testable but has the verdict 'roughly right'; change testable or the verdict."],
    ),
    "an unknown lesson": (
        "C28,9,market,",
        "C28,9,commerce,",
        ["C28 names the lesson 'commerce', which does not exist; use one of "],
    ),
    "an unknown kind": (
        "C28,9,market,comparison",
        "C28,9,market,guess",
        ["C28 has the kind 'guess'; use one of number, date, event, comparison, causal, interpretation."],
    ),
    "an open brace": (
        "2023 is number {value}",
        "2023 is number {value",
        ["the reason of C28 cannot be filled in (unexpected '{' in field name); correct the braces in it."],
    ),
    "a fact that is not measured": (
        "2023 is number {value}",
        "2023 is number {place}",
        [
            "the reason of C28 asks for {place}, which its measure does not give; it gives rank_2022, real_2023, "
            "real_peak, real_peak_year, real_rank, value; correct the braces in it."
        ],
    ),
    "a fact that is mistyped": (
        "2023 is number {value}",
        "2023 is number {real_rnk}",
        [
            "the reason of C28 asks for {real_rnk}, which its measure does not give; did you mean {real_rank}; correct the braces in it."
        ],
    ),
    "a place without a name": (
        "2023 is number {value}",
        "2023 is number {}",
        ["the reason of C28 has the place {} without a name; correct the braces in it."],
    ),
    "a number format that is none": (
        "{real_peak:.1f}",
        "{real_peak:.1 f}",
        ["the reason of C28 has the place {real_peak:.1 f}, which is no number format; correct the braces in it."],
    ),
    "an unknown table": (
        "market/partners market/money,wits_kaz bns_2018",
        "market/partners market/mony,wits_kaz bns_2018",
        ["C28 names the table 'market/mony', which the passport does not list; did you mean 'market/money'."],
    ),
    "an unknown source": (
        "market/money,wits_kaz bns_2018",
        "market/money,wits_kaz bns_1918",
        ["C28 names the source 'bns_1918', which is not in data/sources.csv; correct it, or add it there."],
    ),
}


@pytest.mark.parametrize("case", CLAIMS)
def test_the_ledger_names_the_claim(data, case):
    old, new, expected = CLAIMS[case]
    spoil(data, "claims.csv", old, new)
    told = [message for message in messages(data) if "was sealed" not in message]
    row = [line[:3] for line in (data / "claims.csv").read_text(encoding="utf-8").splitlines()].index("C28") + 1
    assert len(told) == len(expected)
    for message, part in zip(told, expected):
        assert message.startswith(f"data/claims.csv, row {row}: {part}")


def test_a_file_saved_as_utf_16_is_one_message(data):
    text = (data / PARTNERS).read_text(encoding="utf-8")
    (data / PARTNERS).write_bytes(text.encode("utf-16"))
    assert [each for each in messages(data) if "was sealed" not in each] == [
        "data/market/partners.csv: the file is saved as UTF-16, not as UTF-8; save it as UTF-8 without BOM, "
        "or bring it back with: git checkout -- data/market/partners.csv."
    ]


def test_a_claim_without_a_reason(data):
    text = (data / "claims.csv").read_text(encoding="utf-8")
    changed = re.sub(r'(C28,.*?,roughly right,)".*?"', r"\1", text)
    assert changed != text
    (data / "claims.csv").write_text(changed, encoding="utf-8", newline="\n")
    assert any(message.endswith("C28 has no reason; write one or two plain sentences.") for message in messages(data))


def test_a_testable_claim_without_a_measure(data):
    spoil(data, "claims.csv", "C28,9,market", "C99,9,market")
    told = messages(data)
    assert any(
        "C99 is testable but has no measure; write one in course/market/measures.py, or call it not tested or not testable."
        in message
        for message in told
    )
    assert any("the reason of C99 asks for {value}, but the claim has no measure" in message for message in told)


def test_measures_are_read_without_being_run(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "measures.py").write_text(
        '@measure("C01", unit="km")\ndef a():\n    return {"value": 1, "b": 2}\n'
        '@measure("C02", unit="km")\ndef b():\n    return dict(value=1, c=2)\n'
        '@measure("C03", unit="km")\ndef c():\n    facts = {}\n    return facts\n'
        "def not_a_measure():\n    return 3\n",
        encoding="utf-8",
    )
    assert measures_in(tmp_path) == {"C01": {"value", "b"}, "C02": {"value", "c"}, "C03": None}


def test_a_missing_file(data):
    (data / PARTNERS).unlink()
    assert messages(data) == [
        "data/market/partners.csv: the file is missing; bring it back with: git checkout -- data/market/partners.csv."
    ]


def test_a_renamed_file_is_recognised(data):
    (data / PARTNERS).rename(data / "market/partner.csv")
    assert messages(data)[0] == (
        "data/market/partners.csv: the file is missing; rename data/market/partner.csv, "
        "or bring it back with: git checkout -- data/market/partners.csv."
    )


def test_a_file_that_the_passport_does_not_list(data):
    (data / "market/more.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert messages(data) == [
        "data/market/more.csv: the passport does not list this file; describe it in data/datapackage.json and run "
        "`claimlab data --seal`, or delete it."
    ]


def test_hidden_folders_of_an_editor_are_left_alone(data):
    (data / "market/.ipynb_checkpoints").mkdir()
    (data / "market/.ipynb_checkpoints/partners-checkpoint.csv").write_text("x\n")
    assert messages(data) == []


def test_a_table_saved_with_semicolons(data):
    text = (data / "market/part_years.csv").read_text(encoding="utf-8")
    (data / "market/part_years.csv").write_text(text.replace(",", ";"), encoding="utf-8", newline="\n")
    assert messages(data)[0] == (
        "data/market/part_years.csv, row 1: the columns are separated by semicolons; save the file with commas."
    )


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "the file is empty"),
        ("month,exports_usd_m,imports_usd_m,turnover_usd_m,counted_by,source_id\n", "the table has no rows"),
    ],
)
def test_an_empty_table(data, content, what):
    (data / "market/russian_customs_monthly.csv").write_text(content)
    assert (
        f"data/market/russian_customs_monthly.csv: {what}; bring it back with: "
        "git checkout -- data/market/russian_customs_monthly.csv." in messages(data)
    )


def test_an_extra_column(data):
    lines = (data / PARTNERS).read_text(encoding="utf-8").splitlines()
    (data / PARTNERS).write_text(
        "\n".join([lines[0] + ",mine"] + [line + ",1" for line in lines[1:]]) + "\n", encoding="utf-8", newline="\n"
    )
    assert (
        "data/market/partners.csv, row 1: the column 'mine' is not in the passport; delete it, or describe it in "
        "data/datapackage.json."
    ) in messages(data)


def test_columns_in_another_order(data):
    rows = [line.split(",") for line in (data / "market/part_years.csv").read_text(encoding="utf-8").splitlines()]
    (data / "market/part_years.csv").write_text(
        "".join(",".join([b, a, *rest]) + "\n" for a, b, *rest in rows), encoding="utf-8", newline="\n"
    )
    assert [message for message in messages(data) if "was sealed" not in message] == [
        "data/market/part_years.csv, row 1: the columns stand in another order than in the passport; put them in this "
        "order: first_month, last_month, turnover_usd_bn, change_on_year_pct, counted_by, source_id."
    ]


# --- mistakes in the passport ---------------------------------------------------------------------


def test_a_passport_that_does_not_parse(data):
    spoil(data, "datapackage.json", '"name": "market",', '"name": "market"')
    told = messages(data)
    assert told == [
        "data/datapackage.json, row 4: this is not valid JSON (Expecting ',' delimiter at column 2); mend "
        "that line, or bring it back with: git checkout -- data/datapackage.json."
    ]
    with pytest.raises(DataProblem, match="cannot be read.*Mend that place"):
        passport.passport(data)


def test_a_passport_that_is_missing(data):
    (data / "datapackage.json").unlink()
    spoil(data, PARTNERS, "Russia", "Россия".encode("cp1251"))
    told = messages(data)
    assert told[0] == (
        "data/datapackage.json: the passport is missing; bring it back with: git checkout -- data/datapackage.json."
    )
    # The tables cannot be compared with anything, but what they show by themselves is still told.
    assert len(told) == 2 and "bytes that are not UTF-8" in told[1]


def _rename(package):
    field_of(package, PARTNERS, "value_usd_m")["unit"] = "USD billion"


def _no_unit(package):
    del field_of(package, PARTNERS, "value_usd_m")["unit"]


def _unit_without_name(package):
    field_of(package, "market/money.csv", "value")["unit"] = "USD million"


PASSPORT = {
    "unit and name disagree": (
        _rename,
        "says 'USD billion' for the column value_usd_m, but the name says USD million; "
        "make the unit and the end of the name agree.",
    ),
    "no unit": (_no_unit, "gives no unit for the column value_usd_m; write the unit 'USD million'."),
    "unit not in the name": (
        _unit_without_name,
        "says 'USD million' for the column value, but the name does not; "
        "rename the column to value_usd_m, or correct the unit.",
    ),
    "unknown type": (
        lambda package: field_of(package, PARTNERS, "flow").update(type="text"),
        "gives the column flow the type 'text'; use one of string, integer, number, boolean, date, year, yearmonth.",
    ),
    "no meaning": (
        lambda package: field_of(package, PARTNERS, "flow").update(description=""),
        "does not say what the column flow means; write a description in a few words.",
    ),
    "no licence": (
        lambda package: entry_of(package, PARTNERS).update(licenses=[]),
        "has no licence; add licenses with a name and a title.",
    ),
    "no title": (lambda package: entry_of(package, PARTNERS).pop("title"), "has no title; write its title."),
    "no gaps": (lambda package: entry_of(package, PARTNERS).update(gaps=""), "has no gaps; write its gaps."),
    "no key": (
        lambda package: entry_of(package, PARTNERS)["schema"].pop("primaryKey"),
        "has no primaryKey; name the columns that together occur once only.",
    ),
    "key that is no column": (
        lambda package: entry_of(package, PARTNERS)["schema"].update(primaryKey=["when"]),
        "has the key when, which is no column of it; correct primaryKey.",
    ),
    "link to nowhere": (
        lambda package: entry_of(package, PARTNERS)["schema"]["foreignKeys"][0]["reference"].update(resource="origins"),
        "points to 'origins', which the passport does not list; correct foreignKeys.",
    ),
    "unknown lesson": (
        lambda package: entry_of(package, PARTNERS).update(lesson="commerce"),
        "names the lesson 'commerce', which does not exist; use one of market.",
    ),
}


@pytest.mark.parametrize("case", PASSPORT)
def test_mistakes_in_the_passport(data, case):
    change, message = PASSPORT[case]
    edit(data, change)
    told = messages(data)
    path = "market/money.csv" if case == "unit not in the name" else PARTNERS
    assert len(told) == 1
    assert told[0].startswith(f"data/datapackage.json: the entry of {path} {message}")


def test_entries_that_cannot_be_used(data):
    def change(package):
        package["resources"] += [
            {"name": "lost"},
            {"name": "out", "path": "../secret.csv"},
            dict(entry_of(package, PARTNERS)),
        ]
        entry_of(package, "market/money.csv")["name"] = "market-partners"

    edit(data, change)
    assert messages(data)[:4] == [
        "data/datapackage.json: entry lost has no path; add its path below data/.",
        "data/datapackage.json: the path ../secret.csv leads out of data/; write a path below data/.",
        "data/datapackage.json: market/partners.csv is described twice; keep one entry.",
        "data/datapackage.json: 2 entries are called market-partners; give each entry its own name.",
    ]


SHAPES = {
    "fields are no list": (("schema", "fields"), "many", "schema must hold a list of fields"),
    "a field without a name": (("schema", "fields", 0, "name"), 3, "field 1 has no name"),
    "a maximum in words": (
        ("schema", "fields", 5, "constraints", "maximum"),
        "much",
        "the maximum of the column value_usd_m",
    ),
    "a pattern that is none": (
        ("schema", "fields", 1, "constraints", "pattern"),
        "(",
        "the pattern of the column partner",
    ),
    "a list for a text": (("name",), ["market-partners"], "name must be text"),
    "a key that is a number": (("schema", "primaryKey"), 3, "primaryKey must be a list of column names"),
    "a link without a target": (
        ("schema", "foreignKeys", 0, "reference"),
        None,
        "foreignKeys must be a list, each with fields and a reference",
    ),
    "licences in words": (("licenses",), "CC0", "licenses must be a list"),
}


@pytest.mark.parametrize("case", SHAPES)
def test_an_entry_of_the_wrong_shape_is_told_and_not_a_crash(data, case, capsys):
    place, value, message = SHAPES[case]

    def change(package):
        here = entry_of(package, PARTNERS)
        for step in place[:-1]:
            here = here[step]
        here[place[-1]] = value

    edit(data, change)
    assert messages(data) == [
        f"data/datapackage.json: the entry of market/partners.csv is not built as it should be: "
        f"{message}; compare it with the entry of another table."
    ]
    assert main(["data"]) == 1
    assert message in capsys.readouterr().out


@pytest.mark.parametrize("content", ["[]", "{}", '{"resources": 3}', '{"resources": [1]}', "null"])
def test_a_passport_of_another_kind_is_told_and_not_a_crash(data, content, capsys):
    (data / "datapackage.json").write_text(content)
    assert messages(data)[0].startswith("data/datapackage.json: ")
    for arguments in ([], ["--seal"]):
        assert main(["data", *arguments]) == 1


def test_rows_and_bytes_must_fit_too(data):
    edit(data, lambda package: entry_of(package, PARTNERS).update(rows=1))
    assert messages(data) == [
        "data/market/partners.csv: the passport's rows or bytes do not fit this file; run `claimlab data --seal`."
    ]


def test_a_table_that_was_never_sealed(data):
    edit(data, lambda package: entry_of(package, PARTNERS).pop("hash"))
    assert messages(data) == [
        "data/market/partners.csv: the passport has no SHA-256 of this file; run `claimlab data --seal`."
    ]


# --- the command ----------------------------------------------------------------------------------


def test_all_problems_at_once_and_exit_1(data, capsys):
    spoil(data, PARTNERS, ",5226.72,", ',"5,226.72",')
    spoil(data, STATEMENTS, "\n2023-01-20,", "\nyesterday,")
    spoil(data, "geo/test.geojson", "71.4", "714")
    spoil(data, "claims.csv", ',yes,roughly right,"In current', ',yes,so so,"In current')
    (data / "market/money.csv").unlink()
    assert main(["data"]) == 1
    told = capsys.readouterr().out
    for part in (
        "a number with a thousands separator",
        "said_on is 'yesterday'",
        "a point outside the globe",
        "C28 has the verdict 'so so'",
        "data/market/money.csv: the file is missing",
    ):
        assert part in told
    assert "market/partners.csv " in told and "2 problems" in told
    lines = told.splitlines()
    assert sum(line.startswith("- ") for line in lines) == int(re.search(r"(\d+) problems:", told)[1])


def test_many_alike_are_counted_not_listed(data, capsys):
    text = (data / PARTNERS).read_text(encoding="utf-8")
    (data / PARTNERS).write_text(text.replace(",Kazakhstan,", ",Kasachstan,"), encoding="utf-8", newline="\n")
    assert main(["data"]) == 1
    told = capsys.readouterr().out
    assert told.count("counted_by is 'Kasachstan'") == 5
    assert "- data/market/partners.csv: 55 more rows with the same problem (not in the list in counted_by)." in told


def test_fine_data_print_one_line_a_table_and_exit_0(data, capsys):
    assert main(["data"]) == 0
    *tables, last = capsys.readouterr().out.splitlines()
    assert last == "All is in order."
    assert len(tables) == len(passport.resources(data))
    assert re.match(r"market/partners\.csv +60 rows +8 columns +ok +1995–2023", tables[2])


def test_seal_writes_only_the_three_fields(data, capsys):
    before = (data / "datapackage.json").read_text(encoding="utf-8").splitlines()
    assert passport.seal(data, data.parent) == []
    spoil(data, PARTNERS, ",5226.72,", ",5226.725,")
    assert main(["data", "--seal"]) == 0
    after = (data / "datapackage.json").read_text(encoding="utf-8").splitlines()
    changed = [new.strip().split(":")[0] for old, new in zip(before, after) if old != new]
    assert len(before) == len(after) and changed == ['"bytes"', '"hash"']
    assert "written: data/datapackage.json" in capsys.readouterr().out


def test_the_passport_has_one_line_a_column(data):
    path = data / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    lines = [line.strip().rstrip(",") for line in path.read_text(encoding="utf-8").splitlines()]
    for entry in package["resources"]:
        for field in entry.get("schema", {}).get("fields", []):
            assert json.dumps(field, ensure_ascii=False) in lines
    assert path not in passport.seal(data, data.parent)


def test_seal_does_not_hide_bad_values(data):
    spoil(data, PARTNERS, ",5226.72,", ",,")
    assert main(["data", "--seal"]) == 1


def test_seal_remakes_what_is_made_from_passport_and_ledger(data):
    readme = data.parent / "README.md"
    readme.write_text(f"# Title\n\n{passport.START}\nold\n{passport.END}\n\nend\n", encoding="utf-8")
    assert readme in passport.seal(data, data.parent)
    text = readme.read_text(encoding="utf-8")
    assert text.startswith("# Title\n\n<!-- claims:start -->\n| lesson | supported |")
    assert text.endswith("<!-- claims:end -->\n\nend\n") and "C28" in text and "\nold\n" not in text
    assert passport.seal(data, data.parent) == []


def test_claims_prints_the_matrix(data, capsys):
    assert main(["data", "--claims"]) == 0
    told = capsys.readouterr().out
    assert "| C28 | 2022 and 2023 were record years" in told


def test_problem_without_a_row_has_no_row_in_its_message():
    assert str(Problem("data/a.csv", None, "x is wrong", "mend it")) == "data/a.csv: x is wrong; mend it."


# --- where a figure comes from --------------------------------------------------------------------


def test_source_of_takes_rows_tables_dicts_and_ids(data):
    import pandas as pd

    partners = pd.read_csv(data / PARTNERS)
    row = passport.source_of(partners.iloc[0])
    assert row.publisher == "World Bank WITS from UN Comtrade"
    assert passport.source_of({"source_id": "wits_kaz"}) == row == passport.source_of("wits_kaz")
    assert passport.source_of(row) is row
    every = passport.source_of(partners)
    assert [each.source_id for each in every] == list(dict.fromkeys(partners.source_id))
    assert passport.source_of(partners.source_id) == every
    assert "Licence:" in repr(every) and "World Bank WITS" in every._repr_html_()


def test_a_source_shows_its_link_licence_and_warning():
    source = passport.Source(
        "x",
        "A <b> title",
        "Nobody",
        "https://example.org/a (page 3)",
        "not dated",
        "secondary",
        "CC0",
        "One page only.",
        "2024-01-02",
        "copy",
    )
    assert source.link == "https://example.org/a" and source.weak == passport.CARE["copy"]
    html = source._repr_html_()
    assert 'href="https://example.org/a"' in html and "A &lt;b&gt; title" in html and passport.CARE["copy"] in html
    assert repr(source).splitlines() == [
        "A <b> title",
        "  Nobody, date not dated (secondary), read 2024-01-02",
        "  https://example.org/a (page 3)",
        "  Licence: CC0",
        f"  Care: {passport.CARE['copy']}",
    ]
    assert passport.Source("x", "t", "p", "a book", "1999", "secondary", "l", "n").link == ""


@pytest.mark.parametrize("thing", ["bns_2203", 3, None, {"year": 2}, [1]])
def test_an_unknown_source_is_one_clear_sentence(data, thing):
    with pytest.raises(DataProblem) as caught:
        passport.source_of(thing)
    assert re.match(
        r"There is no source 'bns_2203'. The nearest are: |This has no source_id. Give source_of\(\) ",
        str(caught.value),
    )


def test_resource_by_path_or_name_and_the_nearest_names(data):
    assert passport.resource("market/partners") is passport.resource("market-partners")
    with pytest.raises(DataProblem, match="no table 'market/partner'. The nearest are: market/partners"):
        passport.resource("market/partner")
