"""The statement: the entries behind a number, with totals that add up, and the same as an Excel file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET
from markupsafe import Markup

from yugong.engines.ledger.queries import funds as funds_
from yugong.engines.ledger.queries import statement as queries
from yugong.engines.ledger.queries.statement import Amounts, Asked, Told
from yugong.engines.ledger.views import asking, sheet
from yugong.ground.access import scope
from yugong.ground.access.desks import officer
from yugong.kernel.actor import Actor
from yugong.kernel.books import CNY, UNION
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission as P
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Cell, Column, Line, Table

SIZE = 30
A = Markup('<a class="link" href="{}">{}</a>')
HEADS = [(head.key, head.words) for head in UNION.heads if head.of == CNY]
TITLES = {"in": "收入凭证", "out": "支出凭证", "": "明细账"}
RIGHT = "r"


def columns(asked: Asked, *, balance: bool) -> list[Column]:
    """The columns: debits and credits for a two-sided head, the balance where it has a meaning."""
    left, right = ("借方", "贷方") if asked.two_sided else ("收入", "支出")
    found = [
        Column("on", "日期"),
        Column("number", "凭证"),
        Column("text", "摘要"),
        Column("heads", "科目"),
        Column("unit", "工会") if asked.reach.below else Column("funds", "资金"),
        Column("left", left, align=RIGHT),
        Column("right", right, align=RIGHT),
    ]
    return [*found, *([Column("balance", "结余", align=RIGHT)] if balance else []), Column("state", "状态")]


def cells(told: Told, asked: Asked, balance: int | None) -> tuple[Cell, ...]:
    """One entry as the cells of a row."""
    entry = told.entry
    more = f" 等 {len(told.heads)} 项" if len(told.heads) > 1 else ""
    place = entry.unit.short or entry.unit.name if asked.reach.below else "、".join(told.funds)
    found = [
        Cell(f"{entry.on:%m-%d}" if asked.year else f"{entry.on:%Y-%m-%d}", cls="num"),
        Cell(entry.label, href=reverse("desk_voucher", args=(entry.pk,))),
        Cell(entry.text, cls="wrap wide"),
        Cell(told.heads[0] + more, cls="muted"),
        Cell(place, cls="muted"),
        Cell(fen(told.amounts.left), cls=RIGHT),
        Cell(fen(told.amounts.right), cls=RIGHT),
    ]
    return (*found, *([Cell(yuan(balance), cls="r strong")] if balance is not None else []), state(entry))


def fen(amount: int) -> str:
    """An amount of a column; what is nothing is left empty."""
    return yuan(amount) if amount else ""


def state(entry: Any) -> Cell:
    """Whether an entry stands, takes another back, or was taken back."""
    if entry.reverses_id:
        return Cell("红冲", status="bad")
    return Cell("已冲销", status="done") if hasattr(entry, "reversal") else Cell("已记账", status="ok")


def foot(asked: Asked, shown: Sequence[Told], *, balance: bool) -> list[tuple[str, str]]:
    """The sums of this page."""
    sums = sum((one.amounts for one in shown), Amounts())
    ends = [(yuan(sums.left), RIGHT), (yuan(sums.right), RIGHT), *([("", "")] if balance else []), ("", "")]
    return [("本页合计", ""), ("", ""), ("", ""), ("", ""), ("", ""), *ends]


def listed(actor: Actor, asked: Asked, given: Mapping[str, str], *, size: int = SIZE) -> dict[str, Any]:
    """What the list of entries shows: a page, its sums, the sums of all that is asked for."""
    rows = queries.asked_for(scope.within(actor, P.FUND_VIEW, queries.entries()), asked)
    path = reverse("desk_entries")
    page = table(asked, size).page(rows, given, path)
    shown = queries.told([line.row for line in page.rows], asked)
    standing = _standing(asked, shown)
    lines = [
        Line(str(one.entry.pk), one.entry.label, cells(one, asked, standing[n] if standing else None), one)
        for n, one in enumerate(shown)
    ]
    kept = replace(page, columns=columns(asked, balance=bool(standing)), rows=lines)
    return {
        "asked": asked,
        "page": kept,
        "foot": foot(asked, shown, balance=bool(standing)) if shown else None,
        "whole": queries.total(rows, asked),
        "heads": HEADS,
        "years": funds_.years(asked.reach),
        "words": asking.words_of(asked),
        "kept": {name: value for name, value in asking.words_of(asked).items() if name not in SHOWN},
        "export": asking.to("desk_entries_export", asked),
    }


SHOWN = ("q", "head", "year", "month")  # what the form of the list itself asks for


def table(asked: Asked, size: int) -> Table:
    """The order of one union's chain, or by day for several."""
    return Table(
        columns=(),
        sort=("-on", "-id") if asked.reach.below else ("-seq",),
        size=size,
        fixed=asking.words_of(asked),
        empty_title="没有符合条件的凭证",
        empty_text="换个条件再查，或者先登记到账。",
    )


