"""Three reviews by three persons before a campaign is public, the seal of its lot, and calling it off."""

import secrets
from datetime import datetime, timedelta

from yugong.engines.campaigns.actions.telling import about
from yugong.engines.campaigns.models import LIVE, REVIEWS, Campaign, Enrolment, Review, Stage
from yugong.engines.campaigns.texts import BACK, CANCELLED
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.ground.people.row_cells import seal
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.gather import LOT
from yugong.kernel.lot import sealed
from yugong.kernel.permissions import Permission


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
    turn = turn_of(campaign)
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


def turn_of(campaign: Campaign) -> int:
    """Which round of reviews it is: every refusal begins a new one."""
    return int(campaign.reviews.filter(passed=False).count()) + 1


def _publish(campaign: Campaign, at: datetime) -> None:
    """Public from now on; for a lot the seed is drawn and only its seal is shown."""
    if campaign.closes_at <= at + timedelta(hours=1):
        raise Refused("离报名截止不到一小时，请退回改时间。", code="too_late")
    campaign.stage, campaign.published_at = Stage.PUBLIC, at
    if campaign.taking == LOT:
        seed = secrets.token_hex(32)
        campaign.seal = sealed(seed)
        campaign.seed_sealed = seal(campaign, "seed_sealed", seed)


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
