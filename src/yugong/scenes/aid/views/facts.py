"""家庭数据 at the desk: a partner agency's table taken in, and what came of it row by row."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from yugong.ground.access import scope
from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Day, Text, clean_all
from yugong.kernel.permissions import Permission as P
from yugong.kernel.roster.grid import UPLOAD
from yugong.scenes.aid.actions import importing
from yugong.scenes.aid.models import FactsImport
from yugong.scenes.aid.queries.facts import FIGURES
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link
from yugong.ui.tables import Cell, Column, Table

ACCEPT = ".csv,.txt,.xlsx,.xls"
FIELDS = (
    Text("source", "哪个单位的数据", hint="例如：区民政局、区医保局", longest=40),
    Day("on", "数据到哪一天", past=True),
)
LIST = Table(
    columns=(
        Column(
            "source", "来源", lambda row: Cell(row.source, href=reverse("desk_facts_import", args=(row.pk,)))
        ),
        Column("on", "数据日期", lambda row: f"{row.on:%Y-%m-%d}"),
        Column("rows", "行数", lambda row: f"{row.rows:,}", align="r"),
        Column("changed", "更新", lambda row: f"{row.changed:,}", align="r"),
        Column("same", "无变化", lambda row: f"{row.same:,}", align="r"),
        Column("left", "没有导入", lambda row: f"{row.rows - row.changed - row.same:,}", align="r"),
    ),
    sort=("-id",),
    empty_title="还没有导入过",
    empty_text="民政、医保、残联给的表，CSV 或 Excel 都行，第一行写列名，要有证件号码。",
)


@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The tables taken in so far, and one more."""
    actor, seat = officer(request, P.FACTS_IMPORT)
    errors: dict[str, Refused] = {}
    if request.method == "POST":
        given, errors = clean_all(FIELDS, request.POST, today=timezone.localdate())
        try:
            data, file = _content(request.FILES.get("file"))
            if not errors:
                made = importing.take_in(
                    unit=Unit.objects.get(pk=seat.unit_id), data=data, file=file, source=given["source"],
                    on=date.fromisoformat(given["on"]), by=actor, at=timezone.now(),
                )  # fmt: skip
                return redirect("desk_facts_import", made.pk)
        except Refused as refused:
            errors = {**errors, refused.field or "file": refused}
    rows = scope.within(actor, P.FACTS_IMPORT, FactsImport.objects.all())
    context: dict[str, Any] = {
        "here": "offers",
        "page": LIST.page(rows, request.GET, reverse("desk_facts_imports")),
        "form": forms.form(FIELDS, request.POST, errors),
        "file": forms.part(
            "file", "数据表", "files", accept=ACCEPT, hint="只更新本会和下级会员的家庭情况",
            error=errors["file"].reason if "file" in errors else "",
        ),
        "known": list(FIGURES.values()),
        "crumbs": (Link("政策找人", reverse("desk_offers")), Link("家庭数据")),
        "notes": messages.get_messages(request),
    }  # fmt: skip
    return page_or_fragment(request, "aid/offers_import.html", context=context, status=422 if errors else 200)


def _content(upload: Any) -> tuple[bytes, str]:
    if upload is None:
        raise Refused("请选一个文件", field="file", code="missing")
    if upload.size > UPLOAD:
        raise Refused("文件太大，请分成几份", field="file", code="file_too_large")
    return upload.read(), upload.name or ""


@require_GET
def imported(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What came of one table: the rows that were not taken, with the reason."""
    actor, _ = officer(request, P.FACTS_IMPORT)
    row = get_object_or_404(scope.within(actor, P.FACTS_IMPORT, FactsImport.objects.all()), pk=import_id)
    context = {
        "here": "offers", "row": row, "left": row.rows - row.changed - row.same,
        "day": local_day(row.made_at).isoformat(),
        "crumbs": (
            Link("政策找人", reverse("desk_offers")),
            Link("家庭数据", reverse("desk_facts_imports")),
            Link(row.source),
        ),
    }  # fmt: skip
    return page_or_fragment(request, "aid/offers_imported.html", context=context)
