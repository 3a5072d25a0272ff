"""A union's own roster: its empty form, its people beside the register, its sealed file."""
