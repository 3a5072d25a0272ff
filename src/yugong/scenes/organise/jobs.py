"""Background work of this scene: long rosters, forgetting their files, reminders of terms."""

from django.utils import timezone

from yugong.ground.jobs.queue import job
from yugong.kernel.actor import SYSTEM
from yugong.scenes.organise.actions import reminding
from yugong.scenes.organise.actions import roster as rosters


@job(rosters.JOB, queue="bulk", whole=False)
def import_roster(roster: str, progress: str) -> None:
    """Import a confirmed roster chunk by chunk; run again, it goes on where it stood."""
    rosters.carry_on(roster_id=roster, progress=progress, by=SYSTEM, at=timezone.now())


@job("organise.forget_rosters")
def forget_rosters() -> None:
    """Forget uploaded rosters after their week."""
    rosters.forget_files(by=SYSTEM, at=timezone.now())


@job("organise.terms")
def terms() -> None:
    """Remind of terms that end and of chairs' posts that stand empty."""
    reminding.remind(by=SYSTEM, at=timezone.now())
