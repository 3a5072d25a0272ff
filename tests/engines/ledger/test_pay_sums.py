"""Whatever is done with payments in whatever order: their sums are those of the books, states agree."""

import random
from collections import Counter
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yugong.engines.ledger.actions import batches, payments
from yugong.engines.ledger.bank import Csv
from yugong.engines.ledger.models import Batch, BatchLine, Commitment, Line, Payment
from yugong.engines.ledger.queries.proving import verify
from yugong.kernel.errors import Refused

from .paying import START, Office, build, card

PEOPLE = 4
FOLLOWS = {  # the state of a batch → the state of the payments on its open lines
    "made": {"batched"}, "checked": {"checked"}, "released": {"released"}, "sent": {"sent"},
}  # fmt: skip
OUT = ("released", "sent", "paid")
ACTS = (
    "order",
    "make",
    "check",
    "back",
    "release",
    "down",
    "send",
    "answer",
    "bounce",
    "card",
    "again",
    "void",
)


class Undone(Exception):
    """Ends an example without leaving its rows."""


class History:
    """One office, and what may be done in it by a number that chooses."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.office.bank = type(office.bank)({})
        self.cards = dict.fromkeys(range(PEOPLE), 0)
        self.periods = 0
        self.answers: dict[str, bytes] = {}

    def batch(self, n: int, *states: str) -> Batch | None:
        rows = list(Batch.objects.filter(state__in=states).order_by("id"))
        return rows[n % len(rows)] if rows else None

    def payment(self, n: int, *states: str) -> Payment | None:
        rows = list(Payment.objects.filter(state__in=states).order_by("id"))
        return rows[n % len(rows)] if rows else None

    def order(self, n: int) -> None:
        self.periods += 1
        self.office.order(self.office.people[n % PEOPLE], 1 + n * 37, period=str(self.periods // 2))

    def card(self, n: int) -> None:
        """A new card; the bank knows every other one."""
        who = n % PEOPLE
        self.cards[who] += 1
        name = f"工友{chr(0x4E00 + who + 1)}"
        number = card(1000 * (who + 1) + self.cards[who])
        self.office.give_card(self.office.people[who], number, name, known=n % 2 == 0)

    def make(self, n: int) -> None:
        self.office.make()

    def check(self, n: int) -> None:
        if batch := self.batch(n, "made", "checked"):
            self.office.checked(batch)

    def back(self, n: int) -> None:
        if batch := self.batch(n, "made"):
            batches.send_back(batch=batch, why="重做", by=self.office.officers["checker"], at=START)

    def release(self, n: int) -> None:
        if batch := self.batch(n, "checked", "made"):
            self.office.released(batch)

    def down(self, n: int) -> None:
        if batch := self.batch(n, "checked"):
            batches.turn_down(batch=batch, why="不付", by=self.office.officers["payer"], at=START)

    def send(self, n: int) -> None:
        if batch := self.batch(n, "released", "sent"):
            batch, data = self.office.sent(batch)
            self.answers[batch.number] = self.office.bank.take(data)

    def answer(self, n: int) -> None:
        """Some rows of an answer in any order, some twice, one with another amount, one of nobody."""
        if batch := self.batch(n, "sent", "done"):
            rows = Csv().read(self.answers[batch.number])
            dice = random.Random(n)
            chosen = dice.choices(rows, k=dice.randint(1, len(rows) + 1))
            lines = ["业务编号,金额（元）,处理结果,失败原因"]
            for row in chosen:
                fen = (row.amount_fen or 0) + (dice.random() < 0.2)
                said = "成功" if row.paid else "失败"
                lines.append(f"{row.reference},{fen // 100}.{fen % 100:02d},{said},{row.reason}")
            lines.append(f"FK0-{n},1.00,成功,")
            self.office.record(batch, "\n".join(lines).encode())

    def bounce(self, n: int) -> None:
        """The bank cannot credit what it has paid and sends it back, in a later answer."""
        lines = list(BatchLine.objects.filter(state="paid").select_related("batch").order_by("id"))
        if lines:
            line = lines[n % len(lines)]
            amount = self.office.bank.paid.pop(line.reference)
            self.office.bank.refused[line.reference] = "账户已销户"
            row = f"{line.reference},{amount // 100}.{amount % 100:02d},失败,账户已销户 {n}"
            self.office.record(line.batch, f"业务编号,金额（元）,处理结果,失败原因\n{row}".encode())

    def again(self, n: int) -> None:
        if payment := self.payment(n, "failed"):
            payments.pay_again(payment=payment, by=self.office.officers["maker"], at=START)

    def void(self, n: int) -> None:
        if n % 3 == 0 and (payment := self.payment(n, "made", "failed")):
            payments.void(payment=payment, why="批错", by=self.office.officers["maker"], at=START)

    def do(self, act: str, n: int) -> None:
        try:
            with transaction.atomic():
                getattr(self, act)(n)
        except Refused:
            pass


def fen(*states: str, **more: Any) -> int:
    found = Payment.objects.filter(state__in=states, **more).aggregate(sum=Sum("amount_fen"))
    return found["sum"] or 0


def agrees(office: Office) -> None:
    """Recount everything from the payments, and the books from their postings."""
    assert list(verify()) == []
    assert office.balance("schooling") == fen(*OUT)
    assert office.balance("payable") == -fen("released", "sent")
    assert office.balance("bank") == 1_000_000_00 - fen("paid")
    assert Line.objects.get().spent == fen(*OUT)
    assert sum(one.spent for one in Commitment.objects.all()) == fen(*OUT)
    assert sum(office.bank.credited.values()) >= fen("paid")
    for batch in Batch.objects.all():
        rows = list(BatchLine.objects.filter(batch=batch).select_related("payment"))
        held = Counter({row.state: 0 for row in rows})
        for row in rows:
            held[row.state] += row.amount_fen
        if batch.state != "returned":
            assert batch.total_fen == sum(held.values()) - held["dropped"]
        assert (batch.paid_fen, batch.failed_fen) == (held["paid"], held["failed"])
        open_ = {row.payment.state for row in rows if row.state == "open"}
        assert open_ <= FOLLOWS.get(batch.state, set())
        assert {row.payment.state for row in rows if row.state == "paid"} <= {"paid"}
    carried = Counter()
    for reference, amount in office.bank.paid.items():
        number, _, no = reference.rpartition("-")
        line = BatchLine.objects.get(batch__number=number, no=int(no))
        assert line.amount_fen == amount
        carried[line.payment_id] += 1
    assert set(carried.values()) <= {1}


@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 200)), min_size=8, max_size=30))
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_random_histories_agree_with_the_books(office: Office, history: list[tuple[str, int]]) -> None:
    start = [("order", 3), ("order", 4), ("order", 9), ("make", 0), ("check", 0), ("release", 0), ("send", 0)]
    try:
        with transaction.atomic():
            told = History(office)
            for who in range(PEOPLE):
                told.card(2 * PEOPLE * (who % 2) + who)
            for act, n in (*start, *history):
                told.do(act, n)
                agrees(office)
            raise Undone
    except Undone:
        pass


@pytest.fixture
def office(db) -> Office:
    office = build()
    for _ in range(PEOPLE):
        office.payee(carded=False)
    office.arrange(500_000_00)
    return office
