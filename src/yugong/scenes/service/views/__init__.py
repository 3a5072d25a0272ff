"""The pages of this scene."""
