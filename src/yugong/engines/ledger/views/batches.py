"""One batch at the desk: its lines and sums, the hands it went through, its files, and what I may do now."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yugong.engines.ledger.actions import bank
from yugong.engines.ledger.actions import batches as acting
from yugong.engines.ledger.bank import LARGEST, MB
from yugong.engines.ledger.queries import payments as queries
from yugong.engines.ledger.views.paying_words import BATCH, DEED, LINE
from yugong.engines.ledger.views.payments import WHY, money, when
from yugong.ground.access import scope
from yugong.ground.access.desks import officer
from yugong.ground.people import queries as people
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission as P
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Deed, Link, Step
from yugong.ui.tables import Cell, Column, Table

STEPS = ("制单", "复核", "付款", "送银行", "银行回单")
AT = {"made": 1, "checked": 2, "released": 3, "sent": 4, "done": 5, "returned": 1}
ANSWER = forms.part(
    "file",
    "银行回单",
    "files",
    hint="网银批量付款的结果文件，CSV，不超过 5 MB；同一份传两次不会重复登记",
    accept=".csv,.txt",
)


def _hands(actor: Actor, batch: Any, at: datetime) -> list[Link]:
    """What this officer's post may do with the batch at this step; the note says why he himself may not."""
    over = batch.total_fen > queries.limit_of(batch.unit.path, local_day(at)) and not batch.countersigned_by
    ways: list[tuple[bool, P, str, Link]] = [
        (batch.state == "made", P.PAYMENT_CHECK, "checked", Link("复核无误", "check", icon="check")),
        (
            batch.state == "checked" and over, P.FUND_MANAGE, "countersigned",
            Link("会签同意", "countersign", icon="pen-line"),
        ),
        (batch.state == "checked", P.PAYMENT_PAY, "paid", Link("付款", "release", icon="banknote")),
        (batch.state == "released", P.PAYMENT_PAY, "", Link("导出银行文件", "export", icon="download")),
    ]  # fmt: skip
    found = []
    for now, permission, hand, way in ways:
        if now and may(actor, permission, batch):
            why = acting.hindered(batch, hand, actor) if hand else ""
            if way.href == "release" and over and not why:
                why = "这一批超过限额，要先由另一位负责人会签。"
            found.append(replace(way, note=why))
    return found


def _purpose(line: Any) -> Cell:
    return Cell(f"{line.payment.purpose} · {line.payment.period}", cls="wrap")


def _lines(batch: Any, given: Mapping[str, str], path: str) -> Any:
    """A page of the lines, with the names of the people on it."""
    rows = queries.lines(batch)
    plain = Table(columns=(Column("no", ""),), sort=("no",)).page(rows, given, path, count=False)
    names = people.names({line.row.payment.payee_id for line in plain.rows})

    def name(row: Any) -> Cell:
        return Cell(names.get(row.payment.payee_id, ""), href=reverse("desk_payment", args=(row.payment_id,)))

    table = Table(
        columns=(
            Column("no", "序号", align="r"),
            Column("payee", "收款人", name),
            Column("purpose", "用途", _purpose),
            Column("account", "收款账户", lambda row: row.account.masked if row.account else "—"),
            Column("amount_fen", "金额（元）", lambda row: money(row.amount_fen), align="r"),
            Column("state", "状态", lambda row: Cell(LINE[row.state][0], status=LINE[row.state][1])),
            Column("reason", "说明", lambda row: Cell(row.reason or "—", cls="wrap")),
        ),
        sort=("no",), label="no", empty_title="没有列入任何款项", empty_text="请看退回的原因。",
    )  # fmt: skip
    return table.page(rows, given, path)


def _steps(batch: Any) -> list[Step]:
    """How far the batch has come."""
    reached = AT[batch.state]
    times = (batch.made_at, batch.checked_at, batch.released_at, batch.sent_at, None)
    return [
        Step(
            "done" if place < reached else "now" if place == reached else "todo",
            word,
            f"{timezone.localtime(at):%m-%d %H:%M}" if at else "",
        )
        for place, (word, at) in enumerate(zip(STEPS, times, strict=True))
    ]


