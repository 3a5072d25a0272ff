"""What one can ask for in this scene; each file declares one kind."""
