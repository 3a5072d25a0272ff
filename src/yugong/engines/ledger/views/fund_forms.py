"""Setting up a fund, recording what came in, planning a budget: three short forms."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.engines.ledger.actions import budgets, funds
from yugong.engines.ledger.queries import funds as queries
from yugong.engines.ledger.queries.reach import own
from yugong.ground.access import scope
from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.kernel.books import UNION, Sort
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.field import Field, clean_all
from yugong.kernel.fields import Day, LongText, Money, Number, Select, Text
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission as P
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

INCOME = tuple((head.key, head.words) for head in UNION.of_sort(Sort.INCOME, Sort.NET) if head.of == "CNY")
PLANNED = tuple((key, UNION[key].words) for key in (*UNION.keys(Sort.OUTLAY), *UNION.keys(Sort.INCOME)))
Save = Callable[[Mapping[str, Any], datetime], tuple[str, Any]]
SET_UP = (
    ("一笔一账", "来源、年度、用途不同的钱分开设，不能混用"),
    ("来源", "中央、市级、区县资金专款专用；本级经费、捐赠、互助保费分开"),
    ("然后", "登记到账、编列预算，批准发放时自动从预算里留出"),
)
CAME_IN = (
    ("怎么记", "借：银行存款；贷：所选收入科目"),
    ("改错", "记错不能改，在凭证页冲销后重新登记"),
    ("摘要", "写事由和批次，不写姓名、身份证号、手机号"),
)
PLAN = (
    ("怎么编", "一笔资金的一个科目一条；再编一次就是调整，每次都留记录"),
    ("不能低于", "已安排和已支出的数"),
    ("收入预算", "选收入科目，用来比较到账进度"),
)


def _funds(actor: Actor, unit: Unit) -> list[Any]:
    rows = queries.funds_within(scope.within(actor, P.FUND_MANAGE, queries.funds()), own(unit))
    return list(rows.order_by("-year", "-id")[:200])


def _choice(known: Sequence[Any]) -> Select:
    return Select("fund", "资金", of=tuple((str(one.pk), f"{one.year} 年 {one.name}") for one in known))


def _unit(seat_unit: int) -> Unit:
    return Unit.objects.get(pk=seat_unit)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Set up a fund of the officer's own union."""
    actor, seat = officer(request, P.FUND_MANAGE)
    unit, year = _unit(seat.unit_id), local_day(timezone.now()).year
    fields = (
        Text("name", "名称", hint="例如“中央财政困难职工帮扶资金”", longest=60),
        Select("source", "来源", of=tuple(queries.sources())),
        Number("year", "年度", least=2000, most=year + 1),
        LongText("purpose", "用途", hint="按下达文件写，例如“困难职工生活、医疗、子女助学救助”", longest=200),
    )

    def save(given: Mapping[str, Any], at: datetime) -> tuple[str, Any]:
        fund = funds.open_fund(unit=unit, by=actor, at=at, **given)
        return f"已设立“{fund.name}”，可以登记到账、编列预算", fund.pk

    return _form(request, fields, save, "设立资金", SET_UP, usual={"year": year})


@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest) -> HttpResponse:
    """Record money that came into the bank."""
    actor, seat = officer(request, P.FUND_MANAGE)
    known = _funds(actor, _unit(seat.unit_id))
    if not known:
        return _no_fund(request)
    fields = (
        _choice(known),
        Money("amount_fen", "到账金额"),
        Day("on", "到账日期", past=True),
        Select("head", "收入科目", hint="不选就按资金来源记", of=INCOME, optional=True),
        Text("text", "摘要", hint="例如“2026 年第一批中央帮扶资金拨入”", longest=60),
    )
    once = request.POST.get("once", "")

    def save(given: Mapping[str, Any], at: datetime) -> tuple[str, Any]:
        fund = _picked(known, given["fund"])
        entry = funds.receive(
            fund=fund, amount_fen=given["amount_fen"], text=given["text"], head=given["head"] or "",
            on=datetime.fromisoformat(given["on"]).date(), about=f"receipt:{once[:64]}" if once else "",
            by=actor, at=at,
        )  # fmt: skip
        return f"已登记 {yuan(entry.income)} 元，凭证 {entry.label}", fund.pk

    today = local_day(timezone.now()).isoformat()
    return _form(request, fields, save, "登记到账", CAME_IN, usual={"on": today})


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a budget line, or plan it again."""
    actor, seat = officer(request, P.FUND_MANAGE)
    known = _funds(actor, _unit(seat.unit_id))
    if not known:
        return _no_fund(request)
    fields = (_choice(known), Select("head", "科目", of=PLANNED), Money("amount_fen", "预算"))

    def save(given: Mapping[str, Any], at: datetime) -> tuple[str, Any]:
        fund = _picked(known, given["fund"])
        line = budgets.plan(fund=fund, head=given["head"], amount_fen=given["amount_fen"], by=actor, at=at)
        return f"“{UNION[line.head].name}”的预算是 {yuan(line.amount)} 元", fund.pk

    return _form(request, fields, save, "编列预算", PLAN)


def _picked(known: Sequence[Any], key: str) -> Any:
    return next(one for one in known if str(one.pk) == key)


def _no_fund(request: HttpRequest) -> HttpResponse:
    messages.warning(request, "还没有资金，请先设立一笔。")
    return redirect("desk_fund_new")


def _form(
    request: HttpRequest,
    fields: Sequence[Field],
    save: Save,
    title: str,
    notes: Sequence[tuple[str, str]],
    *,
    usual: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The form, and what happens when it is sent."""
    now, errors = timezone.now(), dict[str, Refused]()
    posted = request.method == "POST"
    if posted:
        given, errors = clean_all(fields, request.POST, today=local_day(now))
        if not errors:
            try:
                words, fund = save(given, now)
            except Refused as refused:
                errors = {NAMES.get(refused.field, refused.field): refused}
            else:
                messages.success(request, words)
                return redirect("desk_fund", fund)
    shown = request.POST if posted else {**(usual or {}), **request.GET.dict()}
    context = {
        "here": "funds", "title": title, "button": title, "notes": notes, "back": reverse("desk_funds"),
        "form": forms.form(fields, shown, errors, more=_unchosen(fields)),
    }  # fmt: skip
    return page_or_fragment(request, "ledger/funds_form.html", context=context, status=422 if errors else 200)


def _unchosen(fields: Sequence[Field]) -> dict[str, dict[str, Any]]:
    """Nothing is chosen beforehand: the first of a list is no answer."""
    return {
        one.name: {"options": [("", "按资金来源" if one.optional else "请选择"), *one.of]}
        for one in fields
        if isinstance(one, Select)
    }


NAMES = {"amount": "amount_fen"}  # the actions' word for a field → the form's
