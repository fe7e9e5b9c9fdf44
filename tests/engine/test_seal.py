"""A table that is no longer the one of the course is named, by what reads it and by the check."""

import pytest

from claimlab.checks.check import look
from claimlab.checks.task import task
from claimlab.checks.values import DONE, WRONG
from claimlab.evidence import tables
from claimlab.evidence.tables import DataProblem, table

TABLE = "harvest/apples"


@pytest.fixture
def apples(home):
    tables._read.cache_clear()
    yield home / "data" / f"{TABLE}.csv"
    tables._read.cache_clear()


def test_a_sound_table_and_one_with_other_line_ends_are_read(apples):
    sound = table(TABLE)
    tables._read.cache_clear()
    apples.write_bytes(apples.read_bytes().replace(b"\n", b"\r\n"))
    assert table(TABLE).equals(sound)


@pytest.mark.parametrize(("was", "now"), [(b",", b";"), (b"21.5", b"215"), (b"north", b"North")])
def test_a_table_that_a_spreadsheet_saved_is_named_by_the_check(apples, was, now):
    one = task("00.1")
    right = one.reference()
    assert look(one, right).state == DONE
    tables._read.cache_clear()
    apples.write_bytes(apples.read_bytes().replace(was, now))
    with pytest.raises(DataProblem, match="is not as the course gives it. Did a spreadsheet save it"):
        table(TABLE)
    outcome = look(one, right)
    assert outcome.state == WRONG and "git checkout -- data/harvest/apples.csv" in outcome.hint
    assert "answer" not in outcome.hint.lower(), "a right answer is not blamed"


def test_without_a_passport_tables_are_read_as_ever(apples, home):
    (home / "data" / "datapackage.json").write_text("{", encoding="utf-8")
    assert len(table(TABLE))
