"""The card to which a person is paid, as it may be shown."""

from collections.abc import Iterable
from uuid import UUID

from yugong.engines.ledger.models import PayeeAccount


def card_of(person_id: UUID) -> PayeeAccount | None:
    """The card to which a person is paid, if he has given one; `.masked` is how it is shown."""
    return PayeeAccount.objects.filter(person=person_id, ended_at=None).first()


def cards_of(payees: Iterable[UUID]) -> dict[UUID, str]:
    """The cards of several persons, as they are shown."""
    rows = PayeeAccount.objects.filter(person__in=set(payees), ended_at=None)
    return {row.person_id: row.masked for row in rows}
