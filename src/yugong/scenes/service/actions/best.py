"""Posting, naming and striking a place of the hundred best; called by the moves of its matter."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.engines.matters import queries as matters
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import calendar, value
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import due, local_day, workdays
from yugong.kernel.errors import Refused
from yugong.scenes.service.models import BestPlace, BestState
from yugong.scenes.service.rules.asking import CRITERIA


def post(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> BestPlace:
    """Post a place whose five scores reach the mark; posted again, the new score stands."""
    told, today = matters.all_answers(matter), local_day(at)
    unit = Unit.objects.get(pk=told["unit"])
    score = sum(int(answers[one.name]) for one in CRITERIA)
    least = int(value("best.pass", on=today, path=unit.path))
    if score < least:
        raise Refused(f"五项合计 {score} 分，不到 {least} 分，请选“评分不够”。", field="said")
    row = BestPlace.objects.filter(matter=matter.number).first() or BestPlace(matter=matter.number, unit=unit)
    row.sort, row.name, row.address = told["sort"], told["name"], told["address"]
    days = int(value("best.posting", on=today, path=unit.path))
    last = due(today, workdays(days), calendar=calendar()).day
    row.score, row.state, row.posted_on, row.posted_to = score, BestState.POSTED, today, last
    row.save()
    facts(score=score)
    return row


def name(*, matter: Any, at: datetime) -> None:
    """The posting ended without a fault."""
    rows = BestPlace.objects.filter(matter=matter.number)
    rows.update(state=BestState.NAMED, named_on=local_day(at))


def strike(*, matter: Any) -> None:
    """Something was wrong: it is not named."""
    BestPlace.objects.filter(matter=matter.number).update(state=BestState.OUT)
