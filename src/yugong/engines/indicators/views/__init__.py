"""The pages of numbers."""
