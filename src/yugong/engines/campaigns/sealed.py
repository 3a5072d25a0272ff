"""The sealed columns of campaigns."""
