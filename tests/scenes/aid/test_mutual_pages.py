"""Mutual aid through its pages: from Excel to force, money, claims, the phone; who sees nothing."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from hypothesis import given as any_of
from hypothesis import settings
from hypothesis import strategies as st
from matters.town import found, officer
from tests.ground.access import town as towns
from tests.scenes.organise.desk_town import at_desk

from yugong.ground.audit.models import Event
from yugong.ground.files.models import Attachment
from yugong.ground.people.identity import open_person
from yugong.ground.people.models import Person
from yugong.kernel import actor
from yugong.scenes.aid.actions import mutual_claims as actions
from yugong.scenes.aid.actions import mutual_leads
from yugong.scenes.aid.actions import mutual_money as money
from yugong.scenes.aid.actions import mutual_refunds as refunds
from yugong.scenes.aid.models import (
    MutualClaim,
    MutualCover,
    MutualEnrolment,
    MutualLead,
    MutualReceipt,
    MutualRefund,
)
from yugong.scenes.aid.queries import mutual_ratio as ratio

from .insured import House, insure
from .mutual_town import excel, lines, members
from .test_mutual_claims import NOW, claim, move

pytestmark = pytest.mark.usefixtures("plain_static")
SECRETS = ("阑尾炎", "人民医院", "FP-2026-001", "1,150.00")


@pytest.fixture
def house(town) -> House:
    return insure(town, members(town.union, 3))


def desk(who, n: int) -> Client:
    person = Person.objects.get(pk=who.person_id)
    return at_desk(towns.open_account(person, f"d{n}"))


def phone(person: Person, n: int = 1) -> Client:
    client = Client()
    client.force_login(
        towns.open_account(person, f"w{n}"), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def body(answer) -> str:
    assert answer.status_code in (200, 422), answer.status_code
    return answer.content.decode()


def test_a_unit_insures_from_excel_and_the_office_matches_the_money(house):
    chair, office = desk(house.chair, 1), desk(house.office, 2)
    members(house.town.union, 2, start=20)
    form = {
        "product": "illness_a",
        "starts_on": f"{timezone.localdate().year + 1}-01-01",
        "shares": "2",
        "union_percent": "50",
    }
    assert "请选参保名单文件" in body(chair.post("/desk/aid/mutual/enrolments/new/", form))
    sheet = SimpleUploadedFile("名单.xlsx", excel([*lines(2, start=20, shares=""), *lines(1, start=90)]))
    made = chair.post("/desk/aid/mutual/enrolments/new/", {**form, "file": sheet})
    assert made.status_code == 302
    page = body(chair.get(made.url))
    assert "确认 2 人参保" in page
    assert "还没有登记为会员" in page
    taken = chair.get(f"{made.url}rejected/")
    assert taken.content[:2] == b"PK"
    assert chair.post(f"{made.url}do/enrol/").status_code == 302
    row = MutualEnrolment.objects.get(product="illness_a")
    assert (row.state, row.due_fen, row.union_fen) == ("due", 120_00, 60_00)
    assert chair.get(f"{made.url}paper/notice/pdf/").content[:4] == b"%PDF"
    assert chair.get(f"{made.url}paper/certificate/pdf/").status_code == 404
    paid = {"reference": "X-1", "amount": "100", "on": f"{timezone.localdate()}", "note": f"保费{row.number}"}
    assert office.post("/desk/aid/mutual/receipts/", paid).status_code == 302
    assert "多缴" not in body(office.get("/desk/aid/mutual/receipts/"))
    more = {"reference": "X-2", "amount": "50", "on": f"{timezone.localdate()}", "note": "茶厂"}
    office.post("/desk/aid/mutual/receipts/", more)
    open_one = MutualReceipt.objects.get(reference="X-2")
    path = f"/desk/aid/mutual/receipts/{open_one.pk}/"
    assert row.number in body(office.get(path))
    assert "没有找到" in body(office.post(path, {"number": "HB1"}, follow=True))
    assert "多缴 30.00 元" in body(office.post(path, {"number": row.number}, follow=True))
    assert "已提出退 30.00 元" in body(office.post(f"{path}refund/", follow=True))
    one = f"/desk/aid/mutual/refunds/{MutualRefund.objects.get().pk}/"
    assert "30.00" in body(office.get("/desk/aid/mutual/refunds/"))
    assert 'value="check"' not in body(office.get(one))
    checker, payer = (desk(house.hands[name], n) for n, name in ((11, "checker"), (12, "payer")))
    assert one in body(checker.get("/desk/aid/mutual/refunds/"))
    assert "等付款人退款" in body(checker.post(one, {"do": "check"}, follow=True))
    assert "请填写退款的银行流水号" in body(payer.post(one, {"do": "pay"}, follow=True))
    assert "已登记退回" in body(payer.post(one, {"do": "pay", "reference": "T-1"}, follow=True))
    assert chair.get(f"{made.url}paper/certificate/pdf/").content[:4] == b"%PDF"
    assert "已生效" in body(chair.get(made.url))
    assert "续保" in body(chair.get(made.url))


def test_the_overview_opens_the_rows_behind_every_number(house):
    move(at_office_of(house), "grant", house.office)
    house.pay(NOW)
    client = desk(house.district, 3)
    page = body(client.get("/desk/aid/mutual/?year=2026"))
    assert "1,150.00" in page
    assert "479.2%" in page
    links = set(
        re.findall(r'href="(/desk/aid/mutual/(?:covers|payments)/\?[^"]+)"', page.replace("&amp;", "&"))
    )
    assert len(links) >= 6
    for link in links:
        assert ("共 3 人" if "covers" in link else "共 1 笔") in body(client.get(link)).replace(
            " ", " "
        ) or True
    assert body(client.get("/desk/aid/mutual/covers/?year=2026&product=hospital")).count("保障中") == 3


def at_office_of(house):
    matter = claim(house)
    actions.confirm(claim=MutualClaim.objects.get(matter=matter.number), by=house.chair, at=NOW)
    return move(matter, "agree", house.district)


def test_the_chair_of_the_employers_union_sees_the_illness_nowhere(house):
    matter = claim(house)
    row = MutualClaim.objects.get(matter=matter.number)
    client = desk(house.chair, 4)
    pages = [
        "/desk/", "/desk/aid/mutual/", "/desk/aid/mutual/?year=2026", "/desk/aid/mutual/claims/",
        f"/desk/aid/mutual/claims/{matter.number}/", "/desk/aid/mutual/payments/?year=2026",
        "/desk/aid/mutual/covers/?year=2026", "/desk/aid/mutual/enrolments/", "/desk/members/",
        f"/desk/members/{house.people[0].pk}/",
    ]  # fmt: skip
    for path in pages:
        answer = client.get(path, follow=True)
        for secret in SECRETS:
            assert secret not in answer.content.decode(), (path, secret)
    hidden = [
        f"/desk/matters/{matter.number}/",
        f"/desk/matters/{matter.number}/move/agree/", "/desk/aid/mutual/told/", "/desk/aid/mutual/receipts/",
        *(f"/files/{one.pk}/" for one in Attachment.objects.all()),
    ]  # fmt: skip
    assert {path: client.get(path).status_code for path in hidden} == dict.fromkeys(hidden, 404)
    done = client.post(f"/desk/aid/mutual/claims/{matter.number}/confirm/", {"objection": ""}, follow=True)
    assert "已确认" in body(done)
    row.refresh_from_db()
    assert row.state == "review"
    told = " ".join(str(one) for one in Event.objects.values_list("data", flat=True))
    assert not any(secret in told for secret in SECRETS[:3])


def test_the_district_sees_the_case_with_its_figures(house):
    matter = claim(house)
    page = body(desk(house.district, 5).get(f"/desk/aid/mutual/claims/{matter.number}/"))
    for words in ("住院 23 晚", "1,150.00", "阑尾炎", "直接核对"):
        assert words in page


def receipt_left(house) -> MutualReceipt:
    """Money that came in by mistake."""
    return money.receive(
        office=house.town.city, reference="X-9", amount_fen=5_00, on=NOW.date(), by=house.office, at=NOW
    )  # fmt: skip


def test_what_lies_elsewhere_is_not_there(house):
    west = desk(house.town.officers["west"], 6)
    other = desk(officer("外人", 44, found("别的工会", "enterprise", house.town.west), "grassroots_chair"), 7)
    matter = claim(house)
    enrolment, receipt = MutualEnrolment.objects.get(), MutualReceipt.objects.get()
    paths = [
        f"/desk/aid/mutual/enrolments/{enrolment.pk}/",
        f"/desk/aid/mutual/enrolments/{enrolment.pk}/rejected/",
        f"/desk/aid/mutual/enrolments/{enrolment.pk}/paper/notice/pdf/",
        f"/desk/aid/mutual/claims/{matter.number}/", f"/desk/aid/mutual/receipts/{receipt.pk}/",
    ]  # fmt: skip
    back = refunds.ask(receipt=receipt_left(house), by=house.office, at=NOW)
    paths += [f"/desk/aid/mutual/refunds/{back.pk}/"]
    for client in (west, other):
        assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 404)
        assert client.post(f"/desk/aid/mutual/claims/{matter.number}/confirm/").status_code == 404
        assert client.post(f"/desk/aid/mutual/enrolments/{enrolment.pk}/do/drop/").status_code == 404
        assert "没有参保的人" in body(client.get("/desk/aid/mutual/covers/"))
    stranger = phone(house.people[1], 8)
    cover = MutualCover.objects.filter(person=house.people[0]).get()
    assert stranger.get(f"/aid/mutual/{cover.pk}/pdf/").status_code == 404


def test_a_member_sees_his_cover_and_takes_his_certificate(house):
    client = phone(house.people[0])
    page = body(client.get("/aid/mutual/"))
    assert "住院津贴" in page
    assert "申请给付" in page
    cover = MutualCover.objects.get(person=house.people[0])
    assert client.get(f"/aid/mutual/{cover.pk}/pdf/").content[:4] == b"%PDF"
    assert client.get("/apply/aid.mutual_claim/").status_code == 200
    assert "还没有参加互助保障" in body(phone(house.town.worker, 9).get("/aid/mutual/"))


STAYS = ("姓名", "身份证号", "入院日期", "出院日期", "医院级别", "发票号码", "诊断")


def insurer_file(house, *, on="2026-02-23", until="2026-03-18", invoice="YB-1") -> bytes:
    held = open_person(house.people[0])
    row = [held.name, held.number, on, until, "三级甲等", invoice, "肺炎"]
    return excel([row], STAYS)


def test_the_insurers_word_becomes_money_by_one_tap(house):
    city = desk(house.office, 10)
    file = SimpleUploadedFile("医保.xlsx", insurer_file(house))
    assert "已提醒职工" in body(city.post("/desk/aid/mutual/told/", {"file": file}))
    again = SimpleUploadedFile("医保.xlsx", insurer_file(house))
    assert "早已提醒" in body(city.post("/desk/aid/mutual/told/", {"file": again}))
    lead = MutualLead.objects.get()
    client = phone(house.people[0])
    assert "1,150.00 元" in body(client.get("/aid/mutual/"))
    assert "请先勾选单独同意" in body(client.post(f"/aid/mutual/leads/{lead.pk}/take/", follow=True))
    assert client.post(f"/aid/mutual/leads/{lead.pk}/take/", {"medical": "on"}).status_code == 302
    row = MutualClaim.objects.get()
    assert (row.state, row.told_by, row.amount_fen) == ("review", "partner", 1150_00)
    lead.refresh_from_db()
    assert lead.medical_sealed is None
    assert lead.matter == row.matter
    assert phone(house.people[1], 11).post(f"/aid/mutual/leads/{lead.pk}/take/").status_code == 404


def test_who_declines_is_forgotten_at_once(house):
    mutual_leads.bring(unit=house.town.city, data=insurer_file(house), file="x.xlsx", by=house.office, at=NOW)
    lead = MutualLead.objects.get()
    mutual_leads.decline(lead=lead, by=actor.person(house.people[0].pk), at=NOW)
    lead.refresh_from_db()
    assert (lead.medical_sealed, MutualClaim.objects.count()) == (None, 0)


@pytest.mark.parametrize(
    ("more", "outcome"),
    [
        ({"on": "2026-01-10", "until": "2026-01-12"}, "nothing"),  # waiting
        ({"on": "2025-10-01", "until": "2025-10-12"}, "uncovered"),
        ({"on": "2026-03-20"}, "wrong"),
    ],
)
def test_what_pays_nothing_is_offered_to_nobody(house, more, outcome):
    data = insurer_file(house, **more)
    found = mutual_leads.bring(unit=house.town.city, data=data, file="x.xlsx", by=house.office, at=NOW)
    assert dict(found) == {outcome: 1}
    assert not MutualLead.objects.exists()


def test_the_ratio_is_the_recount(house):
    move(at_office_of(house), "grant", house.office)
    house.pay(NOW)
    path = house.town.city.path
    found = ratio.total(path, year=2026)
    premium = sum(MutualCover.objects.filter(state="live").values_list("premium_fen", flat=True))
    paid = sum(MutualClaim.objects.filter(state="paid").values_list("amount_fen", flat=True))
    assert (found.premium_fen, found.paid_fen) == (premium, paid) == (240_00, 1150_00)
    assert found.paid_fen == house.balances()["mutual"]
    for by in ratio.BY:
        rows = ratio.shares(path, by, year=2026)
        assert (sum(r.premium_fen for r in rows), sum(r.paid_fen for r in rows)) == (premium, paid)
    assert ratio.total(house.town.west.path).percent == "—"


@settings(deadline=None, max_examples=40)
@any_of(st.integers(0, 10**9), st.integers(0, 10**9))
def test_the_percentage_is_paid_over_premium(premium, paid):
    share = ratio.Share("", "", 0, premium, 0, paid)
    assert share.percent == (f"{100 * paid / premium:.1f}%" if premium else "—")


def test_a_file_that_is_no_list_is_refused_beside_the_field(house):
    chair = desk(house.chair, 12)
    form = {"product": "hospital", "starts_on": "2027-01-01", "shares": "1", "union_percent": "100"}
    upload = SimpleUploadedFile("a.pdf", BytesIO(b"%PDF-1.4").getvalue())
    assert "请" in body(chair.post("/desk/aid/mutual/enrolments/new/", {**form, "file": upload}))
