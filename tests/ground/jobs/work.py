"""Jobs that only the tests know, and a worker process that runs them."""

import os
import signal
import sys
import time

import django


def declare():
    """The test's own jobs; declared once per process."""
    from django.db import connection

    from yugong.ground.jobs.queue import job, jobs
    from yugong.ground.jobs.retry import NEVER, Retry

    if "test.mark" in jobs:
        return jobs

    def write(word):
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO drill (word) VALUES (%s)", [word])

    @job("test.mark")
    def mark(word):
        write(word)

    @job("test.slow")
    def slow(word, seconds):
        write(word)
        time.sleep(seconds)

    @job("test.fails", retry=Retry(times=2, wait=5, growth=2))
    def fails(word):
        write(word)
        raise ValueError(word)

    @job("test.refuses", retry=NEVER, whole=False)
    def refuses(progress):
        from yugong.kernel.errors import Refused

        raise Refused("名册里没有可用的行。")

    @job("test.poison")
    def poison():
        os.kill(os.getpid(), signal.SIGKILL)

    return jobs


def main():
    """Work, restarted when it dies, until SIGTERM; quick heartbeats so that a test need not wait."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "yugong.site.settings"
    django.setup()
    declare()
    from django.conf import settings

    from yugong.ground.jobs import timetable
    from yugong.ground.jobs.worker import keep_working, run_worker

    timetable.TIMETABLE.clear()
    settings.DATABASES["default"]["NAME"] = sys.argv[2]
    quick = {"heartbeat": 0.2, "silent_for": 1.5, "concurrency": 2}
    if sys.argv[1] == "kept":
        keep_working(pause=0.05, **quick)
    else:
        run_worker(**quick)


if __name__ == "__main__":
    main()
