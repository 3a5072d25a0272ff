"""The hands through which a batch of payments goes: made, checked, countersigned, released; or sent back."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, Sum

from yugong.engines.ledger import texts
from yugong.engines.ledger.actions import entries, settling
from yugong.engines.ledger.actions.clearing import cards_of, objections
from yugong.engines.ledger.models import (
    Batch,
    BatchLine,
    BatchState,
    LineState,
    Payment,
    PaymentState,
)
from yugong.engines.ledger.queries.payments import limit_of
from yugong.ground.access.separation import may_lend
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts, words
from yugong.ground.notices import actions as notices
from yugong.ground.notices.addresses import Desk, To
from yugong.ground.org.models import Unit
from yugong.ground.people import vault
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission

MOST = 500  # payments of one batch; the rest waits for the next
CELL = {"table": "ledger_batch", "column": "returned_sealed"}
OWN = "这一批里有付给您本人的款项，请由其他同志办理。"
NOBODY = "没有一笔通过付款前检查"


@action(Permission.PAYMENT_MAKE, on="unit", shared=True, named="ledger.make_batch")
def make(*, unit: Unit, payments: Collection[UUID] | None = None, by: Actor, at: datetime) -> Batch:
    """Put waiting payments of a union into a batch, all of them or those named, at most five hundred.

    What does not pass the checks before paying stays out, its reason on the batch. Refused when none does.
    """
    rows = Payment.objects.filter(unit=unit, state=PaymentState.MADE)
    if payments is not None:
        rows = rows.filter(pk__in=payments)
    taken = list(rows.select_related("commitment").select_for_update(of=("self",)).order_by("pk")[:MOST])
    if not taken:
        raise Refused("没有等待制单的付款，可能刚刚有人办过，请刷新后再看。", code="stale")
    held, against = cards_of(one.payee_id for one in taken), objections(taken, local_day(at))
    against |= {one.pk: OWN for one in taken if one.payee_id == by.person_id}
    good = [one for one in taken if one.pk not in against]
    if not good:
        raise Refused(f"{NOBODY}：{against[taken[0].pk]}", code="nothing_to_pay")
    batch = Batch(number=_number(unit, at), unit=unit, made_by=by.key, made_at=at)
    batch.save(force_insert=True)
    BatchLine.objects.bulk_create(
        BatchLine(
            batch=batch, no=no, payment=one, account=held.get(one.payee_id), amount_fen=one.amount_fen,
            state=LineState.DROPPED if one.pk in against else LineState.OPEN, reason=against.get(one.pk, ""),
        )
        for no, one in enumerate([*good, *(one for one in taken if one.pk in against)], 1)
    )  # fmt: skip
    _carry(batch, PaymentState.BATCHED)
    _tell(batch, Desk(unit.pk, "finance_checker"), "待复核", at)
    return batch


def _tell(batch: Batch, to: To, step: str, at: datetime) -> None:
    """Tell whose hand is next that a batch waits for it."""
    values = {
        "number": batch.number,
        "count": f"{batch.count:,}",
        "amount": yuan(batch.total_fen),
        "step": step,
    }
    about, path = f"ledger.batch:{batch.pk}", f"/desk/payments/batches/{batch.pk}/"
    notices.tell(to=to, template=texts.HAND.name, about=about, path=path, values=values, at=at)


def _number(unit: Unit, at: datetime) -> str:
    """The next number of the union on this day; one batch at a time takes one."""
    start = f"FK{local_day(at):%Y%m%d}-{unit.pk}-"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [start])
    return f"{start}{Batch.objects.filter(number__startswith=start).count() + 1}"


def _carry(batch: Batch, state: PaymentState) -> None:
    """Take the payments of the open lines along, and count them anew."""
    open_ = batch.lines.filter(state=LineState.OPEN)
    Payment.objects.filter(pk__in=open_.values("payment")).update(state=state)
    sums = open_.aggregate(count=Count("id"), total=Sum("amount_fen"))
    batch.count, batch.total_fen = sums["count"], sums["total"] or 0
    batch.save()
    facts(number=batch.number, count=batch.count, total=batch.total_fen)


def _insist(batch: Batch, state: BatchState, hand: str, by: Actor) -> None:
    """The batch waits for this hand, and this hand may meet those that were on it before."""
    if batch.state != state:
        raise Refused("这一批已经不在这一步，可能刚刚有人办过，请刷新后再看。", code="stale")
    if why := hindered(batch, hand, by):
        raise Refused(why, code="same_hand")


def hindered(batch: Batch, hand: str, by: Actor) -> str:
    """Why this actor may not lend this hand to a batch: another hand of it is his, or its money; or ""."""
    done = {"made": batch.made_by, "checked": batch.checked_by, "countersigned": batch.countersigned_by}
    open_ = Payment.objects.filter(lines__batch=batch, lines__state=LineState.OPEN)
    for approver in {"", *open_.values_list("approved_by", flat=True)}:
        lent = may_lend(hand, by=by.key, done=done | {"approved": approver})
        if not lent:
            return lent.reason
    own = by.person_id is not None and open_.filter(payee_id=by.person_id).exists()
    return OWN if own else ""


def _clear(batch: Batch, at: datetime) -> bool:
    """Check the open payments once more and drop what does not pass; False when nothing is left."""
    lines = list(batch.lines.filter(state=LineState.OPEN).select_related("payment__commitment"))
    pinned = {line.payment_id: line.account_id for line in lines}
    against = objections([line.payment for line in lines], local_day(at), pinned=pinned)
    bad = [line for line in lines if line.payment_id in against]
    for line in bad:
        line.state, line.reason = LineState.DROPPED, against[line.payment_id]
    BatchLine.objects.bulk_update(bad, ["state", "reason"])
    Payment.objects.filter(pk__in=[line.payment_id for line in bad]).update(state=PaymentState.MADE)
    return len(bad) < len(lines)


@action(Permission.PAYMENT_CHECK, on="batch", named="ledger.check_batch")
def check(*, batch: Batch, by: Actor, at: datetime) -> Batch:
    """Say that reasons and amounts were compared; never by the maker. What no longer passes is dropped."""
    _insist(batch, BatchState.MADE, "checked", by)
    if not _clear(batch, at):
        return _dissolve(batch, NOBODY, by, at)
    batch.state, batch.checked_by, batch.checked_at = BatchState.CHECKED, by.key, at
    _carry(batch, PaymentState.CHECKED)
    _tell(batch, Desk(batch.unit_id, "finance_payer"), "待付款", at)
    return batch


@action(Permission.PAYMENT_CHECK, on="batch", named="ledger.send_back_batch")
def send_back(*, batch: Batch, why: str, by: Actor, at: datetime) -> Batch:
    """Send a batch back to its maker instead of checking it; its payments wait to be batched again."""
    _insist(batch, BatchState.MADE, "checked", by)
    return _dissolve(batch, why, by, at)


@action(Permission.PAYMENT_PAY, on="batch", named="ledger.turn_down_batch")
def turn_down(*, batch: Batch, why: str, by: Actor, at: datetime) -> Batch:
    """The same instead of paying it."""
    _insist(batch, BatchState.CHECKED, "paid", by)
    return _dissolve(batch, why, by, at)


def _dissolve(batch: Batch, why: str, by: Actor, at: datetime) -> Batch:
    """Let the payments of a batch wait again; the batch stays with the reason."""
    if not why.strip():
        raise Refused("请写明为什么退回，制单人好照着改。", field="why")
    open_ = batch.lines.filter(state=LineState.OPEN)
    Payment.objects.filter(pk__in=list(open_.values_list("payment", flat=True))).update(
        state=PaymentState.MADE
    )
    open_.update(state=LineState.DROPPED, reason="整批退回")
    batch.state, batch.returned_by, batch.returned_at = BatchState.RETURNED, by.key, at
    batch.returned_sealed = vault.seal(why.strip(), **CELL, row=batch.pk)
    batch.save()
    words(why=why)
    facts(number=batch.number)
    if batch.made_by.startswith("person:"):
        _tell(batch, UUID(batch.made_by.partition(":")[2]), "退回，请看原因", at)
    return batch


@action(Permission.FUND_MANAGE, on="batch", named="ledger.countersign_batch")
def countersign(*, batch: Batch, by: Actor, at: datetime) -> Batch:
    """The further signature above the limit, by somebody who is none of the other hands."""
    _insist(batch, BatchState.CHECKED, "countersigned", by)
    if batch.total_fen <= limit_of(batch.unit.path, local_day(at)):
        raise Refused("这一批没有超过限额，不用会签，由付款人付款就可以。")
    if batch.countersigned_by:
        raise Refused("这一批已经会签，不用再签。", code="stale")
    batch.countersigned_by, batch.countersigned_at = by.key, at
    batch.save()
    facts(number=batch.number, total=batch.total_fen)
    return batch


@action(Permission.PAYMENT_PAY, on="batch", named="ledger.release_batch")
def release(*, batch: Batch, by: Actor, at: datetime) -> Batch:
    """Let the money go: what was set aside is booked as owed to the bank's transfer, in balanced entries.

    By a third person, who approved none of it; above the limit after the further signature. Refused when a
    fund has not got the money in the bank.
    """
    _insist(batch, BatchState.CHECKED, "paid", by)
    limit = limit_of(batch.unit.path, local_day(at))
    if batch.total_fen > limit and not batch.countersigned_by:
        raise Refused(f"这一批超过 {yuan(limit)} 元，要先由另一位负责人会签。", code="countersign")
    if not _clear(batch, at):
        return _dissolve(batch, NOBODY, by, at)
    batch.state, batch.released_by, batch.released_at = BatchState.RELEASED, by.key, at
    _carry(batch, PaymentState.RELEASED)
    sums = batch.lines.filter(state=LineState.OPEN).values("payment__commitment")
    owed = {row["payment__commitment"]: row["sum"] for row in sums.annotate(sum=Sum("amount_fen"))}
    drafts = settling.spending(batch, owed, f"付款批次 {batch.number}", on=local_day(at))
    entries.write(unit=batch.unit, drafts=drafts, by=by, at=at)
    return batch
