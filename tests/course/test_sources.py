"""Rules over the list of sources: each says when it was read, and leads to a page that can be opened before a class."""

import re

import pytest

from claimlab.evidence.passport import sources

SOURCES = sources()

#: Addresses that nobody should have to open in a class: a bare IP number, private blogs, networks that repost others.
EMBARRASSING = re.compile(
    r"https?://(\d+\.\d+\.\d+\.\d+|[\w.-]*(andrewtheprophet|news-pravda|sott\.net|compromat|playcrazygame|chernayakobra|longform\.social))"
)


@pytest.mark.parametrize("source_id", SOURCES)
def test_a_source_names_the_day_it_was_read(source_id):
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", SOURCES[source_id].accessed)


def test_an_undated_source_says_so_in_one_way():
    odd = {one.published for one in SOURCES.values() if not one.published[:1].isdigit()}
    assert odd <= {"not stated", "version 4.0.0", "version 4.1.0", "version 0.6.0", "release of 2022 or before"}


def test_a_repository_address_names_its_commit_or_release():
    bare = [
        one.source_id
        for one in SOURCES.values()
        if "github.com/" in one.url and not re.search(r"commit|release", one.url + one.publisher + one.title + one.note)
    ]
    assert bare == []


def test_no_link_leads_where_a_teacher_would_not_go():
    assert [one.source_id for one in SOURCES.values() if EMBARRASSING.match(one.link)] == []
