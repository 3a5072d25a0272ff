"""Background work of this scene."""

from django.utils import timezone

from yugong.ground.jobs.queue import job
from yugong.kernel.actor import SYSTEM
from yugong.scenes.rights.actions import expiring, instalments


@job("rights.badges")
def badges() -> None:
    """Warn of cards of the four teams that run out."""
    expiring.warn(by=SYSTEM, at=timezone.now())


@job("rights.instalments")
def missed_instalments() -> None:
    """Tell of the instalments of agreements that did not come."""
    instalments.missed(by=SYSTEM, at=timezone.now())
