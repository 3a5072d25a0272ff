"""Bringing a roster in: preview, choose columns, commit, carry on in the background, forget the file."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.jobs import progress as watching
from yugong.ground.jobs.queue import jobs
from yugong.ground.notices.actions import tell
from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import value
from yugong.ground.people import actions as people
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission
from yugong.scenes.organise.actions import founding, roster_lines
from yugong.scenes.organise.actions.roster_lines import Chunk
from yugong.scenes.organise.models import ColumnMemory, ImportState, RosterImport
from yugong.scenes.organise.queries import rosters
from yugong.scenes.organise.roster import keeping
from yugong.scenes.organise.roster.check import Result
from yugong.scenes.organise.roster.columns import memory
from yugong.scenes.organise.roster.reading import Reading, read
from yugong.scenes.organise.roster.register import beside
from yugong.scenes.organise.roster.report import Report
from yugong.scenes.organise.roster.titles import Role
from yugong.scenes.organise.texts import ROSTER_DONE

CHUNK = 5000
WORKERS, MANY = 2, 20_000  # as many processes seal ahead when so many lines are left
KEPT = timedelta(days=7)
JOB = "organise.import_roster"
Choice = Mapping[int, Mapping[int, Role | None]]


@dataclass(frozen=True, slots=True)
class Preview:
    """A checked but not yet imported roster: its row, its report, how it was understood."""

    roster: RosterImport
    report: dict[str, Any]
    reading: Reading


@action(Permission.ROSTER_IMPORT, on="unit")
def preview(*, unit: Unit, data: bytes, file: str, by: Actor, at: datetime) -> Preview:
    """Read and check a roster file against itself and the register; nobody is enrolled yet.

    Refuses what is no roster, too large or locked, with a sentence that says what to do.
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
    report = _examine(roster, reading)
    roster.save(force_insert=True)
    facts(roster=row, sha256=roster.sha256, rows=roster.data_rows)
    return Preview(roster, report, reading)


@action(Permission.ROSTER_IMPORT, on="roster")
def choose(
    *, roster: RosterImport, choice: Choice, sheets: tuple[int, ...] = (), by: Actor, at: datetime
) -> RosterImport:
    """Set columns (sheet → column → role, None: not read) and sheets as a person says, and check again."""
    _insist(roster, ImportState.PREVIEWED)
    roster.choice = {
        str(sheet): {str(column): role.value if role else "" for column, role in columns.items()}
        for sheet, columns in choice.items()
    }
    roster.sheets = list(sheets)
    _examine(roster, rosters.reading_of(roster))
    roster.save()
    return roster


@action(Permission.ROSTER_IMPORT, on="roster")
def drop(*, roster: RosterImport, by: Actor, at: datetime) -> RosterImport:
    """Give up a previewed roster: nothing is imported, the file is forgotten at once."""
    _insist(roster, ImportState.PREVIEWED)
    roster.state = ImportState.DROPPED
    roster.file_sealed = roster.problems_sealed = None
    roster.save()
    return roster


@action(Permission.ROSTER_IMPORT, on="roster")
def commit(*, roster: RosterImport, by: Actor, at: datetime) -> RosterImport:
    """Import the accepted lines: at once, or for a long roster as a job whose progress is shown.

    A second call changes nothing. The meaning of the columns is remembered for the union.
    """
    if roster.state in (ImportState.RUNNING, ImportState.DONE):
        return roster
    _insist(roster, ImportState.PREVIEWED)
    reading = rosters.reading_of(roster)
    remember(roster.unit, reading, at=at)
    roster.state = ImportState.RUNNING
    if is_long(roster):
        watched = watching.follow(
            jobs[JOB],
            owner=by.key,
            label="导入会员名册",
            total=roster.data_rows,
            roster=str(roster.pk),
            at=at,
        )
        roster.progress = watched.pk
        roster.save()
        return roster
    roster.save()
    for chunk in _chunks(roster, reading, at=at):
        _admit(roster, chunk, by=by, at=at)
    _finish(roster, at=at)
    return roster


@action(Permission.ROSTER_IMPORT, on="roster")
def admit_next(*, roster: RosterImport, chunk: Chunk, by: Actor, at: datetime) -> RosterImport:
    """Import one chunk of a running roster; one that another worker has done already is passed over."""
    if roster.state == ImportState.RUNNING and roster.done == chunk.start:
        _admit(roster, chunk, by=by, at=at)
    return roster


@action(Permission.ROSTER_IMPORT, on="roster")
def finish(*, roster: RosterImport, by: Actor, at: datetime) -> RosterImport:
    """All chunks are in."""
    if roster.state == ImportState.RUNNING and roster.done >= roster.data_rows:
        _finish(roster, at=at)
        _tell(roster, at=at)
    return roster


