"""The books of a union at a glance, its funds, one fund with its budget, and what is arranged."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.engines.ledger.followers import purpose_of
from yugong.engines.ledger.queries import funds as queries
from yugong.engines.ledger.queries.execution import execution_of
from yugong.engines.ledger.queries.overview import year_of
from yugong.engines.ledger.queries.reach import Reach
from yugong.engines.ledger.queries.statement import Asked
from yugong.engines.ledger.views import asking, statement, tiles
from yugong.ground.access import scope
from yugong.ground.access.desks import officer
from yugong.kernel.books import UNION
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import may
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission as P
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link
from yugong.ui.tables import Cell, Column, Line, Table

SUMS = ("received", "planned", "held", "spent", "bank")
SUM_WORDS = ("到账", "预算", "已安排未付", "已支出", "银行存款")
SHORT = 8  # characters of a number in large print
LIST = Table(
    columns=(), sort=("-year", "-id"), size=30,
    empty_title="还没有资金", empty_text="先设立一笔资金，写明来源、年度和用途。",
)  # fmt: skip
ARRANGED = Table(
    columns=(), sort=("-id",), size=30, empty_title="没有安排", empty_text="批准发放时会自动安排。"
)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Four tiles, the months, the budget against time, the sources, and the ledger."""
    actor, seat = officer(request, P.FUND_VIEW)
    now = timezone.now()
    today, year = local_day(now), asking.year_of(request.GET, now)
    asked = replace(asking.asked_of(request.GET, seat), year=year)
    reach = asked.reach
    found, done = year_of(reach, year, today=today), execution_of(reach, year)
    shown = tiles.tiles(found, done, asked)
    context = statement.listed(actor, asked, request.GET, size=12) | {
        "here": "funds",
        "year": year,
        "sub": f"{year} 年 · 截至 {tiles.until(year, today)} · 单位：元",
        "levels": levels(asked),
        "tiles": shown,
        "long": any(len(one["value"]) > SHORT for one in shown),
        "months": tiles.months(found, open_=year == today.year),
        "numbers": tiles.numbers(found, asked),
        "bullets": tiles.bullets(done, asked),
        "passed": tiles.passed(year, today),
        "sources": tiles.sources(done, asked),
        "manage": bool(may(actor, P.FUND_MANAGE)),
        "fund_list": asking.to("desk_fund_list", Asked(reach, year=year)),
        "notes": messages.get_messages(request),
    }
    return page_or_fragment(request, "ledger/funds.html", "list", context)


def levels(asked: Asked) -> list[Link]:
    """Own books, or with those of all below."""
    reach = asked.reach
    both = ((False, "本级"), (True, "合并下级"))
    return [
        Link(
            words,
            asking.to("desk_funds", Asked(Reach(reach.unit_id, reach.path, below), year=asked.year)),
            current=reach.below == below,
        )
        for below, words in both
    ]


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """The funds of a year and source, with sums of the page."""
    actor, seat = officer(request, P.FUND_VIEW)
    asked = asking.asked_of(request.GET, seat)
    rows = queries.funds_within(
        scope.within(actor, P.FUND_VIEW, queries.funds()), asked.reach, year=asked.year, source=asked.source
    )
    page = replace(LIST, fixed=asking.words_of(asked)).page(rows, request.GET, request.path)
    standing = queries.standings([line.row.pk for line in page.rows])
    lines = [
        Line(line.key, line.row.name, _fund_cells(line.row, standing[line.row.pk], asked), line.row)
        for line in page.rows
    ]
    sums = [(yuan(sum(getattr(one, name) for one in standing.values())), "r") for name in SUMS]
    columns = [
        Column("name", "资金"), Column("source", "来源"), Column("year", "年度"),
        *([Column("unit", "工会")] if asked.reach.below else []),
        *(Column(key, word, align="r") for key, word in zip(SUMS, SUM_WORDS, strict=True)),
    ]  # fmt: skip
    context = {
        "here": "funds",
        "asked": asked,
        "page": replace(page, columns=columns, rows=lines),
        "foot": [("本页合计", ""), *([("", "")] * (len(columns) - len(sums) - 1)), *sums],
        "back": asking.to("desk_funds", Asked(asked.reach, year=asked.year)),
        "years": queries.years(asked.reach),
        "sources": queries.sources(),
        "kept": {"levels": asking.BELOW} if asked.reach.below else {},
        "manage": bool(may(actor, P.FUND_MANAGE)),
        "notes": messages.get_messages(request),
    }
    return page_or_fragment(request, "ledger/funds_list.html", "list", context)


def _fund_cells(fund: Any, standing: Any, asked: Asked) -> tuple[Cell, ...]:
    return (
        Cell(fund.name, href=reverse("desk_fund", args=(fund.pk,))),
        Cell(fund.get_source_display()),
        Cell(fund.year, cls="num"),
        *([Cell(fund.unit.short or fund.unit.name, cls="muted")] if asked.reach.below else []),
        *(Cell(yuan(getattr(standing, name)), cls="r") for name in SUMS),
    )


