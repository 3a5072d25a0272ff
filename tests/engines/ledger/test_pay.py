"""Payments through three hands to the bank and back: each once, each by somebody else, each in the books."""

from copy import deepcopy
from dataclasses import replace

import pytest

from yugong.engines.ledger import followers
from yugong.engines.ledger.actions import bank, batches, commitments, entries, payees, payments
from yugong.engines.ledger.bank import Csv
from yugong.engines.ledger.bank_fake import NO_ACCOUNT
from yugong.engines.ledger.models import (
    BankFile,
    Batch,
    BatchState,
    Commitment,
    Entry,
    PayeeAccount,
    Payment,
    PaymentState,
    ReceiptRow,
)
from yugong.engines.ledger.queries import payments as queries
from yugong.engines.ledger.queries.payees import card_of
from yugong.engines.ledger.queries.proving import verify as proved
from yugong.ground.access.separation import may_lend
from yugong.ground.audit.models import Event
from yugong.ground.notices.letters import letter
from yugong.ground.notices.models import Notice
from yugong.ground.parameters.actions import set_parameter
from yugong.ground.people import actions as people
from yugong.kernel.actor import RULE, SYSTEM
from yugong.kernel.errors import Refused

from .paying import START, Office, build, card, lines_of

BUILD = build


@pytest.fixture
def office(built, db) -> Office:
    return deepcopy(built)


@pytest.fixture
def heard():
    """A scene that hears of its payments, for the length of a test."""
    told = []
    followers.settled.frozen, frozen = False, followers.settled.frozen
    followers.settled.add(
        followers.Follower(
            "aid.",
            paid=lambda owed, *, on, by, at: told.append(("paid", owed.about, owed.amount_fen, on)),
            failed=lambda owed, *, reason, by, at: told.append(("failed", owed.about, reason)),
        )
    )
    yield told
    del followers.settled._things["aid."]
    followers.settled.frozen = frozen


@pytest.fixture
def objecting():
    """A check a scene adds: nobody has more than 500 yuan."""
    followers.checks.frozen, frozen = False, followers.checks.frozen
    followers.checks.add(
        followers.Check(
            "aid.cap",
            lambda owed, on: {one.payment: "超过每人每年的上限。" for one in owed if one.amount_fen > 500_00},
            of="aid.",
        )
    )
    yield
    del followers.checks._things["aid.cap"]
    followers.checks.frozen = frozen


def test_the_whole_way_stands_in_the_books(office, heard):
    one, two = office.payee(), office.payee()
    office.order(one, 100_00)
    office.order(two, 250_00)
    assert office.balance("payable") == 0
    batch = office.released()
    assert (batch.count, batch.total_fen, batch.state) == (2, 350_00, BatchState.RELEASED)
    assert (office.balance("schooling"), office.balance("payable")) == (350_00, -350_00)
    batch, data = office.sent(batch)
    assert batch.state == BatchState.SENT
    file = office.record(batch, office.bank.take(data))
    batch.refresh_from_db()
    assert (batch.state, batch.paid_count, batch.paid_fen) == (BatchState.DONE, 2, 350_00)
    assert (office.balance("payable"), office.balance("bank")) == (0, 1_000_000_00 - 350_00)
    assert [row.outcome for row in ReceiptRow.objects.filter(file=file)] == ["paid", "paid"]
    assert {row.state for row in Payment.objects.all()} == {PaymentState.PAID}
    assert office.bank.credited == {card(1): 100_00, card(2): 250_00}
    assert heard == [
        ("paid", "aid.test:1", 100_00, START.date()), ("paid", "aid.test:1", 250_00, START.date()),
    ]  # fmt: skip
    hands = Notice.objects.filter(template="ledger.hand").order_by("id").values_list("to", flat=True)
    assert list(hands) == [f"seat:{office.unit.pk}:finance_checker", f"seat:{office.unit.pk}:finance_payer"]
    notice = Notice.objects.get(person_id=one.pk, template="ledger.paid")
    assert letter(notice).title == "已付 100.00 元"
    assert "尾号 0001" in letter(notice).body
    assert "金秋助学" not in letter(notice).sms


def test_what_the_bank_sends_back_is_paid_again_to_a_better_card(office, heard):
    who = office.payee("陈大勇", carded=False)
    office.give_card(who, card(77), "陈大勇", known=False)
    office.order(who, 100_00)
    batch, data = office.sent()
    office.record(batch, office.bank.take(data))
    payment = Payment.objects.get()
    assert (payment.state, payment.reason) == (PaymentState.FAILED, NO_ACCOUNT)
    assert (office.balance("schooling"), office.balance("payable")) == (0, 0)
    assert Commitment.objects.get().spent == 0
    assert "没有付成" in letter(Notice.objects.get(template="ledger.failed")).title
    office.give_card(who, card(78), "陈大勇")
    payment.refresh_from_db()
    assert payment.state == PaymentState.MADE
    again, data = office.sent()
    assert again.number != batch.number
    office.record(again, office.bank.take(data))
    assert Payment.objects.get().state == PaymentState.PAID
    assert office.bank.credited == {card(78): 100_00}
    assert [one[0] for one in heard] == ["failed", "paid"]


