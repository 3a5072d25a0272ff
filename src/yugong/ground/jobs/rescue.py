"""Jobs whose worker died: back into the queue, and into quarantine when they cost a worker three times."""

import logging
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import F

from yugong.ground.jobs.models import Loss
from yugong.ground.jobs.queue import TROUBLE, give_up

QUARANTINE = 3
log = logging.getLogger(__name__)

# A job is lost when its worker is gone or has not sent a heartbeat for so long.
LOST = """
    SELECT job.id, job.task_name, job.lock FROM procrastinate_jobs job
      LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
     WHERE job.status = 'doing'
       AND (worker.id IS NULL OR worker.last_heartbeat < now() - %s * interval '1 second')
     ORDER BY job.id LIMIT 100 FOR UPDATE OF job SKIP LOCKED
"""
AGAIN = "SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, %s)"
SUSPECT = "suspect"  # jobs with this lock run one at a time
OVER = "SELECT procrastinate_finish_job_v1(%s, 'failed', false)"
PRUNE = "SELECT procrastinate_prune_stalled_workers_v1(%s)"
FORGET = """
    WITH old AS (
        DELETE FROM procrastinate_jobs job
         WHERE job.status IN ('succeeded', 'failed', 'cancelled', 'aborted')
           AND NOT EXISTS (SELECT 1 FROM procrastinate_events e
                            WHERE e.job_id = job.id AND e.at > now() - %s * interval '1 day')
           AND NOT EXISTS (SELECT 1 FROM jobs_loss l WHERE l.job = job.id AND l.quarantined_at IS NOT NULL)
        RETURNING job.id
    ), receipts AS (DELETE FROM jobs_receipt r USING old WHERE r.job = old.id)
    SELECT count(*) FROM old
"""


def rescue(*, silent_for: float, at: datetime) -> tuple[int, int]:
    """Put lost jobs back or into quarantine; returns how many of each.

    `silent_for`: seconds without a heartbeat after which a worker counts as dead. Several may run at
    once: a lost job is taken by one of them.
    """
    again = held = 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOST, [silent_for])
        for number, name, lock in cursor.fetchall():
            if count_loss(number, name, at=at) >= QUARANTINE:
                quarantine(number, name, at=at)
                held += 1
            else:
                put_back(number, lock)
                again += 1
        cursor.execute(PRUNE, [silent_for])
    return again, held


def count_loss(number: int, name: str, *, at: datetime) -> int:
    """Note that one more worker was lost over this job; returns how many by now."""
    loss, _ = Loss.objects.get_or_create(job=number, defaults={"name": name, "last_at": at})
    Loss.objects.filter(pk=number).update(times=F("times") + 1, last_at=at)
    return loss.times + 1


def put_back(number: int, lock: str | None) -> None:
    """Queue a lost job again; where its place is taken by a newer one of the same key, let it go.

    Jobs that were lost together run one by one from now on, so that the one that kills its worker does
    not take the others into quarantine with it.
    """
    with connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(AGAIN, [number, None if lock else SUSPECT])
        except IntegrityError:
            cursor.execute(OVER, [number])


def quarantine(number: int, name: str, *, at: datetime) -> None:
    """Stop a job that kills its workers, raise the alarm in the log, tell who watches it."""
    with connection.cursor() as cursor:
        cursor.execute(OVER, [number])
    Loss.objects.filter(pk=number).update(quarantined_at=at)
    give_up(number, TROUBLE)
    log.error("job %s %s is in quarantine: it cost a worker %s times", name, number, QUARANTINE)


def release(number: int) -> None:
    """Give a job in quarantine another chance, after its cause was mended."""
    with transaction.atomic(), connection.cursor() as cursor:
        Loss.objects.filter(pk=number).delete()
        cursor.execute(AGAIN, [number, None])


def forget(*, days: int) -> int:
    """Delete finished jobs with their receipts after so many days; those in quarantine stay."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [days])
        return int(cursor.fetchone()[0])
