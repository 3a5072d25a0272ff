"""Plants what health has: screenings, a mentor, a counsellor, the hundred best, and who sees them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from yugong.ground.audit.writing import writing
from yugong.ground.org import actions as org
from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Account, Membership, Person
from yugong.kernel.actor import SYSTEM
from yugong.kernel.actor import person as acting
from yugong.kernel.ident import uuid7
from yugong.scenes.rights.actions import agencies
from yugong.scenes.service.actions import counselling, mentors, screening
from yugong.scenes.service.models import BestPlace, Counsel, CounselHour, Examinee, Mentor, Screening

NOW = timezone.now()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHO: dict[str, Any] = {"by": SYSTEM, "at": NOW}


def hospital(unit: Unit) -> Any:
    """A hospital of the union's."""
    return org.register_agency(name=f"远处医院{uuid7().hex[-6:]}", kind="hospital", unit=unit, **WHO)


def screened(unit: Unit, agency: Any, *, public: bool) -> Screening:
    """A screening with two hours."""
    hours = [screening.Hour(agency, NOW + n * DAY, NOW + n * DAY + HOUR, 20) for n in (1, 2)]
    given = {"sort": "checkup", "title": "远处骑手免费体检", "about": "空腹来。", "contact": "023-12351"}
    row = screening.plan(unit=unit, given=given, hours=hours, **WHO)
    if public:
        with writing("stories"):
            row.stage, row.published_at = "public", NOW
            row.save()
    return row


def booked(row: Screening, person: Person, state: str = "booked") -> Examinee:
    """Somebody with a seat."""
    slot = row.slots.order_by("starts_at")[0]
    with writing("stories"):
        return Examinee.objects.create(
            screening=row, person=person, slot=slot, agency=slot.agency, state=state,
            code=uuid7().hex[-8:].upper(),
            open=state in ("booked", "came"), booked_at=NOW,
        )  # fmt: skip


def mentor(unit: Unit) -> Mentor:
    """A mentor with an hour."""
    given = {"name": "况医生", "office": "远处医院", "field": "颈肩腰腿", "about": "坐诊二十年。"}
    row = mentors.name_mentor(unit=unit, given=given, **WHO)
    begins = NOW + DAY
    mentors.offer(mentor=row, place="远处医院 3 楼", starts_at=begins, ends_at=begins + HOUR, seats=3, **WHO)
    return row


def healer(unit: Unit) -> tuple[Account, CounselHour]:
    """A counsellor with a free hour and one that is held."""
    person = people.enrol(given=Identity(name="况心"), source="stories", **WHO)
    post = org.make_post(unit=unit, role="counsel_post", title="心理咨询", **WHO)
    people.appoint(post=post, person=person, on=NOW.date() - DAY, **WHO)
    account = people.open_account(username=f"h-{uuid7().hex}", person=person, **WHO)
    counselling.name_counsellor(unit=unit, person=person, called="李老师", about="二级心理咨询师", **WHO)
    for n in (2, 3):
        begins = NOW + n * DAY
        hour = counselling.offer(
            person=person,
            place="江边路 3 号",
            starts_at=begins,
            ends_at=begins + HOUR,
            by=acting(person.pk),
            at=NOW,
        )
    return account, hour


def talk(hour: CounselHour, person: Person) -> Counsel:
    """A talk that has been held."""
    from yugong.ground.people.row_cells import seal

    with writing("stories"):
        row = Counsel(hour=hour, asker=person, way="phone", state="held", booked_at=NOW)
        row.caller_sealed = seal(row, "caller_sealed", {"called": "小山", "phone": "16100000002"})
        hour.taken = True
        hour.save()
        row.save()
    return row


def plant(person: Person) -> dict[str, Any]:
    """The paths that are opened, and two more readers: the hospital and the counsellor."""
    unit = Membership.objects.filter(person=person, valid_to=None)[0].unit
    upper = unit.parent if unit.parent_id else unit
    while upper.kind not in ("district", "industry", "zone", "city"):
        upper = upper.parent
    agency = hospital(upper)
    sent = agencies.send_liaison(
        agency=agency, name="况护", phone=f"1610097{uuid7().int % 10_000:04d}", title="体检科",
        on=NOW.date() - DAY, basis="", **WHO,
    )  # fmt: skip
    draft, coming = screened(upper, agency, public=False), screened(upper, agency, public=True)
    booked(coming, person)
    seen, (account, hour) = mentor(upper), healer(upper)
    held = talk(hour, person)
    with writing("stories"):
        for n, state in enumerate(("posted", "named", "out")):
            BestPlace.objects.create(
                matter=f"远处百佳-{uuid7().hex[-6:]}", unit=unit, sort="canteen", name=f"远处食堂{n}",
                address="远处路 1 号", score=88, state=state, posted_on=NOW.date(),
                posted_to=NOW.date() + 5 * DAY, named_on=NOW.date(),
            )  # fmt: skip
    phone = [f"/health/screening/{coming.pk}/", f"/health/mentors/{seen.pk}/"]
    phone += ["/health/", "/health/mentors/", "/health/counsel/", "/health/best/"]
    desk = [f"/desk/health/screenings/{row.pk}/" for row in (draft, coming)]
    desk += [f"/desk/health/mentors/{seen.pk}/", "/desk/health/", "/desk/health/best/"]
    desk += [f"/desk/health/{what}/new/" for what in ("screenings", "mentors", "counsellors")]
    return {
        "paths": [
            ("", f"/health/screening/{coming.pk}/", 200),
            ("", "/health/best/", 200),
            *(("holder", path, 200) for path in phone),
            *(("city", path, 200) for path in desk),
            ("nurse", "/partner/screening/", 200),
            ("healer", "/desk/health/counsel/", 200),
            ("healer", f"/desk/health/counsel/{held.pk}/", 200),
        ],
        "accounts": {"nurse": Account.objects.get(person=sent.person), "healer": account},
    }


def far(unit: Unit, person: Person) -> dict[str, str]:
    """Of another district: nobody beside it opens these."""
    agency = hospital(unit)
    _, hour = healer(unit)
    return {
        "screening_id": str(screened(unit, agency, public=False).pk),
        "examinee_id": str(booked(screened(unit, agency, public=True), person).pk),
        "mentor_id": str(mentor(unit).pk),
        "counsel_id": str(talk(hour, person).pk),
    }
