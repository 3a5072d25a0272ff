"""Opening a programme; putting people on its list by hand, out of the file, or from an Excel roster."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.engines.ledger import queries as books
from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.ground.people import queries as people
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.field import insist_all
from yugong.kernel.fields import Choice, Day, Field, Money, Number, Select, Text, clean_all
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission as P
from yugong.kernel.roster.grid import TOO_LARGE, UPLOAD
from yugong.scenes.aid.actions import listing
from yugong.scenes.aid.actions import programmes as actions
from yugong.scenes.aid.models import Programme, Season
from yugong.scenes.aid.views.programmes import one
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

ACCEPT = ".xlsx,.xls,.csv,.txt,.et"
WHO: tuple[Field, ...] = (
    Text("who", "谁", hint="本人完整的手机号或者证件号码", personal=True, longest=30),
    Text("why", "为什么", hint="例如：因病住院，家里老人要照顾", longest=100),
    Money("amount", "金额", hint="不填按项目的每人金额", optional=True),
)


def _fields(lines: list[Any], year: int) -> tuple[Field, ...]:
    """The questions; the budget lines are those of the officer's union."""
    known = tuple((str(one.pk), f"{one.fund.name} · {yuan(books.left(one))} 元可用") for one in lines)
    return (
        Text("name", "项目名称", hint="例如：2026 年冬送温暖", longest=60),
        Select("season", "类别", of=tuple((key, words) for key, words in Season.choices)),
        Text("period", "期次", hint="同一期每人同一用途只发一次，例如 2026", longest=20),
        Day("opens_on", "从哪天发"),
        Day("closes_on", "到哪天"),
        Select("line", "从哪条预算出", of=known, optional=True, hint="只发物资的不选"),
        Money("budget", "本项目预算", optional=True),
        Money("each", "每人金额", optional=True, hint="按名单逐人填的不写"),
        Text("goods_name", "发什么物资", optional=True, hint="例如：清凉礼包。只发钱的不写", longest=40),
        Number("pieces", "每人几份", optional=True, least=1, most=100, unit="份"),
        Money("worth", "每份值多少", optional=True, hint="采购单价；年度报告按它算发了多少钱的物资"),
        Choice("filed", "只帮建档困难户", of=(("yes", "是"), ("no", "不是，面向会员")), usual="no"),
        Number("posting", "审批前公示", hint="不用公示填 0", least=0, most=30, unit="个工作日"),
    )


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a programme."""
    actor, seat = officer(request, P.FUND_MANAGE)
    now = timezone.now()
    today, unit = local_day(now), Unit.objects.get(pk=seat.unit_id)
    fields = _fields(books.lines_of(unit, heads=tuple(set(actions.HEADS.values()))), today.year)
    errors: dict[str, Refused] = {}
    if request.method == "POST":
        given, errors = clean_all(fields, request.POST, today=today)
        try:
            if not errors:
                line = UUID(given["line"]) if given["line"] else None
                row = actions.open_programme(unit=unit, plan=_plan(given), line=line, by=actor, at=now)
                messages.success(request, "项目已设立，接着列入人员")
                return redirect("desk_programme", row.pk)
        except Refused as refused:
            errors = {refused.field: refused}
    usual = {"opens_on": today.isoformat(), "period": str(today.year), "posting": "0", "filed": "no"}
    context = {
        "here": "programmes",
        "unit": unit,
        "form": forms.form(fields, request.POST or usual, errors),
        "crumbs": (Link("帮扶项目", reverse("desk_programmes")), Link("设立项目")),
    }
    return page_or_fragment(request, "aid/programme_new.html", context=context, status=422 if errors else 200)


def _plan(given: dict[str, Any]) -> actions.Plan:
    return actions.Plan(
        name=given["name"], season=given["season"], period=given["period"],
        opens_on=date.fromisoformat(given["opens_on"]), closes_on=date.fromisoformat(given["closes_on"]),
        budget_fen=given["budget"] or 0, each_fen=given["each"] or 0, filed=given["filed"] == "yes",
        posting_days=given["posting"], goods_name=given["goods_name"] or "",
        pieces_each=(given["pieces"] or 1) if given["goods_name"] else 0,
        piece_fen=(given["worth"] or 0) if given["goods_name"] else 0,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def listed(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Put people on the list: one by hand, all on file, or an Excel roster whose good rows are kept."""
    actor, row = one(request, programme_id, P.MATTER_HANDLE)
    errors: dict[str, Refused] = {}
    result = None
    if request.method == "POST":
        try:
            result = _put(request, row, actor, timezone.now())
        except Refused as refused:
            errors = {refused.field or "who": refused}
    file = forms.part(
        "file", "名单文件", "files", hint="Excel（.xlsx、.xls）或 CSV，要有姓名、证件号码，金额一列可有可无",
        accept=ACCEPT, error=errors["file"].reason if "file" in errors else "",
    )  # fmt: skip
    context = {
        "here": "programmes",
        "row": row,
        "file": file,
        "form": forms.form(WHO, request.POST if "who" in request.POST else {}, errors),
        "result": result,
        "crumbs": (
            Link("帮扶项目", reverse("desk_programmes")),
            Link(row.name, reverse("desk_programme", args=(row.pk,))),
            Link("列入人员"),
        ),
    }
    status = 422 if errors else 200
    response = page_or_fragment(request, "aid/programme_list.html", context=context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a list, as the page shows it; rows are those of the file."""

    added: int
    known: int
    rows: tuple[tuple[str, str], ...] = ()


def _put(request: HttpRequest, row: Programme, actor: Actor, now: datetime) -> Result:
    """By which way the officer has brought people, and what became of them."""
    given, today = request.POST, local_day(now)
    if "filed" in given:
        found = listing.on_file(row, today)
        put = actions.put(programme=row, candidates=found, source="rule", by=actor, at=now)
        return Result(put.added, put.known, tuple(("", words) for _, words in put.refused))
    if "upload" in given:
        read = listing.read(content(request.FILES.get("file")), today=today)
        put = actions.put(programme=row, candidates=read.candidates, source="roster", by=actor, at=now)
        late = tuple((read.places[place], words) for place, words in put.refused)
        return Result(put.added, put.known, (*read.wrong, *late))
    answers = insist_all(WHO, given, today=today)
    person = people.exactly(answers["who"], today=today)
    candidate = actions.Candidate(person, answers["why"], answers["amount"] or 0)
    put = actions.put(programme=row, candidates=[candidate], source="hand", by=actor, at=now)
    if put.refused:
        raise Refused(put.refused[0][1], field="who")
    return Result(put.added, put.known)


def content(upload: UploadedFile | None) -> tuple[bytes, str]:
    """The bytes and the name of the file; refuses none and one too large before it is read."""
    if upload is None:
        raise Refused("请选名单文件。", field="file")
    if (upload.size or 0) > UPLOAD:
        raise Refused(TOO_LARGE.format(mb=UPLOAD // 2**20), field="file")
    return upload.read(), (upload.name or "名单")[-120:]
