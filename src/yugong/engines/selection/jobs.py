"""Work in the background: votes that are over are closed, running ones sealed every hour."""

from django.utils import timezone

from yugong.engines.selection.actions import sealing
from yugong.ground.jobs.queue import job
from yugong.ground.jobs.retry import NEVER
from yugong.kernel.actor import CLOCK


@job("selection.sweep", retry=NEVER, queue="upkeep", whole=False)
def sweep() -> None:
    """Every few minutes."""
    sealing.sweep(by=CLOCK, at=timezone.now())
