"""One voucher: its legs, what it belongs to, its reversal, and the sheet to print."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yugong.engines.ledger.actions import entries
from yugong.engines.ledger.followers import purpose_of
from yugong.engines.ledger.queries import statement as queries
from yugong.engines.ledger.queries import vouchers as voucher_queries
from yugong.engines.ledger.queries.hands import hands
from yugong.engines.ledger.queries.reach import Reach
from yugong.engines.ledger.queries.statement import Asked
from yugong.engines.ledger.queries.vouchers import Side
from yugong.engines.ledger.views import asking, statement
from yugong.ground.access import scope
from yugong.ground.access.desks import officer
from yugong.kernel.actor import Actor
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Text
from yugong.kernel.permissions import Permission as P
from yugong.ui import forms, papers
from yugong.ui.environment import when
from yugong.ui.pages import page_or_fragment

WHY = Text("why", "为什么冲销", hint="写明错在哪里，例如“金额多记一位”。不要写姓名和号码。", longest=60)


def _one(request: HttpRequest, entry_id: UUID) -> tuple[Actor, Any]:
    """The reader and the voucher, if he may see it."""
    actor, _ = officer(request, P.FUND_VIEW)
    return actor, scope.one(actor, P.FUND_VIEW, queries.entries(), pk=entry_id)


@require_GET
def voucher(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The voucher with everything it belongs to."""
    actor, entry = _one(request, entry_id)
    return _shown(request, actor, entry)


@require_POST
def reverse_(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Take the voucher back; leads to the one that does."""
    actor, entry = _one(request, entry_id)
    try:
        why = WHY.clean(request.POST.get("why"))
        back = entries.reverse(entry=entry, why=why, by=actor, at=timezone.now())
    except Refused as refused:
        return _shown(request, actor, entry, refused)
    messages.success(request, f"已冲销 {entry.label}，记为 {back.label}")
    return redirect("desk_voucher", back.pk)


@require_GET
def pdf(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The sheet to print, as PDF."""
    _, entry = _one(request, entry_id)
    sides = voucher_queries.sides(entry)
    try:
        made = papers.printed(
            "ledger/voucher_paper.html", entry=entry, legs=sides, sums=voucher_queries.sums(sides),
            purpose=purpose_of(entry.about),
            hand=hands([entry.by])[entry.by], proof=bytes(entry.digest).hex(),
        )  # fmt: skip
    except Refused as refused:
        messages.warning(request, refused.reason)
        return redirect("desk_voucher", entry.pk)
    answer = HttpResponse(made, content_type="application/pdf")
    name = quote(f"{entry.year}年{entry.label}.pdf")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


def _shown(request: HttpRequest, actor: Actor, entry: Any, refused: Refused | None = None) -> HttpResponse:
    sides = voucher_queries.sides(entry)
    own = Asked(Reach(entry.unit_id, entry.unit.path), year=entry.year)
    taken = entry.reverses_id is not None or hasattr(entry, "reversal")
    context = {
        "here": "funds",
        "entry": entry,
        "state": statement.state(entry),
        "legs": [_linked(side) for side in sides],
        "sums": voucher_queries.sums(sides),
        "facts": _facts(entry),
        "statement": asking.to("desk_entries", own),
        "reversible": not taken and bool(may(actor, P.FUND_MANAGE, entry)),
        "form": forms.form((WHY,), request.POST, {refused.field: refused} if refused else {}),
        "notes": messages.get_messages(request),
    }
    return page_or_fragment(request, "ledger/voucher.html", context=context, status=422 if refused else 200)


def _linked(side: Side) -> dict[str, Any]:
    href = reverse("desk_fund", args=(side.fund_id,)) if side.fund_id else ""
    return {
        "head": side.head, "fund": side.fund, "href": href, "unit": side.unit, "debit": side.debit,
        "credit": side.credit,
    }  # fmt: skip


def _facts(entry: Any) -> list[tuple[str, Any]]:
    """Label and words of everything besides the legs."""
    found: list[tuple[str, Any]] = [
        ("摘要", entry.text), ("日期", f"{entry.on:%Y-%m-%d}"), ("事由", purpose_of(entry.about) or "—"),
        ("制单", hands([entry.by])[entry.by]), ("记账时间", when(entry.at)),
    ]  # fmt: skip
    if entry.reverses_id:
        found.append(("冲销", _way(entry.reverses)))
    if hasattr(entry, "reversal"):
        found.append(("被冲销", _way(entry.reversal)))
    proof = bytes(entry.digest).hex()
    return [*found, ("签名", f"{proof[:8]}…{proof[-8:]}")]


def _way(entry: Any) -> Any:
    return statement.A.format(reverse("desk_voucher", args=(entry.pk,)), f"{entry.year} 年 {entry.label}")
