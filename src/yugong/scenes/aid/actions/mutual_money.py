"""Premiums: what came in is matched to a notice, what is too much goes back; all of it is in the ledger."""

import re
import unicodedata
from datetime import date, datetime

from django.db import IntegrityError, transaction

from yugong.engines.ledger.actions import budgets, entries, funds
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.kernel.actor import RULE, Actor
from yugong.kernel.books import Leg
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission
from yugong.scenes.aid.actions import mutual_refunds
from yugong.scenes.aid.models import (
    CoverState,
    EnrolmentState,
    MutualClaim,
    MutualCover,
    MutualEnrolment,
    MutualPool,
    MutualReceipt,
)

NAME, PURPOSE = "职工互助保障金", "职工互助保障给付"
NUMBER = re.compile(r"HB\d{6}[2-9A-HJ-NP-Z]{6}")
DIGITS = re.compile(r"\d{12,}")


def pool_of(office: Unit, year: int, *, at: datetime) -> MutualPool:
    """The year's premiums at an office; its fund and the line for claims are set up when first needed."""
    known = MutualPool.objects.select_related("fund", "line", "office").filter(office=office, year=year)
    return known.first() or _open(office=office, year=year, by=RULE, at=at)


@action(Permission.FUND_MANAGE, on="office", named="mutual.open_pool")
def _open(*, office: Unit, year: int, by: Actor, at: datetime) -> MutualPool:
    if (known := MutualPool.objects.filter(office=office, year=year).first()) is not None:
        return known
    fund = funds.open_fund(unit=office, name=NAME, source="premium", year=year, purpose=PURPOSE, by=by, at=at)
    line = budgets.plan(fund=fund, head="mutual", amount_fen=0, by=by, at=at)
    made = MutualPool(office=office, year=year, fund=fund, line=line)
    made.save(force_insert=True)
    return made


