"""A union's list: many people written down for a campaign at once, under the same rules as one by one."""

from collections.abc import Sequence
from datetime import datetime

from yugong.engines.campaigns.actions.telling import about
from yugong.engines.campaigns.models import LIVE, Campaign, Enrolment, Stage, Standing
from yugong.engines.campaigns.queries import whom
from yugong.engines.campaigns.queries.lists import held
from yugong.engines.campaigns.texts import LISTED
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell_many
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.gather import LOT, Caller, gatherings, settle
from yugong.kernel.letters import code
from yugong.kernel.moment import words
from yugong.kernel.permissions import Permission


@action(Permission.CAMPAIGN_MANAGE, on="campaign", named="campaigns.enrol_many")
def enrol_many(*, campaign: Campaign, people: Sequence[Person], by: Actor, at: datetime) -> list[Enrolment]:
    """Write a list down in its order; who finds no place waits. Everybody on it is told and may leave.

    Who is not of the audience, or is in it already, is passed over. What must be answered by each himself
    cannot be entered for others. The row of the campaign is locked: nothing is oversold.
    """
    if gatherings[campaign.gathering].asks:
        raise Refused("这类活动要本人填写和同意，请让职工自己在手机上报名。", code="own_words")
    if campaign.stage != Stage.PUBLIC or not campaign.opens_at <= at < campaign.closes_at:
        raise Refused("现在不在报名时间里。", code="closed")
    wanted = [one.pk for one in people]
    known = {row.person_id: row for row in Enrolment.objects.filter(campaign=campaign, person__in=wanted)}
    fresh = [pk for pk in wanted if pk not in known or known[pk].standing not in LIVE]
    rows = []
    for n, (pk, unit) in enumerate(whom.audience_of(campaign, fresh).items()):
        row = known.get(pk) or Enrolment(campaign=campaign, person_id=pk, code=code())
        row.unit_id, row.at, row.turn, row.offered_until = unit, at, int(at.timestamp() * 1_000_000) + n, None
        row.standing = Standing.ENTERED if campaign.taking == LOT else Standing.WAITING
        rows.append(row)
    if campaign.taking != LOT:
        _place(campaign, rows)
    again = [row for row in rows if row.person_id in known]
    Enrolment.objects.bulk_update(again, ["unit", "at", "turn", "offered_until", "standing"])
    Enrolment.objects.bulk_create(row for row in rows if row.person_id not in known)
    values = {"title": campaign.title, "when": words(whom.begins(campaign)), "place": campaign.place}
    tell_many(to=[row.person_id for row in rows], template=LISTED.name, values=values, at=at,
              about=about(campaign), path=f"/activities/{campaign.pk}/")  # fmt: skip
    facts(listed=len(rows))
    return rows


def _place(campaign: Campaign, rows: Sequence[Enrolment]) -> None:
    """Give what is left in the order of the list; whoever waits already comes first."""
    waiting = Enrolment.objects.filter(campaign=campaign, standing=Standing.WAITING).exists()
    free = 0 if waiting else campaign.places - campaign.taken
    before = held(campaign)
    share = campaign.per_unit
    callers = [Caller(str(row.pk), row.unit_id) for row in rows]
    chosen = set(settle(callers, places=free, per_unit=share, taken=before).chosen)
    for row in rows:
        if str(row.pk) in chosen:
            row.standing = Standing.IN
    campaign.taken += len(chosen)
    campaign.save(update_fields=["taken"])
