"""What the moves of this scene's kinds bring about, one file per function."""
