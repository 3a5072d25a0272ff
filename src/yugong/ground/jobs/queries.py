"""Reading the queue: a watched job, what is in quarantine, how long the queue is."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from yugong.ground.jobs.models import Loss, Progress, State

BACKLOG = """
    SELECT count(*) FILTER (WHERE status = 'todo'), count(*) FILTER (WHERE status = 'doing'),
           count(*) FILTER (WHERE status = 'failed'),
           min(queued.at) FILTER (
               WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now()))
      FROM procrastinate_jobs job
      LEFT JOIN LATERAL (
               SELECT max(at) AS at FROM procrastinate_events event WHERE event.job_id = job.id
           ) queued ON job.status = 'todo'
"""


@dataclass(frozen=True, slots=True)
class Watch:
    """How far a watched job is, ready for a page."""

    id: UUID
    owner: str
    label: str
    state: str
    word: str
    done: int
    total: int
    percent: int
    note: str
    link: str
    over: bool


@dataclass(frozen=True, slots=True)
class Backlog:
    """The queue in figures; `oldest_at` is since when the oldest due job waits."""

    waiting: int
    running: int
    failed: int
    quarantined: int
    oldest_at: datetime | None


def watch(progress: UUID | str) -> Watch | None:
    """A watched job, None when it does not exist."""
    row = Progress.objects.filter(pk=progress).first()
    if row is None:
        return None
    percent = 100 if row.state == State.DONE else min(99, 100 * row.done // row.total) if row.total else 0
    over = row.state in (State.DONE, State.FAILED)
    word = State(row.state).label
    return Watch(
        row.id, row.owner, row.label, row.state, word, row.done, row.total, percent, row.note, row.link, over
    )


def quarantined(*, limit: int = 100) -> list[Loss]:
    """Jobs that cost a worker three times and wait for a human."""
    return list(Loss.objects.filter(quarantined_at__isnull=False).order_by("-quarantined_at")[:limit])


def backlog() -> Backlog:
    """The state of the queue, for the health page and `yugong check`."""
    with connection.cursor() as cursor:
        cursor.execute(BACKLOG)
        waiting, running, failed, oldest_at = cursor.fetchone()
    return Backlog(
        waiting, running, failed, Loss.objects.filter(quarantined_at__isnull=False).count(), oldest_at
    )
