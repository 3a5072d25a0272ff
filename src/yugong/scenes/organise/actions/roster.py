"""Bringing a roster in: preview, choose columns, commit, forget the file."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission
from yugong.kernel.roster.columns import memory
from yugong.kernel.roster.reading import Reading, read
from yugong.kernel.roster.titles import Role
from yugong.scenes.organise.actions import founding, roster_checking, roster_parts, roster_running
from yugong.scenes.organise.actions.roster_running import is_long
from yugong.scenes.organise.models import ColumnMemory, ImportState, RosterImport, RosterPart
from yugong.scenes.organise.queries import rosters
from yugong.scenes.organise.roster import keeping

KEPT = timedelta(days=7)
Choice = Mapping[int, Mapping[int, Role | None]]


@dataclass(frozen=True, slots=True)
class Preview:
    """A roster that is not imported yet: its row, its report (empty while a job checks it), its reading."""

    roster: RosterImport
    report: dict[str, Any]
    reading: Reading


@action(Permission.ROSTER_IMPORT, on="unit", shared=True)
def preview(*, unit: Unit, data: bytes, file: str, later: bool = False, by: Actor, at: datetime) -> Preview:
    """Read and check a roster file against itself and the register; nobody is enrolled yet.

    Refuses what is no roster, too large or locked, with a sentence that says what to do. `later`: a large
    file is understood by samples now and its lines are checked by a job, because somebody waits for the page.
    """
    reading = read(data, file, remembered=rosters.memory_of(unit))
    row = uuid7()
    roster = RosterImport(
        id=row,
        unit=unit,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        file_sealed=keeping.seal_file(data, row),
        name_sealed=keeping.seal_name(file, row),
        checked_on=local_day(at),
        made_by=by.key,
        made_at=at,
    )
    report: dict[str, Any] = {}
    parts: list[RosterPart] = []
    if later and reading.is_large:
        roster_checking.put_off(roster, reading, at=at)
    else:
        report, parts = roster_checking.examine(roster, reading)
    roster.save(force_insert=True)
    roster_parts.keep(roster, parts)
    facts(roster=row, sha256=roster.sha256, rows=roster.data_rows)
    return Preview(roster, report, reading)


@action(Permission.ROSTER_IMPORT, on="roster")
def choose(
    *, roster: RosterImport, choice: Choice, sheets: tuple[int, ...] = (), by: Actor, at: datetime
) -> RosterImport:
    """Set columns (sheet → column → role, None: not read) and sheets as a person says, and check again."""
    _insist(roster, ImportState.PREVIEWED, ImportState.CHECKING)
    roster.choice = {
        str(sheet): {str(column): role.value if role else "" for column, role in columns.items()}
        for sheet, columns in choice.items()
    }
    roster.sheets = list(sheets)
    reading = rosters.reading_of(roster)
    parts: list[RosterPart] = []
    if reading.is_large:
        roster_checking.put_off(roster, reading, at=at)
    else:
        _, parts = roster_checking.examine(roster, reading)
    roster.save()
    roster_parts.keep(roster, parts)
    return roster


@action(Permission.ROSTER_IMPORT, on="roster")
def drop(*, roster: RosterImport, by: Actor, at: datetime) -> RosterImport:
    """Give up a roster before its import: nothing is imported, the file is forgotten at once."""
    _insist(roster, ImportState.PREVIEWED, ImportState.CHECKING)
    roster.state = ImportState.DROPPED
    roster.file_sealed = roster.problems_sealed = None
    roster.save()
    roster_parts.keep(roster, [])
    return roster


@action(Permission.ROSTER_IMPORT, on="roster")
def commit(*, roster: RosterImport, by: Actor, at: datetime) -> RosterImport:
    """Import the accepted lines: at once, or for a long roster as a job whose progress is shown.

    A second call changes nothing. The meaning of the columns is remembered for the union.
    """
    if roster.state in (ImportState.RUNNING, ImportState.DONE):
        return roster
    _insist(roster, ImportState.PREVIEWED)
    remember(roster.unit, rosters.reading_of(roster), at=at)
    roster_checking.insist_kept(roster, by=by, at=at)
    roster.state = ImportState.RUNNING
    if is_long(roster):
        roster_running.follow(roster, at=at)
        roster.save(update_fields=["state", "progress"])
        return roster
    roster.save(update_fields=["state"])
    for part in roster_parts.left(roster):
        roster_running.admit_chunk(roster=roster, part=part, by=by, at=at)
    return roster_running.finish(roster=roster, by=by, at=at)


@action(Permission.SYSTEM_RUN)
def forget_files(*, by: Actor, at: datetime) -> int:
    """Forget the files and problem rows of imports older than a week; returns how many."""
    old = RosterImport.objects.filter(made_at__lt=at - KEPT, file_sealed__isnull=False)
    old = old.exclude(state=ImportState.RUNNING)
    roster_parts.forget(old)
    old.filter(state__in=(ImportState.PREVIEWED, ImportState.CHECKING)).update(state=ImportState.DROPPED)
    return old.update(file_sealed=None, problems_sealed=None)


def import_file(*, path: Path, union: str, create: bool = False, by: Actor, at: datetime) -> dict[str, Any]:
    """Import a file for the union of this name and give its report; `create` founds an unknown union."""
    unit = Unit.objects.filter(name=union.strip(), valid_to=None).order_by("path").first()
    if unit is None:
        if not create:
            raise Refused(f"没有名为「{union}」的工会：请核对名称，或加上 --create 先建立。", field="union")
        unit = founding.found_by_name(union.strip(), by=by, at=at)
    seen = preview(unit=unit, data=path.read_bytes(), file=path.name, by=by, at=at)
    roster = seen.roster
    if is_long(roster):
        roster = start(roster=roster, by=by, at=at)
        roster_running.carry_on(roster_id=roster.pk, progress=None, by=by, at=at)
    else:
        commit(roster=roster, by=by, at=at)
    return seen.report


@action(Permission.ROSTER_IMPORT, on="roster")
def start(*, roster: RosterImport, by: Actor, at: datetime) -> RosterImport:
    """Set a previewed roster running without a job: the caller carries on himself."""
    _insist(roster, ImportState.PREVIEWED)
    roster.state = ImportState.RUNNING
    roster.save(update_fields=["state"])
    return roster


def remember(unit: Unit, reading: Reading, *, at: datetime) -> None:
    """Keep what the titles mean for this union's next roster."""
    told: dict[str, str] = {}
    for table in reading.chosen:
        told |= memory(table.layout)
    ColumnMemory.objects.bulk_create(
        [ColumnMemory(unit=unit, title=title, role=role, confirmed_at=at) for title, role in told.items()],
        update_conflicts=True,
        unique_fields=["unit", "title"],
        update_fields=["role", "confirmed_at"],
    )


def _insist(roster: RosterImport, *states: ImportState) -> None:
    if roster.state not in states:
        raise Refused(f"这份名册{ImportState(roster.state).label}，不能再改。", code="roster_state")
