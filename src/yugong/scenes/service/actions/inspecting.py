"""A visit to a station: what the sheet says, and an order for every fault that was found."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.service.actions import reports
from yugong.scenes.service.checklists import Checklist, checklist_of
from yugong.scenes.service.models import FAULTS, Inspection, Station

LATE = timedelta(days=14)


@action(Permission.STATION_MANAGE, on="station", named="service.inspect")
def inspect(
    *,
    station: Station,
    on: date,
    lacking: Mapping[str, str],
    faults: Iterable[str] = (),
    visitors: int | None = None,
    by: Actor,
    at: datetime,
) -> Inspection:
    """Write a visit down: the lacking items with what was seen, and faults that make an order at once.

    Nobody inspects a station that he looks after himself.
    """
    sheet, found = checklist_of(station.sort), sorted(set(faults))
    _insist_fit(station, on, local_day(at), by)
    _insist_filled(sheet, lacking, found, visitors)
    assert by.person_id is not None
    me = Person.objects.get(pk=by.person_id)
    orders = [reports.order(station=station, what=what, finder=me, by=by, at=at) for what in found]
    made = Inspection(
        station=station, checklist=sheet.key, on=on, person=me,
        lacking=[key for key in sheet.items if key in lacking],
        found={key: text.strip()[:200] for key, text in lacking.items()}, visitors=visitors,
        matters=list(dict.fromkeys(orders)), at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refused("今天已经登记过这个站点的检查。", code="twice") from None
    facts(checklist=sheet.key, lacking=made.lacking, matters=made.matters)
    return made


def _insist_fit(station: Station, on: date, today: date, by: Actor) -> None:
    """Who may inspect this station, and when it may have been."""
    if by.person_id is None:
        raise Refused("检查要由到现场的人来登记。", code="nobody")
    if by.person_id == station.steward_id:
        raise Refused("自己管的站点不能自己检查，请换一位同志。", code="own_work")
    if station.closed_on is not None:
        raise Refused("这个站点已经停用，不用检查。", code="stale")
    if not today - LATE <= on <= today:
        raise Refused("检查日期填今天，最多补两周以内的。", field="on")


def _insist_filled(
    sheet: Checklist, lacking: Mapping[str, str], faults: Sequence[str], visitors: int | None
) -> None:
    """Every lacking item says what was seen, and what is counted was counted."""
    if set(lacking) - set(sheet.items) or set(faults) - set(FAULTS):
        raise Refused("检查项和这类站点的检查表对不上，请重新打开检查表。", field="items")
    if blank := [key for key, text in lacking.items() if not text.strip()]:
        raise Refused(f"“{sheet.items[blank[0]][0]}”不合格，请写看到了什么。", field=f"found_{blank[0]}")
    if sheet.counted and visitors is None:
        raise Refused(f"请填{sheet.counted}，没有就填 0。", field="visitors")
