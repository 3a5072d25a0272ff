"""The pages of the books: what they show, what they refuse, and what is taken away as a file."""

import io
import re
from urllib.parse import unquote

import pytest
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from yugong.engines.ledger.actions import budgets, commitments, entries, funds
from yugong.engines.ledger.models import Entry, Fund, Line
from yugong.ground.access import session as sessions
from yugong.ground.people import actions as people
from yugong.ground.people.models import Person
from yugong.kernel.actor import SYSTEM, Actor
from yugong.kernel.books import Leg
from yugong.kernel.calendar import local_day

from .treasury import fund_of

AT = timezone.now()
DAY = local_day(AT)
YEAR = DAY.year


pytestmark = pytest.mark.usefixtures("plain_static")


def at_desk(actor: Actor) -> Client:
    who = Person.objects.get(pk=actor.person_id)
    account = people.open_account(username=f"u{who.pk}", person=who, by=SYSTEM, at=AT)
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    sessions.begin(session, how=sessions.SECOND, at=timezone.now())
    session.save()
    return client


@pytest.fixture
def desk(treasury):
    """The district officer; this year's fund got 20,000 yuan: 5,000 planned, 1,200 spent, 300 arranged."""
    fund = fund_of(treasury.east, "今年的帮扶资金", year=YEAR)
    given = {"by": SYSTEM, "at": AT}
    funds.receive(fund=fund, amount_fen=20_000_00, text="=1+1 拨入", on=DAY, **given)
    line = budgets.plan(fund=fund, head="urgent", amount_fen=5_000_00, **given)
    legs = (Leg("urgent", 1_200_00, fund.pk), Leg("bank", -1_200_00, fund.pk))
    entries.post(unit=treasury.east, legs=legs, text="帮扶第一批", about="P-1", on=DAY, **given)
    commitments.commit(line=line, amount_fen=300_00, about="aid:M-2", **given)
    return at_desk(treasury.officer)


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_the_overview_shows_the_year(treasury, desk):
    shown = text(desk.get("/desk/funds/"))
    for words in (
        "20,000.00",
        "1,200.00",
        "已安排未付 300.00",
        "1 项已批准，等付款",
        "临时救助 1,200.00 24.0%",
    ):
        assert words in shown
    assert "帮扶第一批" in shown
    assert "经费" in shown


def test_own_books_and_those_below(treasury, desk):
    below = fund_of(treasury.union, "茶厂经费", source="own", year=YEAR)
    funds.receive(fund=below, amount_fen=77_00, text="茶厂拨缴", on=DAY, by=SYSTEM, at=AT)
    assert "茶厂拨缴" not in text(desk.get("/desk/funds/"))
    shown = text(desk.get("/desk/funds/?levels=below"))
    assert "茶厂拨缴" in shown
    assert "20,077.00" in shown
    upper = at_desk(treasury.officers["west"])
    assert "茶厂拨缴" not in text(upper.get("/desk/funds/?levels=below"))
    assert upper.get(f"/desk/funds/{below.pk}/").status_code == 404
    entry = Entry.objects.get(text="茶厂拨缴")
    assert upper.get(f"/desk/funds/vouchers/{entry.pk}/").status_code == 404
    assert upper.get(f"/desk/funds/vouchers/{entry.pk}/pdf/").status_code == 404
    assert upper.post(f"/desk/funds/vouchers/{entry.pk}/reverse/", {"why": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=第一批", ["帮扶第一批"]),
        ("q=P-1", ["帮扶第一批"]),
        ("q=记-0003", ["帮扶第一批"]),
        ("head=urgent", ["帮扶第一批"]),
        ("side=in", ["=1+1 拨入", "中央财政帮扶资金拨入"]),
        ("head=bank", ["帮扶第一批", "=1+1 拨入", "中央财政帮扶资金拨入"]),
        ("source=donation", []),
        ("year=2026&month=7", ["中央财政帮扶资金拨入"]),
        (
            "fund=no&head=no&year=x&month=13&of=99999&side=up",
            ["帮扶第一批", "=1+1 拨入", "中央财政帮扶资金拨入"],
        ),
    ],
)
def test_entries_are_found(desk, asked, found):
    shown = text(desk.get(f"/desk/funds/entries/?{asked}"))
    known = ["帮扶第一批", "=1+1 拨入", "中央财政帮扶资金拨入"]
    assert [one for one in known if one in shown] == found


