"""The tools of those who write the course: build, slides, strength, bench. No lesson imports them."""
