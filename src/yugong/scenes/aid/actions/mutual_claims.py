"""What happens to a claim: noted, confirmed by the employer's union, granted or not, and paid."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.engines.ledger.actions import commitments, payments
from yugong.engines.ledger.followers import Owed
from yugong.engines.matters import actions as matters
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.people import actions as people
from yugong.kernel import actor
from yugong.kernel.actor import RULE, SYSTEM, Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.kernel.rules import Verdict
from yugong.scenes.aid.actions.mutual_money import pool_of
from yugong.scenes.aid.models import ClaimState, MutualClaim, MutualCover, MutualInvoice
from yugong.scenes.aid.queries import mutual as queries
from yugong.scenes.aid.rules import mutual_claiming as claiming
from yugong.scenes.aid.rules.mutual_paying import PAY, amount_of

ABOUT, PURPOSE = "aid.mutual", "互助保障给付"
OBJECTIONS = (
    ("", "在职在保"),
    ("left", "已经离职"),
    ("stranger", "不是本单位职工"),
    ("other", "其他，请区县核实"),
)


def note(*, matter: Any, answers: Mapping[str, Any], at: datetime) -> Verdict:
    """Write the claim down beside its new matter, its invoices as prints; says what the rule says of it."""
    on = claiming.day(answers["on"])
    wanted = claiming.PRODUCTS_OF[answers["what"]]
    cover = queries.cover_on(matter.asker_id, products=wanted, on=on)
    if cover is None:
        raise Refused("这天没有这一项互助保障，请核对日期", field="on", code="no_cover")
    verdict = claiming.decided(cover, answers, claimed_on=local_day(at), on=local_day(at))
    row = MutualClaim(
        matter=matter.number, cover=cover, person_id=matter.asker_id, unit_id=cover.unit_id,
        product=cover.product, event=claiming.EVENTS[answers["what"]], happened_on=on,
        until=claiming.day(answers.get("until")),
        verdict=verdict.as_dict(), amount_fen=amount_of(verdict),
    )  # fmt: skip
    row.save(force_insert=True)
    for known in claiming.prints(claiming.invoices(answers.get("invoices"))):
        MutualInvoice.objects.filter(print__in=known, claim__state=ClaimState.DROPPED).delete()
        MutualInvoice(claim=row, print=known[0]).save(force_insert=True)
    me = actor.person(matter.asker_id)
    people.consent(person=matter.asker, purpose=claiming.MEDICAL, wording=claiming.WORDING, by=me, at=at)
    return verdict


def claim_of(matter: Any) -> MutualClaim:
    """The claim of a matter, locked."""
    row = MutualClaim.objects.select_for_update(of=("self",)).filter(matter=matter.number).first()
    if row is None:
        raise Refused("没有找到这件给付申请，请刷新后再看", code="stale")
    return row


@action(Permission.MATTER_HANDLE, on="claim", named="mutual.confirm")
def confirm(*, claim: MutualClaim, objection: str = "", by: Actor, at: datetime) -> MutualClaim:
    """The union that insured him says that he is covered and in service, or what is wrong; once."""
    if claim.state != ClaimState.CONFIRM:
        raise Refused("这件已经确认过，或者已经撤回，请刷新后再看。", code="stale")
    if objection not in dict(OBJECTIONS):
        raise Refused("请从列表里选一项。", field="objection")
    if claim.payee_id and claim.payee_id == by.person_id:
        raise Refused("您是收款的家属，请单位里别的同志确认。", code="own")
    claim.confirmed_by, claim.confirmed_at, claim.objection = by.key, at, objection
    claim.save(update_fields=["confirmed_by", "confirmed_at", "objection"])
    facts(matter=claim.matter, objection=objection)
    matters.move(matter=matter_of(claim), name="confirmed", by=SYSTEM, at=at)
    claim.refresh_from_db()
    return claim


def matter_of(claim: MutualClaim) -> Any:
    """The matter of a claim, as the engine's verbs want it."""
    return matters.Matter.objects.select_related("unit").get(number=claim.matter)


def stands(matter: Any, state: ClaimState, **more: Any) -> MutualClaim | None:
    """Where the claim stands now; nothing where a matter has none beside it."""
    row = MutualClaim.objects.select_for_update(of=("self",)).filter(matter=matter.number).first()
    if row is None:
        return None
    row.state = state
    for name, value in more.items():
        setattr(row, name, value)
    row.save()
    return row


def grant(*, matter: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> MutualClaim:
    """Grant what the rule says now: the money is set aside and ordered to the member's own card, after his
    death to the one of the kin who claimed.

    After an appeal only what is more than was paid before is ordered.
    """
    row, day = claim_of(matter), local_day(at)
    cover = MutualCover.objects.select_for_update(of=("self",)).get(pk=row.cover_id)  # one cap, one at a time
    opened = claiming.opened_on(matter)
    verdict = claiming.decided(cover, answers, claimed_on=opened, on=day, besides=row.matter)
    if verdict.outcome != PAY:
        raise Refused("按规则算不出给付金额，请看“怎么算的”，改好材料或者选不予给付。", code="nothing")
    amount = amount_of(verdict)
    before = row.amount_fen if row.decided_on else 0
    if amount <= before:
        raise Refused("复核后金额没有增加，请选“维持原来的决定”。", code="same")
    pool = pool_of(cover.enrolment.office, cover.starts_on.year, at=at)
    about = f"{ABOUT}:{row.matter}" + (":2" if before else "")
    period = row.matter[-20:] if not before else f"{row.matter}-2"[-20:]
    held = commitments.commit(line=pool.line, amount_fen=amount - before, about=about, by=RULE, at=at)
    payments.order(
        commitment=held, payee=row.payee or row.person, amount_fen=amount - before, purpose=PURPOSE,
        period=period, approved_by=by.key, by=RULE, at=at,
    )  # fmt: skip
    row.verdict, row.amount_fen, row.state = verdict.as_dict(), amount, ClaimState.GRANTED
    row.decided_by, row.decided_on = by.key, day
    row.save()
    return row


def paid(owed: Owed, *, on: Any, by: Actor, at: datetime) -> None:
    """The bank has paid: the claim is paid, its matter goes on to the member's own word."""
    _settled(number=owed.about.split(":")[1], on=on, by=SYSTEM, at=at)


@action(Permission.MATTER_SWEEP, named="mutual.paid")
def _settled(*, number: str, on: Any, by: Actor, at: datetime) -> MutualClaim:
    row = MutualClaim.objects.select_for_update(of=("self",)).get(matter=number)
    row.paid_on = on
    row.state = ClaimState.PAID if row.state == ClaimState.GRANTED else row.state
    row.save(update_fields=["state", "paid_on"])
    matter = matter_of(row)
    if matter.stage == "paying":  # else it was paid before, and the bank had sent it back
        matters.move(matter=matter, name="paid", by=SYSTEM, at=at)
    return row


def failed(owed: Owed, *, reason: str, by: Actor, at: datetime) -> None:
    """The bank sent it back: the ledger tells the member to mend his card, the claim waits on."""
    _unpaid(number=owed.about.split(":")[1], by=SYSTEM, at=at)


@action(Permission.MATTER_SWEEP, named="mutual.unpaid")
def _unpaid(*, number: str, by: Actor, at: datetime) -> MutualClaim:
    row = MutualClaim.objects.select_for_update(of=("self",)).get(matter=number)
    if row.paid_on is not None:
        row.paid_on = None
        row.state = ClaimState.GRANTED if row.state == ClaimState.PAID else row.state
        row.save(update_fields=["state", "paid_on"])
    return row
