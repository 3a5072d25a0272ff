"""What is read in this scene."""
