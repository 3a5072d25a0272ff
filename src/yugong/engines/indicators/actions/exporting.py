"""Taking the list behind a number out of the house: on record, who, which number, how many records."""

from collections.abc import Iterator
from datetime import date, datetime

from yugong.engines.indicators.queries import listing, readings
from yugong.engines.indicators.workbook import Row
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.measure import Measure
from yugong.kernel.permissions import Permission

INSTANT = 20_000  # records of a file that is made while somebody waits


def rows(one: Measure, path: str, since: date, until: date, *, by: Actor) -> Iterator[Row]:
    """The lines of the file, as the page shows them."""
    for page in listing.walk(one, listing.facts(one, path, since, until)):
        names = listing.shown(one, [fact.record for fact in page], by)
        for fact in page:
            label, _ = names.get(fact.record, ("（记录已不在）", ""))
            until_ = f"{fact.until:%Y-%m-%d}" if fact.until else ""
            yield label, f"{fact.day:%Y-%m-%d}", until_, fact.unit.name, fact.amount


@action(Permission.MEASURE_VIEW, on="unit", shared=True)
def export_measure(
    *, unit: Unit, measure: Measure, since: date, until: date, by: Actor, at: datetime
) -> list[Row]:
    """The records behind a number for a file; refuses a list too long to wait for."""
    reading = readings.value(measure.key, unit.pk, since, until)
    if not reading.records:
        raise Refused("这段时间没有记录，不用导出。", code="nothing")
    if reading.records > INSTANT:
        raise Refused(f"共 {reading.records:,} 条，较多，请在后台生成。", code="long")
    facts(measure=measure.key, count=reading.records, since=since, until=until)
    return list(rows(measure, unit.path, since, until, by=by))
