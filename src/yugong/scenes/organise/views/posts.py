"""登记任职, 免职 and 届期: the role in words, the person by exact number, shown before it is done."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.ground.access.roles import roles
from yugong.ground.org import actions as org
from yugong.ground.org.models import Unit
from yugong.ground.org.queries import agencies_of
from yugong.ground.people import queries
from yugong.ground.people.models import Person, Tenure
from yugong.kernel import masking
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import add_months, local_day
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Choice, Day, Field, Select, Text, clean_all
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise.actions import posts as posting
from yugong.scenes.organise.views import gate
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

TITLE = Text("title", "职务", hint="例如 主席、副主席、组织委员", longest=40)
WHO = Text("who", "是谁", hint="填本人完整的手机号或证件号码；要先是会员", personal=True, longest=30)
ON = Day("on", "从哪天起任职")
BASIS = Text("basis", "依据", hint="例如选举结果报告单、批复文号", optional=True, longest=80)
END_ON = Day("on", "从哪天起免职", past=True)
TERM: list[Field] = [
    Choice("years", "任期", of=(("3", "三年"), ("5", "五年"))),
    Day("term_from", "本届从哪天起", past=True),
    Text("basis", "依据", hint="例如选举结果批复文号", longest=80),
]
WHY = Text("reason", "原因", hint="例如 换届、调离、辞去", longest=80)


def _fields(unit: Unit) -> list[Field]:
    """The form for one unit; only roles that may sit there."""
    fitting = tuple((role.key, role.name) for role in roles if unit.kind in role.sits_at)
    held = tuple((str(row.pk), row.name) for row in agencies_of(unit.pk))
    wanted = held and any(role.of_agency and unit.kind in role.sits_at for role in roles)
    agency = (
        [Select("agency", "协作单位", hint="只有协作单位的联络员要选", optional=True, of=held)]
        if wanted
        else []
    )
    return [Choice("role", "岗位", of=fitting), *agency, TITLE, WHO, ON, BASIS]


def _roles_told(unit: Unit) -> list[tuple[str, str, str]]:
    return [(role.key, role.name, role.about) for role in roles if unit.kind in role.sits_at]


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Appoint somebody; the person found is shown and confirmed first."""
    actor, _ = gate.officer(request, P.POST_APPOINT)
    unit, now = gate.unit_at(actor, unit_id), timezone.now()
    gate.insist(actor, P.POST_APPOINT, unit)
    fields, today = _fields(unit), local_day(now)
    given: Any = request.POST or {"on": today.isoformat()}
    errors: gate.Errors = {}
    person: Person | None = None
    if request.method == "POST":
        answers, errors = clean_all(fields, given, today=today)
        try:
            if not errors:
                person = _checked(unit, answers, actor, today=today)
                if given.get("sure") == str(person.pk):
                    _installed(unit, answers, person, actor, at=now)
                    return redirect(f"{reverse('desk_org_unit', args=(unit.pk,))}?tab=posts")
        except Refused as refused:
            errors, person = gate.told(refused, {one.name for one in fields}), None
    context = _page(unit, forms.form(fields, given, errors, more={"role": {"options": _roles_told(unit)}}))
    context |= {"found": _shown(person, actor) if person else None}
    return page_or_fragment(request, "organise/appoint.html", context=context, status=422 if errors else 200)


def _shown(person: Person, actor: Actor) -> queries.PersonCard | None:
    """The person to be confirmed; of somebody outside the officer's unions the masked name only."""
    card = queries.person_card(person.pk)
    if card is None or may(actor, P.PERSON_VIEW, person):
        return card
    away = "不在您管理的组织里，不显示"
    return replace(card, name=masking.name(card.name), number=away, phone=away, unit_name=away)


def _checked(unit: Unit, answers: dict[str, Any], actor: Actor, *, today: date) -> Person:
    person = queries.exactly(answers["who"], today=today)
    posting.fits(unit=unit, role=answers["role"], person=person, by=actor, on=today)
    posting.agency_for(unit, answers["role"], answers.get("agency") or "")
    return person


