"""The pages that read any kind: form, list and matter on the phone; worklist, matter and acts on the desk."""

import re
from urllib.parse import quote

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from markupsafe import Markup
from psycopg._queries import MAX_CACHED_STATEMENT_LENGTH

from yugong.engines.matters import actions as matters
from yugong.engines.matters.models import Draft, Matter
from yugong.engines.matters.queries.sheet import _reading
from yugong.ground.access import session as sessions
from yugong.ground.audit.models import Event
from yugong.ground.audit.queries import verify
from yugong.ground.people import actions as people
from yugong.ground.people.models import Account, Person
from yugong.kernel.actor import SYSTEM
from yugong.ui import menus
from yugong.ui.pages import house

from .sample import GIVEN, KEY
from .town import enrol, officer

pytestmark = pytest.mark.usefixtures("plain_static")
NOW = timezone.now()


def signed_in(who: Person, *, how: str = sessions.CODE) -> Client:
    account = Account.objects.filter(person=who).first() or people.open_account(
        username=f"u{who.pk}", person=who, by=SYSTEM, at=NOW
    )
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    sessions.begin(session, how=how, at=timezone.now())
    session.save()
    return client


def at_desk(town, name: str) -> Client:
    person = Person.objects.get(pk=town.officers[name].person_id)
    return signed_in(person, how=sessions.SECOND)


@pytest.fixture
def fresh(town):
    """A matter opened just now."""
    return matters.open(kind=KEY, asker=town.worker, answers=GIVEN, by=town.me(), at=timezone.now())


def text(response) -> str:
    return response.content.decode()


def test_the_form_asks_a_topic_a_page_and_nothing_known(town) -> None:
    client = signed_in(town.worker)
    first = text(client.get(f"/apply/{KEY}/"))
    assert "第 1 步，共 3 步" in first
    assert 'name="story"' in first
    assert client.post(f"/apply/{KEY}/?step=1", {"topic": "欠薪", "story": ""}).status_code == 422
    gone = client.post(f"/apply/{KEY}/?step=1", {"topic": "欠薪", "story": "没发钱"})
    assert gone.url == f"/apply/{KEY}/?step=2"
    second = text(client.get(gone.url))
    assert 'name="phone"' not in second
    assert client.post(gone.url, {"note": ""}).url == f"/apply/{KEY}/?step=check"
    check = text(client.get(f"/apply/{KEY}/?step=check"))
    assert "没发钱" in check
    assert "138****0001" in check
    assert "checked" not in check


def test_sending_twice_makes_one_matter(town) -> None:
    client = signed_in(town.worker)
    client.post(f"/apply/{KEY}/?step=1", {"topic": "欠薪", "story": "没发钱"})
    client.post(f"/apply/{KEY}/?step=2", {"note": ""})
    key = Draft.objects.get().key
    unticked = client.post(f"/apply/{KEY}/?step=check", {"key": key})
    assert (unticked.status_code, Matter.objects.count()) == (422, 0)
    sent = [client.post(f"/apply/{KEY}/?step=check", {"key": key, "agree": "on"}) for _ in range(3)]
    number = Matter.objects.get().number
    assert {answer.url for answer in sent} == {f"/m/{quote(number)}/"}
    assert Draft.objects.count() == 0


def test_my_matters_and_one_of_them(town, fresh) -> None:
    client = signed_in(town.worker)
    assert fresh.title in text(client.get("/m/"))
    page = text(client.get(f"/m/{fresh.number}/"))
    for words in ("下一步", "办到哪一步了", "催一下", "留言", "撤回", "六月的配送费没有发", "正在受理"):
        assert words in page
    assert "13800001234" not in page


def test_the_asker_writes_urges_and_withdraws(town, fresh) -> None:
    client, here = signed_in(town.worker), f"/m/{fresh.number}/"
    assert client.post(f"{here}say/", {"body": "能快点吗", "once": "a"}).status_code == 302
    assert "能快点吗" in text(client.get(here))
    assert client.post(f"{here}say/", {"body": ""}).status_code == 422
    assert client.post(f"{here}urge/").status_code == 302
    assert client.post(f"{here}urge/").status_code == 422
    assert "确定撤回" in text(client.get(f"{here}move/withdraw/"))
    assert client.post(f"{here}move/withdraw/", {"once": "b"}).status_code == 302
    assert "已办结" in text(client.get(here))
    assert client.get(f"{here}move/accept/").status_code == 409


