"""Putting right what was recorded: a membership's days with evidence, facts, and one's own phone and name."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.ground.access import town as towns

from yugong.engines.matters.models import Matter
from yugong.ground.files.models import Attachment
from yugong.ground.people import queries
from yugong.ground.people.models import Account, Membership

from .desk_town import member, officer, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static")]


@pytest.fixture
def tree(settings, tmp_path):
    settings.MEDIA_ROOT, settings.YUGONG_DEMO = str(tmp_path), True
    return towns.build()


def picture() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (60, 40)).save(out, "PNG")
    return SimpleUploadedFile("a.png", out.getvalue(), "image/png")


def phone_of(person, number: str = "") -> Client:
    account = towns.open_account(person, f"w{person.pk.hex}", phone=number)
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_days_are_corrected_with_evidence_and_the_belief_before_stays(tree) -> None:
    desk, who = officer("李敏", 50, tree.union, "grassroots_chair"), member("周大山", 51, tree.union)
    row = Membership.objects.get(person=who)
    address = f"/desk/members/{who.pk}/stretches/{row.pk}/"
    assert "2024-05-01" in text(desk.get(address))
    sent = desk.post(address, {"valid_from": "2023-03-01", "reason": "核对申请书", "proof": picture()})
    assert sent.url == f"/desk/members/{who.pk}/"
    old, new = Membership.objects.filter(person=who).order_by("recorded_at", "id")
    assert (old.valid_from, old.superseded_at is None) == (date(2024, 5, 1), False)
    assert (new.valid_from, new.superseded_at) == (date(2023, 3, 1), None)
    shown, proof = text(desk.get(f"/desk/members/{who.pk}/")), Attachment.objects.get()
    assert ("会籍日期 2024-05-01 至 今 更正为 2023-03-01 至 今" in shown, "核对申请书" in shown) == (
        True,
        True,
    )
    assert f"/files/{proof.pk}/" in shown
    far = officer("王远", 52, tree.other, "grassroots_chair")
    assert [one.get(f"/files/{proof.pk}/").status_code for one in (desk, far)] == [200, 404]
    assert far.get(address).status_code == 404
    assert desk.get(address).status_code == 404
    assert (
        desk.post(f"/desk/members/{who.pk}/stretches/{new.pk}/", {"valid_from": "2023-03-01"}).status_code
        == 422
    )


def test_facts_are_corrected_with_reason(tree) -> None:
    desk, who = officer("李敏", 50, tree.union, "grassroots_chair"), member("周大山", 51, tree.union)
    given = {"name": "周大衫", "paper": "resident", "reason": "与身份证核对", "proof": picture()}
    assert desk.post(f"/desk/members/{who.pk}/amend/", given).status_code == 302
    shown = text(desk.get(f"/desk/members/{who.pk}/"))
    assert ("周大衫" in shown, "更正姓名" in shown, "依据 1" in shown) == (True, True, True)


def test_a_worker_changes_his_own_phone_by_code(tree) -> None:
    who = member("周大山", 51, tree.union)
    client = phone_of(who, "13900000051")
    assert "换手机号" in text(client.get("/me/"))
    assert client.post("/me/phone/", {"phone": "1380"}).status_code == 422
    assert client.post("/me/phone/", {"phone": "13800001111"}).url == "/me/phone/code/"
    code = client.session["own_phone"]["code"]
    wrong = client.post("/me/phone/code/", {"code": "000000" if code != "000000" else "111111"})
    assert (wrong.status_code, "还可以试 4 次" in text(wrong)) == (422, True)
    done = client.post("/me/phone/code/", {"code": code})
    assert done.url == "/me/"
    account = Account.objects.get(person=who)
    assert queries.phone_of_account(account) == "13800001111"
    who.refresh_from_db()
    assert queries.identity_of(who).phone == "13800001111"
    other = phone_of(member("陈勇", 53, tree.union), "13900000053")
    other.post("/me/phone/", {"phone": "13800001111"})
    refused = other.post("/me/phone/code/", {"code": other.session.get("own_phone", {}).get("code", "")})
    assert refused.status_code in (302, 422)
    assert (
        queries.phone_of_account(Account.objects.exclude(pk=account.pk).get(person__isnull=False))
        == "13900000053"
    )


def test_a_wrong_name_goes_to_the_officer_and_is_corrected(tree) -> None:
    from yugong.engines.matters import actions as matters
    from yugong.ground.files.actions import accept
    from yugong.kernel.actor import person

    desk, who = officer("李敏", 50, tree.union, "grassroots_chair"), member("周大山", 51, tree.union)
    me, now = person(who.pk), towns.NOW
    file = accept(upload=picture(), owner=f"people.person:{who.pk}", by=me, at=now)
    asked = {"what": "姓名", "right_name": "周大衫", "proof": [str(file.pk)]}
    matter = matters.open(kind="organise.amend", asker=who, answers=asked, by=me, at=now)
    assert "周大衫" not in matter.title
    assert desk.post(f"/desk/matters/{matter.number}/move/correct/", {}).status_code == 302
    who.refresh_from_db()
    assert (queries.identity_of(who).name, Matter.objects.get().stage) == ("周大衫", "told")
