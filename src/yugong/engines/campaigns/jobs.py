"""Work in the background: offers whose time is over go on to the next in line."""

from django.utils import timezone

from yugong.engines.campaigns.actions import handing_on
from yugong.ground.jobs.queue import job
from yugong.ground.jobs.retry import NEVER
from yugong.kernel.actor import CLOCK


@job("campaigns.sweep", retry=NEVER, queue="upkeep", whole=False)
def sweep() -> None:
    """Every few minutes, until no offer is over."""
    while handing_on.sweep(by=CLOCK, at=timezone.now(), limit=100) == 100:
        pass
