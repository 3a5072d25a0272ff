"""The worker: takes jobs, sends a heartbeat, looks for lost jobs; and its keeper, which restarts it."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from django.db import DatabaseError, connection, connections
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from yugong.ground.jobs import timetable
from yugong.ground.jobs.rescue import rescue
from yugong.kernel.errors import Broken

HEARTBEAT, SILENT_FOR = 5.0, 20.0
PATIENCE = 25.0  # seconds for running jobs to end after a stop
LONG = " -c statement_timeout=600000 -c idle_in_transaction_session_timeout=600000"
log = logging.getLogger(__name__)


def run_worker(
    *,
    queues: Sequence[str] | None = None,
    concurrency: int = 2,
    heartbeat: float = HEARTBEAT,
    silent_for: float = SILENT_FOR,
    wait: bool = True,
) -> None:
    """Work until SIGTERM or SIGINT, then let running jobs end; with wait=False until the queue is empty.

    Raises when the database is lost: whoever started the worker starts it again (see keep_working).
    """
    if not isinstance(app.connector, DjangoConnector):
        raise Broken("worker: one worker per process")
    allow_long_statements()
    timetable.enter(app)
    over = threading.Event()
    watch = threading.Thread(target=look_after, args=(over, heartbeat, silent_for), daemon=True)
    watch.start()
    try:
        with app.replace_connector(app.connector.get_worker_connector()) as worker_app:
            worker_app.run_worker(
                queues=queues,
                concurrency=concurrency,
                wait=wait,
                update_heartbeat_interval=heartbeat,
                stalled_worker_timeout=silent_for,
                shutdown_graceful_timeout=PATIENCE,
                fetch_job_polling_interval=min(5.0, silent_for),
            )
    finally:
        over.set()
        watch.join(timeout=5)
        connections.close_all()


def allow_long_statements() -> None:
    """Jobs may take longer than a page: wider server-side limits for every connection of this process."""
    options = connections.settings["default"]["OPTIONS"]
    if LONG not in options.get("options", ""):
        options["options"] = options.get("options", "") + LONG
        connection.close()


def look_after(over: threading.Event, heartbeat: float, silent_for: float) -> None:
    """Beside the work, and even when all hands are busy: find jobs whose worker died."""
    while not over.wait(2 * heartbeat):
        try:
            rescue(silent_for=silent_for, at=timezone.now())
        except DatabaseError:
            log.exception("looking for lost jobs failed")
        finally:
            connection.close()


def keep_working(*, pause: float = 1.0, work: Callable[..., None] = run_worker, **options: Any) -> None:
    """Keep one worker process alive until SIGTERM or SIGINT; one that dies is started again.

    After a short life the pause doubles, up to 30 s. Options go to run_worker. Needs os.fork.
    """
    stop = threading.Event()
    before = {
        number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGTERM, signal.SIGINT)
    }
    wait = pause
    try:
        while not stop.is_set():
            born = time.monotonic()
            child = start(work, before, options)
            code = mind(child, stop)
            if stop.is_set():
                return
            log.error("worker %s ended with %s, starting another", child, code)
            wait = pause if time.monotonic() - born > 60 else min(30.0, 2 * wait)
            stop.wait(wait)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def start(work: Callable[..., None], handlers: dict[Any, Any], options: dict[str, Any]) -> int:
    """A worker in a process of its own; returns its id."""
    connections.close_all()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        for number in handlers:
            signal.signal(number, signal.SIG_DFL)
        work(**options)
        code = 0
    except BaseException:
        log.exception("worker failed")
    finally:
        logging.shutdown()
        os._exit(code)


def mind(child: int, stop: threading.Event) -> int:
    """Wait for a worker to end; pass a stop on to it, and end it by force when it does not listen."""
    asked_at = None
    while True:
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        if stop.wait(0.1) and asked_at is None:
            asked_at = time.monotonic()
            os.kill(child, signal.SIGTERM)
        if asked_at is not None:
            time.sleep(0.05)
            if time.monotonic() - asked_at > PATIENCE + 10:
                os.kill(child, signal.SIGKILL)
