"""What is seen: cards, pictures, widgets and their controls."""
