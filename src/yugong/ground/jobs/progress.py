"""Watching a long job: a row that the job moves and its owner's page reads."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from yugong.ground.jobs.models import Progress, State
from yugong.ground.jobs.queue import Job, schedule


def follow(job: Job, *, owner: str, label: str, at: datetime, total: int = 0, **args: Any) -> Progress:
    """Defer a job that can be watched; it receives `progress`, the id of its row, beside its arguments.

    `owner` is the actor's key: nobody else sees the page `/desk/jobs/<id>/`.
    """
    watched = Progress(owner=owner, label=label, total=total, created_at=at, changed_at=at)
    watched.job = schedule(job, {**args, "progress": str(watched.id)})
    watched.save(force_insert=True)
    return watched


def begin(progress: str | UUID, *, total: int, note: str = "") -> None:
    """The job has started and knows how much there is to do; a second run starts the count anew."""
    _set(progress, state=State.RUNNING, done=0, total=total, note=note)


def advance(progress: str | UUID, by: int = 1, *, note: str | None = None) -> None:
    """`by` more items are done. Call it once per chunk, not per row, and outside a transaction."""
    _set(progress, done=F("done") + by, **({} if note is None else {"note": note}))


def finish(progress: str | UUID, *, note: str = "", link: str = "") -> None:
    """All is done; `link` leads to the result."""
    _set(progress, state=State.DONE, done=F("total"), note=note, link=link)


def fail(progress: str | UUID, *, note: str) -> None:
    """It will not be done; `note` says in Chinese why and what to do."""
    _set(progress, state=State.FAILED, note=note)


def _set(progress: str | UUID, **values: Any) -> None:
    Progress.objects.filter(pk=progress).update(changed_at=timezone.now(), **values)
