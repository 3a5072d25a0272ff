"""What is checked about the whole house, so that no reviewer has to remember it."""
