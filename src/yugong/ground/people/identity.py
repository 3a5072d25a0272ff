"""Identity: what is known of a person, between the sealed row and those who may see it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from yugong.ground.people import vault

if TYPE_CHECKING:  # sealing runs in processes that know no models
    from yugong.ground.people.models import Person

TABLE = "people_person"


@dataclass(frozen=True, slots=True)
class Identity:
    """A person's facts in clear; lives in memory only. `extra` holds further registration facts."""

    name: str
    paper: str = "resident"
    number: str = ""
    phone: str = ""
    sex: str = ""
    born: date | None = None
    extra: dict[str, Any] = field(default_factory=dict)

    def filled_by(self, other: "Identity") -> "Identity":
        """These facts, with gaps (never values) filled from the other."""
        return replace(
            self,
            number=self.number or other.number,
            phone=self.phone or other.phone,
            sex=self.sex or other.sex,
            born=self.born or other.born,
            extra={**other.extra, **self.extra},
        )


def _seal(text: str, column: str, row: UUID) -> bytes | None:
    return vault.seal(text, table=TABLE, column=column, row=row) if text else None


def columns(given: Identity, *, row: UUID) -> dict[str, Any]:
    """The sealed columns and blind indexes of a person's row."""
    return {
        "name_sealed": _seal(given.name, "name_sealed", row),
        "paper": given.paper,
        "number_sealed": _seal(given.number, "number_sealed", row),
        "phone_sealed": _seal(given.phone, "phone_sealed", row),
        "born_sealed": _seal(given.born.isoformat() if given.born else "", "born_sealed", row),
        "sex": given.sex,
        "facts_sealed": _seal(
            json.dumps(given.extra, ensure_ascii=False) if given.extra else "", "facts_sealed", row
        ),
        **indexes(given),
    }


def indexes(given: Identity) -> dict[str, Any]:
    """The blind indexes of a person's row."""
    number, phone = given.number, given.phone
    return {
        "name_index": vault.blind(given.name, "name"),
        "name_grams": vault.grams(given.name),
        "number_index": vault.blind(f"{given.paper}:{number}", "number") if number else None,
        "tail_index": vault.blind(number[-4:], "tail") if number else None,
        "phone_index": vault.blind(phone, "phone") if phone else None,
        "phone_tail_index": vault.blind(phone[-4:], "phone_tail") if phone else None,
    }


def name_of(row: UUID, name_sealed: bytes | memoryview) -> str:
    """The name alone, for lists."""
    return vault.unseal(name_sealed, table=TABLE, column="name_sealed", row=row)


def opened(row: UUID, column: str, blob: bytes | memoryview | None) -> str:
    """One sealed column of a person in clear."""
    return vault.unseal(blob, table=TABLE, column=column, row=row)


def opened_many(rows: Sequence[str], column: str, blobs: Sequence[bytes | None]) -> list[str]:
    """The same of one column of many persons, whose ids come as text."""
    return vault.unseal_many(blobs, rows, table=TABLE, column=column)


def open_person(person: "Person") -> Identity:
    """Everything known of a person, in clear. Callers answer for who may see it."""
    born = opened(person.pk, "born_sealed", person.born_sealed)
    extra = opened(person.pk, "facts_sealed", person.facts_sealed)
    return Identity(
        name=opened(person.pk, "name_sealed", person.name_sealed),
        paper=person.paper,
        number=opened(person.pk, "number_sealed", person.number_sealed),
        phone=opened(person.pk, "phone_sealed", person.phone_sealed),
        sex=person.sex,
        born=date.fromisoformat(born) if born else None,
        extra=json.loads(extra) if extra else {},
    )
