"""Work of this scene in the background: what is over, and articles whose hour has come."""

from django.utils import timezone

from yugong.ground.jobs.queue import job
from yugong.ground.jobs.retry import NEVER
from yugong.kernel.actor import CLOCK
from yugong.scenes.service.actions import delivering, news_reading, screening


@job("service.orders", retry=NEVER, queue="upkeep", whole=False)
def sweep_orders() -> None:
    """Every half hour, until none is over."""
    while delivering.sweep(by=CLOCK, at=timezone.now(), limit=200) == 200:
        pass


@job("service.screenings", retry=NEVER, queue="upkeep", whole=False)
def sweep_screenings() -> None:
    """Every night: hospitals see nobody of a screening that has been over for so many days."""
    screening.sweep(by=CLOCK, at=timezone.now())


@job("service.news", retry=NEVER, queue="upkeep", whole=False)
def sweep_news() -> None:
    """Every few minutes, until none waits."""
    while news_reading.sweep(by=CLOCK, at=timezone.now(), limit=100) == 100:
        pass
