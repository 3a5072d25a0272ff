"""What the moves of this scene bring about."""
