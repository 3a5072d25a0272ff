"""Screening: for whom, seats, the hospital's tick; no union ever learns who came or what was found."""

import pytest
from django.db import connection
from tests.scenes.service.clinic import DAY, NOW, Clinic

from yugong.ground.audit.models import Event
from yugong.ground.notices.models import Notice
from yugong.ground.people.queries.doubles import side_by_side
from yugong.kernel import actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.scenes.service.actions import examining, screening
from yugong.scenes.service.models import Examinee, ScreeningSlot
from yugong.scenes.service.queries import screening as queries
from yugong.scenes.service.rules import screening as rules

TODAY = local_day(NOW)


@pytest.mark.parametrize(
    ("sort", "facts", "outcome", "why"),
    [
        ("checkup", (True, True, "1", 16), "granted", "年满 16 周岁。"),
        ("checkup", (True, True, "1", 15), "refused", "体检给年满 16 周岁的人。"),
        ("checkup", (True, False, "1", 30), "refused", "新就业形态"),
        ("checkup", (False, True, "1", 30), "refused", "先入会"),
        ("checkup", (True, True, "", 0), "refused", "没有出生日期"),
        ("cancers", (True, True, "2", 35), "granted", "年满 35 周岁。"),
        ("cancers", (True, True, "2", 64), "granted", "不超过 64 周岁。"),
        ("cancers", (True, True, "2", 34), "refused", "两癌筛查从 35 周岁开始。"),
        ("cancers", (True, True, "2", 65), "refused", "两癌筛查到 64 周岁为止。"),
        ("cancers", (True, True, "1", 40), "refused", "给女职工"),
        ("cancers", (True, True, "", 40), "refused", "没有性别"),
    ],
)
def test_whom_it_is_for_with_the_reason(db, sort, facts, outcome, why):
    known = dict(zip(("member", "new_form", "sex", "age"), facts, strict=True))
    verdict = rules.weighed(sort, known, on=TODAY, path="")
    assert verdict.outcome == outcome
    assert any(why in one.text for one in verdict.reasons)


def test_a_rider_is_asked_books_changes_and_comes(clinic: Clinic):
    other = clinic.member("骑手乙", 603)
    clinic.member("文员", 605, trade="会计")
    row = clinic.screening()
    first, second = clinic.slots(row)
    assert screening.invite(screening=row, by=clinic.by("writer"), at=NOW) == 2
    assert screening.invite(screening=row, by=clinic.by("writer"), at=NOW) == 0
    clinic.book(first)
    with pytest.raises(Refused, match="约满"):
        clinic.book(first, other)
    mine = clinic.book(second)
    assert list(ScreeningSlot.objects.order_by("starts_at").values_list("taken", flat=True)) == [0, 1]
    clinic.book(first, other)
    with pytest.raises(Refused, match="还没到这一天"):
        examining.came(examinee=mine, by=clinic.by("nurse"), at=NOW)
    examining.came(examinee=mine, by=clinic.by("nurse"), at=NOW + 2 * DAY)
    assert Notice.objects.filter(person_id=clinic.rider.pk, template="service.screening_thanks").count() == 1
    examining.decline(person=other, screening=row, by=actor.person(other.pk), at=NOW)
    assert list(ScreeningSlot.objects.order_by("starts_at").values_list("taken", flat=True)) == [0, 1]
    screening.close(screening=row, by=clinic.by("writer"), at=NOW + 3 * DAY)
    assert sorted(Examinee.objects.values_list("state", "open")) == [("came", False), ("declined", False)]


def test_nobody_publishes_his_own_and_only_hospitals_have_hours(clinic: Clinic):
    draft = clinic.screening(public=False)
    with pytest.raises(Refused, match="起草人"):
        screening.publish(screening=draft, by=clinic.by("writer"), at=NOW)
    with pytest.raises(Refused, match="这个时段不能约"):
        clinic.book(clinic.slots(draft)[0])


def test_the_hospital_sees_only_its_own_and_only_while_it_lasts(clinic: Clinic):
    row = clinic.screening()
    mine = clinic.book(clinic.slots(row)[0])
    assert [one.pk for one in queries.at_hospital(clinic.by("nurse"))] == [mine.pk]
    for name in ("writer", "head", "chair"):
        assert list(queries.at_hospital(clinic.by(name))) == []
        with pytest.raises(Refused):
            examining.came(examinee=mine, by=clinic.by(name), at=NOW + DAY)
    screening.close(screening=row, by=clinic.by("writer"), at=NOW + 3 * DAY)
    assert list(queries.at_hospital(clinic.by("nurse"))) == []


def test_no_column_of_the_platform_holds_a_result_and_the_log_does_not_say_what_for(clinic: Clinic):
    """What was found has no place to be kept: no column, no free text, no file hangs on an examinee."""
    mine = clinic.book(clinic.slots(clinic.screening())[0])
    examining.came(examinee=mine, by=clinic.by("nurse"), at=NOW + DAY)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'service_examinee'"
        )
        columns = {name for (name,) in cursor.fetchall()}
    assert columns == {
        "id", "screening_id", "person_id", "slot_id", "agency_id", "open", "code", "state", "invited_at",
        "booked_at", "came_at",
    }  # fmt: skip
    events = Event.objects.filter(on=f"people.person:{clinic.rider.pk}").values_list("did", "data")
    assert [(did, data) for did, data in events if did.startswith("service")] == [("service.appoint", {})]
    beside = side_by_side(clinic.rider, clinic.member("骑手丙", 607))
    assert not [one for one in beside if "预约" in one.label]
