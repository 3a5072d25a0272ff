"""The calendar: every worked example of the domain rules (§10.1), statutory days, rolls, properties."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yugong.kernel.calendar import (
    Calendar,
    Due,
    Span,
    add_months,
    before,
    days,
    due,
    hours,
    months,
    seeded,
    solar_statutory,
    workdays,
    years,
)
from yugong.kernel.errors import Broken

D = date.fromisoformat
K = seeded()

ROLLED = [
    ("WE-01", "2026-09-30", workdays(5), "2026-10-13"),
    ("WE-02", "2026-09-30", workdays(1), "2026-10-08"),
    ("WE-04", "2026-02-13", workdays(3), "2026-02-25"),
    ("WE-05", "2026-02-14", workdays(2), "2026-02-25"),
    ("WE-07", "2026-04-30", workdays(5), "2026-05-11"),
    ("WE-08", "2026-06-18", workdays(3), "2026-06-24"),
    ("WE-11", "2026-09-21", workdays(15), "2026-10-19"),
    ("WE-13", "2026-02-05", days(15), "2026-02-24"),
    ("WE-14", "2026-09-22", days(15), "2026-10-08"),
    ("WE-16", "2026-01-23", days(30), "2026-02-24"),
    ("WE-17", "2026-09-05", days(15), "2026-09-20"),
    ("WE-19", "2025-11-05", years(1), "2026-11-05"),
    ("WE-22", "2026-09-01", days(45), "2026-10-16"),
    ("WE-22 extended", "2026-09-01", days(60), "2026-11-02"),
    ("WE-23", "2026-09-29", workdays(5), "2026-10-12"),
    ("WE-25", "2026-04-20", days(15), "2026-05-06"),
    ("WE-26", "2026-01-05", workdays(60), "2026-04-03"),
    ("WE-26 long", "2026-01-05", workdays(90), "2026-05-20"),
    ("WE-28", "2026-04-28", days(7), "2026-05-06"),
    ("WE-28 appointment", "2026-05-06", days(3), "2026-05-09"),
    ("WE-29", "2026-09-16", days(20), "2026-10-08"),
    ("WE-31", "2026-03-02", days(15), "2026-03-17"),
    ("WE-31 publish", "2026-03-18", days(10), "2026-03-30"),
    ("WE-34", "2026-04-29", workdays(5), "2026-05-09"),
    ("WE-35", "2026-06-08", days(15), "2026-06-23"),
    ("WE-38", "2025-10-20", years(1), "2026-10-20"),
    ("WE-41", "2026-09-16", days(15), "2026-10-08"),
    ("WE-41 settle", "2026-09-16", days(60), "2026-11-16"),
]

RAW = [
    ("WE-13", "2026-02-05", days(15), "2026-02-20"),
    ("WE-14", "2026-09-22", days(15), "2026-10-07"),
    ("WE-16", "2026-01-23", days(30), "2026-02-22"),
    ("WE-25", "2026-04-20", days(15), "2026-05-05"),
    ("WE-29", "2026-09-16", days(20), "2026-10-06"),
    ("WE-37 term", "2021-03-15", years(5), "2026-03-15"),
    ("WE-37 extension", "2026-03-15", months(6), "2026-09-15"),
    ("WE-41", "2026-09-16", days(15), "2026-10-01"),
]


@pytest.mark.parametrize(("start", "span", "last"), [case[1:] for case in ROLLED], ids=[c[0] for c in ROLLED])
def test_the_last_day_is_rolled_as_the_rule_says(start: str, span: Span, last: str):
    found = due(D(start), span, calendar=K)
    assert (found.when, found.provisional) == (D(last), False)


@pytest.mark.parametrize(("start", "span", "last"), [case[1:] for case in RAW], ids=[c[0] for c in RAW])
def test_without_a_roll_the_raw_day_stays(start: str, span: Span, last: str):
    assert due(D(start), span, calendar=K, roll="none") == Due(D(last))


@pytest.mark.parametrize(
    ("payday", "paid_by"),
    [("2026-10-05", "2026-09-30"), ("2026-02-15", "2026-02-14"), ("2026-05-03", "2026-04-30")],
)
def test_pay_day_rolls_backward_we_40(payday: str, paid_by: str):
    assert due(D(payday), days(0), calendar=K, roll="backward").when == D(paid_by)


def test_the_counted_days_are_named_we_01():
    found = due(D("2026-09-30"), workdays(5), calendar=K)
    assert [day.isoformat() for day in found.counted] == [
        "2026-10-08",
        "2026-10-09",
        "2026-10-10",
        "2026-10-12",
        "2026-10-13",
    ]


def test_a_deadline_over_an_unknown_new_year_is_provisional_we_10():
    found = due(D("2026-12-28"), workdays(5), calendar=K)
    assert (found.when, found.provisional) == (D("2027-01-05"), True)


def test_the_imported_notice_makes_it_certain():
    notice = K.with_year(2027, rest=[D("2027-01-01"), D("2027-01-04")], work=[D("2027-01-03")])
    found = due(D("2026-12-28"), workdays(5), calendar=notice)
    assert (found.when, found.provisional) == (D("2027-01-05"), False)
    assert found.counted[-2:] == (D("2027-01-03"), D("2027-01-05"))


def test_a_year_limit_into_an_unknown_year_rolls_provisionally_we_20():
    assert due(D("2026-03-20"), years(1), calendar=K) == Due(D("2027-03-22"), True)
    assert due(D("2026-03-20"), years(1), calendar=K, roll="none") == Due(D("2027-03-20"), False)


def test_papers_are_due_before_the_meeting_unrolled_we_32():
    assert before(D("2026-10-16"), days(7), calendar=K) == D("2026-10-09")
    assert before(D("2026-10-16"), days(5), calendar=K) == D("2026-10-11")
    assert before(D("2026-10-16"), workdays(5), calendar=K) == D("2026-10-10")


def test_hours_run_through_holidays_we_42a():
    assert due(datetime.fromisoformat("2026-10-01T23:20"), hours(2), calendar=K) == Due(
        datetime.fromisoformat("2026-10-02T01:20")
    )
    with pytest.raises(Broken, match="moment"):
        due(D("2026-10-01"), hours(2), calendar=K)


def test_the_last_day_ends_at_24_or_at_closing_time_we_42b():
    last = due(D("2026-09-30"), workdays(5), calendar=K)
    closed_at = datetime.fromisoformat("2026-10-13T23:40+08:00")
    assert closed_at < last.ends_at() == datetime.fromisoformat("2026-10-14T00:00+08:00")
    assert closed_at > last.ends_at(time(17, 30))


def test_a_moment_counts_as_its_day_in_china():
    evening = datetime(2026, 9, 29, 17, 0, tzinfo=UTC)  # 01:00 on the 30th in China
    assert due(evening, workdays(1), calendar=K).when == D("2026-10-08")


def test_a_year_has_248_working_days_and_13_statutory_days():
    for year in (2025, 2026):
        all_days = [date(year, 1, 1) + timedelta(days=at) for at in range(365)]
        assert sum(K.is_workday(day) for day in all_days) == 248
        assert sum(K.statutory(day) for day in all_days) == 13
    assert [d.isoformat()[5:] for d in all_days if K.statutory(d)] == [
        *("01-01", "02-16", "02-17", "02-18", "02-19", "04-05", "05-01", "05-02"),
        *("06-19", "09-25", "10-01", "10-02", "10-03"),
    ]


def test_statutory_days_follow_the_law_of_their_year():
    assert not K.statutory(D("2026-10-04"))
    assert not K.statutory(D("2024-05-02"))
    assert (K.knows_statutory(2026), K.knows_statutory(2027)) == (True, False)
    assert K.with_year(2027, rest=(), work=(), lunar=[D("2027-02-06")]).statutory(D("2027-02-06"))


def test_tomb_sweeping_day_agrees_with_every_known_year():
    for year in range(2008, 2027):
        day = next(d for d in (date(year, 4, 4), date(year, 4, 5), date(year, 4, 6)) if solar_statutory(d))
        assert day in K.rest, year


def test_month_ends():
    assert add_months(D("2026-01-31"), 1) == D("2026-02-28")
    assert add_months(D("2024-02-29"), 12) == D("2025-02-28")
    assert add_months(D("2026-01-15"), -2) == D("2025-11-15")
    assert due(D("2025-10-31"), months(1), calendar=K, roll="none").when == D("2025-11-30")


def test_an_unknown_unit_is_named():
    with pytest.raises(Broken, match="week"):
        Span(1, "week")  # type: ignore[arg-type]


def test_a_span_reads_in_chinese():
    assert [str(span) for span in (workdays(5), days(15), months(3), years(1), hours(2))] == [
        "5 个工作日",
        "15 日",
        "3 个月",
        "1 年",
        "2 小时",
    ]


some_day = st.dates(date(2004, 1, 1), date(2030, 12, 31))


@given(some_day, st.integers(0, 40))
def test_due_grows_with_the_count(start: date, count: int):
    for unit in ("workday", "day", "month"):
        one = due(start, Span(count, unit), calendar=K)
        assert one.when <= due(start, Span(count + 1, unit), calendar=K).when
    assert len(due(start, workdays(count), calendar=K).counted) == count


@given(some_day, st.integers(1, 40), st.integers(1, 40))
def test_working_days_add_up(start: date, one: int, two: int):
    halfway = due(start, workdays(one), calendar=K).day
    assert due(halfway, workdays(two), calendar=K).when == due(start, workdays(one + two), calendar=K).when


@given(some_day)
def test_rolling_ends_on_a_working_day_on_its_own_side(day: date):
    forward, backward = K.rolled(day, "forward"), K.rolled(day, "backward")
    assert backward <= day <= forward
    assert K.is_workday(forward)
    assert K.is_workday(backward)
    assert (forward == day) == K.is_workday(day) == (backward == day)


@given(some_day)
def test_a_calendar_without_any_notice_never_fails(day: date):
    found = due(day, workdays(3), calendar=Calendar())
    assert found.provisional
    assert all(each.weekday() < 5 for each in found.counted)
