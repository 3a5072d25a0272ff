"""Employers that owe a union: the lists of an officer, and the opinion as an official paper."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from yugong.ground.org import queries as org
from yugong.ground.org.models import Employer, Unit
from yugong.ground.parameters.queries import value
from yugong.kernel.calendar import add_months, local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise.actions import letters
from yugong.scenes.organise.models import Letter
from yugong.scenes.organise.queries import late as owing
from yugong.scenes.organise.views import gate
from yugong.ui import papers
from yugong.ui.forms import Form
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link
from yugong.ui.tables import Cell, Column, Table

TABS = {"": "超期未建会", "platform": "平台企业", "cluster": "会员聚集", "letters": "已发意见书"}
LAW = (
    "职工有依法参加和组织工会的权利，任何组织和个人不得阻挠和限制。新设立的用人单位应当自设立之日起一年内"
    "建立工会组织，会员二十五人以上的应当建立基层工会委员会（《中华人民共和国工会法》第三条、第十一条，"
    "《重庆市工会条例》第七条、第九条、第十条）。"
)


def _act(row: Any) -> Cell:
    return Cell("发意见书", href=reverse("desk_late_letter", args=(row.pk,)))


def _state(row: Any) -> Cell:
    if row.begun:
        return Cell("筹备中", status="info")
    if row.letter:
        return Cell(f"{row.letter}，{row.letter_on:%Y-%m-%d}", status="warn")
    return Cell("未发意见书", status="bad")


def _table(months: int) -> Table:
    return Table(
        columns=(
            Column("name", "用人单位"),
            Column("industry", "行业"),
            Column("founded_on", "设立", lambda row: f"{row.founded_on:%Y-%m-%d}"),
            Column("due", "应建会", lambda row: f"{add_months(row.founded_on, months):%Y-%m-%d}"),
            Column("staff_count", "职工", align="r"),
            Column("elsewhere", "已在别处入会", align="r"),
            Column("state", "进度", _state),
            Column("act", "下一步", _act),
        ),
        sort=("founded_on", "id"),
        empty_title="没有超期未建会的单位",
        empty_text="满一年还没有工会的单位会列在这里。",
    )


def _papers(row: Letter) -> Cell:
    return Cell("PDF", href=reverse("desk_letter", args=(row.pk, "pdf")))


def _word(row: Letter) -> Cell:
    return Cell("Word", href=reverse("desk_letter", args=(row.pk, "docx")))


LETTERS = Table(
    columns=(
        Column("number", "文号"),
        Column("employer_name", "主送单位"),
        Column("on", "成文日期", lambda row: f"{row.on:%Y-%m-%d}"),
        Column("reply_by", "答复期限", lambda row: f"{row.reply_by:%Y-%m-%d}"),
        Column("unit_name", "发文工会"),
        Column("pdf", "打印", _papers),
        Column("docx", "修改", _word),
    ),
    sort=("-on", "-id"),
    empty_title="还没有发过意见书",
    empty_text="在“超期未建会”里选单位发出。",
    fixed={"tab": "letters"},
)


@require_GET
def late(request: HttpRequest) -> HttpResponse:
    """The lists: late employers, platform companies, clusters of members, letters issued."""
    _, seat = gate.officer(request, P.UNIT_MANAGE)
    unit, today = Unit.objects.get(pk=seat.unit_id), local_day(timezone.now())
    tab = request.GET.get("tab", "")
    tab, base = tab if tab in TABS else "", reverse("desk_late")
    context: dict[str, Any] = {
        "here": "late",
        "unit": unit,
        "tab": tab,
        "notes": messages.get_messages(request),
        "tabs": [
            Link(words, f"{base}?tab={key}" if key else base, current=key == tab)
            for key, words in TABS.items()
        ],
    }
    prompt = int(value("membership.found_prompt", on=today, path=unit.path))
    if tab == "platform":
        context["platforms"] = owing.platforms(unit)
    elif tab == "cluster":
        context |= {"clusters": owing.clusters(unit.path, at_least=prompt), "prompt": prompt}
    elif tab == "letters":
        rows = owing.letters(org.subtree(unit.path))
        context["page"] = LETTERS.page(rows, request.GET, base)
    else:
        months = _months(unit, today)
        context["page"] = _table(months).page(owing.late(unit, on=today, months=months), request.GET, base)
    return page_or_fragment(request, "organise/late.html", context=context)


def _months(unit: Unit, on: date) -> int:
    return int(value("founding.duty_months", on=on, path=unit.path))


@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, employer_id: int) -> HttpResponse:
    """Show the opinion to an employer before it is issued; a POST issues it and leads to its paper."""
    actor, seat = gate.officer(request, P.UNIT_MANAGE)
    unit, now = Unit.objects.get(pk=seat.unit_id), timezone.now()
    today = local_day(now)
    errors: tuple[str, ...] = ()
    employer: Employer = get_object_or_404(owing.around(unit), pk=employer_id)
    if request.method == "POST":
        try:
            row = letters.issue(unit=unit, employer=employer, by=actor, at=now)
            messages.success(request, f"{row.number}已发出，请打印送达")
            return redirect(f"{reverse('desk_late')}?tab=letters")
        except Refused as refused:
            errors = (refused.reason,)
    last = add_months(employer.founded_on, _months(unit, today)) if employer.founded_on else None
    context = {
        "here": "late",
        "title": "发建立工会意见书",
        "sub": employer.name,
        "crumbs": (Link("建会督促", reverse("desk_late")), Link("发意见书")),
        "form": Form((), errors),
        "submit": "发出意见书",
        "warning": "发出后编号、留底，不能改；请打印盖章送达。",
        "facts": (
            ("主送", employer.name),
            ("设立日期", f"{employer.founded_on:%Y-%m-%d}" if employer.founded_on else "没有登记"),
            ("应建会日期", f"{last:%Y-%m-%d}" if last else "—"),
            ("职工人数", f"{employer.staff_count} 人" if employer.staff_count else "没有登记"),
            ("发文工会", unit.name),
        ),
        "aside_title": "意见书写明",
    }
    return page_or_fragment(request, "organise/ask.html", context=context, status=422 if errors else 200)


@require_GET
def letter(request: HttpRequest, letter_id: UUID, form: str) -> HttpResponse:
    """The opinion as PDF or Word, as it was issued."""
    _, seat = gate.officer(request, P.UNIT_MANAGE)
    row: Letter = get_object_or_404(owing.letters(org.subtree(seat.unit_path)), pk=letter_id)
    return papers.handed(paper(row), form, row.number)


def paper(row: Letter) -> papers.Paper:
    """The opinion in the layout of official papers."""
    begun = f"于 {_words(row.founded_on)}设立" if row.founded_on else "已设立"
    staff = f"，现有职工 {row.staff} 人" if row.staff else ""
    return papers.Paper(
        office=row.unit_name,
        number=row.number,
        title="建立工会意见书",
        to=row.employer_name,
        paragraphs=(
            f"经查，你单位{begun}{staff}，至今没有建立工会组织。",
            LAW,
            f"请你单位支持职工依法建立工会，并在 {_words(row.reply_by)}前书面答复我会。"
            "我会可以派人到你单位帮助和指导建会，联系电话 12351。",
        ),
        on=row.on,
    )


def _words(day: date) -> str:
    return f"{day.year} 年 {day.month} 月 {day.day} 日"
