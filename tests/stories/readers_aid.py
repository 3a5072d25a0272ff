"""Plants households at the points where most is to be seen: half filled in, posted, on file with a review."""

from datetime import date
from typing import Any

from django.utils import timezone

from tests.stories.planting_aid import POOR, WHY, number
from yugong.ground.access.principal import load
from yugong.ground.audit.writing import writing
from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Membership, Person
from yugong.ground.people.row_cells import seal
from yugong.kernel.actor import SYSTEM
from yugong.kernel.actor import person as acting
from yugong.kernel.ident import uuid7
from yugong.scenes.aid.actions import consents, filing, household, judging, members, postings, reviews
from yugong.scenes.aid.models import ConsentWay, HomeVisit, HomeVisitor, Household, HouseholdMonth
from yugong.scenes.aid.queries import sheets

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
WHO: dict[str, Any] = {"by": SYSTEM, "at": NOW}
CHAIR = "chair"


def plant(person: Person, chair: Any) -> dict[str, Any]:
    """The accounts of two applicants, and the paths that they, their officers and anybody open."""
    unit = Membership.objects.filter(person=person, valid_to=None)[0].unit
    half, whole = applicant(unit, 1), applicant(unit, 2)
    with writing("stories.readers"):
        paths = [*to_fill(half), *to_follow(whole), *to_decide(unit, chair)]
    return {"accounts": {"applicant": account(half), "helped": account(whole)}, "paths": paths}


def far(person: Person) -> dict[str, str]:
    """A household that somebody of another district has begun to fill in."""
    row = household.begin(person=person, by=acting(person.pk), at=NOW)
    return {"household_id": str(row.pk), "member_id": str(row.members.get(relation="self").pk)}


def applicant(unit: Unit, n: int) -> Person:
    """A member whose household is in need."""
    given = Identity(
        name=f"况难{'一二三四'[n]}",
        number=number("19820202", 100 + n),
        phone=f"1610097{uuid7().int % 10_000:04d}",
    )
    found = people.enrol(given=given, source="stories", **WHO)
    people.join(person=found, unit=unit, on=date(2023, 1, 1), route="roster", **WHO)
    return found


def account(person: Person) -> Any:
    """How he signs in."""
    return people.open_account(username=f"a-{uuid7().hex}", person=person, **WHO)


def filled(person: Person, n: int, *, kept: str = "no") -> Household:
    """Everything is declared, and a spouse stands in it who has not agreed."""
    me: dict[str, Any] = {"by": acting(person.pk), "at": NOW}
    row = household.begin(person=person, **me)
    for topic, given in {**POOR, "why": {**WHY, "kept": kept}}.items():
        household.fill(household=row, topic=topic, given=given, **me)
    row.refresh_from_db()
    own = {"number": number("19820202", 100 + n), "health": "well", "study": "none"}
    members.change(household=row, member=row.members.get(relation="self"), given=own, **me)
    spouse = {
        **own,
        "name": "况小兰",
        "number": number("19840404", 100 + n),
        "relation": "spouse",
        "phone": "16100970000",
        "health": "ill",
        "illness": "尿毒症",
    }
    members.add(household=row, given=spouse, **me)
    return row


def to_fill(person: Person) -> list[Any]:
    """The pages of a declaration, and what his wife sees behind her link."""
    row = filled(person, 1, kept="yes")
    me: dict[str, Any] = {"by": acting(person.pk), "at": NOW}
    spouse = row.members.get(relation="spouse")
    _, secret, _ = consents.ask(household=row, member=spouse, **me)
    pages = (
        "",
        "income/",
        "outlay/",
        "belongings/",
        "why/",
        "people/",
        "people/add/",
        f"people/{spouse.pk}/",
        "consents/",
        "check/",
    )
    own = [("applicant", f"/aid/hardship/{page}", 200) for page in pages]
    return [
        *own,
        ("applicant", "/aid/hardship/nothing/", 404),
        ("", f"/aid/consent/{secret}/", 200),
        ("", "/aid/", 200),
    ]


def sent(person: Person, n: int) -> Household:
    """Agreed to and sent."""
    row = filled(person, n)
    consents.agree(household=row, by=acting(person.pk), at=NOW)
    for one in row.members.filter(relation="spouse"):
        consents.yes(one, ConsentWay.PAPER, by=acting(person.pk), at=NOW)
    household.submit(household=row, by=acting(person.pk), at=NOW)
    row.refresh_from_db()
    return row


def to_follow(person: Person) -> list[Any]:
    """A file with everything in it, which is asked for its review."""
    row = sent(person, 2)
    went(row)
    postings.post(household=row, category="deep", at=NOW)
    postings.close(household=row, at=NOW)
    filing.put_on_file(household=row, category="deep", at=NOW)
    reviews.ask(household=row, at=NOW)
    HouseholdMonth(
        household=row, month=TODAY.replace(day=1), per_head_fen=90_000, above=True, recorded_at=NOW
    ).save()
    whole = f"/desk/aid/households/{row.pk}/"
    mine = [("helped", path, 200) for path in ("/aid/", "/aid/file/", "/aid/file/review/")]
    return [*mine, (CHAIR, whole, 200), ("city", whole, 200)]


def went(row: Household) -> None:
    """Somebody was there, with a neighbour."""
    visit = HomeVisit(
        id=uuid7(),
        household=row,
        unit_id=row.unit_id,
        on=TODAY,
        agrees="yes",
        key=uuid7().hex,
        recorded_at=NOW,
    )
    visit.findings_sealed = seal(visit, "findings_sealed", "两间房，药放在窗台上")
    visit.save()
    other = HomeVisitor(id=uuid7(), visit=visit)
    other.name_sealed = seal(other, "name_sealed", "网格员老周")
    other.save()


def to_decide(unit: Unit, chair: Any) -> list[Any]:
    """One household is posted, one is being written down at the desk."""
    row = sent(applicant(unit, 3), 3)
    statement = sheets.declared(row)
    judging.judge(household=row, statement=statement, by=SYSTEM, at=NOW)
    shown = postings.post(household=row, category="deep", at=NOW)
    loaded = load(chair.pk, today=TODAY)
    assert loaded
    desk = loaded[0].seated(loaded[0].seats[0])
    begun = household.begin(person=applicant(unit, 0), by=desk, at=NOW)
    base = "/desk/aid/households/"
    pages = ("", "?due=yes", f"{row.pk}/", f"{row.pk}/visit/", "new/", f"{begun.pk}/draft/")
    return [
        *((CHAIR, base + page, 200) for page in pages),
        ("city", f"{base}{begun.pk}/draft/", 404),
        ("", "/aid/posting/", 200),
        ("", f"/aid/posting/{shown.pk}/", 200),
    ]
