"""Checking a roster's lines: at once, or for a large file by a job while its page shows how far it is."""

from datetime import datetime
from typing import Any
from uuid import UUID

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.jobs import progress as watching
from yugong.ground.jobs.queue import jobs
from yugong.kernel.actor import Actor
from yugong.kernel.permissions import Permission
from yugong.kernel.roster.check import Result
from yugong.kernel.roster.reading import Reading
from yugong.kernel.roster.report import Report
from yugong.scenes.organise.actions import roster_parts
from yugong.scenes.organise.models import ImportState, RosterImport, RosterPart
from yugong.scenes.organise.queries import rosters
from yugong.scenes.organise.roster import keeping
from yugong.scenes.organise.roster.register import beside

JOB = "organise.check_roster"
STEP = 10_000  # lines after which the page hears of it
COUNTS = ("data_rows", "accepted", "rejected", "duplicates", "warnings")
FOUND = (*COUNTS, "standing", "reasons", "problems_sealed")


def put_off(roster: RosterImport, reading: Reading, *, at: datetime) -> None:
    """Let a job check the lines; until it has, nothing is known but about how many there are."""
    roster.state, roster.data_rows = ImportState.CHECKING, reading.rows
    follow(roster, at=at)


def follow(roster: RosterImport, *, at: datetime) -> None:
    """Defer the job that checks a roster and let its page watch it."""
    roster.progress = watching.follow(
        jobs[JOB],
        owner=roster.made_by,
        label="核对会员名册",
        total=roster.data_rows,
        roster=str(roster.pk),
        at=at,
    ).pk


def check(*, roster_id: UUID | str, progress: UUID | str, by: Actor, at: datetime) -> None:
    """Check a roster that waits for it; one that was changed or dropped meanwhile is left alone."""
    roster = RosterImport.objects.select_related("unit").get(pk=roster_id)
    if roster.state != ImportState.CHECKING or str(roster.progress) != str(progress):
        return
    reading = rosters.reading_of(roster)
    watching.begin(progress, total=reading.rows)
    _, parts = examine(roster, reading, progress=progress)
    found = {name: getattr(roster, name) for name in FOUND}
    note_checked(roster=roster, found=found, parts=parts, by=by, at=at)
    watching.finish(progress, link=f"/desk/rosters/{roster.pk}/")


@action(Permission.ROSTER_IMPORT, on="roster")
def note_checked(
    *, roster: RosterImport, found: dict[str, Any], parts: list[RosterPart], by: Actor, at: datetime
) -> None:
    """Write down what the check of a waiting roster found, and keep its lines."""
    if roster.state != ImportState.CHECKING:
        return
    for name, value in found.items():
        setattr(roster, name, value)
    roster.state = ImportState.PREVIEWED
    roster.save(update_fields=["state", *found])
    roster_parts.keep(roster, parts)
    facts(rows=roster.data_rows)


def insist_kept(roster: RosterImport, *, by: Actor, at: datetime) -> None:
    """Check a roster once more whose lines are not kept, because it was uploaded before they were."""
    if roster.done < roster.data_rows and not roster_parts.left(roster):
        check_again(roster=roster, by=by, at=at)


@action(Permission.ROSTER_IMPORT, on="roster")
def check_again(*, roster: RosterImport, by: Actor, at: datetime) -> None:
    """Check the lines of a roster as on the day it was uploaded, and keep them."""
    _, parts = examine(roster, rosters.reading_of(roster))
    roster.save()
    roster_parts.keep(roster, parts)


def examine(
    roster: RosterImport, reading: Reading, *, progress: UUID | str | None = None
) -> tuple[dict[str, Any], list[RosterPart]]:
    """Check every line and set the counts and problem rows of the import: the report, the lines to keep."""
    report = Report(reading.file, several_sheets=reading.several_sheets)
    problems: list[keeping.Problem] = []
    parts: list[RosterPart] = []
    standing = 0
    findings = roster_parts.put_aside(rosters.findings_of(roster, reading), parts, today=roster.checked_on)
    for place, (finding, member) in enumerate(beside(roster.unit, findings), 1):
        report.add(finding)
        standing += member
        if finding.result is not Result.ACCEPTED and len(problems) < keeping.MOST:
            problems.append(keeping.problem_of(finding))
        if progress and place % STEP == 0:
            watching.advance(progress, STEP)
    plain = report.plain()
    for name in COUNTS:
        setattr(roster, name, plain[name])
    roster.standing, roster.reasons = standing, dict(report.reasons)
    roster.problems_sealed = keeping.seal_problems(problems, roster.pk)
    return plain, parts
