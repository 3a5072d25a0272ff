"""The officer of a partner agency is appointed for his agency, in the union with which it works."""

from copy import deepcopy

import pytest
from tests.ground.access import town

from yugong.ground.access import principal
from yugong.ground.org import actions as org
from yugong.ground.people.models import Tenure
from yugong.kernel.actor import SYSTEM
from yugong.kernel.errors import Refused
from yugong.scenes.organise.actions import posts

pytestmark = pytest.mark.django_db


BUILD = town.build


@pytest.fixture
def place(built, db):
    return deepcopy(built)


def agency(unit, name="东区人民法院"):
    return org.register_agency(name=name, kind="court", unit=unit, by=SYSTEM, at=town.NOW)


def test_he_sits_for_his_agency_and_bears_its_name(place):
    court, who = agency(place.east), town.enrol("王法官", 41)
    account = town.open_account(who, "judge")
    chosen = posts.agency_for(place.east, "partner", str(court.pk))
    posts.install(
        unit=place.east, role="partner", title="联络员", person=who, on=town.LONG_AGO, basis="",
        agency=chosen, by=town.acting(place.city, "city_officer"), at=town.NOW,
    )  # fmt: skip
    actor, _ = principal.load(account.pk, today=town.TODAY)
    seat = actor.seats[0]
    assert (seat.agency_id, seat.unit_name, sorted(seat.permissions)) == (
        court.pk,
        court.name,
        ["handover.answer"],
    )
    assert Tenure.objects.get(person=who).post.agency == court


def test_an_agency_must_be_chosen_and_be_of_this_union(place):
    far = agency(place.west, "西区人民法院")
    for chosen in ("", "x", str(far.pk)):
        with pytest.raises(Refused, match="请选择是哪个协作单位"):
            posts.agency_for(place.east, "partner", chosen)
    assert posts.agency_for(place.east, "district_officer", "") is None
    with pytest.raises(Refused, match="别的工会"):
        org.make_post(unit=place.east, role="partner", title="联络员", agency=far, by=SYSTEM, at=town.NOW)
