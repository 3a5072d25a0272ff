"""The funds of aid at the desk: by source and year, by programme, and help that is to be reported upwards."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yugong.ground.access import scope
from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.ground.people import queries as people
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.masking import name as masked
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission as P
from yugong.scenes.aid.actions import grants as actions
from yugong.scenes.aid.models import Grant
from yugong.scenes.aid.queries import funds as queries
from yugong.scenes.aid.queries import programmes
from yugong.ui.addresses import address
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link
from yugong.ui.tables import Cell, Column, Table

YEARS = 4


@require_GET
def funds(request: HttpRequest) -> HttpResponse:
    """A year of the seat's union: every source, every programme, and what was carried over."""
    _, seat = officer(request, P.FUND_VIEW)
    today = local_day(timezone.now())
    text = request.GET.get("year", "")
    year = int(text) if text.isdigit() and 2000 <= int(text) <= today.year + 1 else today.year
    unit, here = Unit.objects.get(pk=seat.unit_id), reverse("desk_aid_funds")
    found = queries.funds(unit, year)
    context = {
        "here": "aid_funds",
        "unit": unit,
        "found": found,
        "rows": [(one, ways(one.key, year)) for one in found.sources],
        "years": [
            Link(f"{one} 年", f"{here}?year={one}", one == year)
            for one in range(today.year, today.year - YEARS, -1)
        ],
        "entries": f"{reverse('desk_entries')}?year={year}",
        "books": address("desk_funds"),
        "manages": P.FUND_MANAGE in seat.permissions,
    }
    return page_or_fragment(request, "aid/funds.html", context=context)


def ways(source: str, year: int) -> dict[str, str]:
    """Where each number of a source leads: to its funds, its entries, what is arranged of it."""
    of, entries = f"source={source}&of={year}", reverse("desk_entries")
    return {
        "funds": f"{reverse('desk_fund_list')}?source={source}&year={year}",
        "received": f"{entries}?{of}&side=in",
        "spent": f"{entries}?{of}&side=out",
        "bank": f"{entries}?{of}&head=bank",
        "held": f"{reverse('desk_commitments')}?{of}",
    }


def _state(today: date, row: Grant) -> Cell:
    if row.reported_on:
        return Cell(f"{row.reported_on:%m-%d} 已报备", status="ok")
    late = row.report_by is not None and row.report_by < today
    return Cell("超期没有报备" if late else f"{row.report_by:%m-%d} 前报备", status="bad" if late else "new")


@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """Temporary help of the subtree that is reported afterwards."""
    _, seat = officer(request, P.MATTER_HANDLE)
    today, base = local_day(timezone.now()), reverse("desk_aid_reports")
    rows = programmes.reporting(seat.unit_path)
    plain = Table(columns=(Column("person_id", ""),), sort=("-id",))
    names = people.names(
        {line.row.person_id for line in plain.page(rows, request.GET, base, count=False).rows}
    )
    table = Table(
        columns=(
            Column("on", "批准", lambda row: f"{row.on:%Y-%m-%d}"),
            Column("person", "姓名", lambda row: masked(names.get(row.person_id, ""))),
            Column("unit", "工会", lambda row: Cell(row.unit.name, cls="wrap")),
            Column("matter", "办件", lambda row: Cell(row.matter, href=_matter(row))),
            Column("amount_fen", "金额", lambda row: yuan(row.amount_fen), align="r"),
            Column("state", "报备", lambda row: _state(today, row)),
        ),
        sort=("-id",),
        label="matter",
        empty_title="没有要报备的临时救助",
        empty_text="基层先办后报：批准以后列在这里，勾选就能报备。",
    )
    context = {
        "here": "aid_reports",
        "page": table.page(rows, request.GET, base),
        "notes": messages.get_messages(request),
    }
    return page_or_fragment(request, "aid/reports.html", context=context)


def _matter(row: Grant) -> str:
    return reverse("desk_matter", args=(row.matter,)) if row.matter else ""


@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """Report those that are ticked."""
    actor, _ = officer(request, P.MATTER_HANDLE)
    done = 0
    try:
        for key in request.POST.getlist("pick")[:200]:
            row = scope.one(
                actor, P.MATTER_HANDLE, Grant.objects.filter(report_by__isnull=False), pk=UUID(key)
            )
            actions.report(grant=row, by=actor, at=timezone.now())
            done += 1
        messages.success(request, f"已报备 {done} 笔" if done else "请先勾选")
    except Refused as refused:
        messages.warning(request, refused.reason)
    except ValueError:
        messages.warning(request, "请刷新后再勾选")
    return redirect("desk_aid_reports")
