"""The tasks of the exercise sets, one module per lesson: questions, answers computed from data/, named mistakes."""
