"""One password tried on every name from one place comes to an end, and a locked name does not use it up."""

import pytest

from tests.ground.access import town
from yugong.ground.signin import limits, passwords
from yugong.kernel.errors import Refused

pytestmark = pytest.mark.django_db


def test_spraying_from_one_place_is_stopped(place):
    for _ in range(limits.NAME_PLACE.most):
        limits.spend(limits.NAME_PLACE, "10.1.1.1", at=town.NOW)
    with pytest.raises(Refused, match="您所在的网络"):
        passwords.prove("somebody", "guess", "10.1.1.1", at=town.NOW)
    with pytest.raises(Refused, match="不对"):
        passwords.prove("somebody", "guess", "10.2.2.2", at=town.NOW)
