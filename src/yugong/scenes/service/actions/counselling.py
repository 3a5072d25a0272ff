"""Counselling: named counsellors, their hours, an appointment, and notes that only the counsellor opens."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.ground.org.models import Unit
from yugong.ground.org.queries import of_an_employer
from yugong.ground.people.models import Person
from yugong.ground.people.queries import roles_held
from yugong.ground.people.row_cells import seal, unseal
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.moment import words
from yugong.kernel.permissions import Permission
from yugong.scenes.service.models import Counsel, CounselHour, Counsellor, CounselState, CounselWay
from yugong.scenes.service.queries import counsel as queries
from yugong.scenes.service.texts_health import BOOKED

ROLE, PATH = "counsel_post", "/health/counsel/"


@action(Permission.CAMPAIGN_MANAGE, on="unit", shared=True, named="service.name_counsellor")
def name_counsellor(
    *, unit: Unit, person: Person, called: str, about: str, by: Actor, at: datetime
) -> Counsellor:
    """Let who holds the post counsel for the union and all below; never at an employer's own union."""
    if of_an_employer(unit):
        raise Refused("心理咨询不放在单位自己的工会，请由街道、区县或者行业的工会聘。", code="employer")
    if ROLE not in roles_held(person.pk, on=local_day(at)):
        raise Refused("请先任命这个人到心理咨询岗，再开咨询。", field="person", code="no_post")
    if Counsellor.objects.filter(person=person, ended_on=None).exists():
        raise Refused("这个人已经在做咨询。", field="person", code="known")
    row = Counsellor(unit=unit, person=person, called=called, about=about, since=local_day(at))
    row.save()
    return row


@action(Permission.CAMPAIGN_MANAGE, on="counsellor", named="service.end_counsellor")
def end(*, counsellor: Counsellor, by: Actor, at: datetime) -> Counsellor:
    """He counsels no longer; what is booked is held, free hours go."""
    if counsellor.ended_on is not None:
        raise Refused("已经解聘了。", code="stale")
    counsellor.ended_on = local_day(at)
    counsellor.save()
    counsellor.hours.filter(taken=False, starts_at__gt=at).delete()
    return counsellor


@action(Permission.PERSON_SELF, on="person", named="service.counsel_hour")
def offer(
    *, person: Person, place: str, starts_at: datetime, ends_at: datetime, by: Actor, at: datetime
) -> CounselHour:
    """The counsellor opens one more hour of his own."""
    counsellor = Counsellor.objects.filter(person=person, ended_on=None).first()
    if counsellor is None:
        raise Refused("你现在不是心理咨询师。", code="unknown")
    if starts_at <= at or ends_at <= starts_at:
        raise Refused("时段要在以后，结束晚于开始。", field="hour")
    meets = Q(starts_at__lt=ends_at, ends_at__gt=starts_at)
    if counsellor.hours.filter(meets).exists():
        raise Refused("和已经开出的时段重了。", field="hour")
    row = CounselHour(counsellor=counsellor, place=place, starts_at=starts_at, ends_at=ends_at)
    row.save()
    return row


@action(Permission.PERSON_SELF, on="person", named="service.appoint")
def book(
    *, person: Person, hour: CounselHour, way: str, caller: Mapping[str, Any], by: Actor, at: datetime
) -> Counsel:
    """Take an hour; the log says that he made an appointment, and not for what."""
    person.insist_live()
    if way not in CounselWay.values:
        raise Refused("请选一种方式。", field="way")
    if hour.pk not in {one.pk for one in queries.hours_for(person.pk, at)}:
        raise Refused("这个时段刚刚被约走了，请选别的。", field="hour", code="full")
    if queries.coming(person.pk, at) is not None:
        raise Refused("你已经约了一次，谈过以后可以再约；要换时间请先取消。", code="twice")
    locked = CounselHour.objects.select_for_update().get(pk=hour.pk)
    if locked.taken:
        raise Refused("这个时段刚刚被约走了，请选别的。", field="hour", code="full")
    locked.taken = True
    locked.save()
    row = Counsel(hour=locked, asker=person, way=way, booked_at=at)
    row.caller_sealed = seal(row, "caller_sealed", dict(caller))
    row.save()
    place = locked.place if way == CounselWay.FACE else CounselWay(way).label
    values = {"title": "你约的谈话", "when": words(locked.starts_at), "place": place}
    tell(to=person.pk, template=BOOKED.name, values=values, at=at, about=f"service.counselhour:{locked.pk}",
         path=PATH)  # fmt: skip
    return row


@action(Permission.PERSON_SELF, on="person", named="service.appoint")
def cancel(*, person: Person, counsel: Counsel, by: Actor, at: datetime) -> Counsel:
    """Give the hour back; nothing follows from it."""
    if counsel.asker_id != person.pk or counsel.state != CounselState.BOOKED:
        raise Refused("没有可以取消的预约。", code="unknown")
    counsel.state = CounselState.CANCELLED
    counsel.save()
    CounselHour.objects.filter(pk=counsel.hour_id).update(taken=False)
    return counsel


@action(Permission.COUNSEL_HOLD, on="counsel", named="service.counsel_open")
def opened(*, counsel: Counsel, by: Actor, at: datetime) -> tuple[dict[str, str], str]:
    """How to call the person, and the counsellor's own notes; every opening is recorded."""
    facts(notes=counsel.notes_sealed is not None)
    return unseal(counsel, "caller_sealed"), (unseal(counsel, "notes_sealed") if counsel.notes_sealed else "")


@action(Permission.COUNSEL_HOLD, on="counsel", named="service.counsel_held")
def held(*, counsel: Counsel, notes: str, by: Actor, at: datetime) -> Counsel:
    """They have talked; the notes are sealed and leave this row for nobody but him who wrote them."""
    if counsel.state == CounselState.CANCELLED or counsel.hour.starts_at > at:
        raise Refused("还没到时间，或者已经取消了。", code="early")
    counsel.state = CounselState.HELD
    if notes.strip():
        counsel.notes_sealed = seal(counsel, "notes_sealed", notes.strip()[:4000])
    counsel.save()
    return counsel
