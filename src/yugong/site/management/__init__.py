"""Commands of Django's own that this platform carries out in its way."""
