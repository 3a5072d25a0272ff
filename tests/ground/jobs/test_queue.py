"""Deferring follows the caller's transaction; running follows the declaration."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from yugong.ground.jobs import progress
from yugong.ground.jobs.drain import run_pending_jobs
from yugong.ground.jobs.models import Progress, Receipt
from yugong.ground.jobs.queries import backlog, watch
from yugong.ground.jobs.queue import defer, defer_many, job, perform, schedule
from yugong.kernel.errors import Broken, Refused

from .work import declare

NOW = datetime(2026, 9, 1, 2, tzinfo=UTC)
jobs = declare()
mark, fails, refuses = jobs["test.mark"], jobs["test.fails"], jobs["test.refuses"]


def waiting():
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
        return cursor.fetchall()


def test_a_job_deferred_in_a_transaction_that_is_rolled_back_never_was(drill):
    with transaction.atomic():
        defer(mark, word="lost")
        transaction.set_rollback(True)
    defer(mark, word="kept")
    assert run_pending_jobs() == 1
    assert drill() == ["kept"]


def test_jobs_run_in_order_with_those_they_defer(drill):
    if "test.chain" not in jobs:

        @job("test.chain")
        def chain(words):
            mark(word=words[0])
            if words[1:]:
                defer(jobs["test.chain"], words=words[1:])

    defer(jobs["test.chain"], words=["a", "b", "c"])
    assert run_pending_jobs() == 3
    assert drill() == ["a", "b", "c"]
    assert waiting() == []


def test_a_failing_job_leaves_nothing_and_is_tried_again_later_and_later(drill):
    number = defer(fails, word="x")
    with pytest.raises(ValueError, match="x"):
        run_pending_jobs()
    assert run_pending_jobs() == 0
    soon = timezone.now() + timedelta(hours=1)
    assert run_pending_jobs(until=soon, strict=False) == 2
    assert drill() == []
    assert Receipt.objects.filter(job=number).exists() is False
    assert backlog().failed == 1
    assert [fails.retry.pause(n).total_seconds() for n in range(3)] == [5, 10, 20]


def test_a_job_done_once_is_not_done_again_when_its_worker_died_too_early(drill):
    perform(mark, number=77, attempts=0, args={"word": "once"})
    perform(mark, number=77, attempts=1, args={"word": "once"})
    assert drill() == ["once"]


def test_at_most_one_job_of_a_key_waits(db):
    first = schedule(mark, {"word": "a"}, once="sweep")
    assert schedule(mark, {"word": "b"}, once="sweep") is None
    assert [name for name, _ in waiting()] == ["test.mark"]
    assert first is not None


def test_a_job_for_later_waits(drill):
    schedule(mark, {"word": "late"}, when=timezone.now() + timedelta(hours=1))
    assert run_pending_jobs() == 0
    assert run_pending_jobs(until=timezone.now() + timedelta(hours=2)) == 1


def test_many_jobs_go_in_at_once(drill):
    assert defer_many(mark, ({"word": str(n)} for n in range(50))) == 50
    assert defer_many(mark, []) == 0
    assert run_pending_jobs() == 50


def test_arguments_are_plain(db):
    with pytest.raises(Broken, match=r"'test.mark': word is a UUID"):
        defer(mark, word=uuid4())
    with pytest.raises(Broken, match="declared twice"):
        job("test.mark")(print)


def test_progress_moves_and_ends(db):
    watched = progress.follow(mark, owner="person:1", label="导入名册", total=4, at=NOW, word="x")
    assert (watch(watched.id).word, watch(watched.id).percent) == ("排队中", 0)
    progress.begin(watched.id, total=3)
    progress.advance(watched.id, 2, note="第 2 行")
    seen = watch(str(watched.id))
    assert (seen.word, seen.done, seen.total, seen.percent, seen.note, seen.over) == (
        "进行中",
        2,
        3,
        66,
        "第 2 行",
        False,
    )
    progress.finish(watched.id, note="共 3 行", link="/desk/rosters/1/")
    seen = watch(watched.id)
    assert (seen.state, seen.done, seen.percent, seen.link, seen.over) == (
        "done",
        3,
        100,
        "/desk/rosters/1/",
        True,
    )
    assert watch(uuid4()) is None


def test_a_refusal_is_an_answer_shown_to_who_watches(db):
    watched = progress.follow(refuses, owner="person:1", label="导入名册", at=NOW)
    with pytest.raises(Refused):
        run_pending_jobs()
    assert run_pending_jobs(until=timezone.now() + timedelta(days=1)) == 0
    row = Progress.objects.get(pk=watched.id)
    assert (row.state, row.note) == ("failed", "名册里没有可用的行。")
