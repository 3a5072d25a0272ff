"""Premiums that came in: recorded, matched to a payment notice, the rest given back."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.ground.access import scope
from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Day, Money, Text, clean_all
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission as P
from yugong.scenes.aid.actions import mutual_money as actions
from yugong.scenes.aid.actions.mutual_refunds import under_way
from yugong.scenes.aid.models import EnrolmentState, MutualEnrolment, MutualReceipt
from yugong.scenes.aid.queries import mutual as queries
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Cell, Column, Table

FIELDS = (
    Text("reference", "银行流水号", hint="同一笔只登记一次", longest=40),
    Money("amount", "到账金额"),
    Day("on", "到账日期", past=True),
    Text("note", "转账附言", hint="写了通知号的自动对上", optional=True, longest=80),
)


def _state(row: MutualReceipt) -> Cell:
    if row.enrolment_id is None:
        return Cell(
            "已退回" if not row.rest_fen else "没有对上通知", status="done" if not row.rest_fen else "warn"
        )
    return Cell("多缴待退", status="warn") if row.rest_fen else Cell("已对上", status="ok")


def _open(row: MutualReceipt) -> Cell:
    return Cell(row.reference, href=reverse("desk_mutual_receipt", args=(row.pk,)))


LIST = Table(
    columns=(
        Column("reference", "流水号", _open),
        Column("on", "到账", lambda row: f"{row.on:%Y-%m-%d}"),
        Column("amount_fen", "金额（元）", lambda row: yuan(row.amount_fen), align="r"),
        Column("enrolment", "缴费通知", lambda row: row.enrolment.number if row.enrolment else ""),
        Column("unit", "参保工会", lambda row: row.enrolment.unit.name if row.enrolment else ""),
        Column("used_fen", "抵缴（元）", lambda row: yuan(row.used_fen), align="r"),
        Column("refunded_fen", "已退（元）", lambda row: yuan(row.refunded_fen), align="r"),
        Column("state", "状态", _state),
    ),
    sort=("-id",),
    empty_title="还没有保费到账",
    empty_text="按银行流水登记，附言里有通知号的自动对上。",
)


@require_http_methods(["GET", "POST"])
def receipts(request: HttpRequest) -> HttpResponse:
    """What came in at the seat's office, and the form for one more."""
    actor, seat = officer(request, P.FUND_MANAGE)
    now = timezone.now()
    errors: dict[str, Refused] = {}
    if request.method == "POST":
        answers, errors = clean_all(FIELDS, request.POST, today=timezone.localdate(now))
        try:
            if not errors:
                row = actions.receive(
                    office=Unit.objects.get(pk=seat.unit_id), reference=answers["reference"],
                    amount_fen=answers["amount"], on=date.fromisoformat(answers["on"]),
                    note=answers["note"] or "", by=actor, at=now,
                )  # fmt: skip
                messages.success(request, _said(row))
                return redirect("desk_mutual_receipts")
        except Refused as refused:
            errors = {refused.field: refused}
    context = {
        "here": "mutual", "seat": seat, "form": forms.form(FIELDS, request.POST, errors),
        "page": LIST.page(queries.receipts_at(seat.unit_path), request.GET, reverse("desk_mutual_receipts")),
        "notes": messages.get_messages(request),
    }  # fmt: skip
    status = 422 if errors else 200
    return page_or_fragment(request, "aid/mutual_receipts.html", "list", context, status=status)


def _said(row: MutualReceipt) -> str:
    if row.enrolment is None:
        return "已登记，附言里没有找到通知号，请点流水号对上缴费通知。"
    rest = f"多缴 {yuan(row.rest_fen)} 元，请提出退款。" if row.rest_fen else ""
    return f"已对上 {row.enrolment.number}，抵缴 {yuan(row.used_fen)} 元。{rest}"


@require_http_methods(["GET", "POST"])
def receipt(request: HttpRequest, premium_id: UUID) -> HttpResponse:
    """One receipt: the notices still owed at this office, to match it by hand; giving back the rest."""
    actor, _ = officer(request, P.FUND_MANAGE)
    rows = MutualReceipt.objects.select_related("office", "enrolment__unit", "pool")
    row = scope.one(actor, P.FUND_MANAGE, rows, pk=premium_id)
    owed = MutualEnrolment.objects.filter(office=row.office, state=EnrolmentState.DUE).select_related("unit")
    owed = owed.defer("file_sealed", "problems_sealed").order_by("-id")
    if request.method == "POST":
        number = request.POST.get("number", "").strip().upper()
        found = owed.filter(number=number).first()
        try:
            if found is None:
                raise Refused("没有找到这个等缴费的通知号，请核对。")
            row = actions.match(receipt=row, enrolment=found, by=actor, at=timezone.now())
            messages.success(request, _said(row))
        except Refused as refused:
            messages.warning(request, refused.reason)
        return redirect("desk_mutual_receipt", row.pk)
    open_ = row.enrolment_id is None and row.rest_fen and under_way(row) is None
    context: dict[str, Any] = {
        "here": "mutual", "row": row, "owed": list(owed[:50]) if open_ else [], "state": _state(row),
        "refund": under_way(row),
        "notes": messages.get_messages(request),
    }  # fmt: skip
    return page_or_fragment(request, "aid/mutual_receipt.html", context=context)