@require_GET
def fund(request: HttpRequest, fund_id: UUID) -> HttpResponse:
    """One fund: where it stands, its budget lines, its entries."""
    actor, _ = officer(request, P.FUND_VIEW)
    row = scope.one(actor, P.FUND_VIEW, queries.funds(), pk=fund_id)
    asked = Asked(Reach(row.unit_id, row.unit.path), fund=row.pk)
    standing = queries.standings([row.pk])[row.pk]
    ways: dict[str, str] = {
        "received": asking.to("desk_entries", asked, side="in"),
        "planned": "#budget",
        "held": asking.to("desk_commitments", asked),
        "spent": asking.to("desk_entries", asked, side="out"),
        "bank": asking.to("desk_entries", asked, head="bank"),
    }
    context = statement.listed(actor, asked, request.GET, size=12) | {
        "here": "funds",
        "fund": row,
        "tiles": [
            (word, yuan(getattr(standing, key)), ways[key]) for key, word in zip(SUMS, SUM_WORDS, strict=True)
        ],
        "lines": _lines(row, asked),
        "manage": bool(may(actor, P.FUND_MANAGE, row)),
        "crumbs": [Link("经费", reverse("desk_funds")), Link(row.name)],
        "notes": messages.get_messages(request),
    }
    return page_or_fragment(request, "ledger/funds_one.html", "list", context)


def _lines(fund: Any, asked: Asked) -> list[dict[str, Any]]:
    """The budget lines as rows: income that was not planned stands there too."""
    received = dict(queries.received_of(fund))
    found: list[dict[str, Any]] = []
    for line, plans in queries.planned_lines(fund):
        came = received.pop(line.head, 0)
        done = came or line.spent
        found.append(_line_row(line.head, asked, done=done, line=line, plans=plans))
    found += [_line_row(head, asked, done=came) for head, came in received.items() if came]
    return found


def _line_row(head: str, asked: Asked, *, done: int, line: Any = None, plans: Any = ()) -> dict[str, Any]:
    income = UNION[head].sort == "income"
    return {
        "name": UNION[head].words,
        "income": income,
        "planned": line.amount if line else None,
        "held": line.held if line else 0,
        "done": done,
        "left": (line.amount - done if income else line.left) if line else None,
        "entries": asking.to("desk_entries", asked, head=head),
        "arranged": asking.to("desk_commitments", asked, head=head),
        "plans": plans,
    }


@require_GET
def arranged(request: HttpRequest) -> HttpResponse:
    """The commitments behind a number: what is arranged, for what, and how much of it is not yet paid."""
    actor, seat = officer(request, P.FUND_VIEW)
    asked = asking.asked_of(request.GET, seat)
    seen = scope.within(actor, P.FUND_VIEW, queries.commitments())
    rows = queries.open_ones(seen).filter(**_of_lines(asked))
    page = replace(ARRANGED, fixed=asking.words_of(asked)).page(rows, request.GET, request.path)
    lines = [
        Line(line.key, purpose_of(line.row.about), _arranged_cells(line.row), line.row) for line in page.rows
    ]
    columns = [
        Column("about", "事由"), Column("fund", "资金"), Column("head", "科目"), Column("at", "安排日期"),
        Column("amount", "安排", align="r"), Column("spent", "已支出", align="r"),
        Column("held", "未付", align="r"),
    ]  # fmt: skip
    sums = [sum(getattr(line.row, name) for line in page.rows) for name in ("amount", "spent", "held")]
    context = {
        "here": "funds",
        "page": replace(page, columns=columns, rows=lines),
        "foot": [("本页合计", ""), *([("", "")] * 3), *((yuan(one), "r") for one in sums)],
        "whole": queries.held_by(rows),
        "sub": statement.described(actor, asked, seat.unit_name),
        "back": asking.to("desk_funds", Asked(asked.reach, year=asked.year or asked.of)),
    }
    return page_or_fragment(request, "ledger/funds_arranged.html", "list", context)


def _of_lines(asked: Asked) -> Mapping[str, Any]:
    wanted: dict[str, Any] = {
        **asked.reach.of("line__fund__unit"), "line__head": asked.head, "line__fund": asked.fund,
        "line__fund__source": asked.source, "line__fund__year": asked.of,
    }  # fmt: skip
    return {name: value for name, value in wanted.items() if value}


def _arranged_cells(row: Any) -> tuple[Cell, ...]:
    line = row.line
    return (
        Cell(purpose_of(row.about)),
        Cell(line.fund.name, href=reverse("desk_fund", args=(line.fund_id,))),
        Cell(UNION[line.head].words, cls="muted"),
        Cell(f"{local_day(row.at):%Y-%m-%d}", cls="num"),
        *(Cell(yuan(amount), cls="r") for amount in (row.amount, row.spent, row.held)),
    )
