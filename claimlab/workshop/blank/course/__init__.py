"""The course: course.toml lists the lessons, and one folder is one lesson."""
