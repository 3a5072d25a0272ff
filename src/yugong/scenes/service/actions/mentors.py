"""Mentors of health: named by a union, their hours, and booking one; who does not come loses nothing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell, tell_many
from yugong.ground.org.models import Unit
from yugong.ground.org.queries import of_an_employer
from yugong.ground.people.models import Person
from yugong.ground.people.queries import membership_of
from yugong.kernel import tree
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.letters import code
from yugong.kernel.moment import words
from yugong.kernel.permissions import Permission
from yugong.scenes.service.models import Mentor, MentorHour, MentorVisit, VisitState
from yugong.scenes.service.texts_health import BOOKED, CHANGED

PATH = "/health/mentors/{}/"


@action(Permission.CAMPAIGN_MANAGE, on="unit", shared=True, named="service.name_mentor")
def name_mentor(*, unit: Unit, given: Mapping[str, Any], by: Actor, at: datetime) -> Mentor:
    """A mentor for the union and all below it; not for an employer's own union, which would see who comes."""
    if of_an_employer(unit):
        raise Refused("健康导师由街道、区县或者行业的工会聘，单位自己的工会看不到谁来咨询。", code="employer")
    row = Mentor(unit=unit, since=local_day(at), **given)
    row.save()
    return row


@action(Permission.CAMPAIGN_MANAGE, on="mentor", named="service.mentor_hour")
def offer(
    *, mentor: Mentor, place: str, starts_at: datetime, ends_at: datetime, seats: int, by: Actor, at: datetime
) -> MentorHour:
    """One more time with some seats."""
    if mentor.ended_on is not None:
        raise Refused("这位导师已经解聘。", code="stale")
    if starts_at <= at or ends_at <= starts_at or seats < 1:
        raise Refused("时段要在以后，结束晚于开始，号源至少 1 个。", field="hour")
    if mentor.hours.filter(starts_at=starts_at).exists():
        raise Refused("这个时间已经开过了。", field="hour")
    row = MentorHour(mentor=mentor, place=place, starts_at=starts_at, ends_at=ends_at, seats=seats)
    row.save()
    return row


@action(Permission.CAMPAIGN_MANAGE, on="mentor", named="service.end_mentor")
def end(*, mentor: Mentor, why: str, by: Actor, at: datetime) -> Mentor:
    """The mentor serves no longer; those who booked are told why."""
    if mentor.ended_on is not None:
        raise Refused("这位导师已经解聘。", code="stale")
    if not why.strip():
        raise Refused("请写明原因，约好的人会看到。", field="why")
    mentor.ended_on = local_day(at)
    mentor.save()
    coming = MentorVisit.objects.filter(hour__mentor=mentor, hour__starts_at__gt=at, state=VisitState.BOOKED)
    for hour in MentorHour.objects.filter(pk__in=coming.values("hour")).distinct():
        rows = coming.filter(hour=hour)
        values = {"title": f"{mentor.name}的健康咨询", "when": words(hour.starts_at), "why": why[:60]}
        told = list(rows.values_list("person_id", flat=True))
        tell_many(to=told, template=CHANGED.name, values=values, at=at,
                  about=f"service.mentorhour:{hour.pk}", path="/health/mentors/")  # fmt: skip
        rows.update(state=VisitState.CANCELLED)
    return mentor


@action(Permission.PERSON_SELF, on="person", named="service.appoint")
def book(*, person: Person, hour: MentorHour, by: Actor, at: datetime) -> MentorVisit:
    """Take a seat; a second press gives the same row."""
    person.insist_live()
    mentor, stretch = hour.mentor, membership_of(person.pk)
    if stretch is None or not tree.within(stretch.unit.path, mentor.unit.path):
        raise Refused(f"这位导师服务{mentor.unit.name}的会员。", code="elsewhere")
    if hour.starts_at <= at or mentor.ended_on is not None:
        raise Refused("这个时段不能约了，请选别的。", code="late")
    row = MentorVisit.objects.filter(hour=hour, person=person).first()
    row = row or MentorVisit(hour=hour, person=person, code=code(), state=VisitState.CANCELLED)
    if row.state != VisitState.CANCELLED:
        return row
    free = MentorHour.objects.filter(pk=hour.pk, taken__lt=F("seats"))
    if not free.update(taken=F("taken") + 1):
        raise Refused("这个时段刚刚约满了，请选别的。", code="full")
    row.state, row.booked_at = VisitState.BOOKED, at
    row.save()
    values = {"title": f"{mentor.name}的健康咨询", "when": words(hour.starts_at), "place": hour.place}
    tell(to=person.pk, template=BOOKED.name, values=values, at=at, about=f"service.mentorhour:{hour.pk}",
         path=PATH.format(mentor.pk))  # fmt: skip
    return row


@action(Permission.PERSON_SELF, on="person", named="service.appoint")
def cancel(*, person: Person, hour: MentorHour, by: Actor, at: datetime) -> MentorVisit:
    """Give the seat back; it costs nothing."""
    row = MentorVisit.objects.filter(hour=hour, person=person).first()
    if row is None or row.state == VisitState.CAME:
        raise Refused("没有可以取消的预约。", code="unknown")
    if row.state == VisitState.BOOKED:
        MentorHour.objects.filter(pk=hour.pk).update(taken=F("taken") - 1)
        row.state = VisitState.CANCELLED
        row.save()
    return row


@action(Permission.CAMPAIGN_MANAGE, on="visit", named="service.mentor_came")
def came(*, visit: MentorVisit, by: Actor, at: datetime) -> MentorVisit:
    """Whoever sits at the door writes down that he came."""
    if visit.state == VisitState.CANCELLED or visit.hour.starts_at > at:
        raise Refused("还没到时间，或者已经取消了。", code="early")
    visit.state = VisitState.CAME
    visit.save()
    facts(hour=str(visit.hour_id))
    return visit
