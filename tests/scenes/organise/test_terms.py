"""The clock of terms: reminders at six and three months and at the end, extensions, empty chairs."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from yugong.engines.matters import actions as matters
from yugong.ground.notices.models import Notice
from yugong.ground.org import actions as org
from yugong.ground.people import actions as people
from yugong.ground.people.models import Tenure
from yugong.kernel.actor import SYSTEM
from yugong.kernel.errors import Refused
from yugong.scenes.organise.actions import posts, reminding
from yugong.scenes.organise.queries import terms
from yugong.scenes.organise.rules import compliance
from yugong.scenes.organise.rules.founding import latest_end
from yugong.scenes.organise.rules.standing import standing

from .union_town import Place, build, me

ZONE = ZoneInfo("Asia/Shanghai")


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, 10, tzinfo=ZONE)


@pytest.fixture
def place(db) -> Place:
    found = build()
    org.set_term(
        unit=found.tree.union, term_from=date(2021, 3, 15), term_to=date(2026, 3, 15), years=5, basis="test",
        by=SYSTEM, at=at(date(2021, 3, 15)),
    )  # fmt: skip
    posts.install(
        unit=found.tree.union, role="grassroots_chair", title="主席", person=found.workers[0],
        on=date(2021, 3, 15), basis="test", by=SYSTEM, at=at(date(2021, 3, 15)),
    )  # fmt: skip
    found.tree.union.refresh_from_db()
    return found


def told(template: str) -> list[str]:
    return sorted(Notice.objects.filter(template=template).values_list("to", flat=True))


def test_unions_are_reminded_once_at_each_mark(place: Place):
    union, street = place.tree.union, place.tree.street
    both = [f"seat:{street.pk}:street_officer", f"seat:{union.pk}:grassroots_chair"]
    for day in (date(2025, 9, 14), date(2025, 9, 15), date(2025, 9, 16), date(2025, 12, 1)):
        reminding.remind(by=SYSTEM, at=at(day))
    assert told("organise.term_near") == sorted(both)
    reminding.remind(by=SYSTEM, at=at(date(2025, 12, 15)))
    assert told("organise.term_near") == sorted(both * 2)
    assert told("organise.term_over") == []
    for day in (date(2026, 3, 15), date(2026, 3, 18), date(2026, 6, 1)):
        reminding.remind(by=SYSTEM, at=at(day))
    assert told("organise.term_over") == sorted(both)


def test_a_mark_missed_for_some_days_is_still_told(place: Place):
    reminding.remind(by=SYSTEM, at=at(date(2025, 9, 20)))
    assert len(told("organise.term_near")) == 2


def test_we_37_a_term_is_extended_by_half_a_year_at_most(place: Place):
    union, chair = place.tree.union, place.workers[0]
    assert latest_end(union, on=date(2026, 3, 1)) == date(2026, 9, 15)

    def ask(until: str, who=chair):
        return matters.open(
            kind="organise.extension", asker=who, by=me(who), at=at(date(2026, 3, 1)),
            answers={"unit": union.pk, "until": until, "why": "生产任务重"},
        )  # fmt: skip

    for until, text in (
        ("2026-09-16", "延期最多半年，最晚到 2026-09-15"),
        ("2026-03-15", "本届 2026-03-15 届满，延期要晚于这一天"),
    ):
        with pytest.raises(Refused) as caught:
            ask(until)
        assert caught.value.reason == text
    with pytest.raises(Refused) as caught:
        ask("2026-09-15", place.stranger)
    assert caught.value.reason == "延期换届由这个工会的主席或者干事提出"

    found = ask("2026-09-15")
    assert found.unit_id == place.tree.east.pk
    matters.move(
        matter=found, name="approve", answers={"basis": "东工复〔2026〕3号"}, by=place.district,
        at=at(date(2026, 3, 2)),
    )  # fmt: skip
    union.refresh_from_db()
    assert (union.term_from, union.term_to, union.term_years) == (date(2021, 3, 15), date(2026, 9, 15), 5)
    assert latest_end(union, on=date(2026, 4, 1)) == date(2026, 9, 15)
    with pytest.raises(Refused):
        ask("2026-12-01")


def test_an_empty_chair_is_filled_within_three_months(place: Place):
    union, day = place.tree.union, date(2025, 5, 10)
    assert terms.chair_left(union, on=day) is None
    people.relieve(
        tenure=Tenure.objects.get(post__unit=union, valid_to=None),
        on=day,
        reason="调离",
        by=SYSTEM,
        at=at(day),
    )
    assert terms.chair_left(union, on=day + timedelta(days=1)) == day
    gaps = terms.vacancies(on=day, months=3, since=day)
    assert [(gap.unit.pk, gap.since, gap.until) for gap in gaps] == [(union.pk, day, date(2025, 8, 10))]
    reminding.remind(by=SYSTEM, at=at(day))
    reminding.remind(by=SYSTEM, at=at(day + timedelta(days=1)))
    assert len(told("organise.vacant")) == 2
    posts.install(
        unit=union, role="grassroots_chair", title="主席", person=place.workers[1],
        on=day + timedelta(days=5), basis="补选", by=SYSTEM, at=at(day),
    )  # fmt: skip
    assert terms.vacancies(on=day + timedelta(days=6), months=3, since=day) == []
    assert terms.chair_left(union, on=day + timedelta(days=6)) is None


def test_an_empty_post_is_told_when_left_a_month_before_and_when_it_is_too_late(place: Place):
    union, day = place.tree.union, date(2025, 5, 10)
    posts.install(
        unit=union, role="grassroots_audit_head", title="经审委员会主任", person=place.workers[1],
        on=date(2021, 3, 15), basis="test", by=SYSTEM, at=at(day),
    )  # fmt: skip
    head = Tenure.objects.get(post__role="grassroots_audit_head", valid_to=None)
    people.relieve(tenure=head, on=day, reason="调离", by=SYSTEM, at=at(day))
    for told_on, first, late in (
        (day, 2, 0), (date(2025, 7, 9), 2, 0), (date(2025, 7, 11), 4, 0), (date(2025, 8, 10), 4, 0),
        (date(2025, 8, 12), 4, 2), (date(2025, 9, 1), 4, 2),
    ):  # fmt: skip
        reminding.remind(by=SYSTEM, at=at(told_on))
        assert (told_on, len(told("organise.vacant")), len(told("organise.vacant_late"))) == (
            told_on,
            first,
            late,
        )
    found = standing(union, [], members=1, today=date(2025, 9, 1))
    point = next(
        one for one in compliance.points(found, today=date(2025, 9, 1)) if one.name == "经审主任到岗"
    )
    assert (point.state, point.due, point.step) == ("bad", date(2025, 8, 10), "appoint")


def test_a_union_that_never_had_a_chair_is_not_called_vacant(place: Place):
    assert terms.chair_left(place.home, on=date(2026, 1, 1)) is None
