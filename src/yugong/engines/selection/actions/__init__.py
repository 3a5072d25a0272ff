"""What is done with contests; nothing else writes their rows."""
