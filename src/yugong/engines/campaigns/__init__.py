"""Gatherings of people: places, who may enrol, lots, waiting lists, sessions, check-in, feedback."""
