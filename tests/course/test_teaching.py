"""The teacher's pages: what is said about shortening a lesson names sections that the lesson has."""

import re

import pytest

from claimlab import course
from tests.places import ROOT


@pytest.mark.parametrize("lesson", course.lessons(), ids=lambda lesson: lesson.stem)
def test_how_to_shorten_names_sections_of_the_lesson(lesson):
    text = (ROOT / "course" / lesson.name / "lesson.md").read_text(encoding="utf-8")
    headings, named = re.findall(r"^#+ (.+)$", text, re.M), re.findall(r"\*([^*]+)\*", lesson.shorten)
    assert len(named) >= 3 and len(lesson.shorten.split()) > 25
    assert [one for one in named if not any(heading.startswith(one) for heading in headings)] == []