def test_the_desk_lists_previews_and_opens(town, fresh) -> None:
    client = at_desk(town, "clerk")
    page = text(client.get("/desk/"))
    for words in ("待我处理", "批量签收", fresh.number, "陈大勇", "快捷键", "受理"):
        assert words in page
    part = text(client.get(f"/desk/?at={fresh.number}", headers={"HX-Request": "true"}))
    assert f">{fresh.number}<" in part  # as it is, not as an address writes it
    assert quote(fresh.number) not in re.sub(r'(href|action)="[^"]*"', "", part)
    assert "<html" not in part
    assert "六月的配送费没有发" in part
    page = text(client.get(f"/desk/matters/{fresh.number}/"))
    for words in ("申请内容", "时限", "当事人", "办理经过", "看全号", "暂停计时", "138****0001"):
        assert words in page or words == "看全号"
    assert "13800000001" not in page


def test_an_officer_claims_moves_and_replies(town, fresh) -> None:
    client, here = at_desk(town, "clerk"), f"/desk/matters/{fresh.number}/"
    assert client.post(f"{here}do/claim/").status_code == 302
    assert client.post(f"{here}move/accept/", {"reply": "陈师傅，已受理。", "once": "a"}).status_code == 302
    assert client.post(f"{here}move/accept/", {"once": "b"}).status_code == 409
    assert "办理结果" in text(client.get(f"{here}move/answer/"))
    assert client.post(f"{here}move/answer/", {"result": ""}).status_code == 422
    assert client.post(f"{here}do/pause/", {"reason": ""}).status_code == 422
    assert client.post(f"{here}do/pause/", {"reason": "等回函"}).status_code == 302
    assert client.post(f"{here}do/resume/").status_code == 302
    assert client.post(f"{here}do/say/", {"body": "正在办"}).status_code == 302
    thread = text(signed_in(town.worker).get(f"/m/{fresh.number}/"))
    for words in ("陈师傅，已受理。", "正在办", "正在办理", "周干事"):
        assert words in thread


def test_a_move_leads_back_to_where_the_officer_came_from(town, fresh) -> None:
    client, here = at_desk(town, "clerk"), f"/desk/matters/{fresh.number}/move/decline/"
    page = text(client.get(f"{here}?next=/desk/mediations/"))
    assert '<input type="hidden" name="next" value="/desk/mediations/">' in page
    wrong = client.post(here, {"reason": "", "next": "/desk/mediations/"})
    assert (wrong.status_code, 'value="/desk/mediations/"' in text(wrong)) == (422, True)
    assert 'value="https://example.org' not in text(client.get(f"{here}?next=https://example.org/"))
    done = client.post(here, {"reason": "不归工会", "next": "/desk/mediations/"})
    assert done.headers["Location"] == "/desk/mediations/"


def test_a_post_without_a_duty_has_no_worklist_in_its_menu(town) -> None:
    leader = officer("组长", 40, town.union, "committee_member")
    town.officers["member"] = leader
    assert 'href="/desk/"' not in menu_of(town, "member")
    assert 'href="/desk/"' in menu_of(town, "clerk")


def menu_of(town, name: str) -> str:
    request = RequestFactory().get("/desk/")
    request.actor = town.officers[name]
    return " ".join(f'href="{item.href}"' for _, items in menus.desk.shown(request) for item in items)


def test_bulk_claim_and_bulk_accept(town) -> None:
    opened = [
        matters.open(kind=KEY, asker=town.worker, answers=GIVEN, by=town.me(), at=timezone.now())
        for _ in range(3)
    ]
    client = at_desk(town, "clerk")
    picks = [one.number for one in opened]
    assert "批量受理" in text(client.get(f"/desk/?kind={KEY}"))
    client.post("/desk/bulk/", {"pick": picks[:2], "act": "claim"})
    assert Matter.objects.filter(claimed_by_id=town.officers["clerk"].person_id).count() == 2
    assert "已办 3 件" in text(client.post("/desk/bulk/", {"pick": picks, "act": "move"}, follow=True))
    assert set(Matter.objects.values_list("stage", flat=True)) == {"doing"}


def test_transfer_by_search(town, fresh) -> None:
    client, here = at_desk(town, "clerk"), f"/desk/matters/{fresh.number}/transfer/"
    assert "江边街道总工会" in text(client.get(f"{here}?q=江边"))
    assert client.post(here, {"reason": "属地"}).status_code == 422
    sent = client.post(here, {"to": town.street.pk, "reason": "事发在街道"})
    assert (sent.status_code, Matter.objects.get().unit_id) == (302, town.street.pk)


