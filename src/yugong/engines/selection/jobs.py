"""Work in the background: voters are told of an opening, running votes sealed, those that are over closed."""

from django.utils import timezone

from yugong.engines.selection.actions import calling, sealing
from yugong.ground.jobs.queue import job
from yugong.ground.jobs.retry import NEVER
from yugong.kernel.actor import CLOCK


@job("selection.sweep", retry=NEVER, queue="upkeep", whole=False)
def sweep() -> None:
    """Every few minutes."""
    now = timezone.now()
    calling.sweep(by=CLOCK, at=now)
    sealing.sweep(by=CLOCK, at=now)
