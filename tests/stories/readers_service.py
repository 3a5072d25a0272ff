"""Plants campaigns in every state: a draft, one under way to which somebody came, a lot that was drawn."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tests.stories import planting_news, planting_orders
from yugong.engines.campaigns.actions import attending, drafting, drawing, enrolling, reviewing
from yugong.engines.campaigns.models import Campaign
from yugong.engines.campaigns.queries.sittings import key_of
from yugong.ground.access.principal import load
from yugong.ground.org import actions as org
from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Membership, Person
from yugong.kernel import rotating
from yugong.kernel.actor import SYSTEM
from yugong.kernel.actor import person as acting
from yugong.kernel.ident import uuid7

NOW = timezone.now()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHO: dict[str, Any] = {"by": SYSTEM, "at": NOW}


def reviewers(unit: Unit) -> list[Any]:
    """The writer and three more officers of the union above."""
    found = []
    for n in range(4):
        person = people.enrol(given=Identity(name=f"况审{'甲乙丙丁'[n]}"), source="stories", **WHO)
        post = org.make_post(unit=unit, role="district_officer", title="干部", **WHO)
        people.appoint(post=post, person=person, on=date(2026, 1, 1), **WHO)
        account = people.open_account(username=f"r-{uuid7().hex}", person=person, **WHO)
        loaded = load(account.pk, today=timezone.localdate())
        assert loaded
        found.append(loaded[0].seated(loaded[0].seats[0]))
    return found


def campaign(
    unit: Unit,
    crew: list[Any],
    begins: Any,
    *,
    taking: str = "queue",
    public: bool = True,
    gathering: str = "service.activity",
    **more: Any,
) -> Campaign:
    """One of the union's campaigns, its enrolment open since two days before."""
    at = begins - 3 * DAY
    given = {
        "title": "远处健步走", "about": "沿江五公里，带水。", "place": "远处江边", "contact": "023-12351",
        "audience": "members", "taking": taking, "places": 2, "per_unit": None, "opens_at": at,
        "closes_at": begins - HOUR, "accept_hours": 24, "public_source": "福彩双色球当日开奖号码",
    }  # fmt: skip
    row = drafting.draft(
        unit=unit,
        gathering=gathering,
        given=given | more,
        sittings=[(begins, begins + 2 * HOUR)],
        by=crew[0],
        at=at,
    )
    if public:
        row = reviewing.submit(campaign=row, by=crew[0], at=at)
        for one in crew[1:]:
            row = reviewing.review(campaign=row, passed=True, reason="", by=one, at=at)
    return row


def held(unit: Unit, crew: list[Any], person: Person) -> tuple[Campaign, str]:
    """A class for children that is over, to which somebody came, and the number on his receipt."""
    row = campaign(unit, crew, NOW - DAY, gathering="service.childcare")
    given = {"grade": "3", "fetched": "外婆", "agree": "on"}
    entry = enrolling.enrol(
        person=person, campaign=row, answers=given, by=acting(person.pk), at=row.opens_at + HOUR
    )
    attending.tick(campaign=row, sitting=row.sittings.get(), enrolment=entry, by=crew[0], at=NOW - DAY)
    return row, entry.code


def plant(person: Person) -> list[Any]:
    """The paths that are opened."""
    unit = Membership.objects.filter(person=person, valid_to=None)[0].unit
    upper = unit.parent if unit.parent_id else unit
    while upper.kind not in ("district", "industry", "zone", "city"):
        upper = upper.parent
    crew, me = reviewers(upper), acting(person.pk)
    draft = campaign(unit, crew, NOW + 5 * DAY, public=False)
    asked = reviewing.submit(campaign=campaign(unit, crew, NOW + 6 * DAY, public=False), by=crew[0], at=NOW)
    coming, today = campaign(unit, crew, NOW + 2 * DAY), campaign(unit, crew, NOW + HOUR / 2)
    lot = campaign(unit, crew, NOW + HOUR / 2, taking="lot")
    for row in (coming, today, lot):
        enrolling.enrol(person=person, campaign=row, by=me, at=row.opens_at + HOUR)
    drawing.draw(campaign=lot, public="02 11 17 23 + 09", by=crew[0], at=NOW)
    past, code = held(unit, crew, person)
    sitting = lot.sittings.get()
    attending.check_in(
        person=person, sitting=sitting, code=rotating.code(key_of(sitting), NOW), by=me, at=NOW
    )
    return [
        ("", f"/activities/{coming.pk}/", 200),
        ("", f"/activities/{lot.pk}/lot/", 200),
        ("", f"/activities/{past.pk}/proof/{code}/", 200),
        ("holder", f"/activities/{past.pk}/", 200),
        ("city", f"/desk/activities/{past.pk}/", 200),
        ("holder", "/activities/", 200),
        ("holder", f"/activities/{lot.pk}/", 200),
        ("holder", f"/activities/{today.pk}/", 200),
        ("holder", f"/activities/{today.pk}/here/", 200),
        ("city", "/desk/activities/", 200),
        ("city", "/desk/activities/new/service.camp/", 200),
        ("city", f"/desk/activities/{draft.pk}/mend/", 200),
        ("city", f"/desk/activities/{today.pk}/door/", 200),
        *(("city", f"/desk/activities/{row.pk}/", 200) for row in (draft, asked, today, lot)),
        *planting_orders.plant(person, upper, crew),
        *planting_news.plant(person, upper, crew + reviewers(upper)),
    ]


def far(unit: Unit) -> dict[str, str]:
    """A draft of another district: nobody beside it opens it."""
    crew, member = reviewers(unit)[:1], planting_orders.member_of(unit)
    row = campaign(unit, crew, NOW + 5 * DAY, public=False)
    found = {"campaign_id": str(row.pk)} | planting_orders.far(unit, member, crew[0])
    return found | planting_news.far(unit, member, crew[0])
