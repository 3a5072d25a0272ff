"""The rows of the books; each file holds the rows of one function."""

from yugong.engines.ledger.models.account import Account
from yugong.engines.ledger.models.batch import (
    BankFile,
    Batch,
    BatchLine,
    BatchState,
    FileKind,
    LineState,
    Outcome,
    ReceiptRow,
)
from yugong.engines.ledger.models.budget import Line, Plan
from yugong.engines.ledger.models.commitment import Commitment
from yugong.engines.ledger.models.entry import Entry, Posting, Volume
from yugong.engines.ledger.models.fund import Fund, Source
from yugong.engines.ledger.models.payee import PayeeAccount
from yugong.engines.ledger.models.payment import Payment, PaymentState

__all__ = [
    "Account",
    "BankFile",
    "Batch",
    "BatchLine",
    "BatchState",
    "Commitment",
    "Entry",
    "FileKind",
    "Fund",
    "Line",
    "LineState",
    "Outcome",
    "PayeeAccount",
    "Payment",
    "PaymentState",
    "Plan",
    "Posting",
    "ReceiptRow",
    "Source",
    "Volume",
]
