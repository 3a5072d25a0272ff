"""The migrations of sign-in."""
