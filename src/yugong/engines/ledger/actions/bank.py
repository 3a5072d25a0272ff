"""What goes to the bank and what it answers: a file out once, answers in, each booked once."""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Collection
from datetime import datetime

from yugong.engines.ledger import cards
from yugong.engines.ledger.actions import settling
from yugong.engines.ledger.bank import Answer, Transfer, bank
from yugong.engines.ledger.models import (
    BankFile,
    Batch,
    BatchLine,
    BatchState,
    FileKind,
    LineState,
    Outcome,
    Payment,
    PaymentState,
    ReceiptRow,
)
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.people import vault
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission

CELL = {"table": "ledger_bankfile", "column": "content_sealed"}


def content_of(file: BankFile) -> bytes:
    """The bytes of a kept file."""
    return b64decode(vault.unseal(file.content_sealed, **CELL, row=file.pk))


def _kept(batch: Batch, kind: FileKind, data: bytes, rows: int, by: Actor, at: datetime) -> BankFile:
    row = uuid7()
    sealed = vault.seal(b64encode(data).decode(), **CELL, row=row)
    sha256 = hashlib.sha256(data).hexdigest()
    file = BankFile(id=row, batch=batch, kind=kind, sha256=sha256, rows=rows, by=by.key, at=at)
    file.content_sealed = sealed
    file.save(force_insert=True)
    return file


@action(Permission.PAYMENT_PAY, on="batch", named="ledger.export_batch")
def export(*, batch: Batch, by: Actor, at: datetime) -> BankFile:
    """The file for the bank; taking it again gives the same file, so that the bank knows every line in it."""
    known = BankFile.objects.filter(batch=batch, kind=FileKind.OUT).first()
    if known is not None:
        return known
    if batch.state != BatchState.RELEASED:
        raise Refused("付款以后才能导出银行文件。", code="stale")
    lines = batch.lines.filter(state=LineState.OPEN).select_related("account", "payment", "batch")
    transfers = [_transfer(line) for line in lines.order_by("no")]
    file = _kept(batch, FileKind.OUT, bank().write(transfers), len(transfers), by, at)
    batch.state, batch.sent_by, batch.sent_at = BatchState.SENT, by.key, at
    batch.save()
    Payment.objects.filter(lines__batch=batch, lines__state=LineState.OPEN).update(state=PaymentState.SENT)
    facts(number=batch.number, sha256=file.sha256)
    return file


def _transfer(line: BatchLine) -> Transfer:
    account = line.account
    if account is None:  # an open line is only ever made with a card
        raise Refused("有的付款没有银行卡，请退回重新制单。")
    return Transfer(
        line.reference, cards.holder_of(account), cards.number_of(account), account.bank_name,
        line.amount_fen, f"{line.payment.purpose} {line.payment.period}",
    )  # fmt: skip


@action(Permission.PAYMENT_PAY, on="batch", named="ledger.take_bank_file")
def take(*, batch: Batch, by: Actor, at: datetime) -> tuple[str, bytes]:
    """The content of the file that went out, to be laid into the bank's program; every taking is recorded."""
    file = export(batch=batch, by=by, at=at)
    return f"{batch.number}.{bank().suffix}", content_of(file)


@action(Permission.PAYMENT_PAY, on="batch", named="ledger.record_receipt")
def record(*, batch: Batch, data: bytes, by: Actor, at: datetime) -> BankFile:
    """Book what the bank answers, row by row: paid, failed with its reason, or paid once and come back.

    The same file again is the one that was booked; a payment that was settled is not settled again, unless
    money that was paid has come back; a row of another batch or with another amount is kept in the result
    and never booked.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    known = BankFile.objects.filter(batch=batch, kind=FileKind.IN, sha256=sha256).first()
    if known is not None:
        return known
    if batch.state not in (BatchState.SENT, BatchState.DONE):
        raise Refused("银行文件还没有导出，没有回单可以登记。", code="stale")
    answers = bank().read(data)
    file = _kept(batch, FileKind.IN, data, len(answers), by, at)
    lines = {line.reference: line for line in settling.lines_of(batch)}
    before = {line.pk: line.state for line in lines.values()}
    gone = {line.pk for line in lines.values() if line.state == LineState.PAID}
    found = [_judged(answer, lines.get(answer.reference), gone) for answer in answers]
    ReceiptRow.objects.bulk_create(
        ReceiptRow(
            file=file, row=answer.row, reference=answer.reference, amount_fen=answer.amount_fen,
            outcome=outcome, reason=reason[:80],
        )
        for answer, (outcome, reason) in zip(answers, found, strict=True)
    )  # fmt: skip
    fresh = [line for line in lines.values() if line.state != before[line.pk]]
    settling.settle(batch, fresh, came_back=gone, by=by, at=at)
    facts(number=batch.number, rows=len(answers), booked=len(fresh), sha256=sha256)
    return file


def _judged(answer: Answer, line: BatchLine | None, gone: Collection[int]) -> tuple[Outcome, str]:
    """What a row means; a line that it settles carries its new state from here on.

    `gone` are the lines that an earlier answer has paid: what could not be credited comes back days later.
    """
    if answer.wrong:
        return Outcome.UNREADABLE, answer.wrong
    if line is None:
        return Outcome.UNKNOWN, "不是这一批的付款，没有登记。"
    if line.amount_fen != answer.amount_fen:
        return Outcome.AMOUNT, f"本批这一笔是 {yuan(line.amount_fen)} 元，没有登记，请与银行核对。"
    state = LineState.PAID if answer.paid else LineState.FAILED
    if line.state == state:
        return Outcome.AGAIN, "此前已经登记过，没有重复登记。"
    if state == LineState.FAILED and line.state == LineState.PAID and line.pk in gone:
        line.state, line.reason = state, answer.reason
        return Outcome.RETURNED, answer.reason
    if line.state != LineState.OPEN:
        was = "已付" if line.state == LineState.PAID else "退回"
        return Outcome.CLASH, f"此前登记的是“{was}”，没有更改，请与银行核对。"
    line.state, line.reason = state, answer.reason
    return (Outcome.PAID if answer.paid else Outcome.FAILED), answer.reason
