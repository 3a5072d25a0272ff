"""Dated numbers that a city may change, each with its source, and the table of holidays."""
