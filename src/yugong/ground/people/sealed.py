"""The sealed columns and blind indexes of persons, accounts cards and remarks, and the keys of the log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count

from yugong.ground.audit import sealing
from yugong.ground.audit.models import Event, Remark
from yugong.ground.people import identity, vault
from yugong.ground.people.cells import AUDIT, INDEX, Blind, Passing, Sealed, Uses, cells, passing, uses_of
from yugong.ground.people.models import Account, CardToken, Person

SEALED = ("name_sealed", "number_sealed", "phone_sealed", "born_sealed", "facts_sealed")
INDEXES = ("number_index", "tail_index", "phone_index", "phone_tail_index")


def person_indexes(row: Person) -> Mapping[str, Any]:
    """Every index of a person, from what is sealed."""
    return identity.indexes(identity.open_person(row))


def account_index(row: Account) -> Mapping[str, Any]:
    """The index by which an account is found."""
    phone = vault.unseal(row.phone_sealed, table="people_account", column="phone_sealed", row=row.pk)
    return {"phone_index": vault.blind(phone, "account_phone")}


def signed(at: datetime) -> Uses:
    """How many events were signed with which key: they keep it for ever."""
    return dict(Event.objects.values_list("key_id").annotate(count=Count("id")).order_by("key_id"))


def seal_remark(text: str, row: UUID) -> bytes:
    """A remark of the log, sealed to its row."""
    return vault.seal(text, table="audit_remark", column="text_sealed", row=row)


def open_remark(blob: bytes, row: UUID) -> str:
    """The same, opened."""
    return vault.unseal(blob, table="audit_remark", column="text_sealed", row=row)


sealing.fill(seal_remark, open_remark)
cells.add(Sealed(Remark, "text_sealed"))
for column in SEALED:
    cells.add(Sealed(Person, column))
cells.add(Blind(Person, "name_index", recompute=person_indexes, along=("name_grams",)))
for column in INDEXES:
    cells.add(Blind(Person, column, recompute=person_indexes))
cells.add(Sealed(Account, "phone_sealed"))
cells.add(Blind(Account, "phone_index", recompute=account_index))
passing.add(
    Passing(
        "people.cardtoken.secret_index",
        INDEX,
        lambda at: uses_of(
            CardToken, "secret_index", INDEX, where="expires_at > %s AND revoked_at IS NULL", values=[at]
        ),
    )
)
passing.add(Passing("audit.event.digest", AUDIT, signed))
