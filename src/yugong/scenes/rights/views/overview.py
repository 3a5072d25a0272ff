"""维权概览 at the desk: the rates of a subtree and a time, each number with the list behind it."""

from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.engines.matters.queries import rates
from yugong.engines.matters.queries.rates import OF_HEARINGS, OF_NOW, Reach
from yugong.engines.matters.queries.tallying import tally
from yugong.engines.matters.views.keeping import without_kept
from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.kernel import tree
from yugong.kernel.calendar import ZONE, local_day
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Day
from yugong.kernel.flow import kinds
from yugong.kernel.permissions import Permission as P
from yugong.scenes.rights.queries import overview as queries
from yugong.ui.addresses import url
from yugong.ui.environment import when
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link
from yugong.ui.tables import Cell, Column, Table

WORDS = {
    "asked": "全部诉求", "sent": "派办的", "in_time": "按时答复的", "late": "逾期答复的",
    "unanswered": "还没答复的", "open_now": "此刻在办", "late_now": "此刻超时", "watched_now": "等答复督办的",
    "open": "还在办的", "panel": "评议为不合理的", "heard": "回访", "content": "满意", "unhappy": "不满意",
    "silent": "未表态", "solved": "确认解决", "aside": "不计入的",
}  # fmt: skip
SAID = {"yes": "满意", "no": "不满意", "silent": "未表态", "aside": "不计"}
HOW = {"asker": "本人在手机上", "caller": "电话回访", "clock": "到期没有消息"}


def _number(row: Any) -> Cell:
    return Cell(row.number, href=reverse("desk_matter", args=(row.number,)))


def _stage(row: Any) -> Cell:
    return Cell(kinds[row.kind].stage_label(row.stage), status="done" if row.closed_at else "doing")


MATTERS = Table(
    columns=(
        Column(
            "number", "编号", lambda row: Cell(row.number, href=reverse("desk_matter", args=(row.number,)))
        ),
        Column("title", "事项", lambda row: Cell(row.title, cls="wrap")),
        Column("unit", "承办", lambda row: row.unit.short or row.unit.name),
        Column("stage", "环节", _stage),
        Column("opened_at", "提出", lambda row: when(row.opened_at)),
        Column("answered_at", "首次答复", lambda row: when(row.answered_at) if row.answered_at else "还没有"),
        Column("outcome", "结果", lambda row: Cell(row.outcome, cls="wrap")),
    ),
    sort=("-id",),
)
HEARINGS = Table(
    columns=(
        Column("at", "时间", lambda row: when(row.at)),
        Column("number", "编号", lambda row: _number(row.matter)),
        Column("title", "事项", lambda row: Cell(row.matter.title, cls="wrap")),
        Column("unit", "承办", lambda row: row.unit.short or row.unit.name),
        Column("answer", "表态", lambda row: SAID[row.answer]),
        Column("how", "怎么说的", lambda row: HOW.get(row.how, "回访")),
    ),
    sort=("-id",),
)  # fmt: skip


def reach_of(request: HttpRequest) -> tuple[Reach, Unit, date, date]:
    """The union and the time asked for: within the seat's own subtree, by default this year to today."""
    _, seat = officer(request, P.MATTER_VIEW)
    wanted = request.GET.get("unit", "")
    unit = Unit.objects.filter(
        pk=int(wanted) if wanted.isdecimal() and len(wanted) < 19 else seat.unit_id
    ).first()
    if unit is None or not tree.within(unit.path, seat.unit_path):
        raise Http404
    today = local_day(timezone.now())
    first, last = _day(request, "from", today.replace(month=1, day=1)), _day(request, "to", today)
    since, until = (datetime.combine(day, time.min, ZONE) for day in (first, last + timedelta(days=1)))
    return Reach(queries.KEY, unit.pk, unit.path, since, until), unit, first, last


def _day(request: HttpRequest, name: str, usual: date) -> date:
    try:
        return date.fromisoformat(Day(name, name).clean(request.GET.get(name, "") or usual.isoformat()))
    except Refused:
        return usual


def _asked(unit: Unit, first: date, last: date) -> str:
    return "?" + urlencode({"unit": unit.pk, "from": first, "to": last})


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The rates, what stands open, and the unions below."""
    _, seat = officer(request, P.MATTER_VIEW)
    reach, unit, first, last = reach_of(request)
    told = tally(reach, now=timezone.now())
    span = urlencode({"from": first, "to": last})

    def open_unit(one: Unit) -> str:
        return f"?unit={one.pk}&{span}"

    above = [Link(one.short or one.name, open_unit(one)) for one in _chain(unit, seat.unit_id)]
    context = {
        "here": "rights", "unit": unit, "above": above, "first": first.isoformat(), "last": last.isoformat(),
        "rates": queries.of(told.total), "found": told.total, "words": WORDS,
        "standing": told.standing, "lines": queries.lines(told.groups),
        "open_unit": open_unit, "open_list": lambda which, one=unit: _list(which) + open_unit(one),
    }  # fmt: skip
    return page_or_fragment(request, "rights/overview.html", context=context)


def _list(which: str) -> str:
    return url("desk_rights_list", which)


def _chain(unit: Unit, top: int) -> list[Unit]:
    """The unions above one, up to the seat's own."""
    ids = list(tree.ids(unit.path))
    ids = ids[ids.index(top) : -1] if top in ids else []
    known = Unit.objects.in_bulk(ids)
    return [known[key] for key in ids]


@require_GET
def listed(request: HttpRequest, which: str) -> HttpResponse:
    """The rows behind one number."""
    reach, unit, first, last = reach_of(request)
    if which not in WORDS:
        raise Http404
    actor, _ = officer(request, P.MATTER_VIEW)
    heard = which in OF_HEARINGS
    table = HEARINGS if heard else MATTERS
    fixed = {"unit": str(unit.pk), "from": str(first), "to": str(last)}
    table = Table(table.columns, table.sort, fixed=fixed)
    now = which in OF_NOW
    rows = rates.lying(reach, which, now=timezone.now()) if now else rates.listed(reach, which)
    back = reverse("desk_rights") + _asked(unit, first, last)
    context = {
        "here": "rights", "unit": unit, "title": WORDS[which], "back": back,
        "page": without_kept(
            actor,
            table.page(rows, request.GET, request.path),
            lambda row: (row.matter if heard else row).number,
        ),
        "span": "此刻" if now else f"{first} 至 {last}",
    }  # fmt: skip
    return page_or_fragment(request, "rights/overview_list.html", context=context)
