"""Enrolling, amending and revealing persons, and their consents."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.people import vault
from yugong.ground.people.identity import Identity, columns, open_person
from yugong.ground.people.models import Account, Consent, Person
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission

SHOWN = {"number": "证件号码", "phone": "手机", "born": "出生日期", "name": "姓名"}


def _known(given: Identity) -> Person | None:
    if not given.number:
        return None
    indexes = vault.blinds(f"{given.paper}:{given.number}", "number")
    return Person.objects.filter(number_index__in=indexes, merged_into__isnull=True).first()


@action(Permission.PERSON_ENROL)
def enrol(*, given: Identity, source: str, verified: bool = False, by: Actor, at: datetime) -> Person:
    """The person with this number, made when unknown; gaps of a known one are filled, values never changed.

    Refuses when the number is known under another name: two persons, or a typing mistake.
    """
    person = _known(given)
    if person is None:
        row = uuid7()
        person = Person(id=row, source=source, verified=verified, recorded_at=at, **columns(given, row=row))
        person.save(force_insert=True)
        return person
    held = open_person(person)
    if held.name != given.name:
        raise Refused(
            "这个证件号已经登记在另一个姓名下，请核对姓名和证件号", field="number", code="id_conflict"
        )
    filled = held.filled_by(given)
    if filled != held or (verified and not person.verified):
        for column, value in columns(filled, row=person.pk).items():
            setattr(person, column, value)
        person.verified = person.verified or verified
        person.save()
    return person


@action(Permission.PERSON_CHANGE, on="person")
def amend(*, person: Person, changes: dict[str, Any], reason: str, by: Actor, at: datetime) -> Person:
    """Correct a person's facts (names of Identity); the log keeps which facts, never their values."""
    given = replace(open_person(person), **changes)
    for column, value in columns(given, row=person.pk).items():
        setattr(person, column, value)
    person.save()
    facts(changed=sorted(changes), reason=reason)
    return person


@action(Permission.PERSON_REVEAL, on="person")
def reveal(
    *, person: Person, fields: tuple[str, ...], purpose: str, by: Actor, at: datetime
) -> dict[str, str]:
    """Show sealed facts in full to one who may see them; the person sees who looked, when and what for."""
    if not purpose.strip():
        raise Refused("请写明查看用途，本人会看到", field="purpose")
    if unknown := set(fields) - set(SHOWN):
        raise Refused(f"没有这些信息项：{'、'.join(sorted(unknown))}", field="fields")
    held = open_person(person)
    facts(fields=list(fields), purpose=purpose.strip())
    return {name: str(getattr(held, name) or "") for name in fields}


@action(Permission.PERSON_VIEW, on="person")
def look(*, person: Person, by: Actor, at: datetime) -> Person:
    """Note that an officer opened a person's page, masked as it is; the person sees who looked and when."""
    return person


@action(Permission.PERSON_SELF, on="person")
def consent(*, person: Person, purpose: str, wording: str, by: Actor, at: datetime) -> Consent:
    """Record a person's own yes to a purpose, in the wording he saw; a standing one is given back."""
    standing = Consent.objects.filter(
        person=person, purpose=purpose, wording=wording, withdrawn_at=None
    ).first()
    if standing:
        return standing
    row = Consent(person=person, purpose=purpose, wording=wording, given_at=at)
    row.save()
    facts(purpose=purpose, wording=wording)
    return row


@action(Permission.PERSON_SELF, on="person")
def withdraw_consent(*, person: Person, purpose: str, by: Actor, at: datetime) -> int:
    """Take back the yes to a purpose; returns how many standing consents ended."""
    facts(purpose=purpose)
    return Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None).update(withdrawn_at=at)


@action(Permission.MEMBERSHIP_CHANGE, on="person")
def adopt(*, person: Person, into: Person, by: Actor, at: datetime) -> Person:
    """Say that an applicant's provisional row is a person already known; his account follows.

    Refuses when the known person has an account of his own.
    """
    if person.pk == into.pk:
        return into
    if Account.objects.filter(person=into).exists():
        raise Refused("这个人已经有自己的账号，请核对是不是本人", field="number")
    Account.objects.filter(person=person).update(person=into)
    person.merged_into = into
    person.save(update_fields=["merged_into"])
    facts(into=into.pk)
    return into
