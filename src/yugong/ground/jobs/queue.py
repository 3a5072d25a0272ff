"""@job declares background work; defer() puts it into the queue inside the caller's transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job as Ticket
from procrastinate.manager import JobManager

from yugong.ground.jobs.models import Progress, State
from yugong.ground.jobs.retry import Retry
from yugong.kernel.errors import Broken, Refused
from yugong.kernel.registry import Registry

# The worker swaps the connector of `app` for its own pool. Jobs deferred by a job must still go through the
# Django connection of the caller, so that they are rolled back with it.
desk = JobManager(DjangoConnector())
RECEIPT = "INSERT INTO jobs_receipt (job, done_at) VALUES (%s, now()) ON CONFLICT DO NOTHING"
PLAIN = (str, int, float, bool, type(None))
TROUBLE = "出了问题，没有完成。请稍后重试；仍不行请联系系统管理员。"


@dataclass(frozen=True)
class Job:
    """Declared background work; calling it runs it at once, without the queue."""

    key: str
    verb: Callable[..., Any]
    retry: Retry
    queue: str
    whole: bool

    def __call__(self, **args: Any) -> Any:
        return self.verb(**args)


jobs: Registry[Job] = Registry("job")


def job(
    name: str, *, retry: Retry | None = None, queue: str = "default", whole: bool = True
) -> Callable[[Callable[..., Any]], Job]:
    """Declare a job under a name that stays for ever (it stands in rows).

    A `whole` job runs in one transaction together with its receipt: whatever dies when, its effects on
    the database happen once. Long work that shows progress is not whole, commits as it goes, and must
    bear being run again.
    """

    def wrap(verb: Callable[..., Any]) -> Job:
        made = jobs.add(Job(name, verb, retry or Retry(), queue, whole))

        def run(context: JobContext, **args: Any) -> None:
            args.pop("timestamp", None)
            perform(made, number=context.job.id or 0, attempts=context.job.attempts, args=args)

        run.__name__ = verb.__name__
        app.task(name=name, queue=queue, retry=made.retry, pass_context=True)(run)
        return made

    return wrap


def perform(made: Job, *, number: int, attempts: int, args: dict[str, Any]) -> None:
    """Run one job of the queue, its receipt with it; a last failure is shown to whoever watches."""
    try:
        if not made.whole:
            made.verb(**args)
            return
        with transaction.atomic():
            if first_time(number):
                made.verb(**args)
    except Exception as error:
        if not made.retry.again(error, attempts):
            give_up(number, error.reason if isinstance(error, Refused) else TROUBLE)
        raise


def first_time(number: int) -> bool:
    """Write the receipt; False when the job was done before by a worker that died before it could say so."""
    with connection.cursor() as cursor:
        cursor.execute(RECEIPT, [number])
        return cursor.rowcount == 1


def give_up(number: int, why: str) -> None:
    """Tell those who watch a job that it will not be done."""
    watched = Progress.objects.filter(job=number).exclude(state=State.DONE)
    watched.update(state=State.FAILED, note=why)


def check_args(name: str, args: dict[str, Any]) -> None:
    """Arguments are stored and logged: plain JSON values, ids instead of people's data."""

    def plain(value: Any) -> bool:
        if isinstance(value, list):
            return all(map(plain, value))
        if isinstance(value, dict):
            return all(isinstance(k, str) and plain(v) for k, v in value.items())
        return isinstance(value, PLAIN)

    for key, value in args.items():
        if not plain(value):
            raise Broken(
                f"job {name!r}: {key} is a {type(value).__name__}; pass text, numbers or lists of them"
            )


def defer(job: Job, **args: Any) -> int:
    """Put a job into the queue, in the caller's transaction; returns its number."""
    number = schedule(job, args)
    assert number is not None
    return number


def schedule(
    job: Job, args: dict[str, Any], *, when: datetime | None = None, once: str = "", serial: str = ""
) -> int | None:
    """Put a job into the queue for later.

    `when`: not before this moment. `once`: at most one job with this key waits; a further one is not
    added and None is returned. `serial`: jobs with this key run one after another.
    """
    check_args(job.key, args)
    ticket = Ticket(
        task_name=job.key,
        queue=job.queue,
        task_kwargs=args,
        lock=serial or None,
        queueing_lock=once or None,
        scheduled_at=when,
    )
    try:
        with transaction.atomic(savepoint=bool(once)):
            return desk.defer_job(ticket).id
    except AlreadyEnqueued:
        return None


def defer_many(
    job: Job, many: Iterable[dict[str, Any]], *, when: datetime | None = None, once: str = ""
) -> int:
    """Put many jobs of one kind into the queue in one statement; returns how many.

    `when` and `once` as of `schedule`, the key of each made of its arguments: "deliver:{delivery}". None of
    them may wait already.
    """
    tickets = []
    for args in many:
        check_args(job.key, args)
        tickets.append(
            Ticket(
                task_name=job.key,
                queue=job.queue,
                task_kwargs=args,
                lock=None,
                queueing_lock=once.format_map(args) or None,
                scheduled_at=when,
            )
        )
    return len(desk.batch_defer_jobs(tickets)) if tickets else 0
