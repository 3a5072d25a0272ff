"""The rows of the books; each file holds the rows of one function."""
