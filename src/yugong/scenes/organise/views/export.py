"""Exporting the member list: what for, how much is shown, and the file with its mark."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.ground.people import queries
from yugong.kernel.actor import Actor
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Choice, Field, Text
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise.actions.exporting import ask_export, export_members, instant
from yugong.scenes.organise.views import gate, narrowing
from yugong.scenes.organise.views.narrowing import Narrowing
from yugong.scenes.organise.workbook import member_sheet
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CAP = 2_000_000
PURPOSE = Text(
    "purpose", "导出用途", hint="例如「2026 年会费核对」；会记入日志，被导出的人也查得到", longest=80
)
SHOWN = Choice(
    "shown",
    "证件号和手机",
    of=(("masked", "打星号，只看得到开头和后四位"), ("full", "完整号码（须确有必要，妥善保管）")),
)


@require_http_methods(["GET", "POST"])
def export(request: HttpRequest) -> HttpResponse:
    """Ask what for, then answer with the file, or with the page on which a long one is being made."""
    actor, seat = gate.officer(request, P.PERSON_EXPORT)
    now = narrowing.read(request.GET, actor=actor, seat=seat)
    gate.insist(actor, P.PERSON_EXPORT, now.unit)
    at = timezone.now()
    fields: list[Field] = [PURPOSE, *([SHOWN] if may(actor, P.PERSON_REVEAL, now.unit) else [])]
    errors: gate.Errors = {}
    total = queries.member_count(path=now.path, wanted=now.wanted, cap=CAP)
    long = total > instant(now.unit, at)
    if request.method == "POST":
        try:
            return (_later if long else _file)(request, now, actor, at=at)
        except Refused as refused:
            errors = gate.told(refused, {one.name for one in fields})
    context = {
        "here": "members",
        "title": "导出会员名册",
        "crumbs": (Link("会员", now.address(reverse("desk_members"))), Link("导出")),
        "form": forms.form(fields, request.POST or {"shown": "masked"}, errors),
        "facts": (
            ("范围", now.unit.name),
            ("条件", "、".join(_conditions(now)) or "全部会员"),
            ("人数", f"{total:,} 人" + ("，在后台生成，好了有消息" if long else "")),
            ("留痕", "每页页眉页脚写明导出人、单位、时间和用途；导出次数、人数、用途记入日志"),
        ),
        "submit": "在后台生成 Excel" if long else "导出 Excel",
        "icon_name": "download",
        "again": not long,
    }
    return page_or_fragment(request, "organise/ask.html", context=context, status=422 if errors else 200)


def _conditions(now: Narrowing) -> list[str]:
    """The conditions in words, as the filters show them."""
    return [
        f"{LABELS.get(name, name)}：{_word(name, text)}" for name, text in now.kept.items() if name != "unit"
    ]


LABELS = {
    "trade": "职业工种",
    "standing": "会籍",
    "route": "途径",
    "gap": "信息",
    "home": "就业形态",
    "since": "入会不早于",
}


def _word(name: str, text: str) -> str:
    words = {
        "gap": narrowing.GAPS,
        "home": narrowing.FORMS,
        "route": narrowing.ROUTES,
        "standing": dict(narrowing.Standing.choices),
    }
    return str(words.get(name, {}).get(text, text))


def _file(request: HttpRequest, now: Narrowing, actor: Actor, *, at: datetime) -> HttpResponse:
    full = request.POST.get("shown") == "full"
    purpose = PURPOSE.clean(request.POST.get("purpose"))
    rows = export_members(unit=now.unit, wanted=now.wanted, full=full, purpose=purpose, by=actor, at=at)
    local = timezone.localtime(at)
    seat = actor.seat
    mark = f"{seat.unit_name if seat else ''} {actor.label} {local:%Y-%m-%d %H:%M} 导出，用途：{purpose}"
    response = HttpResponse(
        member_sheet(rows, title=f"{now.unit.name}会员名册", mark=mark), content_type=EXCEL
    )
    response["Content-Disposition"] = f'attachment; filename="members-{local:%Y%m%d-%H%M}.xlsx"'
    return response


def _later(request: HttpRequest, now: Narrowing, actor: Actor, *, at: datetime) -> HttpResponse:
    full = request.POST.get("shown") == "full"
    purpose = PURPOSE.clean(request.POST.get("purpose"))
    row = ask_export(unit=now.unit, wanted=now.wanted, full=full, purpose=purpose, by=actor, at=at)
    return redirect("desk_export", row.pk)
