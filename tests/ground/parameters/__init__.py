"""Tests of dated parameters."""
