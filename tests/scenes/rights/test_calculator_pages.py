"""The calculators on the phone and for programs: open to all, one answer everywhere, nothing kept."""

import html
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from yugong.ground.parameters import actions as parameters
from yugong.ground.parameters.queries import CALENDAR
from yugong.ground.signin import limits
from yugong.kernel.actor import SYSTEM
from yugong.kernel.calculating import calculators
from yugong.scenes.rights.queries import figures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static")]
TOPICS = [one.key for one in calculators]


AT = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


@pytest.fixture
def holidays(db):
    """The notices of the known years are imported."""
    parameters.seed_holidays(by=SYSTEM, at=AT)
    cache.delete(CALENDAR)


def text(answer) -> str:
    return html.unescape(answer.content.decode())


def test_the_index_leads_to_every_calculator(client):
    page = text(client.get("/rights/calc/"))
    assert [topic for topic in TOPICS if f'href="/rights/calc/{topic}/"' not in page] == []


@pytest.mark.parametrize("topic", TOPICS)
def test_each_page_shows_its_form_and_its_example(client, topic):
    asked = calculators[topic]
    blank = client.get(f"/rights/calc/{topic}/")
    assert (blank.status_code, "怎么算的" in text(blank)) == (200, False)
    assert [one.name for one in asked.fields if f'name="{one.name}"' not in text(blank)] == []
    shown = client.get(f"/rights/calc/{topic}/?example=1")
    assert (shown.status_code, "怎么算的" in text(shown), "依据：" in text(shown)) == (200, True, True)


def test_what_is_typed_is_answered_with_steps_and_article_and_without_a_session(client):
    words = {"years": "3", "months": "7", "monthly_wage": "6,000", "cap_wage": "27000"}
    page = text(client.post("/rights/calc/severance/", words))
    for shown in ("24,000.00 元", "48,000.00 元", "劳动合同法第四十七条", 'value="6,000"', "12351"):
        assert shown in page
    assert "sessionid" not in client.cookies


def test_a_wrong_word_is_said_at_its_field(client):
    answer = client.post("/rights/calc/limitation/", {"knew": "昨天"})
    assert answer.status_code == 422
    assert "知道权利受侵害的日期请写成 2026-07-14 这样的日期" in text(answer)
    assert "怎么算的" not in text(answer)


def test_there_is_no_page_for_what_is_no_calculator(client):
    assert client.get("/rights/calc/moon/").status_code == 404
    assert client.get("/rights/calc/deadline/").status_code == 404


@pytest.mark.usefixtures("holidays")
@pytest.mark.parametrize("topic", TOPICS)
def test_the_api_answers_every_case(client, topic):
    for case in calculators[topic].cases:
        answer = client.get(f"/api/rights/calc/{topic}", {**case.given, "today": "2026-11-21"})
        assert answer.status_code == 200
        found = answer.json()
        assert {key: found.get(key) for key in case.gives} == dict(case.gives)


def test_the_api_describes_itself(client):
    topics = client.get("/api/rights/calc/").json()["topics"]
    assert [one["topic"] for one in topics] == TOPICS
    first = next(one for one in topics if one["topic"] == "layoff")
    assert first["url"] == "/api/rights/calc/layoff"
    assert first["fields"][0] == {"name": "cut", "label": "裁员人数", "hint": "", "optional": False}
    assert client.get(first["url"], first["example"]).status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "error"),
    [
        (
            "layoff?cut=20",
            422,
            {
                "reason": "layoff 缺少参数 staff=…，例如 cut=19 staff=200。",
                "field": "staff",
                "code": "calc_missing",
            },
        ),
        (
            "layoff?cut=1&cut=2",
            422,
            {"reason": "参数 cut 写了两次，请只保留一个。", "field": "cut", "code": "calc_twice"},
        ),
        (
            "layoff?cut=二十&staff=90",
            422,
            {"reason": "cut=二十：裁员人数请填整数", "field": "cut", "code": "calc_value"},
        ),
    ],
)
def test_the_api_refuses_in_a_sentence(client, path, status, error):
    answer = client.get(f"/api/rights/calc/{path}")
    assert (answer.status_code, answer.json()) == (status, {"error": error})


def test_the_api_knows_only_the_rights(client):
    answer = client.get("/api/rights/calc/id?number=11010519491231002X")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "calc_topic")
    assert client.post("/api/rights/calc/layoff", {"cut": 1, "staff": 2}).status_code == 405
    assert client.get(f"/api/rights/calc/layoff?cut={'1' * 501}&staff=2").status_code == 422


def test_too_many_sums_from_one_network_are_counted_out(client, monkeypatch):
    few = limits.Limit("calc.test", 2, timedelta(hours=1), "您所在的网络计算的次数过多")
    monkeypatch.setattr(figures, "PLACE", few)
    words = {"cut": "19", "staff": "190"}
    found = [client.post("/rights/calc/layoff/", words).status_code for _ in range(3)]
    assert found == [200, 200, 429]
    assert Client(REMOTE_ADDR="10.9.9.9").post("/rights/calc/layoff/", words).status_code == 200


def test_nothing_that_was_typed_is_stored(client):
    client.post("/rights/calc/severance/", {"years": "3", "monthly_wage": "61234.56"})
    client.get("/api/rights/calc/severance?years=3&monthly_wage=61234.56")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM signin_allowance")
        counted = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM django_session")
        sessions = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM audit_event WHERE at > now() - interval '1 minute'")
        events = cursor.fetchone()[0]
    assert (counted, sessions, events) == (1, 0, 0)


def test_help_and_services_lead_here(client):
    assert 'href="/rights/calc/"' in text(client.get("/help/"))
    assert 'href="/rights/calc/"' in text(client.get("/services/"))
