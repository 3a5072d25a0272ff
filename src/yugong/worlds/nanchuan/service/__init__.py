"""The demo's year of services."""
