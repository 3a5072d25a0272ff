"""Reading imports: those of a unit, one with its problems, its columns for confirmation, its mended file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import value
from yugong.kernel import tree
from yugong.kernel.errors import Refused
from yugong.scenes.organise.models import ColumnMemory, ImportState, RosterImport
from yugong.scenes.organise.roster import keeping
from yugong.scenes.organise.roster.check import Finding
from yugong.scenes.organise.roster.columns import Guess
from yugong.scenes.organise.roster.corrected import corrected
from yugong.scenes.organise.roster.keeping import Problem
from yugong.scenes.organise.roster.reading import Reading, read
from yugong.scenes.organise.roster.register import beside
from yugong.scenes.organise.roster.titles import Role

ROLES = frozenset(role.value for role in Role)
FORGOTTEN = "这份名册的原文件已按规定删除，请重新上传。"


@dataclass(frozen=True, slots=True)
class ImportRow:
    """An import in a list."""

    id: UUID
    unit_id: int
    unit_name: str
    file: str
    state: str
    label: str
    data_rows: int
    accepted: int
    rejected: int
    joined: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet of the file as it is understood, for a person to confirm or correct."""

    position: int
    name: str
    chosen: bool
    title_rows: tuple[int, ...]
    guesses: tuple[Guess, ...]


def imports(*, path: str, after: UUID | None = None, limit: int = 50) -> list[ImportRow]:
    """The imports of a unit and those below it, the newest first; `after` is the last row's id."""
    rows = RosterImport.objects.filter(unit__path__gte=path, unit__path__lt=tree.upper_bound(path))
    if after is not None:
        rows = rows.filter(id__lt=after)
    rows = rows.select_related("unit").defer("file_sealed", "problems_sealed").order_by("-id")[:limit]
    return [
        ImportRow(
            row.pk,
            row.unit_id,
            row.unit.name,
            keeping.open_name(row.name_sealed, row.pk),
            row.state,
            ImportState(row.state).label,
            row.data_rows,
            row.accepted,
            row.rejected,
            row.joined,
            row.made_at,
        )
        for row in rows
    ]


def problems(roster: RosterImport) -> list[Problem]:
    """The rows that are not plainly accepted, at most keeping.MOST of them; empty once forgotten."""
    return keeping.open_problems(roster.problems_sealed, roster.pk)


def memory_of(unit: Unit) -> dict[str, Role]:
    """What titles mean in a unit's rosters: bare title → role."""
    told = ColumnMemory.objects.filter(unit=unit).values_list("title", "role")
    return {title: Role(role) for title, role in told if role in ROLES}


def reading_of(roster: RosterImport) -> Reading:
    """The file of an import, read as it was when it was checked; refuses when it was forgotten."""
    if not roster.file_sealed:
        raise Refused(FORGOTTEN, code="file_forgotten")
    return read(
        keeping.open_file(roster.file_sealed, roster.pk),
        keeping.open_name(roster.name_sealed, roster.pk),
        remembered=memory_of(roster.unit),
        choice=choice_of(roster),
        sheets=tuple(roster.sheets),
    )


def findings_of(roster: RosterImport, reading: Reading) -> Iterator[Finding]:
    """The lines checked by the rules of the day on which the file was uploaded."""
    youngest = int(value("membership.min_age", on=roster.checked_on))
    return reading.findings(today=roster.checked_on, youngest=youngest)


def choice_of(roster: RosterImport) -> dict[int, dict[int, Role | None]]:
    """The columns a person has set: sheet → column → role (None: not read)."""
    return {
        int(sheet): {int(column): Role(role) if role else None for column, role in columns.items()}
        for sheet, columns in roster.choice.items()
    }


def sheets_of(roster: RosterImport) -> list[SheetView]:
    """How each sheet is understood, with every column's guess, confidence and reason."""
    return [
        SheetView(t.position, t.sheet.name, t.chosen, t.layout.header_rows, t.layout.guesses)
        for t in reading_of(roster).tables
    ]


def mended_file(roster: RosterImport) -> bytes:
    """The rejected rows as an Excel file with the reason beside each, to be mended and uploaded again."""
    reading = reading_of(roster)
    findings = (finding for finding, _ in beside(roster.unit, findings_of(roster, reading)))
    return corrected({table.sheet.name: table.layout for table in reading.chosen}, findings)
