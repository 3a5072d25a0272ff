"""Decisions: closed until a policy is filled in, then the policy's own answer with its reason."""

import pytest

from yugong.kernel.decision import Decision, fill, may
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission


def test_without_a_policy_everything_is_refused_and_with_one_it_answers():
    asked = []

    def policy(actor: object, permission: Permission, thing: object) -> Decision:
        asked.append((actor, permission, thing))
        return Decision(permission is Permission.MATTER_VIEW, "只能查看")

    before = fill(policy)
    try:
        assert may("someone", Permission.MATTER_VIEW, "row")
        assert not may("someone", Permission.AUDIT_READ)
        assert asked == [
            ("someone", Permission.MATTER_VIEW, "row"),
            ("someone", Permission.AUDIT_READ, None),
        ]
    finally:
        assert fill(before) is policy


def test_a_decision_insists_with_its_reason():
    Decision(True, "可以").insist()
    with pytest.raises(Refused, match="不在本单位范围") as caught:
        Decision(False, "不在本单位范围").insist()
    assert caught.value.code == "not_allowed"


def test_permissions_are_verbs_on_things_and_unique():
    values = [permission.value for permission in Permission]
    assert len(set(values)) == len(values)
    assert [value for value in values if value.count(".") != 1] == []
