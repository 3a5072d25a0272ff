"""Background work of this scene: long rosters, forgetting their files, reminders of terms."""

from django.utils import timezone

from yugong.ground.jobs.queue import job
from yugong.kernel.actor import SYSTEM
from yugong.scenes.organise.actions import (
    confirming,
    counting,
    exporting,
    reminding,
    roster_checking,
    roster_running,
)
from yugong.scenes.organise.actions import roster as rosters


@job(roster_checking.JOB, queue="bulk", whole=False)
def check_roster(roster: str, progress: str) -> None:
    """Check the lines of a large roster; run again, it begins anew."""
    roster_checking.check(roster_id=roster, progress=progress, by=SYSTEM, at=timezone.now())


@job(roster_running.JOB, queue="bulk", whole=False)
def import_roster(roster: str, progress: str) -> None:
    """Import a confirmed roster chunk by chunk; run again, it goes on where it stood."""
    roster_running.carry_on(roster_id=roster, progress=progress, by=SYSTEM, at=timezone.now())


@job("organise.forget_rosters")
def forget_rosters() -> None:
    """Forget uploaded rosters after their week."""
    rosters.forget_files(by=SYSTEM, at=timezone.now())


@job(exporting.JOB, queue="bulk", whole=False)
def export_members(export: str, progress: str) -> None:
    """Make the file of a long member list; run again, it is made anew."""
    now = timezone.now()
    local = timezone.localtime(now)
    exporting.carry_out(export=export, progress=progress, local=local, by=SYSTEM, at=now)


@job("organise.forget_exports")
def forget_exports() -> None:
    """Delete exported files whose time is over."""
    exporting.forget_exports(by=SYSTEM, at=timezone.now())


@job("organise.quality", queue="upkeep")
def count_quality() -> None:
    """Count the quality of every union's register for the pages of large ones."""
    counting.count_quality(by=SYSTEM, at=timezone.now())


@job("organise.recheck")
def recheck() -> None:
    """Remind unions and members of the yearly check."""
    confirming.ask_again(by=SYSTEM, at=timezone.now())


@job("organise.terms")
def terms() -> None:
    """Remind of terms that end and of chairs' posts that stand empty."""
    reminding.remind(by=SYSTEM, at=timezone.now())
