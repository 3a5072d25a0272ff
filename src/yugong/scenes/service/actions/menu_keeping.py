"""Keeping a union's menu: putting a service on it, changing it, taking it off."""

from datetime import datetime
from typing import Any

from yugong.engines.ledger.queries import balances
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.service.models import Offering

WORDS = ("name", "about", "audience", "each_month", "most_heads")


@action(Permission.CAMPAIGN_MANAGE, on="unit", shared=True, named="orders.offer")
def offer(*, unit: Unit, given: dict[str, Any], by: Actor, at: datetime) -> Offering:
    """Put a service on the union's menu; `given` has the form's words, `line` names what it is paid from."""
    row = Offering(unit=unit)
    _keep(row, given)
    facts(name=row.name)
    return row


@action(Permission.CAMPAIGN_MANAGE, on="offering", named="orders.mend")
def mend(*, offering: Offering, given: dict[str, Any], by: Actor, at: datetime) -> Offering:
    """Change it; what was ordered before goes on as it is."""
    if offering.closed_at is not None:
        raise Refused("已经下架了，要再上请新加一项。", code="stale")
    _keep(offering, given)
    facts(name=offering.name)
    return offering


def _keep(row: Offering, given: dict[str, Any]) -> None:
    """Check what belongs together: what costs is paid from a line of the union's own budget."""
    for word in WORDS:
        setattr(row, word, given[word])
    row.fen_each = int(given.get("fen_each") or 0)
    line = balances.line_of(given["line"]) if given.get("line") else None
    if row.fen_each and line is None:
        raise Refused("要花钱的服务请选从哪一项预算出。", field="line")
    if line is not None and line.fund.unit_id != row.unit_id:
        raise Refused("只能用本工会的预算。", field="line")
    row.line_id = line.pk if line is not None and row.fen_each else None
    row.save()


@action(Permission.CAMPAIGN_MANAGE, on="offering", named="orders.close")
def close(*, offering: Offering, by: Actor, at: datetime) -> Offering:
    """Take it off the menu; orders under way go on."""
    if offering.closed_at is None:
        offering.closed_at = at
        offering.save()
    return offering
