"""What a matter page asks of every matter, in one statement: clocks, what lies around it, what there is."""

from dataclasses import dataclass

from django.db import connection

from yugong.engines.matters.models import ClockRow, Matter
from yugong.engines.matters.queries.marks import ABOUT, About
from yugong.ground.audit.statements import columns

SHEET = f"""
    SELECT {ABOUT},
        EXISTS (SELECT 1 FROM files_attachment f WHERE f.owner = 'matters.matter:' || m.id::text),
        EXISTS (SELECT 1 FROM matters_message s WHERE s.matter_id = m.id), {{columns}}
    FROM (SELECT %s::uuid) AS m (id) LEFT JOIN matters_clock c ON c.matter_id = m.id
    ORDER BY c.started_at, c.id
"""  # noqa: S608  our own words


@dataclass(frozen=True, slots=True)
class Sheet:
    """Every clock in order of its start, what others did around it, whether it has files and messages."""

    clocks: list[ClockRow]
    about: About
    files: bool
    talked: bool


def sheet(matter: Matter) -> Sheet:
    """The sheet of one matter."""
    text, part = columns(ClockRow, "c")
    with connection.cursor() as cursor:
        cursor.execute(SHEET.format(columns=text), [matter.pk])
        rows = cursor.fetchall()
    *about, files, talked = rows[0][: -len(part.names)]
    own = [row[-len(part.names) :] for row in rows]
    return Sheet([part.made(row) for row in own if row[0] is not None], About(*about), files, talked)
