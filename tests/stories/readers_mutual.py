"""Plants mutual aid at every step: a list to confirm, one to pay, one in force, money, a claim, a hint."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils import timezone

from tests.kinds.filling import filled
from yugong.engines.matters.actions.opening import written
from yugong.engines.matters.actions.records import happen
from yugong.ground.audit.writing import writing
from yugong.ground.org.models import Unit, UnitKind
from yugong.ground.people import vault
from yugong.ground.people.models import Membership, Person
from yugong.ground.people.queries import identity_of
from yugong.ground.people.row_cells import seal
from yugong.kernel.actor import SYSTEM
from yugong.kernel.actor import person as acting
from yugong.kernel.flow import kinds
from yugong.kernel.ident import uuid7
from yugong.scenes.aid.actions import mutual_enrolling, mutual_money, mutual_refunds
from yugong.scenes.aid.models import CoverState, MutualClaim, MutualCover, MutualEnrolment, MutualLead
from yugong.scenes.aid.rules.mutual_enrolling import slot

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
WHO: dict[str, Any] = {"by": SYSTEM, "at": NOW}
KIND = "aid.mutual_claim"


def sheet(person: Person) -> bytes:
    """A list with this person and a stranger."""
    held, out = identity_of(person), BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("名单")
    for n, row in enumerate((("姓名", "身份证号"), (held.name, held.number), ("况客", "11010519491231002X"))):
        page.write_row(n, 0, row)
    book.close()
    return out.getvalue()


def listed(unit: Unit, person: Person, product: str, start: Any) -> MutualEnrolment:
    """A list of one, judged."""
    return mutual_enrolling.check(
        unit=unit, product=product, starts_on=start, data=sheet(person), file="名单.xlsx", **WHO
    )


def covered(found: MutualEnrolment, person: Person) -> MutualCover:
    """The person's live cover in a list, whatever its file said of him."""
    day = {"starts_on": found.starts_on, "ends_on": found.ends_on, "covered_from": found.starts_on}
    cover = MutualCover(
        enrolment=found, person=person, unit=found.unit, product=found.product, family="hospital", shares=1,
        slot=slot(person.pk, uuid7().hex), premium_fen=80_00, union_fen=80_00, renewal=False,
        state=CoverState.LIVE, **day,
    )  # fmt: skip
    cover.save(force_insert=True)
    return cover


def claimed(cover: MutualCover, desk: Unit) -> MutualClaim:
    """A claim on a cover that waits for the union's word, its matter at the district's desk."""
    kind, me = kinds[KIND], acting(cover.person_id)
    given = {field.name: filled(field, desk.pk) for field in kind.fields}
    matter = written(kind, cover.person, given, desk, by=me, at=NOW)
    happen(matter, "open", by=me, at=NOW, path=("", kind.first.name))
    verdict = {
        "rule": "aid.mutual", "version": "2015-01", "citation": "条款", "on": TODAY.isoformat(),
        "outcome": "pay",
        "reasons": [{"text": "应给付 500.00 元", "holds": True, "figures": {"amount": 500_00}}], "change": [],
        "facts": {}, "parameters": [],
    }  # fmt: skip
    row = MutualClaim(
        matter=matter.number, cover=cover, person=cover.person, unit=cover.unit, product=cover.product,
        event="hospital", happened_on=TODAY - timedelta(days=12), until=TODAY - timedelta(days=2),
        verdict=verdict, amount_fen=500_00,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def hinted(cover: MutualCover) -> MutualLead:
    """What the insurer told of a stay."""
    row = MutualLead(
        id=uuid7(), cover=cover, person=cover.person, unit=cover.unit, amount_fen=250_00, told_at=NOW,
        happened_on=TODAY - timedelta(days=9), until=TODAY - timedelta(days=4),
        print=vault.blind(uuid7().hex, "invoice"),
    )  # fmt: skip
    row.medical_sealed = seal(row, "medical_sealed", {})
    row.save(force_insert=True)
    return row


def rows(unit: Unit, person: Person) -> dict[str, Any]:
    """One of everything in a union."""
    found = listed(unit, person, "hospital", TODAY - timedelta(days=70))
    found.number, found.state, found.heads = f"HB{uuid7().hex[-10:]}", "force", 1
    found.save()
    cover = covered(found, person)
    desk = Unit.objects.filter(kind=UnitKind.DISTRICT, path__in=above(unit.path)).first() or unit
    money = mutual_money.receive(
        office=found.office, reference=uuid7().hex[-12:], amount_fen=90_00, on=TODAY, note="茶厂", **WHO
    )
    told = {"claim": claimed(cover, desk), "lead": hinted(cover), "money": money}
    told["refund"] = mutual_refunds.ask(receipt=money, **WHO)
    return {"enrolment": found, "cover": cover, **told}


def above(path: str) -> list[str]:
    """The paths of the unions above."""
    return [path[:n] for n in range(6, len(path), 6)]


def plant(person: Person) -> dict[str, Any]:
    """The paths each reader opens."""
    with writing("stories.mutual"):
        unit = Membership.objects.filter(person=person, valid_to=None)[0].unit
        made = rows(unit, person)
        fresh = listed(unit, person, "illness_a", TODAY + timedelta(days=30))
    own, ready, number = made["enrolment"].pk, fresh.pk, made["claim"].matter
    base = "/desk/aid/mutual/"
    chair = [
        base, f"{base}covers/", f"{base}payments/", f"{base}enrolments/", f"{base}enrolments/new/",
        f"{base}enrolments/{ready}/", f"{base}enrolments/{own}/", f"{base}claims/", f"{base}claims/{number}/",
    ]  # fmt: skip
    city = [
        base, f"{base}receipts/", f"{base}receipts/{made['money'].pk}/", f"{base}claims/",
        f"{base}claims/{number}/", f"{base}told/", f"{base}refunds/", f"{base}refunds/{made['refund'].pk}/",
        f"{base}death/",
    ]  # fmt: skip
    return {
        "paths": [
            *(("chair", path, 200) for path in chair),
            *(("city", path, 200) for path in city),
            ("holder", "/aid/mutual/", 200),
        ]
    }


def far(unit: Unit, person: Person) -> dict[str, str]:
    """One of each in another union: for those who try to reach it."""
    with writing("stories.mutual"):
        made = rows(unit, person)
    return {
        "enrolment_id": str(made["enrolment"].pk), "cover_id": str(made["cover"].pk),
        "lead_id": str(made["lead"].pk), "premium_id": str(made["money"].pk),
        "refund_id": str(made["refund"].pk),
    }  # fmt: skip
