"""The menu at the desk: what the unions offer, putting something on it, changing it, taking it off."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yugong.engines.ledger.queries import balances
from yugong.ground.access import scope
from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.kernel.books import UNION
from yugong.kernel.errors import Refused
from yugong.kernel.field import Field, clean_all
from yugong.kernel.fields import Choice, Money, Number, Select, Text
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission as P
from yugong.scenes.service.actions import menu_keeping
from yugong.scenes.service.models import Audience, Offering
from yugong.scenes.service.queries import orders
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Cell, Column, Table


def _each(row: Offering) -> str:
    return f"{yuan(row.fen_each)} 元" if row.fen_each else "不花钱"


def _state(row: Offering) -> Cell:
    return Cell("已下架", status="done") if row.closed_at else Cell("在架", status="ok")


LIST = Table(
    columns=(
        Column("name", "服务", lambda row: Cell(row.name, href=reverse("desk_offering", args=(row.pk,)))),
        Column("unit", "哪个工会", lambda row: row.unit.name),
        Column("audience", "谁可以点", lambda row: row.get_audience_display()),
        Column("each_month", "每人每月", lambda row: f"{row.each_month} 次", align="r"),
        Column("fen_each", "每份最多", _each, align="r"),
        Column("times", "点过", lambda row: f"{row.times} 单", align="r"),
        Column("closed_at", "状态", _state),
    ),
    sort=("-id",),
    empty_title="菜单还是空的",
    empty_text="把工会能送的服务摆出来，职工才点得到。",
)  # fmt: skip


def fields(unit: Unit) -> tuple[Field, ...]:
    """What is asked of whoever puts something on a union's menu."""
    lines = tuple(
        (str(one.pk), f"{one.fund.name} · {UNION[one.head].name}（剩 {yuan(one.left)} 元）")
        for one in balances.lines_of(unit, year=timezone.localdate().year)
        if UNION[one.head].sort == "outlay"
    )
    paid = (Select("line", "从哪一项预算出", optional=True, of=lines),) if lines else ()
    return (
        Text("name", "服务", longest=30),
        Text("about", "说明", "送什么、多久、要准备什么", longest=200),
        Choice("audience", "谁可以点", of=tuple(Audience.choices)),
        Number("each_month", "每人每月最多点", least=1, most=31, unit="次"),
        Number("most_heads", "一次最多几人合点", least=1, most=500, unit="人"),
        *((Money("fen_each", "每份最多花多少", "不花钱的不填", optional=True),) if lines else ()),
        *paid,
    )


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The menus of the officer's subtree."""
    actor, _ = officer(request, P.CAMPAIGN_MANAGE)
    page = LIST.page(orders.offered(actor), request.GET, reverse("desk_offerings"))
    context = {"here": "orders", "page": page, "notes": messages.get_messages(request)}
    return page_or_fragment(request, "service/desk_offerings.html", context=context)


def _kept(request: HttpRequest, actor: Actor, unit: Unit, row: Offering | None) -> HttpResponse:
    """What was written, kept; or the form again with what is wrong."""
    asked, errors = fields(unit), dict[str, Refused]()
    if request.method == "POST":
        given, errors = clean_all(asked, request.POST, today=timezone.localdate())
        try:
            if not errors and row is None:
                menu_keeping.offer(unit=unit, given=given, by=actor, at=timezone.now())
            elif not errors and row is not None:
                menu_keeping.mend(offering=row, given=given, by=actor, at=timezone.now())
            if not errors:
                messages.success(request, "菜单存好了，职工现在就能看到。")
                return redirect("desk_offerings")
        except Refused as refused:
            errors = {refused.field: refused}
    shown: Any = request.POST if request.method == "POST" else _shown(row) if row else {}
    context = {"here": "orders", "row": row, "unit": unit, "form": forms.form(asked, shown, errors)}
    return page_or_fragment(
        request, "service/desk_offering.html", context=context, status=422 if errors else 200
    )


def _shown(row: Offering) -> dict[str, Any]:
    """The form as it was filled in."""
    plain = {word: getattr(row, word) for word in menu_keeping.WORDS}
    return plain | {
        "fen_each": yuan(row.fen_each).replace(",", "") if row.fen_each else "",
        "line": str(row.line_id or ""),
    }


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Put something on the menu of the officer's union."""
    actor, seat = officer(request, P.CAMPAIGN_MANAGE)
    return _kept(request, actor, Unit.objects.get(pk=seat.unit_id), None)


def _found(actor: Actor, pk: UUID) -> Offering:
    rows = Offering.objects.select_related("unit")
    found: Offering = scope.one(actor, P.CAMPAIGN_MANAGE, rows, pk=pk)
    return found


@require_http_methods(["GET", "POST"])
def mend(request: HttpRequest, offering_id: UUID) -> HttpResponse:
    """Change it."""
    actor, _ = officer(request, P.CAMPAIGN_MANAGE)
    row = _found(actor, offering_id)
    return _kept(request, actor, row.unit, row)


@require_POST
def close(request: HttpRequest, offering_id: UUID) -> HttpResponse:
    """Take it off the menu."""
    actor, _ = officer(request, P.CAMPAIGN_MANAGE)
    row = _found(actor, offering_id)
    menu_keeping.close(offering=row, by=actor, at=timezone.now())
    messages.success(request, f"“{row.name}”下架了，已经点的照样送。")
    return redirect("desk_offerings")
