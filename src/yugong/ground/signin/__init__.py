"""Signing in and out: phone codes, passwords with a second factor, limits, and the sessions one has open."""
