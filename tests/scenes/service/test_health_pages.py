"""Health by its pages: booking, ticking, talking; an officer reads numbers, and small ones not even those."""

from typing import Any

import pytest
from django.test import Client
from tests.scenes.service.clinic import DAY, HOUR, NOW, Clinic

from yugong.ground.audit.models import Event
from yugong.ground.audit.writing import writing
from yugong.kernel import actor
from yugong.kernel.errors import Refused
from yugong.scenes.service.actions import counselling, mentors, screening
from yugong.scenes.service.models import Counsel, CounselHour, Examinee, Mentor, MentorVisit

pytestmark = pytest.mark.usefixtures("plain_static")
DESKS = ("writer", "head", "chair")


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return str(response.content.decode())


def pages_of(client: Client, *paths: str) -> str:
    """Everything these pages say, and those they may not open nothing."""
    found = [client.get(path) for path in paths]
    return "".join(one.content.decode() for one in found if one.status_code == 200)


def test_a_rider_books_the_hospital_ticks_and_officers_read_numbers_only(clinic: Clinic):
    row = clinic.screening()
    slot = clinic.slots(row)[0]
    phone, nurse = clinic.client("rider"), clinic.client("nurse")
    page = text(phone, f"/health/screening/{row.pk}/")
    assert "年满 16 周岁" in page
    phone.post(f"/health/screening/{row.pk}/reserve/", {"slot": str(slot.pk)})
    mine = Examinee.objects.get()
    assert mine.code in text(phone, f"/health/screening/{row.pk}/")
    listed = text(nurse, "/partner/screening/")
    assert "骑手甲" in listed
    assert mine.code in listed
    with writing("test"):
        type(slot).objects.filter(pk=slot.pk).update(starts_at=NOW - HOUR, ends_at=NOW)
    nurse.post(f"/partner/screening/{mine.pk}/came/")
    assert Examinee.objects.get().state == "came"
    assert "谢谢你来" in text(phone, f"/health/screening/{row.pk}/")
    here = f"/desk/health/screenings/{row.pk}/"
    assert "少于 5 人" in text(clinic.client("writer"), here)
    for name in DESKS:
        said = pages_of(
            clinic.client(name), "/desk/health/", here, "/desk/", "/desk/members/",
            f"/desk/members/{clinic.rider.pk}/", "/partner/screening/",
        )  # fmt: skip
        assert mine.code not in said
        assert "到检</td>" not in said
    assert clinic.client("chair").get(here).status_code == 404
    assert Event.objects.filter(did="service.screening_looked").count() == 1


def test_a_mentor_is_booked_in_one_press_and_not_coming_costs_nothing(clinic: Clinic):
    row = clinic.mentor()
    with pytest.raises(Refused, match="街道、区县"):
        mentors.name_mentor(unit=clinic.tree.union, given={"name": "况"}, by=clinic.by("chair"), at=NOW)
    lines = f"{NOW + DAY:%Y-%m-%d} 14:00 到 14:30"
    desk = clinic.client("writer")
    desk.post(f"/desk/health/mentors/{row.pk}/hours/", {"times": lines, "seats": "1", "place": "东区医院"})
    hour, phone = row.hours.get(), clinic.client("rider")
    assert "况医生" in text(phone, "/health/mentors/")
    phone.post(f"/health/mentors/{row.pk}/reserve/", {"hour": str(hour.pk)})
    visit = MentorVisit.objects.get()
    assert visit.code in text(phone, f"/health/mentors/{row.pk}/")
    shown = text(desk, f"/desk/health/mentors/{row.pk}/")
    assert "骑手甲" not in shown
    assert "骑**" in shown
    assert clinic.client("chair").get(f"/desk/health/mentors/{row.pk}/").status_code == 404
    phone.post(f"/health/mentors/{row.pk}/cancel/", {"hour": str(hour.pk)})
    hour.refresh_from_db()
    assert (hour.taken, MentorVisit.objects.get().state) == (0, "cancelled")
    phone.post(f"/health/mentors/{row.pk}/reserve/", {"hour": str(hour.pk)})
    desk.post(f"/desk/health/mentors/{row.pk}/end/", {"why": "出差"})
    assert Mentor.objects.get().ended_on
    assert phone.get(f"/health/mentors/{row.pk}/").status_code == 404


