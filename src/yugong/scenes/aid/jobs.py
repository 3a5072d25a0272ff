"""Background work of this scene: what the clock offers, long lists, whom a policy would help."""

from django.utils import timezone

from yugong.ground.jobs.queue import job
from yugong.kernel.actor import SYSTEM
from yugong.scenes.aid.actions import chains, mutual_enrolling, mutual_taking, reviews, scanning
from yugong.scenes.aid.models import MutualEnrolment


@job(mutual_enrolling.JOB, queue="bulk", whole=False)
def enrol_mutual(enrolment: str, progress: str) -> None:
    """Insure a long list chunk by chunk; run again, it goes on where it stood."""
    row = MutualEnrolment.objects.select_related("unit", "office", "after").get(pk=enrolment)
    mutual_enrolling.write(row, progress=progress, by=SYSTEM, at=timezone.now())


@job("aid.chains")
def offer() -> None:
    """Offer every child the link of the chain that is due today."""
    chains.offer_all(by=SYSTEM, at=timezone.now())


@job("aid.nightly", queue="bulk", whole=False)
def nightly() -> None:
    """Search through all households; run again, it goes on where it stood."""
    scanning.run(by=SYSTEM, at=timezone.now())


@job(scanning.JOB, queue="bulk", whole=False)
def scan(progress: str) -> None:
    """The same at an officer's wish, who sees how far it is."""
    scanning.run(progress=progress, by=SYSTEM, at=timezone.now())


@job("aid.reviews")
def review() -> None:
    """Ask every household whose file ends within two months whether anything has changed."""
    reviews.ask_due(by=SYSTEM, at=timezone.now())


@job("aid.forget_lists", queue="upkeep")
def forget_lists() -> None:
    """Forget uploaded lists of mutual aid after their week."""
    mutual_taking.forget(by=SYSTEM, at=timezone.now())
