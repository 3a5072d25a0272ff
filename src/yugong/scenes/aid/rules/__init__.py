"""Who gets what, why, and by which clause."""
