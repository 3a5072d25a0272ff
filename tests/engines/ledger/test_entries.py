"""Entries balance, count without gaps, fit in their budget, and are taken back only by their opposite."""

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from yugong.engines.ledger.actions import budgets, commitments, entries, funds
from yugong.engines.ledger.models import Account, Batch, Commitment, Entry, Line, Posting, Volume
from yugong.ground.audit.models import Event
from yugong.ground.audit.writing import writing
from yugong.kernel.actor import SYSTEM
from yugong.kernel.books import Leg
from yugong.kernel.errors import Broken, Refused

from .treasury import NOW, RECEIVED, TODAY, fund_of

WRITES = 14  # queries that write any number of entries


def spend(treasury, amount: int, **more) -> Entry:
    legs = (Leg("hardship", amount, treasury.fund.pk), Leg("bank", -amount, treasury.fund.pk))
    given = {"text": "困难帮扶第一批", "about": "batch-1", "on": TODAY, "by": SYSTEM, "at": NOW}
    return entries.post(unit=treasury.east, legs=legs, **(given | more))


def line_of(treasury) -> tuple[int, int, int]:
    line = Line.objects.get(pk=treasury.line.pk)
    return line.held, line.spent, line.left


def balance(treasury, head: str) -> int:
    return Account.objects.get(fund=treasury.fund, head=head).balance


def test_an_entry_moves_its_accounts_and_its_line(treasury):
    entry = spend(treasury, 1_500_00)
    assert (entry.label, entry.seq, entry.year) == ("记-0002", 2, 2026)
    assert (entry.income, entry.outlay, entry.surplus) == (0, 1_500_00, RECEIVED - 1_500_00)
    assert (balance(treasury, "bank"), balance(treasury, "hardship")) == (RECEIVED - 1_500_00, 1_500_00)
    assert line_of(treasury) == (0, 1_500_00, 4_500_00)
    assert Volume.objects.get(unit=treasury.east).digest == entry.digest
    assert Event.objects.filter(did="ledger.post").count() == 1


def test_numbers_start_again_each_year_and_the_chain_goes_on(treasury):
    old = fund_of(treasury.east, "上年资金", year=2025)
    for day in (date(2025, 12, 30), date(2026, 1, 4), date(2025, 12, 31)):
        funds.receive(fund=old, amount_fen=100, text="补记", on=day, by=SYSTEM, at=NOW)
    rows = Entry.objects.filter(unit=treasury.east).order_by("seq").values_list("year", "number", "seq")
    assert list(rows) == [(2026, 1, 1), (2025, 1, 2), (2026, 2, 3), (2025, 2, 4)]
    assert [bytes(e.before) for e in Entry.objects.order_by("seq")][1:] == [
        bytes(e.digest) for e in Entry.objects.order_by("seq")
    ][:-1]


def test_many_entries_are_written_in_as_many_queries_as_one(treasury, django_assert_num_queries):
    def drafts(count):
        return [
            entries.Draft(
                (Leg("hardship", 100, treasury.fund.pk), Leg("bank", -100, treasury.fund.pk)), "一笔", TODAY
            )
            for _ in range(count)
        ]

    spend(treasury, 1)  # opens the accounts
    with writing("test"), django_assert_num_queries(WRITES):
        entries.write(unit=treasury.east, drafts=drafts(1), by=SYSTEM, at=NOW)
    with writing("test"), django_assert_num_queries(WRITES):
        made = entries.write(unit=treasury.east, drafts=drafts(40), by=SYSTEM, at=NOW)
    assert [entry.number for entry in made] == list(range(4, 44))
    assert line_of(treasury)[1] == 41 * 100 + 1


@pytest.mark.parametrize(
    ("amount", "why"),
    [
        (6_000_01, "“困难职工帮扶”的预算只剩 6,000.00 元，不够支出 6,000.01 元。"),
        (0, "“困难职工帮扶”的金额是 0，请填写金额或者删去这一条。"),
    ],
)
def test_outlay_beyond_its_line_is_refused(treasury, amount, why):
    with pytest.raises(Refused) as refused:
        spend(treasury, amount)
    assert refused.value.reason == why
    assert (line_of(treasury), Entry.objects.count()) == ((0, 0, 6_000_00), 1)


