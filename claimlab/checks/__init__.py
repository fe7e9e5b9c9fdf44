"""What is asked: tasks, the kinds of answer, and what can be said about a wrong one."""
