"""Setting what a union means to reach in a year: one officer writes it with its source, another confirms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.organise.models import DeedTarget, TargetState

YEARS = range(2023, 2028)  # 《重庆工会“十件实事”实施方案（2023—2027年）》
MOST = 10**15


@dataclass(frozen=True, slots=True)
class Aim:
    """One number to be reached, in the measure's own unit (a count, or fen), and where it is written."""

    measure: str
    amount: int
    source: str
    mark: str = "S"


@action(Permission.TARGET_SET, on="unit")
def propose(*, unit: Unit, year: int, aims: Sequence[Aim], by: Actor, at: datetime) -> list[DeedTarget]:
    """Write the targets of a union for a year; each replaces a proposal that nobody has confirmed yet."""
    for aim in aims:
        _insist(year, aim)
    waiting = DeedTarget.objects.filter(unit=unit, year=year, state=TargetState.PROPOSED)
    waiting.filter(measure__in=[aim.measure for aim in aims]).update(
        state=TargetState.REPLACED, replaced_at=at
    )
    rows = [
        DeedTarget(
            unit=unit, year=year, measure=aim.measure, amount=aim.amount, source=aim.source.strip(),
            mark=aim.mark, set_by=by.key, set_at=at,
        )
        for aim in aims
    ]  # fmt: skip
    DeedTarget.objects.bulk_create(rows)
    facts(year=year, aims={row.measure: row.amount for row in rows})
    return rows


@action(Permission.TARGET_CONFIRM, on="unit")
def confirm(*, unit: Unit, targets: Sequence[DeedTarget], by: Actor, at: datetime) -> int:
    """Put proposed targets in force; whoever wrote them does not confirm them. Returns how many."""
    rows = _waiting(unit, targets, by)
    for row in rows:
        former = DeedTarget.objects.filter(
            unit=unit, year=row.year, measure=row.measure, state=TargetState.HOLDS
        )
        former.update(state=TargetState.REPLACED, replaced_at=at)
        row.state, row.reviewed_by, row.reviewed_at = TargetState.HOLDS, by.key, at
        row.save()
    facts(aims={f"{row.year} {row.measure}": row.amount for row in rows})
    return len(rows)


@action(Permission.TARGET_CONFIRM, on="unit")
def send_back(*, unit: Unit, targets: Sequence[DeedTarget], by: Actor, at: datetime) -> int:
    """Return proposed targets to whoever wrote them. Returns how many."""
    rows = _waiting(unit, targets, by)
    for row in rows:
        row.state, row.reviewed_by, row.reviewed_at = TargetState.SENT_BACK, by.key, at
        row.save()
    facts(aims={f"{row.year} {row.measure}": row.amount for row in rows})
    return len(rows)


def _waiting(unit: Unit, targets: Sequence[DeedTarget], by: Actor) -> list[DeedTarget]:
    ids = [row.pk for row in targets]
    found = DeedTarget.objects.select_for_update().filter(pk__in=ids, unit=unit, state=TargetState.PROPOSED)
    rows = list(found.order_by("id"))
    if not rows:
        raise Refused("这些目标已经有人处理过了，请刷新再看", code="handled")
    if any(row.set_by == by.key for row in rows):
        raise Refused("目标由拟定人以外的同事复核，请转给另一位同事", code="own_work")
    return rows


def _insist(year: int, aim: Aim) -> None:
    if year not in YEARS:
        raise Refused("十件实事的目标按 2023 至 2027 年设定", field="year")
    if not 0 < aim.amount < MOST:
        raise Refused("目标要大于 0", field=aim.measure)
    if not aim.source.strip():
        raise Refused("请写明出处，例如文号；没有出处的不设目标", field="source")
