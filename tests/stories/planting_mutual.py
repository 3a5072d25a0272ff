"""Plants whom the story of mutual aid needs: a union, its chair, members, who pays; or pays what waits."""

import json
import os
import sys
from datetime import date
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yugong.site.settings")

DISTRICT, CARD = "南川区总工会", "6222000000009{:06d}"
HANDS = {"maker": "互助制单", "checker": "互助复核", "payer": "互助付款"}


def number(n: int, mark: int) -> str:
    """A valid id of nobody."""
    from yugong.kernel.identifiers import id_check_digit

    body = f"50011919880{1 + mark % 9}{10 + mark % 18}{n:03d}"
    return body + id_check_digit(body)


def plant(mark: str, phone: str, password: str) -> dict[str, Any]:
    """A union with a chair and three members, the first with this phone; finance officers of the city."""
    from django.utils import timezone

    from yugong.engines.ledger.actions import payees
    from yugong.ground.org import actions as org
    from yugong.ground.org.models import Unit, UnitKind
    from yugong.ground.people import actions as people
    from yugong.ground.people.identity import Identity
    from yugong.ground.people.models import Account
    from yugong.kernel.actor import SYSTEM

    who: dict[str, Any] = {"by": SYSTEM, "at": timezone.now()}
    district, city = Unit.objects.get(name=DISTRICT), Unit.objects.get(kind=UnitKind.CITY)
    name = f"金佛山茶厂{mark}工会"
    union = org.found_unit(name=name, kind="enterprise", parent=district, on=date(2020, 1, 1), **who)
    rows = []
    for n, label in enumerate(("禤采茶", "禤炒茶", "禤运茶")):
        own = phone if n == 0 else f"1610066{int(mark) % 1000:03d}{n}"
        given = Identity(label, "resident", number(n, int(mark)), own, "2" if n % 2 else "1")
        member = people.enrol(given=given, source="story", **who)
        people.join(person=member, unit=union, on=date(2024, 5, 1), route="roster", **who)
        rows.append([label, given.number, own])
        if n == 0:
            people.open_account(username=f"story{own}", person=member, phone=own, verified=True, **who)
            payees.account(person=member, bank="渝州银行", number=CARD.format(int(mark)), holder=label, **who)
    seats = {f"chair{mark}": ("况茶香", union, "grassroots_chair")}
    seats |= {f"huzhu-{key}": (label, city, f"finance_{key}") for key, label in HANDS.items()}
    for key, (label, unit, role) in seats.items():
        if Account.objects.filter(username=key).exists():
            continue
        officer = people.enrol(given=Identity(name=label), source="story", **who)
        post = org.make_post(unit=unit, role=role, title=label, **who)
        people.appoint(post=post, person=officer, on=date(2026, 1, 1), **who)
        people.open_account(username=key, person=officer, password=password, verified=True, **who)
    return {"union": name, "rows": rows}


def seated() -> dict[str, Any]:
    """The finance officers of the city at their desks."""
    from django.utils import timezone

    from yugong.ground.access.principal import load
    from yugong.ground.people.models import Account

    hands = {}
    for key in HANDS:
        found = load(Account.objects.get(username=f"huzhu-{key}").pk, today=timezone.localdate())
        assert found
        hands[key] = found[0].seated(found[0].seats[0])
    return hands


def refund(mark: str) -> dict[str, Any]:
    """What was asked back last is checked and paid by the two other hands."""
    from django.utils import timezone

    from yugong.scenes.aid.actions import mutual_refunds
    from yugong.scenes.aid.models import MutualRefund

    now, hands = timezone.now(), seated()
    one = MutualRefund.objects.select_related("office").order_by("-id")[0]
    mutual_refunds.check(refund=one, by=hands["checker"], at=now)
    mutual_refunds.pay(refund=one, reference=f"TK{mark}", by=hands["payer"], at=now)
    return {"refunded": one.amount_fen}


def pay(mark: str) -> dict[str, Any]:
    """Everything of the city's office that waits goes to the bank and comes back paid."""
    from django.utils import timezone

    from yugong.engines.ledger.actions import bank, batches
    from yugong.engines.ledger.bank_fake import FakeBank
    from yugong.ground.org.models import Unit, UnitKind

    now, city, hands = timezone.now(), Unit.objects.get(kind=UnitKind.CITY), seated()
    batch = batches.make(unit=city, by=hands["maker"], at=now)
    batch = batches.check(batch=batch, by=hands["checker"], at=now)
    batch = batches.release(batch=batch, by=hands["payer"], at=now)
    _, data = bank.take(batch=batch, by=hands["payer"], at=now)
    batch.refresh_from_db()
    answer = FakeBank({CARD.format(int(mark)): "禤采茶"}).take(data)
    bank.record(batch=batch, data=answer, by=hands["payer"], at=now)
    batch.refresh_from_db()
    return {"state": batch.state, "paid": batch.paid_fen}


if __name__ == "__main__":
    import django

    django.setup()
    from django.db import transaction

    with transaction.atomic():
        verb = {"plant": plant, "refund": refund, "pay": pay}[sys.argv[1]]
        print(json.dumps(verb(*sys.argv[2:]), ensure_ascii=False))
