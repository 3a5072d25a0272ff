"""Counting the quality of every union's register, once a night."""

from datetime import datetime

from django.db import connection

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.permissions import Permission
from yugong.scenes.organise.models import QualityCount
from yugong.scenes.organise.queries import quality

INTO = "INSERT INTO organise_qualitycount (unit_id, rule, hits, counted_at) "


@action(Permission.SYSTEM_RUN)
def count_quality(*, by: Actor, at: datetime) -> int:
    """Put the counts of last night in place of those before; returns how many lines there are."""
    sql, given, sealed = quality.by_union(on=local_day(at))
    QualityCount.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(INTO + sql, given | {"at": at})
    rows = [
        QualityCount(unit_id=unit, rule=rule, hits=hits, counted_at=at)
        for rule, counts in sealed.items()
        for unit, hits in counts.items()
    ]
    QualityCount.objects.bulk_create(rows, batch_size=2000)
    facts(lines=QualityCount.objects.count())
    return len(rows)
