"""Applying to join: one person, one consent, one matter in one transaction, however often it is sent."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from yugong.engines.matters import actions as matters
from yugong.engines.matters.actions import Matter
from yugong.engines.matters.queries import open_of
from yugong.ground.audit.queries import story_of
from yugong.ground.org import queries as org
from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people import queries
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Account, Membership, Person
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.identifiers import check_id, check_name
from yugong.scenes.organise.trades import BY_KEY

WORDING = "join-2026-01"


def apply(*, account: Account, answers: Mapping[str, Any], key: str, by: Actor, at: datetime) -> Matter:
    """Apply to join a union; decided at once where the facts suffice, else in the union's worklist.

    The account's verified phone ties it to a known person only when name, number and phone agree; otherwise
    the union's officer checks who it is. Refuses with the field named. The same `key` gives the same matter,
    and so does another one as long as the first is undecided: one person waits in one queue.
    """
    given = dict(answers)
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account.pk)
        person = account.person or _person(account, given, by=by, at=at)
        me = replace(by, person_id=person.pk, key=f"person:{person.pk}")
        if waits := undecided(person.pk):
            return waits
        if given.get("agree"):
            people.consent(person=person, purpose="join", wording=WORDING, by=me, at=at)
        return matters.open(kind="organise.join", asker=person, answers=given, key=key, by=me, at=at)


def undecided(person_id: UUID) -> Matter | None:
    """The person's application that no union has decided yet."""
    found = open_of(person_id, "organise.join")
    return found if found and found.handled_at is None else None


def _person(account: Account, given: Mapping[str, Any], *, by: Actor, at: datetime) -> Person:
    """The person behind an account that has none yet: known and proved by phone, new, or to be checked."""
    name, paper = check_name(given.get("name", "")), str(given.get("paper") or "resident")
    checked = check_id(given.get("number", ""), kind=paper, today=local_day(at))
    if not name.valid:
        raise Refused(name.why, field="name", code=name.code)
    if not checked.valid:
        raise Refused(checked.why, field="number", code=checked.code)
    phone = queries.phone_of_account(account)
    known = queries.find_by_number(checked.normalised, paper=paper)
    if known is not None:
        if proved(known, name=name.normalised, phone=phone):
            people.link_account(account=account, person=known, by=by, at=at)
            return known
        identity = Identity(name=name.normalised, phone=phone)
    else:
        sex = {"男": "1", "女": "2"}.get(checked.sex or "", "")
        identity = Identity(name.normalised, paper, checked.normalised, phone, sex, checked.birth)
    person = people.enrol(given=identity, source="join", by=by, at=at)
    people.link_account(account=account, person=person, by=by, at=at)
    return person


def proved(known: Person, *, name: str, phone: str) -> bool:
    """Whether name and verified phone show that somebody is this person, who has no account yet.

    A phone that an officer typed in later proves nothing: else he could sign in as his member.
    """
    held, taken = queries.identity_of(known), Account.objects.filter(person=known).exists()
    typed = any("phone" in deed.data.get("changed", ()) for deed in story_of(known, did="people.amend"))
    return held.name == name and held.phone == phone != "" and not taken and not typed


def recognised(*, account: Account, given: Mapping[str, Any], by: Actor, at: datetime) -> bool:
    """Whether the applicant is a member already, whom moving helps and joining does not.

    An account that has no person yet is tied to the member whom name, number and phone prove.
    """
    account = Account.objects.get(pk=account.pk)
    if account.person_id is None:
        known = queries.find_by_number(
            str(given.get("number", "")), paper=str(given.get("paper", "resident"))
        )
        phone, name = queries.phone_of_account(account), check_name(given.get("name", "")).normalised
        if known is None or not queries.membership_of(known.pk) or not proved(known, name=name, phone=phone):
            return False
        people.link_account(account=account, person=known, by=by, at=at)
        return True
    return queries.membership_of(account.person_id) is not None


def destinations(stretch: Membership, *, invited: Unit | None) -> list[tuple[Unit, str]]:
    """Where a member may want to move, the likeliest first, each with why."""
    work = queries.employment_of(stretch.person_id)
    employer = work.employer if work else None
    own = org.union_of(employer) if employer else None
    trade = BY_KEY.get(stretch.trade)
    home = org.home_unit(
        home_for=(trade.home_for if trade else "") or "platform",
        division_code=employer.division_code if employer else stretch.unit.division_code,
    )
    found: dict[int, tuple[Unit, str]] = {}
    for unit, why in (
        (invited, "你扫码的工会"),
        (own, "你现在单位的工会"),
        (home, "单位没有工会的，先放在这里，等建了会再转"),
    ):
        if unit is not None and unit.pk != stretch.unit_id:
            found.setdefault(unit.pk, (unit, why))
    return list(found.values())


def employer_meant(*, text: str, unit: Unit | None) -> str:
    """The employer behind what was typed to find a union; words that only named the union are none."""
    if not text or org.find_employer(text):
        return text
    if unit is not None and unit.employer:
        return unit.employer.name
    return "" if unit is not None and text in unit.name else text


def suggested_unit(*, trade: str, employer: str, blind: bool, division_code: str = "") -> Unit | None:
    """The union to propose: the employer's own (never when joining blind), else a home union."""
    found = org.find_employer(employer) if employer.strip() else None
    if found and not blind and (union := org.union_of(found)):
        return union
    home_for = BY_KEY[trade].home_for if trade in BY_KEY else ""
    place = division_code or (found.division_code if found else "")
    return org.home_unit(home_for=home_for or "platform", division_code=place)
