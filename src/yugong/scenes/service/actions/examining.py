"""Booking a screening, changing it, leaving it; and the hospital's tick that somebody came.

The log says of whoever books that he made or left an appointment (`service.appoint`), and not for what.
"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import F

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell, tell_many
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.letters import code
from yugong.kernel.moment import words
from yugong.kernel.permissions import Permission
from yugong.scenes.service.actions.screening import about, path
from yugong.scenes.service.models import Examinee, ExamineeState, Screening, ScreeningSlot, ScreeningStage
from yugong.scenes.service.queries.screening import at_hospital
from yugong.scenes.service.rules import screening as rules
from yugong.scenes.service.texts_health import BOOKED, THANKS


@action(Permission.PERSON_SELF, on="person", named="service.appoint")
def book(*, person: Person, slot: ScreeningSlot, by: Actor, at: datetime) -> Examinee:
    """Take a seat of an hour, or change to it; the new seat is taken before the old one is given back."""
    person.insist_live()
    screening = Screening.objects.select_related("unit").get(pk=slot.screening_id)
    if screening.stage != ScreeningStage.PUBLIC or slot.starts_at <= at:
        raise Refused("这个时段不能约了，请选别的。", code="late")
    verdict = rules.fits(screening.sort, person, on=local_day(at), path=screening.unit.path)
    if verdict.outcome != rules.CAN:
        raise Refused("".join(one.text for one in verdict.reasons if not one.holds), code="not_for")
    row = Examinee.objects.filter(screening=screening, person=person).first()
    row = row or Examinee(screening=screening, person=person, code=code())
    if row.state == ExamineeState.CAME:
        raise Refused("你已经体检过了，不用再约。", code="done")
    if row.state == ExamineeState.BOOKED and row.slot_id == slot.pk:
        return row
    free = ScreeningSlot.objects.filter(pk=slot.pk, taken__lt=F("seats"))
    if not free.update(taken=F("taken") + 1):
        raise Refused("这个时段刚刚约满了，请选别的。", code="full")
    _give_back(row)
    row.slot, row.agency, row.state, row.open, row.booked_at = (
        slot,
        slot.agency,
        ExamineeState.BOOKED,
        True,
        at,
    )
    row.save()
    values = {"title": screening.title, "when": words(slot.starts_at), "place": slot.agency.name}
    tell(
        to=person.pk, template=BOOKED.name, values=values, at=at, about=about(screening), path=path(screening)
    )
    return row


@action(Permission.PERSON_SELF, on="person", named="service.appoint")
def decline(*, person: Person, screening: Screening, by: Actor, at: datetime) -> Examinee:
    """Not this time: the seat goes back, and nobody asks why."""
    row = Examinee.objects.filter(screening=screening, person=person).first()
    row = row or Examinee(screening=screening, person=person, code=code())
    if row.state == ExamineeState.CAME:
        raise Refused("你已经体检过了。", code="done")
    _give_back(row)
    row.slot, row.agency, row.open, row.state = None, None, False, ExamineeState.DECLINED
    row.save()
    return row


def _give_back(row: Examinee) -> None:
    if row.state == ExamineeState.BOOKED and row.slot_id:
        ScreeningSlot.objects.filter(pk=row.slot_id).update(taken=F("taken") - 1)


@action(Permission.SCREENING_ATTEND, on="examinee", named="service.screening_came")
def came(*, examinee: Examinee, by: Actor, at: datetime) -> Examinee:
    """The hospital says that he was there, from the day of his hour on; what it found stays with it."""
    if examinee.state == ExamineeState.CAME:
        return examinee
    slot = examinee.slot
    if slot is None or local_day(slot.starts_at) > local_day(at):
        raise Refused("还没到这一天，到检以后再登记。", code="early")
    examinee.state, examinee.came_at = ExamineeState.CAME, at
    examinee.save()
    screening = examinee.screening
    tell(to=examinee.person_id, template=THANKS.name, values={"title": screening.title}, at=at,
         about=about(screening), path=path(screening))  # fmt: skip
    facts(agency=examinee.agency_id)
    return examinee


@action(Permission.SCREENING_ATTEND, named="service.screening_came_many")
def came_many(*, codes: Collection[str], by: Actor, at: datetime) -> str:
    """A day's list at once, by the numbers of the bookings; numbers of no booking here are refused."""
    rows = list(at_hospital(by).filter(code__in=set(codes)))
    wrong = sorted(set(codes) - {row.code for row in rows})
    if wrong:
        raise Refused(f"这些预约号不在本院的名单里：{'、'.join(wrong[:5])}。", field="codes")
    early = [row.code for row in rows if row.slot and local_day(row.slot.starts_at) > local_day(at)]
    if early or not rows:
        raise Refused("有的还没到这一天，到检以后再登记。", field="codes", code="early")
    fresh = [row for row in rows if row.state != ExamineeState.CAME]
    Examinee.objects.filter(pk__in=[row.pk for row in fresh]).update(state=ExamineeState.CAME, came_at=at)
    for screening in {row.screening for row in fresh}:
        told = [row.person_id for row in fresh if row.screening_id == screening.pk]
        tell_many(to=told, template=THANKS.name, values={"title": screening.title}, at=at,
                  about=about(screening), path=path(screening))  # fmt: skip
    facts(count=len(fresh))
    return f"org.agency:{rows[0].agency_id}"


@action(Permission.SCREENING_ATTEND, named="service.screening_looked")
def looked(*, agency: int, count: int, by: Actor, at: datetime) -> str:
    """The hospital looked at its list: so many names."""
    facts(count=count)
    return f"org.agency:{agency}"
