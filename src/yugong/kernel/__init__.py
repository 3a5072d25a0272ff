"""Plain Python that computes with values: no Django, no database."""
