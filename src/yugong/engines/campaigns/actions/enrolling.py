"""Enrolling and leaving: places are never oversold, a freed place goes to the next in line."""

import secrets
from datetime import datetime, timedelta

from django.db.models import Count, F

from yugong.engines.campaigns.actions.running import about
from yugong.engines.campaigns.models import HOLDS, Campaign, Enrolment, Stage, Standing
from yugong.engines.campaigns.queries import whom
from yugong.engines.campaigns.texts import IN, OFFERED
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import ZONE, local_day
from yugong.kernel.errors import Refused
from yugong.kernel.gather import LOT, Caller, gatherings, next_in
from yugong.kernel.permissions import Permission

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is mistaken for another


@action(Permission.PERSON_SELF, on="person", named="campaigns.enrol")
def enrol(*, person: Person, campaign: Campaign, by: Actor, at: datetime) -> Enrolment:
    """Take a place, or a place in the line; a second press gives the same row.

    First come, first served: the place is taken by one conditional update of the campaign's row, so that any
    number of people at once never get more places than there are. Refused with what the person can do.
    """
    person.insist_live()
    known = Enrolment.objects.filter(campaign=campaign, person=person).first()
    if known is not None and known.standing != Standing.LEFT:
        return known
    campaign.refresh_from_db()
    _insist_open(campaign, at)
    unit = whom.insist_audience(campaign, person)
    row = known or Enrolment(campaign=campaign, person=person, code=_code())
    row.unit_id, row.at, row.offered_until = unit, at, None
    row.turn = int(at.timestamp() * 1_000_000)
    if campaign.taking == LOT:
        row.tickets, row.standing = _tickets(campaign, person, at), Standing.ENTERED
    else:
        row.standing = Standing.IN if _take(campaign, unit) else Standing.WAITING
    row.save()
    facts(campaign=str(campaign.pk), standing=row.standing)
    if row.standing == Standing.IN:
        _say(row, campaign, at)
    return row


def _insist_open(campaign: Campaign, at: datetime) -> None:
    if campaign.stage != Stage.PUBLIC:
        raise Refused("这个活动现在不能报名。", code="closed")
    if at < campaign.opens_at:
        raise Refused(f"报名从 {words(campaign.opens_at)} 开始，到时候再来。", code="early")
    if at >= campaign.closes_at:
        raise Refused(f"报名已在 {words(campaign.closes_at)} 截止。", code="late")


def words(at: datetime) -> str:
    """A moment as people say it."""
    local = at.astimezone(ZONE)
    return f"{local.month} 月 {local.day} 日 {local:%H:%M}"


def clock(at: datetime) -> str:
    """The hour and minute of a moment."""
    return f"{at.astimezone(ZONE):%H:%M}"


def _code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(8))


def _tickets(campaign: Campaign, person: Person, at: datetime) -> int:
    """How many tickets he has by the declared needs; which of them hold is not kept."""
    gathering = gatherings[campaign.gathering]
    return gathering.tickets(whom.facts_of(campaign, person, on=local_day(at)) if gathering.weights else {})


def _take(campaign: Campaign, unit: int | None) -> bool:
    """Take one place if there is one, for the campaign and for his union."""
    if campaign.per_unit is not None and unit is not None:
        Campaign.objects.select_for_update().get(
            pk=campaign.pk
        )  # counts below hold until this one is written
        if _held(campaign).get(unit, 0) >= campaign.per_unit:
            return False
    free = Campaign.objects.filter(pk=campaign.pk, taken__lt=F("places"))
    if campaign.taken >= campaign.places:  # full when it was read a moment ago: ask without the lock
        return False
    return bool(free.update(taken=F("taken") + 1))


def _held(campaign: Campaign) -> dict[int, int]:
    """How many places each union holds."""
    rows = Enrolment.objects.filter(campaign=campaign, standing__in=HOLDS).exclude(unit=None)
    return dict(rows.values_list("unit").annotate(count=Count("pk")))


