"""What is told is told once, with its transaction, by day, and sealed."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from yugong.ground.audit.queries import story_of
from yugong.ground.audit.writing import writing
from yugong.ground.jobs.drain import run_pending_jobs
from yugong.ground.notices import actions, channels, jobs, queries
from yugong.ground.notices.addresses import Boxes, Desk, key_of, mailboxes
from yugong.ground.notices.channels import Undelivered
from yugong.ground.notices.letters import letter
from yugong.ground.notices.models import Delivery, Notice, Sent
from yugong.kernel.actor import VISITOR, person
from yugong.kernel.errors import Broken, Refused

from .conftest import DAY, MOVED, NIGHT

ABOUT = "matters.matter:1"


def tell(to, template="test.moved", values=MOVED, at=DAY, **more):
    with writing("test"):
        return actions.tell(to=to, template=template, values=values, at=at, **more)


def carried():
    """Everything the outbox holds, in clear."""
    cell = {"table": "notices_sent", "column": "text_sealed"}
    return [channels.vault.unseal(row.text_sealed, **cell, row=row.id) for row in Sent.objects.order_by("id")]


def run(at):
    return run_pending_jobs(until=at + timedelta(days=1))


@pytest.fixture
def noon(monkeypatch):
    """Jobs run at ten in the morning, whatever the hour here: the quiet hours are read from the clock."""
    monkeypatch.setattr(jobs.actions, "quiet_until", lambda at: at)


def test_a_notice_reads_as_its_template_and_is_sealed_in_its_row(worker):
    notice = tell(worker.pk, about=ABOUT, path="/m/HY-1/")
    read = letter(Notice.objects.get())
    assert (read.title, read.body) == ("入会申请有新进展", "张建国，您的入会申请已到“已受理”。")
    assert (notice.to, notice.person_id, notice.values) == (f"person:{worker.pk}", worker.pk, {})
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(n)::text FROM notices_notice n")
        assert "张建国" not in cursor.fetchone()[0]
    assert [one.pk for one in queries.told_about(ABOUT)] == [notice.pk]


def test_what_says_nothing_about_a_person_stands_in_clear(worker):
    notice = tell(Desk(12, "grassroots_chair"), "test.plain", {"day": "9 月 1 日"})
    assert (notice.values, notice.values_sealed, notice.person_id) == ({"day": "9 月 1 日"}, None, None)


def test_the_same_is_not_told_twice(worker):
    assert tell(worker.pk, about=ABOUT) is not None
    assert tell(worker.pk, about=ABOUT) is None
    assert tell(worker.pk, about=ABOUT, at=DAY + timedelta(hours=1)) is not None
    assert tell(worker.pk, about=ABOUT, once="overdue:1") is not None
    assert tell(worker.pk, about=ABOUT, at=NIGHT, once="overdue:1") is None
    assert Notice.objects.count() == 3
    assert Delivery.objects.count() == 3


def test_nothing_is_told_when_the_deed_is_undone(worker, noon):
    with transaction.atomic():
        tell(worker.pk)
        transaction.set_rollback(True)
    assert (Notice.objects.count(), run(DAY), carried()) == (0, 0, [])


def test_a_stray_notice_is_refused(worker):
    with pytest.raises(Broken, match="only inside an @action"):
        actions.tell(to=worker.pk, template="test.moved", values=MOVED, at=DAY)
    with pytest.raises(Broken, match="stage does not fit"):
        tell(worker.pk, values={"name": "x", "what": "y"})


def test_a_message_goes_out_by_day_at_once_and_at_night_in_the_morning(worker):
    tell(worker.pk)
    tell(worker.pk, at=NIGHT)
    tell(worker.pk, "test.urgent", {}, at=NIGHT)
    planned = [row.not_before for row in Delivery.objects.order_by("id")]
    assert planned == [DAY, NIGHT + timedelta(hours=9), NIGHT]
    with connection.cursor() as cursor:
        cursor.execute("SELECT scheduled_at FROM procrastinate_jobs ORDER BY id")
        assert [at for (at,) in cursor.fetchall()] == [None, NIGHT + timedelta(hours=9), None]


def test_a_job_that_comes_in_the_night_waits_for_the_morning(worker, monkeypatch):
    tell(worker.pk)
    morning = timezone.now() + timedelta(hours=3)
    monkeypatch.setattr(jobs.actions, "quiet_until", lambda at: max(at, morning))
    assert run_pending_jobs() == 1
    assert (Delivery.objects.get().fate, carried()) == ("waiting", [])
    monkeypatch.setattr(jobs.actions, "quiet_until", lambda at: at)
    assert run_pending_jobs(until=morning) == 1
    assert carried() == ["您的办件有新进展。"]


def test_a_delivery_is_sent_once_and_noted(worker, noon):
    tell(worker.pk)
    assert run(DAY) == 1
    row = Delivery.objects.get()
    assert (row.way, row.fate, row.tries, bool(row.receipt)) == ("sms", "sent", 1, True)
    jobs.deliver(delivery=row.pk)
    assert carried() == ["您的办件有新进展。"]
    assert [deed.did for deed in story_of(row)] == ["notices.note_sent"]


class Failing:
    """A carrier that is down so many times."""

    key = "failing"

    def __init__(self, times, *, again=True):
        self.left, self.again = times, again

    def send(self, message):
        if self.left:
            self.left -= 1
            if self.again:
                raise ConnectionError
            raise Undelivered("blocked", again=False)
        return "receipt"


@pytest.mark.parametrize(
    ("carrier", "fate", "tries", "error"),
    [
        (Failing(2), "sent", 3, ""),
        (Failing(99), "failed", 7, "carrier_unreachable"),
        (Failing(1, again=False), "failed", 1, "blocked"),
    ],
)
def test_a_carrier_that_fails_is_asked_again_with_patience(
    worker, noon, monkeypatch, carrier, fate, tries, error
):
    monkeypatch.setattr(channels, "sms", lambda: carrier)
    tell(worker.pk)
    run_pending_jobs(until=timezone.now() + timedelta(days=1), strict=False)
    row = Delivery.objects.get()
    assert (row.fate, row.tries, row.error) == (fate, tries, error)


def test_who_has_no_phone_has_the_inbox(db, noon):
    tell(uuid4())
    assert (Notice.objects.count(), Delivery.objects.count()) == (1, 0)


def test_what_was_overlooked_is_queued_again_once(worker, noon):
    tell(worker.pk)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
    assert queries.overlooked(DAY) == []
    assert queries.overlooked(DAY + timedelta(minutes=1)) == [Delivery.objects.get().pk]
    for delivery in queries.overlooked(DAY + timedelta(minutes=1)) * 2:
        actions.dispatch(delivery)
    assert (run(DAY), len(carried())) == (1, 1)


def test_an_inbox_goes_by_pages_and_is_read_up_to_what_was_seen(worker):
    who = person(worker.pk)
    boxes = mailboxes(who, desk=False)
    for n in range(5):
        tell(worker.pk, once=str(n))
    tell(uuid4())
    first = queries.inbox(boxes, limit=3)
    rest = queries.inbox(boxes, before=first.older, limit=3)
    assert ([line.unread for line in first.lines], len(rest.lines), rest.older) == ([True] * 3, 2, None)
    assert queries.unread(boxes) == 5
    actions.read(boxes=boxes, upto=rest.lines[0].id, by=who, at=DAY)
    assert queries.unread(boxes) == 3
    actions.read(boxes=boxes, upto=first.lines[0].id, only=True, by=who, at=DAY)
    assert [line.unread for line in queries.inbox(boxes).lines] == [False, True, True, False, False]
    assert queries.unread(Boxes()) == 0


def test_a_visitor_reads_nothing(worker):
    with pytest.raises(Refused):
        actions.read(boxes=Boxes(key_of(worker.pk)), upto=UUID(int=1), by=VISITOR, at=DAY)


def test_a_long_inbox_is_a_bounded_number_of_queries(worker, django_assert_max_num_queries):
    for n in range(25):
        tell(worker.pk, once=str(n))
    with django_assert_max_num_queries(1):
        assert len(queries.inbox(mailboxes(person(worker.pk), desk=False)).lines) == 20
