"""Reading imports: those of a unit, one with its problems, its file read again, its mended file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from yugong.ground.jobs.models import Progress, State
from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import value
from yugong.ground.people.queries import names
from yugong.kernel import tree
from yugong.kernel.errors import Refused
from yugong.kernel.roster.check import Finding
from yugong.kernel.roster.corrected import corrected
from yugong.kernel.roster.reading import Reading, read
from yugong.kernel.roster.titles import Role
from yugong.scenes.organise.models import ColumnMemory, ImportState, RosterImport
from yugong.scenes.organise.roster import keeping
from yugong.scenes.organise.roster.keeping import Problem
from yugong.scenes.organise.roster.register import beside

ROLES = frozenset(role.value for role in Role)
UNDER_WAY = (ImportState.CHECKING, ImportState.RUNNING)
STOPPED = "出了问题，没有完成。"
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
    duplicates: int
    joined: int
    filled: int
    done: int
    made_by: str  # the officer's name, empty when it was the console
    made_at: datetime


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A roster that a job checks or imports: how far it is, and why it stopped if it did."""

    checking: bool
    done: int
    total: int
    stopped: str


def imports(
    *, path: str, after: UUID | None = None, before: UUID | None = None, state: str = "", limit: int = 50
) -> list[ImportRow]:
    """The imports of a unit and those below it, the newest first; `after` and `before` are ids of rows."""
    rows = RosterImport.objects.filter(unit__path__gte=path, unit__path__lt=tree.upper_bound(path))
    rows = rows.filter(state=state) if state else rows
    rows = rows.select_related("unit").defer("file_sealed", "problems_sealed")
    if after is None and before is not None:
        found = list(rows.filter(id__gt=before).order_by("id")[:limit])[::-1]
    else:
        rows = rows.filter(id__lt=after) if after is not None else rows
        found = list(rows.order_by("-id")[:limit])
    makers = {row.pk: maker_of(row) for row in found}
    known = names({who for who in makers.values() if who is not None})
    jobs = [row.progress for row in found if row.state in UNDER_WAY]
    stopped = set(Progress.objects.filter(pk__in=jobs, state=State.FAILED).values_list("pk", flat=True))
    return [_row(row, known.get(makers[row.pk], ""), row.progress in stopped) for row in found]  # type: ignore[arg-type]


def _row(row: RosterImport, maker: str, stopped: bool) -> ImportRow:
    return ImportRow(
        id=row.pk,
        unit_id=row.unit_id,
        unit_name=row.unit.name,
        file=file_of(row),
        state="failed" if stopped and row.state in UNDER_WAY else row.state,
        label=State.FAILED.label if stopped and row.state in UNDER_WAY else ImportState(row.state).label,
        data_rows=row.data_rows,
        accepted=row.accepted,
        rejected=row.rejected,
        duplicates=row.duplicates,
        joined=row.joined,
        filled=row.filled,
        done=row.done,
        made_by=maker,
        made_at=row.made_at,
    )


def under_way(roster: RosterImport) -> UnderWay:
    """How far the job of a roster is; what was imported is told by the import itself."""
    watched = Progress.objects.filter(pk=roster.progress).first() if roster.progress else None
    checking = roster.state == ImportState.CHECKING
    done = (watched.done if watched else 0) if checking else roster.done
    return UnderWay(checking, done, roster.data_rows, given_up(roster))


def given_up(roster: RosterImport) -> str:
    """Why the job of a roster was given up, as a sentence; empty while it runs or waits."""
    if roster.progress is None or roster.state not in UNDER_WAY:
        return ""
    watched = Progress.objects.filter(pk=roster.progress, state=State.FAILED).first()
    return (watched.note or STOPPED) if watched else ""


def maker_of(roster: RosterImport) -> UUID | None:
    """The person who uploaded a roster; None for the console."""
    kind, _, person = roster.made_by.partition(":")
    return UUID(person) if kind == "person" else None


def file_of(roster: RosterImport) -> str:
    """The name of the uploaded file."""
    return keeping.open_name(roster.name_sealed, roster.pk)


def same_file(roster: RosterImport) -> RosterImport | None:
    """The last import of exactly this file for this union that was carried out before."""
    rows = RosterImport.objects.filter(unit=roster.unit_id, sha256=roster.sha256, state=ImportState.DONE)
    return rows.exclude(pk=roster.pk).filter(made_at__lte=roster.made_at).order_by("-id").first()


def pending(*, unit: Unit, sha256: str, made_by: str, on: date) -> RosterImport | None:
    """The same file, uploaded today by the same officer for this union and waiting for his word."""
    rows = RosterImport.objects.filter(unit=unit, sha256=sha256, made_by=made_by, checked_on=on)
    waiting = (ImportState.PREVIEWED, ImportState.CHECKING)
    return rows.filter(state__in=waiting, file_sealed__isnull=False).order_by("-id").first()


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


def mended_file(roster: RosterImport) -> bytes:
    """The rejected rows as an Excel file with the reason beside each, to be mended and uploaded again."""
    reading = reading_of(roster)
    findings = (finding for finding, _ in beside(roster.unit, findings_of(roster, reading)))
    return corrected({table.sheet.name: table.layout for table in reading.chosen}, findings)
