"""Whatever goes wrong, the page is ours, in Chinese, says what to do, and shows nothing of the inside."""

import pytest
from desk_town import officer, text
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(place):
    return officer("周主席", 2, place.union, "grassroots_chair")


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nowhere/", 404, "没有找到这一页"),
        ("/desk/matters/入会-261121-0001/", 404, "没有找到这一页"),
        ("/desk/?tab=secret", 422, "没有这个分类"),
        ("/desk/?after=junk", 422, "翻页的地址不对"),
        ("/desk/?kind=%00", 400, "请求没有看懂"),
        ("/desk/find/", 405, "请返回上一页"),
    ],
)
def test_a_wrong_address_gets_our_page(chair, path, status, words):
    chair.raise_request_exception = False
    answer = chair.get(path)
    assert answer.status_code == status
    assert words in text(answer)
    assert "Traceback" not in text(answer)


@pytest.fixture
def breaking(settings):
    settings.ROOT_URLCONF = "tests.attacks.pages"
    return Client(raise_request_exception=False)


def test_a_bug_shows_nothing_of_the_inside(breaking):
    answer = breaking.get("/bug/")
    assert answer.status_code == 500
    assert "系统出了问题" in text(answer)
    assert "13800000101" not in text(answer)


def test_a_lost_database_is_503_and_says_when_to_come_back(breaking):
    answer = breaking.get("/desk/away/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "10.0.0.1" not in text(answer)


def test_a_form_without_its_token_is_told_to_load_the_page_again(db):
    answer = Client(enforce_csrf_checks=True).post("/login/", {"phone": "13800000101"})
    assert answer.status_code == 403
    assert "刷新后再提交" in text(answer)
    assert "13800000101" not in text(answer)


def test_no_page_may_be_framed(db):
    answer = Client().get("/login/")
    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
