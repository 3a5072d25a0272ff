"""The sealed columns of payments, and the index by which a card is found."""

from collections.abc import Mapping
from typing import Any

from yugong.engines.ledger import cards
from yugong.engines.ledger.models import BankFile, Batch, PayeeAccount
from yugong.ground.people import vault
from yugong.ground.people.cells import Blind, Large, Sealed, cells


def index_of(row: PayeeAccount) -> Mapping[str, Any]:
    """The blind index of a card's number under the active key."""
    return {"number_index": vault.blind(cards.number_of(row), cards.INDEX)}


for column in ("number_sealed", "holder_sealed"):
    cells.add(Sealed(PayeeAccount, column))
cells.add(Blind(PayeeAccount, "number_index", index_of))
cells.add(Sealed(Batch, "returned_sealed"))
cells.add(Large(BankFile, "content_sealed"))
