"""新增会员 and 更正资料: one person by hand, with the same checks as a roster."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.ground.org import queries as org
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor, Seat
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Day, Field, IdNumber, PersonName, Phone, Select, Text, UnitPick, clean_all
from yugong.kernel.identifiers import PAPERS
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise.actions import enrolling
from yugong.scenes.organise.actions.correcting import correct_facts
from yugong.scenes.organise.views import gate
from yugong.scenes.organise.views.correcting import PROOF
from yugong.scenes.organise.words import BASIC, KINDS
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

PAPER = Select("paper", "证件类型", of=tuple(PAPERS.items()))
TRADE = Text("trade", "职业工种", hint="例如 外卖骑手、电工", optional=True, longest=40)
JOINED = Day("joined_on", "入会日期", hint="不填就是今天", optional=True, past=True)
PICK = UnitPick("unit", "加入哪个工会")
REASON = Text("reason", "更正原因", hint="会记入日志，例如「与身份证原件核对」", longest=80)


def _number(given: Mapping[str, Any], *, optional: bool = False) -> IdNumber:
    """The number field for the paper that was chosen."""
    paper = str(given.get("paper") or "resident")
    return IdNumber(
        "number", "证件号码", document=paper if paper in PAPERS else "resident", optional=optional
    )


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Enter one member by hand."""
    actor, seat = gate.officer(request, P.MEMBERSHIP_CHANGE)
    own = Unit.objects.get(pk=seat.unit_id)
    fixed = own if own.kind in BASIC else None
    fields: list[Field] = [PersonName("name", "姓名"), PAPER, _number(request.POST), Phone("phone", "手机")]
    fields += [TRADE, JOINED]
    given: Any = request.POST or {"paper": "resident"}
    errors: gate.Errors = {}
    if request.method == "POST" and "find" not in request.POST:
        answers, errors = clean_all(fields, given, today=local_day(timezone.now()))
        try:
            unit = fixed or _chosen(actor, given)
            if not errors:
                return _added(unit, answers, actor)
        except Refused as refused:
            errors |= gate.told(refused, {*(one.name for one in fields), "unit"})
    pick = None if fixed else _pick(seat, request.POST or request.GET, errors.pop("unit", None))
    form = forms.form(fields, given, errors)
    if pick is not None:
        form = forms.Form((pick, *form.parts), form.general)
    context = {
        "here": "members",
        "title": "新增会员",
        "sub": fixed.name if fixed else "",
        "crumbs": (Link("会员", reverse("desk_members")), Link("新增")),
        "form": form,
        "pick": pick,
        "submit": "登记入会",
        "icon_name": "user-plus",
        "facts": (
            ("核对", "证件号校验、周岁、是否已是会员，与名册导入一致"),
            ("多人", "十人以上用名册导入更快"),
            ("本人", "本人用手机登录后，能看到这次登记和以后谁看过"),
        ),
    }
    failed = bool(form.errors)
    return page_or_fragment(request, "organise/enrol.html", "found", context, status=422 if failed else 200)


def _chosen(actor: Actor, given: Mapping[str, Any]) -> Unit:
    """The union that was picked, where this officer may take members in."""
    number = PICK.clean(given.get("unit"))
    unit = gate.units(actor).filter(pk=number, kind__in=BASIC, valid_to=None).first()
    if unit is None or not may(actor, P.MEMBERSHIP_CHANGE, unit):
        raise Refused("请从列表里选一个工会。", field="unit")
    return unit


def _pick(seat: Seat, given: Mapping[str, Any], refused: Refused | None) -> forms.Part:
    """The search for a union; without JavaScript the form is sent once to search."""
    text = str(given.get("unit_q", "")).strip()[:40]
    found = org.search(text, path=seat.unit_path, kinds=BASIC, limit=8) if text else []
    options = [(str(row.id), row.name, f"{KINDS[row.kind].label} · {row.parent_name or ''}") for row in found]
    chosen = str(given.get("unit", "")) or (options[0][0] if len(options) == 1 else "")
    why = forms.reason(refused) if refused else ""
    if why and text and not chosen:
        why = "请在下面选一个工会。" if options else "没有找到这个工会，换个词再搜。"
    return forms.part(
        "unit", "加入哪个工会", "unit", shown=text, value=chosen, options=options, error=why,
        placeholder="搜工会名称、单位或拼音", search=reverse("desk_member_add"),
    )  # fmt: skip


def _added(unit: Unit, answers: dict[str, Any], actor: Actor) -> HttpResponse:
    joined = answers.pop("joined_on", None)
    member = enrolling.add_member(
        unit=unit,
        joined_on=date.fromisoformat(joined) if joined else None,
        trade=answers.pop("trade", None) or "",
        **answers,
        by=actor,
        at=timezone.now(),
    )
    return redirect("desk_person", member.person_id)


@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Correct what is known of a person; what is left empty stays as it is."""
    actor, _ = gate.officer(request, P.PERSON_CHANGE)
    person = gate.person_at(actor, person_id, P.PERSON_CHANGE)
    fields: list[Field] = [
        PersonName("name", "姓名", optional=True),
        PAPER,
        _number(request.POST or {"paper": person.paper}, optional=True),
        Phone("phone", "手机", optional=True),
        REASON,
        PROOF,
    ]
    given: Any = request.POST or {"paper": person.paper}
    errors: gate.Errors = {}
    if request.method == "POST":
        answers, errors = clean_all(fields, given, today=local_day(timezone.now()))
        try:
            if not errors:
                reason = answers.pop("reason")
                files, _ = request.FILES.getlist(PROOF.name), answers.pop(PROOF.name, None)
                how: Any = {"reason": reason, "files": files, "by": actor, "at": timezone.now()}
                correct_facts(person=person, changes=answers, **how)
                return redirect("desk_person", person.pk)
        except Refused as refused:
            errors = gate.told(refused, {one.name for one in fields})
    back = reverse("desk_person", args=(person.pk,))
    context = {
        "here": "members",
        "title": "更正资料",
        "crumbs": (Link("会员", reverse("desk_members")), Link("这名会员", back), Link("更正")),
        "form": forms.form(fields, given, errors),
        "uploads": True,
        "submit": "保存更正",
        "facts": (
            ("怎么填", "只填要更正的，空着的不变"),
            ("留痕", "日志记下改了哪几项和原因，不记内容"),
        ),
    }
    return page_or_fragment(request, "organise/ask.html", context=context, status=422 if errors else 200)
