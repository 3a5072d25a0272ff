"""A post bears a declared role, and stands only where that role may sit."""

import pytest

from tests.ground.access import town
from yugong.ground.access.roles import roles
from yugong.ground.org import actions as org
from yugong.ground.org.models import Post, UnitKind
from yugong.ground.org.sittings import sittings
from yugong.kernel.actor import SYSTEM
from yugong.kernel.errors import Refused

pytestmark = pytest.mark.django_db


def test_every_role_says_where_it_sits():
    told = {one.key: (one.name, one.at) for one in sittings}
    assert told == {one.key: (one.name, one.sits_at) for one in roles}


@pytest.mark.parametrize("role", ["", "chairman", "grassroots_chair ", "GRASSROOTS_CHAIR", "主席", "x" * 90])
def test_a_role_that_nobody_declared_is_refused(role):
    with pytest.raises(Refused, match="没有这种岗位"):
        org.make_post(unit=town.build().union, role=role, title="主席", by=SYSTEM, at=town.NOW)
    assert Post.objects.count() == 0


def test_each_role_stands_at_its_own_kinds_of_unit_and_at_no_other():
    units = {kind: town.found(f"{kind}工会", kind, None) for kind in UnitKind.values}
    for role in roles:
        for kind, unit in units.items():
            if kind in role.sits_at:
                org.make_post(unit=unit, role=role.key, title=role.name, by=SYSTEM, at=town.NOW)
                continue
            with pytest.raises(Refused, match="不能设在"):
                org.make_post(unit=unit, role=role.key, title=role.name, by=SYSTEM, at=town.NOW)
    assert Post.objects.count() == sum(len(role.sits_at) for role in roles)
