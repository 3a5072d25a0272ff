"""Matters that are alike: which are open beside one, which closed one a new one would open again."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from yugong.engines.matters.models import Matter
from yugong.ground.parameters.queries import value
from yugong.kernel.flow import Kind

SHOWN = 50
ALIKE = f"""
    SELECT json_agg(json_build_array(a.id, a.number, a.stage, a.opened_at) ORDER BY a.id) FROM (
        SELECT o.id, o.number, o.stage, o.opened_at FROM matters_matter o
        WHERE o.kind = m.kind AND o.alike = m.alike AND o.alike <> '' AND o.closed_at IS NULL
            AND o.lead_id IS NULL AND o.id <> m.id
            AND NOT EXISTS (SELECT 1 FROM matters_matter g WHERE g.lead_id = o.id)
        ORDER BY o.id LIMIT {SHOWN}) a
"""  # noqa: S608  those like a matter m


def collective_from(kind: Kind, *, on: date) -> int:
    """From how many gathered matters on it is a collective one."""
    assert kind.gathers is not None
    return int(value(kind.gathers.tuned, on=on)) if kind.gathers.tuned else kind.gathers.collective


class Alike(NamedTuple):
    """A matter that could be handled together with another."""

    pk: str
    number: str
    stage: str
    opened_at: datetime


def beside(found: Iterable[tuple[str, str, str, str]] | None) -> list[Alike]:
    """Open matters like one that are not yet handled together with it, in the order they came."""
    return [
        Alike(pk, number, stage, datetime.fromisoformat(opened)) for pk, number, stage, opened in found or ()
    ]


def leads(matter: Matter) -> bool:
    """Whether anything was laid beside this matter; under its lock nothing more can be."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM matters_matter WHERE lead_id = %s LIMIT 1", [matter.pk])
        return cursor.fetchone() is not None


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
