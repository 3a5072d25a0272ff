"""An import under way: chunk by chunk, side by side when there are many, going on where it stood."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import F

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.jobs import progress as watching
from yugong.ground.jobs.crew import shared_out
from yugong.ground.jobs.queue import jobs
from yugong.ground.notices.actions import tell
from yugong.ground.parameters.queries import value
from yugong.ground.people import actions as people
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.organise.actions import roster_checking, roster_lines, roster_parts
from yugong.scenes.organise.actions.roster_parts import Part
from yugong.scenes.organise.models import ImportState, RosterImport
from yugong.scenes.organise.queries import rosters
from yugong.scenes.organise.texts import ROSTER_DONE

WORKERS, MANY = 2, 50_000  # as many processes share the chunks when so many lines are left
TRIES = 3
JOB = "organise.import_roster"


class OvertakenError(Exception):
    """Another process has imported this chunk meanwhile."""


def is_long(roster: RosterImport) -> bool:
    """Whether a roster has more accepted lines than are imported while somebody waits."""
    return roster.accepted > int(value("roster.job_rows", on=roster.checked_on))


def follow(roster: RosterImport, *, at: datetime) -> None:
    """Defer the job that imports a roster and let its page watch it."""
    roster.progress = watching.follow(
        jobs[JOB],
        owner=roster.made_by,
        label="导入会员名册",
        total=roster.data_rows,
        roster=str(roster.pk),
        at=at,
    ).pk


@action(Permission.ROSTER_IMPORT, on="roster")
def resume(*, roster: RosterImport, by: Actor, at: datetime) -> RosterImport:
    """Take up a roster whose job was given up: what it has done stays done, the rest is queued again."""
    if not rosters.given_up(roster):
        raise Refused("这份名册没有停下，不用重试。", code="roster_state")
    if roster.state == ImportState.CHECKING:
        roster_checking.follow(roster, at=at)
    else:
        follow(roster, at=at)
    roster.save(update_fields=["progress"])
    return roster


def carry_on(*, roster_id: UUID | str, progress: UUID | str | None, by: Actor, at: datetime) -> RosterImport:
    """Import a running roster chunk by chunk, each in its own transaction, those done before left out."""
    roster = RosterImport.objects.select_related("unit").get(pk=roster_id)
    if roster.state != ImportState.RUNNING:
        return roster
    roster_checking.insist_kept(roster, by=by, at=at)
    if progress:
        watching.begin(progress, total=roster.data_rows)
        watching.advance(progress, roster.done)
    for turn, part in enumerate(_carried(roster, by=by, at=at), start=1):
        if turn in (1, 4, 16, 64):
            people.analyse()
        if progress:
            watching.advance(progress, part.size)
    roster = finish(roster=roster, by=by, at=at)
    if progress:
        note = f"新入会 {roster.joined} 人，补全 {roster.filled} 人，无变化 {roster.unchanged} 人"
        watching.finish(progress, note=note, link=f"/desk/rosters/{roster.pk}/")
    return roster


def _carried(roster: RosterImport, *, by: Actor, at: datetime) -> Iterator[Part]:
    """Every chunk as soon as it is imported: here, or when many lines are left by several processes."""
    given = roster_parts.left(roster)
    same: dict[str, Any] = {"roster_id": roster.pk, "by": by, "at": at}
    if roster.data_rows - roster.done < MANY:
        for part in given:
            take(part, **same)
            yield part
        return
    for part, _ in shared_out(take, given, workers=WORKERS, **same):
        yield part


def take(part: Part, *, roster_id: UUID, by: Actor, at: datetime) -> None:
    """Import one chunk in a transaction of its own; what another process upset is tried again.

    Its commit need not wait for the disk: a crash takes the rows and the mark that they are done together.
    """
    for left in reversed(range(TRIES)):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL synchronous_commit = off")
                roster = RosterImport.objects.get(pk=roster_id)
                admit_chunk(roster=roster, part=part, by=by, at=at)
            return
        except OvertakenError:
            return
        except (IntegrityError, OperationalError):
            if not left:
                raise


@action(Permission.ROSTER_IMPORT, on="roster", shared=True)
def admit_chunk(*, roster: RosterImport, part: Part, by: Actor, at: datetime) -> RosterImport:
    """Import one chunk of a running roster and mark it; one that is marked already is passed over."""
    chunk = roster_parts.opened(roster, part) if roster.state == ImportState.RUNNING else None
    if chunk is None:
        return roster
    tally = roster_lines.admit(chunk, roster.unit, by=by, at=at)
    told = {name: F(name) + count for name, count in tally._asdict().items()}
    if not roster_parts.imported(roster, part):
        raise OvertakenError
    RosterImport.objects.filter(pk=roster.pk).update(done=F("done") + part.size, **told)
    facts(start=part.start, rows=part.size)
    return roster


@action(Permission.ROSTER_IMPORT, on="roster")
def finish(*, roster: RosterImport, by: Actor, at: datetime) -> RosterImport:
    """All chunks are in."""
    if roster.state == ImportState.RUNNING and roster.done >= roster.data_rows:
        roster.state, roster.done_at = ImportState.DONE, at
        roster.save(update_fields=["state", "done_at"])
        _tell(roster, at=at)
    return roster


def _tell(roster: RosterImport, *, at: datetime) -> None:
    """Tell the officer who started a long import that it is done."""
    kind, _, person = roster.made_by.partition(":")
    if not roster.progress or not is_long(roster) or kind != "person":
        return
    values = {
        "joined": str(roster.joined),
        "filled": str(roster.filled),
        "unchanged": str(roster.unchanged),
        "left": str(roster.rejected + roster.left_out),
    }
    about, path = f"organise.rosterimport:{roster.pk}", f"/desk/rosters/{roster.pk}/"
    tell(to=UUID(person), template=ROSTER_DONE.name, values=values, about=about, path=path, at=at)
