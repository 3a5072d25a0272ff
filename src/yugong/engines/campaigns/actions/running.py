"""From a draft to a public campaign: three reviews by three persons, and the seal of the lot."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from yugong.engines.campaigns.models import REVIEWS, Campaign, Enrolment, Review, Sitting, Stage
from yugong.engines.campaigns.models.enrolment import LIVE
from yugong.engines.campaigns.texts import BACK, CANCELLED
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.ground.org.models import Unit
from yugong.ground.people import vault
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.gather import AUDIENCES, LOT, gatherings
from yugong.kernel.lot import sealed
from yugong.kernel.permissions import Permission

MENDS = (
    "title", "about", "place", "contact", "audience", "taking", "places", "per_unit", "opens_at", "closes_at",
    "accept_hours", "public_source",
)  # fmt: skip
Times = tuple[datetime, datetime]


@action(Permission.CAMPAIGN_MANAGE, on="unit", shared=True, named="campaigns.draft")
def draft(
    *, unit: Unit, gathering: str, given: dict[str, Any], sittings: Iterable[Times], by: Actor, at: datetime
) -> Campaign:
    """Write a campaign down; nobody sees it before three reviews. `given` has the words of MENDS."""
    row = Campaign(unit=unit, gathering=gatherings[gathering].key, drafted_by_id=by.person_id)
    _mend(row, given, list(sittings))
    facts(gathering=gathering)
    return row


@action(Permission.CAMPAIGN_MANAGE, on="campaign", named="campaigns.mend")
def mend(
    *, campaign: Campaign, given: dict[str, Any], sittings: Iterable[Times], by: Actor, at: datetime
) -> Campaign:
    """Change a draft; what is under review or public stays as it was read."""
    if campaign.stage != Stage.DRAFT:
        raise Refused("已经提交审核，不能再改；要改请先退回。", code="stale")
    campaign.drafted_by_id = by.person_id
    _mend(campaign, given, list(sittings))
    return campaign


def _mend(row: Campaign, given: dict[str, Any], times: list[Times]) -> None:
    """Check what belongs together, and keep it."""
    for word in MENDS:
        setattr(row, word, given[word])
    if not times:
        raise Refused("请写至少一场的时间。", field="starts_at")
    if row.closes_at <= row.opens_at:
        raise Refused("报名截止要晚于报名开始。", field="closes_at")
    if min(start for start, _ in times) < row.closes_at:
        raise Refused("活动要在报名截止以后开始。", field="starts_at")
    if any(end <= start for start, end in times):
        raise Refused("结束时间要晚于开始时间。", field="ends_at")
    if row.audience not in AUDIENCES or row.taking not in gatherings[row.gathering].takings:
        raise Refused("这类活动不能这样报名，请换一种。", field="taking")
    if row.taking == LOT and not row.public_source:
        raise Refused("抽签要写明用哪个公开号码，例如“福彩双色球某期开奖号码”。", field="public_source")
    if row.places < 1 or (row.per_unit is not None and row.per_unit < 1):
        raise Refused("名额至少 1 个。", field="places")
    row.save()
    row.sittings.all().delete()
    for start, end in times:
        one = Sitting(campaign=row, starts_at=start, ends_at=end)
        one.key_sealed = _sealed(one, "key_sealed", secrets.token_hex(32))
        one.save()


def _sealed(row: Campaign | Sitting, column: str, text: str) -> bytes:
    return vault.seal(text, table=row._meta.db_table, column=column, row=row.pk)


@action(Permission.CAMPAIGN_MANAGE, on="campaign", named="campaigns.submit")
def submit(*, campaign: Campaign, by: Actor, at: datetime) -> Campaign:
    """Give a draft to the reviewers."""
    if campaign.stage != Stage.DRAFT:
        raise Refused("已经提交过了。", code="stale")
    if campaign.closes_at <= at:
        raise Refused("报名截止时间已经过了，请先改时间。", field="closes_at")
    campaign.stage = Stage.REVIEW
    campaign.save()
    return campaign


@action(Permission.CAMPAIGN_REVIEW, on="campaign", named="campaigns.review")
def review(*, campaign: Campaign, passed: bool, reason: str, by: Actor, at: datetime) -> Campaign:
    """One of the three reviews, by somebody who neither wrote it nor reviewed it before.

    A no sends it back to the draft with its reason, and all three begin again; the third yes publishes it.
    """
    if campaign.stage != Stage.REVIEW:
        raise Refused("现在不在审核中。", code="stale")
    if by.person_id is None or by.person_id == campaign.drafted_by_id:
        raise Refused("起草人不能审核自己写的，请交给其他同志。", code="own_work")
    turn = queries_turn(campaign)
    done = list(campaign.reviews.filter(turn=turn))
    if any(one.by_id == by.person_id for one in done):
        raise Refused("你已经审过一次，三审要由三个人分别来做。", code="twice")
    if not passed and not reason.strip():
        raise Refused("请写明退回的原因，起草人好改。", field="reason")
    step = len(done) + 1
    Review(campaign=campaign, turn=turn, step=step, by_id=by.person_id, passed=passed, at=at,
           reason=reason.strip()[:200]).save()  # fmt: skip
    facts(step=step, passed=passed)
    if not passed:
        campaign.stage = Stage.DRAFT
        values = {"title": campaign.title, "step": str(step), "reason": reason.strip()[:200]}
        if campaign.drafted_by_id:
            tell(to=campaign.drafted_by_id, template=BACK.name, values=values, at=at, about=about(campaign))
    elif step == REVIEWS:
        _publish(campaign, at)
    campaign.save()
    return campaign


def queries_turn(campaign: Campaign) -> int:
    """Which round of reviews it is: every refusal begins a new one."""
    return int(campaign.reviews.filter(passed=False).count()) + 1


def about(campaign: Campaign) -> str:
    """The text by which notices name it."""
    return f"campaigns.campaign:{campaign.pk}"


def _publish(campaign: Campaign, at: datetime) -> None:
    """Public from now on; for a lot the seed is drawn and only its seal is shown."""
    if campaign.closes_at <= at + timedelta(hours=1):
        raise Refused("离报名截止不到一小时，请退回改时间。", code="too_late")
    campaign.stage, campaign.published_at = Stage.PUBLIC, at
    if campaign.taking == LOT:
        seed = secrets.token_hex(32)
        campaign.seal = sealed(seed)
        campaign.seed_sealed = _sealed(campaign, "seed_sealed", seed)


@action(Permission.CAMPAIGN_MANAGE, on="campaign", named="campaigns.cancel")
def cancel(*, campaign: Campaign, why: str, by: Actor, at: datetime) -> Campaign:
    """It does not take place; all who enrolled are told why, and nobody is worse off next time."""
    if campaign.stage == Stage.CANCELLED:
        raise Refused("已经取消了。", code="stale")
    if not why.strip():
        raise Refused("请写明取消的原因，报名的人会看到。", field="why")
    campaign.stage, campaign.cancelled_why = Stage.CANCELLED, why.strip()[:120]
    campaign.save()
    values = {"title": campaign.title, "why": campaign.cancelled_why}
    told = Enrolment.objects.filter(campaign=campaign, standing__in=LIVE).values_list("person_id", flat=True)
    for person in told:
        tell(to=person, template=CANCELLED.name, values=values, at=at, about=about(campaign))
    facts(told=len(told))
    return campaign
