"""What is done in this scene."""
