"""Matters that are alike: which are open beside one, which closed one a new one would open again."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from yugong.engines.matters.models import Matter
from yugong.ground.parameters.queries import value
from yugong.kernel.flow import Kind, kinds

SHOWN = 50


def collective_from(kind: Kind, *, on: date) -> int:
    """From how many gathered matters on it is a collective one."""
    assert kind.gathers is not None
    return int(value(kind.gathers.tuned, on=on)) if kind.gathers.tuned else kind.gathers.collective


def likes(kind: str, alike: str) -> QuerySet[Matter]:
    """Open matters that share what makes matters alike, in the order they came."""
    if not alike:
        return Matter.objects.none()
    rows = Matter.objects.filter(kind=kind, alike=alike, closed_at__isnull=True)
    return rows.select_related("unit").order_by("id")


def beside(matter: Matter, *, limit: int = SHOWN) -> list[Matter]:
    """Open matters like this one that are not yet handled together with it."""
    rows = likes(matter.kind, matter.alike).exclude(pk=matter.pk).filter(lead=None)
    return list(rows.exclude(gathered__isnull=False)[:limit]) if kinds[matter.kind].gathers else []


def gathered(matter: Matter, *, limit: int = 200) -> list[Matter]:
    """What was laid beside this matter, in the order it came."""
    return list(Matter.objects.filter(lead=matter).order_by("id")[:limit])


def closed_like(kind: Kind, asker_id: UUID, alike: str, *, path: str, at: datetime) -> Matter | None:
    """The asker's closed matter that a new one like it opens once more; the newest."""
    if kind.reopens is None or not alike:
        return None
    days = (
        int(value(kind.reopens.tuned, on=at.date(), path=path)) if kind.reopens.tuned else kind.reopens.days
    )
    rows = Matter.objects.filter(kind=kind.key, alike=alike, asker_id=asker_id)
    return rows.filter(closed_at__gte=at - timedelta(days=days)).order_by("-closed_at").first()
