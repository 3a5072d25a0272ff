"""Numbers that open: every figure of a union and a time, and behind it the list of its records."""
