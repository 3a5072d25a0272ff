"""What the pages of this scene read."""
