"""Filling in a household and sending it: begun with what is known, kept topic by topic, sent once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from yugong.engines.matters import actions as matters
from yugong.engines.matters.actions import Matter
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.queries import employment_of
from yugong.ground.people.row_cells import seal
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.field import insist_all
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission
from yugong.scenes.aid.actions.judging import judge
from yugong.scenes.aid.actions.members import carry_over, seat_self
from yugong.scenes.aid.models import Household, HouseholdState, Statement
from yugong.scenes.aid.queries import households, sheets
from yugong.scenes.aid.queries.places import stands_elsewhere
from yugong.scenes.aid.rules import placing
from yugong.scenes.aid.rules.declaring import TOPICS

KIND = "aid.hardship"
IN_TWO = (
    "有一位家人的材料和已有的困难档案重复，现在不能提交。一户一档：请先和家人核对是不是已经由别人申请过；"
    "搞错了，请带户口簿到工会核对，或者拨打 12351"
)


@action(Permission.MATTER_OPEN, on="person", named="aid.begin")
def begin(*, person: Person, unit: Unit | None = None, by: Actor, at: datetime) -> Household:
    """Begin a household's file, with what is known filled in; what was begun is found again.

    At a desk it stands at that desk's union. A worker's own begins at the street above his union, out of his
    employer's sight, until he says otherwise; who is no member names a union. Refused while a file stands,
    and for twelve months after a false declaration.
    """
    person.insist_live()
    found = households.live_of(person.pk)
    if found is not None:
        mine = households.declared_by(found) == by.person_id
        if found.state == HouseholdState.DRAFT and (mine or by.person_id == person.pk):
            return found
        raise Refused("这一户已经在填或者在档，请打开原来那一份", code="already")
    before = households.latest_of(person.pk)
    if before and before.blocked_until and before.blocked_until > local_day(at):
        day = before.blocked_until.isoformat()
        raise Refused(f"上次申报不实，{day} 前不受理新的申请；急难可以申请临时救助", code="blocked")
    at_desk = by.seat is not None and by.person_id != person.pk
    place = (
        Unit.objects.get(pk=by.seat.unit_id)
        if at_desk and by.seat
        else placing.place_of(person, kept=True) or (placing.office(unit) if unit else None)
    )
    if place is None:
        raise Refused("请选由哪个街道的工会办", field="area", code="no_unit")
    row = Household(id=uuid7(), person=person, unit=place, kept=not at_desk, opened_at=at)
    row.save(force_insert=True)
    seat_self(row, at=at)
    sheet = carry_over(row, before) if before else {}
    first = Statement(
        id=uuid7(), household=row, source="declared", on=local_day(at), made_by_id=by.person_id, made_at=at
    )
    first.sheet_sealed = seal(first, "sheet_sealed", sheet)
    first.save(force_insert=True)
    facts(household=str(row.pk), unit=place.pk)
    return row


@action(Permission.MATTER_OPEN, on="household", named="aid.filled")
def fill(*, household: Household, topic: str, given: Mapping[str, Any], by: Actor, at: datetime) -> Household:
    """Keep one topic of the declaration; a wrong answer is refused by its field, the others stay."""
    insist_open(household)
    answers = insist_all(TOPICS[topic][1], given, today=local_day(at))
    row = sheets.declared(household)
    sheet = {**sheets.sheet(row), topic: answers}
    row.sheet_sealed = seal(row, "sheet_sealed", sheet)
    row.save()
    if topic == "belongings":
        household.rural = answers["rural"] == "yes"  # by where they live, not by the register
    if topic == "why":
        choose_place(household, kept=answers["kept"] == "yes")
    household.save()
    facts(topic=topic)
    return household


def choose_place(household: Household, *, kept: bool) -> None:
    """Whether the employer may know decides where the file stands; what a desk began stays there."""
    if household.state != HouseholdState.DRAFT:
        return
    household.kept = kept
    if households.declared_by(household) != household.person_id:
        return
    if place := placing.place_of(household.person, kept=kept):
        household.unit = place


def insist_open(household: Household) -> None:
    """Refuse to change what was sent, except while the union waits for it to be mended."""
    if household.state == HouseholdState.DRAFT:
        return
    if household.state == HouseholdState.APPLIED and household.matter:
        stage = Matter.objects.filter(number=household.matter).values_list("stage", flat=True).first()
        if stage == "mend":
            return
    raise Refused("已经提交，现在不能改；要补充，请给经办人留言", code="sent")


@action(Permission.MATTER_OPEN, on="household", named="aid.submitted")
def submit(*, household: Household, key: str = "", by: Actor, at: datetime) -> Matter:
    """Send what is complete and agreed to by every adult, nobody in two households; the matter opens."""
    if household.state != HouseholdState.DRAFT:
        raise Refused("已经提交过了", code="sent")
    if missing := households.missing(household, on=local_day(at)):
        raise Refused(f"还差：{'、'.join(missing)}", code="incomplete")
    stand(household)
    household.state = HouseholdState.APPLIED
    household.save()
    statement = sheets.declared(household)
    why = sheets.sheet(statement)["why"]
    matter = matters.open(
        kind=KIND, asker=household.person, answers=why, unit=household.unit, key=key, by=by, at=at
    )
    household.matter = matter.number
    household.save()
    statement.on = local_day(at)
    statement.save()
    matter.answers = {**matter.answers, **kept_from(household)}
    matter.save()
    judge(household=household, statement=statement, by=by, at=at)
    facts(number=matter.number)
    return matter


def stand(household: Household) -> None:
    """Everybody stands in this household and in no other; the refusal says what to do and names nobody."""
    for member in households.members_of(household):
        if stands_elsewhere(member):
            raise Refused(IN_TWO, code="two_households")
        member.standing = True
        try:
            with transaction.atomic():
                member.save()
        except IntegrityError:
            raise Refused(IN_TWO, code="two_households") from None


def complete_again(*, household: Household, by: Actor, at: datetime) -> None:
    """What was mended is complete and agreed to, too; whoever is new stands in it, the rule speaks again."""
    if missing := households.missing(household, on=local_day(at)):
        raise Refused(f"还差：{'、'.join(missing)}", code="incomplete")
    stand(household)
    judge(household=household, statement=sheets.declared(household), by=by, at=at)


def kept_from(household: Household) -> dict[str, Any]:
    """Who keeps out of the matter: the registered members, and the employer when it must not know."""
    people = [str(one.person_id) for one in households.members_of(household) if one.person_id]
    work = employment_of(household.person_id) if household.kept else None
    return {"people": people, "kept_from": work.employer_id if work else None}


@action(Permission.PERSON_SELF, on="household", named="aid.dropped")
def drop(*, household: Household, by: Actor, at: datetime) -> Household:
    """Throw an unsent declaration away."""
    if household.state != HouseholdState.DRAFT:
        raise Refused("已经提交的，请在办件里撤回", code="sent")
    household.state = HouseholdState.DROPPED
    household.ended_on = local_day(at)
    household.save()
    return household
