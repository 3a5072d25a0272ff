"""The rights front of the demo: its teams and letters, a year of the hotline, mediations and legal aid."""
