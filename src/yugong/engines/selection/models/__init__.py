"""The rows of contests; each file holds the rows of one function."""
