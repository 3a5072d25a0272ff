"""What a list shows beside each of its matters: who asked, the clock of its stage, what lies around it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from yugong.engines.matters.queries.marks import ABOUT, About
from yugong.engines.matters.queries.timing import pauses_of
from yugong.ground.people.identity import opened_many
from yugong.kernel.calendar import Span
from yugong.kernel.clock import Clock

ALONGSIDE = f"""
    SELECT m.id, p.id::text, p.name_sealed, c.started_at, c.count, c.unit, c.pauses, {ABOUT}
    FROM matters_matter m JOIN people_person p ON p.id = m.asker_id
    LEFT JOIN matters_clock c ON c.matter_id = m.id
        AND c.stopped_at IS NULL AND c.about = '' AND c.stage <> ''
    WHERE m.id = ANY(%s)
"""  # noqa: S608  our own words


@dataclass(frozen=True, slots=True)
class Alongside:
    """The asker's name, the running clock of the stage, if one runs, and what lies around."""

    asker: str
    clock: Clock | None
    about: About


def alongside(ids: Sequence[UUID]) -> dict[UUID, Alongside]:
    """The same of several matters, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(ALONGSIDE, [list(ids)])
        rows = cursor.fetchall()
    names = opened_many([row[1] for row in rows], "name_sealed", [row[2] for row in rows])
    return {row[0]: _read(name, row[3:]) for name, row in zip(names, rows, strict=True)}


def _read(name: str, row: Sequence[Any]) -> Alongside:
    started, count, unit, pauses, *around = row
    stood = pauses_of(json.loads(pauses)) if pauses not in (None, "[]") else ()
    clock = Clock(started, Span(count, unit), pauses=stood) if started else None
    return Alongside(name, clock, About(*around))
