"""Counting anew in the background: by itself when definitions changed, or when somebody asks for it."""

from datetime import datetime

from yugong.engines.indicators.models import Definition
from yugong.engines.indicators.queries import definitions
from yugong.ground.jobs import progress as watching
from yugong.ground.jobs.queries import Watch, watch
from yugong.ground.jobs.queue import jobs
from yugong.kernel.actor import SYSTEM
from yugong.kernel.measure import counted

JOB = "indicators.backfill"


def recount_later(*, at: datetime) -> Watch:
    """Put the recount into the queue, once: the one that waits or runs already, or a new one."""
    found = definitions.running()
    if found is None:
        made = watching.follow(jobs[JOB], owner=SYSTEM.key, label=definitions.RECOUNT, at=at)
        found = watch(made.pk)
    assert found is not None, "recounting: what was just written stands"
    return found


def recount_if_stale(*, at: datetime) -> Watch | None:
    """After an upgrade whose measures differ from those that were counted; nothing where none does."""
    return recount_later(at=at) if definitions.stale() else None


def counted_by_these() -> None:
    """Keep the definitions of today: all facts were just counted by them."""
    today = [Definition(measure=one.key, digest=definitions.digest(one)) for one in counted()]
    Definition.objects.bulk_create(
        today, update_conflicts=True, unique_fields=["measure"], update_fields=["digest"]
    )
    Definition.objects.exclude(measure__in=[one.measure for one in today]).delete()
