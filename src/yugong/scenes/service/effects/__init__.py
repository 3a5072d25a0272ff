"""What a decision in this scene does."""
