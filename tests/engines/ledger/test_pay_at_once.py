"""Fifty pay at once: nothing beyond the budget, nothing twice, whoever comes first."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from yugong.engines.ledger.actions import bank, batches, commitments, payments
from yugong.engines.ledger.models import Batch, BatchLine, Line, Payment, PaymentState
from yugong.ground.audit.writing import writing
from yugong.kernel.actor import RULE
from yugong.kernel.errors import Refused

from .paying import START, build, card

MANY = 50
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run them at the same moment, each on a connection of its own; who waited too long tries again."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            gate.wait(timeout=60)
            for _ in range(20):
                try:
                    return act()
                except OperationalError:
                    connection.close()
            raise AssertionError("never came to its turn")
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_fifty_on_one_budget_spend_what_it_has_and_no_fen_more() -> None:
    office = build(budget=2_000_00)
    people = [office.payee() for _ in range(MANY)]

    def arrange(n: int) -> Callable[[], Any]:
        def act() -> Any:
            with transaction.atomic():
                held = commitments.commit(
                    line=office.line, amount_fen=100_00, about=f"aid.test:{n}", by=RULE, at=START
                )
                return office.order(people[n], 100_00, commitment=held)

        return act

    done = at_once(*(arrange(n) for n in range(MANY)))
    assert Counter(type(one).__name__ for one in done) == {"Payment": 20, "Refused": 30}
    line = Line.objects.get(pk=office.line.pk)
    assert (line.held, line.left) == (2_000_00, 0)
    assert {one.reason for one in done if isinstance(one, Refused)} == {
        "“金秋助学”的预算只剩 0.00 元，不够安排 100.00 元。"
    }


def test_fifty_on_one_commitment_order_what_it_has() -> None:
    office = build()
    held = office.arrange(1_000_00)
    people = [office.payee() for _ in range(MANY)]
    acts = [lambda who=who: office.order(who, 100_00, commitment=held) for who in people]
    done = at_once(*acts)
    assert Counter(type(one).__name__ for one in done) == {"Payment": 10, "Refused": 40}
    assert Payment.objects.count() == 10


def test_fifty_orders_of_one_payment_make_one() -> None:
    office = build()
    who = office.payee()
    helds = [office.arrange(100_00, f"aid.test:{n}") for n in range(2)]
    acts = [lambda n=n: office.order(who, 100_00, commitment=helds[n % 2]) for n in range(MANY)]
    done = at_once(*acts)
    assert Payment.objects.count() == 1
    assert Counter(type(one).__name__ for one in done) == {"Payment": 25, "Refused": 25}


def test_fifty_hands_on_one_batch_move_it_once_and_fifty_answers_book_it_once() -> None:
    office = build()
    for _ in range(3):
        office.order(office.payee(), 100_00)
    made = at_once(*[office.make] * MANY)
    assert Counter(type(one).__name__ for one in made) == {"Batch": 1, "Refused": 49}
    batch = office.checked(Batch.objects.get())
    payer = office.officers["payer"]
    done = at_once(*[lambda: batches.release(batch=batch, by=payer, at=START)] * MANY)
    assert Counter(type(one).__name__ for one in done) == {"Batch": 1, "Refused": 49}
    assert office.balance("payable") == -300_00
    files = at_once(*[lambda: bank.take(batch=batch, by=payer, at=START)] * MANY)
    assert len(set(files)) == 1
    batch.refresh_from_db()
    answer = office.bank.take(files[0][1])
    booked = at_once(*[lambda: office.record(batch, answer)] * MANY)
    assert len({one.pk for one in booked}) == 1
    assert (office.balance("payable"), office.balance("bank")) == (0, 1_000_000_00 - 300_00)
    assert office.bank.credited == {card(n): 100_00 for n in (1, 2, 3)}


def test_fifty_batches_release_what_the_fund_has_in_the_bank() -> None:
    """The budget allows all of them; the bank has money for twenty."""
    from yugong.engines.ledger.actions import budgets, funds
    from yugong.kernel.actor import SYSTEM

    office = build(budget=2_000_00)
    fund = office.line.fund
    budgets.plan(fund=fund, head="schooling", amount_fen=10_000_00, by=SYSTEM, at=START)
    office.arrange(5_000_00)
    checked = []
    for _ in range(MANY):
        payment = office.order(office.payee(), 100_00)
        checked.append(office.checked(office.make(payments=[payment.pk])))
    payer = office.officers["payer"]
    done = at_once(*[lambda one=one: batches.release(batch=one, by=payer, at=START) for one in checked])
    assert Counter(type(one).__name__ for one in done) == {"Batch": 20, "Refused": 30}
    assert (office.balance("payable"), office.balance("bank")) == (-2_000_00, 2_000_00)
    assert Payment.objects.filter(state=PaymentState.RELEASED).count() == 20
    funds.receive(fund=fund, amount_fen=100_00, text="补拨", on=START.date(), by=SYSTEM, at=START)
    again = next(one for one, was in zip(checked, done, strict=True) if isinstance(was, Refused))
    assert office.released(again).state == "released"


def test_without_the_lock_a_commitment_is_overspent() -> None:
    """The test has teeth: the same verb without its lock, while another order is not yet committed."""
    office = build()
    held = office.arrange(100_00)
    first, second = office.payee(), office.payee()
    given = {"commitment": held, "amount_fen": 100_00, "purpose": "x", "period": "1", "approved_by": "y"}
    ordered = Event()

    def slow() -> None:
        with transaction.atomic():
            payments.order(payee=first, by=RULE, at=START, **given)
            ordered.set()
            time.sleep(1)  # the other has read by now how much is left

    def careless() -> None:
        ordered.wait(30)
        with transaction.atomic(), writing("test"):
            payments.order.__wrapped__(payee=second, by=RULE, at=START, **given)

    at_once(slow, careless)
    assert sum(Payment.objects.values_list("amount_fen", flat=True)) == 200_00
    assert BatchLine.objects.count() == 0
