"""What is done in this scene beside its matters."""
