"""Shared by all tests: no test reads or writes a student's own files."""

import os

os.environ["CLAIMLAB_FRESH"] = "1"
os.environ.setdefault("MPLBACKEND", "agg")
