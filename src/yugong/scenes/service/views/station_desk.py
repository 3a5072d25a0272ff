"""驿站阵地 at the desk: the stations of the officer's subtree as a list, the drawn map beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.ground.access.desks import officer
from yugong.ground.people.queries import names
from yugong.kernel import opening_hours as hours
from yugong.kernel.calendar import local_day
from yugong.kernel.permissions import Permission as P
from yugong.scenes.service.models import Station, StationSort
from yugong.scenes.service.queries import openness
from yugong.scenes.service.queries import station_desk as queries
from yugong.scenes.service.queries.openness import Seen
from yugong.scenes.service.rules.facilities import FACILITIES
from yugong.scenes.service.views.station_map import picture
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link
from yugong.ui.tables import Cell, Column, Filter, Table

SORTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "": ("新登记的在前", ("-id",)),
    "name": ("按名称", ("name", "id")),
    "looked": ("最久没检查的在前", ("looked_on", "id")),
}
STATES = (
    ("open", "开放中"), ("troubled", "两天内有人反映"), ("due", "该检查了"), ("unmanned", "没有站长"),
    ("always", "24 小时"), ("closed", "已停用"),
)  # fmt: skip


@dataclass(frozen=True)
class Listing(Table):
    """The list; what was seen at the stations of a page is asked once for all of them."""

    at: datetime = field(default_factory=timezone.now)

    def slice(self, rows: QuerySet[Any], after: str, before: str) -> tuple[list[Any], bool, bool]:
        found, earlier, later = super().slice(rows, after, before)
        seen = openness.seen({row.pk for row in found}, self.at)
        stewards = names({row.steward_id for row in found if row.steward_id})
        for row in found:
            row.seen = seen.get(row.pk, openness.NOTHING)
            row.steward_name = stewards.get(row.steward_id, "")
            row.opening = hours.opening(row.hours, row.always_open, self.at)
        return found, earlier, later


def state_of(row: Station, seen: Seen, opening: hours.Opening) -> Cell:
    """How a station stands now, in one tag."""
    if row.closed_on:
        return Cell("已停用", status="out")
    doubted = seen.likelihood.words and not seen.likelihood.likely
    if seen.troubles or doubted:
        return Cell(seen.likelihood.words if doubted else "有人反映", status="bad")
    if row.always_open:
        return Cell("24 小时", status="ok")
    return Cell("开着", status="ok") if opening.open else Cell("未开门", status="plain")


def _looked(row: Any) -> str:
    return "" if row.looked_on == queries.NEVER else f"{row.looked_on:%Y-%m-%d}"


def _named(row: Station) -> Cell:
    return Cell(row.name, href=reverse("desk_station", args=(row.pk,)))


COLUMNS = (
    Column("name", "名称", _named),
    Column("sort", "类型", lambda row: row.get_sort_display()),
    Column("unit", "管护工会", lambda row: row.unit.short or row.unit.name),
    Column("state", "现在", lambda row: state_of(row, row.seen, row.opening)),
    Column("looked_on", "上次检查", _looked),
    Column("steward", "站长", lambda row: row.steward_name),
)


def _searched(rows: Any, value: str) -> Any:
    return rows.filter(Q(name__icontains=value) | Q(address__icontains=value) | Q(ring=value))


def table_for(path: str, by: str, at: datetime) -> Listing:
    """The list in one of its orders."""
    today = local_day(at)

    def state(rows: Any, value: str) -> Any:
        if value == "due":
            return queries.due(rows, today, path)
        if value == "closed":
            return rows.exclude(closed_on=None)
        found = rows.filter(closed_on=None)
        narrow = {"troubled": Q(troubled=True), "unmanned": Q(steward=None), "always": Q(always_open=True)}
        return found.filter(narrow[value]) if value in narrow else found

    return Listing(
        columns=COLUMNS,
        sort=SORTS[by][1],
        filters=(
            Filter("q", "名称、地址、环线", _searched),
            Filter(
                "sort", "类型", lambda rows, value: rows.filter(sort=value), "select", StationSort.choices
            ),
            Filter("state", "状态", state, "select", STATES),
            Filter("has", "设施", lambda rows, value: rows.filter(facilities__contains=[value]), "select",
                   tuple(FACILITIES.items())),
        ),
        size=25,
        label="name",
        fixed={"by": by} if by else {},
        empty_title="没有符合条件的驿站",
        empty_text="从右上角新增一个，或者从 Excel 导入。",
        at=at,
    )  # fmt: skip


def narrowed(table: Table, rows: QuerySet[Station], given: Mapping[str, str]) -> QuerySet[Station]:
    """The rows that the filters leave, for the map and the file."""
    for declared in table.filters:
        if value := table.held(declared, given).value:
            rows = declared.apply(rows, value)
    return rows


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The list and the map; both show what the filters leave."""
    actor, seat = officer(request, P.STATION_MANAGE)
    at, by = timezone.now(), request.GET.get("by", "")
    by = by if by in SORTS else ""
    table, rows = table_for(seat.unit_path, by, at), queries.run_by(actor, at)
    page = table.page(rows, request.GET, reverse("desk_stations"))
    kept = {one.key: one.value for one in page.filters if one.value}
    context = {
        "here": "stations",
        "seat": seat,
        "page": page,
        "map": picture(
            narrowed(table, rows, request.GET), request.GET, seat, kept | ({"by": by} if by else {})
        ),
        "orders": [
            Link(words, f"?{urlencode(kept | ({'by': key} if key else {}))}", current=key == by)
            for key, (words, _) in SORTS.items()
        ],
        "kept": urlencode(kept),
        "notes": messages.get_messages(request),
    }
    return page_or_fragment(request, "service/desk_stations.html", "list", context)
