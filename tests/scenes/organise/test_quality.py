"""Data quality: each rule finds its members, the score adds up, large units roll up what was counted."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from tests.ground.access import town

from yugong.ground.people import actions as people
from yugong.ground.people.identity import Identity
from yugong.kernel.actor import SYSTEM
from yugong.kernel.calendar import local_day
from yugong.scenes.organise.actions import counting
from yugong.scenes.organise.queries import quality
from yugong.scenes.organise.queries.quality_checks import checks, score

from .desk_town import NOW, at_desk, member, officer, text

TODAY = local_day(NOW)


def plain(unit, name: str, **facts: object):
    row = people.enrol(given=Identity(name, **facts), source="desk", by=SYSTEM, at=NOW)
    people.join(person=row, unit=unit, on=TODAY, route="desk", by=SYSTEM, at=NOW)
    return row


@pytest.fixture
def place():
    built = town.build()
    member("周大山", 101, built.union, employer="茶厂")
    plain(built.union, "没号码", phone="13800000201", sex="1", born=date(1950, 1, 1))
    plain(built.union, "没手机", number="500119198506150037")
    plain(built.union, "双份", number="500119198506150053", phone="13800000203")
    plain(built.union, "双份", phone="13800000203")
    return built


EXPECTED = {"number": 2, "phone": 1, "twin": 2, "unverified": 3, "employer": 4, "stale": 1, "retired": 1}


@pytest.mark.django_db
def test_each_rule_finds_its_members(place):
    found = quality.quality(place.union, on=TODAY)
    assert (found.members, found.hits) == (5, EXPECTED)
    lost = sum(check.weight * EXPECTED[check.key] / 5 for check in checks)
    assert found.score == round(100 - lost, 1)
    for check in checks:
        rows, onward = quality.found(place.union.path, check.key, on=TODAY)
        assert (check.key, len(rows), onward) == (check.key, EXPECTED[check.key], None)
    assert quality.quality(place.other, on=TODAY).members == 0


@pytest.mark.django_db
def test_a_list_is_paged_by_key(place):
    seen, after = [], None
    while True:
        rows, after = quality.found(place.city.path, "employer", on=TODAY, after=after, limit=1)
        seen += [row.id for row in rows]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 4


@pytest.mark.django_db
def test_a_large_unit_rolls_up_last_night_in_one_query(place, monkeypatch):
    monkeypatch.setattr(quality, "LIVE", 2)
    assert quality.quality(place.city, on=TODAY) is None
    counting.count_quality(by=SYSTEM, at=timezone.now())
    monkeypatch.setattr(quality, "LIVE", 100)
    small = quality.below(place.city, on=TODAY)
    monkeypatch.setattr(quality, "LIVE", 2)
    assert [(path, one.hits) for path, one in small.items()] == [(place.east.path, EXPECTED)]
    counting.count_quality(by=SYSTEM, at=timezone.now())
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = quality.quality(place.city, on=TODAY)
    assert (found.members, found.hits, len(asked)) == (5, EXPECTED, 2)
    assert {path: one.members for path, one in quality.below(place.city, on=TODAY).items()} == {
        place.east.path: 5
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("plain_static")
def test_the_pages_show_the_list_behind_each_number(place):
    chair = officer("李敏", 50, place.union, "grassroots_chair")
    page = text(chair.get("/desk/quality/"))
    assert ("没有证件号" in page, "/desk/quality/number/" in page) == (True, True)
    listed = text(chair.get("/desk/quality/number/"))
    assert ("没号码" in listed, "补登证件号" in listed, "13800000201" in listed) == (True, True, False)
    assert chair.get("/desk/quality/nothing/").status_code == 404
    assert "信息质量" in text(chair.get(f"/desk/org/{place.union.pk}/"))
    far = officer("王远", 52, place.other, "grassroots_chair")
    assert "没号码" not in text(far.get(f"/desk/quality/number/?unit={place.union.pk}"))
    east = at_desk(town.officer("陈东", 60, place.east, "district_officer")[0])
    assert "没号码" in text(east.get(f"/desk/quality/number/?unit={place.union.pk}"))


@given(st.integers(1, 1000), st.data())
def test_the_score_lies_between_nothing_and_a_hundred(members: int, data: st.DataObject) -> None:
    hits = {check.key: data.draw(st.integers(0, members)) for check in checks}
    assert sum(check.weight for check in checks) == 100
    assert 0 <= score(members, hits) <= 100
    assert score(members, {}) == 100
    assert score(members, dict.fromkeys(hits, members)) == 0
