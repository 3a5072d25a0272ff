"""The rules on the phone and for programs: open to all, one answer everywhere, nothing kept."""

import html
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from yugong.ground.audit.writing import writing
from yugong.ground.parameters.models import Parameter
from yugong.ground.signin import limits
from yugong.kernel.rules import rules
from yugong.scenes.aid.rules import book, explaining
from yugong.scenes.aid.rules.cases import cases

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static")]
KEYS = [rule.key.partition(".")[2] for rule in book.DECLARED]
TODAY = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
HOUSE = {"annual_income": "84,000", "rigid_expenses": "30000", "persons": "4", "area": "urban"}


def text(answer) -> str:
    return html.unescape(answer.content.decode())


def line(key: str, value: str, scope: str = "", since: date = date(2026, 1, 1)) -> None:
    """Put a parameter in force."""
    with writing("a test"):
        Parameter.objects.create(
            key=key, scope=scope, value=value, valid_from=since, source="渝民发〔2026〕1 号", mark="S"
        )


def test_the_index_leads_to_every_rule(client):
    page = text(client.get("/aid/rules/"))
    assert [key for key in KEYS if f'href="/aid/rules/{key}/"' not in page] == []
    assert 'href="/aid/rules/"' in text(client.get("/services/"))


@pytest.mark.parametrize("key", KEYS)
def test_each_page_says_the_rule_its_source_and_shows_an_example(client, key):
    page, asked = text(client.get(f"/aid/rules/{key}/")), book.formula(f"aid.{key}", TODAY.date())
    assert ("规则怎么说" in page, "现行标准" in page, "为什么" in page) == (True, True, False)
    assert [one.name for one in asked.facts if f'name="{one.name}"' not in page] == []
    assert [one.label for one in asked.numbers if one.label not in page] == []
    assert "{" not in page.split("<main", 1)[1]
    example = text(client.get(f"/aid/rules/{key}/?example=1"))
    assert ("为什么" in example, "什么变了，结论会变" in example) == (True, True)


def test_what_is_typed_is_answered_with_reasons_and_what_would_change_it(client):
    line("hardship.line.urban", "750.00")
    page = text(client.post("/aid/rules/hardship/", HOUSE))
    for shown in ("不符合", "1,125.00", "家庭年收入少 0.01 元（降到 83,999.99 元）", 'value="84,000"'):
        assert shown in page
    assert "渝民发〔2026〕1 号" in page
    assert "sessionid" not in client.cookies
    assert "相对困难" in text(client.post("/aid/rules/hardship/", HOUSE | {"persons": "5"}))
    assert "隐瞒收入或财产，按规定" in text(
        client.post("/aid/rules/hardship/", HOUSE | {"hidden_income": "on"})
    )


def test_every_wrong_word_is_said_at_its_field(client):
    answer = client.post(
        "/aid/rules/hardship/", {"annual_income": "很多", "rigid_expenses": "", "persons": "0"}
    )
    assert answer.status_code == 422
    for shown in ("家庭年收入要写成数字，现在是“很多”", "请写明年刚性支出。", "要在 1 到 99 人之间"):
        assert shown in text(answer)
    nothing = client.post("/aid/rules/exit/", {"category": "deep"})
    assert (nothing.status_code, "请写明各月家庭人均月收入" in text(nothing)) == (422, True)


def test_there_is_no_page_for_what_is_no_rule(client):
    assert client.get("/aid/rules/moon/").status_code == 404
    assert client.get("/aid/rules/aid.hardship/").status_code == 200


@pytest.mark.parametrize("key", KEYS)
def test_the_api_answers_every_case(client, key):
    for case in cases(f"aid.{key}"):
        if any(isinstance(each, list) for each in case.facts.values()):
            continue
        answer = client.get(f"/api/aid/rules/{key}", {**case.facts, **case.parameters})
        assert answer.status_code == (422 if case.refused else 200)
        found = answer.json()
        assert found.get("label", "") == case.label
        if case.amount:
            assert found["amount"] == case.amount


def test_the_api_describes_itself_and_refuses_in_a_sentence(client):
    listed = client.get("/api/aid/rules/").json()["rules"]
    assert [one["rule"] for one in listed] == [f"aid.{key}" for key in KEYS]
    assert listed[0]["facts"][2] == {
        "name": "persons", "label": "共同生活人数", "sort": "whole", "hint": "住在一起、互相供养的家人",
        "optional": False, "unit": "人",
    }  # fmt: skip
    moon = client.get("/api/aid/rules/moon")
    assert (moon.status_code, moon.json()["error"]["code"]) == (404, "rule_unknown")
    twice = client.get("/api/aid/rules/warmth?amount=1&amount=2")
    assert twice.json() == {
        "error": {"reason": "参数 amount 写了两次，请只保留一个。", "field": "amount", "code": "fact_twice"}
    }
    assert client.get(f"/api/aid/rules/warmth?amount={'1' * 501}").status_code == 422
    assert client.post("/api/aid/rules/warmth", {"amount": 1}).status_code == 405


def test_too_many_from_one_network_are_counted_out(client, monkeypatch):
    few = limits.Limit("aid.test", 2, timedelta(hours=1), "您所在的网络试算的次数过多")
    monkeypatch.setattr(explaining, "PLACE", few)
    assert [client.post("/aid/rules/warmth/", {"amount": "1"}).status_code for _ in range(3)] == [
        200,
        200,
        429,
    ]
    answer = client.get("/api/aid/rules/warmth?amount=1")
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")


def test_nothing_that_was_typed_is_stored(client):
    client.post("/aid/rules/hardship/", HOUSE)
    client.get("/api/aid/rules/hardship", HOUSE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session")
        sessions = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM audit_event WHERE at > now() - interval '1 minute'")
        assert (sessions, cursor.fetchone()[0]) == (0, 0)


def test_the_nearest_scope_and_the_newest_day_give_the_parameters(town):
    path = town.east.path
    line("hardship.line.urban", "700.00")
    line("hardship.line.urban", "900.00", scope=path)
    line("hardship.line.urban", "999.00", since=date(2027, 1, 1))
    facts = {"annual_income": 9600000, "rigid_expenses": 0, "persons": 10}
    here = explaining.explain("aid.hardship", facts, on=TODAY.date(), path=path)
    city = explaining.explain("aid.hardship", facts, on=TODAY.date())
    assert (here.outcome, city.outcome) == ("deep", "relative")
    used = {one.key: (one.value, one.scope, one.source) for one in here.parameters}
    assert used["hardship.line.urban"] == ("900.00", path, "渝民发〔2026〕1 号")
    assert rules["aid.hardship"].replay(here) == here
    other = explaining.explain("aid.hardship", facts, on=TODAY.date(), path=path, given={"line": 800})
    assert other.outcome == "relative"


def test_a_whole_table_is_weighed_at_once(town):
    line("hardship.line.urban", "750.00")
    columns = {"annual_income": "f.income", "rigid_expenses": "f.rigid", "persons": "f.persons"}
    said = explaining.face("aid.hardship", columns, on=TODAY.date())
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.persons, {said.category}, {said.figures['per_head']} FROM (VALUES"
            " (6000000::bigint, 3600000::bigint, 3), (8400000, 3000000, 4), (8400000, 3000000, 5),"
            f" (8400000, 0, NULL)) f(income, rigid, persons) WHERE ({said.category}) IS DISTINCT FROM 'x'",
            said.params,
        )
        found = [
            (persons, category, None if each is None else int(each)) for persons, category, each in cursor
        ]
    assert found == [(3, "deep", 66667), (4, "none", 112500), (5, "relative", 90000), (None, None, None)]
