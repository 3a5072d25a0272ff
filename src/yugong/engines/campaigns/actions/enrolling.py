"""Enrolling: places are never oversold, and one press is one place."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F

from yugong.engines.campaigns.actions.telling import say_in
from yugong.engines.campaigns.models import Campaign, Enrolment, Stage, Standing
from yugong.engines.campaigns.queries import whom
from yugong.engines.campaigns.queries.lists import held
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.people import actions as people
from yugong.ground.people.models import Person
from yugong.ground.people.row_cells import seal
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.field import insist_all
from yugong.kernel.fields import Consent
from yugong.kernel.gather import LOT, gatherings
from yugong.kernel.letters import code
from yugong.kernel.moment import words
from yugong.kernel.permissions import Permission


@action(Permission.PERSON_SELF, on="person", named="campaigns.enrol")
def enrol(
    *, person: Person, campaign: Campaign, answers: Mapping[str, Any] | None = None, nth: int = 1, by: Actor,
    at: datetime,
) -> Enrolment:  # fmt: skip
    """Take a place, or a place in the line; a second press gives the same row.

    `answers` is what the sort of gathering asks; it is kept sealed, and what is agreed to is recorded. `nth`:
    for which of his children, where the sort takes more than one.

    First come, first served: the place is taken by one conditional update of the campaign's row, so that any
    number of people at once never get more places than there are. Refused with what the person can do.
    """
    person.insist_live()
    known = Enrolment.objects.filter(campaign=campaign, person=person, nth=nth).first()
    if known is not None and known.standing != Standing.LEFT:
        return known
    campaign.refresh_from_db()
    _insist_open(campaign, nth, at)
    unit = whom.insist_audience(campaign, person)
    row = known or Enrolment(campaign=campaign, person=person, nth=nth, code=code())
    row.unit_id, row.at, row.offered_until = unit, at, None
    row.turn = int(at.timestamp() * 1_000_000)
    _answer(row, campaign, answers or {}, by, at)
    if campaign.taking == LOT:
        row.tickets, row.standing = _tickets(campaign, person, at), Standing.ENTERED
    else:
        row.standing = Standing.IN if _take(campaign, unit) else Standing.WAITING
    row.save()
    facts(campaign=str(campaign.pk), standing=row.standing)
    if row.standing == Standing.IN:
        say_in(row, campaign, at)
    return row


def _answer(row: Enrolment, campaign: Campaign, raw: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """Check and seal what is asked; what is agreed to becomes the person's own consent."""
    asks = gatherings[campaign.gathering].asks
    given = insist_all(asks, raw, today=local_day(at))
    row.answers_sealed = seal(row, "answers_sealed", given) if asks else None
    for one in asks:
        if isinstance(one, Consent):
            purpose = f"{campaign.gathering}.{one.name}"
            people.consent(person=row.person, purpose=purpose, wording=one.version, by=by, at=at)


def _insist_open(campaign: Campaign, nth: int, at: datetime) -> None:
    if campaign.stage != Stage.PUBLIC:
        raise Refused("这个活动现在不能报名。", code="closed")
    if at < campaign.opens_at:
        raise Refused(f"报名从 {words(campaign.opens_at)} 开始，到时候再来。", code="early")
    if at >= campaign.closes_at:
        raise Refused(f"报名已在 {words(campaign.closes_at)} 截止。", code="late")
    if not 1 <= nth <= (most := gatherings[campaign.gathering].most):
        raise Refused(f"一个人最多报 {most} 个名额。", code="enough")


def _tickets(campaign: Campaign, person: Person, at: datetime) -> int:
    """How many tickets he has by the declared needs; which of them hold is not kept."""
    gathering = gatherings[campaign.gathering]
    return gathering.tickets(whom.facts_of(campaign, person, on=local_day(at)) if gathering.weights else {})


def _take(campaign: Campaign, unit: int | None) -> bool:
    """Take one place if there is one, for the campaign and for his union."""
    if campaign.taken >= campaign.places:  # full when it was read a moment ago: no lock is asked for
        return False
    if campaign.per_unit is not None and unit is not None:
        Campaign.objects.select_for_update().get(pk=campaign.pk)  # the count holds until this is written
        if held(campaign).get(unit, 0) >= campaign.per_unit:
            return False
    free = Campaign.objects.filter(pk=campaign.pk, taken__lt=F("places"))
    return bool(free.update(taken=F("taken") + 1))
