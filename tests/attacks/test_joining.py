"""Joining with somebody else's number never gives anybody his row, his card or his employer's knowledge."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from tests.ground.access import town
from yugong.engines.matters import actions as matters
from yugong.ground.audit.models import Event
from yugong.ground.audit.queries import story_of
from yugong.ground.org import actions as org
from yugong.ground.people import actions as people
from yugong.ground.people import queries
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Account
from yugong.kernel.actor import SYSTEM, person
from yugong.kernel.errors import Refused
from yugong.kernel.identifiers import id_check_digit
from yugong.scenes.organise.actions import joining
from yugong.scenes.organise.actions import roster as importing

pytestmark = pytest.mark.django_db
NUMBER = "50010319900101101"
NUMBER += id_check_digit(NUMBER)
STRANGER = "13900000999"


def stranger() -> Account:
    return town.open_account(None, "w-stranger", phone=STRANGER)


def asks(account: Account, unit, *, name: str = "李小江", blind: str = "no", phone: str = STRANGER):
    """He applies with the number of 李小江."""
    by = person(account.person_id, account_id=account.pk)
    given = {
        "name": name, "paper": "resident", "number": NUMBER, "phone": phone, "trade": "rider",
        "employer": "", "unit": str(unit.pk), "blind": blind, "agree": "on",
    }  # fmt: skip
    return joining.apply(account=account, answers=given, key=uuid4().hex, by=by, at=town.NOW)


@pytest.fixture
def staffed(place):
    town.officer("周主席", 2, place.union, "grassroots_chair")
    return place


@pytest.fixture
def chair(staffed):
    who = queries.find_by_phone("13800000002")[0]
    return town.acting(staffed.union, "grassroots_chair", who=who)


def test_a_known_number_without_the_phone_links_to_nobody(staffed):
    known = town.enrol("李小江", 101)
    account = stranger()
    matter = asks(account, staffed.union)
    account.refresh_from_db()
    assert (matter.stage, account.person_id == known.pk) == ("review", False)
    assert queries.identity_of(account.person).number == ""


def test_another_name_is_never_merged_into_a_known_person(staffed, chair):
    known = town.enrol("李小江", 101)
    account = stranger()
    matter = asks(account, staffed.union, name="王骗子")
    with pytest.raises(Refused, match="姓名"):
        matters.move(matter=matter, name="admit", by=chair, at=town.NOW)
    account.refresh_from_db()
    assert account.person_id != known.pk
    assert queries.membership_of(known.pk) is None


def line(phone: str) -> people.Line:
    return people.Line(0, Identity("李小江", number=NUMBER, phone=phone))


def roster(place, phone: str):
    done = people.admit_many(
        lines=[line(phone)], unit=place.union, route="roster", source="roster", by=SYSTEM, at=town.NOW
    )
    return queries.find_by_number(NUMBER), done[0].result


@pytest.mark.parametrize("phone", ["13800000101", ""])
@pytest.mark.parametrize("name", ["李小江", "王骗子"])
def test_a_number_claimed_by_phone_gives_way_to_a_roster(staffed, phone, name):
    account = stranger()
    asks(account, staffed.union, name=name)
    known, result = roster(staffed, phone)
    account.refresh_from_db()
    assert (result, known.pk == account.person_id) == ("new", False)
    assert queries.membership_of(known.pk).unit_id == staffed.union.pk
    assert queries.membership_of(account.person_id) is None
    assert queries.identity_of(account.person).number == ""


def test_the_preview_of_a_roster_does_not_stop_at_a_claim(staffed):
    asks(stranger(), staffed.union, name="王骗子")
    text = f"姓名,身份证号,手机\n李小江,{NUMBER},13800000101\n".encode()
    seen = importing.preview(unit=staffed.union, data=text, file="a.csv", by=SYSTEM, at=town.NOW)
    assert (seen.roster.accepted, seen.roster.rejected) == (1, 0)


def test_whose_number_was_claimed_by_another_still_joins_himself(staffed, chair):
    asks(stranger(), staffed.union)
    own = town.open_account(None, "w-own", phone="13800000101")
    matter = asks(own, staffed.union, phone="13800000101")
    matters.move(matter=matter, name="admit", by=chair, at=town.NOW)
    own.refresh_from_db()
    assert queries.membership_of(own.person_id).unit_id == staffed.union.pk
    assert queries.find_by_number(NUMBER).pk == own.person_id


def test_the_same_phone_on_the_roster_proves_him(staffed):
    account = stranger()
    asks(account, staffed.union)
    people.admit_many(
        lines=[line(STRANGER)], unit=staffed.union, route="roster", source="roster", by=SYSTEM, at=town.NOW
    )
    account.refresh_from_db()
    assert queries.membership_of(account.person_id).unit_id == staffed.union.pk


def test_who_joins_without_his_employers_knowledge_never_reaches_its_union(staffed):
    employer = org.register_employer(name="江边茶厂", by=SYSTEM, at=town.NOW)
    own = org.found_unit(
        name="江边茶厂工会", kind="enterprise", parent=staffed.street, on=date(2020, 1, 1), employer=employer,
        by=SYSTEM, at=town.NOW,
    )  # fmt: skip
    town.officer("茶主席", 3, own, "grassroots_chair")
    with pytest.raises(Refused, match="单位自己的工会"):
        asks(stranger(), own, blind="yes")


def test_withdrawing_what_was_never_agreed_writes_nothing(staffed):
    who = town.enrol("李小江", 101)
    me = person(who.pk)
    with pytest.raises(Refused):
        people.withdraw_consent(person=who, purpose="李小江 13800000101", by=me, at=town.NOW)
    assert not Event.objects.filter(data__purpose__contains="13800000101").exists()


def test_the_officer_who_must_check_an_applicant_can_see_his_numbers_and_is_seen(staffed, chair):
    town.enrol("李小江", 101)
    matter = asks(stranger(), staffed.union)
    shown = matters.reveal(matter=matter, purpose="核对身份证原件", by=chair, at=town.NOW)
    assert shown == {"number": NUMBER, "phone": STRANGER}
    deed = story_of(matter.asker, did="people.reveal")[0]
    assert (deed.actor, deed.data["purpose"]) == (chair.key, "核对身份证原件")


def test_another_unions_officer_cannot(staffed, chair):
    matter = asks(stranger(), staffed.union)
    far, _ = town.officer("钱主席", 4, staffed.other, "grassroots_chair")
    with pytest.raises(Refused):
        matters.reveal(
            matter=matter, purpose="看看", at=town.NOW,
            by=town.acting(staffed.other, "grassroots_chair", who=far.person),
        )  # fmt: skip


def test_a_roster_leaves_the_members_of_other_unions_alone(staffed):
    """Else a clerk anywhere could give a member an employer, or a phone by which another takes his place."""
    given = Identity("李小江", number=NUMBER)
    who = people.enrol(given=given, source="roster", by=SYSTEM, at=town.NOW)
    town.join(who, staffed.other)
    _, result = roster(staffed, STRANGER)
    assert result == "elsewhere"
    assert queries.identity_of(queries.find_by_number(NUMBER)).phone == ""
    assert queries.employment_of(who.pk) is None


def test_the_day_of_joining_is_the_day_here_and_not_at_greenwich(staffed):
    early = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    people.admit_many(
        lines=[line("")], unit=staffed.union, route="roster", source="roster", by=SYSTEM, at=early
    )
    known = queries.find_by_number(NUMBER)
    assert queries.membership_of(known.pk).joined_on == date(2026, 11, 21)


def test_a_phone_that_an_officer_typed_in_later_proves_nothing(staffed, chair):
    known = town.enrol("李小江", 101)
    people.join(person=known, unit=staffed.union, on=date(2026, 1, 1), route="roster", by=SYSTEM, at=town.NOW)
    people.amend(person=known, changes={"phone": STRANGER}, reason="更正", by=chair, at=town.NOW)
    account = stranger()
    matter = asks(account, staffed.union)
    account.refresh_from_db()
    assert (matter.stage, account.person_id == known.pk) == ("review", False)


def test_who_was_admitted_is_not_refused_when_he_objects(staffed, chair):
    account = stranger()
    matter = asks(account, staffed.union)
    matters.move(matter=matter, name="admit", by=chair, at=town.NOW)
    account.refresh_from_db()
    me = person(account.person_id, account_id=account.pk)
    matter.refresh_from_db()
    matters.move(matter=matter, name="object", answers={"why": "名字写错了"}, by=me, at=town.NOW)
    matter.refresh_from_db()
    refusal = {"reason": "其他", "way_on": "请到街道工会"}
    with pytest.raises(Refused, match="请走退会"):
        matters.move(matter=matter, name="refuse", answers=refusal, by=chair, at=town.NOW)


def test_words_that_only_found_the_union_are_no_employer(staffed):
    union = staffed.union
    assert joining.employer_meant(text=union.name[:4], unit=union) == (
        "" if union.employer is None else union.employer.name
    )
    assert joining.employer_meant(text="某某速递公司", unit=None) == "某某速递公司"