def test_the_bank_is_never_below_zero(treasury):
    budgets.plan(fund=treasury.fund, head="hardship", amount_fen=20_000_00, by=SYSTEM, at=NOW)
    with pytest.raises(Refused) as refused:
        spend(treasury, RECEIVED + 1)
    assert refused.value.reason == "“困难职工帮扶资金”的银行存款只有 10,000.00 元，不够支付 10,000.01 元。"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_account SET balance = -1 WHERE head = 'bank'")


def test_a_commitment_is_spent_released_and_taken_up_again(treasury):
    one = commitments.commit(line=treasury.line, amount_fen=5_000_00, about="M-1", by=SYSTEM, at=NOW)
    assert line_of(treasury) == (5_000_00, 0, 1_000_00)
    with pytest.raises(Refused) as short:
        spend(treasury, 1_000_01)
    assert short.value.code == "line_short"
    entry = spend(treasury, 2_000_00, spends=one)
    assert line_of(treasury) == (3_000_00, 2_000_00, 1_000_00)
    commitments.release(commitment=one, by=SYSTEM, at=NOW)
    assert line_of(treasury) == (0, 2_000_00, 4_000_00)
    with pytest.raises(Refused) as gone:
        spend(treasury, 1, spends=one)
    assert gone.value.code == "released"
    again = commitments.commit(line=treasury.line, amount_fen=2_500_00, about="M-1", by=SYSTEM, at=NOW)
    assert (again.pk, line_of(treasury)) == (one.pk, (500_00, 2_000_00, 3_500_00))
    entries.reverse(entry=entry, why="付款退回", by=SYSTEM, at=NOW)
    assert line_of(treasury) == (2_500_00, 0, 3_500_00)
    assert Commitment.objects.get(pk=one.pk).spent == 0


def test_the_same_thing_is_arranged_once(treasury):
    def commit(amount, about="M-1"):
        return commitments.commit(line=treasury.line, amount_fen=amount, about=about, by=SYSTEM, at=NOW)

    one = commit(1_000_00)
    assert commit(1_000_00) == one
    assert line_of(treasury) == (1_000_00, 0, 5_000_00)
    with pytest.raises(Refused) as other:
        commit(2_000_00)
    assert other.value.code == "committed_otherwise"
    with pytest.raises(Refused) as short:
        commit(5_000_01, "M-2")
    assert short.value.reason == "“困难职工帮扶”的预算只剩 5,000.00 元，不够安排 5,000.01 元。"


def test_a_reversal_takes_everything_back_once(treasury):
    entry = spend(treasury, 1_000_00)
    back = entries.reverse(entry=entry, why="金额记错", by=SYSTEM, at=NOW)
    assert (back.text, back.reverses, back.outlay, back.surplus) == (
        "冲销 2026 年 记-0002：金额记错", entry, -1_000_00, RECEIVED,
    )  # fmt: skip
    assert line_of(treasury) == (0, 0, 6_000_00)
    with pytest.raises(Refused, match="已经冲销过"):
        entries.reverse(entry=entry, why="再来", by=SYSTEM, at=NOW)
    with pytest.raises(Refused, match="本身就是冲销"):
        entries.reverse(entry=back, why="再来", by=SYSTEM, at=NOW)


def test_what_a_batch_of_payments_wrote_is_taken_back_there(treasury):
    entry = spend(treasury, 1_000_00, about="FK-1")
    with writing("test"):
        Batch(number="FK-1", unit=treasury.east, made_by="person:x", made_at=NOW).save()
    with pytest.raises(Refused) as refused:
        entries.reverse(entry=entry, why="记错", by=SYSTEM, at=NOW)
    assert refused.value.code == "of_batch"


def test_goods_are_counted_in_pieces_beside_money(treasury):
    fund = treasury.fund.pk
    given = {"text": "高温慰问物资入库", "about": "", "on": TODAY, "by": SYSTEM, "at": NOW}
    legs = (Leg("stock", 300, fund, "goods:water"), Leg("goods_in", -300, fund, "goods:water"))
    entry = entries.post(unit=treasury.east, legs=legs, **given)
    assert (entry.income, entry.outlay, entry.surplus) == (0, 0, RECEIVED)
    out = (Leg("goods_out", 301, fund, "goods:water"), Leg("stock", -301, fund, "goods:water"))
    with pytest.raises(Refused, match="只有 300 件，不够发 301 件"):
        entries.post(unit=treasury.east, legs=out, **given)


