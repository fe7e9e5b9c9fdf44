"""What is kept, and help with the computer: guesses, progress, copies, doctor, first aid."""
