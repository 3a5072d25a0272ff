"""A screening from draft to end: planned, published by another hand, offered to all it is for, closed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell_many
from yugong.ground.org.models import Agency, Unit
from yugong.ground.parameters.queries import value
from yugong.ground.people.models import Membership
from yugong.kernel import tree
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.letters import code
from yugong.kernel.permissions import Permission
from yugong.scenes.service.models import (
    Examinee,
    ExamineeState,
    Screening,
    ScreeningSlot,
    ScreeningSort,
    ScreeningStage,
)
from yugong.scenes.service.rules import screening as rules
from yugong.scenes.service.texts_health import OFFERED

__all__ = ["Hour", "close", "invite", "plan", "publish", "sweep"]
HOSPITAL = "hospital"
CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of a hospital with its seats, as it is planned."""

    agency: Agency
    starts_at: datetime
    ends_at: datetime
    seats: int


@action(Permission.CAMPAIGN_MANAGE, on="unit", shared=True, named="service.plan_screening")
def plan(
    *, unit: Unit, given: Mapping[str, Any], hours: Iterable[Hour], by: Actor, at: datetime
) -> Screening:
    """Write it down with its hospitals and hours; nobody sees it before another hand publishes it."""
    if given["sort"] not in ScreeningSort.values:
        raise Refused("请选体检项目。", field="sort")
    slots = _sound(hours, at)
    row = Screening(unit=unit, drafted_by_id=by.person_id, **given)
    row.last_day = max(local_day(one.starts_at) for one in slots)
    row.save()
    _open(row, slots)
    facts(sort=row.sort, slots=len(slots))
    return row


@action(Permission.CAMPAIGN_MANAGE, on="screening", named="service.screening_hours")
def add_hours(*, screening: Screening, hours: Iterable[Hour], by: Actor, at: datetime) -> Screening:
    """More hours, perhaps of another hospital, before it is over."""
    if screening.stage == ScreeningStage.CLOSED:
        raise Refused("已经结束了，不能再加时段。", code="stale")
    slots = _sound(hours, at)
    screening.last_day = max([screening.last_day, *(local_day(one.starts_at) for one in slots)])
    screening.save()
    known = set(screening.slots.values_list("agency", "starts_at"))
    _open(screening, [one for one in slots if (one.agency.pk, one.starts_at) not in known])
    facts(slots=len(slots))
    return screening


def _sound(hours: Iterable[Hour], at: datetime) -> list[Hour]:
    """The hours, if they can be offered."""
    slots = list(hours)
    if not slots:
        raise Refused("请写至少一个时段。", field="hours")
    if any(one.agency.kind != HOSPITAL or one.agency.closed_on for one in slots):
        raise Refused("时段里的单位要是在用的体检医院，先在“协作单位”里登记。", field="hours")
    if any(one.ends_at <= one.starts_at or one.seats < 1 for one in slots):
        raise Refused("结束要晚于开始，号源至少 1 个。", field="hours")
    if min(one.starts_at for one in slots) <= at:
        raise Refused("时段要在以后。", field="hours")
    return slots


def _open(row: Screening, slots: Iterable[Hour]) -> None:
    ScreeningSlot.objects.bulk_create(
        ScreeningSlot(screening=row, agency=one.agency, starts_at=one.starts_at, ends_at=one.ends_at,
                      seats=one.seats)
        for one in slots
    )  # fmt: skip


@action(Permission.CAMPAIGN_REVIEW, on="screening", named="service.publish_screening")
def publish(*, screening: Screening, by: Actor, at: datetime) -> Screening:
    """Let it be booked; whoever planned it does not publish it himself."""
    if screening.stage != ScreeningStage.DRAFT:
        raise Refused("已经发布过了。", code="stale")
    if by.person_id is None or by.person_id == screening.drafted_by_id:
        raise Refused("起草人不能自己发布，请交给其他同志核对。", code="own_work")
    screening.stage, screening.published_at = ScreeningStage.PUBLIC, at
    screening.save()
    return screening


@action(Permission.CAMPAIGN_MANAGE, on="screening", named="service.invite_screening")
def invite(*, screening: Screening, by: Actor, at: datetime) -> int:
    """Offer it to every member below the union for whom it is; who was asked before is not asked again.

    Nobody learns who was: the officer reads a number.
    """
    if screening.stage != ScreeningStage.PUBLIC:
        raise Refused("发布以后才能邀请。", code="stale")
    on, unit = local_day(at), screening.unit
    asked = set(Examinee.objects.filter(screening=screening).values_list("person_id", flat=True))
    depth = len(tree.ids(unit.path))
    members = Membership.objects.filter(
        valid_to=None, superseded_at=None, standing="active", **{f"l{depth}": unit.pk}
    ).filter(_likely())
    told, alike = [], dict[tuple[Any, ...], bool]()
    for stretch in members.select_related("person", "unit").order_by("id").iterator(chunk_size=CHUNK):
        if stretch.person_id in asked:
            continue
        known = rules.facts(stretch.person, stretch, "", on=on)
        key = tuple(known.values())
        if key not in alike:  # people of one age and sex are alike to the rule
            verdict = rules.weighed(screening.sort, known, on=on, path=unit.path)
            alike[key] = verdict.outcome == rules.CAN
        if alike[key]:
            told.append(stretch.person_id)
    rows = [
        Examinee(screening=screening, person_id=one, code=code(), state=ExamineeState.INVITED, invited_at=at)
        for one in told
    ]
    Examinee.objects.bulk_create(rows, batch_size=CHUNK)
    values = {"title": screening.title, "unit": unit.name}
    tell_many(
        to=told, template=OFFERED.name, values=values, at=at, about=about(screening), path=path(screening)
    )
    facts(invited=len(told))
    return len(told)


def _likely() -> Q:
    """Members who may be of a new form: by trade, or by the home union of the platforms' workers."""
    likely = Q(trade__in=rules.NEW_TRADES) | Q(unit__kind="home", unit__home_for="platform")
    for word in rules.NEW_WORDS:
        likely |= Q(trade__contains=word)
    return likely


def about(screening: Screening) -> str:
    """The text by which notices name it."""
    return f"service.screening:{screening.pk}"


def path(screening: Screening) -> str:
    """Its address on the phone."""
    return f"/health/screening/{screening.pk}/"


@action(Permission.CAMPAIGN_MANAGE, on="screening", named="service.close_screening")
def close(*, screening: Screening, by: Actor, at: datetime) -> Screening:
    """It is over: who was booked and did not come has missed it, without any consequence."""
    if screening.stage != ScreeningStage.PUBLIC:
        raise Refused("没有在预约，不用结束。", code="stale")
    _end(screening)
    return screening


def _end(screening: Screening) -> None:
    """From now on the hospitals see nobody."""
    screening.stage = ScreeningStage.CLOSED
    screening.save()
    rows = Examinee.objects.filter(screening=screening)
    rows.filter(state=ExamineeState.BOOKED).update(state=ExamineeState.MISSED, open=False)
    rows.update(open=False)


@action(Permission.MATTER_SWEEP, named="service.sweep_screenings")
def sweep(*, by: Actor, at: datetime) -> int:
    """End what has been over for so many days, in case nobody did."""
    today = local_day(at)
    days = int(value("screening.shown_days", on=today))
    over = Screening.objects.filter(stage=ScreeningStage.PUBLIC, last_day__lt=today - timedelta(days=days))
    rows = list(over.order_by("id")[:200])
    for row in rows:
        _end(row)
    facts(ended=len(rows))
    return len(rows)
