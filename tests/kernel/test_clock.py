"""The deadline clock: its words, levels, pauses and extensions, and that no pause ever loses time."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yugong.kernel.calendar import ZONE, Span, days, hours, months, seeded, workdays
from yugong.kernel.clock import Clock, Event, fold
from yugong.kernel.countdown import countable
from yugong.kernel.errors import Broken, Refused

K = seeded()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


HOTLINE = Clock(at("2026-09-30T10:00"), workdays(5))


@pytest.mark.parametrize(
    ("now", "state", "percent", "level", "words", "exact"),
    [
        ("2026-09-30T11:00", "running", 0, 0, "剩 5 个工作日", "剩 5 个工作日"),
        ("2026-10-08T12:00", "running", 10, 0, "剩 4 个工作日", "剩 4 个工作日"),
        ("2026-10-10T12:00", "running", 50, 50, "剩 2 个工作日", "剩 2 个工作日"),
        ("2026-10-13T00:00", "running", 80, 80, "今天到期", "剩 1 天"),
        ("2026-10-13T18:40", "running", 95, 80, "今天到期", "剩 5 时 20 分"),
        ("2026-10-14T00:00", "overdue", 100, 100, "超 0 分", "超 0 分"),
        ("2026-10-15T02:10", "overdue", 100, 100, "超 1 天 2 时", "超 1 天 2 时"),
    ],
)
def test_a_working_day_clock_speaks(now: str, state: str, percent: int, level: int, words: str, exact: str):
    seen = HOTLINE.read(now=at(now), calendar=K)
    assert (seen.state, seen.percent, seen.level, seen.words, seen.exact) == (
        state,
        percent,
        level,
        words,
        exact,
    )
    assert (seen.due, seen.provisional) == (date(2026, 10, 13), False)


def test_business_hours_end_the_day_at_closing_time():
    clock = Clock(at("2026-09-30T10:00"), workdays(5), closes=time(17, 30))
    assert clock.read(now=at("2026-10-13T17:30"), calendar=K).state == "running"
    assert clock.read(now=at("2026-10-13T12:10"), calendar=K).exact == "剩 5 时 20 分"
    late = clock.stop(at("2026-10-13T23:40")).read(now=at("2026-10-20T09:00"), calendar=K)
    assert (late.state, late.late, late.words, late.exact) == (
        "done",
        True,
        "超期办结",
        "超期办结，超 6 时 10 分",
    )
    in_time = HOTLINE.stop(at("2026-10-13T23:40")).read(now=at("2026-10-20T09:00"), calendar=K)
    assert (in_time.state, in_time.late, in_time.words) == ("done", False, "已办结")


def test_an_hour_clock_runs_at_once_and_day_clocks_speak_of_days():
    red = Clock(at("2026-10-01T23:20"), hours(2))
    seen = red.read(now=at("2026-10-02T00:20"), calendar=K)
    assert (seen.due, seen.percent, seen.words) == (at("2026-10-02T01:20"), 50, "剩 1 时")
    mediation = Clock(at("2026-02-05T09:00"), days(15)).read(now=at("2026-02-20T09:00"), calendar=K)
    assert (mediation.due, mediation.words) == (date(2026, 2, 24), "剩 4 天")


def test_waiting_for_papers_stops_the_clock():
    waiting = HOTLINE.pause(at("2026-10-09T10:00"))
    seen = waiting.read(now=at("2026-10-20T09:00"), calendar=K)
    assert (seen.state, seen.words, seen.exact) == ("paused", "暂停", "暂停，剩 3 个工作日")
    before = HOTLINE.read(now=at("2026-10-09T10:00"), calendar=K)
    after = waiting.resume(at("2026-10-20T09:00")).read(now=at("2026-10-20T09:00"), calendar=K)
    assert (before.words, after.words, after.due) == ("剩 3 个工作日", "剩 3 个工作日", date(2026, 10, 23))
    assert (before.percent, seen.percent, after.percent) == (28, 40, 40)


def test_pausing_and_resuming_within_a_day_changes_nothing():
    again = HOTLINE.pause(at("2026-10-09T08:00")).resume(at("2026-10-09T23:59"))
    assert again.due(now=at("2026-10-09T23:59"), calendar=K) == HOTLINE.due(now=at("2026-10-09"), calendar=K)


def test_a_pause_on_the_last_day_ends_on_a_last_day():
    last = HOTLINE.pause(at("2026-10-13T10:00"))
    assert last.read(now=at("2026-10-17T09:00"), calendar=K).due == date(2026, 10, 19)
    seen = last.resume(at("2026-10-20T09:00")).read(now=at("2026-10-20T09:00"), calendar=K)
    assert (seen.state, seen.words, seen.percent) == ("running", "今天到期", 99)
    rolled = (
        Clock(at("2026-02-05T09:00"), days(15)).pause(at("2026-02-24T09:00")).resume(at("2026-02-26T09:00"))
    )
    assert rolled.due(now=rolled.start, calendar=K).when == date(2026, 2, 26)


def test_an_approved_extension_moves_the_award_we_22():
    award = Clock(at("2026-09-01T09:00"), days(45))
    assert award.due(now=award.start, calendar=K).when == date(2026, 10, 16)
    assert award.extend(days(15)).due(now=award.start, calendar=K).when == date(2026, 11, 2)


def test_a_month_clock_adds_the_paused_days():
    clock = Clock(at("2026-03-10T09:00"), months(1), roll="none")
    paused = clock.pause(at("2026-03-20T09:00")).resume(at("2026-03-25T09:00"))
    assert paused.due(now=at("2026-03-25T09:00"), calendar=K).when == date(2026, 4, 15)


def test_late_stays_late_whatever_is_paused_afterwards():
    hidden = HOTLINE.pause(at("2026-10-15T09:00")).read(now=at("2026-10-16T09:00"), calendar=K)
    assert (hidden.state, hidden.words) == ("overdue", "超 2 天 9 时")


def test_a_clock_over_an_unknown_year_is_provisional():
    assert Clock(at("2026-12-28T09:00"), workdays(5)).read(now=at("2026-12-28T10:00"), calendar=K).provisional
    assert (
        not Clock(at("2026-12-28T09:00"), workdays(3))
        .read(now=at("2026-12-28T10:00"), calendar=K)
        .provisional
    )


def test_folding_events_makes_the_same_clock():
    events = [
        Event("start", at("2026-09-30T10:00"), workdays(5)),
        Event("pause", at("2026-10-09T10:00")),
        Event("resume", at("2026-10-12T10:00")),
        Event("extend", at("2026-10-12T11:00"), workdays(2)),
        Event("stop", at("2026-10-15T10:00")),
    ]
    step_by_step = HOTLINE.pause(events[1].at).resume(events[2].at).extend(workdays(2)).stop(events[4].at)
    assert fold(events) == step_by_step


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        [Event("pause", at("2026-10-09T10:00"))],
        [Event("start", at("2026-10-09T10:00"))],
        [Event("start", at("2026-10-09T10:00"), days(1))] * 2,
        [Event("start", at("2026-10-09T10:00"), days(1)), Event("pause", at("2026-10-08T10:00"))],
        [Event("start", at("2026-10-09T10:00"), days(-1))],
    ],
)
def test_impossible_stories_are_broken(wrong: list[Event]):
    with pytest.raises(Broken):
        fold(wrong)


def test_verbs_out_of_turn_are_refused():
    stopped = HOTLINE.stop(at("2026-10-08T10:00"))
    with pytest.raises(Refused, match="已经结束"):
        stopped.pause(at("2026-10-09T10:00"))
    with pytest.raises(Refused, match="没有暂停"):
        HOTLINE.resume(at("2026-10-09T10:00"))
    with pytest.raises(Refused, match="已经暂停"):
        HOTLINE.pause(at("2026-10-09T10:00")).pause(at("2026-10-09T11:00"))


moments = st.timedeltas(timedelta(), timedelta(days=180)).map(lambda gone: at("2026-01-01") + gone)
spans = st.builds(Span, st.integers(1, 30), st.sampled_from(["workday", "day", "month"]))
lengths = st.timedeltas(timedelta(), timedelta(days=40))


@given(moments, spans, lengths, lengths)
def test_what_was_left_at_the_pause_is_left_at_the_resumption(
    start: datetime, span: Span, until_pause: timedelta, pause: timedelta
):
    clock = Clock(start, span, roll="none")
    stops, goes_on = start + until_pause, start + until_pause + pause
    left = clock.due(now=stops, calendar=K).day
    if left < stops.date():
        return
    resumed = clock.pause(stops).resume(goes_on).due(now=goes_on, calendar=K).day
    unit = "workday" if span.unit == "workday" else "day"
    kept = len(countable(stops.date(), left, unit, K))
    if kept:
        assert len(countable(goes_on.date(), resumed, unit, K)) == kept
    else:
        assert resumed == left or resumed == K.rolled(
            goes_on.date(), "forward" if unit == "workday" else "none"
        )
    assert resumed >= left


@given(moments, st.integers(1, 200), lengths, lengths)
def test_an_hour_clock_moves_by_the_exact_pause(
    start: datetime, count: int, until_pause: timedelta, pause: timedelta
):
    clock = Clock(start, hours(count))
    end = clock.due(now=start, calendar=K).when
    paused = clock.pause(start + until_pause).resume(start + until_pause + pause)
    moved = pause if start + until_pause < end else timedelta()
    assert paused.due(now=start, calendar=K).when == end + moved


@given(moments, spans, lengths, lengths)
def test_used_time_only_grows(start: datetime, span: Span, one: timedelta, more: timedelta):
    clock = Clock(start, span)
    first, second = (clock.read(now=start + gone, calendar=K) for gone in (one, one + more))
    assert 0 <= first.percent <= second.percent <= 100
    assert (first.percent == 100) == first.late == (first.state == "overdue")
