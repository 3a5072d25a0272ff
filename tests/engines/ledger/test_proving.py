"""`yugong ledger verify` finds one changed fen, one changed word, one missing voucher."""

import pytest
from django.db import connection, transaction

from yugong.engines.ledger.actions import commitments, entries, funds
from yugong.engines.ledger.models import Account, Entry
from yugong.engines.ledger.queries import verify
from yugong.kernel.actor import SYSTEM
from yugong.kernel.books import Leg
from yugong.site.cli import main

from .treasury import NOW, RECEIVED, TODAY, build


@pytest.fixture
def books(treasury):
    return kept(treasury)


def kept(treasury):
    """Three vouchers: money in, help out of a commitment, money in again."""
    fund = treasury.fund
    one = commitments.commit(line=treasury.line, amount_fen=3_000_00, about="M-1", by=SYSTEM, at=NOW)
    legs = (Leg("hardship", 2_000_00, fund.pk), Leg("bank", -2_000_00, fund.pk))
    entries.post(
        unit=treasury.east, legs=legs, text="帮扶第一批", about="M-1", on=TODAY, by=SYSTEM, at=NOW, spends=one
    )
    funds.receive(fund=fund, amount_fen=100, text="利息", on=TODAY, head="other_in", by=SYSTEM, at=NOW)
    return treasury


def behind_the_back(*statements: str) -> None:
    """What somebody with the keys to the database does to it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        for sql in statements:
            cursor.execute(sql)


def found() -> list[tuple[str, str]]:
    return [(fault.place, fault.why) for fault in verify()]


def test_whole_books_have_no_fault(books):
    assert found() == []


def test_one_fen_is_found(books):
    account = Account.objects.get(head="bank")
    behind_the_back(
        f"UPDATE ledger_posting SET amount = amount + 1 WHERE id = (SELECT max(id) FROM ledger_posting"
        f" WHERE account_id = {account.pk})"
    )
    bank = RECEIVED - 2_000_00 + 100
    assert found() == [
        ("东区总工会 2026 年 记-0003", "借贷不平，或者分录被增减"),
        ("东区总工会 2026 年 记-0003", "内容被改动"),
        ("东区总工会“困难职工帮扶资金”银行存款（CNY）", f"余额记为 {bank}，按分录重算为 {bank + 1}"),
    ]


def test_one_fen_moved_on_both_sides_and_in_the_balances_is_found(books):
    behind_the_back(
        "UPDATE ledger_posting SET amount = amount + sign(amount)::int WHERE entry_id IN"
        " (SELECT id FROM ledger_entry WHERE number = 2)",
        "UPDATE ledger_account a SET balance ="
        " (SELECT sum(amount) FROM ledger_posting WHERE account_id = a.id)",
        "UPDATE ledger_line SET spent = spent + 1, held = held - 1",
        "UPDATE ledger_commitment SET spent = spent + 1",
        "UPDATE ledger_entry SET outlay = outlay + 1 WHERE number = 2",
        "UPDATE ledger_entry SET surplus = surplus - 1 WHERE number >= 2",
        "UPDATE ledger_volume SET surplus = surplus - 1",
    )
    assert found() == [
        ("东区总工会 2026 年 记-0002", "内容被改动"),
        ("东区总工会 2026 年 记-0003", "内容被改动"),
    ]


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ("UPDATE ledger_entry SET text = '改过' WHERE number = 2", [("记-0002", "内容被改动")]),
        ("UPDATE ledger_entry SET \"on\" = '2026-07-01' WHERE number = 3", [("记-0003", "内容被改动")]),
        ("UPDATE ledger_entry SET number = 7, seq = 7 WHERE number = 3", [
            ("记-0007", "前面缺 4 张凭证"), ("记-0007", "内容被改动"), ("", "账册的末尾被删去或者改动")]),
        ("UPDATE ledger_account SET balance = balance + 1 WHERE head = 'other_in'", [
            ("“困难职工帮扶资金”其他收入（CNY）", "余额记为 -99，按分录重算为 -100")]),
        ("UPDATE ledger_line SET held = held + 1", [
            ("“困难职工帮扶资金”困难职工帮扶的预算", "已安排记为 100001，重算为 100000")]),
        ("UPDATE ledger_line SET spent = spent + 1", [
            ("“困难职工帮扶资金”困难职工帮扶的预算", "已支出记为 200001，按分录重算为 200000")]),
        ("UPDATE ledger_commitment SET spent = spent - 1", [
            ("“困难职工帮扶资金”困难职工帮扶的预算", "已安排记为 100000，重算为 100001"),
            ("的用款安排 M-1", "已支出记为 199999，按凭证重算为 200000")]),
    ],
)  # fmt: skip
def test_any_change_is_named(books, change, faults):
    behind_the_back(change)
    assert [
        (place.removeprefix("东区总工会").removeprefix(" 2026 年 "), why) for place, why in found()
    ] == faults


def test_a_missing_voucher_is_found(books):
    gone = Entry.objects.get(number=2)
    behind_the_back(
        f"DELETE FROM ledger_posting WHERE entry_id = '{gone.pk}'",
        f"DELETE FROM ledger_entry WHERE id = '{gone.pk}'",
    )
    assert found()[0] == ("东区总工会 2026 年 记-0003", "前面缺 1 张凭证")


@pytest.mark.django_db(transaction=True)
def test_the_console_says_so(capsys):
    kept(build())
    assert main(["ledger", "verify"]) == 0
    assert capsys.readouterr().out == "账目全部相符，凭证链完整\n"
    behind_the_back("UPDATE ledger_entry SET text = '改过' WHERE number = 2")
    assert main(["ledger", "verify"]) == 1
    assert capsys.readouterr().out == "东区总工会 2026 年 记-0002：内容被改动\n账目发现 1 处不符\n"
