"""What the overview of the books draws; each number is a way to its entries."""

from calendar import isleap
from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from typing import Any

from markupsafe import Markup

from yugong.engines.ledger.queries.execution import Executed, Execution, SourceExecuted
from yugong.engines.ledger.queries.overview import Year
from yugong.engines.ledger.queries.statement import Asked
from yugong.engines.ledger.views import asking, statement
from yugong.kernel.money import yuan

WAN = 10_000_00  # fen
B = Markup('<a class="link num" href="{}">{}</a> <span class="muted">{}</span>')


def until(year: int, today: date) -> str:
    """The last day that is counted."""
    return f"{today.month} 月 {today.day} 日" if year == today.year else "12 月 31 日"


def passed(year: int, today: date) -> float:
    """How much of the year is over, in percent."""
    if year != today.year:
        return 100.0 if year < today.year else 0.0
    return round(today.timetuple().tm_yday / (366 if isleap(year) else 365) * 100, 1)


def percent(one: Executed) -> str:
    return f"{one.done / one.planned:.1%}" if one.planned else ""


def tiles(found: Year, done: Execution, asked: Asked) -> list[dict[str, Any]]:
    """Income, outlay, what is left, what is arranged."""
    year, of_year = Asked(asked.reach, year=found.year), Asked(asked.reach, of=found.year)
    months = found.months
    came, went = ([getattr(one, side) for one in months] for side in ("income", "outlay"))
    shown = (
        ("本年收入", found.income, asking.to("desk_entries", year, side="in"), "t500", list(accumulate(came)),
         _against(done.total(done.income), "收入预算", "到账")),
        ("本年支出", found.outlay, asking.to("desk_entries", year, side="out"), "g500",
         list(accumulate(went)), _spent(done.total(done.outlay), found.outlay)),
        ("结余", found.surplus, asking.to("desk_entries", Asked(asked.reach)), "b500",
         [one.surplus for one in months], f"含上年结转 {yuan(found.carried)}"),
        ("已安排未付", found.held, asking.to("desk_commitments", of_year), "r500",
         [one.held for one in months], f"{found.open_count} 项已批准，等付款"),
    )  # fmt: skip
    return [_tile(*one) for one in shown]


def _against(total: Executed, budget: str, word: str) -> str:
    """What is done of a budget, in words."""
    return f"预算 {yuan(total.planned)}，{word} {percent(total)}" if total.planned else f"还没有编{budget}"


def _spent(total: Executed, outlay: int) -> str:
    """What is done of the year's budget; outlay of former years' funds is said apart."""
    rest = outlay - total.done
    former = f"，往年资金支出 {yuan(rest)}" if rest > 0 else ""
    return _against(total, "支出预算", "执行") + former


def _tile(label: str, amount: int, href: str, tone: str, trend: Sequence[int], note: str) -> dict[str, Any]:
    return {
        "label": label, "value": yuan(amount), "href": href, "tone": tone, "note": note,
        "spark": [one / 100 for one in trend] or [0],
    }  # fmt: skip


def months(found: Year, *, open_: bool) -> dict[str, Any]:
    """The bars: in ten thousands where there is that much."""
    most = max((max(one.income, one.outlay) for one in found.months), default=0)
    unit, word = (WAN, "万元") if most >= 10 * WAN else (100, "元")
    return {
        "labels": [f"{one.number}月" for one in found.months],
        "series": (
            ("收入", [one.income / unit for one in found.months]),
            ("支出", [one.outlay / unit for one in found.months]),
        ),
        "unit": word,
        "open": f"{len(found.months)} 月未完" if open_ and found.months else "",
    }


def numbers(found: Year, asked: Asked) -> list[dict[str, Any]]:
    """The same months as rows whose amounts lead to their entries."""
    base = Asked(asked.reach, year=found.year)
    return [
        {
            "month": f"{one.number} 月",
            "income": yuan(one.income),
            "income_href": asking.to("desk_entries", base, month=one.number, side="in"),
            "outlay": yuan(one.outlay),
            "outlay_href": asking.to("desk_entries", base, month=one.number, side="out"),
            "surplus": yuan(one.surplus),
        }
        for one in found.months
    ]


def bullets(done: Execution, asked: Asked) -> list[tuple[Markup, float, Markup]]:
    """Heads of outlay: the share of the budget that is spent, beside how much of the year is over."""
    base = Asked(asked.reach, of=done.year)
    rows = []
    for one in done.outlay:
        href = asking.to("desk_entries", base, head=one.key)
        share = (one.share or 0) * 100
        rows.append((statement.A.format(href, one.name), share, B.format(href, yuan(one.done), percent(one))))
    return rows


def sources(done: Execution, asked: Asked) -> list[dict[str, Any]]:
    """Money by source, every amount a way to what it is made of, and the sums below."""
    base = Asked(asked.reach, of=done.year)
    rows = []
    for one in done.sources:
        own = Asked(asked.reach, of=done.year, source=one.key)
        rows.append(
            {
                "name": one.name,
                "href": asking.to("desk_fund_list", Asked(asked.reach, year=done.year, source=one.key)),
                "cells": _amounts(one, own),
            }
        )
    sums = {name: sum(getattr(one, name) for one in done.sources) for name in AMOUNTS}
    return (
        [*rows, {"name": "合计", "href": "", "cells": _amounts(SourceExecuted("", "合计", **sums), base)}]
        if rows
        else []
    )


AMOUNTS = ("received", "planned", "held", "spent", "bank")


def _amounts(one: SourceExecuted, asked: Asked) -> list[tuple[str, str]]:
    ways = {
        "received": asking.to("desk_entries", asked, side="in"),
        "planned": asking.to("desk_fund_list", Asked(asked.reach, year=asked.of, source=asked.source)),
        "held": asking.to("desk_commitments", asked),
        "spent": asking.to("desk_entries", asked, side="out"),
        "bank": asking.to("desk_entries", asked, head="bank"),
    }
    return [(yuan(getattr(one, name)), ways[name]) for name in AMOUNTS]
