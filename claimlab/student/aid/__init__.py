"""First aid, one file for each kind of error."""
