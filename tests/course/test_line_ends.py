"""A clone on Windows, where git changes line ends by default, holds the same bytes."""

import subprocess

import pytest

from tests.places import ROOT


def test_a_clone_with_autocrlf_has_the_line_ends_of_the_course(tmp_path):
    if not (ROOT / ".git").exists():
        pytest.skip("not a git clone")
    copy = tmp_path / "clone"
    asked = ["git", "-c", "core.autocrlf=true", "clone", "-q", "--depth", "1", f"file://{ROOT}", str(copy)]
    subprocess.run(asked, check=True, capture_output=True)
    listed = subprocess.run(
        ["git", "-C", str(copy), "ls-files", "--eol"], capture_output=True, text=True, check=True
    ).stdout
    wrong = [line for line in listed.splitlines() if "w/crlf" in line or "w/mixed" in line]
    assert not wrong, f"{len(wrong)} files would be changed: {wrong[:3]}"
