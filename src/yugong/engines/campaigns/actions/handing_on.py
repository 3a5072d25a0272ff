"""Leaving, and who gets the place: it is offered to the next in line, with a deadline."""

from datetime import datetime, timedelta

from yugong.engines.campaigns.actions.telling import about, say_in
from yugong.engines.campaigns.models import HOLDS, Campaign, Enrolment, Stage, Standing
from yugong.engines.campaigns.queries import whom
from yugong.engines.campaigns.queries.lists import held
from yugong.engines.campaigns.texts import OFFERED
from yugong.ground.audit.action import action
from yugong.ground.notices.actions import tell
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.gather import LOT, Caller, next_in
from yugong.kernel.moment import words
from yugong.kernel.permissions import Permission


@action(Permission.PERSON_SELF, on="person", named="campaigns.leave")
def leave(*, person: Person, campaign: Campaign, nth: int = 1, by: Actor, at: datetime) -> Enrolment:
    """Give the place, or the place in the line, back. Nothing follows from it for the next time."""
    locked, row = _own(campaign, person, nth)
    if row.standing == Standing.LEFT:
        return row
    if whom.begins(locked) <= at and row.standing in HOLDS:
        raise Refused("活动已经开始，不用再退出。", code="late")
    _go(locked, row, at)
    return row


def _go(campaign: Campaign, row: Enrolment, at: datetime) -> None:
    """Take somebody out, and hand his place on if he had one; the campaign's row is locked by the caller."""
    freed = row.standing in HOLDS
    row.standing, row.offered_until = Standing.LEFT, None
    row.save()
    if freed:
        campaign.taken -= 1
        campaign.save(update_fields=["taken"])
        hand_on(campaign, at)


@action(Permission.PERSON_SELF, on="person", named="campaigns.accept")
def accept(*, person: Person, campaign: Campaign, nth: int = 1, by: Actor, at: datetime) -> Enrolment:
    """Say yes to a place that was handed on."""
    locked, row = _own(campaign, person, nth)
    if row.standing == Standing.IN:
        return row
    if row.standing != Standing.OFFERED or row.offered_until is None or row.offered_until <= at:
        raise Refused("确认的时间已经过了，名额给了下一位。", code="late")
    row.standing, row.offered_until = Standing.IN, None
    row.save()
    say_in(row, locked, at)
    return row


def _own(campaign: Campaign, person: Person, nth: int) -> tuple[Campaign, Enrolment]:
    """The campaign, locked, and the person's row in it."""
    locked = Campaign.objects.select_for_update().get(pk=campaign.pk)
    row = Enrolment.objects.filter(campaign=locked, person=person, nth=nth).first()
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
    taken = held(campaign)
    waiting = Enrolment.objects.filter(campaign=campaign, standing=Standing.WAITING).order_by("turn", "id")
    line = [Caller(str(pk), unit) for pk, unit in waiting.values_list("pk", "unit")]
    while campaign.taken < campaign.places:
        caller = next_in(line, taken=taken, per_unit=campaign.per_unit)
        if caller is None:
            return
        line.remove(caller)
        if caller.unit is not None:
            taken[caller.unit] = taken.get(caller.unit, 0) + 1
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
        _go(campaign, row, at)
        ended += 1
    return ended
