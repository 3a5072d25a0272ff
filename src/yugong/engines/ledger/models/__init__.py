"""The rows of the books; each file holds the rows of one function."""

from yugong.engines.ledger.models.account import Account
from yugong.engines.ledger.models.budget import Line, Plan
from yugong.engines.ledger.models.commitment import Commitment
from yugong.engines.ledger.models.entry import Entry, Posting, Volume
from yugong.engines.ledger.models.fund import Fund, Source

__all__ = [
    "Account",
    "Commitment",
    "Entry",
    "Fund",
    "Line",
    "Plan",
    "Posting",
    "Source",
    "Volume",
]
