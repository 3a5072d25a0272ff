"""Ballots and juries: who may vote, one voice each, secret and open to recount."""
