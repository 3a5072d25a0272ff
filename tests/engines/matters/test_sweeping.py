"""The sweep: reminders at 50, 80 and 100 per cent, escalation above, the clock's own moves, each once."""

from datetime import timedelta

import pytest

from yugong.engines.matters import actions as matters
from yugong.engines.matters.models import ClockRow, Draft, Happening, Matter, Submission
from yugong.ground.parameters.actions import Day, import_holidays
from yugong.kernel.actor import CLOCK, SYSTEM
from yugong.kernel.errors import Refused

from .sample import GIVEN, KEY
from .town import START, ZONE

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def swept(hours: int, matter: Matter) -> list[tuple[int, str]]:
    """What hourly sweeps do to the stage clock, as (hours since the start, deed and level)."""
    found = []
    for hour in range(hours + 1):
        before = matter.happenings.count()
        matters.sweep(by=CLOCK, at=START + hour * HOUR)
        for row in matter.happenings.order_by("seq")[before:]:
            if row.data.get("clock", "taken") == "taken":
                found.append((hour, f"{row.did}{row.data.get('percent', '')}{row.move}"))
    return found


def test_reminders_and_escalation_come_in_order_and_once(matter) -> None:
    # two working days from Monday 9:00: Tuesday and Wednesday count, so half is Wednesday 0:00
    # the day after the limit the desk is pressed; five working days of silence later it is reported above
    assert swept(24 * 14, matter) == [
        (40, "remind50"), (54, "remind80"), (63, "escalate"), (87, "press"), (279, "criticise")
    ]  # fmt: skip
    assert ClockRow.objects.get(stage="taken").look_at is None


def test_a_late_sweep_only_does_what_matters_now(matter) -> None:
    done = matters.sweep(by=CLOCK, at=START + 30 * DAY)
    assert (done.looked, done.escalated, done.reminded) == (2, 2, 0)
    assert matters.sweep(by=CLOCK, at=START + 31 * DAY).looked == 2  # pressed
    assert matters.sweep(by=CLOCK, at=START + 45 * DAY).looked == 2  # reported
    assert matters.sweep(by=CLOCK, at=START + 99 * DAY).looked == 0


def test_silence_closes_by_the_clock_and_is_heard(town, matter) -> None:
    why = {"reason": "不归工会管"}
    matters.move(matter=matter, name="decline", answers=why, by=town.officers["clerk"], at=START)
    assert matters.sweep(by=CLOCK, at=START + 14 * DAY).moved == 0
    assert matters.sweep(by=CLOCK, at=START + 16 * DAY).moved == 1
    matter.refresh_from_db()
    assert (matter.stage, matter.heard_at) == ("closed", START + 16 * DAY)
    assert ClockRow.objects.filter(stopped_at__isnull=True).count() == 0


def test_a_paused_clock_is_left_alone(town, matter) -> None:
    matters.pause(matter=matter, reason="等回函", by=town.officers["clerk"], at=START)
    assert matters.sweep(by=CLOCK, at=START + 60 * DAY).looked == 0


def test_only_the_clock_sweeps(town, matter) -> None:
    with pytest.raises(Refused):
        matters.sweep(by=town.officers["chair"], at=START + 60 * DAY)
    assert Happening.objects.filter(did="escalate").count() == 0


def test_a_holiday_notice_recounts_provisional_clocks(town, django_capture_on_commit_callbacks) -> None:
    late = START.replace(year=2030, month=9, day=30)
    matter = matters.open(kind=KEY, asker=town.worker, answers=GIVEN, by=town.me(), at=late)
    assert ClockRow.objects.get(matter=matter, stage="taken").provisional
    holidays = [Day(late.date() + n * DAY, True) for n in range(1, 8)]
    with django_capture_on_commit_callbacks(execute=True):
        import_holidays(year=2030, days=holidays, source="通知", by=SYSTEM, at=late)
    assert matters.recount(by=CLOCK, at=late) == 2
    matter.refresh_from_db()
    assert matter.due_at == START.replace(year=2030, month=10, day=10, hour=0, tzinfo=ZONE)


def test_drafts_and_keys_are_forgotten(town, matter) -> None:
    raw = {"note": "半截", "agree": "on"}
    matters.save_draft(person=town.worker, kind=KEY, raw=raw, by=town.me(), at=START)
    assert b"note" not in bytes(Draft.objects.get().body_sealed)
    matters.purge(by=CLOCK, at=START + 31 * DAY)
    assert (Draft.objects.count(), Submission.objects.count()) == (0, 0)
