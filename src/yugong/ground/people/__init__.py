"""Persons and what ties them to unions, employers and posts, over time."""
