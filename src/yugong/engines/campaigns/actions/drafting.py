"""Writing a campaign down and changing it before anybody reviews it."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from yugong.engines.campaigns.models import Campaign, Sitting, Stage
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.ground.people.row_cells import seal
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.gather import AUDIENCES, LOT, gatherings
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
        one.key_sealed = seal(one, "key_sealed", secrets.token_hex(32))
        one.save()
