"""Roles are complete declarations, and separation of duties holds."""

from itertools import combinations

import pytest

from yugong.ground.access.roles import roles
from yugong.ground.access.separation import ADMINS, FINANCE, may_hold, may_lend
from yugong.ground.org.models import UnitKind
from yugong.kernel.flow import DUTIES
from yugong.kernel.permissions import Permission as P

EXPECTED = {
    "group_leader", "grassroots_chair", "grassroots_clerk", "grassroots_audit", "street_officer",
    "grassroots_vice", "committee_member", "grassroots_audit_head", "womens_member",
    "district_officer", "district_dispatcher", "city_officer", "city_dispatcher", "call_agent", "supervisor",
    "mediator",
    "protection_inspector", "relations_informant",
    "finance_maker", "finance_checker", "finance_payer", "partner", "system_admin",
    "security_admin", "audit_admin",
    "hospital_liaison", "counsel_post",  # of the scene service: they see what no union may
}  # fmt: skip


def test_every_role_of_the_rules_is_declared():
    assert {role.key for role in roles} == EXPECTED


@pytest.mark.parametrize("role", list(roles), ids=lambda role: role.key)
def test_a_role_says_what_it_is(role):
    assert role.name
    assert len(role.about) >= 15
    assert role.about.endswith("。")
    assert role.duties <= set(DUTIES)
    assert role.permissions <= set(P)
    assert role.sits_at
    assert role.sits_at <= set(UnitKind.values)


def test_the_three_administrators_share_nothing_and_touch_no_business():
    business = {P.MATTER_VIEW, P.MATTER_HANDLE, P.MEMBER_LIST, P.PERSON_VIEW, P.PERSON_REVEAL, P.FILE_READ}
    for key in ADMINS:
        assert not roles[key].permissions & business
    for a, b in combinations(ADMINS, 2):
        assert not roles[a].permissions & roles[b].permissions
    assert [role.key for role in roles if P.AUDIT_READ in role.permissions] == ["audit_admin"]


@pytest.mark.parametrize(
    ("role", "beside"),
    [
        *combinations(FINANCE, 2),
        *combinations(ADMINS, 2),
        ("grassroots_audit", "finance_maker"),
        ("grassroots_audit", "grassroots_chair"),
        ("system_admin", "district_officer"),
    ],
)
def test_a_forbidden_pair_is_refused_either_way_with_both_names(role, beside):
    for a, b in ((role, beside), (beside, role)):
        decision = may_hold(a, beside=[b])
        assert not decision
        assert roles[a].name in decision.reason
        assert roles[b].name in decision.reason


def test_other_pairs_are_free():
    assert may_hold("grassroots_chair", beside=["group_leader", "mediator"])
    assert may_hold("district_officer", beside=["district_officer"])


@pytest.mark.parametrize(
    ("hand", "done"),
    [("paid", "approved"), ("paid", "made"), ("checked", "made"), ("paid", "checked"),
     ("called_back", "handled"), ("closed", "handled"), ("reviewed", "applied")],
)  # fmt: skip
def test_hands_that_must_not_meet(hand, done):
    assert not may_lend(hand, by="person:1", done={done: "person:1"})
    assert may_lend(hand, by="person:2", done={done: "person:1"})
