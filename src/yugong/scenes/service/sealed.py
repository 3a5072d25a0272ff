"""The sealed columns of this scene."""
