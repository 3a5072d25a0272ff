"""Enrolling, amending and revealing persons, and their consents."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import divisible, facts, words
from yugong.ground.people.identity import Identity, columns, open_person
from yugong.ground.people.models import Consent, Merge, Person
from yugong.ground.people.queries.persons import find_by_number, unproved
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission

PURPOSE = 80
TAKEN = "这个证件号已经登记给另一个人；如果是同一个人，请到「重复登记」里合并"
SHOWN = {"number": "证件号码", "phone": "手机", "born": "出生日期", "name": "姓名"}


def _known(given: Identity) -> Person | None:
    if not given.number:
        return None
    return find_by_number(given.number, paper=given.paper)


def _first(made: Person, given: Identity) -> Person:
    """The new row; or the one that somebody else made for the same number a moment before."""
    try:
        with transaction.atomic(savepoint=divisible()):
            made.save(force_insert=True)
    except IntegrityError:
        if person := _known(given):
            return person
        raise
    return made


def part_from_number(person: Person) -> None:
    """Take back a number that only its owner's own word tied to him; his name and phone stay."""
    held = replace(open_person(person), number="", born=None, sex="")
    for column, value in columns(held, row=person.pk).items():
        setattr(person, column, value)
    person.save()


@action(Permission.PERSON_ENROL)
def enrol(*, given: Identity, source: str, verified: bool = False, by: Actor, at: datetime) -> Person:
    """The person with this number, made when unknown; gaps of a known one are filled, values never changed.

    Refuses when the number is known under another name: two persons, or a typing mistake. A number that
    somebody merely claimed by phone gives way to what a union knows.
    """
    person = _known(given)
    if person is not None and source != "join" and unproved(person, phone=given.phone):
        part_from_number(person)
        person = None
    if person is None:
        row = uuid7()
        made = Person(id=row, source=source, verified=verified, recorded_at=at, **columns(given, row=row))
        person = _first(made, given)
        if person is made:
            return person
    person = Person.objects.select_for_update().get(pk=person.pk)
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
    person.insist_live()
    given = replace(open_person(person), **changes)
    known = _known(given)
    if known is not None and known.pk != person.pk:
        raise Refused(TAKEN, field="number", code="id_conflict")
    for merge in Merge.objects.filter(kept=person, undone_at=None):
        merge.filled = {name: was for name, was in merge.filled.items() if name not in changes}
        merge.save(update_fields=["filled"])
    for column, value in columns(given, row=person.pk).items():
        setattr(person, column, value)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        raise Refused(TAKEN, field="number", code="id_conflict") from None
    facts(changed=sorted(changes))
    words(reason=reason)
    return person


@action(Permission.PERSON_CHANGE, on="person")
def verify(*, person: Person, by: Actor, at: datetime) -> Person:
    """Say that a person's number was compared with his paper, by an officer who is not himself."""
    if by.seat is None or by.person_id == person.pk:
        raise Refused("本人的证件由工会干部核对", code="own")
    if person.number_index is None:
        raise Refused("还没有登记证件号，请先补登", field="number")
    person.verified = True
    person.save(update_fields=["verified"])
    return person


@action(Permission.PERSON_REVEAL, on="person")
def reveal(
    *, person: Person, fields: tuple[str, ...], purpose: str, by: Actor, at: datetime
) -> dict[str, str]:
    """Show sealed facts in full to one who may see them; the person sees who looked, when and what for."""
    if not purpose.strip():
        raise Refused("请写明查看用途，本人会看到", field="purpose")
    if len(purpose.strip()) > PURPOSE:
        raise Refused(f"查看用途最多 {PURPOSE} 个字", field="purpose", code="too_long")
    if unknown := set(fields) - set(SHOWN):
        raise Refused(f"没有这些信息项：{'、'.join(sorted(unknown))}", field="fields")
    held = open_person(person)
    facts(fields=list(fields))
    words(purpose=purpose)
    return {name: str(getattr(held, name) or "") for name in fields}


@action(Permission.PERSON_VIEW, on="person")
def look(*, person: Person, by: Actor, at: datetime) -> Person:
    """Note that an officer opened a person's page, masked as it is; the person sees who looked and when."""
    return person


@action(Permission.PERSON_SELF, on="person")
def consent(*, person: Person, purpose: str, wording: str, by: Actor, at: datetime) -> Consent:
    """Record a person's own yes to a purpose, in the wording he saw; a standing one is given back."""
    person.insist_live()
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
    ended = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None).update(withdrawn_at=at)
    if not ended:
        raise Refused("没有这项同意，或者已经撤回。", field="purpose")
    facts(purpose=purpose)
    return ended


@action(Permission.MEMBERSHIP_CHANGE, on="person")
def disclaim(*, person: Person, by: Actor, at: datetime) -> Person:
    """Say that a person is not the one to whom the number belongs that he entered himself."""
    if person.source != "join" or person.verified:
        raise Refused("这个证件号是工会登记的，不能这样撤下", field="number")
    part_from_number(person)
    return person
