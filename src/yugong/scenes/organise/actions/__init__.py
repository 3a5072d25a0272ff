"""The verbs of this scene."""
