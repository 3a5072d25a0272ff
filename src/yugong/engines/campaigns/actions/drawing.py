"""Drawing the lot of a campaign: once, after the closing, with the sealed seed and a public number."""

import re
from datetime import datetime

from django.db.models import Case, F, IntegerField, Value, When

from yugong.engines.campaigns.actions.telling import about
from yugong.engines.campaigns.models import Campaign, Enrolment, Stage, Standing
from yugong.engines.campaigns.queries import draws, whom
from yugong.engines.campaigns.texts import DRAWN_IN, DRAWN_OUT
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.gather import LOT, Caller, settle
from yugong.kernel.lot import Record
from yugong.kernel.moment import words
from yugong.kernel.permissions import Permission

CHUNK = 500


@action(Permission.CAMPAIGN_MANAGE, on="campaign", named="campaigns.draw")
def draw(*, campaign: Campaign, public: str, by: Actor, at: datetime) -> Record:
    """Call everybody in the order of the lot and give the places; it cannot be done twice.

    The public number must come from the source named at the beginning; it is not known before the closing,
    and the seed was sealed before the first enrolment, so that nobody could choose the result.
    """
    if campaign.taking != LOT or campaign.stage != Stage.PUBLIC:
        raise Refused("这个活动不用抽签。", code="stale")
    if campaign.drawn_at is not None:
        raise Refused("已经抽过签了，不能再抽。", code="stale")
    if at < campaign.closes_at:
        raise Refused(f"报名 {words(campaign.closes_at)} 截止，截止以后才能抽签。", code="early")
    number = " ".join(public.split())
    if not re.fullmatch(r"[0-9 +\-A-Za-z]{4,80}", number):
        raise Refused("请照公布的样子填公开号码，只用数字、字母、空格和加号。", field="public")
    campaign.public_number, campaign.drawn_at = number, at
    record = draws.drawn(campaign)
    placed = _place(campaign, record)
    campaign.taken, campaign.drawn_count = len(placed), len(record.slips)
    campaign.save()
    _say(campaign, record, placed, at)
    facts(entries=len(record.slips), places=len(placed), seal=campaign.seal)
    return record


def _place(campaign: Campaign, record: Record) -> frozenset[str]:
    """Write everybody's turn and who has a place; returns the codes that have one."""
    rows = Enrolment.objects.filter(campaign=campaign, standing=Standing.ENTERED)
    units = dict(rows.values_list("code", "unit"))
    settled = settle(
        (Caller(code, units[code]) for code in record.called),
        places=campaign.places,
        per_unit=campaign.per_unit,
    )
    called = list(record.called)
    for start in range(0, len(called), CHUNK):
        turns = [
            When(code=code, then=Value(start + n)) for n, code in enumerate(called[start : start + CHUNK])
        ]
        rows.filter(code__in=called[start : start + CHUNK]).update(
            turn=Case(*turns, default=F("turn"), output_field=IntegerField()), drawn=True
        )
    rows.filter(code__in=settled.chosen).update(standing=Standing.IN)
    rows.filter(code__in=settled.waiting).update(standing=Standing.WAITING)
    return frozenset(settled.chosen)


def _say(campaign: Campaign, record: Record, placed: frozenset[str], at: datetime) -> None:
    """Tell everybody what the lot said."""
    people = dict(Enrolment.objects.filter(campaign=campaign).values_list("code", "person_id"))
    when, path, turn = words(whom.begins(campaign)), f"/activities/{campaign.pk}/", 0
    for code in record.called:
        template, values = DRAWN_IN, {"title": campaign.title, "when": when, "place": campaign.place}
        if code not in placed:
            turn += 1
            template, values = DRAWN_OUT, {"title": campaign.title, "turn": str(turn)}
        tell(to=people[code], template=template.name, values=values, at=at, about=about(campaign), path=path)
