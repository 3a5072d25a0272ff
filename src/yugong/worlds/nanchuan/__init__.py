"""Nanchuan District as the demo shows it: its federation, streets and towns, and sixty grassroots unions."""
