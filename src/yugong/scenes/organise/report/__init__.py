"""The yearly review of a union: sentences bound to measures, and what is not on record said as such."""
