"""What is read from the books."""
