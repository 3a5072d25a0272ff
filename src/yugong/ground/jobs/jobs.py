"""The queue's own upkeep."""

from datetime import timedelta

from django.utils import timezone

from yugong.ground.jobs import rescue
from yugong.ground.jobs.models import Progress
from yugong.ground.jobs.queue import job
from yugong.ground.jobs.retry import NEVER

KEEP_DAYS = 7


@job("jobs.forget", retry=NEVER, queue="upkeep")
def forget() -> None:
    """Nightly: remove what was finished a week ago."""
    rescue.forget(days=KEEP_DAYS)
    Progress.objects.filter(changed_at__lt=timezone.now() - timedelta(days=KEEP_DAYS)).delete()
