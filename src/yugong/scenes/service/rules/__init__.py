"""What this scene computes."""
