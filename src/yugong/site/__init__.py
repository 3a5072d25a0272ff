"""Composition: settings, the URL map, front doors and the console."""
