"""The lists behind the numbers of this second: open, overdue, watched, a topic's week, terms over."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.engines.matters.queries import clustering, pressing
from yugong.engines.matters.queries.rates import Reach
from yugong.engines.matters.views.keeping import without_kept
from yugong.ground.org import queries as org
from yugong.kernel.flow import kinds
from yugong.scenes.organise.cockpit import HOTLINE
from yugong.scenes.organise.rules.pressing import late_words
from yugong.scenes.organise.views.standing import Place, asked, here
from yugong.ui.environment import when
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link
from yugong.ui.tables import Cell, Column, Table

TITLES = {
    "open": "在办的 12351 诉求", "late": "超时未办", "watched": "等答复的督办", "topic": "近七天的诉求",
    "terms": "届满没有换届的工会",
}  # fmt: skip


def _number(row: Any) -> Cell:
    return Cell(row.number, href=reverse("desk_matter", args=(row.number,)))


def _kind(row: Any) -> str:
    return kinds[row.kind].name if row.kind in kinds else str(row.kind)


def _stage(row: Any) -> str:
    return kinds[row.kind].stage_label(row.stage) if row.kind in kinds else str(row.stage)


def _urged(row: Any) -> str:
    return f"{row.urgency} 次" if row.urgency else "没有"


def matters(now: datetime) -> Table:
    """A list of matters, the nearest deadline first; each line leads to where it can be urged."""
    return Table(
        columns=(
            Column("number", "编号", _number),
            Column("title", "事项", lambda row: Cell(row.title, cls="wrap")),
            Column("kind", "类别", _kind),
            Column("unit", "承办", lambda row: row.unit.short or row.unit.name),
            Column("stage", "环节", _stage),
            Column("due_at", "期限", lambda row: due(row, now)),
            Column("urged", "催过", _urged),
        ),
        sort=("due_at", "id"),
        empty_title="没有这样的事",
        empty_text="都在期限内，或者已经办结。",
    )


def due(row: Any, now: datetime) -> Cell:
    """When it is due, and how long it is late."""
    if row.closed_at is None and row.paused_at is None and row.due_at <= now:
        return Cell(f"超 {late_words(row.due_at, now)}", status="bad")
    return Cell(when(row.due_at))


UNITS = Table(
    columns=(
        Column("name", "工会", lambda row: Cell(row.name, href=reverse("desk_org_unit", args=(row.pk,)))),
        Column("term_to", "本届届满", lambda row: f"{row.term_to:%Y-%m-%d}"),
    ),
    sort=("term_to", "id"),
    empty_title="没有届满的工会",
)


def rows_of(which: str, place: Place, given: Any, now: datetime) -> Any:
    """The rows behind one number."""
    unit = place.unit
    always: dict[str, Callable[[], Any]] = {
        "late": lambda: pressing.overdue(unit.pk, unit.path, now=now),
        "watched": lambda: pressing.watched(unit.pk, unit.path),
        "open": lambda: pressing.open_now(unit.pk, unit.path, HOTLINE),
        "topic": lambda: clustering.asked(
            Reach(HOTLINE, unit.pk, unit.path, now - timedelta(days=7), now), "topic", given.get("topic", "")
        ),
    }
    rows = always[which]()
    kind = given.get("kind", "")
    return (rows.filter(kind=kind) if kind else rows).select_related("unit")


@require_GET
def listed(request: HttpRequest, which: str) -> HttpResponse:
    """One of these lists."""
    place, now = here(request), timezone.now()
    if which not in TITLES:
        raise Http404
    fixed = {key: request.GET[key] for key in ("unit", "kind", "topic") if request.GET.get(key)}
    if which == "terms":
        rows = org.subtree(place.unit.path).filter(term_to__lt=place.today)
        page = replace(UNITS, fixed=fixed).page(rows, request.GET, request.path)
    else:
        table = replace(matters(now), fixed=fixed)
        page = table.page(rows_of(which, place, request.GET, now), request.GET, request.path)
        page = without_kept(place.actor, page, lambda row: str(row.number))
    context = {
        "here": "cockpit",
        "title": TITLES[which],
        "unit": place.unit,
        "page": page,
        "crumbs": (Link("驾驶舱", asked("desk_cockpit", place.unit.pk)), Link(TITLES[which])),
    }
    return page_or_fragment(request, "organise/cockpit_list.html", context=context)
