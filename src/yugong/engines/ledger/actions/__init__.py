"""What is done to the books, imported as modules; nothing else writes them."""

from yugong.engines.ledger.actions import budgets, commitments, entries, funds

__all__ = ["budgets", "commitments", "entries", "funds"]
