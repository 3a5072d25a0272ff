"""What is done with campaigns; nothing else writes their rows."""
