"""The rows of campaigns; each file holds the rows of one function."""
