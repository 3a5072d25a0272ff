"""The checked lines of a roster, kept sealed between the check and the import: a file is checked once."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple

from django.db.models import QuerySet

from yugong.kernel.ident import uuid7
from yugong.kernel.roster.check import Finding
from yugong.scenes.organise.actions.roster_lines import Chunk, Packer
from yugong.scenes.organise.models import RosterImport, RosterPart
from yugong.scenes.organise.roster import keeping

CHUNK = 5000  # lines
BATCH = 10  # parts written at a time


class Part(NamedTuple):
    """Lines that are not imported yet: the place of the first, and how many."""

    start: int
    size: int


def put_aside(findings: Iterable[Finding], into: list[RosterPart], *, today: date) -> Iterator[Finding]:
    """Every finding as it comes; what is accepted by the file itself is put into parts, chunk by chunk."""
    source, packer, place = iter(findings), Packer(today), 0
    while some := list(islice(source, CHUNK)):
        row = uuid7()
        sealed = keeping.seal_lines(packer.packed(some), row)
        into.append(RosterPart(id=row, start=place, size=len(some), lines_sealed=sealed))
        place += len(some)
        yield from some


def keep(roster: RosterImport, parts: list[RosterPart]) -> None:
    """Keep these parts of a roster instead of those before."""
    forget(RosterImport.objects.filter(pk=roster.pk))
    for part in parts:
        part.roster = roster
    RosterPart.objects.bulk_create(parts, batch_size=BATCH)


def left(roster: RosterImport) -> list[Part]:
    """What of a roster is not imported yet, in the order of its lines."""
    rows = RosterPart.objects.filter(roster=roster).order_by("start").values_list("start", "size")
    return [Part(start, size) for start, size in rows]


def opened(roster: RosterImport, part: Part) -> Chunk | None:
    """The lines of a part; none where it was imported meanwhile."""
    row = RosterPart.objects.filter(roster=roster, start=part.start).first()
    return Chunk(*part, keeping.open_lines(row.lines_sealed, row.pk)) if row else None


def imported(roster: RosterImport, part: Part) -> bool:
    """Forget the lines of a part that was imported; whether nobody had before."""
    return bool(RosterPart.objects.filter(roster=roster, start=part.start).delete()[0])


def forget(rosters: QuerySet[RosterImport]) -> None:
    """Forget all lines that are kept of these rosters."""
    RosterPart.objects.filter(roster__in=rosters.values("pk")).delete()