def _standing(asked: Asked, shown: Sequence[Told]) -> list[int]:
    """What was left after each entry: of one union's books, or of one fund when nothing else is asked."""
    if not shown or asked.reach.below or asked.head or asked.source or asked.of or asked.side:
        return []
    if asked.fund is None:
        return [one.entry.surplus for one in shown]
    if asked.text:
        return []
    left = queries.fund_surplus(asked.fund, until=shown[0].entry.seq)
    changes = queries.surplus_changes([one.entry.pk for one in shown], asked.fund)
    found = []
    for one in shown:
        found.append(left)
        left -= changes[one.entry.pk]
    return found


@require_GET
def entries(request: HttpRequest) -> HttpResponse:
    """The entries behind one number."""
    actor, seat = officer(request, P.FUND_VIEW)
    asked = asking.asked_of(request.GET, seat)
    context = listed(actor, asked, request.GET) | {
        "here": "funds",
        "title": title(asked),
        "sub": described(actor, asked, seat.unit_name),
        "back": asking.to("desk_funds", Asked(asked.reach, year=asked.year or asked.of)),
        "notes": messages.get_messages(request),
    }
    return page_or_fragment(request, "ledger/statement.html", "list", context)


def title(asked: Asked) -> str:
    """The heading: the head that is asked for, or which side."""
    return UNION[asked.head].words if asked.head else TITLES[asked.side]


def described(actor: Actor, asked: Asked, unit: str) -> str:
    """In words what is listed, for the line under the heading and the sheet."""
    parts = [f"{unit}及下级" if asked.reach.below else unit]
    if asked.of:
        parts.append(f"{asked.of} 年度的资金")
    if asked.source:
        parts.append(dict(funds_.sources()).get(asked.source, ""))
    if asked.fund:
        known = scope.within(actor, P.FUND_VIEW, funds_.funds()).filter(pk=asked.fund).first()
        parts.append(known.name if known else "")
    if asked.year:
        parts.append(f"{asked.year} 年" + (f" {asked.month} 月" if asked.month else ""))
    return " · ".join(part for part in parts if part)


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The same entries as an Excel file; too many for one sheet are refused with what to do."""
    actor, seat = officer(request, P.FUND_VIEW)
    asked = asking.asked_of(request.GET, seat)
    rows: QuerySet[Any] = queries.asked_for(scope.within(actor, P.FUND_VIEW, queries.entries()), asked)
    found = list(rows.order_by(*table(asked, SIZE).sort)[: sheet.MOST + 1])
    if len(found) > sheet.MOST:
        messages.warning(request, f"一次最多导出 {sheet.MOST:,} 张凭证，请按月份或者科目缩小范围。")
        return redirect(asking.to("desk_entries", asked))
    now = timezone.localtime(timezone.now())
    mark = f"{actor.label} {seat.unit_name} {now:%Y-%m-%d %H:%M} 导出"
    words = described(actor, asked, seat.unit_name)
    told = (one for n in range(0, len(found), 500) for one in queries.told(found[n : n + 500], asked))
    return sheet.handed(told, asked, title=f"{title(asked)} {words}", mark=mark)
