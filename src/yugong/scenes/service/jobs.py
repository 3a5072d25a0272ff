"""Work of this scene in the background: deliveries whose time to answer is over, screenings that are."""

from django.utils import timezone

from yugong.ground.jobs.queue import job
from yugong.ground.jobs.retry import NEVER
from yugong.kernel.actor import CLOCK
from yugong.scenes.service.actions import delivering, screening


@job("service.orders", retry=NEVER, queue="upkeep", whole=False)
def sweep_orders() -> None:
    """Every half hour, until none is over."""
    while delivering.sweep(by=CLOCK, at=timezone.now(), limit=200) == 200:
        pass


@job("service.screenings", retry=NEVER, queue="upkeep", whole=False)
def sweep_screenings() -> None:
    """Every night: hospitals see nobody of a screening that has been over for so many days."""
    screening.sweep(by=CLOCK, at=timezone.now())
