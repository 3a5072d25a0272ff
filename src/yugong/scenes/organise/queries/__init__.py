"""The reads of this scene."""
