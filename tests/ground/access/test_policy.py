"""The policy covers every permission, and its two faces always agree."""

import pytest
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yugong.ground.access import deciding, policy, scope
from yugong.ground.access.roles import roles
from yugong.ground.audit.writing import writing
from yugong.ground.org.models import Post, Unit
from yugong.ground.people.models import Account, Membership, Person, Tenure
from yugong.kernel import decision
from yugong.kernel.actor import CLOCK, RULE, SYSTEM, VISITOR, Actor, Seat, person
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission as P

from . import town

pytestmark = pytest.mark.django_db
MODELS = (Unit, Post, Person, Membership, Tenure, Account)


@pytest.fixture
def place():
    return town.build()


def test_every_permission_stands_on_the_page_with_its_words():
    assert set(policy.POLICY) == set(P)
    assert all(words for words, _ in policy.POLICY.values())


def test_access_answers_for_the_kernel():
    assert decision.may(VISITOR, P.UNIT_VIEW)
    assert decision._policy is deciding.decide


def test_every_permission_of_a_role_can_be_used_by_its_seat():
    for role in roles:
        agency = 1 if role.key in ("partner", "hospital_liaison") else None
        powers = frozenset(role.permissions)
        seat = Seat(1, role.key, role.name, 1, "000001", "x", role.duties, powers, agency)
        actor = person(town.UNKNOWN, seat=seat, seats=(seat,))
        assert all(decision.may(actor, permission) for permission in role.permissions)


@pytest.mark.parametrize(
    ("actor", "reason"),
    [
        (VISITOR, "请先登录。"),
        (person(town.UNKNOWN), "您没有办理这项工作的岗位。"),
        (CLOCK, "请先登录。"),
    ],
)
def test_a_refusal_says_why(actor, reason):
    assert decision.may(actor, P.MEMBER_LIST).reason == reason


def test_an_officer_of_another_subtree_is_refused(place):
    east, west = town.acting(place.east, "district_officer"), town.acting(place.west, "district_officer")
    assert decision.may(east, P.UNIT_MANAGE, place.union)
    refused = decision.may(west, P.UNIT_MANAGE, place.union)
    assert refused.reason == "这件事不在您这个岗位管理的组织范围内。"


def test_a_lower_unit_does_not_reach_up(place):
    chair = town.acting(place.union, "grassroots_chair")
    assert not decision.may(chair, P.POST_APPOINT, place.street)


def test_nobody_decides_his_own_case(place):
    who = town.enrol("张三", 1)
    town.join(who, place.union)
    chair = town.acting(place.union, "grassroots_chair", who=who)
    own = Membership.objects.get(person=who)
    assert decision.may(chair, P.MEMBERSHIP_CHANGE, own).reason == "这是您本人的事项，须由其他人办理。"


def test_a_person_who_is_nobodys_member_may_be_taken_in(place):
    chair = town.acting(place.union, "grassroots_chair")
    free, member = town.enrol("李四", 2), town.enrol("王五", 3)
    town.join(member, place.other)
    assert decision.may(chair, P.MEMBERSHIP_CHANGE, free)
    assert not decision.may(chair, P.MEMBERSHIP_CHANGE, member)


def test_a_role_cannot_be_appointed_where_it_does_not_sit(place):
    chair = town.acting(place.union, "grassroots_chair")
    for role, allowed in (("grassroots_clerk", True), ("city_officer", False), ("audit_admin", False)):
        assert bool(decision.may(chair, P.POST_APPOINT, Post(unit=place.union, role=role))) is allowed


def test_a_way_of_reading_a_member_goes_by_his_union(place):
    member = town.enrol("赵六", 4)
    town.join(member, place.union)
    assert decision.may(town.acting(place.street, "street_officer"), P.PERSON_REVEAL, member)
    assert not decision.may(town.acting(place.west, "district_officer"), P.PERSON_REVEAL, member)
    assert decision.may(person(member.pk), P.PERSON_REVEAL, member)


def test_the_list_and_the_one_row_follow_the_same_rule(place):
    clerk = town.acting(place.street, "district_officer")
    seen = scope.within(clerk, P.UNIT_MANAGE, Unit.objects.all())
    assert {unit.pk for unit in seen} == {place.street.pk, place.union.pk}
    assert scope.one(clerk, P.UNIT_MANAGE, Unit.objects.all(), pk=place.union.pk) == place.union
    with pytest.raises(Http404):
        scope.one(clerk, P.UNIT_MANAGE, Unit.objects.all(), pk=place.other.pk)


def actors(place: town.Town, people: list[Person]) -> st.SearchStrategy[Actor]:
    """Anybody: the platform, a visitor, somebody for himself, or a random role in a random unit."""
    who = st.sampled_from([*people, None])
    seated = st.builds(
        lambda unit, role, one: town.acting(unit, role.key, who=one),
        st.sampled_from(place.units),
        st.sampled_from(list(roles)),
        who,
    )
    alone = st.sampled_from([VISITOR, CLOCK, RULE, SYSTEM, *(person(one.pk) for one in people)])
    account = st.sampled_from(list(Account.objects.all())).map(
        lambda row: Actor("person", "account", "", row.person_id, row.pk)
    )
    return st.one_of(seated, alone, account)


def test_both_faces_agree(place):
    people = [town.enrol(f"某{n}", 10 + n) for n in range(6)]
    for one, unit in zip(people, place.units[:5], strict=False):
        town.join(one, unit)
    for n, unit in enumerate(place.units):
        with writing("posts as an older house may hold them, at units where the role does not sit"):
            post = Post.objects.create(unit=unit, role=list(roles)[n * 3].key, title="岗位")
        town.people.appoint(post=post, person=people[n], on=town.LONG_AGO, by=SYSTEM, at=town.NOW)
    town.open_account(people[0], "a"), town.open_account(None, "b")
    rows = {model: list(model.objects.all()) for model in MODELS}

    @settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
    @given(actor=actors(place, people), permission=st.sampled_from(list(P)), model=st.sampled_from(MODELS))
    def agree(actor, permission, model):
        listed = set(scope.within(actor, permission, model.objects.all()).values_list("pk", flat=True))
        assert listed == {row.pk for row in rows[model] if deciding.decide(actor, permission, row)}

    agree()


@pytest.mark.parametrize("by", ["platform", "officer"])
def test_posts_that_must_be_kept_apart_are_not_given_to_one_person(place, by):
    giver = SYSTEM if by == "platform" else town.acting(place.east, "district_officer")
    who = town.enrol("孙七", 5)
    town.seat_person(who, place.union, "finance_maker")
    post = town.org.make_post(unit=place.union, role="finance_payer", title="付款", by=SYSTEM, at=town.NOW)
    with pytest.raises(Refused, match="不能由同一人担任"):
        town.people.appoint(post=post, person=who, on=town.TODAY, by=giver, at=town.NOW)
    town.end(Tenure.objects.get(person=who))
    assert town.people.appoint(post=post, person=who, on=town.TODAY, by=giver, at=town.NOW).pk


def test_nobody_appoints_himself(place):
    who = town.enrol("周八", 6)
    chair = town.acting(place.union, "grassroots_chair", who=who)
    post = town.org.make_post(unit=place.union, role="mediator", title="调解", by=SYSTEM, at=town.NOW)
    with pytest.raises(Refused, match="本人"):
        town.people.appoint(post=post, person=who, on=town.TODAY, by=chair, at=town.NOW)
