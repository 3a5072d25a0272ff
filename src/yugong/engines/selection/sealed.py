"""The sealed columns of contests."""
