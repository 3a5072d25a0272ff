"""Stations from Excel: a table uploaded, looked at row by row, its good rows taken in."""

from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yugong.ground.access import scope
from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Select, clean_all
from yugong.kernel.permissions import Permission as P
from yugong.kernel.roster.grid import TOO_LARGE, UPLOAD
from yugong.scenes.service import station_sheet
from yugong.scenes.service.actions import station_import as actions
from yugong.scenes.service.actions import station_judging as judging
from yugong.scenes.service.models import StationImport, TableState
from yugong.scenes.service.rules.coordinates import SYSTEMS
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Cell, Column, Table

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ACCEPT = ".xlsx,.xls,.csv,.txt,.et"
SHOWN = 200
SYSTEM = Select("system", "坐标取自", hint="不确定就问填表的人用的哪个地图：高德、腾讯最常见", of=SYSTEMS)
LOOKS = {"checked": "warn", "done": "ok", "dropped": "out"}
FATES = {
    "fresh": ("ok", "新增"),
    "changed": ("info", "更新"),
    "same": ("plain", "无变化"),
    "wrong": ("bad", "有问题"),
}
LIST = Table(
    columns=(
        Column(
            "made_at", "上传时间",
            lambda row: Cell(f"{timezone.localtime(row.made_at):%Y-%m-%d %H:%M}",
                             href=reverse("desk_station_import", args=(row.pk,))),
        ),
        Column("unit", "工会", lambda row: row.unit.short or row.unit.name),
        Column("rows", "行数", lambda row: f"{row.rows:,}", align="r"),
        Column("fresh", "新增", lambda row: f"{row.fresh:,}", align="r"),
        Column("changed", "更新", lambda row: f"{row.changed:,}", align="r"),
        Column("wrong", "有问题", lambda row: f"{row.wrong:,}", align="r"),
        Column("state", "状态", lambda row: Cell(row.get_state_display(), status=LOOKS[row.state])),
    ),
    sort=("-id",),
    size=15,
    empty_title="还没有导入过",
    empty_text="先下载空表填好，或者直接用手上的台账。",
)  # fmt: skip


@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The tables so far, and one more."""
    actor, seat = officer(request, P.STATION_MANAGE)
    errors: dict[str, Refused] = {}
    if request.method == "POST":
        given, errors = clean_all((SYSTEM,), request.POST, today=timezone.localdate())
        try:
            data, name = _content(request)
            if not errors:
                made = actions.check_stations(
                    unit=Unit.objects.get(pk=seat.unit_id), data=data, file=name, system=given["system"],
                    by=actor, at=timezone.now(),
                )  # fmt: skip
                return redirect("desk_station_import", made.pk)
        except Refused as refused:
            errors[refused.field or "file"] = refused
    rows = scope.within(actor, P.STATION_MANAGE, StationImport.objects.select_related("unit"))
    file = forms.part(
        "file", "驿站台账", "files", accept=ACCEPT, hint="Excel 或 CSV，不超过 20 MB；要有名称、地址和坐标",
        error=errors["file"].reason if "file" in errors else "",
    )  # fmt: skip
    context = {
        "here": "stations", "file": file,
        "form": forms.form((SYSTEM,), request.POST or {"system": "gcj02"}, errors),
        "page": LIST.page(rows.defer("file_sealed"), request.GET, reverse("desk_station_imports")),
    }  # fmt: skip
    status = 422 if errors else 200
    return page_or_fragment(request, "service/desk_station_imports.html", "list", context, status)


def _content(request: HttpRequest) -> tuple[bytes, str]:
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused("请选驿站台账文件。", field="file")
    if (upload.size or 0) > UPLOAD:
        raise Refused(TOO_LARGE.format(mb=UPLOAD // 2**20), field="file")
    return upload.read(), (upload.name or "台账")[-120:]


def _one(request: HttpRequest, taken_id: UUID) -> tuple[Actor, StationImport]:
    actor, _ = officer(request, P.STATION_MANAGE)
    rows = StationImport.objects.select_related("unit")
    return actor, scope.one(actor, P.STATION_MANAGE, rows, pk=taken_id)


@require_GET
def taken(request: HttpRequest, taken_id: UUID) -> HttpResponse:
    """One table: what would come of it, or came of it, row by row."""
    _, row = _one(request, taken_id)
    found: list[judging.Judged] = []
    if row.state != TableState.DROPPED:
        today = local_day(row.done_at or timezone.now())
        found = judging.judged(row.unit, judging.layout_of(row), system=row.system, today=today)
    wrong = [one for one in found if one.told.wrong]
    noted = [one for one in found if not one.told.wrong and one.told.notes]
    brings = [one for one in found if one.fate in (judging.FRESH, judging.CHANGED)]
    context = {
        "here": "stations", "row": row, "status": (LOOKS[row.state], row.get_state_display()), "fates": FATES,
        "wrong": wrong[:SHOWN], "noted": noted[:SHOWN], "brings": brings[:SHOWN], "shown": SHOWN,
        "system": dict(SYSTEMS)[row.system], "notes": messages.get_messages(request),
    }  # fmt: skip
    return page_or_fragment(request, "service/desk_station_import.html", context=context)


@require_POST
def act(request: HttpRequest, taken_id: UUID, do: str) -> HttpResponse:
    """Take the good rows in, or none."""
    actor, row = _one(request, taken_id)
    try:
        if do == "take":
            brought = actions.take_stations(taken=row, by=actor, at=timezone.now())
            messages.success(request, f"导入好了：新增 {brought.opened} 个，更新 {brought.changed} 个。")
        elif do == "drop":
            actions.drop_stations(taken=row, by=actor, at=timezone.now())
            messages.success(request, "放弃了，驿站没有改动。")
        else:
            raise Http404
    except Refused as refused:
        messages.warning(request, refused.reason)
    return redirect("desk_station_import", row.pk)


@require_GET
def rejected(request: HttpRequest, taken_id: UUID) -> HttpResponse:
    """The rows that stay out, each with its reason, as Excel."""
    _, row = _one(request, taken_id)
    if row.state == TableState.DROPPED:
        raise Http404
    return handed(actions.rejected(row, at=timezone.now()), "没有导入的驿站")


@require_GET
def empty(request: HttpRequest) -> HttpResponse:
    """The empty table."""
    officer(request, P.STATION_MANAGE)
    return handed(station_sheet.empty(), "驿站导入空表")


def handed(data: bytes, name: str) -> HttpResponse:
    """An Excel file to take away."""
    answer = HttpResponse(data, content_type=EXCEL)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{name}.xlsx')}"
    return answer
