"""The sealed columns and blind indexes of persons, accounts and cards, and the keys of the log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count

from yugong.ground.audit.models import Event
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
