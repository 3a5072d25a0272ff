"""What the scene keeps of its own: each file holds the rows of one function."""
