"""The tree is rearranged at the desk: shown first, then done, by the union above only."""

from datetime import timedelta

import pytest
from tests.ground.access import town

from yugong.ground.org import actions as org
from yugong.ground.org.models import Placement, Succession, Unit
from yugong.kernel.actor import SYSTEM
from yugong.kernel.calendar import local_day

from .desk_town import member, officer, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static")]
TODAY = local_day(town.NOW)


@pytest.fixture
def place():
    built = town.build()
    member("甲某", 901, built.union)
    member("乙某", 902, built.street)
    return built


@pytest.fixture
def city(place):
    return officer("市干部", 1, place.city, "city_officer")


@pytest.fixture
def east(place):
    return officer("陈东", 2, place.east, "district_officer")


def form(**given):
    return {"on": TODAY.isoformat(), "reason": "渝府发〔2025〕1 号", **given}


def sure(page):
    return page.split('name="sure" value="')[1].split('"')[0]


def done(client, address, given):
    """Fill in, look, confirm; the page that showed what it would do."""
    shown = text(client.post(address, given))
    assert client.post(address, given | {"sure": sure(shown)}).status_code == 302
    return shown


def test_a_district_merges_into_another(place, city):
    address = f"/desk/org/{place.east.pk}/change/merge/"
    shown = done(city, address, form(to=place.west.pk))
    assert "已撤销" in shown
    assert "2 人" in shown
    row = Succession.objects.get()
    assert (row.before, row.after, row.members) == (place.east, place.west, 2)
    assert Unit.objects.get(pk=place.street.pk).parent == place.west
    history = text(city.get(f"/desk/org/{place.east.pk}/?tab=history"))
    assert "并入西区总工会，随转会员 2 人，经费资产全部归西区总工会" in history
    assert "更名" not in history
    eve = TODAY - timedelta(days=1)
    for unit, day, count in ((place.east, eve, 2), (place.west, eve, 0), (place.west, TODAY, 2)):
        page = text(city.get(f"/desk/org/{unit.pk}/?tab=day&on={day}"))
        assert f'<b class="num">{count}</b> 人' in page
    assert "江边街道总工会" in text(city.get(f"/desk/org/{place.east.pk}/?tab=day&on={eve}"))
    assert "这一天还没有这个组织" in text(city.get(f"/desk/org/{place.east.pk}/?tab=day&on={TODAY}"))


def test_nothing_is_done_before_it_was_shown(place, city):
    address = f"/desk/org/{place.street.pk}/change/rename/"
    assert "请填写新的名称" in text(city.post(address, form()))
    page = text(city.post(address, form(name="江岸街道总工会")))
    assert "请核对会变成什么样" in page
    assert "江湾街道总工会" in text(city.post(address, form(name="江湾街道总工会", sure=sure(page))))
    assert Unit.objects.get(pk=place.street.pk).name == "江边街道总工会"


def test_rename_and_move(place, city):
    done(city, f"/desk/org/{place.street.pk}/change/rename/", form(name="江岸街道总工会"))
    shown = done(city, f"/desk/org/{place.street.pk}/change/move/", form(to=place.west.pk))
    assert "江岸街道总工会" in shown
    unit = Unit.objects.get(pk=place.street.pk)
    assert (unit.name, unit.parent) == ("江岸街道总工会", place.west)
    assert Placement.objects.filter(unit=unit, superseded_at=None).count() == 2


def test_split_and_dissolve(place, city):
    north = town.found("北区总工会", "district", place.city)
    given = form(to=place.west.pk, other=north.pk, below="江边街道总工会")
    assert "下级里没有" in text(
        city.post(f"/desk/org/{place.east.pk}/change/split/", given | {"below": "没有的工会"})
    )
    done(city, f"/desk/org/{place.east.pk}/change/split/", given)
    assert Unit.objects.get(pk=place.street.pk).parent == north
    done(city, f"/desk/org/{place.street.pk}/change/dissolve/", form())
    assert Unit.objects.get(pk=place.union.pk).parent == north


def test_a_refusal_of_the_tree_stands_beside_its_field(place, city):
    address = f"/desk/org/{place.street.pk}/change/move/"
    page = text(city.post(address, form(to=place.east.pk)))
    answer = city.post(address, form(to=place.east.pk, sure=sure(page)))
    assert answer.status_code == 422
    assert "本来就属东区总工会" in text(answer)


def test_unions_are_found_with_and_without_scripts(place, city):
    address = f"/desk/org/{place.street.pk}/change/move/"
    piece = text(city.get(f"{address}?to_q=西区", headers={"HX-Request": "true"}))
    assert "西区总工会" in piece
    assert "<html" not in piece
    page = text(city.post(address, form(to_q="西区", find="to")))
    assert f'value="{place.west.pk}"' in page


def test_only_the_union_above_rearranges(place, city, east):
    own = f"/desk/org/{place.east.pk}/change/rename/"
    assert [client.get(own).status_code for client in (city, east)] == [200, 404]
    assert east.get(f"/desk/org/{place.street.pk}/change/merge/").status_code == 200
    assert east.get(f"/desk/org/{place.other.pk}/change/merge/").status_code == 404
    assert city.get(f"/desk/org/{place.street.pk}/change/nothing/").status_code == 404
    outside = east.post(f"/desk/org/{place.street.pk}/change/move/", form(to=place.west.pk))
    assert "请从列表里选一个工会" in text(outside)
    clerk = officer("街道干部", 3, place.street, "street_officer")
    assert clerk.get(f"/desk/org/{place.union.pk}/change/move/").status_code == 404
    assert "改隶属" not in text(east.get(f"/desk/org/{place.east.pk}/?tab=history"))
    assert "改隶属" in text(east.get(f"/desk/org/{place.street.pk}/?tab=history"))


def test_an_ended_unit_has_no_forms(place, city):
    org.dissolve_unit(unit=place.union, on=TODAY, reason="企业注销", by=SYSTEM, at=town.NOW)
    assert city.get(f"/desk/org/{place.union.pk}/change/move/").status_code == 404