def carry_on(*, roster_id: UUID | str, progress: UUID | str | None, by: Actor, at: datetime) -> RosterImport:
    """Import a running roster chunk by chunk, each in its own transaction, from where it stands."""
    roster = RosterImport.objects.select_related("unit").get(pk=roster_id)
    reading = rosters.reading_of(roster) if roster.state == ImportState.RUNNING else None
    if reading is None:
        return roster
    if progress:
        watching.begin(progress, total=roster.data_rows)
        watching.advance(progress, roster.done)
    for turn, chunk in enumerate(_ahead(roster, _chunks(roster, reading, at=at)), start=1):
        roster = admit_next(roster=roster, chunk=chunk, by=by, at=at)
        if turn in (1, 4, 16):
            people.analyse()
        if progress:
            watching.advance(progress, chunk.size)
    roster = finish(roster=roster, by=by, at=at)
    if progress:
        note = f"新入会 {roster.joined} 人，补全 {roster.filled} 人，无变化 {roster.unchanged} 人"
        watching.finish(progress, note=note, link=f"/desk/rosters/{roster.pk}/")
    return roster


@action(Permission.SYSTEM_RUN)
def forget_files(*, by: Actor, at: datetime) -> int:
    """Forget the files and problem rows of imports older than a week; returns how many."""
    old = RosterImport.objects.filter(made_at__lt=at - KEPT, file_sealed__isnull=False)
    old = old.exclude(state=ImportState.RUNNING)
    old.filter(state=ImportState.PREVIEWED).update(state=ImportState.DROPPED)
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
        carry_on(roster_id=roster.pk, progress=None, by=by, at=at)
    else:
        commit(roster=roster, by=by, at=at)
    return seen.report


@action(Permission.ROSTER_IMPORT, on="roster")
def start(*, roster: RosterImport, by: Actor, at: datetime) -> RosterImport:
    """Set a previewed roster running without a job: the caller carries on himself."""
    _insist(roster, ImportState.PREVIEWED)
    roster.state = ImportState.RUNNING
    roster.save()
    return roster


def is_long(roster: RosterImport) -> bool:
    """Whether a roster has more accepted lines than are imported while somebody waits."""
    return roster.accepted > int(value("roster.job_rows", on=roster.checked_on))


def _tell(roster: RosterImport, *, at: datetime) -> None:
    """Tell the officer who started a long import that it is done."""
    kind, _, person = roster.made_by.partition(":")
    if not roster.progress or kind != "person":
        return
    values = {
        "joined": str(roster.joined),
        "filled": str(roster.filled),
        "unchanged": str(roster.unchanged),
        "left": str(roster.rejected + roster.left_out),
    }
    about, path = f"organise.rosterimport:{roster.pk}", f"/desk/rosters/{roster.pk}/"
    tell(to=UUID(person), template=ROSTER_DONE.name, values=values, about=about, path=path, at=at)


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


def _examine(roster: RosterImport, reading: Reading) -> dict[str, Any]:
    """Check every line and set the counts and problem rows of the import."""
    report = Report(reading.file, several_sheets=reading.several_sheets)
    problems: list[keeping.Problem] = []
    standing = 0
    for finding, member in beside(roster.unit, rosters.findings_of(roster, reading)):
        report.add(finding)
        standing += member
        if finding.result is not Result.ACCEPTED and len(problems) < keeping.MOST:
            problems.append(keeping.problem_of(finding))
    plain = report.plain()
    for name in ("data_rows", "accepted", "rejected", "duplicates", "warnings"):
        setattr(roster, name, plain[name])
    roster.standing, roster.reasons = standing, dict(report.reasons)
    roster.problems_sealed = keeping.seal_problems(problems, roster.pk)
    return plain


def _chunks(roster: RosterImport, reading: Reading, *, at: datetime) -> Iterator[Chunk]:
    """The lines not yet done, in chunks."""
    findings = iter(rosters.findings_of(roster, reading))
    place = roster.done
    next(islice(findings, place, place), None)
    while found := list(islice(findings, CHUNK)):
        yield roster_lines.chunk_of(place, found, at=at)
        place += len(found)


def _ahead(roster: RosterImport, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    """The same chunks; of a very long roster their lines are sealed by other processes meanwhile."""
    if roster.data_rows - roster.done < MANY:
        return chunks
    tagged = ((chunk, chunk.lines) for chunk in chunks)
    return (
        replace(chunk, sealed=sealed) for chunk, _, sealed in people.sealed_ahead(tagged, workers=WORKERS)
    )


def _admit(roster: RosterImport, chunk: Chunk, *, by: Actor, at: datetime) -> None:
    tally = roster_lines.admit(chunk, roster.unit, by=by, at=at)
    roster.joined += tally.joined
    roster.filled += tally.filled
    roster.unchanged += tally.unchanged
    roster.left_out += tally.left_out
    roster.done = chunk.start + chunk.size
    roster.save(update_fields=["joined", "filled", "unchanged", "left_out", "done"])


def _finish(roster: RosterImport, *, at: datetime) -> None:
    roster.state, roster.done_at = ImportState.DONE, at
    roster.save(update_fields=["state", "done_at"])


def _insist(roster: RosterImport, state: ImportState) -> None:
    if roster.state != state:
        raise Refused(f"这份名册{ImportState(roster.state).label}，不能再改。", code="roster_state")
