"""Mutual aid at the desk: products, what came in and was paid out, and the rows behind each number."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.ground.access.desks import officer
from yugong.ground.people.identity import name_of
from yugong.kernel import masking
from yugong.kernel.actor import Seat
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission as P
from yugong.scenes.aid.models import ClaimState, CoverState
from yugong.scenes.aid.queries import mutual_ratio as ratio
from yugong.scenes.aid.queries.mutual_terms import Dated
from yugong.scenes.aid.rules.mutual import PRODUCTS, Terms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link
from yugong.ui.tables import Cell, Column, Table

COVERS = {CoverState.HELD: "warn", CoverState.LIVE: "ok", CoverState.ENDED: "done"}
CLAIMS = {
    ClaimState.CONFIRM: "new", ClaimState.REVIEW: "doing", ClaimState.GRANTED: "doing", ClaimState.PAID: "ok",
    ClaimState.REFUSED: "warn", ClaimState.DROPPED: "done",
}  # fmt: skip


def named(key: str) -> str:
    """What a product is called."""
    return PRODUCTS[key].name


def person_of(row: Any) -> str:
    """The name of a row's person."""
    return name_of(row.person_id, row.person.name_sealed)


def cover_state(row: Any) -> Cell:
    return Cell(row.get_state_display(), status=COVERS[CoverState(row.state)])


def claim_state(row: Any) -> Cell:
    return Cell(row.get_state_display(), status=CLAIMS[ClaimState(row.state)])


COVER_LIST = Table(
    columns=(
        Column("person", "姓名", person_of),
        Column("unit", "参保工会", lambda row: row.unit.name),
        Column("product", "险种", lambda row: named(row.product)),
        Column("shares", "份数", align="r"),
        Column("premium_fen", "保费（元）", lambda row: yuan(row.premium_fen), align="r"),
        Column("starts_on", "生效", lambda row: f"{row.starts_on:%Y-%m-%d}"),
        Column("covered_from", "起保", lambda row: f"{row.covered_from:%Y-%m-%d}"),
        Column("ends_on", "到期", lambda row: f"{row.ends_on:%Y-%m-%d}"),
        Column("state", "状态", cover_state),
    ),
    sort=("-id",),
    empty_title="没有参保的人",
    empty_text="传一份名单，缴费后就在这里。",
)
PAID_LIST = Table(
    columns=(
        Column("matter", "办件"),
        Column("person", "姓名", lambda row: masking.name(person_of(row))),
        Column("unit", "参保工会", lambda row: row.unit.name),
        Column("product", "险种", lambda row: named(row.product)),
        Column("amount_fen", "给付（元）", lambda row: yuan(row.amount_fen), align="r"),
        Column("decided_on", "决定", lambda row: f"{row.decided_on:%Y-%m-%d}"),
        Column("paid_on", "付款", lambda row: f"{row.paid_on:%Y-%m-%d}"),
    ),
    sort=("-id",),
    empty_title="还没有给付",
    empty_text="付到职工卡上的给付会列在这里。",
)


def narrowed(request: HttpRequest, seat: Seat) -> dict[str, Any]:
    """The year, product and unit of the address, as far as they make sense."""
    year, unit = request.GET.get("year", ""), request.GET.get("unit", "")
    key = request.GET.get("product", "")
    return {
        "year": int(year) if year.isdecimal() and len(year) == 4 else None,
        "product": key if key in PRODUCTS else "",
        "unit": int(unit) if unit.isdecimal() and len(unit) < 16 else 0,
    }


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The products, and paid against premium by product, unit and year; every number opens its rows."""
    _, seat = officer(request, P.ROSTER_IMPORT, P.FUND_VIEW)
    today = timezone.localdate()
    year = narrowed(request, seat)["year"] or today.year
    path, base = seat.unit_path, reverse("desk_mutual")
    years = sorted({today.year, *(int(one.key) for one in ratio.shares(path, "year"))}, reverse=True)
    values = Dated(today, path)
    products = [(one, Terms(one.key, values)) for one in PRODUCTS.values()]
    context = {
        "here": "mutual", "seat": seat, "year": year, "today": today,
        "years": [Link(f"{one} 年", f"{base}?year={one}", current=one == year) for one in years],
        "total": ratio.total(path, year=year),
        "tables": (
            ("按险种", "product", _told(ratio.shares(path, "product", year=year), "product", year)),
            ("按参保工会", "unit", _told(ratio.shares(path, "unit", year=year), "unit", year)),
            ("按年度", "year", _told(ratio.shares(path, "year"), "year", None)),
        ),
        "products": [(one, t.fen("price") if t.is_set else None, t) for one, t in products],
        "may": {one: one in seat.permissions for one in (P.ROSTER_IMPORT, P.FUND_MANAGE)},
        "notes": messages.get_messages(request),
    }  # fmt: skip
    return page_or_fragment(request, "aid/mutual.html", context=context)


def _told(rows: list[ratio.Share], by: str, year: int | None) -> list[tuple[ratio.Share, str, str]]:
    """Each line with what it is called and the end of the addresses of its rows."""
    kept = f"year={year}&" if year else ""
    return [
        (row, named(row.label) if by == "product" else f"{row.label} 年" if by == "year" else row.label,
         f"?{kept}{by}={row.key}")
        for row in rows
    ]  # fmt: skip


@require_GET
def covers(request: HttpRequest) -> HttpResponse:
    """The covers behind a number."""
    _, seat = officer(request, P.ROSTER_IMPORT, P.FUND_VIEW)
    rows = ratio.covers(seat.unit_path, **narrowed(request, seat)).select_related("person", "unit")
    return _listed(request, "参保的人", rows, COVER_LIST, "desk_mutual_covers", "人")


@require_GET
def payments(request: HttpRequest) -> HttpResponse:
    """The payments behind a number; names are masked."""
    _, seat = officer(request, P.ROSTER_IMPORT, P.FUND_VIEW)
    rows = ratio.payments(seat.unit_path, **narrowed(request, seat)).select_related("person", "unit")
    return _listed(request, "已付的给付", rows, PAID_LIST, "desk_mutual_payments", "笔")


def _listed(request: HttpRequest, title: str, rows: Any, table: Table, name: str, unit: str) -> HttpResponse:
    kept = {key: request.GET[key] for key in ("year", "product", "unit") if request.GET.get(key)}
    shown = Table(
        columns=table.columns, sort=table.sort, empty_title=table.empty_title, empty_text=table.empty_text,
        fixed=kept,
    )  # fmt: skip
    page = shown.page(rows, request.GET, reverse(name))
    context = {"here": "mutual", "title": title, "page": page, "unit": unit, "what": _what(kept)}
    return page_or_fragment(request, "aid/mutual_list.html", context=context)


def _what(kept: dict[str, str]) -> str:
    words = [f"{kept['year']} 年"] if "year" in kept else []
    words += [named(kept["product"])] if kept.get("product") in PRODUCTS else []
    return "，".join(words) or "全部"
