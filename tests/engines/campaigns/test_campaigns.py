"""Campaigns: reviewed by three, never oversold, handed on in order, drawn so that anybody can do it again."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engines.campaigns.fair import DAY, HOUR, NOW, Fair, standings
from tests.ground.access import town as towns

from yugong.engines.campaigns.actions import (
    attending,
    drawing,
    enrolling,
    handing_on,
    listing,
    opinions,
    reviewing,
)
from yugong.engines.campaigns.models import Attendance, Campaign, Enrolment, Standing
from yugong.engines.campaigns.queries import draws, lists, proofs
from yugong.engines.campaigns.queries.numbers import gauged, numbers
from yugong.engines.campaigns.queries.sittings import key_of
from yugong.ground.audit.writing import writing
from yugong.ground.notices.models import Notice
from yugong.ground.people.models import Consent
from yugong.kernel import actor, rotating
from yugong.kernel.actor import CLOCK
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.lot import Record

NUMBER = "02 11 17 23 28 31 + 09"


def test_three_persons_review_and_none_of_them_wrote_it(fair: Fair):
    row = reviewing.submit(campaign=fair.draft(), by=fair.by("writer"), at=NOW)
    with pytest.raises(Refused, match="起草人"):
        reviewing.review(campaign=row, passed=True, reason="", by=fair.by("writer"), at=NOW)
    row = reviewing.review(campaign=row, passed=True, reason="", by=fair.by("first"), at=NOW)
    with pytest.raises(Refused, match="三个人"):
        reviewing.review(campaign=row, passed=True, reason="", by=fair.by("first"), at=NOW)
    with pytest.raises(Refused, match="原因"):
        reviewing.review(campaign=row, passed=False, reason=" ", by=fair.by("second"), at=NOW)
    row = reviewing.review(campaign=row, passed=False, reason="地点没写清", by=fair.by("second"), at=NOW)
    assert row.stage == "draft"
    assert Notice.objects.filter(template="campaigns.back").count() == 1
    row = reviewing.submit(campaign=row, by=fair.by("writer"), at=NOW)
    for name in ("first", "second"):
        row = reviewing.review(campaign=row, passed=True, reason="", by=fair.by(name), at=NOW)
        assert row.stage == "review"
    assert (
        reviewing.review(campaign=row, passed=True, reason="", by=fair.by("third"), at=NOW).stage == "public"
    )


def test_another_district_reviews_nothing_here(fair: Fair):
    row = reviewing.submit(campaign=fair.draft(), by=fair.by("writer"), at=NOW)
    with pytest.raises(Refused):
        reviewing.review(campaign=row, passed=True, reason="", by=fair.by("west"), at=NOW)


def test_places_are_given_in_the_order_of_coming_and_a_second_press_is_one(fair: Fair):
    row, people = fair.public(), fair.crowd(5)
    for n, one in enumerate(people):
        first = fair.enrol(row, one, NOW + timedelta(seconds=n))
        assert fair.enrol(row, one, NOW + timedelta(seconds=n)).pk == first.pk
    assert standings(row) == ["in"] * 3 + ["waiting"] * 2
    assert [lists.ahead(one) for one in Enrolment.objects.filter(standing="waiting").order_by("turn")] == [
        0,
        1,
    ]
    row.refresh_from_db()
    assert row.taken == 3


def test_a_freed_place_is_offered_in_order_with_a_deadline_and_goes_on(fair: Fair):
    row, people = fair.public(places=1), fair.crowd(3)
    for n, one in enumerate(people):
        fair.enrol(row, one, NOW + timedelta(seconds=n))
    fair.leave(row, people[0])
    assert standings(row) == ["left", "offered", "waiting"]
    with pytest.raises(Refused, match="时间已经过了"):
        fair.accept(row, people[1], NOW + 25 * HOUR)
    assert handing_on.sweep(by=CLOCK, at=NOW + 25 * HOUR) == 1
    assert standings(row) == ["left", "left", "offered"]
    assert fair.accept(row, people[2], NOW + 26 * HOUR).standing == "in"
    assert Notice.objects.filter(template="campaigns.offered").count() == 2


def test_leaving_costs_nothing_the_next_time(fair: Fair):
    row, (one,) = fair.public(), fair.crowd(1)
    fair.enrol(row, one)
    fair.leave(row, one)
    assert fair.enrol(row, one).standing == "in"


def test_a_union_gets_no_more_than_its_share(fair: Fair):
    row = fair.public(places=4, per_unit=1)
    for n, one in enumerate([*fair.crowd(2), *fair.crowd(2, fair.tree.street)]):
        fair.enrol(row, one, NOW + timedelta(seconds=n))
    assert standings(row) == ["in", "waiting", "in", "waiting"]


def test_whom_it_is_not_for_is_told_what_to_do(fair: Fair):
    members, own = fair.public(), fair.public(audience="own")
    stranger = towns.enrol("外人", 499)
    with pytest.raises(Refused, match="先入会"):
        fair.enrol(members, stranger)
    (elsewhere,) = fair.crowd(1, fair.tree.other)
    with pytest.raises(Refused, match="东区总工会的会员"):
        fair.enrol(own, elsewhere)
    with pytest.raises(Refused, match="截止"):
        fair.enrol(members, fair.crowd(1)[0], NOW + 2 * DAY)


def test_the_database_itself_never_oversells(fair: Fair):
    row = fair.public(places=1)
    with pytest.raises(IntegrityError), transaction.atomic(), writing("test"):
        Campaign.objects.filter(pk=row.pk).update(taken=2)


def test_a_lot_is_drawn_once_after_the_closing_and_anybody_does_it_again(fair: Fair):
    row, people = fair.lot(places=4, per_unit=3), fair.crowd(12) + fair.crowd(3, fair.tree.street)
    assert len(row.seal) == 64
    for one in people:
        assert fair.enrol(row, one).standing == "entered"
    fair.leave(row, people[0])
    by = fair.by("writer")
    with pytest.raises(Refused, match="截止以后"):
        drawing.draw(campaign=row, public=NUMBER, by=by, at=NOW + HOUR)
    with pytest.raises(Refused, match="公开号码"):
        drawing.draw(campaign=row, public="？", by=by, at=NOW + DAY)
    record = drawing.draw(campaign=row, public=NUMBER, by=by, at=NOW + DAY)
    with pytest.raises(Refused, match="不能再抽"):
        drawing.draw(campaign=row, public="01 02 03", by=by, at=NOW + DAY)
    row.refresh_from_db()
    again = Record.from_dict(json.loads(json.dumps(draws.published(row).as_dict())))
    assert again == record
    assert again.faults() == ()
    assert (len(record.slips), row.taken) == (14, 4)
    rows = Enrolment.objects.filter(campaign=row)
    assert rows.filter(standing="in", unit=fair.tree.union).count() <= 3
    assert Notice.objects.filter(template="campaigns.drawn_in").count() == 4
    assert Notice.objects.filter(template="campaigns.drawn_out").count() == 10
    text = json.dumps(again.as_dict(), ensure_ascii=False)
    assert not any(str(one.pk) in text for one in people)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 7), st.sampled_from(["enrol", "leave", "accept", "sweep"])), max_size=40
    )
)
def test_whatever_people_do_places_are_kept_and_turns_come_in_order(fair: Fair, steps):
    with transaction.atomic():
        row, people = fair.public(places=2), fair.people or fair.crowd(8)
        for n, (who, deed) in enumerate(steps):
            at = NOW + timedelta(minutes=n * 30)
            try:
                if deed == "sweep":
                    handing_on.sweep(by=CLOCK, at=at)
                else:
                    getattr(fair, deed)(row, people[who], at)
            except Refused:
                pass
            row.refresh_from_db()
            holds = Enrolment.objects.filter(campaign=row, standing__in=("in", "offered")).count()
            assert row.taken == holds <= 2
            waiting = Enrolment.objects.filter(campaign=row, standing=Standing.WAITING).count()
            assert not waiting or row.taken == 2
        transaction.set_rollback(True)
    fair.people = []


def test_who_was_there_says_so_with_the_code_of_the_hour(fair: Fair):
    row, (one, other) = fair.public(), fair.crowd(2)
    fair.enrol(row, one)
    sitting = row.sittings.get()
    at, me = sitting.starts_at, actor.person(one.pk)
    code = rotating.code(key_of(sitting), at)
    with pytest.raises(Refused, match="签到时间"):
        attending.check_in(person=one, sitting=sitting, code=code, by=me, at=at - 2 * HOUR)
    with pytest.raises(Refused, match="没有查到"):
        attending.check_in(person=other, sitting=sitting, code=code, by=actor.person(other.pk), at=at)
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    with pytest.raises(Refused, match="不对"):
        attending.check_in(person=one, sitting=sitting, code=wrong, by=me, at=at)
    for _ in range(2):
        attending.check_in(person=one, sitting=sitting, code=code, by=me, at=at)
    assert Attendance.objects.count() == 1
    own = lists.of(row, one.pk)
    assert own
    opinions.say(person=one, enrolment=own, worth="yes", words="很好", by=me, at=at)
    found = numbers(row)
    assert (found.came, found.worth, found.silent) == (1, 1, 0)


def test_five_wrong_codes_at_the_door_are_enough(fair: Fair):
    row, (one,) = fair.public(), fair.crowd(1)
    fair.enrol(row, one)
    sitting = row.sittings.get()
    at = sitting.starts_at
    code = rotating.code(key_of(sitting), at)
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    tries = {"person": one, "sitting": sitting, "by": actor.person(one.pk), "at": at}
    for _ in range(5):
        with pytest.raises(Refused, match="不对"):
            attending.try_code(code=wrong, **tries)
    with pytest.raises(Refused, match="多次输错"):
        attending.try_code(code=code, **tries)


def test_all_are_told_why_it_is_cancelled(fair: Fair):
    row = fair.public()
    for one in fair.crowd(2):
        fair.enrol(row, one)
    reviewing.cancel(campaign=row, why="暴雨", by=fair.by("writer"), at=NOW)
    assert Notice.objects.filter(template="campaigns.cancelled").count() == 2


def test_a_list_and_a_signed_sheet_go_in_at_once_under_the_same_rules(fair: Fair):
    row, people = fair.public(places=3, per_unit=2), [*fair.crowd(3), *fair.crowd(2, fair.tree.street)]
    fair.enrol(row, people[0])
    stranger, by = towns.enrol("外人", 498), fair.by("writer")
    listed = listing.enrol_many(campaign=row, people=[*people, stranger], by=by, at=NOW)
    assert [one.standing for one in listed] == ["in", "waiting", "in", "waiting"]
    row.refresh_from_db()
    assert row.taken == 3
    assert listing.enrol_many(campaign=row, people=people, by=by, at=NOW) == []
    assert Notice.objects.filter(template="campaigns.listed").count() == 4
    sitting, codes = row.sittings.get(), [one.code for one in listed]
    sheet = {
        "campaign": row,
        "sitting": sitting,
        "codes": [*codes, "nobody"],
        "by": by,
        "at": sitting.starts_at,
    }
    assert [attending.tick_many(**sheet), attending.tick_many(**sheet)] == [2, 2]
    assert Attendance.objects.count() == 2


def test_a_class_for_children_asks_the_parent_and_is_held_against_the_parameters(fair: Fair):
    row, (one, other) = fair.public(gathering="service.childcare"), fair.crowd(2)
    by = fair.by("writer")
    with pytest.raises(Refused, match="同意"):
        enrolling.enrol(
            person=one,
            campaign=row,
            answers={"grade": "3", "fetched": "外婆"},
            by=actor.person(one.pk),
            at=NOW,
        )
    with pytest.raises(Refused, match="本人填写"):
        listing.enrol_many(campaign=row, people=[one], by=by, at=NOW)
    for parent in (one, other):
        given = {"grade": "3", "fetched": "外婆", "agree": "on"}
        enrolling.enrol(person=parent, campaign=row, answers=given, by=actor.person(parent.pk), at=NOW)
    assert Consent.objects.filter(purpose="service.childcare.agree", withdrawn_at=None).count() == 2
    sitting, entry = row.sittings.get(), Enrolment.objects.get(person=one)
    assert "外婆".encode() not in bytes(entry.answers_sealed or b"")
    attending.tick(campaign=row, sitting=sitting, enrolment=entry, by=by, at=sitting.starts_at)
    assert [(mark.found, mark.reached) for mark in gauged(row, local_day(NOW))] == [
        ("2 人", False),
        ("1 天", False),
        ("50%", False),
    ]
    assert proofs.proof_of(row, sitting.starts_at, person_id=one.pk) is None
    proof = proofs.proof_of(row, sitting.ends_at, person_id=one.pk)
    assert proof
    assert (proof.came, proof.sessions) == (1, 1)
    assert proofs.proof_of(row, sitting.ends_at, code=entry.code) == proof
    assert proofs.proof_of(row, sitting.ends_at, person_id=other.pk) is None


def test_a_parent_enrols_a_second_child_and_each_goes_its_own_way(fair: Fair):
    row, (parent,) = fair.public(gathering="service.childcare"), fair.crowd(1)
    by = actor.person(parent.pk)

    def child(nth: int) -> Enrolment:
        given = {"grade": str(nth), "fetched": "外婆", "agree": "on"}
        return enrolling.enrol(person=parent, campaign=row, answers=given, nth=nth, by=by, at=NOW)

    first, second = child(1), child(2)
    assert child(2) == second
    assert (first.code != second.code, Enrolment.objects.count()) == (True, 2)
    with pytest.raises(Refused, match="最多报 3 个"):
        child(4)
    handing_on.leave(person=parent, campaign=row, by=by, at=NOW)
    assert [(one.nth, one.standing) for one in lists.own_rows(row, parent.pk)] == [(2, "in"), (1, "left")]
    with pytest.raises(Refused, match="最多报 1 个"):
        enrolling.enrol(person=parent, campaign=fair.public(), nth=2, by=by, at=NOW)
