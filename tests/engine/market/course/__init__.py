"""A course to spoil."""