def test_what_is_unbalanced_foreign_future_or_personal_is_refused(treasury):
    fund = treasury.fund.pk
    legs = (Leg("bank", 2, fund), Leg("fees_in", -1, fund))
    good = (Leg("bank", 1, fund), Leg("fees_in", -1, fund))
    given = {"unit": treasury.east, "text": "拨缴", "about": "", "on": TODAY, "by": SYSTEM, "at": NOW}

    def refused(**more) -> str:
        with pytest.raises(Refused) as found:
            entries.post(**({"legs": good} | given | more))
        return found.value.code or found.value.field

    assert refused(legs=legs) == "unbalanced"
    assert refused(unit=treasury.west) == "foreign_fund"
    assert refused(on=date(2026, 7, 16)) == "future"
    assert refused(text="付 16100000001") == "personal"
    assert refused(text="张三 500101199001011234") == "personal"
    assert refused(text=" ") == "text"


def test_money_that_comes_in_twice_under_one_key_is_written_once(treasury):
    given = {"fund": treasury.fund, "amount_fen": 5, "text": "到账", "on": TODAY, "about": "k", "by": SYSTEM}
    assert funds.receive(**given, at=NOW) == funds.receive(**given, at=NOW)
    assert balance(treasury, "bank") == RECEIVED + 5


def test_planning_again_keeps_the_history_and_stays_above_what_is_taken(treasury):
    commitments.commit(line=treasury.line, amount_fen=4_000_00, about="M-1", by=SYSTEM, at=NOW)
    with pytest.raises(Refused, match=r"已经安排和支出 4,000\.00 元"):
        budgets.plan(fund=treasury.fund, head="hardship", amount_fen=3_999_99, by=SYSTEM, at=NOW)
    line = budgets.plan(fund=treasury.fund, head="hardship", amount_fen=4_000_00, by=SYSTEM, at=NOW)
    assert [plan.amount for plan in line.plans.order_by("id")] == [6_000_00, 4_000_00]


def test_who_may_write_the_books(treasury):
    given = {"fund": treasury.fund, "amount_fen": 5, "text": "到账", "on": TODAY, "at": NOW}
    assert funds.receive(**given, by=treasury.officers["maker"]).number == 2
    for name in ("west", "checker", "payer", "audit"):
        with pytest.raises(Refused) as refused:
            funds.receive(**given, by=treasury.officers[name])
        assert refused.value.code == "forbidden"


def raw(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_the_database_refuses_what_is_unbalanced_even_without_the_house(treasury):
    entry, account = Entry.objects.get(), Account.objects.get(head="bank")
    fund = fund_of(treasury.west)
    funds.receive(fund=fund, amount_fen=9, text="到账", on=TODAY, by=SYSTEM, at=NOW)
    foreign = Account.objects.get(fund=fund, head="bank")
    with pytest.raises(IntegrityError, match="has 3 legs"):
        slip(entry, (account, 1))
    copy = {f.attname: getattr(entry, f.attname) for f in Entry._meta.local_fields}
    for legs, why in (
        (((account, 5), (account, -4)), "not balanced"),
        (((account, 5),), "has 1 legs"),
        (((account, 5), (foreign, -5)), "another unit"),
    ):
        made = Entry(**copy | {"id": fund.pk, "seq": 9, "number": 9, "legs": len(legs)})
        with pytest.raises(IntegrityError, match=why):
            slip(made, *legs)


def slip(entry: Entry, *legs: tuple[Account, int]) -> None:
    """Write legs past the actions of the house, and let the database look at once."""
    with transaction.atomic(), writing("test"):
        if entry._state.adding:
            entry.save()
        for account, amount in legs:
            Posting(entry=entry, account=account, amount=amount).save()
        raw("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger_entry SET text = 'x'",
        "DELETE FROM ledger_entry",
        "UPDATE ledger_posting SET amount = amount + 1",
        "DELETE FROM ledger_posting",
        "UPDATE ledger_plan SET amount = 0",
    ],
)
def test_what_is_written_stays(treasury, sql):
    with pytest.raises(ProgrammingError, match="written once"), transaction.atomic():
        raw(sql)
    with pytest.raises(Broken), writing("test"):
        Entry.objects.get().save()
