"""The append-only, hash-chained log and the one decorator through which every row changes."""
