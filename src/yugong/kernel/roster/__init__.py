"""Rosters as they come from life: a file in, checked lines and a report out; no database."""