def _installed(unit: Unit, answers: dict[str, Any], person: Person, actor: Actor, *, at: datetime) -> None:
    posting.install(
        unit=unit,
        role=answers["role"],
        title=answers["title"],
        person=person,
        on=date.fromisoformat(answers["on"]),
        basis=answers["basis"] or "",
        agency=posting.agency_for(unit, answers["role"], answers.get("agency") or ""),
        by=actor,
        at=at,
    )


def _page(unit: Unit, form: forms.Form) -> dict[str, Any]:
    back = f"{reverse('desk_org_unit', args=(unit.pk,))}?tab=posts"
    return {
        "here": "org",
        "title": "登记任职",
        "sub": unit.name,
        "crumbs": (Link(unit.short or unit.name, back), Link("登记任职")),
        "form": form,
    }


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, unit_id: int, tenure_id: int) -> HttpResponse:
    """Relieve an officer; his rights end with the day."""
    actor, _ = gate.officer(request, P.POST_APPOINT)
    unit, now = gate.unit_at(actor, unit_id), timezone.now()
    gate.insist(actor, P.POST_APPOINT, unit)
    rows = Tenure.objects.filter(post__unit=unit, valid_to=None).select_related("post")
    tenure: Tenure = get_object_or_404(rows, pk=tenure_id)
    name = queries.names({tenure.person_id})[tenure.person_id]
    fields, today = [END_ON, WHY], local_day(now)
    given: Any = request.POST or {"on": today.isoformat()}
    errors: gate.Errors = {}
    if request.method == "POST":
        answers, errors = clean_all(fields, given, today=today)
        try:
            if not errors:
                posting.leave(
                    tenure=tenure, on=_last(tenure, answers["on"]), reason=answers["reason"], by=actor, at=now
                )
                return redirect(f"{reverse('desk_org_unit', args=(unit.pk,))}?tab=posts")
        except Refused as refused:
            errors = gate.told(refused, {one.name for one in fields})
    context = _page(unit, forms.form(fields, given, errors)) | {
        "title": f"免去{name}的{tenure.post.title}",
        "submit": "确认免职",
        "warning": "免职当日起，这个人不能再以这个岗位办理事项；已办的记录不变。",
        "facts": (("现任", name), ("职务", tenure.post.title), ("任职", f"{tenure.valid_from:%Y-%m-%d} 起")),
        "aside_title": "任职情况",
    }
    return page_or_fragment(request, "organise/ask.html", context=context, status=422 if errors else 200)


def _last(tenure: Tenure, text: str) -> date:
    day = date.fromisoformat(text)
    if day < tenure.valid_from:
        raise Refused(f"免职日期不能早于任职日期 {tenure.valid_from:%Y-%m-%d}。", field="on")
    return day


@require_http_methods(["GET", "POST"])
def term(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Record the committee's term, after an election or where it was never entered."""
    actor, _ = gate.officer(request, P.UNIT_MANAGE)
    unit, now = gate.unit_at(actor, unit_id), timezone.now()
    gate.insist(actor, P.UNIT_MANAGE, unit)
    today = local_day(now)
    given: Any = request.POST or {"years": str(unit.term_years or 5)}
    errors: gate.Errors = {}
    if request.method == "POST":
        answers, errors = clean_all(TERM, given, today=today)
        try:
            if not errors:
                begun = date.fromisoformat(answers["term_from"])
                ended = add_months(begun, 12 * int(answers["years"]))
                org.set_term(
                    unit=unit, term_from=begun, term_to=ended, years=int(answers["years"]),
                    basis=answers["basis"], by=actor, at=now,
                )  # fmt: skip
                return redirect("desk_org_unit", unit.pk)
        except Refused as refused:
            errors = gate.told(refused, {one.name for one in TERM})
    told = (
        f"{unit.term_from:%Y-%m-%d} 至 {unit.term_to:%Y-%m-%d}"
        if unit.term_from and unit.term_to
        else "没有登记"
    )
    context = _page(unit, forms.form(TERM, given, errors)) | {
        "title": "登记届期",
        "submit": "保存届期",
        "facts": (
            ("现在", told),
            ("任期", "基层每届三年或者五年，地方总工会每届五年"),
            ("届满", "按起始日和任期算出"),
        ),
    }
    return page_or_fragment(request, "organise/ask.html", context=context, status=422 if errors else 200)
