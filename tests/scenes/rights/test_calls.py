"""接听登记 at the desk: who is found, what is suggested, where it goes, what is read out; nothing is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone
from matters.test_pages import at_desk
from matters.town import enrol, found

from yugong.engines.matters.models import Matter
from yugong.engines.matters.queries import all_answers, pool
from yugong.ground.org import actions as org
from yugong.ground.org.models import Post
from yugong.ground.people import actions as people
from yugong.ground.people.models import Person
from yugong.ground.people.queries import PersonCard, person_card
from yugong.kernel.actor import SYSTEM
from yugong.scenes.rights.rules import topics

from .conftest import START, STORY

pytestmark = pytest.mark.usefixtures("plain_static")
URL = "/desk/calls/new/"


def said(place, **more: str) -> dict[str, str]:
    return {
        "channel": "call", "who": str(place.town.worker.pk), "story": STORY, "hidden": "on",
        "employer_id_q": "嘉陵茶厂", "once": "k1", **more,
    }  # fmt: skip


def look(client, which: str, **typed: str) -> str:
    return client.post(URL, {"look": which, **typed}, headers={"HX-Request": "true"}).content.decode()


@pytest.fixture
def agent(place):
    return at_desk(place.town, "agent")


@pytest.mark.parametrize(
    ("who", "status"), [("agent", 200), ("dispatch", 200), ("street", 200), ("own", 404), ("chair", 404)]
)
def test_who_takes_calls(place, who: str, status: int) -> None:
    client = at_desk(place.town, who)
    assert client.get(URL).status_code == status
    assert ("接听登记" in client.get("/desk/").content.decode()) == (status == 200)


def test_a_person_is_found_by_his_whole_phone_number_or_name_and_shown_masked(place, agent) -> None:
    number = card_of(place.town.worker).member_number
    for text in ("13800000001", number, "陈大勇"):
        page = look(agent, "callers", who_q=text)
        assert (str(place.town.worker.pk) in page, "138****0001" in page, "13800000001" in page) == (
            True,
            True,
            False,
        ), text
    assert "陈**" in look(agent, "callers", who_q="13800000001")
    assert "陈大勇" in look(at_desk(place.town, "east"), "callers", who_q="13800000001")
    for text in ("1380000", "0001", "陈"):
        assert "查到的人" not in look(agent, "callers", who_q=text), text


def card_of(who: Person) -> PersonCard:
    found_card = person_card(who.pk)
    assert found_card
    return found_card


def test_persons_of_another_subtree_are_not_found_nor_taken(place) -> None:
    far = found("西区茶厂工会", "enterprise", place.town.west)
    other = enrol("西门吹雪", 88, far)
    client = at_desk(place.town, "dispatch")
    for text in ("13800000088", "西门吹雪", card_of(other).member_number):
        assert str(other.pk) not in look(client, "callers", who_q=text), text
    assert str(other.pk) in look(at_desk(place.town, "agent"), "callers", who_q="13800000088")
    wrong = client.post(URL, said(place, who=str(other.pk)))
    assert (wrong.status_code, Matter.objects.count()) == (422, 0)


def test_the_searched_name_stands_in_no_address(agent) -> None:
    page = agent.get(URL).content.decode()
    assert ('hx-get="/desk/calls/new' in page, 'method="post"' in page) == (False, True)
    assert "陈大勇" not in agent.get(f"{URL}?who_q=陈大勇").content.decode()


def test_a_call_is_entered_and_its_number_read_out(place, agent) -> None:
    answer = agent.post(URL, said(place, level="hard"))
    opened, page = Matter.objects.get(), answer.content.decode()
    assert (answer.status_code, opened.number in page, answer.headers["Cache-Control"]) == (
        200,
        True,
        "no-store",
    )
    assert (opened.asker_id, opened.answers["topic"], opened.answers["hidden"]) == (
        place.town.worker.pk,
        "wages",
        "yes",
    )
    assert (opened.answers["channel"], opened.answers["class_said"]) == ("call", "hard")
    assert all_answers(opened)["phone"] == "13800000001"
    assert opened.unit == place.town.east
    agent.post(URL, said(place, level="hard"))
    assert Matter.objects.count() == 1
    desk = at_desk(place.town, "dispatch").get(f"/desk/matters/{opened.number}/").content.decode()
    assert "来电" in desk


def test_who_took_the_call_may_be_drawn_to_call_back_unless_he_handled_it(place) -> None:
    at_desk(place.town, "dispatch").post(URL, said(place))
    at, matter = timezone.now(), Matter.objects.get()
    place.answered(matter, at)
    place.sweep(at + timedelta(days=30))
    matter.refresh_from_db()
    drawn = {one.person_id for one in pool(matter, on=at.date())}
    took, sent, handled = (place.town.officers[name].person_id for name in ("dispatch", "east", "street"))
    assert (matter.stage, took in drawn, sent in drawn, handled in drawn) == ("calling", True, False, False)


def test_an_unknown_caller_leaves_name_and_phone_and_is_known_the_next_time(place, agent) -> None:
    unknown = said(place, who="", who_q="16100990031", name="新面孔")
    agent.post(URL, unknown)
    agent.post(URL, unknown | {"once": "k2", "story": "被辞退了"})
    first, second = Matter.objects.order_by("id")
    assert (first.asker_id == second.asker_id, first.nameless) == (True, False)
    assert "新**" in look(agent, "callers", who_q="16100990031")


def test_a_nameless_caller_gets_a_code_to_follow(place, agent, client) -> None:
    page = agent.post(URL, said(place, nameless="on")).content.decode()
    opened = Matter.objects.get()
    code = page.split('class="readout">')[2].split("<")[0]
    assert (opened.nameless, opened.asker_id == place.town.worker.pk, opened.answers["channel"]) == (
        True,
        False,
        "call",
    )
    shown = client.post("/follow/", {"number": opened.number, "code": code})
    assert (shown.status_code, STORY in client.get(shown.url).content.decode()) == (302, True)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"story": ""}, "请先记下"),
        ({"story": "说不清楚"}, "请选诉求类型"),
        ({"who": "", "name": ""}, "请填姓名"),
        ({"who": "", "name": "张三", "phone": "12"}, "回电号码"),
        ({"amount": "四千八"}, "金额"),
        ({"area_q": "江边"}, "请从下面选一个"),
        ({"into": "12351-000000-0001"}, "并不进去"),
        ({"channel": "fax"}, "来电还是来访"),
    ],
)
def test_a_refusal_says_where_and_keeps_what_was_typed(place, agent, more, words: str) -> None:
    wrong = agent.post(URL, said(place, who_q="13800000001", **{"amount": "4800", **more}))
    page = wrong.content.decode()
    assert (wrong.status_code, words in page, Matter.objects.count()) == (422, True, 0)
    kept = {
        "嘉陵茶厂",
        more.get("amount", "4800"),
        more.get("story", STORY),
        more.get("name", ""),
        more.get("area_q", ""),
    }
    assert [one for one in kept if one not in page] == []
    assert Person.objects.filter(source="hotline").count() == 0


def test_without_scripts_a_search_keeps_the_page(place, agent) -> None:
    page = agent.post(URL, said(place, find="1", who_q="陈大勇")).content.decode()
    assert (STORY in page, "陈**" in page, "江边街道总工会" in page, Matter.objects.count()) == (
        True,
        True,
        True,
        0,
    )


def test_the_item_follows_the_words_until_one_chooses(place, agent) -> None:
    page = look(agent, "items", story="老板拖欠工资三个月")
    assert ("经过里提到「工资」「拖欠」" in page, 'value="wages" id="d-topic-wages" checked' in page) == (
        True,
        True,
    )
    page = look(agent, "items", story="昨天被辞退了", topic="wages", guess="wages")
    assert 'value="dismissal" id="d-topic-dismissal" checked' in page
    page = look(agent, "items", story="昨天被辞退了", topic="injury", guess="wages")
    assert 'value="injury" id="d-topic-injury" checked' in page
    assert len(topics.candidates("工资")) == len({item.key for item, _ in topics.candidates("工资")}) == 9


def test_the_corrected_item_is_entered(place, agent) -> None:
    agent.post(URL, said(place, topic="bonus", guess="wages"))
    agent.post(URL, said(place, topic="wages", guess="wages", topic_else="death", once="k2"))
    assert [one.answers["topic"] for one in Matter.objects.order_by("id")] == ["bonus", "death"]


def test_the_way_it_will_go_stands_beside_with_its_reason(place, agent) -> None:
    page = look(agent, "beside", story=STORY, employer_id_q="嘉陵茶厂")
    assert ("江边街道总工会" in page, "由它的上级工会办" in page, "一般" in page) == (True, True, True)
    page = look(agent, "beside", story="在车间猝死", employer_id_q="嘉陵茶厂")
    assert ("东区总工会" in page, "特别复杂" in page) == (True, True)


def test_what_is_known_of_him_is_not_asked(place, agent) -> None:
    people.employ(
        person=place.town.worker, employer=place.employer, trade="", source="test", by=SYSTEM, at=START
    )
    agent.post(URL, said(place, employer_id_q=""))
    assert Matter.objects.get().answers["employer_id"] == place.employer.pk


def test_his_own_closed_matter_goes_on(place, agent) -> None:
    at = timezone.now() - timedelta(days=10)
    old = place.go(place.answered(place.open(at=at), at), "content", place.town.me(), at, solved="yes")
    page = look(agent, "beside", **said(place, story="还是没给"))
    assert (old.number in page, "登记就接着办" in page, "已办结" in page) == (True, True, True)
    page = agent.post(URL, said(place, story="还是没给", into=old.number)).content.decode()
    old.refresh_from_db()
    assert (Matter.objects.count(), old.stage, old.number in page, "接着办以前那一件" in page) == (
        1,
        "taken",
        True,
        True,
    )


def test_alike_of_others_are_handled_together_and_each_is_heard(place, agent) -> None:
    first = place.open(place.town.other)
    page = look(agent, "beside", **said(place))
    assert (first.number in page, "一起办，各自确认" in page, "赵文静" in page) == (True, True, False)
    agent.post(URL, said(place, into=first.number))
    agent.post(URL, said(place, into=first.number))
    mine = Matter.objects.get(asker=place.town.worker)
    assert (mine.lead_id, Matter.objects.count()) == (first.pk, 2)


def test_matters_of_another_subtree_are_neither_shown_nor_joined(place) -> None:
    far = org.register_employer(name="西区茶楼", by=SYSTEM, at=START)
    found("西街街道总工会", "street", place.town.west)
    other = place.open(place.town.other, employer="西区茶楼", employer_id=far.pk, area=place.town.west.pk)
    client = at_desk(place.town, "dispatch")
    assert other.unit_id == place.town.west.pk
    assert other.number not in look(client, "beside", **said(place, employer_id_q="西区茶楼"))
    wrong = client.post(URL, said(place, into=other.number))
    assert (wrong.status_code, "并不进去" in wrong.content.decode()) == (422, True)


def test_what_is_kept_from_him_is_not_beside_either(place) -> None:
    first, who = (
        place.open(place.town.other),
        Person.objects.get(pk=place.town.officers["dispatch"].person_id),
    )
    client = at_desk(place.town, "dispatch")
    assert first.number in look(client, "beside", **said(place))
    post = Post.objects.get(unit=place.own_union)
    people.appoint(post=post, person=who, on=START.date(), by=SYSTEM, at=START)
    assert first.number not in look(client, "beside", **said(place))
    assert client.post(URL, said(place, into=first.number)).status_code == 422


def test_employers_and_places_are_found_while_one_types(place, agent) -> None:
    assert (
        "嘉陵茶厂有限公司" in agent.get("/desk/calls/find/employer_id/?employer_id_q=茶厂").content.decode()
    )
    assert "江边街道总工会" in agent.get("/desk/calls/find/area/?area_q=江边").content.decode()
    assert agent.get("/desk/calls/find/topic/?topic_q=x").status_code == 404
