"""The pages of the seasons at the desk and on the phone; whoever serves another subtree finds nothing."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.ground.access import town as towns
from tests.scenes.aid.season_town import NOW, TODAY, Town
from tests.scenes.aid.test_chains import begun, post
from tests.scenes.aid.test_goods import parcels, workbook
from tests.scenes.organise.desk_town import at_desk, text

from yugong.engines.matters import queries as matters
from yugong.ground.audit.writing import writing
from yugong.ground.people.queries import identity_of
from yugong.kernel.actor import SYSTEM
from yugong.scenes.aid.actions import chains
from yugong.scenes.aid.actions import goods as packing
from yugong.scenes.aid.models import Chain, Grant, Parcel, Programme, Share, Target

pytestmark = pytest.mark.usefixtures("plain_static")


@pytest.fixture
def town(db: Any) -> Town:
    return Town()


def phone(person: Any, n: int) -> Client:
    client = Client()
    client.force_login(
        towns.open_account(person, f"w{n}"), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def open_form(line: Any) -> dict[str, str]:
    return {
        "name": "冬送温暖", "season": "winter", "period": "2026", "opens_on": f"{TODAY}",
        "closes_on": f"{TODAY}", "line": str(line.pk), "budget": "5000", "each": "800",
        "filed": "no", "posting": "0",
    }  # fmt: skip


def test_from_the_budget_to_the_decision_at_the_desk(town: Town) -> None:
    desk = at_desk(town.account)
    line = town.line("winter", 5_000_00)
    assert desk.get("/desk/aid/programmes/").status_code == 200
    form = desk.get("/desk/aid/programmes/new/")
    assert "winter" in text(form)
    assert desk.post("/desk/aid/programmes/new/", open_form(line) | {"budget": "5000.01"}).status_code == 422
    made = desk.post("/desk/aid/programmes/new/", open_form(line))
    assert made.status_code == 302
    row = Programme.objects.get()
    sheet = workbook(
        ("姓名", "证件号码", "慰问金额", "备注"), *lines(town), ("查无此人", "500103199001017654", 100, "")
    )
    listed = desk.post(
        f"/desk/aid/programmes/{row.pk}/list/",
        {"upload": "1", "file": SimpleUploadedFile("名单.xlsx", sheet)},
    )
    assert "新列入 3 人" in text(listed)
    assert "第 5 行" in text(listed)
    page = text(desk.get(f"/desk/aid/programmes/{row.pk}/"))
    assert "1,000.00" in page
    assert "家里有病人" in page
    done = desk.post(f"/desk/aid/programmes/{row.pk}/decide/", {"act": "grant", "all": "1"}, follow=True)
    assert "批准 3 人" in text(done)
    assert Target.objects.filter(state="granted").count() == 3


def lines(town: Town) -> list[tuple[str, str, int, str]]:
    found = [identity_of(one) for one in town.workers]
    return [(one.name, one.number, 1000, "家里有病人") for one in found]


def test_goods_are_found_by_digits_and_handed_over_once(town: Town) -> None:
    one, *_ = parcels(town)
    desk, worker = at_desk(town.account), phone(one.person, 1)
    shown = text(worker.get(f"/aid/parcels/{one.pk}/"))
    assert f"{one.digits[:3]} {one.digits[3:]}" in shown
    assert "<svg" in shown
    assert "待领取" in text(worker.get("/aid/mine/"))
    wrong = desk.post("/desk/aid/goods/", {"programme": str(one.programme_id), "digits": "x"})
    assert wrong.status_code == 422
    found = desk.post("/desk/aid/goods/", {"programme": str(one.programme_id), "digits": one.digits})
    assert found.url == f"/desk/aid/goods/{one.code}/"
    assert "交付" in text(desk.get(found.url))
    handed = desk.post(found.url, {"way": "digits"}, follow=True)
    assert "已签收" in text(handed)
    assert desk.post(found.url, {"way": "scan"}).status_code == 422
    assert "你已经领过" in text(worker.get(f"/aid/parcels/{one.pk}/"))
    assert Parcel.objects.filter(handed_at__isnull=False).count() == 1


def test_the_stand_is_scanned_by_the_one_it_is_for(town: Town) -> None:
    one, two, _ = parcels(town)
    worker = phone(one.person, 1)
    here = f"/aid/collect/{one.programme.stand}/"
    assert "我已领到" in text(worker.get(here))
    assert "已签收" in text(worker.post(here, follow=True))
    stranger = phone(town.stranger, 2)
    assert "没有你的物资" in text(stranger.get(here))
    assert stranger.get(f"/aid/parcels/{two.pk}/").status_code == 404


def test_a_steward_receipts_at_his_own_desk(town: Town) -> None:
    programme = town.open_goods()
    packing.bring(programme=programme, pieces=100, text="采购", by=town.by, at=NOW)
    district = at_desk(town.account)
    here = f"/desk/aid/programmes/{programme.pk}/goods/"
    assert district.post(here, {"do": "plan", "unit": "没有", "persons": "3"}).status_code == 422
    assert district.post(here, {"do": "plan", "unit": "茶厂工会", "persons": "30"}).status_code == 302
    assert district.post(here, {"do": "bring", "pieces": "5", "text": "补货"}).status_code == 302
    assert "105" in text(district.get(here))
    share = Share.objects.get()
    chair, _ = towns.officer("茶厂主席", 403, town.tree.union, "grassroots_chair")
    desk = at_desk(chair)
    assert "清凉礼包 30 份" in text(desk.get("/desk/aid/goods/"))
    assert "已签收 29 份" in text(
        desk.post(f"/desk/aid/goods/shares/{share.pk}/", {"received": "29"}, follow=True)
    )


def test_the_family_sees_its_thread_and_the_officer_confirms(town: Town) -> None:
    chain = begun(town, at=NOW)
    chains.offer_all(by=SYSTEM, at=NOW)
    worker, desk = phone(chain.person, 1), at_desk(town.account)
    page = text(worker.get(f"/aid/chain/{chain.pk}/"))
    assert "陈小川" in page
    assert "助学金" in page
    assert phone(town.workers[1], 2).get(f"/aid/chain/{chain.pk}/").status_code == 404
    for where in ("/desk/aid/chains/", "/desk/aid/chains/?tab=all", "/desk/aid/chains/posts/"):
        assert desk.get(where).status_code == 200
    shown = text(desk.get(f"/desk/aid/chains/{chain.pk}/"))
    assert "陈小川" not in shown
    assert "重庆大学" not in shown
    post(town)
    assert "车间学徒" in text(desk.get("/desk/aid/chains/posts/"))


def test_another_district_finds_nothing_of_it(town: Town) -> None:
    one, *_ = parcels(town)
    chain = begun(town, at=NOW)
    west, _ = towns.officer("西区干部", 402, town.tree.west, "district_officer")
    desk = at_desk(west)
    programme = f"/desk/aid/programmes/{one.programme_id}/"
    for where in (programme, f"{programme}list/", f"{programme}goods/", f"/desk/aid/goods/{one.code}/"):
        assert desk.get(where).status_code == 404
    assert desk.get(f"/desk/aid/chains/{chain.pk}/").status_code == 404
    assert desk.post(f"{programme}decide/", {"act": "grant", "all": "1"}).status_code == 404
    assert desk.post(f"{programme}close/").status_code == 404
    for where in ("/desk/aid/programmes/", "/desk/aid/chains/?tab=all", "/desk/aid/goods/"):
        assert "清凉礼包" not in text(desk.get(where))
    assert Client().get(f"/aid/posted/{one.programme_id}/").status_code == 404
    assert Chain.objects.count() == 1
    assert matters.by_number("没有") is None


def test_every_number_of_the_funds_leads_to_what_it_is_made_of(town: Town) -> None:
    programme = town.open("winter", fen=5_000_00)
    town.put(programme, *town.workers)
    desk = at_desk(town.account)
    desk.post(f"/desk/aid/programmes/{programme.pk}/decide/", {"act": "grant", "all": "1"})
    page = text(desk.get("/desk/aid/funds/"))
    for amount in ("5,000.00", "2,700.00", "2,300.00"):
        assert amount in page
    for where in set(re.findall(r'href="(/desk/funds/[^"]+)"', page)):
        assert desk.get(where.replace("&amp;", "&")).status_code == 200, where
    assert "还没有资金" in text(desk.get(f"/desk/aid/funds/?year={TODAY.year - 1}"))


def test_urgent_help_is_reported_by_ticking_it(town: Town) -> None:
    chain = begun(town, at=NOW)
    with writing("test"):
        Grant.objects.update(report_by=TODAY)
    desk = at_desk(town.account)
    assert "前报备" in text(desk.get("/desk/aid/reports/"))
    row = Grant.objects.get(child=str(chain.pk))
    done = desk.post("/desk/aid/reports/send/", {"pick": [str(row.pk)]}, follow=True)
    assert "已报备 1 笔" in text(done)