@action(Permission.FUND_MANAGE, on="office", shared=True, named="mutual.receive")
def receive(
    *,
    office: Unit,
    reference: str,
    amount_fen: int,
    on: date,
    note: str = "",
    enrolment: MutualEnrolment | None = None,
    by: Actor,
    at: datetime,
) -> MutualReceipt:
    """Record money that came in; the notice number in the bank's note matches it, else somebody does later.

    The same bank reference again is the same receipt. What is more than is due stays apart until it is given
    back.
    """
    reference = _reference(reference, amount_fen, on, at)
    if known := MutualReceipt.objects.filter(office=office, reference=reference).first():
        if (known.amount_fen, known.on) != (amount_fen, on):
            raise Refused("这个流水号已经登记过，金额或日期不一样，请核对。", field="reference", code="twice")
        return known
    found = enrolment or noted(office, note)
    year = found.starts_on.year if found else on.year
    made = MutualReceipt(
        office=office, reference=reference, amount_fen=amount_fen, on=on, recorded_by=by.key, recorded_at=at,
        note=DIGITS.sub("…", note.strip())[:80], pool=pool_of(office, year, at=at),
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refused("这个流水号刚刚已经登记，请刷新后再看。", field="reference", code="twice") from None
    fund = made.pool.fund_id
    _post(
        made, [Leg("bank", amount_fen, fund), Leg("custody", -amount_fen, fund)], "收到互助保费", on=on, at=at
    )
    facts(receipt=made.pk, amount=amount_fen)
    if found:
        made = match(receipt=made, enrolment=found, by=by, at=at)
    return made


def _reference(reference: str, amount_fen: int, on: date, at: datetime) -> str:
    """The bank's reference made plain; refused when something is missing or odd."""
    plain = unicodedata.normalize("NFKC", reference).strip()
    if not plain or len(plain) > 40:
        raise Refused("请填写银行流水号，最多 40 个字。", field="reference")
    if amount_fen <= 0:
        raise Refused("到账金额要大于 0。", field="amount")
    if on > local_day(at):
        raise Refused("到账日期不能晚于今天。", field="on")
    return plain


def noted(office: Unit, note: str) -> MutualEnrolment | None:
    """The enrolment whose notice number stands in a bank's note."""
    text = unicodedata.normalize("NFKC", note).upper().replace(" ", "").replace("-", "")
    numbers = NUMBER.findall(text)
    return MutualEnrolment.objects.filter(office=office, number__in=numbers).first() if numbers else None


@action(Permission.FUND_MANAGE, on="receipt", named="mutual.match")
def match(*, receipt: MutualReceipt, enrolment: MutualEnrolment, by: Actor, at: datetime) -> MutualReceipt:
    """Use a receipt for an enrolment: as much as is owed; once nothing is owed its covers are live."""
    if receipt.enrolment_id is not None:
        raise Refused("这笔到账已经对上缴费通知，不能再对。", code="matched")
    if mutual_refunds.under_way(receipt) is not None:
        raise Refused("这笔到账正在办退款，要对通知请先作罢退款。", code="under_way")
    held = MutualEnrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    if held.state != EnrolmentState.DUE or held.office_id != receipt.office_id:
        label = held.get_state_display()
        raise Refused(f"这张缴费通知现在是“{label}”，不用再缴。", field="enrolment", code="stale")
    used = min(receipt.amount_fen - receipt.refunded_fen, held.owing_fen)
    home = pool_of(receipt.office, held.starts_on.year, at=at)
    was, fund = receipt.pool.fund_id, home.fund_id
    legs = [Leg("custody", used, was), Leg("premium_in", -used, fund)]
    if was != fund:
        legs += [Leg("bank", -used, was), Leg("bank", used, fund)]
    receipt.enrolment, receipt.used_fen = held, used
    receipt.save()
    _post(receipt, legs, f"互助保费 {held.number}", on=local_day(at), at=at)
    home.line.refresh_from_db()
    budgets.plan(fund=home.fund, head="mutual", amount_fen=home.line.amount + used, by=RULE, at=at)
    held.received_fen += used
    if not held.owing_fen:
        held.state, held.paid_on = EnrolmentState.FORCE, receipt.on
        MutualCover.objects.filter(enrolment=held, state=CoverState.HELD).update(state=CoverState.LIVE)
    held.save(update_fields=["received_fen", "state", "paid_on"])
    facts(number=held.number, used=used, rest=receipt.rest_fen)
    return receipt


@action(Permission.ROSTER_IMPORT, on="cover", named="mutual.leave")
def leave(*, cover: MutualCover, by: Actor, at: datetime) -> MutualCover:
    """Take somebody off before his cover begins: what was paid for him is to go back."""
    day, enrolment = (
        local_day(at),
        MutualEnrolment.objects.select_for_update(of=("self",)).get(pk=cover.enrolment_id),
    )
    if cover.state == CoverState.ENDED:
        return cover
    if cover.state == CoverState.LIVE and cover.starts_on <= day:
        raise Refused("保障已经开始，不能退保；换了单位，保障也到期满为止。", code="begun")
    if MutualClaim.objects.filter(cover=cover).exists():
        raise Refused("这份保障已经申请给付，不能退保。", code="claimed")
    if enrolment.state == EnrolmentState.FORCE:
        cover.refunded_fen = cover.premium_fen
        fund = pool_of(enrolment.office, cover.starts_on.year, at=at).fund_id
        if cover.premium_fen:
            legs = [Leg("premium_in", cover.premium_fen, fund), Leg("custody", -cover.premium_fen, fund)]
            text, about = f"退保待退 {enrolment.number}", f"aid.mutual.cover:{cover.pk}"
            entries.post(unit=enrolment.office, legs=legs, text=text, about=about, on=day, by=RULE, at=at)
            mutual_refunds.owe(cover, fund=fund, by=by, at=at)
    elif enrolment.received_fen:
        raise Refused("单位已经缴了一部分，请缴清后再退保。", code="half_paid")
    else:
        enrolment.due_fen -= cover.premium_fen
        enrolment.union_fen -= cover.union_fen
        enrolment.heads -= 1
        enrolment.shares -= cover.shares
        enrolment.save(update_fields=["due_fen", "union_fen", "heads", "shares"])
    cover.state, cover.ended_on = CoverState.ENDED, day
    cover.save(update_fields=["state", "ended_on", "refunded_fen"])
    facts(cover=cover.pk, refunded=yuan(cover.refunded_fen))
    return cover


def _post(receipt: MutualReceipt, legs: list[Leg], text: str, *, on: date, at: datetime) -> None:
    about = f"aid.mutual.receipt:{receipt.pk}"
    entries.post(unit=receipt.office, legs=legs, text=text, about=about, on=on, by=RULE, at=at)
