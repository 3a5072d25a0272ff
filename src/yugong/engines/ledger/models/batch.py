"""Batch and its lines: payments that go to the bank together, through the hands of three persons."""

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from yugong.engines.ledger.models.payee import PayeeAccount
from yugong.engines.ledger.models.payment import Payment
from yugong.ground.audit.models import Fixed, Row
from yugong.ground.org.models import Unit
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7

HANDS = ("made", "checked", "countersigned", "released", "sent", "returned")


class BatchState(StrEnum):
    """Whose hand a batch waits for, or how it ended."""

    MADE = "made"
    CHECKED = "checked"
    RELEASED = "released"
    SENT = "sent"
    DONE = "done"
    RETURNED = "returned"


class Batch(Row):
    """Payments of one union, made, checked and released by three persons; sums are of its open and settled
    lines, in fen."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField("批号", max_length=40, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="batches", verbose_name="付款工会")
    state = models.CharField("状态", max_length=10, default=BatchState.MADE.value)
    made_by = models.CharField("制单", max_length=80)
    made_at = models.DateTimeField("制单时间")
    checked_by = models.CharField("复核", max_length=80, blank=True)
    checked_at = models.DateTimeField("复核时间", null=True)
    countersigned_by = models.CharField("会签", max_length=80, blank=True)
    countersigned_at = models.DateTimeField("会签时间", null=True)
    released_by = models.CharField("付款", max_length=80, blank=True)
    released_at = models.DateTimeField("付款时间", null=True)
    sent_by = models.CharField("送银行", max_length=80, blank=True)
    sent_at = models.DateTimeField("送银行时间", null=True)
    returned_by = models.CharField("退回", max_length=80, blank=True)
    returned_at = models.DateTimeField("退回时间", null=True)
    returned_sealed = models.BinaryField("退回原因", null=True)
    count = models.IntegerField("笔数", default=0)
    total_fen = models.BigIntegerField("合计（分）", default=0)
    paid_count = models.IntegerField("已付笔数", default=0)
    paid_fen = models.BigIntegerField("已付（分）", default=0)
    failed_count = models.IntegerField("退回笔数", default=0)
    failed_fen = models.BigIntegerField("退回（分）", default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by="") | ~Q(checked_by=F("made_by")), name="batch_maker_does_not_check"
            ),
            models.CheckConstraint(
                condition=Q(released_by="")
                | (~Q(released_by=F("made_by")) & ~Q(released_by=F("checked_by")) & ~Q(checked_by="")),
                name="batch_is_paid_by_a_third_person",
            ),
            models.CheckConstraint(
                condition=Q(
                    count__gte=F("paid_count") + F("failed_count"),
                    total_fen__gte=F("paid_fen") + F("failed_fen"),
                ),
                name="batch_settles_what_it_holds",
            ),
        ]
        indexes = [models.Index(fields=["unit", "state", "-id"], name="batch_unit_state")]


class LineState(StrEnum):
    """What became of one payment in one batch."""

    OPEN = "open"
    DROPPED = "dropped"
    PAID = "paid"
    FAILED = "failed"


class BatchLine(Row):
    """One payment in one batch, to the card it is paid to; only one line of a payment is open or paid."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="lines")
    no = models.IntegerField("序号")
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="lines", db_index=False)
    account = models.ForeignKey(PayeeAccount, models.PROTECT, null=True, related_name="lines", db_index=False)
    amount_fen = models.BigIntegerField("金额（分）")
    state = models.CharField("状态", max_length=10, default=LineState.OPEN.value)
    reason = models.CharField("原因", max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "no"], name="batch_line_no"),
            models.UniqueConstraint(fields=["batch", "payment"], name="batch_line_payment"),
            models.UniqueConstraint(
                fields=["payment"],
                condition=Q(state__in=(LineState.OPEN.value, LineState.PAID.value)),
                name="payment_stands_in_one_batch",
            ),
        ]
        indexes = [models.Index(fields=["payment", "-id"], name="batch_line_of_payment")]

    @property
    def reference(self) -> str:
        """How the bank calls it."""
        return f"{self.batch.number}-{self.no:05d}"


class FileKind(StrEnum):
    """Which way a file goes."""

    OUT = "out"
    IN = "in"


class BankFile(Row):
    """One file that went to the bank or came from it, sealed; the same content counts once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="files", db_index=False)
    kind = models.CharField("方向", max_length=4)
    sha256 = models.CharField("校验值", max_length=64)
    rows = models.IntegerField("行数")
    content_sealed = models.BinaryField("内容")
    by = models.CharField("经手人", max_length=80)
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "kind", "sha256"], name="bank_file_once"),
            models.UniqueConstraint(
                fields=["batch"], condition=Q(kind=FileKind.OUT.value), name="bank_file_goes_out_once"
            ),
        ]


class Outcome(StrEnum):
    """What was done with one row of an answer; only the first three are booked."""

    PAID = "paid"
    FAILED = "failed"
    RETURNED = "returned"
    AGAIN = "again"
    CLASH = "clash"
    AMOUNT = "amount"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


class ReceiptRow(Fixed):
    """One row of an answer and what was done with it."""

    file = models.ForeignKey(BankFile, models.PROTECT, related_name="results", db_index=False)
    row = models.IntegerField("行号")
    reference = models.CharField("业务编号", max_length=60, blank=True)
    amount_fen = models.BigIntegerField("金额（分）", null=True)
    outcome = models.CharField("结果", max_length=10)
    reason = models.CharField("说明", max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "row"], name="receipt_row_once")]


for hand in HANDS:
    ties.add(Tie(Batch, f"{hand}_by", "付款批次", text="person:{}"))
ties.add(Tie(BankFile, "by", "付款文件", text="person:{}"))
