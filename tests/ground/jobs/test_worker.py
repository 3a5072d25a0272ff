"""Workers die, are killed and are poisoned; the queue loses nothing and does nothing twice."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from yugong.ground.jobs import timetable
from yugong.ground.jobs.models import Loss, Progress
from yugong.ground.jobs.queries import quarantined
from yugong.ground.jobs.queue import defer, schedule
from yugong.ground.jobs.rescue import forget, release, rescue
from yugong.kernel.errors import Broken

from .work import declare

jobs = declare()
HERE = Path(__file__).parent


def start(how):
    command = [sys.executable, str(HERE / "work.py"), how, connection.settings_dict["NAME"]]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(HERE.parents[2] / "src")})


def until(ready, seconds=30):
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.05)


def status(number):
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE id = %s", [number])
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_is_killed_is_done_once_by_another(drill):
    number = defer(jobs["test.slow"], word="slow", seconds=1.0)
    first = start("alone")
    try:
        until(lambda: status(number) == "doing")
        first.kill()
        first.wait()
        second = start("alone")
        try:
            until(lambda: status(number) == "succeeded")
        finally:
            second.send_signal(signal.SIGTERM)
            assert second.wait(20) == 0
    finally:
        first.kill()
    assert drill() == ["slow"]
    assert Loss.objects.get(job=number).times == 1


@pytest.mark.django_db(transaction=True)
def test_a_job_that_kills_its_workers_is_put_in_quarantine_and_the_others_are_done(drill):
    now = timezone.now()
    watched = Progress.objects.create(owner="person:1", label="毒", created_at=now, changed_at=now)
    poison = defer(jobs["test.poison"])
    Progress.objects.filter(pk=watched.pk).update(job=poison)
    for n in range(5):
        defer(jobs["test.mark"], word=str(n))
    keeper = start("kept")
    try:
        until(lambda: status(poison) == "failed")
        until(lambda: len(drill()) == 5)
    finally:
        keeper.send_signal(signal.SIGTERM)
        assert keeper.wait(20) == 0
    assert sorted(drill()) == ["0", "1", "2", "3", "4"]
    assert [(loss.job, loss.times) for loss in quarantined()] == [(poison, 3)]
    watched.refresh_from_db()
    assert (watched.state, watched.note[:5]) == ("failed", "出了问题，")


def lose(number):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL WHERE id = %s", [number]
        )


def test_a_lost_job_gives_way_to_a_newer_one_of_its_key(drill):
    old = schedule(jobs["test.mark"], {"word": "old"}, once="sweep")
    lose(old)
    new = schedule(jobs["test.mark"], {"word": "new"}, once="sweep")
    assert rescue(silent_for=20, at=timezone.now()) == (1, 0)
    assert (status(old), status(new)) == ("failed", "todo")


def lock_of(number):
    with connection.cursor() as cursor:
        cursor.execute("SELECT lock FROM procrastinate_jobs WHERE id = %s", [number])
        return cursor.fetchone()[0]


def test_jobs_that_were_lost_together_run_one_by_one_from_then_on(drill):
    poison, bystander = defer(jobs["test.mark"], word="a"), defer(jobs["test.mark"], word="b")
    own = schedule(jobs["test.mark"], {"word": "c"}, serial="roster:7")
    for number in (poison, bystander, own):
        lose(number)
    assert rescue(silent_for=20, at=timezone.now()) == (3, 0)
    assert [lock_of(number) for number in (poison, bystander, own)] == ["suspect", "suspect", "roster:7"]


def test_a_job_in_quarantine_can_be_released_and_is_not_forgotten(drill):
    number, done = defer(jobs["test.mark"], word="a"), defer(jobs["test.mark"], word="b")
    for _ in range(3):
        lose(number)
        rescue(silent_for=20, at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("SELECT procrastinate_finish_job_v1(%s, 'succeeded', false)", [done])
        cursor.execute("UPDATE procrastinate_events SET at = at - interval '31 days'")
    assert (status(number), forget(days=30)) == ("failed", 1)
    release(number)
    assert (status(number), quarantined()) == ("todo", [])


def test_all_upkeep_has_its_line_in_the_timetable():
    timetable.check()
    upkeep = {job.key for job in jobs if job.queue == "upkeep"}
    assert upkeep - set(timetable.TIMETABLE) == set()


def test_the_timetable_names_known_jobs_in_chongqing_time(monkeypatch):
    assert timetable.Daily("03:40").cron == "40 19 * * *"
    assert timetable.Daily("09:05").cron == "5 1 * * *"
    assert (timetable.Every(15).cron, timetable.Every(60).cron) == ("*/15 * * * *", "0 * * * *")
    monkeypatch.setitem(timetable.TIMETABLE, "no.such", timetable.Every(5))
    with pytest.raises(Broken, match=r"no job 'no.such'"):
        timetable.check()