def talked(clinic: Clinic) -> Counsel:
    """A rider who has booked a talk with the counsellor of the district."""
    counsellor = clinic.counsellor()
    healer, start = counsellor.person, NOW + 3 * HOUR
    hour = counselling.offer(
        person=healer,
        place="江边路 3 号",
        starts_at=start,
        ends_at=start + HOUR,
        by=clinic.by("healer"),
        at=NOW,
    )
    given = {"hour": str(hour.pk), "way": "phone", "called": "小山", "phone": "13800000601"}
    page = text(clinic.client("rider"), "/health/counsel/")
    assert "12356" in page
    assert "tel:120" in page
    clinic.client("rider").post("/health/counsel/reserve/", given)
    return Counsel.objects.get()


def test_nobody_but_the_counsellor_learns_that_somebody_came(clinic: Clinic):
    row = talked(clinic)
    assert "约好的谈话" in text(clinic.client("rider"), "/health/counsel/")
    path = f"/desk/health/counsel/{row.pk}/"
    with writing("test"):
        CounselHour.objects.update(starts_at=NOW - HOUR, ends_at=NOW)
    healer = clinic.client("healer")
    assert "小山" in text(healer, path)
    healer.post(path, {"notes": "睡不着两个月"})
    assert "睡不着两个月" in text(healer, path)
    row.refresh_from_db()
    assert "睡不着".encode() not in bytes(row.notes_sealed or b"")
    assert Event.objects.filter(did="service.counsel_open").count() == 2
    words: list[Any] = [
        one for one in Event.objects.values_list("did", "data", "on") if str(clinic.rider.pk) in str(one)
    ]
    assert not [one for one in words if "counsel" in str(one)]
    for name in DESKS:
        client = clinic.client(name)
        assert client.get(path).status_code == 404
        assert client.get("/desk/health/counsel/").status_code == 404
        said = pages_of(client, "/desk/health/", "/desk/", f"/desk/members/{clinic.rider.pk}/")
        assert "小山" not in said
        assert "睡不着" not in said
    assert "少于 5 次" in text(clinic.client("writer"), "/desk/health/")


def test_counselling_is_never_at_an_employers_own_union_and_one_hour_is_one_persons(clinic: Clinic):
    row = talked(clinic)
    with pytest.raises(Refused, match="不放在单位自己的工会"):
        counselling.name_counsellor(
            unit=clinic.tree.union, person=clinic.rider, called="x", about="x", by=clinic.by("chair"), at=NOW
        )
    other = clinic.member("骑手乙", 603)
    given = {
        "person": other,
        "hour": row.hour,
        "way": "phone",
        "caller": {},
        "by": actor.person(other.pk),
        "at": NOW,
    }
    with pytest.raises(Refused, match="约走"):
        counselling.book(**given)
    clinic.client("rider").post("/health/counsel/cancel/")
    assert counselling.book(**given).state == "booked"


def test_the_desk_plans_another_publishes_and_all_it_is_for_are_asked(clinic: Clinic):
    writer, head = clinic.client("writer"), clinic.client("head")
    day = f"{NOW + 2 * DAY:%Y-%m-%d}"
    given = {
        "sort": "checkup", "title": "冬季体检", "about": "空腹", "contact": "023-12351",
        "agency": str(clinic.hospital.pk), "times": f"{day} 08:00 到 09:00", "seats": "20",
    }  # fmt: skip
    path = writer.post("/desk/health/screenings/new/", given)["Location"]
    assert "另一位同志" in text(writer, path)
    assert writer.post(f"{path}publish/").status_code == 422
    head.post(f"{path}publish/")
    head.post(f"{path}hours/", {**given, "times": f"{day} 09:00 到 10:00"})
    assert "邀请了 1 人" in head.post(f"{path}invite/", follow=True).content.decode()
    row = screening.Screening.objects.get()
    assert sorted(row.slots.values_list("seats", flat=True)) == [20, 20]
    assert "冬季体检" in text(clinic.client("rider"), "/health/")
    head.post(f"{path}close/")
    assert "这一批已经结束了" in text(clinic.client("rider"), f"/health/screening/{row.pk}/")
