"""The member list: narrowed, paged by key, searched without a trace in addresses; and its export."""

from datetime import date
from math import inf
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.ground.access.middleware import actor_of
from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import value
from yugong.ground.people import queries
from yugong.ground.people.models import Standing
from yugong.ground.people.queries import SEARCH_CAP, MemberRow, MembersFilter
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import may
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise.trades import label
from yugong.scenes.organise.views import gate, narrowing
from yugong.scenes.organise.views.narrowing import NEW_WORK, Narrowing
from yugong.ui.addresses import of_row
from yugong.ui.pages import page_or_fragment, wants_fragment
from yugong.ui.shapes import Link
from yugong.ui.tables import Cell, Column, Line, Page

SIZE, CAP, KEPT, NOTHING = 50, 10_000, 4096, "—"
_lines: dict[int, Line] = {}
STANDINGS = dict(Standing.choices)


COLUMNS = (
    Column("name", "姓名"),
    Column("number", "证件号"),
    Column("phone", "手机"),
    Column("unit_name", "工会"),
    Column("employer_name", "用工单位"),
    Column("trade", "职业工种"),
    Column("joined_on", "入会"),
    Column("standing", "状态"),
    Column("recorded_on", "登记"),
)


def _cells(row: MemberRow) -> tuple[Cell, ...]:
    """What stands in the columns, in their order; made at once, because a page has hundreds of cells."""
    gap = row.gap
    return (
        Cell(row.name, of_row("desk_person", row.person_id)),
        Cell(row.number or NOTHING),
        Cell(row.phone or NOTHING),
        Cell(row.unit_name or NOTHING),
        Cell(row.employer_name or NOTHING),
        Cell(label(row.trade) or NOTHING),
        Cell(row.joined_on.isoformat()),
        Cell(gap, "", "warn") if gap else Cell(STANDINGS[row.standing], "", row.standing),
        Cell(row.recorded_on.isoformat()),
    )


@require_http_methods(["GET", "POST"])
def members(request: HttpRequest) -> HttpResponse:
    """The members below the officer's unit; a search comes by POST, all other narrowing has an address."""
    actor, seat = gate.officer(request, P.MEMBER_LIST)
    given = request.POST if request.method == "POST" else request.GET.copy()
    if request.method == "GET":
        given.pop("q", None)
    now, base = narrowing.read(given, actor=actor, seat=seat), reverse("desk_members")
    plain = request.method == "POST" and not now.wanted.text and not now.errors
    if plain and not wants_fragment(request):
        return redirect(now.address(base))
    page = _page(now, base, after=_uuid(given.get("after")), before=_uuid(given.get("before")))
    context = {
        "here": "members",
        "page": page,
        "now": now,
        "views": _views(now, base),
        "again": {**now.kept, "q": now.wanted.text} if now.wanted.text else {},
        "edges": (page.rows[0].key, page.rows[-1].key) if page.rows else ("", ""),
        "acts": _acts(request, now),
        "clusters": _clusters(now.unit, today=local_day(timezone.now())),
        "part_only": wants_fragment(request),
    }
    response = page_or_fragment(request, "organise/members.html", "list", context)
    if plain:
        response["HX-Push-Url"] = now.address(base)
    return response


def _uuid(text: Any) -> UUID | None:
    try:
        return UUID(str(text)) if text else None
    except ValueError:
        return None


def _line(row: MemberRow) -> Line:
    """The line of a row; the register gives the same object for what it gave before, so its line is kept."""
    known = _lines.get(id(row))
    if known is not None and known.row is row:
        return known
    if len(_lines) >= KEPT:
        _lines.clear()
    _lines[id(row)] = made = Line(str(row.id), row.name, _cells(row), row)
    return made


def _found(now: Narrowing, *, after: UUID | None, before: UUID | None) -> tuple[list[MemberRow], int, float]:
    """The rows of a page, how many there are in all, and where that count stops."""
    edges: dict[str, Any] = {"after": after, "before": before, "limit": SIZE + 1}
    if now.wanted.text:
        return *queries.search(path=now.path, wanted=now.wanted, **edges), SEARCH_CAP
    found = queries.members(path=now.path, wanted=now.wanted, **edges)
    if now.wanted == MembersFilter():
        return found, queries.headcount(now.path), inf
    return found, queries.member_count(path=now.path, wanted=now.wanted, cap=CAP), CAP


def _page(now: Narrowing, base: str, *, after: UUID | None, before: UUID | None) -> Page:
    """One page; whether there is more on the side one came from is known without asking."""
    backwards = before is not None and after is None
    found, total, cap = _found(now, after=after, before=before)
    more = len(found) > SIZE
    found = found[1:] if more and backwards else found[:SIZE]
    earlier, later = (more, True) if backwards else (after is not None, more)
    rows = [_line(row) for row in found]
    return Page(
        path=base,
        columns=COLUMNS,
        filters=narrowing.held(now, today=local_day(timezone.now())),
        rows=rows,
        size=SIZE,
        before=now.address(base, before=rows[0].key) if rows and earlier else "",
        after=now.address(base, after=rows[-1].key) if rows and later else "",
        total=int(min(total, cap)),
        capped=total > cap,
        empty_title="没有符合条件的会员",
        empty_text="换个条件再查；证件号和手机要填全，或者只填后四位。",
    )


def _views(now: Narrowing, base: str) -> tuple[Link, ...]:
    """The views kept for everybody: each is an address."""
    first = local_day(timezone.now()).replace(day=1).isoformat()
    kept = {name: text for name, text in now.kept.items() if name != "unit"}
    unit = {"unit": now.kept["unit"]} if "unit" in now.kept else {}
    views: tuple[tuple[str, dict[str, str]], ...] = (
        ("全部", {}),
        ("新就业形态", {"home": NEW_WORK}),
        ("待补信息", {"gap": "any"}),
        ("本月新入会", {"since": first}),
    )
    made = Narrowing(now.unit, now.wanted, unit)
    return tuple(
        Link(words, made.address(base, **own), current=kept == own and not now.wanted.text)
        for words, own in views
    )


def _acts(request: HttpRequest, now: Narrowing) -> dict[str, str]:
    """The addresses of what this officer may do with the list; empty where he may not."""
    actor = actor_of(request)
    export = may(actor, P.PERSON_EXPORT, now.unit) and not now.wanted.text
    return {
        "export": now.address(reverse("desk_members_export")) if export else "",
        "add": reverse("desk_member_add") if may(actor, P.MEMBERSHIP_CHANGE, now.unit) else "",
    }


def _clusters(unit: Unit, *, today: date) -> tuple[int, list[tuple[int, str, int]]]:
    """From how many members on a union of their own is due, and the employers that have come so far."""
    if unit.kind != "home":
        return 0, []
    line = int(value("membership.found_prompt", on=today, path=unit.path))
    return line, queries.employer_clusters(unit_id=unit.pk, at_least=line)
