"""What happens when pytest checks a student's saved notebook: take it apart, run it, judge it, report it."""