def test_revealing_needs_a_purpose_and_a_right(town, fresh) -> None:
    chair, here = at_desk(town, "chair"), f"/desk/matters/{fresh.number}/reveal/"
    assert chair.post(here, {"purpose": ""}).status_code == 422
    shown = chair.post(here, {"purpose": "电话核实情况"})
    assert "13800000001" in text(shown)
    assert shown["Cache-Control"] == "no-store"
    assert "13800000001" not in text(at_desk(town, "clerk").post(here, {"purpose": "看看"}))


@pytest.mark.parametrize("path", ["", "move/accept/", "transfer/", "do/claim/", "reveal/"])
def test_another_subtree_finds_nothing(town, fresh, path) -> None:
    client = at_desk(town, "west")
    act = client.post if path in ("do/claim/", "reveal/") else client.get
    assert act(f"/desk/matters/{fresh.number}/{path}").status_code == 404
    assert client.get(f"/desk/?at={fresh.number}", headers={"HX-Request": "true"}).status_code == 404


@pytest.mark.parametrize("path", ["", "move/withdraw/", "say/", "urge/"])
def test_another_worker_finds_nothing(town, fresh, path) -> None:
    client = signed_in(town.other)
    act = client.post if path in ("say/", "urge/") else client.get
    assert act(f"/m/{fresh.number}/{path}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_queries_at_one_and_three(town, count, django_assert_max_num_queries) -> None:
    for _ in range(count):
        matters.open(kind=KEY, asker=town.worker, answers=GIVEN, by=town.me(), at=timezone.now())
    desk, phone = at_desk(town, "clerk"), signed_in(town.worker)
    desk.get("/desk/"), phone.get("/m/")
    with django_assert_max_num_queries(60):
        desk.get("/desk/?tab=unclaimed")
    with django_assert_max_num_queries(9):
        phone.get("/m/")


def test_a_matter_is_read_in_one_statement_and_each_look_is_recorded(
    town, fresh, django_assert_max_num_queries
) -> None:
    desk = at_desk(town, "clerk")
    for _ in range(2):
        assert desk.get(f"/desk/matters/{fresh.number}/").status_code == 200
    with django_assert_max_num_queries(7):  # who asks, the matter, the look, the menu; in a test the calendar
        page = text(desk.get(f"/desk/matters/{fresh.number}/"))
    assert 'aria-label="上一件"' not in page
    assert 'aria-label="下一件"' not in page
    looks = Event.objects.filter(did="matters.seen", on=f"matters.matter:{fresh.pk}")
    assert [look.data for look in looks] == [{"number": fresh.number, "person": str(town.worker.pk)}] * 3
    assert list(verify()) == []
    assert len(_reading()[0]) <= MAX_CACHED_STATEMENT_LENGTH  # else the driver takes it apart each time


def test_a_form_of_a_piece_has_a_key_of_its_own_each_time() -> None:
    draw = house().pieces("matters/desk_pieces.html")
    said = [
        draw.say(number="12351-1", csrf_input=Markup("<t>"), once=key, body=Markup(""))
        for key in ("k1", "k2")
    ]
    assert ['name="once" value="k1"' in said[0], 'name="once" value="k2"' in said[1]] == [True, True]
    assert said[0].replace("k1", "k2") == said[1]
    assert 'action="/desk/matters/12351-1/do/say/"' in said[0]


def test_who_has_no_union_yet_gets_a_way_on(town) -> None:
    stranger = enrol("外来者", 77)
    client = signed_in(stranger)
    client.post(f"/apply/{KEY}/?step=1", {"topic": "欠薪", "story": "没发钱"})
    client.post(f"/apply/{KEY}/?step=2", {"note": ""})
    page = client.post(f"/apply/{KEY}/?step=check", {"key": "z", "agree": "on"})
    assert (page.status_code, "请先选择由哪个工会受理" in text(page)) == (422, True)


def test_unknown_kinds_and_numbers_are_not_found(town) -> None:
    client = signed_in(town.worker)
    assert client.get("/apply/no.such/").status_code == 404
    assert client.get("/m/no-such/").status_code == 404


def test_the_asker_sees_who_has_looked(town, fresh) -> None:
    phone, here = signed_in(town.worker), f"/m/{fresh.number}/"
    assert "谁看过" not in text(phone.get(here))
    at_desk(town, "street").get(f"/desk/matters/{fresh.number}/")
    page = text(phone.get(here))
    assert "谁看过" in page
    assert "何街道" in page
    assert "镇街工会干部" in page
