"""Plants payments at every step: waiting, sent back, in batches before each hand, answered by the bank."""

from datetime import date
from typing import Any

from django.utils import timezone

from yugong.engines.ledger.actions import bank, batches, budgets, commitments, funds, payees, payments
from yugong.engines.ledger.bank_fake import FakeBank
from yugong.engines.ledger.models import BankFile, Batch, Entry, Payment
from yugong.ground.access.principal import load
from yugong.ground.audit.writing import writing
from yugong.ground.org import actions as org
from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Membership, Person
from yugong.ground.people.queries import identity_of
from yugong.kernel.actor import RULE, SYSTEM
from yugong.kernel.actor import person as acting
from yugong.kernel.ident import uuid7

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
WHO: dict[str, Any] = {"by": SYSTEM, "at": NOW}
CARD = "622200000000000000{}"
BOOKS = ("", "?levels=below", "list/", "new/", "receive/", "plan/", "commitments/", "entries/")
HANDS = {"maker": "况制单", "checker": "况复核", "payer": "况付款"}


def hand(role: str, name: str, unit: Unit, **login: Any) -> tuple[Any, Any]:
    """The account of a new finance officer, and the officer in his seat; `login`: how he signs in."""
    person = people.enrol(given=Identity(name=name), source="stories", **WHO)
    post = org.make_post(unit=unit, role=f"finance_{role}", title=name, **WHO)
    people.appoint(post=post, person=person, on=date(2026, 1, 1), **WHO)
    account = people.open_account(**{"username": f"f-{uuid7().hex}"} | login, person=person, **WHO)
    found = load(account.pk, today=TODAY)
    assert found
    return account, found[0].seated(found[0].seats[0])


def arranged(unit: Unit) -> Any:
    """Money of a new fund of the union, set aside."""
    fund = funds.open_fund(
        unit=unit,
        name=f"金秋助学资金 {uuid7().hex[-4:]}",
        source="own",
        year=TODAY.year,
        purpose="助学",
        **WHO,
    )
    funds.receive(fund=fund, amount_fen=50_000_00, text="拨入助学资金", on=TODAY, **WHO)
    line = budgets.plan(fund=fund, head="schooling", amount_fen=50_000_00, **WHO)
    return commitments.commit(
        line=line, amount_fen=40_000_00, about=f"stories.{uuid7().hex[-8:]}", by=RULE, at=NOW
    )


def order(commitment: Any, person: Person, n: int) -> Payment:
    """Money for one of its members, approved by somebody else."""
    return payments.order(
        commitment=commitment, payee=person, amount_fen=1_000_00 * n, purpose="金秋助学",
        period=f"20{10 + n}", approved_by="system:rule", by=RULE, at=NOW,
    )  # fmt: skip


def plant(person: Person) -> dict[str, Any]:
    """The accounts of three finance officers, and the paths each opens; the person is paid on his phone."""
    with writing("stories.money"):
        unit = Membership.objects.filter(person=person, valid_to=None)[0].unit
        held = {role: hand(role, name, unit) for role, name in HANDS.items()}
        by = {role: actor for role, (_, actor) in held.items()}
        commitment, name = arranged(unit), identity_of(person).name
        payees.account(
            person=person, bank="渝州银行", number=CARD.format(1), holder=name, by=acting(person.pk), at=NOW
        )

        def batched(*numbers: int) -> Batch:
            ids = [order(commitment, person, n).pk for n in numbers]
            return batches.make(unit=unit, payments=ids, by=by["maker"], at=NOW)

        def sent(batch: Batch) -> bytes:
            batches.check(batch=batch, by=by["checker"], at=NOW)
            batches.release(batch=batch, by=by["payer"], at=NOW)
            return bank.take(batch=batch, by=by["payer"], at=NOW)[1]

        paid, back, at_bank, fresh = batched(1, 2), batched(3), batched(4), batched(5)
        files = []
        for batch, holder in ((paid, name), (back, "别人")):
            answer = FakeBank({CARD.format(1): holder}).take(sent(batch))
            files.append(bank.record(batch=batch, data=answer, by=by["payer"], at=NOW))
        sent(at_bank)
        waiting = order(commitment, person, 6)
        failed = Payment.objects.get(lines__batch=back)
        voucher = Entry.objects.filter(unit=unit).order_by("seq")[0]
    return {
        "accounts": {role: account for role, (account, _) in held.items()},
        "paths": [
            *(
                ("maker", f"/desk/payments/{which}", 200)
                for which in ("", "?tab=back", "?tab=all", "?tab=mine")
            ),
            ("maker", f"/desk/payments/{failed.pk}/", 200),
            ("chair", f"/desk/payments/{waiting.pk}/card/", 200),
            ("checker", f"/desk/payments/batches/{fresh.pk}/", 200),
            ("payer", f"/desk/payments/batches/{at_bank.pk}/", 200),
            ("payer", f"/desk/payments/receipts/{files[1].pk}/", 200),
            *(("maker", f"/desk/funds/{page}", 200) for page in BOOKS),
            ("maker", f"/desk/funds/{commitment.line.fund_id}/", 200),
            ("maker", f"/desk/funds/vouchers/{voucher.pk}/", 200),
            ("holder", "/me/payments/", 200),
            ("holder", "/me/bank/", 200),
        ],
    }


def far(unit: Unit, person: Person) -> dict[str, str]:
    """One of each in another union, as rows: for those who try to reach it."""
    with writing("stories.money"):
        kept = arranged(unit)
        payment = order(kept, person, 9)  # plant() orders 1 to 6 for him
        batch = Batch(number=f"FK-{uuid7().hex[-8:]}", unit=unit, made_by="person:x", made_at=NOW)
        batch.save()
        shared = {"batch": batch, "kind": "in", "rows": 0, "content_sealed": b"x", "at": NOW}
        file = BankFile(sha256=uuid7().hex, by="person:x", **shared)
        file.save()
    voucher = Entry.objects.filter(unit=unit)[0]
    rows = {"payment": payment, "batch": batch, "receipt": file, "fund": kept.line.fund, "entry": voucher}
    return {f"{name}_id": str(row.pk) for name, row in rows.items()}
