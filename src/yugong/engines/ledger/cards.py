"""A payee's card between the sealed row and those who may see it: its number and its holder."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from yugong.ground.people import vault
from yugong.kernel import masking
from yugong.kernel.fields import Identifier
from yugong.kernel.identifiers import Checked, check_card, check_name

TABLE = "ledger_payeeaccount"
INDEX = "card"


@dataclass(frozen=True)
class BankCard(Identifier):
    """The number of a bank card, asked for in a form."""

    widget: ClassVar[str] = "card"
    mask = staticmethod(masking.bank)

    def check(self, text: str, today: date | None) -> Checked:
        return check_card(text)


def sealed(*, row: UUID, number: str, holder: str) -> dict[str, Any]:
    """The columns of a card's row."""
    return {
        "number_sealed": vault.seal(number, table=TABLE, column="number_sealed", row=row),
        "holder_sealed": vault.seal(holder, table=TABLE, column="holder_sealed", row=row),
        "number_index": vault.blind(number, INDEX),
        "tail": number[-4:],
    }


def number_of(account: Any) -> str:
    """The number in clear; for the bank's file alone."""
    return vault.unseal(account.number_sealed, table=TABLE, column="number_sealed", row=account.pk)


def holder_of(account: Any) -> str:
    """The holder's name in clear."""
    return vault.unseal(account.holder_sealed, table=TABLE, column="holder_sealed", row=account.pk)


def same_name(one: str, other: str) -> bool:
    """Whether two spellings are one name: dots and spaces are written in many ways."""
    plain = [re.sub(r"[\s·]", "", check_name(text).normalised).upper() for text in (one, other)]
    return plain[0] == plain[1] != ""