@require_GET
def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The page of a batch."""
    actor, _ = officer(request, P.FUND_VIEW)
    found = scope.one(actor, P.FUND_VIEW, queries.batches(), pk=batch_id)
    hands = _hands(actor, found, timezone.now())
    pays = bool(may(actor, P.PAYMENT_PAY, found))
    deeds = [
        Deed(
            at,
            who,
            DEED[did],
            queries.returned_words(found) if did == "returned" else "",
            "bad" if did == "returned" else "",
        )
        for did, at, who in queries.deeds_of(found)
    ]
    context = {
        "here": "payments",
        "batch": found,
        "state": BATCH[found.state],
        "steps": [] if found.state == "returned" else _steps(found),
        "page": _lines(found, request.GET, reverse("desk_batch", args=(found.pk,))),
        "deeds": sorted(deeds, key=lambda deed: str(deed.at)),
        "hands": hands,
        "back": any(one.href in ("check", "release") for one in hands),
        "why": forms.form(WHY, {}, {}),
        "takes": pays and found.state in ("sent", "done"),
        "answer": ANSWER if pays and found.state in ("sent", "done") else None,
        "vouchers": [
            Link(f"{one.year} 年 {one.label}", reverse("desk_voucher", args=(one.pk,)), note=one.text)
            for one in queries.entries_of(found)
        ],
        "receipts": [
            Link(f"回单 {when(file.at)}", reverse("desk_receipt", args=(file.pk,)), note=f"{file.rows:,} 行")
            for file in queries.files_of(found)
            if file.kind == "in"
        ],
        "notes": messages.get_messages(request),
    }
    return page_or_fragment(request, "ledger/batch.html", "list", context)


VERBS: Mapping[str, tuple[P, Callable[..., Any], str]] = {
    "check": (P.PAYMENT_CHECK, acting.check, "已复核，等待付款。"),
    "countersign": (P.FUND_MANAGE, acting.countersign, "已会签，可以付款了。"),
    "release": (P.PAYMENT_PAY, acting.release, "已付款记账，请导出银行文件送银行。"),
    "export": (P.PAYMENT_PAY, bank.export, "银行文件已生成，请下载后导入网银。"),
}


@require_POST
def act(request: HttpRequest, batch_id: UUID, do: str) -> HttpResponse:
    """Lend a hand to a batch, send it back, or record what the bank answers."""
    actor, _ = officer(request, P.FUND_VIEW)
    found = scope.one(actor, P.FUND_VIEW, queries.batches(), pk=batch_id)
    try:
        if do == "record":
            return _record(request, actor, found)
        if do == "back":
            verb = acting.send_back if found.state == "made" else acting.turn_down
            verb(batch=found, why=WHY[0].clean(request.POST.get("why", "")), by=actor, at=timezone.now())
            messages.success(request, "已退回，款项回到待制单。")
        elif do in VERBS:
            _, verb, said = VERBS[do]
            done = verb(batch=found, by=actor, at=timezone.now())
            gone = getattr(done, "state", "") == "returned"
            messages.success(request, "没有一笔通过付款前检查，这一批已退回。" if gone else said)
        else:
            raise Http404
    except Refused as refused:
        messages.warning(request, refused.reason)
    return redirect("desk_batch", found.pk)


def _record(request: HttpRequest, actor: Actor, found: Any) -> HttpResponse:
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused("请选银行回单文件。")
    if (upload.size or 0) > LARGEST:
        raise Refused(f"回单不能超过 {LARGEST // MB} MB，请分开上传。")
    file = bank.record(batch=found, data=upload.read(), by=actor, at=timezone.now())
    return redirect("desk_receipt", file.pk)
