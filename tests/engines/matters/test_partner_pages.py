"""The pages of the partner's door: his desk, the one-time link, and the sender's page."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from yugong.engines.matters import actions as matters
from yugong.engines.matters.actions import handover, link
from yugong.engines.matters.models import Handover, HandoverLink
from yugong.ground.access import session
from yugong.ground.files.models import Attachment
from yugong.ground.people import actions as people
from yugong.ground.people.models import Account, Person
from yugong.kernel.actor import SYSTEM, Actor
from yugong.kernel.flow import kinds

from . import partners
from .sample import GIVEN, KEY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static")]
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def hands(sample_kind):
    kinds._things[KEY] = partners.HANDS


@pytest.fixture
def courts(town):
    return partners.build(town)


@pytest.fixture
def case(town):
    return matters.open(kind=KEY, asker=town.worker, answers=GIVEN, by=town.me(), at=timezone.now())


def signed_in(who: Actor) -> Client:
    """The browser of an officer with his post."""
    assert who.seat is not None
    person, now = Person.objects.get(pk=who.person_id), timezone.now()
    account = Account.objects.filter(person=person).first() or people.open_account(
        username=f"u{person.pk}",
        person=person,
        password="wan-liu-gui-zong-8",
        verified=True,
        by=SYSTEM,
        at=now,
    )
    client = Client()
    client.force_login(account)
    held = client.session
    session.begin(held, how=session.SECOND, at=now)
    held[session.SEAT] = who.seat.tenure_id
    held.save()
    return client


@pytest.fixture
def chair(town):
    return signed_in(town.officers["chair"])


@pytest.fixture
def judge(courts):
    return signed_in(courts.judge)


@pytest.fixture
def sent(case, courts, town):
    return handover.send(
        matter=case, purpose="confirm", parts=["summary", "personal"], agency=courts.court,
        by=town.officers["chair"], at=timezone.now(),
    )  # fmt: skip


def test_an_officer_sends_it_from_the_matters_page(chair, judge, case, courts):
    assert "送交协作单位" in chair.get(f"/desk/matters/{case.number}/").content.decode()
    form = chair.get(f"/desk/matters/{case.number}/hand/").content.decode()
    assert "东区人民法院" in form
    assert "东区司法局" not in form
    given = {
        "purpose": "confirm",
        "parts": ["summary", "plain"],
        "agency": str(courts.court.pk),
        "note": "请确认",
    }
    assert chair.post(f"/desk/matters/{case.number}/hand/", given).status_code == 302
    page = chair.get(f"/desk/matters/{case.number}/").content.decode()
    assert "已送交，等对方签收" in page
    listed = judge.get("/partner/").content.decode()
    assert "测试诉求" in listed
    assert "陈大勇" not in listed


def test_a_mistake_is_said_and_what_was_chosen_stays(chair, case, courts):
    wrong = chair.post(f"/desk/matters/{case.number}/hand/", {"purpose": "confirm", "link_to": "某区法院"})
    assert wrong.status_code == 422
    text = wrong.content.decode()
    assert "请至少勾选一项送交内容" in text
    assert "某区法院" in text


def test_the_agency_reads_takes_and_answers_with_a_file(judge, sent, town):
    item = judge.get(f"/partner/{sent.pk}/").content.decode()
    assert "六月的配送费没有发" in item
    assert "13800001234" in item
    assert judge.post(f"/partner/{sent.pk}/take/").status_code == 302
    assert judge.post(f"/partner/{sent.pk}/answer/", {"text": "x"}).status_code == 422
    given = {"result": "confirmed", "recovered": "800", "text": "裁定书见附件"}
    given["files"] = SimpleUploadedFile("裁定书.pdf", PDF, "application/pdf")
    assert judge.post(f"/partner/{sent.pk}/answer/", given).status_code == 302
    row = Handover.objects.get()
    assert (row.state, row.result, row.figures) == ("returned", "confirmed", {"recovered": 80000})
    file = Attachment.objects.get(owner=f"matters.handover:{row.pk}")
    chair = signed_in(town.officers["chair"])
    page = chair.get(f"/desk/matters/{sent.matter.number}/").content.decode()
    assert "裁定书见附件" in page
    assert f"/files/{file.pk}/" in page
    assert chair.get(f"/files/{file.pk}/").status_code == 200
    done = chair.post(f"/desk/matters/{sent.matter.number}/hand/{row.pk}/noted/")
    assert (done.status_code, Handover.objects.get().noted_at is not None) == (302, True)


def test_the_worker_sees_where_it_lies_and_who_has_read(judge, sent, town):
    judge.get(f"/partner/{sent.pk}/")
    account = people.open_account(
        username="w", person=town.worker, verified=True, by=SYSTEM, at=timezone.now()
    )
    phone = Client()
    phone.force_login(account)
    page = phone.get(f"/m/{sent.matter.number}/").content.decode()
    assert "送到哪些单位" in page
    assert page.count("东区人民法院") >= 2
    assert "送交协作单位" in page


def test_a_partner_has_no_business_at_the_unions_desk(judge, sent):
    for path in ("/desk/", "/desk/?tab=waiting", "/desk/?tab=done", f"/desk/matters/{sent.matter.number}/"):
        answer = judge.get(path)
        assert (answer.status_code, answer["Location"]) == (302, "/partner/")
    assert judge.get("/desk/sessions/").status_code == 200
    assert judge.get("/desk/messages/").status_code == 200


def by_link(case, town, **more) -> tuple[Handover, link.Issued]:
    by, at = town.officers["chair"], more.pop("at", timezone.now())
    given = {"purpose": "confirm", "parts": ["personal"], "link_to": "外区人民法院", **more}
    row = handover.send(matter=case, **given, by=by, at=at)
    return row, link.issue(handover=row, by=by, at=at)


def test_a_link_opens_with_its_code_for_one_browser_and_answers_once(case, town):
    _row, issued = by_link(case, town)
    here = f"/partner/link/{issued.secret}/"
    first, other = Client(), Client()
    asks = first.get(here)
    assert asks.status_code == 200
    assert "陈大勇" not in asks.content.decode()
    assert "测试诉求" not in asks.content.decode()
    assert first.post(here, {"code": issued.code}).status_code == 302
    assert "六月的配送费没有发" in first.get(here).content.decode()
    assert other.get(here).status_code == 404
    assert other.post(here, {"code": issued.code}).status_code == 404
    assert first.post(f"{here}take/").status_code == 302
    assert first.post(f"{here}answer/", {"result": "confirmed", "recovered": "1"}).status_code == 302
    after = first.get(here).content.decode()
    assert "已经答复" in after
    assert "六月的配送费没有发" not in after
    first.post(f"{here}answer/", {"result": "refused"})
    assert Handover.objects.get().result == "confirmed"
    stored = HandoverLink.objects.get()
    assert issued.secret.encode() not in bytes(stored.secret_index) + bytes(stored.code_index)


def test_five_wrong_codes_end_the_link(case, town):
    _, issued = by_link(case, town)
    here, wrong = f"/partner/link/{issued.secret}/", f"{(int(issued.code) + 1) % 10**6:06d}"
    statuses = [Client().post(here, {"code": wrong}).status_code for _ in range(5)]
    assert statuses == [422, 422, 422, 422, 404]
    assert Client().post(here, {"code": issued.code}).status_code == 404
    assert Client().get(here).status_code == 404


@pytest.mark.parametrize("end", ["withdraw", "unlink", "again", "expire", "changed"])
def test_a_link_that_is_over_does_not_exist(case, town, end):
    at, by = timezone.now(), town.officers["chair"]
    # sixty days, and on to the next working day
    row, issued = by_link(case, town, at=at - timedelta(days=75) if end == "expire" else at)
    secret = issued.secret
    if end == "withdraw":
        handover.withdraw(handover=row, reason="不用了", by=by, at=at)
    elif end == "unlink":
        link.revoke(handover=row, by=by, at=at)
    elif end == "again":
        link.issue(handover=row, by=by, at=at)
    elif end == "changed":
        secret = secret[:-1] + ("A" if secret[-1] != "A" else "B")
    here = f"/partner/link/{secret}/"
    found = [Client().get(here), Client().post(here, {"code": issued.code}), Client().get(f"{here}answer/")]
    assert [one.status_code for one in found] == [404, 404, 404]
    plain = re.sub(r"\s+", "", Client().get("/partner/link/nothing/").content.decode())
    assert re.sub(r"\s+", "", found[0].content.decode()) == plain


def test_a_link_taken_back_while_it_is_open_is_gone_at_once(case, town):
    row, issued = by_link(case, town)
    here, browser = f"/partner/link/{issued.secret}/", Client()
    browser.post(here, {"code": issued.code})
    assert browser.get(here).status_code == 200
    handover.withdraw(handover=row, reason="不用了", by=town.officers["chair"], at=timezone.now())
    assert [browser.get(here).status_code, browser.post(f"{here}take/").status_code] == [404, 404]


def test_the_code_is_shown_once_and_the_page_says_so(chair, case):
    given = {"purpose": "confirm", "parts": ["summary"], "link_to": "外区人民法院"}
    page = chair.post(f"/desk/matters/{case.number}/hand/", given)
    assert page.status_code == 200
    text = page.content.decode()
    assert re.search(r"/partner/link/[\w-]{43}/", text)
    assert re.search(r"<dd>\d{6}</dd>", text)
    assert page["Cache-Control"] == "no-store"
    assert "外区人民法院" in chair.get(f"/desk/matters/{case.number}/").content.decode()
