"""Plants whom the story of a household needs, and lets time pass for one matter alone."""

import json
import os
import sys
from datetime import date, timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yugong.site.settings")

DISTRICT, STREET = "南川区总工会", "南川区南城街道总工会"
OFFICERS = {
    "jiedao-jia": ("街道甲", "street", "street_officer"),
    "jiedao-yi": ("街道乙", "street", "street_officer"),
    "jiedao-bing": ("街道丙", "street", "street_officer"),
    "quxian-jia": ("区县甲", "district", "district_officer"),
    "shi-jia": ("市甲", "city", "city_officer"),
}
POOR = {
    "income": {"wages": "60000", "business": "0", "pension": "0", "subsidy": "0", "other": "0"},
    "outlay": {"medical": "30000", "schooling": "6000", "care": "0", "housing": "0", "accident": "0"},
    "belongings": {
        "rural": "no",
        "subsistence": "no",
        "homes": "1",
        "cars": "0",
        "firms": "0",
        "labour_months": "30",
    },
}
WELL = {**POOR, "income": {**POOR["income"], "wages": "100000"}}
WHY = {"cause": "illness", "story": "爱人每周透析三次，孩子在上初中", "kept": "yes"}


def number(day: str, n: int) -> str:
    """A synthetic identity number of somebody born on a day."""
    from yugong.kernel.identifiers import id_check_digit

    first = f"500119{day}{n:03d}"
    return first + id_check_digit(first)


def plant(phone: str, password: str, serial: str) -> dict[str, Any]:
    """A worker with this phone below a street; officers of street, district and city with this password."""
    from django.utils import timezone

    from yugong.ground.org import actions as org
    from yugong.ground.org.models import Unit
    from yugong.ground.people import actions as people
    from yugong.ground.people.identity import Identity
    from yugong.ground.people.models import Account

    who = by_system(timezone.now())
    district = Unit.objects.get(name=DISTRICT)
    street = Unit.objects.filter(parent=district, kind="street", valid_to=None).order_by("id")[0]
    union = Unit.objects.filter(parent=street, valid_to=None).exclude(kind="branch").order_by("id")[0]
    places = {"street": street, "district": district, "city": district.parent}
    firm = org.register_employer(name=f"渝光{serial}玻璃厂", **who)
    worker = people.enrol(
        given=Identity(name="禤大树", phone=phone, number=number("19850303", int(serial))),
        source="story",
        **who,
    )
    people.join(person=worker, unit=union, on=date(2022, 5, 1), route="roster", trade="玻璃工", **who)
    people.employ(person=worker, employer=firm, trade="玻璃工", source="story", **who)
    people.open_account(username=f"story{phone}", person=worker, phone=phone, verified=True, **who)
    for n, (key, (name, place, role)) in enumerate(OFFICERS.items()):
        if Account.objects.filter(username=key).exists():
            continue
        officer = people.enrol(
            given=Identity(name=name, phone=f"1610099{serial[:3]}{n}"), source="story", **who
        )
        people.open_account(username=key, person=officer, password=password, verified=True, **who)
        post = org.make_post(unit=places[place], role=role, title=name, **who)
        people.appoint(post=post, person=officer, on=date(2026, 1, 1), **who)
    return {"worker": str(worker.pk), "street": street.name, "union": union.name}


def by_system(at: Any) -> dict[str, Any]:
    from yugong.kernel.actor import SYSTEM

    return {"by": SYSTEM, "at": at}


def passed(number_: str, move: str) -> dict[str, Any]:
    """The clock makes its move in one matter, as if its days had gone by."""
    from django.utils import timezone

    from yugong.engines.matters import actions as matters
    from yugong.engines.matters import queries
    from yugong.kernel.actor import CLOCK

    matter = queries.by_number(number_)
    matters.move(matter=matter, name=move, by=CLOCK, at=timezone.now())
    return {"stage": matter.stage}


