"""The goods of a programme at the desk: what is in store, brought in, shared out by union."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.field import insist_all
from yugong.kernel.fields import Field, Number, Text
from yugong.kernel.permissions import Permission as P
from yugong.scenes.aid.actions import goods as actions
from yugong.scenes.aid.actions import sharing
from yugong.scenes.aid.models import Programme, Share
from yugong.scenes.aid.queries import goods as queries
from yugong.scenes.aid.queries.programmes import sums, unit_named
from yugong.scenes.aid.views.parcels import picture
from yugong.scenes.aid.views.programme_new import ACCEPT, content
from yugong.scenes.aid.views.programmes import one
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link
from yugong.ui.tables import Cell, Column, Table

BRING: tuple[Field, ...] = (
    Number("pieces", "入库多少", least=1, most=1_000_000, unit="份"),
    Text("text", "从哪里来", hint="例如：集中采购，送货单 3 号", longest=80),
)
PLAN: tuple[Field, ...] = (
    Text("unit", "工会", hint="写全称", longest=80),
    Number("persons", "职工人数", least=1, most=1_000_000, unit="人"),
)


def _state(row: Share) -> Cell:
    if row.received_at is None:
        return Cell("等签收", status="new")
    short = row.pieces - (row.received or 0)
    return Cell(f"已签收，少 {short} 份" if short else "已签收", status="warn" if short else "ok")


SHARES = Table(
    columns=(
        Column("unit", "工会", lambda row: Cell(row.unit.name, cls="wrap")),
        Column("persons", "人数", lambda row: f"{row.persons:,}", align="r"),
        Column("pieces", "份数", lambda row: f"{row.pieces:,}", align="r"),
        Column(
            "received", "实收", lambda row: "—" if row.received is None else f"{row.received:,}", align="r"
        ),
        Column(
            "received_at",
            "签收",
            lambda row: f"{timezone.localtime(row.received_at):%m-%d %H:%M}" if row.received_at else "—",
        ),
        Column("state", "状态", _state),
    ),
    sort=("-id",),
    empty_title="还没有按工会分的",
    empty_text="上传一份「工会、人数」的表，或者逐个登记。不用名单，由各工会签收。",
)


@require_http_methods(["GET", "POST"])
def goods(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """The store and the shares; a POST brings in, plans one share or a whole list of them."""
    actor, row = one(request, programme_id, P.MATTER_HANDLE, P.FUND_MANAGE)
    errors: dict[str, Refused] = {}
    result = None
    if request.method == "POST":
        try:
            result = _done(request, row, actor)
        except Refused as refused:
            errors = {refused.field: refused}
        if result is None and not errors:
            return redirect("desk_programme_goods", row.pk)
    context = _shown(request, row, errors) | {
        "result": result,
        "manages": actor.seat is not None and P.FUND_MANAGE in actor.seat.permissions and not row.closed_on,
    }
    return page_or_fragment(
        request, "aid/programme_goods.html", context=context, status=422 if errors else 200
    )


def _shown(request: HttpRequest, row: Programme, errors: dict[str, Refused]) -> dict[str, Any]:
    """The figures, the shares and the three forms, with what is wrong in the one that was sent."""
    here = reverse("desk_programme_goods", args=(row.pk,))
    file = forms.part(
        "file", "分发表", "files", hint="Excel 或 CSV，要有「工会」和「人数」两列，份数一列可有可无",
        accept=ACCEPT, error=errors["file"].reason if "file" in errors else "",
    )  # fmt: skip

    def filled(name: str, fields: tuple[Field, ...]) -> forms.Form:
        mine = request.POST.get("do") == name and bool(errors)
        return forms.form(fields, request.POST if mine else {}, errors if mine else {})

    return {
        "here": "programmes",
        "row": row,
        "store": queries.in_store(row),
        "sums": sums(row.pk),
        "counted": queries.counted(row),
        "page": SHARES.page(queries.shares(row), request.GET, here),
        "bring": filled("bring", BRING),
        "plan": filled("plan", PLAN),
        "file": file,
        "stand": picture(request.build_absolute_uri(reverse("collect", args=(row.stand,)))),
        "crumbs": (
            Link("帮扶项目", reverse("desk_programmes")),
            Link(row.name, reverse("desk_programme", args=(row.pk,))),
            Link("物资"),
        ),
        "notes": messages.get_messages(request),
    }


def _done(request: HttpRequest, row: Programme, actor: Actor) -> sharing.Shared | None:
    """What was asked for is done; a list comes back with what became of its rows."""
    do, now = request.POST.get("do", ""), timezone.now()
    if do == "list":
        brought = content(request.FILES.get("file"))
        return sharing.share_out(programme=row, given=brought, by=actor, at=now)
    fields = BRING if do == "bring" else PLAN
    given = insist_all(fields, request.POST, today=local_day(now))
    if do == "bring":
        actions.bring(programme=row, pieces=given["pieces"], text=given["text"], by=actor, at=now)
        messages.success(request, f"已入库 {given['pieces']} 份")
        return None
    if (unit := unit_named(given["unit"], row.unit.path)) is None:
        raise Refused("本项目范围内没有这个工会，请写全称", field="unit")
    pieces = given["persons"] * (row.pieces_each or 1)
    actions.plan(programme=row, unit=unit, persons=given["persons"], pieces=pieces, by=actor, at=now)
    messages.success(request, f"{unit.name} {given['persons']} 人，等签收")
    return None
