"""System pages: parameters with dates and sources, the calendar, the log and its proof, the roles."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from tests.ground.access import town

from yugong.ground.access.roles import roles
from yugong.ground.parameters.models import Holiday, HolidayYear, Parameter
from yugong.ground.parameters.queries import value
from yugong.kernel.errors import Refused
from yugong.scenes.organise import holidays

from .desk_town import officer, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static")]


@pytest.fixture
def place():
    return town.build()


@pytest.fixture
def city(place):
    return officer("陈城", 1, place.city, "city_officer")


@pytest.fixture
def auditor(place):
    return officer("周审", 2, place.city, "audit_admin")


def test_every_page_is_for_its_officers(place, city, auditor):
    chair = officer("周主席", 3, place.union, "grassroots_chair")
    system = officer("吴系", 4, place.city, "system_admin")
    pages = (
        "/desk/house/",
        "/desk/house/holidays/",
        "/desk/house/parameters/membership.review/",
        "/desk/house/log/",
    )
    allowed = {
        client: [client.get(page).status_code for page in pages] for client in (chair, city, auditor, system)
    }
    assert list(allowed.values()) == [
        [404] * 4,
        [200, 200, 200, 404],
        [404, 404, 404, 200],
        [200, 200, 404, 404],
    ]
    for client in (chair, city, auditor, system):
        assert client.get("/desk/house/roles/").status_code == 200


def test_a_parameter_is_set_from_a_day_on_with_its_source(place, city):
    address = "/desk/house/parameters/membership.review/"
    given = {"value": "5", "scope": "", "valid_from": "2026-01-01", "source": ""}
    bare = city.post(address, given)
    assert bare.status_code == 422
    assert "请填写出处" in text(bare)
    assert 'value="5"' in text(bare)
    assert "请填整数" in text(city.post(address, given | {"value": "五", "source": "会议纪要"}))
    assert city.post(address, given | {"source": "渝工发〔2026〕1 号"}).status_code == 302
    narrow = {"value": "2", "scope": place.east.path, "source": "试点"}
    assert city.post(address, given | narrow).status_code == 302
    day = date(2026, 2, 1)
    seen = [value("membership.review", on=day, path=unit.path) for unit in (place.union, place.other)]
    assert seen == [2, 5]
    page = text(city.get("/desk/house/"))
    assert "渝工发〔2026〕1 号" in page
    assert Parameter.objects.count() == 2
    assert city.get("/desk/house/parameters/no.such/").status_code == 404


NOTICE = "日期,安排,名称,法定\n2029-01-01,放假,元旦,是\n2029年1月2日,休,元旦,\n2029/1/7,上班,调休,\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_notice_is_shown_before_it_is_taken_over(city, encoding):
    address = "/desk/house/holidays/"
    upload = SimpleUploadedFile("2029.csv", NOTICE.encode(encoding), content_type="text/csv")
    shown = text(city.post(address, {"source": "国办发明电〔2028〕1 号", "file": upload}))
    assert "预览 2029 年" in shown
    assert "导入并替换 2029 年" in shown
    assert not HolidayYear.objects.filter(year=2029).exists()
    kept = holidays.written(holidays.read(NOTICE).days)
    answer = city.post(address, {"source": "国办发明电〔2028〕1 号", "text": kept, "import": "1"})
    assert answer.url == f"{address}?year=2029"
    rows = (
        Holiday.objects.filter(day__year=2029).order_by("day").values_list("day", "off", "name", "statutory")
    )
    assert list(rows) == [
        (date(2029, 1, 1), True, "元旦", True),
        (date(2029, 1, 2), True, "元旦", False),
        (date(2029, 1, 7), False, "调休", False),
    ]
    assert "国办发明电〔2028〕1 号" in text(city.get(answer.url))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "文件是空的"),
        ("甲,乙\n1,2\n", "第一行要有「日期」和「安排」两列"),
        ("日期,安排\n昨天,放假\n", "第 2 行：日期「昨天」看不懂"),
        ("日期,安排\n2029-01-01,加班\n", "第 2 行：安排「加班」看不懂"),
        ("日期,安排\n2029-01-01,放假\n2030-01-01,放假\n", "请一次只导入一年的安排"),
    ],
)
def test_a_notice_that_cannot_be_read_says_why(city, content, words):
    upload = SimpleUploadedFile("n.csv", content.encode(), content_type="text/csv")
    page = text(city.post("/desk/house/holidays/", {"source": "通知", "file": upload}))
    assert words in page
    assert 'value="通知"' in page
    assert 'name="import"' not in page


def test_a_file_of_another_sort_is_refused():
    with pytest.raises(Refused):
        holidays.decoded(b"\xff\xfe\x00\xd8")


def test_the_log_is_searched_and_proved(place, auditor):
    page = text(auditor.get("/desk/house/log/"))
    assert "建立工会" in page
    thing = f"org.unit:{place.street.pk}"
    story = text(auditor.get("/desk/house/log/", {"on": thing}))
    assert story.count("<tr>") == 2
    assert "日志完整，没有改动" in text(auditor.post("/desk/house/log/"))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_event SET actor = 'person:1' WHERE \"on\" = %s", [thing])
    assert "有改动：" in text(auditor.post("/desk/house/log/"))


def test_deeds_are_shown_and_searched_in_words(place, auditor):
    page = text(auditor.get("/desk/house/log/", {"did": "建立工会"}))
    assert "建立工会</a>" in page
    assert "org.found_unit</a>" not in page
    assert "没有这样的记录" in text(auditor.get("/desk/house/log/", {"did": "没有这件事"}))


def test_the_log_turns_its_pages(place, auditor, monkeypatch):
    monkeypatch.setattr("yugong.scenes.organise.views.log.SIZE", 3)
    page = text(auditor.get("/desk/house/log/?did=org.found_unit"))
    more = page.split('rel="next"')[0].split('href="')[-1].split('"')[0].replace("&amp;", "&")
    assert text(auditor.get(more)).count("<tr>") == 4


def test_every_role_says_what_it_may_do(city):
    page = text(city.get("/desk/house/roles/"))
    assert [role.key for role in roles if role.about not in page] == []
    assert "导出名册" in page
