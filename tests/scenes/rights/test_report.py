"""我要求助 on the phone: tiles to items, what is known is not asked, files, no name, nothing is lost."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.engines.matters.test_pages import signed_in
from tests.ground.access import town as towns

from yugong.engines.matters.models import Matter
from yugong.engines.matters.queries import all_answers
from yugong.ground.files.queries import files_of
from yugong.ground.org import actions as org
from yugong.ground.people import actions as people
from yugong.kernel.actor import SYSTEM

pytestmark = pytest.mark.usefixtures("plain_static")
STORY = "公司说系统对账慢，6 月的配送费一直没发，大概四千八。"
GIVEN = {"tile": "wages", "story": STORY, "hidden": "on", "once": "k1"}


@pytest.fixture
def place(db):
    tree = towns.build()
    towns.officer("派单员", 501, tree.east, "district_dispatcher")
    towns.officer("市派单", 502, tree.city, "city_dispatcher")
    return tree


@pytest.fixture
def rider(place):
    person = towns.enrol("陈骑手", 503)
    towns.join(person, place.union)
    row = org.register_employer(name="嘉陵星即时配送", by=SYSTEM, at=towns.NOW)
    people.employ(person=person, employer=row, trade="外卖骑手", source="test", by=SYSTEM, at=towns.NOW)
    return person


def picture() -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(drawn, "JPEG")
    return SimpleUploadedFile("jiedan.jpg", drawn.getvalue(), "image/jpeg")


def test_what_is_known_is_shown_and_not_asked(rider) -> None:
    page = signed_in(rider).get("/help/").content.decode()
    assert ('name="phone"' in page, "嘉陵星即时配送" in page, "138****0503" in page) == (False, True, True)


def test_a_few_words_and_a_photo_make_an_appeal_hidden_by_default(rider) -> None:
    answer = signed_in(rider).post("/help/", GIVEN | {"employer": "嘉陵星即时配送", "proof": picture()})
    opened = Matter.objects.get()
    assert answer.headers["Location"] == f"/m/{opened.number}/"
    answers = all_answers(opened)
    assert (answers["topic"], answers["hidden"], answers["story"]) == ("pay_orders", "yes", STORY)
    assert answers["employer_id"]
    assert len(files_of(f"matters.matter:{opened.pk}")) == 1


def test_pressing_twice_makes_one(rider) -> None:
    client = signed_in(rider)
    for _ in range(2):
        client.post("/help/", GIVEN)
    assert Matter.objects.count() == 1


@pytest.mark.parametrize(
    ("tile", "story", "topic"),
    [
        ("wages", "三个月没发钱了", "wages"),
        ("wages", "加班到半夜不给钱", "overtime"),
        ("contract", "昨天把我辞退了", "dismissal"),
        ("site", "没什么好说的", "leave"),
        ("other", "想请个律师", "aid"),
        ("other", "随便说说", "other"),
    ],
)
def test_the_tile_and_the_story_lead_to_an_item(rider, tile: str, story: str, topic: str) -> None:
    signed_in(rider).post("/help/", {"tile": tile, "story": story})
    assert Matter.objects.get().answers["topic"] == topic


def test_what_is_missing_is_said_beside_it_and_nothing_is_lost(rider) -> None:
    client = signed_in(rider)
    wrong = client.post("/help/", {"story": STORY, "amount": "四千八", "proof": picture()})
    page = wrong.content.decode()
    assert (wrong.status_code, "请先选遇到了什么事" in page, STORY in page) == (422, True, True)
    wrong = client.post("/help/", GIVEN | {"amount": "四千八", "proof": picture()})
    page = wrong.content.decode()
    assert (wrong.status_code, "四千八" in page, "已上传" in page, Matter.objects.count()) == (
        422,
        True,
        True,
        0,
    )


def test_without_an_account_one_gets_a_number_and_a_code_once(place) -> None:
    client = Client()
    page = client.get("/help/").content.decode()
    assert ("不留姓名，交给工会" in page, 'name="voice"' in page) == (True, False)
    answer = client.post("/help/", GIVEN)
    opened = Matter.objects.get()
    page = answer.content.decode()
    assert (opened.nameless, opened.number in page, answer.headers["Cache-Control"]) == (
        True,
        True,
        "no-store",
    )
    again = client.post("/help/", GIVEN).content.decode()
    assert again.count(opened.number) == page.count(opened.number)
    assert Matter.objects.count() == 1


def test_streets_are_found_without_an_account(place) -> None:
    assert "江边街道总工会" in Client().get("/help/find/?area_q=江边").content.decode()