def ordered(number_: str, password: str, serial: str) -> dict[str, Any]:
    """Help is ordered from the union's money; three new hands of its finances can sign in."""
    from django.utils import timezone

    from tests.stories import readers_money as money
    from yugong.engines.ledger.actions import payments
    from yugong.ground.audit.writing import writing
    from yugong.ground.people.queries import identity_of
    from yugong.kernel.actor import RULE
    from yugong.scenes.aid.models import Household

    household, at = Household.objects.select_related("unit", "person").get(matter=number_), timezone.now()
    with writing("story"):
        for role, words in money.HANDS.items():
            money.hand(role, words, household.unit, username=f"{role}{serial}", password=password)
        payments.order(
            commitment=money.arranged(household.unit), payee=household.person, amount_fen=4_500_00,
            purpose="生活救助", period=f"{at:%Y}", approved_by="system:rule", by=RULE, at=at,
        )  # fmt: skip
    return {"card": money.CARD.format(7), "name": identity_of(household.person).name}


def due(number_: str) -> dict[str, Any]:
    """A year has gone by: the household is asked."""
    from django.utils import timezone

    from yugong.ground.audit.writing import writing
    from yugong.scenes.aid.actions import reviews
    from yugong.scenes.aid.models import Household

    household = Household.objects.get(matter=number_)
    with writing("story"):
        reviews.ask(household=household, at=timezone.now())
    return {"household": str(household.pk)}


def months(number_: str) -> dict[str, Any]:
    """Six months above the line have been written down."""
    from django.utils import timezone

    from yugong.ground.audit.writing import writing
    from yugong.scenes.aid.models import Household, HouseholdMonth

    household, month = Household.objects.get(matter=number_), timezone.localdate().replace(day=1)
    with writing("story"):
        for _ in range(6):
            month = (month - timedelta(days=1)).replace(day=1)
            HouseholdMonth(
                household=household, month=month, per_head_fen=600_000, above=True, recorded_at=timezone.now()
            ).save()
        household.reviews.update(asked_at=timezone.now() - timedelta(days=240))
    return {"household": str(household.pk)}


def refused(phone: str, password: str, serial: str) -> dict[str, Any]:
    """A household that was found to be above the line and told so."""
    from django.utils import timezone

    from yugong.engines.matters import actions as matters
    from yugong.ground.people.models import Person
    from yugong.kernel import actor
    from yugong.scenes.aid.actions import consents, household, members

    planted = plant(phone, password, serial)
    person, now = Person.objects.get(pk=planted["worker"]), timezone.now()
    me: dict[str, Any] = {"by": actor.person(person.pk), "at": now}
    row = household.begin(person=person, **me)
    for topic, given in {**WELL, "why": WHY}.items():
        household.fill(household=row, topic=topic, given=given, **me)
    own = {"number": number("19850303", int(serial)), "health": "well", "study": "none"}
    members.change(household=row, member=row.members.get(relation="self"), given=own, **me)
    child = {
        **own,
        "name": "禤小树",
        "number": number("20130606", int(serial)),
        "relation": "child",
        "study": "basic",
    }
    members.add(household=row, given=child, **me)
    consents.agree(household=row, **me)
    row.refresh_from_db()
    matter = household.submit(household=row, **me)
    for who, name, given in (
        ("jiedao-jia", "short", {"why": "按申报的数高于标准"}),
        ("jiedao-bing", "pass", {"relation": "none"}),
        ("quxian-jia", "refuse", {"relation": "none", "why": "按申报的数高于标准"}),
    ):
        matter.refresh_from_db()
        matters.move(matter=matter, name=name, answers=given, by=seated(who), at=now)
    return {**planted, "number": matter.number}


def seated(username: str) -> Any:
    """An officer in his post."""
    from django.utils import timezone

    from yugong.ground.access import principal
    from yugong.ground.people.models import Account

    loaded = principal.load(Account.objects.get(username=username).pk, today=timezone.localdate())
    assert loaded is not None
    return loaded[0].seated(loaded[0].seats[0])


WAYS = {
    "ordered": ordered,
    "plant": plant,
    "passed": passed,
    "due": due,
    "months": months,
    "refused": refused,
}

if __name__ == "__main__":
    import django

    django.setup()
    from django.db import transaction

    with transaction.atomic():
        print(json.dumps(WAYS[sys.argv[1]](*sys.argv[2:]), ensure_ascii=False))
