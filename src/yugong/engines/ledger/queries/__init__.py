"""What is read from the books."""

from yugong.engines.ledger.queries.balances import balance, left, line_of, lines_of
from yugong.engines.ledger.queries.execution import execution
from yugong.engines.ledger.queries.proving import verify

__all__ = ["balance", "execution", "left", "line_of", "lines_of", "verify"]
