"""Who belongs to a household: added, changed, taken off, and carried over from an earlier file."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from yugong.engines.matters.actions import Matter
from yugong.ground.audit.action import action
from yugong.ground.people.models import Person
from yugong.ground.people.queries import find_by_number, identity_of
from yugong.ground.people.row_cells import seal, unseal
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.field import insist_all
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission
from yugong.scenes.aid.models import Household, HouseholdMember, HouseholdState
from yugong.scenes.aid.queries import sheets
from yugong.scenes.aid.queries.places import index_of
from yugong.scenes.aid.rules.declaring import MEMBER, SELF, SELF_FIELDS, TOPICS, age

OWN = ("phone", "health", "illness", "study", "school")
MOST = 15
TWICE = "这位家人已经加过了"


def seat_self(household: Household, *, at: datetime) -> HouseholdMember:
    """The main person as the first member, with what the house knows of him."""
    held = identity_of(household.person)
    number = held.number if held.paper == "resident" else ""
    row = HouseholdMember(id=uuid7(), household=household, person=household.person, relation=SELF)
    write(row, name=held.name, number=number, own={"phone": held.phone}, on=local_day(at))
    return row


def write(row: HouseholdMember, *, name: str, number: str, own: Mapping[str, Any], on: date) -> None:
    """Seal what is known of a member into his row."""
    row.name_sealed, row.number_sealed = seal(row, "name_sealed", name), seal(row, "number_sealed", number)
    row.number_index = index_of(number)
    row.adult = row.relation == SELF or age(number, on) >= 18
    row.facts_sealed = seal(row, "facts_sealed", {key: own.get(key) or "" for key in OWN})
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refused(TWICE, field="number", code="twice") from None


def carry_over(household: Household, before: Household) -> dict[str, Any]:
    """Members and answers of an earlier file, to be looked through and not typed again."""
    on = local_day(household.opened_at)
    for old in before.members.filter(left_on__isnull=True).order_by("id"):
        known = {"name": unseal(old, "name_sealed"), "number": unseal(old, "number_sealed") or ""}
        own = unseal(old, "facts_sealed") or {}
        if old.relation == SELF:
            row = household.members.get(relation=SELF)
            known = {
                "name": unseal(row, "name_sealed"),
                "number": unseal(row, "number_sealed") or known["number"],
            }
        else:
            row = HouseholdMember(id=uuid7(), household=household, person=old.person, relation=old.relation)
        write(row, own=own, on=on, **known)
    last = before.statements.order_by("-id").first()
    given = sheets.sheet(last) if last else {}
    return {"earlier": {topic: given[topic] for topic in TOPICS if given.get(topic)}}


def insist_open(household: Household) -> None:
    """Members change before the declaration is sent, or while the union waits for it to be mended."""
    if household.state == HouseholdState.DRAFT:
        return
    stage = Matter.objects.filter(number=household.matter or "").values_list("stage", flat=True).first()
    if stage != "mend":
        raise Refused("已经提交，现在不能改；要补充，请给经办人留言", code="sent")


@action(Permission.MATTER_OPEN, on="household", named="aid.member_added")
def add(*, household: Household, given: Mapping[str, Any], by: Actor, at: datetime) -> HouseholdMember:
    """Add somebody who lives with the household."""
    insist_open(household)
    answers = insist_all(MEMBER, given, today=local_day(at))
    if household.members.filter(left_on__isnull=True).count() >= MOST:
        raise Refused(f"一户最多填 {MOST} 人，人更多请到工会办理", code="most")
    row = HouseholdMember(
        id=uuid7(), household=household, person=_registered(answers), relation=answers["relation"]
    )
    write(row, name=answers["name"], number=answers["number"], own=answers, on=local_day(at))
    return row


def _registered(answers: Mapping[str, Any]) -> Person | None:
    """The person of this number when the house knows him under this name; else only his sealed identity."""
    known = find_by_number(answers["number"])
    return known if known is not None and identity_of(known).name == answers["name"] else None


@action(Permission.MATTER_OPEN, on="household", named="aid.member_changed")
def change(
    *, household: Household, member: HouseholdMember, given: Mapping[str, Any], by: Actor, at: datetime
) -> HouseholdMember:
    """Correct a member; a new number needs a new yes."""
    insist_open(household)
    mine = member.relation == SELF
    answers = insist_all(SELF_FIELDS if mine else MEMBER, given, today=local_day(at))
    was = str(unseal(member, "number_sealed") or "")
    known: dict[str, Any] = unseal(member, "facts_sealed") or {}
    name = str(unseal(member, "name_sealed"))
    if not mine:
        member.relation, name = answers["relation"], answers["name"]
        member.person = _registered(answers)
    write(member, name=name, number=answers["number"], own={**known, **answers}, on=local_day(at))
    if was and was != answers["number"]:
        member.consents.filter(withdrawn_at__isnull=True).update(withdrawn_at=at)
    return member


@action(Permission.MATTER_OPEN, on="household", named="aid.member_dropped")
def drop(*, household: Household, member: HouseholdMember, by: Actor, at: datetime) -> HouseholdMember:
    """Take somebody off who does not live with the household."""
    insist_open(household)
    if member.relation == SELF:
        raise Refused("申请人自己不能移出", code="self")
    member.left_on, member.standing, member.link_print = local_day(at), False, None
    member.save()
    return member
