"""Employers that owe a union: on the list from which day, the opinion as a paper, platform companies."""

from datetime import date, timedelta

import pytest
from tests.ground.access import town

from yugong.ground.audit.writing import writing
from yugong.ground.org import actions as org
from yugong.ground.org.models import Employer
from yugong.kernel.actor import SYSTEM
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.scenes.organise.actions import letters
from yugong.scenes.organise.models import Letter
from yugong.scenes.organise.queries import late

from .desk_town import officer, text
from .union_town import NOW, Place, approved, build, prepared, reported

pytestmark = pytest.mark.usefixtures("plain_static")
TODAY = local_day(NOW)


@pytest.fixture
def place(db) -> Place:
    found = build()
    with writing("test"):
        for unit, code in (
            (found.tree.city, "500000"),
            (found.tree.east, "500119"),
            (found.tree.west, "500120"),
        ):
            unit.division_code = code
            unit.save()
        for unit in (found.tree.street,):
            unit.division_code = "500119001"
            unit.save()
    return found


def employer(name: str, founded: date | None, code: str = "500119", platform: bool = False) -> Employer:
    return org.register_employer(
        name=name,
        division_code=code,
        founded_on=founded,
        staff_count=80,
        is_platform=platform,
        by=SYSTEM,
        at=NOW,
    )


def names(unit, on: date) -> list[str]:
    return list(late.late(unit, on=on, months=12).order_by("id").values_list("name", flat=True))


def test_we_38_late_from_the_day_after_a_year(place: Place):
    employer("新厂", date(2025, 10, 20))
    assert names(place.tree.east, date(2026, 10, 20)) == []
    assert names(place.tree.east, date(2026, 10, 21)) == ["新厂"]
    assert names(place.tree.west, date(2026, 10, 21)) == []
    assert names(place.tree.city, date(2026, 10, 21)) == ["新厂"]


def test_who_has_a_union_or_is_covered_by_one_is_not_late(place: Place):
    found = prepared(place, form="joint", covered="甲店\n乙店", name="商圈联合工会委员会")
    approved(place, reported(place, found))
    with writing("test"):
        Employer.objects.filter(name__in=("甲店", "乙店")).update(founded_on=date(2020, 1, 1))
    employer("丙店", date(2020, 1, 1))
    assert names(place.tree.east, TODAY) == ["丙店"]


def test_the_opinion_is_numbered_and_sent_once_at_a_time(place: Place):
    firm = employer("老厂", date(2020, 5, 6))
    row = letters.issue(unit=place.tree.east, employer=firm, by=place.district, at=NOW)
    assert row.number == f"东区建会意见〔{TODAY.year}〕1号"
    assert (row.founded_on, row.staff, row.on) == (date(2020, 5, 6), 80, TODAY)
    with pytest.raises(Refused) as caught:
        letters.issue(unit=place.tree.east, employer=firm, by=place.district, at=NOW)
    assert caught.value.reason == f"{row.number}还在答复期内，到期没有答复再发"
    second = letters.issue(
        unit=place.tree.east, employer=firm, by=place.district, at=NOW + timedelta(days=60)
    )
    assert second.number.endswith("2号") or second.on.year > TODAY.year


@pytest.mark.parametrize(
    ("founded", "text_of"),
    [(None, "这家单位没有登记设立日期，请先核实登记"), (TODAY, "才满建会期限，现在不能发意见书")],
)
def test_no_opinion_before_its_time(place: Place, founded: date | None, text_of: str):
    firm = employer("新店", founded)
    with pytest.raises(Refused) as caught:
        letters.issue(unit=place.tree.east, employer=firm, by=place.district, at=NOW)
    assert text_of in caught.value.reason
    assert Letter.objects.count() == 0


def test_the_officer_issues_and_downloads_it(place: Place):
    firm = employer("老厂", date(2020, 5, 6))
    client = officer("区里", 340, place.tree.east, "district_officer")
    assert "老厂" in text(client.get("/desk/org/late/"))
    asked = client.get(f"/desk/org/late/{firm.pk}/letter/")
    assert "2021-05-06" in text(asked)
    assert client.post(f"/desk/org/late/{firm.pk}/letter/").status_code == 302
    row = Letter.objects.get()
    assert row.number in text(client.get("/desk/org/late/?tab=letters"))
    pdf = client.get(f"/desk/org/letters/{row.pk}/pdf/")
    assert (pdf.status_code, pdf.content[:5]) == (200, b"%PDF-")
    word = client.get(f"/desk/org/letters/{row.pk}/docx/")
    assert (word.status_code, word.content[:2]) == (200, b"PK")
    again = client.post(f"/desk/org/late/{firm.pk}/letter/")
    assert (again.status_code, "还在答复期内" in text(again)) == (422, True)


def test_another_district_finds_neither_list_nor_letter(place: Place):
    firm = employer("老厂", date(2020, 5, 6))
    row = letters.issue(unit=place.tree.east, employer=firm, by=place.district, at=NOW)
    client = officer("西区里", 341, place.tree.west, "district_officer")
    assert "老厂" not in text(client.get("/desk/org/late/"))
    for address in (f"/desk/org/late/{firm.pk}/letter/", f"/desk/org/letters/{row.pk}/pdf/"):
        assert client.get(address).status_code == 404
    chair = officer("主席", 342, place.tree.union, "grassroots_chair")
    assert chair.get("/desk/org/late/").status_code == 404


def test_platform_companies_are_tracked_until_founded(place: Place):
    first = employer("甲平台", date(2020, 1, 1), platform=True)
    employer("乙平台", None, platform=True)
    with writing("test"):
        Employer.objects.filter(pk=place.firm.pk).update(is_platform=True, division_code="500119")

    def states() -> dict[str, str]:
        return {one.name: one.word for one in late.platforms(place.tree.east)}

    assert states() == {"甲平台": "未建会", "乙平台": "未建会", place.firm.name: "未建会"}
    letters.issue(unit=place.tree.east, employer=first, by=place.district, at=NOW)
    found = prepared(place)
    assert states() == {"甲平台": "已发意见书", "乙平台": "未建会", place.firm.name: "筹备中"}
    approved(place, reported(place, found))
    assert states()[place.firm.name] == "已单独建会"
    client = officer("区里", 340, place.tree.east, "district_officer")
    assert "已单独建会" in text(client.get("/desk/org/late/?tab=platform"))


def test_members_of_one_employer_in_one_union_are_a_prompt(place: Place):
    assert late.clusters(place.tree.city.path, at_least=4) == []
    found = late.clusters(place.tree.east.path, at_least=3)
    assert [(one.employer_id, one.unit_id, one.members) for one in found] == [
        (place.firm.pk, place.home.pk, 3)
    ]
    assert late.clusters(place.tree.west.path, at_least=3) == []
    client = officer("区里", 340, place.tree.east, "district_officer")
    assert client.get("/desk/org/late/?tab=cluster").status_code == 200


def test_the_list_asks_as_many_queries_for_many_as_for_one(place: Place, django_assert_max_num_queries):
    client = officer("区里", 340, place.tree.east, "district_officer")
    for number in range(12):
        employer(f"厂{number}", date(2020, 1, 1) + timedelta(days=number))
    client.get("/desk/org/late/")
    with django_assert_max_num_queries(20):
        client.get("/desk/org/late/")
    assert town.LONG_AGO < TODAY
