"""Who may do what to which row, and who is asking: roles, the one-page policy, its querysets."""
