"""Keeping a trial as a paper; it puts nothing in force."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.kernel.rules import Rule
from yugong.scenes.aid.models import PolicyTrial
from yugong.scenes.aid.queries.trials import Tried, stored


@action(Permission.POLICY_TRY, on="unit")
def keep(
    *,
    unit: Unit,
    rule: Rule,
    found: Tried,
    title: str,
    given: Mapping[str, Any],
    present: Mapping[str, Any],
    by: Actor,
    at: datetime,
) -> PolicyTrial:
    """Keep what was counted, with the parameters tried and those in force."""
    if not title.strip():
        raise Refused("请给这次测算起个题目", field="title", code="missing")
    if by.person_id is None:
        raise Refused("测算报告要有测算人", code="nobody")
    row = PolicyTrial(
        unit=unit, unit_name=unit.name, title=title.strip()[:80], rule=rule.key, version=found.version,
        on=local_day(at), given=dict(given), present=dict(present), result=stored(found),
        made_by_id=by.person_id, made_at=at,
    )  # fmt: skip
    row.save(force_insert=True)
    facts(rule=rule.key, trial=str(row.pk))
    return row