@action(Permission.PERSON_SELF, on="person", named="campaigns.leave")
def leave(*, person: Person, campaign: Campaign, by: Actor, at: datetime) -> Enrolment:
    """Give the place, or the place in the line, back. Nothing follows from it for the next time."""
    locked, row = _own(campaign, person)
    if row.standing == Standing.LEFT:
        return row
    if whom.begins(locked) <= at and row.standing in HOLDS:
        raise Refused("活动已经开始，不用再退出。", code="late")
    freed = row.standing in HOLDS
    row.standing, row.offered_until = Standing.LEFT, None
    row.save()
    if freed:
        locked.taken -= 1
        locked.save(update_fields=["taken"])
        hand_on(locked, at)
    return row


@action(Permission.PERSON_SELF, on="person", named="campaigns.accept")
def accept(*, person: Person, campaign: Campaign, by: Actor, at: datetime) -> Enrolment:
    """Say yes to a place that was handed on."""
    locked, row = _own(campaign, person)
    if row.standing == Standing.IN:
        return row
    if row.standing != Standing.OFFERED or row.offered_until is None or row.offered_until <= at:
        raise Refused("确认的时间已经过了，名额给了下一位。", code="late")
    row.standing, row.offered_until = Standing.IN, None
    row.save()
    _say(row, locked, at)
    return row


def _own(campaign: Campaign, person: Person) -> tuple[Campaign, Enrolment]:
    """The campaign, locked, and the person's row in it."""
    locked = Campaign.objects.select_for_update().get(pk=campaign.pk)
    row = Enrolment.objects.filter(campaign=locked, person=person).first()
    if row is None:
        raise Refused("你还没有报名。", code="unknown")
    return locked, row


def hand_on(campaign: Campaign, at: datetime) -> None:
    """Offer what is free to those who wait, in their order; the campaign's row is locked by the caller.

    An offer holds the place until its deadline, at the latest until the gathering begins.
    """
    begins = whom.begins(campaign)
    if (
        campaign.stage != Stage.PUBLIC
        or begins <= at
        or (campaign.taking == LOT and campaign.drawn_at is None)
    ):
        return
    held = _held(campaign)
    waiting = Enrolment.objects.filter(campaign=campaign, standing=Standing.WAITING).order_by("turn", "id")
    line = [Caller(str(pk), unit) for pk, unit in waiting.values_list("pk", "unit")]
    while campaign.taken < campaign.places:
        caller = next_in(line, taken=held, per_unit=campaign.per_unit)
        if caller is None:
            return
        line.remove(caller)
        if caller.unit is not None:
            held[caller.unit] = held.get(caller.unit, 0) + 1
        row = Enrolment.objects.get(pk=caller.name)
        row.standing = Standing.OFFERED
        row.offered_until = min(at + timedelta(hours=campaign.accept_hours), begins)
        row.save()
        campaign.taken += 1
        campaign.save(update_fields=["taken"])
        values = {"title": campaign.title, "until": words(row.offered_until)}
        tell(to=row.person_id, template=OFFERED.name, values=values, at=at, about=about(campaign),
             path=f"/activities/{campaign.pk}/")  # fmt: skip


@action(Permission.MATTER_SWEEP, named="campaigns.sweep")
def sweep(*, by: Actor, at: datetime, limit: int = 200) -> int:
    """Offers whose time is over go on to the next in line; returns how many ended."""
    over = Enrolment.objects.filter(standing=Standing.OFFERED, offered_until__lte=at).order_by(
        "offered_until"
    )
    ended = 0
    for pk, campaign_id in over.values_list("pk", "campaign_id")[:limit]:
        campaign = Campaign.objects.select_for_update().get(pk=campaign_id)
        row = Enrolment.objects.get(pk=pk)
        if row.standing != Standing.OFFERED:
            continue
        row.standing, row.offered_until = Standing.LEFT, None
        row.save()
        campaign.taken -= 1
        campaign.save(update_fields=["taken"])
        hand_on(campaign, at)
        ended += 1
    return ended


def _say(row: Enrolment, campaign: Campaign, at: datetime) -> None:
    """Tell him that he has a place."""
    values = {"title": campaign.title, "when": words(whom.begins(campaign)), "place": campaign.place}
    tell(to=row.person_id, template=IN.name, values=values, at=at, about=about(campaign),
         path=f"/activities/{campaign.pk}/")  # fmt: skip
