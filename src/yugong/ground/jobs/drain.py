"""Working the queue off at once in this process and connection: for tests, demo worlds and the console."""

import json
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from yugong.ground.jobs.queue import jobs, perform

NEXT = """
    UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL
     WHERE id = (SELECT id FROM procrastinate_jobs
                  WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= %s)
                    AND (%s::text[] IS NULL OR task_name = ANY(%s::text[]))
                  ORDER BY priority DESC, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, task_name, args, attempts
"""
END = "SELECT procrastinate_finish_job_v1(%s, %s::procrastinate_job_status, false)"
AGAIN = "SELECT procrastinate_retry_job_v2(%s, %s, NULL, NULL, NULL)"


def run_pending_jobs(
    *, until: datetime | None = None, only: list[str] | None = None, strict: bool = True
) -> int:
    """Run every job that is due, in order, those they defer included; returns how many ran.

    `until` also takes those scheduled up to that moment. With `strict` the first failure is raised, after
    it was noted; otherwise failures are retried later or given up as a worker would do.
    """
    ran = 0
    moment = until or timezone.now()
    while True:
        with connection.cursor() as cursor:
            cursor.execute(NEXT, [moment, only, only])
            row = cursor.fetchone()
        if row is None:
            return ran
        run_one(*row, strict=strict)
        ran += 1


def run_one(number: int, name: str, args: dict[str, Any] | str, attempts: int, *, strict: bool) -> None:
    """One job, and what becomes of it."""
    made = jobs[name]
    given = json.loads(args) if isinstance(args, str) else args
    given.pop("timestamp", None)
    try:
        perform(made, number=number, attempts=attempts, args=given)
    except Exception as error:
        with connection.cursor() as cursor:
            if made.retry.again(error, attempts):
                cursor.execute(AGAIN, [number, timezone.now() + made.retry.pause(attempts)])
            else:
                cursor.execute(END, [number, "failed"])
        if strict:
            raise
        return
    with connection.cursor() as cursor:
        cursor.execute(END, [number, "succeeded"])