def test_the_same_purpose_and_period_is_paid_once(office):
    who = office.payee()
    first = office.order(who, 100_00)
    assert office.order(who, 100_00) == first
    with pytest.raises(Refused, match=r"已经有一笔 100\.00 元的付款"):
        office.order(who, 120_00)
    other = office.arrange(500_00, "aid.test:2")
    with pytest.raises(Refused, match="不能再付一笔"):
        office.order(who, 100_00, commitment=other)
    office.order(who, 100_00, period="2027")
    payments.void(payment=first, why="批错了", by=office.officers["maker"], at=START)
    assert office.order(who, 120_00, commitment=other) != first


def test_payments_together_stay_within_what_was_set_aside(office):
    office.arrange(250_00)
    people_ = [office.payee() for _ in range(3)]
    for who in people_[:2]:
        office.order(who, 100_00)
    with pytest.raises(Refused, match=r"只剩 50\.00 元"):
        office.order(people_[2], 100_00)
    office.order(people_[2], 50_00)


def test_three_hands_are_three_persons(office):
    office.order(office.payee())
    maker, checker, payer = (office.officers[name] for name in ("maker", "checker", "payer"))
    batch = office.make()
    everything = maker.seat.permissions | checker.seat.permissions | payer.seat.permissions
    able = {
        name: one.seated(replace(one.seat, permissions=everything)) for name, one in office.officers.items()
    }
    for by, said in ((maker, "没有这项权限"), (able["maker"], "制单人不能复核")):
        with pytest.raises(Refused, match=said):
            batches.check(batch=batch, by=by, at=START)
    batches.check(batch=batch, by=checker, at=START)
    for name, said in (
        ("maker", "制单人不能支付"), ("checker", "复核人不能支付"), ("officer", "批准救助的人不能支付"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=said):
            batches.release(batch=batch, by=able[name], at=START)
    assert batches.release(batch=batch, by=payer, at=START).released_by == payer.key
    assert not may_lend("countersigned", by="person:1", done={"made": "person:1"})


def test_above_the_limit_a_further_person_signs(office):
    set_parameter(
        key="payment.countersign_above", value=90, valid_from=START.date(), source="试行", by=SYSTEM, at=START
    )
    office.order(office.payee())
    batch = office.checked()
    with pytest.raises(Refused, match=r"超过 90\.00 元，要先由另一位负责人会签"):
        office.released(batch)
    for name, said in (("checker", "没有这项权限"), ("maker", "制单人不能会签")):
        with pytest.raises(Refused, match=said):
            batches.countersign(batch=batch, by=office.officers[name], at=START)
    seat = office.officers["leader"].seat
    asked = queries.waiting_for(queries.batches(), seat, office.officers["leader"].key, START.date())
    assert list(asked) == [batch]
    signed = batches.countersign(batch=batch, by=office.officers["leader"], at=START)
    assert not asked.all().exists()
    assert office.released(signed).state == BatchState.RELEASED
    assert [did for did, _, _ in queries.deeds_of(Batch.objects.get())] == [
        "made", "checked", "countersigned", "released",
    ]  # fmt: skip


def test_nobody_lends_a_hand_to_his_own_money(office):
    who = office.payee()
    office.order(who)
    for name in ("checker", "payer"):
        one = office.officers[name]
        office.officers[f"own {name}"] = replace(one, key=f"person:{who.pk}", person_id=who.pk)
    batch = office.make()
    with pytest.raises(Refused, match="付给您本人"):
        batches.check(batch=batch, by=office.officers["own checker"], at=START)
    batch = office.checked(batch)
    with pytest.raises(Refused, match="付给您本人"):
        batches.release(batch=batch, by=office.officers["own payer"], at=START)


def test_a_batch_keeps_the_good_and_lists_the_bad_with_reasons(office, objecting):
    good, bare, dead, dear, odd = (office.payee(carded=n != 1) for n in range(5))
    people.end(person=dead, how="death", on=START.date(), basis="家属告知", by=SYSTEM, at=START)
    for who in (good, bare, dead, odd):
        office.order(who)
    office.order(dear, 600_00)
    people.amend(person=odd, changes={"name": "改了名"}, reason="更正", by=SYSTEM, at=START)
    batch = office.make()
    assert (batch.count, batch.total_fen) == (1, 100_00)
    assert {reason for state, _, reason in lines_of(batch) if state == "dropped"} == {
        "还没有登记收款银行卡，请本人登记或代为登记。",
        "收款人已登记去世，请核实后作废。",
        "超过每人每年的上限。",
        "银行卡的户名和收款人姓名不一致，请改登本人的卡。",
    }
    assert Payment.objects.filter(state=PaymentState.MADE).count() == 4
    with pytest.raises(Refused, match="没有一笔通过付款前检查"):
        office.make()


def test_what_changed_since_is_dropped_at_the_next_hand(office):
    one, two = office.payee(), office.payee()
    office.order(one)
    office.order(two)
    batch = office.make()
    office.give_card(one, card(500), office.bank.holders[card(1)])
    batch = office.checked(batch)
    assert lines_of(batch)[0] == ("dropped", 100_00, "收款银行卡刚刚更换，请重新制单。")
    people.end(person=two, how="death", on=START.date(), basis="家属告知", by=SYSTEM, at=START)
    batch = office.released(batch)
    assert batch.state == BatchState.RETURNED
    assert queries.returned_words(batch) == "没有一笔通过付款前检查"
    assert office.balance("payable") == 0


def test_a_batch_goes_back_with_the_reason(office):
    office.order(office.payee())
    batch = office.make()
    with pytest.raises(Refused, match="请写明为什么退回"):
        batches.send_back(batch=batch, why=" ", by=office.officers["checker"], at=START)
    batches.send_back(batch=batch, why="名单少了附件", by=office.officers["checker"], at=START)
    batch.refresh_from_db()
    assert (batch.state, queries.returned_words(batch)) == (BatchState.RETURNED, "名单少了附件")
    assert Payment.objects.get().state == PaymentState.MADE
    again = office.checked()
    batches.turn_down(batch=again, why="今天不付", by=office.officers["payer"], at=START)
    with pytest.raises(Refused, match="已经不在这一步"):
        office.released(again)
    assert Event.objects.filter(did="ledger.send_back_batch").count() == 1


def test_a_fund_without_the_money_in_the_bank_pays_nothing(office):
    from yugong.engines.ledger.actions import budgets, funds

    fund = funds.open_fund(
        unit=office.unit, name="未到账", source="own", year=2026, purpose="助学", by=SYSTEM, at=START
    )
    line = budgets.plan(fund=fund, head="schooling", amount_fen=500_00, by=SYSTEM, at=START)
    held = commitments.commit(line=line, amount_fen=500_00, about="aid.test:3", by=RULE, at=START)
    office.order(office.payee(), commitment=held)
    batch = office.checked()
    with pytest.raises(Refused, match=r"“未到账”的银行存款还差 100\.00 元"):
        office.released(batch)
    batch.refresh_from_db()
    assert batch.state == BatchState.CHECKED


def test_what_is_on_its_way_to_the_bank_cannot_be_taken_from_it(office):
    """The income is taken back while the bank transfers: its answer could never be booked."""
    office.order(office.payee())
    batch, data = office.sent()
    income = Entry.objects.get(income=1_000_000_00)
    with pytest.raises(Refused, match=r"银行存款还差 100\.00 元"):
        entries.reverse(entry=income, why="记错", by=SYSTEM, at=START)
    office.record(batch, office.bank.take(data))
    assert (office.balance("bank"), office.balance("payable")) == (1_000_000_00 - 100_00, 0)


def test_the_file_is_the_same_each_time_it_is_taken(office):
    office.order(office.payee())
    batch, first = office.sent()
    assert office.sent(batch)[1] == first
    assert BankFile.objects.count() == 1
    assert Event.objects.filter(did="ledger.take_bank_file").count() == 2
    office.order(office.payee())
    fresh = office.make()
    with pytest.raises(Refused, match="付款以后才能导出"):
        bank.export(batch=fresh, by=office.officers["payer"], at=START)


def answer(*rows: tuple[str, str, str]) -> bytes:
    return (
        "业务编号,金额（元）,处理结果,失败原因\n" + "".join(f"{','.join(row)},\n" for row in rows)
    ).encode()


def test_an_answer_is_booked_once_row_by_row(office, heard):
    for n in range(3):
        office.order(office.payee(), 100_00 + n)
    batch, _ = office.sent()
    name = batch.number
    first = answer(
        (f"{name}-00001", "100.00", "成功"), (f"{name}-00002", "999.00", "成功"),
        (f"{name}-00009", "1.00", "成功"), ("", "1.00", "成功"), (f"{name}-00001", "100.00", "失败"),
    )  # fmt: skip
    file = office.record(batch, first)
    assert [row.outcome for row in queries.results(file).order_by("row")] == [
        "paid", "amount", "unknown", "unreadable", "clash",
    ]  # fmt: skip
    assert office.record(batch, first) == file
    batch.refresh_from_db()
    assert (batch.state, batch.paid_count, batch.paid_fen) == (BatchState.SENT, 1, 100_00)
    later = answer((f"{name}-00001", "100.00", "成功"), (f"{name}-00002", "100.01", "失败"))
    rows = queries.results(office.record(batch, later)).order_by("row")
    assert [row.outcome for row in rows] == ["again", "failed"]
    assert office.balance("bank") == 1_000_000_00 - 100_00
    assert office.balance("payable") == -100_02
    assert [one[0] for one in heard] == ["paid", "failed"]


def test_money_that_comes_back_after_it_was_paid_is_turned_round_and_paid_again(office, heard):
    who = office.payee()
    office.order(who)
    office.order(office.payee(), 50_00)
    batch, _ = office.sent()
    one, other = (f"{batch.number}-0000{n}" for n in (1, 2))
    office.record(batch, answer((one, "100.00", "成功"), (other, "50.00", "成功")))
    back = "业务编号,金额（元）,处理结果,失败原因\n" + f"{one},100.00,失败,账户已销户\n"
    file = office.record(batch, back.encode())
    assert [row.outcome for row in queries.results(file)] == ["returned"]
    assert office.record(batch, back.encode()) == file
    batch.refresh_from_db()
    assert (batch.state, batch.paid_fen, batch.failed_fen) == (BatchState.DONE, 50_00, 100_00)
    payment = Payment.objects.get(payee=who)
    assert (payment.state, payment.paid_on, payment.reason) == (PaymentState.FAILED, None, "账户已销户")
    assert (office.balance("bank"), office.balance("payable")) == (1_000_000_00 - 50_00, 0)
    assert (office.balance("schooling"), Commitment.objects.get().spent) == (50_00, 50_00)
    assert [one[0] for one in heard] == ["paid", "paid", "failed"]
    told = Notice.objects.filter(person_id=who.pk).order_by("id").values_list("template", flat=True)
    assert list(told)[-2:] == ["ledger.paid", "ledger.returned"]
    late = answer((one, "100.00", "成功"))  # the first answer once more, in another file
    assert [row.outcome for row in queries.results(office.record(batch, late))] == ["clash"]
    payments.pay_again(payment=payment, by=office.officers["maker"], at=START)
    again, data = office.sent()
    office.record(again, office.bank.take(data))
    payment.refresh_from_db()
    assert (payment.state, office.balance("bank")) == (PaymentState.PAID, 1_000_000_00 - 150_00)
    assert [*proved()] == []


def test_a_card_is_the_payees_own_and_is_given_once(office):
    who = office.payee("陈大勇", carded=False)
    with pytest.raises(Refused, match="不能付到别人的卡上"):
        office.give_card(who, card(1), "赵文静")
    with pytest.raises(Refused, match="12 至 19 位"):
        office.give_card(who, "123", "陈大勇")
    first = office.give_card(who, card(1), "陈 大勇")
    assert office.give_card(who, card(1), "陈大勇") == first
    second = office.give_card(who, card(2), "陈大勇")
    assert PayeeAccount.objects.filter(person=who, ended_at=None).get() == second
    assert card(2).encode() not in bytes(second.number_sealed)
    assert card_of(who.pk).masked == "渝州银行（尾号 0002）"
    with pytest.raises(Refused):
        payees.account(
            person=who,
            bank="渝州银行",
            number=card(3),
            holder="陈大勇",
            by=office.officers["maker"],
            at=START,
        )
    assert not Notice.objects.filter(template="ledger.card").exists()
    payees.account(
        person=who, bank="渝州银行", number=card(3), holder="陈大勇", by=office.officers["officer"], at=START
    )
    assert "尾号 0003" in letter(Notice.objects.get(template="ledger.card")).body


def test_other_unions_officers_have_no_hand_in_it(office):
    office.order(office.payee())
    with pytest.raises(Refused, match="组织范围"):
        batches.make(unit=office.unit, by=office.officers["west_maker"], at=START)
    batch = office.make()
    with pytest.raises(Refused, match="组织范围"):
        batches.check(batch=batch, by=office.officers["west_checker"], at=START)
    batch = office.released(office.checked(batch))
    for verb in (bank.export, bank.take):
        with pytest.raises(Refused, match="组织范围"):
            verb(batch=batch, by=office.officers["west_payer"], at=START)


def test_nothing_personal_stands_in_the_log(office):
    who = office.payee("陈大勇")
    office.order(who)
    batch, data = office.sent()
    office.record(batch, office.bank.take(data))
    assert Csv().OUT[0] in data.decode("utf-8-sig")
    for event in Event.objects.filter(did__startswith="ledger."):
        assert "陈大勇" not in str(event.data)
        assert card(1) not in str(event.data)