def test_the_sheet_has_no_formulas_and_adds_up(desk):
    response = desk.get("/desk/funds/entries/export/?levels=below")
    assert "明细账.xlsx" in unquote(response["Content-Disposition"])
    rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert rows[0][:4] == ["日期", "凭证", "摘要", "科目"]
    assert {row[2] for row in rows[1:4]} == {"=1+1 拨入", "帮扶第一批", "中央财政帮扶资金拨入"}
    assert rows[4][0] == "合计"
    assert (rows[4][6], rows[4][7]) == (30_000.0, 1_200.0)
    assert sum(row[6] for row in rows[1:4]) == rows[4][6]


def test_a_voucher_its_reversal_and_its_paper(treasury, desk):
    entry = Entry.objects.get(text="帮扶第一批")
    page = f"/desk/funds/vouchers/{entry.pk}/"
    shown = text(desk.get(page))
    assert "维权支出 / 临时救助" in shown
    assert "冲销这张凭证" in shown
    paper = desk.get(f"{page}pdf/")
    assert paper.content[:5] == b"%PDF-"
    empty = desk.post(f"{page}reverse/", {"why": ""})
    assert empty.status_code == 422
    back = desk.post(f"{page}reverse/", {"why": "金额记错"})
    assert back.url == f"/desk/funds/vouchers/{Entry.objects.get(reverses=entry).pk}/"
    assert "被冲销" in text(desk.get(page))
    assert "冲销这张凭证" not in text(desk.get(page))
    assert "红冲" in text(desk.get(back.url))
    assert desk.post(f"{page}reverse/", {"why": "再来一次"}).status_code == 422


def test_a_fund_is_set_up_filled_and_planned(treasury, desk):
    new = desk.post(
        "/desk/funds/new/", {"name": "金秋助学", "source": "donation", "year": YEAR, "purpose": "子女助学"}
    )
    fund = Fund.objects.get(name="金秋助学")
    assert new.url == f"/desk/funds/{fund.pk}/"
    given = {"fund": fund.pk, "amount_fen": "21,850", "on": DAY, "text": "社会捐赠", "once": "k1"}
    assert desk.post("/desk/funds/receive/", given).url == new.url
    assert desk.post("/desk/funds/receive/", given).url == new.url
    assert list(Entry.objects.filter(text="社会捐赠").values_list("income", flat=True)) == [21_850_00]
    planned = desk.post("/desk/funds/plan/", {"fund": fund.pk, "head": "schooling", "amount_fen": "20000"})
    assert planned.url == new.url
    assert Line.objects.get(fund=fund).amount == 20_000_00
    shown = text(desk.get(new.url))
    for words in ("到账 21,850.00", "预算 20,000.00", "金秋助学", "捐赠收入"):
        assert words in shown
    again = desk.post(
        "/desk/funds/new/", {"name": "金秋助学", "source": "donation", "year": YEAR, "purpose": "x"}
    )
    assert (again.status_code, "已经有" in again.content.decode()) == (422, True)
    short = desk.post("/desk/funds/plan/", {"fund": fund.pk, "head": "schooling", "amount_fen": "-1"})
    assert short.status_code == 422


def test_who_has_no_post_with_the_books_finds_no_page(treasury):
    checker = at_desk(treasury.officers["checker"])
    assert checker.get("/desk/funds/").status_code == 200
    assert "登记到账" not in text(checker.get("/desk/funds/"))
    for path in ("new", "receive", "plan"):
        assert checker.get(f"/desk/funds/{path}/").status_code == 404
    worker = at_desk(treasury.officers["audit"].seated(None))
    assert worker.get("/desk/funds/").status_code == 200  # he reads the books of his own union
    assert "中央财政帮扶资金拨入" not in text(worker.get("/desk/funds/"))


def test_the_lists_behind_the_numbers(treasury, desk):
    listed = text(desk.get(f"/desk/funds/list/?year={YEAR}"))
    assert "今年的帮扶资金" in listed
    arranged = text(desk.get(f"/desk/funds/commitments/?of={YEAR}"))
    assert "aid:M-2" in arranged
    assert "未付 300.00 元" in arranged
    nothing = text(desk.get("/desk/funds/commitments/?of=2019"))
    assert "没有安排" in nothing


def test_pages_ask_the_same_number_of_queries_however_much_they_list(
    treasury, desk, django_assert_max_num_queries
):
    fund = Fund.objects.get(name="今年的帮扶资金")
    for n in range(12):
        funds.receive(
            fund=fund, amount_fen=n + 1, text=f"利息 {n}", on=DAY, head="other_in", by=SYSTEM, at=AT
        )
    for path, most in (
        ("/desk/funds/", 45), ("/desk/funds/entries/", 30), (f"/desk/funds/{fund.pk}/", 35),
    ):  # fmt: skip
        with django_assert_max_num_queries(most):
            assert desk.get(path).status_code == 200
